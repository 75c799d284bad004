//! Captions, in letters of five by seven squares.

use image::{Rgb, RgbImage};

/// Rows of a letter from the top, five bits each. Others are a gap.
fn rows(letter: char) -> [u8; 7] {
    match letter {
        'A' => [0x0e, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11],
        'E' => [0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x1f],
        'H' => [0x11, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11],
        'I' => [0x0e, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0e],
        'L' => [0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1f],
        'N' => [0x11, 0x19, 0x15, 0x15, 0x13, 0x11, 0x11],
        'O' => [0x0e, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0e],
        'R' => [0x1e, 0x11, 0x11, 0x1e, 0x14, 0x12, 0x11],
        'S' => [0x0f, 0x10, 0x10, 0x0e, 0x01, 0x01, 0x1e],
        'T' => [0x1f, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04],
        'W' => [0x11, 0x11, 0x11, 0x15, 0x15, 0x1b, 0x11],
        _ => [0; 7],
    }
}

/// Writes a line from `left`, `top` on, each square `unit` pixels wide; with a dark rim, as memes have it, or without.
pub fn write(picture: &mut RgbImage, line: &str, (left, top): (u32, u32), unit: u32, colour: Rgb<u8>, rim: bool) {
    let mut square = |column: u32, row: u32, grown: u32, colour: Rgb<u8>| {
        let (x, y) = (left + column * unit, top + row * unit);
        for y in y.saturating_sub(grown)..(y + unit + grown).min(picture.height()) {
            for x in x.saturating_sub(grown)..(x + unit + grown).min(picture.width()) {
                picture.put_pixel(x, y, colour);
            }
        }
    };
    for (grown, colour) in [(unit / 2, Rgb([0; 3])), (0, colour)].into_iter().skip(usize::from(!rim)) {
        for (at, letter) in (0..).zip(line.chars()) {
            for (row, bits) in (0..).zip(rows(letter)) {
                (0..5)
                    .filter(|column| bits >> (4 - column) & 1 == 1)
                    .for_each(|c| square(6 * at + c, row, grown, colour));
            }
        }
    }
}
