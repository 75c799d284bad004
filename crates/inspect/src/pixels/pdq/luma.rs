use image::DynamicImage;

/// The greys of a picture, a row at a time, so that no second copy of it is held.
pub trait Luma {
    /// Pixels across and down.
    fn size(&self) -> (usize, usize);

    /// Fills `out`, as long as the picture is wide, with row `y`: 0 to 255.
    fn row(&self, y: usize, out: &mut [f32]);
}

/// Pictures of 8 bits a channel, alpha left aside as the reference does. Others are black: the decoder makes none.
impl Luma for DynamicImage {
    fn size(&self) -> (usize, usize) {
        (self.width() as usize, self.height() as usize)
    }

    fn row(&self, y: usize, out: &mut [f32]) {
        match self {
            Self::ImageLuma8(image) => each(image, 1, y, out, |p| grey(p[0], p[0], p[0])),
            Self::ImageLumaA8(image) => each(image, 2, y, out, |p| grey(p[0], p[0], p[0])),
            Self::ImageRgb8(image) => each(image, 3, y, out, |p| grey(p[0], p[1], p[2])),
            Self::ImageRgba8(image) => each(image, 4, y, out, |p| grey(p[0], p[1], p[2])),
            _ => out.fill(0.0),
        }
    }
}

fn each(samples: &[u8], channels: usize, y: usize, out: &mut [f32], grey: impl Fn(&[u8]) -> f32) {
    let length = out.len() * channels;
    let row = samples.get(y * length..(y + 1) * length).unwrap_or_default();
    for (out, pixel) in out.iter_mut().zip(row.chunks_exact(channels)) {
        *out = grey(pixel);
    }
}

/// ITU-R BT.601, in the reference's order of additions. A grey goes the same way: the sum of the factors is not
/// exactly 1 in `f32`, and lists are made from pictures that were converted to RGB first.
fn grey(r: u8, g: u8, b: u8) -> f32 {
    0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
}
