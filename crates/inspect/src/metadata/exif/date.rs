//! Dates as Exif writes them (CIPA DC-008, 4.6.5 and 4.6.6).

use whence_model::Moment;

/// `YYYY:MM:DD HH:MM:SS`, also with `-` or `/` in the date, `T` before the time, and a zone behind it, as software
/// that is no camera writes it.
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim_matches(['\0', ' ']);
    let date = date(text)?;
    let time = text.get(10..)?.strip_prefix([' ', 'T'])?;
    let number = |range| two_digits(time.get(range)?);
    let separated = time.get(2..3)? == ":" && time.get(5..6)? == ":";
    let zone = time.get(8..).and_then(offset);
    separated.then(|| Moment::new(date, (number(0..2)?, number(3..5)?, number(6..8)?), zone)).flatten()
}

/// `YYYY:MM:DD`, as GPSDateStamp has it, with the separators that [`moment`] takes.
pub fn date(text: &str) -> Option<(u16, u8, u8)> {
    let separator = |at| text.as_bytes().get(at).is_some_and(|b| matches!(b, b':' | b'-' | b'/'));
    let year = text.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    (separator(4) && separator(7)).then_some((year, two_digits(text.get(5..7)?)?, two_digits(text.get(8..10)?)?))
}

/// `+HH:MM`, `-HH:MM` or `Z`, in minutes ahead of UTC.
pub fn offset(text: &str) -> Option<i16> {
    let text = text.trim_matches(['\0', ' ']);
    if text == "Z" {
        return Some(0);
    }
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = (two_digits(text.get(1..3)?)?, two_digits(text.get(4..6)?)?);
    let fits = text.len() == 6 && text.get(3..4)? == ":" && minutes < 60;
    let ahead = i16::from(hours).checked_mul(60)?.checked_add(minutes.into())?.checked_mul(sign)?;
    (fits && (-720..=840).contains(&ahead)).then_some(ahead)
}

fn two_digits(text: &str) -> Option<u8> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_however_it_is_separated() {
        let expected = Moment::new((2024, 2, 29), (13, 5, 59), None);
        assert!(expected.is_some());
        for text in ["2024:02:29 13:05:59", "2024-02-29 13:05:59\0", "2024/02/29T13:05:59", " 2024:02:29 13:05:59 "] {
            assert_eq!(moment(text), expected, "{text:?}");
        }
        assert_eq!(moment("2024-02-29T13:05:59+02:00").and_then(|m| m.offset), Some(120));
    }

    #[test]
    fn what_is_no_date_is_no_moment() {
        for text in [
            "",
            "0000:00:00 00:00:00",
            "    :  :     :  :  ",
            "2023:02:29 00:00:00",
            "2024:01:01",
            "é024:01:01 00:00:00",
            "2024:01:01 1é:00:00",
            "2024:+1:01 00:00:00",
            "20240101 000000",
        ] {
            assert_eq!(moment(text), None, "{text:?}");
        }
    }

    #[test]
    fn offsets_stay_in_the_zones_that_exist() {
        assert_eq!(offset("+05:45"), Some(345));
        assert_eq!(offset("-12:00\0"), Some(-720));
        assert_eq!(offset("Z"), Some(0));
        for text in ["+14:15", "-12:01", "05:45", "+5:45", "+05:60", "   :  ", "+é1:00", ""] {
            assert_eq!(offset(text), None, "{text:?}");
        }
    }
}
