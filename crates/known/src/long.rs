//! A long list that was read once: where its rows begin and how they are found, in two files of ours beside it, so that it
//! need not be read again. What they hold is taken from the list alone, and made anew where they do not fit.
//!
//! `.index` is an [`Index`] of its PDQ hashes. `.rows` has a head (magic, version, digest of the source, five counts of 64
//! bits), then places of rows (64 bits each), files and pixels by SHA-256 (32 bytes and an entry's number of 32 bits),
//! whose hash each of the index is and how it was made (32 bits and a byte), entries with features (32 bits), and a
//! CRC-32 of it all; every number little-endian.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    Assumed, Hash256, Index, List, Pipeline, Unfit,
    by_hash::ByHash,
    index::{Summed, hash, hash_bytes, replace},
    rows::{Bytes, Places, Rows},
};

const MAGIC: &[u8; 12] = b"Whence rows\n";

/// Rises when the layout changes, or what is taken from a list.
const VERSION: u32 = 1;

const HEAD: u64 = 12 + 4 + 32 + 5 * 8;

/// As many as an index holds.
const MAX_COUNT: u64 = 1 << 26;

const PIPELINES: [Pipeline; 3] = [Pipeline::Full, Pipeline::Nearest512, Pipeline::Unknown];

impl List {
    /// A list of which the files `aside` tell all that is needed to find its entries, which are read from `rows` when they are
    /// wanted. `sha256` is that of the list's bytes, which whoever calls has held against them.
    ///
    /// # Errors
    /// Where there are no such files of this list, or they cannot be believed.
    pub fn open_long(
        name: &str,
        aside: &Path,
        sha256: &str,
        rows: impl Bytes + 'static,
        assumed: &Assumed,
    ) -> Result<Self, Unfit> {
        let source = source(sha256, assumed);
        let pdq = Index::open(&index_file(aside), source)?;
        let (places, by_hash) = read(&rows_file(aside), source, pdq)?;
        let rows = Rows::new(places, assumed, rows);
        let mut features = Vec::new();
        for at in &by_hash.featured {
            features.push(rows.entry(*at as usize).and_then(|entry| entry.features).ok_or(Unfit::Damaged)?);
        }
        Ok(Self::in_file(name, sha256.to_owned(), rows, by_hash.featuring(features)))
    }

    /// Keeps what [`List::open_long`] reads, of a list that [`List::read_long`] gave.
    ///
    /// # Errors
    /// Where it cannot be written: the list is read anew each time.
    pub fn save_long(&self, aside: &Path, assumed: &Assumed) -> io::Result<()> {
        let rows = self.rows().ok_or(io::ErrorKind::InvalidInput)?;
        let source = source(&self.sha256, assumed);
        self.by_hash.pdq.save(&index_file(aside), source)?;
        replace(&rows_file(aside), |to| write(to, source, &rows.places, &self.by_hash))
    }
}

fn index_file(aside: &Path) -> PathBuf {
    aside.with_extension("index")
}

fn rows_file(aside: &Path) -> PathBuf {
    aside.with_extension("rows")
}

/// Of the list's bytes and of what is assumed of its lines.
fn source(sha256: &str, assumed: &Assumed) -> Hash256 {
    let mut digest = Sha256::new_with_prefix(sha256);
    for part in assumed.0.iter().flat_map(|(column, text)| [column, text]) {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    hash(digest.finalize().into())
}

fn write(to: &mut File, source: Hash256, places: &Places, by_hash: &ByHash) -> io::Result<()> {
    let ByHash { files, pixels, detailed, featured, .. } = by_hash;
    let mut to = Summed::new(to);
    to.put(MAGIC)?;
    to.put(&VERSION.to_le_bytes())?;
    to.put(&hash_bytes(source))?;
    let counts = [places.0.len(), files.len(), pixels.len(), detailed.len(), featured.len()];
    to.put_all(&counts, |count| (count as u64).to_le_bytes())?;
    to.put_all(&places.0, u64::to_le_bytes)?;
    for sorted in [files, pixels] {
        to.put_all(sorted, |(hash, at): (Hash256, u32)| {
            let mut bytes = [0; 36];
            bytes[..32].copy_from_slice(&hash_bytes(hash));
            bytes[32..].copy_from_slice(&at.to_le_bytes());
            bytes
        })?;
    }
    to.put_all(detailed, |(at, made): (u32, Pipeline)| {
        let [a, b, c, d] = at.to_le_bytes();
        [a, b, c, d, PIPELINES.iter().position(|pipeline| *pipeline == made).unwrap_or_default() as u8]
    })?;
    to.put_all(featured, u32::to_le_bytes)?;
    let sum = to.sum().finalize();
    to.put(&sum.to_le_bytes())?;
    to.into_inner().flush()
}

/// Nothing is reserved before it is certain that so much is there.
fn read(file: &Path, source: Hash256, pdq: Index) -> Result<(Places, ByHash), Unfit> {
    let length = fs::metadata(file).map_err(Unfit::Unreadable)?.len();
    if length < HEAD {
        return Err(Unfit::NoIndex);
    }
    let mut from = Summed::at(|| File::open(file), 0)?;
    if from.take()? != *MAGIC {
        return Err(Unfit::NoIndex);
    }
    let version = u32::from_le_bytes(from.take()?);
    if version != VERSION {
        return Err(Unfit::OtherVersion(version));
    }
    if hash(from.take()?) != source {
        return Err(Unfit::OtherSource);
    }
    let counts = from.take_all(5, u64::from_le_bytes)?;
    if let Some(many) = counts.iter().find(|count| **count > MAX_COUNT + 1) {
        return Err(Unfit::TooMany(*many));
    }
    let bytes: u64 = counts.iter().zip([8, 36, 36, 5, 4]).map(|(count, size)| count * size).sum();
    if length != HEAD + bytes + 4 {
        return Err(Unfit::WrongLength(counts[0]));
    }
    let [places, files, pixels, detailed, featured] = std::array::from_fn(|at| counts[at] as usize);
    let places = Places(from.take_all(places, u64::from_le_bytes)?);
    let sorted = |bytes: [u8; 36]| {
        let (sha256, at) = bytes.split_at(32);
        let (mut hashed, mut number) = ([0; 32], [0; 4]);
        hashed.copy_from_slice(sha256);
        number.copy_from_slice(at);
        (hash(hashed), u32::from_le_bytes(number))
    };
    let files = from.take_all(files, sorted)?;
    let pixels = from.take_all(pixels, sorted)?;
    let made =
        |[a, b, c, d, made]: [u8; 5]| (u32::from_le_bytes([a, b, c, d]), PIPELINES.get(usize::from(made)).copied());
    let detailed: Vec<_> = from.take_all(detailed, made)?;
    let featured = from.take_all(featured, u32::from_le_bytes)?;
    let sum = from.sum().finalize();
    if u32::from_le_bytes(from.take()?) != sum {
        return Err(Unfit::Damaged);
    }
    // A sum that fits is no promise: whoever wrote the file may have meant harm.
    let entries = places.0.len().saturating_sub(1);
    let within = |at: u32| (at as usize) < entries;
    let sound = places.0.is_sorted()
        && [&files, &pixels].iter().all(|all| all.is_sorted() && all.iter().all(|(_, at)| within(*at)))
        && detailed.len() == pdq.len()
        && featured.iter().copied().all(within);
    let detailed: Option<Vec<_>> =
        detailed.into_iter().map(|(at, made)| Some((at, made?)).filter(|(at, _)| within(*at))).collect();
    let detailed = detailed.filter(|_| sound).ok_or(Unfit::Damaged)?;
    Ok((places, ByHash::found(files, pixels, (detailed, pdq), featured)))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::{Asked, features, look_up};

    const SHA: &str = "c8e7fe90699a974dcbfd6b0f9994c6b60ef444b61390651c436adbfee49d9e3f";
    const PDQ: &str = "27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a";

    struct Place(PathBuf);

    impl Place {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("whence-long-{}-{name}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn aside(&self) -> PathBuf {
            self.0.join("0123.list")
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn text() -> String {
        let features = features::to_text(&features::tests::drawn(1, 200));
        let head = "title,label,sha256,pixels_sha256,pdq,pdq_pipeline,pdq_nearest512,features";
        format!("{head}\nA,other,{SHA},,,,,\nB,other,,{SHA},{PDQ},full,{SHA},\nC,other,,,{PDQ},unknown,,{features}\n")
    }

    fn long(text: &str) -> List {
        List::read_long("n", text.as_bytes(), Cursor::new(text.as_bytes().to_vec()), &Assumed::default()).unwrap()
    }

    fn opened(place: &Place, text: &str) -> Result<List, Unfit> {
        let sha256 = List::parse("n", text).unwrap().sha256;
        let rows = Cursor::new(text.as_bytes().to_vec());
        List::open_long("n", &place.aside(), &sha256, rows, &Assumed::default())
    }

    /// What a list says of a picture that is on it in every way.
    fn told(list: List) -> String {
        let features = features::tests::drawn(1, 200);
        let pdq = whence_model::Pdq {
            hash: PDQ.into(),
            nearest512: SHA.into(),
            dihedral: vec![],
            dihedral512: vec![],
            quality: 90,
        };
        let asked =
            Asked { sha256: SHA, pixels_sha256: Some(SHA), pdq: Some(&pdq), features: Some(&features), trimmed: &[] };
        let titles = |known: &whence_model::facts::known::Known| {
            known.matches.iter().map(|m| format!("{} {:?}", m.entry.title, m.by)).collect::<Vec<_>>().join("\n")
        };
        let known = look_up(&[list], &asked);
        format!("{} of {}\n{}", known.lists[0].with_features, known.lists[0].entries, titles(&known))
    }

    #[test]
    fn a_long_list_says_what_a_short_one_says() {
        let place = Place::new("same");
        let text = text();
        let short = told(List::parse("n", &text).unwrap());
        assert!(short.contains("A Sha256") && short.contains("B Pixels") && short.contains("C Pdq"), "{short}");
        assert_eq!(told(long(&text)), short);
        assert!(matches!(opened(&place, &text), Err(Unfit::Unreadable(_))));
        long(&text).save_long(&place.aside(), &Assumed::default()).unwrap();
        assert_eq!(told(opened(&place, &text).unwrap()), short);
        // Another list does not take it for its own, nor the same one of which another thing is assumed.
        assert!(matches!(opened(&place, &text.replace("A,other", "A,satire")), Err(Unfit::OtherSource)));
        let mut assumed = Assumed::default();
        assumed.set(crate::Column::Rating, "False");
        let sha256 = List::parse("n", &text).unwrap().sha256;
        let rows = Cursor::new(text.as_bytes().to_vec());
        let other = List::open_long("n", &place.aside(), &sha256, rows, &assumed);
        assert!(matches!(other, Err(Unfit::OtherSource)));
    }

    /// What is read in pieces fits together again.
    #[test]
    fn many_rows_come_back_in_their_places() {
        let place = Place::new("many");
        let row = |n: u32| format!("{n},other,{n:064x},{n:064x},,,,\n");
        let head = "title,label,sha256,pixels_sha256,pdq,pdq_pipeline,pdq_nearest512,features\n";
        let text = head.to_owned() + &(0..9000).map(row).collect::<String>();
        long(&text).save_long(&place.aside(), &Assumed::default()).unwrap();
        let list = opened(&place, &text).unwrap();
        for n in [0u32, 1, 3639, 3640, 3641, 8999] {
            let sha256 = format!("{n:064x}");
            let known = look_up(std::slice::from_ref(&list), &Asked { sha256: &sha256, ..Asked::default() });
            assert_eq!(known.matches[0].entry.title.raw(), n.to_string());
        }
    }

    #[test]
    fn an_entry_that_cannot_be_read_any_more_is_counted() {
        let text = text();
        let gone = Cursor::new(b"title".to_vec());
        let list = List::read_long("n", text.as_bytes(), gone, &Assumed::default()).unwrap();
        let known = look_up(&[list], &Asked { sha256: SHA, ..Asked::default() });
        assert_eq!((known.matches.len(), known.unread), (0, 1));
    }

    #[test]
    fn no_other_bytes_are_taken() {
        let place = Place::new("hostile");
        let text = text();
        long(&text).save_long(&place.aside(), &Assumed::default()).unwrap();
        let file = rows_file(&place.aside());
        let whole = fs::read(&file).unwrap();
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).unwrap();
            assert!(opened(&place, &text).is_err(), "{length}");
        }
        let summed = |mut bytes: Vec<u8>| {
            let end = bytes.len() - 4;
            let sum = crc32fast::hash(&bytes[..end]);
            bytes[end..].copy_from_slice(&sum.to_le_bytes());
            bytes
        };
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x81;
            fs::write(&file, &bytes).unwrap();
            assert!(opened(&place, &text).is_err(), "{at}");
            // With a sum that fits it may be taken, and must not break anything.
            fs::write(&file, summed(bytes)).unwrap();
            let _ = opened(&place, &text).map(told);
        }
        fs::write(&file, &whole).unwrap();
        assert!(opened(&place, &text).is_ok());
    }
}
