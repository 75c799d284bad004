//! What a camera writes about itself and the shot.

use whence_model::{Facts, facts::metadata::Exif};

/// Whether the Exif data names a camera: maker and model.
pub fn names_camera(facts: &Facts) -> bool {
    facts.metadata.exif.read().is_some_and(|exif| exif.text("Make").is_some() && exif.text("Model").is_some())
}

/// Whether exposure time, aperture and sensitivity all stand there, each above zero.
pub fn has_exposure(exif: &Exif) -> bool {
    let positive = |name| exif.number(name).is_some_and(|n| n > 0.0);
    positive("ExposureTime") && positive("FNumber") && ISO.iter().any(|name| positive(name))
}

/// Whether anything stands there that belongs to a shot: a time of capture, an exposure or a focal length.
pub fn has_capture_data(exif: &Exif) -> bool {
    CAPTURE.iter().chain(ISO).any(|name| exif.field(name).is_some())
}

/// Sensitivity, by its name in Exif 2.3 and before that.
const ISO: &[&str] = &["PhotographicSensitivity", "ISOSpeedRatings"];

const CAPTURE: &[&str] =
    &["DateTimeOriginal", "ExposureTime", "FNumber", "FocalLength", "ShutterSpeedValue", "ApertureValue"];
