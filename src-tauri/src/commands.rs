use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};
use tauri::{
    AppHandle, Emitter, Runtime, State,
    ipc::{Channel, Response},
};
use whence_engine::{CATALOGUE, CheckPage, Source, images_in};
use whence_model::{Lang, Refusal, Report};

use crate::{
    clipboard::Clipboard,
    desk::Feature,
    failure::Failure,
    host::{Asked, Examined, Heard, Host, aside},
    map,
    opened::Opened,
    samples,
};

/// Files given on the command line or by a second launch, each given out once. Later ones come with event `opened`.
#[tauri::command]
pub fn opened_paths(opened: State<'_, Opened>) -> Vec<String> {
    opened.take()
}

/// Files as they are, and for each folder the images in it, in the order of the paths.
#[tauri::command]
pub async fn expand(paths: Vec<PathBuf>, lang: Lang, host: State<'_, Host>) -> Result<Expanded, Failure> {
    let host = host.inner().clone();
    let look = move || {
        host.remember(&paths);
        Ok(paths.into_iter().fold(Expanded::default(), |found, path| found.with(path, lang)))
    };
    aside(look).await.map_err(|refusal: Refusal| Failure::refused(&refusal, lang))
}

/// How far to go beyond the picture itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reach {
    /// A file of credentials that the person named for it.
    credentials: Option<PathBuf>,
    /// Whether the server that the picture names may be asked.
    online: bool,
    /// Whether the slow searches are made too.
    deep: bool,
}

/// Examines one file, or as `sample:NAME` a picture that ships; a folder is refused.
#[tauri::command]
pub async fn examine(
    path: PathBuf,
    reach: Option<Reach>,
    lang: Lang,
    job: u32,
    on_progress: Channel<Heard>,
    host: State<'_, Host>,
) -> Result<Examined, Failure> {
    let Reach { credentials, online, deep } = reach.unwrap_or_default();
    if online {
        host.may(Feature::Credentials, lang)?;
    }
    let sample = path.to_str().and_then(samples::named);
    let (credentials, is_sample) = (credentials.map(Source::File), sample.is_some());
    let source = sample.unwrap_or(Ok(Source::File(path)));
    let asked = move || Ok(Asked { source: source?, credentials, online, deep, sample: is_sample });
    host.examine(job, lang, on_progress, asked).await
}

/// Examines what is on the clipboard. Where it names several files, the page is told of the others as of opened ones.
#[tauri::command]
pub async fn paste<R: Runtime>(
    lang: Lang,
    job: u32,
    on_progress: Channel<Heard>,
    host: State<'_, Host>,
    app: AppHandle<R>,
) -> Result<Examined, Failure> {
    let read = move || {
        let Clipboard { source, others } = Clipboard::read()?;
        if !others.is_empty() {
            // It fails only where the window is closing.
            let _ = app.emit("opened", others);
        }
        Ok(Asked { source, credentials: None, online: false, deep: false, sample: false })
    };
    host.examine(job, lang, on_progress, read).await
}

#[tauri::command]
pub fn cancel(job: u32, host: State<'_, Host>) {
    host.cancel(job);
}

/// The report of an examination that was made, in either language. `reveal` says whether positions, serial numbers and
/// owners' names were asked for.
#[tauri::command]
pub async fn report(id: String, lang: Lang, reveal: Option<bool>, host: State<'_, Host>) -> Result<Report, Failure> {
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    let tell = move || match reveal {
        Some(true) => Ok(examination.report_unmasked(lang)),
        _ => Ok(examination.report(lang)),
    };
    aside(tell).await.map_err(|refusal: Refusal| Failure::refused(&refusal, lang))
}

/// At most so many bytes are shown at a time.
const MAX_BYTES: usize = 4096;

/// Bytes of an examined file, from `offset` on: as many as there are, at most [`MAX_BYTES`].
#[tauri::command]
pub async fn bytes(
    id: String,
    offset: u64,
    length: usize,
    lang: Lang,
    host: State<'_, Host>,
) -> Result<Response, Failure> {
    let host = host.inner().clone();
    aside(move || host.bytes(&id, offset, length.min(MAX_BYTES), lang).map(Response::new)).await
}

/// What every check is called, by its id.
#[tauri::command]
pub fn titles(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    CATALOGUE.iter().map(|check| (check.id, check.title.in_lang(lang))).collect()
}

/// Opens the position that a picture holds on a map, in the system's browser. The page names the examination and never an
/// address.
#[tauri::command]
pub async fn open_map(id: String, lang: Lang, host: State<'_, Host>) -> Result<(), Failure> {
    let examination = host.examination(&id).ok_or_else(|| Failure::forgotten(lang))?;
    let position = examination.position().ok_or_else(|| Failure::no_position(lang))?;
    host.may(Feature::Maps, lang)?;
    open::that_detached(map::address(position)).map_err(|why| Failure::no_browser(&why, lang))
}

/// The page of a check, by its id.
#[tauri::command]
pub fn explain(check: &str, lang: Lang) -> Result<CheckPage, Failure> {
    whence_engine::explain(check, lang).ok_or_else(|| Failure::no_such_check(check, lang))
}

/// What stands under several paths.
#[derive(Default, Serialize)]
pub struct Expanded {
    paths: Vec<String>,
    /// How many files in the folders are no images.
    others: u32,
    refused: Vec<RefusedPath>,
}

#[derive(Serialize)]
struct RefusedPath {
    path: String,
    #[serde(flatten)]
    why: Failure,
}

impl Expanded {
    fn with(mut self, path: PathBuf, lang: Lang) -> Self {
        let shown = |path: PathBuf| path.to_string_lossy().into_owned();
        if samples::named(&path.to_string_lossy()).is_some() || !path.is_dir() {
            self.paths.push(shown(path));
            return self;
        }
        let refused = |(path, why)| RefusedPath { path: shown(path), why: Failure::refused(&why, lang) };
        match images_in(&path) {
            Ok(found) => {
                self.paths.extend(found.images.into_iter().map(shown));
                self.others += found.others;
                self.refused.extend(found.refused.into_iter().map(refused));
            }
            Err(why) => self.refused.push(refused((path, why))),
        }
        self
    }
}
