//! A hash a line, as other programs write them: PDQ's own, python-threatexchange, `sha256sum`.

use std::io::BufRead;

use whence_model::{Text, Untrusted, t};

use super::{Fault, Lines, bounded::read_line, no_utf8};
use crate::{Column, Hash256, Pipeline, record::Record};

/// Digits by which a hash is called that has no title.
pub const SHORT: usize = 12;

pub struct HashLines<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
    /// What hashes without a word before them are.
    bare: Option<Column>,
}

impl<R: BufRead> HashLines<R> {
    pub fn new(input: R, first_line: u64, bare: Option<Column>) -> Self {
        Self { input, line: Vec::new(), number: first_line.saturating_sub(1), bare }
    }
}

impl<R: BufRead> Lines for HashLines<R> {
    fn next(&mut self, record: &mut Record) -> Option<(u64, Result<(), Fault>)> {
        loop {
            self.number = self.number.saturating_add(1);
            match read_line(&mut self.input, &mut self.line) {
                Ok(false) => return None,
                Ok(true) if self.line.trim_ascii().is_empty() || self.line.starts_with(b"#") => {}
                Ok(true) => return Some((self.number, fill(&self.line, self.bare, record))),
                Err(reason) => return Some((self.number, Err(Fault::End(reason)))),
            }
        }
    }

    fn are_unlabelled(&self) -> bool {
        true
    }
}

/// Whether a line is one of these, by its look.
pub fn is_one(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|line| match Shape::of(line.trim()) {
        Shape::Bare(hash) | Shape::Summed { hash, .. } | Shape::Hashed { hash, .. } => {
            Hash256::from_hex(hash).is_some()
        }
        Shape::Marked { kind, hash } => {
            matches!(kind, "pdq" | "sha256") || hash.len() >= 32 && hash.bytes().all(|b| b.is_ascii_hexdigit())
        }
        Shape::Detailed(_) => true,
        Shape::None => false,
    })
}

enum Shape<'a> {
    Bare(&'a str),
    /// `pdq HASH`: local files of python-threatexchange (`exchanges/impl/file_api.py`).
    Marked {
        kind: &'a str,
        hash: &'a str,
    },
    /// `HASH  NAME` or `HASH *NAME`: GNU `sha256sum`; with a backslash before it where the name is escaped.
    Summed {
        hash: &'a str,
        name: &'a str,
        escaped: bool,
    },
    /// `HASH,QUALITY,NAME`: PDQ's `pdq-photo-hasher`.
    Hashed {
        hash: &'a str,
        quality: &'a str,
        name: &'a str,
    },
    /// `hash=…,norm=…,quality=…,filename=NAME`: the same with `--details`.
    Detailed(&'a str),
    None,
}

impl<'a> Shape<'a> {
    fn of(line: &'a str) -> Self {
        if line.starts_with("hash=") {
            return Self::Detailed(line);
        }
        if let Some((hash, rest)) = line.split_once(',') {
            return match rest.split_once(',') {
                Some((quality, name)) => Self::Hashed { hash, quality, name },
                None => Self::None,
            };
        }
        let Some((first, rest)) = line.split_once(' ') else { return Self::Bare(line) };
        if let Some(name) = rest.strip_prefix([' ', '*']) {
            let (hash, escaped) = first.strip_prefix('\\').map_or((first, false), |hash| (hash, true));
            return Self::Summed { hash, name, escaped };
        }
        let is_word = first.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if is_word && first.len() < 64 { Self::Marked { kind: first, hash: rest } } else { Self::None }
    }
}

fn fill(line: &[u8], bare: Option<Column>, record: &mut Record) -> Result<(), Fault> {
    record.clear();
    record.more.clear();
    let line = std::str::from_utf8(line).map_err(|_| Fault::Line(no_utf8()))?.trim();
    // As the first line of a list it would be refused, and that is how a line of a long list is read again.
    if line.contains('\0') {
        return Err(Fault::Line(t(
            "it holds a NUL character, which no file's name does; take it out",
            "elle contient un caractère NUL, qu'aucun nom de fichier ne contient ; retirez-le",
        )));
    }
    match Shape::of(line) {
        Shape::Bare(hash) => {
            let column = bare.ok_or_else(|| Fault::End(which()))?;
            named(record, column, hash, "");
        }
        Shape::Marked { kind, hash } => match kind {
            "pdq" => named(record, Column::Pdq, hash, ""),
            "sha256" => named(record, Column::Sha256, hash, ""),
            other => return Err(Fault::Line(no_picture(other))),
        },
        Shape::Summed { hash, name, escaped } => {
            let name = if escaped { unescaped(name) } else { name.to_owned() };
            named(record, Column::Sha256, hash, &name);
        }
        Shape::Hashed { hash, quality, name } => {
            named(record, Column::Pdq, hash, name);
            record.set(Column::PdqQuality, quality);
            record.set(Column::PdqPipeline, Pipeline::Nearest512.word());
        }
        Shape::Detailed(line) => detailed(record, line).map_err(Fault::Line)?,
        Shape::None => {
            return Err(Fault::Line(t("it does not begin with a hash", "elle ne commence pas par une empreinte")));
        }
    }
    Ok(())
}

fn detailed(record: &mut Record, line: &str) -> Result<(), Text> {
    // A name may hold commas: it stands last.
    let (fields, name) = line.split_once(",filename=").unwrap_or((line, ""));
    let field = |key: &str| fields.split(',').find_map(|field| field.strip_prefix(key)?.strip_prefix('='));
    if field("xform").is_some_and(|form| form != "orig") {
        return Err(t(
            "it is the hash of a turned form; leave it out, Whence turns pictures itself",
            "c'est l'empreinte d'une forme tournée ; laissez-la de côté, Whence tourne les images lui-même",
        ));
    }
    named(record, Column::Pdq, field("hash").unwrap_or_default(), name);
    record.set(Column::PdqQuality, field("quality").unwrap_or_default());
    record.set(Column::PdqPipeline, Pipeline::Nearest512.word());
    Ok(())
}

/// Called by its file's name or, without one, by its first digits.
fn named(record: &mut Record, column: Column, hash: &str, path: &str) {
    let hash = hash.trim();
    record.set(column, hash);
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    record.set(Column::Title, if name.is_empty() { hash.get(..SHORT).unwrap_or(hash) } else { name });
}

fn unescaped(name: &str) -> String {
    name.replace("\\\\", "\u{0}").replace("\\n", "\n").replace("\\r", "\r").replace('\u{0}', "\\")
}

fn which() -> Text {
    t(
        "64 hexadecimal digits alone may be a SHA-256 or a PDQ hash; say which they are",
        "64 chiffres hexadécimaux seuls peuvent être un SHA-256 ou une empreinte PDQ ; dites ce que c'est",
    )
}

/// A signal that another kind of content has.
pub fn no_picture(kind: &str) -> Text {
    let kind = Untrusted::from(kind).short(40);
    Text::new(
        format!("its kind is “{kind}”; Whence compares pictures by pdq and sha256"),
        format!("elle est de type « {kind} » ; Whence compare les images par pdq et sha256"),
    )
}
