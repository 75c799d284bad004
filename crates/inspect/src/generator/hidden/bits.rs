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
        let factors = [picture.width, picture.height, planes.len()];
        let left = factors.into_iter().fold(1_u64, |bits, factor| bits.saturating_mul(factor as u64));
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
        (0..count).map(|_| (0..8).try_fold(0, |byte, _| Some(byte << 1 | self.bit()?))).collect()
    }

    fn bit(&mut self) -> Option<u8> {
        let Picture { samples, width, height, channels, .. } = *self.picture;
        let pixel = self.y.checked_mul(width)?.checked_add(self.x)?;
        let sample = pixel.checked_mul(channels)?.checked_add(*self.planes.get(self.plane)?)?;
        let bit = samples.get(sample)? & 1;
        self.left = self.left.saturating_sub(1);
        self.plane = after(self.plane, self.planes.len());
        if self.plane == 0 {
            self.y = after(self.y, height);
            if self.y == 0 {
                self.x = self.x.saturating_add(1);
            }
        }
        Some(bit)
    }
}

/// The number behind `number`, or 0 where that would be `end`.
fn after(number: usize, end: usize) -> usize {
    let next = number.saturating_add(1);
    if next < end { next } else { 0 }
}
