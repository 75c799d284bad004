//! What a JPEG segment holds, told by its marker and its first bytes.

pub const EXIF: &[u8] = b"Exif\0";
pub const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
pub const EXTENDED_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
pub const ICC: &[u8] = b"ICC_PROFILE\0";
pub const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
/// The label of China's GB 45438-2025, bare: its JSON follows at once.
pub const AIGC: &[u8] = b"AIGC";
pub const ISO_GAIN_MAP: &[u8] = b"urn:iso:std:iso:ts:21496:-1\0";
pub const ISO_GAIN_MAP_NAME: &str = "gain map (ISO 21496-1)";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Exif,
    Xmp,
    ExtendedXmp,
    Icc,
    Photoshop,
    /// Multi-picture index (CIPA DC-007).
    Mpf,
    Comment,
    /// The label of generated content (GB 45438-2025).
    Aigc,
    /// Another application's data, by its customary name where the first bytes tell it.
    App(Option<&'static str>),
    /// Tables, frame and scan headers.
    Coding,
}

impl Holds {
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Exif => Some("Exif"),
            Self::Xmp => Some("XMP"),
            Self::ExtendedXmp => Some("Extended XMP"),
            Self::Icc => Some("ICC profile"),
            Self::Photoshop => Some("Photoshop"),
            Self::Mpf => Some("MPF"),
            Self::Aigc => Some("AIGC"),
            Self::App(name) => name,
            Self::Comment | Self::Coding => None,
        }
    }
}

/// What the segment with this marker code holds; `payload` begins behind its length.
pub fn holds(code: u8, payload: &[u8]) -> Holds {
    let starts = |prefix: &[u8]| payload.starts_with(prefix);
    match code {
        0xe1 if starts(EXIF) && payload.len() >= 6 => Holds::Exif,
        0xe1 if starts(XMP) => Holds::Xmp,
        0xe1 if starts(EXTENDED_XMP) => Holds::ExtendedXmp,
        0xe2 if starts(ICC) => Holds::Icc,
        0xe2 if starts(b"MPF\0") => Holds::Mpf,
        0xed if starts(PHOTOSHOP) => Holds::Photoshop,
        0xe0..=0xef if starts(AIGC) && payload.get(AIGC.len()) == Some(&b'{') => Holds::Aigc,
        0xe0..=0xef => Holds::App(application(code, payload)),
        0xfe => Holds::Comment,
        _ => Holds::Coding,
    }
}

/// T.81 table B.1.
pub fn marker_name(code: u8) -> String {
    match code {
        0x01 => "TEM".into(),
        0xc4 => "DHT".into(),
        0xc8 => "JPG".into(),
        0xcc => "DAC".into(),
        0xc0..=0xcf => format!("SOF{}", code & 15),
        0xd0..=0xd7 => format!("RST{}", code & 7),
        0xd8 => "SOI".into(),
        0xd9 => "EOI".into(),
        0xda => "SOS".into(),
        0xdb => "DQT".into(),
        0xdc => "DNL".into(),
        0xdd => "DRI".into(),
        0xde => "DHP".into(),
        0xdf => "EXP".into(),
        0xe0..=0xef => format!("APP{}", code & 15),
        0xf0..=0xfd => format!("JPG{}", code & 15),
        0xfe => "COM".into(),
        _ => format!("FF{code:02X}"),
    }
}

fn application(code: u8, payload: &[u8]) -> Option<&'static str> {
    const NAMES: [(u8, &[u8], &str); 14] = [
        (0xe0, b"JFIF\0", "JFIF"),
        (0xe0, b"JFXX\0", "JFXX"),
        (0xe0, b"AVI1", "AVI1"),
        (0xe2, b"FPXR\0", "FlashPix"),
        (0xe2, ISO_GAIN_MAP, ISO_GAIN_MAP_NAME),
        (0xe3, b"Meta\0", "Kodak Meta"),
        (0xe3, b"META\0", "Kodak Meta"),
        (0xe4, b"SAMSUNG", "Samsung"),
        (0xeb, b"HDR_RI", "HDR ratio image"),
        (0xeb, b"JP", "C2PA/JUMBF"),
        (0xec, b"Ducky", "Ducky"),
        (0xec, b"[picture info]", "Picture Info"),
        (0xed, b"Adobe_CM", "Adobe_CM"),
        (0xee, b"Adobe", "Adobe"),
    ];
    NAMES.iter().find(|(marker, start, _)| *marker == code && payload.starts_with(start)).map(|&(.., name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_called_as_in_the_standard() {
        let names = [0xc0, 0xc2, 0xc4, 0xda, 0xe1, 0xef, 0xfe, 0x02].map(marker_name);
        assert_eq!(names, ["SOF0", "SOF2", "DHT", "SOS", "APP1", "APP15", "COM", "FF02"]);
    }

    #[test]
    fn first_bytes_count_only_under_their_own_marker() {
        assert_eq!(holds(0xe1, b"Exif\0\0II*\0"), Holds::Exif);
        assert_eq!(holds(0xe2, b"Exif\0\0II*\0"), Holds::App(None));
        assert_eq!(holds(0xe1, b"Exif\0"), Holds::App(None), "too short for its prefix");
        assert_eq!(holds(0xec, b"Ducky\0\x01").label(), Some("Ducky"));
        assert_eq!(holds(0xeb, b"JP\0\x01").label(), Some("C2PA/JUMBF"));
        assert_eq!((holds(0xeb, b"AIGC{}"), holds(0xe9, b"AIGC{}")), (Holds::Aigc, Holds::Aigc));
        assert_eq!(holds(0xe9, b"AIGC of old"), Holds::App(None));
    }
}
