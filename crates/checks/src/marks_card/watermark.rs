//! The public watermark's score, and what it says.

use whence_model::{
    Lang, Text, WatermarkSeen,
    facts::pixels::{ColourPath, CropSearch, CropTest, PixelState, WatermarkLevel, WatermarkMessage, WatermarkTest},
    t,
};

use crate::{
    Case,
    credentials_card::words::{sentences, with},
    rates,
};

/// Software refuses to mark fewer pixels.
const FEWEST: u64 = 256 * 256;

const KEY: Text = t(
    "Its key is public, so anybody can add it to a picture or transplant it.",
    "Sa clé est publique : n'importe qui peut l'ajouter à une image ou le transplanter.",
);

/// The test that went furthest, and where its blocks begin where the search of crops made it.
pub struct Watermark<'a> {
    test: &'a WatermarkTest,
    crop: Option<(u8, u8)>,
}

impl<'a> Watermark<'a> {
    /// The test of the whole where that found it or nothing else did; a picture that was not cut has it in both.
    pub fn of(case: &Case<'a>) -> Option<Self> {
        let pixels = &case.facts.pixels;
        let whole = pixels.watermark.as_ref().map(|test| Self { test, crop: None });
        let crop = crop(&pixels.watermark_crop).map(|found| Self { test: &found.test, crop: Some(found.offset) });
        match crop {
            Some(crop) if whole.as_ref().is_none_or(|whole| crop.found() && !whole.found()) => Some(crop),
            _ => whole,
        }
    }

    pub fn found(&self) -> bool {
        self.test.level == WatermarkLevel::Found
    }

    pub fn software(&self) -> &'static str {
        software(self.test.message)
    }

    pub fn seen(&self, lang: Lang) -> WatermarkSeen {
        let WatermarkTest { message, score, threshold, level, .. } = *self.test;
        WatermarkSeen {
            level,
            message,
            test: self.test_line().in_lang(lang).into(),
            meaning: self.meaning().in_lang(lang).into(),
            score,
            threshold,
            chance: rates::watermark::chance(message, self.crop.is_some()),
            in_crop: self.crop.is_some() && self.found(),
        }
    }

    fn test_line(&self) -> Text {
        let path = match self.test.path {
            ColourPath::U8 => t("in whole colour values", "en valeurs de couleur entières"),
            ColourPath::F32 => t("in fractions of colour values", "en fractions de valeurs de couleur"),
            ColourPath::F32Swapped => t(
                "in fractions of colour values, red and blue swapped",
                "en fractions de valeurs de couleur, rouge et bleu échangés",
            ),
        };
        let (software, bits) = (self.software(), self.test.bits);
        Text::new(
            format!("Message of {software} software, {bits} bits, {}", path.en),
            format!("Message des logiciels {software}, {bits} bits, {}", path.fr),
        )
    }

    fn meaning(&self) -> Text {
        match (self.test.level, self.crop) {
            (WatermarkLevel::Chance, _) => t(
                "The pixels agree with it as those of unmarked pictures do. Most generators hide none, and strong compression or scaling down removes it.",
                "Les pixels concordent avec lui comme ceux d'images non marquées. La plupart des générateurs n'en cachent pas, et une forte compression ou une réduction l'efface.",
            ),
            (WatermarkLevel::Possible, _) => t(
                "The pixels agree with it more than those of any unmarked picture that was measured, and less than it takes to say that they carry it. A mark worn by compression looks so; chance may do it too.",
                "Les pixels concordent avec lui plus que ceux de toute image non marquée qui a été mesurée, et moins qu'il n'en faut pour dire qu'ils le portent. Un filigrane usé par la compression a cet aspect ; le hasard peut aussi le produire.",
            ),
            (WatermarkLevel::Found, None) => {
                let found = t(
                    "The picture carries it; chance does not reach this score.",
                    "L'image le porte ; le hasard n'atteint pas ce score.",
                );
                sentences([found, KEY])
            }
            (WatermarkLevel::Found, Some((left, top))) => {
                let found = Text::new(
                    format!(
                        "The search of crops found it: its blocks begin {left} pixels from the left edge and {top} from the top."
                    ),
                    format!(
                        "La recherche dans les recadrages l'a trouvé : ses blocs commencent à {left} pixels du bord gauche et {top} du bord supérieur."
                    ),
                );
                sentences([found, KEY])
            }
        }
    }
}

/// The best test of the search of crops.
pub fn crop(search: &CropSearch) -> Option<&CropTest> {
    match search {
        CropSearch::Searched { best } => best.as_ref(),
        _ => None,
    }
}

/// Whether the search of crops can still be asked for.
pub fn deeper(case: &Case) -> bool {
    let pixels = &case.facts.pixels;
    pixels.watermark_crop == CropSearch::NotAsked && pixels.watermark.is_some()
}

/// Why no test could be made of a picture in which there was none.
pub fn why_not(case: &Case) -> Text {
    match case.facts.pixels.state {
        PixelState::Decoded { width, height } if u64::from(width) * u64::from(height) < FEWEST => t(
            "The picture has fewer pixels than 256 × 256, and no software marks so few.",
            "L'image a moins de 256 × 256 pixels, et aucun logiciel n'en marque si peu.",
        ),
        PixelState::Decoded { .. } => t(
            "The picture has no differences of colour in which it could stand.",
            "L'image n'a pas de différences de couleur où il pourrait se trouver.",
        ),
        PixelState::NoDecoder => with(
            "Whence has no decoder for {}.",
            "Whence n'a pas de décodeur pour {}.",
            &Text::new(case.exhibit.format.name(), case.exhibit.format.name()),
        ),
        PixelState::TooMany { limit, .. } => millions(limit),
        PixelState::NotTried | PixelState::Damaged { .. } => {
            t("The picture was not decoded.", "L'image n'a pas été décodée.")
        }
    }
}

/// That a picture has more pixels than that.
pub fn millions(limit: u64) -> Text {
    let limit = limit / 1_000_000;
    Text::new(
        format!("The picture has more than {limit} million pixels, the most that are searched."),
        format!("L'image compte plus de {limit} millions de pixels, le maximum examiné."),
    )
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
