//! The lowest bits of a picture as a run of bytes: columns from the left, each from the top, the highest bit of a byte
//! first.

use super::super::picture::Picture;

pub struct Bits<'a> {
    picture: &'a Picture<'a>,
    /// The samples of a pixel that carry a bit each, in this order.
    planes: &'a [usize],
    x: usize,
    y: usize,
    plane: usize,
    left: u64,
}

impl<'a> Bits<'a> {
    pub fn new(picture: &'a Picture, planes: &'a [usize]) -> Self {
        let left = picture.width as u64 * picture.height as u64 * planes.len() as u64;
        Self { picture, planes, x: 0, y: 0, plane: 0, left }
    }

    /// How many there are still to read.
    pub fn left(&self) -> u64 {
        self.left
    }

    /// The next `count` bytes; `None`, and nothing is read, where there are not so many.
    pub fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        if count as u64 > self.left / 8 {
            return None;
        }
        Some((0..count).map(|_| (0..8).fold(0, |byte, _| byte << 1 | self.bit())).collect())
    }

    fn bit(&mut self) -> u8 {
        let Picture { samples, width, height, channels, .. } = *self.picture;
        let bit = samples[(self.y * width + self.x) * channels + self.planes[self.plane]] & 1;
        self.left -= 1;
        self.plane += 1;
        if self.plane == self.planes.len() {
            self.plane = 0;
            self.y += 1;
            if self.y == height {
                self.y = 0;
                self.x += 1;
            }
        }
        bit
    }
}
