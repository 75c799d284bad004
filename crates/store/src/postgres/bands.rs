//! Near hashes by an index: of two that are 31 bits apart or less, one of sixteen bands differs by one bit or none.

use std::fmt::Write;

use crate::team::Bits256;

const BANDS: usize = 16;
/// A band's word and those that differ from it by one bit.
const WORDS: usize = 17;

/// For each band its word and the sixteen that differ by one bit, as the tables have them: 32768 less than the bits say.
pub fn words(hash: &Bits256) -> impl Iterator<Item = i16> + '_ {
    hash.chunks_exact(2).flat_map(|pair| {
        let word = u16::from_be_bytes([pair[0], pair[1]]);
        let near = (0..16).map(move |bit| word ^ (1 << bit));
        [word].into_iter().chain(near).map(|word| (word ^ 0x8000) as i16)
    })
}

/// That a row `h` shares a word with a hash: `words` names the [`words`] of all the hashes that are asked for, one after the
/// other, and `number` which of these hashes it is, from 1.
pub fn near(words: &str, number: &str) -> String {
    let mut near = String::new();
    for band in 0..BANDS {
        let first = format!("({number} - 1)::integer * {} + {}", BANDS * WORDS, band * WORDS);
        let or = if band == 0 { "" } else { " OR " };
        let _ = write!(near, "{or}h.b{band} = ANY (({words}::smallint[])[{first} + 1 : {first} + {WORDS}])");
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_band_is_asked_for_its_word_and_its_neighbours() {
        let mut hash = [0; 32];
        hash[0] = 0x80;
        hash[31] = 1;
        let words: Vec<i16> = words(&hash).collect();
        assert_eq!(words.len(), BANDS * WORDS);
        assert_eq!(words[..3], [0, 1, 2], "as PostgreSQL has 0x8000: 0");
        assert_eq!(words[WORDS], i16::MIN, "0x0000");
        assert_eq!(words[15 * WORDS..][..3], [i16::MIN + 1, i16::MIN, i16::MIN + 3]);
    }
}
