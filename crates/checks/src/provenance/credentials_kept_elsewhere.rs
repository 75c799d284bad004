//! An address where the credentials are kept, instead of the credentials.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Strength, Text, Untrusted, facts::provenance::CredentialClass, t,
};

use super::{place, unread};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/credentials-kept-elsewhere",
    family: Family::Provenance,
    title: t("Credentials kept at another address", "Justificatifs conservés à une autre adresse"),
    nothing: t("The credentials stand in the file itself.", "Les justificatifs se trouvent dans le fichier même."),
    page: Page {
        looks_at: t(
            "The address in the file at which its credentials are said to be kept.",
            "L'adresse, dans le fichier, où ses justificatifs seraient conservés.",
        ),
        matters: t(
            "There may be signed provenance for this picture that this program has not seen.",
            "Il existe peut-être pour cette image une provenance signée que ce programme n'a pas vue.",
        ),
        innocent: &[t(
            "Stock agencies and publishers keep credentials on a server to spare bytes.",
            "Des agences et des éditeurs conservent les justificatifs sur un serveur pour gagner de la place.",
        )],
        sources: &[
            "C2PA Technical Specification 2.2, External Manifests, https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let p = &case.facts.provenance;
    if p.class != CredentialClass::RemoteNotFetched {
        return unread(p).unwrap_or(Outcome::NothingFound);
    }
    let url = p.remote_url.clone().unwrap_or_default();
    let host = host(url.raw()).short(100);
    let message = Text::new(
        format!(
            "The credentials of this file are kept at {host}. They were not fetched: that would tell {host} that somebody examines this picture."
        ),
        format!(
            "Les justificatifs de ce fichier sont conservés chez {host}. Ils n'ont pas été récupérés : cela apprendrait à {host} que quelqu'un examine cette image."
        ),
    );
    Finding::new(Direction::Context, Strength::Info, message, Evidence::new(place(p), url)).into()
}

/// The host that a request would go to: what stands between `//` and the path, without user name and password.
fn host(url: &str) -> Untrusted {
    let after_scheme = url.split_once("//").map_or(url, |(_, rest)| rest);
    let authority = after_scheme.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::facts::provenance::CredentialClass;

    #[test]
    fn the_host_is_named_and_nothing_is_fetched() {
        let mut facts = credentials(CredentialClass::RemoteNotFetched, &[], &[]);
        facts.provenance.remote_url = Some("https://good.example@cai.example.net:8443/manifests/a?b".into());
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The credentials of this file are kept at cai.example.net:8443. They were not fetched: that would tell cai.example.net:8443 that somebody examines this picture.
        Les justificatifs de ce fichier sont conservés chez cai.example.net:8443. Ils n'ont pas été récupérés : cela apprendrait à cai.example.net:8443 que quelqu'un examine cette image.
          JPEG › APP11 C2PA = https://good.example@cai.example.net:8443/manifests/a?b
        ");
    }

    #[test]
    fn silent_otherwise() {
        for class in [CredentialClass::TrustedOfficial, CredentialClass::UnknownSigner] {
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
