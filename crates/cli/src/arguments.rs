use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use whence_model::{Lang, VerdictKind};

/// Where does this picture come from? Says what an image file itself can prove, with its reasons.
#[derive(Debug, Parser)]
#[command(name = "whence", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Language of every sentence [default: that of LANG, or en]
    #[arg(long, global = true, value_parser = lang, value_name = "en|fr")]
    pub lang: Option<Lang>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Examine pictures: files, folders, or - for standard input
    Examine(Examine),
    /// Explain a check: what it looks at, why it matters, when it is innocent, sources
    Explain(Explain),
}

/// Exit status: 0 all were examined, 1 at least one could not be, 2 wrong usage, 3 --fail-on matched.
#[derive(Args, Debug)]
#[command(
    after_help = "Exit status: 0 all were examined · 1 at least one could not be · 2 wrong usage · 3 --fail-on matched"
)]
pub struct Examine {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Pictures examined at once [default: the machine's cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Lists of known pictures (CSV or NDJSON), beside the one that ships
    #[arg(long, value_name = "FILE", num_args = 1)]
    pub known: Vec<PathBuf>,
    /// Exit with 3 if any picture gets one of these verdicts
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = verdict)]
    pub fail_on: Vec<VerdictKind>,
}

#[derive(Args, Debug)]
pub struct Explain {
    /// Its id, such as metadata/save-before-capture; without one, the ids are listed
    #[arg(value_name = "CHECK", conflicts_with = "all")]
    pub check: Option<String>,
    /// Every check, whole
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_enum, default_value_t)]
    pub format: PageFormat,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    #[default]
    Text,
    /// One report, or an array of them
    Json,
    /// One report a line, in the order given, each as it is ready
    Ndjson,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    #[default]
    Text,
    Json,
}

fn lang(word: &str) -> Result<Lang, String> {
    match word {
        "en" => Ok(Lang::En),
        "fr" => Ok(Lang::Fr),
        _ => Err("Whence speaks en and fr".into()),
    }
}

fn verdict(word: &str) -> Result<VerdictKind, String> {
    VerdictKind::ALL.into_iter().find(|kind| kind.code() == word).ok_or_else(|| {
        let codes: Vec<_> = VerdictKind::ALL.iter().map(|kind| kind.code()).collect();
        format!("one of {}", codes.join(", "))
    })
}
