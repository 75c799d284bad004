//! A span of time in words.

/// The span in English and French, in the largest unit that fits at least twice.
pub fn in_words(seconds: i64) -> (String, String) {
    let seconds = seconds.unsigned_abs();
    let units = [
        (31_557_600, "years", "ans"),
        (86_400, "days", "jours"),
        (3600, "hours", "heures"),
        (60, "minutes", "minutes"),
    ];
    match units.iter().find(|(length, ..)| seconds >= 2 * length) {
        Some((length, en, fr)) => (format!("{} {en}", seconds / length), format!("{} {fr}", seconds / length)),
        None => (format!("{seconds} seconds"), format!("{seconds} secondes")),
    }
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
    }
}
