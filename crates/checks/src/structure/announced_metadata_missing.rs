//! A WebP announces metadata that does not stand in it.

use whence_model::{Class, Direction, Evidence, Family, Finding, Format, Outcome, Place, Strength, Text, t};

use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "structure/announced-metadata-missing",
    family: Family::Structure,
    class: Some(Class::Trace),
    title: t("Announced metadata is not there", "Des métadonnées annoncées manquent"),
    nothing: t("What the file announces is in it.", "Ce que le fichier annonce s'y trouve."),
    page: Page {
        looks_at: t(
            "Which of Exif, XMP and colour profile the header of a WebP (VP8X) announces, and which of them are there. It is only mentioned.",
            "Ce que l'en-tête d'un WebP (VP8X) annonce parmi Exif, XMP et profil de couleur, et ce qui s'y trouve. C'est une simple mention.",
        ),
        matters: t(
            "A program probably removed them without correcting the header.",
            "Un logiciel a sans doute retiré ces données sans corriger l'en-tête.",
        ),
        innocent: &[
            t(
                "Platforms, messengers and privacy tools remove metadata.",
                "Plateformes, messageries et outils de confidentialité retirent les métadonnées.",
            ),
            t(
                "Some encoders announce metadata that was never there.",
                "Certains encodeurs annoncent des métadonnées qui n'ont jamais existé.",
            ),
        ],
        sources: &["RFC 9649 (WebP), 2.7"],
        rate: crate::metadata::UNMEASURED,
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let webp = case.facts.structure.webp.as_ref().filter(|webp| webp.extended);
    let Some(webp) = webp else {
        return Outcome::NotApplicable(match case.exhibit.format {
            Format::WebP => t("The WebP announces no metadata.", "Le WebP n'annonce pas de métadonnées."),
            _ => t("The file is no WebP.", "Le fichier n'est pas un WebP."),
        });
    };
    let missing: Vec<&str> =
        webp.announced.iter().filter(|name| !webp.held.contains(name)).map(String::as_str).collect();
    if missing.is_empty() {
        return Outcome::NothingFound;
    }
    if case.facts.structure.truncated.is_some() {
        return Outcome::NotApplicable(t(
            "The file breaks off, so that what is announced is missing anyway.",
            "Le fichier est interrompu : ce qui est annoncé manque de toute façon.",
        ));
    }
    let names = missing.join(", ");
    let message = Text::new(
        format!(
            "The file announces metadata that is not in it ({names}). A program probably removed it without correcting the header, as platforms and privacy tools do."
        ),
        format!(
            "Le fichier annonce des métadonnées qui ne s'y trouvent pas ({names}). Un logiciel les a sans doute retirées sans corriger l'en-tête, comme le font plateformes et outils de confidentialité."
        ),
    );
    let place = webp.place.clone().unwrap_or_else(|| Place::path("WebP › VP8X"));
    Finding::new(Direction::Context, Strength::Info, message, Evidence::new(place, names)).into()
}

#[cfg(test)]
mod tests {
    use whence_model::{Format, Place, facts::structure::WebpCoding};

    use super::CHECK;
    use crate::specimen::{facts, run, run_as, seen};

    fn look(announced: &[&str], held: &[&str], broken_off: bool) -> String {
        let strings = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let mut facts = facts();
        facts.structure.webp = Some(WebpCoding {
            extended: true,
            announced: strings(announced),
            held: strings(held),
            place: Some(Place::bytes("WebP › VP8X", 12, 18)),
            ..WebpCoding::default()
        });
        facts.structure.truncated = broken_off.then(|| Place::bytes("WebP › VP8", 60, 10));
        seen(&run_as(&CHECK, &facts, ("a.webp", Format::WebP, (800, 600))))
    }

    #[test]
    fn exif_that_was_removed() {
        insta::assert_snapshot!(look(&["ICC", "Exif", "XMP"], &["ICC"], false), @r"
        Context Info
        The file announces metadata that is not in it (Exif, XMP). A program probably removed it without correcting the header, as platforms and privacy tools do.
        Le fichier annonce des métadonnées qui ne s'y trouvent pas (Exif, XMP). Un logiciel les a sans doute retirées sans corriger l'en-tête, comme le font plateformes et outils de confidentialité.
          WebP › VP8X = Exif, XMP
        ");
    }

    #[test]
    fn silent_on_what_stands_there_and_on_more_than_was_announced() {
        assert_eq!(look(&["Exif"], &["Exif", "XMP"], false), "nothing found");
        assert!(look(&["Exif"], &[], true).starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &facts())).starts_with("not applicable"));
    }
}
