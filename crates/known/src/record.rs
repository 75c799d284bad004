//! One line of a list as it stands in the file, and what makes it an entry.

use serde::Deserialize;
use serde_json::Value;
use whence_model::{
    Text, Untrusted,
    facts::known::{KnownEntry, Label},
    t,
};

use crate::{Entry, Hash256, ListedPdq, Pipeline};

/// Characters of one field: more is no field but an accident.
const MAX_CHARS: usize = 4096;

/// The columns of a CSV list and the keys of an NDJSON list; others are left aside.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Record {
    sha256: Option<String>,
    pdq: Option<String>,
    pdq_pipeline: Option<String>,
    /// A number, or a number in quotes.
    pdq_quality: Option<Value>,
    title: Option<String>,
    label: Option<String>,
    rating: Option<String>,
    what: Option<String>,
    date: Option<String>,
    source_url: Option<String>,
    fact_check_url: Option<String>,
    language: Option<String>,
    notes: Option<String>,
}

impl Record {
    /// Checks every field; the first reason why this is no entry.
    pub fn entry(self) -> Result<Entry, Text> {
        let sha256 = hash(self.sha256, "sha256")?;
        let pdq = match hash(self.pdq, "pdq")? {
            Some(hash) => {
                let pipeline = pipeline(self.pdq_pipeline)?;
                Some(ListedPdq { hash, pipeline, quality: quality(self.pdq_quality)? })
            }
            None => None,
        };
        if sha256.is_none() && pdq.is_none() {
            return Err(t("there is neither a sha256 nor a pdq", "il n'y a ni sha256 ni pdq"));
        }
        let known = KnownEntry {
            title: text(self.title, "title")?.ok_or(t("the title is missing", "le titre (title) manque"))?,
            label: label(self.label)?,
            rating: text(self.rating, "rating")?.unwrap_or_default(),
            what: text(self.what, "what")?.unwrap_or_default(),
            date: date(self.date)?,
            source_url: address(self.source_url, "source_url")?,
            fact_check_url: address(self.fact_check_url, "fact_check_url")?,
        };
        let (language, notes) = (text(self.language, "language")?, text(self.notes, "notes")?);
        Ok(Entry { sha256, pdq, language, notes, known })
    }
}

fn filled(field: Option<String>) -> Option<String> {
    field.map(|f| f.trim().to_owned()).filter(|f| !f.is_empty())
}

fn text(field: Option<String>, name: &str) -> Result<Option<Untrusted>, Text> {
    match filled(field) {
        Some(text) if text.chars().nth(MAX_CHARS).is_some() => Err(Text::new(
            format!("{name} is longer than {MAX_CHARS} characters"),
            format!("{name} dépasse {MAX_CHARS} caractères"),
        )),
        text => Ok(text.map(Untrusted::new)),
    }
}

fn hash(field: Option<String>, name: &str) -> Result<Option<Hash256>, Text> {
    let Some(hex) = filled(field) else { return Ok(None) };
    Hash256::from_hex(&hex).map(Some).ok_or_else(|| {
        Text::new(
            format!("{name} is not 64 hexadecimal digits"),
            format!("{name} ne compte pas 64 chiffres hexadécimaux"),
        )
    })
}

fn pipeline(field: Option<String>) -> Result<Pipeline, Text> {
    let Some(word) = filled(field) else { return Ok(Pipeline::Unknown) };
    serde_json::from_value(Value::String(word)).map_err(|_| {
        t("pdq_pipeline is none of full, nearest512, unknown", "pdq_pipeline n'est ni full, ni nearest512, ni unknown")
    })
}

fn quality(field: Option<Value>) -> Result<Option<u8>, Text> {
    let number = match field {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(Value::Number(number)) => number.as_u64(),
        Some(_) => None,
    };
    number
        .and_then(|n| u8::try_from(n).ok())
        .filter(|n| *n <= 100)
        .map(Some)
        .ok_or(t("pdq_quality is no whole number from 0 to 100", "pdq_quality n'est pas un nombre entier de 0 à 100"))
}

fn label(field: Option<String>) -> Result<Label, Text> {
    filled(field).and_then(|word| serde_json::from_value(Value::String(word)).ok()).ok_or(t(
        "label is none of ai_generated, altered, out_of_context, staged, satire, original, other",
        "label n'est aucun de ces mots : ai_generated, altered, out_of_context, staged, satire, original, other",
    ))
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn date(field: Option<String>) -> Result<Option<Untrusted>, Text> {
    let Some(date) = filled(field) else { return Ok(None) };
    let part = |part: Option<&str>, digits: usize, range: std::ops::RangeInclusive<u16>| {
        part.is_none_or(|p| p.len() == digits && p.parse().is_ok_and(|n: u16| range.contains(&n)))
    };
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let plain = date.bytes().all(|b| b.is_ascii_digit() || b == b'-') && parts.next().is_none();
    if plain && part(year, 4, 1800..=9999) && part(month, 2, 1..=12) && part(day, 2, 1..=31) {
        return Ok(Some(Untrusted::new(date)));
    }
    Err(t("date is not written YYYY, YYYY-MM or YYYY-MM-DD", "date ne s'écrit pas AAAA, AAAA-MM ou AAAA-MM-JJ"))
}

fn address(field: Option<String>, name: &str) -> Result<Option<Untrusted>, Text> {
    let Some(address) = text(field, name)? else { return Ok(None) };
    let raw = address.raw();
    let rest = raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://"));
    // Shown as a link in reports: nothing but a web address may stand here.
    match rest {
        Some(rest) if !rest.is_empty() && raw.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b)) => {
            Ok(Some(address))
        }
        _ => Err(Text::new(
            format!("{name} is no address that begins with https:// or http://"),
            format!("{name} n'est pas une adresse qui commence par https:// ou http://"),
        )),
    }
}
