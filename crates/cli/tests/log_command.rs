//! `whence log`, and `whence examine --log`, as a person and a script read them.

mod person;

use std::fs;

use person::{Person, Told, sample};
use serde_json::Value;

/// Without digests, dates and folders, which differ from run to run.
fn steady(told: &Told) -> String {
    let words = told.out.split_inclusive([' ', '\n']).map(|word| {
        let bare = word.trim_end_matches([' ', '\n', '.', ',', ':']);
        let hex = bare.len() >= 32 && bare.bytes().all(|b| b.is_ascii_hexdigit());
        let date = matches!(bare.len(), 10 | 20) && bare.starts_with("20") && bare.as_bytes()[4] == b'-';
        let time =
            bare.len() == 5 && bare.as_bytes()[2] == b':' && bare.bytes().filter(u8::is_ascii_digit).count() == 4;
        match (hex, date, time, bare.starts_with('/')) {
            (true, ..) => word.replace(bare, "<digest>"),
            (_, true, ..) => word.replace(bare, "<date>"),
            (_, _, true, _) => word.replace(bare, "<time>"),
            (.., true) => word.replace(bare, "<file>"),
            _ => word.to_owned(),
        }
    });
    words.collect()
}

/// Somebody whose terminal has 100 columns.
fn desk(name: &str) -> Person {
    let mut person = Person::new(&format!("log-{name}"));
    person.columns = Some(100);
    person
}

/// With two reports, and a decision about the first.
fn desk_with_two(name: &str) -> Person {
    let desk = desk(name);
    let (pope, camera) = (sample("puffer-jacket.jpg"), sample("camera.jpg"));
    desk.whence(&["examine", "--log", "--by", "Rita", "--format", "ndjson", &pope, &camera]).exits(0);
    let decide = ["log", "decide", "1", "--decision", "do_not_use", "--by", "Ada"];
    let why =
        ["--reason", "Made up, says the agency", "--claim", "The Pope in Paris", "--link", "https://example.org/7"];
    desk.whence(&[&decide[..], &why].concat()).exits(0);
    desk
}

fn path(desk: &Person, name: &str) -> String {
    desk.folder.join(name).to_string_lossy().into_owned()
}

#[test]
fn nothing_is_logged_unasked() {
    let desk = desk("unasked");
    desk.whence(&["examine", &sample("camera.jpg")]).exits(0);
    let told = desk.whence(&["log", "list"]).exits(0);
    assert_eq!(told.out, "No entry of the log fits.\n");
    assert!(!desk.folder.join("settings/ledger.sqlite").exists());
    assert!(desk.whence(&["log", "verify"]).exits(0).out.contains("0 entries"));
}

#[test]
fn what_was_checked_and_decided_is_listed() {
    let desk = desk_with_two("list");
    insta::assert_snapshot!(steady(&desk.whence(&["log", "list"]).exits(0)), @r"
    3  <date> <time> UTC  decision
       puffer-jacket.jpg · Nothing conclusive · Do not use · about 1 · by Ada
    2  <date> <time> UTC  report
       camera.jpg · Nothing conclusive · by Rita
    1  <date> <time> UTC  report
       puffer-jacket.jpg · Nothing conclusive · → Do not use (Ada) · by Rita
    ");
    insta::assert_snapshot!(steady(&desk.whence(&["log", "list", "--lang", "fr", "--decision", "do_not_use"]).exits(0)), @r"
    3  <date> <time> UTC  décision
       puffer-jacket.jpg · Rien de concluant · Ne pas utiliser · sur 1 · par Ada
    1  <date> <time> UTC  rapport
       puffer-jacket.jpg · Rien de concluant · → Ne pas utiliser (Ada) · par Rita
    ");
    let lines = desk.whence(&["log", "list", "--format", "ndjson"]).exits(0).out;
    let entries: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(entries.len(), 3);
    assert_eq!(
        (&entries[0]["position"], &entries[0]["kind"], &entries[0]["about"]),
        (&3.into(), &"decision".into(), &1.into())
    );
    assert_eq!(
        desk.whence(&["log", "list", "--words", "agency", "--kind", "report", "--format", "json"]).exits(0).json()[0]["position"],
        1
    );
    let similar =
        desk.whence(&["log", "list", "--similar", &sample("puffer-jacket-reshared.jpg"), "--format", "json"]).exits(0);
    assert_eq!(similar.json().as_array().unwrap().len(), 2);
    desk.whence(&["log", "list", "--similar", "/nowhere.jpg"]).exits(2);
    desk.whence(&["log", "list", "--from", "yesterday"]).exits(2);
    let few = desk.whence(&["log", "list", "--limit", "1"]).exits(0).out;
    assert!(few.contains("There are more") && !few.contains("camera.jpg"), "{few}");
}

#[test]
fn an_entry_is_shown_as_it_read_that_day() {
    let desk = desk_with_two("show");
    let shown = steady(&desk.whence(&["log", "show", "1"]).exits(0));
    let head: Vec<&str> =
        shown.lines().take_while(|line| !line.is_empty() || !line.contains("The report")).take(14).collect();
    insta::assert_snapshot!(head.join("\n"), @r"
    Entry 1 · report · <date> <time> UTC
    puffer-jacket.jpg · Nothing conclusive · → Do not use (Ada) · by Rita
    Digest <digest>

    Decisions, the last one stands
      - Do not use, by Ada · <date> <time> UTC · entry 3
        Made up, says the agency
        Said to show: The Pope in Paris
        https://example.org/7

    The report as it read that day

    NOTHING CONCLUSIVE
    puffer-jacket.jpg · JPEG · 660 × 808 · 70.3 KiB
    ");
    let entry = desk.whence(&["log", "show", "3", "--format", "json"]).exits(0).json();
    assert_eq!(entry["decision"]["reason"], "Made up, says the agency");
    assert_eq!(entry["logged"]["report"]["exhibit"]["name"], "puffer-jacket.jpg");
    let missing = desk.whence(&["log", "show", "9"]).exits(2);
    assert_eq!(missing.err, "whence: The log has no entry 9. `whence log list` shows those it has.\n");
    let jacket = desk.whence(&["log", "show", "1", "--verify-file", &sample("puffer-jacket.jpg")]).exits(0);
    assert!(jacket.out.contains("every byte"), "{}", jacket.out);
    let copy = desk.whence(&["log", "show", "1", "--verify-file", &sample("puffer-jacket-reshared.jpg")]).exits(1);
    assert!(copy.out.contains("is not the file that entry 1"), "{}", copy.out);
}

#[test]
fn a_report_leaves_as_a_document() {
    let desk = desk_with_two("documents");
    let html = desk.whence(&["log", "show", "1", "--format", "html"]).exits(0).out;
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("Made up, says the agency"));
    assert_eq!(desk.whence(&["log", "show", "1", "--format", "html"]).exits(0).out, html, "the same, byte for byte");
    let file = path(&desk, "report.pdf");
    desk.whence(&["log", "show", "1", "--format", "pdf", "--output", &file]).exits(0);
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF-"));
    let there = desk.whence(&["log", "show", "1", "--format", "pdf", "--output", &file]).exits(1);
    assert!(there.err.contains("there is a file of this name already"), "{}", there.err);
    let review = desk.whence(&["log", "show", "1", "--format", "jsonld"]).exits(0).json();
    assert!(review.to_string().contains("MediaReview"), "{review}");
    let undecided = desk.whence(&["log", "show", "2", "--format", "jsonld"]).exits(2);
    assert!(undecided.err.contains("Nobody has decided"), "{}", undecided.err);
    let sentence = desk.whence(&["log", "show", "1", "--format", "sentence"]).exits(0).out;
    assert!(sentence.contains("puffer-jacket.jpg") && sentence.ends_with('\n'), "{sentence}");

    let folder = path(&desk, "out");
    let told = desk
        .whence(&["examine", "--format", "pdf", "--output", &folder, &sample("camera.jpg"), &sample("camera.jpg")])
        .exits(0);
    assert_eq!((told.out.as_str(), told.err.lines().count()), ("", 2));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "none takes the place of another");
    let alone = desk.whence(&["examine", "--format", "html", "--lang", "fr", &sample("camera.jpg")]).exits(0).out;
    assert!(alone.starts_with("<!DOCTYPE html>") && alone.contains("lang=\"fr\""));
    desk.whence(&["examine", "--format", "html", &sample("camera.jpg"), &sample("phone.jpg")]).exits(2);
    desk.whence(&["examine", "--output", &folder, &sample("camera.jpg")]).exits(2);
    let logged = desk.whence(&["examine", "--log", "--format", "html", &sample("phone.jpg")]).exits(0);
    let digest = desk.whence(&["log", "show", "4", "--format", "json"]).exits(0).json()["summary"]["digest"].clone();
    assert!(logged.out.contains(digest.as_str().unwrap()), "where it stands in the log");
}

#[test]
fn entries_leave_as_tables() {
    let desk = desk_with_two("tables");
    let csv = desk.whence(&["log", "export"]).exits(0).out;
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.starts_with("position,recorded_at,kind,") && csv.contains("Made up, says the agency"));
    let json = desk.whence(&["log", "export", "--format", "json", "--kind", "report"]).exits(0).json();
    assert_eq!((json.as_array().unwrap().len(), &json[1]["logged"]["by"]), (2, &"Rita".into()));
    assert_eq!(
        desk.whence(&["log", "export", "--format", "json", "--by", "nobody"]).exits(0).json(),
        Value::Array(vec![])
    );
    let file = path(&desk, "log.ndjson");
    desk.whence(&["log", "export", "--format", "ndjson", "--output", &file]).exits(0);
    let lines = fs::read_to_string(&file).unwrap();
    assert_eq!(lines.lines().count(), 3);
    let first: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert!(first["header"].as_str().unwrap().starts_with("{\"schema\":1,\"ledger\":\""), "{first}");
}

#[test]
fn the_log_is_checked_and_a_cut_tail_is_noticed_by_a_checkpoint() {
    let desk = desk_with_two("verify");
    insta::assert_snapshot!(steady(&desk.whence(&["log", "verify"]).exits(0)), @r"
    The log agrees

    Entries checked: 3. Each agrees with itself and follows from the one before. The digest of the last
    one is <digest>. That the whole log was not
    written anew, and that none of the last entries were cut off, only a checkpoint kept elsewhere can
    show.

    <file> · 3 entries, 0 of them erased by request
    Log     <digest>
    Head    <digest>
    ");
    let (key, note) = (path(&desk, "desk.key"), path(&desk, "note.txt"));
    let made = desk.whence(&["log", "key", "--name", "desk", "--output", &key]).exits(0).out;
    let public = made.lines().last().unwrap();
    assert!(public.starts_with("desk+"), "{made}");
    desk.whence(&["log", "key", "--name", "a b", "--output", &path(&desk, "other")]).exits(2);
    desk.whence(&["log", "checkpoint", "--key", &key, "--output", &note]).exits(0);
    let held = ["log", "verify", "--checkpoint", &note, "--key", public];
    desk.whence(&held).exits(0);
    desk.whence(&["log", "verify", "--checkpoint", &note]).exits(2);

    let file = rusqlite::Connection::open(path(&desk, "settings/ledger.sqlite")).unwrap();
    file.execute_batch("DROP TRIGGER entry_stays; DELETE FROM entry WHERE position = 3").unwrap();
    for table in ["part", "term", "word", "hash"] {
        file.execute(&format!("DELETE FROM {table} WHERE position = 3"), []).unwrap();
    }
    assert!(desk.whence(&["log", "verify"]).exits(0).out.contains("only a checkpoint"), "by itself it agrees");
    insta::assert_snapshot!(steady(&desk.whence(&held).exits(1)), @r"
    THE LOG DOES NOT AGREE

    Entries checked: 2. Each agrees with itself and follows from the one before. The digest of the last
    one is <digest>.
      - Checkpoint of 3 entries, signed by desk, dated <date>: the log has 2 entries now.
        The last ones may have been cut off, or an older copy was put back. This tells neither who nor
        why. Leave the log as it is, and compare it with a backup, an export or a checkpoint from
        before.

    <file> · 2 entries, 0 of them erased by request
    Log     <digest>
    Head    <digest>
    ");

    file.execute("UPDATE term SET verdict = 'declared_ai' WHERE position = 2", []).unwrap();
    let told = desk.whence(&["log", "verify", "--format", "json"]).exits(1).json();
    assert_eq!(told["disagreement"]["position"], 2, "{told}");
    file.execute_batch("DROP TRIGGER part_unchanged; UPDATE part SET bytes = zeroblob(40) WHERE position = 1").unwrap();
    let rest = desk.whence(&["log", "export", "--format", "json"]).exits(0).json();
    assert_eq!((&rest[0]["unreadable"], &rest[1]["unreadable"]), (&false.into(), &true.into()), "the rest goes on");
    assert!(desk.whence(&["log", "show", "1"]).exits(1).err.contains("`whence log verify`"));
    let french = steady(&desk.whence(&["log", "verify", "--lang", "fr"]).exits(1));
    assert!(french.starts_with("LE REGISTRE NE CONCORDE PAS") && french.contains("Entrée 1 "), "{french}");
}

#[test]
fn what_is_erased_is_gone_and_the_log_still_holds() {
    let desk = desk_with_two("erase");
    let refused = desk.whence(&["log", "erase", "1", "--reason", "", "--by", "Edda"]).exits(2);
    assert!(refused.err.contains("An erasure needs a reason"), "{}", refused.err);
    let told =
        desk.whence(&["log", "erase", "1", "3", "--reason", "Asked by the person shown", "--by", "Edda"]).exits(0);
    assert!(told.out.contains("Entry 4 says so"), "{}", told.out);
    desk.whence(&["log", "verify"]).exits(0);
    let shown = desk.whence(&["log", "show", "1"]).exits(0).out;
    assert!(shown.contains("entry 4 says what, by whom and why") && !shown.contains("puffer"), "{shown}");
    desk.whence(&["log", "show", "1", "--format", "html"]).exits(2);
    let again = desk.whence(&["log", "erase", "1", "--reason", "x", "--by", "Edda"]).exits(2);
    assert!(again.err.contains("was erased"), "{}", again.err);
    let decide = ["log", "decide", "1", "--decision", "escalate", "--reason", "x", "--by", "Ada"];
    assert!(desk.whence(&decide).exits(2).err.contains("was erased"));
}

#[test]
fn whoever_looks_again_is_told_what_was_seen_before() {
    let desk = desk_with_two("again");
    let told = desk
        .whence(&["examine", "--log", &sample("puffer-jacket.jpg"), &sample("puffer-jacket-reshared.jpg")])
        .exits(0);
    let lines: Vec<&str> = told.err.lines().collect();
    assert!(lines[0].ends_with("logged as entry 4"), "{lines:#?}");
    assert!(
        lines[1].contains("this file was examined before: entry 1") && lines[1].ends_with("Do not use (Ada)"),
        "{lines:#?}"
    );
    assert!(lines.iter().any(|line| line.contains("looks the same")), "{lines:#?}");
    let entry = desk.whence(&["log", "show", "4", "--format", "json"]).exits(0).json();
    assert_eq!((&entry["summary"]["earlier"], &entry["looks"][0]["position"]), (&1.into(), &1.into()));
}

#[test]
fn private_values_stay_out_of_the_log_unless_they_were_chosen() {
    let desk = desk("private");
    let log = |desk: &Person| {
        desk.whence(&["examine", "--log", "--show-private", "--format", "json", &sample("phone.jpg")]).exits(0).out
    };
    assert!(!log(&desk).contains("●●●"), "shown, since it was asked for");
    let kept = desk.whence(&["log", "show", "1", "--format", "json"]).exits(0);
    assert!(kept.out.contains("●●●") && kept.json()["logged"]["report"]["masked"].as_u64() > Some(0));
    fs::create_dir_all(desk.folder.join("settings")).unwrap();
    fs::write(desk.folder.join("settings/settings.json"), "{\"schema\": 1, \"by\": \"Bo\", \"keep_private\": true}")
        .unwrap();
    log(&desk);
    let kept = desk.whence(&["log", "show", "2", "--format", "json"]).exits(0);
    assert!(!kept.out.contains("●●●") && kept.json()["logged"]["by"] == "Bo");
}

/// The team's log may stand in it: an entry must not go elsewhere because it cannot be read.
#[test]
fn settings_that_cannot_be_read_keep_nothing_from_being_noticed() {
    let desk = desk("settings");
    fs::create_dir_all(desk.folder.join("settings")).unwrap();
    fs::write(desk.folder.join("settings/settings.json"), "{\"schema\": 1, \"store\": ").unwrap();
    let told = desk.whence(&["examine", "--log", &sample("camera.jpg")]).exits(1);
    assert!(told.err.contains("settings.json") && told.out.is_empty(), "{}", told.err);
    assert!(desk.whence(&["log", "list"]).exits(1).err.contains("is damaged"));
    assert!(!desk.folder.join("settings/ledger.sqlite").exists());
    desk.whence(&["examine", &sample("camera.jpg")]).exits(0);
    desk.whence(&["log", "list", "--store", ""]).exits(0);
}

#[test]
fn an_address_that_is_none_is_told() {
    let desk = desk("address");
    let told = desk.whence(&["log", "list", "--store", "http://example.org"]).exits(2);
    assert!(told.err.contains("sqlite://PATH or postgres://"), "{}", told.err);
    desk.whence(&["examine", "--log", "--store", "nowhere", &sample("camera.jpg")]).exits(2);
    let long = desk.whence(&["examine", "--log", "--by", &"x".repeat(201), &sample("camera.jpg")]).exits(1);
    assert!(long.err.contains("200 characters at most"), "{}", long.err);
    let file = path(&desk, "case/7.sqlite");
    let here = format!("sqlite://{file}");
    desk.whence(&["examine", "--log", "--store", &here, &sample("camera.jpg")]).exits(0);
    assert!(fs::exists(&file).unwrap() && !desk.folder.join("settings/ledger.sqlite").exists());
    desk.whence(&["log", "list", "--store", &format!("sqlite://{}", sample("camera.jpg"))]).exits(1);
}
