//! A span of time in words.

type Unit = (u64, &'static str, &'static str);

const UNITS: [Unit; 5] = [
    (31_557_600, "years", "ans"),
    (86_400, "days", "jours"),
    (3600, "hours", "heures"),
    (60, "minutes", "minutes"),
    (1, "seconds", "secondes"),
];

/// The span in English and French, to the nearest of the largest unit that fits at least twice; hours with their minutes, as
/// half an hour tells a zone.
pub fn in_words(seconds: i64) -> (String, String) {
    let seconds = seconds.unsigned_abs();
    let nearest = |length: u64| (seconds + length / 2) / length;
    let (length, ..) = unit(seconds);
    // Two seconds short of two hours are 120 minutes, and those are two hours.
    let (length, en, fr) = unit(nearest(length) * length);
    let count = nearest(length);
    let minutes = nearest(60);
    if length == 3600 && minutes % 60 != 0 {
        let (hours, minutes) = (minutes / 60, minutes % 60);
        return (format!("{hours} h {minutes} min"), format!("{hours} h {minutes} min"));
    }
    (format!("{count} {en}"), format!("{count} {fr}"))
}

/// The largest that fits at least twice.
fn unit(seconds: u64) -> Unit {
    let [.., smallest] = UNITS;
    UNITS.into_iter().find(|(length, ..)| seconds >= 2 * length).unwrap_or(smallest)
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn a_span_is_told_in_its_largest_unit() {
        assert_eq!(in_words(-30).0, "30 seconds");
        assert_eq!(in_words(5400).0, "90 minutes");
        assert_eq!(in_words(-86_400).1, "24 heures");
        assert_eq!(in_words(3 * 31_557_600).1, "3 ans");
        assert_eq!((in_words(0).0, in_words(-1).1), ("0 seconds".into(), "1 secondes".into()));
    }

    #[test]
    fn a_span_is_rounded_to_the_nearest() {
        assert_eq!(in_words(5 * 3600 - 2).0, "5 hours", "4 h 59 min 58 s");
        assert_eq!(in_words(-(5 * 3600 + 1799)).0, "5 h 30 min");
        assert_eq!(in_words(4 * 3600 + 29).1, "4 heures");
        assert_eq!(in_words(7198).0, "2 hours", "not 120 minutes");
        assert_eq!(in_words(2 * 86_400 - 3).1, "2 jours");
        assert_eq!(in_words(i64::MIN).0, "292271023045 years");
    }
}
