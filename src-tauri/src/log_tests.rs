//! The commands for the log, over the same IPC that the page uses.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use tauri::{App, Manager, test::MockRuntime};

use crate::{
    host::Host,
    log::written,
    preview,
    tests::{app_with, examine, invoke, sample},
};

/// A folder of one test, gone at its end, and the program over it.
struct Desk(PathBuf, App<MockRuntime>);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("whence-window-log-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(folder.clone(), app_with(Ok(folder)))
    }

    fn examined(&self, file: &str) -> Value {
        examine(&self.1, &sample(file), "en").unwrap()["id"].clone()
    }

    fn ask(&self, command: &str, mut arguments: Value) -> Result<Value, Value> {
        arguments["lang"] = "en".into();
        invoke(&self.1, command, arguments)
    }

    fn told(&self, command: &str, arguments: Value) -> Value {
        self.ask(command, arguments).unwrap()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn decision(reason: &str) -> Value {
    json!({ "kind": "do_not_use", "reason": reason, "by": "Ada", "links": [], "media_review": null, "context": {} })
}

#[test]
fn a_decision_is_logged_with_its_report_and_found_again() {
    let desk = Desk::new("decide");
    let id = desk.examined("puffer-jacket.jpg");
    assert_eq!(desk.told("recorded", json!({ "id": id })), Value::Null);
    assert_eq!(desk.told("seen_before", json!({ "id": id })), json!([]));
    let refused = desk.ask("decide", json!({ "id": id, "decision": decision(" ") })).unwrap_err();
    assert!(refused["kind"] == "log" && refused["sentence"].as_str().unwrap().contains("needs a reason"), "{refused}");
    let first = desk.told("decide", json!({ "id": id, "decision": decision("Made up, says the agency") }));
    assert_eq!((&first["report"], &first["decision"]), (&json!(1), &json!(2)));
    let second = desk.told("decide", json!({ "id": id, "decision": decision("Confirmed") }));
    assert_eq!((&second["report"], &second["decision"]), (&json!(1), &json!(3)), "the report is logged once");
    assert_eq!(second["history"].as_array().unwrap().len(), 2);
    assert_eq!(desk.told("seen_before", json!({ "id": id })), json!([]), "it was not seen before itself");

    let query = json!({ "query": { "words": "agency", "kind": "report" }, "similarTo": null });
    let page = desk.told("log_entries", query);
    assert_eq!((&page["total"], &page["more"], &page["team"]), (&json!(3), &json!(false), &json!(false)));
    assert_eq!((&page["entries"][0]["position"], &page["entries"][0]["decision"]["position"]), (&json!(1), &json!(3)));
    let entry = desk.told("log_entry", json!({ "position": 1 }));
    assert_eq!(entry["logged"]["report"]["exhibit"]["name"], "puffer-jacket.jpg");
    assert_eq!(entry["history"][0]["decision"]["reason"], "Made up, says the agency");
    let picture = preview::answer(&desk.1.state::<Host>(), "/log/1");
    assert!(picture.body().starts_with(b"\xff\xd8"), "a small JPEG");
    assert_eq!(preview::answer(&desk.1.state::<Host>(), "/log/2").status().as_u16(), 404);

    let copy = desk.examined("puffer-jacket-reshared.jpg");
    let seen = desk.told("seen_before", json!({ "id": copy }));
    assert_eq!((&seen[0]["entry"]["position"], &seen[0]["by"]["kind"]), (&json!(1), &json!("pdq")));
    let similar = desk.told("log_entries", json!({ "query": {}, "similarTo": copy }));
    assert_eq!(similar["entries"].as_array().unwrap().len(), 3, "the report and the decisions about it");
    let sentence = desk.told("entry_sentence", json!({ "position": 1 }));
    assert!(sentence.as_str().unwrap().contains("puffer-jacket.jpg"), "{sentence}");
}

/// A copy that was made before the report is put back, and another program logs another picture at its position.
#[cfg(unix)]
#[test]
fn a_decision_goes_onto_no_other_report() {
    let desk = Desk::new("put-back");
    let [camera, jacket] = ["camera.jpg", "puffer-jacket.jpg"].map(|file| desk.examined(file));
    desk.told("log_report", json!({ "id": camera }));
    let (log, copy) = (desk.0.join("ledger.sqlite"), desk.0.join("copy.sqlite"));
    let into = format!("VACUUM INTO '{}'", copy.display());
    rusqlite::Connection::open(&log).unwrap().execute_batch(&into).unwrap();
    assert_eq!(desk.told("log_report", json!({ "id": jacket }))["report"], 2);
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", log.display()));
    }
    fs::rename(copy, log).unwrap();
    let other = app_with(Ok(desk.0.clone()));
    let phone = examine(&other, &sample("phone.jpg"), "en").unwrap()["id"].clone();
    assert_eq!(invoke(&other, "log_report", json!({ "id": phone, "lang": "en" })).unwrap()["report"], 2);

    assert_eq!(desk.told("recorded", json!({ "id": jacket })), Value::Null);
    assert_eq!(desk.told("recorded", json!({ "id": camera }))["report"], 1, "in the copy too");
    let decided = desk.told("decide", json!({ "id": jacket, "decision": decision("Made up") }));
    assert_eq!((&decided["report"], &decided["decision"]), (&json!(3), &json!(4)), "logged anew");
    assert_eq!(desk.told("log_entry", json!({ "position": 2 }))["history"], json!([]));
    assert_eq!(desk.told("decide", json!({ "id": jacket, "decision": decision("Yes") }))["report"], 3);
}

#[test]
fn a_report_that_another_program_erased_is_logged_anew() {
    let desk = Desk::new("erased-elsewhere");
    let id = desk.examined("camera.jpg");
    assert_eq!(desk.told("log_report", json!({ "id": id }))["report"], 1);
    let other = app_with(Ok(desk.0.clone()));
    let erased = json!({ "position": 1, "what": "everything", "reason": "Asked to", "by": "Edda", "lang": "en" });
    invoke(&other, "erase_entry", erased).unwrap();
    assert_eq!(desk.told("recorded", json!({ "id": id })), Value::Null);
    let decided = desk.told("decide", json!({ "id": id, "decision": decision("Seen again") }));
    assert_eq!((&decided["report"], &decided["decision"]), (&json!(3), &json!(4)));
}

#[test]
fn the_log_is_checked_and_what_was_altered_is_named() {
    let desk = Desk::new("verify");
    for file in ["camera.jpg", "puffer-jacket.jpg"] {
        let id = desk.examined(file);
        desk.told("log_report", json!({ "id": id }));
    }
    let verify = || desk.told("verify_log", json!({ "onProgress": "__CHANNEL__:9" }));
    let sound = verify();
    assert_eq!((&sound["agrees"], &sound["entries"], &sound["position"]), (&json!(true), &json!(2), &Value::Null));
    let decided = desk.told("decide_entry", json!({ "position": 1, "decision": decision("Seen") }));
    assert_eq!(decided["history"].as_array().unwrap().len(), 1);
    let erased = json!({ "position": 2, "what": "everything", "reason": "Asked to", "by": "Edda" });
    let erased = desk.told("erase_entry", erased);
    assert_eq!(
        (&erased["logged"], &erased["erased_by"], &erased["summary"]["erased"]),
        (&Value::Null, &json!(4), &json!(true))
    );
    assert_eq!(verify()["agrees"], true);
    assert_eq!(preview::answer(&desk.1.state::<Host>(), "/log/2").status().as_u16(), 404);
    // As another program could, past the log's own triggers.
    let file = rusqlite::Connection::open(desk.0.join("ledger.sqlite")).unwrap();
    file.execute_batch("DROP TRIGGER part_unchanged; UPDATE part SET bytes = zeroblob(9) WHERE position = 3").unwrap();
    let altered = verify();
    assert_eq!((&altered["agrees"], &altered["position"], &altered["entries"]), (&json!(false), &json!(3), &json!(4)));
    assert!(altered["sentences"][0].as_str().unwrap().contains("Entry 3"), "{altered}");
}

#[test]
fn every_check_is_logged_where_that_was_chosen() {
    let desk = Desk::new("every");
    let settings = desk.told("settings", json!({}));
    assert_eq!(
        (&settings["every_check"], &settings["keep_pictures"], &settings["store"]),
        (&json!(false), &json!(true), &json!(""))
    );
    assert!(settings["place"].as_str().unwrap().ends_with("ledger.sqlite"));
    let chosen = json!({ "by": " Bo\u{202e} ", "keep_pictures": false, "every_check": true });
    let chosen = desk.told("save_settings", json!({ "changes": chosen }));
    assert_eq!((&chosen["by"], &chosen["every_check"]), (&json!("Bo⟨U+202E⟩"), &json!(true)));
    let id = desk.examined("camera.jpg");
    assert_eq!(desk.told("recorded", json!({ "id": id }))["report"], 1);
    let entry = desk.told("log_entry", json!({ "position": 1 }));
    assert_eq!((&entry["summary"]["by"], &entry["summary"]["picture"]), (&json!("Bo⟨U+202E⟩"), &json!(false)));
    let refused = desk.ask("save_settings", json!({ "changes": { "store": "http://x" } })).unwrap_err();
    assert!(refused["sentence"].as_str().unwrap().contains("sqlite://PATH"), "{refused}");
    let elsewhere = format!("sqlite://{}", desk.0.join("other/log.sqlite").display());
    desk.told("save_settings", json!({ "changes": { "store": elsewhere } }));
    assert_eq!(desk.told("recorded", json!({ "id": id })), Value::Null, "in that log it does not stand");
    desk.told("log_report", json!({ "id": id }));
    assert!(desk.0.join("other/log.sqlite").exists());
}

#[test]
fn settings_that_cannot_be_read_are_told_and_hold_no_picture_up() {
    let desk = Desk::new("settings");
    fs::create_dir_all(&desk.0).unwrap();
    fs::write(desk.0.join("settings.json"), "{\"schema\": 1, \"store\": ").unwrap();
    let examined = examine(&desk.1, &sample("camera.jpg"), "en").unwrap();
    assert!(examined["unlogged"].as_str().unwrap().contains("settings.json"), "{}", examined["unlogged"]);
    let refused = desk.ask("log_report", json!({ "id": examined["id"] })).unwrap_err();
    assert!(refused["sentence"].as_str().unwrap().contains("is damaged"), "{refused}");
    assert!(!desk.0.join("ledger.sqlite").exists());
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let desk = Desk::new("written");
    fs::create_dir_all(&desk.0).unwrap();
    let file = desk.0.join("export.csv");
    fs::write(&file, "what stood there").unwrap();
    let stopped = written(&file, |to| {
        to.write_all(b"half").unwrap();
        Ok(None::<()>)
    });
    assert_eq!((stopped, fs::read_to_string(&file).unwrap().as_str()), (Ok(None), "what stood there"));
    assert_eq!(written(&file, |to| Ok(to.write_all(b"whole").ok())), Ok(Some(())));
    assert_eq!(fs::read_to_string(&file).unwrap(), "whole");
    assert_eq!(
        fs::read_dir(&desk.0)
            .unwrap()
            .filter(|e| e.as_ref().unwrap().path().extension().is_some_and(|e| e == "part"))
            .count(),
        0
    );
}
