use image::{
    DynamicImage, ImageBuffer, ImageEncoder, ImageFormat, Rgb, RgbImage,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
    metadata::Orientation,
};
use serde::{Deserialize, Serialize};

use whence_model::{drawn_jpeg, drawn_png};

use crate::limits::{GLIMPSE_SIDE, PREVIEW_SIDE, SMALL_SIDE};

/// Of small copies. Against 100, its pixels are off by two or three steps of 255 on average, which the eye does
/// not see side by side.
const QUALITY: u8 = 85;

/// The picture for a person to look at: upright, and re-encoded as PNG.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    #[serde(with = "serde_bytes")]
    pub png: Vec<u8>,
    /// Pixels across and down, at most [`crate::limits::PREVIEW_SIDE`].
    pub width: u32,
    pub height: u32,
    /// The Exif orientation by which it was turned upright: 1 where it lies as it is stored.
    pub orientation: u8,
    /// Whether no pixel can be transparent.
    pub opaque: bool,
}

impl Preview {
    /// Whether its bytes are such as we write, of the size that it tells.
    pub(crate) fn is_drawn(&self) -> bool {
        self.width.max(self.height) <= PREVIEW_SIDE && drawn_png(&self.png) == Some((self.width, self.height))
    }
}

/// The pixels of a preview, row by row, in red, green, blue and alpha.
pub fn rgba(png: &[u8]) -> Option<Vec<u8>> {
    Some(image::load_from_memory_with_format(png, ImageFormat::Png).ok()?.into_rgba8().into_raw())
}

/// Small copies of a picture, as JPEG; what is transparent is laid on white. As PNG they would take ten times the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copies {
    /// Upright, at most [`GLIMPSE_SIDE`] across and down.
    #[serde(with = "serde_bytes")]
    pub glimpse: Vec<u8>,
    /// Where it was turned: the same as the pixels are stored.
    #[serde(with = "serde_bytes")]
    stored: Option<Vec<u8>>,
    /// Upright, at most [`SMALL_SIDE`] across and down.
    #[serde(with = "serde_bytes")]
    pub small: Vec<u8>,
}

impl Copies {
    pub fn new(picture: &DynamicImage, orientation: Option<u8>) -> Option<Self> {
        let stored = reduced(picture, GLIMPSE_SIDE).unwrap_or_else(|| picture.clone());
        let turn = orientation.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms);
        let mut upright = stored.clone();
        upright.apply_orientation(turn);
        Some(Self {
            glimpse: jpeg(&upright)?,
            stored: if turn == Orientation::NoTransforms { None } else { Some(jpeg(&stored)?) },
            small: jpeg(&reduced(&upright, SMALL_SIDE).unwrap_or(upright))?,
        })
    }

    /// Whether their bytes are such as we write.
    pub(crate) fn is_drawn(&self) -> bool {
        let fits = |jpeg: &[u8], most| drawn_jpeg(jpeg).is_some_and(|(width, height)| width.max(height) <= most);
        [Some(&self.glimpse), self.stored.as_ref()].into_iter().flatten().all(|jpeg| fits(jpeg, GLIMPSE_SIDE))
            && fits(&self.small, SMALL_SIDE)
    }

    /// As the pixels are stored, which is what hashes and places are of: for a list to keep.
    pub fn for_list(&self) -> &[u8] {
        self.stored.as_deref().unwrap_or(&self.glimpse)
    }
}

fn jpeg(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&on_white(picture)).ok()?;
    Some(jpeg)
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let rgba = picture.to_rgba8();
    let laid = |sample: u8, alpha: u8| {
        let (sample, alpha) = (u32::from(sample), u32::from(alpha));
        ((sample * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, alpha] = rgba.get_pixel(x, y).0;
        Rgb([r, g, b].map(|sample| laid(sample, alpha)))
    })
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
    let turn = orientation.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms);
    picture.apply_orientation(turn);
    let (width, height) = (picture.width(), picture.height());
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Paeth)
        .write_image(picture.as_bytes(), width, height, picture.color().into())
        .ok()?;
    Some(Preview { png, width, height, orientation: turn.to_exif(), opaque: !picture.color().has_alpha() })
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
    use image::{GrayAlphaImage, GrayImage, LumaA, Rgba, RgbaImage};

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
        let small = reduced(&line, PREVIEW_SIDE).unwrap();
        assert_eq!((small.width(), small.height(), small.as_bytes()[2047]), (PREVIEW_SIDE, 1, 77));
        let alpha = DynamicImage::ImageLumaA8(GrayAlphaImage::from_pixel(7, 4096, LumaA([9, 200])));
        let small = reduced(&alpha, PREVIEW_SIDE).unwrap();
        assert_eq!((small.width(), small.height()), (4, PREVIEW_SIDE));
        assert_eq!(small.as_bytes()[..2], [9, 200]);
        let small = DynamicImage::ImageLuma8(GrayImage::new(PREVIEW_SIDE, 3));
        assert_eq!(reduced(&small, PREVIEW_SIDE), None);
    }

    fn drawn(jpeg: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap().to_rgb8()
    }

    #[test]
    fn a_list_keeps_a_small_copy() {
        let wide = RgbaImage::from_fn(1400, 700, |x, _| Rgba([40, (x / 6) as u8, 200, 255]));
        let copies = Copies::new(&DynamicImage::ImageRgba8(wide), None).unwrap();
        let small = drawn(copies.for_list());
        assert_eq!(small.dimensions(), (GLIMPSE_SIDE, GLIMPSE_SIDE / 2));
        let [_, middle, _] = small.get_pixel(GLIMPSE_SIDE / 2, 100).0;
        assert!(middle.abs_diff(116) < 8, "{middle}");
        assert_eq!(drawn(&copies.small).dimensions(), (SMALL_SIDE, SMALL_SIDE / 2));

        let glass = GrayAlphaImage::from_pixel(9, 7, LumaA([0, 51]));
        let copies = Copies::new(&DynamicImage::ImageLumaA8(glass), None).unwrap();
        assert_eq!(drawn(copies.for_list()).dimensions(), (9, 7), "a small one stays as large as it is");
        assert!(drawn(&copies.small).get_pixel(4, 3).0[0].abs_diff(204) < 3, "a fifth of black on white");
    }

    #[test]
    fn a_copy_is_upright_and_a_listed_one_lies_as_it_is_stored() {
        let stored = GrayImage::from_fn(48, 32, |x, y| image::Luma([if x < 16 && y < 16 { 0 } else { 250 }]));
        for orientation in 1..=8 {
            let picture = DynamicImage::ImageLuma8(stored.clone());
            let copies = Copies::new(&picture, Some(orientation)).unwrap();
            let upright = if orientation < 5 { (48, 32) } else { (32, 48) };
            for copy in [&copies.glimpse, &copies.small] {
                assert_eq!(drawn(copy).dimensions(), upright, "{orientation}");
            }
            // Where the dark corner comes to lie: at the right from 2 on, below from 3 on, back again.
            let (right, below) = ([2, 3, 6, 7].contains(&orientation), [3, 4, 7, 8].contains(&orientation));
            let at = |there: bool, side: u32| if there { side - 5 } else { 4 };
            let corner = *drawn(&copies.glimpse).get_pixel(at(right, upright.0), at(below, upright.1));
            assert!(corner.0[0] < 20, "{orientation}");
            let listed = drawn(copies.for_list());
            assert_eq!(listed.dimensions(), (48, 32), "{orientation}");
            assert!(listed.get_pixel(4, 4).0[0] < 20 && listed.get_pixel(40, 28).0[0] > 230, "{orientation}");
        }
    }

    #[test]
    fn what_we_write_is_told_from_what_we_do_not() {
        let gray = DynamicImage::ImageLuma8(GrayImage::from_fn(700, 500, |x, y| image::Luma([(x * y) as u8])));
        for picture in [gray.clone(), gray.to_rgb8().into(), gray.to_rgba8().into(), gray.to_luma_alpha8().into()] {
            for orientation in [None, Some(6)] {
                let preview = encode(picture.clone(), orientation).unwrap();
                assert!(preview.is_drawn() && Copies::new(&picture, orientation).unwrap().is_drawn());
                assert!(!Preview { width: preview.width + 1, ..preview.clone() }.is_drawn());
                assert!(!Preview { png: b"GIF89a".into(), ..preview }.is_drawn());
            }
        }
        let copies = Copies::new(&gray, Some(6)).unwrap();
        assert!(!Copies { small: copies.glimpse.clone(), ..copies.clone() }.is_drawn(), "too large");
        assert!(!Copies { stored: Some(b"RIFF".into()), ..copies }.is_drawn());
    }

    #[test]
    fn a_preview_knows_how_it_was_turned_and_whether_it_is_opaque() {
        let preview = encode(DynamicImage::ImageRgb8(RgbImage::new(48, 32)), Some(6)).unwrap();
        assert_eq!((preview.orientation, preview.width, preview.height, preview.opaque), (6, 32, 48, true));
        assert!(!encode(DynamicImage::ImageRgba8(RgbaImage::new(4, 4)), None).unwrap().opaque);
    }
}
