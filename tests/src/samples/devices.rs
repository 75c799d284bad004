//! Pictures that name devices which exist; none of these took them.

use image::{RgbImage, imageops};

use super::{
    camera_exif, container,
    tiff::{Field, Value},
};

/// A part of the landscape that carries the thumbnail of the whole, and a date at which the camera that it names was not
/// sold yet.
pub fn cropped_and_redated(scene: &RgbImage) -> Vec<u8> {
    let mut exif = camera_exif(scene, "2016:06:15 18:42:07");
    set(&mut exif.main, 0x010f, Value::Ascii("Canon"));
    set(&mut exif.main, 0x0110, Value::Ascii("Canon EOS R6"));
    for date in [0x9003, 0x9004] {
        set(&mut exif.exif, date, Value::Ascii("2016:06:15 18:42:07"));
    }
    // A version of Exif that was out by then: the camera's year alone shall disagree.
    set(&mut exif.exif, 0x9000, Value::Undefined(b"0230".to_vec()));
    exif.gps.clear();
    let cropped = imageops::crop_imm(scene, 500, 60, 440, 330).to_image();
    container::camera_jpeg(&cropped, 92, &exif.block())
}

/// The landscape as a phone writes it: the block at its end has a clock of its own, which agrees with the camera's and the
/// satellites'.
pub fn phone(scene: &RgbImage) -> Vec<u8> {
    // 2024-06-15 16:42:07 UTC.
    const TAKEN: &[u8] = b"1718469727000";
    let mut exif = camera_exif(scene, "2024:06:15 18:42:07");
    set(&mut exif.main, 0x010f, Value::Ascii("samsung"));
    set(&mut exif.main, 0x0110, Value::Ascii("SM-S921B"));
    set(&mut exif.main, 0x0131, Value::Ascii("S921BXXU1AXC5"));
    exif.exif.retain(|field| !matches!(field.0, 0xa431 | 0xa432));
    let mut file = container::camera_jpeg(scene, 92, &exif.block());
    file.extend(samsung_trailer(&[(0x0a01, "Image_UTC_Data", TAKEN), (0x0aa1, "MCC_Data", b"208")]));
    file
}

/// Data blocks, then their directory with offsets that count backwards from it.
fn samsung_trailer(entries: &[(u16, &str, &[u8])]) -> Vec<u8> {
    let mut data = Vec::new();
    let mut blocks = Vec::new();
    for (kind, name, value) in entries {
        let start = data.len();
        data.extend([0, 0]);
        data.extend(kind.to_le_bytes());
        data.extend((name.len() as u32).to_le_bytes());
        data.extend(name.as_bytes());
        data.extend(*value);
        blocks.push((*kind, start, data.len() - start));
    }
    let mut directory = b"SEFH".to_vec();
    directory.extend(106u32.to_le_bytes());
    directory.extend((entries.len() as u32).to_le_bytes());
    for (kind, start, length) in blocks {
        directory.extend([0, 0]);
        directory.extend(kind.to_le_bytes());
        directory.extend(((data.len() - start) as u32).to_le_bytes());
        directory.extend((length as u32).to_le_bytes());
    }
    let length = (directory.len() as u32).to_le_bytes();
    [data.as_slice(), &directory, &length, b"SEFT"].concat()
}

fn set(fields: &mut [Field], tag: u16, value: Value) {
    let field = fields.iter_mut().find(|field| field.0 == tag).expect("the block has it");
    field.1 = value;
}
