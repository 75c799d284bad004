//! The size of a JPEG XL picture, from the first bits of its codestream (ISO/IEC 18181-1, annex D).

/// Signature and size header, at its longest.
pub const MAX_BYTES: usize = 2 + 9;

/// Width to height, numbered from 1.
const RATIOS: [(u64, u64); 7] = [(1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1)];

/// Pixels across and down; `codestream` begins with its signature, and is needed no further than [`MAX_BYTES`].
pub fn of(codestream: &[u8]) -> Option<(u32, u32)> {
    let header = codestream.strip_prefix(super::SIGNATURE)?;
    let header = header.get(..MAX_BYTES).unwrap_or(header);
    let bits = header.iter().rev().fold(0, |bits, &byte| bits << 8 | u128::from(byte));
    let mut bits = Bits { bits, left: header.len().saturating_mul(8) };
    let small = bits.take(1)? == 1;
    let height = bits.side(small)?;
    let width = match bits.take(3)? {
        0 => u64::from(bits.side(small)?),
        ratio => {
            let (across, down) = *RATIOS.get(ratio.checked_sub(1)? as usize)?;
            u64::from(height).checked_mul(across)?.checked_div(down)?
        }
    };
    Some((u32::try_from(width).ok()?, height))
}

/// Bits of a number, the lowest first.
struct Bits {
    bits: u128,
    left: usize,
}

impl Bits {
    /// At most 30 of them.
    fn take(&mut self, count: u32) -> Option<u32> {
        self.left = self.left.checked_sub(count as usize)?;
        let taken = self.bits & !u128::MAX.checked_shl(count)?;
        self.bits = self.bits.checked_shr(count)?;
        u32::try_from(taken).ok()
    }

    /// One side less one: in eights where the picture is small, else in one of four widths.
    fn side(&mut self, small: bool) -> Option<u32> {
        if small {
            return self.take(5)?.checked_add(1)?.checked_mul(8);
        }
        let width = *[9, 13, 18, 30].get(self.take(2)? as usize)?;
        self.take(width)?.checked_add(1)
    }
}

#[cfg(test)]
pub fn codestream(width: u32, height: u32) -> Vec<u8> {
    let side = |side: u32| u128::from(side - 1) << 2 | 3;
    let bits = side(height) << 1 | side(width) << (1 + 32 + 3);
    [super::SIGNATURE, &bits.to_le_bytes()[..9]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_in_every_width() {
        assert_eq!(of(&codestream(6000, 4000)), Some((6000, 4000)));
        // Small, 5 + 1 eights high, as wide as high; then 1:1 of 512 and 16:9 of 1080.
        assert_eq!(of(&[0xff, 0x0a, 0b0100_1011, 0]), Some((48, 48)));
        let sized = |height: u32, width: u32, choice: u32, ratio: u32| {
            let bits = choice << 1 | (height - 1) << 3 | ratio << (3 + width);
            of(&[&[0xff, 0x0a], &bits.to_le_bytes()[..]].concat())
        };
        assert_eq!(sized(512, 9, 0, 1), Some((512, 512)));
        assert_eq!(sized(1080, 13, 1, 5), Some((1920, 1080)));
        assert_eq!(sized(1001, 18, 2, 2), Some((1201, 1001)), "rounded down");
    }

    #[test]
    fn cut_short_there_is_none() {
        let whole = codestream(1 << 30, 1 << 30);
        assert_eq!(of(&whole), Some((1 << 30, 1 << 30)));
        for length in 0..whole.len() {
            assert_eq!(of(&whole[..length]), None, "{length}");
        }
    }
}
