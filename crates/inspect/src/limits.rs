//! How much of a hostile file is read: every bound in one place, each with its reason.

/// More bytes than this are refused before they are read: c2pa spawns threads above 256 MiB, and no camera writes more.
pub const MAX_BYTES: u64 = 256 << 20;

/// More pixels than this are not decoded: 200 million pixels of RGBA are 763 MiB, under the promised 1 GiB.
/// Phones take up to 200 million.
pub const MAX_PIXELS: u64 = 200_000_000;

/// Wider or higher than this is not decoded.
pub const MAX_SIDE: u32 = 30_000;

/// More pixels than this are not searched for a cropped watermark, even when asked: 16 million take 1.1 to 1.4 s and
/// 50 MiB, and no software that hides it makes more than four.
pub const MAX_CROP_SEARCH_PIXELS: u64 = 16 << 20;

/// Up to this many pixels that search is made unasked: 1024 × 1024 take 80 to 125 ms, less than it takes to decode a
/// photograph of 12 million.
pub const MAX_UNASKED_CROP_SEARCH_PIXELS: u64 = 1 << 20;

/// What one decoder may allocate, besides the picture itself.
pub const MAX_DECODER_BYTES: u64 = 512 << 20;

/// Longest side of the preview, in pixels.
pub const PREVIEW_SIDE: u32 = 2048;

/// Longest side of the glimpse that is shown while the rest is read: made and drawn in a tenth of a preview's time. A list keeps a
/// copy of this size: enough to see a face changed beside another picture, and about 50 kB.
pub const GLIMPSE_SIDE: u32 = 640;

/// Longest side of the picture that stands in a list of files: sharp at twice its size there, and about 5 kB.
pub const SMALL_SIDE: u32 = 160;

/// Parts of a container that are listed.
pub const MAX_PARTS: usize = 4096;

/// How deep boxes, IFDs and elements may nest.
pub const MAX_DEPTH: u8 = 32;

/// Scans of one JPEG. Decoding time grows with scans times pixels: 2,000 scans in 24 kB took five seconds.
pub const MAX_SCANS: u32 = 100;

/// Exif fields that are kept; entries may overlap, so a small file can hold many large ones.
pub const MAX_EXIF_FIELDS: usize = 2000;

/// SubIFDs of one TIFF block that are read: DNG files have up to six, pyramids some ten.
pub const MAX_SUB_IFDS: usize = 32;

/// Entries of a maker note's directory: makers write up to about 150; more are rather no directory.
pub const MAX_MAKER_ENTRIES: usize = 512;

/// Fields of one maker note that are kept.
pub const MAX_MAKER_FIELDS: usize = 64;

/// Defects of one maker note that are kept: one cause breaks all its offsets.
pub const MAX_MAKER_DEFECTS: usize = 4;

/// Bytes of one text of a maker note that are kept: serial numbers and names, which never need so many.
pub const MAX_MAKER_TEXT: usize = 1024;

/// Entries of Samsung's trailer that are listed: phones write under twenty.
pub const MAX_TRAILER_ENTRIES: usize = 64;

/// Bytes of one entry of Samsung's trailer that are kept, and of its name.
pub const MAX_TRAILER_TEXT: usize = 256;

/// Bytes of one value that are kept.
pub const MAX_VALUE_BYTES: usize = 64 << 10;

/// Bytes of one Exif text in the fields where generators write: their graphs have some hundred kilobytes. A little more
/// than is parsed as JSON, so that what was cut is known to be too long.
pub const MAX_LONG_TEXT: usize = (2 << 20) + 64;

/// Bytes of the record that Samsung's editor leaves in the trailer: settings, and paths of files.
pub const MAX_EDIT_RECORD: usize = 64 << 10;

/// Bytes of XMP that are parsed, extended XMP included.
pub const MAX_XMP_BYTES: usize = 4 << 20;

/// Bytes that one compressed text, profile or block may grow to.
pub const MAX_INFLATED_BYTES: usize = 8 << 20;

/// Bytes of text in the lowest bits of the pixels that are read. Graphs and prompts have some hundred kilobytes; a
/// picture of 200 million pixels could hold 75 MB.
pub const MAX_HIDDEN_BYTES: usize = 8 << 20;

/// Compressed boxes of one JPEG XL file that are inflated: each costs a window of up to 16 MiB, and writers make two.
pub const MAX_COMPRESSED_BOXES: usize = 16;

/// Text fields and datasets that are kept.
pub const MAX_TEXTS: usize = 512;

/// Bytes that all compressed texts and profiles of one file may grow to together.
pub const MAX_INFLATED_IN_ALL: usize = 64 << 20;

/// Defects of one container that are kept: after so many, one more says nothing new.
pub const MAX_DEFECTS: usize = 256;

/// Parts that a walk steps over before it gives up: a 256 MiB PNG in chunks of 8 KiB has 32,768.
pub const MAX_STEPS: usize = 1 << 17;

/// Pixels of a picture over which a generator's signature is verified: each copy of it and each way to
/// write its words costs a pass over all of them. NovelAI makes pictures of 3 million pixels, and enlarges them to 16.
pub const MAX_SIGNED_PIXELS: usize = 64_000_000;

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

/// Bytes of one certificate: those of lists and signers have under 3 KiB.
pub const MAX_CERTIFICATE_BYTES: usize = 8 << 10;

/// Bytes of a list of certificates that a user imports: the official one has 60 KiB.
pub const MAX_LIST_BYTES: usize = 4 << 20;

/// Certificates of such a list. The library parses each of them for every signature that it verifies.
pub const MAX_LIST_CERTIFICATES: usize = 500;

/// Actions of one manifest in which claims are looked for: a long history must not hide one, and 64 visits stay cheap.
pub const MAX_ACTIONS_HEARD: usize = 1 << 14;

/// Labels of one manifest's assertions that are listed.
pub const MAX_ASSERTIONS: usize = 128;

/// Soft bindings, and redactions, of one manifest that are listed.
pub const MAX_SOFT_BINDINGS: usize = 32;

/// Certificates of one signature that are described: chains have three or four.
pub const MAX_CHAIN: usize = 8;

/// Pictures in the credentials of one file that are decoded.
pub const MAX_CREDENTIAL_PICTURES: usize = 16;

/// Bytes of one of them: makers write some 50 kB.
pub const MAX_CREDENTIAL_PICTURE_BYTES: usize = 4 << 20;

/// Pixels of one of them: makers write 1024 pixels a side at most.
pub const MAX_CREDENTIAL_PICTURE_PIXELS: u64 = 2_000_000;

/// Longest side of its preview, in pixels.
pub const CREDENTIAL_PREVIEW_SIDE: u32 = 512;

/// Scans of one of them, where it is a JPEG: programs write at most ten, and sixteen pictures are decoded.
pub const MAX_CREDENTIAL_PICTURE_SCANS: u32 = 20;

/// Bytes of JSON that the library's own account of the credentials may have to be kept in the report.
pub const MAX_RAW_JSON: usize = 2 << 20;

/// Beginnings of certificates in one manifest store that are hashed, up to 4 MiB together. A tree of 64 manifests has
/// under 400.
pub const MAX_CERTIFICATE_CANDIDATES: usize = 512;

/// Identity assertions of one manifest that are checked: each is a signature or two.
pub const MAX_IDENTITIES: usize = 16;

/// Names that one of them gives.
pub const MAX_IDENTITY_NAMES: usize = 32;

/// Assertions that the library goes through for them, and those that one refers to times those that there are.
pub const MAX_IDENTITY_STEPS: usize = 1 << 14;

/// Places that a signature leaves out that are named: whoever reads on after so many looks into the file itself.
pub const MAX_LEFT_OUT: usize = 64;

/// Values of signed metadata assertions that are kept: a camera's Exif has some eighty.
pub const MAX_SIGNED_FIELDS: usize = 512;

/// How deep values of signed metadata assertions may nest.
pub const MAX_SIGNED_DEPTH: u8 = 8;

/// Bytes of credentials that stand beside the picture or are named by the user: those of a long history with all its
/// thumbnails have some ten MiB.
pub const MAX_DETACHED_BYTES: u64 = 32 << 20;

/// Bytes of all assertions of one file's credentials together, pictures aside. A byte may take 200 bytes of memory on
/// its way into the report; programs write 20 kB a manifest.
pub const MAX_CREDENTIAL_VALUES: usize = 4 << 20;

/// Compressed manifests in one file's credentials: each may grow, and none was met yet.
pub const MAX_COMPRESSED_MANIFESTS: usize = 2;
