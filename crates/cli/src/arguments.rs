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
    /// Whom you trust: lists that ship, lists that you import, signers that you pin
    Trust(Trust),
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
    /// The picture's Content Credentials, in a file of their own (.c2pa)
    #[arg(long, value_name = "FILE")]
    pub credentials: Option<PathBuf>,
    /// Where a picture names a server that keeps its credentials, ask that one server for them, and nobody else; it
    /// learns that somebody looks at this picture
    #[arg(long)]
    pub online: bool,
    /// Make the slow searches too: a public watermark in a picture that was cropped, a second or more each
    #[arg(long)]
    pub deep: bool,
    /// Trust only the lists that ship: leave out your pins and the lists that you imported
    #[arg(long)]
    pub no_own_trust: bool,
    /// Show positions, serial numbers and owners' names, which are masked otherwise
    #[arg(long)]
    pub show_private: bool,
    /// Exit with 3 if any picture gets one of these verdicts
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = verdict)]
    pub fail_on: Vec<VerdictKind>,
}

/// Remembered in the folder that WHENCE_CONFIG names or, without it, in the system's folder for settings.
#[derive(Args, Debug)]
#[command(
    after_help = "Remembered in the folder that WHENCE_CONFIG names or, without it, in the system's folder for settings.\n\
                  Exit status: 0 done · 1 a file could not be used, read or written · 2 wrong usage"
)]
pub struct Trust {
    #[command(subcommand)]
    pub command: TrustCommand,
}

#[derive(Debug, Subcommand)]
pub enum TrustCommand {
    /// Every list with its date and digest, and every pinned signer with its note
    List {
        #[arg(long, value_enum, default_value_t)]
        format: PageFormat,
    },
    /// Trust a list: certificates in PEM or DER, or a C2PA trust list in JSON
    Import {
        file: PathBuf,
        /// What reports call it [default: the file's name]
        #[arg(long)]
        name: Option<String>,
    },
    /// Trust an imported list no longer
    Remove { name: String },
    /// Trust one signer: who signed a picture, or a certificate in PEM or DER
    Pin {
        file: PathBuf,
        /// Who it is and how you know; reports show it
        #[arg(long, value_name = "TEXT")]
        note: String,
    },
    /// Trust a pinned signer no longer
    Unpin {
        /// The first digits of its SHA-256, or its name
        #[arg(value_name = "SHA256|NAME")]
        which: String,
    },
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
