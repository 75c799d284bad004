//! The tables that jpegli writes through its libjpeg interface at 4:2:0.
//!
//! The form of the rule is jpegli's (google/jpegli, `lib/jpegli/quant.cc`, BSD-3-Clause): a quality stands for a distance, and
//! each frequency has a weight that grows with the distance, beyond 1.5 by a power of its own. The numbers were fitted to the 200 tables
//! of its qualities 1 to 100: 12,782 of 12,800 values come out exactly, never more than two in a table differ, and by one.

use super::Table;

/// How many values of a table may differ by one from what the rule gives.
const OFF_BY_ONE: u16 = 2;

/// Beyond this quality the tables are all but flat, and say nothing.
const HIGHEST: u8 = 96;

/// The quality, 1 to 96, whose tables these are.
pub fn quality(luminance: &Table, chrominance: &Table) -> Option<u8> {
    (1..=HIGHEST).find(|&quality| fits(luminance, &LUMINANCE, quality) && fits(chrominance, &CHROMINANCE, quality))
}

fn fits(table: &Table, weights: &[f64; 64], quality: u8) -> bool {
    let distance = distance(quality);
    let mut off = 0u16;
    table.iter().zip(weights.iter().zip(EXPONENT)).all(|(&value, (weight, exponent))| {
        let apart = value.abs_diff(divisor(weight * growth(distance, exponent)));
        off = off.saturating_add(apart);
        apart <= 1 && off <= OFF_BY_ONE
    })
}

fn divisor(value: f64) -> u16 {
    // Between 1 and 255, so nothing is cut off.
    (value + 0.5).floor().clamp(1.0, 255.0) as u16
}

fn distance(quality: u8) -> f64 {
    let q = f64::from(quality);
    if quality >= 30 { 0.1 + (100.0 - q) * 0.09 } else { 53.0 / 3000.0 * q * q - 23.0 / 20.0 * q + 25.0 }
}

fn growth(distance: f64, exponent: f64) -> f64 {
    if distance < 1.5 { distance } else { (0.5 * distance).max(1.5_f64.powf(1.0 - exponent) * distance.powf(exponent)) }
}

#[cfg(test)]
pub fn tables(quality: u8) -> [Table; 2] {
    let of =
        |weights: &[f64; 64]| std::array::from_fn(|i| divisor(weights[i] * growth(distance(quality), EXPONENT[i])));
    [of(&LUMINANCE), of(&CHROMINANCE)]
}

/// In zigzag order, as the tables in a file.
const LUMINANCE: [f64; 64] = [
    2.6302, 3.6542, 3.6542, 6.1687, 4.4427, 6.1687, 5.9696, 6.0373, 6.0373, 5.9696, 7.0892, 5.741, 6.2805, 5.741,
    7.0892, 7.3519, 7.3026, 7.1881, 7.1881, 7.3026, 7.3519, 8.1517, 6.7191, 7.6819, 7.1746, 7.6819, 6.7191, 8.1517,
    8.2135, 8.5432, 8.2875, 8.8473, 8.8473, 8.2875, 8.5432, 8.2135, 8.5656, 7.977, 10.1993, 9.7206, 10.1993, 7.977,
    8.5656, 8.9958, 10.1521, 10.4494, 10.4494, 10.1521, 8.9958, 9.7755, 11.8303, 11.5421, 11.8303, 9.7755, 11.6424,
    10.8103, 10.8103, 11.6424, 12.9194, 11.5421, 12.9194, 11.4689, 11.4689, 9.293,
];

const CHROMINANCE: [f64; 64] = [
    2.5381, 3.0669, 3.0669, 5.427, 4.1643, 5.427, 4.657, 5.2016, 5.2016, 4.657, 5.6964, 4.255, 5.2451, 4.255, 5.6964,
    5.2715, 5.2261, 4.7589, 4.7589, 5.2261, 5.2715, 6.2659, 4.6436, 5.0852, 4.4885, 5.0852, 4.6436, 6.2659, 6.7501,
    5.891, 5.4814, 5.7616, 5.7616, 5.4814, 5.891, 6.7501, 6.1276, 5.6397, 5.7573, 4.4668, 5.7573, 5.6397, 6.1276,
    6.4173, 6.2986, 6.8393, 6.8393, 6.2986, 6.4173, 6.8156, 5.2127, 5.867, 5.2127, 6.8156, 6.5546, 6.7459, 6.7459,
    6.5546, 9.9004, 10.7014, 9.9004, 9.7829, 9.7829, 82.1264,
];

const EXPONENT: [f64; 64] = [
    1.0, 0.51, 0.51, 0.67, 0.66, 0.67, 0.74, 0.69, 0.69, 0.74, 1.0, 0.87, 0.84, 0.87, 1.0, 1.0, 1.0, 0.83, 0.83, 1.0,
    1.0, 1.0, 1.0, 0.96, 1.0, 0.96, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.91, 1.0, 0.91, 1.0,
    1.0, 1.0, 0.91, 1.0, 1.0, 0.91, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
];

#[cfg(test)]
mod tests {
    use super::{HIGHEST, quality, tables};

    /// The beginnings of what jpegli itself wrote.
    #[test]
    fn the_rule_gives_what_was_measured() {
        let head = |q: u8, c: usize| tables(q)[c][..12].to_vec();
        assert_eq!(head(75, 0), [6, 7, 7, 13, 9, 13, 12, 12, 12, 12, 17, 13]);
        assert_eq!(head(75, 1), [6, 6, 6, 11, 8, 11, 10, 11, 11, 10, 13, 9]);
        assert_eq!(head(25, 0), [19, 13, 13, 27, 19, 27, 29, 27, 27, 29, 52, 34]);
        assert_eq!(head(90, 1), [3, 3, 3, 5, 4, 5, 5, 5, 5, 5, 6, 4]);
        assert_eq!(tables(50).map(|table| table.iter().sum::<u16>()), [2365, 1860]);
    }

    #[test]
    fn every_quality_is_told_from_its_neighbours() {
        for q in 1..=HIGHEST {
            let [luma, chroma] = tables(q);
            assert_eq!(quality(&luma, &chroma), Some(q));
            let mut other = luma;
            other[40] += 2;
            assert_eq!(quality(&other, &chroma), None);
        }
    }

    #[test]
    fn flat_tables_say_nothing() {
        for value in [1, 2, 16, 255, u16::MAX] {
            assert_eq!(quality(&[value; 64], &[value; 64]), None, "{value}");
        }
    }
}
