//! Numbers as each language writes them.

/// With so many places, in English and French.
pub fn decimal(number: f64, places: usize) -> (String, String) {
    let en = format!("{number:.places$}");
    let fr = en.replace('.', ",");
    (en, fr)
}
