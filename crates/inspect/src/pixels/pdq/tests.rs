//! Against vectors that the reference's C++ core computed: pictures made by integer arithmetic, so that no picture of
//! anybody's needs to stand here.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Luma, hash};

#[derive(Deserialize)]
struct Vectors {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    generator: String,
    width: u32,
    height: u32,
    /// False for flat pictures, whose bits are rounding noise.
    must_match: bool,
    rgb_sha256: String,
    pdq_full: String,
    quality_full: u8,
    pdq_nearest512: String,
    dihedral_full: Dihedral,
}

#[derive(Deserialize)]
struct Dihedral {
    rot90: String,
    rot180: String,
    rot270: String,
    flipx: String,
    flipy: String,
    flipplus1: String,
    flipminus1: String,
}

#[test]
fn every_vector_of_the_reference_matches_bit_for_bit() {
    let Vectors { vectors } = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert_eq!(vectors.len(), 26);
    for vector in &vectors {
        let name = &vector.name;
        let rgb = generate(&vector.generator, vector.width as usize, vector.height as usize);
        let digest: String = Sha256::digest(&rgb).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(digest, vector.rgb_sha256, "{name}: the picture itself");
        let image = image::RgbImage::from_raw(vector.width, vector.height, rgb).unwrap();
        let Some(pdq) = hash(&image::DynamicImage::ImageRgb8(image)) else {
            assert_eq!((name.as_str(), vector.quality_full), ("blocks_4x7_k1", 0), "the only one that is too small");
            continue;
        };
        assert_eq!(pdq.quality, vector.quality_full, "{name}: quality");
        if !vector.must_match {
            continue;
        }
        assert_eq!(pdq.hash, vector.pdq_full, "{name}: full");
        assert_eq!(pdq.nearest512, vector.pdq_nearest512, "{name}: nearest 512");
        let Dihedral { rot90, rot180, rot270, flipx, flipy, flipplus1, flipminus1 } = &vector.dihedral_full;
        for (at, expected) in [rot90, rot180, rot270, flipx, flipy, flipplus1, flipminus1].into_iter().enumerate() {
            assert_eq!(&pdq.dihedral[at], expected, "{name}: dihedral {at}");
        }
    }
}

#[test]
fn under_five_pixels_there_is_no_hash() {
    for (width, height, hashed) in [(4, 100, false), (100, 4, false), (5, 5, true)] {
        assert_eq!(hash(&Grey(width, height)).is_some(), hashed, "{width} × {height}");
    }
}

#[test]
fn alpha_and_grey_are_hashed_as_their_colours() {
    let rgb = image::RgbImage::from_fn(90, 70, |x, y| image::Rgb([((x * 7) ^ (y * 3)) as u8; 3]));
    let rgb = image::DynamicImage::ImageRgb8(rgb);
    let expected = hash(&rgb).unwrap();
    let mut rgba = rgb.to_rgba8();
    rgba.pixels_mut().for_each(|p| p[3] = 9);
    assert_eq!(hash(&image::DynamicImage::ImageRgba8(rgba)).unwrap(), expected);
    assert_eq!(hash(&image::DynamicImage::ImageLuma8(rgb.to_luma8())).unwrap(), expected);
}

struct Grey(usize, usize);

impl Luma for Grey {
    fn size(&self) -> (usize, usize) {
        (self.0, self.1)
    }

    fn row(&self, y: usize, out: &mut [f32]) {
        out.fill(y as f32);
    }
}

/// The picture that a vector's `generator` names, such as `blocks(1024,768,32,1)`: RGB, row by row.
fn generate(generator: &str, width: usize, height: usize) -> Vec<u8> {
    let (name, arguments) = generator.trim_end_matches(')').split_once('(').unwrap();
    let given: Vec<u64> = arguments.split(',').map(|a| a.trim().parse().unwrap()).collect();
    assert_eq!(given[..2], [width as u64, height as u64]);
    let n = |at: usize| given[2 + at];
    let pixel: Box<dyn Fn(usize, usize) -> [u8; 3]> = match name {
        "blocks" => Box::new(|x, y| block(width, n(0), n(1), x, y)),
        "waves" => Box::new(|x, y| wave(n(0), n(1), n(2), x, y)),
        "noise" => Box::new(|x, y| [0, 1, 2].map(|c| mix(n(0) + (3 * (y * width + x) + c) as u64) as u8)),
        "solid" => Box::new(|_, _| [n(0) as u8; 3]),
        "grey" => Box::new(|x, y| [block(width, n(0), n(1), x, y)[0]; 3]),
        "shaded" => Box::new(|x, y| shaded(width, n(0), n(1), x, y)),
        "soft" => Box::new(|x, y| {
            shaded(width, n(0), n(1), x, y).map(|v| (128 + (i64::from(v) - 128).div_euclid(n(2) as i64)) as u8)
        }),
        other => panic!("no generator {other}"),
    };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    places.flat_map(|(x, y)| pixel(x, y)).collect()
}

/// SplitMix64's finaliser.
fn mix(x: u64) -> u64 {
    let z = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

fn block(width: usize, side: u64, seed: u64, x: usize, y: usize) -> [u8; 3] {
    let across = (width as u64).div_ceil(side);
    let v = mix(seed + y as u64 / side * across + x as u64 / side);
    [v as u8, (v >> 8) as u8, (v >> 16) as u8]
}

fn wave(a: u64, b: u64, c: u64, x: usize, y: usize) -> [u8; 3] {
    let triangle = |n: u64| if n % 512 < 256 { n % 512 } else { 511 - n % 512 } as u8;
    let (x, y) = (x as u64, y as u64);
    [triangle(x * a + y * b), triangle(y * a + x * c), triangle(x * b + y * c)]
}

fn shaded(width: usize, side: u64, seed: u64, x: usize, y: usize) -> [u8; 3] {
    let (a, b) = (block(width, side, seed, x, y), wave(1, 1, 0, x, y));
    std::array::from_fn(|c| ((u16::from(a[c]) + u16::from(b[c])) / 2) as u8)
}
