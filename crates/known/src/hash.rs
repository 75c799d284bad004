use std::fmt;

/// 256 bits, as SHA-256 and PDQ both have. Shown as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash256([u64; 4]);

impl Hash256 {
    /// The first word has the first 16 hexadecimal digits.
    pub const fn new(words: [u64; 4]) -> Self {
        Self(words)
    }

    pub const fn words(&self) -> [u64; 4] {
        self.0
    }

    /// From 64 hexadecimal digits of either case; anything else is none.
    pub fn from_hex(hex: &str) -> Option<Self> {
        // `from_str_radix` alone would take a sign.
        if hex.len() != 64 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let mut words = [0; 4];
        for (word, at) in words.iter_mut().zip((0..64).step_by(16)) {
            *word = u64::from_str_radix(&hex[at..at + 16], 16).ok()?;
        }
        Some(Self(words))
    }

    /// How many bits differ, 0 to 256.
    pub fn distance(&self, other: &Self) -> u16 {
        bits_apart(&self.0, &other.0)
    }

    /// The distance, where it is `radius` or less.
    pub fn within(&self, other: &Self, radius: u16) -> Option<u16> {
        // Half of the bits tell unrelated hashes apart, and without the CPU's own count of bits counting is what takes time.
        let half = bits_apart(&self.0[..2], &other.0[..2]);
        if half > radius {
            return None;
        }
        Some(half + bits_apart(&self.0[2..], &other.0[2..])).filter(|distance| *distance <= radius)
    }
}

fn bits_apart(a: &[u64], b: &[u64]) -> u16 {
    a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones() as u16).sum()
}

impl fmt::Display for Hash256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|word| write!(f, "{word:016x}"))
    }
}

/// How a PDQ hash was made: the two ways in use differ by 8 bits in the median and by up to 36.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pipeline {
    /// From every pixel, as python-threatexchange and Hasher-Matcher-Actioner do.
    Full,
    /// From 512 × 512 picked pixels, as PDQ's own command line does.
    Nearest512,
    #[default]
    Unknown,
}

impl Pipeline {
    /// The word that lists write for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Nearest512 => "nearest512",
            Self::Unknown => "unknown",
        }
    }

    /// From the word that lists write, or `cli512`, which others write.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "cli512" => Some(Self::Nearest512),
            word => [Self::Full, Self::Nearest512, Self::Unknown].into_iter().find(|p| p.word() == word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hash256;

    #[test]
    fn only_64_hexadecimal_digits_are_a_hash() {
        let hex = "0f".repeat(32);
        assert_eq!(Hash256::from_hex(&hex), Hash256::from_hex(&hex.to_uppercase()));
        assert!(Hash256::from_hex(&hex).is_some());
        for other in ["", &hex[1..], &format!("{hex}0"), &format!("+{}", &hex[1..]), &"é".repeat(32)] {
            assert_eq!(Hash256::from_hex(other), None, "{other}");
        }
    }

    #[test]
    fn a_hash_is_shown_as_it_is_read() {
        let hex = format!("0123{}cdef", "00".repeat(28));
        assert_eq!(Hash256::from_hex(&hex).unwrap().to_string(), hex);
    }

    #[test]
    fn the_distance_is_the_number_of_different_bits() {
        let hash = |hex: &str| Hash256::from_hex(&hex.repeat(64 / hex.len())).unwrap();
        assert_eq!(hash("0").distance(&hash("0")), 0);
        assert_eq!(hash("0").distance(&hash("f")), 256);
        assert_eq!(hash("0").distance(&hash("1")), 64);
        let mut one = "0".repeat(64);
        one.replace_range(63.., "8");
        assert_eq!(hash("0").distance(&hash(&one)), 1);
        assert_eq!((hash("0").within(&hash("1"), 64), hash("0").within(&hash("1"), 63)), (Some(64), None));
    }
}
