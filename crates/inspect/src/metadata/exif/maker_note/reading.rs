//! From the directory of a note to fields, and to defects where its offsets lead astray.
//!
//! Tools that move the block without knowing the note leave its offsets behind: they then lead out of the block, out of
//! the note, or into something else. What is not surely the value is not told.

use std::ops::Range;

use whence_model::{
    Defect,
    facts::metadata::{Field, Ifd, Value},
};

use super::{
    super::{
        Tiff, date,
        ifd::kind,
        typed,
        value::{self, Script},
    },
    directory::{Directory, Entry, Where},
    form::{Begins, Form, Layout},
    tags::{Reads, Tag},
};
use crate::{
    limits::{MAX_MAKER_DEFECTS, MAX_MAKER_FIELDS, MAX_MAKER_TEXT},
    metadata::cut,
};

/// Longer values of type UNDEFINED are neither text nor number.
const MAX_UNDEFINED: usize = 64;

/// Numbers of one value that are shown.
const MAX_SHOWN: usize = 8;

/// The fields of a note that stands at `note` in the block.
pub fn read(tiff: &Tiff, note: &Range<usize>, form: &Form) -> (Vec<Field>, Vec<Defect>) {
    let mut reading = Reading { tiff, note: note.clone(), fields: Vec::new(), defects: Vec::new() };
    match reading.directory(form.layout) {
        Some((directory, entries)) => reading.entries(&directory, &entries, form.tags),
        // A note without a header may be anything else.
        None if matches!(form.begins, Begins::With(_)) => {
            reading.defect(note.start, "MakerNote: no directory where its header says".into());
        }
        None => {}
    }
    date(&mut reading.fields);
    (reading.fields, reading.defects)
}

struct Reading<'a> {
    tiff: &'a Tiff<'a>,
    note: Range<usize>,
    fields: Vec<Field>,
    defects: Vec<Defect>,
}

impl<'a> Reading<'a> {
    /// The note's directory and its entries.
    fn directory(&self, layout: Layout) -> Option<(Directory<'a>, Vec<Entry>)> {
        let (block, start) = (self.tiff.bytes, self.note.start);
        let note = block.get(self.note.clone())?;
        let mark = |at: usize| match note.get(at..)?.first_chunk()? {
            b"MM" => Some(true),
            b"II" => Some(false),
            _ => None,
        };
        let (base, at, order) = match layout {
            Layout::Block { directory } => (0, start.checked_add(directory)?, None),
            Layout::Note { directory } => (start, start.checked_add(directory)?, None),
            Layout::Marked { mark: at, directory } => (start, start.checked_add(directory)?, mark(at)),
            Layout::Tiff(at) => {
                let header = Directory { block, base: start.checked_add(at)?, big_endian: mark(at)? };
                (header.base, header.pointed_to(header.base.checked_add(4)?)?, Some(header.big_endian))
            }
            Layout::Fujifilm => {
                let header = Directory { block, base: start, big_endian: false };
                (start, header.pointed_to(start.checked_add(8)?)?, Some(false))
            }
        };
        // Where no mark tells the byte order it is the block's, unless a tool wrote the block anew in the other.
        let orders = order.map_or([self.tiff.big_endian, !self.tiff.big_endian], |order| [order, order]);
        orders.into_iter().find_map(|big_endian| {
            let directory = Directory { block, base, big_endian };
            let entries = directory.entries(at).filter(|_| self.note.contains(&at))?;
            Some((directory, entries))
        })
    }

    fn entries(&mut self, directory: &Directory, entries: &[Entry], tags: &[Tag]) {
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return };
        let table = first.at..last.at.saturating_add(12);
        for entry in entries {
            let value = match &entry.value {
                Where::Block(value) => value.clone(),
                Where::Outside => {
                    self.misleads(entry, "lies outside of the block");
                    continue;
                }
                Where::Elsewhere => continue,
            };
            let Some(tag) = tags.iter().find(|tag| tag.number == entry.tag) else { continue };
            let inline = value.len() <= 4;
            if !inline && (value.start < self.note.start || value.end > self.note.end) {
                self.misleads(entry, "lies outside of the note");
            } else if !inline && value.start < table.end && table.start < value.end {
                self.misleads(entry, "lies in the directory itself");
            } else if let Reads::Directory(tags) = tag.reads {
                self.below(directory, entry, value, tags);
            } else if let Err(what) = self.field(directory, entry, value, tag) {
                self.misleads(entry, what);
            }
        }
    }

    /// A directory below the note's, whose bytes are the value, or to which the value points.
    fn below(&mut self, directory: &Directory, entry: &Entry, value: Range<usize>, tags: &[Tag]) {
        let at = match entry.kind {
            kind::UNDEFINED => Some(value.start),
            _ => directory.pointed_to(value.start),
        };
        let found = at.filter(|at| self.note.contains(at)).and_then(|at| directory.entries(at));
        match found {
            // None of the tags below has a directory of its own, so that this ends here.
            Some(entries) => self.entries(directory, &entries, tags),
            None => self.misleads(entry, "points to no directory"),
        }
    }

    /// Keeps the fields that an entry holds; those that are blank, or neither text nor number, are left out.
    fn field(&mut self, from: &Directory, entry: &Entry, at: Range<usize>, tag: &Tag) -> Result<(), &'static str> {
        let bytes = from.block.get(at.clone()).unwrap_or_default();
        let part = |start: usize, end: usize| at.start.saturating_add(start)..at.start.saturating_add(end);
        match tag.reads {
            Reads::Plain | Reads::Directory(_) => {
                let value = plain(entry.kind, bytes, from.big_endian)?;
                self.keep(tag, tag.name, value, at);
            }
            Reads::Date => {
                if let [high, low, month, day] = *bytes {
                    let year = u16::from_be_bytes([high, low]);
                    self.keep(tag, tag.name, Value::Text(format!("{year:04}:{month:02}:{day:02}").into()), at);
                }
            }
            Reads::Time => {
                if let [hour, minute, second, ..] = *bytes {
                    self.keep(tag, tag.name, Value::Text(format!("{hour:02}:{minute:02}:{second:02}").into()), at);
                }
            }
            Reads::CanonZone => {
                if let Value::Numbers(numbers) = plain(entry.kind, bytes, from.big_endian)?
                    && let [_, zone, _, saving] = *numbers.as_slice()
                {
                    self.zone(tag, (zone, part(4, 8)), (saving, part(12, 16)));
                }
            }
            Reads::NikonZone => {
                if let [zone @ .., saving, _] = bytes
                    && let Ok(zone) = <[u8; 2]>::try_from(zone)
                {
                    let minutes = if from.big_endian { i16::from_be_bytes(zone) } else { i16::from_le_bytes(zone) };
                    let saving = f64::from(*saving) * 60.0;
                    self.zone(tag, (minutes.into(), part(0, 2)), (saving, part(2, 3)));
                }
            }
        }
        Ok(())
    }

    /// Minutes that the clock's zone is ahead of UTC, and minutes of daylight saving time on top of that.
    fn zone(&mut self, tag: &Tag, zone: (f64, Range<usize>), saving: (f64, Range<usize>)) {
        self.keep(tag, "TimeZone", Value::Numbers(vec![zone.0]), zone.1);
        self.keep(tag, "DaylightSavings", Value::Numbers(vec![saving.0]), saving.1);
    }

    fn keep(&mut self, tag: &Tag, name: &str, value: Value, at: Range<usize>) {
        let says_something = match &value {
            Value::Text(text) => !text.raw().is_empty(),
            Value::Numbers(numbers) => !numbers.is_empty(),
            Value::Bytes(_) => false,
        };
        if !says_something || self.fields.len() == MAX_MAKER_FIELDS || self.fields.iter().any(|f| f.name == name) {
            return;
        }
        let shown = match &value {
            Value::Numbers(numbers) => list(numbers).into(),
            other => value::shown(other, None),
        };
        let place = self.tiff.place("MakerNote", name, &at);
        let (ifd, tag) = (Ifd::MakerNote, tag.number);
        self.fields.push(Field { ifd, tag, name: name.to_owned(), value, shown, moment: None, place });
    }

    fn misleads(&mut self, entry: &Entry, what: &str) {
        self.defect(entry.at, format!("MakerNote: the value of entry 0x{:04x} {what}", entry.tag));
    }

    fn defect(&mut self, at: usize, what: String) {
        if self.defects.len() < MAX_MAKER_DEFECTS {
            self.defects.push(self.tiff.defect(at, &what));
        }
    }
}

/// A value as its type says. Offsets that were left behind lead to bytes that are no text.
fn plain(kind: u16, bytes: &[u8], big_endian: bool) -> Result<Value, &'static str> {
    if let Some(script) = Script::of("", kind, bytes) {
        let text = script.decode(bytes);
        let is_text = !text.chars().any(char::is_control);
        return if is_text { Ok(Value::Text(cut(&text, MAX_MAKER_TEXT).into())) } else { Err("is no text") };
    }
    let short = kind != kind::UNDEFINED || bytes.len() <= MAX_UNDEFINED;
    let typed = typed::value(kind, bytes, big_endian).filter(|_| short);
    Ok(value::plain(bytes, typed.as_ref()))
}

fn list(numbers: &[f64]) -> String {
    let shown: Vec<String> = numbers.iter().take(MAX_SHOWN).map(f64::to_string).collect();
    if numbers.len() > MAX_SHOWN { format!("{}, …", shown.join(", ")) } else { shown.join(", ") }
}

/// Gives the field `Date` its moment, with the field `Time`: a clock that is independent of the Exif dates.
fn date(fields: &mut [Field]) {
    let text = |name: &str| match fields.iter().find(|f| f.name == name).map(|f| &f.value) {
        Some(Value::Text(text)) => Some(text.raw().to_owned()),
        _ => None,
    };
    let Some((date, time)) = text("Date").zip(text("Time")) else { return };
    let moment = date::moment(&format!("{date} {time}"));
    fields.iter_mut().filter(|f| f.name == "Date").for_each(|f| f.moment = moment);
}

#[cfg(test)]
mod tests;
