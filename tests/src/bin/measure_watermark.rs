//! `cargo xtask watermark DIR [--write]`: how often the public watermark is found again in pictures of a folder, and in
//! drawn ones, that were marked and then processed or cropped; and how high the same pictures score without it.

use std::{env, fs, path::Path, process::ExitCode};

use whence_model::Lang;
use whence_tests::watermark::rates;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (folder, date) = match arguments.as_slice() {
        [folder] => (folder, None),
        [folder, write, date] if write == "--write" => (folder, Some(date)),
        _ => {
            eprintln!("measure-watermark DIR [--write DATE]");
            return ExitCode::from(2);
        }
    };
    let rates = match rates::measure(Path::new(folder), &mut |line| println!("{line}")) {
        Ok(rates) => rates,
        Err(refusal) => {
            eprintln!("{folder}: {}", refusal.sentence(Lang::En));
            return ExitCode::FAILURE;
        }
    };
    print!("{}", rates.text());
    if let Some(date) = date {
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/checks/watermark.tsv");
        if let Err(why) = fs::write(&table, rates.table(date)) {
            eprintln!("{}: {why}", table.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
