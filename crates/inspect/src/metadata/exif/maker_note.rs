//! The maker note: its first bytes, and whose they are known to be. Its contents are every maker's own secret.

use whence_model::{Place, facts::metadata::MakerNote};

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

pub fn read(bytes: &[u8], place: Place) -> MakerNote {
    let maker = HEADERS.iter().find(|(header, _)| bytes.starts_with(header)).map(|&(_, maker)| maker.to_owned());
    let printable = bytes.iter().take(16).take_while(|b| b.is_ascii_graphic() || **b == b' ');
    let header: String = printable.map(|&b| char::from(b)).collect();
    let header = header.trim_end();
    let header = (header.len() >= SHORTEST_HEADER).then(|| header.into());
    MakerNote { place, header, maker, fields: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_header_names_its_maker() {
        let note = read(b"Apple iOS\0\0\x01MM", Place::default());
        assert_eq!(note.maker.as_deref(), Some("Apple"));
        assert_eq!(note.header, Some("Apple iOS".into()));
        assert_eq!(read(b"AOC\0II", Place::default()).maker.as_deref(), Some("PENTAX"));
    }

    #[test]
    fn bytes_without_a_header_name_nobody() {
        // Canon's note begins with the count of its entries.
        let note = read(b"\x27\0\x01\0\x03\0", Place::default());
        assert_eq!((note.maker, note.header), (None, None));
        let note = read(b"Nikonian", Place::default());
        assert_eq!((note.maker, note.header), (None, Some("Nikonian".into())));
        assert_eq!(read(b"", Place::default()).header, None);
    }
}
