//! The command line as a person and a script read it.

use std::{ffi::OsString, fs, path::PathBuf, process::ExitCode};

use serde_json::Value;
use whence_cli::{Surroundings, run};

struct Told {
    exit: ExitCode,
    out: String,
    err: String,
}

impl Told {
    fn exits(&self, code: u8) -> bool {
        // ExitCode cannot be compared, only shown.
        format!("{:?}", self.exit) == format!("{:?}", ExitCode::from(code))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

fn whence(args: &[&str]) -> Told {
    whence_with(args, &Surroundings::default(), b"")
}

fn whence_with(args: &[&str], surroundings: &Surroundings, stdin: &[u8]) -> Told {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["whence"].iter().chain(args).map(OsString::from);
    let exit = run(args, surroundings, stdin, &mut out, &mut err);
    Told { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

fn sample(file: &str) -> String {
    samples().join(file).to_string_lossy().into_owned()
}

/// A folder of its own for one test, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("whence-cli-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What stands on the first line: the headline, in either language.
#[test]
fn the_text_begins_with_the_headline() {
    let english = whence(&["examine", &sample("altered-after-signing.jpg")]);
    assert!(english.exits(0), "{}", english.err);
    assert!(english.out.starts_with("CREDENTIALS DO NOT MATCH THIS FILE\n"), "{}", english.out);
    let french = Surroundings { locale: Some("fr_FR.UTF-8".into()), ..Surroundings::default() };
    let french = whence_with(&["examine", &sample("altered-after-signing.jpg")], &french, b"");
    assert!(!french.out.starts_with("CREDENTIALS"), "{}", french.out);
    let asked = whence(&["--lang", "fr", "examine", &sample("altered-after-signing.jpg")]);
    assert_eq!(asked.out, french.out, "--lang and LANG say the same");
    // A path is never broken: it could not be copied.
    let wide: Vec<_> = english.out.lines().skip(2).filter(|line| line.chars().count() > 80).collect();
    assert!(wide.is_empty(), "wider than the terminal: {wide:#?}");
}

#[test]
fn the_five_facts_stand_behind_the_reasons() {
    let english = whence(&["examine", &sample("signed-ai.jpg")]).out;
    let ordered = [
        "\nWhy\n",
        "\nContent Credentials\n",
        "\n  Are there credentials?     Yes, in the file itself\n",
        "\n  Changed since signing?     Unchanged since it was signed\n",
        "\n  Who signed, is it proven?  Claims to be “Whence samples”\n",
        "\n  What do they claim?        AI-generated\n",
        "\n  What is not covered?       Date of signing, revocation\n",
        "\n  “Generated sample” · “Whence samples 1” · Claims to be “Whence samples”\n",
        "Held against: C2PA Trust List of ",
        "; c2pa 0.",
        "\nAlso seen\n",
    ];
    let mut rest = english.as_str();
    for words in ordered {
        // The line's end also begins the next.
        let at = rest.find(words).unwrap_or_else(|| panic!("{words:?} is missing behind the others: {english}"));
        rest = &rest[at + words.trim_end().len()..];
    }
    let french = whence(&["--lang", "fr", "examine", &sample("signed-ai.jpg")]).out;
    assert!(french.contains("  Qui a signé, est-ce prouvé ?  Se dit « Whence samples »\n"), "{french}");
    assert!(french.contains("Comparé à : C2PA Trust List du "), "{french}");
}

#[test]
fn without_credentials_one_line_says_so() {
    for (lang, line) in [("en", "Content Credentials: none found."), ("fr", "Content Credentials : aucun trouvé.")] {
        let told = whence(&["--lang", lang, "examine", &sample("social-copy.jpg")]).out;
        assert_eq!(told.lines().filter(|l| l.starts_with("Content Credentials")).count(), 1, "{told}");
        assert!(told.contains(line) && !told.contains("c2pa "), "{told}");
    }
}

#[test]
fn json_has_the_names_that_scripts_read() {
    let report = whence(&["examine", "--format", "json", &sample("camera.jpg")]).json();
    for pointer in [
        "/schema",
        "/exhibit/name",
        "/exhibit/bytes",
        "/exhibit/sha256",
        "/exhibit/format",
        "/exhibit/width",
        "/exhibit/height",
        "/exhibit/pdq/hash",
        "/exhibit/pdq/quality",
        "/verdict/kind",
        "/verdict/because",
        "/verdict/gaps",
        "/rows/0/check",
        "/rows/0/family",
        "/rows/0/status",
        "/rows/0/direction",
        "/rows/0/strength",
        "/rows/0/message",
        "/rows/0/evidence",
        "/credentials/answers/4/answer",
        "/credentials/history",
        "/engine/c2pa",
        "/facts/provenance/class",
        "/facts/metadata",
        "/facts/structure",
        "/facts/generator",
        "/facts/known",
    ] {
        assert!(report.pointer(pointer).is_some(), "{pointer} is missing");
    }
    assert_eq!(report["exhibit"]["format"], "jpeg");
    assert_eq!(report["exhibit"]["width"], 960);
    let two = whence(&["examine", "--format", "json", &sample("camera.jpg"), &sample("signed.jpg")]).json();
    assert_eq!(two.as_array().unwrap().len(), 2);
}

#[test]
fn ndjson_keeps_the_order_of_the_inputs() {
    let files = ["signed.jpg", "camera.jpg", "generator-parameters.png", "social-copy.jpg"];
    let paths: Vec<String> = files.iter().map(|file| sample(file)).collect();
    let mut args = vec!["examine", "--format", "ndjson", "--jobs", "4"];
    args.extend(paths.iter().map(String::as_str));
    let told = whence(&args);
    let names: Vec<Value> =
        told.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["exhibit"]["name"].clone()).collect();
    assert_eq!(names, files);
}

#[test]
fn a_terminal_is_told_how_far_it_is() {
    let paths = [sample("camera.jpg"), sample("social-copy.jpg")];
    let args = ["examine", "--format", "ndjson", &paths[0], &paths[1]];
    assert_eq!(whence(&args).err, "", "a script is not");
    let terminal = Surroundings { progress: true, ..Surroundings::default() };
    assert_eq!(whence_with(&args, &terminal, b"").err, "\r\x1b[2K1/2 \r\x1b[2K");
}

#[test]
fn standard_input_and_folders_are_examined() {
    let bytes = fs::read(sample("camera.jpg")).unwrap();
    let told = whence_with(&["examine", "--format", "json", "-"], &Surroundings::default(), &bytes);
    assert_eq!(told.json()["exhibit"]["name"], "-");

    let folder = Folder::new("folder");
    folder.file("letter.jpg", b"Dear all, this is no picture.");
    folder.file("picture.txt", &bytes);
    let told = whence(&["examine", "--format", "ndjson", &folder.0.to_string_lossy()]);
    assert!(told.exits(0), "{}", told.err);
    assert_eq!(told.out.lines().count(), 1, "content decides, not the name");
    assert!(told.err.contains("1 file that is no image was left out"), "{}", told.err);
}

/// One clear sentence each, and the exit status of the design.
#[test]
fn bad_input_says_what_was_wrong() {
    let folder = Folder::new("bad");
    let empty = Folder::new("empty");
    let letter = folder.file("letter.jpg", b"Dear all, this is no picture.");
    let nothing = folder.file("nothing.jpg", b"");
    for (path, sentence) in [
        ("/no/such/picture.jpg", "There is no file or folder under this name."),
        (empty.0.to_str().unwrap(), "No image was found in this folder (0 files looked at)."),
        (nothing.as_str(), "This file is empty: it holds no bytes."),
        (letter.as_str(), "This is not an image that Whence reads, whatever its name says: it begins like \"Dear all"),
    ] {
        let told = whence(&["examine", path]);
        assert!(told.exits(1), "{path}");
        assert!(told.err.contains(sentence), "{path}: {}", told.err);
        assert_eq!(told.err.lines().count(), 1, "one sentence: {}", told.err);
        let french = whence(&["--lang", "fr", "examine", path]);
        assert!(french.exits(1) && french.err != told.err, "{}", french.err);
    }
    // The rest of the batch goes on.
    let told = whence(&["examine", "--format", "ndjson", &letter, &sample("camera.jpg")]);
    assert!(told.exits(1));
    assert_eq!(told.out.lines().count(), 1);
}

#[test]
fn a_picture_of_forty_thousand_by_forty_thousand_is_not_decoded() {
    let folder = Folder::new("huge");
    let huge = folder.file("huge.png", &png_of(40_000, 40_000));
    let report = whence(&["examine", "--format", "json", &huge]).json();
    assert_eq!(report["facts"]["pixels"]["state"]["state"], "too_many");
    assert_eq!(report["exhibit"]["width"], 40_000);
    assert!(
        report["verdict"]["gaps"]
            .as_array()
            .unwrap()
            .iter()
            .any(|gap| gap["reason"].as_str().unwrap().contains("pixels"))
    );
}

/// A PNG that says it is that large, with a byte of pixels.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let named = [&kind[..], content].concat();
        [&(content.len() as u32).to_be_bytes()[..], &named, &crc32fast::hash(&named).to_be_bytes()].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let pixels = [0x78, 0x01, 0x01, 0x01, 0x00, 0xfe, 0xff, 0x00, 0x00, 0x01, 0x00, 0x01];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", &pixels), &chunk(b"IEND", b"")].concat()
}

#[test]
fn fail_on_and_wrong_usage_have_their_exit_codes() {
    assert!(whence(&["examine", "--fail-on", "declared_ai,conflicting", &sample("generator-parameters.png")]).exits(3));
    assert!(whence(&["examine", "--fail-on", "known_match", &sample("generator-parameters.png")]).exits(0));
    assert!(whence(&["examine", "--fail-on", "forged", &sample("camera.jpg")]).exits(2));
    assert!(whence(&["examine"]).exits(2));
    assert!(whence(&["explain", "no/such-check"]).exits(2));
}

#[test]
fn a_known_list_is_asked_and_a_bad_one_refused() {
    let list = sample("sample-list.csv");
    let told = whence(&["examine", "--format", "json", "--known", &list, &sample("puffer-jacket.jpg")]);
    assert_eq!(told.json()["verdict"]["kind"], "known_match");
    let without = whence(&["examine", "--format", "json", &sample("puffer-jacket.jpg")]);
    assert_ne!(without.json()["verdict"]["kind"], "known_match");
    let folder = Folder::new("list");
    let bad = folder.file("bad.csv", b"sha256,title,label\nnot-a-digest,A picture,altered\n");
    let told = whence(&["examine", "--known", &bad, &sample("camera.jpg")]);
    assert!(told.exits(2), "{}", told.err);
    assert!(told.err.contains('2'), "the line is named: {}", told.err);
}

#[test]
fn help_says_what_the_program_is_for() {
    let told = whence(&["--help"]);
    assert!(told.exits(0) && told.out.starts_with("Where does this picture come from?"), "{}", told.out);
}

#[test]
fn explain_prints_the_page_with_its_headings() {
    let told = whence(&["explain", "provenance/changed-after-signing"]);
    for heading in ["What it looks at", "Why it matters", "When it is innocent", "Sources"] {
        assert!(told.out.contains(heading), "{heading}: {}", told.out);
    }
    let all = whence(&["explain", "--all", "--format", "json"]).json();
    let pages = all.as_array().unwrap();
    assert!(pages.len() >= 16, "{} checks", pages.len());
    assert!(pages.iter().all(|page| ["id", "family", "title"].iter().all(|name| page[name].is_string())));
}
