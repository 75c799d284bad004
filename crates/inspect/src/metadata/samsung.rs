//! Samsung's trailer, which its phones append to a JPEG: named data, then a directory `SEFH … SEFT`.
//!
//! No specification is public. Described by its readers (N. Krawetz, hackerfactor.com; the package seft-parser) and by
//! those who write motion photos: each run of data is 2 zero bytes, its kind (u16), the length of its name (u32), the
//! name, and what it says; the directory is `SEFH`, a version (u32), a count (u32), and for each run of data 2 zero
//! bytes, its kind, how far before `SEFH` it begins (u32), and its length (u32); then the directory's length (u32) and
//! `SEFT`. All numbers have their least significant byte first.

use std::{borrow::Cow, ops::Range};

use whence_model::{
    Defect, Moment, Place, Reading, Untrusted,
    facts::metadata::{SamsungTrailer, TrailerEntry},
};

use crate::{
    container::{Block, BlockKind},
    limits::{MAX_EDIT_RECORD, MAX_TRAILER_ENTRIES, MAX_TRAILER_TEXT},
};

/// Bytes before the first entry of the directory, and bytes of one.
const HEADER: usize = 12;
const ENTRY: usize = 12;

/// What the editor of Samsung's gallery writes of its work, as JSON.
pub const EDIT_RECORD: &str = "PhotoEditor_Re_Edit_Data";

pub fn read(blocks: &[Block]) -> Reading<SamsungTrailer> {
    let Some(block) = blocks.iter().find(|b| b.kind == BlockKind::SamsungTrailer) else { return Reading::Absent };
    match trailer(block) {
        Some(trailer) => Reading::Read(trailer),
        None => {
            let what = "Samsung's trailer lists no data".to_owned();
            Reading::Unreadable(Defect { place: block.place.clone(), what })
        }
    }
}

fn trailer(block: &Block) -> Option<SamsungTrailer> {
    let bytes = &*block.data;
    let (directory, end) = directory(bytes)?;
    let (header, listed) = bytes.get(directory.clone())?.split_first_chunk::<HEADER>()?;
    let count = u32_at(header, 8)?.min(MAX_TRAILER_ENTRIES);
    // What the directory says wrongly costs the one entry.
    let run = |entry: &[u8; ENTRY]| {
        let start = directory.start.checked_sub(u32_at(entry, 4)?)?;
        let end = start.checked_add(u32_at(entry, 8)?)?;
        (end <= directory.start).then_some(start..end)
    };
    let runs: Vec<Range<usize>> = listed.as_chunks().0.iter().take(count).filter_map(run).collect();
    let entries: Vec<TrailerEntry> = runs.iter().filter_map(|run| entry(block, run)).collect();
    let start = runs.iter().map(|run| run.start).min()?;
    let trailer = SamsungTrailer { place: place(block, String::new(), start..end), entries, taken: None };
    let taken = trailer.entry("Image_UTC_Data").and_then(|entry| utc(entry.value.as_ref()?.raw()));
    Some(SamsungTrailer { taken, ..trailer })
}

/// Where the directory stands, and where the trailer ends. Some firmware pads behind it with zeros.
fn directory(bytes: &[u8]) -> Option<(Range<usize>, usize)> {
    let trailer = unpadded(bytes)?;
    let (before, length) = trailer.strip_suffix(b"SEFT")?.split_last_chunk::<4>()?;
    let start = before.len().checked_sub(u32_at(length, 0)?)?;
    before.get(start..)?.starts_with(b"SEFH").then_some((start..before.len(), trailer.len()))
}

/// One run of data; `None` where it has no name.
fn entry(block: &Block, run: &Range<usize>) -> Option<TrailerEntry> {
    let bytes = block.data.get(run.clone())?;
    let length = u32_at(bytes, 4)?;
    let (name, data) = bytes.get(8..)?.split_at_checked(length)?;
    let name = name.get(..name.len().min(MAX_TRAILER_TEXT)).filter(|name| !name.is_empty())?;
    let name: Untrusted = String::from_utf8_lossy(name).into_owned().into();
    let start = run.end.checked_sub(data.len())?;
    let place = place(block, format!(" › {}", name.short(64)), start..run.end);
    let most = if name.raw() == EDIT_RECORD { MAX_EDIT_RECORD } else { MAX_TRAILER_TEXT };
    Some(TrailerEntry { name, value: text(data, most), place })
}

/// Short data that can be printed, without the zeros that pad them.
fn text(data: &[u8], most: usize) -> Option<Untrusted> {
    let text = std::str::from_utf8(unpadded(data)?).ok().filter(|t| t.len() <= most)?;
    let breaks = |c: char| most > MAX_TRAILER_TEXT && c.is_ascii_whitespace();
    (!text.chars().any(|c| c.is_control() && !breaks(c))).then(|| text.into())
}

/// Without the zeros at the end; `None` where nothing is left.
fn unpadded(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(..=bytes.iter().rposition(|&b| b != 0)?)
}

/// Milliseconds since 1970-01-01 00:00:00 UTC, as decimal digits.
fn utc(digits: &str) -> Option<Moment> {
    let milliseconds: u64 = Some(digits).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let seconds = i64::try_from(milliseconds / 1000).ok()?;
    // The calendar is that of moments: the last year that had begun, its last month that had, and what is left of it.
    let begun = |year, month| {
        Moment::new((year, month, 1), (0, 0, 0), Some(0)).filter(|begin| begin.clock_seconds() <= seconds)
    };
    let year = (1970..=9999).take_while(|&year| begun(year, 1).is_some()).last()?;
    let begin = (1..=12).map_while(|month| begun(year, month)).last()?;
    let left = seconds.checked_sub(begin.clock_seconds())?;
    let day = u8::try_from(left / 86_400).ok()?.checked_add(1)?;
    let byte = |n: i64| n as u8;
    let time = (byte(left / 3600 % 24), byte(left / 60 % 60), byte(left % 60));
    Moment::new((year, begin.month(), day), time, Some(0))
}

fn place(block: &Block, step: String, at: Range<usize>) -> Place {
    let path = format!("{}{step}", block.place.path.raw());
    let start = block.place.offset.filter(|_| matches!(block.data, Cow::Borrowed(_)));
    let offset = start.and_then(|start| start.checked_add(at.start as u64));
    Place { path: path.into(), offset, length: Some(at.len() as u64) }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let number = u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs of data with their kinds, then the directory of them.
    fn written(runs: &[(u16, &str, &[u8])]) -> Vec<u8> {
        let (mut bytes, mut starts) = (Vec::new(), Vec::new());
        for (kind, name, data) in runs {
            starts.push(bytes.len());
            bytes.extend([[0, 0], kind.to_le_bytes()].concat());
            bytes.extend((name.len() as u32).to_le_bytes());
            bytes.extend([name.as_bytes(), data].concat());
        }
        let directory = bytes.len();
        bytes.extend([b"SEFH", &106_u32.to_le_bytes()[..], &(runs.len() as u32).to_le_bytes()].concat());
        for (n, (kind, ..)) in runs.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(directory);
            bytes.extend([[0, 0], kind.to_le_bytes()].concat());
            bytes.extend([directory - starts[n], end - starts[n]].iter().flat_map(|&n| (n as u32).to_le_bytes()));
        }
        let length = (bytes.len() - directory) as u32;
        bytes.extend([&length.to_le_bytes()[..], b"SEFT"].concat());
        bytes
    }

    fn block(data: &[u8]) -> Block<'_> {
        let place = Place::bytes("JPEG › Samsung trailer", 5000, data.len() as u64);
        Block { kind: BlockKind::SamsungTrailer, data: data.into(), place, after_pixels: true }
    }

    #[test]
    fn names_values_and_places_are_read_in_the_directorys_order() {
        let written = written(&[
            (0x0a01, "Image_UTC_Data", b"1700513181420"),
            (0x0aa1, "MCC_Data", b"310\0"),
            (0x0a30, "MotionPhoto_Data", &[0, 0, 0, 24, 1, 2]),
        ]);
        let bytes = [b"the second picture", &written[..], &[0; 5]].concat();
        let reading = read(&[block(&bytes)]);
        let trailer = reading.read().unwrap();
        let said: Vec<_> =
            trailer.entries.iter().map(|e| (e.name.raw(), e.value.as_ref().map(Untrusted::raw))).collect();
        assert_eq!(
            said,
            [("Image_UTC_Data", Some("1700513181420")), ("MCC_Data", Some("310")), ("MotionPhoto_Data", None)]
        );
        assert_eq!(trailer.taken, Moment::new((2023, 11, 20), (20, 46, 21), Some(0)));
        assert_eq!(trailer.place, Place::bytes("JPEG › Samsung trailer", 5018, written.len() as u64));
        let mcc = trailer.entry("MCC_Data").unwrap();
        assert_eq!(mcc.place, Place::bytes("JPEG › Samsung trailer › MCC_Data", 5018 + 35 + 16, 4));
        let start = (mcc.place.offset.unwrap() - 5000) as usize;
        assert_eq!(&bytes[start..start + 3], b"310");
    }

    #[test]
    fn the_time_is_counted_from_1970_in_the_gregorian_calendar() {
        let at = |milliseconds: i64| utc(&milliseconds.to_string());
        assert_eq!(at(0), Moment::new((1970, 1, 1), (0, 0, 0), Some(0)));
        assert_eq!(at(951_782_400_999), Moment::new((2000, 2, 29), (0, 0, 0), Some(0)));
        for day in 0..40_000 {
            let moment = at(day * 86_400_000 + 86_399_000).unwrap();
            assert_eq!(moment.utc_seconds(), Some(day * 86_400 + 86_399), "{moment}");
        }
        for text in ["", "-1", "+5", "1.5", "99999999999999999", "18446744073709551616"] {
            assert_eq!(utc(text), None, "{text}");
        }
    }

    #[test]
    fn long_or_unprintable_data_have_no_value() {
        let written = written(&[
            (1, "long", &[b'a'; MAX_TRAILER_TEXT + 1]),
            (2, "binary", b"\xff\xfe\x01"),
            (3, "escape", b"\x1b[31m"),
            (4, "empty", b""),
            (5, "short", "Été".as_bytes()),
        ]);
        let reading = read(&[block(&written)]);
        let values: Vec<_> = reading.read().unwrap().entries.iter().map(|e| e.value.as_ref()).collect();
        assert_eq!(values, [None, None, None, None, Some(&"Été".into())]);
    }

    #[test]
    fn the_record_of_an_edit_may_be_long() {
        let record = format!("{{\n\"genAIType\": 1, \"path\": \"{}\"}}", "a".repeat(3000));
        let long = "x".repeat(MAX_EDIT_RECORD + 1);
        let written = written(&[(0x0ba1, EDIT_RECORD, record.as_bytes()), (0x0ba1, EDIT_RECORD, long.as_bytes())]);
        let reading = read(&[block(&written)]);
        let values: Vec<_> =
            reading.read().unwrap().entries.iter().map(|e| e.value.as_ref().map(Untrusted::raw)).collect();
        assert_eq!(values, [Some(&*record), None]);
    }

    #[test]
    fn what_the_directory_says_wrongly_costs_one_entry() {
        let whole = written(&[(0x0a01, "Image_UTC_Data", b"1700513181420"), (0x0aa1, "MCC_Data", b"310")]);
        let directory = whole.len() - 8 - 2 * ENTRY - HEADER;
        let names = |bytes: &[u8]| match read(&[block(bytes)]) {
            Reading::Read(trailer) => trailer.entries.iter().map(|e| e.name.raw().to_owned()).collect(),
            _ => vec!["none".to_owned()],
        };
        let with = |at: usize, number: u32| {
            let mut bytes = whole.clone();
            bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
            names(&bytes)
        };
        assert_eq!(with(directory + HEADER + 4, u32::MAX), ["MCC_Data"], "it begins before the trailer");
        assert_eq!(with(directory + HEADER + 8, u32::MAX), ["MCC_Data"], "it ends behind the directory");
        assert_eq!(with(directory + HEADER + 8, 60), ["MCC_Data"], "it ends in the directory");
        assert_eq!(with(4, u32::MAX), ["MCC_Data"], "its name is longer than it is");
        assert_eq!(with(directory + 8, u32::MAX), ["Image_UTC_Data", "MCC_Data"], "the count is too large");
        assert_eq!(with(directory + 8, 0), ["none"]);
        assert_eq!(with(whole.len() - 8, u32::MAX), ["none"], "the directory would begin before the trailer");
        assert_eq!(read(&[]), Reading::Absent);
    }

    #[test]
    fn a_trailer_cut_or_broken_anywhere_is_read_without_a_panic() {
        let whole = written(&[(0x0a01, "Image_UTC_Data", b"1700513181420"), (0x0aa1, "MCC_Data", b"310")]);
        for at in 0..whole.len() {
            assert!(matches!(read(&[block(&whole[..at])]), Reading::Unreadable(_)), "cut at {at}");
            for value in [0, 1, 0x7f, 0xff] {
                let mut broken = whole.clone();
                broken[at] = value;
                read(&[block(&broken)]);
                read(&[block(&broken[at..])]);
            }
        }
    }

    #[test]
    fn entries_are_bounded() {
        let many = vec![(1, "name", &b"x"[..]); 500];
        let reading = read(&[block(&written(&many))]);
        assert_eq!(reading.read().map(|t| t.entries.len()), Some(MAX_TRAILER_ENTRIES));
    }
}
