use std::path::PathBuf;

use tauri::State;
use whence_engine::{
    Source,
    trust::{self, TrustOverview, TrustRefusal},
};
use whence_model::{Lang, TrustBook};

use crate::{
    failure::Failure,
    host::{Host, aside},
};

/// All whom Whence trusts.
#[tauri::command]
pub async fn trust(lang: Lang, host: State<'_, Host>) -> Result<TrustOverview, Failure> {
    let host = host.inner().clone();
    aside(move || host.trust()).await.map_err(|refusal| Failure::untrusted(&refusal, lang))
}

/// Trusts who signed an examined picture.
#[tauri::command]
pub async fn pin(id: String, note: String, lang: Lang, host: State<'_, Host>) -> Result<TrustOverview, Failure> {
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    let pin = trust::pin_from(&examination, &note).map_err(|refusal| Failure::untrusted(&refusal, lang))?;
    change(&host, lang, move |book| {
        trust::add_pin(book, pin);
        Ok(())
    })
    .await
}

/// Trusts a pinned certificate no longer, by its whole digest.
#[tauri::command]
pub async fn unpin(sha256: String, lang: Lang, host: State<'_, Host>) -> Result<TrustOverview, Failure> {
    change(&host, lang, move |book| trust::unpin(book, &sha256).map(drop)).await
}

/// Imports a file of certificates as a list that is named after it.
#[tauri::command]
pub async fn import_list(path: PathBuf, lang: Lang, host: State<'_, Host>) -> Result<TrustOverview, Failure> {
    change(&host, lang, move |book| {
        let list = trust::import_file(None, &Source::File(path))?;
        trust::add_list(book, list)
    })
    .await
}

#[tauri::command]
pub async fn remove_list(name: String, lang: Lang, host: State<'_, Host>) -> Result<TrustOverview, Failure> {
    change(&host, lang, move |book| trust::remove_list(book, &name).map(drop)).await
}

async fn change(
    host: &Host,
    lang: Lang,
    change: impl FnOnce(&mut TrustBook) -> Result<(), TrustRefusal> + Send + 'static,
) -> Result<TrustOverview, Failure> {
    let host = host.clone();
    aside(move || host.change_trust(change)).await.map_err(|refusal| Failure::untrusted(&refusal, lang))
}
