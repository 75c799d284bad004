//! A time stamp by an authority on no list.

use whence_model::{Direction, Family, Finding, Outcome, Strength, facts::provenance::Flag, t};

use super::{of_flag, signature};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/time-stamp-untrusted",
    family: Family::Provenance,
    class: None,
    title: t("Time stamp by an authority on no list", "Horodatage par une autorité absente des listes"),
    nothing: t(
        "The time stamp's authority is on a list, or there is no time stamp.",
        "L'autorité d'horodatage figure sur une liste, ou il n'y a pas d'horodatage.",
    ),
    page: Page {
        looks_at: t(
            "The authority that signed the time stamp, against the C2PA list of such authorities.",
            "L'autorité qui a signé l'horodatage, comparée à la liste C2PA de ces autorités.",
        ),
        matters: t(
            "Anyone can run a time-stamp service with a wrong clock; only a listed one proves the date.",
            "N'importe qui peut tenir un service d'horodatage à l'heure fantaisiste ; seul un service inscrit prouve la date.",
        ),
        innocent: &[
            t(
                "Companies run their own time-stamp service.",
                "Des entreprises tiennent leur propre service d'horodatage.",
            ),
            t(
                "The authority may have been listed after the date of the copy used here.",
                "L'autorité a pu être inscrite après la date de la copie utilisée ici.",
            ),
        ],
        sources: &[
            "RFC 3161 (Time-Stamp Protocol), https://www.rfc-editor.org/rfc/rfc3161",
            "C2PA Trust List, https://github.com/c2pa-org/conformance-public/tree/main/trust-list",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    of_flag(case, Flag::TimestampUntrusted, |p| {
        let message = t(
            "The time stamp comes from an authority on no list, so it does not prove when the file was signed.",
            "L'horodatage vient d'une autorité absente des listes : il ne prouve pas quand le fichier a été signé.",
        );
        Finding::new(Direction::Context, Strength::Info, message, signature(p))
    })
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::{CredentialClass, Flag};

    #[test]
    fn an_unlisted_authority() {
        let facts = credentials(CredentialClass::TrustedOfficial, &[Flag::TimestampUntrusted], &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The time stamp comes from an authority on no list, so it does not prove when the file was signed.
        L'horodatage vient d'une autorité absente des listes : il ne prouve pas quand le fichier a été signé.
          JPEG › APP11 C2PA › signature = Example News · Example Camera · 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in [CredentialClass::TrustedOfficial, CredentialClass::ChangedAfterSigning] {
            let facts = credentials(class, &[], &[]);
            assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found", "{class:?}");
        }
    }

    #[test]
    fn not_asked_of_a_file_without_credentials() {
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
    }
}
