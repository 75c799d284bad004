//! Stills in ISO 23008-12 containers whose pictures are AV1 (AVIF 1.1.0) or JPEG, with grids and alpha planes.
//! AV1 itself is decoded by `re_rav1d`, dav1d in Rust, without its assembler.
//!
//! What is not here: HEVC, for which no permissively licensed decoder is known; overlays; high dynamic range, which
//! is shown as if it were not.

use image::{DynamicImage, GrayImage, ImageFormat, RgbImage, RgbaImage, imageops};
use re_rav1d::{
    Decoder, Picture, PixelLayout, PlanarImageComponent as Component, Settings,
    pixel::{MatrixCoefficients, YUVRange},
};
use whence_model::{Format, facts::pixels::PixelState};

use super::decode::{self, Decoded, bounded, damaged};
use crate::{
    container::bmff::{CodedImage, CodedItem, Grid, primary_item},
    limits::MAX_DECODER_BYTES,
};

/// AV1 in 4:4:4 and more than 8 bits takes 6 bytes a pixel inside of the decoder.
const MAX_AV1_PIXELS: u64 = MAX_DECODER_BYTES / 6;

/// Decodes the primary picture, of at most `max_pixels`.
pub fn decode(format: Format, bytes: &[u8], max_pixels: u64) -> Result<Decoded, PixelState> {
    let Some(coded) = primary_item(bytes) else {
        let missing = || damaged("the primary picture is missing or incomplete");
        return Err(if format == Format::Avif { missing() } else { PixelState::NoDecoder });
    };
    let colours = whole(&coded, max_pixels)?;
    let alpha = coded.alpha.as_deref().and_then(|alpha| whole(alpha, max_pixels).ok());
    let image = match alpha.map(|alpha| alpha.to_luma8()) {
        Some(alpha) if alpha.dimensions() == (colours.width(), colours.height()) => with_alpha(&colours, &alpha),
        _ => colours,
    };
    Ok(Decoded { image, orientation: Some(orientation(&coded)) })
}

/// Turning and mirroring as the Exif orientation that does the same; here Exif's own has no effect (ISO 23008-12, A.2).
fn orientation(coded: &CodedImage) -> u8 {
    match (coded.quarter_turns, coded.mirror) {
        (0, None) => 1,
        (0, Some(1)) | (2, Some(0)) => 2,
        (2, None) => 3,
        (0, Some(_)) | (2, Some(_)) => 4,
        (3, Some(1)) | (1, Some(0)) => 5,
        (3, None) => 6,
        (1, Some(_)) | (3, Some(_)) => 7,
        _ => 8,
    }
}

/// One item, or all tiles of a grid put together.
fn whole(coded: &CodedImage, max_pixels: u64) -> Result<DynamicImage, PixelState> {
    match (coded.grid, coded.items.as_slice()) {
        (None, [item]) => {
            if let Some((width, height)) = coded.size {
                bounded(width, height, max_pixels)?;
            }
            one(item, MAX_AV1_PIXELS)
        }
        (Some(grid), tiles) => put_together(grid, tiles, max_pixels),
        _ => Err(damaged("no picture")),
    }
}

fn put_together(grid: Grid, tiles: &[CodedItem], max_pixels: u64) -> Result<DynamicImage, PixelState> {
    bounded(grid.width, grid.height, max_pixels)?;
    let pixels = u64::from(grid.width) * u64::from(grid.height);
    // Tiles of an honest file reach over the edge by less than one of them; a bomb's could each be as large as any.
    let each = (4 * pixels / tiles.len().max(1) as u64 + 65_536).min(MAX_AV1_PIXELS);
    let mut canvas = RgbImage::new(grid.width, grid.height);
    for (at, tile) in (0u32..).zip(tiles) {
        let tile = one(tile, each)?.into_rgb8();
        let (row, column) = (at / u32::from(grid.columns), at % u32::from(grid.columns));
        let place = |n: u32, side: u32| i64::from(n) * i64::from(side);
        imageops::replace(&mut canvas, &tile, place(column, tile.width()), place(row, tile.height()));
    }
    Ok(DynamicImage::ImageRgb8(canvas))
}

fn one(item: &CodedItem, max_pixels: u64) -> Result<DynamicImage, PixelState> {
    match item.codec.as_str() {
        "av01" => av1(&item.data, max_pixels),
        "jpeg" => decode::with(ImageFormat::Jpeg, &item.data, max_pixels),
        _ => Err(PixelState::NoDecoder),
    }
}

fn with_alpha(colours: &DynamicImage, alpha: &GrayImage) -> DynamicImage {
    let mut image: RgbaImage = colours.to_rgba8();
    for (pixel, alpha) in image.pixels_mut().zip(alpha.pixels()) {
        pixel[3] = alpha[0];
    }
    DynamicImage::ImageRgba8(image)
}

/// The first picture of an AV1 stream.
fn av1(stream: &[u8], max_pixels: u64) -> Result<DynamicImage, PixelState> {
    let mut settings = Settings::new();
    // One thread: the worker that this runs in may not start any.
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(u32::try_from(max_pixels).unwrap_or(u32::MAX));
    let said = |error: re_rav1d::dav1d::Error| damaged(format!("AV1: {error}"));
    let mut decoder = Decoder::with_settings(&settings).map_err(said)?;
    let mut sent = decoder.send_data(stream.to_vec(), None, None, None);
    // The decoder asks to be called again while it takes in data, and once more before it hands out the last layer.
    for _ in 0..64 {
        match sent {
            Err(error) if !error.is_again() => return Err(said(error)),
            _ => {}
        }
        match decoder.get_picture() {
            Ok(picture) => return rgb(&picture),
            Err(error) if !error.is_again() => return Err(said(error)),
            Err(_) => sent = decoder.send_pending_data(),
        }
    }
    Err(damaged("AV1: no picture"))
}

fn rgb(picture: &Picture) -> Result<DynamicImage, PixelState> {
    let (width, height) = (picture.width(), picture.height());
    bounded(width, height, MAX_AV1_PIXELS)?;
    let colour = Colour::of(picture)?;
    let (luma, grey) = (Samples::of(picture, Component::Y), picture.pixel_layout() == PixelLayout::I400);
    let chroma = (!grey).then(|| [Component::U, Component::V].map(|c| Samples::of(picture, c)));
    let mut image = RgbImage::new(width, height);
    let mut line = vec![[0.0f32; 3]; width as usize];
    for (y, row) in image.rows_mut().enumerate() {
        luma.line(y, &mut line, 0);
        for (at, plane) in chroma.iter().flatten().enumerate() {
            plane.line(y, &mut line, at + 1);
        }
        for (pixel, sample) in row.zip(&line) {
            pixel.0 = colour.rgb(*sample, grey);
        }
    }
    Ok(DynamicImage::ImageRgb8(image))
}

/// One plane of a decoded frame.
struct Samples {
    plane: re_rav1d::Plane,
    stride: usize,
    /// Two bytes a sample, in the machine's order.
    wide: bool,
    /// How often the plane is halved across and down.
    halved: (u8, u8),
}

impl Samples {
    fn of(picture: &Picture, component: Component) -> Self {
        let halved = match (component, picture.pixel_layout()) {
            (Component::Y, _) | (_, PixelLayout::I444 | PixelLayout::I400) => (0, 0),
            (_, PixelLayout::I422) => (1, 0),
            (_, PixelLayout::I420) => (1, 1),
        };
        let stride = picture.stride(component) as usize;
        Self { plane: picture.plane(component), stride, wide: picture.bit_depth() > 8, halved }
    }

    /// Writes row `y` into one channel of `line`, the nearest sample for each pixel.
    fn line(&self, y: usize, line: &mut [[f32; 3]], channel: usize) {
        let start = (y >> self.halved.1) * self.stride;
        let row = self.plane.get(start..start + self.stride).unwrap_or_default();
        if self.wide {
            let (samples, _) = row.as_chunks::<2>();
            for (x, pixel) in line.iter_mut().enumerate() {
                pixel[channel] = samples.get(x >> self.halved.0).map_or(0.0, |s| u16::from_ne_bytes(*s).into());
            }
        } else {
            for (x, pixel) in line.iter_mut().enumerate() {
                pixel[channel] = row.get(x >> self.halved.0).map_or(0.0, |s| (*s).into());
            }
        }
    }
}

/// How samples become red, green and blue (ITU-T H.273, §8.3).
struct Colour {
    /// Shares of red and blue in the luma; `None` where the planes are green, blue and red themselves.
    shares: Option<(f32, f32)>,
    black: f32,
    /// Luma and chroma of full strength, to 255.
    scale: (f32, f32),
    middle: f32,
}

impl Colour {
    fn of(picture: &Picture) -> Result<Self, PixelState> {
        use MatrixCoefficients as Matrix;
        let shares = match picture.matrix_coefficients() {
            Matrix::Identity => None,
            Matrix::BT709 => Some((0.2126, 0.0722)),
            Matrix::BT2020NonConstantLuminance | Matrix::BT2020ConstantLuminance => Some((0.2627, 0.0593)),
            Matrix::ST240M => Some((0.212, 0.087)),
            // Where nothing is said, MIAF and libavif take BT.601.
            Matrix::BT470BG | Matrix::ST170M | Matrix::Unspecified | Matrix::BT470M => Some((0.299, 0.114)),
            _ => return Err(PixelState::NoDecoder),
        };
        let depth = picture.bit_depth().clamp(8, 12) as i32;
        let unit = 2f32.powi(depth - 8);
        let full = 2f32.powi(depth) - 1.0;
        let (black, luma, chroma) = match picture.color_range() {
            YUVRange::Full => (0.0, full, full),
            YUVRange::Limited => (16.0 * unit, 219.0 * unit, 224.0 * unit),
        };
        Ok(Self { shares, black, scale: (255.0 / luma, 255.0 / chroma), middle: 128.0 * unit })
    }

    fn rgb(&self, [y, u, v]: [f32; 3], grey: bool) -> [u8; 3] {
        let light = |sample: f32| (sample - self.black) * self.scale.0;
        // The cast saturates, which is the clipping that is wanted.
        let byte = |value: f32| (value + 0.5) as u8;
        let y = light(y);
        if grey {
            return [byte(y); 3];
        }
        let Some((red, blue)) = self.shares else { return [byte(light(v)), byte(y), byte(light(u))] };
        let (u, v) = ((u - self.middle) * self.scale.1, (v - self.middle) * self.scale.1);
        let (r, b) = (y + 2.0 * (1.0 - red) * v, y + 2.0 * (1.0 - blue) * u);
        let g = (y - red * r - blue * b) / (1.0 - red - blue);
        [byte(r), byte(g), byte(b)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_mirrors_are_those_of_exif() {
        let picture = DynamicImage::ImageLuma8(GrayImage::from_fn(3, 2, |x, y| image::Luma([(y * 3 + x) as u8])));
        for quarter_turns in 0..4 {
            for mirror in [None, Some(0), Some(1)] {
                let anticlockwise = (0..quarter_turns).fold(picture.clone(), |p, _| p.rotate270());
                let expected = match mirror {
                    None => anticlockwise,
                    Some(0) => anticlockwise.flipv(),
                    Some(_) => anticlockwise.fliph(),
                };
                let coded =
                    CodedImage { items: Vec::new(), grid: None, alpha: None, size: None, quarter_turns, mirror };
                let mut turned = picture.clone();
                turned.apply_orientation(image::metadata::Orientation::from_exif(orientation(&coded)).unwrap());
                assert_eq!(turned, expected, "{quarter_turns} {mirror:?}");
            }
        }
    }

    #[test]
    fn ranges_and_matrices_reach_black_white_and_the_primaries() {
        let limited =
            Colour { shares: Some((0.299, 0.114)), black: 16.0, scale: (255.0 / 219.0, 255.0 / 224.0), middle: 128.0 };
        // BT.601 red, blue and the two ends, from the tables of BT.601 itself.
        for (yuv, rgb) in [
            ([16.0, 128.0, 128.0], [0, 0, 0]),
            ([235.0, 128.0, 128.0], [255, 255, 255]),
            ([81.48, 90.2, 240.0], [255, 0, 0]),
            ([40.97, 240.0, 109.79], [0, 0, 255]),
        ] {
            assert_eq!(limited.rgb(yuv, false), rgb);
        }
        let full = Colour { shares: None, black: 0.0, scale: (1.0, 1.0), middle: 128.0 };
        assert_eq!(full.rgb([10.0, 20.0, 30.0], false), [30, 10, 20], "planes that are green, blue and red");
        assert_eq!(full.rgb([77.0, 0.0, 0.0], true), [77, 77, 77]);
    }
}
