//! Where each entry of a long list stands in its file, so that one can be read again without reading all of it.

use std::{
    fmt,
    io::{self, Read, Seek, SeekFrom},
    sync::{Arc, Mutex},
};

use crate::{Assumed, Entry, scan};

/// A list's bytes, to be read at any place.
pub trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

/// The rows of a list by their number.
#[derive(Clone)]
pub struct Rows {
    pub(crate) places: Places,
    assumed: Assumed,
    /// Whoever holds the file open reads what it held then, whatever takes its name.
    from: Arc<Mutex<dyn Bytes>>,
}

/// Bytes of the list at which its rows begin, the end of the last one behind them: one more than there are entries.
/// What stands before the first is said of all of them, such as the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(pub Vec<u64>);

impl Rows {
    pub fn new(places: Places, assumed: &Assumed, from: impl Bytes + 'static) -> Self {
        Self { places, assumed: assumed.clone(), from: Arc::new(Mutex::new(from)) }
    }

    pub fn len(&self) -> usize {
        self.places.0.len().saturating_sub(1)
    }

    /// An entry, read from its row; nothing where there is none any more.
    pub fn entry(&self, at: usize) -> Option<Entry> {
        let [from, to] = [at, at + 1].map(|at| self.places.0.get(at).copied());
        let first = *self.places.0.first()?;
        let mut text = self.bytes(0, first).ok()?;
        text.extend(self.bytes(from?, to?).ok()?);
        let mut entry = None;
        scan(text.as_slice(), &self.assumed, &mut |_, _, read| entry = Some(read)).ok()?;
        entry
    }

    fn bytes(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let mut file = self.from.lock().map_err(|_| io::ErrorKind::Other)?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        (&mut *file).take(to.saturating_sub(from)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The file itself tells a person nothing.
impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("entries", &self.len()).finish_non_exhaustive()
    }
}

/// Notes on its way where lines begin.
pub struct Lined<R> {
    of: R,
    passed: u64,
    /// The first line begins at 0.
    begins: Vec<u64>,
}

impl<R> Lined<R> {
    pub fn new(of: R) -> Self {
        Self { of, passed: 0, begins: vec![0] }
    }

    /// The places of the rows that begin on these lines, counted from 1 and ascending.
    pub fn places(&self, lines: &[u64]) -> Places {
        let at = |line: &u64| self.begins.get((line - 1) as usize).copied().unwrap_or(self.passed);
        Places(lines.iter().map(at).chain([self.passed]).collect())
    }
}

impl<R: Read> Read for Lined<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.of.read(buffer)?;
        let ends = buffer[..read].iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        self.begins.extend(ends.map(|(at, _)| self.passed + at as u64 + 1));
        self.passed += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const PDQ: &str = "27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a";

    fn rows(text: &str) -> (Vec<Entry>, Rows) {
        let mut lined = Lined::new(text.as_bytes());
        let (mut lines, mut entries) = (Vec::new(), Vec::new());
        let mut each = |line, _: &crate::Record, entry| {
            lines.push(line);
            entries.push(entry);
        };
        scan(&mut lined, &Assumed::default(), &mut each).unwrap();
        let places = lined.places(&lines);
        (entries, Rows::new(places, &Assumed::default(), Cursor::new(text.to_owned().into_bytes())))
    }

    #[test]
    fn every_row_is_read_again_in_every_notation() {
        let csv = format!(
            "\u{feff}# owner: Me\n\ntitle;label;pdq\r\n\"A\r\nB\";other;{PDQ}\r\n\nC;satire;{PDQ}\nD;other;{PDQ}"
        );
        let object = |title: &str| format!("{{\"title\":\"{title}\",\"label\":\"other\",\"pdq\":\"{PDQ}\"}}\n");
        let ndjson = format!("# licence: X\n{}\n{}", object("A"), object("B é"));
        let hashes = format!("{PDQ},90,a.jpg\n{PDQ},91,b.jpg\n");
        for text in [csv, ndjson, hashes] {
            let (entries, rows) = rows(&text);
            assert!(entries.len() >= 2);
            for (at, entry) in entries.iter().enumerate() {
                let again = rows.entry(at).unwrap_or_else(|| panic!("{text}: {at}"));
                assert_eq!((again.known, again.pdq.len()), (entry.known.clone(), entry.pdq.len()), "{text}: {at}");
            }
            assert!(rows.entry(entries.len()).is_none());
        }
    }

    #[test]
    fn a_file_that_is_cut_short_has_no_entry() {
        let (_, rows) = rows(&format!("title,label,pdq\nA,other,{PDQ}\nB,other,{PDQ}\n"));
        let cut = Rows { from: Arc::new(Mutex::new(Cursor::new(b"title,label,pdq\nA,oth".to_vec()))), ..rows };
        assert!(cut.entry(0).is_none() && cut.entry(1).is_none());
    }
}
