//! The record that the editor of Samsung's gallery leaves behind the picture: `genAIType` is not zero where one of its
//! AI tools was used (generative edit, sketch to image, portrait studio). Samsung documents none of it; the meaning of
//! the numbers is not known.

use whence_model::facts::generator::{Mark, MarkKind};

use super::{
    settings,
    written::{Field, Written},
};
use crate::metadata::EDIT_RECORD;

const TYPE: &str = "genAIType";

/// One mark, of the first record that says so.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let mut records = written.iter().filter(|w| w.is(Field::Samsung(EDIT_RECORD)));
    let mark = records.find_map(|w| {
        let number = number(w.text).filter(|number| !number.trim_start_matches('-').trim_matches('0').is_empty())?;
        Some(w.mark(MarkKind::SamsungEdit, "Samsung Galaxy AI", settings([(TYPE, number)])))
    });
    mark.into_iter().collect()
}

/// The number behind the name: whole records may be cut short, or stand in a string of another one.
fn number(record: &str) -> Option<&str> {
    let after = record.match_indices(TYPE).find_map(|(at, name)| {
        let after = record.get(at..)?.strip_prefix(name)?.trim_start_matches(['\\', '"']);
        after.trim_start().strip_prefix(':')
    })?;
    let after = after.trim_start().trim_start_matches(['\\', '"']);
    let end = after.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(after.len());
    Some(&after[..end]).filter(|number| number.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn the_number_is_found_in_all_spellings() {
        for record in [
            r#"{"a":1,"genAIType":12}"#,
            r#"{"genAIType" : "12"}"#,
            r#"{"x":"{\"genAIType\":12,"}"#,
            r#""genAIType": 12"#,
        ] {
            assert_eq!(number(record), Some("12"), "{record}");
        }
        for record in ["{}", r#"{"genAIType":null}"#, r#"{"genAIType":"#, r#"{"genAIType":-}"#, "genAIType is 1"] {
            assert_eq!(number(record), None, "{record}");
        }
    }
}
