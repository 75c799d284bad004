//! An index on disk: 56 bytes of head, the hashes, the tables, a CRC-32 of it all; every number little-endian.
//!
//! It is read into memory in one go: a query touches some ten thousand places all over the tables, and fetching each of
//! them from the disk when it is first needed would take far longer. So a file that somebody cuts short later on
//! cannot bring the process down either, as it could under a memory map.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, Write},
    panic,
    path::Path,
    process,
    sync::Mutex,
    thread,
};

use super::{Index, LEAST, Unfit, summed::Summed, tables, tables::Tables};
use crate::Hash256;

const MAGIC: &[u8; 12] = b"Whence index";

/// Rises when the layout changes, or the bands.
pub const VERSION: u32 = 1;

/// Magic, version, count (64 bits), digest of the source.
const HEAD: u64 = 12 + 4 + 8 + 32;

/// 6 GB: above that a machine of its own is needed, and below it a head that lies reserves no more than this.
pub const MAX_COUNT: u64 = 1 << 26;

impl Index {
    /// The index kept in `file`; where there is none that fits, it is made from `hashes` and kept there. `source` is the
    /// SHA-256 of what the hashes are taken from. The error, where it could not be kept: it will be made anew each time.
    pub fn kept(file: &Path, source: Hash256, hashes: impl FnOnce() -> Vec<Hash256>) -> (Self, io::Result<()>) {
        match Self::open(file, source) {
            Ok(index) => (index, Ok(())),
            Err(_) => {
                let index = Self::new(hashes());
                let kept = index.save(file, source);
                (index, kept)
            }
        }
    }

    /// # Errors
    /// Where the file is not the whole index of this source. Whoever can write it could change the list as well: it is
    /// guarded against accidents, and against breaking us, but not against an index that is wrong on purpose.
    pub fn open(file: &Path, source: Hash256) -> Result<Self, Unfit> {
        let length = fs::metadata(file).map_err(Unfit::Unreadable)?.len();
        Self::read(|| File::open(file), length, source)
    }

    /// The file is there whole or not at all, whatever happens meanwhile.
    ///
    /// # Errors
    /// Where it cannot be written; what stood there before then still does.
    pub fn save(&self, file: &Path, source: Hash256) -> io::Result<()> {
        if self.len() as u64 > MAX_COUNT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        replace(file, |new| self.write(new, source))
    }

    fn write(&self, to: impl Write, source: Hash256) -> io::Result<()> {
        let mut to = Summed::new(to);
        to.put(MAGIC)?;
        to.put(&VERSION.to_le_bytes())?;
        to.put(&(self.len() as u64).to_le_bytes())?;
        to.put(&hash_bytes(source))?;
        to.put_all(&self.hashes, hash_bytes)?;
        if let Some(tables) = &self.tables {
            to.put_all(&tables.starts, u32::to_le_bytes)?;
            to.put_all(&tables.entries, u32::to_le_bytes)?;
        }
        let sum = to.sum().finalize();
        to.put(&sum.to_le_bytes())
    }

    /// `length` is all that can be read. Nothing is reserved before it is certain that so much is there.
    fn read<R: Read + Seek>(
        open: impl Fn() -> io::Result<R> + Sync,
        length: u64,
        source: Hash256,
    ) -> Result<Self, Unfit> {
        if length < HEAD {
            return Err(Unfit::NoIndex);
        }
        let mut from = Summed::at(&open, 0)?;
        if from.take()? != *MAGIC {
            return Err(Unfit::NoIndex);
        }
        let version = u32::from_le_bytes(from.take()?);
        if version != VERSION {
            return Err(Unfit::OtherVersion(version));
        }
        let told = u64::from_le_bytes(from.take()?);
        if hash(from.take()?) != source {
            return Err(Unfit::OtherSource);
        }
        let count = usize::try_from(told).ok().filter(|_| told <= MAX_COUNT).ok_or(Unfit::TooMany(told))?;
        let (starts, entries) = if count < LEAST { (0, 0) } else { tables::lengths(count) };
        let entries_at = HEAD + 32 * told + 4 * starts as u64;
        if length != entries_at + 4 * entries as u64 + 4 {
            return Err(Unfit::WrongLength(told));
        }
        // Getting the memory from the system takes most of the time, and two threads get it in half.
        let (first, second) = thread::scope(|scope| {
            let second = scope.spawn(|| {
                let mut from = Summed::at(&open, entries_at)?;
                let entries = from.take_all(entries, u32::from_le_bytes)?;
                let sum = from.sum();
                Ok((entries, sum, u32::from_le_bytes(from.take()?)))
            });
            let first = from.take_all(count, hash).and_then(|h| Ok((h, from.take_all(starts, u32::from_le_bytes)?)));
            (first, second.join().unwrap_or_else(|panic| panic::resume_unwind(panic)))
        });
        let ((hashes, starts), (entries, more, told)) = (first?, second?);
        let mut sum = from.sum();
        sum.combine(&more);
        if sum.finalize() != told {
            return Err(Unfit::Damaged);
        }
        let tables = match count {
            ..LEAST => None,
            _ => Some(Tables::from_parts(count, starts, entries).ok_or(Unfit::Damaged)?),
        };
        Ok(Self { hashes, tables })
    }
}

/// The file is there whole or not at all, whatever happens meanwhile.
pub fn replace(file: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // Two threads must not write aside under one name.
    static SAVING: Mutex<()> = Mutex::new(());
    let _saving = SAVING.lock();
    let mut aside = file.as_os_str().to_owned();
    aside.push(format!(".{}.new", process::id()));
    let aside = Path::new(&aside);
    match fs::remove_file(aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut new = private().write(true).create_new(true).open(aside)?;
    let written = write(&mut new).and_then(|()| new.sync_all());
    drop(new);
    let kept = written.and_then(|()| fs::rename(aside, file));
    if kept.is_err() {
        let _ = fs::remove_file(aside);
    }
    kept
}

/// Which pictures somebody looks out for is nobody else's business.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

pub fn hash(bytes: [u8; 32]) -> Hash256 {
    let words = bytes.as_chunks().0;
    Hash256::new(std::array::from_fn(|at| u64::from_le_bytes(words[at])))
}

pub fn hash_bytes(hash: Hash256) -> [u8; 32] {
    let words = hash.words();
    std::array::from_fn(|at| words[at / 8].to_le_bytes()[at % 8])
}

#[cfg(test)]
mod tests {
    use std::{io::Cursor, path::PathBuf};

    use whence_model::Text;

    use super::*;
    use crate::index::tests::Numbers;

    const SOURCE: Hash256 = Hash256::new([1, 2, 3, 4]);

    /// A folder of its own, gone at the end.
    struct Place(PathBuf);

    impl Place {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("whence-index-{}-{name}", process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn file(&self) -> PathBuf {
            self.0.join("list.index")
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn written(hashes: Vec<Hash256>) -> Vec<u8> {
        let mut bytes = Vec::new();
        Index::new(hashes).write(&mut bytes, SOURCE).unwrap();
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Index, Unfit> {
        Index::read(|| Ok(Cursor::new(bytes)), bytes.len() as u64, SOURCE)
    }

    /// What it says, in both languages.
    fn said(bytes: &[u8]) -> Text {
        let text = read(bytes).expect_err("it is not taken").text();
        assert!(text.en.contains("index") && text.fr.contains("index") && text.en != text.fr, "{text:?}");
        text
    }

    /// With a sum that fits, as somebody would make it who wants to be taken seriously.
    fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
        let end = bytes.len() - 4;
        let sum = crc32fast::hash(&bytes[..end]);
        bytes[end..].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    #[test]
    fn what_is_saved_is_what_is_opened() {
        let place = Place::new("saved");
        let mut numbers = Numbers(5);
        for count in [0, 1, LEAST - 1, LEAST, 5001] {
            let hashes = numbers.hashes(count);
            let index = Index::new(hashes.clone());
            index.save(&place.file(), SOURCE).unwrap();
            let opened = Index::open(&place.file(), SOURCE).unwrap();
            assert_eq!((opened.len(), opened.tables.is_some()), (count, count >= LEAST));
            assert_eq!(opened.hashes, hashes);
            let queries = &hashes[..count.min(50)];
            assert_eq!(opened.within(queries, 31), index.within(queries, 31));
            assert_eq!(opened.within(queries, 31).len(), queries.len());
        }
        assert_eq!(fs::read_dir(&place.0).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn it_is_made_once_and_made_anew_where_it_does_not_fit() {
        let place = Place::new("kept");
        let hashes = Numbers(6).hashes(LEAST);
        let keep = |source| {
            let mut made = false;
            let (index, kept) = Index::kept(&place.file(), source, || {
                made = true;
                hashes.clone()
            });
            kept.unwrap();
            assert_eq!(index.within(&hashes[7..8], 31).len(), 1);
            made
        };
        assert!(keep(SOURCE), "there is none yet");
        assert!(!keep(SOURCE));
        assert!(keep(Hash256::new([0; 4])), "it is that of another list");
        // What a killed process left is no obstacle.
        fs::write(place.0.join(format!("list.index.{}.new", process::id())), "half").unwrap();
        assert!(keep(SOURCE));
        let whole = fs::read(place.file()).unwrap();
        fs::write(place.file(), &whole[..whole.len() - 1]).unwrap();
        assert!(keep(SOURCE), "it is cut short");
        assert_eq!(fs::read(place.file()).unwrap(), whole);

        // Something stands where it should go.
        fs::remove_file(place.file()).unwrap();
        fs::create_dir_all(place.file().join("full")).unwrap();
        let (index, kept) = Index::kept(&place.file(), SOURCE, || hashes.clone());
        assert_eq!((index.len(), kept.is_err()), (LEAST, true));
        assert_eq!(fs::read_dir(&place.0).unwrap().count(), 1, "nothing is left beside it");

        let nowhere = place.0.join("no folder").join("list.index");
        let (index, kept) = Index::kept(&nowhere, SOURCE, || hashes.clone());
        assert_eq!((index.len(), kept.unwrap_err().kind()), (LEAST, io::ErrorKind::NotFound));
        let missing = Index::open(&nowhere, SOURCE).unwrap_err().text();
        assert!(missing.en.starts_with("the index cannot be read (") && missing.fr.contains("ne peut pas être lu"));
    }

    #[test]
    fn what_is_no_index_of_this_list_is_told_apart() {
        let bytes = written(Numbers(7).hashes(3));
        assert_eq!(bytes.len(), 56 + 3 * 32 + 4);
        let with = |at: usize, new: &[u8]| {
            let mut bytes = bytes.clone();
            bytes[at..at + new.len()].copy_from_slice(new);
            said(&summed(bytes)).en
        };
        assert_eq!(said(b"").en, "this is no index of hashes");
        assert_eq!(said(&[0; 1000]).en, "this is no index of hashes");
        assert_eq!(with(0, b"w"), "this is no index of hashes");
        assert_eq!(with(12, &[2]), "the index is of version 2, where 1 is expected");
        assert_eq!(with(24, &[9]), "the index is that of another list");
        for count in [0, 2, 4, LEAST as u64, MAX_COUNT] {
            assert!(with(16, &count.to_le_bytes()).contains(&format!("holds {count} hashes, but its length")));
        }
        for count in [MAX_COUNT + 1, u64::MAX] {
            assert!(with(16, &count.to_le_bytes()).contains("are the limit"), "{count}");
        }
    }

    #[test]
    fn no_change_and_no_cut_is_taken_for_an_index() {
        let short = written(Numbers(8).hashes(2));
        for at in 0..short.len() {
            said(&short[..at]);
            let mut changed = short.clone();
            changed[at] ^= 1;
            said(&changed);
        }
        said(&[&short[..], &[0]].concat());
        let long = written(Numbers(8).hashes(LEAST));
        for at in (0..long.len()).step_by(4999) {
            said(&long[..at]);
            let mut changed = long.clone();
            changed[at] ^= 0x80;
            said(&changed);
        }
        // A file that grows shorter while it is read.
        assert!(matches!(
            Index::read(|| Ok(Cursor::new(&long[..5000])), long.len() as u64, SOURCE),
            Err(Unfit::Unreadable(_))
        ));
    }

    #[test]
    fn tables_that_point_nowhere_are_not_taken() {
        let bytes = written(Numbers(9).hashes(LEAST));
        let starts = 56 + 32 * LEAST;
        let entries = starts + 4 * tables::lengths(LEAST).0;
        let band = 4 * (LEAST + 1);
        let last = starts + band - 4;
        assert!(read(&summed(bytes.clone())).is_ok());
        for (at, new) in [
            (starts, 1),
            (starts + 8, LEAST as u32 + 1),
            (starts + 8, u32::MAX),
            (last, LEAST as u32 - 1),
            (last, LEAST as u32 + 1),
            (starts + 3 * band, 1),
            (entries, LEAST as u32),
            (bytes.len() - 8, u32::MAX),
        ] {
            let mut bytes = bytes.clone();
            bytes[at..at + 4].copy_from_slice(&new.to_le_bytes());
            assert_eq!(said(&summed(bytes)).fr, "l'index est endommagé", "{new} at {at}");
        }
    }
}
