//! Credentials in a file of their own: beside the picture, or named by the user.

use std::{ffi::OsString, fs, ops::ControlFlow, path::PathBuf, process::ExitCode};

use whence_cli::{Surroundings, run};
use whence_engine::{Engine, Request, Settings, Source};
use whence_model::{
    Lang, Refusal, Report, VerdictKind,
    facts::provenance::{Carrier, CredentialClass},
};
use whence_tests::samples::detached::{credentials_of, picture, picture_kept_at};

/// A folder of its own for one test, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("whence-sidecar-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> Source {
        fs::write(self.0.join(name), bytes).unwrap();
        self.named(name)
    }

    fn named(&self, name: &str) -> Source {
        Source::File(self.0.join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn examine<'a>(request: impl Into<Request<'a>>) -> Result<Report, Refusal> {
    let engine = Engine::new(Settings { previews: false, ..Settings::default() });
    engine.examine(request, &mut |_| ControlFlow::Continue(())).map(|examination| examination.report(Lang::En))
}

fn with<'a>(source: &'a Source, credentials: &'a Source) -> Request<'a> {
    Request { source, credentials: Some(credentials), online: false, deep: false }
}

fn sidecar(name: &str) -> Carrier {
    Carrier::Sidecar { name: name.into() }
}

/// What the row of a check says.
fn message<'a>(report: &'a Report, check: &str) -> &'a str {
    &report.rows.iter().find(|row| row.check == check).unwrap().message
}

#[test]
fn what_stands_beside_a_picture_is_read_and_held_against_its_bytes() {
    let folder = Folder::new("beside");
    let photo = folder.file("photo.jpg", &picture(0));
    assert_eq!(examine(&photo).unwrap().facts.provenance.class, CredentialClass::None);

    folder.file("photo.c2pa", &credentials_of(&picture(0)));
    let report = examine(&photo).unwrap();
    let provenance = &report.facts.provenance;
    assert_eq!((provenance.class, &provenance.carrier), (CredentialClass::UnknownSigner, &sidecar("photo.c2pa")));
    assert_eq!(provenance.title, Some("Detached sample".into()));
    assert_eq!(provenance.place, None, "nothing of it stands in the picture");
    assert!(!report.engine.online);
    assert!(message(&report, "provenance/credentials-kept-elsewhere").contains("“photo.c2pa” beside it"));

    folder.file("photo.jpg.c2pa", &credentials_of(&picture(0)));
    assert_eq!(
        examine(&photo).unwrap().facts.provenance.carrier,
        sidecar("photo.jpg.c2pa"),
        "the longer name is nearer"
    );
}

/// One changed byte, or another picture: which of both cannot be told.
#[test]
fn credentials_of_another_picture_are_not_taken_for_this_ones() {
    let folder = Folder::new("others");
    let photo = folder.file("photo.jpg", &picture(0));
    folder.file("photo.c2pa", &credentials_of(&picture(9)));
    let report = examine(&photo).unwrap();
    assert_eq!(report.facts.provenance.class, CredentialClass::ChangedAfterSigning);
    assert_eq!(report.verdict.kind, VerdictKind::ChangedAfterSigning);
    let told = message(&report, "provenance/changed-after-signing");
    assert!(told.starts_with("The credentials in “photo.c2pa” were not made for these bytes"), "{told}");
}

#[test]
fn a_picture_with_credentials_of_its_own_needs_none_beside_it() {
    let folder = Folder::new("own");
    let signed = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../samples/signed.jpg");
    let signed = folder.file("signed.jpg", &fs::read(signed).unwrap());
    folder.file("signed.c2pa", &credentials_of(&picture(0)));
    let report = examine(&signed).unwrap();
    assert_eq!(report.facts.provenance.carrier, Carrier::File);
    assert_eq!(report.facts.provenance.title, Some("Signed sample".into()));

    let given = folder.named("signed.c2pa");
    let report = examine(with(&signed, &given)).unwrap();
    assert_eq!(report.facts.provenance.carrier, Carrier::Given { name: "signed.c2pa".into() });
    assert_eq!(report.facts.provenance.class, CredentialClass::ChangedAfterSigning, "what is given counts");
}

#[test]
fn what_is_given_counts_before_what_stands_beside() {
    let folder = Folder::new("given");
    let photo = folder.file("photo.jpg", &picture(0));
    folder.file("photo.c2pa", b"not this one");
    let given = folder.file("elsewhere.bin", &credentials_of(&picture(0)));
    let provenance = examine(with(&photo, &given)).unwrap().facts.provenance;
    assert_eq!(provenance.class, CredentialClass::UnknownSigner);
    assert_eq!(provenance.carrier, Carrier::Given { name: "elsewhere.bin".into() });
    // Bytes that came without a path have nothing beside them, and take what is given.
    let pasted = Source::Bytes { name: "photo.jpg".into(), bytes: picture(0) };
    assert_eq!(examine(&pasted).unwrap().facts.provenance.class, CredentialClass::None);
    assert_eq!(examine(with(&pasted, &given)).unwrap().facts.provenance.class, CredentialClass::UnknownSigner);
}

#[test]
fn what_stands_beside_spares_asking_a_server() {
    let folder = Folder::new("spares");
    let bytes = picture_kept_at("https://cai.example.net/photo.c2pa");
    let photo = folder.file("photo.jpg", &bytes);
    let class = |report: Report| report.facts.provenance.class;
    assert_eq!(examine(&photo).map(class), Ok(CredentialClass::RemoteNotFetched));
    folder.file("photo.c2pa", &credentials_of(&bytes));
    let report = examine(Request { source: &photo, credentials: None, online: true, deep: false }).unwrap();
    assert_eq!(report.facts.provenance.class, CredentialClass::UnknownSigner);
    assert_eq!(report.facts.provenance.remote_url, Some("https://cai.example.net/photo.c2pa".into()));
    assert_eq!(report.facts.provenance.fetch, None);
    assert!(!report.engine.online);
}

/// No file of credentials is no credentials; it says nothing against the picture.
#[test]
fn what_cannot_be_read_is_named_and_no_sign_of_anything() {
    let page = b"<!doctype html><title>Not found</title>".to_vec();
    let cut = {
        let mut cut = credentials_of(&picture(0));
        cut.truncate(300);
        cut
    };
    let jpeg = picture(0);
    for (what, bytes) in [("page", page), ("nothing", Vec::new()), ("cut", cut), ("jpeg", jpeg)] {
        let folder = Folder::new(what);
        let photo = folder.file("photo.jpg", &picture(0));
        let given = folder.file("photo.c2pa", &bytes);
        for (report, carrier) in [
            (examine(&photo).unwrap(), sidecar("photo.c2pa")),
            (examine(with(&photo, &given)).unwrap(), Carrier::Given { name: "photo.c2pa".into() }),
        ] {
            let provenance = &report.facts.provenance;
            assert_eq!((provenance.class, &provenance.carrier), (CredentialClass::Unreadable, &carrier), "{what}");
            assert_eq!(report.verdict.kind, VerdictKind::Inconclusive, "{what}");
            let told = message(&report, "provenance/unreadable-credentials");
            assert!(told.contains("“photo.c2pa” could not be read"), "{what}: {told}");
        }
    }
}

/// A `.c2pa` file as large as a film is not read.
#[test]
fn a_sidecar_that_is_too_large_is_not_read() {
    let folder = Folder::new("large");
    let photo = folder.file("photo.jpg", &picture(0));
    fs::File::create(folder.0.join("photo.c2pa")).unwrap().set_len(1 << 30).unwrap();
    let provenance = examine(&photo).unwrap().facts.provenance;
    assert_eq!((provenance.class, provenance.carrier), (CredentialClass::Unreadable, sidecar("photo.c2pa")));
    assert_eq!(provenance.unreadable.map(|defect| defect.what), Some("> 32 MiB".into()));
}

#[test]
fn a_missing_file_of_credentials_is_not_taken_for_a_missing_picture() {
    let folder = Folder::new("missing");
    let photo = folder.file("photo.jpg", &picture(0));
    let refusal = examine(with(&photo, &folder.named("gone.c2pa"))).unwrap_err();
    assert_eq!(refusal, Refusal::CredentialsMissing { name: "gone.c2pa".into() });
    assert!(refusal.sentence(Lang::En).contains("no credentials file “gone.c2pa”"));
    assert!(refusal.sentence(Lang::Fr).contains("pas de fichier de justificatifs « gone.c2pa »"));
    let refusal = examine(with(&photo, &Source::File(folder.0.clone()))).unwrap_err();
    assert!(matches!(refusal, Refusal::CredentialsUnread { .. }), "{refusal:?}");
    assert_eq!(examine(with(&folder.named("gone.jpg"), &photo)).unwrap_err(), Refusal::Missing);
}

/// Exit status, standard output and standard error.
fn whence(args: &[&str]) -> (String, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["whence"].iter().chain(args).map(OsString::from);
    let exit = run(args, &Surroundings::default(), &b""[..], &mut out, &mut err);
    (format!("{exit:?}"), String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn the_command_line_takes_credentials_for_one_picture() {
    let folder = Folder::new("command");
    let path = |name: &str| folder.0.join(name).to_string_lossy().into_owned();
    folder.file("one.jpg", &picture(0));
    folder.file("two.jpg", &picture(9));
    folder.file("of-one.c2pa", &credentials_of(&picture(0)));
    let (one, two, credentials) = (path("one.jpg"), path("two.jpg"), path("of-one.c2pa"));
    let exits = |code: u8| format!("{:?}", ExitCode::from(code));

    let (exit, out, err) = whence(&["examine", "--format", "json", &one, "--credentials", &credentials]);
    assert_eq!((exit, err.as_str()), (exits(0), ""));
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let provenance = &report["facts"]["provenance"];
    assert_eq!(provenance["class"], "unknown_signer");
    assert_eq!(provenance["carrier"], serde_json::json!({"kind": "given", "name": "of-one.c2pa"}));
    assert_eq!((&provenance["remote_url"], &provenance["fetch"]), (&serde_json::Value::Null, &serde_json::Value::Null));

    let (exit, out, err) = whence(&["examine", &one, &two, "--credentials", &credentials]);
    assert_eq!((exit, out.as_str()), (exits(2), ""));
    assert!(err.contains("--credentials takes the credentials of one picture, and 2 were given"), "{err}");

    let (exit, _, err) = whence(&["examine", &one, "--credentials", &path("gone.c2pa")]);
    assert_eq!(exit, exits(1));
    assert!(err.contains("There is no credentials file “gone.c2pa”"), "{err}");
}

#[test]
fn the_help_says_whom_online_asks() {
    let (_, out, _) = whence(&["examine", "--help"]);
    let told = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["ask that one server for them, and nobody else", "learns that somebody looks at this picture"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}
