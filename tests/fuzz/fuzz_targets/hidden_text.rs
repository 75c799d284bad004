#![no_main]

use image::{DynamicImage, RgbImage, RgbaImage};
use whence_inspect::parsers::{self, Picture};
use whence_model::{
    Format,
    facts::{metadata::Metadata, structure::Structure},
};

// Text in the lowest bits of the pixels: columns from the left, each from the top. Here one column, so that the bits stand
// in the order of the bytes.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let bits = rest.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    let image = if first & 1 == 0 {
        let samples: Vec<u8> = bits.flat_map(|bit| [0, 0, 0, 0xfe | bit]).collect();
        RgbaImage::from_vec(1, samples.len() as u32 / 4, samples).map(DynamicImage::from)
    } else {
        let mut samples: Vec<u8> = bits.collect();
        samples.truncate(samples.len() / 3 * 3);
        RgbImage::from_vec(1, samples.len() as u32 / 3, samples).map(DynamicImage::from)
    };
    let image = image.expect("as many samples as pixels have");
    let picture = Picture::new(Format::Png, &Structure::default(), &image);
    whence_fuzz::passes(&parsers::generator(&Metadata::default(), picture.as_ref()));
});
