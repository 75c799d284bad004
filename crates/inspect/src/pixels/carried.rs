//! A small picture that a file carries beside its own.

use image::{DynamicImage, ImageFormat};
use whence_model::Format;

use super::{
    Preview, decode,
    preview::{encode, reduced},
};
use crate::{
    format,
    limits::{CREDENTIAL_PREVIEW_SIDE, MAX_CREDENTIAL_PICTURE_PIXELS, MAX_CREDENTIAL_PICTURE_SCANS},
};

/// Decodes a picture of at most [`MAX_CREDENTIAL_PICTURE_PIXELS`] by what its bytes are, whatever they are called, and
/// encodes it again. Gives its own width and height too. Drawings (SVG) and what needs a slow decoder are left alone.
pub fn read(bytes: &[u8]) -> Option<((u32, u32), Preview)> {
    let format = match format::of(bytes).ok()? {
        Format::Jpeg if decode::scans(bytes) <= MAX_CREDENTIAL_PICTURE_SCANS => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
        Format::Gif => ImageFormat::Gif,
        _ => return None,
    };
    let picture: DynamicImage = decode::with(format, bytes, MAX_CREDENTIAL_PICTURE_PIXELS).ok()?;
    let size = (picture.width(), picture.height());
    let small = reduced(&picture, CREDENTIAL_PREVIEW_SIDE).unwrap_or(picture);
    Some((size, encode(small, None)?))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::RgbImage;

    use super::*;

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::from_pixel(width, height, image::Rgb([9, 99, 199])).write_to(&mut bytes, format).expect("encoded");
        bytes.into_inner()
    }

    #[test]
    fn any_common_picture_by_its_content() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let (size, preview) = read(&encoded(1024, 256, format)).expect("a picture");
            assert_eq!((size, preview.width, preview.height), ((1024, 256), 512, 128), "{format:?}");
            assert!(preview.png.starts_with(b"\x89PNG"));
        }
    }

    #[test]
    fn what_is_none_or_costs_too_much() {
        assert!(read(&encoded(2001, 1000, ImageFormat::Png)).is_none(), "too many pixels");
        assert!(read(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>").is_none());
        assert!(read(&encoded(8, 8, ImageFormat::Bmp)).is_none());
        assert!(read(b"").is_none());
        let mut scans = encoded(8, 8, ImageFormat::Jpeg);
        assert!(read(&scans).is_some());
        scans.extend([0xff, 0xda].repeat(MAX_CREDENTIAL_PICTURE_SCANS as usize));
        assert!(read(&scans).is_none(), "too many scans");
    }
}
