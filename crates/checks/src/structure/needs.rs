//! What a check of the structure needs, and what is said where it is missing.

use whence_model::{
    Format, Outcome,
    facts::structure::{GainMap, JpegCoding},
    t,
};

use crate::Case;

/// How the JPEG was coded.
pub fn jpeg<'a>(case: &Case<'a>) -> Result<&'a JpegCoding, Outcome> {
    match (&case.facts.structure.jpeg, case.exhibit.format) {
        (Some(coding), _) => Ok(coding),
        (None, Format::Jpeg) => Err(Outcome::Failed(t(
            "The JPEG's own description of its coding could not be read.",
            "La description du codage du JPEG n'a pas pu être lue.",
        ))),
        (None, _) => Err(Outcome::NotApplicable(t("The file is no JPEG.", "Le fichier n'est pas un JPEG."))),
    }
}

/// The gain map that the file declares. One that breaks off has lost what stands behind the picture anyway.
pub fn gain_map<'a>(case: &Case<'a>) -> Result<&'a GainMap, Outcome> {
    let structure = &case.facts.structure;
    match &structure.gain_map {
        Some(_) if structure.truncated.is_some() => Err(Outcome::NotApplicable(t(
            "The file breaks off, so that a gain map behind its end is missing anyway.",
            "Le fichier est interrompu : une carte de gain au-delà manque de toute façon.",
        ))),
        Some(map) => Ok(map),
        None => Err(Outcome::NotApplicable(t(
            "The file declares no gain map.",
            "Le fichier ne déclare pas de carte de gain.",
        ))),
    }
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::jpeg;
    use crate::{Case, specimen};

    #[test]
    fn a_jpeg_without_its_coding_has_failed() {
        let facts = specimen::facts();
        let why = |format| {
            let exhibit = whence_model::Exhibit { format, ..specimen::exhibit() };
            specimen::seen(&jpeg(&Case { exhibit: &exhibit, facts: &facts }).unwrap_err())
        };
        assert!(why(Format::Jpeg).starts_with("failed"));
        assert!(why(Format::Png).starts_with("not applicable"));
    }
}
