//! The command line, as a library: `run(args, …, out, err)` is the whole program, so that tests read what a person reads.

mod arguments;
mod documents;
mod examine;
mod explain;
mod in_order;
mod input;
mod known;
mod log;
mod reading;
mod text;
mod trust;

use std::{
    ffi::OsString,
    io::{self, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use arguments::{Arguments, Command};
use clap::Parser;
use whence_model::Lang;

/// What the program is told by where it runs.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// `LC_ALL`, `LC_MESSAGES` or `LANG`.
    pub locale: Option<String>,
    /// The terminal's width in characters, where it is known.
    pub columns: Option<usize>,
    /// Whether progress goes to standard error: only where that is a terminal.
    pub progress: bool,
    /// Where things are remembered between two launches; without it nothing is.
    pub folder: Option<PathBuf>,
    /// Where the log is kept where nobody says otherwise; without it there is none.
    pub data: Option<PathBuf>,
    /// The program that locks itself in to read files, which begins with [`whence_engine::serve_if_locked_in`]. Without it they
    /// are read by this one.
    pub program: Option<OsString>,
    /// `WHENCE_STORE`: the address of a team's lists and log.
    pub store: Option<String>,
}

impl Surroundings {
    fn lang(&self) -> Lang {
        if self.locale.as_deref().is_some_and(|l| l.starts_with("fr")) { Lang::Fr } else { Lang::En }
    }

    /// Narrow enough to read, whatever the terminal.
    fn width(&self) -> usize {
        self.columns.unwrap_or(80).clamp(40, 100)
    }
}

/// How it ended, as scripts read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All were examined.
    Done = 0,
    /// At least one could not be.
    Refused = 1,
    /// Wrong usage.
    Usage = 2,
    /// A verdict that `--fail-on` names.
    Matched = 3,
}

impl Exit {
    /// A picture that could not be examined counts unless something weightier does.
    fn at_least_refused(self) -> Self {
        if self == Self::Done { Self::Refused } else { self }
    }
}

/// The program: standard input is read only where a path is `-`.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    surroundings: &Surroundings,
    stdin: impl Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let is_said = |word: &str| args.iter().any(|said| said == word);
    let mut surroundings = surroundings.clone();
    let arguments = match Arguments::try_parse_from(&args) {
        Ok(arguments) => arguments,
        Err(told) if told.kind() == clap::error::ErrorKind::DisplayVersion && is_said("--verbose") => {
            surroundings.program.take_if(|_| is_said("--no-isolation"));
            let exit = reading::version(&surroundings, surroundings.lang(), out, err);
            return ExitCode::from(exit.unwrap_or(Exit::Refused) as u8);
        }
        Err(told) => {
            let _ = if told.use_stderr() { write!(err, "{told}") } else { write!(out, "{told}") };
            return ExitCode::from(if told.use_stderr() { Exit::Usage as u8 } else { Exit::Done as u8 });
        }
    };
    // A file may have this name: it is the parsed argument that counts.
    surroundings.program.take_if(|_| arguments.no_isolation);
    let (surroundings, lang) = (&surroundings, arguments.lang.unwrap_or(surroundings.lang()));
    let ended = match arguments.command {
        Command::Examine(what) => examine::run(&what, lang, surroundings, stdin, out, err),
        Command::Known(what) => known::run(what, lang, surroundings, stdin, out, err),
        Command::Log(what) => log::run(what, lang, surroundings, out, err),
        Command::Trust(what) => trust::run(&what, lang, surroundings, out, err),
        Command::Explain(what) => explain::run(&what, lang, surroundings.width(), out, err),
    };
    match ended {
        Ok(exit) => ExitCode::from(exit as u8),
        // Whoever read us has seen enough (`whence … | head`): that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(err, "whence: {error}");
            ExitCode::from(Exit::Refused as u8)
        }
    }
}
