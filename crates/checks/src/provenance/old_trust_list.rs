//! C2PA's own trust list has aged since it was taken, and the answer on who signed hangs on it.

use whence_model::{
    Direction, Evidence, Family, Finding, Moment, Outcome, Place, Strength, Text,
    facts::provenance::{CredentialClass, Flag, ListOrigin, Provenance, TrustList},
    t,
};

use super::unread;
use crate::{Case, Check, Page};

/// The official lists change several times a month.
const MAX_DAYS: i64 = 90;

pub static CHECK: Check = Check {
    id: "provenance/old-trust-list",
    family: Family::Provenance,
    class: None,
    title: t("Trust list older than 90 days", "Liste de confiance de plus de 90 jours"),
    nothing: t(
        "The lists that the answer hangs on are recent, or it hangs on none.",
        "Les listes dont dépend la réponse sont récentes, ou elle ne dépend d'aucune.",
    ),
    page: Page {
        looks_at: t(
            "The date of C2PA's lists that ship with Whence, against the day of this examination.",
            "La date des listes du C2PA fournies avec Whence, comparée au jour de cet examen.",
        ),
        matters: t(
            "Signers are added to the lists several times a month, and may be taken off. With an old list a known signer reads as unknown.",
            "Des signataires sont ajoutés aux listes plusieurs fois par mois, et peuvent en être retirés. Avec une vieille liste, un signataire connu passe pour inconnu.",
        ),
        innocent: &[t(
            "The list only ages because this copy of Whence was not updated. It says nothing about the picture.",
            "La liste vieillit seulement parce que cette copie de Whence n'a pas été mise à jour. Cela ne dit rien de l'image.",
        )],
        sources: &[
            "C2PA Trust List, https://github.com/c2pa-org/conformance-public/tree/main/trust-list",
            "C2PA Technical Specification 2.2, section 14.4 (Trust lists), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
        ],
        rate: t(
            "The rule compares two dates and errs only where the computer's clock does.",
            "La règle compare deux dates et ne se trompe que si l'horloge de l'ordinateur se trompe.",
        ),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let p = &case.facts.provenance;
    if let Some(outcome) = unread(p) {
        return outcome;
    }
    let Some((purpose, told)) = what_hangs_on_it(p) else { return Outcome::NothingFound };
    let official = p.lists.iter().find(|list| list.origin == ListOrigin::Official && list.purpose == purpose);
    let Some((list, days)) = official.and_then(|list| Some((list, age(list, case.facts.examined_at)?))) else {
        return Outcome::NothingFound;
    };
    if days <= MAX_DAYS {
        return Outcome::NothingFound;
    }
    let message = told(&list.date, days);
    let evidence = Evidence::new(Place::path(format!("Whence › {}", list.name)), list.date.as_str());
    Finding::new(Direction::Context, Strength::Info, message, evidence).into()
}

/// What to say of a list of this date and age, in days.
type Told = fn(&str, i64) -> Text;

/// The purpose of the list that the answer hangs on, and what to say where that is old.
fn what_hangs_on_it(p: &Provenance) -> Option<(&'static str, Told)> {
    match p.class {
        CredentialClass::UnknownSigner | CredentialClass::TrustedInterim => Some(("signer", not_on_it)),
        CredentialClass::TrustedOfficial => Some(("signer", on_it)),
        CredentialClass::SigningDateUnprovable if p.flags.contains(&Flag::TimestampUntrusted) => {
            Some(("timestamp", authority_not_on_it))
        }
        _ => None,
    }
}

fn not_on_it(date: &str, days: i64) -> Text {
    Text::new(
        format!(
            "The signer is not on the C2PA list of {date}, which is {days} days old; it may have been added since. Update Whence, or import a newer list."
        ),
        format!(
            "Le signataire ne figure pas sur la liste C2PA du {date}, vieille de {days} jours ; il a pu y être ajouté depuis. Mettez Whence à jour, ou importez une liste plus récente."
        ),
    )
}

fn on_it(date: &str, days: i64) -> Text {
    Text::new(
        format!(
            "The signer is on the C2PA list of {date}, which is {days} days old; it may have been taken off since. Update Whence, or import a newer list."
        ),
        format!(
            "Le signataire figure sur la liste C2PA du {date}, vieille de {days} jours ; il a pu en être retiré depuis. Mettez Whence à jour, ou importez une liste plus récente."
        ),
    )
}

fn authority_not_on_it(date: &str, days: i64) -> Text {
    Text::new(
        format!(
            "The authority behind the time stamp is not on the C2PA list of {date}, which is {days} days old; it may have been added since. Update Whence, or import a newer list."
        ),
        format!(
            "L'autorité de l'horodatage ne figure pas sur la liste C2PA du {date}, vieille de {days} jours ; elle a pu y être ajoutée depuis. Mettez Whence à jour, ou importez une liste plus récente."
        ),
    )
}

/// Whole days from the list's date to the examination.
fn age(list: &TrustList, examined_at: i64) -> Option<i64> {
    let mut numbers = list.date.splitn(3, '-');
    let mut next = || numbers.next();
    let date = (next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?);
    let taken = Moment::new(date, (0, 0, 0), Some(0))?.utc_seconds()?;
    Some(examined_at.saturating_sub(taken).div_euclid(86_400))
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, facts::provenance::*};

    use super::CHECK;
    use crate::specimen::{credentials, facts, run, seen};

    /// With both official lists of this day, examined on 2026-11-23.
    fn of(class: CredentialClass, flags: &[Flag], day: &str) -> Facts {
        let mut facts = credentials(class, flags, &[]);
        let list = credentials(CredentialClass::TrustedOfficial, &[], &[]).provenance.lists.remove(0);
        facts.provenance.lists = ["signer", "timestamp"]
            .map(|purpose| TrustList { name: "C2PA".into(), purpose: purpose.into(), date: day.into(), ..list.clone() })
            .into();
        facts
    }

    #[test]
    fn an_unknown_signer_may_have_been_added() {
        let facts = of(CredentialClass::UnknownSigner, &[], "2026-08-24");
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The signer is not on the C2PA list of 2026-08-24, which is 91 days old; it may have been added since. Update Whence, or import a newer list.
        Le signataire ne figure pas sur la liste C2PA du 2026-08-24, vieille de 91 jours ; il a pu y être ajouté depuis. Mettez Whence à jour, ou importez une liste plus récente.
          Whence › C2PA = 2026-08-24
        ");
    }

    #[test]
    fn a_listed_signer_may_have_been_taken_off() {
        let facts = of(CredentialClass::TrustedOfficial, &[], "2026-01-24");
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The signer is on the C2PA list of 2026-01-24, which is 303 days old; it may have been taken off since. Update Whence, or import a newer list.
        Le signataire figure sur la liste C2PA du 2026-01-24, vieille de 303 jours ; il a pu en être retiré depuis. Mettez Whence à jour, ou importez une liste plus récente.
          Whence › C2PA = 2026-01-24
        ");
    }

    #[test]
    fn an_authority_may_have_been_added() {
        let facts = of(CredentialClass::SigningDateUnprovable, &[Flag::TimestampUntrusted], "2026-01-24");
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        The authority behind the time stamp is not on the C2PA list of 2026-01-24, which is 303 days old; it may have been added since. Update Whence, or import a newer list.
        L'autorité de l'horodatage ne figure pas sur la liste C2PA du 2026-01-24, vieille de 303 jours ; elle a pu y être ajoutée depuis. Mettez Whence à jour, ou importez une liste plus récente.
          Whence › C2PA = 2026-01-24
        ");
    }

    #[test]
    fn silent_while_the_list_is_young_or_does_not_matter() {
        for (class, day) in [
            (CredentialClass::UnknownSigner, "2026-08-25"),
            (CredentialClass::UnknownSigner, "2027-08-25"),
            (CredentialClass::UnknownSigner, "one day"),
            (CredentialClass::UnknownSigner, ""),
            (CredentialClass::TrustedPinned, "2020-01-01"),
            (CredentialClass::ChangedAfterSigning, "2020-01-01"),
            (CredentialClass::SigningDateUnprovable, "2020-01-01"),
        ] {
            assert_eq!(seen(&run(&CHECK, &of(class, &[], day))), "nothing found", "{class:?} {day}");
        }
    }

    #[test]
    fn not_asked_of_a_file_without_credentials() {
        insta::assert_snapshot!(seen(&run(&CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
    }
}
