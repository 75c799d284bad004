//! Records what the window's page is shown in a plain browser: reports of samples in both languages, with every page.

use std::{fs, ops::ControlFlow, path::Path};

use serde_json::json;
use whence_engine::{CATALOGUE, CheckPage, Engine, Settings, Source};
use whence_model::Lang;

/// A sample and the fixture's name: the verdict that it shows.
const RECORDED: &[(&str, &str)] = &[
    ("generator-parameters.png", "declared_ai"),
    ("camera.jpg", "inconclusive"),
    ("altered-after-signing.jpg", "changed_after_signing"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let engine = Engine::new(Settings::default());
    for (file, name) in RECORDED {
        let source = Source::File(root.join("samples").join(file));
        let examined = engine
            .examine(&source, &mut |_| ControlFlow::Continue(()))
            .map_err(|refusal| refusal.sentence(Lang::En))?;
        let recorded = |lang| {
            let mut report = examined.report(lang);
            // The day of recording would make every recording differ.
            report.examined_at = "2026-11-23T12:00:00Z".into();
            report.facts.examined_at = 1_795_435_200;
            report
        };
        let fixture = json!({
            "examined": { "id": file, "report": recorded(Lang::En), "preview": examined.preview().is_some() },
            "fr": recorded(Lang::Fr),
        });
        fs::write(root.join(format!("ui/fixtures/{name}.json")), serde_json::to_string_pretty(&fixture)? + "\n")?;
        if let Some(preview) = examined.preview() {
            fs::write(root.join(format!("ui/fixtures/{name}.png")), &preview.png)?;
        }
    }
    let pages = |lang| CATALOGUE.iter().map(|check| CheckPage::new(check, lang)).collect::<Vec<_>>();
    let all = json!({ "en": pages(Lang::En), "fr": pages(Lang::Fr) });
    fs::write(root.join("ui/fixtures/pages.json"), serde_json::to_string_pretty(&all)? + "\n")?;
    Ok(())
}
