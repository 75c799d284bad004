//! Where a picture says that it was taken. Positions are private: no sentence of a check may hold one.

use whence_model::{Outcome, facts::metadata::Exif, t};

/// Degrees; north and east are positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    pub latitude: f64,
    pub longitude: f64,
}

impl Position {
    /// Along the ground, for small distances; good enough for large ones to tell them from small.
    pub fn kilometres_to(self, other: Self) -> f64 {
        const KILOMETRES_A_DEGREE: f64 = 111.2;
        let (north, east) = (self.latitude - other.latitude, apart(self.longitude, other.longitude, 360.0));
        let shrunk = ((self.latitude + other.latitude) / 2.0).to_radians().cos();
        north.hypot(east * shrunk) * KILOMETRES_A_DEGREE
    }
}

/// How far apart two places on a circle of this length are.
pub fn apart(a: f64, b: f64, circle: f64) -> f64 {
    let gap = (a - b).rem_euclid(circle);
    gap.min(circle - gap)
}

/// Both coordinates with their hemispheres, within their ranges; a position of zero is no fix and none.
pub fn exif_position(exif: &Exif) -> Option<Position> {
    let latitude = coordinate(exif, "GPSLatitude", "GPSLatitudeRef", ("N", "S"), 90.0)?;
    let longitude = coordinate(exif, "GPSLongitude", "GPSLongitudeRef", ("E", "W"), 180.0)?;
    ((latitude, longitude) != (0.0, 0.0)).then_some(Position { latitude, longitude })
}

/// Why nothing can be said about the place.
pub fn no_position() -> Outcome {
    Outcome::NotApplicable(t(
        "The Exif data gives no whole position.",
        "Les données Exif n'indiquent pas de position complète.",
    ))
}

/// A coordinate as XMP writes it (ISO 16684-1, GPSCoordinate): `48,51.5N` or `48,51,30N`.
pub fn xmp_coordinate(text: &str, (positive, negative): (char, char), limit: f64) -> Option<f64> {
    let text = text.trim();
    let letter =
        text.chars().next_back().map(|c| c.to_ascii_uppercase()).filter(|c| [positive, negative].contains(c))?;
    let numbers = text.get(..text.len() - 1)?.split(',').map(|part| part.trim().parse::<f64>().ok());
    let numbers = numbers.collect::<Option<Vec<f64>>>().filter(|n| matches!(n.len(), 2 | 3))?;
    signed(&numbers, letter == negative, limit)
}

fn coordinate(exif: &Exif, name: &str, hemisphere: &str, letters: (&str, &str), limit: f64) -> Option<f64> {
    let letter = exif.text(hemisphere)?;
    let negative = letter.eq_ignore_ascii_case(letters.1);
    (negative || letter.eq_ignore_ascii_case(letters.0)).then(|| signed(exif.numbers(name), negative, limit))?
}

/// Degrees, and minutes and seconds where they are given.
fn signed(numbers: &[f64], negative: bool, limit: f64) -> Option<f64> {
    let fits = !numbers.is_empty() && numbers.iter().all(|n| n.is_finite() && *n >= 0.0);
    let degrees: f64 = numbers.iter().zip([1.0, 60.0, 3600.0]).map(|(n, of)| n / of).sum();
    (fits && degrees <= limit).then_some(if negative { -degrees } else { degrees })
}

#[cfg(test)]
mod tests {
    use super::{Position, apart, exif_position, xmp_coordinate};
    use crate::specimen::with_exif;

    #[test]
    fn a_position_is_signed_by_its_hemispheres() {
        let at = |latitude, south, longitude| {
            let fields = [
                ("GPSLatitude", latitude),
                ("GPSLatitudeRef", south),
                ("GPSLongitude", longitude),
                ("GPSLongitudeRef", "W"),
            ];
            exif_position(with_exif(&fields).metadata.exif.read().unwrap()).map(|p| (p.latitude, p.longitude))
        };
        assert_eq!(at("48 30 0", "S", "2 15 0"), Some((-48.5, -2.25)));
        assert_eq!(at("48.5", "n", "2.25 0"), Some((48.5, -2.25)));
        for (latitude, south, longitude) in
            [("91 0 0", "N", "2 0 0"), ("48 0 0", "X", "2 0 0"), ("0 0 0", "N", "0 0 0")]
        {
            assert_eq!(at(latitude, south, longitude), None, "{latitude} {south}");
        }
    }

    #[test]
    fn xmp_writes_it_in_one_word() {
        let north = |text| xmp_coordinate(text, ('N', 'S'), 90.0);
        assert_eq!((north("48,30.0000N"), north("48,30,0S")), (Some(48.5), Some(-48.5)));
        for bad in ["48.5N", "48,30E", "48,-3N", "48,30,0,0N", "é", "", "N", "99,0N", "48,infN"] {
            assert_eq!(north(bad), None, "{bad}");
        }
    }

    #[test]
    fn distances_go_the_short_way_round() {
        let at = |latitude, longitude| Position { latitude, longitude };
        assert!((at(0.0, 179.9).kilometres_to(at(0.0, -179.9)) - 22.24).abs() < 0.1);
        assert!((at(60.0, 1.0).kilometres_to(at(60.0, 0.0)) - 55.6).abs() < 0.1);
        assert!((apart(-10.5, 14.0, 24.0) - 0.5).abs() < 1e-9);
    }
}
