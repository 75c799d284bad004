//! Dates that camera apps and messengers put into the names of files.

use whence_model::Moment;

/// Whose clock a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Of the device, in its own zone, when it took the picture.
    Local,
    /// Of the device, in UTC.
    Utc,
    /// Of whoever received or saved a copy: later than the capture.
    Receipt,
}

/// A date in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameDate {
    /// The start of the day where no time is given; with offset 0 where the clock is UTC.
    pub moment: Moment,
    pub timed: bool,
    pub clock: Clock,
}

/// `IMG_20240501_100000.jpg`, `PXL_20240501_080000123.jpg`, `IMG-20240501-WA0001.jpg` and the like. Names that any
/// program or person may have chosen are left alone.
pub fn name_date(name: &str) -> Option<NameDate> {
    let named = BEGINNINGS.iter().find_map(|(start, clock)| {
        let begins = name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        begins.then(|| (name.get(start.len()..).unwrap_or_default(), *clock))
    });
    let (rest, clock) = named.or_else(|| samsung(name).then_some((name, Clock::Local)))?;
    let digits: String = rest
        .chars()
        .take(32)
        .take_while(|c| c.is_ascii_digit() || "-_ .".contains(*c))
        .filter(char::is_ascii_digit)
        .collect();
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u8>().ok();
    let day = (
        digits.get(..4)?.parse::<u16>().ok().filter(|year| (1995..2100).contains(year))?,
        number(4..6)?,
        number(6..8)?,
    );
    let offset = (clock == Clock::Utc).then_some(0);
    let time =
        number(8..10).zip(number(10..12)).zip(number(12..14)).map(|((hour, minute), second)| (hour, minute, second));
    let timed = time.and_then(|time| Moment::new(day, time, offset));
    let moment = timed.or_else(|| Moment::new(day, (0, 0, 0), offset))?;
    Some(NameDate { moment, timed: timed.is_some(), clock })
}

/// `20240501_100000.jpg`.
fn samsung(name: &str) -> bool {
    let Some(head) = name.get(..15) else { return false };
    let shaped = head.bytes().enumerate().all(|(at, b)| if at == 8 { b == b'_' } else { b.is_ascii_digit() });
    shaped && !name.get(15..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
}

const BEGINNINGS: &[(&str, Clock)] = &[
    ("IMG_", Clock::Local),
    ("MVIMG_", Clock::Local),
    ("PANO_", Clock::Local),
    ("BURST", Clock::Local),
    ("Screenshot_", Clock::Local),
    ("Screenshot ", Clock::Local),
    ("Screen Shot ", Clock::Local),
    ("PXL_", Clock::Utc),
    ("IMG-", Clock::Receipt),
    ("WhatsApp Image ", Clock::Receipt),
    ("photo_", Clock::Receipt),
    ("signal-", Clock::Receipt),
];

#[cfg(test)]
mod tests {
    use super::{Clock, name_date};

    #[test]
    fn apps_and_messengers_date_their_files() {
        let read = |name| name_date(name).map(|n| (n.moment.to_string(), n.timed, n.clock));
        let seen = |moment: &str, timed, clock| Some((moment.to_owned(), timed, clock));
        assert_eq!(read("IMG_20240501_100000.jpg"), seen("2024-05-01 10:00:00", true, Clock::Local));
        assert_eq!(read("20240501_100000(0).jpg"), seen("2024-05-01 10:00:00", true, Clock::Local));
        assert_eq!(read("PXL_20240501_080000123.MP.jpg"), seen("2024-05-01 08:00:00 UTC", true, Clock::Utc));
        assert_eq!(read("IMG-20240501-WA0001.jpg"), seen("2024-05-01 00:00:00", false, Clock::Receipt));
        assert_eq!(read("photo_2024-05-01_10-00-00.jpg"), seen("2024-05-01 10:00:00", true, Clock::Receipt));
        assert_eq!(read("Screenshot_2024-05-01-10-15-00-12.png"), seen("2024-05-01 10:15:00", true, Clock::Local));
        assert_eq!(read("Screenshot 2024-05-01 at 10.15.00.png"), seen("2024-05-01 00:00:00", false, Clock::Local));
    }

    #[test]
    fn counters_and_other_names_hold_no_date() {
        for name in [
            "IMG_1234.jpg",
            "IMG_12345678.jpg",
            "IMG_20241301_100000.jpg",
            "IMG_19000101_100000.jpg",
            "DSC_20240501.jpg",
            "20240501_10000.jpg",
            "20240501_1000001.jpg",
            "holiday 2024-05-01.jpg",
            "IMG_é",
            "",
        ] {
            assert_eq!(name_date(name), None, "{name}");
        }
    }
}
