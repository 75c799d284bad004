//! `cargo xtask rates DIR [--write DATE]`: how often each check speaks on a folder of pictures.

use std::{env, fs, path::Path, process::ExitCode};

use whence_model::Lang;
use whence_tests::rates;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (folder, date) = match arguments.as_slice() {
        [folder] => (folder, None),
        [folder, write, date] if write == "--write" => (folder, Some(date)),
        _ => {
            eprintln!("measure-rates DIR [--write DATE]");
            return ExitCode::from(2);
        }
    };
    let rates = match rates::measure(Path::new(folder)) {
        Ok(rates) => rates,
        Err(refusal) => {
            eprintln!("{folder}: {}", refusal.sentence(Lang::En));
            return ExitCode::FAILURE;
        }
    };
    print!("{}", rates.text());
    if let Some(date) = date {
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/checks/rates.tsv");
        if let Err(why) = fs::write(&table, rates.table(date)) {
            eprintln!("{}: {why}", table.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
