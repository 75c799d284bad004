//! The file says that it was saved before the picture was taken.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    duration::in_words,
    needs::{answer, date, evidence, exif, seconds_between},
    zones,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/save-before-capture",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Saved before it was taken", "Enregistrée avant d'avoir été prise"),
    nothing: t(
        "The date of saving is not before the date of capture.",
        "La date d'enregistrement n'est pas antérieure à la date de prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "The Exif dates DateTime (last saved) and DateTimeOriginal (taken). Up to 26 hours apart the finding is weak: the zones of the earth lie at most 26 hours apart, so one clock set to two zones explains it. Beyond that no zone does, and it is strong.",
            "Les dates Exif DateTime (dernier enregistrement) et DateTimeOriginal (prise de vue). Jusqu'à 26 heures d'écart, le constat est faible : les fuseaux de la terre sont distants d'au plus 26 heures, une horloge réglée sur deux fuseaux l'explique donc. Au-delà, aucun fuseau ne l'explique, et le constat est fort.",
        ),
        matters: t(
            "One clock cannot show this order. One of the two dates was changed, or written by another clock.",
            "Une même horloge ne peut pas donner cet ordre. L'une des deux dates a été modifiée, ou écrite par une autre horloge.",
        ),
        innocent: &[
            t(
                "A tool that shifts time zones moved the date of capture only.",
                "Un outil de décalage horaire n'a déplacé que la date de prise de vue.",
            ),
            t(
                "The camera's clock was set between the shot and the copy.",
                "L'horloge de l'appareil a été réglée entre la prise de vue et la copie.",
            ),
            t(
                "An archive gave a scanned picture a date of its own.",
                "Une archive a donné sa propre date à une image numérisée.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tags 0x0132 DateTime and 0x9003 DateTimeOriginal"],
        rate: t(
            "4 of 76 edited JPEGs (reference set of 2026-11). Its camera-like files were chosen with one date for both, so their 0 of 146 says nothing.",
            "4 sur 76 JPEG retouchés (jeu de référence de 2026-11). Les fichiers d'appareil y ont été choisis avec une même date pour les deux : leur 0 sur 146 ne dit rien.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (saved, saved_field) = date(exif, "DateTime")?;
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    let gap = seconds_between(saved, taken);
    if gap <= 0 {
        return Ok(Outcome::NothingFound);
    }
    let strength = if gap > zones::WIDEST { Strength::Strong } else { Strength::Weak };
    let (en, fr) = in_words(gap);
    let message = Text::new(
        format!(
            "The file says that it was saved on {saved}, {en} before the picture was taken ({taken}). One of the two dates was changed, or comes from another clock."
        ),
        format!(
            "Le fichier indique un enregistrement le {saved}, {fr} avant la prise de vue ({taken}). L'une des deux dates a été modifiée, ou vient d'une autre horloge."
        ),
    );
    Ok(Finding::new(Direction::Edited, strength, message, evidence(saved_field)).also([evidence(taken_field)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(saved: &str, taken: &str) -> String {
        seen(&run(&CHECK, &with_exif(&[("DateTime", saved), ("DateTimeOriginal", taken)])))
    }

    #[test]
    fn three_days_too_early() {
        insta::assert_snapshot!(look("2024:05:01 10:00:00", "2024:05:04 10:00:01"), @r"
        Edited Strong
        The file says that it was saved on 2024-05-01 10:00:00, 3 days before the picture was taken (2024-05-04 10:00:01). One of the two dates was changed, or comes from another clock.
        Le fichier indique un enregistrement le 2024-05-01 10:00:00, 3 jours avant la prise de vue (2024-05-04 10:00:01). L'une des deux dates a été modifiée, ou vient d'une autre horloge.
          JPEG › APP1 Exif › Main › DateTime = 2024:05:01 10:00:00
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:04 10:00:01
        ");
    }

    #[test]
    fn what_a_zone_can_explain_is_weak() {
        assert!(look("2024:05:01 10:00:00", "2024:05:02 12:00:00").starts_with("Edited Weak"));
        assert!(look("2024:05:01 10:00:00", "2024:05:02 12:00:01").starts_with("Edited Strong"));
        assert_eq!(look("2024:05:01 10:00:00+00:00", "2024:05:01 12:00:00+02:00"), "nothing found");
    }

    #[test]
    fn silent_in_the_right_order_and_on_unset_clocks() {
        assert_eq!(look("2024:05:01 10:00:00", "2024:05:01 10:00:00"), "nothing found");
        assert!(look("0000:00:00 00:00:00", "2024:05:01 10:00:00").starts_with("not applicable"));
        assert!(look("2008:01:01 00:03:00", "2024:05:01 10:00:00").starts_with("not applicable"));
    }
}
