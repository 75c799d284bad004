use whence_model::{Lang, ledger::visible_lines};

const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
];

/// The day of an RFC 3339 date as the language writes it; as it stands, made visible, where it is none.
pub fn day(date: &str, lang: Lang) -> String {
    read(date, lang).map_or_else(|| visible_lines(date), |(day, _)| day)
}

/// The day with hour and minute, UTC.
pub fn minute(date: &str, lang: Lang) -> String {
    let Some((day, time)) = read(date, lang) else { return visible_lines(date) };
    match (time, lang) {
        (None, _) => day,
        (Some(time), Lang::En) => format!("{day} at {time} UTC"),
        (Some(time), Lang::Fr) => format!("{day} à {time} UTC"),
    }
}

/// Day in words and `HH:MM`, of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SSZ`.
fn read(date: &str, lang: Lang) -> Option<(String, Option<&str>)> {
    let (ymd, time) = match date.split_at_checked(10)? {
        (ymd, "") => (ymd, None),
        (ymd, rest) => (ymd, Some(rest.strip_prefix('T')?.strip_suffix('Z')?)),
    };
    let number = |from: usize, to: usize| digits(ymd.get(from..to)?);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let dashes = ymd.as_bytes()[4] == b'-' && ymd.as_bytes()[7] == b'-';
    let month = MONTHS[usize::from(lang == Lang::Fr)].get(usize::from(month).checked_sub(1)?)?;
    if !dashes || !(1..=31).contains(&day) {
        return None;
    }
    let time = match time {
        None => None,
        Some(time) => {
            let fits = matches!(time.as_bytes(), [_, _, b':', _, _, b':', _, _]);
            let of_day = |at: usize, most: u16| digits(time.get(at..at + 2)?).filter(|n| *n <= most);
            (fits && of_day(0, 23).is_some() && of_day(3, 59).is_some() && of_day(6, 60).is_some()).then_some(())?;
            Some(&time[..5])
        }
    };
    let day = if lang == Lang::Fr && day == 1 { "1er".to_owned() } else { day.to_string() };
    Some((format!("{day} {month} {year}"), time))
}

fn digits(text: &str) -> Option<u16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_the_language_does() {
        assert_eq!(day("2026-11-26T12:30:05Z", Lang::En), "26 November 2026");
        assert_eq!(day("2026-08-01", Lang::Fr), "1er août 2026");
        assert_eq!(minute("2026-11-26T12:30:05Z", Lang::Fr), "26 novembre 2026 à 12:30 UTC");
        assert_eq!(minute("2026-11-26", Lang::En), "26 November 2026");
    }

    #[test]
    fn what_is_no_date_is_shown_as_it_stands() {
        for none in ["", "2026", "2026-13-01", "2026-00-01", "2026-01-32", "2026-1é-01", "+026-01-01"] {
            assert_eq!(day(none, Lang::En), none);
        }
        for none in ["2026-01-01Tx", "2026-01-01T25:00:00Z", "2026-01-01T10:00:00+01:00", "2026-01-01T1é:00:0Z"] {
            assert_eq!(minute(none, Lang::Fr), none);
        }
        assert_eq!(day("2026-01-01\u{202e}", Lang::En), "2026-01-01⟨U+202E⟩");
    }
}
