//! The public invisible watermark of Stable Diffusion, SDXL, FLUX and InvokeAI software.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Place, Strength, Text,
    facts::pixels::{ColourPath, CropSearch, CropTest, PixelState, WatermarkLevel, WatermarkMessage, WatermarkTest},
    t,
};

use crate::{Case, Check, Page, pixels};

pub static CHECK: Check = Check {
    id: "declared/public-watermark",
    family: Family::Declared,
    class: None,
    title: t("Public watermark of generator software", "Filigrane public de logiciels de génération"),
    nothing: t(
        "The pixels carry none of the public watermarks that Whence knows. Most generators hide none, and strong compression, scaling or editing removes it. A picture of more than a million pixels is searched for what is left after a crop only when that is asked for, with the button or `--deep`.",
        "Les pixels ne portent aucun des filigranes publics que Whence connaît. La plupart des générateurs n'en cachent pas, et une forte compression, un changement de taille ou une retouche l'efface. Dans une image de plus d'un million de pixels, ce qu'il en reste après un recadrage n'est cherché que sur demande, avec le bouton ou `--deep`.",
    ),
    page: Page {
        looks_at: t(
            "The five fixed messages that software of Stable Diffusion 1 and 2, SDXL, FLUX and InvokeAI hides in the colours of a picture (ShieldMnt's invisible-watermark, method dwtDct), in the three ways in which it does so. The score is a correlation from 0 to 1; each message has a threshold, because chance reaches further with a short one. In small pictures, and in others when asked, every place is tried where the blocks that carry the bits may begin after a crop; that needs a higher score, and no search of this kind can find the short message of Stable Diffusion 2.",
            "Les cinq messages fixes que les logiciels de Stable Diffusion 1 et 2, SDXL, FLUX et InvokeAI cachent dans les couleurs d'une image (invisible-watermark de ShieldMnt, méthode dwtDct), des trois façons dont ils le font. Le score est une corrélation de 0 à 1 ; chaque message a son seuil, car le hasard va plus loin avec un message court. Dans les petites images, et dans les autres sur demande, on essaie tous les endroits où les blocs qui portent les bits peuvent commencer après un recadrage ; il y faut un score plus élevé, et aucune recherche de ce genre ne peut trouver le message court de Stable Diffusion 2.",
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
            "Measured with marks that were put into pictures for it; nobody measured how often pictures of these programs still carry theirs.",
            "Mesuré avec des filigranes mis exprès dans des images ; personne n'a mesuré à quelle fréquence les images de ces logiciels portent encore le leur.",
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
    let crop = match &found.watermark_crop {
        CropSearch::Searched { best } => Some(best),
        _ => None,
    };
    let in_crop = crop.and_then(Option::as_ref).filter(|crop| crop.test.level == WatermarkLevel::Found);
    match (&found.watermark, in_crop) {
        (Some(test), _) if test.level == WatermarkLevel::Found => Ok(carried(case, test)),
        (_, Some(crop)) => Ok(cropped(case, crop)),
        (Some(test), _) if test.level == WatermarkLevel::Possible => Ok(nearly(case, test)),
        (Some(_), _) => Ok(Outcome::NothingFound),
        (None, _) if crop.is_some() => Ok(Outcome::NothingFound),
        (None, _) => Err(Outcome::NotApplicable(untested(&found.state))),
    }
}

fn carried(case: &Case, test: &WatermarkTest) -> Outcome {
    let (software, score, threshold) = (software(test.message), test.score, test.threshold);
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
    Finding::new(Direction::AiGenerated, Strength::Moderate, message, evidence(case, value(test))).into()
}

fn cropped(case: &Case, CropTest { test, offset: (right, down) }: &CropTest) -> Outcome {
    let (software, score, threshold) = (software(test.message), test.score, test.threshold);
    let message = Text::new(
        format!(
            "The picture carries the public watermark of {software} software, which such software hides in what it makes or works over. It was found after trying every place where its blocks may begin (score {score:.2}, threshold {threshold:.2}): so the picture was cropped, or its edges were changed otherwise, after it was marked. The key is public, so anybody can add it or transplant it."
        ),
        format!(
            "L'image porte le filigrane public des logiciels {software}, que ces logiciels cachent dans ce qu'ils produisent ou retravaillent. Il a été trouvé en essayant tous les endroits où ses blocs peuvent commencer (score {}, seuil {}) : l'image a donc été recadrée, ou ses bords changés autrement, après avoir été marquée. La clé est publique : n'importe qui peut l'ajouter ou le transplanter.",
            french(score),
            french(threshold)
        ),
    );
    let value = format!("{}, first block at {right}, {down}", value(test));
    Finding::new(Direction::AiGenerated, Strength::Moderate, message, evidence(case, value)).into()
}

fn nearly(case: &Case, test: &WatermarkTest) -> Outcome {
    let (software, score, threshold) = (software(test.message), test.score, test.threshold);
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
    Finding::new(Direction::Context, Strength::Info, message, evidence(case, value(test))).into()
}

/// Why no test could be made, of the picture or of what it may be cropped from.
fn untested(state: &PixelState) -> Text {
    let small = matches!(state, PixelState::Decoded { width, height }
        if u64::from(*width) * u64::from(*height) < MIN_PIXELS);
    if small {
        t(
            "The picture has fewer pixels than 256 × 256, and the software marks none so small; and it could not be searched for what may be left of a larger one.",
            "L'image a moins de 256 × 256 pixels, et les logiciels n'en marquent pas d'aussi petites ; ce qui pourrait rester d'une plus grande n'a pas pu y être cherché.",
        )
    } else {
        t(
            "The picture has no differences of colour in which this watermark could stand.",
            "L'image n'a pas de différences de couleur où ce filigrane pourrait se trouver.",
        )
    }
}

fn evidence(case: &Case, value: String) -> Evidence {
    Evidence::new(Place::path(format!("{} › pixels", case.exhibit.format.name())), value)
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
        facts::pixels::{
            ColourPath, CropSearch, CropTest, PixelState, Pixels, WatermarkLevel, WatermarkMessage, WatermarkTest,
        },
    };

    use super::CHECK;
    use crate::specimen::{facts, run, seen};

    fn decoded(width: u32, height: u32, watermark: Option<WatermarkTest>) -> Facts {
        let state = PixelState::Decoded { width, height };
        Facts { pixels: Pixels { state, watermark, ..Pixels::default() }, ..facts() }
    }

    fn test(score: f32, threshold: f32, level: WatermarkLevel) -> WatermarkTest {
        let (message, path, bits) = (WatermarkMessage::Sdxl, ColourPath::F32, 48);
        WatermarkTest { message, path, score, threshold, level, bits, blocks: 16384 }
    }

    fn scored(score: f32, level: WatermarkLevel) -> String {
        seen(&run(&CHECK, &decoded(1024, 1024, Some(test(score, 0.70, level)))))
    }

    fn in_crop(whole: Option<WatermarkTest>, score: f32, level: WatermarkLevel) -> String {
        let best = Some(CropTest { test: test(score, 0.80, level), offset: (5, 3) });
        let mut facts = decoded(250, 250, whole);
        facts.pixels.watermark_crop = CropSearch::Searched { best };
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn in_a_crop() {
        insta::assert_snapshot!(in_crop(None, 0.91, WatermarkLevel::Found), @r"
        AiGenerated Moderate
        The picture carries the public watermark of SDXL software, which such software hides in what it makes or works over. It was found after trying every place where its blocks may begin (score 0.91, threshold 0.80): so the picture was cropped, or its edges were changed otherwise, after it was marked. The key is public, so anybody can add it or transplant it.
        L'image porte le filigrane public des logiciels SDXL, que ces logiciels cachent dans ce qu'ils produisent ou retravaillent. Il a été trouvé en essayant tous les endroits où ses blocs peuvent commencer (score 0,91, seuil 0,80) : l'image a donc été recadrée, ou ses bords changés autrement, après avoir été marquée. La clé est publique : n'importe qui peut l'ajouter ou le transplanter.
          JPEG › pixels = message of SDXL (48 bits), float, score 0.910, threshold 0.80, first block at 5, 3
        ");
    }

    #[test]
    fn a_find_outweighs_the_lesser_test() {
        let found = in_crop(None, 0.91, WatermarkLevel::Found);
        assert_eq!(in_crop(Some(test(0.3, 0.70, WatermarkLevel::Chance)), 0.91, WatermarkLevel::Found), found);
        assert_eq!(in_crop(Some(test(0.65, 0.70, WatermarkLevel::Possible)), 0.91, WatermarkLevel::Found), found);
        let whole = in_crop(Some(test(0.9, 0.70, WatermarkLevel::Found)), 0.91, WatermarkLevel::Found);
        assert!(!whole.contains("every place"), "{whole}");
    }

    #[test]
    fn silent_on_chance_in_a_crop() {
        assert_eq!(in_crop(None, 0.79, WatermarkLevel::Chance), "nothing found");
        assert_eq!(
            in_crop(Some(test(0.3, 0.70, WatermarkLevel::Chance)), 0.79, WatermarkLevel::Chance),
            "nothing found"
        );
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
