//! The public invisible watermark of Stable Diffusion, SDXL, FLUX and InvokeAI software.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Place, Strength, Text,
    facts::pixels::{ColourPath, PixelState, WatermarkLevel, WatermarkMessage, WatermarkTest},
    t,
};

use crate::{Case, Check, Page, pixels};

pub static CHECK: Check = Check {
    id: "declared/public-watermark",
    family: Family::Declared,
    class: None,
    title: t("Public watermark of generator software", "Filigrane public de logiciels de génération"),
    nothing: t(
        "The pixels carry none of the public watermarks that Whence knows. Most generators hide none, and strong compression, scaling down or a crop removes it.",
        "Les pixels ne portent aucun des filigranes publics que Whence connaît. La plupart des générateurs n'en cachent pas, et une forte compression, une réduction ou un recadrage l'efface.",
    ),
    page: Page {
        looks_at: t(
            "The five fixed messages that software of Stable Diffusion 1 and 2, SDXL, FLUX and InvokeAI hides in the colours of a picture (ShieldMnt's invisible-watermark, method dwtDct), in the three ways in which it does so. The score is a correlation from 0 to 1; each message has a threshold, because chance reaches further with a short one.",
            "Les cinq messages fixes que les logiciels de Stable Diffusion 1 et 2, SDXL, FLUX et InvokeAI cachent dans les couleurs d'une image (invisible-watermark de ShieldMnt, méthode dwtDct), des trois façons dont ils le font. Le score est une corrélation de 0 à 1 ; chaque message a son seuil, car le hasard va plus loin avec un message court.",
        ),
        matters: t(
            "The mark stays when all metadata is removed. It says that such software wrote the pixels, and not what it did to them; message and method are public, so anybody can add it or transplant it, and removing it is easy.",
            "Le filigrane reste quand toutes les métadonnées sont retirées. Il dit que de tels logiciels ont écrit les pixels, et non ce qu'ils leur ont fait ; le message et la méthode sont publics : n'importe qui peut l'ajouter ou le transplanter, et l'enlever est facile.",
        ),
        innocent: &[
            t(
                "A photograph that such software changed, with image-to-image or in a part.",
                "Une photographie que de tels logiciels ont modifiée, d'image à image ou en partie.",
            ),
            t("A photograph that such software enlarged.", "Une photographie que de tels logiciels ont agrandie."),
            t(
                "Somebody put the mark into a photograph: the program for that is free.",
                "Quelqu'un a mis le filigrane dans une photographie : le programme est gratuit.",
            ),
            t("A mark transplanted from another picture.", "Un filigrane transplanté depuis une autre image."),
            t("An openly shared AI picture.", "Une image d'IA partagée ouvertement."),
        ],
        sources: &[
            "ShieldMnt, invisible-watermark (MIT), https://github.com/ShieldMnt/invisible-watermark",
            "Stability AI, generative-models, pull request 25, https://github.com/Stability-AI/generative-models",
            "Hugging Face, diffusers, issue 6292 and pull request 7013, https://github.com/huggingface/diffusers",
            "Black Forest Labs, flux, https://github.com/black-forest-labs/flux",
        ],
        rate: t(
            "Reference set of 2026-11: 779 unmarked variants of 629 pictures, 384 of them from cameras and elsewhere, were tested 9,348 times; none scored above 0.405. On 80 pictures of 1024 pixels a side with the marks of SDXL, Stable Diffusion 1 and FLUX it was found after PNG and JPEG 95 in all, after JPEG 90 in 75 to 98 of 100, after JPEG 85 in 55 to 66, after JPEG 75 in 23 to 33, after half the size and back in all, after half the size with JPEG 85 in at most 3, after a crop from above or the left in none. Measured here: 116 unmarked pictures, none above 0.40; on 23 marked ones JPEG with reduced colours left less, and least of the short messages of Stable Diffusion 2 and InvokeAI (quality 95: 15 and 18 of 23; 90: 4 and 5).",
            "Ensemble de référence de 2026-11 : 779 variantes non marquées de 629 images, dont 384 d'appareils et d'ailleurs, ont été testées 9 348 fois ; aucune n'a dépassé 0,405. Sur 80 images de 1024 pixels de côté portant les filigranes de SDXL, Stable Diffusion 1 et FLUX, il a été trouvé après PNG et JPEG 95 dans toutes, après JPEG 90 dans 75 à 98 sur 100, après JPEG 85 dans 55 à 66, après JPEG 75 dans 23 à 33, après réduction de moitié et retour dans toutes, après réduction de moitié et JPEG 85 dans 3 au plus, après recadrage par le haut ou la gauche dans aucune. Mesuré ici : 116 images non marquées, aucune au-dessus de 0,40 ; sur 23 images marquées, le JPEG à couleurs réduites en laissait moins, et le moins des messages courts de Stable Diffusion 2 et d'InvokeAI (qualité 95 : 15 et 18 sur 23 ; 90 : 4 et 5).",
        ),
        seen_in_the_wild: false,
    },
    run,
};

/// The software refuses to mark fewer pixels.
const MIN_PIXELS: u64 = 256 * 256;

fn run(case: &Case) -> Outcome {
    look(case).unwrap_or_else(|outcome| outcome)
}

fn look(case: &Case) -> Result<Outcome, Outcome> {
    pixels::whole(case)?;
    let found = &case.facts.pixels;
    let Some(test) = &found.watermark else {
        let small = matches!(found.state, PixelState::Decoded { width, height }
            if u64::from(width) * u64::from(height) < MIN_PIXELS);
        return Err(Outcome::NotApplicable(if small {
            t(
                "The picture has fewer pixels than 256 × 256, and the software marks none so small.",
                "L'image a moins de 256 × 256 pixels, et les logiciels n'en marquent pas d'aussi petites.",
            )
        } else {
            t(
                "The picture has no differences of colour in which this watermark could stand.",
                "L'image n'a pas de différences de couleur où ce filigrane pourrait se trouver.",
            )
        }));
    };
    let (software, score, threshold) = (software(test.message), test.score, test.threshold);
    let (direction, strength, message) = match test.level {
        WatermarkLevel::Chance => return Ok(Outcome::NothingFound),
        WatermarkLevel::Possible => {
            let message = Text::new(
                format!(
                    "The pixels agree with the public watermark of {software} software more than those of any unmarked picture that was measured, and less than it takes to say that they carry it (score {score:.2}, threshold {threshold:.2}). A mark worn by compression looks so; chance may do it too."
                ),
                format!(
                    "Les pixels concordent avec le filigrane public des logiciels {software} plus que ceux de toute image non marquée qui a été mesurée, et moins qu'il n'en faut pour dire qu'ils le portent (score {}, seuil {}). Un filigrane usé par la compression a cet aspect ; le hasard peut aussi le produire.",
                    french(score),
                    french(threshold)
                ),
            );
            (Direction::Context, Strength::Info, message)
        }
        WatermarkLevel::Found => {
            let message = Text::new(
                format!(
                    "The picture carries the public watermark of {software} software, which such software hides in what it makes or works over (score {score:.2}, threshold {threshold:.2}). The key is public, so anybody can add it or transplant it."
                ),
                format!(
                    "L'image porte le filigrane public des logiciels {software}, que ces logiciels cachent dans ce qu'ils produisent ou retravaillent (score {}, seuil {}). La clé est publique : n'importe qui peut l'ajouter ou le transplanter.",
                    french(score),
                    french(threshold)
                ),
            );
            (Direction::AiGenerated, Strength::Moderate, message)
        }
    };
    let place = Place::path(format!("{} › pixels", case.exhibit.format.name()));
    Ok(Finding::new(direction, strength, message, Evidence::new(place, value(test))).into())
}

fn software(message: WatermarkMessage) -> &'static str {
    match message {
        WatermarkMessage::StableDiffusion1 => "Stable Diffusion 1",
        WatermarkMessage::StableDiffusion2 => "Stable Diffusion 2",
        WatermarkMessage::Sdxl => "SDXL",
        WatermarkMessage::Flux => "FLUX",
        WatermarkMessage::InvokeAi => "InvokeAI",
    }
}

fn value(test: &WatermarkTest) -> String {
    let path = match test.path {
        ColourPath::U8 => "8-bit",
        ColourPath::F32 => "float",
        ColourPath::F32Swapped => "float, red and blue swapped",
    };
    let (software, bits, score, threshold) = (software(test.message), test.bits, test.score, test.threshold);
    format!("message of {software} ({bits} bits), {path}, score {score:.3}, threshold {threshold:.2}")
}

fn french(number: f32) -> String {
    format!("{number:.2}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts,
        facts::pixels::{ColourPath, PixelState, Pixels, WatermarkLevel, WatermarkMessage, WatermarkTest},
    };

    use super::CHECK;
    use crate::specimen::{facts, run, seen};

    fn decoded(width: u32, height: u32, watermark: Option<WatermarkTest>) -> Facts {
        let state = PixelState::Decoded { width, height };
        Facts { pixels: Pixels { state, watermark, ..Pixels::default() }, ..facts() }
    }

    fn scored(score: f32, level: WatermarkLevel) -> String {
        let (message, path, threshold, bits) = (WatermarkMessage::Sdxl, ColourPath::F32, 0.70, 48);
        let test = WatermarkTest { message, path, score, threshold, level, bits, blocks: 16384 };
        seen(&run(&CHECK, &decoded(1024, 1024, Some(test))))
    }

    #[test]
    fn at_the_threshold() {
        insta::assert_snapshot!(scored(0.987, WatermarkLevel::Found), @r"
        AiGenerated Moderate
        The picture carries the public watermark of SDXL software, which such software hides in what it makes or works over (score 0.99, threshold 0.70). The key is public, so anybody can add it or transplant it.
        L'image porte le filigrane public des logiciels SDXL, que ces logiciels cachent dans ce qu'ils produisent ou retravaillent (score 0,99, seuil 0,70). La clé est publique : n'importe qui peut l'ajouter ou le transplanter.
          JPEG › pixels = message of SDXL (48 bits), float, score 0.987, threshold 0.70
        ");
    }

    #[test]
    fn nearly_is_only_shown() {
        insta::assert_snapshot!(scored(0.64, WatermarkLevel::Possible), @r"
        Context Info
        The pixels agree with the public watermark of SDXL software more than those of any unmarked picture that was measured, and less than it takes to say that they carry it (score 0.64, threshold 0.70). A mark worn by compression looks so; chance may do it too.
        Les pixels concordent avec le filigrane public des logiciels SDXL plus que ceux de toute image non marquée qui a été mesurée, et moins qu'il n'en faut pour dire qu'ils le portent (score 0,64, seuil 0,70). Un filigrane usé par la compression a cet aspect ; le hasard peut aussi le produire.
          JPEG › pixels = message of SDXL (48 bits), float, score 0.640, threshold 0.70
        ");
    }

    #[test]
    fn silent_on_chance() {
        assert_eq!(scored(0.59, WatermarkLevel::Chance), "nothing found");
    }

    #[test]
    fn what_cannot_be_tested() {
        let why = |facts: &Facts| seen(&run(&CHECK, facts));
        assert!(why(&decoded(255, 256, None)).starts_with("not applicable: The picture has fewer pixels"));
        assert!(why(&decoded(256, 256, None)).starts_with("not applicable: The picture has no differences of colour"));
        assert_eq!(why(&facts()), "not applicable: The picture was not decoded.");
    }
}
