//! Exif, XMP and IPTC give the picture different days.

use whence_model::{Class, Evidence, Family, Finding, Moment, Outcome, Text, facts::metadata::Metadata, t};

use super::{
    capture::is_scan,
    duration::in_words,
    editor::weak_unless_editor,
    needs::{answer, date, evidence, exif, property_evidence},
    unset_clock::is_default,
    written::{self, Written, written},
    zones,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/blocks-disagree-on-date",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Exif, XMP and IPTC give different days", "Exif, XMP et IPTC donnent des jours différents"),
    nothing: t(
        "The blocks that date the picture agree on the day.",
        "Les blocs qui datent l'image s'accordent sur le jour.",
    ),
    page: Page {
        looks_at: t(
            "DateTimeOriginal in Exif against exif:DateTimeOriginal and photoshop:DateCreated in XMP and the date created of IPTC (2:55 with 2:60), where they lie more than 26 hours apart: time zones explain less than that. A date without a time stands for its whole day. xmp:CreateDate counts only where it is earlier, since a copy is made later. Scans, clocks that were never set, and other dates before 1990 (of a work that the picture shows) are left out. Where an editing program is named, the difference is only mentioned.",
            "DateTimeOriginal dans Exif, comparée à exif:DateTimeOriginal et photoshop:DateCreated dans XMP et à la date de création IPTC (2:55 et 2:60), quand plus de 26 heures les séparent : en deçà, les fuseaux horaires l'expliquent. Une date sans heure vaut pour toute la journée. xmp:CreateDate ne compte que si elle est antérieure, car une copie est faite plus tard. Les scans, les horloges jamais réglées et les autres dates d'avant 1990 (celles d'une œuvre que montre l'image) sont exclus. Si un logiciel de retouche est nommé, l'écart est seulement mentionné.",
        ),
        matters: t(
            "Guidelines ask programs to keep these blocks of metadata alike. Where they differ, a date may have been changed in one place only, or the blocks date different things.",
            "Les recommandations demandent aux logiciels de garder ces blocs de métadonnées identiques. S'ils diffèrent, une date a pu être modifiée à un seul endroit, ou les blocs datent des choses différentes.",
        ),
        innocent: &[
            t(
                "An archive gave the date of the work that the picture shows, or of the print.",
                "Une archive a indiqué la date de l'œuvre que montre l'image, ou du tirage.",
            ),
            t(
                "A photo library or online service wrote the day of import, or a day that somebody guessed.",
                "Une photothèque ou un service en ligne a inscrit le jour de l'importation, ou un jour estimé.",
            ),
            t(
                "A scan or a photograph of a print carries the print's date in one block and its own in another.",
                "Un scan ou une reproduction porte la date du tirage dans un bloc et la sienne dans un autre.",
            ),
            t(
                "A program corrected the camera's wrong clock in one block.",
                "Un logiciel a corrigé l'horloge fausse de l'appareil dans un seul bloc.",
            ),
            t(
                "A montage kept the XMP data of its first picture.",
                "Un montage a gardé les données XMP de sa première image.",
            ),
        ],
        sources: &[
            "Metadata Working Group, Guidelines for Handling Image Metadata 2.0 (2010), date and time",
            "IPTC-IIM 4.2, datasets 2:55 and 2:60",
            "darktable-org/darktable#14244 (truncated seconds)",
        ],
        rate: t(
            "On edited files XMP and Exif differ by a day or more in 2 of 27, IPTC and Exif in 1 of 20 (reference set of 2026-11); camera files seldom have both.",
            "Sur des fichiers retouchés, XMP et Exif diffèrent d'un jour ou plus dans 2 cas sur 27, IPTC et Exif dans 1 sur 20 (jeu de référence de 2026-11) ; les fichiers d'appareil ont rarement les deux.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// A date of another block: its name, the first and last moment that it can mean, where it stands.
struct Dated {
    name: &'static str,
    first: Moment,
    last: Moment,
    evidence: Evidence,
}

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let (taken, field) = date(exif, "DateTimeOriginal")?;
    if is_scan(exif) {
        return Ok(Outcome::NotApplicable(t(
            "The picture was scanned; its dates are of different things.",
            "L'image a été scannée ; ses dates sont celles de choses différentes.",
        )));
    }
    let dates = dates(&case.facts.metadata);
    if dates.is_empty() {
        return Ok(Outcome::NotApplicable(t(
            "Neither XMP nor IPTC gives a usable date of the picture.",
            "Ni XMP ni IPTC n'indiquent de date utilisable pour l'image.",
        )));
    }
    let mut differing = dates.into_iter().filter_map(|dated| {
        let gap = gap(taken, &dated);
        let counts = gap.abs() > zones::WIDEST && (gap < 0 || dated.name != "xmp:CreateDate");
        counts.then_some((gap, dated))
    });
    let Some((gap, Dated { name, evidence: first, .. })) = differing.next() else { return Ok(Outcome::NothingFound) };
    let ((en, fr), shown) = (in_words(gap), first.value.short(30));
    let (order_en, order_fr) = if gap > 0 { ("after", "après") } else { ("before", "avant") };
    let message = Text::new(
        format!(
            "Another date in the file ({name}) is {shown}, {en} {order_en} the capture according to Exif ({taken}). Time zones do not explain that; one of the dates may have been changed, or may mean something else."
        ),
        format!(
            "Une autre date du fichier ({name}) est {shown}, {fr} {order_fr} la prise de vue selon Exif ({taken}). Les fuseaux horaires ne l'expliquent pas ; l'une des dates a pu être modifiée, ou désigner autre chose."
        ),
    );
    let (direction, strength) = weak_unless_editor(case.facts);
    let others = differing.map(|(_, dated)| dated.evidence);
    Ok(Finding::new(direction, strength, message, first).also([evidence(field)]).also(others).into())
}

/// Seconds from the capture to the other date; 0 within a day that has no time.
fn gap(taken: Moment, other: &Dated) -> i64 {
    let at = |moment: Moment| match taken.utc_seconds().zip(moment.utc_seconds()) {
        Some((taken, moment)) => moment - taken,
        None => moment.clock_seconds() - taken.clock_seconds(),
    };
    match (at(other.first), at(other.last)) {
        (first, _) if first > 0 => first,
        (_, last) if last < 0 => last,
        _ => 0,
    }
}

fn dates(metadata: &Metadata) -> Vec<Dated> {
    let mut dates = Vec::new();
    for name in ["exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate"] {
        let Some(property) = metadata.xmp(name) else { continue };
        let Some((first, last)) = written(property.value.raw()).as_ref().and_then(Written::span) else { continue };
        dates.push(Dated { name, first, last, evidence: property_evidence(property) });
    }
    if let Some(iptc) = metadata.iptc.read()
        && let Some(day) = iptc.value(55)
        && let Some((first, last)) =
            written::iptc(day.raw(), iptc.value(60).map(|time| time.raw())).as_ref().and_then(Written::span)
    {
        dates.push(Dated { name: "IPTC 2:55", first, last, evidence: Evidence::new(iptc.place.clone(), day.clone()) });
    }
    // Before there were digital cameras it is the date of the work that the picture shows.
    dates.retain(|dated| !is_default(dated.first) && dated.first.year() >= 1990);
    dates
}

#[cfg(test)]
mod tests {
    use whence_model::Facts;

    use super::CHECK;
    use crate::specimen::{iptc, run, seen, with_exif, xmp};

    fn shot(taken: &str, packet: &[(&str, &str)]) -> Facts {
        let mut facts = with_exif(&[("DateTimeOriginal", taken)]);
        facts.metadata.xmp = xmp(packet);
        facts
    }

    fn look(taken: &str, packet: &[(&str, &str)]) -> String {
        seen(&run(&CHECK, &shot(taken, packet)))
    }

    #[test]
    fn xmp_and_iptc_of_another_week() {
        let mut facts = shot("2024:05:09 10:00:00", &[("photoshop:DateCreated", "2024-05-01T18:20:00")]);
        facts.metadata.iptc = iptc(&[(55, "20240501"), (60, "182000")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Edited Weak
        Another date in the file (photoshop:DateCreated) is 2024-05-01T18:20:00, 8 days before the capture according to Exif (2024-05-09 10:00:00). Time zones do not explain that; one of the dates may have been changed, or may mean something else.
        Une autre date du fichier (photoshop:DateCreated) est 2024-05-01T18:20:00, 8 jours avant la prise de vue selon Exif (2024-05-09 10:00:00). Les fuseaux horaires ne l'expliquent pas ; l'une des dates a pu être modifiée, ou désigner autre chose.
          JPEG › APP1 XMP = 2024-05-01T18:20:00
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:09 10:00:00
          JPEG › APP13 › 8BIM 0x0404 = 20240501
        ");
    }

    #[test]
    fn a_file_made_before_its_picture() {
        let packet = |made| [("xmp:CreateDate", made)];
        assert!(look("2024:05:09 10:00:00", &packet("2024-05-01T10:00:00")).starts_with("Edited Weak"));
        assert_eq!(look("2024:05:09 10:00:00", &packet("2025-05-01T10:00:00")), "nothing found");
    }

    #[test]
    fn an_editor_explains_it() {
        let packet = [("exif:DateTimeOriginal", "2024-05-01"), ("xmp:CreatorTool", "Adobe Photoshop 21.0")];
        assert!(look("2024:05:09 10:00:00", &packet).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_zones_days_and_truncated_seconds() {
        for (taken, there) in [
            ("2024:05:09 10:00:59", "2024-05-09T10:00"),
            ("2024:05:09 23:00:00+02:00", "2024-05-09T21:00:00Z"),
            ("2024:05:09 23:30:00", "2024-05-10T10:00:00+12:00"),
            ("2024:05:09 10:00:00", "2024-05-09"),
            ("2024:05:09 10:00:00", "2024-05-08"),
        ] {
            assert_eq!(look(taken, &[("photoshop:DateCreated", there)]), "nothing found", "{taken} {there}");
        }
        let mut facts = with_exif(&[("DateTimeOriginal", "2024:05:09 10:00:00")]);
        facts.metadata.iptc = iptc(&[(55, "20240509"), (60, "000000+0000")]);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
    }

    #[test]
    fn not_asked_of_defaults_parts_of_dates_and_scans() {
        for there in ["1970-01-01", "2010-01-01", "2007-11", "2007", "1889-06-01"] {
            assert!(look("2024:05:09 10:00:00", &[("photoshop:DateCreated", there)]).starts_with("not applicable"));
        }
        let mut scan = with_exif(&[("DateTimeOriginal", "2024:05:09 10:00:00"), ("FileSource", "1")]);
        scan.metadata.xmp = xmp(&[("photoshop:DateCreated", "1995-11-25")]);
        assert!(seen(&run(&CHECK, &scan)).starts_with("not applicable"));
    }
}
