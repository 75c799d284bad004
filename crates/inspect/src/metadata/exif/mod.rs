//! Exif (CIPA DC-008-2023, JEITA CP-3451) through kamadak-exif, behind a bounded walk of our own.

mod date;
mod ifd;
mod maker_note;
mod names;
#[cfg(test)]
pub mod tiff;
mod typed;
mod value;

use std::{borrow::Cow, ops::Range};

use exif::In;
use whence_model::{
    Defect, Moment, Place, Reading,
    facts::metadata::{Exif, Field, Ifd, Value},
};

use self::{ifd::Entry, value::Script};
use super::text::head;
use crate::{
    container::{Block, BlockKind},
    limits::{MAX_INFLATED_BYTES, MAX_VALUE_BYTES},
};

/// Bytes of type UNDEFINED beyond this are neither text nor number.
const MAX_UNDEFINED: usize = 64;

/// Texts that were cut, of which a defect is kept each.
const MAX_CUT: usize = 16;

const MAKER_NOTE: u16 = 0x927c;

/// Reads the first Exif block that has fields; further blocks are noted as defects.
pub fn read(blocks: &[Block]) -> Reading<Exif> {
    let mut found: Option<Exif> = None;
    let mut unreadable = Vec::new();
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Exif) {
        match (block_of(block), &mut found) {
            (Ok(_), Some(first)) => {
                let what = "a further Exif block stands in the file; the first is read".into();
                first.defects.push(Defect { place: block.place.clone(), what });
            }
            (Ok(exif), none) => *none = Some(exif),
            (Err(defect), _) => unreadable.push(defect),
        }
    }
    match (found, unreadable.is_empty()) {
        (Some(mut exif), _) => {
            exif.defects.extend(unreadable);
            Reading::Read(exif)
        }
        (None, false) => Reading::Unreadable(unreadable.swap_remove(0)),
        (None, true) => Reading::Absent,
    }
}

/// The customary name of an IFD, with the number of a SubIFD.
fn ifd_name(ifd: Ifd, page: u8) -> Cow<'static, str> {
    match ifd {
        Ifd::Main => "IFD0",
        Ifd::Exif => "Exif",
        Ifd::Gps => "GPS",
        Ifd::Interop => "Interop",
        Ifd::Thumbnail => "IFD1",
        Ifd::Sub => return format!("SubIFD{page}").into(),
        Ifd::MakerNote => "MakerNote",
    }
    .into()
}

fn block_of(block: &Block) -> Result<Exif, Defect> {
    let unreadable = |what: &str| Defect { place: block.place.clone(), what: what.to_owned() };
    let (prefix, bytes) = match block.data.strip_prefix(b"Exif\0\0") {
        Some(bytes) => (6, bytes),
        None => (0, &*block.data),
    };
    let mut mended = bytes.to_vec();
    let walk = ifd::walk(&mut mended).ok_or_else(|| unreadable("no TIFF header"))?;
    // The walk has already noted, with its place, each thing that the parser complains of.
    let parsed = exif::Reader::new().continue_on_error(true).read_raw(mended);
    let parsed = parsed.or_else(|e| e.distill_partial_result(|_| ())).map_err(|e| unreadable(&e.to_string()))?;
    let tiff = Tiff {
        bytes,
        big_endian: walk.big_endian,
        path: block.place.path.raw(),
        start: in_file(block).and_then(|start| start.checked_add(prefix)),
        parsed,
    };
    if let (true, Some((_, what))) = (walk.entries.is_empty(), walk.defects.first()) {
        return Err(unreadable(what));
    }
    let mut room = MAX_INFLATED_BYTES;
    let mut cut = Vec::new();
    let fields: Vec<Field> = walk.entries.iter().map(|entry| tiff.field(entry, &mut room, &mut cut)).collect();
    let mut exif = Exif {
        place: block.place.clone(),
        big_endian: walk.big_endian,
        maker_note: None,
        thumbnail: None,
        defects: walk.defects.iter().map(|(at, what)| tiff.defect(*at, what)).collect(),
        fields,
    };
    exif.defects.extend(cut);
    if let Some(entry) = walk.entries.iter().find(|e| e.tag == MAKER_NOTE && is_pictures(e.ifd) && !e.value.is_empty())
    {
        let make = exif.text("Make").unwrap_or_default().to_owned();
        let (note, defects) = maker_note::read(&tiff, entry, &make);
        exif.maker_note = Some(note);
        exif.defects.extend(defects);
    }
    match tiff.thumbnail(&exif) {
        Ok(place) => exif.thumbnail = place,
        Err(defect) => exif.defects.push(defect),
    }
    date_fields(&mut exif.fields);
    Ok(exif)
}

/// Whether an IFD tells of the picture itself, not of its thumbnail or a further picture.
fn is_pictures(ifd: Ifd) -> bool {
    !matches!(ifd, Ifd::Thumbnail | Ifd::Sub)
}

/// Where the first byte of a block's data stands, unless the data was put together from pieces or inflated.
fn in_file(block: &Block) -> Option<u64> {
    matches!(block.data, Cow::Borrowed(_)).then_some(block.place.offset).flatten()
}

/// One block: the bytes as they stand, and what kamadak-exif made of the mended copy.
struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
    path: &'a str,
    /// First byte of the block in the file.
    start: Option<u64>,
    parsed: exif::Exif,
}

impl Tiff<'_> {
    /// `room` is how many bytes of text may still be kept; `cut` hears of long texts that were not kept whole.
    fn field(&self, entry: &Entry, room: &mut usize, cut: &mut Vec<Defect>) -> Field {
        let Entry { ifd, page, tag, .. } = *entry;
        let name = names::name(ifd, tag);
        let bytes = self.bytes.get(entry.value.clone()).unwrap_or_default();
        let script = Script::of(&name, entry.kind, bytes);
        let most = script.map_or(0, |script| script.most(&name, bytes));
        let long = most > MAX_VALUE_BYTES;
        // Of a long text, what there is room for; of others all or nothing.
        let kept = head(bytes, if long { most.min(*room) } else { most });
        let script =
            script.filter(|_| if long { kept.len() == bytes.len() || !kept.is_empty() } else { bytes.len() <= *room });
        let place = self.place(&ifd_name(ifd, page), &name, &entry.value);
        if long && kept.len() < bytes.len() && cut.len() < MAX_CUT {
            let what = format!("of a text of {} bytes, {} were read", bytes.len(), kept.len());
            cut.push(Defect { place: place.clone(), what });
        }
        let readable = script.is_none() && !entry.large && is_number(entry, bytes);
        let typed = readable.then(|| self.typed(entry, bytes)).flatten();
        let value = match script {
            Some(script) => {
                *room = room.saturating_sub(if long { kept.len() } else { bytes.len() });
                Value::Text(script.decode(kept).into())
            }
            None => value::plain(bytes, typed.as_ref().map(|f| &f.value)),
        };
        let meant = typed.map(|f| exif::Field { tag: names::meant(ifd, tag), ..f });
        let described = meant.as_ref().map(|f| f.display_value().with_unit(&self.parsed));
        let shown = value::shown(&value, described.as_ref().map(|d| d as &dyn std::fmt::Display));
        Field { ifd, tag, name, value, shown, moment: None, place }
    }

    /// What kamadak-exif read, which follows no SubIFDs: those are read here.
    fn typed(&self, entry: &Entry, bytes: &[u8]) -> Option<exif::Field> {
        let tag = names::tag(entry.ifd, entry.tag);
        match entry.ifd {
            Ifd::Sub => {
                let value = typed::value(entry.kind, bytes, self.big_endian)?;
                Some(exif::Field { tag, ifd_num: In::PRIMARY, value })
            }
            Ifd::Thumbnail => self.parsed.get_field(tag, In::THUMBNAIL).cloned(),
            _ => self.parsed.get_field(tag, In::PRIMARY).cloned(),
        }
    }

    /// The JPEG thumbnail that IFD1 points to; a defect where it points out of the block.
    fn thumbnail(&self, exif: &Exif) -> Result<Option<Place>, Defect> {
        let number = |tag| {
            let field = exif.fields.iter().find(|f| f.ifd == Ifd::Thumbnail && f.tag == tag)?;
            match &field.value {
                Value::Numbers(numbers) => numbers.first().map(|&n| n as usize),
                _ => None,
            }
        };
        let (Some(start), Some(length)) = (number(0x201), number(0x202)) else { return Ok(None) };
        let place = self.place("IFD1", "thumbnail", &(start..start.saturating_add(length)));
        match start.checked_add(length) {
            Some(end) if length > 0 && end <= self.bytes.len() => Ok(Some(place)),
            _ => Err(Defect { place, what: "the thumbnail lies outside of the block".into() }),
        }
    }

    fn place(&self, ifd: &str, name: &str, at: &Range<usize>) -> Place {
        let path = format!("{} › {ifd} › {name}", self.path);
        Place { path: path.into(), offset: self.in_file(at.start), length: Some(at.len() as u64) }
    }

    fn defect(&self, at: usize, what: &str) -> Defect {
        let place = Place { path: self.path.into(), offset: self.in_file(at), length: None };
        Defect { place, what: what.to_owned() }
    }

    fn in_file(&self, at: usize) -> Option<u64> {
        self.start?.checked_add(at as u64)
    }
}

/// Long values of type UNDEFINED are never asked from the parser, which would copy each of them.
fn is_number(entry: &Entry, bytes: &[u8]) -> bool {
    entry.kind != ifd::kind::UNDEFINED || bytes.len() <= MAX_UNDEFINED
}

/// Gives date fields their moments: with the zone of the field that belongs to each, and GPS dates with their time.
fn date_fields(fields: &mut [Field]) {
    const ZONES: [(&str, &str); 3] = [
        ("DateTime", "OffsetTime"),
        ("DateTimeOriginal", "OffsetTimeOriginal"),
        ("DateTimeDigitized", "OffsetTimeDigitized"),
    ];
    let value = |name: &str| fields.iter().find(|f| is_pictures(f.ifd) && f.name == name).map(|f| &f.value);
    let zones = ZONES.map(|(date, zone)| match value(zone) {
        Some(Value::Text(text)) => (date, date::offset(text.raw())),
        _ => (date, None),
    });
    let gps_time = match value("GPSTimeStamp") {
        Some(Value::Numbers(time)) => gps_time(time),
        _ => None,
    };
    for field in fields {
        let Value::Text(text) = &field.value else { continue };
        field.moment = if field.name == "GPSDateStamp" {
            date::date(text.raw()).zip(gps_time).and_then(|(date, time)| Moment::new(date, time, Some(0)))
        } else if let Some((_, zone)) = zones.iter().find(|(name, _)| *name == field.name) {
            let zone = zone.filter(|_| is_pictures(field.ifd));
            date::moment(text.raw()).map(|mut moment| {
                moment.offset = moment.offset.or(zone);
                moment
            })
        } else {
            None
        };
    }
}

/// Hours, minutes and seconds, of which the last may be broken (CIPA DC-008, GPSTimeStamp).
fn gps_time(time: &[f64]) -> Option<(u8, u8, u8)> {
    let [hours, minutes, seconds] = *time else { return None };
    let whole = |n: f64| (0.0..=60.0).contains(&n).then_some(n as u8);
    Some((whole(hours)?, whole(minutes)?, whole(seconds)?))
}

#[cfg(test)]
mod tests;
