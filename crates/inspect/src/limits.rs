//! How much of a hostile file is read: every bound in one place, each with its reason.

/// More bytes than this are refused before they are read: c2pa spawns threads above 256 MiB, and no camera writes more.
pub const MAX_BYTES: u64 = 256 << 20;

/// More pixels than this are not decoded: 200 million pixels of RGBA are 763 MiB, under the promised 1 GiB.
/// Phones take up to 200 million.
pub const MAX_PIXELS: u64 = 200_000_000;

/// Wider or higher than this is not decoded.
pub const MAX_SIDE: u32 = 30_000;

/// What one decoder may allocate, besides the picture itself.
pub const MAX_DECODER_BYTES: u64 = 512 << 20;

/// Longest side of the preview, in pixels.
pub const PREVIEW_SIDE: u32 = 2048;

/// Parts of a container that are listed.
pub const MAX_PARTS: usize = 4096;

/// How deep boxes, IFDs and elements may nest.
pub const MAX_DEPTH: u8 = 32;

/// Scans of one JPEG. Decoding time grows with scans times pixels: 2,000 scans in 24 kB took five seconds.
pub const MAX_SCANS: u32 = 100;

/// Exif fields that are kept; entries may overlap, so a small file can hold many large ones.
pub const MAX_EXIF_FIELDS: usize = 2000;

/// Bytes of one value that are kept.
pub const MAX_VALUE_BYTES: usize = 64 << 10;

/// Bytes of XMP that are parsed, extended XMP included.
pub const MAX_XMP_BYTES: usize = 4 << 20;

/// Bytes that one compressed text, profile or block may grow to.
pub const MAX_INFLATED_BYTES: usize = 8 << 20;

/// Text fields and datasets that are kept.
pub const MAX_TEXTS: usize = 512;

/// Bytes that all compressed texts and profiles of one file may grow to together.
pub const MAX_INFLATED_IN_ALL: usize = 64 << 20;

/// Defects of one container that are kept: after so many, one more says nothing new.
pub const MAX_DEFECTS: usize = 256;

/// Parts that a walk steps over before it gives up: a 256 MiB PNG in chunks of 8 KiB has 32,768.
pub const MAX_STEPS: usize = 1 << 17;

/// Manifests and ingredients of one file's credentials that are listed.
pub const MAX_MANIFESTS: usize = 64;

/// Steps from the active manifest inwards.
pub const MAX_MANIFEST_DEPTH: u8 = 16;

/// Actions of one manifest that are listed.
pub const MAX_ACTIONS: usize = 128;

/// Status codes of one validation that are kept.
pub const MAX_STATUS_CODES: usize = 512;

/// Bytes of one string from a manifest that are kept: names and titles, and the same manifest may be met 64 times.
pub const MAX_CREDENTIAL_TEXT: usize = 1024;
