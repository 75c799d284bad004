//! Reading a list from a stream, line by line: what it is written in, what each line holds, what is wrong with it.
//!
//! What is not here: opening files, and keeping a list. Nothing is taken at its size: a line that does not end is given
//! up at `MAX_LINE`.

// A panic on hostile bytes would lose the whole report.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable
    )
)]

mod bounded;
mod hash_lines;
mod objects;
mod rejected;
mod sidecar;
mod table;

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufReader, Cursor, Read},
};

use whence_model::{Text, facts::known::Label, t};

use self::{
    bounded::{Digested, read_line},
    hash_lines::HashLines,
    objects::Objects,
    table::Table,
};
pub use self::{
    rejected::Rejected,
    sidecar::{Caption, captions},
};
use crate::{
    Column, Entry,
    record::{Record, word},
};

/// Columns beside ours that are kept: more are rather no list.
pub const MAX_MORE: usize = 64;

/// What a list is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// A header row and a row an entry, separated by commas, semicolons or tabs.
    Csv,
    /// A JSON object a line.
    Ndjson,
    /// A hash a line, as other programs write them.
    Hashes,
}

/// What was said of a whole file that its lines do not say: text by the name of its column, and under
/// [`Assumed::HASHES`] what bare hashes are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assumed(pub BTreeMap<String, String>);

impl Assumed {
    /// `sha256` or `pdq`.
    pub const HASHES: &str = "hashes";

    pub fn set(&mut self, column: Column, text: &str) {
        self.0.insert(column.name().into(), text.into());
    }

    /// What lines are that hold nothing but a hash; either is 64 hexadecimal digits long.
    fn bare(&self) -> Option<Column> {
        Column::named(self.0.get(Self::HASHES)?).filter(|column| matches!(column, Column::Sha256 | Column::Pdq))
    }

    fn fill(&self, record: &mut Record) {
        for (name, text) in &self.0 {
            if let Some(column) = Column::named(name) {
                record.default_to(column, text);
            }
        }
    }
}

/// What a list says of itself, on lines of their own at its top: `# owner: …`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preamble {
    pub name: Option<String>,
    pub owner: Option<String>,
    /// Under which terms the list itself may be passed on.
    pub licence: Option<String>,
}

/// A list that was read to its end without fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    pub notation: Notation,
    pub preamble: Preamble,
    pub entries: u64,
    /// The columns beside ours, in the order in which they came.
    pub more: Vec<String>,
    /// Texts that a spreadsheet would take for formulae.
    pub formulae: u64,
}

/// Why a line gives no record.
enum Fault {
    /// The line alone.
    Line(Text),
    /// Nothing behind it can be read either.
    End(Text),
}

/// Lines of the body, each with its number in the file, counted from 1.
trait Lines {
    fn next(&mut self, record: &mut Record) -> Option<(u64, Result<(), Fault>)>;

    /// Whether a label is more than these lines have: [`Label::Other`] then, where none is assumed.
    fn are_unlabelled(&self) -> bool {
        false
    }
}

/// Reads a list in UTF-8 and hands on every entry with its line.
///
/// # Errors
/// Every line that cannot be taken, with its reason: half a list would look like a whole one.
pub fn scan(
    mut input: impl Read,
    assumed: &Assumed,
    each: &mut dyn FnMut(u64, &Record, Entry),
) -> Result<Summary, Rejected> {
    // Compiled here, with the care that this crate is compiled with.
    scan_any(&mut input, assumed, each)
}

fn scan_any(
    input: &mut dyn Read,
    assumed: &Assumed,
    each: &mut dyn FnMut(u64, &Record, Entry),
) -> Result<Summary, Rejected> {
    let (digest, digested) = Digested::new(input);
    let mut input = BufReader::with_capacity(1 << 16, digested);
    let (preamble, first_line, first) = top(&mut input)?;
    let body = Cursor::new(first.clone()).chain(input);
    let (notation, mut lines): (_, Box<dyn Lines + '_>) = match () {
        () if first.starts_with(b"{") => (Notation::Ndjson, Box::new(Objects::new(body, first_line))),
        () if hash_lines::is_one(&first) => {
            (Notation::Hashes, Box::new(HashLines::new(body, first_line, assumed.bare())))
        }
        () => (Notation::Csv, Box::new(Table::new(body, first_line)?)),
    };
    let mut told = Summary { sha256: String::new(), notation, preamble, entries: 0, more: Vec::new(), formulae: 0 };
    let (mut rejected, mut ids, mut record) = (Rejected::default(), HashMap::new(), Record::default());
    while let Some((line, read)) = lines.next(&mut record) {
        let fault = match read {
            Ok(()) => {
                assumed.fill(&mut record);
                if lines.are_unlabelled() {
                    record.default_to(Column::Label, word(Label::Other));
                }
                match record.entry().and_then(|entry| fits(line, &record, &entry, &mut ids, &mut told).map(|()| entry))
                {
                    Ok(entry) => {
                        let formulae = record.texts().filter(|text| is_formula(text)).count() as u64;
                        told.entries = told.entries.saturating_add(1);
                        told.formulae = told.formulae.saturating_add(formulae);
                        each(line, &record, entry);
                        continue;
                    }
                    Err(reason) => Fault::Line(reason),
                }
            }
            Err(fault) => fault,
        };
        match fault {
            Fault::Line(reason) => rejected.add(line, &reason),
            Fault::End(reason) => {
                rejected.end(line, &reason);
                break;
            }
        }
    }
    drop(lines);
    told.sha256 = digest.hex();
    if rejected.lines == 0 { Ok(told) } else { Err(rejected) }
}

/// What a spreadsheet takes for a formula when it opens a CSV file.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether an entry has its place on this list: no other has its id, and it brings no more columns than are kept.
fn fits(
    line: u64,
    record: &Record,
    entry: &Entry,
    ids: &mut HashMap<String, u64>,
    told: &mut Summary,
) -> Result<(), Text> {
    if let Some(id) = &entry.id
        && let Some(before) = ids.insert(id.raw().to_owned(), line)
    {
        let shown = id.short(60);
        return Err(Text::new(
            format!("its id “{shown}” is that of line {before} too"),
            format!("son id « {shown} » est aussi celui de la ligne {before}"),
        ));
    }
    for (name, _) in &record.more {
        if told.more.iter().any(|known| known == name) {
            continue;
        }
        if told.more.len() == MAX_MORE {
            return Err(too_many());
        }
        told.more.push(name.clone());
    }
    Ok(())
}

fn too_many() -> Text {
    Text::new(
        format!("there are more than {MAX_MORE} columns that Whence does not know"),
        format!("il y a plus de {MAX_MORE} colonnes que Whence ne connaît pas"),
    )
}

/// The lines before the body, and the first line of the body with its number.
fn top(input: &mut impl std::io::BufRead) -> Result<(Preamble, u64, Vec<u8>), Rejected> {
    let mut preamble = Preamble::default();
    let (mut number, mut line) = (0_u64, Vec::new());
    loop {
        number = number.saturating_add(1);
        let more = read_line(input, &mut line).map_err(|reason| Rejected::whole(number, &reason))?;
        if !more {
            return Ok((preamble, number, Vec::new()));
        }
        // The header too, which comes first in what is written of the list: nobody could read that again.
        if let Some(reason) = bounded::no_utf8(&line) {
            return Err(Rejected::whole(number, &reason));
        }
        if number == 1 && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        if !line.starts_with(b"#") && !line.trim_ascii().is_empty() {
            // Its end was cut off; whoever reads on needs it.
            line.push(b'\n');
            return Ok((preamble, number, line));
        }
        let text = std::str::from_utf8(&line).map_err(|_| Rejected::whole(number, &no_utf8()))?;
        if let Some((key, value)) = text.trim_start_matches(['#', ' ']).split_once(':') {
            let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            match key.trim() {
                "name" => preamble.name = value,
                "owner" => preamble.owner = value,
                "licence" | "license" => preamble.licence = value,
                _ => {}
            }
        }
    }
}

fn no_utf8() -> Text {
    t(
        "it holds bytes that are no UTF-8, as in Latin-1 or Windows-1252; save the file as UTF-8",
        "elle contient des octets qui ne sont pas de l'UTF-8, comme en Latin-1 ou Windows-1252 ; enregistrez le fichier en UTF-8",
    )
}

fn unreadable(error: &dyn std::error::Error) -> Text {
    Text::new(format!("it cannot be read ({error})"), format!("elle ne peut pas être lue ({error})"))
}

#[cfg(test)]
mod tests;
