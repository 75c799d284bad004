//! The file ends before its format says it does.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "structure/broken-off",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("File breaks off", "Fichier interrompu"),
    nothing: t("The file is complete.", "Le fichier est complet."),
    page: Page {
        looks_at: t(
            "Whether every part is as long as it says, and whether the format's own end is reached.",
            "Si chaque partie a la longueur annoncée, et si la fin prévue par le format est atteinte.",
        ),
        matters: t(
            "Part of the picture or of its metadata is missing, and checks may have less to look at.",
            "Une partie de l'image ou des métadonnées manque, et les contrôles ont moins à examiner.",
        ),
        innocent: &[t("A download or a copy was interrupted.", "Un téléchargement ou une copie a été interrompu.")],
        sources: &["ITU-T T.81 (JPEG), B.1.1.3 EOI", "W3C, PNG third edition, IEND"],
        rate: t(
            "1 % of camera-like JPEGs (reference set of 2026-11).",
            "1 % des JPEG venant apparemment d'un appareil (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let Some(place) = &case.facts.structure.truncated else { return Outcome::NothingFound };
    let part = place.path.short(60);
    let message = Text::new(
        format!("The file breaks off in {part}. A download that was interrupted leaves such a file."),
        format!("Le fichier s'interrompt dans {part}. Un téléchargement interrompu laisse un tel fichier."),
    );
    let value = format!("{} bytes in the file", case.exhibit.bytes);
    Finding::new(Direction::Context, Strength::Info, message, Evidence::new(place.clone(), value)).into()
}

#[cfg(test)]
mod tests {
    use whence_model::Place;

    use super::CHECK;
    use crate::specimen::{facts, run, seen};

    #[test]
    fn an_interrupted_download() {
        let mut facts = facts();
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        facts.structure.truncated = Some(Place::bytes("JPEG › SOS", 12_000, 988_000));
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The file breaks off in JPEG › SOS. A download that was interrupted leaves such a file.
        Le fichier s'interrompt dans JPEG › SOS. Un téléchargement interrompu laisse un tel fichier.
          JPEG › SOS = 1000000 bytes in the file
        ");
    }
}
