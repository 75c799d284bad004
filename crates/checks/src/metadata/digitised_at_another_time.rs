//! The date of digitising is not that of the capture.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::{
    capture::is_scan,
    duration::in_words,
    editor::weak_unless_editor,
    needs::{answer, date, evidence, exif, seconds_between},
    zones,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/digitised-at-another-time",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Date of digitising differs from the capture", "Date de numérisation différente de la prise de vue"),
    nothing: t(
        "The dates of capture and of digitising are the same.",
        "Les dates de prise de vue et de numérisation sont les mêmes.",
    ),
    page: Page {
        looks_at: t(
            "The Exif dates DateTimeOriginal (taken) and DateTimeDigitized, where they lie more than two minutes apart. Scanners, clocks that were never set and the constant 2002-12-08 12:00:00 of some Android cameras are left out. Whole quarter hours up to 26 hours, as between two time zones, are only mentioned; so is any difference where an editing program is named.",
            "Les dates Exif DateTimeOriginal (prise de vue) et DateTimeDigitized (numérisation), quand plus de deux minutes les séparent. Les scanners, les horloges jamais réglées et la constante 2002-12-08 12:00:00 de certains appareils Android sont exclus. Des quarts d'heure entiers jusqu'à 26 heures, comme entre deux fuseaux horaires, sont seulement mentionnés ; de même tout écart si un logiciel de retouche est nommé.",
        ),
        matters: t(
            "A digital camera digitises as it takes the picture and normally writes one time for both. Where they differ, the picture may be a scan, or one of the dates may have been changed.",
            "Un appareil numérique numérise au moment où il prend l'image et écrit normalement une seule heure pour les deux. Si elles diffèrent, l'image est peut-être un scan, ou l'une des dates a pu être modifiée.",
        ),
        innocent: &[
            t(
                "A print or a slide was scanned and given its own date.",
                "Un tirage ou une diapositive a été numérisé, puis daté de son époque.",
            ),
            t(
                "The picture is a frame of a video or an export, and the program dated it when it made it.",
                "L'image est extraite d'une vidéo ou exportée, et le logiciel l'a datée à ce moment-là.",
            ),
            t(
                "A photo library or online service wrote the day of import into one of the two fields.",
                "Une photothèque ou un service en ligne a inscrit le jour de l'importation dans l'un des deux champs.",
            ),
            t(
                "A photo library corrected a wrong clock in one of the two fields.",
                "Une photothèque a corrigé une horloge fausse dans un seul des deux champs.",
            ),
        ],
        sources: &[
            "CIPA DC-008 (Exif), tags 0x9003 DateTimeOriginal and 0x9004 DateTimeDigitized",
            "mapillary/mapillary_issues#2438 and photoprism/photoprism#3309 (2002-12-08 12:00:00)",
        ],
        rate: t(
            "3 of 162 camera-like JPEGs, all three with the constant that is now left out; 6 of 72 edited ones (reference set of 2026-11).",
            "3 sur 162 JPEG venant apparemment d'un appareil, tous trois avec la constante désormais exclue ; 6 sur 72 retouchés (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// Long exposures, and cameras that date a picture when it is stored.
const IN_CAMERA: i64 = 120;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (taken, taken_field) = date(exif, "DateTimeOriginal")?;
    let (digitised, digitised_field) = date(exif, "DateTimeDigitized")?;
    if is_scan(exif) {
        return Ok(Outcome::NotApplicable(t(
            "The picture was scanned: it was digitised later than it was taken.",
            "L'image a été scannée : elle a été numérisée après la prise de vue.",
        )));
    }
    let gap = seconds_between(taken, digitised);
    if gap.abs() <= IN_CAMERA {
        return Ok(Outcome::NothingFound);
    }
    let (en, fr) = in_words(gap);
    let (order_en, order_fr) = if gap > 0 { ("after", "après") } else { ("before", "avant") };
    let two_zones = zones::may_be_two_zones(gap, 0);
    let (why_en, why_fr) = match two_zones {
        true => (
            "Two time zones can explain it, if a program shifted only one of the dates.",
            "Deux fuseaux horaires peuvent l'expliquer, si un logiciel n'a décalé que l'une des dates.",
        ),
        false => (
            "A digital camera normally writes one time for both; the picture may be a scan, or one of the dates may have been changed.",
            "Un appareil numérique écrit normalement une seule heure pour les deux ; l'image est peut-être un scan, ou l'une des dates a pu être modifiée.",
        ),
    };
    let message = Text::new(
        format!(
            "The file says that the picture was digitised on {digitised}, {en} {order_en} it was taken ({taken}). {why_en}"
        ),
        format!(
            "Le fichier indique une numérisation le {digitised}, {fr} {order_fr} la prise de vue ({taken}). {why_fr}"
        ),
    );
    let (direction, strength) =
        if two_zones { (Direction::Context, Strength::Info) } else { weak_unless_editor(case.facts) };
    Ok(Finding::new(direction, strength, message, evidence(digitised_field)).also([evidence(taken_field)]).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif};

    fn look(digitised: &str, more: &[(&str, &str)]) -> String {
        let dates = [("DateTimeOriginal", "2024:05:01 10:00:00"), ("DateTimeDigitized", digitised)];
        seen(&run(&CHECK, &with_exif(&[&dates, more].concat())))
    }

    #[test]
    fn three_days_later() {
        insta::assert_snapshot!(look("2024:05:04 11:07:00", &[]), @r"
        Edited Weak
        The file says that the picture was digitised on 2024-05-04 11:07:00, 3 days after it was taken (2024-05-01 10:00:00). A digital camera normally writes one time for both; the picture may be a scan, or one of the dates may have been changed.
        Le fichier indique une numérisation le 2024-05-04 11:07:00, 3 jours après la prise de vue (2024-05-01 10:00:00). Un appareil numérique écrit normalement une seule heure pour les deux ; l'image est peut-être un scan, ou l'une des dates a pu être modifiée.
          JPEG › APP1 Exif › Exif › DateTimeDigitized = 2024:05:04 11:07:00
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:00:00
        ");
    }

    #[test]
    fn zones_and_editors_explain_it() {
        assert!(look("2024:05:01 12:00:00", &[]).starts_with("Context Info"));
        assert!(look("2024:05:01 12:00:30", &[]).starts_with("Edited Weak"));
        assert!(look("2024:05:04 11:07:00", &[("Software", "GIMP 2.10")]).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_scans_long_exposures_and_constants() {
        assert_eq!(look("2024:05:01 10:00:04", &[]), "nothing found");
        assert_eq!(look("2024:05:01 09:58:00", &[]), "nothing found");
        assert!(look("2002:12:08 12:00:00", &[]).starts_with("not applicable"));
        assert!(look("2010:01:01 00:00:00", &[]).starts_with("not applicable"));
        for scanner in [("FileSource", "2"), ("Model", "CanoScan 9000F"), ("Make", "NORITSU KOKI")] {
            assert!(look("2026:05:04 11:07:00", &[scanner]).starts_with("not applicable"), "{scanner:?}");
        }
    }
}
