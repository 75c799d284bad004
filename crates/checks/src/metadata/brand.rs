//! Camera makers under one name each, and which of them build for which.

use super::editor::has_words;

/// The maker that a text names: `NIKON CORPORATION` is `nikon`.
pub fn brand(text: &str) -> Option<&'static str> {
    let text = text.chars().take(128).collect::<String>().to_lowercase();
    BRANDS.iter().find(|(words, _)| has_words(&text, words)).map(|(_, brand)| *brand)
}

/// Whether one may stand for the other: the same maker, a former name, or a camera that one builds for the other.
pub fn may_be_the_same(a: &str, b: &str) -> bool {
    a == b || PAIRS.iter().any(|pair| *pair == (a, b) || *pair == (b, a))
}

/// Whether this maker's cameras are phones, or mostly so: they set clock and zone from the network.
pub fn makes_phones(brand: &str) -> bool {
    const PHONES: &[&str] = &[
        "apple",
        "google",
        "samsung",
        "huawei",
        "xiaomi",
        "oppo",
        "vivo",
        "motorola",
        "nokia",
        "htc",
        "lg",
        "sony ericsson",
    ];
    PHONES.contains(&brand)
}

/// Words that name a maker, lower case. The longer name stands before the shorter one that it holds.
const BRANDS: &[(&str, &str)] = &[
    ("konica minolta", "minolta"),
    ("konica", "minolta"),
    ("minolta", "minolta"),
    ("sony ericsson", "sony ericsson"),
    ("sonyericsson", "sony ericsson"),
    ("sony", "sony"),
    ("canon", "canon"),
    ("nikon", "nikon"),
    ("fujifilm", "fujifilm"),
    ("fuji", "fujifilm"),
    ("olympus", "olympus"),
    ("om digital", "olympus"),
    ("om system", "olympus"),
    ("panasonic", "panasonic"),
    ("leica", "leica"),
    ("apple", "apple"),
    ("samsung", "samsung"),
    ("google", "google"),
    ("pentax", "pentax"),
    ("asahi", "pentax"),
    ("ricoh", "ricoh"),
    ("casio", "casio"),
    ("kodak", "kodak"),
    ("sigma", "sigma"),
    ("sanyo", "sanyo"),
    ("hasselblad", "hasselblad"),
    ("dji", "dji"),
    ("motorola", "motorola"),
    ("nokia", "nokia"),
    ("hmd global", "nokia"),
    ("htc", "htc"),
    ("huawei", "huawei"),
    ("honor", "huawei"),
    ("xiaomi", "xiaomi"),
    ("redmi", "xiaomi"),
    ("oppo", "oppo"),
    ("oneplus", "oppo"),
    ("realme", "oppo"),
    ("vivo", "vivo"),
    ("lg electronics", "lg"),
    ("lge", "lg"),
    ("general imaging", "ge"),
    ("ge", "ge"),
    ("hewlett-packard", "hp"),
    ("hp", "hp"),
    ("epson", "epson"),
    ("kyocera", "kyocera"),
    ("jvc", "jvc"),
    ("reconyx", "reconyx"),
    ("flir", "flir"),
    ("gopro", "gopro"),
    ("agfa", "agfa"),
    ("toshiba", "toshiba"),
    ("phase one", "phase one"),
];

const PAIRS: &[(&str, &str)] = &[
    ("hasselblad", "dji"),
    ("hasselblad", "sony"),
    ("hasselblad", "oppo"),
    ("leica", "panasonic"),
    ("leica", "fujifilm"),
    ("leica", "huawei"),
    ("leica", "xiaomi"),
    ("samsung", "pentax"),
    ("ge", "fujifilm"),
    ("ge", "samsung"),
    ("ricoh", "pentax"),
    ("pentax", "casio"),
    ("hp", "pentax"),
    ("minolta", "sony"),
    ("sony ericsson", "sony"),
    ("epson", "olympus"),
    ("agfa", "olympus"),
    ("agfa", "sanyo"),
    ("epson", "sanyo"),
    ("nikon", "sanyo"),
    ("olympus", "sanyo"),
    ("kodak", "sanyo"),
    ("kodak", "jvc"),
    ("kodak", "nikon"),
    ("kodak", "canon"),
    ("kodak", "ge"),
    ("toshiba", "sanyo"),
];

#[cfg(test)]
mod tests {
    use super::{brand, makes_phones, may_be_the_same};

    #[test]
    fn makers_have_many_spellings() {
        assert_eq!(brand("NIKON CORPORATION"), Some("nikon"));
        assert_eq!(brand("SonyEricsson"), Some("sony ericsson"));
        assert_eq!(brand("OLYMPUS IMAGING CORP.  "), Some("olympus"));
        assert_eq!(brand("Canonical"), None, "a name is a whole word");
        assert!(may_be_the_same("dji", "hasselblad"));
        assert!(!may_be_the_same("canon", "nikon"));
        assert!(makes_phones("google") && !makes_phones("sony"));
    }
}
