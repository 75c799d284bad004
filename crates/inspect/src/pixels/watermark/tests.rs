use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};

use super::look;

#[test]
fn nothing_to_test() {
    let rgb = |width, height, colour| DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, Rgb(colour)));
    assert_eq!(look(&rgb(600, 600, [90, 120, 200])), None, "flat");
    assert_eq!(look(&rgb(5, 5, [90, 120, 200])), None);
    assert_eq!(look(&rgb(7, 20_000, [90, 120, 200])), None, "no whole block");
    let grey = GrayImage::from_fn(512, 512, |x, y| Luma([(x * 7 + y * y) as u8]));
    assert_eq!(look(&DynamicImage::ImageLuma8(grey.clone())), None);
    assert_eq!(look(&DynamicImage::ImageRgb8(DynamicImage::ImageLuma8(grey).to_rgb8())), None, "grey in colour");
    let small = DynamicImage::ImageRgb8(RgbImage::from_fn(255, 256, |x, y| Rgb([(x * y) as u8, x as u8, y as u8])));
    assert_eq!(look(&small), None, "under the size that is marked");
}
