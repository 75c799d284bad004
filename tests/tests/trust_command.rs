//! `whence trust`, and what `whence examine` makes of it, as a person and a script read them.

#[path = "../../crates/cli/tests/person/mod.rs"]
mod person;

use std::{ffi::OsString, fs, io, ops::Deref, process::ExitCode};

use person::{Person, sample};
use serde_json::Value;
use whence_cli::{Surroundings, run};
use whence_engine::trust::{StoreError, TrustStore};
use whence_model::{Pin, TrustBook};

/// A person who trusts.
struct Desk(Person);

impl Deref for Desk {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

impl Desk {
    fn new(name: &str) -> Self {
        Self(Person::new(&format!("trust-{name}")))
    }

    /// `facts.provenance` of a sample.
    fn provenance(&self, file: &str, more: &[&str]) -> Value {
        let file = sample(file);
        let args = [&["examine", "--format", "json", &file], more].concat();
        self.whence(&args).exits(0).json()["facts"]["provenance"].take()
    }

    fn store(&self) -> TrustStore {
        TrustStore::at(self.folder.join("settings"))
    }

    /// What was said, without what differs from day to day and from machine to machine.
    fn settled(&self, told: &str) -> String {
        let pin = &self.store().read().unwrap().pins[0];
        told.replace(&*self.folder.to_string_lossy(), "~").replace(&pin.date, "2026-11-24")
    }
}

#[test]
fn a_signer_is_pinned_from_a_picture_and_unpinned() {
    let desk = Desk::new("picture");
    assert_eq!(desk.provenance("signed.jpg", &[])["class"], "unknown_signer");
    desk.whence(&["trust", "pin", &sample("signed.jpg"), "--note", "Ada, met in Lyon"]).exits(0);
    let trusted = desk.provenance("signed.jpg", &[]);
    assert_eq!(trusted["class"], "trusted_pinned");
    assert_eq!(trusted["signer"]["note"], "Ada, met in Lyon");
    assert_eq!(desk.provenance("signed-ai.jpg", &[])["class"], "trusted_pinned", "the same certificate");
    assert_eq!(desk.provenance("altered-after-signing.jpg", &[])["class"], "changed_after_signing");
    let left_out = desk.provenance("signed.jpg", &["--no-own-trust"]);
    assert_eq!(left_out["class"], "unknown_signer");
    assert_eq!(left_out["lists"], Desk::new("nobody").provenance("signed.jpg", &[])["lists"]);

    let listed = desk.whence(&["trust", "list", "--format", "json"]).exits(0).json();
    let pin = &listed["pins"][0];
    assert_eq!(pin["note"], "Ada, met in Lyon");
    assert_eq!(pin["certificate"]["sha256"], pin["sha256"]);
    let prefix = &pin["sha256"].as_str().unwrap()[..6];
    desk.whence(&["trust", "unpin", prefix]).exits(0);
    assert_eq!(desk.provenance("signed.jpg", &[])["class"], "unknown_signer");
    desk.whence(&["trust", "unpin", prefix]).exits(2);
}

#[test]
fn a_signer_is_pinned_from_a_certificate_and_unpinned_by_name() {
    let desk = Desk::new("certificate");
    let signer = sample("keys/signer.pem");
    assert!(desk.whence(&["trust", "pin", &signer, "--note", ""]).exits(0).out.starts_with("Pinned\n"));
    let again = desk.whence(&["trust", "pin", &signer, "--note", "new"]).exits(0);
    assert!(again.out.starts_with("Pinned before"), "{}", again.out);
    assert_eq!(desk.store().read().unwrap().pins.len(), 1);
    assert_eq!(desk.provenance("signed.jpg", &[])["signer"]["note"], "new");
    desk.whence(&["trust", "unpin", "whence samples"]).exits(0);
    assert_eq!(desk.provenance("signed.jpg", &[])["class"], "unknown_signer");
}

#[test]
fn pinning_says_who_it_is_in_both_languages() {
    let desk = Desk::new("words");
    let pin = ["trust", "pin", &sample("signed.jpg"), "--note", "Ada, met in Lyon"];
    let english = desk.whence(&pin).exits(0);
    insta::assert_snapshot!(desk.settled(&english.out), @r"
    Pinned
      - Whence samples, since 2026-11-24
        “Ada, met in Lyon”
        organisation Whence samples
        common name  Sample signer (worthless, its key is public)
        issued by    Whence samples
        valid        2026-01-01 to 2055-12-24
        SHA-256 6e86b09694a01edfbc53f2a7817a52ea0f80bab728c7fb2f747c1971fc528873

    Only this certificate is trusted, when it signs: no other of the same name, and
    none that it or its issuer issues.
    You say that this certificate belongs to whom it names. Whence cannot check
    that.
    Kept in ~/settings/trust.json
    ");
    desk.whence(&["trust", "unpin", "Whence samples"]).exits(0);
    let french = desk.whence(&[&["--lang", "fr"], &pin[..]].concat()).exits(0);
    insta::assert_snapshot!(desk.settled(&french.out), @r"
    Épinglé
      - Whence samples, depuis le 2026-11-24
        « Ada, met in Lyon »
        organisation Whence samples
        nom commun   Sample signer (worthless, its key is public)
        délivré par  Whence samples
        valable      2026-01-01 au 2055-12-24
        SHA-256 6e86b09694a01edfbc53f2a7817a52ea0f80bab728c7fb2f747c1971fc528873

    Seul ce certificat est de confiance, quand il signe : aucun autre du même nom,
    et aucun de ceux que lui ou son émetteur délivre.
    Vous dites que ce certificat appartient à celui qu'il nomme. Whence ne peut pas
    le contrôler.
    Retenu dans ~/settings/trust.json
    ");
}

#[test]
fn an_imported_list_is_trusted_and_named() {
    let desk = Desk::new("list");
    let root = sample("keys/root.pem");
    let told = desk.whence(&["trust", "import", &root, "--name", "House list"]).exits(0);
    insta::assert_snapshot!(told.out.lines().skip(1).collect::<Vec<_>>().join("\n"), @r"
      - Whence samples (authority)
    The signers on it are trusted from now on, and so is everyone to whom an
    authority on it issues a certificate. You say that this list deserves it. Whence
    cannot check that.
    ");
    let trusted = desk.provenance("signed.jpg", &[]);
    assert_eq!(trusted["class"], "trusted_pinned");
    assert_eq!(trusted["signer"]["found_on"], "House list");
    let lists = trusted["lists"].as_array().unwrap();
    let list = lists.iter().find(|list| list["name"] == "House list").expect("named in the report");
    let day = &desk.store().read().unwrap().lists[0].date;
    assert_eq!(
        (&list["origin"], &list["date"], &list["certificates"]),
        (&"imported".into(), &(&**day).into(), &1.into())
    );

    let listed = desk.whence(&["trust", "list", "--format", "json"]).exits(0).json();
    let names: Vec<_> = listed["lists"].as_array().unwrap().iter().map(|list| list["name"].clone()).collect();
    assert_eq!(names.last(), Some(&"House list".into()));
    assert!(names.len() > 2, "{names:?}");
    assert_eq!(
        (&listed["lists"][0]["origin"], &listed["lists"].as_array().unwrap().last().unwrap()["age_days"]),
        (&"official".into(), &0.into())
    );

    desk.whence(&["trust", "import", &root, "--name", "house LIST"]).exits(2);
    desk.whence(&["trust", "remove", "C2PA Trust List"]).exits(2);
    desk.whence(&["trust", "remove", "House list"]).exits(0);
    assert_eq!(desk.provenance("signed.jpg", &[])["class"], "unknown_signer");
}

#[test]
fn a_list_is_named_after_its_file() {
    let desk = Desk::new("stem");
    desk.whence(&["trust", "import", &sample("keys/root.pem")]).exits(0);
    assert_eq!(desk.store().read().unwrap().lists[0].name, "root");
}

#[test]
fn what_cannot_be_pinned_or_imported_says_why() {
    let desk = Desk::new("refused");
    let pin = |file: &str| desk.whence(&["trust", "pin", file, "--note", "x"]).exits(1).err;
    assert!(pin(&sample("camera.jpg")).contains("no signer to pin"));
    assert!(pin(&sample("keys/root.pem")).contains("may not sign pictures itself"));
    assert!(pin(&sample("samples.toml")).contains("no certificate"));
    assert!(pin(&sample("no-such-file.pem")).contains("no file or folder"));
    desk.whence(&["trust", "import", &sample("samples.toml")]).exits(1);
    desk.whence(&["trust", "import", &sample("keys/root.pem"), "--name", "C2PA trust list"]).exits(2);
    desk.whence(&["trust", "pin", &sample("signed.jpg")]).exits(2);
    assert!(!desk.store().file().exists(), "nothing was remembered");
}

#[test]
fn a_prefix_of_two_pins_names_both() {
    let desk = Desk::new("prefix");
    let pin = |sha256: &str, name: &str| Pin { sha256: sha256.into(), name: name.into(), ..Pin::default() };
    let pins = [pin("abcdef01", "Ada\u{202e}"), pin("abcdef02", "Bert")];
    let add = |book: &mut TrustBook| {
        book.pins.extend(pins);
        Ok::<_, StoreError>(())
    };
    desk.store().change(add).unwrap();
    let told = desk.whence(&["trust", "unpin", "abcd"]).exits(2).err;
    assert!(told.contains("abcdef01  Ada⟨U+202E⟩") && told.contains("abcdef02  Bert"), "{told}");
    assert_eq!(desk.store().read().unwrap().pins.len(), 2);
}

#[test]
fn a_note_moves_no_cursor() {
    let desk = Desk::new("note");
    let told = desk.whence(&["trust", "pin", &sample("signed.jpg"), "--note", "a\x1b[2Jb\u{202e}c"]).exits(0);
    assert!(told.out.contains("a␛[2Jb⟨U+202E⟩c"), "{}", told.out);
    let [listed, shown] =
        [&["trust", "list"][..], &["examine", &sample("signed.jpg")]].map(|args| desk.whence(args).out);
    assert!(!listed.contains(['\x1b', '\u{202e}']) && !shown.contains(['\x1b', '\u{202e}']), "{shown}");
}

/// Without the book, a picture by a pinned signer would get another answer, and a script would not see why.
#[test]
fn a_damaged_book_stops_an_examination_that_would_use_it() {
    let desk = Desk::new("damaged");
    desk.whence(&["trust", "pin", &sample("signed.jpg"), "--note", ""]).exits(0);
    fs::write(desk.store().file(), "{\"schema\": 1,").unwrap();
    let stopped = desk.whence(&["examine", &sample("signed.jpg")]).exits(1);
    assert!(stopped.out.is_empty() && stopped.err.contains("trust.json"), "{}", stopped.err);
    assert!(stopped.err.contains("--no-own-trust"), "{}", stopped.err);
    assert_eq!(desk.provenance("signed.jpg", &["--no-own-trust"])["class"], "unknown_signer");
    for args in [&["trust", "list"][..], &["trust", "unpin", "Whence samples"]] {
        assert!(desk.whence(args).exits(1).err.contains("trust.json"));
    }
    assert_eq!(fs::read(desk.store().file()).unwrap(), b"{\"schema\": 1,", "left alone");
}

#[test]
fn where_nothing_can_be_remembered_pictures_are_examined_all_the_same() {
    let told = |args: &[&str]| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = ["whence"].iter().chain(args).map(OsString::from);
        let exit = run(args, &Surroundings::default(), io::empty(), &mut out, &mut err);
        (format!("{exit:?}"), String::from_utf8(err).unwrap())
    };
    assert_eq!(told(&["examine", &sample("signed.jpg")]).0, format!("{:?}", ExitCode::SUCCESS));
    let (exit, err) = told(&["trust", "list"]);
    assert!(exit == format!("{:?}", ExitCode::from(1)) && err.contains("WHENCE_CONFIG"), "{err}");
}
