//! What the window's page is shown in a plain browser: reports of samples in both languages, with every page.

mod known;

use std::{ops::ControlFlow, path::Path};

use serde::Serialize;
use serde_json::json;
use whence_engine::{CATALOGUE, Engine, Examination, Settings, Source};
use whence_model::{Isolation, Lang, Report};

/// A sample and the fixture's name: the verdict that it shows.
const RECORDED: &[(&str, &str)] = &[
    ("generator-parameters.png", "declared_ai"),
    ("camera.jpg", "inconclusive"),
    ("altered-after-signing.jpg", "changed_after_signing"),
    ("signed-history.jpg", "history"),
    ("cropped-and-redated.jpg", "signs_of_editing"),
];

/// More than any of these samples has.
const MOST_MANIFESTS: u32 = 8;

/// The day of recording would make every recording differ.
const DAY: (&str, i64) = ("2026-11-23T12:00:00Z", 1_795_435_200);

/// Files below `ui/fixtures` and their bytes.
pub fn all() -> Vec<(String, Vec<u8>)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples");
    let engine = Engine::new(Settings::default());
    let mut files = Vec::new();
    for (sample, name) in RECORDED {
        let source = Source::File(samples.join(sample));
        let examined = engine
            .examine(&source, &mut |_| ControlFlow::Continue(()))
            .unwrap_or_else(|refusal| panic!("{sample}: {}", refusal.sentence(Lang::En)));
        files.extend(recorded(name, &examined, &[]));
    }
    for (name, known::Recognised { examination, previews }) in known::recognised() {
        files.extend(recorded(name, &examination, &previews));
        files.extend(previews.into_iter().map(|(sha256, jpeg)| (format!("known/{sha256}.jpg"), jpeg)));
    }
    let pages = |lang| CATALOGUE.iter().map(|check| whence_engine::page(check, lang)).collect::<Vec<_>>();
    files.push(("pages.json".into(), pretty(&json!({ "en": pages(Lang::En), "fr": pages(Lang::Fr) }))));
    files
}

/// The recording of one examination, and its pictures; `previews` are of listed files.
fn recorded(name: &str, examined: &Examination, previews: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let dated = |mut report: Report| {
        (report.examined_at, report.facts.examined_at) = (DAY.0.into(), DAY.1);
        // The window reads in the room; who records need not.
        report.engine.isolation = Isolation::Room { missing: Vec::new() };
        report.engine.protection = report.engine.isolation.sentence(report.language);
        report
    };
    let masked = |lang| dated(examined.report(lang));
    let (preview, thumbnail) = (examined.preview(), examined.exif_thumbnail());
    let mut first = json!({
        "id": name,
        "report": masked(Lang::En),
        "preview": preview.is_some(),
        "exif_thumbnail": thumbnail.is_some(),
    });
    if !previews.is_empty() {
        first["pictured"] = previews.iter().map(|(sha256, _)| sha256.as_str()).collect();
    }
    let mut recording = json!({ "examined": first, "fr": masked(Lang::Fr) });
    if examined.report(Lang::En).masked > 0 {
        let shown = |lang| dated(examined.report_unmasked(lang));
        recording["revealed"] = json!({ "en": shown(Lang::En), "fr": shown(Lang::Fr) });
    }
    files.push((format!("{name}.json"), pretty(&recording)));
    files.extend(preview.map(|preview| (format!("{name}.png"), preview.png.clone())));
    if let Some(pictures) = thumbnail {
        files.push((format!("{name}.exif.png"), pictures.thumbnail.png.clone()));
        files.push((format!("{name}.difference.png"), pictures.difference.png.clone()));
    }
    let thumbnails = (0..MOST_MANIFESTS).filter_map(|n| Some((n, examined.thumbnail(n)?)));
    files.extend(thumbnails.map(|(n, picture)| (format!("{name}.{n}.png"), picture.png.clone())));
    files
}

fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("reports are JSON");
    bytes.push(b'\n');
    bytes
}
