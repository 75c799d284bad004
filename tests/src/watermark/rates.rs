//! How often the public watermark is found again, and how high pictures without it score: `cargo xtask watermark DIR`.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use image::{DynamicImage, RgbImage};
use jpeg_encoder::SamplingFactor;
use whence_inspect::watermark;
use whence_model::{
    Refusal,
    facts::pixels::{ColourPath, CropSearch, CropTest, WatermarkLevel, WatermarkMessage},
};

use super::{
    MESSAGES,
    carriers::{carriers, resized},
    embedded,
    transforms::{CROPS, Transform, WHOLE, decoded, jpeg},
};

/// What software writes: the message by its place in [`MESSAGES`], and how.
pub const WRITTEN: [(usize, ColourPath); 7] = [
    (2, ColourPath::F32),
    (2, ColourPath::F32Swapped),
    (0, ColourPath::U8),
    (3, ColourPath::F32),
    (1, ColourPath::U8),
    (1, ColourPath::F32),
    (4, ColourPath::U8),
];

/// Pictures that are cropped too.
const CROPPED: usize = 12;

/// A shorter message is not looked for in them.
const SHORTEST_IN_CROPS: usize = 46;

/// What was measured on one folder.
pub struct Rates {
    /// The folder's name.
    pub set: String,
    /// Pictures that were marked.
    pub pictures: usize,
    pub found: Vec<Row>,
    pub unmarked: Unmarked,
}

/// One mark after one transform.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub crop: bool,
    pub message: &'static str,
    pub path: ColourPath,
    pub transform: &'static str,
    pub found: usize,
    pub of: usize,
    /// Found, and as another message.
    pub wrong: usize,
}

/// Pictures that carry nothing.
#[derive(Default)]
pub struct Unmarked {
    pub files: usize,
    pub searched: usize,
    /// Where it said anything: what it said.
    pub beyond: Vec<String>,
    /// By message: of all tests, and of the best in each search of crops.
    pub highest: BTreeMap<&'static str, [f32; 2]>,
}

/// Marks and transforms every picture of a folder that serves. `progress` hears what comes next.
///
/// # Errors
/// The folder cannot be read, or holds no image.
pub fn measure(folder: &Path, progress: &mut dyn FnMut(&str)) -> Result<Rates, Refusal> {
    let set = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (paths, pictures): (Vec<_>, Vec<RgbImage>) = carriers(folder)?.into_iter().unzip();
    for path in paths {
        progress(&path.display().to_string());
    }
    let mut found = Vec::new();
    for mark in WRITTEN {
        let (message, path) = mark;
        let marked: Vec<_> = pictures.iter().map(|picture| embedded(picture, MESSAGES[message].1, path)).collect();
        for (crop, transforms) in [(false, &WHOLE[..]), (true, &CROPS[..])] {
            if crop && MESSAGES[message].1.len() < SHORTEST_IN_CROPS {
                continue;
            }
            found.extend(transforms.iter().map(|transform| {
                let row = row(&marked, mark, crop, *transform);
                progress(&row.text());
                row
            }));
        }
    }
    let mut unmarked = Unmarked::default();
    for picture in &pictures {
        unmarked.look_at_all(picture);
    }
    Ok(Rates { set, pictures: pictures.len(), found, unmarked })
}

/// How often one mark is found in pictures that carry it, after one transform; of crops, in evenly chosen pictures.
pub fn row(
    marked: &[RgbImage],
    (message, path): (usize, ColourPath),
    crop: bool,
    (transform, made): (&'static str, Transform),
) -> Row {
    let message = MESSAGES[message].0;
    let step = if crop { (marked.len() / CROPPED).max(1) } else { 1 };
    let mut row = Row { crop, message, path, transform, found: 0, of: 0, wrong: 0 };
    for picture in marked.iter().step_by(step).take(if crop { CROPPED } else { usize::MAX }) {
        let picture = DynamicImage::from(decoded(&made(picture)));
        let test = if crop { searched(&picture).map(|found| found.test) } else { watermark::look(&picture) };
        let right = test.filter(|test| test.level == WatermarkLevel::Found).map(|test| name(test.message) == message);
        row.of += 1;
        row.found += usize::from(right == Some(true));
        row.wrong += usize::from(right == Some(false));
    }
    row
}

fn searched(picture: &DynamicImage) -> Option<CropTest> {
    match watermark::crops(picture, true) {
        CropSearch::Searched { best } => best,
        _ => None,
    }
}

/// As [`MESSAGES`] has it.
fn name(message: WatermarkMessage) -> &'static str {
    MESSAGES[match message {
        WatermarkMessage::StableDiffusion1 => 0,
        WatermarkMessage::StableDiffusion2 => 1,
        WatermarkMessage::Sdxl => 2,
        WatermarkMessage::Flux => 3,
        WatermarkMessage::InvokeAi => 4,
    }]
    .0
}

impl Unmarked {
    /// After every transform, and in other sizes with and without compression.
    fn look_at_all(&mut self, picture: &RgbImage) {
        for (_, made) in WHOLE.iter().chain(&CROPS) {
            self.look_at(decoded(&made(picture)));
        }
        for picture in resized(picture) {
            self.look_at(decoded(&jpeg(&picture, 90, SamplingFactor::F_2_2)));
            self.look_at(decoded(&jpeg(&picture, 75, SamplingFactor::F_2_2)));
            self.look_at(decoded(&jpeg(&picture, 95, SamplingFactor::F_1_1)));
            self.look_at(picture);
        }
    }

    fn look_at(&mut self, picture: RgbImage) {
        let picture = DynamicImage::from(picture);
        self.files += 1;
        for test in watermark::all(&picture) {
            self.count(0, &CropTest { test, offset: (0, 0) });
        }
        if let Some(best) = searched(&picture) {
            self.searched += 1;
            self.count(1, &best);
        }
    }

    fn count(&mut self, search: usize, found: &CropTest) {
        let test = &found.test;
        let highest = &mut self.highest.entry(name(test.message)).or_default()[search];
        *highest = highest.max(test.score);
        if test.level != WatermarkLevel::Chance {
            self.beyond.push(format!("{found:?}"));
        }
    }
}

impl Row {
    /// As a person reads it.
    pub fn text(&self) -> String {
        let Self { crop, message, path, transform, found, of, wrong } = self;
        let crop = if *crop { "crop, " } else { "" };
        format!("{message}, {path:?}: {crop}{transform}: {found} of {of}, as another {wrong}")
    }
}

impl Rates {
    /// What was not told on the way, as a person reads it.
    pub fn text(&self) -> String {
        let Unmarked { files, searched, beyond, highest } = &self.unmarked;
        let mut text =
            format!("unmarked: {files} files, {searched} searched as crops, {} beyond chance\n", beyond.len());
        for (message, [whole, crop]) in highest {
            _ = writeln!(
                text,
                "  {message}: highest score {whole:.3}, highest best one of a search of crops {crop:.3}"
            );
        }
        for test in beyond {
            _ = writeln!(text, "  {test}");
        }
        text
    }

    /// As it is kept in `crates/checks/watermark.tsv`, from which the page quotes it.
    pub fn table(&self, date: &str) -> String {
        let Unmarked { files, searched, beyond, highest } = &self.unmarked;
        let mut table = format!(
            "# How often the public watermark is found again. Written by `cargo xtask watermark DIR --write`.\n\
             # set\t{}\t{date}\t{}\n# unmarked\t{files}\t{searched}\t{}\n\
             where\tmessage\tpath\ttransform\tfound\tof\n",
            self.set,
            self.pictures,
            beyond.len()
        );
        for Row { crop, message, path, transform, found, of, .. } in &self.found {
            let place = if *crop { "crop" } else { "whole" };
            _ = writeln!(table, "{place}\t{message}\t{path:?}\t{transform}\t{found}\t{of}");
        }
        for (message, scores) in highest {
            for (place, score) in ["whole", "crop"].into_iter().zip(scores) {
                _ = writeln!(table, "highest {place}\t{message}\t\t\t{score:.3}\t");
            }
        }
        table
    }
}
