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
        let said = [("name", &preamble.name), ("owner", &preamble.owner), ("licence", &preamble.licence)];
        for (key, value) in said {
            if let Some(value) = value {
                writeln!(to, "# {key}: {value}")?;
            }
        }
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
