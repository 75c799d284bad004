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
            "The times of xmpMM:History, which a program writes oldest first, and xmp:CreateDate. More than 26 hours back from one step to a later one is moderate; a step more than 26 hours before the document was created is weak. Less than that two time zones explain.",
            "Les heures de xmpMM:History, qu'un logiciel écrit de la plus ancienne à la plus récente, et xmp:CreateDate. Un recul de plus de 26 heures d'une étape à une étape ultérieure donne un constat modéré ; une étape plus de 26 heures avant la création du document, un constat faible. Deux fuseaux expliquent moins que cela.",
        ),
        matters: t(
            "A program only adds to its log. An order that no clock can show means that a clock was wrong, or that the log was put together or changed.",
            "Un logiciel ne fait qu'ajouter à son journal. Un ordre qu'aucune horloge ne peut donner veut dire qu'une horloge était déréglée, ou que le journal a été assemblé ou modifié.",
        ),
        innocent: &[
            t("The clock of one of the computers was wrong.", "L'horloge de l'un des ordinateurs était déréglée."),
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
                "In the file's log of steps, one of {before} stands before one of {after}: the log goes back by {en}. A clock was wrong, or the log was put together or changed."
            ),
            format!(
                "Dans le journal du fichier, une étape du {before} précède une étape du {after} : il recule de {fr}. Une horloge était déréglée, ou le journal a été assemblé ou modifié."
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
            "The file's log has a step of {at}, {en} before the document was created by its own word ({created}). The date of creation was changed, or a clock was wrong."
        ),
        format!(
            "Le journal du fichier a une étape du {at}, {fr} avant la création du document selon lui-même ({created}). La date de création a été modifiée, ou une horloge était déréglée."
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
        In the file's log of steps, one of 2020-05-01 10:00:00 UTC stands before one of 2020-03-01 10:00:00 UTC: the log goes back by 61 days. A clock was wrong, or the log was put together or changed.
        Dans le journal du fichier, une étape du 2020-05-01 10:00:00 UTC précède une étape du 2020-03-01 10:00:00 UTC : il recule de 61 jours. Une horloge était déréglée, ou le journal a été assemblé ou modifié.
          JPEG › APP1 XMP › xmpMM:History › stEvt:when = 2020-03-01T10:00:00Z
          JPEG › APP1 XMP › xmpMM:History › stEvt:when = 2020-05-01T10:00:00Z
        ");
    }

    #[test]
    fn a_step_before_the_creation() {
        insta::assert_snapshot!(look("2020-02-03T10:00:00Z", &["2020-02-01T10:00:00Z"]), @r"
        Edited Weak
        The file's log has a step of 2020-02-01 10:00:00 UTC, 2 days before the document was created by its own word (2020-02-03 10:00:00 UTC). The date of creation was changed, or a clock was wrong.
        Le journal du fichier a une étape du 2020-02-01 10:00:00 UTC, 2 jours avant la création du document selon lui-même (2020-02-03 10:00:00 UTC). La date de création a été modifiée, ou une horloge était déréglée.
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
