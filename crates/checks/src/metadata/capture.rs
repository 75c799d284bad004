//! What a camera writes about itself and the shot.

use whence_model::{
    Facts,
    facts::metadata::{Exif, Field},
};

use super::editor::has_words;

/// Whether the Exif data names a camera: maker and model.
pub fn names_camera(facts: &Facts) -> bool {
    facts.metadata.exif.read().is_some_and(|exif| exif.text("Make").is_some() && exif.text("Model").is_some())
}

/// Whether exposure time, aperture and sensitivity all stand there, each above zero.
pub fn has_exposure(exif: &Exif) -> bool {
    let positive = |name| exif.number(name).is_some_and(|n| n > 0.0);
    positive("ExposureTime") && positive("FNumber") && ISO.iter().any(|name| positive(name))
}

/// Sensitivity as an ISO number; absent where it is zero or the 65,535 that stands for more than the field can hold.
pub fn sensitivity(exif: &Exif) -> Option<f64> {
    ISO.iter().find_map(|name| exif.number(name)).filter(|iso| *iso > 0.0 && *iso < 65_535.0)
}

/// Whether the Exif data comes from a scanner or a laboratory's printer, which tells two times and no exposure.
pub fn is_scan(exif: &Exif) -> bool {
    // FileSource 1 and 2 are scanners, 3 is a digital camera.
    let source = exif.number("FileSource").is_some_and(|source| source == 1.0 || source == 2.0);
    source || scanners_named(exif).next().is_some()
}

/// The fields that name a scanner, a laboratory's machine or a program that drives one.
pub fn scanners_named(exif: &Exif) -> impl Iterator<Item = &Field> {
    ["Make", "Model", "Software"].into_iter().filter_map(|name| {
        let text = exif.text(name)?.chars().take(128).collect::<String>().to_lowercase();
        SCANNERS.iter().any(|words| has_words(&text, words)).then(|| exif.field(name))?
    })
}

/// Whether anything stands there that belongs to a shot: a time of capture, an exposure or a focal length.
pub fn has_capture_data(exif: &Exif) -> bool {
    CAPTURE.iter().chain(ISO).any(|name| exif.field(name).is_some())
}

/// Sensitivity, by its name in Exif 2.3 and before that.
const ISO: &[&str] = &["PhotographicSensitivity", "ISOSpeedRatings"];

const CAPTURE: &[&str] =
    &["DateTimeOriginal", "ExposureTime", "FNumber", "FocalLength", "ShutterSpeedValue", "ApertureValue"];

/// Makers and models of scanners and minilabs, and programs that drive them, lower case. Words that also name cameras or
/// printers are left out.
const SCANNERS: &[&str] = &[
    "canoscan",
    "coolscan",
    "dimage scan",
    "epson scan",
    "flextight",
    "frontier",
    "imacon",
    "lide",
    "microtek",
    "noritsu",
    "opticfilm",
    "pakon",
    "perfection",
    "plustek",
    "reflecta",
    "scanjet",
    "scanner",
    "scansnap",
    "silverfast",
    "sp-2000",
    "sp-3000",
    "umax",
    "vuescan",
];

#[cfg(test)]
mod tests {
    use super::{is_scan, sensitivity};
    use crate::specimen::with_exif;

    #[test]
    fn scanners_by_field_or_name() {
        let scan = |field| is_scan(with_exif(&[field]).metadata.exif.read().unwrap());
        assert!(scan(("FileSource", "1")) && scan(("FileSource", "2")) && scan(("Model", "Perfection V700")));
        assert!(scan(("Make", "NORITSU KOKI")) && scan(("Software", "VueScan 9 x64")));
        assert!(!scan(("FileSource", "3")) && !scan(("Make", "Canon")) && !scan(("Model", "Scannerless")));
    }

    #[test]
    fn sensitivities_that_are_none() {
        let of = |iso| sensitivity(with_exif(&[("PhotographicSensitivity", iso)]).metadata.exif.read().unwrap());
        assert_eq!((of("200"), of("0"), of("65535")), (Some(200.0), None, None));
    }
}
