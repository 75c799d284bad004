//! What a tag number is called.

use exif::{Context, Tag};
use whence_model::facts::metadata::Ifd;

/// Names that kamadak-exif does not have: Exif 3.0 (CIPA DC-008-2023), TIFF/EP, DNG 1.7, and the fields of Windows.
#[rustfmt::skip]
const MORE: &[(u16, &str)] = &[
    (0x000b, "ProcessingSoftware"),
    (0x010d, "DocumentName"),
    (0x014a, "SubIFDs"),
    (0x02bc, "XMLPacket"),
    (0x4746, "Rating"),
    (0x4749, "RatingPercent"),
    (0x83bb, "IPTC-NAA"),
    (0x8649, "ImageResources"),
    (0x8773, "InterColorProfile"),
    (0x9c9b, "XPTitle"),
    (0x9c9c, "XPComment"),
    (0x9c9d, "XPAuthor"),
    (0x9c9e, "XPKeywords"),
    (0x9c9f, "XPSubject"),
    (0xa436, "ImageTitle"),
    (0xa437, "Photographer"),
    (0xa438, "ImageEditor"),
    (0xa439, "CameraFirmware"),
    (0xa43a, "RAWDevelopingSoftware"),
    (0xa43b, "ImageEditingSoftware"),
    (0xa43c, "MetadataEditingSoftware"),
    (0xc4a5, "PrintImageMatching"),
    (0xc612, "DNGVersion"),
    (0xc614, "UniqueCameraModel"),
];

/// The tag under which kamadak-exif finds an entry.
pub fn tag(ifd: Ifd, number: u16) -> Tag {
    let context = match ifd {
        Ifd::Main | Ifd::Thumbnail | Ifd::Sub => Context::Tiff,
        Ifd::Exif | Ifd::MakerNote => Context::Exif,
        Ifd::Gps => Context::Gps,
        Ifd::Interop => Context::Interop,
    };
    Tag(context, number)
}

/// The tag that describes an entry: some software puts tags of the Exif IFD into IFD0, and the other way round.
pub fn meant(ifd: Ifd, number: u16) -> Tag {
    let here = tag(ifd, number);
    let elsewhere = match here.context() {
        Context::Tiff => Tag(Context::Exif, number),
        Context::Exif => Tag(Context::Tiff, number),
        _ => here,
    };
    if here.description().is_none() && elsewhere.description().is_some() { elsewhere } else { here }
}

/// The Exif name, or the number in hexadecimal digits where the standard has none.
pub fn name(ifd: Ifd, number: u16) -> String {
    let tag = meant(ifd, number);
    if tag.description().is_some() {
        return tag.to_string();
    }
    let shared = matches!(ifd, Ifd::Main | Ifd::Thumbnail | Ifd::Exif);
    let more = MORE.iter().find(|(n, _)| shared && *n == number);
    more.map_or_else(|| format!("0x{number:04x}"), |(_, name)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_called_as_the_standard_calls_them() {
        assert_eq!(name(Ifd::Main, 0x132), "DateTime");
        assert_eq!(name(Ifd::Exif, 0x9004), "DateTimeDigitized");
        assert_eq!(name(Ifd::Exif, 0x8827), "PhotographicSensitivity");
        assert_eq!(name(Ifd::Gps, 0x1d), "GPSDateStamp");
        assert_eq!(name(Ifd::Main, 0x9c9c), "XPComment");
        assert_eq!(name(Ifd::Main, 0xbeef), "0xbeef");
    }

    #[test]
    fn a_tag_in_the_wrong_ifd_keeps_its_name() {
        assert_eq!(name(Ifd::Main, 0x9286), "UserComment");
        assert_eq!(name(Ifd::Exif, 0x131), "Software");
        assert_eq!(name(Ifd::Gps, 0x9286), "0x9286");
    }
}
