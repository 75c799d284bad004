//! Features as bytes, as a list keeps them.
//!
//! One byte: [`Features::VERSION`]. Then, little-endian, width, height and the number of points as 16 bits each. Then a
//! point after the other: x and y (16 bits each), level and angle (a byte each), and the descriptor (32 bytes).

use whence_model::{FeaturePoint, Features, Text, t};

use super::LISTED_POINTS;

const HEADER: usize = 7;
const POINT: usize = 38;

/// The first 800 points at most; mirrored descriptors are left out.
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
