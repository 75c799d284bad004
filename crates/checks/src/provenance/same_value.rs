//! Whether two records of one value agree: as signed assertions and XMP write it (Exif for XMP, CIPA DC-010; XMP
//! Specification part 1, section 8.2), and as Exif does.

use whence_model::{
    Moment,
    facts::metadata::{Exif, Value},
};

use crate::metadata::written_date;

/// What sort of value it is, and how near is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A maker's, model's or lens's name: one may have words that the other leaves out.
    Name,
    /// Letters and digits count, case and signs do not.
    Text,
    /// Within as many seconds: clocks of two programs. Without a zone, whole quarter hours say nothing.
    Moment { seconds: i64 },
    /// Within two hundredths: decimals are rounded.
    Number,
    /// Exactly.
    Count,
    /// Within 0.001 degrees, which are 111 metres.
    Degrees,
    /// Within 30 metres, above or below sea.
    Metres,
}

/// A value that can be held against another of its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    Text(String),
    Moment(Moment),
    Number(f64),
    /// The sign says the hemisphere where that is known.
    Degrees {
        value: f64,
        hemisphere: bool,
    },
}

/// Reads what an assertion or XMP states, in as many items as it has. `beside` is what it states of the hemisphere or the
/// zone in a field apart.
pub fn stated(kind: Kind, items: &[&str], beside: Option<&str>) -> Option<Read> {
    let first = items.first()?.trim_matches([' ', '\0']);
    match kind {
        Kind::Name => Some(Read::Text(first.to_owned())).filter(|_| first.contains(is_plain)),
        Kind::Text => {
            let all = items.join(" ");
            (!all.trim_matches([' ', '\0']).is_empty()).then_some(Read::Text(all))
        }
        Kind::Moment { .. } => moment(first, beside).map(Read::Moment),
        Kind::Number | Kind::Count | Kind::Metres => number(first).map(Read::Number),
        Kind::Degrees => degrees(&items.join(" "), beside),
    }
}

/// Reads an Exif field of this name; `None` where it is missing, blank or no such value.
pub fn in_exif(kind: Kind, exif: &Exif, name: &str) -> Option<Read> {
    match kind {
        Kind::Name | Kind::Text => match &exif.field(name)?.value {
            Value::Text(text) => stated(kind, &[text.raw()], None),
            _ => None,
        },
        // The date's field has the time of day too.
        Kind::Moment { .. } if name == "GPSTimeStamp" => exif.moment("GPSDateStamp").map(Read::Moment),
        Kind::Moment { .. } => exif.moment(name).map(Read::Moment),
        Kind::Number | Kind::Count | Kind::Metres => exif.number(name).map(Read::Number),
        Kind::Degrees => {
            let parts = exif.numbers(name);
            parts.first()?;
            let size = parts.iter().take(3).zip([1.0, 60.0, 3600.0]).map(|(part, of)| part / of).sum::<f64>();
            let reference = exif.text(&format!("{name}Ref"));
            turned(size, reference.and_then(|r| r.chars().next()))
        }
    }
}

/// Whether both say the same, as near as their kind asks for.
pub fn same(kind: Kind, one: &Read, other: &Read) -> bool {
    match (one, other) {
        (Read::Text(a), Read::Text(b)) => match kind {
            Kind::Name => same_name(a, b),
            _ => same_text(a, b),
        },
        (Read::Moment(a), Read::Moment(b)) => {
            let Kind::Moment { seconds } = kind else { return false };
            same_moment(a, b, seconds)
        }
        (Read::Number(a), Read::Number(b)) => match kind {
            Kind::Count => a == b,
            Kind::Metres => (a.abs() - b.abs()).abs() <= 30.0,
            _ => (a - b).abs() <= 0.02 * a.abs().max(b.abs()),
        },
        (Read::Degrees { value: a, hemisphere: known }, Read::Degrees { value: b, hemisphere: also }) => {
            let apart = if *known && *also { (a - b).abs() } else { (a.abs() - b.abs()).abs() };
            // The 180th meridian is on both sides.
            apart.min((360.0 - apart).abs()) <= 0.001
        }
        _ => false,
    }
}

fn same_name(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().all(|word| long.contains(word))
}

/// Old programs write other letters than those of ASCII in many ways, so only these are held against each other where
/// there are any; a list may be one text on the other side.
fn same_text(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|c| is_plain(*c)).flat_map(char::to_lowercase).collect() };
    let (plain_a, plain_b) = (plain(a), plain(b));
    match plain_a.is_empty() || plain_b.is_empty() {
        true => a.trim() == b.trim() || a.contains(is_lost) || b.contains(is_lost),
        // Assertions keep 1,024 bytes of a text, and older programs cut it earlier.
        false if plain_a.len().max(plain_b.len()) > 200 => {
            let length = plain_a.len().min(plain_b.len()).min(200);
            plain_a[..length] == plain_b[..length]
        }
        false => plain_a == plain_b,
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_lost(c: char) -> bool {
    matches!(c, '?' | char::REPLACEMENT_CHARACTER)
}

fn same_moment(a: &Moment, b: &Moment, seconds: i64) -> bool {
    const QUARTER: i64 = 900;
    let near = |a: i64, b: i64| (a - b).abs() <= seconds;
    if near(a.clock_seconds(), b.clock_seconds()) {
        return true;
    }
    let (utc, clock) = match (a.utc_seconds(), b.utc_seconds()) {
        (Some(a), Some(b)) => return near(a, b),
        (Some(utc), None) => (utc, b.clock_seconds()),
        (None, Some(utc)) => (utc, a.clock_seconds()),
        (None, None) => return false,
    };
    let ahead = clock - utc;
    let off_quarter = (ahead + QUARTER / 2).rem_euclid(QUARTER) - QUARTER / 2;
    let zone = (ahead - off_quarter) / 60;
    (-720..=840).contains(&zone) && off_quarter.abs() <= seconds
}

/// ISO 8601 as XMP has it, also with a comma before the fraction, or as Exif writes dates.
fn moment(text: &str, zone: Option<&str>) -> Option<Moment> {
    let (date, time) = (text.get(..10)?.replace(':', "-"), text.get(11..)?.replace(',', "."));
    let iso = format!("{date}T{time}");
    let read = written_date::xmp_moment(&iso)?;
    match (read.offset, zone) {
        (None, Some(zone)) => written_date::xmp_moment(&(iso + zone.trim())).or(Some(read)),
        _ => Some(read),
    }
}

/// `1/80`, `0.0125`.
fn number(text: &str) -> Option<f64> {
    let value = match text.split_once('/') {
        Some((above, below)) => above.trim().parse::<f64>().ok()? / below.trim().parse::<f64>().ok()?,
        None => text.trim().parse::<f64>().ok()?,
    };
    value.is_finite().then_some(value)
}

/// `40.7364`, `-73.99`, `40,44.1861N`, `40,44,11N`, `40 44 11.17` with the hemisphere apart.
fn degrees(text: &str, reference: Option<&str>) -> Option<Read> {
    let text = text.trim();
    let letter = text.chars().last().filter(|c| "NSEWnsew".contains(*c));
    let numbers = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let parts: Vec<f64> =
        numbers.split([',', ' ', '°', '\'', '"']).filter(|part| !part.is_empty()).map(number).collect::<Option<_>>()?;
    let hemisphere = letter.or_else(|| reference.and_then(|r| r.trim().chars().next()));
    match parts.as_slice() {
        [value] if hemisphere.is_none() => within(*value, true),
        [value] => turned(*value, hemisphere),
        // Without its hemisphere, `43,15` may be a decimal of another language.
        [degrees, rest @ ..] if hemisphere.is_some() && rest.len() <= 2 => {
            let fits = *degrees >= 0.0 && rest.iter().all(|part| (0.0..60.0).contains(part));
            let size = degrees + rest.iter().zip([60.0, 3600.0]).map(|(part, of)| part / of).sum::<f64>();
            fits.then(|| turned(size, hemisphere))?
        }
        _ => None,
    }
}

fn turned(size: f64, hemisphere: Option<char>) -> Option<Read> {
    match hemisphere.map(|c| c.to_ascii_uppercase()) {
        Some('S' | 'W') => within(-size.abs(), true),
        Some('N' | 'E') => within(size, true),
        _ => within(size, false),
    }
}

fn within(value: f64, hemisphere: bool) -> Option<Read> {
    (value.abs() <= 180.0).then_some(Read::Degrees { value, hemisphere })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::exif;

    const DATE: Kind = Kind::Moment { seconds: 60 };

    fn agree(kind: Kind, a: &str, b: &str) -> Option<bool> {
        Some(same(kind, &stated(kind, &[a], None)?, &stated(kind, &[b], None)?))
    }

    #[test]
    fn names_and_texts() {
        for (kind, a, b, expected) in [
            (Kind::Name, "Pixel 5", "Pixel 5\0", true),
            (Kind::Name, "Pixel 5", "Google Pixel 5", true),
            (Kind::Name, "Pixel 5", "Pixel 5a", false),
            (Kind::Name, "NIKON Z 9", "Z 9", true),
            (Kind::Name, "Pixel 5", "Galaxy9", false),
            (Kind::Text, "Adobe,Inc", "Adobe, Inc.", true),
            (Kind::Text, "Copyright © 2022", "Copyright ? 2022", true),
            (Kind::Text, "Ada", "Bert", false),
            (Kind::Text, "東京", "??", true),
            (Kind::Text, "東京", "京都", false),
            (Kind::Text, &"a".repeat(1000), &"a".repeat(300), true),
            (Kind::Text, &"a".repeat(1000), "b", false),
        ] {
            assert_eq!(agree(kind, a, b), Some(expected), "{a} / {b}");
        }
        assert_eq!(agree(Kind::Text, " \0", "x"), None);
    }

    #[test]
    fn dates_with_and_without_their_zone() {
        for (a, b, expected) in [
            ("2022-10-25T11:27:32,78-05:00", "2022:10:25 11:27:32", true),
            ("2022-10-25T11:27:32.78-05:00", "2022:10:25 11:27:32-05:00", true),
            ("2022-10-25T11:27:32-05:00", "2022-10-25T16:27:40Z", true),
            // What its zone was, the file does not say; the two clocks are two seconds apart.
            ("2023-02-12T18:44:26Z", "2023:02:12 13:44:28", true),
            ("2023-02-12T18:44:26Z", "2023:02:13 08:44:28", true),
            ("2023-02-12T18:44:26Z", "2023:02:13 08:59:28", false),
            ("2023-02-12T18:44:26Z", "2023:02:12 13:48:28", false),
            ("2023-02-12T18:44:26Z", "2019:07:04 13:44:28", false),
            ("2023-02-12T18:44:26", "2023:02:12 17:44:26", false),
            ("2023-02-12T18:44:26+01:00", "2023-02-12T18:44:26+02:00", true),
            ("2023-02-12T18:44:26+01:00", "2023-02-12T18:50:26+01:00", false),
        ] {
            assert_eq!(agree(DATE, a, b), Some(expected), "{a} / {b}");
            assert_eq!(agree(DATE, b, a), Some(expected), "{b} / {a}");
        }
        let zone = stated(DATE, &["2024:06:15 18:42:07"], Some("+02:00"));
        assert_eq!(zone, stated(DATE, &["2024-06-15T18:42:07+02:00"], None));
        for bad in ["2023-02-12", "2023-02-3é 10:00:00", "yesterday", ""] {
            assert_eq!(stated(DATE, &[bad], None), None, "{bad}");
        }
    }

    #[test]
    fn numbers() {
        for (kind, a, b, expected) in [
            (Kind::Number, "1/60", "0.0167", true),
            (Kind::Number, "1/60", "1/50", false),
            (Kind::Number, "4", "4.0", true),
            (Kind::Number, "0", "0/1", true),
            (Kind::Count, "4032", "4032", true),
            (Kind::Count, "4032", "4031", false),
            (Kind::Metres, "-123.5", "1240/10", true),
            (Kind::Metres, "123", "300", false),
        ] {
            assert_eq!(agree(kind, a, b), Some(expected), "{a} / {b}");
        }
        assert_eq!(agree(Kind::Number, "1/0", "1"), None);
        assert_eq!(agree(Kind::Number, "unknown", "1"), None);
    }

    #[test]
    fn places_on_earth() {
        for (a, b, expected) in [
            ("40,44.1861N", "40.736435", true),
            ("73,59.5896W", "-73.99316", true),
            ("73,59,35W", "-73.99316", true),
            ("73,59.5896W", "73.99316", false),
            ("43.1520", "43.1620", false),
            ("180", "-179.9999", true),
        ] {
            assert_eq!(agree(Kind::Degrees, a, b), Some(expected), "{a} / {b}");
        }
        for bad in ["43,15", "43,75.2N", "200", "N", "", "1,2,3,4N", "-3,5N"] {
            assert_eq!(stated(Kind::Degrees, &[bad], None), None, "{bad}");
        }
        let apart = stated(Kind::Degrees, &["73", "59", "35.38"], Some("W")).expect("three numbers");
        let Some(file) = exif(&[("GPSLongitude", "73 59 35.38"), ("GPSLongitudeRef", "W")]).read().cloned() else {
            panic!("Exif")
        };
        assert_eq!(in_exif(Kind::Degrees, &file, "GPSLongitude"), Some(apart.clone()));
        let Some(without) = exif(&[("GPSLongitude", "73 59 35.38")]).read().cloned() else { panic!("Exif") };
        let read = in_exif(Kind::Degrees, &without, "GPSLongitude").expect("numbers");
        assert!(same(Kind::Degrees, &read, &apart), "no hemisphere is another one");
    }

    #[test]
    fn fields_of_exif() {
        let Some(file) = exif(&[
            ("Model", "Pixel 5 "),
            ("DateTimeOriginal", "2023:02:12 13:44:28"),
            ("ExposureTime", "0.0125"),
            ("Artist", " "),
        ])
        .read()
        .cloned() else {
            panic!("Exif")
        };
        for (kind, name, value) in [
            (Kind::Name, "Model", "Pixel 5"),
            (DATE, "DateTimeOriginal", "2023-02-12T18:44:26Z"),
            (Kind::Number, "ExposureTime", "1/80"),
        ] {
            let (own, signed) = (in_exif(kind, &file, name), stated(kind, &[value], None));
            assert!(same(kind, &own.expect(name), &signed.expect(value)), "{name}");
        }
        assert_eq!(in_exif(Kind::Text, &file, "Artist"), None);
        assert_eq!(in_exif(Kind::Name, &file, "Make"), None);
        assert_eq!(in_exif(Kind::Number, &file, "Model"), None);
    }
}
