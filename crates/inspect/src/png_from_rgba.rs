use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};

/// Pixels that came without a file, such as from a clipboard, as a PNG file. `rgba` holds 8 bits each of red, green,
/// blue and alpha, row by row from the top. `None` where it is not `width` × `height` of them, or where that is none.
pub fn encode_png(width: u32, height: u32, rgba: &[u8]) -> Option<Vec<u8>> {
    let expected = u64::from(width).checked_mul(u64::from(height))?.checked_mul(4)?;
    if expected == 0 || expected != rgba.len() as u64 {
        return None;
    }
    let mut png = Vec::new();
    PngEncoder::new(&mut png).write_image(rgba, width, height, ExtendedColorType::Rgba8).ok()?;
    Some(png)
}

#[cfg(test)]
mod tests {
    use super::encode_png;

    #[test]
    fn pixels_come_back_as_they_were() {
        let rgba: Vec<u8> = (0..24).collect();
        let decoded = image::load_from_memory(&encode_png(3, 2, &rgba).unwrap()).unwrap();
        assert_eq!((decoded.width(), decoded.height()), (3, 2));
        assert_eq!(decoded.into_rgba8().into_raw(), rgba);
    }

    #[test]
    fn what_does_not_fit_its_size_is_refused() {
        assert_eq!(encode_png(3, 3, &[0; 24]), None);
        assert_eq!(encode_png(0, 5, &[]), None);
        assert_eq!(encode_png(u32::MAX, u32::MAX, &[0; 4]), None);
    }
}
