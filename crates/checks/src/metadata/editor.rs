//! Programs that name themselves in a file.

use whence_model::{Direction, Evidence, Facts, Strength, facts::metadata::Value};

use super::needs::{evidence, property_evidence};

/// What a program does to a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Changes or develops pixels, or can.
    Pixels,
    /// Only moves files, or writes into their metadata.
    Metadata,
}

/// A program, by the name that the file gives it.
#[derive(Clone, Debug)]
pub struct Named {
    pub program: &'static str,
    pub does: Does,
    pub evidence: Evidence,
}

/// Every place that names a known program, the most telling first.
pub fn named(facts: &Facts) -> Vec<Named> {
    let found = |evidence: Evidence, raw: &str| {
        let (program, does) = program(raw)?;
        Some(Named { program, does, evidence })
    };
    let exif = facts.metadata.exif.read().into_iter().flat_map(|exif| &exif.fields).filter_map(|f| match &f.value {
        Value::Text(text) if TAGS.contains(&f.tag) || NAMES.contains(&f.name.as_str()) => {
            found(evidence(f), text.raw())
        }
        _ => None,
    });
    let xmp = facts.metadata.xmp.read().into_iter().flat_map(|xmp| &xmp.properties);
    let xmp = xmp.filter(|p| PROPERTIES.contains(&p.name.as_str()));
    let xmp = xmp.filter_map(|p| found(property_evidence(p), p.value.raw()));
    let texts = facts.metadata.texts.iter().filter(|text| text.key.raw().eq_ignore_ascii_case("software"));
    let texts = texts.filter_map(|text| found(Evidence::new(text.place.clone(), text.value.clone()), text.value.raw()));
    exif.chain(xmp).chain(texts).take(16).collect()
}

/// Whether a program that can change pixels is named anywhere.
pub fn editor_named(facts: &Facts) -> bool {
    named(facts).iter().any(|n| n.does == Does::Pixels)
}

/// How an anomaly may speak: weakly, and for information only where a program that can change pixels is named, which
/// explains it.
pub fn weak_unless_editor(facts: &Facts) -> (Direction, Strength) {
    if editor_named(facts) { (Direction::Context, Strength::Info) } else { (Direction::Edited, Strength::Weak) }
}

/// Whether programs are named, and all of them leave pixels alone.
pub fn only_metadata_software(facts: &Facts) -> bool {
    let named = named(facts);
    !named.is_empty() && named.iter().all(|n| n.does == Does::Metadata)
}

/// The known program that this text names as a whole word.
pub fn program(text: &str) -> Option<(&'static str, Does)> {
    let text: String = text.chars().take(256).collect::<String>().to_lowercase();
    let hit = |names: &'static [&'static str], does| {
        let named = names.iter().filter(|name| has_words(&text, &name.to_lowercase()));
        // “Adobe Photoshop” stands in “Adobe Photoshop Lightroom” too, which is another program.
        named.max_by_key(|name| name.len()).map(|name| (*name, does))
    };
    // Those that leave pixels alone first: “Nikon Transfer” is no editor for standing beside one.
    hit(METADATA_PROGRAMS, Does::Metadata).or_else(|| hit(PIXEL_PROGRAMS, Does::Pixels))
}

/// Whether `words` stands in `text` with no letter or digit directly before or behind it.
pub fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|s| s.chars().next_back());
        let behind = text.get(at + words.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
    })
}

const NAMES: &[&str] = &[
    "Software",
    "ProcessingSoftware",
    "ImageEditor",
    "RAWDevelopingSoftware",
    "ImageEditingSoftware",
    "MetadataEditingSoftware",
];

/// The same fields by number, where a reader of Exif knows no name for them (Exif 3.0).
const TAGS: &[u16] = &[0x000b, 0x0131, 0xa438, 0xa43a, 0xa43b, 0xa43c];

const PROPERTIES: &[&str] = &["xmp:CreatorTool", "tiff:Software"];

const METADATA_PROGRAMS: &[&str] = &[
    "Nikon Transfer",
    "Windows Photo Viewer",
    "Windows Photo Gallery",
    "Windows Live Photo Gallery",
    "ExifTool",
    "Photo Mechanic",
    "GeoSetter",
    "GeoTag",
    "digiKam",
    "FotoStation",
    "Image Capture",
    "PhotoStation",
    "Exiv2",
];

const PIXEL_PROGRAMS: &[&str] = &[
    "Adobe Photoshop",
    "Adobe Photoshop Album",
    "Adobe Photoshop Camera",
    "Adobe Photoshop Camera Raw",
    "Adobe Photoshop Elements",
    "Adobe Photoshop Express",
    "Adobe Photoshop Fix",
    "Adobe Photoshop Lightroom",
    "Adobe Photoshop Mix",
    "Photoshop",
    "Photoshop Album",
    "Photoshop Camera",
    "Photoshop Elements",
    "Photoshop Express",
    "Photoshop Fix",
    "Photoshop Lightroom",
    "Photoshop Mix",
    "Adobe Lightroom",
    "Lightroom",
    "Adobe Camera Raw",
    "Camera Raw",
    "Adobe Firefly",
    "Adobe Express",
    "Adobe ImageReady",
    "GIMP",
    "Affinity Photo",
    "Affinity Designer",
    "Pixelmator",
    "Snapseed",
    "Picasa",
    "Paint.NET",
    "Microsoft Paint",
    "ACDSee",
    "Capture One",
    "Capture NX",
    "ViewNX",
    "NX Studio",
    "Digital Photo Professional",
    "ZoomBrowser",
    "darktable",
    "RawTherapee",
    "Luminar",
    "Luminar Neo",
    "DxO PhotoLab",
    "DxO Optics Pro",
    "ON1 Photo RAW",
    "PaintShop Pro",
    "Paint Shop Pro",
    "Corel PHOTO-PAINT",
    "Canva",
    "VSCO",
    "PicsArt",
    "Facetune",
    "FaceApp",
    "Photopea",
    "Pixlr",
    "Krita",
    "PhotoScape",
    "XnView",
    "LIBFORMAT",
    "IrfanView",
    "FastStone",
    "ImageMagick",
    "GraphicsMagick",
    "Apple Aperture",
    "Aperture",
    "iPhoto",
    "QuickTime",
    "Polarr",
    "Meitu",
    "BeautyPlus",
    "Fotor",
    "BeFunky",
    "Topaz",
    "Zoner Photo Studio",
    "PhotoImpact",
    "Photo Editor",
    "Windows Photo Editor",
    "Silkypix",
    "Helicon Focus",
    "Photomatix",
    "PTGui",
    "Hugin",
    "Inkscape",
    "CorelDRAW",
    "Skitch",
    "Figma",
];

#[cfg(test)]
mod tests {
    use super::{Does, program};

    #[test]
    fn the_longest_name_is_told() {
        for (text, name) in [
            ("Adobe Photoshop Lightroom 6.1 (Macintosh)", "Adobe Photoshop Lightroom"),
            ("Adobe Photoshop Lightroom Classic 10.0 (Windows)", "Adobe Photoshop Lightroom"),
            ("Adobe Photoshop Elements 12.0 Windows", "Adobe Photoshop Elements"),
            ("Adobe Photoshop Express (Android)", "Adobe Photoshop Express"),
            ("Adobe Photoshop Camera", "Adobe Photoshop Camera"),
            ("Adobe Photoshop Album 2.0", "Adobe Photoshop Album"),
            ("Adobe Photoshop Camera Raw 14.2", "Adobe Photoshop Camera Raw"),
            ("Adobe Photoshop Camera Raw", "Adobe Photoshop Camera Raw"),
            ("Photoshop Express", "Photoshop Express"),
            ("Adobe Lightroom 8.0 (Android)", "Adobe Lightroom"),
            ("Luminar Neo 1.0", "Luminar Neo"),
            ("Photoshop 3.0", "Photoshop"),
        ] {
            assert_eq!(program(text), Some((name, Does::Pixels)), "{text}");
        }
    }

    #[test]
    fn only_whole_names_count() {
        assert_eq!(program("GIMP 2.10.36"), Some(("GIMP", Does::Pixels)));
        assert_eq!(program("Adobe Photoshop CC 2019 (Windows)"), Some(("Adobe Photoshop", Does::Pixels)));
        assert_eq!(program("Nikon Transfer 1.1 W"), Some(("Nikon Transfer", Does::Metadata)));
        for firmware in
            ["Gimpel 1.0", "MyGIMP", "Ver.1.00", "G991BXXU3AUJ7", "HDR+ 1.0.345618096zd", "17.1", "CanvasCam", ""]
        {
            assert_eq!(program(firmware), None, "{firmware}");
        }
    }
}
