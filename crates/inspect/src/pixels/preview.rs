use image::{
    DynamicImage, ImageBuffer, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    metadata::Orientation,
};

use crate::limits::PREVIEW_SIDE;

/// The picture for a person to look at: upright, and re-encoded as PNG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    pub png: Vec<u8>,
    /// Pixels across and down, at most [`PREVIEW_SIDE`].
    pub width: u32,
    pub height: u32,
}

/// The picture itself where it is small enough; the larger one is let go of.
pub fn reduce(picture: DynamicImage) -> DynamicImage {
    reduced(&picture, PREVIEW_SIDE).unwrap_or(picture)
}

/// A picture of 8 bits a channel with its longest side of `longest_side` pixels; nothing where it has no more.
pub fn reduced(picture: &DynamicImage, longest_side: u32) -> Option<DynamicImage> {
    use DynamicImage::*;
    let (from, longest) = ((picture.width(), picture.height()), picture.width().max(picture.height()));
    if longest <= longest_side {
        return None;
    }
    let side = |n: u32| ((n * longest_side + longest / 2) / longest).max(1);
    let to @ (width, height) = (side(from.0), side(from.1));
    match picture {
        ImageLuma8(image) => ImageBuffer::from_raw(width, height, averaged::<1>(image, from, to)).map(ImageLuma8),
        ImageLumaA8(image) => ImageBuffer::from_raw(width, height, averaged::<2>(image, from, to)).map(ImageLumaA8),
        ImageRgb8(image) => ImageBuffer::from_raw(width, height, averaged::<3>(image, from, to)).map(ImageRgb8),
        ImageRgba8(image) => ImageBuffer::from_raw(width, height, averaged::<4>(image, from, to)).map(ImageRgba8),
        _ => None,
    }
}

/// Turns a small picture upright by its Exif orientation and encodes it.
pub fn encode(mut picture: DynamicImage, orientation: Option<u8>) -> Option<Preview> {
    if let Some(orientation) = orientation.and_then(Orientation::from_exif) {
        picture.apply_orientation(orientation);
    }
    let (width, height) = (picture.width(), picture.height());
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Paeth)
        .write_image(picture.as_bytes(), width, height, picture.color().into())
        .ok()?;
    Some(Preview { png, width, height })
}

/// Averages whole pixels over equal fields.
fn averaged<const CHANNELS: usize>(samples: &[u8], from: (u32, u32), to: (u32, u32)) -> Vec<u8> {
    let [width, height, columns, rows] = [from.0, from.1, to.0, to.1].map(|n| n as usize);
    let mut out = Vec::with_capacity(columns * rows * CHANNELS);
    let mut sums = vec![0u32; width * CHANNELS];
    let fields: Vec<_> = (0..columns).map(|at| at * width / columns..(at + 1) * width / columns).collect();
    for row in 0..rows {
        let lines = row * height / rows..(row + 1) * height / rows;
        sums.fill(0);
        for line in samples.chunks_exact(width * CHANNELS).skip(lines.start).take(lines.len()) {
            sums.iter_mut().zip(line).for_each(|(sum, sample)| *sum += u32::from(*sample));
        }
        let (pixels, _) = sums.as_chunks::<CHANNELS>();
        for field in &fields {
            let mut sum = [0; CHANNELS];
            for pixel in &pixels[field.clone()] {
                sum.iter_mut().zip(pixel).for_each(|(sum, sample)| *sum += sample);
            }
            let share = 1.0 / (field.len() * lines.len()) as f32;
            out.extend(sum.map(|sum| (sum as f32 * share + 0.5) as u8));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use image::{GrayAlphaImage, GrayImage, LumaA};

    use super::*;

    #[test]
    fn fields_are_averaged_channel_by_channel() {
        let samples = [0, 100, 10, 104, 1, 0, 3, 0, 20, 108, 30, 112, 5, 8, 7, 8];
        assert_eq!(averaged::<2>(&samples, (4, 2), (2, 1)), [15, 106, 4, 4]);
        assert_eq!(averaged::<1>(&[1, 2, 3, 4, 6], (5, 1), (2, 1)), [2, 4], "2 and 3 pixels, rounded");
    }

    #[test]
    fn any_shape_and_kind_of_picture_is_reduced() {
        let line = DynamicImage::ImageLuma8(GrayImage::from_pixel(30_000, 1, image::Luma([77])));
        let reduced = reduce(line);
        assert_eq!((reduced.width(), reduced.height(), reduced.as_bytes()[2047]), (PREVIEW_SIDE, 1, 77));
        let alpha = DynamicImage::ImageLumaA8(GrayAlphaImage::from_pixel(7, 4096, LumaA([9, 200])));
        let reduced = reduce(alpha);
        assert_eq!((reduced.width(), reduced.height()), (4, PREVIEW_SIDE));
        assert_eq!(reduced.as_bytes()[..2], [9, 200]);
        let small = DynamicImage::ImageLuma8(GrayImage::new(PREVIEW_SIDE, 3));
        assert_eq!(reduce(small.clone()), small);
    }
}
