//! A list in its canonical form: our columns in their order, then the others; one line an entry.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::{Column, Preamble, Record};

/// The two forms that we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Csv,
    Ndjson,
}

/// Writes one list. Texts are written as they are: a spreadsheet takes some for formulae, and a sign put before them
/// would be another text.
pub struct Writer<W: Write> {
    to: To<W>,
    more: Vec<String>,
    cells: Vec<String>,
}

enum To<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Ndjson(W),
}

impl<W: Write> Writer<W> {
    /// Begins a list that has these columns beside ours.
    pub fn new(mut to: W, written: Written, preamble: &Preamble, more: &[String]) -> io::Result<Self> {
        to.write_all(top(preamble).as_bytes())?;
        let to = match written {
            Written::Ndjson => To::Ndjson(to),
            Written::Csv => {
                let mut csv = Box::new(csv::Writer::from_writer(to));
                csv.write_record(
                    Column::ALL.iter().map(|column| column.name()).chain(more.iter().map(String::as_str)),
                )?;
                To::Csv(csv)
            }
        };
        Ok(Self { to, more: more.to_vec(), cells: Vec::new() })
    }

    pub fn write(&mut self, record: &Record) -> io::Result<()> {
        let more = |name: &String| record.more.iter().find(|(column, _)| column == name).map_or("", |(_, text)| text);
        self.cells.clear();
        self.cells.extend(Column::ALL.into_iter().map(|column| settled(record, column)));
        self.cells.extend(self.more.iter().map(|name| more(name).to_owned()));
        match &mut self.to {
            To::Csv(csv) => Ok(csv.write_record(&self.cells)?),
            To::Ndjson(to) => {
                serde_json::to_writer(&mut *to, &Object { cells: &self.cells, more: &self.more })?;
                to.write_all(b"\n")
            }
        }
    }

    pub fn finish(self) -> io::Result<()> {
        match self.to {
            To::Csv(mut csv) => csv.flush(),
            To::Ndjson(mut to) => to.flush(),
        }
    }
}

/// The lines at the top of a list, each with its end.
pub fn top(preamble: &Preamble) -> String {
    let said = [("name", &preamble.name), ("owner", &preamble.owner), ("licence", &preamble.licence)];
    let said = said.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?)));
    said.map(|(key, value)| format!("# {key}: {value}\n")).collect()
}

/// An entry as a line of NDJSON, without its end; the columns beside ours by their names, so that it is the same line
/// after it was read and written again.
pub fn line(record: &Record) -> String {
    let mut more: Vec<&(String, String)> = record.more.iter().collect();
    more.sort();
    let (names, texts): (Vec<String>, Vec<String>) = more.into_iter().cloned().unzip();
    let cells: Vec<String> = Column::ALL.into_iter().map(|column| settled(record, column)).chain(texts).collect();
    let object = serde_json::to_string(&Object { cells: &cells, more: &names });
    object.unwrap_or_else(|error| unreachable!("texts and a number are JSON: {error}"))
}

/// The one way to write what means the same.
fn settled(record: &Record, column: Column) -> String {
    let text = record.get(column);
    match column {
        column if column.is_words() => text.to_owned(),
        column if column.is_hash() => text.trim().to_ascii_lowercase(),
        _ => text.trim().to_owned(),
    }
}

struct Object<'a> {
    cells: &'a [String],
    more: &'a [String],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ours = Column::ALL.map(|column| -> &str { column.name() });
        let names = ours.into_iter().chain(self.more.iter().map(String::as_str));
        let mut object = serializer.serialize_map(None)?;
        for (name, text) in names.zip(self.cells).filter(|(_, text)| !text.is_empty()) {
            match text.parse::<u8>() {
                Ok(number) if name == Column::PdqQuality.name() => object.serialize_entry(name, &number)?,
                _ => object.serialize_entry(name, text)?,
            }
        }
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Assumed, scan};

    #[test]
    fn a_line_is_the_same_after_it_was_read_and_written_again() {
        let csv = "z;Q;pdq;title;label;pdq_quality;notes;a\n=1;x;AB;\" A\u{0}\n\u{2028}é \";other; 50 ;;{}\n";
        let csv = csv.replace("AB", &"AB".repeat(32));
        let lines = |text: &str| {
            let mut lines = Vec::new();
            scan(text.as_bytes(), &Assumed::default(), &mut |_, record, _| lines.push(line(record))).unwrap();
            lines
        };
        let first = lines(&csv);
        let (hash, end) = ("ab".repeat(32), '\u{2028}');
        let expected = format!(
            r#"{{"pdq":"{hash}","pdq_quality":50,"title":" A\u0000\n{end}é ","label":"other","Q":"x","a":"{{}}","z":"=1"}}"#
        );
        assert_eq!(first, [expected]);
        assert_eq!(lines(&first[0]), first);
    }
}
