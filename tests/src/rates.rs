//! How often each check speaks on a folder of pictures that nobody meant to deceive with: `cargo xtask rates DIR`.

use std::{fmt::Write, ops::ControlFlow, path::Path};

use whence_engine::{CATALOGUE, Engine, Settings, Source, images_in, rates};
use whence_model::{Direction, Facts, Lang, Refusal, Report, Row, Status, Strength};

/// What was measured on one folder.
pub struct Rates {
    /// The folder's name.
    pub set: String,
    pub files: u32,
    /// Files whose Exif data names maker and model.
    pub cameras: u32,
    /// Files that could not be examined, and why.
    pub refused: Vec<(String, Refusal)>,
    pub checks: Vec<Spoken>,
}

/// One check: on how many files it could tell anything, and on which it spoke.
#[derive(Default)]
pub struct Spoken {
    pub check: &'static str,
    pub applied: u32,
    pub spoke: Vec<String>,
    /// Those on which what it said speaks for an edit or for AI.
    pub accused: Vec<String>,
}

/// Examines every image in a folder.
///
/// # Errors
/// The folder cannot be read, or holds no image.
pub fn measure(folder: &Path) -> Result<Rates, Refusal> {
    let engine = Engine::new(Settings { previews: false, ..Settings::default() });
    let set = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let checks = CATALOGUE.iter().map(|check| Spoken { check: check.id, ..Spoken::default() }).collect();
    let mut rates = Rates { set, files: 0, cameras: 0, refused: Vec::new(), checks };
    for path in images_in(folder)?.images {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match engine.examine(&Source::File(path), &mut |_| ControlFlow::Continue(())) {
            Ok(examined) => rates.count(&name, &examined.report(Lang::En)),
            Err(refusal) => rates.refused.push((name, refusal)),
        }
    }
    Ok(rates)
}

impl Rates {
    fn count(&mut self, name: &str, report: &Report) {
        self.files += 1;
        self.cameras += u32::from(names_camera(&report.facts));
        for (spoken, row) in self.checks.iter_mut().zip(&report.rows) {
            assert_eq!(spoken.check, row.check, "rows come in the order of the catalogue");
            spoken.applied += u32::from(matches!(row.status, Status::Finding | Status::NothingFound));
            if row.status == Status::Finding {
                spoken.spoke.push(name.into());
            }
            if accuses(row) {
                spoken.accused.push(name.into());
            }
        }
    }

    /// As a person reads it: every check that spoke, with the files.
    pub fn text(&self) -> String {
        let mut text = format!("{}: {} files, {} of them name a camera\n", self.set, self.files, self.cameras);
        for (name, why) in &self.refused {
            _ = writeln!(text, "  not examined: {name}: {}", why.sentence(Lang::En));
        }
        for spoken in self.checks.iter().filter(|spoken| !spoken.spoke.is_empty()) {
            let Spoken { check, applied, spoke, accused } = spoken;
            _ = writeln!(text, "{check}: spoke on {} of {applied}, accusing {}", spoke.len(), accused.len());
            for name in spoke {
                let mark = if accused.contains(name) { '!' } else { ' ' };
                _ = writeln!(text, "  {mark} {name}");
            }
        }
        let silent = self.checks.iter().filter(|spoken| spoken.spoke.is_empty());
        for (never, word) in [(true, "never asked"), (false, "asked and silent")] {
            let ids: Vec<_> = silent
                .clone()
                .filter(|s| (s.applied == 0) == never)
                .map(|s| format!("{} ({})", s.check, s.applied))
                .collect();
            _ = writeln!(text, "{word}: {}", ids.join(", "));
        }
        text
    }

    /// As it is kept in `crates/checks/rates.tsv`, from which the pages quote it.
    pub fn table(&self, date: &str) -> String {
        let mut table = format!(
            "# How often each check speaks on files that nobody meant to deceive with. Written by `cargo xtask rates DIR --write`.\n\
             # set\t{}\t{date}\t{}\t{}\ncheck\tapplied\tspoke\taccused\tfiles\n",
            self.set, self.files, self.cameras
        );
        for Spoken { check, applied, spoke, accused } in &self.checks {
            let (spoke, count) = (spoke.len(), accused.len());
            _ = writeln!(table, "{check}\t{applied}\t{spoke}\t{count}\t{}", accused.join(" · "));
        }
        table
    }
}

/// The page of the rates, from the table as it is kept.
pub fn page() -> String {
    let rates::Set { name, date, files, cameras } = rates::set();
    let mut page = format!(
        "# The checks, and how often they speak\n\n\
         Each check is a file below `src/FAMILY/`, with its page and its tests; [CATALOGUE.md](CATALOGUE.md) lists them all. \
         A check of metadata or structure has a class, which caps what it may say: *contradiction* (two statements cannot both hold), *anomaly* \
         (unusual for an untouched capture), *trace* (written again, which is no deception), *context* (no weight) and *support* \
         (fits an undisturbed capture).\n\n\
         ## Rates on pictures that nobody meant to deceive with\n\n\
         Written by `cargo xtask rates DIR --write` from `rates.tsv`; do not edit. Measured on {date} on the set “{name}”: {files} files, {cameras} of which name a camera. It is a set of test files of many makes; \
         some of them were edited, and their rows say so. *Applied*: the file has what the check needs. *Spoke*: any finding. \
         *Accused*: a finding that speaks for an edit or for AI, whatever its strength; the files are named. Checks that were never asked on it are left out.\n\n\
         | check | class | applied | spoke | accused | on |\n|---|---|---|---|---|---|\n"
    );
    for check in CATALOGUE {
        let Some(measured) = rates::of(check.id).filter(|measured| measured.applied > 0) else { continue };
        let class = check.class.map_or(String::from("–"), |class| format!("{class:?}").to_lowercase());
        let rates::Measured { applied, spoke, accused, files } = measured;
        let files = if files.is_empty() { String::new() } else { format!("`{}`", files.replace(" · ", "` · `")) };
        _ = writeln!(page, "| `{}` | {class} | {applied} | {spoke} | {accused} | {files} |", check.id);
    }
    page
}

/// Whether a row speaks against the picture: for an edit, for AI, for a change after signing.
pub fn accuses(row: &Row) -> bool {
    let against =
        matches!(row.direction, Some(Direction::Edited | Direction::AiGenerated | Direction::ChangedSinceSigning));
    against && row.strength.is_some_and(|strength| strength > Strength::Info)
}

fn names_camera(facts: &Facts) -> bool {
    facts.metadata.exif.read().is_some_and(|exif| exif.text("Make").is_some() && exif.text("Model").is_some())
}
