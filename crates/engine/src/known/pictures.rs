//! From pictures to entries.

use std::{
    collections::HashMap,
    fs::File,
    io,
    path::{Path, PathBuf},
};

pub use whence_known::Caption;
use whence_known::{
    Column, Pipeline, Record, Rejected, captions,
    features::{LISTED_POINTS, to_text},
};
use whence_model::{Exhibit, Features, t};

use super::KnownRefusal;
use crate::{Examination, source::refused};

/// The file in a folder that says what its pictures are.
const CAPTIONS: &str = "known.csv";
/// Digits of the SHA-256 that are an entry's id.
const ID: usize = 12;

/// A picture that is to be put on a list.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub exhibit: Exhibit,
    features: Option<Features>,
    /// Small, as JPEG, for people who will compare a match with it.
    preview: Option<Vec<u8>>,
}

/// A picture as it goes on a list: the line, and the small picture that is kept beside the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    pub record: Record,
    pub(super) preview: Option<Vec<u8>>,
}

impl From<&Examination> for Candidate {
    /// Of an engine that makes local features and previews, if they are to be kept.
    fn from(examination: &Examination) -> Self {
        let mut features = examination.features().cloned();
        if let Some(features) = &mut features {
            features.points.truncate(LISTED_POINTS);
            features.mirrored.clear();
        }
        let preview = examination.copies().map(|copies| copies.for_list().to_vec());
        Self { exhibit: examination.exhibit().clone(), features, preview }
    }
}

/// Completes the words for a picture by its hashes and features and, where they are missing, an id and a title.
pub fn described(Candidate { exhibit, features, preview }: &Candidate, words: &Record) -> NewEntry {
    let mut record = words.clone();
    record.set(Column::Sha256, &exhibit.sha256);
    record.default_to(Column::Id, exhibit.sha256.get(..ID).unwrap_or(&exhibit.sha256));
    let name = exhibit.name.raw();
    record.default_to(Column::Title, name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    // A name may be nothing but a point and letters.
    record.default_to(Column::Title, name);
    if let Some(pdq) = &exhibit.pdq {
        record.set(Column::Pdq, &pdq.hash);
        record.set(Column::PdqPipeline, Pipeline::Full.word());
        record.set(Column::PdqQuality, &pdq.quality.to_string());
        record.set(Column::PdqNearest512, &pdq.nearest512);
    }
    if let Some(sha256) = &exhibit.pixels_sha256 {
        record.set(Column::PixelsSha256, sha256);
    }
    if let Some(features) = features {
        record.set(Column::Features, &to_text(features));
    }
    NewEntry { record, preview: preview.clone() }
}

/// What `known.csv` in a folder says of these of its pictures, in their order; nothing where there is no such file.
///
/// # Errors
/// It cannot be read, a line of it cannot be taken, or speaks of a picture that is not there.
pub fn captions_in(folder: &Path, pictures: &[PathBuf]) -> Result<Vec<Option<Caption>>, KnownRefusal> {
    let mut told: Vec<Option<Caption>> = vec![None; pictures.len()];
    let file = match File::open(folder.join(CAPTIONS)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(told),
        Err(error) => return Err(refused(&error).into()),
    };
    let mut rejected = Rejected::default();
    let places: HashMap<String, usize> = pictures.iter().map(|path| from(folder, path)).zip(0..).collect();
    for caption in captions(file)? {
        match places.get(&caption.file) {
            Some(at) => told[*at] = Some(caption),
            None => rejected.add(
                caption.line,
                &t("no picture of this name is in the folder", "aucune image de ce nom n'est dans le dossier"),
            ),
        }
    }
    if rejected.lines == 0 { Ok(told) } else { Err(rejected.into()) }
}

/// The path from the folder, with `/` between folders on every system.
fn from(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
