//! Streams that cannot cost more than a line at a time.

use std::{
    cell::RefCell,
    io::{self, BufRead, Read},
    rc::Rc,
};

use sha2::{Digest, Sha256};
use whence_model::{Text, t};

/// Bytes of one line, or of one row whose quoted fields hold several: fifteen fields of 4,096 characters, each written
/// as `\uXXXX\uXXXX`, have 720 kB.
pub const MAX_LINE: usize = 1 << 20;

/// Digests what is read through it.
pub struct Digested<R> {
    inner: R,
    digest: Digesting,
}

#[derive(Clone)]
pub struct Digesting(Rc<RefCell<Sha256>>);

impl<R> Digested<R> {
    pub fn new(inner: R) -> (Digesting, Self) {
        let digest = Digesting(Rc::default());
        (digest.clone(), Self { inner, digest })
    }
}

impl Digesting {
    /// Of all that was read so far.
    pub fn hex(&self) -> String {
        self.0.borrow().clone().finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

impl<R: Read> Read for Digested<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.digest.0.borrow_mut().update(buffer.get(..read).unwrap_or(buffer));
        Ok(read)
    }
}

/// The next line with its end, behind what stands in `line`; how many bytes it has. Nothing behind a line that is too
/// long is read.
pub fn append_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> Result<usize, Text> {
    let left = MAX_LINE.saturating_sub(line.len()).saturating_add(1) as u64;
    let read = input.take(left).read_until(b'\n', line).map_err(|e| super::unreadable(&e))?;
    if line.len() > MAX_LINE { Err(too_long()) } else { Ok(read) }
}

/// The next line without its end, in `line`; whether there was one.
pub fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, Text> {
    line.clear();
    let read = append_line(input, line)?;
    if line.ends_with(b"\n") {
        line.pop();
    }
    if line.ends_with(b"\r") {
        line.pop();
    }
    Ok(read > 0)
}

/// What a file is, by its first line or its header, that is surely no text in UTF-8.
pub fn no_utf8(first: &[u8]) -> Option<Text> {
    if first.starts_with(b"PK\x03\x04") {
        return Some(t(
            "this is a ZIP file, such as a spreadsheet's workbook; save it as CSV in UTF-8",
            "c'est un fichier ZIP, comme le classeur d'un tableur ; enregistrez-le en CSV, en UTF-8",
        ));
    }
    let marked = first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff");
    (marked || first.contains(&0)).then_some(t(
        "the file is written in UTF-16, or is no text; save it as UTF-8",
        "le fichier est écrit en UTF-16, ou n'est pas du texte ; enregistrez-le en UTF-8",
    ))
}

fn too_long() -> Text {
    Text::new(
        format!(
            "it is longer than {MAX_LINE} bytes, or a quotation mark in it is never closed; nothing behind it was read"
        ),
        format!(
            "elle dépasse {MAX_LINE} octets, ou un guillemet n'y est jamais fermé ; rien de ce qui suit n'a été lu"
        ),
    )
}
