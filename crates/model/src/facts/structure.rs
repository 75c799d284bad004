//! How the file is built: its parts in order with their bytes, what stands after its end, how it was coded.

use serde::{Deserialize, Serialize};

use crate::{Defect, Moment, Place, Reading, Untrusted};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Structure {
    /// The container's parts in file order, at most 4,096 of them.
    pub parts: Vec<Part>,
    /// How many more there were.
    pub parts_left_out: u32,
    /// What stands after the format's own end.
    pub trailing: Option<Trailing>,
    /// Where the file breaks off before its format says it ends.
    pub truncated: Option<Place>,
    pub defects: Vec<Defect>,
    /// How many pictures or frames the container holds, where it says so.
    pub frames: Option<u32>,
    pub jpeg: Option<JpegCoding>,
    pub png: Option<PngCoding>,
    pub webp: Option<WebpCoding>,
    /// Brands of a file in boxes (`ftyp`: ISO-BMFF, JPEG XL, JPEG 2000), the major one first; at most 64.
    pub brands: Vec<Untrusted>,
    /// The index of further pictures in a JPEG (CIPA DC-007).
    pub multi_picture: Reading<MultiPicture>,
    pub gain_map: Option<GainMap>,
}

/// One part of a container: JPEG segment, PNG or RIFF chunk, TIFF IFD, ISO-BMFF box, GIF block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Part {
    /// The format's name for it: `APP1`, `IHDR`, `VP8X`, `IFD0`, `ipco`.
    pub name: Untrusted,
    /// What it holds, where that is told by its first bytes: `Exif`, `XMP`, `ICC profile`.
    pub holds: Option<Untrusted>,
    /// First byte, its own header included.
    #[cfg_attr(test, ts(type = "number"))]
    pub offset: u64,
    /// Bytes, its own header included.
    #[cfg_attr(test, ts(type = "number"))]
    pub length: u64,
    /// How deep it is nested: 0 stands directly in the file.
    pub depth: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Trailing {
    pub place: Place,
    pub kind: TrailingKind,
}

/// What the bytes after the end are, told by how they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrailingKind {
    /// Only zero bytes.
    Padding,
    /// Further pictures that the file's own index (MPF) or gain map declares.
    DeclaredImages,
    /// A film that belongs to the picture (motion photo).
    MotionPhoto,
    /// Samsung's SEFT block.
    SamsungTrailer,
    /// Another JPEG that nothing in the file declares.
    UndeclaredJpeg,
    Zip,
    Pdf,
    Html,
    Executable,
    Unknown,
}

/// How a JPEG was coded (ITU-T T.81).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct JpegCoding {
    pub width: u32,
    pub height: u32,
    pub components: u8,
    pub progressive: bool,
    /// Chroma sampling such as `4:2:0`; empty for one component.
    pub sampling: String,
    /// 1 to 100 where the tables are exactly those of the IJG formula (T.81 Annex K) at that quality.
    pub ijg_quality: Option<u8>,
    /// All Huffman tables are those of T.81 Annex K.3.
    pub standard_huffman: bool,
    /// APP0 `JFIF`.
    pub jfif: Option<Place>,
    /// APP14 `Adobe`.
    pub adobe: Option<Place>,
    /// APP12 `Ducky`, written by Save for Web.
    pub ducky: Option<Place>,
    /// Frame header (SOF).
    pub frame: Place,
    /// How many scans (SOS); 1 for a baseline picture.
    pub scans: u32,
    /// The n of the first SOFn (T.81 table B.1): 0 baseline, 1 extended, 2 progressive, 3 lossless, 9 and more arithmetic.
    pub sof: u8,
    /// How many frame headers stand in it; a picture has one.
    pub frames: u32,
    /// Bits a sample.
    pub precision: u8,
    /// Each of the numbers 0 to 3 at its first definition.
    pub quantisation: Vec<QuantisationTable>,
    /// Quantisation tables that were defined again with other values.
    pub tables_redefined: u32,
    pub huffman_tables: u32,
    /// Minimum coded units between two restart markers, where they are not 0 (DRI).
    pub restart_interval: Option<u16>,
    /// The program family whose habits these tables and markers are, where we have measured it ourselves.
    pub encoder: Option<Encoder>,
}

/// 64 divisors in zigzag order (T.81 figure A.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct QuantisationTable {
    pub number: u8,
    pub sixteen_bit: bool,
    pub values: Vec<u16>,
}

/// A family of encoders, by what it was seen to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Encoder {
    pub family: String,
    /// 1 to 100 on the family's own scale, where its tables tell.
    pub quality: Option<u8>,
    /// What it was recognised by, in the format's terms.
    pub by: Vec<String>,
}

/// How a PNG is coded (third edition, sections 11.2 and 11.3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct PngCoding {
    pub bit_depth: u8,
    /// 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.
    pub colour_type: u8,
    pub interlaced: bool,
    /// pHYs: pixels a unit across and down, and whether the unit is the metre.
    pub density: Option<(u32, u32, bool)>,
    /// tIME, UTC.
    pub modified: Option<Moment>,
    pub modified_place: Option<Place>,
    /// Chunks whose checksum does not fit.
    pub wrong_checksums: u32,
}

/// What a WebP announces in VP8X, and what it holds (RFC 9649, section 2.7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct WebpCoding {
    pub lossless: bool,
    /// Whether there is a VP8X chunk at all.
    pub extended: bool,
    /// Of `ICC`, `Exif` and `XMP`, those that VP8X announces.
    pub announced: Vec<String>,
    /// Of the same, those that stand there.
    pub held: Vec<String>,
    /// Of VP8X.
    pub place: Option<Place>,
}

/// The multi-picture index of a JPEG.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct MultiPicture {
    pub place: Place,
    /// Pictures that the index announces, the first included.
    pub announced: u32,
    /// At most 64, the first included.
    pub pictures: Vec<ListedPicture>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct ListedPicture {
    /// MP type (CIPA DC-007, 5.2.3.3.1), the low 24 bits of the attribute.
    pub kind: u32,
    /// Where the index says that it stands; of no length where it gives no place.
    pub place: Place,
    /// Whether a JPEG begins there, within the file.
    pub stands: bool,
}

/// A second picture that says how bright each part may become on a better screen (ISO 21496-1, Ultra HDR, Apple).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct GainMap {
    /// What declares it: `hdrgm` (XMP), `ISO 21496-1`, `Apple`.
    pub declared_by: Vec<String>,
    /// Where it is declared.
    pub place: Place,
    /// The further picture that can be it; absent where none stands in the file.
    pub picture: Option<Place>,
    /// Pixels across and down of that picture.
    pub size: Option<(u32, u32)>,
}
