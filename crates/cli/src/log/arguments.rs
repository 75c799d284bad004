use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use whence_model::{
    VerdictKind,
    ledger::{DecisionKind, EntryKind, MediaReview},
};

use crate::arguments::{TeamStore, verdict};

/// Checks and decisions, each in an entry that is chained to the one before.
#[derive(Args, Debug)]
#[command(
    after_help = "The log is one file, ledger.sqlite, in the system's folder for data or in the folder that WHENCE_CONFIG names; or where\n\
                  --store, WHENCE_STORE or the settings say: sqlite://PATH or postgres://USER@HOST/DATABASE.\n\
                  Nothing in it is changed or deleted. What an entry holds can be erased, by an entry that says so; its digest stays.\n\
                  Exit status: 0 done · 1 something could not be read or written, or the log disagrees with itself · 2 wrong usage"
)]
pub struct Log {
    #[command(flatten)]
    pub store: TeamStore,
    #[command(subcommand)]
    pub command: LogCommand,
}

#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// Entries, the newest first
    List {
        #[command(flatten)]
        filter: Filter,
        #[arg(long, value_enum, default_value_t)]
        format: ListForm,
        /// Entries at most, 0 for all [default: 50 for a person, all for a program]
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
    },
    /// One entry: the report as it read that day, and every decision about it
    Show {
        /// Its number in the list. A report stays in the language in which it was written; --lang is for the words around it
        #[arg(value_name = "ENTRY")]
        entry: u64,
        #[arg(long, value_enum, default_value_t)]
        format: ShowForm,
        /// Write to this file, which is not there yet [default: standard output]
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Say whether this is the file that the entry speaks of: exit status 0 if it is, 1 if not
        #[arg(long, value_name = "FILE", conflicts_with = "output")]
        verify_file: Option<PathBuf>,
    },
    /// Record a decision about a report: it takes over from the one before, which stays
    Decide(Box<Decide>),
    /// Hand out entries for a spreadsheet or a program
    Export {
        #[command(flatten)]
        filter: Filter,
        #[arg(long, value_enum, default_value_t)]
        format: ExportForm,
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Check every entry, and that each follows from the one before
    Verify {
        /// A checkpoint that was kept elsewhere: the log must still be what it was then
        #[arg(long, value_name = "FILE", requires = "key")]
        checkpoint: Vec<PathBuf>,
        /// The public key that signed the checkpoints, or a file that holds it
        #[arg(long, value_name = "KEY|FILE")]
        key: Option<String>,
        #[arg(long, value_enum, default_value_t)]
        format: VerifyForm,
    },
    /// Sign how many entries there are and the digest of the last. Keep it elsewhere: against it, entries that were cut off
    /// or all rewritten are noticed
    Checkpoint {
        /// The file of the secret key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Make a key to sign checkpoints with: the secret one goes into a file, the public one is printed
    Key {
        /// Whose it is, such as the team's name; without spaces or +
        #[arg(long)]
        name: String,
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Erase what entries hold. Their digests stay, and an entry says who erased what, when and why
    Erase {
        #[arg(required = true, value_name = "ENTRY")]
        entries: Vec<u64>,
        /// Why, and at whose request
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Who erases [default: the name in the settings]
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// The small picture alone
        #[arg(long)]
        picture_only: bool,
    },
}

/// Which entries are meant: those for which all of this holds.
#[derive(Args, Debug)]
pub struct Filter {
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = verdict)]
    pub verdict: Vec<VerdictKind>,
    /// The decision that stands: cleared_to_use, use_with_context, do_not_use, escalate, needs_more_information
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = decision)]
    pub decision: Vec<DecisionKind>,
    /// Reports about which nobody has decided
    #[arg(long)]
    pub undecided: bool,
    /// Part of the name of who examined or decided
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// First day, UTC
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<String>,
    /// Last day, UTC
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<String>,
    /// Part of the picture's name
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// The first digits of the picture's SHA-256
    #[arg(long, value_name = "DIGITS")]
    pub sha256: Option<String>,
    /// Words of names, reasons and context, or their beginnings
    #[arg(long, value_name = "TEXT")]
    pub words: Option<String>,
    /// report, decision or erasure
    #[arg(long, value_parser = kind)]
    pub kind: Option<EntryKind>,
    /// The report that this is the entry of, and the decisions about it
    #[arg(long, value_name = "ENTRY")]
    pub about: Option<u64>,
    /// Reports on the same picture as this file, or on one that looks the same
    #[arg(long, value_name = "FILE")]
    pub similar: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct Decide {
    /// The entry of the report
    #[arg(value_name = "ENTRY")]
    pub entry: u64,
    /// cleared_to_use, use_with_context, do_not_use, escalate or needs_more_information
    #[arg(long, value_parser = decision)]
    pub decision: DecisionKind,
    /// Why, in a sentence or more
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who decides [default: the name in the settings]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// What supports it; may be repeated
    #[arg(long, value_name = "URL")]
    pub link: Vec<String>,
    /// Your own word for how the picture is used, of schema.org's: decontextualized_content, edited_or_cropped_content,
    /// original_media_content, satire_or_parody_content, staged_content, transformed_content
    #[arg(long, value_name = "CATEGORY", value_parser = media_review)]
    pub media_review: Option<MediaReview>,
    /// Where the picture was seen
    #[arg(long, value_name = "URL|TEXT")]
    pub seen_at: Option<String>,
    /// What it is claimed to show
    #[arg(long, value_name = "TEXT")]
    pub claim: Option<String>,
    /// When that is claimed to have been
    #[arg(long, value_name = "TEXT")]
    pub claimed_date: Option<String>,
    /// Where that is claimed to have been
    #[arg(long, value_name = "TEXT")]
    pub claimed_place: Option<String>,
    /// Who sent it
    #[arg(long, value_name = "TEXT")]
    pub sent_by: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListForm {
    #[default]
    Text,
    Json,
    /// An entry a line
    Ndjson,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ShowForm {
    #[default]
    Text,
    /// The entry, whole
    Json,
    /// One file, to be opened in a browser or printed
    Html,
    Pdf,
    /// MediaReview and ClaimReview of the decision that stands (schema.org)
    Jsonld,
    /// To copy into an article
    Sentence,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    #[default]
    Csv,
    Json,
    /// An entry a line
    Ndjson,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum VerifyForm {
    #[default]
    Text,
    Json,
}

fn decision(word: &str) -> Result<DecisionKind, String> {
    one_of(word, &DecisionKind::ALL, DecisionKind::code)
}

fn media_review(word: &str) -> Result<MediaReview, String> {
    one_of(word, &MediaReview::ALL, MediaReview::code)
}

fn kind(word: &str) -> Result<EntryKind, String> {
    one_of(word, &EntryKind::ALL, EntryKind::code)
}

fn one_of<T: Copy>(word: &str, all: &[T], code: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|one| code(*one) == word);
    found.ok_or_else(|| format!("one of {}", all.iter().map(|one| code(*one)).collect::<Vec<_>>().join(", ")))
}

fn day(word: &str) -> Result<String, String> {
    let digits = |range: std::ops::Range<usize>| word.get(range).and_then(|text| text.parse::<u32>().ok());
    let is_one = word.len() == 10
        && word.as_bytes()[4] == b'-'
        && word.as_bytes()[7] == b'-'
        && digits(0..4).is_some()
        && digits(5..7).is_some_and(|month| (1..=12).contains(&month))
        && digits(8..10).is_some_and(|day| (1..=31).contains(&day));
    if is_one { Ok(word.into()) } else { Err("a day such as 2026-03-31".into()) }
}
