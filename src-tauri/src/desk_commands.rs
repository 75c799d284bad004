use std::collections::BTreeMap;

use serde::Serialize;
use tauri::{AppHandle, Manager, Runtime, State};
use tauri_plugin_notification::NotificationExt;
use whence_engine::{CATALOGUE, FetchLimits, desk, known::MAX_LIST_BYTES};
use whence_model::{Isolation, Lang, Untrusted};

use crate::{
    changes::Changes,
    desk::Settings,
    failure::Failure,
    host::{Host, aside, at_once},
    log_commands::with_log,
    menu, samples,
};

/// Characters of a notification.
const MAX_TOLD: usize = 200;

#[tauri::command]
pub async fn settings(lang: Lang, host: State<'_, Host>) -> Result<Settings, Failure> {
    with_log(&host, lang, Host::settings).await
}

/// Chooses some of them otherwise; gives back what stands then.
#[tauri::command]
pub async fn save_settings(changes: Changes, lang: Lang, host: State<'_, Host>) -> Result<Settings, Failure> {
    with_log(&host, lang, move |host| host.choose(changes)).await
}

/// That the page now speaks this language: the menu follows.
#[tauri::command]
pub async fn speak<R: Runtime>(lang: Lang, app: AppHandle<R>) {
    // Without a menu, everything can still be reached on the page.
    let _ = menu::put(&app, lang);
}

/// What the program is, and how far it goes.
#[derive(Debug, Serialize)]
pub struct About {
    version: &'static str,
    c2pa: &'static str,
    checks: usize,
    /// Where settings, trusted signers and known lists are kept.
    folder: String,
    limits: Limits,
    /// Between which numbers each limit may be chosen.
    ranges: BTreeMap<&'static str, (u32, u32)>,
    /// What protects the reading of files, in a sentence.
    protection: String,
    /// Whether it is there, or the person goes on without it.
    protected: bool,
}

#[derive(Debug, Serialize)]
struct Limits {
    file_bytes: u64,
    pixels: u64,
    memory_bytes: u64,
    seconds: u32,
    fetch_bytes: u64,
    fetch_seconds: u64,
    at_once: usize,
    list_bytes: u64,
}

#[tauri::command]
pub async fn about(lang: Lang, host: State<'_, Host>) -> Result<About, Failure> {
    let host = host.inner().clone();
    aside(move || Ok(told(&host, lang))).await
}

/// The person was asked, and wants files read without the locked room until the window is closed.
#[tauri::command(async)]
pub fn go_without_isolation(host: State<'_, Host>) {
    host.go_without_rooms();
}

fn told(host: &Host, lang: Lang) -> About {
    let (fetch, reading) = (FetchLimits::default(), host.reading());
    let protection = reading.protection();
    About {
        version: env!("CARGO_PKG_VERSION"),
        c2pa: whence_engine::C2PA_VERSION,
        checks: CATALOGUE.len(),
        folder: host.folder().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default(),
        limits: Limits {
            file_bytes: reading.limits.file_bytes(),
            pixels: reading.limits.pixels(),
            memory_bytes: reading.limits.memory_bytes(),
            seconds: reading.limits.seconds,
            fetch_bytes: fetch.bytes,
            fetch_seconds: fetch.time.as_secs(),
            at_once: at_once(),
            list_bytes: MAX_LIST_BYTES,
        },
        ranges: ranges(),
        protected: matches!(protection, Ok(Isolation::Room { .. })),
        protection: match &protection {
            Ok(isolation) => isolation.sentence(lang),
            Err(refusal) => refusal.sentence(lang),
        },
    }
}

fn ranges() -> BTreeMap<&'static str, (u32, u32)> {
    use whence_engine::Limits;
    let all = [
        ("file_mib", Limits::FILE_MIB),
        ("megapixels", Limits::MEGAPIXELS),
        ("memory_mib", Limits::MEMORY_MIB),
        ("seconds", Limits::SECONDS),
    ];
    all.into_iter().map(|(limit, range)| (limit, range.into_inner())).collect()
}

/// A file that was opened before.
#[derive(Debug, Serialize)]
pub struct RecentFile {
    path: String,
    name: String,
    opened_at: String,
}

#[tauri::command]
pub async fn recent_files(lang: Lang, host: State<'_, Host>) -> Result<Vec<RecentFile>, Failure> {
    let host = host.inner().clone();
    let files = aside(move || {
        host.recent_files().and_then(|recent| recent.files()).map_err(|error| Failure::kept(&error, lang))
    });
    let named = |desk::RecentFile { path, opened_at }: desk::RecentFile| {
        let name = std::path::Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned());
        RecentFile { name: name.unwrap_or_else(|| path.clone()), path, opened_at }
    };
    Ok(files.await?.into_iter().map(named).collect())
}

#[tauri::command]
pub async fn clear_recent_files(lang: Lang, host: State<'_, Host>) -> Result<(), Failure> {
    let host = host.inner().clone();
    aside(move || host.recent_files().and_then(|recent| recent.clear()).map_err(|error| Failure::kept(&error, lang)))
        .await
}

/// A picture that ships, to try the program on.
#[derive(Debug, Serialize)]
pub struct Sample {
    name: &'static str,
    what: &'static str,
}

#[tauri::command]
pub fn samples(lang: Lang) -> Vec<Sample> {
    samples::SAMPLES.iter().map(|sample| Sample { name: sample.name, what: sample.what.in_lang(lang) }).collect()
}

/// Tells, through the system, that a queue has finished: unless the window is looked at, or nobody wants to be told.
#[tauri::command]
pub async fn queue_finished<R: Runtime>(
    title: String,
    body: String,
    app: AppHandle<R>,
    host: State<'_, Host>,
) -> Result<(), Failure> {
    let wanted = host.log().choices().is_ok_and(|choices| choices.notify);
    let looked_at = app.get_webview_window("main").is_some_and(|window| window.is_focused().unwrap_or(true));
    if wanted && !looked_at {
        let [title, body] = [title, body].map(|told| Untrusted::from(told).short(MAX_TOLD));
        // A system without notifications has nobody to tell.
        let tell = move || Ok::<_, Failure>(app.notification().builder().title(title).body(body).show().is_ok());
        aside(tell).await?;
    }
    Ok(())
}
