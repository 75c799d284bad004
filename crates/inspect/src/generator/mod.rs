//! Marks that generators leave: found in the texts, Exif and XMP fields that `metadata` has read, and in text that is
//! hidden in the pixels.
//!
//! What is not here: watermarks (`pixels`), signed credentials (`credentials`), and the question whether a
//! mark is true. Anybody can write one, and most copies have lost theirs.

mod aigc;
mod app_export;
mod comfyui;
mod hidden;
mod invokeai;
mod json;
mod midjourney;
mod names;
mod novelai;
mod novelai_signature;
mod parameters;
mod picture;
mod samsung_edit;
mod settings_json;
mod signed_words;
mod written;

use whence_model::facts::{
    generator::{Generator, Mark, Process, Role, Setting},
    metadata::Metadata,
};

pub use self::picture::Picture;
use self::written::Written;
use crate::metadata::cut;

/// Marks that are kept of one file.
const MAX_MARKS: usize = 32;

/// Settings that are kept of one mark.
const MAX_SETTINGS: usize = 64;

/// Bytes of the name of one setting that are kept.
const MAX_NAME_BYTES: usize = 256;

/// Looks for the marks of every family; `picture` as stored, where it could be decoded.
pub fn read(metadata: &Metadata, picture: Option<&Picture>) -> Generator {
    let verified = |mark| novelai::verified(mark, picture);
    let mut marks: Vec<Mark> = marks(metadata).into_iter().map(verified).collect();
    let (hidden, texts) = hidden::look(picture);
    for text in &texts {
        for mark in hidden::marks(text, self::marks).into_iter().map(verified) {
            if !marks.iter().any(|known| says_the_same(known, &mark)) {
                marks.push(mark);
            }
        }
    }
    marks.truncate(MAX_MARKS);
    Generator { marks, hidden }
}

/// The marks of every family in texts and fields.
fn marks(metadata: &Metadata) -> Vec<Mark> {
    type Family = fn(&[Written]) -> Vec<Mark>;
    const FAMILIES: [Family; 10] = [
        parameters::marks,
        comfyui::marks,
        invokeai::marks,
        novelai::marks,
        settings_json::marks,
        midjourney::marks,
        names::marks,
        aigc::marks,
        app_export::marks,
        samsung_edit::marks,
    ];
    let written = written::all(metadata);
    FAMILIES.iter().flat_map(|family| family(&written)).collect()
}

/// Programs that hide their text write it into a field as well: that is one mark, unless one of the two was changed.
fn says_the_same(one: &Mark, other: &Mark) -> bool {
    let same = one.raw == other.raw || (!one.settings.is_empty() && one.settings == other.settings);
    same && one.kind == other.kind && one.signature == other.signature
}

/// What the names of a family mean, in any case.
type Names = &'static [(&'static str, Role)];

/// Settings from pairs, without those that are empty and within the bound.
fn settings<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> Vec<Setting> {
    with_roles(pairs, &[])
}

/// The same, with the roles of their names.
fn with_roles<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>, names: Names) -> Vec<Setting> {
    let said = pairs.into_iter().filter(|(_, value)| !value.as_ref().trim().is_empty());
    let setting = |(name, value): (N, V)| {
        let name = name.as_ref().trim();
        let role = names.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, role)| *role);
        Setting { name: cut(name, MAX_NAME_BYTES).into(), value: value.as_ref().trim().into(), role }
    };
    said.take(MAX_SETTINGS).map(setting).collect()
}

/// What a program did, by its own word for it.
fn process_called(word: &str) -> Process {
    let word = word.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|w| word.contains(w));
    if says(&["inpaint", "outpaint", "infill"]) {
        Process::Repainted
    } else if says(&["img2img", "image2image"]) {
        Process::FromPicture
    } else if says(&["txt2img", "text2img", "promptgenerate"]) {
        Process::Generated
    } else {
        Process::Unstated
    }
}

#[cfg(test)]
mod tests;
