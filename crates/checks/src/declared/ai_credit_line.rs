//! A credit line that names a generator as the maker.

use whence_model::{Direction, Family, Outcome, Strength, t};

use super::{MADE, credits, stands_on};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "declared/ai-credit-line",
    family: Family::Declared,
    class: None,
    title: t("Credit line names generative AI", "La ligne de crédit nomme une IA générative"),
    nothing: t(
        "No credit line names generative AI as the maker.",
        "Aucune ligne de crédit ne nomme une IA générative comme auteur.",
    ),
    page: Page {
        looks_at: t(
            "The credit in XMP (photoshop:Credit) and IPTC (2:110): “Made with Google AI”.",
            "Le crédit dans XMP (photoshop:Credit) et IPTC (2:110) : « Made with Google AI ».",
        ),
        matters: t(
            "Google's generators write this line; picture agencies keep it. Anyone can write or delete it.",
            "Les générateurs de Google écrivent cette ligne et les agences la conservent. N'importe qui peut l'écrire ou l'effacer.",
        ),
        innocent: &[
            t("An openly labelled illustration.", "Une illustration ouvertement signalée."),
            t("Somebody typed the line by hand.", "Quelqu'un a saisi la ligne à la main."),
        ],
        sources: &[
            "IPTC, metadata guidance for AI-generated media, https://iptc.org/news/iptc-publishes-metadata-guidance-for-ai-generated-synthetic-media/",
            "IPTC Photo Metadata Standard 2025.1, https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let found = match credits(case, &MADE) {
        Ok(found) => found,
        Err(outcome) => return outcome,
    };
    let message = t(
        "The credit line says that generative AI made this picture. Anyone can write or delete such a line.",
        "La ligne de crédit dit qu'une IA générative a produit cette image. N'importe qui peut écrire ou effacer une telle ligne.",
    );
    stands_on(found, Direction::AiGenerated, Strength::Moderate, message)
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Defect, Facts, Place, Reading,
        facts::metadata::{Dataset, Iptc, Metadata},
    };

    use crate::specimen::{facts, run, seen, xmp};

    #[test]
    fn credited() {
        let facts = Facts {
            metadata: Metadata { xmp: xmp(&[("photoshop:Credit", "Made with Google AI ")]), ..Metadata::default() },
            ..facts()
        };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        AiGenerated Moderate
        The credit line says that generative AI made this picture. Anyone can write or delete such a line.
        La ligne de crédit dit qu'une IA générative a produit cette image. N'importe qui peut écrire ou effacer une telle ligne.
          JPEG › APP1 XMP = Made with Google AI
        ");
    }

    #[test]
    fn silent_on_other_credits() {
        for value in ["Edited with Google AI", "Google", "AFP", "Not made with Google AI"] {
            let metadata = Metadata { xmp: xmp(&[("photoshop:Credit", value)]), ..Metadata::default() };
            assert_eq!(seen(&run(&super::CHECK, &Facts { metadata, ..facts() })), "nothing found", "{value}");
        }
    }

    #[test]
    fn silent_on_the_trace_of_a_facebook_download() {
        let trace = Dataset { record: 2, dataset: 40, name: None, value: "FBMD01000a9f0d0000".into() };
        let credit = Dataset { record: 2, dataset: 110, name: None, value: "FBMD01000a9f0d0000".into() };
        let iptc = Reading::Read(Iptc { place: Place::path("JPEG › APP13 IPTC"), datasets: vec![trace, credit] });
        let facts = Facts { metadata: Metadata { iptc, ..Metadata::default() }, ..facts() };
        assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found");
    }

    #[test]
    fn a_packet_that_cannot_be_read_is_a_failure() {
        let what = "unclosed element".to_owned();
        let xmp = Reading::Unreadable(Defect { place: Place::path("JPEG › APP1 XMP"), what });
        let facts = Facts { metadata: Metadata { xmp, ..Metadata::default() }, ..facts() };
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        failed: The XMP metadata could not be read (unclosed element).
        ");
    }
}
