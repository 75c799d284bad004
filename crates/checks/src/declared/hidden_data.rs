//! Data under a heading of generators in the lowest bits of the pixels, of no form that is known.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Strength, Text, Untrusted,
    facts::{
        generator::{HiddenSearch, MarkKind},
        pixels::PixelState,
    },
    t,
};

use super::marks::{hidden, marked};
use crate::{Case, Check, Page, credentials_card::words::sentences, pixels};

pub static CHECK: Check = Check {
    id: "declared/hidden-data",
    family: Family::Declared,
    class: None,
    title: t(
        "Data of no known form under a heading of generators",
        "Données de forme inconnue sous un en-tête de générateurs",
    ),
    nothing: t(
        "In the lowest bits of the pixels no data of unknown form stand under a heading of generators.",
        "Dans les bits de poids faible des pixels, aucune donnée de forme inconnue ne figure sous un en-tête de générateurs.",
    ),
    page: Page {
        looks_at: t(
            "The lowest bits of the transparency and of the colours, for the headings stealth_pnginfo, stealth_pngcomp, stealth_rgbinfo and stealth_rgbcomp, and what stands behind them. Settings of a known form are told by their own checks.",
            "Les bits de poids faible de la transparence et des couleurs, à la recherche des en-têtes stealth_pnginfo, stealth_pngcomp, stealth_rgbinfo et stealth_rgbcomp, et de ce qui les suit. Les réglages de forme connue relèvent de leurs propres contrôles.",
        ),
        matters: t(
            "Programs of Stable Diffusion's family and NovelAI hide their settings there, where a reader of metadata sees nothing. The heading alone says little: what stands behind it could not be understood, and anyone can write it.",
            "Des logiciels de la famille de Stable Diffusion et NovelAI y cachent leurs réglages, là où un lecteur de métadonnées ne voit rien. L'en-tête seul dit peu : ce qui le suit n'a pas été compris, et n'importe qui peut l'écrire.",
        ),
        innocent: &[
            t(
                "Somebody hid a message of their own with the same tool.",
                "Quelqu'un a caché un message à soi avec le même outil.",
            ),
            t(
                "The picture was changed after the data were hidden, and they are damaged.",
                "L'image a été modifiée après que les données y ont été cachées, et elles sont endommagées.",
            ),
        ],
        sources: &[
            "ashen-sensored/sd_webui_stealth_pnginfo, https://github.com/ashen-sensored/sd_webui_stealth_pnginfo",
            "NovelAI image metadata (MIT), https://github.com/NovelAI/novelai-image-metadata",
        ],
        rate: t("Not measured yet.", "Pas encore mesuré."),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let told = marked(case, MarkKind::HiddenData, Strength::Weak, |mark| {
        let first = t(
            "The file carries data under a heading that generators write.",
            "Le fichier porte des données sous un en-tête que des générateurs écrivent.",
        );
        let close = t(
            "What they are is not known, so they are shown as they stand; anyone can write such a heading over anything.",
            "On ne sait pas ce qu'elles sont : elles sont montrées telles quelles ; n'importe qui peut écrire un tel en-tête sur n'importe quoi.",
        );
        sentences([first, hidden(mark), close])
    });
    match (told, &case.facts.generator.hidden) {
        (Outcome::NothingFound, HiddenSearch::Unreadable { defect }) => {
            let what = Untrusted::from(defect.what.as_str());
            let why = what.short(200);
            let message = Text::new(
                format!(
                    "In the lowest bits of the pixels stands a heading that generators write, and what follows it cannot be read ({why}). It may be settings that were damaged, and anyone can write such a heading."
                ),
                format!(
                    "Dans les bits de poids faible des pixels figure un en-tête que des générateurs écrivent, et ce qui le suit ne peut pas être lu ({why}). Ce sont peut-être des réglages endommagés, et n'importe qui peut écrire un tel en-tête."
                ),
            );
            let evidence = Evidence::new(defect.place.clone(), what);
            Finding::new(Direction::Context, Strength::Weak, message, evidence).into()
        }
        (Outcome::NothingFound, HiddenSearch::NotPossible) => pixels::without(case, not_possible(case)),
        (told, _) => told,
    }
}

/// Why nothing can be looked for in the lowest bits.
pub fn not_possible(case: &Case) -> Text {
    match case.facts.pixels.state {
        PixelState::Decoded { .. } => {
            let format = case.exhibit.format.name();
            Text::new(
                format!(
                    "This {format} file does not keep the lowest bits of its pixels as they were, so nothing is looked for in them."
                ),
                format!(
                    "Ce fichier {format} ne garde pas les bits de poids faible de ses pixels tels quels : rien n'y est cherché."
                ),
            )
        }
        _ => t(
            "The picture was not decoded, so nothing could be looked for in its pixels.",
            "L'image n'a pas été décodée : rien n'a pu être cherché dans ses pixels.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Defect, Facts, Place,
        facts::{
            generator::{HiddenSearch, MarkCarrier, MarkKind},
            pixels::PixelState,
        },
    };

    use super::CHECK;
    use crate::specimen::{facts, mark, run, seen};

    fn searched(hidden: HiddenSearch) -> Facts {
        let mut facts = facts();
        facts.generator.hidden = hidden;
        facts.pixels.state = PixelState::Decoded { width: 512, height: 512 };
        facts
    }

    #[test]
    fn of_no_known_form() {
        let mut facts = mark(MarkKind::HiddenData, "stealth_pnginfo", "0badcafe", &[]);
        facts.generator.marks[0].carrier = MarkCarrier::AlphaPlane;
        facts.generator.hidden = HiddenSearch::Found;
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        AiGenerated Weak
        The file carries data under a heading that generators write. The mark is hidden in the lowest bits of the transparency. What they are is not known, so they are shown as they stand; anyone can write such a heading over anything.
        Le fichier porte des données sous un en-tête que des générateurs écrivent. La marque est cachée dans les bits de poids faible de la transparence. On ne sait pas ce qu'elles sont : elles sont montrées telles quelles ; n'importe qui peut écrire un tel en-tête sur n'importe quoi.
          PNG › tEXt = 0badcafe
        ");
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let place = Place::path("PNG › lowest bits of alpha");
        let defect = Defect { place, what: "stealth_pngcomp: grows beyond 8 MiB".into() };
        insta::assert_snapshot!(seen(&run(&CHECK, &searched(HiddenSearch::Unreadable { defect }))), @r"
        Context Weak
        In the lowest bits of the pixels stands a heading that generators write, and what follows it cannot be read (stealth_pngcomp: grows beyond 8 MiB). It may be settings that were damaged, and anyone can write such a heading.
        Dans les bits de poids faible des pixels figure un en-tête que des générateurs écrivent, et ce qui le suit ne peut pas être lu (stealth_pngcomp: grows beyond 8 MiB). Ce sont peut-être des réglages endommagés, et n'importe qui peut écrire un tel en-tête.
          PNG › lowest bits of alpha = stealth_pngcomp: grows beyond 8 MiB
        ");
    }

    #[test]
    fn settings_of_a_known_form_are_for_other_checks() {
        let mut facts = mark(MarkKind::Parameters, "AUTOMATIC1111", "Steps: 15", &[]);
        facts.generator.marks[0].carrier = MarkCarrier::AlphaPlane;
        facts.generator.hidden = HiddenSearch::Found;
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
    }

    #[test]
    fn silent_where_nothing_stands() {
        assert_eq!(seen(&run(&CHECK, &searched(HiddenSearch::Nothing))), "nothing found");
    }

    #[test]
    fn not_asked_of_pixels_that_are_not_kept() {
        insta::assert_snapshot!(seen(&run(&CHECK, &searched(HiddenSearch::NotPossible))), @r"
        not applicable: This JPEG file does not keep the lowest bits of its pixels as they were, so nothing is looked for in them.
        ");
        insta::assert_snapshot!(seen(&run(&CHECK, &facts())), @r"
        not applicable: The picture was not decoded, so nothing could be looked for in its pixels.
        ");
        let mut large = searched(HiddenSearch::NotPossible);
        large.pixels.state = PixelState::TooMany { pixels: 500_000_000, limit: 200_000_000 };
        assert!(seen(&run(&CHECK, &large)).starts_with("skipped: The picture was not decoded"));
    }
}
