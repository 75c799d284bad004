use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// A date and time of day as somebody wrote it, with the zone only if they wrote that too.
/// Gregorian calendar; every field is in its range, so a moment can always be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Moment {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    /// Minutes that local time is ahead of UTC, −720 to +840.
    pub offset: Option<i16>,
}

impl Moment {
    /// `None` where a field is out of its range (second 60 is taken as 59).
    pub fn new(date: (u16, u8, u8), time: (u8, u8, u8), offset: Option<i16>) -> Option<Self> {
        let ((year, month, day), (hour, minute, second)) = (date, time);
        let offset_fits = offset.is_none_or(|m| (-720..=840).contains(&m));
        let fits = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        (fits && hour < 24 && minute < 60 && second <= 60 && offset_fits).then_some(Self {
            year,
            month,
            day,
            hour,
            minute,
            second: second.min(59),
            offset,
        })
    }

    pub fn year(&self) -> u16 {
        self.year
    }

    pub fn month(&self) -> u8 {
        self.month
    }

    pub fn day(&self) -> u8 {
        self.day
    }

    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// Seconds since 1970-01-01 00:00:00 on the clock that this was read from, whatever its zone.
    pub fn clock_seconds(&self) -> i64 {
        // Days from the civil date, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        days * 86_400 + i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }

    /// Seconds since 1970-01-01 00:00:00 UTC, where the zone is known.
    pub fn utc_seconds(&self) -> Option<i64> {
        Some(self.clock_seconds() - i64::from(self.offset?) * 60)
    }
}

/// Whoever wrote it down may not be one of us: what is no moment is refused here too.
impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Written {
            year: u16,
            month: u8,
            day: u8,
            hour: u8,
            minute: u8,
            second: u8,
            offset: Option<i16>,
        }
        let Written { year, month, day, hour, minute, second, offset } = Written::deserialize(from)?;
        Self::new((year, month, day), (hour, minute, second), offset).ok_or_else(|| D::Error::custom("no moment"))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second, offset } = self;
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")?;
        match offset {
            Some(0) => write!(f, " UTC"),
            Some(m) => write!(f, " {}{:02}:{:02}", if *m < 0 { '−' } else { '+' }, m.abs() / 60, m.abs() % 60),
            None => Ok(()),
        }
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn seconds_count_from_1970() {
        let at = |date, time, offset| Moment::new(date, time, offset).unwrap();
        assert_eq!(at((1970, 1, 1), (0, 0, 0), None).clock_seconds(), 0);
        assert_eq!(at((2024, 2, 29), (12, 0, 0), None).clock_seconds(), 1_709_208_000);
        assert_eq!(at((2024, 2, 29), (14, 0, 0), Some(120)).utc_seconds(), Some(1_709_208_000));
        assert_eq!(at((1969, 12, 31), (23, 59, 59), None).clock_seconds(), -1);
    }

    #[test]
    fn what_is_no_moment_is_not_read_as_one() {
        let moment = Moment::new((2024, 2, 29), (14, 0, 0), Some(-120)).unwrap();
        let written = serde_json::to_value(moment).unwrap();
        assert_eq!(serde_json::from_value::<Moment>(written.clone()).unwrap(), moment);
        for (field, value) in [("offset", i64::from(i16::MIN)), ("month", 0), ("day", 30), ("hour", 24), ("year", 0)] {
            let mut other = written.clone();
            other[field] = value.into();
            assert!(serde_json::from_value::<Moment>(other).is_err(), "{field}");
        }
    }

    #[test]
    fn an_impossible_date_is_no_moment() {
        assert_eq!(Moment::new((2023, 2, 29), (0, 0, 0), None), None);
        assert_eq!(Moment::new((0, 1, 1), (0, 0, 0), None), None);
        assert_eq!(Moment::new((2023, 1, 1), (24, 0, 0), None), None);
        assert_eq!(Moment::new((2023, 1, 1), (0, 0, 0), Some(900)), None);
    }
}
