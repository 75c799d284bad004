//! NDJSON: an object a line.

use std::io::BufRead;

use serde_json::{Map, Value};
use whence_model::{Text, Untrusted};

use super::{Fault, Lines, bounded::read_line, no_utf8, unreadable};
use crate::{Column, record::Record};

pub struct Objects<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Objects<R> {
    pub fn new(input: R, first_line: u64) -> Self {
        Self { input, line: Vec::new(), number: first_line.saturating_sub(1) }
    }
}

impl<R: BufRead> Lines for Objects<R> {
    fn next(&mut self, record: &mut Record) -> Option<(u64, Result<(), Fault>)> {
        loop {
            self.number = self.number.saturating_add(1);
            match read_line(&mut self.input, &mut self.line) {
                Ok(false) => return None,
                Ok(true) if self.line.trim_ascii().is_empty() => {}
                Ok(true) => return Some((self.number, object(&self.line, record).map_err(Fault::Line))),
                Err(reason) => return Some((self.number, Err(Fault::End(reason)))),
            }
        }
    }
}

fn object(line: &[u8], record: &mut Record) -> Result<(), Text> {
    record.clear();
    record.more.clear();
    let text = std::str::from_utf8(line).map_err(|_| no_utf8())?;
    for (key, value) in serde_json::from_str::<Map<String, Value>>(text).map_err(|e| unreadable(&e))? {
        // As the name of a column it would be ours, and the table would have it twice.
        let lower = key.trim().to_ascii_lowercase();
        if lower != key && Column::named(&lower).is_some() {
            let key = Untrusted::from(key).short(20);
            return Err(Text::new(
                format!("its key “{key}” is {lower} written in another way"),
                format!("sa clé « {key} » est {lower} écrite autrement"),
            ));
        }
        let text = match (Column::named(&key), value) {
            (_, Value::Null) => continue,
            (_, Value::String(text)) => text,
            (None, other) => other.to_string(),
            (Some(Column::PdqQuality), Value::Number(number)) => number.to_string(),
            (Some(column), _) => {
                let name = column.name();
                return Err(Text::new(
                    format!("it cannot be read ({name} is no text)"),
                    format!("elle ne peut pas être lue ({name} n'est pas du texte)"),
                ));
            }
        };
        match Column::named(&key) {
            Some(column) => record.set(column, &text),
            None => record.more.push((key, text)),
        }
    }
    Ok(())
}
