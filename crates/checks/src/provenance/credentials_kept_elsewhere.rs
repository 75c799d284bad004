//! Credentials that do not stand in the file: on a server, asked or not, or in another file.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Place, Strength, Text, Untrusted,
    facts::provenance::{Carrier, CredentialClass, Provenance},
    t,
};

use super::{place, unread};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/credentials-kept-elsewhere",
    family: Family::Provenance,
    class: None,
    title: t("Credentials kept outside the file", "Justificatifs conservés hors du fichier"),
    nothing: t("The credentials stand in the file itself.", "Les justificatifs se trouvent dans le fichier même."),
    page: Page {
        looks_at: t(
            "Where the credentials come from: the file itself, a file of credentials (.c2pa) beside it or named by you, or a server whose address stands in the file. A server is asked only when you want it (--online on the command line, the button in the window), over https, for that one address, and never a machine of a private network.",
            "D'où viennent les justificatifs : du fichier même, d'un fichier de justificatifs (.c2pa) à côté ou indiqué par vous, ou d'un serveur dont l'adresse se trouve dans le fichier. Un serveur n'est interrogé que si vous le voulez (--online en ligne de commande, le bouton dans la fenêtre), par https, pour cette seule adresse, et jamais une machine d'un réseau privé.",
        ),
        matters: t(
            "Credentials on a server that was not asked are signed provenance that nobody has looked at here. Asking tells the server that somebody examines this picture, and when. Credentials from elsewhere are held against this file's bytes like any others.",
            "Des justificatifs sur un serveur non interrogé sont une provenance signée que personne n'a regardée ici. Interroger le serveur lui apprend que quelqu'un examine cette image, et quand. Des justificatifs venus d'ailleurs sont comparés aux octets de ce fichier comme les autres.",
        ),
        innocent: &[
            t(
                "Stock agencies and publishers keep credentials on a server to spare bytes.",
                "Des agences et des éditeurs conservent les justificatifs sur un serveur pour gagner de la place.",
            ),
            t(
                "Some programs write credentials beside a file that they do not want to touch.",
                "Certains logiciels écrivent les justificatifs à côté d'un fichier qu'ils ne veulent pas modifier.",
            ),
            t(
                "Sites that remove credentials may leave the address behind.",
                "Des sites qui retirent les justificatifs peuvent laisser l'adresse.",
            ),
        ],
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
    let message = match &p.carrier {
        Carrier::File if p.class == CredentialClass::RemoteNotFetched => not_fetched(p),
        Carrier::File => return unread(p).unwrap_or(Outcome::NothingFound),
        Carrier::Server => fetched(p),
        Carrier::Sidecar { name } => Text::new(
            format!("The credentials do not stand in the picture but in the file “{}” beside it.", name.short(100)),
            format!(
                "Les justificatifs ne se trouvent pas dans l'image mais dans le fichier « {} », à côté.",
                name.short(100)
            ),
        ),
        Carrier::Given { name } => Text::new(
            format!(
                "The credentials are those of the file “{}”, which you named; any in the picture itself were not looked at.",
                name.short(100)
            ),
            format!(
                "Les justificatifs sont ceux du fichier « {} », que vous avez indiqué ; ceux que l'image porterait n'ont pas été regardés.",
                name.short(100)
            ),
        ),
    };
    let (first, also) = evidence(p);
    Finding::new(Direction::Context, Strength::Info, message, first).also(also).into()
}

/// Either nobody asked, or nothing came.
fn not_fetched(p: &Provenance) -> Text {
    let host = named_host(p);
    match p.fetch.as_ref().and_then(|fetch| fetch.failed.as_ref()) {
        None => Text::new(
            format!(
                "The credentials of this file are kept at {host}. They were not fetched: that would tell {host} that somebody examines this picture. Ask for them only if {host} may know: with --online on the command line, with the button in the window."
            ),
            format!(
                "Les justificatifs de ce fichier sont conservés chez {host}. Ils n'ont pas été récupérés : cela apprendrait à {host} que quelqu'un examine cette image. Ne les demandez que si {host} peut le savoir : avec --online en ligne de commande, avec le bouton dans la fenêtre."
            ),
        ),
        Some(failed) => {
            let why = failed.told();
            Text::new(
                format!(
                    "The credentials of this file are kept at {host} and could not be fetched from there. {}",
                    why.en
                ),
                format!(
                    "Les justificatifs de ce fichier sont conservés chez {host} et n'ont pas pu y être récupérés. {}",
                    why.fr
                ),
            )
        }
    }
}

fn fetched(p: &Provenance) -> Text {
    let host = named_host(p);
    Text::new(
        format!(
            "The credentials do not stand in the picture: they were fetched from {host}, because you asked for it. {host} can know that somebody examined this picture."
        ),
        format!(
            "Les justificatifs ne se trouvent pas dans l'image : ils ont été récupérés chez {host}, parce que vous l'avez demandé. {host} peut savoir que quelqu'un a examiné cette image."
        ),
    )
}

/// The address in the file, and the one that answered where that is another; or the name of the file of credentials.
fn evidence(p: &Provenance) -> (Evidence, Vec<Evidence>) {
    let first = match &p.carrier {
        Carrier::Sidecar { name } | Carrier::Given { name } => name.clone(),
        Carrier::File | Carrier::Server => p.remote_url.clone().unwrap_or_default(),
    };
    let answered = p.fetch.as_ref().map(|fetch| &fetch.url).filter(|url| Some(*url) != p.remote_url.as_ref());
    let also = answered.map(|url| Evidence::new(Place::path("Content Credentials › server"), url.clone()));
    (Evidence::new(place(p), first), also.into_iter().collect())
}

/// Credentials that came from elsewhere, as the subject of a sentence in the plural; absent where they stand in the file.
pub fn from_elsewhere(p: &Provenance) -> Option<Text> {
    match &p.carrier {
        Carrier::File => None,
        Carrier::Sidecar { name } | Carrier::Given { name } => Some(Text::new(
            format!("The credentials in “{}”", name.short(100)),
            format!("Les justificatifs de « {} »", name.short(100)),
        )),
        Carrier::Server => Some(Text::new(
            format!("The credentials that {} sent", named_host(p)),
            format!("Les justificatifs que {} a envoyés", named_host(p)),
        )),
    }
}

fn named_host(p: &Provenance) -> String {
    host(p.remote_url.as_ref().map_or("", Untrusted::raw)).short(100)
}

/// The host that a request would go to: what stands between `//` and the path, without user name and password.
/// Letters beyond ASCII are shown as their numbers: some look like others, and the reader is to decide whom to ask.
pub fn host(url: &str) -> Untrusted {
    let after_scheme = url.split_once("//").map_or(url, |(_, rest)| rest);
    let authority = after_scheme.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let shown = |c: char| if c.is_ascii() { c.to_string() } else { format!("⟨U+{:04X}⟩", c as u32) };
    host.chars().take(MAX_HOST).map(shown).collect::<String>().into()
}

/// Characters of a host name that are looked at: DNS allows 253.
const MAX_HOST: usize = 256;

#[cfg(test)]
mod tests {
    use crate::specimen::{credentials, facts, run, seen};
    use whence_model::{
        Facts,
        facts::provenance::{Carrier, CredentialClass, Fetch, FetchFailure},
    };

    fn kept_at(url: &str) -> Facts {
        let mut facts = credentials(CredentialClass::RemoteNotFetched, &[], &[]);
        facts.provenance.remote_url = Some(url.into());
        facts
    }

    #[test]
    fn the_host_is_named_and_how_to_ask_it() {
        let facts = kept_at("https://good.example@cai.example.net:8443/manifests/a?b");
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The credentials of this file are kept at cai.example.net:8443. They were not fetched: that would tell cai.example.net:8443 that somebody examines this picture. Ask for them only if cai.example.net:8443 may know: with --online on the command line, with the button in the window.
        Les justificatifs de ce fichier sont conservés chez cai.example.net:8443. Ils n'ont pas été récupérés : cela apprendrait à cai.example.net:8443 que quelqu'un examine cette image. Ne les demandez que si cai.example.net:8443 peut le savoir : avec --online en ligne de commande, avec le bouton dans la fenêtre.
          JPEG › APP11 C2PA = https://good.example@cai.example.net:8443/manifests/a?b
        ");
    }

    #[test]
    fn why_nothing_came_is_told() {
        let mut facts = kept_at("https://cai.example.net/a");
        let failed = Some(FetchFailure::Refused { status: 404 });
        facts.provenance.fetch = Some(Fetch { url: "https://cdn.example.net/a".into(), bytes: 0, failed });
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The credentials of this file are kept at cai.example.net and could not be fetched from there. The server answered that it has none (HTTP 404).
        Les justificatifs de ce fichier sont conservés chez cai.example.net et n'ont pas pu y être récupérés. Le serveur a répondu qu'il n'en a pas (HTTP 404).
          JPEG › APP11 C2PA = https://cai.example.net/a
          Content Credentials › server = https://cdn.example.net/a
        ");
    }

    #[test]
    fn where_they_came_from_is_told_whatever_they_are_worth() {
        let mut facts = credentials(CredentialClass::UnknownSigner, &[], &[]);
        facts.provenance.place = None;
        facts.provenance.carrier = Carrier::Sidecar { name: "photo.c2pa".into() };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The credentials do not stand in the picture but in the file “photo.c2pa” beside it.
        Les justificatifs ne se trouvent pas dans l'image mais dans le fichier « photo.c2pa », à côté.
          Content Credentials = photo.c2pa
        ");
        facts.provenance.class = CredentialClass::Unreadable;
        facts.provenance.carrier = Carrier::Given { name: "other\u{202e}.c2pa".into() };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The credentials are those of the file “other⟨U+202E⟩.c2pa”, which you named; any in the picture itself were not looked at.
        Les justificatifs sont ceux du fichier « other⟨U+202E⟩.c2pa », que vous avez indiqué ; ceux que l'image porterait n'ont pas été regardés.
          Content Credentials = other⟨U+202E⟩.c2pa
        ");
        facts.provenance.carrier = Carrier::Server;
        facts.provenance.remote_url = Some("https://cai.example.net/a".into());
        let url = "https://cai.example.net/a".into();
        facts.provenance.fetch = Some(Fetch { url, bytes: 9, failed: None });
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Info
        The credentials do not stand in the picture: they were fetched from cai.example.net, because you asked for it. cai.example.net can know that somebody examined this picture.
        Les justificatifs ne se trouvent pas dans l'image : ils ont été récupérés chez cai.example.net, parce que vous l'avez demandé. cai.example.net peut savoir que quelqu'un a examiné cette image.
          Content Credentials = https://cai.example.net/a
        ");
    }

    #[test]
    fn a_host_that_looks_like_another_is_told_from_it() {
        for (url, shown) in [
            ("https://www.ex\u{430}mple.com/x", "www.ex⟨U+0430⟩mple.com"),
            ("https://xn--exmple-4nf.com/x", "xn--exmple-4nf.com"),
            ("https://a.example\\@b.example/", "a.example"),
            ("https://[::1]:443/", "[::1]:443"),
            ("https://exam\u{202e}ple.com", "exam⟨U+202E⟩ple.com"),
            ("", ""),
        ] {
            assert_eq!(super::host(url).to_string(), shown, "{url}");
        }
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
