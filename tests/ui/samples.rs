//! Every sample is dropped on the window, and its answer read there in both languages.

use std::{collections::BTreeMap, fs, ops::ControlFlow, path::PathBuf};

use whence_engine::{Engine, Settings, Source};
use whence_model::{Lang, Report};

use crate::driver::{Folder, Window};

pub fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

/// What the engine says of each sample without anybody's lists; `tests/samples.rs` holds that against `samples.toml`.
fn reports(lang: Lang) -> BTreeMap<String, Report> {
    let engine = Engine::new(Settings { previews: false, ..Settings::default() });
    let files = fs::read_dir(samples()).unwrap().map(|entry| entry.unwrap().path());
    let pictures = files.filter(|path| path.extension().is_some_and(|ending| ending == "jpg" || ending == "png"));
    let told = pictures.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let examined = engine.examine(&Source::File(path), &mut |_| ControlFlow::Continue(())).unwrap();
        (name, examined.report(lang))
    });
    told.collect()
}

async fn every_sample_is_answered_in(lang: Lang, code: &str) {
    let folder = Folder::new().choosing(&format!(r#""language": "{code}""#));
    let inside = folder.path().join("samples");
    fs::create_dir(&inside).unwrap();
    let reports = reports(lang);
    assert!(reports.len() >= 20);
    for name in reports.keys() {
        fs::copy(samples().join(name), inside.join(name)).unwrap();
    }
    let (window, person) = Window::alone(folder, &[]).await;
    window.find("[data-testid=four-sentences]").await;
    person.drops(&[&inside]);
    window.find("[data-testid=queue-summary]").await;
    for (at, (name, report)) in reports.iter().enumerate() {
        if at > 0 {
            window.press("nav [data-testid=next]").await;
        }
        let is_there = format!("document.querySelector('[data-testid=preview]')?.alt.includes('{name}')");
        window.until(&format!("{is_there} && document.querySelector('[data-testid=headline]')")).await;
        let verdict = &report.verdict;
        assert_eq!(window.text("[data-testid=headline]").await, verdict.headline, "{name}");
        assert_eq!(window.text("[data-testid=meaning]").await, verdict.meaning, "{name}");
        let next = window.text("[data-testid=verdict] [data-testid=next]").await;
        assert!(next.ends_with(&verdict.next), "{name}: {next}");
        println!("{name}: {} {} {}", verdict.headline, verdict.meaning, verdict.next);
    }
}

#[tokio::test]
async fn every_sample_is_answered_in_english() {
    every_sample_is_answered_in(Lang::En, "en").await;
}

#[tokio::test]
async fn every_sample_is_answered_in_french() {
    every_sample_is_answered_in(Lang::Fr, "fr").await;
}

#[tokio::test]
async fn the_start_view_offers_a_sample_that_everybody_knows() {
    let window = Window::open(Folder::new(), &[]).await;
    window.press("[data-testid=sample]").await;
    window.until("document.querySelector('[data-testid=verdict]')?.dataset.kind === 'known_match'").await;
    assert_eq!(window.text("[data-testid=headline]").await, "Matches a known picture");
    let told = window.text("[data-testid=known-match]").await;
    assert!(told.contains("Whence samples") && told.contains("It shows nobody."), "{told}");
}
