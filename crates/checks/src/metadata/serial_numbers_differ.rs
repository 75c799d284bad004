//! Two serial numbers of the camera in one file.

use whence_model::{
    Class, Direction, Evidence, Facts, Family, Finding, Outcome, Strength, Text, Untrusted,
    facts::metadata::{Exif, Field, Value},
    t,
};

use super::{
    editor::editor_named,
    needs::{answer, evidence, property_evidence},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/serial-numbers-differ",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Two serial numbers of the camera", "Deux numéros de série de l'appareil"),
    nothing: t("The serial numbers are the same.", "Les numéros de série sont les mêmes."),
    page: Page {
        looks_at: t(
            "The camera's serial number in Exif (BodySerialNumber), in the maker note and in XMP (aux:SerialNumber, exifEX:BodySerialNumber). Case, separators, leading zeros and shorter forms are the same number. Exif against XMP is moderate; the maker note, whose numbers some makers count otherwise, or a named editing program make it weak. Only the last three characters are shown in the sentence.",
            "Le numéro de série de l'appareil dans Exif (BodySerialNumber), dans la note de fabricant et dans XMP (aux:SerialNumber, exifEX:BodySerialNumber). Casse, séparateurs, zéros de tête et formes plus courtes ne comptent pas. Exif contre XMP : constat modéré ; la note de fabricant, où certaines marques comptent autrement, ou un logiciel de retouche nommé le rendent faible. La phrase ne montre que les trois derniers caractères.",
        ),
        matters: t(
            "A picture comes from one camera. With two numbers, part of the metadata may come from the file of another.",
            "Une image vient d'un seul appareil. Avec deux numéros, une partie des métadonnées vient peut-être du fichier d'un autre.",
        ),
        innocent: &[
            t(
                "A panorama or montage of pictures from two cameras kept data of both.",
                "Un panorama ou un montage d'images de deux appareils a gardé des données des deux.",
            ),
            t(
                "The maker keeps an internal number beside the one on the camera.",
                "La marque tient un numéro interne à côté de celui gravé sur l'appareil.",
            ),
            t("The camera's board was replaced in a repair.", "La carte de l'appareil a été remplacée en réparation."),
        ],
        sources: &[
            "CIPA DC-008 (Exif), tag 0xa431 BodySerialNumber",
            "Adobe XMP Specification Part 2, Additional EXIF properties (aux)",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// One serial number as it stands, what of it counts, and where it stands.
struct Serial {
    counts: String,
    maker_note: bool,
    evidence: Evidence,
}

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let serials = serials(case.facts);
    let Some((first, others)) = serials.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Ok(Outcome::NotApplicable(t(
            "The file does not give the camera's serial number twice.",
            "Le fichier ne donne pas deux fois le numéro de série de l'appareil.",
        )));
    };
    let differs = |other: &&Serial| !first.counts.contains(&other.counts) && !other.counts.contains(&first.counts);
    // One outside the maker note says more.
    let differing = others.iter().filter(differs).min_by_key(|other| other.maker_note);
    let Some(other) = differing else { return Ok(Outcome::NothingFound) };
    let weak = first.maker_note || other.maker_note || editor_named(case.facts);
    let strength = if weak { Strength::Weak } else { Strength::Moderate };
    let (a, b) = (ending(&first.counts), ending(&other.counts));
    let (how_en, how_fr) = match a == b {
        true => (format!("both end in {a}"), format!("tous deux se terminent par {a}")),
        false => (format!("one ends in {a}, one in {b}"), format!("l'un se termine par {a}, l'autre par {b}")),
    };
    let message = Text::new(
        format!(
            "The file gives two serial numbers of the camera: {how_en}. Part of the metadata may come from the file of another camera."
        ),
        format!(
            "Le fichier donne deux numéros de série de l'appareil : {how_fr}. Une partie des métadonnées vient peut-être du fichier d'un autre appareil."
        ),
    );
    Ok(Finding::new(Direction::Edited, strength, message, first.evidence.clone()).also([other.evidence.clone()]).into())
}

fn serials(facts: &Facts) -> Vec<Serial> {
    let exif = facts.metadata.exif.read();
    let body = exif.and_then(|exif: &Exif| exif.field("BodySerialNumber"));
    let note = exif.and_then(|exif| exif.maker_note.as_ref()?.field("SerialNumber"));
    let of_field = |field: Option<&Field>, maker_note| {
        let field = field?;
        let raw = match &field.value {
            Value::Text(text) => text.raw().to_owned(),
            Value::Numbers(numbers) => format!("{:.0}", numbers.first()?),
            Value::Bytes(_) => return None,
        };
        Some(Serial { counts: counts(&raw)?, maker_note, evidence: evidence(field) })
    };
    let of_xmp = |name| {
        let property = facts.metadata.xmp(name)?;
        let counts = counts(property.value.raw())?;
        Some(Serial { counts, maker_note: false, evidence: property_evidence(property) })
    };
    let places =
        [of_field(body, false), of_xmp("exifEX:BodySerialNumber"), of_xmp("aux:SerialNumber"), of_field(note, true)];
    places.into_iter().flatten().collect()
}

/// Letters and digits in capitals without leading zeros; nothing where that is too short to tell two cameras apart.
fn counts(raw: &str) -> Option<String> {
    let signs = raw.chars().take(64).filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
    let counts = signs.skip_while(|c| *c == '0').collect::<String>();
    (counts.len() >= 4 && counts.contains(|c: char| c.is_ascii_digit())).then_some(counts)
}

/// The last three characters.
fn ending(counts: &str) -> String {
    Untrusted::from(counts.get(counts.len().saturating_sub(3)..).unwrap_or_default()).short(3)
}

#[cfg(test)]
mod tests {
    use whence_model::Facts;

    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_exif, with_maker_fields, xmp};

    fn both(body: &str, packet: &str) -> Facts {
        let mut facts = with_exif(&[("BodySerialNumber", body)]);
        facts.metadata.xmp = xmp(&[("aux:SerialNumber", packet)]);
        facts
    }

    #[test]
    fn exif_and_xmp_of_two_cameras() {
        let outcome = run(&CHECK, &both("123063022888", "083024003204"));
        insta::assert_snapshot!(seen(&outcome), @r"
        Edited Moderate
        The file gives two serial numbers of the camera: one ends in 888, one in 204. Part of the metadata may come from the file of another camera.
        Le fichier donne deux numéros de série de l'appareil : l'un se termine par 888, l'autre par 204. Une partie des métadonnées vient peut-être du fichier d'un autre appareil.
          JPEG › APP1 Exif › Exif › BodySerialNumber = 123063022888
          JPEG › APP1 XMP = 083024003204
        ");
        let whence_model::Outcome::Finding(found) = outcome else { panic!("it speaks") };
        for text in [&found.message.en, &found.message.fr] {
            assert!(!text.contains("3022888") && !text.contains("4003204"), "no number stands whole in a sentence");
        }
    }

    #[test]
    fn the_maker_note_and_editors_are_weak() {
        let note =
            with_maker_fields(with_exif(&[("BodySerialNumber", "3012345")]), "NIKON", &[("SerialNumber", "9998345")]);
        assert!(seen(&run(&CHECK, &note)).starts_with("Edited Weak"));
        assert!(seen(&run(&CHECK, &note)).contains("both end in 345"));
        let mut edited = both("123063022888", "083024003204");
        edited.metadata.xmp = xmp(&[("aux:SerialNumber", "083024003204"), ("xmp:CreatorTool", "GIMP 2.10")]);
        assert!(seen(&run(&CHECK, &edited)).starts_with("Edited Weak"));
    }

    #[test]
    fn silent_on_spellings_of_one_number() {
        for (body, packet) in [
            ("0030079", "30079"),
            ("xcr-1705250548", "XCR1705250548"),
            ("NO= 30012345", "30012345"),
            ("2001881", "2001881"),
        ] {
            assert_eq!(seen(&run(&CHECK, &both(body, packet))), "nothing found", "{body} {packet}");
        }
        for none in ["0000000", "N/A", "none", "", "12"] {
            assert!(seen(&run(&CHECK, &both("123063022888", none))).starts_with("not applicable"), "{none}");
        }
        assert!(seen(&run(&CHECK, &facts())).starts_with("not applicable"));
    }
}
