use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use whence_engine::known::LABELS;
use whence_model::{Lang, VerdictKind};

/// Where does this picture come from? Says what an image file itself can prove, with its reasons.
#[derive(Debug, Parser)]
#[command(name = "whence", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Language of every sentence [default: that of LANG, or en]
    #[arg(long, global = true, value_parser = lang, value_name = "en|fr")]
    pub lang: Option<Lang>,
    /// Read files outside the locked room, without its protection: for systems that have none to give
    #[arg(long, global = true)]
    pub no_isolation: bool,
    /// With --version: also what protects the reading of files here, and its limits
    #[arg(long, global = true)]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Examine pictures: files, folders, or - for standard input
    Examine(Examine),
    /// Explain a check: what it looks at, why it matters, when it is innocent, sources
    Explain(Explain),
    /// Known pictures: lists that you import or make, and a search for what is on them
    Known(Known),
    /// What was checked and decided: the log, its exports, and whether it still is as it was written
    Log(crate::log::arguments::Log),
    /// Whom you trust: lists that ship, lists that you import, signers that you pin
    Trust(Trust),
}

/// Exit status: 0 all were examined, 1 at least one could not be, 2 wrong usage, 3 --fail-on matched, which goes before 1.
#[derive(Args, Debug)]
#[command(
    after_help = "Exit status: 0 all were examined · 1 at least one could not be, or not be logged · 2 wrong usage · 3 --fail-on \
                  matched, whatever else could not be done: standard error tells"
)]
pub struct Examine {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Pictures examined at once [default: the machine's cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Lists of known pictures (CSV or NDJSON), beside the one that ships and your own that are on
    #[arg(long, value_name = "FILE", num_args = 1)]
    pub known: Vec<PathBuf>,
    /// Leave out the lists of known pictures that you imported or made
    #[arg(long)]
    pub no_own_lists: bool,
    #[command(flatten)]
    pub team: TeamStore,
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
    /// Write each report into the log
    #[arg(long)]
    pub log: bool,
    /// Who examines, for the log [default: the name in the settings]
    #[arg(long, value_name = "NAME", requires = "log")]
    pub by: Option<String>,
    /// Write html or pdf into this folder, a file a picture
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
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

/// A match says that content is shared, and what the list says of it: never that a picture is genuine.
#[derive(Args, Debug)]
#[command(
    after_help = "A match says that two pictures share content, and what the list says of that one. It never says that a picture is genuine,\n\
                  nor that the same is claimed of it. Without a match nothing is known: crops and collages hide a copy from a list without features.\n\
                  Lists are kept in the folder `known` beside trust.json, with a small picture of each file that was added, for the window\n\
                  to show beside a match; those of a team where --store says, without pictures. No export holds a picture.\n\
                  Exit status: 0 done · 1 a file could not be used, read or written · 2 wrong usage"
)]
pub struct Known {
    #[command(flatten)]
    pub team: TeamStore,
    #[command(subcommand)]
    pub command: KnownCommand,
}

#[derive(Args, Debug)]
pub struct TeamStore {
    /// A team's lists and log, in PostgreSQL (postgres://USER@HOST/DATABASE): hashes of each picture are sent there. Give
    /// the password in PGPASSWORD. Or a file for the log alone (sqlite://PATH) [default: WHENCE_STORE]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub store: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum KnownCommand {
    /// Your lists with their owners, sizes and whether they are on; or the entries of one of them
    List {
        list: Option<String>,
        #[arg(long, value_enum, default_value_t)]
        format: PageFormat,
    },
    /// Take in a list (CSV, NDJSON, hashes that other programs wrote), or make one of a folder of pictures, whose words
    /// may stand in known.csv in it
    Import(Box<KnownImport>),
    /// Add pictures to a list of yours, which is begun where there is none of this name
    Add(Box<KnownAdd>),
    /// Hand out a list: to a file that is not there yet or, without --output, to standard output
    Export {
        list: String,
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// csv and ndjson in Whence's own columns; original as it was imported [default: the bytes that are kept]
        #[arg(long, value_enum)]
        format: Option<ListFormat>,
    },
    /// Hold pictures against these lists again
    Enable {
        #[arg(required = true, value_name = "LIST")]
        lists: Vec<String>,
    },
    /// Hold pictures against these lists no longer; they are kept
    Disable {
        #[arg(required = true, value_name = "LIST")]
        lists: Vec<String>,
    },
    /// Remove a list, or one entry of it
    Remove {
        list: String,
        /// Its id, its title, or the first digits of one of its hashes
        entry: Option<String>,
    },
    /// Bring back the lists as they stood before the last change; a second time, take that back
    Undo,
    /// Find pictures that are on your lists, and those that are alike among themselves
    Search {
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[arg(long, value_enum, default_value_t)]
        format: PageFormat,
        /// Pictures read at once [default: the machine's cores]
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
        jobs: Option<u16>,
    },
}

#[derive(Args, Debug)]
pub struct KnownImport {
    /// A list, or a folder of pictures
    #[arg(value_name = "FILE|FOLDER")]
    pub path: PathBuf,
    /// What reports call it [default: its own name for itself, or its file's]
    #[arg(long)]
    pub name: Option<String>,
    /// Who answers for it [default: what it says itself]
    #[arg(long)]
    pub owner: Option<String>,
    /// Under which terms it may be passed on [default: what it says itself]
    #[arg(long)]
    pub licence: Option<String>,
    /// Take the place of a list of the same name
    #[arg(long)]
    pub replace: bool,
    /// What bare hashes are: each has 64 digits
    #[arg(long, value_enum)]
    pub hashes: Option<HashKind>,
    /// For entries that say none: ai_generated, altered, out_of_context, staged, satire, original, other
    #[arg(long, value_parser = label)]
    pub label: Option<&'static str>,
    /// For entries that say none: the list's own word for them
    #[arg(long, value_name = "TEXT")]
    pub rating: Option<String>,
    #[command(flatten)]
    pub words: Words,
}

#[derive(Args, Debug)]
pub struct KnownAdd {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The list that they go on
    #[arg(long, value_name = "NAME")]
    pub list: String,
    /// ai_generated, altered, out_of_context, staged, satire, original or other
    #[arg(long, value_parser = label)]
    pub label: &'static str,
    /// Your own word for it
    #[arg(long, value_name = "TEXT")]
    pub rating: String,
    /// What the picture is called, where one is added [default: its file's name]
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[command(flatten)]
    pub words: Words,
}

#[derive(Args, Debug)]
pub struct Words {
    /// What it is and where it comes from, in a sentence or two
    #[arg(long, value_name = "TEXT")]
    pub what: Option<String>,
    /// Where it comes from
    #[arg(long, value_name = "URL")]
    pub source: Option<String>,
    /// Where it was rated
    #[arg(long, value_name = "URL")]
    pub fact_check: Option<String>,
    /// When it was first seen: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long)]
    pub date: Option<String>,
    /// The language of these words, such as en
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HashKind {
    Sha256,
    Pdq,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Csv,
    Ndjson,
    Original,
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
    /// One file a picture, to be opened in a browser or printed
    Html,
    Pdf,
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

fn label(word: &str) -> Result<&'static str, String> {
    let words = LABELS.map(|(word, _)| word);
    words.into_iter().find(|label| *label == word).ok_or_else(|| format!("one of {}", words.join(", ")))
}

pub fn verdict(word: &str) -> Result<VerdictKind, String> {
    VerdictKind::ALL.into_iter().find(|kind| kind.code() == word).ok_or_else(|| {
        let codes: Vec<_> = VerdictKind::ALL.iter().map(|kind| kind.code()).collect();
        format!("one of {}", codes.join(", "))
    })
}
