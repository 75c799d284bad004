//! The decoded picture as marks in it need it: its samples, and which of them the format keeps to the last bit.

use image::DynamicImage;
use whence_model::{Format, facts::structure::Structure};

#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    pub format: Format,
    /// Rows from the top, 8 bits a sample.
    pub samples: &'a [u8],
    pub width: usize,
    pub height: usize,
    /// Samples of one pixel.
    pub channels: usize,
    /// Which of a pixel's samples are red, green and blue; the same three times where it is grey.
    pub colours: [usize; 3],
    pub alpha: Option<usize>,
    /// Whether the colours are those that were written. A TIFF may hold a JPEG, which is not asked here.
    pub keeps_colours: bool,
    /// Whether the transparency is: WebP compresses it without loss, even beside a lossy picture.
    pub keeps_alpha: bool,
}

impl<'a> Picture<'a> {
    /// `None` of a picture with more than 8 bits a sample; decoding gives none.
    pub fn new(format: Format, structure: &Structure, image: &'a DynamicImage) -> Option<Self> {
        let (samples, colours, alpha) = match image {
            DynamicImage::ImageLuma8(image) => (image.as_raw(), [0; 3], None),
            DynamicImage::ImageLumaA8(image) => (image.as_raw(), [0; 3], Some(1)),
            DynamicImage::ImageRgb8(image) => (image.as_raw(), [0, 1, 2], None),
            DynamicImage::ImageRgba8(image) => (image.as_raw(), [0, 1, 2], Some(3)),
            _ => return None,
        };
        let exact = matches!(format, Format::Png | Format::Bmp | Format::Tiff);
        let lossless = structure.webp.as_ref().is_some_and(|webp| webp.lossless);
        Some(Self {
            format,
            samples,
            width: image.width() as usize,
            height: image.height() as usize,
            channels: image.color().channel_count().into(),
            colours,
            alpha,
            keeps_colours: exact || lossless,
            keeps_alpha: exact || format == Format::WebP,
        })
    }
}
