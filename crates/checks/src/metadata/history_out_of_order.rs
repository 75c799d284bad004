//! The times in a program's log do not follow each other.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Moment, Outcome, Place, Strength, Text,
    facts::metadata::{HistoryEvent, Xmp},
    t,
};

use super::{
    duration::in_words,
    needs::{answer, property_evidence, seconds_between, xmp},
    written_date::xmp_moment,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/history-out-of-order",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Log of steps out of order", "Journal d'étapes dans le désordre"),
    nothing: t("The times in the log follow each other.", "Les heures du journal se suivent."),
    page: Page {
        looks_at: t(
            "The times of xmpMM:History, the log in which editing programs note their steps, oldest first, and xmp:CreateDate. More than 26 hours back from one step to the next is moderate; a step more than 26 hours before the document was created is weak. Time zones can explain less than that.",
            "Les heures de xmpMM:History, le journal où les logiciels de retouche notent leurs étapes, de la plus ancienne à la plus récente, et xmp:CreateDate. Un recul de plus de 26 heures d'une étape à la suivante donne un constat modéré ; une étape plus de 26 heures avant la création du document, un constat faible. En deçà, les fuseaux horaires peuvent l'expliquer.",
        ),
        matters: t(
            "A program normally only adds to its log. If the times go back, a clock was wrong, or the log may have been put together from several files or changed. It says nothing about the picture itself.",
            "Un logiciel ne fait normalement qu'ajouter à son journal. Si les heures reculent, une horloge était déréglée, ou le journal a pu être assemblé à partir de plusieurs fichiers ou modifié. Cela ne dit rien de l'image elle-même.",
        ),
        innocent: &[
            t(
                "The clock of one of the computers was wrong, or was set right between two steps.",
                "L'horloge de l'un des ordinateurs était déréglée, ou a été réglée entre deux étapes.",
            ),
            t(
                "The date of creation was corrected later, with that of the camera.",
                "La date de création a été corrigée plus tard, avec celle de l'appareil.",
            ),
            t(
                "A template, or metadata pasted from another file, brought that file's log along.",
                "Un modèle, ou des métadonnées collées depuis un autre fichier, a apporté son journal.",
            ),
        ],
        sources: &["ISO 16684-1 (XMP), xmpMM:History and ResourceEvent"],
        rate: t(
            "None of 49 edited files with such a log; nobody has measured it on genuine camera files.",
            "Aucun des 49 fichiers retouchés portant un tel journal ; personne ne l'a mesuré sur des fichiers sortis d'appareils photo.",
        ),
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// From the easternmost zone (+14:00) to the westernmost (−12:00).
const WIDEST_ZONES: i64 = 26 * 3600;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    if xmp.packets > 1 {
        return Ok(Outcome::NotApplicable(t(
            "The XMP data stands in several packets, whose logs cannot be put in one order.",
            "Les données XMP sont en plusieurs paquets, dont les journaux ne se mettent pas dans un ordre unique.",
        )));
    }
    let steps: Vec<(Moment, Evidence)> = xmp.history.iter().filter_map(|event| step(xmp, event)).collect();
    if steps.is_empty() {
        return Ok(Outcome::NotApplicable(t(
            "The file has no log of steps with times.",
            "Le fichier n'a pas de journal d'étapes daté.",
        )));
    }
    let back = steps.windows(2).find(|pair| seconds_between(pair[1].0, pair[0].0) > WIDEST_ZONES);
    if let Some([(before, earlier), (after, later)]) = back {
        let (en, fr) = in_words(seconds_between(*after, *before));
        let message = Text::new(
            format!(
                "In the file's log of steps, a step of {before} is followed by one of {after}, {en} earlier. A clock may have been wrong, or the log put together from several files or changed."
            ),
            format!(
                "Dans le journal du fichier, une étape du {before} est suivie d'une étape du {after}, antérieure de {fr}. Une horloge était peut-être déréglée, ou le journal a pu être assemblé à partir de plusieurs fichiers ou modifié."
            ),
        );
        let finding = Finding::new(Direction::Edited, Strength::Moderate, message, later.clone());
        return Ok(finding.also([earlier.clone()]).into());
    }
    let created = xmp.property("xmp:CreateDate").and_then(|p| Some((p, xmp_moment(p.value.raw())?)));
    let Some((property, created)) = created else { return Ok(Outcome::NothingFound) };
    let Some((at, step)) = steps.iter().find(|(at, _)| seconds_between(*at, created) > WIDEST_ZONES) else {
        return Ok(Outcome::NothingFound);
    };
    let (en, fr) = in_words(seconds_between(*at, created));
    let message = Text::new(
        format!(
            "The file's log has a step of {at}, {en} before the document's own date of creation ({created}). That date may have been changed, or a clock was wrong, or the log came from another file."
        ),
        format!(
            "Le journal du fichier a une étape du {at}, {fr} avant la date de création que le document s'attribue ({created}). Cette date a pu être modifiée, une horloge était déréglée, ou le journal vient d'un autre fichier."
        ),
    );
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, step.clone())
        .also([property_evidence(property)])
        .into())
}

fn step(xmp: &Xmp, event: &HistoryEvent) -> Option<(Moment, Evidence)> {
    let when = event.when.as_ref()?;
    let path = format!("{} › xmpMM:History › stEvt:when", xmp.place.path.raw());
    let place = Place { path: path.into(), ..xmp.place.clone() };
    Some((xmp_moment(when.raw())?, Evidence::new(place, when.clone())))
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Reading, facts::metadata::HistoryEvent};

    use super::CHECK;
    use crate::specimen::{run, seen, with_xmp};

    fn log(created: &str, steps: &[&str]) -> Facts {
        let mut facts = with_xmp(&[("xmp:CreateDate", created)]);
        if let Reading::Read(xmp) = &mut facts.metadata.xmp {
            let step = |when: &&str| HistoryEvent { when: Some((*when).into()), ..HistoryEvent::default() };
            xmp.history = steps.iter().map(step).collect();
        }
        facts
    }

    fn look(created: &str, steps: &[&str]) -> String {
        seen(&run(&CHECK, &log(created, steps)))
    }

    #[test]
    fn a_log_that_goes_back() {
        insta::assert_snapshot!(look("2020-01-01T10:00:00Z", &["2020-02-01T10:00:00Z", "2020-05-01T10:00:00Z", "2020-03-01T10:00:00Z"]), @r"
        Edited Moderate
        In the file's log of steps, a step of 2020-05-01 10:00:00 UTC is followed by one of 2020-03-01 10:00:00 UTC, 61 days earlier. A clock may have been wrong, or the log put together from several files or changed.
        Dans le journal du fichier, une étape du 2020-05-01 10:00:00 UTC est suivie d'une étape du 2020-03-01 10:00:00 UTC, antérieure de 61 jours. Une horloge était peut-être déréglée, ou le journal a pu être assemblé à partir de plusieurs fichiers ou modifié.
          JPEG › APP1 XMP › xmpMM:History › stEvt:when = 2020-03-01T10:00:00Z
          JPEG › APP1 XMP › xmpMM:History › stEvt:when = 2020-05-01T10:00:00Z
        ");
    }

    #[test]
    fn a_step_before_the_creation() {
        insta::assert_snapshot!(look("2020-02-03T10:00:00Z", &["2020-02-01T10:00:00Z"]), @r"
        Edited Weak
        The file's log has a step of 2020-02-01 10:00:00 UTC, 2 days before the document's own date of creation (2020-02-03 10:00:00 UTC). That date may have been changed, or a clock was wrong, or the log came from another file.
        Le journal du fichier a une étape du 2020-02-01 10:00:00 UTC, 2 jours avant la date de création que le document s'attribue (2020-02-03 10:00:00 UTC). Cette date a pu être modifiée, une horloge était déréglée, ou le journal vient d'un autre fichier.
          JPEG › APP1 XMP › xmpMM:History › stEvt:when = 2020-02-01T10:00:00Z
          JPEG › APP1 XMP = 2020-02-03T10:00:00Z
        ");
    }

    #[test]
    fn silent_within_two_zones_and_without_times() {
        let steps = ["2020-02-02T12:00:00", "2020-02-01T10:00:00", "2020-02-01T08:00:00-05:00"];
        assert_eq!(look("2020-02-02T10:00:00", &steps), "nothing found");
        assert!(look("2020-02-02T10:00:00Z", &["yesterday"]).starts_with("not applicable"));
        let mut facts = log("2020-01-01T10:00:00Z", &["2020-05-01T10:00:00Z", "2020-02-01T10:00:00Z"]);
        if let Reading::Read(xmp) = &mut facts.metadata.xmp {
            xmp.packets = 2;
        }
        assert!(seen(&run(&CHECK, &facts)).starts_with("not applicable"));
    }
}
