//! The size that Exif states and the size that the picture has.

use whence_model::{Format, Outcome, facts::metadata::Exif, t};

use crate::{Case, metadata::needs::exif};

pub struct Stated<'a> {
    pub exif: &'a Exif,
    /// Width and height in pixels, by Exif.
    pub stated: (u32, u32),
    /// Width and height in pixels, by the picture.
    pub actual: (u32, u32),
}

/// Both sizes, where the file gives both. A TIFF holds pictures of many sizes and is left out.
pub fn stated_size<'a>(case: &Case<'a>) -> Result<Stated<'a>, Outcome> {
    let exif = exif(case)?;
    let not_given = || {
        Outcome::NotApplicable(t(
            "The Exif data does not give the picture's size.",
            "Les données Exif ne donnent pas la taille de l'image.",
        ))
    };
    let side = |name| exif.number(name).and_then(whole).ok_or_else(not_given);
    let stated = (side("PixelXDimension")?, side("PixelYDimension")?);
    let actual = case.exhibit.width.zip(case.exhibit.height).filter(|_| case.exhibit.format != Format::Tiff);
    let actual = actual.ok_or_else(|| {
        Outcome::NotApplicable(t(
            "The picture's own size is not known, or there are several.",
            "La taille de l'image n'est pas connue, ou il y en a plusieurs.",
        ))
    })?;
    Ok(Stated { exif, stated, actual })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to 1..=u32::MAX first")]
fn whole(number: f64) -> Option<u32> {
    (1.0..=f64::from(u32::MAX)).contains(&number).then_some(number as u32)
}
