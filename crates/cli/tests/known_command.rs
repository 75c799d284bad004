//! `whence known`, and what `whence examine` makes of it, as a person and a script read them.

mod person;

use std::{ffi::OsString, fs, io, ops::Deref, path::PathBuf, process::ExitCode};

use person::{Person, sample};
use serde_json::Value;
use whence_cli::{Surroundings, run};

const PDQ: &str = "27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a";

/// A person with files of their own.
struct Desk(Person);

impl Deref for Desk {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

impl Desk {
    fn new(name: &str) -> Self {
        Self(Person::new(&format!("known-{name}")))
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// `facts.known.matches` of a sample, as the list, how it was found, and the rating.
    fn matches(&self, file: &str, more: &[&str]) -> Vec<(String, String, String)> {
        let file = sample(file);
        let args = [&["examine", "--format", "json", &file], more].concat();
        let told = self.whence(&args).exits(0).json();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let matches = told["facts"]["known"]["matches"].as_array().unwrap().clone();
        matches.iter().map(|m| (word(&m["list"]), word(&m["by"]["kind"]), word(&m["entry"]["rating"]))).collect()
    }

    /// Name, entries and whether it is on, of each list that is this person's.
    fn lists(&self) -> Vec<(String, u64, bool)> {
        let told = self.whence(&["known", "list", "--format", "json"]).exits(0).json();
        let own = told["lists"].as_array().unwrap().iter().filter(|list| list["origin"] != "shipped");
        own.map(|l| (l["name"].as_str().unwrap().into(), l["entries"].as_u64().unwrap(), l["on"].as_bool().unwrap()))
            .collect()
    }

    /// What was said, without what differs from day to day and from machine to machine.
    fn settled(&self, told: &str) -> String {
        let told = told.replace(&*self.folder.to_string_lossy(), "~").replace(&sample(""), "samples/");
        let told: String = told.split_inclusive('\n').filter(|line| !line.contains("SHA-256 ")).collect();
        let year = told.find("202").filter(|at| told[*at..].chars().nth(4) == Some('-'));
        match year {
            Some(at) => told.replace(&told[at..at + 10].to_owned(), "2026-11-24"),
            None => told,
        }
    }
}

const ADD: [&str; 6] = ["--list", "Desk", "--label", "ai_generated", "--rating", "Made with AI"];

fn found(list: &str, by: &str, rating: &str) -> (String, String, String) {
    (list.into(), by.into(), rating.into())
}

#[test]
fn what_was_added_is_found_by_examine_until_it_is_off() {
    let desk = Desk::new("examine");
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]), []);
    desk.whence(&[&["known", "add", &sample("puffer-jacket.jpg")], &ADD[..]].concat()).exits(0);
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]), [found("Desk", "sha256", "Made with AI")]);
    assert_eq!(desk.matches("puffer-jacket-reshared.jpg", &[]), [found("Desk", "pdq", "Made with AI")]);
    assert_eq!(desk.matches("puffer-jacket.jpg", &["--no-own-lists"]), []);
    desk.whence(&["known", "disable", "desk"]).exits(0);
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]), []);
    desk.whence(&["known", "enable", "Desk"]).exits(0);
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]).len(), 1);
    let report = desk.whence(&["examine", "--format", "json", &sample("puffer-jacket.jpg")]).json();
    assert_eq!(report["verdict"]["kind"], "known_match");
    desk.whence(&["known", "disable", "Whence starter list", "Desk"]).exits(0);
    let report = desk.whence(&["examine", "--format", "json", &sample("puffer-jacket.jpg")]).json();
    assert_eq!(report["facts"]["known"]["lists"], serde_json::json!([]), "the list that ships can be off too");
}

#[test]
fn every_change_can_be_taken_back() {
    let desk = Desk::new("undo");
    desk.whence(&["known", "undo"]).exits(1);
    let add = |file: &str| desk.whence(&[&["known", "add", &sample(file)], &ADD[..]].concat()).exits(0);
    add("puffer-jacket.jpg");
    add("camera.jpg");
    let list = |entries| vec![("Desk".to_owned(), entries, true)];
    assert_eq!(desk.lists(), list(2));
    for (change, after) in [
        (&["known", "remove", "Desk", "camera"][..], list(1)),
        (&["known", "remove", "desk"], vec![]),
        (&["known", "disable", "Desk"], vec![("Desk".into(), 2, false)]),
        (
            &["known", "import", &sample("sample-list.csv"), "--name", "DESK", "--replace"],
            vec![("DESK".into(), 1, true)],
        ),
    ] {
        desk.whence(change).exits(0);
        assert_eq!(desk.lists(), after, "{change:?}");
        desk.whence(&["known", "undo"]).exits(0);
        assert_eq!(desk.lists(), list(2), "{change:?}");
    }
    desk.whence(&["known", "undo"]).exits(0);
    assert_eq!(desk.lists(), [("DESK".to_owned(), 1, true)], "and the taking back too");
}

#[test]
fn adding_and_listing_say_what_they_did_in_both_languages() {
    let desk = Desk::new("words");
    let [coat, generated] = ["puffer-jacket.jpg", "generator-parameters.png"].map(sample);
    let add = [&["known", "add", &coat, &generated], &ADD[..]].concat();
    insta::assert_snapshot!(desk.whence(&add).exits(0).out, @r"
    Begun: Desk · 2 entries
      - puffer-jacket.jpg
      - generator-parameters.png
    A match with it will say that content is shared, and what the list says of it:
    never that a picture is genuine. Whence cannot check what a list says.
    `whence known undo` takes it back.
    ");
    insta::assert_snapshot!(desk.whence(&[&["--lang", "fr"], &add[..]].concat()).exits(0).out, @r"
    Rien d'ajouté : ce qui a été donné est déjà sur Desk, et laissé tel quel
    ");
    desk.whence(&["known", "import", &sample("sample-list.csv"), "--owner", "Ada", "--licence", "CC0-1.0"]).exits(0);
    desk.whence(&["known", "disable", "sample-list"]).exits(0);
    insta::assert_snapshot!(desk.settled(&desk.whence(&["known", "list"]).exits(0).out), @r"
    Lists of known pictures
      - Whence starter list · on
        30 entries · owner The Whence project · licence CC0-1.0 · ships with Whence
      - Desk · on
        2 entries · begun here on 2026-11-24
      - sample-list · off
        1 entry · owner Ada · licence CC0-1.0 · from sample-list.csv on 2026-11-24
    ");
    insta::assert_snapshot!(desk.settled(&desk.whence(&["--lang", "fr", "known", "list"]).exits(0).out), @r"
    Listes d'images connues
      - Whence starter list · active
        30 entrées · propriétaire The Whence project · licence CC0-1.0 · fournie
        avec Whence
      - Desk · active
        2 entrées · commencée ici le 2026-11-24
      - sample-list · désactivée
        1 entrée · propriétaire Ada · licence CC0-1.0 · de sample-list.csv le
        2026-11-24
    ");
    insta::assert_snapshot!(desk.whence(&["known", "list", "Desk"]).exits(0).out, @r"
    da379289fa20  ai_generated    puffer-jacket
    df6f0aa9c997  ai_generated    generator-parameters
    ");
    let entries = desk.whence(&["known", "list", "Desk", "--format", "json"]).exits(0).json();
    assert_eq!((&entries[1]["label"], entries.as_array().unwrap().len()), (&"ai_generated".into(), 2));
    let removed = desk.whence(&["known", "remove", "Desk", "puffer-jacket"]).exits(0);
    insta::assert_snapshot!(removed.out, @r"
    Removed from Desk, which has 1 entry now:
      da379289fa20  ai_generated    puffer-jacket
    `whence known undo` takes it back.
    ");
}

/// A picture that is added is kept small beside the list, as long as it may be needed, and never handed out.
#[test]
fn a_small_picture_of_what_is_added_is_kept() {
    let desk = Desk::new("previews");
    let previews = || -> Vec<(String, Vec<u8>)> {
        let folder = fs::read_dir(desk.folder.join("settings/known/previews")).into_iter().flatten().flatten();
        let file =
            |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap());
        folder.map(file).collect()
    };
    desk.whence(&[&["known", "add", &sample("puffer-jacket.jpg")], &ADD[..]].concat()).exits(0);
    let kept = previews();
    let [(name, jpeg)] = &kept[..] else { panic!("{} pictures", kept.len()) };
    assert_eq!(name, "da379289fa20ddb8aa4aac18ce01b73b7e34d70c252f3d40e9eeb9dcb777175a.preview");
    assert!(
        jpeg.windows(3).any(|bytes| bytes == b"\xff\xd8\xff")
            && *jpeg != fs::read(sample("puffer-jacket.jpg")).unwrap()
    );
    let handed_out = desk.folder.join("desk.csv");
    let export = ["known", "export", "Desk", "--output", &handed_out.to_string_lossy()];
    desk.whence(&export).exits(0);
    let bytes = fs::read(&handed_out).unwrap();
    assert!(bytes.len() < 40_000 && String::from_utf8(bytes).is_ok(), "words and numbers alone");

    let pictures = desk.file("pictures/a.jpg", &fs::read(sample("camera.jpg")).unwrap());
    let folder = PathBuf::from(pictures).parent().unwrap().to_string_lossy().into_owned();
    desk.whence(&["known", "import", &folder, "--name", "Folder", "--label", "original"]).exits(0);
    assert_eq!(previews().len(), 2, "of a folder too");
    desk.whence(&["known", "import", &sample("sample-list.csv"), "--name", "File"]).exits(0);
    assert_eq!(previews().len(), 2, "a list from a file has no pictures");
    desk.whence(&["known", "remove", "Folder"]).exits(0);
    assert_eq!(previews().len(), 2, "it can still be undone");
    desk.whence(&["known", "remove", "Desk", "puffer-jacket"]).exits(0);
    assert_eq!(previews(), kept, "that of the folder went");
    desk.whence(&["known", "undo"]).exits(0);
    desk.whence(&["known", "disable", "Desk"]).exits(0);
    assert_eq!(previews(), kept);
}

/// Other columns, other line ends, formulae: a list that was not changed comes out as it went in.
#[test]
fn what_was_imported_comes_out_with_the_same_bytes() {
    let desk = Desk::new("bytes");
    let json = format!("{{ \"title\" : \"A\", \"label\":\"original\", \"pdq\": \"{PDQ}\" , \"case\": [1] }}");
    for (name, bytes, formulae) in [
        ("a.csv", format!("\u{feff}case;PDQ;title;label\r\n=1+1;{PDQ};\"@A\";other\r\n"), true),
        ("b.ndjson", format!("# owner: Me\n\n{json}"), false),
        ("c.txt", format!("{PDQ},100,-a.jpg\n"), false),
    ] {
        let file = desk.file(name, bytes.as_bytes());
        let list = &name[..1];
        let told = desk.whence(&["known", "import", &file]).exits(0);
        assert_eq!(told.out.contains("formulae"), formulae || name == "c.txt", "{}", told.out);
        for form in [&[][..], &["--format", "original"]] {
            let out = desk.whence(&[&["known", "export", list], form].concat()).exits(0);
            assert_eq!(out.out, bytes, "{name}");
            assert_eq!(out.err.contains("spreadsheet"), formulae, "{name}: {}", out.err);
        }
        let copy = desk.folder.join(format!("{name}.copy")).to_string_lossy().into_owned();
        let export = ["known", "export", list, "--output", &copy];
        desk.whence(&export).exits(0);
        assert_eq!(fs::read(&copy).unwrap(), bytes.as_bytes(), "{name}");
        assert!(desk.whence(&export).exits(1).err.contains("already"), "nothing is written over");
    }
    let canonical = desk.whence(&["known", "export", "a", "--format", "csv"]).exits(0).out;
    insta::assert_snapshot!(canonical, @r"
    # name: a
    id,sha256,pixels_sha256,pdq,pdq_pipeline,pdq_quality,pdq_nearest512,title,label,rating,what,date,source_url,fact_check_url,language,title_fr,rating_fr,what_fr,notes,features,case
    ,,,27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a,,,,@A,other,,,,,,,,,,,,=1+1
    ");
    desk.whence(&[&["known", "add", &sample("camera.jpg"), "--list", "a"], &ADD[2..]].concat()).exits(0);
    assert!(desk.whence(&["known", "export", "a", "--format", "original"]).exits(1).err.contains("changed here"));
    let changed = desk.whence(&["known", "export", "a"]).exits(0).out;
    assert!(changed.starts_with(&canonical) && changed.lines().count() == 4, "{changed}");
    let ndjson = desk.whence(&["known", "export", "a", "--format", "ndjson"]).exits(0).out;
    let file = desk.file("again.ndjson", ndjson.as_bytes());
    desk.whence(&["known", "import", &file, "--name", "again"]).exits(0);
    let again = desk.whence(&["known", "export", "again", "--format", "csv"]).exits(0).out;
    assert_eq!(again.replace("# name: again", "# name: a"), changed);
    let starter = desk.whence(&["known", "export", "whence starter list"]).exits(0).out;
    assert!(starter.contains("\n# owner: The Whence project\n"), "{:?}", starter.lines().next());
}

#[test]
fn a_list_with_a_wrong_line_is_not_taken_at_all() {
    let desk = Desk::new("rejected");
    let file =
        desk.file("bad.csv", format!("pdq,title,label\n{PDQ},A,other\n{PDQ}0,B,other\n{PDQ},C,hoax\n").as_bytes());
    let told = desk.whence(&["known", "import", &file]).exits(1);
    insta::assert_snapshot!(desk.settled(&told.err), @r"
    whence: ~/bad.csv: line 3: pdq is not 64 hexadecimal digits
    whence: ~/bad.csv: line 4: label is none of ai_generated, altered, out_of_context, staged, satire, original, other
    whence: Nothing was imported: 2 lines cannot be taken. Mend them and import again.
    ");
    let told = desk.whence(&["--lang", "fr", "known", "import", &file]).exits(1);
    insta::assert_snapshot!(desk.settled(&told.err), @r"
    whence: ~/bad.csv: ligne 3 : pdq ne compte pas 64 chiffres hexadécimaux
    whence: ~/bad.csv: ligne 4 : label n'est aucun de ces mots : ai_generated, altered, out_of_context, staged, satire, original, other
    whence: Rien n'a été importé : 2 lignes ne peuvent pas être prises. Corrigez-les et recommencez.
    ");
    assert_eq!(desk.lists(), []);
    let many = desk.file("many.csv", format!("pdq,title,label\n{}", "0,A,other\n".repeat(1200)).as_bytes());
    let told = desk.whence(&["known", "import", &many]).exits(1);
    assert_eq!(told.err.lines().count(), 1002);
    assert!(told.err.contains("and 200 more lines") && told.err.contains("1200 lines cannot be taken"));
    let utf16: Vec<u8> = "pdq,title,label\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let told = desk.whence(&["known", "import", &desk.file("u.csv", &utf16)]).exits(1);
    assert!(told.err.contains("save it as UTF-8"), "{}", told.err);
    let known = ["examine", &sample("camera.jpg"), "--known", &file];
    assert_eq!(desk.whence(&known).exits(2).err.lines().count(), 2);
}

#[test]
fn other_words_mend_what_the_words_were_wrong_about() {
    let desk = Desk::new("usage");
    let list = sample("sample-list.csv");
    desk.whence(&["known", "import", &list]).exits(0);
    let bare = desk.file("bare.txt", format!("{PDQ}\n").as_bytes());
    for (args, says) in [
        (&["import", &list[..]][..], "--replace"),
        (&["import", &list, "--name", "whence STARTER list"], "ships with Whence"),
        (&["import", &list, "--name", " "], "all of which are seen"),
        (&["import", &list, "--name", "a\u{202e}b"], "all of which are seen"),
        (&["import", &list, "--name", "b", "--owner", "a\nb"], "--owner"),
        (&["import", &list, "--label", "hoax"], "one of ai_generated"),
        (&["add", &list, "--list", "x", "--label", "other", "--rating", "r", "--date", "yesterday"], "date is not"),
        (&["add", &list, "--list", "x", "--label", "other", "--rating", "r", "--source", "javascript:1"], "source_url"),
        (&["add", &list, &list, "--list", "x", "--label", "other", "--rating", "r", "--title", "T"], "one picture"),
        (
            &["add", &sample("camera.jpg"), "--list", "Whence starter list", "--label", "other", "--rating", "r"],
            "ships",
        ),
        (&["add", &list, "--list", "x", "--rating", "r"], "--label"),
        (&["remove", "nobody"], "no list under the name nobody"),
        (&["remove", "Whence starter list"], "ships with Whence"),
        (&["remove", "sample-list", "no such entry"], "no such entry"),
        (&["enable", "sample-list", "nobody"], "nobody"),
        (&["export", "nobody"], "nobody"),
        (&["list", "nobody"], "nobody"),
    ] {
        let told = desk.whence(&[&["known"], args].concat()).exits(2);
        assert!(told.err.contains(says) && told.out.is_empty(), "{args:?}: {}", told.err);
    }
    for (args, says) in [
        (&["import", "/no/such/list.csv"][..], "no file"),
        (&["import", &bare], "say which they are"),
        (&["add", &list, "--list", "x", "--label", "other", "--rating", "r"], "not an image"),
    ] {
        let told = desk.whence(&[&["known"], args].concat()).exits(1);
        assert!(told.err.contains(says), "{args:?}: {}", told.err);
    }
    assert_eq!(desk.lists().len(), 1);
    desk.whence(&["known", "import", &bare, "--hashes", "pdq", "--label", "satire"]).exits(0);
    let told = desk.whence(&["known", "list", "bare"]).exits(0).out;
    assert!(told.contains("satire") && told.contains("27303313b0f3"), "{told}");
    let nowhere = Surroundings::default();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["whence", "known", "list"].map(OsString::from);
    let exit = run(args, &nowhere, io::empty(), &mut out, &mut err);
    assert_eq!(format!("{exit:?}"), format!("{:?}", ExitCode::from(1)));
    assert!(String::from_utf8(err).unwrap().contains("WHENCE_CONFIG"));
}

#[test]
fn an_entry_is_meant_by_id_title_or_hash() {
    let desk = Desk::new("meant");
    let rows = format!("id,pdq,title,label\n2730,{},A,other\nx,{PDQ},B,other\n,{PDQ},b,other\n", "0".repeat(64));
    desk.whence(&["known", "import", &desk.file("l.csv", rows.as_bytes())]).exits(0);
    let told = desk.whence(&["known", "remove", "l", "273033"]).exits(2);
    assert!(told.err.starts_with("whence: 2 entries or more are meant."), "{}", told.err);
    assert_eq!(told.err.lines().count(), 3);
    desk.whence(&["known", "remove", "l", "B"]).exits(2);
    let told = desk.whence(&["known", "remove", "l", "2730"]).exits(0);
    assert!(
        told.out.contains("2730          other           A"),
        "an id goes before the digits of a hash: {}",
        told.out
    );
    desk.whence(&["known", "remove", "l", "x"]).exits(0);
    desk.whence(&["known", "remove", "l", "2730"]).exits(0);
    assert_eq!(desk.lists(), [("l".to_owned(), 0, true)]);
}

#[test]
fn a_list_is_made_of_a_folder() {
    let desk = Desk::new("folder");
    let copy = |name: &str, from: &str| desk.file(name, &fs::read(sample(from)).unwrap());
    copy("in/a.jpg", "camera.jpg");
    copy("in/twice.jpg", "camera.jpg");
    copy("in/deep/b.jpg", "puffer-jacket.jpg");
    let folder = desk.folder.join("in").to_string_lossy().into_owned();
    let told = desk.whence(&["known", "import", &folder]).exits(2);
    assert!(told.err.contains("3 of the pictures") && told.err.contains("deep/b.jpg"), "{}", told.err);
    desk.file(
        "in/known.csv",
        b"file,label,what\ndeep/b.jpg,ai_generated,A coat\nc.jpg,other,\na.jpg,other,\"\"\n,other,\n",
    );
    let told = desk.whence(&["known", "import", &folder]).exits(1);
    assert!(told.err.contains("line 5: the name of the picture"), "{}", told.err);
    desk.file("in/known.csv", b"file,label,what,case\ndeep/b.jpg,ai_generated,A coat,7\nc.jpg,other,,\n");
    let told = desk.whence(&["known", "import", &folder]).exits(1);
    assert!(told.err.contains("line 3: no picture of this name"), "{}", told.err);
    assert_eq!(desk.lists(), []);
    desk.file("in/known.csv", b"file,label,what,case\ndeep/b.jpg,ai_generated,A coat,7\n");
    let import = ["known", "import", &folder, "--label", "original", "--rating", "Ours", "--owner", "Desk"];
    insta::assert_snapshot!(desk.whence(&import).exits(0).out, @r"
    Imported: in · 2 entries
    Left out, because another picture has the same bytes: 1
    A match with it will say that content is shared, and what the list says of it:
    never that a picture is genuine. Whence cannot check what a list says.
    `whence known undo` takes it back.
    ");
    let out = desk.whence(&["known", "export", "in", "--format", "ndjson"]).exits(0).out;
    let entries: Vec<Value> =
        out.lines().filter(|l| l.starts_with('{')).map(|l| serde_json::from_str(l).unwrap()).collect();
    let told: Vec<_> = entries.iter().map(|e| [&e["title"], &e["label"], &e["rating"], &e["case"]]).collect();
    assert_eq!(
        told,
        [
            [&"a".into(), &"original".into(), &"Ours".into(), &Value::Null],
            [&"b".into(), &"ai_generated".into(), &"Ours".into(), &Value::from("7")],
        ]
    );
    assert_eq!((&entries[1]["pdq_pipeline"], &entries[1]["what"]), (&"full".into(), &"A coat".into()));
    assert_eq!(entries[1]["id"].as_str().unwrap(), &entries[1]["sha256"].as_str().unwrap()[..12]);
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]), [found("in", "sha256", "Ours")]);
    desk.file("in/broken.jpg", b"\xff\xd8\xff");
    desk.whence(&["known", "import", &folder, "--label", "other", "--name", "b"]).exits(0);
    desk.whence(&["known", "import", &desk.folder.join("settings").to_string_lossy()]).exits(1);
}

#[test]
fn a_broken_list_is_named_and_left_out() {
    let desk = Desk::new("broken");
    desk.whence(&["known", "import", &sample("sample-list.csv"), "--name", "Good"]).exits(0);
    desk.whence(&[&["known", "add", &sample("puffer-jacket.jpg")], &ADD[..]].concat()).exits(0);
    let told = desk.whence(&["known", "list", "--format", "json"]).json();
    let sha256 = told["lists"][2]["sha256"].as_str().unwrap().to_owned();
    let file = desk.folder.join(format!("settings/known/{sha256}.list"));
    let sound = fs::read(&file).unwrap();
    let other = String::from_utf8(sound.clone()).unwrap().replace("Made with AI", "Harmless");
    for bytes in [Some(other.as_bytes()), Some(&b"\xff\xfe"[..]), Some(b""), None] {
        match bytes {
            Some(bytes) => fs::write(&file, bytes).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        let told = desk.whence(&["examine", "--format", "json", &sample("puffer-jacket.jpg")]).exits(0);
        assert!(told.err.contains("The known list “Desk” is left out."), "{}", told.err);
        let lists = told.json()["facts"]["known"]["lists"].as_array().unwrap().len();
        assert_eq!(lists, 2, "the starter list and the good one");
        let listed = desk.whence(&["known", "list"]).exits(0).out;
        assert!(listed.contains("    ! The file of one of your known lists"), "{listed}");
        desk.whence(&[&["known", "add", &sample("camera.jpg")], &ADD[..]].concat()).exits(1);
        desk.whence(&["known", "export", "Desk"]).exits(1);
        desk.whence(&["known", "list", "Desk"]).exits(1);
    }
    fs::write(&file, sound).unwrap();
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]).len(), 2);
    let index = desk.folder.join("settings/known/lists.json");
    fs::write(&index, b"{").unwrap();
    let told = desk.whence(&["--lang", "fr", "examine", "--format", "json", &sample("puffer-jacket.jpg")]).exits(0);
    assert!(told.err.contains("Vos listes d'images connues sont laissées de côté."), "{}", told.err);
    assert_eq!(told.json()["facts"]["known"]["lists"].as_array().unwrap().len(), 1);
    desk.whence(&["known", "import", &sample("sample-list.csv")]).exits(1);
    assert_eq!(fs::read(&index).unwrap(), b"{", "left alone");
}

#[test]
fn a_search_tells_what_is_listed_and_what_is_alike() {
    let desk = Desk::new("search");
    desk.whence(&["known", "import", &sample("sample-list.csv")]).exits(0);
    let copy = |name: &str, from: &str| desk.file(name, &fs::read(sample(from)).unwrap());
    copy("in/1.jpg", "puffer-jacket.jpg");
    copy("in/2.jpg", "camera.jpg");
    copy("in/3.jpg", "puffer-jacket-reshared.jpg");
    copy("in/4.jpg", "camera.jpg");
    copy("in/5.png", "generator-parameters.png");
    desk.file("in/words.txt", b"no image");
    let folder = desk.folder.join("in").to_string_lossy().into_owned();
    let told = desk.whence(&["known", "search", &folder]).exits(0);
    insta::assert_snapshot!(desk.settled(&told.out), @r"
    Pictures: 5 · lists asked: 2, with 31 entries

    On a list
      - ~/in/1.jpg
        the same bytes as “A figure in a white puffer jacket” · sample-list, which
        rates it “drawing”
      - ~/in/3.jpg
        looks the same (4 of 256 bits) as “A figure in a white puffer jacket” ·
        sample-list, which rates it “drawing”

    Alike among themselves
      - ~/in/1.jpg
          looks the same (4 of 256 bits) as ~/in/3.jpg
        ~/in/3.jpg
          looks the same (4 of 256 bits) as ~/in/1.jpg
      - ~/in/2.jpg
          the same bytes as ~/in/4.jpg
        ~/in/4.jpg
          the same bytes as ~/in/2.jpg
        ~/in/5.png
          looks the same (6 of 256 bits) as ~/in/2.jpg

    A match says that content is shared: templates, such as charts, memes and
    screenshots, match with other content in them, and a small edit stays near. No
    match proves nothing: crops and collages hide a copy within the folder, and from
    a list that keeps no features of it.
    ");
    assert_eq!(told.err, "whence: 1 file that is no image was left out\n");
    let told = desk.whence(&["--lang", "fr", "known", "search", &folder]).exits(0);
    insta::assert_snapshot!(desk.settled(&told.out), @r"
    Images : 5 · listes consultées : 2, avec 31 entrées

    Sur une liste
      - ~/in/1.jpg
        les mêmes octets que « A figure in a white puffer jacket » · sample-list,
        qui l'évalue « drawing »
      - ~/in/3.jpg
        même apparence (4 bits sur 256) que « A figure in a white puffer jacket » ·
        sample-list, qui l'évalue « drawing »

    Semblables entre elles
      - ~/in/1.jpg
          même apparence (4 bits sur 256) que
          ~/in/3.jpg
        ~/in/3.jpg
          même apparence (4 bits sur 256) que
          ~/in/1.jpg
      - ~/in/2.jpg
          les mêmes octets que ~/in/4.jpg
        ~/in/4.jpg
          les mêmes octets que ~/in/2.jpg
        ~/in/5.png
          même apparence (6 bits sur 256) que
          ~/in/2.jpg

    Une correspondance dit que du contenu est partagé : des modèles, comme
    graphiques, mèmes et captures d'écran, correspondent avec un autre contenu, et
    une petite retouche reste proche. L'absence de correspondance ne prouve rien :
    un recadrage ou un collage cache une copie dans le dossier, et à une liste qui
    n'en garde pas de points caractéristiques.
    ");
    let missing = desk.folder.join("none.jpg").to_string_lossy().into_owned();
    let told = desk.whence(&["known", "search", &folder, &missing, "--format", "json"]).exits(1);
    let json = told.json();
    let pictures = json["pictures"].as_array().unwrap();
    let groups: Vec<_> = pictures.iter().map(|picture| picture["group"].as_u64()).collect();
    assert_eq!(groups, [Some(0), Some(1), Some(0), Some(1), Some(1)]);
    assert_eq!(pictures[3]["nearest"]["by"]["kind"], "sha256");
    assert_eq!(pictures[0]["on_lists"][0]["list"], "sample-list");
    assert_eq!((&json["lists"][1]["name"], json["unread"].as_array().unwrap().len()), (&"sample-list".into(), 1));
}

/// Of a long list only what is needed is read again: it says the same, and what is kept beside it may be lost.
#[test]
fn a_long_list_says_the_same_however_it_is_read() {
    let desk = Desk::new("long");
    let told = desk.whence(&["examine", "--format", "json", &sample("puffer-jacket.jpg")]).exits(0).json();
    let sha256 = told["exhibit"]["sha256"].as_str().unwrap().to_owned();
    let rows: String = (0..20_000).map(|n| format!("{n:064x},Picture {n},other,no\n")).collect();
    let list = format!("sha256,title,label,rating\n{rows}{sha256},Jacket,staged,drawing\n");
    let file = desk.file("long.csv", list.as_bytes());
    desk.whence(&["known", "import", &file]).exits(0);
    let expected = [found("long", "sha256", "drawing")];
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]), expected);
    let aside = |kind: &str| {
        let files = fs::read_dir(desk.folder.join("settings/known")).unwrap().map(|file| file.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|e| e == kind)).collect::<Vec<_>>()
    };
    assert_eq!((aside("rows").len(), aside("index").len()), (1, 1));
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]), expected, "by what is kept");
    let whole = fs::read(&aside("rows")[0]).unwrap();
    fs::write(&aside("rows")[0], &whole[..whole.len() / 2]).unwrap();
    assert_eq!(desk.matches("puffer-jacket.jpg", &[]), expected, "made again");
    assert_eq!(fs::read(&aside("rows")[0]).unwrap(), whole);
    // It goes with the list, once the list cannot come back any more.
    desk.whence(&["known", "remove", "long"]).exits(0);
    desk.whence(&[&["known", "add", &sample("camera.jpg")], &ADD[..]].concat()).exits(0);
    assert_eq!((aside("rows").len(), aside("index").len()), (0, 0));
}
