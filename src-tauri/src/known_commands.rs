use serde::{Deserialize, Serialize};
use tauri::State;
use whence_engine::known::{KnownRefusal, ListChoice};
use whence_model::Lang;

use crate::{
    failure::Failure,
    host::{Host, aside},
};

/// What is said of a picture that is put on a list; empty where nothing is.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewEntry {
    pub title: String,
    /// A word of the closed vocabulary.
    pub label: String,
    pub rating: String,
    pub what: String,
    pub source: String,
    pub fact_check: String,
    pub date: String,
    pub note: String,
}

/// What became of a picture that was put on a list.
#[derive(Serialize)]
pub struct AddedTo {
    list: String,
    /// Of the list's bytes after it: `undo_known` takes the two back.
    sha256: String,
    /// Whether the list was begun with it.
    begun: bool,
    /// Whether it is on the list for the first time; what was said of it before stays otherwise.
    added: bool,
}

/// The lists of known pictures, the one that ships first.
#[tauri::command]
pub async fn known_lists(lang: Lang, host: State<'_, Host>) -> Result<Vec<ListChoice>, Failure> {
    with_lists(&host, lang, |host| host.known().choices()).await
}

/// Puts an examined picture on a list, which is begun where there is none of this name.
#[tauri::command]
pub async fn add_known(
    id: String,
    list: String,
    entry: NewEntry,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<AddedTo, Failure> {
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    let words = entry.record();
    words.words().map_err(|reason| Failure::not_listed(&reason, lang))?;
    let added = with_lists(&host, lang, move |host| host.known().add(&examination, &list, &words)).await?;
    let is_new = !added.added.is_empty();
    Ok(AddedTo { list: added.list.name, sha256: added.list.sha256, begun: added.begun, added: is_new })
}

/// Takes back what `add_known` did, if the lists were not changed since.
#[tauri::command]
pub async fn undo_known(list: String, sha256: String, lang: Lang, host: State<'_, Host>) -> Result<(), Failure> {
    with_lists(&host, lang, move |host| host.known().undo_added(&list, &sha256)).await
}

pub async fn with_lists<T: Send + 'static>(
    host: &Host,
    lang: Lang,
    work: impl FnOnce(&Host) -> Result<T, KnownRefusal> + Send + 'static,
) -> Result<T, Failure> {
    let host = host.clone();
    aside(move || work(&host)).await.map_err(|refusal| Failure::unlisted(&refusal, lang))
}
