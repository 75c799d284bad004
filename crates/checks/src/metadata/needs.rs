//! What a check needs of the file, and what is said where it is missing.

use whence_model::{
    Defect, Evidence, Moment, Outcome, Reading, Text, Untrusted,
    facts::metadata::{Exif, Field, Icc, Property, SamsungTrailer, Xmp},
    t,
};

use super::unset_clock::reads_unset;
use crate::Case;

/// A missing need is an outcome too.
pub fn answer(looked: Result<Outcome, Outcome>) -> Outcome {
    looked.unwrap_or_else(|missing| missing)
}

pub fn exif<'a>(case: &Case<'a>) -> Result<&'a Exif, Outcome> {
    match &case.facts.metadata.exif {
        Reading::Read(exif) => Ok(exif),
        Reading::Absent => {
            Err(Outcome::NotApplicable(t("The file has no Exif data.", "Le fichier n'a pas de données Exif.")))
        }
        Reading::Unreadable(defect) => Err(unreadable("Exif", defect)),
    }
}

pub fn xmp<'a>(case: &Case<'a>) -> Result<&'a Xmp, Outcome> {
    match &case.facts.metadata.xmp {
        Reading::Read(xmp) => Ok(xmp),
        Reading::Absent => {
            Err(Outcome::NotApplicable(t("The file has no XMP data.", "Le fichier n'a pas de données XMP.")))
        }
        Reading::Unreadable(defect) => Err(unreadable("XMP", defect)),
    }
}

pub fn icc<'a>(case: &Case<'a>) -> Result<&'a Icc, Outcome> {
    match &case.facts.metadata.icc {
        Reading::Read(icc) => Ok(icc),
        Reading::Absent => Err(Outcome::NotApplicable(t(
            "The file has no colour profile.",
            "Le fichier n'a pas de profil de couleur.",
        ))),
        Reading::Unreadable(defect) => Err(unreadable("ICC", defect)),
    }
}

pub fn samsung<'a>(case: &Case<'a>) -> Result<&'a SamsungTrailer, Outcome> {
    match &case.facts.metadata.samsung {
        Reading::Read(trailer) => Ok(trailer),
        Reading::Absent => Err(Outcome::NotApplicable(t(
            "The file has no block of a Samsung phone at its end.",
            "Le fichier n'a pas de bloc d'un téléphone Samsung à la fin.",
        ))),
        Reading::Unreadable(defect) => Err(unreadable("Samsung", defect)),
    }
}

/// An Exif field by name.
pub fn field<'a>(exif: &'a Exif, name: &str) -> Result<&'a Field, Outcome> {
    exif.field(name).ok_or_else(|| no_field(name))
}

/// The text of an Exif field, trimmed and not blank.
pub fn text<'a>(exif: &'a Exif, name: &str) -> Result<&'a str, Outcome> {
    exif.text(name).ok_or_else(|| no_field(name))
}

pub fn photoshop<'a>(case: &Case<'a>) -> Result<&'a whence_model::facts::metadata::Photoshop, Outcome> {
    match &case.facts.metadata.photoshop {
        Reading::Read(photoshop) => Ok(photoshop),
        Reading::Absent => Err(Outcome::NotApplicable(t(
            "The file has no Photoshop resources.",
            "Le fichier n'a pas de ressources Photoshop.",
        ))),
        Reading::Unreadable(defect) => Err(unreadable("Photoshop", defect)),
    }
}

/// A date of the Exif data that a clock can have shown: neither malformed nor one that was never set.
pub fn date<'a>(exif: &'a Exif, name: &str) -> Result<(Moment, &'a Field), Outcome> {
    let field = field(exif, name)?;
    if reads_unset(field) {
        return Err(Outcome::NotApplicable(Text::new(
            format!("{name} reads like a clock that was never set, so nothing follows from it."),
            format!("{name} ressemble à une horloge jamais réglée : on ne peut rien en déduire."),
        )));
    }
    let moment = field.moment.ok_or_else(|| {
        Outcome::NotApplicable(Text::new(
            format!("{name} holds no possible date."),
            format!("{name} ne contient pas de date possible."),
        ))
    })?;
    Ok((moment, field))
}

/// A field as evidence.
pub fn evidence(field: &Field) -> Evidence {
    Evidence::new(field.place.clone(), field.shown.clone())
}

/// Those of the fields that are there, as evidence.
pub fn evidence_of(exif: &Exif, names: &[&str]) -> Vec<Evidence> {
    names.iter().filter_map(|name| exif.field(name)).map(evidence).collect()
}

/// An XMP property as evidence.
pub fn property_evidence(property: &Property) -> Evidence {
    Evidence::new(property.place.clone(), property.value.clone())
}

/// How far apart two moments are, in seconds, later minus earlier: by their zones where both are known, else by the
/// clock.
pub fn seconds_between(earlier: Moment, later: Moment) -> i64 {
    match (earlier.utc_seconds(), later.utc_seconds()) {
        (Some(earlier), Some(later)) => later - earlier,
        _ => later.clock_seconds() - earlier.clock_seconds(),
    }
}

fn no_field(name: &str) -> Outcome {
    Outcome::NotApplicable(Text::new(
        format!("The Exif data has no {name}."),
        format!("Les données Exif n'ont pas de champ {name}."),
    ))
}

fn unreadable(block: &str, defect: &Defect) -> Outcome {
    let (place, what) = (&defect.place, Untrusted::from(defect.what.as_str()).short(200));
    Outcome::Failed(Text::new(
        format!("The {block} data could not be read: {what} ({}).", place.path),
        format!("Les données {block} n'ont pas pu être lues : {what} ({}).", place.path),
    ))
}

#[cfg(test)]
mod tests {
    use whence_model::{Defect, Facts, Place, Reading};

    use super::exif;
    use crate::{Case, specimen};

    #[test]
    fn damage_is_no_absence() {
        let exhibit = specimen::exhibit();
        let mut facts = specimen::facts();
        let missing = |facts: &Facts| specimen::seen(&exif(&Case { exhibit: &exhibit, facts }).unwrap_err());
        assert_eq!(missing(&facts), "not applicable: The file has no Exif data.");
        let defect = Defect { place: Place::path("JPEG › APP1 Exif"), what: "no TIFF header".into() };
        facts.metadata.exif = Reading::Unreadable(defect);
        assert_eq!(missing(&facts), "failed: The Exif data could not be read: no TIFF header (JPEG › APP1 Exif).");
    }
}
