//! Whose maker notes are read, and how they begin.

/// The field Make, without which some notes tell nobody's name, and the header.
#[rustfmt::skip]
pub const MAKERS: &[(&str, &[u8])] = &[
    ("Apple", b"Apple iOS\0\0\x01MM"),
    ("NIKON CORPORATION", b"Nikon\0\x02\x10\0\0MM\0\x2a\0\0\0\x08"),
    ("SONY", b"SONY DSC \0\0\0"),
    ("SONY", b"SONY MOBILE\0"),
    ("FUJIFILM", b"FUJIFILM\x0c\0\0\0"),
    ("OLYMPUS", b"OLYMPUS\0II\x03\0"),
    ("OLYMPUS", b"OLYMP\0\x01\0"),
    ("OM Digital Solutions", b"OM SYSTEM\0\0\0II\x04\0"),
    ("Panasonic", b"Panasonic\0\0\0"),
    ("PENTAX", b"AOC\0MM"),
    ("PENTAX", b"PENTAX \0MM"),
    ("RICOH", b"RICOH\0II"),
    ("RICOH", b"Ricoh\0\0\0"),
    ("SIGMA", b"SIGMA\0\0\0\x01\0"),
    ("Motorola", b"MOT\0\0\0\0\0"),
    ("NIKON", b""),
    ("SONY", b""),
    ("Canon", b""),
    ("DJI", b""),
    ("Hasselblad", b""),
    ("samsung", b""),
];

/// What the target for maker notes reads as this note: the maker's number, then what stands behind the header.
pub fn input(big_endian: bool, make: &str, note: &[u8]) -> Option<Vec<u8>> {
    let fits = |(maker, header): &(&str, &[u8])| {
        note.starts_with(header) && make.to_ascii_lowercase().starts_with(&maker.to_ascii_lowercase())
    };
    let index = MAKERS.iter().position(fits)?;
    let first = index as u8 | if big_endian { 0x80 } else { 0 };
    Some([&[first], &note[MAKERS[index].1.len()..]].concat())
}
