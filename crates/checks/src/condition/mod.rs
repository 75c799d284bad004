//! What a file looks like it went through: the ground on which it is decided which checks can tell anything. It does not
//! say what a picture is, and it is no finding.

mod scope;
mod words;

use whence_model::{
    ConditionKind, ConditionReason, Evidence, Facts, FileCondition, Format, Lang, Text,
    facts::{metadata::Exif, pixels::PixelState},
    t,
};

pub use scope::left_out;

use crate::{
    Case,
    metadata::{
        capture::{has_exposure, names_camera},
        editor::{Does, named, only_metadata_software},
        needs::{date, evidence, seconds_between},
        shared_copy::{meta_instructions, meta_profile, screenshot, sharing_name},
    },
    provenance::signed_value::other_capture,
    structure::stated_size::{Stated, stated_size},
};

/// Fewer pixels than this show too little: the rates of the checks were measured on larger pictures.
const FEW_PIXELS: u64 = 300_000;

/// Cameras write both dates within this many seconds.
const IN_CAMERA: i64 = 120;

/// What was seen, and where where it has a place.
type Reasons = Vec<(Text, Option<Evidence>)>;

/// A kind with what it was told by.
pub struct Condition {
    pub kind: ConditionKind,
    pub reasons: Reasons,
}

/// The condition in one language.
pub fn condition(case: &Case, lang: Lang) -> FileCondition {
    let Condition { kind, reasons } = of(case);
    let say = |text: &Text| text.in_lang(lang).to_owned();
    let reasons = reasons.into_iter().map(|(text, evidence)| ConditionReason { text: say(&text), evidence }).collect();
    let (headline, meaning) = words::of(kind);
    FileCondition { kind, headline: say(&headline), meaning: say(&meaning), reasons }
}

/// The first kind that has a reason. A screen's copy may have passed through a platform as well; the first of these tells
/// most about what can still be read.
pub fn of(case: &Case) -> Condition {
    use ConditionKind as K;
    let told: [(K, Reasons); 5] = [
        (K::ScreenshotLike, of_screen(case)),
        (K::PlatformLike, of_platform(case)),
        (K::TooSmall, of_size(case)),
        (K::Resaved, of_saving(case)),
        (K::OriginalLike, of_capture(case)),
    ];
    let found = told.into_iter().find(|(_, reasons)| !reasons.is_empty());
    let (kind, reasons) = found.unwrap_or_else(|| (K::Unclear, of_neither(case)));
    Condition { kind, reasons }
}

fn of_screen(case: &Case) -> Reasons {
    let word = t("a mark of a screen capture", "une marque de capture d'écran");
    screenshot(case).map(|evidence| (word, Some(evidence))).into_iter().collect()
}

/// Only traces that were seen to be left by a service; sizes and missing data alone are none.
fn of_platform(case: &Case) -> Reasons {
    let instructions = meta_instructions(case).map(|evidence| {
        (
            t("the mark that Facebook and Instagram leave", "la marque que laissent Facebook et Instagram"),
            Some(evidence),
        )
    });
    let profile = meta_profile(case).map(|evidence| {
        (
            t("the small colour profile of Meta's servers", "le petit profil de couleurs des serveurs de Meta"),
            Some(evidence),
        )
    });
    let name = sharing_name(case).map(|name| {
        let (en, fr) = (
            format!("a file name as {} gives it", name.service),
            format!("un nom de fichier comme en donne {}", name.service),
        );
        (Text::new(en, fr), Some(name.evidence))
    });
    // A name is easily kept through a camera's own data: then it tells nothing of the file.
    let name = name.filter(|_| !names_camera(case.facts));
    [instructions, profile, name].into_iter().flatten().collect()
}

fn of_size(case: &Case) -> Reasons {
    let (Some(width), Some(height)) = (case.exhibit.width, case.exhibit.height) else { return Vec::new() };
    if u64::from(width) * u64::from(height) >= FEW_PIXELS {
        return Vec::new();
    }
    let said = Text::new(format!("only {width} × {height} pixels"), format!("seulement {width} × {height} pixels"));
    vec![(said, None)]
}

/// What programs leave that write a picture again.
fn of_saving(case: &Case) -> Reasons {
    let facts = case.facts;
    let mut reasons: Reasons = Vec::new();
    if let Some(editor) = named(facts).into_iter().find(|named| named.does == Does::Pixels) {
        let program = editor.program;
        let said = Text::new(format!("it names {program}"), format!("il nomme {program}"));
        reasons.push((said, Some(editor.evidence)));
    }
    if let Some(xmp) = facts.metadata.xmp.read()
        && let Some(event) = xmp.history.first()
    {
        let action = event.action.clone().unwrap_or_default();
        let said = t("it holds a program's log of steps", "il contient le journal d'un logiciel");
        reasons.push((said, Some(Evidence::new(xmp.place.clone(), action))));
    }
    if let Some(exif) = facts.metadata.exif.read()
        && let (Some(taken), Some(saved), Some(field)) =
            (exif.moment("DateTimeOriginal"), exif.moment("DateTime"), exif.field("DateTime"))
        && seconds_between(taken, saved) > IN_CAMERA
        && !only_metadata_software(facts)
    {
        let said = t(
            "its date of saving is later than that of the capture",
            "sa date d'enregistrement est postérieure à la prise de vue",
        );
        reasons.push((said, Some(evidence(field))));
    }
    if let Some(jpeg) = &facts.structure.jpeg {
        if let Some(place) = jpeg.adobe.as_ref().or(jpeg.ducky.as_ref()) {
            let said = t(
                "it carries a marker that Adobe's programs and a few others write",
                "il porte un marqueur qu'écrivent les logiciels d'Adobe et quelques autres",
            );
            reasons.push((said, Some(Evidence::new(place.clone(), "Adobe"))));
        }
        if jpeg.progressive {
            let said = t(
                "it is a progressive JPEG, as programs and websites write them",
                "c'est un JPEG progressif, comme en écrivent les logiciels et les sites",
            );
            reasons.push((said, Some(Evidence::new(jpeg.frame.clone(), "progressive"))));
        }
    }
    if let Some((stated, actual)) = other_size(case) {
        let said = Text::new(
            format!(
                "its camera data was written for {} × {} pixels, and it has {} × {}",
                stated.0, stated.1, actual.0, actual.1
            ),
            format!(
                "ses données d'appareil ont été écrites pour {} × {} pixels, et il en a {} × {}",
                stated.0, stated.1, actual.0, actual.1
            ),
        );
        reasons.push((said, facts.metadata.exif.read().and_then(|exif| exif.field("PixelXDimension")).map(evidence)));
    }
    let for_the_web = matches!(case.exhibit.format, Format::Png | Format::WebP | Format::Gif | Format::Avif);
    if names_camera(facts) && for_the_web {
        let format = case.exhibit.format.name();
        let said = Text::new(
            format!("it holds a camera's data as a {format}, a format that cameras hardly write"),
            format!("il contient les données d'un appareil au format {format}, que les appareils n'écrivent guère"),
        );
        reasons.push((said, None));
    }
    reasons
}

/// What a camera writes at once, with nothing above against it.
fn of_capture(case: &Case) -> Reasons {
    let Some(exif) = of_camera(case.facts).filter(|exif| describes_shot(exif)) else { return Vec::new() };
    if !doubts(case, exif).is_empty() {
        return Vec::new();
    }
    let mut reasons: Reasons = vec![(
        t("it names a camera and describes the shot", "il nomme un appareil et décrit la prise de vue"),
        exif.field("Model").map(evidence),
    )];
    if let Some(note) = &exif.maker_note {
        let maker = note.maker.clone().or_else(|| note.header.as_ref().map(|h| h.short(20))).unwrap_or_default();
        let said = t(
            "the maker note (the maker's own block of data) is there",
            "la note de fabricant (un bloc de données propre à la marque) est présente",
        );
        reasons.push((said, Some(Evidence::new(note.place.clone(), maker))));
    }
    if let Some(place) = &exif.thumbnail {
        let said = t("a thumbnail is there", "une vignette est présente");
        reasons.push((said, Some(Evidence::new(place.clone(), "JPEG"))));
    }
    reasons
}

/// What a file has of a camera that is no longer, or not all, as a camera writes it.
fn of_neither(case: &Case) -> Reasons {
    let Some(exif) = of_camera(case.facts) else { return Vec::new() };
    let first = t(
        "it names a camera, but not all of it is as a camera writes it",
        "il nomme un appareil, mais tout n'y est pas comme un appareil l'écrit",
    );
    let mut reasons = vec![(first, exif.field("Model").map(evidence))];
    if !describes_shot(exif) {
        let said =
            t("exposure or date of the shot is missing", "l'exposition ou la date de la prise de vue n'y est pas");
        reasons.push((said, None));
    }
    reasons.extend(doubts(case, exif));
    reasons
}

/// The Exif data that name a camera.
fn of_camera(facts: &Facts) -> Option<&Exif> {
    facts.metadata.exif.read().filter(|_| names_camera(facts))
}

fn describes_shot(exif: &Exif) -> bool {
    has_exposure(exif) && exif.moment("DateTimeOriginal").is_some()
}

/// What no file has when it leaves a camera.
fn doubts(case: &Case, exif: &Exif) -> Reasons {
    let facts = case.facts;
    let mut doubts: Reasons = Vec::new();
    if let Some(place) = &facts.structure.truncated {
        let said = t("it breaks off", "il s'interrompt avant la fin");
        doubts.push((said, Some(Evidence::new(place.clone(), format!("{} bytes in the file", case.exhibit.bytes)))));
    }
    if matches!(facts.pixels.state, PixelState::Damaged { .. }) {
        doubts.push((t("its picture is damaged", "son image est endommagée"), None));
    }
    if let (Ok((saved, field)), Ok((taken, _))) = (date(exif, "DateTime"), date(exif, "DateTimeOriginal"))
        && seconds_between(saved, taken) > 0
    {
        let said = t(
            "its date of saving is before that of the capture",
            "sa date d'enregistrement est antérieure à la prise de vue",
        );
        doubts.push((said, Some(evidence(field))));
    }
    if let Some(value) = other_capture(&facts.provenance, &facts.metadata) {
        let said = t(
            "its camera data differ from those that were signed",
            "ses données d'appareil diffèrent de celles qui ont été signées",
        );
        doubts.push((said, Some(Evidence::new(value.place.clone(), value.shown.clone()))));
    }
    doubts
}

/// The size that the camera data states and the picture's, where the two differ by more than a quarter turn.
fn other_size(case: &Case) -> Option<((u32, u32), (u32, u32))> {
    let Stated { stated, actual, .. } = stated_size(case).ok()?;
    (stated != actual && stated != (actual.1, actual.0)).then_some((stated, actual))
}

#[cfg(test)]
mod tests;
