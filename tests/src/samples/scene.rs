//! Pictures drawn by integer arithmetic alone, so that they are the same on every machine.

use image::{Rgb, RgbImage};

/// Hills under a sky with a low sun, with the grain of a sensor.
pub fn landscape(width: u32, height: u32) -> RgbImage {
    let horizon = height * 55 / 100;
    RgbImage::from_fn(width, height, |x, y| {
        let far = horizon - wave(x, width, 3) * height / 900;
        let near = horizon + height / 10 - wave(x + width / 5, width, 2) * height / 700;
        let sun = distance(x, y, width * 7 / 10, height * 30 / 100) < height / 14;
        let colour = if y > near {
            let light = 90 - (y - near) * 60 / height;
            [light / 2, light, light / 3]
        } else if y > far {
            [70 + y * 30 / height, 95, 110]
        } else if sun {
            [250, 232, 190]
        } else {
            [120 + y * 110 / height, 160 + y * 60 / height, 225 - y * 30 / height]
        };
        grained(colour, x, y)
    })
}

/// Puts a moon into the sky of the landscape.
pub fn moon(landscape: &mut RgbImage) {
    let (width, height) = landscape.dimensions();
    for (x, y, pixel) in landscape.enumerate_pixels_mut() {
        if distance(x, y, width * 3 / 10, height * 20 / 100) < height / 10 {
            let dent = distance(x, y, width * 28 / 100, height * 18 / 100) < height / 40;
            let grey = if dent { 205 } else { 232 };
            *pixel = grained([grey, grey, grey - 12], x, y);
        }
    }
}

/// A figure in a long white puffer jacket on a street: round head, quilted jacket, a chain. A drawing of nobody.
pub fn puffer_jacket(width: u32, height: u32) -> RgbImage {
    let unit = height / 20;
    RgbImage::from_fn(width, height, |x, y| {
        // He leans: a picture that mirrors itself has no hash to speak of.
        let middle = width * 38 / 100 + y / 7;
        let off = x.abs_diff(middle);
        let head = distance(x, y, width * 42 / 100, unit * 4) < unit * 3 / 2;
        let cap = distance(x, y, width * 42 / 100, unit * 7 / 2) < unit * 8 / 5 && y < unit * 33 / 10;
        let half = unit * 3 + wave(y, height, 9) * unit / 300 + (y.saturating_sub(unit * 6)) / 5;
        let jacket = y > unit * 11 / 2 && off < half;
        let chain = jacket && y < unit * 11 && off.abs_diff((unit * 11 - y.min(unit * 11)) / 4) < unit / 6;
        let colour = if cap {
            [245, 245, 240]
        } else if head {
            [214, 168, 138]
        } else if chain {
            [190, 170, 90]
        } else if jacket {
            // Quilting: a dark line where two bulges meet.
            let bulge = (y % (unit * 5 / 2)) * 100 / (unit * 5 / 2);
            let shade = 180 + bulge.min(100 - bulge) * 3 / 2;
            [shade, shade, shade + 4]
        } else if y > unit * 16 {
            [96, 92, 90]
        } else {
            [40 + x * 70 / width, 50 + y * 80 / height, 70 + (x / (width / 4)) % 2 * 60]
        };
        grained(colour, x, y)
    })
}

/// 0 to 100 and back, `times` over the whole length, each turn of another height.
fn wave(at: u32, whole: u32, times: u32) -> u32 {
    let length = whole / times;
    let (turn, within) = (at / length, at % length);
    let up = within.min(length - within) * 200 / length;
    up * (60 + (turn * 37) % 41) / 100
}

fn distance(x: u32, y: u32, to_x: u32, to_y: u32) -> u32 {
    (x.abs_diff(to_x).pow(2) + y.abs_diff(to_y).pow(2)).isqrt()
}

fn grained(colour: [u32; 3], x: u32, y: u32) -> Rgb<u8> {
    // SplitMix64's finaliser over the position.
    let mut n = u64::from(y) << 32 | u64::from(x);
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^= n >> 31;
    let grain = |shift: u32| ((n >> shift) % 9) as u32;
    Rgb([0, 1, 2].map(|c| (colour[c] + grain(8 * c as u32)).saturating_sub(4).min(255) as u8))
}
