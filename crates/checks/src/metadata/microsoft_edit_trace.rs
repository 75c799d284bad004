//! Traces that Windows leaves when it writes metadata.

use whence_model::{Class, Direction, Evidence, Facts, Family, Finding, Outcome, Strength, t};

use super::needs::{evidence, property_evidence};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/microsoft-edit-trace",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Metadata written by Windows", "Métadonnées écrites par Windows"),
    nothing: t("No trace of Windows writing metadata.", "Aucune trace de métadonnées écrites par Windows."),
    page: Page {
        looks_at: t(
            "The padding fields 0xea1c and 0xea1d, the fields for Explorer (0x9c9b to 0x9c9f) and MicrosoftPhoto properties in XMP.",
            "Les champs de remplissage 0xea1c et 0xea1d, les champs de l'Explorateur (0x9c9b à 0x9c9f) et les propriétés MicrosoftPhoto dans XMP.",
        ),
        matters: t(
            "A Windows program wrote the metadata again. The pixels need not have been touched.",
            "Un logiciel Windows a réécrit les métadonnées. Les pixels n'ont pas forcément été touchés.",
        ),
        innocent: &[t(
            "Somebody rated, tagged or turned the picture.",
            "Quelqu'un a noté, étiqueté ou tourné l'image.",
        )],
        sources: &["Microsoft, Photo Metadata Policies (Windows Imaging Component)"],
        rate: t(
            "5 files, all edited in Windows (reference set of 2026-11).",
            "5 fichiers, tous modifiés sous Windows (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run,
};

/// Whether Windows wrote metadata into the file.
pub fn is_there(facts: &Facts) -> bool {
    !traces(facts).is_empty()
}

fn traces(facts: &Facts) -> Vec<Evidence> {
    let metadata = &facts.metadata;
    let fields = metadata.exif.read().into_iter().flat_map(|exif| &exif.fields);
    let fields = fields.filter(|f| matches!(f.tag, 0xea1c | 0xea1d | 0x9c9b..=0x9c9f)).map(evidence);
    let properties = metadata.xmp.read().into_iter().flat_map(|xmp| &xmp.properties);
    let properties = properties.filter(|p| p.name.starts_with("MicrosoftPhoto:")).map(property_evidence);
    fields.chain(properties).take(8).collect()
}

fn run(case: &Case) -> Outcome {
    let mut traces = traces(case.facts).into_iter();
    let Some(first) = traces.next() else { return Outcome::NothingFound };
    let message = t(
        "Windows wrote metadata into this file. Rating or turning a picture is enough for that; the pixels need not have been touched.",
        "Windows a écrit des métadonnées dans ce fichier. Noter ou tourner une image suffit ; les pixels n'ont pas forcément été touchés.",
    );
    Finding::new(Direction::Context, Strength::Info, message, first).also(traces).into()
}

#[cfg(test)]
mod tests {
    use whence_model::Reading;

    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, xmp};

    #[test]
    fn padding_and_ratings() {
        let mut facts = with_exif(&[("0xea1c", "2060 bytes")]);
        if let Reading::Read(exif) = &mut facts.metadata.exif {
            exif.fields[0].tag = 0xea1c;
        }
        facts.metadata.xmp = xmp(&[("MicrosoftPhoto:Rating", "75")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        Windows wrote metadata into this file. Rating or turning a picture is enough for that; the pixels need not have been touched.
        Windows a écrit des métadonnées dans ce fichier. Noter ou tourner une image suffit ; les pixels n'ont pas forcément été touchés.
          JPEG › APP1 Exif › Exif › 0xea1c = 2060 bytes
          JPEG › APP1 XMP = 75
        ");
    }

    #[test]
    fn silent_without_them() {
        assert_eq!(seen(&run(&CHECK, &with_exif(&[("Make", "Canon")]))), "nothing found");
    }
}
