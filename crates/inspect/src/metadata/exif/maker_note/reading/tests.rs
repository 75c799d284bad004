use whence_model::{
    Moment, Place, Reading,
    facts::metadata::{Exif, Ifd, MakerNote, Value},
};

use crate::{
    container::{Block, BlockKind},
    limits::MAX_MAKER_DEFECTS,
    metadata::exif::{
        read,
        tiff::{Written, ascii, block, bytes, ifd, long, longs, pointer, rationals, short},
    },
};

/// A block with this maker's note in it, and where the note stands. `note` is given that place.
fn written(big_endian: bool, make: &str, note: &dyn Fn(usize) -> Vec<u8>) -> (Vec<u8>, usize) {
    let exif = |note: &[u8]| pointer(0x8769, &[ascii(0x9003, "2024:05:06 07:08:09"), bytes(0x927c, 7, note)]);
    let write = |note: &[u8]| block(big_endian, &[ascii(0x10f, make), exif(note)], &[]);
    let start = write(&note(0)).len() - note(0).len();
    (write(&note(start)), start)
}

fn exif(data: &[u8]) -> Exif {
    match reading(data) {
        Reading::Read(exif) => exif,
        other => panic!("{other:?}"),
    }
}

fn reading(data: &[u8]) -> Reading<Exif> {
    let place = Place::bytes("JPEG › APP1 Exif", 1000, data.len() as u64);
    read(&[Block { kind: BlockKind::Exif, data: data.into(), place, after_pixels: false }])
}

/// A note that begins so, and whose offsets count from its start.
fn counted_from_note(begin: &[u8], big_endian: bool, entries: &[Written]) -> Vec<u8> {
    let mut note = begin.to_vec();
    ifd(&mut note, big_endian, entries);
    note
}

/// A note that begins so, and whose offsets count from the start of the block.
fn counted_from_block(begin: &[u8], big_endian: bool, entries: &[Written], start: usize) -> Vec<u8> {
    let mut block = vec![0; start];
    block.extend(begin);
    ifd(&mut block, big_endian, entries);
    block.split_off(start)
}

fn said(note: &MakerNote) -> Vec<String> {
    note.fields.iter().map(|f| format!("{} = {}", f.name, f.shown)).collect()
}

/// What a note says that needs no place in its block.
fn said_by(make: &str, note: &[u8]) -> Vec<String> {
    let exif = exif(&written(true, make, &|_| note.to_vec()).0);
    assert_eq!(exif.defects, []);
    said(&exif.maker_note.unwrap())
}

fn canon(big_endian: bool) -> impl Fn(usize) -> Vec<u8> {
    move |start| {
        let zone = longs(0x35, &[16, -210_i32 as u32, 5, 60]);
        let entries = [
            ascii(6, "Canon EOS R5"),
            ascii(7, "Firmware Version 1.8.1"),
            long(8, 1_181_861),
            ascii(9, "\0\0\0\0\0\0"),
            long(0xc, 560_018_150),
            zone.of_type(9),
        ];
        counted_from_block(b"", big_endian, &entries, start)
    }
}

const CANON: [&str; 6] = [
    "ImageType = Canon EOS R5",
    "FirmwareVersion = Firmware Version 1.8.1",
    "FileNumber = 1181861",
    "SerialNumber = 560018150",
    "TimeZone = -210",
    "DaylightSavings = 60",
];

#[test]
fn a_note_without_header_is_read_where_make_tells_whose_it_is() {
    let (data, start) = written(false, "Canon", &canon(false));
    let whole = exif(&data);
    assert_eq!(whole.defects, []);
    let note = whole.maker_note.unwrap();
    assert_eq!((note.maker.as_deref(), said(&note)), (None, CANON.map(str::to_owned).to_vec()));
    let image = note.field("ImageType").unwrap();
    assert_eq!((image.ifd, image.tag), (Ifd::MakerNote, 6));
    // Six entries of 12 stand before it, a count and a link.
    assert_eq!(
        image.place,
        Place::bytes("JPEG › APP1 Exif › MakerNote › ImageType", 1000 + start as u64 + 2 + 72 + 4, 13)
    );
    let zone = note.field("TimeZone").unwrap();
    assert_eq!((&zone.value, zone.place.length), (&Value::Numbers(vec![-210.0]), Some(4)));
    let at = zone.place.offset.unwrap() as usize - 1000;
    assert_eq!(data[at..at + 4], (-210_i32).to_le_bytes());
    let other = exif(&written(false, "Nobody", &canon(false)).0);
    assert_eq!((other.maker_note.unwrap().fields, other.defects), (vec![], vec![]));
}

#[test]
fn a_note_keeps_its_byte_order_in_a_block_that_was_written_anew() {
    let exif = exif(&written(true, "Canon", &canon(false)).0);
    assert_eq!(said(&exif.maker_note.unwrap()), CANON);
}

#[test]
fn each_layout_is_read() {
    let apple = [
        long(1, 14).of_type(9),
        ascii(0xb, "C0FFEE00-0000-0000-0000-000000000000"),
        rationals(0x21, &[(3, 2)]).of_type(10),
    ];
    assert_eq!(
        said_by("Apple", &counted_from_note(b"Apple iOS\0\0\x01MM", true, &apple)),
        ["MakerNoteVersion = 14", "BurstUUID = C0FFEE00-0000-0000-0000-000000000000", "HDRHeadroom = 1.5"]
    );
    // Minutes in the note's own byte order, daylight saving time, and how dates are written.
    let nikon = [
        bytes(1, 7, b"\0\x01\0\0"),
        ascii(0x1d, "6001234"),
        bytes(0x24, 7, &[0x4a, 1, 1, 0]),
        ascii(0xa0, "NO= 2"),
        long(0xa7, 526),
    ];
    let nikon = [&b"Nikon\0\x02\x11\0\0"[..], &block(false, &nikon, &[])].concat();
    assert_eq!(
        said_by("NIKON CORPORATION", &nikon),
        ["SerialNumber = 6001234", "TimeZone = 330", "DaylightSavings = 60", "ShutterCount = 526"]
    );
    let fuji = counted_from_note(b"FUJIFILM\x0c\0\0\0", false, &[ascii(0x10, "FF02B0123456 ")]);
    assert_eq!(said_by("FUJIFILM", &fuji), ["InternalSerialNumber = FF02B0123456"]);
    let motorola = counted_from_note(b"MOT\0\x01\x01\x01\x01", true, &[ascii(0x5501, "NX0A3S0075")]);
    assert_eq!(said_by("motorola", &motorola), ["SerialNumber = NX0A3S0075"]);
    let pentax = [bytes(6, 7, &[0x07, 0xe8, 5, 6]), bytes(7, 7, &[7, 8, 9]), long(0x229, 4_001_002)];
    let pentax = exif(&written(true, "PENTAX", &|_| counted_from_note(b"PENTAX \0II", false, &pentax)).0);
    let note = pentax.maker_note.unwrap();
    assert_eq!(said(&note), ["Date = 2024:05:06", "Time = 07:08:09", "SerialNumber = 4001002"]);
    assert_eq!(note.field("Date").unwrap().moment, Moment::new((2024, 5, 6), (7, 8, 9), None));
    assert_eq!(note.field("Time").unwrap().moment, None);
}

#[test]
fn offsets_of_sony_and_panasonic_count_from_the_block() {
    for (make, begin, entries, expected) in [
        ("SONY", &b"SONY DSC \0\0\0"[..], vec![ascii(1, "some text"), short(0xb001, 386)], "SonyModelID = 386"),
        ("Panasonic", b"Panasonic\0\0\0", vec![ascii(0x51, "LUMIX G 20/F1.7")], "LensType = LUMIX G 20/F1.7"),
    ] {
        let note = |start| counted_from_block(begin, false, &entries, start);
        let exif = exif(&written(false, make, &note).0);
        assert_eq!((said(&exif.maker_note.unwrap()), exif.defects), (vec![expected.to_owned()], vec![]), "{make}");
    }
}

#[test]
fn olympus_keeps_its_serial_number_in_a_directory_below() {
    let equipment = [ascii(0x101, "BHP242330"), ascii(0x203, "OLYMPUS M.25mm F1.8")];
    let pointed = counted_from_note(b"OLYMPUS\0II\x03\0", false, &[pointer(0x2010, &equipment)]);
    let expected = ["SerialNumber = BHP242330", "LensModel = OLYMPUS M.25mm F1.8"];
    assert_eq!(said_by("OLYMPUS CORPORATION", &pointed), expected);
    // Older cameras write the directory as the value.
    let older = |start: usize| {
        let directory = counted_from_block(b"", false, &equipment, start + 8 + 2 + 12 + 4);
        counted_from_block(b"OLYMP\0\x02\0", false, &[bytes(0x2010, 7, &directory)], start)
    };
    let exif = exif(&written(false, "OLYMPUS", &older).0);
    assert_eq!((said(&exif.maker_note.unwrap()), exif.defects), (expected.map(str::to_owned).to_vec(), vec![]));
}

#[test]
fn values_that_were_left_behind_are_defects_and_the_rest_is_read() {
    let moved = |from: &dyn Fn(usize) -> usize| {
        let (data, _) = written(false, "Canon", &|start| canon(false)(from(start)));
        let exif = exif(&data);
        let whats: Vec<_> = exif.defects.iter().map(|d| d.what.clone()).collect();
        (said(&exif.maker_note.unwrap()), whats, exif.defects)
    };
    let (fields, whats, defects) = moved(&|start| start + 60_000);
    assert_eq!(fields, ["FileNumber = 1181861", "SerialNumber = 560018150"]);
    assert_eq!(whats.len(), MAX_MAKER_DEFECTS);
    assert_eq!(whats[0], "MakerNote: the value of entry 0x0006 lies outside of the block");
    assert!(defects[0].place.offset.is_some());
    // Less far: into the directory, where a serial number would be made of anything.
    let (fields, whats, _) = moved(&|start| start.saturating_sub(40));
    assert!(!fields.iter().any(|f| f.starts_with("ImageType") || f.starts_with("FirmwareVersion")), "{fields:?}");
    assert_eq!(whats[0], "MakerNote: the value of entry 0x0006 lies in the directory itself");
    let before = |_| counted_from_block(b"", false, &[ascii(6, "Canon EOS R5"), ascii(7, "Firmware")], 8);
    let before = exif(&written(false, "Canon", &before).0);
    assert_eq!(before.defects[0].what, "MakerNote: the value of entry 0x0006 lies outside of the note");
}

#[test]
fn bytes_that_are_no_text_are_not_told_as_text() {
    let note = counted_from_note(b"FUJIFILM\x0c\0\0\0", false, &[bytes(0x10, 2, b"\x05\x03FF02\x01")]);
    let exif = exif(&written(false, "FUJIFILM", &|_| note.clone()).0);
    assert_eq!(exif.maker_note.unwrap().fields, []);
    assert_eq!(exif.defects[0].what, "MakerNote: the value of entry 0x0010 is no text");
}

#[test]
fn a_header_without_a_directory_is_a_defect() {
    let exif = exif(&written(false, "Panasonic", &|_| b"Panasonic\0\0\0\xff\xff\xff\xff\xff".to_vec()).0);
    assert_eq!(exif.defects[0].what, "MakerNote: no directory where its header says");
}

#[test]
fn notes_cut_or_broken_anywhere_are_read_without_a_panic() {
    let nikon = [&b"Nikon\0\x02\x11\0\0"[..], &block(false, &[ascii(0x1d, "6001234"), long(0xa7, 526)], &[])].concat();
    let fuji = counted_from_note(b"FUJIFILM\x0c\0\0\0", false, &[ascii(0x10, "FF02B0123456 ")]);
    let equipment = [ascii(0x101, "BHP242330")];
    let olympus = counted_from_note(b"OLYMPUS\0II\x03\0", false, &[pointer(0x2010, &equipment)]);
    let canon = written(false, "Canon", &canon(false));
    let notes = [("NIKON", nikon), ("FUJIFILM", fuji), ("OLYMPUS", olympus)];
    let notes = notes.map(|(make, note)| written(false, make, &|_| note.clone()));
    for (whole, start) in notes.into_iter().chain([canon]) {
        for at in 0..whole.len() {
            reading(&whole[..at]);
        }
        for at in start..whole.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut broken = whole.clone();
                broken[at] = value;
                reading(&broken);
                broken[at..].fill(value);
                reading(&broken);
            }
        }
    }
}
