//! Which checks a condition leaves nothing to say for.

use whence_model::{ConditionKind, Text, t};

/// Checks that conclude from how a camera's file is built or from what it lost: on a copy that a service or a screen
/// made they would tell of the copy's maker alone.
const OF_CAMERA_FILES: &[&str] = &[
    "metadata/dates-without-device",
    "metadata/device-without-capture-data",
    "metadata/maker-note-missing",
    "metadata/unlike-iphone-file",
    "structure/exif-not-first",
    "structure/full-chroma",
    "structure/jfif-beside-exif",
    "structure/optimised-huffman",
    "structure/progressive-coding",
    "structure/size-changed-since-metadata",
    "structure/thumbnail-missing",
];

/// Checks whose rates do not hold for pictures of few pixels: those are thumbnails and samples, which programs write. A
/// thumbnail that shows more than the picture does, or another size in the metadata, tells as much of a small one.
const OF_LARGE_PICTURES: &[&str] =
    &["structure/full-chroma", "structure/optimised-huffman", "structure/thumbnail-missing"];

/// Why a check is left out under this condition, where it is.
pub fn left_out(check: &str, kind: ConditionKind) -> Option<Text> {
    let (checks, why) = match kind {
        ConditionKind::PlatformLike => (
            OF_CAMERA_FILES,
            t(
                "The file looks like a copy from a platform or messenger, which encode anew and remove camera data.",
                "Le fichier ressemble à une copie d'une plateforme ou messagerie, qui réencodent et retirent les données de l'appareil.",
            ),
        ),
        ConditionKind::ScreenshotLike => (
            OF_CAMERA_FILES,
            t(
                "The file looks like a capture of a screen, which has nothing of a camera's file.",
                "Le fichier ressemble à une capture d'écran, qui n'a rien d'un fichier d'appareil.",
            ),
        ),
        ConditionKind::TooSmall => (
            OF_LARGE_PICTURES,
            t(
                "The picture has too few pixels for this to tell anything.",
                "L'image a trop peu de pixels pour que cela indique quoi que ce soit.",
            ),
        ),
        ConditionKind::OriginalLike | ConditionKind::Resaved | ConditionKind::Unclear => return None,
    };
    checks.contains(&check).then_some(why)
}

#[cfg(test)]
mod tests {
    use super::{OF_CAMERA_FILES, OF_LARGE_PICTURES};

    #[test]
    fn every_check_that_is_left_out_exists() {
        for id in OF_CAMERA_FILES.iter().chain(OF_LARGE_PICTURES) {
            assert!(crate::find(id).is_some(), "{id}");
        }
    }
}
