//! How the file is built: its parts in order with their bytes, what stands after its end, how it was coded.

use serde::{Deserialize, Serialize};

use crate::{Defect, Place, Untrusted};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}
