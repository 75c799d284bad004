use image::DynamicImage;

/// The greys of a picture, a row at a time, so that no second copy of it is held.
pub trait Luma {
    /// Pixels across and down.
    fn size(&self) -> (usize, usize);

    /// Fills `out`, as long as the picture is wide, with row `y`: 0 to 255.
    fn row(&self, y: usize, out: &mut [f32]);

    /// Fills `out` with what row `y` has from `left` on.
    fn part(&self, y: usize, left: usize, out: &mut [f32]) {
        let mut row = vec![0.0; self.size().0];
        self.row(y, &mut row);
        out.copy_from_slice(&row[left..left + out.len()]);
    }
}

/// Pictures of 8 bits a channel, alpha left aside as the reference does. Others are black: the decoder makes none.
impl Luma for DynamicImage {
    fn size(&self) -> (usize, usize) {
        (self.width() as usize, self.height() as usize)
    }

    fn row(&self, y: usize, out: &mut [f32]) {
        self.part(y, 0, out);
    }

    fn part(&self, y: usize, left: usize, out: &mut [f32]) {
        let first = y * self.width() as usize + left;
        match self {
            Self::ImageLuma8(image) => each(image, 1, first, out, |p| grey(p[0], p[0], p[0])),
            Self::ImageLumaA8(image) => each(image, 2, first, out, |p| grey(p[0], p[0], p[0])),
            Self::ImageRgb8(image) => each(image, 3, first, out, |p| grey(p[0], p[1], p[2])),
            Self::ImageRgba8(image) => each(image, 4, first, out, |p| grey(p[0], p[1], p[2])),
            _ => out.fill(0.0),
        }
    }
}

fn each(samples: &[u8], channels: usize, first: usize, out: &mut [f32], grey: impl Fn(&[u8]) -> f32) {
    let run = samples.get(first * channels..(first + out.len()) * channels).unwrap_or_default();
    for (out, pixel) in out.iter_mut().zip(run.chunks_exact(channels)) {
        *out = grey(pixel);
    }
}

/// ITU-R BT.601, in the reference's order of additions. A grey goes the same way: the sum of the factors is not
/// exactly 1 in `f32`, and lists are made from pictures that were converted to RGB first.
fn grey(r: u8, g: u8, b: u8) -> f32 {
    0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
}
