//! Where a thumbnail differs from the picture, as a picture for a person to look at. It never votes.

use image::{DynamicImage, GrayImage, Luma, RgbImage, imageops};
use serde::{Deserialize, Serialize};

use super::{
    Preview,
    preview::{encode, reduced},
    thumbnail::Part,
};

/// What is shown of a file's own thumbnail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThumbnailPictures {
    /// The thumbnail, turned as the picture is.
    pub thumbnail: Preview,
    /// The picture in dark grey; the brighter and the more yellow, the more the thumbnail differs there.
    pub difference: Preview,
}

/// Longest side of both, in pixels: twice what a thumbnail has.
const SIDE: u32 = 320;

/// A difference of fewer greys than this is the work of two compressions.
const NOISE: u8 = 12;

/// Both pictures, from the parts of thumbnail and picture that lie on each other.
pub fn pictures(
    (thumbnail, inner): (&DynamicImage, &Part),
    (picture, part): (&DynamicImage, &Part),
    turns: u8,
    orientation: Option<u8>,
) -> Option<ThumbnailPictures> {
    let turned = |image: DynamicImage| match turns {
        1 => image.rotate90(),
        2 => image.rotate180(),
        3 => image.rotate270(),
        _ => image,
    };
    let small = reduced(picture, 2 * SIDE);
    let picture = cut(small.as_ref().unwrap_or(picture), part);
    let (width, height) = fitting(picture.width(), picture.height());
    let sized =
        |image: &DynamicImage| imageops::resize(&image.to_luma8(), width, height, imageops::FilterType::Triangle);
    let difference = drawn(&sized(&picture), &sized(&turned(cut(thumbnail, inner))));
    let whole = DynamicImage::ImageRgb8(turned(thumbnail.clone()).to_rgb8());
    let whole = reduced(&whole, SIDE).unwrap_or(whole);
    Some(ThumbnailPictures {
        thumbnail: encode(whole, orientation)?,
        difference: encode(DynamicImage::ImageRgb8(difference), orientation)?,
    })
}

fn cut(image: &DynamicImage, part: &Part) -> DynamicImage {
    let pixels = |share: &std::ops::Range<f32>, of: u32| {
        let at = |share: f32| ((share * of as f32).round() as u32).min(of);
        let start = at(share.start).min(of.saturating_sub(1));
        (start, at(share.end).saturating_sub(start).max(1))
    };
    let ((x, width), (y, height)) = (pixels(&part.columns, image.width()), pixels(&part.rows, image.height()));
    image.crop_imm(x, y, width, height)
}

/// The same shape with its longest side of [`SIDE`].
fn fitting(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    let side = |n: u32| ((n * SIDE + longest / 2) / longest).max(1);
    (side(width), side(height))
}

/// A thumbnail is brighter or darker as a whole where the camera toned the picture: the mean of both is made one.
fn drawn(picture: &GrayImage, thumbnail: &GrayImage) -> RgbImage {
    let mean =
        |image: &GrayImage| image.pixels().map(|p| i64::from(p[0])).sum::<i64>() / image.pixels().len().max(1) as i64;
    let shift = mean(picture) - mean(thumbnail);
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let Luma([grey]) = *picture.get_pixel(x, y);
        let Luma([other]) = *thumbnail.get_pixel(x, y);
        let gap = (i64::from(grey) - i64::from(other) - shift).unsigned_abs().min(255) as u8;
        let gap = u16::from(gap.saturating_sub(NOISE)) * 2;
        let dark = u16::from(grey) / 4;
        let shade = |more: u16| (dark + more).min(255) as u8;
        image::Rgb([shade(gap), shade(gap * 5 / 6), dark as u8])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Part = Part { rows: 0.0..1.0, columns: 0.0..1.0 };

    fn scene() -> DynamicImage {
        let image = RgbImage::from_fn(640, 480, |x, y| image::Rgb([(x / 3) as u8, (y / 2) as u8, 90]));
        DynamicImage::ImageRgb8(image)
    }

    fn pixels(preview: &Preview) -> RgbImage {
        image::load_from_memory(&preview.png).unwrap().to_rgb8()
    }

    fn brightest(image: &RgbImage) -> u8 {
        image.pixels().map(|p| p[0].saturating_sub(p[2])).max().unwrap_or_default()
    }

    #[test]
    fn only_what_differs_is_bright() {
        let picture = scene();
        let same = pictures((&picture.thumbnail(160, 120), &WHOLE), (&picture, &WHOLE), 0, None).unwrap();
        assert_eq!((same.difference.width, same.difference.height), (320, 240));
        assert!(brightest(&pixels(&same.difference)) < 20, "two sizes of one picture do not differ");
        let mut painted = picture.to_rgb8();
        for (x, y) in (500..600).flat_map(|x| (20..90).map(move |y| (x, y))) {
            painted.put_pixel(x, y, image::Rgb([255, 255, 255]));
        }
        let painted = DynamicImage::ImageRgb8(painted);
        let seen = pictures((&picture.thumbnail(160, 120), &WHOLE), (&painted, &WHOLE), 0, None).unwrap();
        let seen = pixels(&seen.difference);
        let bright = |x, y| {
            let p: &image::Rgb<u8> = seen.get_pixel(x, y);
            p[0].saturating_sub(p[2])
        };
        assert!(bright(275, 27) > 60, "{}", bright(275, 27));
        assert!(bright(40, 200) < 30, "{}", bright(40, 200));
    }

    #[test]
    fn a_turned_thumbnail_lies_on_the_picture() {
        let picture = scene();
        let thumbnail = picture.thumbnail(160, 120).rotate270();
        let turned = pictures((&thumbnail, &WHOLE), (&picture, &WHOLE), 1, Some(6)).unwrap();
        assert!(brightest(&pixels(&turned.difference)) < 20);
        assert_eq!((turned.thumbnail.width, turned.thumbnail.height), (120, 160), "both are shown upright");
        assert_eq!((turned.difference.width, turned.difference.height), (240, 320));
    }
}
