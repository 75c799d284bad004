//! What we read of Exif against what ExifTool reads, over the pictures from elsewhere: two readers, written apart,
//! rarely make the same mistake.

use std::{
    collections::BTreeMap,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value as Json;
use whence_engine::{Engine, Settings, Source};
use whence_model::{
    Lang,
    facts::metadata::{Exif, Ifd, Value},
};
use whence_tests::corpus::folder;

/// Share of the comparisons of one tag that must agree.
const MUST_AGREE: f64 = 0.99;

/// How a tag's values are compared.
#[derive(Clone, Copy)]
enum As {
    Text,
    Number,
    /// Degrees, with the hemisphere of the tag behind it.
    Degrees(&'static str),
}

/// ExifTool's name, ours, and how they are compared.
const TAGS: &[(&str, &str, As)] = &[
    ("Make", "Make", As::Text),
    ("Model", "Model", As::Text),
    ("Software", "Software", As::Text),
    ("DateTimeOriginal", "DateTimeOriginal", As::Text),
    ("CreateDate", "DateTimeDigitized", As::Text),
    ("ModifyDate", "DateTime", As::Text),
    ("ExposureTime", "ExposureTime", As::Number),
    ("FNumber", "FNumber", As::Number),
    ("ISO", "PhotographicSensitivity", As::Number),
    ("GPSLatitude", "GPSLatitude", As::Degrees("GPSLatitudeRef")),
    ("GPSLongitude", "GPSLongitude", As::Degrees("GPSLongitudeRef")),
    ("Orientation", "Orientation", As::Number),
];

/// ExifTool's names of the directories that are compared, and ours. Composite tags and maker notes are not.
const GROUPS: [(&str, Ifd); 3] = [("IFD0", Ifd::Main), ("ExifIFD", Ifd::Exif), ("GPS", Ifd::Gps)];

const THUMBNAIL: &str = "thumbnail present";

#[test]
fn exif_is_read_as_exiftool_reads_it() {
    let Some(corpus) = folder("") else { return };
    let files = images(&corpus);
    let Some(theirs) = exiftool(&files) else { return };
    let engine = Engine::new(Settings::default());
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for (path, said) in files.iter().zip(&theirs) {
        let examined = engine.examine(&Source::File(path.clone()), &mut |_| ControlFlow::Continue(()));
        let facts = examined.map(|examined| examined.report_unmasked(Lang::En).facts);
        // What we refuse has nothing, and is missed where ExifTool reads something of it.
        let ours = facts.as_ref().ok().and_then(|facts| facts.metadata.exif.read());
        for (tag, agrees, reason) in compare(ours, said) {
            let count = counts.entry(tag).or_default();
            count.0 += 1;
            count.1 += u32::from(agrees);
            if !agrees {
                println!("{}: {tag}: {reason}", path.strip_prefix(&corpus).unwrap().display());
            }
        }
    }
    println!("{:<20} {:>5} {:>5}", "tag", "n", "agree");
    for (tag, (n, agree)) in &counts {
        println!("{tag:<20} {n:>5} {agree:>5}");
    }
    for tag in TAGS.iter().map(|(tag, ..)| *tag).chain([THUMBNAIL]) {
        let (n, agree) = counts.get(tag).copied().unwrap_or_default();
        assert!(n > 0, "{tag}: no file of the corpus has it");
        assert!(f64::from(agree) >= MUST_AGREE * f64::from(n), "{tag}: {agree} of {n} agree");
    }
}

/// Every file below a folder that is an image by its name, in order.
fn images(corpus: &Path) -> Vec<PathBuf> {
    const ENDINGS: [&str; 11] = ["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "bmp", "heic", "heif", "avif"];
    let (mut open, mut found) = (vec![corpus.to_owned()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
            match entry.file_type().unwrap().is_dir() {
                // Made to break readers: what two of them make of that need not agree.
                true if entry.file_name() == "hostile" => {}
                true => open.push(path),
                false if ENDINGS.contains(&&*ending) => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// What ExifTool says of each file, in the same order, numbers as numbers (`-n`).
fn exiftool(files: &[PathBuf]) -> Option<Vec<Json>> {
    let Ok(version) = Command::new("exiftool").arg("-ver").output() else {
        eprintln!("SKIPPED: exiftool is not there; install libimage-exiftool-perl to run this test");
        return None;
    };
    println!("ExifTool {} on {} files", String::from_utf8_lossy(&version.stdout).trim(), files.len());
    let told = Command::new("exiftool").args(["-j", "-G1", "-n"]).args(files).output().unwrap();
    let told: Vec<Json> = serde_json::from_slice(&told.stdout).expect("ExifTool writes JSON");
    assert_eq!(told.len(), files.len(), "ExifTool tells of each file");
    for (told, file) in told.iter().zip(files) {
        assert_eq!(told["SourceFile"].as_str().map(Path::new), Some(&**file));
    }
    Some(told)
}

/// Each tag that either of the two has, whether they agree, and what they say.
fn compare(ours: Option<&Exif>, theirs: &Json) -> Vec<(&'static str, bool, String)> {
    let mut compared = Vec::new();
    for (group, ifd) in GROUPS {
        for &(tag, name, compared_as) in TAGS {
            let we = ours.and_then(|exif| value(exif, ifd, name));
            let they = theirs.get(format!("{group}:{tag}"));
            let hemisphere = |reference: &str| {
                (ours.and_then(|exif| text(exif, ifd, reference)), theirs[format!("{group}:{reference}")].as_str())
            };
            let (we, they) = match compared_as {
                As::Text => (we.and_then(text_of), they.map(text_of_theirs)),
                As::Number => (we.and_then(first), they.and_then(first_of_theirs)),
                As::Degrees(reference) => {
                    let (our_side, their_side) = hemisphere(reference);
                    let they = they.and_then(Json::as_f64).map(|d| signed(d, their_side).to_string());
                    (we.and_then(degrees).map(|d| signed(d, our_side).to_string()), they)
                }
            };
            if we.is_some() || they.is_some() {
                compared.push((tag, same(we.as_deref(), they.as_deref()), format!("we {we:?}, ExifTool {they:?}")));
            }
        }
    }
    let (we, they) = (ours.is_some_and(|e| e.thumbnail.is_some()), theirs.get("IFD1:ThumbnailImage").is_some());
    if we || they {
        compared.push((THUMBNAIL, we == they, format!("we {we}, ExifTool {they}")));
    }
    compared
}

fn value<'a>(exif: &'a Exif, ifd: Ifd, name: &str) -> Option<&'a Value> {
    exif.fields.iter().find(|f| f.ifd == ifd && f.name == name).map(|f| &f.value)
}

fn text<'a>(exif: &'a Exif, ifd: Ifd, name: &str) -> Option<&'a str> {
    match value(exif, ifd, name)? {
        Value::Text(text) => Some(text.raw()),
        _ => None,
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.raw().trim().to_owned()),
        _ => None,
    }
}

fn text_of_theirs(said: &Json) -> String {
    said.as_str().map_or_else(|| said.to_string(), |text| text.trim().to_owned())
}

/// Of several numbers (ISO "200 0") the first counts. A rational with a zero denominator is a number to neither:
/// ExifTool says "undef" or "inf", we have none.
fn first(value: &Value) -> Option<String> {
    match value {
        Value::Numbers(numbers) => numbers.first().map(f64::to_string),
        _ => None,
    }
}

fn first_of_theirs(said: &Json) -> Option<String> {
    let text = text_of_theirs(said);
    text.split(' ').next()?.parse().ok().filter(|n: &f64| n.is_finite()).map(|n| n.to_string())
}

/// Degrees, minutes and seconds. Of GPS 0/0 ExifTool makes nothing, or, where only seconds lack, degrees without them.
fn degrees(value: &Value) -> Option<f64> {
    let Value::Numbers(numbers) = value else { return None };
    let parts = numbers.iter().zip([1.0, 60.0, 3600.0]).map(|(n, unit)| n / unit);
    (!numbers.is_empty()).then(|| parts.sum())
}

fn signed(degrees: f64, side: Option<&str>) -> f64 {
    if side.is_some_and(|side| side.starts_with(['S', 'W'])) { -degrees } else { degrees }
}

/// Text as it is; numbers up to ExifTool's print precision. ExifTool writes text that looks like a number as one in
/// JSON (Software "1.00" becomes 1.0 when it is read), so that such text is compared as a number.
fn same(we: Option<&str>, they: Option<&str>) -> bool {
    match (we, they) {
        (Some(we), Some(they)) => match (we.parse::<f64>(), they.parse::<f64>()) {
            (Ok(we), Ok(they)) => (we - they).abs() <= 1e-6 * they.abs().max(1e-9),
            _ => we == they,
        },
        // Text that is there and blank is left out by one and kept by the other.
        (we, they) => we.or(they).is_none_or(str::is_empty),
    }
}
