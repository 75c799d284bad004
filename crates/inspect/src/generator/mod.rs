//! Marks that generators leave in metadata: found in the texts, Exif and XMP fields that `metadata` has read.
//!
//! What is not here: marks in the pixels (`pixels`), signed credentials (`credentials`), and the question whether a
//! mark is true. Anybody can write one, and most copies have lost theirs.

mod aigc;
mod comfyui;
mod invokeai;
mod json;
mod midjourney;
mod names;
mod novelai;
mod parameters;
mod settings_json;
mod written;

use image::DynamicImage;
use whence_model::facts::{
    generator::{Generator, HiddenSearch, Mark, Setting},
    metadata::Metadata,
};

use self::written::Written;

/// Marks that are kept of one file.
const MAX_MARKS: usize = 32;

/// Settings that are kept of one mark.
const MAX_SETTINGS: usize = 64;

/// Looks for the marks of every family; `picture` as stored, where it could be decoded.
pub fn read(metadata: &Metadata, picture: Option<&DynamicImage>) -> Generator {
    type Family = fn(&[Written]) -> Vec<Mark>;
    const FAMILIES: [Family; 8] = [
        parameters::marks,
        comfyui::marks,
        invokeai::marks,
        novelai::marks,
        settings_json::marks,
        midjourney::marks,
        names::marks,
        aigc::marks,
    ];
    let written = written::all(metadata);
    let marks = FAMILIES.iter().flat_map(|family| family(&written)).take(MAX_MARKS).collect();
    Generator { marks, hidden: HiddenSearch::default() }
}

/// Settings from pairs, without those that are empty and within the bound.
fn settings<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> Vec<Setting> {
    let said = pairs.into_iter().filter(|(_, value)| !value.as_ref().trim().is_empty());
    said.take(MAX_SETTINGS)
        .map(|(n, v)| Setting { name: n.as_ref().trim().into(), value: v.as_ref().trim().into(), role: None })
        .collect()
}

#[cfg(test)]
mod tests;
