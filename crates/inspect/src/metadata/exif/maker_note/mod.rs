//! The maker note: its first bytes, whose they are known to be, and the few fields that tell of device and time.
//!
//! What is not here: everything else that makers write into it, most of it their own secret, some of it encrypted.

mod directory;
mod form;
mod reading;
mod tags;

use whence_model::{Defect, facts::metadata::MakerNote};

use super::{Tiff, ifd::Entry};

/// How makers' notes begin, with the name as the makers write it in the field Make.
/// Canon, Google and most makers of Android phones write no header.
#[rustfmt::skip]
const HEADERS: &[(&[u8], &str)] = &[
    (b"AOC\0", "PENTAX"),
    (b"Apple iOS\0", "Apple"),
    (b"EPSON\0", "EPSON"),
    (b"FOVEON\0", "SIGMA"),
    (b"FUJIFILM", "FUJIFILM"),
    (b"KDK", "Kodak"),
    (b"LEICA\0", "LEICA"),
    (b"MOT\0", "Motorola"),
    (b"Nikon\0", "NIKON"),
    (b"OLYMP\0", "OLYMPUS"),
    (b"OLYMPUS\0", "OLYMPUS"),
    (b"OM SYSTEM\0", "OM Digital Solutions"),
    (b"PENTAX \0", "PENTAX"),
    (b"Panasonic\0", "Panasonic"),
    (b"QVC\0", "CASIO"),
    (b"RICOH\0", "RICOH"),
    (b"Ricoh", "RICOH"),
    (b"SANYO\0", "SANYO"),
    (b"SEMC MS\0", "Sony Ericsson"),
    (b"SIGMA\0", "SIGMA"),
    (b"SONY CAM ", "SONY"),
    (b"SONY DSC ", "SONY"),
    (b"SONY MOBILE", "SONY"),
    (b"STMN", "SAMSUNG"),
];

/// Fewer characters than this are rather chance than a header.
const SHORTEST_HEADER: usize = 3;

/// Reads the note that an entry of the block holds. `make` is the field Make: some makers' notes have no header, so
/// that nothing else tells how to read them.
pub fn read(tiff: &Tiff, entry: &Entry, make: &str) -> (MakerNote, Vec<Defect>) {
    let bytes = tiff.bytes.get(entry.value.clone()).unwrap_or_default();
    let place = tiff.place(&super::ifd_name(entry.ifd, entry.page), "MakerNote", &entry.value);
    let (fields, defects) = match form::of(bytes, make) {
        Some(form) => reading::read(tiff, &entry.value, form),
        None => Default::default(),
    };
    let (maker, header) = (maker(bytes), header(bytes));
    (MakerNote { place, header: header.map(Into::into), maker: maker.map(str::to_owned), fields }, defects)
}

fn maker(bytes: &[u8]) -> Option<&'static str> {
    HEADERS.iter().find(|(header, _)| bytes.starts_with(header)).map(|&(_, maker)| maker)
}

fn header(bytes: &[u8]) -> Option<String> {
    let printable = bytes.iter().take(16).take_while(|b| b.is_ascii_graphic() || **b == b' ');
    let header: String = printable.map(|&b| char::from(b)).collect();
    let header = header.trim_end();
    (header.len() >= SHORTEST_HEADER).then(|| header.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_header_names_its_maker() {
        assert_eq!(maker(b"Apple iOS\0\0\x01MM"), Some("Apple"));
        assert_eq!(header(b"Apple iOS\0\0\x01MM").as_deref(), Some("Apple iOS"));
        assert_eq!(maker(b"AOC\0II"), Some("PENTAX"));
    }

    #[test]
    fn bytes_without_a_header_name_nobody() {
        // Canon's note begins with the count of its entries.
        let canon = b"\x27\0\x01\0\x03\0";
        assert_eq!((maker(canon), header(canon)), (None, None));
        assert_eq!((maker(b"Nikonian"), header(b"Nikonian").as_deref()), (None, Some("Nikonian")));
        assert_eq!(header(b""), None);
    }
}
