//! Marks that generators leave in metadata: found in the texts, Exif and XMP fields that `metadata` has read.
//!
//! What is not here: marks in the pixels (`pixels`), signed credentials (`credentials`), and the question whether a
//! mark is true. Anybody can write one, and most copies have lost theirs.

mod aigc;
mod app_export;
mod comfyui;
mod invokeai;
mod json;
mod midjourney;
mod names;
mod novelai;
mod parameters;
mod samsung_edit;
mod settings_json;
mod written;

use image::DynamicImage;
use whence_model::facts::{
    generator::{Generator, HiddenSearch, Mark, Process, Role, Setting},
    metadata::Metadata,
};

use self::written::Written;
use crate::metadata::cut;

/// Marks that are kept of one file.
const MAX_MARKS: usize = 32;

/// Settings that are kept of one mark.
const MAX_SETTINGS: usize = 64;

/// Bytes of the name of one setting that are kept.
const MAX_NAME_BYTES: usize = 256;

/// Looks for the marks of every family; `picture` as stored, where it could be decoded.
pub fn read(metadata: &Metadata, picture: Option<&DynamicImage>) -> Generator {
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
    let marks = FAMILIES.iter().flat_map(|family| family(&written)).take(MAX_MARKS).collect();
    Generator { marks, hidden: HiddenSearch::default() }
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
