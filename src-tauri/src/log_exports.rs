//! What leaves the log, or a report, as a file: the person names it in the system's dialog, the page never does.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;
use whence_engine::{
    Source,
    ledger::{DocumentForm, LedgerError, TableForm, document, document_of, same_file, table},
};
use whence_model::{Lang, Refusal, Untrusted, ledger::Query};

use crate::{
    failure::Failure,
    host::{Host, aside},
    log::written,
    log_commands::with_log,
};

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    Csv,
    Json,
    Ndjson,
    Html,
    Pdf,
    Jsonld,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Jsonld => "jsonld",
        }
    }

    /// Of many entries.
    fn table(self) -> Option<TableForm> {
        match self {
            Self::Csv => Some(TableForm::Csv),
            Self::Json => Some(TableForm::Json),
            Self::Ndjson => Some(TableForm::Ndjson),
            _ => None,
        }
    }

    /// Of one.
    fn document(self) -> Option<DocumentForm> {
        match self {
            Self::Json => Some(DocumentForm::Json),
            Self::Html => Some(DocumentForm::Html),
            Self::Pdf => Some(DocumentForm::Pdf),
            Self::Jsonld => Some(DocumentForm::JsonLd),
            _ => None,
        }
    }
}

/// Where an export was written to.
#[derive(Debug, Serialize)]
pub struct Exported {
    path: String,
    entries: u64,
}

/// Writes the entries that a query wants; nothing where the person named no file, refused as cancelled where they stopped it.
#[tauri::command]
pub async fn export_log<R: Runtime>(
    query: Query,
    format: Form,
    lang: Lang,
    app: AppHandle<R>,
    host: State<'_, Host>,
) -> Result<Option<Exported>, Failure> {
    let form = format.table().ok_or_else(|| Failure::no_such_form(lang))?;
    let Some(file) = saved(app, "whence-log", format).await? else { return Ok(None) };
    let exported = with_log(&host, lang, move |host| {
        let desk = host.log();
        desk.begin();
        let entries = written(&file, |to| table(&desk.log()?, &query, None, form, to, &mut |_| desk.goes_on()))?;
        Ok(entries.map(|entries| Exported { path: shown(&file), entries }))
    })
    .await?;
    exported.map(Some).ok_or_else(|| Failure::refused(&Refusal::Cancelled, lang))
}

/// Writes the document of an entry.
#[tauri::command]
pub async fn export_entry<R: Runtime>(
    position: u64,
    format: Form,
    lang: Lang,
    app: AppHandle<R>,
    host: State<'_, Host>,
) -> Result<Option<Exported>, Failure> {
    let form = format.document().ok_or_else(|| Failure::no_such_form(lang))?;
    // Made first: what cannot be made is told before anybody names a file.
    let made = with_log(&host, lang, move |host| document(&host.log().log()?, position, form)).await?;
    handed_out(app, &host, &format!("whence-entry-{position}"), format, made, lang).await
}

/// Writes the document of an examination; where it stands in the log, with its entry.
#[tauri::command]
pub async fn export_report<R: Runtime>(
    id: String,
    format: Form,
    lang: Lang,
    app: AppHandle<R>,
    host: State<'_, Host>,
) -> Result<Option<Exported>, Failure> {
    let form = format.document().ok_or_else(|| Failure::no_such_form(lang))?;
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    let made = with_log(&host, lang, move |host| match host.log().recorded(&id)? {
        Some(position) => document(&host.log().log()?, position, form),
        None => document_of(&examination, lang, form, false),
    })
    .await?;
    handed_out(app, &host, "whence-report", format, made, lang).await
}

/// A sentence about an examination, to copy into an article.
#[tauri::command]
pub async fn report_sentence(id: String, lang: Lang, host: State<'_, Host>) -> Result<String, Failure> {
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    let tell = with_log(&host, lang, move |_| document_of(&examination, lang, DocumentForm::Sentence, false));
    Ok(String::from_utf8_lossy(&tell.await?).into_owned())
}

/// The report of an examination as plain text, to paste into a message.
#[tauri::command]
pub async fn report_text(id: String, lang: Lang, host: State<'_, Host>) -> Result<String, Failure> {
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    let tell = with_log(&host, lang, move |_| document_of(&examination, lang, DocumentForm::Text, false));
    Ok(String::from_utf8_lossy(&tell.await?).into_owned())
}

/// The sentence of an entry, with the decision that stands.
#[tauri::command]
pub async fn entry_sentence(position: u64, lang: Lang, host: State<'_, Host>) -> Result<String, Failure> {
    let tell = with_log(&host, lang, move |host| document(&host.log().log()?, position, DocumentForm::Sentence));
    Ok(String::from_utf8_lossy(&tell.await?).into_owned())
}

/// Whether a file is the one that an entry speaks of.
#[derive(Debug, Serialize)]
pub struct SameFile {
    path: String,
    same: bool,
    sentence: String,
}

/// Asks the person for a file and holds it against an entry; nothing where none was named.
#[tauri::command]
pub async fn verify_file<R: Runtime>(
    position: u64,
    lang: Lang,
    app: AppHandle<R>,
    host: State<'_, Host>,
) -> Result<Option<SameFile>, Failure> {
    let picked = aside(move || Ok::<_, Failure>(app.dialog().file().blocking_pick_file())).await?;
    let Some(file) = picked.and_then(|file| file.into_path().ok()) else { return Ok(None) };
    let kept = with_log(&host, lang, move |host| {
        let entry = host.log().log()?.entry(position)?;
        let logged = entry.logged.ok_or(LedgerError::Erased { position })?;
        Ok(logged.report.exhibit.sha256)
    })
    .await?;
    aside(move || {
        let found = Source::File(file.clone()).sha256().map_err(|refusal| Failure::refused(&refusal, lang))?;
        let (path, same) = (shown(&file), found == kept);
        Ok(Some(SameFile { sentence: same_file(&path, same, position, lang), path, same }))
    })
    .await
}

async fn handed_out<R: Runtime>(
    app: AppHandle<R>,
    host: &Host,
    name: &str,
    format: Form,
    made: Vec<u8>,
    lang: Lang,
) -> Result<Option<Exported>, Failure> {
    let Some(file) = saved(app, name, format).await? else { return Ok(None) };
    with_log(host, lang, move |_| {
        let put = written(&file, |to| {
            to.write_all(&made)
                .map(|()| Some(()))
                .map_err(|error| whence_model::Text::new(error.to_string(), error.to_string()).into())
        })?;
        Ok(put.map(|()| Exported { path: shown(&file), entries: 1 }))
    })
    .await
}

/// The file that the person names in the system's dialog, which asks before another is replaced.
async fn saved<R: Runtime>(app: AppHandle<R>, name: &str, format: Form) -> Result<Option<PathBuf>, Failure> {
    let name = format!("{name}.{}", format.ending());
    let asked = move || Ok::<_, Failure>(app.dialog().file().set_file_name(name).blocking_save_file());
    Ok(aside(asked).await?.and_then(|file| file.into_path().ok()))
}

fn shown(file: &std::path::Path) -> String {
    Untrusted::from(file.to_string_lossy().into_owned()).to_string()
}
