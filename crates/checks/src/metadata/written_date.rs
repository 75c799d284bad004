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

/// The first and last moment that an XMP date can mean: one and the same where it has a time of day, else its day.
/// A year or a month alone is no day.
pub fn xmp_day_or_moment(text: &str) -> Option<(Moment, Moment)> {
    match xmp_moment(text) {
        Some(moment) => Some((moment, moment)),
        None => whole_day(date(text.trim(), '-')?),
    }
}

/// The same of IPTC: `20240501`, and `100000+0200` with or without its zone. Midnight is what programs write that know
/// no time, so it means the day.
pub fn iptc_moment(day: &str, time: Option<&str>) -> Option<(Moment, Moment)> {
    let day = day.trim();
    let day = (day.len() == 8 && day.is_ascii())
        .then(|| Some((year(&day[..4])?, number(&day[4..6])?, number(&day[6..])?)))??;
    let time = time.map(str::trim).filter(|time| !time.starts_with("000000"));
    let Some(moment) = time.and_then(|time| {
        let clock = (number(time.get(..2)?)?, number(time.get(2..4)?)?, number(time.get(4..6)?)?);
        let zone = time.get(6..).filter(|zone| zone.len() == 5 && zone.starts_with(['+', '-']));
        let offset = zone.and_then(|zone| {
            let minutes = i16::from(number(zone.get(1..3)?)?) * 60 + i16::from(number(zone.get(3..5)?)?);
            Some(if zone.starts_with('-') { -minutes } else { minutes })
        });
        Moment::new(day, clock, offset)
    }) else {
        return whole_day(day);
    };
    Some((moment, moment))
}

fn whole_day(day: (u16, u8, u8)) -> Option<(Moment, Moment)> {
    Moment::new(day, (0, 0, 0), None).zip(Moment::new(day, (23, 59, 59), None))
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
    Some((self::year(year)?, number(month)?, number(day)?))
}

fn year(digits: &str) -> Option<u16> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn number(digits: &str) -> Option<u8> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{date, iptc_moment, toolkit_built, xmp_day_or_moment, xmp_moment};

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
    fn a_date_without_a_time_means_its_day() {
        let read = |span: Option<(whence_model::Moment, whence_model::Moment)>| {
            span.map(|(first, last)| format!("{first} to {last}")).unwrap_or_default()
        };
        assert_eq!(read(xmp_day_or_moment("2024-05-01")), "2024-05-01 00:00:00 to 2024-05-01 23:59:59");
        assert_eq!(read(xmp_day_or_moment("2024-05-01T10:00Z")), "2024-05-01 10:00:00 UTC to 2024-05-01 10:00:00 UTC");
        assert_eq!(read(xmp_day_or_moment("2024-05")), "");
        assert_eq!(read(iptc_moment("20240501", None)), "2024-05-01 00:00:00 to 2024-05-01 23:59:59");
        assert_eq!(read(iptc_moment("20240501", Some("000000+0000"))), "2024-05-01 00:00:00 to 2024-05-01 23:59:59");
        let zoned = "2024-05-01 10:00:00 −05:00";
        assert_eq!(read(iptc_moment("20240501", Some("100000-0500"))), format!("{zoned} to {zoned}"));
        let plain = "2024-05-01 10:00:00";
        assert_eq!(read(iptc_moment("20240501", Some("100000"))), format!("{plain} to {plain}"));
        for bad in ["2024051", "2024-5-1", "202405é", "20241301", ""] {
            assert_eq!(iptc_moment(bad, None), None, "{bad}");
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
