//! The commands for lists of known pictures, over the same IPC that the page uses.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use tauri::{App, Manager, test::MockRuntime};

use crate::{
    host::Host,
    preview,
    tests::{app_with, examine, invoke, sample},
};

/// A folder of one test, gone at its end, and the program over it.
struct Desk(PathBuf, App<MockRuntime>);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("whence-window-known-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(folder.clone(), app_with(Ok(folder)))
    }

    fn examine(&self, file: &str) -> Value {
        examine(&self.1, &sample(file), "en").unwrap()
    }

    /// Puts an examined picture on the list Desk, with one thing said otherwise.
    fn add(&self, examined: &Value, (key, text): (&str, &str)) -> Result<Value, Value> {
        let mut entry = json!({ "title": "A coat", "label": "ai_generated", "rating": "Made up" });
        entry[key] = text.into();
        let asked = json!({ "id": examined["id"], "list": "Desk", "entry": entry, "lang": "en" });
        invoke(&self.1, "add_known", asked)
    }

    fn served(&self, path: &str) -> (u16, Vec<u8>) {
        let answer = preview::answer(&self.1.state::<Host>(), path);
        (answer.status().as_u16(), answer.into_body())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn matches(examined: &Value) -> Vec<(&str, &str)> {
    let matches = examined["report"]["facts"]["known"]["matches"].as_array().unwrap();
    matches.iter().map(|m| (m["list"].as_str().unwrap(), m["by"]["kind"].as_str().unwrap())).collect()
}

#[test]
fn a_picture_is_put_on_a_list_and_its_copy_recognised_and_shown() {
    let desk = Desk::new("add");
    let lists = || invoke(&desk.1, "known_lists", json!({ "lang": "en" })).unwrap();
    assert_eq!(lists().as_array().unwrap().len(), 1, "the one that ships");
    assert_eq!(lists()[0]["takes"], false);
    let picture = desk.examine("puffer-jacket.jpg");
    assert_eq!((matches(&picture), &picture["pictured"], &picture["turned"]), (vec![], &json!([]), &json!(1)));

    let added = desk.add(&picture, ("date", "2023-03")).unwrap();
    assert_eq!((&added["list"], &added["begun"], &added["added"]), (&json!("Desk"), &json!(true), &json!(true)));
    assert_eq!(lists()[1], json!({ "name": "Desk", "on": true, "entries": 1, "takes": true }));
    let copy = desk.examine("puffer-jacket-reshared.jpg");
    assert_eq!(matches(&copy), [("Desk", "pdq")], "the next examination knows it");
    let entry = &copy["report"]["facts"]["known"]["matches"][0]["entry"];
    assert_eq!((&entry["rating"], &entry["date"]), (&json!("Made up"), &json!("2023-03")));
    assert_eq!(copy["pictured"], json!([entry["sha256"]]));
    let (status, jpeg) = desk.served(&format!("/known/{}", entry["sha256"].as_str().unwrap()));
    assert!(status == 200 && jpeg.starts_with(b"\xff\xd8\xff") && jpeg.len() < 100_000, "{status}: {}", jpeg.len());

    let again = desk.add(&picture, ("rating", "Another word")).unwrap();
    assert_eq!(again["added"], false, "what was said first stays");
    let undo = json!({ "list": "Desk", "sha256": added["sha256"], "lang": "fr" });
    assert_eq!(invoke(&desk.1, "undo_known", undo.clone()), Ok(json!(null)));
    assert_eq!(matches(&desk.examine("puffer-jacket-reshared.jpg")), []);
    let twice = invoke(&desk.1, "undo_known", undo).unwrap_err();
    assert_eq!(twice["kind"], "known", "a second time would bring it back");
    assert!(twice["sentence"].as_str().unwrap().starts_with("Vos listes ont été modifiées"), "{twice}");
}

#[test]
fn an_addition_is_not_undone_once_something_else_was() {
    let desk = Desk::new("since");
    let first = desk.add(&desk.examine("puffer-jacket.jpg"), ("note", "")).unwrap();
    desk.add(&desk.examine("camera.jpg"), ("note", "ours")).unwrap();
    let undo = json!({ "list": "Desk", "sha256": first["sha256"], "lang": "en" });
    assert_eq!(invoke(&desk.1, "undo_known", undo).unwrap_err()["kind"], "known");
    assert_eq!(invoke(&desk.1, "known_lists", json!({ "lang": "en" })).unwrap()[1]["entries"], 2);
}

#[test]
fn what_cannot_stand_on_a_list_is_told() {
    let desk = Desk::new("wrong");
    let picture = desk.examine("camera.jpg");
    for (wrong, told) in [
        (("source", "javascript:alert(1)"), "source_url is no address"),
        (("date", "last year"), "date is not written"),
        (("label", "fake"), "label is none of"),
        (("what", &*"x".repeat(5000)), "what is longer"),
    ] {
        let refused = desk.add(&picture, wrong).unwrap_err();
        assert_eq!(refused["kind"], "known");
        assert!(refused["sentence"].as_str().unwrap().contains(told), "{refused}");
    }
    let asked = |list: &str, id: &Value| {
        let entry = json!({ "title": "t", "label": "other", "rating": "r" });
        invoke(&desk.1, "add_known", json!({ "id": id, "list": list, "entry": entry, "lang": "en" })).unwrap_err()
    };
    assert!(asked("Whence starter list", &picture["id"])["sentence"].as_str().unwrap().contains("ships with Whence"));
    assert_eq!(asked("a\u{202e}b", &picture["id"])["kind"], "known");
    assert_eq!(asked("Desk", &json!("99"))["kind"], "forgotten");
    assert_eq!(invoke(&desk.1, "known_lists", json!({ "lang": "en" })).unwrap().as_array().unwrap().len(), 1);
}

#[test]
fn a_damaged_list_is_named_and_the_others_asked() {
    let desk = Desk::new("damaged");
    desk.add(&desk.examine("puffer-jacket.jpg"), ("note", "")).unwrap();
    assert_eq!(desk.examine("puffer-jacket.jpg")["left_out"], json!([]));
    let list = fs::read_dir(desk.0.join("known")).unwrap().map(|entry| entry.unwrap().path());
    let list = list.into_iter().find(|path| path.extension().is_some_and(|e| e == "list")).unwrap();
    let sound = fs::read(&list).unwrap();
    fs::write(&list, b"pdq,title\n").unwrap();
    // As after a start: the engine that knew the list is gone.
    let app = app_with(Ok(desk.0.clone()));
    let told = || examine(&app, &sample("puffer-jacket.jpg"), "fr").unwrap();
    let left_out = told();
    let sentence = left_out["left_out"][0].as_str().unwrap();
    assert!(sentence.starts_with("La liste « Desk » est laissée de côté."), "{sentence}");
    assert_eq!(left_out["report"]["facts"]["known"]["lists"].as_array().unwrap().len(), 1);
    fs::write(&list, sound).unwrap();
    let mended = told();
    assert_eq!((&mended["left_out"], matches(&mended)), (&json!([]), vec![("Desk", "sha256")]), "without a restart");
}

/// Another program changes the lists between the look at the book and the reading, and takes it back later.
#[test]
fn lists_are_those_of_the_book_that_was_read_with_them() {
    let desk = Desk::new("book");
    let picture = desk.examine("puffer-jacket.jpg");
    let host = desk.1.state::<Host>();
    let before = host.known().book();
    let added = desk.add(&picture, ("note", "")).unwrap();
    let loaded = host.known().load();
    assert!(loaded.is_of(&host.known().book()) && !loaded.is_of(&before));
    let undo = json!({ "list": "Desk", "sha256": added["sha256"], "lang": "en" });
    invoke(&desk.1, "undo_known", undo).unwrap();
    assert!(!loaded.is_of(&host.known().book()));
}

#[test]
fn no_path_leads_out_of_the_previews() {
    let desk = Desk::new("paths");
    desk.add(&desk.examine("puffer-jacket.jpg"), ("note", "")).unwrap();
    for path in ["/known/", "/known/../lists.json", "/known/..%2flists.json", &format!("/known/{}", "0".repeat(64))] {
        assert_eq!(desk.served(path), (404, Vec::new()), "{path}");
    }
}
