//! A program names itself that changes or develops pictures.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, t};

use super::editor::{Does, Named, named};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/software-names-editor",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Names an editing program", "Nomme un logiciel de retouche"),
    nothing: t("No editing program names itself.", "Aucun logiciel de retouche ne se nomme."),
    page: Page {
        looks_at: t(
            "The fields in which programs name themselves: Software and its kin in Exif, CreatorTool in XMP, Software in PNG text. Only whole names from a list count.",
            "Les champs où les logiciels se nomment : Software et apparentés dans Exif, CreatorTool dans XMP, Software dans le texte PNG. Seuls comptent des noms entiers d'une liste.",
        ),
        matters: t(
            "The file went through that program. What it changed, if anything, the name does not say.",
            "Le fichier est passé par ce logiciel. Le nom ne dit pas ce qui a été modifié, s'il y a lieu.",
        ),
        innocent: &[
            t("The picture was developed from a raw file.", "L'image a été développée à partir d'un fichier brut."),
            t("It was only cropped, resized or captioned.", "Elle a seulement été recadrée, réduite ou légendée."),
            t("A program that only imports files names itself too.", "Un simple logiciel d'import se nomme aussi."),
        ],
        sources: &[
            "CIPA DC-008 (Exif 3.0), tags 0x0131, 0x000b, 0xa438 to 0xa43c",
            "ISO 16684-1 (XMP), xmp:CreatorTool",
        ],
        rate: t(
            "The reference set of 2026-11 tells camera files from edited ones by this very field, so it gives no rate.",
            "Le jeu de référence de 2026-11 sépare fichiers d'appareil et retouchés par ce champ même : il ne donne pas de taux.",
        ),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let mut named = named(case.facts);
    // The most telling name stands first.
    named.sort_by_key(|n| n.does != Does::Pixels);
    let Some((Named { program, does, evidence }, others)) = named.split_first() else { return Outcome::NothingFound };
    let value = evidence.value.short(80);
    let (direction, strength, message) = match does {
        Does::Pixels => (
            Direction::Edited,
            Strength::Weak,
            Text::new(
                format!(
                    "The file names {program} (“{value}”), a program that edits or develops pictures. It went through that program; what was changed, the name does not say."
                ),
                format!(
                    "Le fichier nomme {program} (« {value} »), un logiciel qui retouche ou développe les images. Il est passé par ce logiciel ; le nom ne dit pas ce qui a changé."
                ),
            ),
        ),
        Does::Metadata => (
            Direction::Context,
            Strength::Info,
            Text::new(
                format!(
                    "The file names {program} (“{value}”), a program that moves files or writes metadata and leaves the pixels alone."
                ),
                format!(
                    "Le fichier nomme {program} (« {value} »), un logiciel qui transfère les fichiers ou écrit les métadonnées sans toucher aux pixels."
                ),
            ),
        ),
    };
    let also: Vec<Evidence> = others.iter().map(|n| n.evidence.clone()).collect();
    Finding::new(direction, strength, message, evidence.clone()).also(also).into()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_exif, xmp};

    #[test]
    fn photoshop() {
        let mut facts = facts();
        facts.metadata.xmp = xmp(&[("xmp:CreatorTool", "Adobe Photoshop CC 2019 (Windows)")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Edited Weak
        The file names Adobe Photoshop (“Adobe Photoshop CC 2019 (Windows)”), a program that edits or develops pictures. It went through that program; what was changed, the name does not say.
        Le fichier nomme Adobe Photoshop (« Adobe Photoshop CC 2019 (Windows) »), un logiciel qui retouche ou développe les images. Il est passé par ce logiciel ; le nom ne dit pas ce qui a changé.
          JPEG › APP1 XMP = Adobe Photoshop CC 2019 (Windows)
        ");
    }

    #[test]
    fn a_transfer_program_is_context() {
        let facts = with_exif(&[("Software", "Nikon Transfer 1.1 W")]);
        assert!(seen(&run(&CHECK, &facts)).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_firmware() {
        for software in ["Ver.1.00", "17.1", "HDR+ 1.0.345618096zd", "G991BXXU3AUJ7", "Digital Camera FinePix S5 Pro"] {
            assert_eq!(seen(&run(&CHECK, &with_exif(&[("Software", software)]))), "nothing found", "{software}");
        }
    }
}
