//! Every sample of `samples.toml`, one named test each: its bytes, its verdict, and exactly the rows that speak.
//! A new sample needs no code here.

use std::{collections::BTreeMap, fs, ops::ControlFlow, path::PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use whence_engine::{Engine, List, Settings, Source};
use whence_model::{Lang, Status};

#[derive(Deserialize)]
struct Samples {
    sample: Vec<Sample>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    file: String,
    /// What it stands for.
    what: String,
    origin: String,
    licence: String,
    sha256: String,
    /// A list of known pictures to ask beside the one that ships.
    known: Option<String>,
    verdict: String,
    /// The checks that find something, and no others.
    findings: Vec<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

fn main() {
    let toml = fs::read_to_string(folder().join("samples.toml")).expect("samples/samples.toml");
    let samples: Samples = toml::from_str(&toml).expect("samples.toml is well formed");
    let mut trials: Vec<Trial> =
        samples.sample.iter().cloned().map(|s| Trial::test(s.file.clone(), move || holds(&s))).collect();
    let listed: Vec<String> = samples.sample.iter().map(|s| s.file.clone()).collect();
    trials.push(Trial::test("they are made again byte for byte", move || made_again(&listed)));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn holds(sample: &Sample) -> Result<(), Failed> {
    let bytes = fs::read(folder().join(&sample.file))?;
    let digest: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    same("sha256", &digest, &sample.sha256)?;
    for (name, text) in [("what", &sample.what), ("origin", &sample.origin), ("licence", &sample.licence)] {
        if text.is_empty() {
            return Err(format!("{name} is empty").into());
        }
    }
    let mut settings = Settings::default();
    if let Some(list) = &sample.known {
        settings
            .known
            .push(List::parse(list, &fs::read_to_string(folder().join(list))?).map_err(|e| format!("{e:?}"))?);
    }
    let source = Source::Bytes { name: sample.file.clone(), bytes };
    let examined = Engine::new(settings)
        .examine(&source, &mut |_| ControlFlow::Continue(()))
        .map_err(|refusal| refusal.sentence(Lang::En))?;
    let report = examined.report(Lang::En);
    let mut findings: Vec<&str> =
        report.rows.iter().filter(|r| r.status == Status::Finding).map(|r| r.check.as_str()).collect();
    let mut expected: Vec<&str> = sample.findings.iter().map(String::as_str).collect();
    findings.sort_unstable();
    expected.sort_unstable();
    same("findings", &findings, &expected)?;
    same("verdict", &report.verdict.kind.code(), &sample.verdict.as_str())?;
    let french = examined.report(Lang::Fr);
    same("verdict in French", &french.verdict.kind, &report.verdict.kind)
}

fn made_again(listed: &[String]) -> Result<(), Failed> {
    let made: BTreeMap<_, _> = whence_tests::samples::all().into_iter().map(|s| (s.file.to_owned(), s.bytes)).collect();
    same("files", &made.keys().cloned().collect::<Vec<_>>(), &{
        let mut listed = listed.to_vec();
        listed.sort();
        listed
    })?;
    for (file, bytes) in made {
        if fs::read(folder().join(&file))? != bytes {
            return Err(format!("{file} is not what the code makes: run `cargo xtask samples`").into());
        }
    }
    Ok(())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: &T, should: &T) -> Result<(), Failed> {
    if is == should { Ok(()) } else { Err(format!("{what}\n  is:     {is:?}\n  should: {should:?}").into()) }
}
