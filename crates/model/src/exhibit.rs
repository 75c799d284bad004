use serde::{Deserialize, Serialize};

use crate::Untrusted;

/// The thing examined: its bytes by digest and size, what they are, and the name they came under.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Exhibit {
    /// The file's name without its folders, or `-` for standard input, or `clipboard`.
    pub name: Untrusted,
    /// Size in bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    pub format: Format,
    /// Pixels across and down as stored, before any orientation is applied; absent where the file does not say.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// SHA-256 of the decoded pixels, 64 lower-case hexadecimal digits: 8-bit RGB, or RGBA where the picture has
    /// transparency, row by row from the top, as stored. Absent where they could not be decoded whole.
    pub pixels_sha256: Option<String>,
    /// Absent where the pixels could not be decoded.
    pub pdq: Option<Pdq>,
    /// What remains once borders, bars or a screen around a picture are left aside, the likeliest first; at most three.
    pub trimmed: Vec<Trimmed>,
}

/// A part of a picture with its own hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Trimmed {
    pub area: Area,
    pub pdq: Pdq,
}

/// Part of a picture, in pixels as they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Area {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// What the bytes are, told by the bytes and never by the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    Gif,
    Tiff,
    Bmp,
    Avif,
    /// HEIC and HEIF: stills of ISO 23008-12 that are not AVIF.
    Heif,
    /// JPEG XL (ISO/IEC 18181), in boxes or bare.
    Jxl,
    /// JPEG 2000 (ISO/IEC 15444), in boxes or bare.
    Jp2,
    /// Photoshop's own format, and its form for large documents (PSB).
    Psd,
}

impl Format {
    pub const ALL: [Self; 11] = [
        Self::Jpeg,
        Self::Png,
        Self::WebP,
        Self::Gif,
        Self::Tiff,
        Self::Bmp,
        Self::Avif,
        Self::Heif,
        Self::Jxl,
        Self::Jp2,
        Self::Psd,
    ];

    /// The format's name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            Self::Avif => "AVIF",
            Self::Heif => "HEIC/HEIF",
            Self::Jxl => "JPEG XL",
            Self::Jp2 => "JPEG 2000",
            Self::Psd => "PSD",
        }
    }

    /// The endings that files of this format usually have, lower case, without the dot.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif", "mpo", "insp"],
            Self::Png => &["png", "apng"],
            Self::WebP => &["webp"],
            Self::Gif => &["gif"],
            Self::Tiff => &["tif", "tiff", "dng", "nef", "cr2", "arw", "pef", "srw", "orf", "rw2", "3fr"],
            Self::Bmp => &["bmp", "dib"],
            Self::Avif => &["avif", "avifs"],
            Self::Heif => &["heic", "heif", "hif", "heics", "heifs"],
            Self::Jxl => &["jxl"],
            Self::Jp2 => &["jp2", "jpx", "jpf", "jpm", "j2k", "j2c", "jpc", "jph", "jhc"],
            Self::Psd => &["psd", "psb", "psdt"],
        }
    }
}

/// PDQ, a perceptual hash (facebook/ThreatExchange, `pdq/`): equal for pictures that look the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Pdq {
    /// 256 bits as 64 hexadecimal digits, from the full resolution.
    pub hash: String,
    /// The same after nearest-neighbour reduction to 512 × 512, as PDQ's own command line makes it.
    pub nearest512: String,
    /// `hash` of the picture turned and mirrored: rot90, rot180, rot270, flipx, flipy, flipplus1, flipminus1.
    pub dihedral: Vec<String>,
    /// The same forms of `nearest512`.
    pub dihedral512: Vec<String>,
    /// 0 to 100: how much detail there is to hash. Below 50 a match says nothing.
    pub quality: u8,
}

impl Pdq {
    /// Whether there is detail enough that a match means something (facebook/ThreatExchange, `pdq/`).
    pub fn is_compared(&self) -> bool {
        self.quality >= 50
    }

    /// A hash as its bits; nothing where it does not have 64 hexadecimal digits.
    pub fn bits(hash: &str) -> Option<[u8; 32]> {
        let mut bits = [0; 32];
        let digits = hash.as_bytes();
        if digits.len() != 64 || !digits.is_ascii() {
            return None;
        }
        for (byte, pair) in bits.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::Pdq;

    #[test]
    fn a_hash_is_64_digits() {
        assert_eq!(Pdq::bits(&"f0".repeat(32)), Some([0xf0; 32]));
        for none in ["f0", &"é".repeat(32), &"g0".repeat(32)] {
            assert_eq!(Pdq::bits(none), None, "{none}");
        }
    }
}
