//! IPTC-IIM 4.2 (IPTC, 2014) in Photoshop image resource 0x0404 (Adobe Photoshop File Formats Specification), or in
//! a block of its own (TIFF tag 33723).

use whence_model::{
    Defect, Reading,
    facts::metadata::{Dataset, Iptc},
};

use super::text::{head, utf8_or_latin1};
use crate::{
    container::{Block, BlockKind, image_resources},
    limits::{MAX_TEXTS, MAX_VALUE_BYTES},
};

/// Names of the common datasets of the application record.
#[rustfmt::skip]
const NAMES: &[(u8, &str)] = &[
    (0, "RecordVersion"),
    (5, "ObjectName"),
    (25, "Keywords"),
    (40, "SpecialInstructions"),
    (55, "DateCreated"),
    (60, "TimeCreated"),
    (62, "DigitalCreationDate"),
    (63, "DigitalCreationTime"),
    (65, "OriginatingProgram"),
    (70, "ProgramVersion"),
    (80, "By-line"),
    (85, "By-lineTitle"),
    (90, "City"),
    (95, "Province-State"),
    (101, "Country-PrimaryLocationName"),
    (103, "OriginalTransmissionReference"),
    (105, "Headline"),
    (110, "Credit"),
    (115, "Source"),
    (116, "CopyrightNotice"),
    (120, "Caption-Abstract"),
    (122, "Writer-Editor"),
];

pub fn read(blocks: &[Block]) -> Reading<Iptc> {
    let mut found: Option<Iptc> = None;
    let mut unreadable = None;
    for block in blocks {
        let runs = match block.kind {
            BlockKind::Photoshop => {
                image_resources::all(&block.data).filter(|r| r.id == image_resources::IPTC).map(|r| r.data).collect()
            }
            BlockKind::Iptc => vec![&block.data[..]],
            _ => continue,
        };
        for run in runs.into_iter().filter(|run| run.iter().any(|&b| b != 0)) {
            let read = datasets(run);
            if read.is_empty() {
                let what = "no IPTC-IIM dataset where the resource says so".to_owned();
                unreadable.get_or_insert(Defect { place: block.place.clone(), what });
                continue;
            }
            let iptc = found.get_or_insert_with(|| Iptc { place: block.place.clone(), datasets: Vec::new() });
            iptc.datasets.extend(read);
            iptc.datasets.truncate(MAX_TEXTS);
        }
    }
    match (found, unreadable) {
        (Some(iptc), _) => Reading::Read(iptc),
        (None, Some(defect)) => Reading::Unreadable(defect),
        (None, None) => Reading::Absent,
    }
}

fn datasets(data: &[u8]) -> Vec<Dataset> {
    // Dataset 1:90, "ESC % G": all that follows is UTF-8. Without it most software writes UTF-8 nonetheless.
    let mut utf8 = false;
    let mut rest = data;
    let read = std::iter::from_fn(|| {
        let (&[marker, record, dataset], after) = rest.split_first_chunk()?;
        let (length, after) = length(after).filter(|_| marker == 0x1c)?;
        let value;
        (value, rest) = after.split_at_checked(length)?;
        if (record, dataset) == (1, 90) {
            utf8 = value == b"\x1b%G";
        }
        let value = head(value, MAX_VALUE_BYTES);
        let value = match value {
            [high, low] if dataset == 0 => u16::from_be_bytes([*high, *low]).to_string(),
            _ if utf8 => String::from_utf8_lossy(value).into_owned(),
            _ => utf8_or_latin1(value),
        };
        let name = NAMES.iter().find(|(number, _)| record == 2 && *number == dataset);
        let name = name.map(|(_, name)| (*name).to_owned());
        Some(Dataset { record, dataset, name, value: value.trim_matches(['\0', ' ']).into() })
    });
    read.take(MAX_TEXTS).collect()
}

/// The length of a dataset's value, and what follows it. Above 32,767 bytes it is itself written as a number of
/// so many bytes (IIM 4.2, 1.5).
fn length(after: &[u8]) -> Option<(usize, &[u8])> {
    let (short, after) = after.split_first_chunk::<2>()?;
    let short = usize::from(u16::from_be_bytes(*short));
    if short < 0x8000 {
        return Some((short, after));
    }
    let (digits, after) = after.split_at_checked(short & 0x7fff).filter(|(digits, _)| digits.len() <= 4)?;
    Some((digits.iter().fold(0, |n, &b| n << 8 | usize::from(b)), after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::image_resources::resource;
    use whence_model::Place;

    fn dataset(record: u8, number: u8, value: &[u8]) -> Vec<u8> {
        [&[0x1c, record, number], &(value.len() as u16).to_be_bytes()[..], value].concat()
    }

    fn reading(kind: BlockKind, data: Vec<u8>) -> Reading<Iptc> {
        let place = Place::path("JPEG › APP13");
        read(&[Block { kind, data: data.into(), place, after_pixels: false }])
    }

    #[test]
    fn datasets_are_found_behind_other_resources() {
        let iim = [dataset(2, 0, &[0, 4]), dataset(2, 110, "Agence é".as_bytes()), dataset(2, 221, b"x")].concat();
        let data = [resource(0x03ed, "odd", &[1, 2, 3]), resource(image_resources::IPTC, "", &iim)].concat();
        let reading = reading(BlockKind::Photoshop, data);
        let iptc = reading.read().unwrap();
        let said: Vec<_> = iptc.datasets.iter().map(|d| (d.name.as_deref(), d.value.raw())).collect();
        assert_eq!(said, [(Some("RecordVersion"), "4"), (Some("Credit"), "Agence é"), (None, "x")]);
        assert_eq!(iptc.value(110).map(|v| v.raw()), Some("Agence é"));
    }

    #[test]
    fn text_is_latin1_where_it_is_no_utf8_and_none_says_so() {
        let latin = reading(BlockKind::Iptc, dataset(2, 5, b"caf\xe9 noir"));
        assert_eq!(latin.read().and_then(|i| i.value(5)).map(|v| v.raw()), Some("café noir"));
        let marked = reading(BlockKind::Iptc, [dataset(1, 90, b"\x1b%G"), dataset(2, 5, b"caf\xe9 noir")].concat());
        assert_eq!(marked.read().and_then(|i| i.value(5)).map(|v| v.raw()), Some("caf\u{fffd} noir"));
    }

    #[test]
    fn extended_lengths_are_read() {
        let value = vec![b'a'; 40_000];
        let data = [&[0x1c, 2, 120, 0x80, 4][..], &40_000_u32.to_be_bytes(), &value, &dataset(2, 5, b"t")].concat();
        let reading = reading(BlockKind::Iptc, data);
        let iptc = reading.read().unwrap();
        assert_eq!((iptc.value(120).unwrap().raw().len(), iptc.value(5).unwrap().raw()), (40_000, "t"));
    }

    #[test]
    fn damage_ends_the_list_and_number_is_bounded() {
        let cut = reading(BlockKind::Iptc, [dataset(2, 5, b"t"), vec![0x1c, 2, 80, 0xff]].concat());
        assert_eq!(cut.read().map(|i| i.datasets.len()), Some(1));
        let many = reading(BlockKind::Iptc, dataset(2, 25, b"k").repeat(3000));
        assert_eq!(many.read().map(|i| i.datasets.len()), Some(MAX_TEXTS));
        assert!(matches!(reading(BlockKind::Iptc, b"junk".to_vec()), Reading::Unreadable(_)));
        assert_eq!(reading(BlockKind::Photoshop, resource(0x0425, "", &[7; 16])), Reading::Absent);
        assert_eq!(reading(BlockKind::Photoshop, resource(image_resources::IPTC, "", &[])), Reading::Absent);
    }
}
