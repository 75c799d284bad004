//! Settings, what they allow, recent files, samples, and the lists as a view, over the same IPC that the page uses.

use std::{fs, path::PathBuf, thread, time::Duration};

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

    /// The settings, once some of them are chosen otherwise.
    fn choose(&self, changes: Value) -> Value {
        self.told("save_settings", json!({ "changes": changes }))
    }

    /// What they were refused with.
    fn refused(&self, changes: Value) -> Value {
        self.ask("save_settings", json!({ "changes": changes })).unwrap_err()
    }

    fn open(&self, file: &str) {
        self.told("expand", json!({ "paths": [sample(file), "/nowhere.jpg", "sample:signed-ai.jpg"] }));
    }

    /// The names of files that are remembered.
    fn remembered(&self) -> Vec<String> {
        let files = self.told("recent_files", json!({}));
        files.as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect()
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
    for (key, nonsense) in [("language", "de"), ("theme", "pink"), ("place", "/"), ("colour", "red")] {
        desk.refused(json!({ key: nonsense }));
    }
    assert_eq!(desk.choose(json!({ "language": "" }))["language"], "");
}

#[test]
fn what_others_chose_meanwhile_stays() {
    let desk = Desk::new("meanwhile");
    desk.told("settings", json!({}));
    let other = app_with(Ok(desk.0.clone()));
    let store = format!("sqlite://{}", desk.0.join("team.sqlite").display());
    let changes = json!({ "network": { "maps": true }, "limits": { "megapixels": 50 }, "store": store });
    invoke(&other, "save_settings", json!({ "changes": changes, "lang": "en" })).unwrap();
    let told = desk.choose(json!({ "network": { "searches": true }, "limits": { "seconds": 90 } }));
    assert_eq!(told["network"], json!({ "credentials": false, "maps": true, "searches": true }));
    assert_eq!((&told["limits"]["megapixels"], &told["limits"]["seconds"]), (&json!(50), &json!(90)));
    assert_eq!(told["store"], store);
    let refused = desk.refused(json!({ "notify": false, "limits": { "seconds": 0 } }));
    assert!(refused["sentence"].as_str().unwrap().contains("Nothing was changed"), "{refused}");
    assert_eq!(desk.told("settings", json!({})), told);
}

#[test]
fn a_password_in_an_address_is_neither_shown_nor_lost() {
    let desk = Desk::new("password");
    let file = desk.0.join("settings.json");
    fs::write(&file, r#"{ "schema": 1, "store": "postgres://ada:secret@server/whence" }"#).unwrap();
    let told = desk.told("settings", json!({}));
    assert!(!told.to_string().contains("secret"), "{told}");
    desk.choose(json!({ "store": told["store"], "notify": false }));
    assert!(fs::read_to_string(&file).unwrap().contains("ada:secret@server/whence"));
    assert_eq!(desk.choose(json!({ "store": "" }))["store"], "");
    assert!(!fs::read_to_string(&file).unwrap().contains("secret"));
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
    desk.open("camera.jpg");
    desk.open("phone.jpg");
    desk.open("camera.jpg");
    assert_eq!(desk.remembered(), ["camera.jpg", "phone.jpg"]);
    desk.told("clear_recent_files", json!({}));
    assert_eq!(desk.remembered(), [""; 0]);
    desk.open("camera.jpg");
    desk.choose(json!({ "remember_files": false }));
    assert_eq!(desk.remembered(), [""; 0], "switching it off forgets");
    desk.open("phone.jpg");
    assert_eq!(desk.remembered(), [""; 0]);
}

#[test]
fn names_that_cannot_be_forgotten_are_still_remembered() {
    let desk = Desk::new("unforgotten");
    desk.open("camera.jpg");
    let file = desk.0.join("recent.json");
    let sound = fs::read(&file).unwrap();
    fs::write(&file, "{").unwrap();
    let refused = desk.refused(json!({ "remember_files": false, "notify": false }));
    assert!(refused["sentence"].as_str().unwrap().contains("recent.json"), "{refused}");
    let stands = desk.told("settings", json!({}));
    assert_eq!((&stands["remember_files"], &stands["notify"]), (&json!(true), &json!(true)), "nothing was changed");
    fs::write(&file, sound).unwrap();
    desk.choose(json!({ "remember_files": false }));
    assert_eq!(desk.remembered(), [""; 0]);
}

#[test]
fn names_of_before_go_though_nobody_here_switched_it_off() {
    let desk = Desk::new("by-hand");
    let by_hand = || fs::write(desk.0.join("settings.json"), r#"{ "schema": 1, "remember_files": false }"#).unwrap();
    desk.open("camera.jpg");
    by_hand();
    desk.choose(json!({ "remember_files": false }));
    assert_eq!(desk.remembered(), [""; 0], "chosen once more");
    desk.choose(json!({ "remember_files": true }));
    desk.open("camera.jpg");
    by_hand();
    desk.open("phone.jpg");
    assert_eq!(desk.remembered(), [""; 0], "with the next file");
}

/// Another program switches it off while files are opened here: it holds the settings, and has forgotten the names.
#[test]
fn nothing_is_remembered_after_it_was_switched_off() {
    let desk = Desk::new("off-meanwhile");
    desk.choose(json!({ "remember_files": true }));
    let settings = fs::File::create(desk.0.join("settings.lock")).unwrap();
    settings.lock().unwrap();
    let host = desk.host();
    let opens = thread::spawn(move || host.remember(&[sample("camera.jpg").into()]));
    // Long enough to have asked whether it is on; where it is not, the test sees less and passes.
    thread::sleep(Duration::from_millis(100));
    fs::write(desk.0.join("settings.json"), r#"{ "schema": 1, "remember_files": false }"#).unwrap();
    drop(settings);
    opens.join().unwrap();
    assert_eq!(desk.remembered(), [""; 0]);
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
