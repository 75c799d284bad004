//! Pictures from elsewhere, where they are at hand: classes of credentials, known pictures, marks of generators, and silence on
//! what cameras wrote.

use std::{collections::BTreeMap, fs, ops::ControlFlow, path::Path};

use whence_engine::{Engine, Settings, Source, images_in};
use whence_model::{
    Direction, Family, Lang, Refusal, Report, Row, Status, Strength, VerdictKind,
    facts::generator::{MarkCarrier, MarkKind},
};
use whence_tests::{
    corpus::{folder, table},
    rates,
};

fn engine() -> Engine {
    Engine::new(Settings::default())
}

fn report(engine: &Engine, path: &Path) -> Result<Report, Refusal> {
    let examined = engine.examine(&Source::File(path.to_owned()), &mut |_| ControlFlow::Continue(()))?;
    Ok(examined.report(Lang::En))
}

fn findings(report: &Report) -> impl Iterator<Item = &Row> {
    report.rows.iter().filter(|row| row.status == Status::Finding)
}

/// The rows of `expected.tsv` by column.
fn expected(folder: &Path) -> Vec<BTreeMap<String, String>> {
    table(&folder.join("expected.tsv")).into_iter().map(|row| row.into_iter().collect()).collect()
}

#[test]
fn credentials_get_their_class() {
    let Some(folder) = folder("c2pa") else { return };
    let engine = engine();
    let mut wrong = Vec::new();
    for row in expected(&folder) {
        let report = report(&engine, &folder.join(&row["file"])).unwrap();
        let class = &row["class"];
        let got = serde_json::to_value(report.facts.provenance.class).unwrap();
        if got != *class {
            wrong.push(format!("{}: class is {got}, should be {class}", row["file"]));
        }
        let flags = serde_json::to_value(&report.facts.provenance.flags).unwrap();
        let problem = flags.as_array().unwrap().iter().any(|flag| flag == "ingredient_problem");
        if problem != (row["ingredient_problem"] == "True") {
            wrong.push(format!("{}: ingredient problem is {problem}", row["file"]));
        }
        let intact = report.facts.provenance.class.is_intact();
        if intact && report.verdict.kind == VerdictKind::ChangedAfterSigning {
            wrong.push(format!("{}: intact, and the headline says changed", row["file"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_pope_in_the_puffer_jacket_is_known_and_so_are_the_others() {
    let Some(folder) = folder("known") else { return };
    let engine = engine();
    let pictures = images_in(&folder).unwrap().images;
    assert!(pictures.iter().any(|path| path.ends_with("pope-puffer-jacket-portrait.jpg")), "{pictures:?}");
    for path in pictures {
        let report = report(&engine, &path).unwrap();
        assert_eq!(report.verdict.kind, VerdictKind::KnownMatch, "{}", path.display());
        assert_eq!(report.verdict.because[0], "known/identical-file", "{}", path.display());
        // Of the Pope picture there are two renditions, which are found in each other.
        let matches = if path.to_string_lossy().contains("pope") { 2 } else { 1 };
        assert_eq!(report.facts.known.matches.len(), matches, "{}: another picture is taken for it", path.display());
    }
}

#[test]
fn marks_of_generators_are_found_and_nothing_else_is() {
    let Some(folder) = folder("generators") else { return };
    let engine = engine();
    let mut wrong = Vec::new();
    for row in expected(&folder) {
        let file = &row["file"];
        let report = match report(&engine, &folder.join(file)) {
            Ok(report) => report,
            Err(refusal) => {
                if row["expected"] != "none" {
                    wrong.push(format!("{file}: {refusal:?}"));
                }
                continue;
            }
        };
        let says =
            |direction| findings(&report).any(|r| r.family == Family::Declared && r.direction == Some(direction));
        let (generated, edited) = (says(Direction::AiGenerated), says(Direction::Edited));
        // The text of the settings stands in the pixels and nowhere else.
        let hidden = row["markers"].starts_with("LSB");
        let carrier = report.facts.generator.marks.first().map(|mark| (mark.kind, mark.carrier));
        if hidden && carrier != Some((MarkKind::Parameters, MarkCarrier::AlphaPlane)) {
            wrong.push(format!("{file}: the mark is {carrier:?}"));
        }
        let fits = match row["expected"].as_str() {
            "ai_generated" => generated && report.verdict.kind == VerdictKind::DeclaredAi,
            "ai_edited" => generated || edited,
            _ => !generated && !edited,
        };
        if !fits {
            wrong.push(format!(
                "{file}: should be {}, generated {generated}, edited {edited}, {:?}",
                row["expected"], report.verdict.kind
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What its metadata really shows about these files: whoever accuses another file, or says another thing, is wrong.
const TOLD: &[(&str, &[&str])] = &[
    // A face cut out of a picture of 3000 × 2000; the thumbnail still shows the whole.
    ("issue-exifr-41-Error_Segment_Unreachable.jpg", &["structure/thumbnail-differs"]),
];

#[test]
fn camera_files_are_not_accused() {
    let Some(folder) = folder("exif") else { return };
    let engine = engine();
    let told: BTreeMap<&str, &[&str]> = TOLD.iter().copied().collect();
    let mut wrong = Vec::new();
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(report) = report(&engine, &path) else {
            wrong.push(format!("{name}: refused"));
            continue;
        };
        let accusing: Vec<&str> = findings(&report)
            .filter(|r| r.strength >= Some(Strength::Moderate))
            .filter(|r| !matches!(r.direction, Some(Direction::Context | Direction::CameraCapture)))
            .map(|r| r.check.as_str())
            .collect();
        let may: &[&str] = told.get(name.as_str()).copied().unwrap_or_default();
        if accusing != may {
            wrong.push(format!("{name}: {accusing:?} → {:?}", report.verdict.kind));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The pages quote these figures.
#[test]
fn the_rates_are_those_of_the_checks_as_they_are() {
    let Some(folder) = folder("exif") else { return };
    let kept = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/checks/rates.tsv")).unwrap();
    let fresh = rates::measure(&folder).unwrap().table(whence_engine::rates::set().date);
    assert!(
        kept == fresh,
        "rates.tsv is not what the checks say: run `cargo xtask rates {} --write`",
        folder.display()
    );
}

#[test]
fn hostile_files_give_a_report_or_a_clear_refusal() {
    let Some(folder) = folder("hostile") else { return };
    let unpacked = std::env::temp_dir().join(format!("whence-hostile-{}", std::process::id()));
    fs::create_dir_all(&unpacked).unwrap();
    let archive = folder.join("go-fuzz-corpus.tar.gz");
    let tar = std::process::Command::new("tar").arg("-xzf").arg(&archive).arg("-C").arg(&unpacked).status().unwrap();
    assert!(tar.success());
    let engine = engine();
    let mut open = vec![unpacked.clone()];
    let (mut seen, mut broke) = (0, Vec::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
                continue;
            }
            seen += 1;
            match report(&engine, &entry.path()) {
                Err(Refusal::Broke { detail }) => broke.push(format!("{}: {detail}", entry.path().display())),
                Ok(report) => {
                    let own_fault = report.rows.iter().filter(|r| r.message.starts_with("The check itself broke"));
                    broke.extend(own_fault.map(|r| format!("{}: {}", entry.path().display(), r.check)));
                }
                Err(_) => {}
            }
        }
    }
    fs::remove_dir_all(&unpacked).unwrap();
    assert!(seen > 1000, "only {seen} files in the archive");
    assert!(broke.is_empty(), "{broke:#?}");
}
