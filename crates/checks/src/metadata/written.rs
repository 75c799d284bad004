//! Dates as XMP, IPTC, PNG texts and time stamps write them, with how much of them is written.

use whence_model::{Moment, Precision};

use super::written_date::xmp_moment;

/// A date and how precise it is; what is not written stands at its lowest.
pub struct Written {
    pub moment: Moment,
    pub precision: Precision,
}

impl Written {
    /// The first and last moment that it can mean: one and the same where it has a time of day, else its day. A year or a
    /// month alone is no day.
    pub fn span(&self) -> Option<(Moment, Moment)> {
        let Self { moment, precision } = self;
        match precision {
            Precision::Day => {
                let day = (moment.year(), moment.month(), moment.day());
                Some((*moment, Moment::new(day, (23, 59, 59), None)?))
            }
            Precision::None | Precision::Year | Precision::Month => None,
            Precision::Minute | Precision::Second | Precision::SubSecond => Some((*moment, *moment)),
        }
    }
}

/// ISO 8601 from the year alone to fractions of a second (XMP part 1, 8.2.1.2), and Exif's form with colons, which
/// software writes into XMP too.
pub fn written(text: &str) -> Option<Written> {
    let text = text.trim_matches(['\0', ' ']);
    let iso = with_hyphens(text)?;
    if let Some(moment) = xmp_moment(&iso) {
        let precision = match iso.get(16..17) {
            Some(":") if iso.get(19..20) == Some(".") => Precision::SubSecond,
            Some(":") => Precision::Second,
            _ => Precision::Minute,
        };
        return Some(Written { moment, precision });
    }
    let (full, precision) = match iso.len() {
        4 => (format!("{iso}-01-01"), Precision::Year),
        7 => (format!("{iso}-01"), Precision::Month),
        10 => (iso, Precision::Day),
        _ => return None,
    };
    let moment = xmp_moment(&format!("{full}T00:00"))?;
    Some(Written { moment, precision })
}

/// `CCYYMMDD`, and `HHMMSS±HHMM` where the time of day is written too (IIM 4.2, 2:55 and 2:60). Zeros stand for a month
/// or day that nobody knows; midnight is what programs write that know no time.
pub fn iptc(date: &str, time: Option<&str>) -> Option<Written> {
    let date = date.trim();
    let part = |text: &str, range| text.get(range).map(str::to_owned);
    let (year, month, day) = (part(date, 0..4)?, part(date, 4..6)?, part(date, 6..8)?);
    if date.len() != 8 {
        return None;
    }
    if month == "00" {
        return written(&year);
    }
    if day == "00" {
        return written(&format!("{year}-{month}"));
    }
    let day = format!("{year}-{month}-{day}");
    let with_time = time.map(str::trim).filter(|time| !time.starts_with("000000")).and_then(|time| {
        let (hour, minute, second) = (part(time, 0..2)?, part(time, 2..4)?, part(time, 4..6)?);
        let zone = match time.get(6..) {
            Some(zone) if zone.len() == 5 => format!("{}:{}", part(zone, 0..3)?, part(zone, 3..5)?),
            _ => String::new(),
        };
        written(&format!("{day}T{hour}:{minute}:{second}{zone}"))
    });
    with_time.or_else(|| written(&day))
}

/// `2024:05:01 10:00:00` as `2024-05-01T10:00:00`; other text as it is. Nothing where the text cannot be a date.
fn with_hyphens(text: &str) -> Option<String> {
    if text.len() < 4 || text.len() > 40 || !text.is_ascii() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for at in [4, 7] {
        if matches!(bytes.get(at), Some(b':' | b'/')) {
            bytes[at] = b'-';
        }
    }
    if bytes.get(10) == Some(&b' ') {
        bytes[10] = b'T';
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Written, iptc, written};

    fn told(read: Option<Written>) -> String {
        read.map_or("no date".into(), |w| format!("{} {:?}", w.moment, w.precision))
    }

    #[test]
    fn as_much_as_is_written() {
        let forms = [
            "2024",
            "2024-05",
            "2024-05-01",
            "2024-05-01T10:00",
            "2024-05-01T10:00:30+02:00",
            "2024-05-01T10:00:30.25Z",
            "2024:05:01 10:00:30",
            "2024/05/01 10:00:30",
        ];
        insta::assert_snapshot!(forms.map(|form| told(written(form))).join("\n"), @r"
        2024-01-01 00:00:00 Year
        2024-05-01 00:00:00 Month
        2024-05-01 00:00:00 Day
        2024-05-01 10:00:00 Minute
        2024-05-01 10:00:30 +02:00 Second
        2024-05-01 10:00:30 UTC SubSecond
        2024-05-01 10:00:30 Second
        2024-05-01 10:00:30 Second
        ");
        for no_date in [
            "",
            "24",
            "2024-13",
            "yesterday",
            "2024-05-01T25:00",
            "2024-05-0é",
            "2024:05:01 10:00:30 and more text than a date has",
        ] {
            assert_eq!(told(written(no_date)), "no date", "{no_date}");
        }
    }

    #[test]
    fn iptc_writes_day_and_time_apart() {
        let forms = [
            ("20240501", Some("100030+0200")),
            ("20240501", Some("100030")),
            ("20240501", None),
            ("20240501", Some("000000+0000")),
            ("20240500", None),
            ("20240000", Some("100030+0200")),
            ("20240501", Some("noon")),
            ("2024-05-01", None),
            ("202405é", None),
        ];
        insta::assert_snapshot!(forms.map(|(date, time)| told(iptc(date, time))).join("\n"), @r"
        2024-05-01 10:00:30 +02:00 Second
        2024-05-01 10:00:30 Second
        2024-05-01 00:00:00 Day
        2024-05-01 00:00:00 Day
        2024-05-01 00:00:00 Month
        2024-01-01 00:00:00 Year
        2024-05-01 00:00:00 Day
        no date
        no date
        ");
    }

    #[test]
    fn a_date_without_a_time_means_its_day() {
        let span = |text| written(text).and_then(|w| w.span()).map(|(a, b)| format!("{a} to {b}")).unwrap_or_default();
        assert_eq!(span("2024-05-01"), "2024-05-01 00:00:00 to 2024-05-01 23:59:59");
        assert_eq!(span("2024-05-01T10:00Z"), "2024-05-01 10:00:00 UTC to 2024-05-01 10:00:00 UTC");
        assert_eq!(span("2024-05"), "");
    }
}
