//! Eleven bands of 23 bits: the pigeonholes. Three bits of 256 are in none of them, which takes nothing from exactness:
//! a distance over fewer bits is never greater.

use crate::Hash256;

pub const BANDS: usize = 11;

const WIDTH: usize = 23;

/// The `bits` lowest bits, 23 at most, of one of the eleven bands.
pub fn key(hash: Hash256, band: usize, bits: u32) -> u32 {
    let words = hash.words();
    let (word, shift) = (band * WIDTH / 64, band * WIDTH % 64);
    let mut taken = words[word] >> shift;
    if shift + WIDTH > 64 {
        taken |= words[word + 1] << (64 - shift);
    }
    (taken & ((1 << bits) - 1)) as u32
}

/// How far to look in each band, so that none of the hashes within `radius` is missed: if band i differed in more than
/// `radii[i]` bits for every i, then at least Σ(`radii[i]` + 1) = `radius` + 1 bits would differ in all. In a band that has
/// no radius nothing needs to be looked for. None where some band would have to be looked through further than two bits.
pub fn radii(radius: u16) -> Option<[Option<u32>; BANDS]> {
    let apart = usize::from(radius) + 1;
    let each = apart / BANDS;
    let radii: [Option<u32>; BANDS] = std::array::from_fn(|band| {
        let share = each + usize::from(band < apart % BANDS);
        share.checked_sub(1).map(|radius| radius as u32)
    });
    (radii[0] <= Some(2)).then_some(radii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bands_are_cut_one_behind_the_other() {
        // Each bit of the hash is seen in its band alone, and the last three in none.
        for bit in 0..256 {
            let mut words = [0; 4];
            words[bit / 64] = 1 << (bit % 64);
            for band in 0..BANDS {
                let expected = if bit / WIDTH == band { 1 << (bit % WIDTH) } else { 0 };
                assert_eq!(key(Hash256::new(words), band, 23), expected, "bit {bit} in band {band}");
            }
        }
        assert_eq!(key(Hash256::new([u64::MAX; 4]), 2, 9), 0x1ff);
    }

    #[test]
    fn the_radii_leave_no_hash_out() {
        for radius in 0..=32 {
            let radii = radii(radius).unwrap();
            let apart: u32 = radii.iter().flatten().map(|radius| radius + 1).sum();
            assert_eq!(apart, u32::from(radius) + 1);
            assert!(radii.iter().flatten().all(|radius| *radius <= 2));
        }
        assert_eq!(radii(31).unwrap()[9..], [Some(2), Some(1)]);
        assert_eq!(radii(0).unwrap()[..2], [Some(0), None]);
        assert_eq!((radii(33), radii(256)), (None, None));
    }
}
