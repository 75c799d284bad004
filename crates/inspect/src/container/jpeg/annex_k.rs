//! The tables of ITU-T T.81 Annex K, and the quality formula of the Independent JPEG Group.

/// Table K.1, luminance, row by row.
pub const LUMINANCE: [u16; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
    87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99,
];

/// Table K.2, chrominance, row by row.
pub const CHROMINANCE: [u16; 64] = [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99,
];

/// Figure A.6: where the coefficients stand in a row-by-row table, in the order in which DQT lists them.
const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// Tables K.3 and K.4: code counts by length, then values.
const DC: [([u8; 16], [u8; 12]); 2] = [
    ([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ([0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
];

/// Table K.5.
const AC_LUMINANCE: ([u8; 16], [u8; 162]) = (
    [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d],
    [
        0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22, 0x71,
        0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0, 0x24, 0x33, 0x62, 0x72,
        0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x34, 0x35, 0x36, 0x37,
        0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59,
        0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83,
        0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3,
        0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3,
        0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2,
        0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
    ],
);

/// Table K.6.
const AC_CHROMINANCE: ([u8; 16], [u8; 162]) = (
    [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77],
    [
        0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71, 0x13, 0x22,
        0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33, 0x52, 0xf0, 0x15, 0x62, 0x72, 0xd1,
        0x0a, 0x16, 0x24, 0x34, 0xe1, 0x25, 0xf1, 0x17, 0x18, 0x19, 0x1a, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x35, 0x36,
        0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58,
        0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a,
        0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a,
        0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba,
        0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda,
        0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
    ],
);

/// The IJG quality, 1 to 100, whose tables these are, in zigzag order as in the file; the highest where several fit.
///
/// `others` are the tables of the further components. One that is the luminance table itself is as good as a chrominance
/// table: pictures in RGB or CMYK have but one.
pub fn ijg_quality(luminance: &[u16; 64], others: &[&[u16; 64]]) -> Option<u8> {
    // A baseline picture has 255 at most, another one the 15 bits that libjpeg allows.
    [255, 32_767].into_iter().find_map(|most| {
        (1..=100).rev().find(|&quality| {
            scaled(&LUMINANCE, quality, most).eq(luminance.iter().copied())
                && others
                    .iter()
                    .all(|&table| table == luminance || scaled(&CHROMINANCE, quality, most).eq(table.iter().copied()))
        })
    })
}

/// The IJG quality of a chrominance table by itself; the highest where several fit.
pub fn chrominance_quality(table: &[u16; 64]) -> Option<u8> {
    let fits = |most| (1..=100).rev().find(|&quality| scaled(&CHROMINANCE, quality, most).eq(table.iter().copied()));
    fits(255).or_else(|| fits(32_767))
}

/// Whether this is one of the two typical tables of its class (0 is DC, 1 is AC).
pub fn is_standard_huffman(class: u8, counts: &[u8], values: &[u8]) -> bool {
    if class == 0 {
        DC.iter().any(|(c, v)| c == counts && v == values)
    } else {
        [&AC_LUMINANCE, &AC_CHROMINANCE].iter().any(|(c, v)| c == counts && v == values)
    }
}

/// A table that stands row by row, in zigzag order.
pub fn zigzag(table: &[u16; 64]) -> [u16; 64] {
    #[allow(clippy::indexing_slicing, reason = "ZIGZAG holds the numbers from 0 to 63")]
    ZIGZAG.map(|i| table[i])
}

/// `jpeg_quality_scaling` and `jpeg_add_quant_table` of libjpeg, in zigzag order; `most` is 255 for a baseline picture.
pub fn scaled(table: &[u16; 64], quality: u8, most: u32) -> impl Iterator<Item = u16> {
    let quality = u32::from(quality);
    // Outside of 1 to 100, libjpeg takes the nearest.
    let percent = if quality < 50 {
        5000_u32.checked_div(quality).unwrap_or(5000)
    } else {
        100_u32.saturating_sub(quality).saturating_mul(2)
    };
    let scaled = move |value: u16| u32::from(value).saturating_mul(percent).saturating_add(50) / 100;
    zigzag(table).into_iter().map(move |value| scaled(value).clamp(1, most) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(base: &[u16; 64], quality: u8, most: u32) -> [u16; 64] {
        scaled(base, quality, most).collect::<Vec<_>>().try_into().unwrap()
    }

    /// At 8 and at 16 bits; in colour, in grey, in four components of one table, and with black beside colour.
    #[test]
    fn every_quality_is_told_from_its_tables() {
        for (quality, most) in (1..=100).flat_map(|q| [(q, 255), (q, 32_767)]) {
            let (luma, chroma) = (table(&LUMINANCE, quality, most), table(&CHROMINANCE, quality, most));
            for others in [&[&chroma, &chroma][..], &[], &[&luma, &luma, &luma], &[&chroma, &chroma, &luma]] {
                assert_eq!(ijg_quality(&luma, others), Some(quality));
            }
            let mut other = luma;
            other[63] ^= 2;
            assert_eq!(ijg_quality(&other, &[&chroma]), None);
        }
    }

    #[test]
    fn two_qualities_are_not_one() {
        let (luma, chroma) = (table(&LUMINANCE, 85, 255), table(&CHROMINANCE, 75, 255));
        assert_eq!(ijg_quality(&luma, &[&chroma, &chroma]), None);
        assert_eq!((ijg_quality(&luma, &[]), chrominance_quality(&chroma)), (Some(85), Some(75)));
        assert_eq!(chrominance_quality(&luma), None);
    }

    /// The table that `cjpeg -quality 75` writes is half of K.1, rounded: known from the standard itself.
    #[test]
    fn quality_75_is_half_of_the_annex() {
        let head: Vec<u16> = scaled(&LUMINANCE, 75, 255).take(10).collect();
        assert_eq!(head, [8, 6, 6, 7, 6, 5, 8, 7, 7, 7]);
    }

    #[test]
    fn huffman_tables_count_as_many_values_as_they_have() {
        for (counts, values) in [&AC_LUMINANCE, &AC_CHROMINANCE] {
            assert_eq!(counts.iter().map(|&c| usize::from(c)).sum::<usize>(), values.len());
            assert!(is_standard_huffman(1, counts, values));
            assert!(!is_standard_huffman(0, counts, values));
        }
        for (counts, values) in &DC {
            assert_eq!(counts.iter().map(|&c| usize::from(c)).sum::<usize>(), values.len());
            assert!(!is_standard_huffman(0, counts, &values[1..]));
        }
    }
}
