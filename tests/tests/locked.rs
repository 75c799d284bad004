//! Pictures read in the locked room, through the whole examination. The program starts itself again as what is locked in.

use std::{env, fs, ops::ControlFlow, path::PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use whence_engine::{Engine, Examination, Pool, RoomLimits, Settings, Source, serve_if_locked_in};
use whence_model::{Lang, Refusal};

fn main() {
    serve_if_locked_in();
    let tests =
        [Trial::test("a_picture_is_read_in_the_room_as_it_is_outside", a_picture_is_read_in_the_room_as_it_is_outside)];
    libtest_mimic::run(&Arguments::from_args(), tests.into()).exit();
}

fn engine(room: Option<Pool>) -> Engine {
    Engine::new(Settings { room, features: true, ..Settings::default() })
}

fn room() -> Option<Pool> {
    Some(Pool::new(env::current_exe().unwrap(), RoomLimits::default()))
}

fn examine(engine: &Engine, source: &Source) -> Result<Examination, Refusal> {
    engine.examine(source, &mut |_| ControlFlow::Continue(()))
}

fn samples() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "jpg" || ending == "png")).collect()
}

/// What an examination says, but for the second in which it was made.
fn told(examination: &Examination) -> serde_json::Value {
    let mut report = serde_json::to_value(examination.report_unmasked(Lang::En)).unwrap();
    report["examined_at"].take();
    report["facts"]["examined_at"].take();
    report
}

fn a_picture_is_read_in_the_room_as_it_is_outside() -> Result<(), Failed> {
    let (outside, inside) = (engine(None), engine(room()));
    assert!(samples().len() > 15);
    for path in samples() {
        let source = Source::File(path.clone());
        let (here, there) = (examine(&outside, &source).unwrap(), examine(&inside, &source).unwrap());
        assert!(told(&here) == told(&there), "{}", path.display());
        assert_eq!(here.preview(), there.preview());
        assert_eq!(here.exif_thumbnail(), there.exif_thumbnail());
        assert_eq!(here.features(), there.features());
        assert_eq!(here.signer_certificate(), there.signer_certificate());
    }
    Ok(())
}
