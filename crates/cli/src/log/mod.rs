//! `whence log`: what was checked and decided, and that it stands as it was written.

pub mod arguments;
mod keep;
pub mod output;
mod page;

use std::{
    io::{self, Write},
    ops::ControlFlow,
    path::Path,
    str::FromStr,
};

use whence_engine::{
    Engine, Settings, Source,
    ledger::{
        Checkpoint, Choices, DocumentForm, LedgerError, Log, LogRefusal, SettingsStore, SigningKey, TableForm,
        VerifierKey, alike, document, new_key, table, verify,
    },
    trust::StoreError,
};
use whence_model::{
    Lang, Text, Untrusted,
    ledger::{Context, Decision, Erased, Query},
    t,
};

pub use self::keep::{keeper, told};
use self::{
    arguments::{Decide, ExportForm, Filter, ListForm, LogCommand, ShowForm, VerifyForm},
    output::written_to,
    page::Page,
};
use crate::{Exit, Surroundings, arguments::TeamStore, reading};

/// Entries that a person is shown at once.
const SHOWN: u32 = 50;
/// Reports that look the same: more are rather one picture many times.
const SIMILAR: u32 = 10_000;

pub fn run(
    what: arguments::Log,
    lang: Lang,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let desk = Desk { lang, surroundings, store: &what.store };
    match desk.run(what.command, out, err) {
        Ok(exit) => exit,
        Err(refusal) => {
            writeln!(err, "whence: {}", refusal.sentence(lang))?;
            Ok(if refusal.is_of_words() { Exit::Usage } else { Exit::Refused })
        }
    }
}

/// Where and for whom the work is done.
struct Desk<'a> {
    lang: Lang,
    surroundings: &'a Surroundings,
    store: &'a TeamStore,
}

type Done = Result<io::Result<Exit>, LogRefusal>;

impl Desk<'_> {
    fn run(&self, what: LogCommand, out: &mut dyn Write, err: &mut dyn Write) -> Done {
        match what {
            LogCommand::List { filter, format, limit } => self.list(&filter, format, limit, out),
            LogCommand::Show { entry, verify_file: Some(file), .. } => self.verify_file(entry, &file, out),
            LogCommand::Show { entry, format, output, .. } => self.show(entry, format, output.as_deref(), out, err),
            LogCommand::Decide(decide) => self.decide(*decide, out),
            LogCommand::Export { filter, format, output } => self.export(&filter, format, output.as_deref(), out, err),
            LogCommand::Verify { checkpoint, key, format } => {
                let key = key.map(|key| self.verifier(&key)).transpose()?;
                let opened = checkpoint.iter().map(|file| self.checkpoint_in(file, key.as_ref()));
                let opened: Vec<Checkpoint> = opened.collect::<Result<_, _>>()?;
                self.verify(opened, format, out, err)
            }
            LogCommand::Checkpoint { key, output } => self.checkpoint(&key, output.as_deref(), out, err),
            LogCommand::Key { name, output } => self.key(&name, &output, out, err),
            LogCommand::Erase { entries, reason, by, picture_only } => {
                let what = if picture_only { Erased::Picture } else { Erased::Everything };
                let appended = self.log()?.erase(&entries, what, &reason, &self.named(by)?)?;
                Ok(self.page(out).erased(&entries, what, &appended).map(|()| Exit::Done))
            }
        }
    }

    fn page<'a>(&self, out: &'a mut dyn Write) -> Page<'a> {
        Page { out, lang: self.lang, width: self.surroundings.width() }
    }

    /// The log that is meant: by `--store`, the environment, the settings, or one's own.
    fn log(&self) -> Result<Log, LedgerError> {
        log(self.store, self.surroundings)
    }

    /// Who does it: as was said, or as the settings say.
    fn named(&self, by: Option<String>) -> Result<String, LedgerError> {
        by.map_or_else(|| Ok(choices(self.surroundings)?.by), Ok)
    }

    /// What a filter wants, and the reports among which it is wanted.
    fn query(&self, log: &Log, filter: &Filter) -> Result<(Query, Option<Vec<u64>>), LogRefusal> {
        let word = |word: &Option<String>| word.clone().unwrap_or_default();
        let query = Query {
            kind: filter.kind,
            verdicts: filter.verdict.clone(),
            decisions: filter.decision.clone(),
            undecided: filter.undecided,
            by: word(&filter.by),
            from: word(&filter.from),
            to: word(&filter.to),
            name: word(&filter.name),
            sha256: word(&filter.sha256),
            words: word(&filter.words),
            about: filter.about,
            before: None,
        };
        let Some(file) = &filter.similar else { return Ok((query, None)) };
        let limits = choices(self.surroundings)?.limits;
        let engine =
            Engine::new(Settings { known: Vec::new(), previews: false, ..reading::within(limits, self.surroundings) });
        let source = Source::File(file.clone());
        let examined = engine.examine(&source, &mut |_| ControlFlow::Continue(())).map_err(|refusal| {
            let file = Untrusted::from(file.to_string_lossy().into_owned());
            let told = |lang| format!("{file}: {}", refusal.sentence(lang));
            Text::new(told(Lang::En), told(Lang::Fr))
        })?;
        let seen = log.seen(&alike(examined.exhibit()), SIMILAR)?;
        Ok((query, Some(seen.iter().map(|seen| seen.entry.position).collect())))
    }

    fn list(&self, filter: &Filter, format: ListForm, limit: Option<u32>, out: &mut dyn Write) -> Done {
        let log = self.log()?;
        let (query, among) = self.query(&log, filter)?;
        let most = match limit {
            Some(0) => u32::MAX - 1,
            Some(limit) => limit,
            None if format == ListForm::Text => SHOWN,
            None => u32::MAX - 1,
        };
        let (entries, more) = log.list(&query, among.as_deref(), most)?;
        let written = match format {
            ListForm::Text => self.page(out).list(&entries, more),
            ListForm::Json => {
                serde_json::to_writer_pretty(&mut *out, &entries).map_err(Into::into).and_then(|()| writeln!(out))
            }
            ListForm::Ndjson => entries.iter().try_for_each(|entry| {
                serde_json::to_writer(&mut *out, entry)?;
                writeln!(out)
            }),
        };
        Ok(written.map(|()| Exit::Done))
    }

    fn show(&self, entry: u64, format: ShowForm, to: Option<&Path>, out: &mut dyn Write, err: &mut dyn Write) -> Done {
        let log = self.log()?;
        let form = match format {
            ShowForm::Text => {
                let entry = log.entry(entry)?;
                let mut text = Vec::new();
                let told = self.page(&mut text).entry(&entry);
                return Ok(told.and_then(|()| self.hand_out(&text, to, out, err)));
            }
            ShowForm::Json => DocumentForm::Json,
            ShowForm::Html => DocumentForm::Html,
            ShowForm::Pdf => DocumentForm::Pdf,
            ShowForm::Jsonld => DocumentForm::JsonLd,
            ShowForm::Sentence => DocumentForm::Sentence,
        };
        let mut made = document(&log, entry, form)?;
        if matches!(form, DocumentForm::JsonLd | DocumentForm::Sentence) {
            made.push(b'\n');
        }
        Ok(self.hand_out(&made, to, out, err))
    }

    /// To a file that is not there yet, or to standard output.
    fn hand_out(&self, bytes: &[u8], to: Option<&Path>, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
        let Some(file) = to else { return out.write_all(bytes).map(|()| Exit::Done) };
        match written_to(file, |to| to.write_all(bytes)) {
            Ok(()) => Ok(Exit::Done),
            Err(why) => {
                writeln!(err, "whence: {}", why.in_lang(self.lang))?;
                Ok(Exit::Refused)
            }
        }
    }

    fn verify_file(&self, entry: u64, file: &Path, out: &mut dyn Write) -> Done {
        let log = self.log()?;
        let entry = log.entry(entry)?;
        let position = entry.summary.about.unwrap_or(entry.summary.position);
        let Some(logged) = &entry.logged else { return Err(LedgerError::Erased { position }.into()) };
        let found = Source::File(file.into()).sha256().map_err(|refusal| {
            let file = Untrusted::from(file.to_string_lossy().into_owned());
            let told = |lang| format!("{file}: {}", refusal.sentence(lang));
            LogRefusal::File(Text::new(told(Lang::En), told(Lang::Fr)))
        })?;
        let same = found == logged.report.exhibit.sha256;
        let told = self.page(out).same_file(file, &found, &logged.report.exhibit, position);
        Ok(told.map(|()| if same { Exit::Done } else { Exit::Refused }))
    }

    fn decide(&self, decide: Decide, out: &mut dyn Write) -> Done {
        let word = Option::<String>::unwrap_or_default;
        let decision = Decision {
            kind: decide.decision,
            reason: decide.reason,
            by: self.named(decide.by)?,
            links: decide.link,
            media_review: decide.media_review,
            context: Context {
                seen_at: word(decide.seen_at),
                claim: word(decide.claim),
                claimed_date: word(decide.claimed_date),
                claimed_place: word(decide.claimed_place),
                sent_by: word(decide.sent_by),
            },
        };
        let kind = decision.kind;
        let appended = self.log()?.decide(decide.entry, decision)?;
        Ok(self.page(out).decided(kind, decide.entry, &appended).map(|()| Exit::Done))
    }

    fn export(
        &self,
        filter: &Filter,
        format: ExportForm,
        to: Option<&Path>,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Done {
        let log = self.log()?;
        let (query, among) = self.query(&log, filter)?;
        let form = match format {
            ExportForm::Csv => TableForm::Csv,
            ExportForm::Json => TableForm::Json,
            ExportForm::Ndjson => TableForm::Ndjson,
        };
        let progress = self.surroundings.progress;
        let mut heard = |done: u64| {
            if progress && done.is_multiple_of(200) {
                let _ = write!(err, "\r\x1b[2K{done} ");
            }
            ControlFlow::Continue(())
        };
        let Some(file) = to else {
            table(&log, &query, among.as_deref(), form, out, &mut heard)?;
            return Ok(Ok(Exit::Done));
        };
        let mut refused = None;
        let written = written_to(file, |to| match table(&log, &query, among.as_deref(), form, to, &mut heard) {
            Ok(_) => Ok(()),
            Err(refusal) => {
                refused = Some(refusal);
                Err(io::Error::other("refused"))
            }
        });
        match (refused, written) {
            (Some(refusal), _) => Err(refusal),
            (None, Err(why)) => Err(LogRefusal::File(why)),
            (None, Ok(())) => Ok(Ok(Exit::Done)),
        }
    }

    fn verify(
        &self,
        checkpoints: Vec<Checkpoint>,
        format: VerifyForm,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Done {
        let log = self.log()?;
        let progress = self.surroundings.progress;
        let verified = verify(&log, checkpoints, &mut |done, total| {
            if progress && done.is_multiple_of(200) {
                let _ = write!(err, "\r\x1b[2K{done}/{total} ");
            }
            ControlFlow::Continue(())
        })?;
        if progress {
            let _ = write!(err, "\r\x1b[2K");
        }
        // Nobody breaks it off here.
        let Some(verified) = verified else { return Ok(Ok(Exit::Refused)) };
        let exit = if verified.agrees() { Exit::Done } else { Exit::Refused };
        let written = match format {
            VerifyForm::Json => {
                serde_json::to_writer_pretty(&mut *out, &verified).map_err(Into::into).and_then(|()| writeln!(out))
            }
            VerifyForm::Text => self.page(out).verified(&verified, log.place()),
        };
        Ok(written.map(|()| exit))
    }

    fn verifier(&self, key: &str) -> Result<VerifierKey, LogRefusal> {
        if let Ok(key) = VerifierKey::from_str(key.trim()) {
            return Ok(key);
        }
        let text = output::read_small(Path::new(key)).map_err(LogRefusal::File)?;
        Ok(VerifierKey::from_str(String::from_utf8_lossy(&text).trim())?)
    }

    fn checkpoint_in(&self, file: &Path, key: Option<&VerifierKey>) -> Result<Checkpoint, LogRefusal> {
        let note = output::read_small(file).map_err(LogRefusal::File)?;
        let key = key
            .ok_or_else(|| LogRefusal::Words(t("A checkpoint needs --key.", "Un point de contrôle demande --key.")))?;
        Ok(Checkpoint::open(&note, key)?)
    }

    fn checkpoint(&self, key: &Path, to: Option<&Path>, out: &mut dyn Write, err: &mut dyn Write) -> Done {
        let secret = output::read_small(key).map_err(LogRefusal::File)?;
        let key = SigningKey::parse(String::from_utf8_lossy(&secret).trim()).ok_or_else(|| {
            let file = Untrusted::from(key.to_string_lossy().into_owned());
            Text::new(
                format!("{file} holds no secret key of ours. `whence log key` makes one."),
                format!("{file} ne contient pas de clé secrète à nous. `whence log key` en crée une."),
            )
        })?;
        let note = self.log()?.checkpoint(&key)?;
        Ok(self.hand_out(note.as_bytes(), to, out, err))
    }

    fn key(&self, name: &str, file: &Path, out: &mut dyn Write, err: &mut dyn Write) -> Done {
        let key = new_key(name)?;
        let written = written_to(file, |to| writeln!(to, "{}", key.secret()));
        Ok(match written {
            Ok(()) => self.page(out).key(&key, file).map(|()| Exit::Done),
            Err(why) => writeln!(err, "whence: {}", why.in_lang(self.lang)).map(|()| Exit::Refused),
        })
    }
}

/// The log that is meant: by `--store`, the environment, the settings, or one's own.
///
/// # Errors
/// It is no address, or the system names no folder.
pub fn log(store: &TeamStore, surroundings: &Surroundings) -> Result<Log, LedgerError> {
    let chosen = match store.store.as_ref().or(surroundings.store.as_ref()).filter(|address| !address.is_empty()) {
        Some(address) => address.clone(),
        // An empty word on the command line is one's own, whatever the settings say.
        None if store.store.is_some() => String::new(),
        None => choices(surroundings)?.store,
    };
    match chosen.as_str() {
        "" => Ok(Log::in_folder(surroundings.data.as_ref().ok_or(StoreError::NoFolder)?)),
        address => Log::at(address),
    }
}

/// What the person chose.
///
/// # Errors
/// The file of settings cannot be read: with the defaults, an entry could go into another log than was chosen.
pub fn choices(surroundings: &Surroundings) -> Result<Choices, LedgerError> {
    // Where the system names no folder, nothing can have been chosen.
    let Some(folder) = &surroundings.folder else { return Ok(Choices::default()) };
    Ok(SettingsStore::at(folder).read()?)
}
