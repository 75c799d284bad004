//! Dates as XMP and XMP toolkits write them.

use whence_model::Moment;

/// ISO 8601 as XMP uses it: `2024-05-01T10:00:00.12+02:00`, seconds and zone optional. A date without a time of day
/// is no moment.
pub fn xmp_moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (date, rest) = (date(text.get(..10)?, '-')?, text.get(10..)?.strip_prefix('T')?);
    let (hour, minute) = (number(rest.get(..2)?)?, number(rest.get(3..5)?)?);
    let mut rest = rest.get(5..)?;
    let mut second = 0;
    if let Some(behind) = rest.strip_prefix(':') {
        second = number(behind.get(..2)?)?;
        rest = behind.get(2..)?;
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let offset = match rest.as_bytes().first() {
        None => None,
        Some(b'Z') => Some(0),
        Some(sign @ (b'+' | b'-')) => {
            let minutes = i16::from(number(rest.get(1..3)?)?) * 60 + i16::from(number(rest.get(4..6)?)?);
            Some(if *sign == b'-' { -minutes } else { minutes })
        }
        Some(_) => return None,
    };
    Moment::new(date, (hour, minute, second), offset)
}

/// When a toolkit was built, by its own words: `Adobe XMP Core 5.6-c140 79.160451, 2017/05/06-01:08:21`.
pub fn toolkit_built(toolkit: &str) -> Option<Moment> {
    let stamp = toolkit.split([' ', ',']).find(|word| word.len() >= 19 && word.get(4..5) == Some("/"))?;
    let time = (number(stamp.get(11..13)?)?, number(stamp.get(14..16)?)?, number(stamp.get(17..19)?)?);
    Moment::new(date(stamp.get(..10)?, '/')?, time, None)
}

/// `2024:05:01` with the given separator, and nothing else.
pub fn date(text: &str, separator: char) -> Option<(u16, u8, u8)> {
    let mut parts = text.split(separator);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let lengths = (year.len(), month.len(), day.len());
    let year = (lengths == (4, 2, 2) && parts.next().is_none()).then_some(year)?;
    let digits = year.bytes().all(|b| b.is_ascii_digit());
    Some((digits.then(|| year.parse().ok())??, number(month)?, number(day)?))
}

fn number(digits: &str) -> Option<u8> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{date, toolkit_built, xmp_moment};

    #[test]
    fn xmp_dates_with_and_without_their_options() {
        let read = |text| xmp_moment(text).map(|m| m.to_string()).unwrap_or_default();
        assert_eq!(read("2024-05-01T10:00:00.123+02:00"), "2024-05-01 10:00:00 +02:00");
        assert_eq!(read("2024-05-01T10:00Z"), "2024-05-01 10:00:00 UTC");
        assert_eq!(read("2024-05-01T10:00:30"), "2024-05-01 10:00:30");
        for bad in ["2024-05-01", "2024-05-01T1", "2024-05-01T10:00:00+2", "2024-0é-01T10:00", "2024-05-01T10:00 x", ""]
        {
            assert_eq!(xmp_moment(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_toolkit_says_when_it_was_built() {
        let adobe = "Adobe XMP Core 5.6-c140 79.160451, 2017/05/06-01:08:21        ";
        assert_eq!(toolkit_built(adobe).map(|m| m.to_string()).as_deref(), Some("2017-05-06 01:08:21"));
        assert_eq!(toolkit_built("Adobe XMP Core 7.1-c000 79.0, 0000/00/00-00:00:00"), None);
        assert_eq!(toolkit_built("XMP Core 6.0.0"), None);
        assert_eq!(date("2014:09:259", ':'), None);
    }
}
