//! The file was saved again some time after the picture was taken.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    duration::in_words,
    editor::only_metadata_software,
    needs::{answer, date, evidence, exif, seconds_between},
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/saved-after-capture",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Saved again after the capture", "Réenregistrée après la prise de vue"),
    nothing: t("The date of saving is that of the capture.", "La date d'enregistrement est celle de la prise de vue."),
    page: Page {
        looks_at: t(
            "The Exif dates DateTime (last saved) and DateTimeOriginal (taken), where the first is more than two minutes later. Shorter gaps are long exposures and in-camera processing.",
            "Les dates Exif DateTime (dernier enregistrement) et DateTimeOriginal (prise de vue), quand la première est postérieure de plus de deux minutes. Les écarts plus courts sont des poses longues ou des traitements de l'appareil.",
        ),
        matters: t(
            "The file, or only its metadata, was written again. What was changed, the dates do not say.",
            "Le fichier, ou seulement ses métadonnées, a été réécrit. Les dates ne disent pas ce qui a changé.",
        ),
        innocent: &[
            t(
                "A rating, a rotation or a place was added in a photo library.",
                "Une note, une rotation ou un lieu a été ajouté dans une photothèque.",
            ),
            t("The picture was developed from a raw file.", "L'image a été développée à partir d'un fichier brut."),
            t("The transfer program stamped it on import.", "Le logiciel de transfert l'a daté à l'importation."),
        ],
        sources: &[
            "CIPA DC-008 (Exif), tags 0x0132 DateTime and 0x9003 DateTimeOriginal",
            "Microsoft, Photo Metadata Policies (bb643802)",
        ],
        rate: t(
            "53 of 76 edited JPEGs (reference set of 2026-11). Its camera-like files were chosen without such a gap, so their 0 of 149 says nothing.",
            "53 sur 76 JPEG retouchés (jeu de référence de 2026-11). Les fichiers d'appareil y ont été choisis sans un tel écart : leur 0 sur 149 ne dit rien.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

const IN_CAMERA: i64 = 120;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (saved, saved_field) = date(exif, "DateTime")?;
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    let gap = seconds_between(taken, saved);
    if gap <= IN_CAMERA {
        return Ok(Outcome::NothingFound);
    }
    let (en, fr) = in_words(gap);
    let (direction, strength, message) = if only_metadata_software(case.facts) {
        let message = Text::new(
            format!(
                "The file was saved on {saved}, {en} after the picture was taken, and it names only software that writes metadata and leaves the pixels alone."
            ),
            format!(
                "Le fichier a été enregistré le {saved}, {fr} après la prise de vue, et il ne nomme que des logiciels qui écrivent les métadonnées sans toucher aux pixels."
            ),
        );
        (Direction::Context, Strength::Info, message)
    } else {
        let message = Text::new(
            format!(
                "The file was saved on {saved}, {en} after the picture was taken. Picture or metadata were written again; the dates do not say which."
            ),
            format!(
                "Le fichier a été enregistré le {saved}, {fr} après la prise de vue. L'image ou les métadonnées ont été réécrites ; les dates ne disent pas lesquelles."
            ),
        );
        (Direction::Edited, Strength::Weak, message)
    };
    Ok(Finding::new(direction, strength, message, evidence(saved_field)).also([evidence(taken_field)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    #[test]
    fn a_day_later() {
        let facts = with_exif(&[("DateTime", "2024:05:03 10:00:00"), ("DateTimeOriginal", "2024:05:01 10:00:00")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Edited Weak
        The file was saved on 2024-05-03 10:00:00, 2 days after the picture was taken. Picture or metadata were written again; the dates do not say which.
        Le fichier a été enregistré le 2024-05-03 10:00:00, 2 jours après la prise de vue. L'image ou les métadonnées ont été réécrites ; les dates ne disent pas lesquelles.
          JPEG › APP1 Exif › Main › DateTime = 2024:05:03 10:00:00
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:00:00
        ");
    }

    #[test]
    fn a_transfer_program_is_context() {
        let facts = with_exif(&[
            ("DateTime", "2024:05:03 10:00:00"),
            ("DateTimeOriginal", "2024:05:01 10:00:00"),
            ("Software", "Nikon Transfer 1.1 W"),
        ]);
        assert!(seen(&run(&CHECK, &facts)).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_a_long_exposure() {
        let facts = with_exif(&[("DateTime", "2024:05:01 10:01:40"), ("DateTimeOriginal", "2024:05:01 10:00:00")]);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
    }
}
