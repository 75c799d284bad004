use std::{collections::BTreeSet, ops::ControlFlow, path::PathBuf, sync::Arc, thread};

use serde::Serialize;
use tauri::ipc::Channel;
use tokio::sync::Semaphore;
use whence_engine::{
    Examination, Request, Source, Step,
    trust::{StoreError, TrustOverview, TrustRefusal},
};
use whence_model::{Lang, Refusal, Report, TrustBook};

use crate::{failure::Failure, jobs::Jobs, known::Known, log::LogDesk, recent::Recent, remembered::Remembered};

/// Reports that can still be told in the other language.
const MAX_KEPT: usize = 64;

/// Previews and thumbnails that are kept for the page, together.
const MAX_PREVIEW_BYTES: usize = 256 << 20;

/// The largest pictures take a gigabyte each while they are decoded.
const MAX_AT_ONCE: usize = 4;

/// What the commands work with.
#[derive(Clone)]
pub struct Host(Arc<Parts>);

struct Parts {
    /// Its engine is made at the first examination, since reading the lists would hold up the window.
    remembered: Remembered,
    log: LogDesk,
    kept: Recent<Examination>,
    jobs: Jobs,
    at_once: Semaphore,
}

/// What the page asks for: a picture, and how far to go for its credentials.
pub struct Asked {
    pub source: Source,
    /// A file of credentials that the person named.
    pub credentials: Option<Source>,
    /// Whether the server that the picture names may be asked.
    pub online: bool,
    /// Whether the slow searches are made too.
    pub deep: bool,
}

/// What the page gets for a file.
#[derive(Serialize)]
pub struct Examined {
    /// Names the examination in `report`, `pin` and `preview://localhost/<id>`.
    id: String,
    report: Report,
    /// Whether there is a preview.
    preview: bool,
    /// Whether there is the picture's own thumbnail, and what differs in it.
    exif_thumbnail: bool,
    /// The Exif orientation by which the preview was turned: places in the report are of the picture as it is stored.
    turned: u8,
    /// The SHA-256 of each listed file in the report of which a small picture is kept: `preview://localhost/known/<sha256>`.
    pictured: Vec<String>,
    /// Why nobody whom the user trusts was taken into account, in a sentence.
    untrusting: Option<String>,
    /// Where every check is logged: why this one was not.
    unlogged: Option<String>,
    /// The known lists that were not asked, and why, in a sentence each.
    left_out: Vec<String>,
}

impl Host {
    /// `folder` holds what the user remembers, `data` the log where the settings name no other.
    pub fn new(folder: Result<PathBuf, StoreError>, data: Result<PathBuf, StoreError>) -> Self {
        let processors = thread::available_parallelism().map_or(1, Into::into);
        Self(Arc::new(Parts {
            remembered: Remembered::new(&folder),
            log: LogDesk::new(folder, data),
            kept: Recent::new(MAX_KEPT, MAX_PREVIEW_BYTES),
            jobs: Jobs::default(),
            at_once: Semaphore::new(processors.min(MAX_AT_ONCE)),
        }))
    }

    /// Examines what `asked` gives, under a number by which the page may cancel it.
    pub async fn examine(
        &self,
        job: u32,
        lang: Lang,
        on_progress: Channel<Step>,
        asked: impl FnOnce() -> Result<Asked, Refusal> + Send + 'static,
    ) -> Result<Examined, Failure> {
        let job = self.0.jobs.begin(job);
        let _turn = self.0.at_once.acquire().await;
        let parts = Arc::clone(&self.0);
        let work = move || {
            if job.is_cancelled() {
                return Err(Refusal::Cancelled);
            }
            let Asked { source, credentials, online, deep } = asked()?;
            let knowing = parts.remembered.engine();
            let request = Request { source: &source, credentials: credentials.as_ref(), online, deep };
            let examination = knowing.engine.examine(request, &mut |step| {
                // It fails only where the page has gone: then nobody is left to hear it.
                let _ = on_progress.send(step);
                if job.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            let report = examination.report(lang);
            let (preview, exif_thumbnail) = (examination.preview().is_some(), examination.exif_thumbnail().is_some());
            let turned = examination.preview().map_or(1, |preview| preview.orientation);
            let pictured = pictured(&examination, &parts.remembered.known);
            let (untrusting, left_out) = (knowing.untrusting(lang), knowing.left_out(lang));
            let bytes = picture_bytes(&examination);
            let id = parts.kept.put(examination, bytes);
            let unlogged = parts.kept.get(&id).and_then(|made| parts.log.every_check(&id, &made, lang).err());
            let unlogged = unlogged.map(|refusal| refusal.sentence(lang));
            Ok(Examined { id, report, preview, exif_thumbnail, turned, pictured, untrusting, unlogged, left_out })
        };
        aside(work).await.map_err(|refusal| Failure::refused(&refusal, lang))
    }

    pub fn cancel(&self, job: u32) {
        self.0.jobs.cancel(job);
    }

    pub fn trust(&self) -> Result<TrustOverview, TrustRefusal> {
        self.0.remembered.trust.overview()
    }

    /// Changes whom the user trusts; examinations that begin from now on know it.
    pub fn change_trust(
        &self,
        change: impl FnOnce(&mut TrustBook) -> Result<(), TrustRefusal>,
    ) -> Result<TrustOverview, TrustRefusal> {
        self.0.remembered.trust.change(change)
    }

    /// The user's lists of known pictures; examinations that begin after a change know it.
    pub fn known(&self) -> &Known {
        &self.0.remembered.known
    }

    /// The log of reports and decisions.
    pub fn log(&self) -> &LogDesk {
        &self.0.log
    }

    /// An examination that is still kept.
    pub fn examination(&self, id: &str) -> Option<Arc<Examination>> {
        self.0.kept.get(id)
    }
}

/// Of which of the listed files that the report tells of there is a small picture.
fn pictured(examination: &Examination, known: &Known) -> Vec<String> {
    let told = examination.known();
    let entries = told.matches.iter().chain(&told.related).filter_map(|matched| matched.entry.sha256.clone());
    let listed: BTreeSet<String> = entries.collect();
    listed.into_iter().filter(|sha256| known.preview(sha256).is_some()).collect()
}

/// What an examination keeps for the page to draw.
fn picture_bytes(examination: &Examination) -> usize {
    let manifests = 0..examination.provenance().manifests.len() as u32;
    let thumbnails = manifests.filter_map(|manifest| examination.thumbnail(manifest));
    let own = examination.exif_thumbnail().into_iter().flat_map(|t| [&t.thumbnail, &t.difference]);
    examination.preview().into_iter().chain(thumbnails).chain(own).map(|picture| picture.png.len()).sum()
}

/// Long work, away from the threads that serve the window. A panic in it is a fault of ours, and told as one.
pub async fn aside<T: Send + 'static, E: From<Refusal> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|fault| Err(Refusal::Broke { detail: fault.to_string().into() }.into()))
}
