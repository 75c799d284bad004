//! A team's lists, on a real PostgreSQL, as a person and a script see them.

#[path = "../../store/tests/team_lists/server.rs"]
mod server;

mod person;

use std::{collections::BTreeSet, fs, ops::Deref, sync::OnceLock};

use person::sample;
use serde_json::Value;
use server::Server;

/// Somebody who has, perhaps, a team.
struct Person(person::Person);

impl Deref for Person {
    type Target = person::Person;

    fn deref(&self) -> &person::Person {
        &self.0
    }
}

impl Person {
    fn new(name: &str, store: Option<&str>) -> Self {
        let mut person = person::Person::new(&format!("team-{name}"));
        person.store = store.map(str::to_owned);
        Self(person)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// `facts.known` of a sample.
    fn known(&self, file: &str) -> Value {
        self.whence(&["examine", "--format", "json", &sample(file)]).exits(0).json()["facts"]["known"].clone()
    }

    /// What `known list` says of the team's lists.
    fn lists(&self) -> Vec<Value> {
        self.whence(&["known", "list", "--format", "json"]).exits(0).json()["lists"].as_array().unwrap().clone()
    }
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(""))
}

const ADD: [&str; 6] = ["--list", "Desk", "--label", "ai_generated", "--rating", "Made with AI"];
const LISTED: [&str; 4] = ["puffer-jacket.jpg", "puffer-jacket-reshared.jpg", "camera.jpg", "signed-history.jpg"];

#[test]
fn what_a_colleague_added_is_found() {
    let address = server().database();
    let [ada, bea] = ["ada", "bea"].map(|name| Person::new(name, Some(&address)));
    let told = bea.whence(&["known", "list"]).exits(1);
    assert!(told.err.contains("no lists of Whence in postgres://whence@"), "{}", told.err);
    let told = ada.whence(&[&["known", "add", &sample("puffer-jacket.jpg"), &sample("camera.jpg")], &ADD[..]].concat());
    insta::assert_snapshot!(told.exits(0).out, @r"
    Begun: Desk · 2 entries
      - puffer-jacket.jpg
      - camera.jpg
    A match with it will say that content is shared, and what the list says of it:
    never that a picture is genuine. Whence cannot check what a list says.
    Everybody on the team sees it now.
    ");
    for (file, by) in
        [("puffer-jacket.jpg", "sha256"), ("puffer-jacket-reshared.jpg", "pdq"), ("broken-off.jpg", "shared")]
    {
        let known = bea.known(file);
        let found: Vec<_> =
            known["matches"].as_array().unwrap().iter().map(|m| (&m["list"], &m["by"]["kind"])).collect();
        assert_eq!(found, [(&"Desk".into(), &by.into())], "{file}");
        let desk = &known["lists"][1];
        assert_eq!((&desk["name"], &desk["entries"], &desk["with_features"]), (&"Desk".into(), &2.into(), &2.into()));
        assert_eq!(desk["sha256"], bea.lists()[0]["sha256"]);
    }
    assert_eq!(bea.known("cropped-and-redated.jpg")["matches"], serde_json::json!([]));
    let report = bea.whence(&["examine", "--format", "json", &sample("puffer-jacket.jpg")]).json();
    assert_eq!(report["verdict"]["kind"], "known_match");
    let told = bea.whence(&["known", "search", &sample("puffer-jacket.jpg"), "--format", "json"]).exits(0).json();
    assert_eq!(told["pictures"][0]["on_lists"][0]["list"], "Desk");
    // Its own lists are asked beside it, unless they are left out.
    bea.whence(&["--lang", "en", "known", "--store", "", "import", &sample("sample-list.csv")]).exits(0);
    assert_eq!(bea.known("camera.jpg")["lists"].as_array().unwrap().len(), 3);
    let alone = bea.whence(&["examine", "--no-own-lists", "--format", "json", &sample("camera.jpg")]).json();
    let names: Vec<_> = alone["facts"]["known"]["lists"].as_array().unwrap().iter().map(|l| &l["name"]).collect();
    assert_eq!(names, ["Whence starter list", "Desk"]);
    let nobody = Person::new("nobody", None);
    assert_eq!(nobody.known("puffer-jacket.jpg")["matches"], serde_json::json!([]));
    let named = nobody.whence(&["examine", "--store", &address, "--format", "json", &sample("puffer-jacket.jpg")]);
    assert_eq!(named.exits(0).json()["facts"]["known"]["matches"].as_array().unwrap().len(), 1);
}

/// One list, kept here and kept there, says the same of every picture.
#[test]
fn a_team_list_answers_as_a_list_of_ones_own() {
    let own = Person::new("own", None);
    let team = Person::new("team", Some(&server().database()));
    let rows = "pdq,pdq_pipeline,pdq_quality,title,label\n\
                27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a,full,49,Too little detail,other\n";
    for person in [&own, &team] {
        let add = |file: &str| person.whence(&[&["known", "add", &sample(file)], &ADD[..]].concat()).exits(0);
        LISTED.iter().for_each(|file| drop(add(file)));
        person.whence(&["known", "import", &person.file("more.csv", rows)]).exits(0);
        person.whence(&["known", "import", &sample("sample-list.csv")]).exits(0);
    }
    let mut found = BTreeSet::new();
    for file in fs::read_dir(sample("")).unwrap().map(|entry| entry.unwrap().path()) {
        let file = file.to_string_lossy().into_owned();
        let [here, there] = [&own, &team].map(|person| {
            let told = person.whence(&["examine", "--format", "json", &file]);
            serde_json::from_str(&told.out).unwrap_or(Value::Null)["facts"]["known"]["matches"].clone()
        });
        found.extend(here.as_array().into_iter().flatten().map(|m| m["by"]["kind"].as_str().unwrap().to_owned()));
        assert_eq!(here, there, "{file}");
    }
    assert_eq!(found, ["pdq", "pixels", "sha256", "shared"].map(str::to_owned).into(), "each stage was seen");
}

#[test]
fn a_list_goes_in_and_comes_out_the_same() {
    let ada = Person::new("bytes", Some(&server().database()));
    let pdq = "27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a";
    let text = format!(
        "# owner: Me\nz;PDQ;title;label;id;a\r\n=1+1;{};\"@A;\nB\u{0}\";other;x;é\r\n;{pdq};C;satire;y;\r\n",
        pdq.to_uppercase()
    );
    let text = text.replace("PDQ", "pdq");
    let told = ada.whence(&["known", "import", &ada.file("list.csv", &text), "--licence", "CC0-1.0"]).exits(0);
    assert!(told.out.starts_with("Imported: list · 2 entries\n") && told.out.contains("formulae"), "{}", told.out);
    let out = ada.whence(&["known", "export", "LIST"]).exits(0).out;
    insta::assert_snapshot!(out, @r##"
    # name: list
    # owner: Me
    # licence: CC0-1.0
    {"id":"x","pdq":"27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a","title":"@A;\nB\u0000","label":"other","a":"é","z":"=1+1"}
    {"id":"y","pdq":"27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a","title":"C","label":"satire"}
    "##);
    let file = ada.file("again.ndjson", &out);
    let sum = std::process::Command::new("sha256sum").arg(&file).output().unwrap().stdout;
    assert_eq!(ada.lists()[0]["sha256"], String::from_utf8(sum).unwrap()[..64], "its digest is that of these bytes");
    assert!(ada.whence(&["known", "import", &file]).exits(2).err.contains("--replace"));
    ada.whence(&["known", "import", &file, "--replace"]).exits(0);
    assert_eq!(ada.whence(&["known", "export", "list"]).exits(0).out, out);
    let csv = ada.whence(&["known", "export", "list", "--format", "csv"]).exits(0);
    assert!(
        csv.out.lines().nth(3).unwrap().ends_with(",features,a,z") && csv.err.contains("spreadsheet"),
        "{}",
        csv.out
    );
    ada.whence(&["known", "export", "list", "--format", "original"]).exits(2);

    assert!(ada.whence(&["known", "remove", "list", pdq]).exits(2).err.contains("2 entries or more"));
    ada.whence(&["known", "remove", "list", "x"]).exits(0);
    assert_eq!(ada.whence(&["known", "list", "list"]).exits(0).out, "y             satire          C\n");
    ada.whence(&[&["known", "add", &sample("camera.jpg"), "--list", "list"], &ADD[2..]].concat()).exits(0);
    let out = ada.whence(&["known", "export", "list"]).exits(0).out;
    let sum = std::process::Command::new("sha256sum").arg(ada.file("third.ndjson", &out)).output().unwrap().stdout;
    assert_eq!(ada.lists()[0]["sha256"], String::from_utf8(sum).unwrap()[..64], "and so after every change");
    ada.whence(&["known", "disable", "list"]).exits(0);
    assert_eq!(ada.known("camera.jpg")["lists"].as_array().unwrap().len(), 1);
    ada.whence(&["known", "enable", "List"]).exits(0);
    assert_eq!(ada.known("camera.jpg")["matches"].as_array().unwrap().len(), 1);
    let told = ada.whence(&["known", "undo"]).exits(2);
    assert!(told.err.contains("not as they stood before"), "{}", told.err);
    ada.whence(&["known", "remove", "list"]).exits(0);
    assert_eq!(ada.lists().len(), 0);
}

#[test]
fn a_wrong_line_is_told_and_nothing_is_sent() {
    let ada = Person::new("wrong", Some(&server().database()));
    ada.whence(&["known", "import", &sample("sample-list.csv")]).exits(0);
    let bad = ada.file("bad.csv", "sha256,title,label\n12,A,other\n");
    let told = ada.whence(&["known", "import", &bad]).exits(1);
    assert!(told.err.contains("line 2: sha256 is not 64") && told.err.contains("Nothing was imported"), "{}", told.err);
    for (args, says) in [
        (&["import", &sample("sample-list.csv"), "--name", "whence STARTER list"][..], "ships with Whence"),
        (&["disable", "Whence starter list"], "ships with Whence"),
        (&["remove", "nobody"], "no list under the name nobody"),
        (&["remove", "sample-list", "no such entry"], "no such entry"),
        (&["export", "nobody"], "nobody"),
        (&["list", "nobody"], "nobody"),
    ] {
        let told = ada.whence(&[&["known"], args].concat());
        assert!(told.err.contains(says) && told.out.is_empty(), "{args:?}: {}", told.err);
    }
    assert_eq!(ada.lists().len(), 1);
}

#[test]
fn lines_that_were_changed_past_us_are_noticed() {
    let address = server().database();
    let ada = Person::new("altered", Some(&address));
    ada.whence(&["known", "import", &sample("sample-list.csv"), "--name", "L"]).exits(0);
    server()
        .sql(server::database_of(&address), "UPDATE whence.line SET text = replace(text, 'other', 'satire') || ' '");
    let told = ada.whence(&["known", "export", "L"]).exits(1);
    assert!(told.err.contains("somebody changed them without Whence"), "{}", told.err);
    ada.whence(&[&["known", "add", &sample("camera.jpg"), "--list", "L"], &ADD[2..]].concat()).exits(1);
    server().sql(server::database_of(&address), "UPDATE whence.line SET text = '{'");
    let told = ada.whence(&["examine", "--format", "json", &sample("puffer-jacket.jpg")]).exits(0);
    assert!(told.err.contains("1 because their lines are damaged"), "{}", told.err);
}

#[test]
fn without_the_server_the_work_goes_on_and_says_so() {
    let own = Server::start("");
    let address = own.database();
    let ada = Person::new("gone", Some(&address));
    ada.whence(&[&["known", "add", &sample("puffer-jacket.jpg")], &ADD[..]].concat()).exits(0);
    own.control("stop");
    let told = ada.whence(&["examine", "--format", "json", &sample("puffer-jacket.jpg")]).exits(0);
    assert!(told.err.contains("The team's lists were not asked; nothing is said of them here."), "{}", told.err);
    assert_eq!(told.json()["facts"]["known"]["lists"].as_array().unwrap().len(), 1, "it was not asked");
    let told = ada.whence(&["--lang", "fr", "known", "search", &sample("camera.jpg")]).exits(0);
    assert!(told.err.contains("n'ont pas été consultées"), "{}", told.err);
    let told = ada.whence(&["known", "list"]).exits(1);
    assert!(told.err.contains("cannot be reached at postgres://whence@"), "{}", told.err);
}

#[test]
fn an_address_that_is_none_is_wrong_usage_and_shows_no_password() {
    let ada = Person::new("address", None);
    let camera = sample("camera.jpg");
    for (address, says) in [
        ("sqlite:///x", "begin with postgres://"),
        ("postgres://ada:hunter2@db.example/x?sslmode=prefer", "sslmode=disable"),
        ("postgres://ada:hunter2@db.example:hunter2/x", "cannot be read"),
    ] {
        for args in [&["examine", &camera, "--store", address][..], &["known", "list", "--store", address]] {
            let told = ada.whence(args).exits(2);
            assert!(told.err.contains(says) && !told.err.contains("hunter2"), "{}", told.err);
        }
    }
}
