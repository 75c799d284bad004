//! The header of an ICC profile (ICC.1:2022, 7.2), its description (9.2.41; ICC.1:2001-04, 6.5.17 for version 2) and its
//! copyright (9.2.22).

use whence_model::{Defect, Moment, Reading, Untrusted, facts::metadata::Icc};

use super::text::{cut, head, trimmed, utf8_or_latin1, utf16};
use crate::container::{Block, BlockKind};

/// Tags of one profile that are looked at; profiles have about twenty.
const MAX_TAGS: usize = 256;

/// Bytes of a description or a copyright that are kept.
const MAX_TEXT: usize = 512;

/// Reads the first profile.
pub fn read(blocks: &[Block]) -> Reading<Icc> {
    let Some(block) = blocks.iter().find(|b| b.kind == BlockKind::Icc) else { return Reading::Absent };
    let profile = &block.data;
    if profile.get(36..40) != Some(b"acsp") {
        let what = "no ICC profile signature".to_owned();
        return Reading::Unreadable(Defect { place: block.place.clone(), what });
    }
    Reading::Read(Icc {
        place: block.place.clone(),
        bytes: u32_at(profile, 0).unwrap_or_default(),
        description: text(profile, b"desc"),
        copyright: text(profile, b"cprt"),
        created: created(profile),
        version: version(profile),
        device_class: signature(profile, 12),
        colour_space: signature(profile, 16),
        platform: signature(profile, 40),
        manufacturer: signature(profile, 48),
        model: signature(profile, 52),
        creator: signature(profile, 80),
    })
}

/// Major version, then minor version and bug fix in half a byte each.
fn version(profile: &[u8]) -> Option<String> {
    let &[major, minor, ..] = profile.get(8..12)? else { return None };
    let fix = if minor & 15 == 0 { String::new() } else { format!(".{}", minor & 15) };
    Some(format!("{major}.{}{fix}", minor >> 4))
}

/// Four bytes, mostly letters filled with spaces.
fn signature(profile: &[u8], at: usize) -> Option<Untrusted> {
    let letters: String = profile.get(at..)?.first_chunk::<4>()?.iter().map(|&b| char::from(b)).collect();
    let letters = letters.trim_end_matches(['\0', ' ']);
    (!letters.is_empty()).then(|| letters.into())
}

/// A dateTimeNumber. Since version 4 it is UTC by the standard, but writers use local time too: no zone is claimed.
fn created(profile: &[u8]) -> Option<Moment> {
    let numbers = profile.get(24..36)?.as_chunks::<2>().0;
    let [year, rest @ ..] = numbers else { return None };
    let small = |at: usize| u8::try_from(u16::from_be_bytes(*rest.get(at)?)).ok();
    Moment::new((u16::from_be_bytes(*year), small(0)?, small(1)?), (small(2)?, small(3)?, small(4)?), None)
}

/// The text of the first tag of this signature, in any of the three types that texts have had.
fn text(profile: &[u8], signature: &[u8; 4]) -> Option<Untrusted> {
    tag(profile, signature).map(|text| cut(trimmed(&text), MAX_TEXT).into())
}

fn tag(profile: &[u8], signature: &[u8; 4]) -> Option<String> {
    let count = usize::try_from(u32_at(profile, 128)?).ok()?;
    let table = profile.get(132..)?.as_chunks::<12>().0;
    let entry = table.iter().take(count.min(MAX_TAGS)).find(|entry| entry.starts_with(signature))?;
    let (start, length) = (u32_at(entry, 4)? as usize, u32_at(entry, 8)? as usize);
    let tag = profile.get(start..start.checked_add(length)?)?;
    match tag.get(..4)? {
        b"desc" => {
            let text = tag.get(12..)?;
            let text = head(text, MAX_TEXT.min(u32_at(tag, 8)? as usize));
            Some(utf8_or_latin1(text.split(|&b| b == 0).next()?))
        }
        b"text" => {
            let text = tag.get(8..)?;
            Some(utf8_or_latin1(head(text, MAX_TEXT).split(|&b| b == 0).next()?))
        }
        b"mluc" => {
            // The first of its languages, which for almost every profile is English.
            let (length, start) = (u32_at(tag, 20)? as usize, u32_at(tag, 24)? as usize);
            let text = tag.get(start..start.checked_add(length)?)?;
            Some(utf16(head(text, MAX_TEXT), true))
        }
        _ => None,
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_be_bytes(*chunk))
}

#[cfg(test)]
mod tests {
    use super::*;
    use whence_model::Place;

    fn profile(date: [u16; 6], tag: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 24];
        bytes.extend(date.iter().flat_map(|n| n.to_be_bytes()));
        bytes.extend(b"acsp");
        bytes.resize(128, 0);
        bytes.extend(1_u32.to_be_bytes());
        bytes.extend(b"desc");
        bytes.extend(144_u32.to_be_bytes());
        bytes.extend((tag.len() as u32).to_be_bytes());
        bytes.extend(tag);
        bytes
    }

    fn reading(data: Vec<u8>) -> Reading<Icc> {
        let place = Place::path("JPEG › APP2 ICC");
        read(&[Block { kind: BlockKind::Icc, data: data.into(), place, after_pixels: false }])
    }

    #[test]
    fn version_2_describes_itself_in_ascii() {
        let tag = [b"desc\0\0\0\0\0\0\0\x03c2\0" as &[u8], &[0; 70]].concat();
        let reading = reading(profile([2016, 12, 8, 9, 38, 28], &tag));
        let icc = reading.read().unwrap();
        assert_eq!(icc.description, Some("c2".into()));
        assert_eq!(icc.created, Moment::new((2016, 12, 8), (9, 38, 28), None));
        assert!(icc.created.is_some());
    }

    #[test]
    fn version_4_describes_itself_in_utf16() {
        let mut tag = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x14\0\0\0\x1c".to_vec();
        tag.extend("Display P3".encode_utf16().flat_map(u16::to_be_bytes));
        let reading = reading(profile([2022, 1, 1, 0, 0, 0], &tag));
        assert_eq!(reading.read().unwrap().description, Some("Display P3".into()));
    }

    #[test]
    fn the_header_in_its_own_letters() {
        let mut bytes = profile([2016, 12, 8, 9, 38, 28], b"text\0\0\0\0Copyright Nobody\0");
        bytes[132..136].copy_from_slice(b"cprt");
        let total = bytes.len() as u32;
        for (at, field) in
            [(8, *b"\x04\x30\0\0"), (12, *b"mntr"), (16, *b"RGB "), (40, *b"APPL"), (52, *b"\0\0\0\0"), (80, *b"skcm")]
        {
            bytes[at..at + 4].copy_from_slice(&field);
        }
        bytes[..4].copy_from_slice(&total.to_be_bytes());
        let icc = match reading(bytes) {
            Reading::Read(icc) => icc,
            other => panic!("{other:?}"),
        };
        let letters =
            [&icc.device_class, &icc.colour_space, &icc.platform, &icc.manufacturer, &icc.model, &icc.creator]
                .map(|field| field.as_ref().map(|letters| letters.raw()));
        assert_eq!(letters, [Some("mntr"), Some("RGB"), Some("APPL"), None, None, Some("skcm")]);
        assert_eq!((icc.bytes, icc.version.as_deref()), (total, Some("4.3")));
        assert_eq!((icc.copyright, icc.description), (Some("Copyright Nobody".into()), None));
        assert_eq!(version(&[0, 0, 0, 0, 0, 0, 0, 0, 2, 0x11, 0, 0]), Some("2.1.1".into()));
    }

    #[test]
    fn damage_costs_only_what_is_damaged() {
        let reading_of = |date, tag: &[u8]| reading(profile(date, tag));
        assert_eq!(
            reading_of([2016, 13, 8, 0, 0, 0], b"desc").read().map(|i| (i.created, i.description.clone())),
            Some((None, None))
        );
        assert!(matches!(reading(vec![0; 128]), Reading::Unreadable(_)));
        let whole =
            profile([2016, 12, 8, 9, 38, 28], b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\xff\xff\xff\xff\xff\xff\xff\xff");
        for length in 40..whole.len() {
            assert_eq!(reading(whole[..length].to_vec()).read().map(|i| i.description.clone()), Some(None), "{length}");
        }
        assert_eq!(read(&[]), Reading::Absent);
    }
}
