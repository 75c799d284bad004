//! One shot with two fractions of a second.

use whence_model::{Class, Family, Finding, Outcome, Text, facts::metadata::Exif, t};

use super::{
    editor::weak_unless_editor,
    needs::{answer, date, evidence, exif, field, text},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/sub-seconds-differ",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("One shot, two fractions of a second", "Une prise de vue, deux fractions de seconde"),
    nothing: t("The fractions of a second are the same.", "Les fractions de seconde sont les mêmes."),
    page: Page {
        looks_at: t(
            "The fractions of a second of capture and digitising (SubSecTimeOriginal, SubSecTimeDigitized), where the dates that they belong to are equal to the second. One that only has more digits than the other is the same. SubSecTime is left out: editing programs update it.",
            "Les fractions de seconde de la prise de vue et de la numérisation (SubSecTimeOriginal, SubSecTimeDigitized), quand les dates correspondantes sont égales à la seconde près. Une valeur qui a seulement plus de chiffres est la même. SubSecTime est exclu : les logiciels de retouche le mettent à jour.",
        ),
        matters: t(
            "A camera writes both from one moment of one clock. Where they differ, one of the fields may come from elsewhere.",
            "Un appareil écrit les deux à partir d'un même instant. S'ils diffèrent, l'un des champs vient peut-être d'ailleurs.",
        ),
        innocent: &[
            t(
                "A program set the date of digitising to the second and kept an old fraction.",
                "Un logiciel a écrit la date de numérisation à la seconde et gardé une ancienne fraction.",
            ),
            t(
                "A camera's software reads its clock twice; we have not seen one that does.",
                "Le micrologiciel de l'appareil lit son horloge deux fois ; nous n'en avons pas vu qui le fasse.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tags 0x9291 SubSecTimeOriginal and 0x9292 SubSecTimeDigitized"],
        rate: t(
            "0 of 21 camera-like JPEGs with both, 4 of 119 of all (reference set of 2026-11).",
            "0 sur 21 JPEG venant apparemment d'un appareil et ayant les deux, 4 sur 119 en tout (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (original, digitised) = (fraction(exif, "SubSecTimeOriginal")?, fraction(exif, "SubSecTimeDigitized")?);
    let (taken, _) = date(exif, "DateTimeOriginal")?;
    let (scanned, _) = date(exif, "DateTimeDigitized")?;
    if taken.clock_seconds() != scanned.clock_seconds() {
        return Ok(Outcome::NotApplicable(t(
            "The two dates already differ by whole seconds.",
            "Les deux dates diffèrent déjà de secondes entières.",
        )));
    }
    // A fraction of zeros is trimmed to nothing, which begins every other: some firmware never fills one of the two.
    if original.starts_with(digitised) || digitised.starts_with(original) {
        return Ok(Outcome::NothingFound);
    }
    let (a, b) = (field(exif, "SubSecTimeOriginal")?, field(exif, "SubSecTimeDigitized")?);
    let (shown_a, shown_b) = (a.shown.short(12), b.shown.short(12));
    let message = Text::new(
        format!(
            "The picture was taken and digitised in the same second ({taken}), but the fractions of that second differ: {shown_a} and {shown_b}. A camera writes one moment; one of the fields may come from elsewhere."
        ),
        format!(
            "L'image a été prise et numérisée dans la même seconde ({taken}), mais les fractions de cette seconde diffèrent : {shown_a} et {shown_b}. Un appareil écrit un seul instant ; l'un des champs vient peut-être d'ailleurs."
        ),
    );
    let (direction, strength) = weak_unless_editor(case.facts);
    Ok(Finding::new(direction, strength, message, evidence(a)).also([evidence(b)]).into())
}

/// Decimal digits of a second, without the zeros that end them.
fn fraction<'a>(exif: &'a Exif, name: &str) -> Result<&'a str, Outcome> {
    let digits = text(exif, name)?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Outcome::NotApplicable(Text::new(
            format!("{name} holds no fraction of a second."),
            format!("{name} ne contient pas de fraction de seconde."),
        )));
    }
    Ok(digits.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(original: &str, digitised: &str, more: &[(&str, &str)]) -> String {
        let shot = [
            ("DateTimeOriginal", "2024:05:01 10:00:00"),
            ("SubSecTimeOriginal", original),
            ("SubSecTimeDigitized", digitised),
        ];
        let more = if more.is_empty() { &[("DateTimeDigitized", "2024:05:01 10:00:00")][..] } else { more };
        seen(&run(&CHECK, &with_exif(&[&shot, more].concat())))
    }

    #[test]
    fn two_fractions() {
        insta::assert_snapshot!(look("72", "18", &[]), @r"
        Edited Weak
        The picture was taken and digitised in the same second (2024-05-01 10:00:00), but the fractions of that second differ: 72 and 18. A camera writes one moment; one of the fields may come from elsewhere.
        L'image a été prise et numérisée dans la même seconde (2024-05-01 10:00:00), mais les fractions de cette seconde diffèrent : 72 et 18. Un appareil écrit un seul instant ; l'un des champs vient peut-être d'ailleurs.
          JPEG › APP1 Exif › Exif › SubSecTimeOriginal = 72
          JPEG › APP1 Exif › Exif › SubSecTimeDigitized = 18
        ");
    }

    #[test]
    fn an_editor_explains_it() {
        let edited = [("DateTimeDigitized", "2024:05:01 10:00:00"), ("Software", "Adobe Photoshop 21.0")];
        assert!(look("72", "18", &edited).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_more_digits_and_on_fields_that_were_never_filled() {
        for (original, digitised) in [("72", "720"), ("935476", "935"), ("00", "35"), ("41", "41")] {
            assert_eq!(look(original, digitised, &[]), "nothing found", "{original} {digitised}");
        }
        assert!(look("7é", "18", &[]).starts_with("not applicable"));
        assert!(look("72", "18", &[("DateTimeDigitized", "2024:05:01 10:00:01")]).starts_with("not applicable"));
        assert!(look("72", "18", &[("Make", "Canon")]).starts_with("not applicable"));
    }
}
