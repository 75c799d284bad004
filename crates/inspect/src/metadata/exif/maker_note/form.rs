//! How each maker's notes are laid out: how they begin, where their directory stands, what its offsets count from.
//!
//! Described by the makers' users: exiv2's manual ("Makernote formats and specifications"), and the notes themselves.

use super::tags::{self, Tag};

#[derive(Debug)]
pub struct Form {
    pub begins: Begins,
    pub layout: Layout,
    pub tags: &'static [Tag],
}

/// What tells that a note has this form.
#[derive(Debug)]
pub enum Begins {
    With(&'static [u8]),
    /// With the directory itself: nothing but the field Make, which begins so, tells whose it is.
    WithoutHeader(&'static str),
}

/// Places are counted from the note's first byte.
#[derive(Clone, Copy, Debug)]
pub enum Layout {
    /// The directory stands here; offsets count from the block's start.
    Block { directory: usize },
    /// The directory stands here; offsets count from the note's start.
    Note { directory: usize },
    /// The same, and `II` or `MM` for the byte order stands at `mark`.
    Marked { mark: usize, directory: usize },
    /// A TIFF header stands here, and offsets count from it.
    Tiff(usize),
    /// Least significant byte first; where the directory stands is written behind the header; offsets count from the
    /// note's start.
    Fujifilm,
}

/// The form of a note; `None` where nothing of it is read.
pub fn of(note: &[u8], make: &str) -> Option<&'static Form> {
    let known_header = super::maker(note).is_some();
    FORMS.iter().find(|form| match form.begins {
        Begins::With(header) => note.starts_with(header),
        Begins::WithoutHeader(maker) => {
            let named = make.get(..maker.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(maker));
            named && !known_header
        }
    })
}

const fn with(header: &'static [u8], layout: Layout, tags: &'static [Tag]) -> Form {
    Form { begins: Begins::With(header), layout, tags }
}

const fn without_header(make: &'static str, tags: &'static [Tag]) -> Form {
    Form { begins: Begins::WithoutHeader(make), layout: Layout::Block { directory: 0 }, tags }
}

/// The first that fits counts.
#[rustfmt::skip]
static FORMS: &[Form] = &[
    with(b"Apple iOS\0", Layout::Marked { mark: 12, directory: 14 }, tags::APPLE),
    with(b"Nikon\0\x02", Layout::Tiff(10), tags::NIKON),
    with(b"SONY DSC ", Layout::Block { directory: 12 }, tags::SONY),
    with(b"SONY CAM ", Layout::Block { directory: 12 }, tags::SONY),
    with(b"SONY MOBILE", Layout::Block { directory: 12 }, tags::SONY),
    with(b"FUJIFILM", Layout::Fujifilm, tags::FUJIFILM),
    with(b"OLYMPUS\0", Layout::Marked { mark: 8, directory: 12 }, tags::OLYMPUS),
    with(b"OM SYSTEM\0", Layout::Marked { mark: 12, directory: 16 }, tags::OLYMPUS),
    with(b"OLYMP\0", Layout::Block { directory: 8 }, tags::OLYMPUS),
    with(b"Panasonic\0", Layout::Block { directory: 12 }, tags::PANASONIC),
    with(b"AOC\0", Layout::Block { directory: 6 }, tags::PENTAX),
    with(b"PENTAX \0", Layout::Marked { mark: 8, directory: 10 }, tags::PENTAX),
    with(b"RICOH\0II", Layout::Marked { mark: 6, directory: 8 }, tags::PENTAX),
    with(b"RICOH\0MM", Layout::Marked { mark: 6, directory: 8 }, tags::PENTAX),
    with(b"RICOH\0", Layout::Block { directory: 8 }, tags::RICOH),
    with(b"Ricoh", Layout::Block { directory: 8 }, tags::RICOH),
    with(b"SIGMA\0", Layout::Block { directory: 10 }, tags::SIGMA),
    with(b"FOVEON\0", Layout::Block { directory: 10 }, tags::SIGMA),
    with(b"MOT\0", Layout::Note { directory: 8 }, tags::MOTOROLA),
    without_header("Canon", tags::CANON),
    without_header("NIKON", tags::NIKON),
    without_header("SONY", tags::SONY),
    without_header("DJI", tags::DJI),
    without_header("Hasselblad", tags::DJI),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn is_read_as(note: &[u8], make: &str, tags: &[Tag]) {
        let numbers = |tags: &[Tag]| tags.iter().map(|tag| tag.number).collect::<Vec<_>>();
        assert_eq!(of(note, make).map(|form| numbers(form.tags)), Some(numbers(tags)), "{}", note.escape_ascii());
    }

    #[test]
    fn the_header_tells_before_the_make() {
        is_read_as(b"Apple iOS\0\0\x01MM", "Canon", tags::APPLE);
        is_read_as(b"RICOH\0MM", "RICOH", tags::PENTAX);
        is_read_as(b"RICOH\0\0\0", "RICOH", tags::RICOH);
        is_read_as(b"\x1a\0\x01\0", "CANON INC.", tags::CANON);
    }

    #[test]
    fn what_is_not_known_is_not_read() {
        // Nikon's first form numbers its tags otherwise, and holds no serial number.
        assert!(of(b"Nikon\0\x01\0\x0b\0", "NIKON").is_none());
        assert!(of(b"\x1a\0\x01\0", "Google").is_none());
        assert!(of(b"\x1a\0\x01\0", "").is_none());
        assert!(of(b"", "Can").is_none());
    }
}
