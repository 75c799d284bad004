//! CSV (RFC 4180) with a header row, in our columns or in ThreatExchange's.

use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};
use whence_model::{Text, t};

use super::{
    Fault, Lines, MAX_MORE, Rejected,
    bounded::append_line,
    hash_lines::{SHORT, no_picture},
    no_utf8, too_many, unreadable,
};
use crate::{Column, record::Record};

/// Columns of `threatexchange dataset -P --csv` (facebook/ThreatExchange, python-threatexchange, `cli/dataset_cmd.py`).
const SIGNAL_TYPE: &str = "signal_type";
const SIGNAL: &str = "signal_str";

pub struct Table<R> {
    rows: Rows<R>,
    /// Which of ours each column is; the others by their place in `more`.
    columns: Vec<Result<Column, usize>>,
    more: Vec<String>,
    /// Whether the hashes stand in [`SIGNAL`].
    signals: bool,
}

impl<R: BufRead> Table<R> {
    /// The table of a list: one of its columns holds hashes.
    pub fn new(input: R, first_line: u64) -> Result<Self, Rejected> {
        let mut table = Self::any(input, first_line)?;
        let hashed = table.columns.iter().any(|column| column.is_ok_and(Column::is_hash));
        table.signals = !hashed && table.more.iter().any(|name| name == SIGNAL);
        if hashed || table.signals {
            return Ok(table);
        }
        Err(Rejected::whole(
            first_line,
            &t(
                "this is no header row: it names neither a sha256 nor a pdq column",
                "ce n'est pas une ligne d'en-tête : elle ne nomme ni colonne sha256 ni colonne pdq",
            ),
        ))
    }

    /// A table of any columns.
    pub fn any(mut input: R, first_line: u64) -> Result<Self, Rejected> {
        let whole = |reason: &Text| Rejected::whole(first_line, reason);
        let delimiter = delimiter(input.fill_buf().map_err(|e| whole(&unreadable(&e)))?);
        let mut rows = Rows::new(input, delimiter, first_line);
        rows.next().map_err(|(_, reason)| whole(&reason))?;
        let names: Result<Vec<_>, _> = rows.fields().map(std::str::from_utf8).collect();
        let names = names.map_err(|_| whole(&no_utf8()))?;
        let (mut columns, mut more) = (Vec::new(), Vec::new());
        for name in names {
            let lower = name.trim().to_ascii_lowercase();
            let column = Column::named(&lower).ok_or(more.len());
            if column.is_ok() && columns.contains(&column) {
                return Err(whole(&Text::new(
                    format!("the header names the column {lower} twice"),
                    format!("l'en-tête nomme deux fois la colonne {lower}"),
                )));
            }
            if column.is_err() {
                more.push(name.trim().to_owned());
            }
            columns.push(column);
        }
        if more.len() > MAX_MORE {
            return Err(whole(&too_many()));
        }
        Ok(Self { rows, columns, more, signals: false })
    }

    /// Whether the header names this column, which is none of ours.
    pub fn names(&self, column: &str) -> bool {
        self.more.iter().any(|name| name == column)
    }

    /// The row's fields, in the columns that the header names.
    fn fill(&self, record: &mut Record) -> Result<(), Text> {
        let (has, wanted) = (self.rows.count, self.columns.len());
        if has != wanted {
            return Err(Text::new(
                format!("it has {has} {} where the header has {wanted}", if has == 1 { "field" } else { "fields" }),
                format!("elle a {has} {} là où l'en-tête en a {wanted}", if has < 2 { "champ" } else { "champs" }),
            ));
        }
        record.clear();
        if record.more.len() != self.more.len() {
            record.more = self.more.iter().map(|name| (name.clone(), String::new())).collect();
        }
        for (field, column) in self.rows.fields().zip(&self.columns) {
            let text = std::str::from_utf8(field).map_err(|_| no_utf8())?;
            match *column {
                Ok(column) => record.set(column, text),
                Err(at) => {
                    if let Some((_, kept)) = record.more.get_mut(at) {
                        kept.clear();
                        kept.push_str(text);
                    }
                }
            }
        }
        if self.signals { signal(record) } else { Ok(()) }
    }
}

impl<R: BufRead> Lines for Table<R> {
    fn next(&mut self, record: &mut Record) -> Option<(u64, Result<(), Fault>)> {
        match self.rows.next() {
            Ok(None) => None,
            Ok(Some(line)) => Some((line, self.fill(record).map_err(Fault::Line))),
            Err((line, reason)) => Some((line, Err(Fault::End(reason)))),
        }
    }

    fn are_unlabelled(&self) -> bool {
        self.signals
    }
}

/// The one that the header has most of.
fn delimiter(begins: &[u8]) -> u8 {
    let header = begins.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |delimiter: &u8| header.iter().filter(|b| *b == delimiter).count();
    // Of equally many, which is none of each, the comma.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The rows of a table, each with the line on which it begins. Rows without a field are passed over.
struct Rows<R> {
    input: R,
    core: Reader,
    /// The lines of the row as they stand in the file.
    raw: Vec<u8>,
    /// Its fields, one behind the other, and where each ends.
    text: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    line: u64,
}

impl<R: BufRead> Rows<R> {
    fn new(input: R, delimiter: u8, first_line: u64) -> Self {
        // A carriage return alone is text: what follows it on the line would be lost otherwise.
        let core = ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build();
        let line = first_line.saturating_sub(1);
        Self { input, core, raw: vec![], text: vec![0; 4096], ends: vec![0; 64], count: 0, line }
    }

    fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let mut from = 0;
        self.ends.iter().take(self.count).map(move |&end| {
            let field = self.text.get(from..end).unwrap_or_default();
            from = end;
            field
        })
    }

    /// The next row; the line on which it begins, or on which it began that cannot be read.
    fn next(&mut self) -> Result<Option<u64>, (u64, Text)> {
        self.raw.clear();
        let (mut fed, mut written, mut begins) = (0_usize, 0_usize, self.line.saturating_add(1));
        self.count = 0;
        loop {
            let read = append_line(&mut self.input, &mut self.raw).map_err(|reason| (begins, reason))?;
            self.line = self.line.saturating_add(1);
            if fed == 0 && read > 0 && self.raw.trim_ascii().is_empty() {
                self.raw.clear();
                begins = self.line.saturating_add(1);
                continue;
            }
            loop {
                let raw = self.raw.get(fed..).unwrap_or_default();
                let text = self.text.get_mut(written..).unwrap_or_default();
                let ends = self.ends.get_mut(self.count..).unwrap_or_default();
                let (told, taken, put, ended) = self.core.read_record(raw, text, ends);
                fed = fed.saturating_add(taken);
                written = written.saturating_add(put);
                self.count = self.count.saturating_add(ended);
                match told {
                    ReadRecordResult::OutputFull => self.text.resize(self.text.len().saturating_mul(2), 0),
                    ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len().saturating_mul(2), 0),
                    // The row goes on: its last field is open.
                    ReadRecordResult::InputEmpty => break,
                    ReadRecordResult::Record => {
                        if (self.raw.ends_with(b"\r\n") || self.raw.ends_with(b"\r"))
                            && let Some([.., end]) = self.ends.get_mut(..self.count)
                        {
                            *end = end.saturating_sub(1);
                        }
                        return Ok(Some(begins));
                    }
                    ReadRecordResult::End => return Ok(None),
                }
            }
        }
    }
}

/// One row of ThreatExchange's: who has shared it and under which tags stands beside the hash.
fn signal(record: &mut Record) -> Result<(), Text> {
    let text = |name: &str| {
        let found = record.more.iter().find(|(column, _)| column == name);
        found.map_or_else(String::new, |(_, text)| text.trim().to_owned())
    };
    let (kind, hash, category, tags) = (text(SIGNAL_TYPE), text(SIGNAL), text("category"), text("tags"));
    if kind != "pdq" {
        return Err(no_picture(&kind));
    }
    record.set(Column::Pdq, &hash);
    record.set(Column::Title, hash.get(..SHORT).unwrap_or(&hash));
    record.set(Column::Rating, &category);
    record.set(Column::Notes, &tags);
    Ok(())
}
