//! How much longer the whole reading of credentials takes than what the library alone needs to validate and write its
//! JSON. Both read the same bytes against the official lists, one after the other in one run.
//!
//! `cargo bench --bench credentials`; `WHENCE_CORPUS` names the folder that has `c2pa/` and `generators/`. Where `C2PATOOL`
//! names that program, the library's own tool reads the same files against the same lists in the same run, each in a
//! process of its own as it does for a person, and its processor time stands beside ours (Linux).

use std::{
    env, fs,
    hint::black_box,
    io::Cursor,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use c2pa::{
    Context, Reader, Settings,
    settings::{TrustAnchor, TrustListKind},
};
use whence_inspect::{Inspector, Progress, Step};
use whence_model::{Format, TrustBook};

const ROUNDS: usize = 15;

/// Path, bytes and media type.
type File = (PathBuf, Vec<u8>, &'static str);

fn main() {
    let files = files();
    if files.is_empty() {
        println!("no files: set WHENCE_CORPUS to the folder that has c2pa/ and generators/");
        return;
    }
    let (context, plain) = (context(), Inspector::new(&TrustBook::default(), false));
    let pictures = Inspector::new(&TrustBook::default(), true);
    let mut sums = [Duration::ZERO; 3];
    println!("{:>9} {:>9} {:>9}  file", "library", "ours", "pictures");
    for (path, bytes, mime) in &files {
        let mut rounds = [const { Vec::new() }; 3];
        for _ in 0..ROUNDS {
            rounds[0].push(library(&context, mime, bytes));
            rounds[1].push(ours(&plain, bytes));
            rounds[2].push(ours(&pictures, bytes));
        }
        let medians = rounds.map(median);
        sums.iter_mut().zip(medians).for_each(|(sum, median)| *sum += median);
        let [library, ours, pictures] = medians.map(|time| time.as_micros());
        println!("{library:>6} µs {ours:>6} µs {pictures:>6} µs  {}", path.file_name().unwrap_or_default().display());
    }
    let [library, ours, pictures] = sums.map(|sum| sum.as_secs_f64() * 1e3);
    println!("{} files: library {library:.1} ms", files.len());
    println!("ours {ours:.1} ms, ratio {:.3}", ours / library);
    if let Some(tool) = env::var_os("C2PATOOL") {
        let told = tools_time(Path::new(&tool), &files).as_secs_f64() * 1e3;
        println!("c2patool {told:.1} ms of processor time, ours over it {:.3}", ours / told);
    }
    println!("with the pictures in the credentials {pictures:.1} ms, ratio {:.3}", pictures / library);
}

/// Processor time of the tool over every file, the median of a few rounds.
fn tools_time(tool: &Path, files: &[File]) -> Duration {
    let lists = env::temp_dir().join("whence-bench-lists.pem");
    let pem = [include_str!("../trust/c2pa-signers.pem"), include_str!("../trust/c2pa-tsa.pem")].concat();
    fs::write(&lists, pem).expect("a temporary file");
    let round = || {
        let before = of_children();
        for (path, ..) in files {
            let mut command = Command::new(tool);
            command
                .arg(path)
                .args(["trust", "--trust_anchors"])
                .arg(&lists)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            assert!(command.status().is_ok_and(|ended| ended.success()), "{} cannot be run", tool.display());
        }
        of_children() - before
    };
    median((0..5).map(|_| round()).collect())
}

/// Processor time of the processes that ended, in the system's ticks of 10 ms (proc(5), fields 16 and 17).
fn of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields = stat.rsplit_once(") ").expect("a name in brackets").1.split(' ');
    let ticks: u64 = fields.skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * ticks)
}

/// Every file of the corpus in which the library finds credentials.
fn files() -> Vec<File> {
    let corpus = env::var_os("WHENCE_CORPUS").map_or_else(|| "../../../shared/corpus".into(), PathBuf::from);
    let entries = ["c2pa", "generators"].iter().filter_map(|folder| fs::read_dir(corpus.join(folder)).ok()).flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths.into_iter().filter_map(read).collect()
}

fn read(path: PathBuf) -> Option<File> {
    let bytes = fs::read(&path).ok()?;
    let mime = match Inspector::format(&bytes).ok()? {
        Format::Jpeg => "image/jpeg",
        Format::Png => "image/png",
        _ => return None,
    };
    Reader::from_shared_context(&context()).with_stream(mime, Cursor::new(&bytes)).ok()?;
    Some((path, bytes, mime))
}

fn context() -> Arc<Context> {
    let anchor = |pem: &str, name: &str, kind| TrustAnchor {
        trust_anchors: pem.into(),
        trust_uri: Some(name.into()),
        trust_kind: kind,
        ..TrustAnchor::default()
    };
    let mut settings = Settings::new();
    settings.trust.trust_config = Some(include_str!("../trust/store.cfg").into());
    settings.trust.anchors = Some(vec![
        anchor(include_str!("../trust/c2pa-signers.pem"), "signers", TrustListKind::Manifest),
        anchor(include_str!("../trust/c2pa-tsa.pem"), "stamps", TrustListKind::TSA),
    ]);
    settings.verify.remote_manifest_fetch = false;
    Context::new().with_settings(settings).expect("settings that are written above").into_shared()
}

fn library(context: &Arc<Context>, mime: &str, bytes: &[u8]) -> Duration {
    let start = Instant::now();
    let reader = Reader::from_shared_context(context).with_stream(mime, Cursor::new(bytes));
    black_box(reader.expect("it was read before").json());
    start.elapsed()
}

/// From when credentials are read until pixels would be, which are not.
fn ours(inspector: &Inspector, bytes: &[u8]) -> Duration {
    let (mut start, mut end) = (Instant::now(), None);
    let stopped = inspector.inspect(bytes, None, false, &mut |told| match told {
        Progress::Step(Step::Credentials) => {
            start = Instant::now();
            ControlFlow::Continue(())
        }
        Progress::Step(Step::Pixels) => {
            end = Some(Instant::now());
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    });
    assert!(stopped.is_err(), "it goes no further");
    end.expect("credentials were read").duration_since(start)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
