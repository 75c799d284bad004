use serde::Serialize;
use tauri::{State, ipc::Channel};
use whence_engine::ledger::{DecidedEntry, LogEntry, LogRefusal, verify};
use whence_model::{
    Lang, Refusal,
    ledger::{Decision, Erased, Query, Seen, Summary},
};

use crate::{
    failure::Failure,
    host::{Host, aside},
};

/// Entries of a page.
const PAGE: u32 = 100;
/// Reports that look like one: more are rather one picture many times.
const SIMILAR: u32 = 10_000;

/// Where an examination stands in the log, and every decision about it.
#[derive(Serialize)]
pub struct RecordedWith {
    report: u64,
    /// The entry of the decision that stands.
    decision: Option<u64>,
    history: Vec<DecidedEntry>,
}

impl RecordedWith {
    fn of(report: u64, host: &Host) -> Result<Self, LogRefusal> {
        let history = host.log().log()?.history(report)?;
        Ok(Self { report, decision: history.last().map(|last| last.position), history })
    }
}

/// Some entries of the log, the newest first.
#[derive(Serialize)]
pub struct LogPage {
    entries: Vec<Summary>,
    more: bool,
    /// How many entries the log has.
    total: u64,
    /// Where it is, without a password.
    place: String,
    /// Whether that is a team's server.
    team: bool,
}

/// What became of checking the log.
#[derive(Serialize)]
pub struct Verified {
    agrees: bool,
    /// What was found, the weightiest first.
    sentences: Vec<String>,
    entries: u64,
    head: String,
    /// The first entry that disagrees.
    position: Option<u64>,
}

/// How far it is.
#[derive(Clone, Serialize)]
pub struct Progress {
    done: u64,
    total: u64,
}

/// Earlier reports on the same or a similar picture, the nearest first.
#[tauri::command]
pub async fn seen_before(id: String, lang: Lang, host: State<'_, Host>) -> Result<Vec<Seen>, Failure> {
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    with_log(&host, lang, move |host| Ok(host.log().seen(&id, &examination)?)).await
}

/// Writes the report of an examination into the log, once, and a decision about it.
#[tauri::command]
pub async fn decide(
    id: String,
    decision: Decision,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<RecordedWith, Failure> {
    record(id, Some(decision), lang, host).await
}

/// Writes it without a decision.
#[tauri::command]
pub async fn log_report(id: String, lang: Lang, host: State<'_, Host>) -> Result<RecordedWith, Failure> {
    record(id, None, lang, host).await
}

async fn record(
    id: String,
    decision: Option<Decision>,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<RecordedWith, Failure> {
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    with_log(&host, lang, move |host| {
        let done = host.log().record(&id, &examination, lang, decision)?;
        RecordedWith::of(done.report, host)
    })
    .await
}

/// Whether an examination stands in the log already, and what was decided about it.
#[tauri::command]
pub async fn recorded(id: String, lang: Lang, host: State<'_, Host>) -> Result<Option<RecordedWith>, Failure> {
    with_log(&host, lang, move |host| {
        host.log().recorded(&id)?.map(|report| RecordedWith::of(report, host)).transpose()
    })
    .await
}

/// Entries that are wanted, a page of them. `similar_to` names an examination: entries about pictures that look like it.
#[tauri::command]
pub async fn log_entries(
    query: Query,
    similar_to: Option<String>,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<LogPage, Failure> {
    let alike_to = match similar_to {
        Some(id) => Some((host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?, id)),
        None => None,
    };
    with_log(&host, lang, move |host| {
        let log = host.log().log()?;
        let among = match alike_to {
            Some((examination, _)) => {
                let seen = log.seen(&whence_engine::ledger::alike(examination.exhibit()), SIMILAR)?;
                Some(seen.iter().map(|seen| seen.entry.position).collect::<Vec<_>>())
            }
            None => None,
        };
        let (entries, more) = log.list(&query, among.as_deref(), PAGE)?;
        let total = log.head()?.map_or(0, |head| head.position);
        Ok(LogPage { entries, more, total, place: log.place().into(), team: log.is_team() })
    })
    .await
}

/// An entry, whole.
#[tauri::command]
pub async fn log_entry(position: u64, lang: Lang, host: State<'_, Host>) -> Result<LogEntry, Failure> {
    with_log(&host, lang, move |host| Ok(host.log().log()?.entry(position)?)).await
}

/// Decides about a report that stands in the log.
#[tauri::command]
pub async fn decide_entry(
    position: u64,
    decision: Decision,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<LogEntry, Failure> {
    with_log(&host, lang, move |host| {
        let log = host.log().log()?;
        log.decide(position, decision)?;
        Ok(log.entry(position)?)
    })
    .await
}

/// Erases what an entry holds; its header stays.
#[tauri::command]
pub async fn erase_entry(
    position: u64,
    what: Erased,
    reason: String,
    by: String,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<LogEntry, Failure> {
    with_log(&host, lang, move |host| {
        let log = host.log().log()?;
        log.erase(&[position], what, &reason, &by)?;
        Ok(log.entry(position)?)
    })
    .await
}

/// Has the whole log checked; refused as cancelled where it was stopped.
#[tauri::command]
pub async fn verify_log(
    lang: Lang,
    on_progress: Channel<Progress>,
    host: State<'_, Host>,
) -> Result<Verified, Failure> {
    let verified = with_log(&host, lang, move |host| {
        let desk = host.log();
        desk.begin();
        let verified = verify(&desk.log()?, [], &mut |done, total| {
            if done.is_multiple_of(100) || done == total {
                // It fails only where the page has gone: then nobody is left to hear it.
                let _ = on_progress.send(Progress { done, total });
            }
            desk.goes_on()
        })?;
        Ok(verified.map(|verified| {
            let disagreement = verified.disagreement.as_ref();
            let checkpoints = verified.checkpoints.iter().map(|checked| checked.sentence(lang));
            let sentences = [verified.sentence(lang)].into_iter().chain(checkpoints);
            Verified {
                agrees: verified.agrees(),
                sentences: sentences.collect(),
                entries: verified.entries,
                head: verified.head.clone(),
                position: disagreement.map(|told| told.position),
            }
        }))
    })
    .await?;
    verified.ok_or_else(|| Failure::refused(&Refusal::Cancelled, lang))
}

/// Stops checking or exporting.
#[tauri::command]
pub fn cancel_log(host: State<'_, Host>) {
    host.log().stop();
}

pub async fn with_log<T: Send + 'static>(
    host: &Host,
    lang: Lang,
    work: impl FnOnce(&Host) -> Result<T, LogRefusal> + Send + 'static,
) -> Result<T, Failure> {
    let host = host.clone();
    aside(move || work(&host).map_err(|refusal| Failure::unlogged(&refusal, lang))).await
}
