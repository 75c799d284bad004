//! What stands in the bytes that a signature leaves out.

use whence_model::{
    Place,
    facts::{metadata::Metadata, provenance::Coverage},
};

/// Exif fields that say by what, when and where a picture was taken.
const CAMERA: &[&str] = &[
    "Make",
    "Model",
    "LensModel",
    "DateTimeOriginal",
    "DateTimeDigitized",
    "DateTime",
    "GPSLatitude",
    "GPSLongitude",
    "GPSTimeStamp",
];

/// A value that the signature does not protect.
pub struct Unprotected<'a> {
    /// The Exif name; `XMP` or `IPTC` for such a block.
    pub name: &'a str,
    pub place: &'a Place,
    /// What it says, for a person; empty for a block.
    pub shown: &'a str,
}

/// Camera data, XMP and IPTC in what is left out.
pub fn metadata<'a>(coverage: &Coverage, metadata: &'a Metadata) -> Vec<Unprotected<'a>> {
    let mut found = Vec::new();
    if let Some(exif) = metadata.exif.read() {
        let fields = CAMERA.iter().filter_map(|name| exif.field(name));
        let outside = fields.filter(|field| is_left_out(coverage, &field.place, &exif.place));
        found.extend(outside.map(|f| Unprotected { name: &f.name, place: &f.place, shown: f.shown.raw() }));
    }
    let xmp = metadata.xmp.read().map(|xmp| ("XMP", &xmp.place));
    let iptc = metadata.iptc.read().map(|iptc| ("IPTC", &iptc.place));
    let blocks = [xmp, iptc].into_iter().flatten().filter(|(_, place)| is_left_out(coverage, place, place));
    found.extend(blocks.map(|(name, place)| Unprotected { name, place, shown: "" }));
    found
}

/// Whether some of it is in what is left out; where its own bytes are not known, whether its block is.
pub fn is_left_out(coverage: &Coverage, place: &Place, block: &Place) -> bool {
    let Some((start, end)) = range(place).or_else(|| range(block)) else { return false };
    coverage.left_out.iter().filter_map(range).any(|(from, to)| from < end && start < to)
}

fn range(place: &Place) -> Option<(u64, u64)> {
    let start = place.offset?;
    Some((start, start.checked_add(place.length?)?))
}

#[cfg(test)]
mod tests {
    use whence_model::facts::provenance::Binding;

    use super::*;
    use crate::specimen::{exif, xmp};

    #[test]
    fn fields_by_their_bytes_and_others_by_their_block() {
        let coverage = Coverage {
            binding: Binding::Data,
            left_out: vec![Place::bytes("JPEG › APP1 Exif", 2, 100)],
            metadata_left_out: true,
            picture_left_out: false,
        };
        let at = |offset, length| Place::bytes("x", offset, length);
        assert!(is_left_out(&coverage, &at(101, 5), &at(900, 5)));
        assert!(!is_left_out(&coverage, &at(102, 5), &at(2, 5)));
        assert!(is_left_out(&coverage, &Place::path("x"), &at(0, 3)));
        assert!(!is_left_out(&coverage, &Place::path("x"), &Place::path("y")));

        let facts = Metadata {
            exif: exif(&[("Model", "Pixel 5"), ("Orientation", "6")]),
            xmp: xmp(&[("dc:creator", "Ada")]),
            ..Metadata::default()
        };
        let names: Vec<_> = metadata(&coverage, &facts).iter().map(|u| u.name).collect();
        assert_eq!(names, ["Model"], "a rotation is no camera data, and XMP stands elsewhere");
    }
}
