//! The known lists as a view of the window: what there is, what stands on one, taking in, handing out, and back again.

use std::{io, path::Path};

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;
use whence_engine::known::{
    self, Assumed, Change, Column, Form, Import, KnownOverview, KnownRefusal, ListOverview, ListedPage, Record,
};
use whence_model::{Lang, Text, Untrusted};

use crate::{
    failure::Failure,
    host::{Host, aside},
    known_commands::with_lists,
    log::written,
};

/// Entries of a page.
const PAGE: usize = 100;
/// Lines that are told one by one: more are read by nobody.
const LINES: usize = 200;

/// Every list with what is known of it.
#[tauri::command]
pub async fn list_overview(lang: Lang, host: State<'_, Host>) -> Result<Vec<ListOverview>, Failure> {
    with_lists(&host, lang, move |host| overview(host, lang)).await
}

/// A stretch of a list.
#[tauri::command]
pub async fn list_entries(
    list: String,
    words: String,
    offset: u64,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<ListedPage, Failure> {
    with_lists(&host, lang, move |host| known::page(host.known().store()?, &list, &words, offset, PAGE)).await
}

/// How a list is taken in; empty where the file shall say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportChoice {
    name: String,
    owner: String,
    licence: String,
    label: String,
    rating: String,
    replace: bool,
}

/// What became of a file that was to be taken in.
#[derive(Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ListImport {
    Imported {
        list: Box<ListOverview>,
        replaced: bool,
        formulae: u64,
    },
    /// Nothing was taken in.
    Rejected {
        file: String,
        lines: Vec<String>,
        more: u64,
        sentence: String,
    },
}

/// Takes in a file that the person chooses; nothing where they chose none.
#[tauri::command]
pub async fn import_known<R: Runtime>(
    how: ImportChoice,
    lang: Lang,
    app: AppHandle<R>,
    host: State<'_, Host>,
) -> Result<Option<ListImport>, Failure> {
    let how = how.import().map_err(|reason| Failure::not_listed(&reason, lang))?;
    let picked = aside(move || Ok::<_, Failure>(app.dialog().file().blocking_pick_file())).await?;
    let Some(file) = picked.and_then(|file| file.into_path().ok()) else { return Ok(None) };
    with_lists(&host, lang, move |host| imported(host, &file, &how, lang)).await.map(Some)
}

pub fn imported(host: &Host, file: &Path, how: &Import, lang: Lang) -> Result<ListImport, KnownRefusal> {
    match known::import(host.known().store()?, file, how, &mut |_| {}) {
        Ok(done) => {
            let list = overview(host, lang)?.into_iter().find(|list| list.name.raw() == done.list.name);
            let list = Box::new(list.ok_or(KnownRefusal::NoSuchList { name: done.list.name.as_str().into() })?);
            Ok(ListImport::Imported { list, replaced: done.replaced, formulae: done.formulae })
        }
        Err(KnownRefusal::Rejected(rejected)) => {
            let lines: Vec<String> =
                rejected.shown.iter().take(LINES).map(|reason| reason.in_lang(lang).to_owned()).collect();
            let file = Untrusted::from(file.file_name().unwrap_or_default().to_string_lossy().into_owned());
            Ok(ListImport::Rejected {
                file: file.to_string(),
                more: rejected.lines.saturating_sub(lines.len() as u64),
                lines,
                sentence: KnownRefusal::Rejected(rejected).sentence(lang),
            })
        }
        Err(refusal) => Err(refusal),
    }
}

impl ImportChoice {
    pub fn import(self) -> Result<Import, Text> {
        let mut words = Record::default();
        words.set(Column::Label, self.label.trim());
        words.set(Column::Rating, self.rating.trim());
        words.words()?;
        let mut assumed = Assumed::default();
        for column in [Column::Label, Column::Rating].into_iter().filter(|column| !words.get(*column).is_empty()) {
            assumed.set(column, words.get(column));
        }
        let told = |word: String| Some(word.trim().to_owned()).filter(|word| !word.is_empty());
        let (name, owner, licence) = (told(self.name), told(self.owner), told(self.licence));
        Ok(Import { name, owner, licence, replace: self.replace, assumed })
    }
}

/// The forms in which a list is handed out.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListForm {
    Csv,
    Ndjson,
}

/// Where a list was written to.
#[derive(Debug, Serialize)]
pub struct HandedOut {
    path: String,
    entries: u64,
}

/// Writes a list into a file that the person names; nothing where they named none.
#[tauri::command]
pub async fn export_known<R: Runtime>(
    list: String,
    format: ListForm,
    lang: Lang,
    app: AppHandle<R>,
    host: State<'_, Host>,
) -> Result<Option<HandedOut>, Failure> {
    let (ending, form) = match format {
        ListForm::Csv => ("csv", Form::Csv),
        ListForm::Ndjson => ("ndjson", Form::Ndjson),
    };
    let named = format!("{}.{ending}", file_name(&list));
    let picked = aside(move || Ok::<_, Failure>(app.dialog().file().set_file_name(named).blocking_save_file())).await?;
    let Some(file) = picked.and_then(|file| file.into_path().ok()) else { return Ok(None) };
    let host = host.inner().clone();
    aside(move || {
        let store = host.known().store().map_err(|error| Failure::unlisted(&error.into(), lang))?;
        let mut refused = None;
        let done = written(&file, |to| match known::export(store, &list, form, to) {
            Ok(Ok(handed)) => Ok(Some(handed.entries)),
            Ok(Err(error)) => Err(full(&error).into()),
            Err(refusal) => {
                refused = Some(refusal);
                Ok(None)
            }
        });
        if let Some(refusal) = refused {
            return Err(Failure::unlisted(&refusal, lang));
        }
        let entries = done.map_err(|refusal| Failure::unlogged(&refusal, lang))?;
        let path = Untrusted::from(file.to_string_lossy().into_owned()).to_string();
        Ok(entries.map(|entries| HandedOut { path, entries }))
    })
    .await
}

/// Switches a list on or off.
#[tauri::command]
pub async fn switch_known(
    list: String,
    on: bool,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<Vec<ListOverview>, Failure> {
    with_lists(&host, lang, move |host| {
        known::switch(host.known().store()?, &[list], on)?;
        overview(host, lang)
    })
    .await
}

#[tauri::command]
pub async fn remove_known(list: String, lang: Lang, host: State<'_, Host>) -> Result<Vec<ListOverview>, Failure> {
    with_lists(&host, lang, move |host| {
        known::remove_list(host.known().store()?, &list)?;
        overview(host, lang)
    })
    .await
}

/// Takes an entry off a list, by its id or one of its hashes.
#[tauri::command]
pub async fn remove_known_entry(
    list: String,
    asked: String,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<Vec<ListOverview>, Failure> {
    with_lists(&host, lang, move |host| {
        known::remove_entry(host.known().store()?, &list, &asked)?;
        overview(host, lang)
    })
    .await
}

/// Takes the last change back, whatever it was; says what it was.
#[tauri::command]
pub async fn undo_known_change(lang: Lang, host: State<'_, Host>) -> Result<String, Failure> {
    with_lists(&host, lang, move |host| Ok(undone(&known::undo(host.known().store()?)?).in_lang(lang).to_owned())).await
}

fn overview(host: &Host, lang: Lang) -> Result<Vec<ListOverview>, KnownRefusal> {
    Ok(KnownOverview::of(host.known().store()?, lang)?.lists)
}

fn undone(change: &Change) -> Text {
    let list = Untrusted::from(change.list.as_str()).short(known::MAX_NAME);
    let Text { en, fr } = known::did_words(change.did);
    Text::new(format!("Undone: {en} “{list}”."), format!("Annulé : {fr} « {list} »."))
}

fn full(error: &io::Error) -> Text {
    Text::new(
        format!("The list could not be written ({error})."),
        format!("La liste n'a pas pu être écrite ({error})."),
    )
}

/// A list's name as a file may be called.
fn file_name(list: &str) -> String {
    let name: String = list.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' }).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "list".into() } else { name.to_lowercase() }
}
