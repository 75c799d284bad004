use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use image::{ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use whence_model::{Format, facts::pixels::PixelState};

use crate::{
    container::Walk,
    limits::{MAX_DECODER_BYTES, MAX_SCANS, MAX_SIDE},
};

/// A picture in 8 bits a channel, as stored.
pub struct Decoded {
    pub image: DynamicImage,
    /// How the container itself wants it turned, in Exif's numbers: takes the place of what Exif says.
    pub orientation: Option<u8>,
}

/// The first picture of a file, of at most `max_pixels`, or why there is none.
pub fn picture(format: Format, bytes: &[u8], walk: &Walk, max_pixels: u64) -> Result<Decoded, PixelState> {
    if let Some((width, height)) = walk.size {
        bounded(width, height, max_pixels)?;
    }
    let format = match format {
        Format::Jpeg => {
            let scans = walk.structure.jpeg.as_ref().map_or_else(|| scans(bytes), |jpeg| jpeg.scans);
            if scans > MAX_SCANS {
                return Err(damaged(format!("{scans} scans; more than {MAX_SCANS} are not decoded")));
            }
            ImageFormat::Jpeg
        }
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
        Format::Gif => ImageFormat::Gif,
        Format::Tiff => ImageFormat::Tiff,
        Format::Bmp => ImageFormat::Bmp,
        #[cfg(feature = "avif")]
        Format::Avif | Format::Heif => return caught(|| super::avif::decode(format, bytes, max_pixels)),
        #[cfg(not(feature = "avif"))]
        Format::Avif | Format::Heif => return Err(PixelState::NoDecoder),
        Format::Jxl | Format::Jp2 | Format::Psd => return Err(PixelState::NoDecoder),
    };
    Ok(Decoded { image: with(format, bytes, max_pixels)?, orientation: None })
}

/// Decodes at most `max_pixels` pixels of one of the formats that `image` reads.
pub fn with(format: ImageFormat, bytes: &[u8], max_pixels: u64) -> Result<DynamicImage, PixelState> {
    caught(|| {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(memory(0));
        let mut decoder = reader.into_decoder().map_err(said)?;
        let (width, height) = decoder.dimensions();
        bounded(width, height, max_pixels)?;
        let bytes = held(width, height, decoder.color_type());
        if bytes > 4 * max_pixels {
            let pixels = u64::from(width) * u64::from(height);
            return Err(PixelState::TooMany { pixels, limit: 4 * max_pixels / (bytes / pixels) });
        }
        decoder.set_limits(memory(decoder.total_bytes())).map_err(said)?;
        DynamicImage::from_decoder(decoder).map(in_eight_bits).map_err(said)
    })
}

/// Whether so many pixels may be decoded.
pub fn bounded(width: u32, height: u32, max_pixels: u64) -> Result<(), PixelState> {
    let pixels = u64::from(width) * u64::from(height);
    // Where only one side is too long, the other one says how many pixels there could be.
    let limit = max_pixels.min(u64::from(width.min(MAX_SIDE)) * u64::from(height.min(MAX_SIDE)));
    match pixels {
        0 => Err(damaged("no pixels")),
        _ if pixels > limit => Err(PixelState::TooMany { pixels, limit }),
        _ => Ok(()),
    }
}

pub fn damaged(what: impl Into<String>) -> PixelState {
    let mut what: String = what.into();
    // Some decoders end what they say with the end of a line.
    what.truncate(what.trim_end().len());
    PixelState::Damaged { what }
}

/// Whether any pixel is less than opaque.
pub fn has_transparency(image: &DynamicImage) -> bool {
    match image {
        DynamicImage::ImageLumaA8(image) => image.pixels().any(|p| p[1] < u8::MAX),
        DynamicImage::ImageRgba8(image) => image.pixels().any(|p| p[3] < u8::MAX),
        _ => false,
    }
}

/// A decoder's panic is damage too.
fn caught<T>(decode: impl FnOnce() -> Result<T, PixelState>) -> Result<T, PixelState> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|_| Err(damaged("the decoder gave up without a reason")))
}

/// Decoders count the picture among what they allocate.
fn memory(picture: u64) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(picture.saturating_add(MAX_DECODER_BYTES));
    limits
}

/// Bytes that are held for a picture of this kind, its copy in 8 bits included.
fn held(width: u32, height: u32, color: ColorType) -> u64 {
    let deep = color.bytes_per_pixel() > color.channel_count();
    let each = u64::from(color.bytes_per_pixel()) + if deep { u64::from(color.channel_count()) } else { 0 };
    u64::from(width) * u64::from(height) * each
}

fn in_eight_bits(image: DynamicImage) -> DynamicImage {
    use DynamicImage::*;
    match image {
        ImageLuma8(_) | ImageLumaA8(_) | ImageRgb8(_) | ImageRgba8(_) => image,
        ImageLuma16(_) => ImageLuma8(image.to_luma8()),
        ImageLumaA16(_) => ImageLumaA8(image.to_luma_alpha8()),
        other if other.color().has_alpha() => ImageRgba8(other.to_rgba8()),
        other => ImageRgb8(other.to_rgb8()),
    }
}

fn said(error: ImageError) -> PixelState {
    damaged(error.to_string())
}

/// Start-of-scan markers, for a JPEG in which the walk found no frame.
pub fn scans(bytes: &[u8]) -> u32 {
    bytes.windows(2).filter(|pair| *pair == [0xff, 0xda]).count().try_into().unwrap_or(u32::MAX)
}
