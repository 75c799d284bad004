use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use whence_cli::{Surroundings, run};

fn main() -> ExitCode {
    whence_engine::serve_if_locked_in();
    let surroundings = Surroundings {
        locale: ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty())),
        columns: std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()),
        progress: io::stderr().is_terminal(),
        folder: whence_engine::trust::folder().ok(),
        program: Some(whence_engine::this_program()),
        data: whence_engine::ledger::data_folder().ok(),
        store: std::env::var("WHENCE_STORE").ok(),
    };
    run(std::env::args_os(), &surroundings, io::stdin().lock(), &mut io::stdout().lock(), &mut io::stderr().lock())
}
