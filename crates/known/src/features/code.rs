//! Features as bytes, as a list keeps them.
//!
//! One byte: [`Features::VERSION`]. Then, little-endian, width, height and the number of points as 16 bits each. Then a
//! point after the other: x and y (16 bits each), level and angle (a byte each), and the descriptor (32 bytes).

use base64::prelude::{BASE64_STANDARD, Engine};
use whence_model::{FeaturePoint, Features, Text, t};

use super::LISTED_POINTS;

const HEADER: usize = 7;
const POINT: usize = 38;

/// Characters of the most points that are taken.
pub const MAX_TEXT: usize = (HEADER + LISTED_POINTS * POINT).div_ceil(3) * 4;

/// The first 500 points at most; mirrored descriptors are left out.
pub fn encode(features: &Features) -> Vec<u8> {
    let points = &features.points[..features.points.len().min(LISTED_POINTS)];
    let mut bytes = vec![Features::VERSION];
    let word = |n: u16, bytes: &mut Vec<u8>| bytes.extend(n.to_le_bytes());
    [features.width, features.height, points.len() as u16].into_iter().for_each(|n| word(n, &mut bytes));
    for point in points {
        [point.x, point.y].into_iter().for_each(|n| word(n, &mut bytes));
        bytes.extend([point.level, point.angle]);
        point.descriptor.iter().for_each(|word| bytes.extend(word.to_le_bytes()));
    }
    bytes
}

/// The same in base64 (RFC 4648, with padding), as a column of a list holds it.
pub fn to_text(features: &Features) -> String {
    BASE64_STANDARD.encode(encode(features))
}

/// # Errors
/// The reason why this text holds no features that can be compared.
pub fn from_text(text: &str) -> Result<Features, Text> {
    if text.len() > MAX_TEXT {
        return Err(Text::new(
            format!("features is longer than {MAX_TEXT} characters"),
            format!("features dépasse {MAX_TEXT} caractères"),
        ));
    }
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| t("features is no base64", "features n'est pas du base64"))?;
    decode(&bytes)
}

/// # Errors
/// The reason why these bytes are no features that can be compared. They come from elsewhere: everything is checked.
pub fn decode(bytes: &[u8]) -> Result<Features, Text> {
    let (header, rest) = bytes.split_first_chunk::<HEADER>().ok_or(cut_off())?;
    let word = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
    if header[0] != Features::VERSION {
        return Err(Text::new(
            format!("the features are of version {}, not {}", header[0], Features::VERSION),
            format!("les points caractéristiques sont de version {}, et non {}", header[0], Features::VERSION),
        ));
    }
    let (width, height, count) = (word(1), word(3), usize::from(word(5)));
    if count > LISTED_POINTS {
        return Err(Text::new(
            format!("there are more than {LISTED_POINTS} features"),
            format!("il y a plus de {LISTED_POINTS} points caractéristiques"),
        ));
    }
    if rest.len() != count * POINT {
        return Err(cut_off());
    }
    let points: Vec<FeaturePoint> = rest.as_chunks::<POINT>().0.iter().map(point).collect();
    if points.iter().any(|point| point.x >= width || point.y >= height || point.level >= Features::LEVELS) {
        return Err(t("a feature lies outside of its picture", "un point caractéristique se trouve hors de son image"));
    }
    Ok(Features { width, height, points, mirrored: Vec::new() })
}

fn point(bytes: &[u8; POINT]) -> FeaturePoint {
    let descriptor =
        std::array::from_fn(|word| u64::from_le_bytes(std::array::from_fn(|byte| bytes[6 + 8 * word + byte])));
    let word = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    FeaturePoint { x: word(0), y: word(2), level: bytes[4], angle: bytes[5], descriptor }
}

fn cut_off() -> Text {
    t("the features are not as long as they say", "les points caractéristiques n'ont pas la longueur qu'ils annoncent")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{split_mix, tests::drawn};

    #[test]
    fn what_was_written_is_read_again() {
        let features = drawn(1, 80);
        let bytes = encode(&features);
        assert_eq!(bytes.len(), HEADER + 80 * POINT);
        assert_eq!(decode(&bytes).unwrap(), Features { mirrored: Vec::new(), ..features });
        let none = Features { width: 9, height: 7, ..Features::default() };
        assert_eq!(encode(&none), [1, 9, 0, 7, 0, 0, 0]);
        assert_eq!(decode(&encode(&none)).unwrap(), none);
    }

    #[test]
    fn a_list_keeps_the_first_five_hundred() {
        let features = drawn(1, LISTED_POINTS + 1);
        let read = decode(&encode(&features)).unwrap();
        assert_eq!(read.points, features.points[..LISTED_POINTS]);
    }

    #[test]
    fn no_other_bytes_are_features() {
        let whole = encode(&drawn(2, 3));
        let changed = |at: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            bytes
        };
        for length in 0..whole.len() {
            assert_eq!(decode(&whole[..length]), Err(cut_off()), "{length}");
        }
        let many = encode(&drawn(2, LISTED_POINTS));
        let too_many = [&many[..5], &501u16.to_le_bytes(), &many[7..], &[0; POINT]].concat();
        for (bytes, reason) in [
            ([&whole[..], &[0]].concat(), "not as long"),
            (changed(0, 2), "version 2, not 1"),
            (changed(5, 4), "not as long"),
            (changed(6, 0xff), "more than 500"),
            (too_many, "more than 500"),
            (changed(2, 0), "outside"),
            (changed(4, 0), "outside"),
            (changed(HEADER + 1, 0xff), "outside"),
            (changed(HEADER + POINT + 3, 0xff), "outside"),
            (changed(HEADER + 4, Features::LEVELS), "outside"),
        ] {
            let said = decode(&bytes).expect_err(reason);
            assert!(said.en.contains(reason), "{reason}: {}", said.en);
        }
    }

    #[test]
    fn a_column_holds_it_as_text() {
        let features = drawn(1, LISTED_POINTS);
        let text = to_text(&features);
        assert_eq!(text.len(), MAX_TEXT);
        assert_eq!(from_text(&text).unwrap(), Features { mirrored: Vec::new(), ..features });
        for (text, reason) in
            [("AQ", "no base64"), ("é", "no base64"), ("AQ==", "not as long"), (&*"A".repeat(MAX_TEXT + 4), "longer")]
        {
            let said = from_text(text).expect_err(reason);
            assert!(said.en.contains(reason), "{text}: {}", said.en);
        }
    }

    #[test]
    fn noise_is_an_error_or_features_that_can_be_compared() {
        for n in 0..500 {
            let mut bytes = encode(&drawn(3, 4));
            for at in 0..3 {
                let noise = split_mix(n * 3 + at);
                let length = bytes.len() as u64;
                bytes[(noise % length) as usize] = (noise >> 56) as u8;
            }
            if let Ok(features) = decode(&bytes) {
                crate::features::compare(&features, &features, false);
            }
        }
    }
}
