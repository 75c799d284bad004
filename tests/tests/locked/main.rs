//! Pictures read in the locked room, through the whole examination: the same as outside, and whatever a file does, this process
//! lives on and says what happened. The program starts itself again as what is locked in.

mod hostile;

use std::{
    env, fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use libtest_mimic::{Arguments, Failed, Trial};
use whence_engine::{
    Engine, Examination, Limits, Pool, Request, Settings, Source, images_in, protection, rooms, serve_if_locked_in,
};
use whence_model::{Isolation, Lang, Refusal};
use whence_tests::{bombs, samples::detached};

fn main() {
    serve_if_locked_in();
    let tests = [
        Trial::test("a_picture_is_read_in_the_room_as_it_is_outside", a_picture_is_read_in_the_room_as_it_is_outside),
        Trial::test("credentials_from_elsewhere_are_read_there_too", credentials_from_elsewhere_are_read_there_too),
        Trial::test("a_report_says_what_protected", a_report_says_what_protected),
        Trial::test("where_no_room_can_be_had_no_file_is_read", where_no_room_can_be_had_no_file_is_read),
        Trial::test("who_stops_it_is_not_kept_waiting", who_stops_it_is_not_kept_waiting),
        Trial::test("a_limit_of_each_kind_has_its_own_sentence", a_limit_of_each_kind_has_its_own_sentence),
        Trial::test("bombs_end_within_the_limits", hostile::bombs_end_within_the_limits),
        Trial::test(
            "damaged_samples_end_in_a_report_or_a_sentence",
            hostile::damaged_samples_end_in_a_report_or_a_sentence,
        ),
        Trial::test(
            "a_corpus_of_attacks_ends_in_reports_or_sentences",
            hostile::a_corpus_of_attacks_ends_in_reports_or_sentences,
        ),
    ];
    libtest_mimic::run(&Arguments::from_args(), tests.into()).exit();
}

fn engine(room: Option<Pool>, limits: Limits) -> Engine {
    Engine::new(Settings { room, limits, features: true, ..Settings::default() })
}

/// A room of this program.
fn room(limits: &Limits) -> Option<Pool> {
    Some(rooms(env::current_exe().unwrap(), limits))
}

fn locked(limits: Limits) -> Engine {
    engine(room(&limits), limits)
}

fn examine(engine: &Engine, source: &Source) -> Result<Examination, Refusal> {
    engine.examine(source, &mut |_| ControlFlow::Continue(()))
}

fn samples() -> Vec<PathBuf> {
    images_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")).unwrap().images
}

/// What an examination says, but for when it was made and what protected.
fn told(examination: &Examination) -> serde_json::Value {
    let mut report = examination.report_unmasked(Lang::En);
    report.engine.isolation = Isolation::None;
    report.engine.protection.clear();
    let mut report = serde_json::to_value(report).unwrap();
    report["examined_at"].take();
    report["facts"]["examined_at"].take();
    report
}

fn a_picture_is_read_in_the_room_as_it_is_outside() -> Result<(), Failed> {
    let (outside, inside) = (engine(None, Limits::default()), locked(Limits::default()));
    assert!(samples().len() > 15);
    for path in samples() {
        let source = Source::File(path.clone());
        let (here, there) = (examine(&outside, &source).unwrap(), examine(&inside, &source).unwrap());
        assert!(told(&here) == told(&there), "{}", path.display());
        assert_eq!(here.preview(), there.preview());
        assert_eq!(here.copies(), there.copies());
        assert_eq!(here.exif_thumbnail(), there.exif_thumbnail());
        assert_eq!(here.features(), there.features());
        assert_eq!(here.signer_certificate(), there.signer_certificate());
        let preview = here.preview().unwrap();
        assert_eq!(outside.pixels(preview), inside.pixels(preview));
        assert!(inside.pixels(preview).is_some());
    }
    Ok(())
}

fn credentials_from_elsewhere_are_read_there_too() -> Result<(), Failed> {
    let picture = detached::picture(7);
    let credentials = detached::credentials_of(&picture);
    let picture = Source::Bytes { name: "picture.jpg".into(), bytes: picture };
    let credentials = Source::Bytes { name: "picture.c2pa".into(), bytes: credentials };
    let request = || Request { credentials: Some(&credentials), ..Request::from(&picture) };
    let [here, there] = [engine(None, Limits::default()), locked(Limits::default())]
        .map(|engine| engine.examine(request(), &mut |_| ControlFlow::Continue(())).unwrap());
    assert!(told(&here) == told(&there));
    assert!(!here.provenance().manifests.is_empty());
    Ok(())
}

fn a_report_says_what_protected() -> Result<(), Failed> {
    let source = Source::File(samples().swap_remove(0));
    let inside = locked(Limits::default());
    let report = examine(&inside, &source).unwrap().report(Lang::Fr);
    assert_eq!(report.engine.isolation, protection(&room(&Limits::default()).unwrap()).unwrap());
    assert!(matches!(report.engine.isolation, Isolation::Room { .. }));
    assert!(report.engine.protection.starts_with("Les fichiers sont lus dans une chambre close"));
    let report = examine(&engine(None, Limits::default()), &source).unwrap().report(Lang::En);
    assert_eq!(report.engine.isolation, Isolation::None);
    assert!(report.engine.protection.starts_with("Files are read outside the locked room"));
    Ok(())
}

/// `true` ends at once and says nothing, as a program would that does not know the room; the other is none at all.
fn where_no_room_can_be_had_no_file_is_read() -> Result<(), Failed> {
    let source = Source::File(samples().swap_remove(0));
    let limits = Limits::default();
    let none = engine(Some(rooms("/no/such/program", &limits)), limits);
    assert!(matches!(examine(&none, &source), Err(Refusal::Unconfined { .. })));
    let mute = engine(Some(rooms("/bin/true", &limits)), limits);
    assert!(matches!(examine(&mute, &source), Err(Refusal::Unconfined { .. })));
    Ok(())
}

fn who_stops_it_is_not_kept_waiting() -> Result<(), Failed> {
    let inside = locked(Limits::default());
    let source = Source::File(samples().swap_remove(0));
    for after in 0..4 {
        let mut heard = 0;
        let stopped = inside.examine(&source, &mut |_| {
            heard += 1;
            if heard > after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((stopped.unwrap_err(), heard), (Refusal::Cancelled, after + 1));
        assert!(examine(&inside, &source).is_ok(), "the next one is read");
    }
    Ok(())
}

fn a_limit_of_each_kind_has_its_own_sentence() -> Result<(), Failed> {
    let large = bombs::all().swap_remove(0).bytes;
    let source = Source::Bytes { name: "large.png".into(), bytes: large };
    let ends = |limits: Limits| examine(&locked(limits), &source).map(|examined| examined.report(Lang::En));
    let file = ends(Limits { file_mib: 0, ..Limits::default() });
    assert!(matches!(file, Err(Refusal::TooLarge { limit: 0, .. })), "{file:?}");
    let memory = ends(Limits { memory_mib: 512, ..Limits::default() });
    assert_eq!(memory, Err(Refusal::OutOfMemory { limit: 512 << 20 }));
    let time = ends(Limits { seconds: 1, ..Limits::default() });
    assert_eq!(time, Err(Refusal::OutOfTime { seconds: 1 }));
    let pixels = ends(Limits { megapixels: 1, ..Limits::default() }).unwrap();
    let state = serde_json::to_value(&pixels.facts.pixels.state).unwrap();
    assert_eq!(state["limit"], 1_000_000, "{state}");
    let sentences: std::collections::BTreeSet<String> =
        [memory, time].map(|refused| refused.unwrap_err().sentence(Lang::En)).into();
    assert_eq!(sentences.len(), 2);
    Ok(())
}

/// Bytes of a file.
fn bytes_of(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}
