//! Settings, what they allow, recent files, samples, and the lists as a view, over the same IPC that the page uses.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use tauri::{App, Manager, test::MockRuntime};
use whence_engine::known::Import;
use whence_model::Lang;

use crate::{
    host::Host,
    list_commands::imported,
    tests::{app_with, examine, invoke, sample},
};

/// A folder of one test, gone at its end, and the program over it.
struct Desk(PathBuf, App<MockRuntime>);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("whence-window-desk-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder.clone(), app_with(Ok(folder)))
    }

    fn ask(&self, command: &str, mut arguments: Value) -> Result<Value, Value> {
        arguments["lang"] = json!("en");
        invoke(&self.1, command, arguments)
    }

    fn told(&self, command: &str, arguments: Value) -> Value {
        self.ask(command, arguments).unwrap_or_else(|e| panic!("{command}: {e}"))
    }

    /// The settings with some of them chosen otherwise.
    fn choose(&self, changes: Value) -> Value {
        let mut settings = self.told("settings", json!({}));
        settings.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        self.told("save_settings", json!({ "settings": settings }))
    }

    fn host(&self) -> Host {
        self.1.state::<Host>().inner().clone()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_was_chosen_is_there_at_the_next_start() {
    let desk = Desk::new("settings");
    let at_first = desk.told("settings", json!({}));
    assert_eq!((&at_first["language"], &at_first["theme"]), (&json!(""), &json!("system")));
    assert_eq!(at_first["network"], json!({ "credentials": false, "maps": false, "searches": false }));
    let beginning = || serde_json::to_value(desk.host().beginning()).unwrap();
    assert_eq!(beginning(), json!({ "language": "", "theme": "system" }));
    let chosen = desk.choose(json!({ "language": "fr", "theme": "dark", "by": "Ada" }));
    assert_eq!((&chosen["language"], &chosen["theme"], &chosen["by"]), (&json!("fr"), &json!("dark"), &json!("Ada")));
    let next = app_with(Ok(desk.0.clone()));
    assert_eq!(invoke(&next, "settings", json!({ "lang": "en" })).unwrap(), chosen);
    assert_eq!(beginning(), json!({ "language": "fr", "theme": "dark" }));
    for (key, nonsense) in [("language", "de"), ("theme", "pink")] {
        let mut wrong = chosen.clone();
        wrong[key] = nonsense.into();
        assert!(desk.ask("save_settings", json!({ "settings": wrong })).is_err(), "{key}");
    }
}

#[test]
fn settings_that_cannot_be_read_are_told_and_hold_no_start_up() {
    let desk = Desk::new("broken");
    fs::write(desk.0.join("settings.json"), "{").unwrap();
    let refused = desk.ask("settings", json!({})).unwrap_err();
    assert!(refused["sentence"].as_str().unwrap().contains("settings.json"), "{refused}");
    let next = app_with(Ok(desk.0.clone()));
    assert!(examine(&next, &sample("camera.jpg"), "en").is_ok());
    let beginning = serde_json::to_value(next.state::<Host>().beginning()).unwrap();
    assert_eq!(beginning, json!({ "language": "", "theme": "system" }));
    let refused = desk.ask("open_search", json!({ "site": "tineye" })).unwrap_err();
    assert_eq!(refused["kind"], "log", "what cannot be read allows nothing: {refused}");
}

#[test]
fn no_connection_is_opened_that_was_not_allowed() {
    let desk = Desk::new("network");
    let picture = sample("phone.jpg");
    let id = desk.told("examine", json!({ "path": picture, "job": 1, "onProgress": "__CHANNEL__:7" }))["id"].clone();
    let online = json!({ "path": picture, "reach": { "online": true }, "job": 2, "onProgress": "__CHANNEL__:7" });
    for (command, arguments) in
        [("open_search", json!({ "site": "bing" })), ("open_map", json!({ "id": id })), ("examine", online.clone())]
    {
        let refused = desk.ask(command, arguments).unwrap_err();
        assert_eq!(refused["kind"], "switched_off", "{command}");
        assert!(refused["sentence"].as_str().unwrap().contains("settings"), "{refused}");
    }
    desk.choose(json!({ "network": { "credentials": true, "maps": false, "searches": false } }));
    assert!(desk.ask("examine", online).is_ok(), "it names no server, so none was asked");
    assert_eq!(desk.ask("open_map", json!({ "id": id })).unwrap_err()["kind"], "switched_off", "each by itself");
}

#[test]
fn opened_files_are_remembered_where_that_is_wanted() {
    let desk = Desk::new("recent");
    let open =
        |file: &str| desk.told("expand", json!({ "paths": [sample(file), "/nowhere.jpg", "sample:signed-ai.jpg"] }));
    let names = || {
        let files = desk.told("recent_files", json!({}));
        files.as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    open("camera.jpg");
    open("phone.jpg");
    open("camera.jpg");
    assert_eq!(names(), ["camera.jpg", "phone.jpg"]);
    desk.told("clear_recent_files", json!({}));
    assert_eq!(names(), [""; 0]);
    open("camera.jpg");
    desk.choose(json!({ "remember_files": false }));
    assert_eq!(names(), [""; 0], "switching it off forgets");
    open("phone.jpg");
    assert_eq!(names(), [""; 0]);
}

#[test]
fn every_sample_is_examined_and_the_first_is_on_a_list() {
    let desk = Desk::new("samples");
    let samples = desk.told("samples", json!({}));
    let verdicts = samples.as_array().unwrap().iter().map(|sample| {
        let path = format!("sample:{}", sample["name"].as_str().unwrap());
        let expanded = desk.told("expand", json!({ "paths": [path] }));
        assert_eq!(expanded["paths"], json!([path]));
        let examined = examine(&desk.1, &path, "en").unwrap();
        assert_eq!(examined["report"]["exhibit"]["name"], sample["name"]);
        examined["report"]["verdict"]["kind"].as_str().unwrap().to_owned()
    });
    let expected = [
        "known_match",
        "declared_ai",
        "declared_ai",
        "changed_after_signing",
        "signs_of_editing",
        "conflicting",
        "inconclusive",
    ];
    assert_eq!(verdicts.collect::<Vec<_>>(), expected);
    assert_eq!(examine(&desk.1, "sample:../signed.jpg", "en").unwrap_err()["kind"], "missing");
}

#[test]
fn lists_are_seen_searched_switched_and_taken_back() {
    let desk = Desk::new("lists");
    let csv = desk.0.join("desk.csv");
    let rows: String = (0..120).map(|n| format!("{n:064x},Bridge {n},altered,False\n")).collect();
    fs::write(&csv, format!("sha256,title,label,rating\n{rows}")).unwrap();
    let take_in = |file: &PathBuf| {
        serde_json::to_value(imported(&desk.host(), file, &Import::default(), Lang::En).unwrap()).unwrap()
    };
    let done = take_in(&csv);
    assert_eq!((&done["outcome"], &done["list"]["entries"]), (&json!("imported"), &json!(120)));
    let wrong = desk.0.join("wrong.csv");
    fs::write(&wrong, "sha256,title,label,rating\nzz,A,altered,False\n00,B,nonsense,False\n").unwrap();
    let rejected = take_in(&wrong);
    assert_eq!((&rejected["outcome"], &rejected["more"]), (&json!("rejected"), &json!(0)));
    assert!(rejected["lines"][0].as_str().unwrap().contains("line 2"), "{rejected}");
    let lists = desk.told("list_overview", json!({}));
    assert_eq!(lists.as_array().unwrap().len(), 2, "nothing was taken in of it");
    let page = desk.told("list_entries", json!({ "list": "desk", "words": "bridge", "offset": 100 }));
    assert_eq!(
        (page["entries"].as_array().unwrap().len(), &page["found"], &page["total"]),
        (20, &json!(120), &json!(120))
    );
    assert_eq!(page["entries"][0]["title"], "Bridge 100");
    let off = desk.told("switch_known", json!({ "list": "desk", "on": false }));
    assert_eq!(off[1]["on"], false);
    let told = desk.told("undo_known_change", json!({}));
    assert!(told.as_str().unwrap().contains("switching off of “desk”"), "{told}");
    let fewer = desk.told("remove_known_entry", json!({ "list": "desk", "asked": format!("{:064x}", 7) }));
    assert_eq!(fewer[1]["entries"], 119);
    assert_eq!(desk.told("remove_known", json!({ "list": "desk" })).as_array().unwrap().len(), 1);
    let shipped = desk.ask("remove_known", json!({ "list": lists[0]["name"] })).unwrap_err();
    assert_eq!(shipped["kind"], "known");
}
