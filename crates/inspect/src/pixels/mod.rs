//! The pixels, decoded once: whether they could be, their perceptual hash and that of what remains without its
//! surroundings, their local features where wanted, how much the Exif thumbnail looks like them, the public watermark of
//! generators, and a preview. The pixels themselves go no further.
//!
//! What is not here: any opinion about what the picture shows, and the codecs, which `image` and `re_rav1d` bring.

#[cfg(feature = "avif")]
mod avif;
pub mod carried;
mod decode;
mod difference;
mod digest;
mod features;
mod pdq;
mod preview;
mod thumbnail;
mod trim;
pub mod watermark;

use std::ops::ControlFlow;

use image::DynamicImage;
use whence_model::{
    Features, Format, Pdq, Trimmed,
    facts::{
        metadata::Metadata,
        pixels::{CropSearch, PixelState, Pixels},
    },
};

pub use decode::{Decoded, picture as decode};
pub use difference::ThumbnailPictures;
pub use preview::{Copies, Preview, rgba};

use crate::{container::Walk, limits};

/// What the pixels of one file gave.
pub struct Seen {
    pub pixels: Pixels,
    /// Of the pixels as stored, before any orientation. Absent where they could not be decoded, are fewer than five a
    /// side, or break off.
    pub pdq: Option<Pdq>,
    /// Of the pixels as stored, where they are whole: see [`whence_model::Exhibit::pixels_sha256`].
    pub pixels_sha256: Option<String>,
    /// Where they have a hash: what remains without borders, bars or a screen around it, the likeliest first.
    pub trimmed: Vec<Trimmed>,
    /// Where wanted, of the pixels as stored: of a picture that breaks off, those of the part that is there.
    pub features: Option<Features>,
    pub preview: Option<Preview>,
    /// Where a preview is wanted.
    pub copies: Option<Copies>,
    /// Where a preview is wanted and the thumbnail could be compared.
    pub exif_thumbnail: Option<ThumbnailPictures>,
}

/// What is looked at beside what every picture gets.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    pub features: bool,
    /// The slow searches.
    pub deep: bool,
}

/// A picture as a person is shown it.
pub struct Shown {
    pub preview: Preview,
    pub copies: Copies,
    /// The pixels of it, as they are stored.
    reduced: DynamicImage,
}

/// Makes the preview. `glimpse` hears of a small one before, and before all else is read in the pixels: a person looks at it
/// meanwhile. Nothing where there is none, or `glimpse` breaks off.
pub fn show(
    decoded: &Decoded,
    metadata: &Metadata,
    glimpse: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
) -> Option<Shown> {
    let reduced = preview::reduced(&decoded.image, limits::PREVIEW_SIDE).unwrap_or_else(|| decoded.image.clone());
    let upright = decoded.orientation.or(orientation(metadata));
    let copies = Copies::new(&reduced, upright)?;
    if glimpse(&copies.glimpse).is_break() {
        return None;
    }
    let preview = preview::encode(reduced.clone(), upright)?;
    Some(Shown { preview, copies, reduced })
}

/// Looks at the first picture of a file as it was decoded, beside which it is `shown` where a preview is wanted. Damage, bombs
/// and missing decoders are a [`PixelState`].
pub fn read(
    (format, bytes): (Format, &[u8]),
    decoded: Result<Decoded, PixelState>,
    shown: Option<Shown>,
    walk: &Walk,
    metadata: &Metadata,
    wanted: Wanted,
) -> Seen {
    let exif = metadata.exif.read();
    let orientation = orientation(metadata);
    let Decoded { image: picture, orientation: turned } = match decoded {
        Ok(decoded) => decoded,
        Err(state) => {
            return Seen {
                pixels: Pixels { state, orientation, watermark_crop: CropSearch::NotPossible, ..Pixels::default() },
                pdq: None,
                pixels_sha256: None,
                trimmed: Vec::new(),
                features: None,
                preview: None,
                copies: None,
                exif_thumbnail: None,
            };
        }
    };
    // The decoder fills what is missing from a JPEG with grey: the hash would be that of another picture (94 and 118
    // bits off where it was measured), and the thumbnail would seem to show something else.
    let whole = format != Format::Jpeg || walk.structure.truncated.is_none();
    let pdq = whole.then(|| pdq::hash(&picture)).flatten();
    let trimmed = if whole { trim::hashed(&picture, trim::areas(&picture)) } else { Vec::new() };
    let features = if wanted.features { features::extract(&picture) } else { None };
    let state = PixelState::Decoded { width: picture.width(), height: picture.height() };
    let (watermark, watermark_crop) = (watermark::look(&picture), watermark::crops(&picture, wanted.deep));
    let alpha = decode::has_transparency(&picture);
    let pixels_sha256 = whole.then(|| digest::of(&picture));
    let upright = turned.or(orientation);
    let small = shown.as_ref().map_or(&picture, |shown| &shown.reduced);
    let compared = exif.filter(|_| whole).and_then(|exif| thumbnail::compared(exif, bytes, small));
    let exif_thumbnail = compared.as_ref().filter(|_| shown.is_some()).and_then(|c| c.pictures(small, upright));
    let thumbnail = compared.map(|compared| compared.likeness);
    let pixels = Pixels { state, orientation, alpha, thumbnail, watermark, watermark_crop };
    let (preview, copies) = shown.map(|shown| (shown.preview, shown.copies)).unzip();
    Seen { pixels, pdq, pixels_sha256, trimmed, features, preview, copies, exif_thumbnail }
}

/// By which the picture is turned upright, where the file says it.
fn orientation(metadata: &Metadata) -> Option<u8> {
    let number = metadata.exif.read()?.number("Orientation")?;
    (1u8..=8).find(|o| f64::from(*o) == number)
}

/// The hash of a picture and those of its areas; `step` is called before areas are looked for, and before all are hashed.
pub fn hashes(picture: &DynamicImage, step: &mut dyn FnMut()) -> (Option<Pdq>, Vec<Trimmed>) {
    step();
    let areas = trim::areas(picture);
    step();
    (pdq::hash(picture), trim::hashed(picture, areas))
}

#[cfg(test)]
mod tests;
