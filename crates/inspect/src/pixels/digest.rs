use std::borrow::Cow;

use image::DynamicImage;
use sha2::{Digest, Sha256};

use crate::hex;

/// SHA-256 of the pixels, 64 lower-case hexadecimal digits: 8-bit RGB, or RGBA where one of them is not opaque, row by
/// row from the top. The same picture in another container has the same one; in a lossy file only the same data has,
/// read by the same decoder.
pub fn of(picture: &DynamicImage) -> String {
    if picture.color().has_alpha() {
        let rgba = match picture {
            DynamicImage::ImageRgba8(rgba) => Cow::Borrowed(rgba),
            other => Cow::Owned(other.to_rgba8()),
        };
        if rgba.pixels().any(|pixel| pixel[3] < u8::MAX) {
            return hex(&Sha256::digest(rgba.as_raw()));
        }
    }
    match picture {
        DynamicImage::ImageRgb8(rgb) => hex(&Sha256::digest(rgb.as_raw())),
        other => hex(&Sha256::digest(other.to_rgb8().as_raw())),
    }
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, Luma, LumaA, Rgb, Rgba};

    use super::of;

    fn filled<P: image::Pixel>(pixel: P) -> image::ImageBuffer<P, Vec<P::Subpixel>> {
        image::ImageBuffer::from_pixel(2, 1, pixel)
    }

    #[test]
    fn one_picture_in_every_kind_of_pixel_has_one_digest() {
        // printf '\x40\x40\x40\x40\x40\x40' | sha256sum
        let grey = "b20d18c5e0ce88a0c1537445d95a97526b24c4436bb681c802dee7e810039c19";
        let pictures: [DynamicImage; 7] = [
            filled(Rgb([0x40u8; 3])).into(),
            filled(Rgba([0x40, 0x40, 0x40, 0xffu8])).into(),
            filled(Luma([0x40u8])).into(),
            filled(LumaA([0x40, 0xffu8])).into(),
            filled(Rgb([0x4040u16; 3])).into(),
            filled(Rgba([0x4040, 0x4040, 0x4040, 0xffffu16])).into(),
            filled(Luma([0x4040u16])).into(),
        ];
        for picture in pictures {
            assert_eq!(of(&picture), grey, "{:?}", picture.color());
        }
    }

    #[test]
    fn what_shows_through_is_another_picture() {
        let opaque: DynamicImage = filled(Rgb([0x40u8; 3])).into();
        let through: [DynamicImage; 2] =
            [filled(Rgba([0x40, 0x40, 0x40, 0x80u8])).into(), filled(Rgba([0x4040, 0x4040, 0x4040, 0x8080u16])).into()];
        assert_eq!(of(&through[0]), of(&through[1]));
        assert_ne!(of(&through[0]), of(&opaque));
    }
}
