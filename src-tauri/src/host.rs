use std::{
    collections::BTreeSet,
    ffi::OsString,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use serde::Serialize;
use tauri::ipc::Channel;
use tokio::sync::Semaphore;
use whence_engine::{
    Examination, Preview, Progress, Request, Source, Step,
    desk::{GLIMPSE_SIDE, RecentStore},
    trust::{StoreError, TrustOverview, TrustRefusal},
};
use whence_model::{Lang, Refusal, Report, TrustBook};

use crate::{
    failure::Failure,
    jobs::Jobs,
    known::Known,
    log::LogDesk,
    origin::{NoBytes, Origin},
    recent::Recent,
    remembered::{Knowing, Remembered},
    rooms::{Reading, Rooms},
};

/// Examinations whose reports can still be told; the page examines a file anew where it wants to see an older one.
const MAX_KEPT: usize = 32;

/// What came out of rooms, pictures and facts, and pasted pictures, that are kept for the page, together.
const MAX_PREVIEW_BYTES: usize = 64 << 20;

/// Pictures that stand in the list of files: each has about 5 kB.
const MAX_SMALL: usize = 20_000;
const MAX_SMALL_BYTES: usize = 128 << 20;

/// The largest pictures take a gigabyte each while they are decoded.
const MAX_AT_ONCE: usize = 4;

/// What the commands work with.
#[derive(Clone)]
pub struct Host(Arc<Parts>);

struct Parts {
    folder: Result<PathBuf, StoreError>,
    /// Its engine is made at the first examination, since reading the lists would hold up the window.
    remembered: Remembered,
    rooms: Rooms,
    log: LogDesk,
    kept: Recent<Made>,
    /// Glimpses of the pictures that are examined, or were just now, as JPEG.
    early: Recent<Vec<u8>>,
    /// Small pictures, as JPEG, by the ids of their examinations.
    small: Recent<Vec<u8>>,
    ids: AtomicU64,
    jobs: Jobs,
    /// On X11 what is on the clipboard is there for as long as the program that put it there keeps it.
    clipboard: Mutex<Option<arboard::Clipboard>>,
    at_once: Semaphore,
}

/// An examination, and where its bytes are.
struct Made {
    examination: Arc<Examination>,
    origin: Option<Origin>,
}

/// How far an examination has come.
#[derive(Clone, Debug, Serialize)]
pub struct Heard {
    step: Step,
    /// Names a glimpse of the picture, as soon as there is one: `preview://localhost/glimpse/<glimpse>`.
    glimpse: Option<String>,
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
    /// Whether it is a picture that ships.
    pub sample: bool,
}

/// What the page gets for a file.
#[derive(Serialize)]
pub struct Examined {
    /// Names the examination in `report`, `pin` and `preview://localhost/<id>`.
    id: String,
    report: Report,
    /// Whether there is a preview.
    preview: bool,
    /// Whether there is a small picture: `preview://localhost/small/<id>`.
    small: bool,
    /// Where `preview://localhost/glimpse/<id>` shows all of the preview with fewer pixels, the size of the preview.
    glimpse: Option<Size>,
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

/// Pixels across and down.
#[derive(Serialize)]
struct Size {
    width: u32,
    height: u32,
}

impl Host {
    /// `folder` holds what the user remembers, `data` the log where the settings name no other; `program` locks itself in to read
    /// files, which the window does itself without one.
    pub fn new(
        folder: Result<PathBuf, StoreError>,
        data: Result<PathBuf, StoreError>,
        program: Option<OsString>,
    ) -> Self {
        Self(Arc::new(Parts {
            folder: folder.clone(),
            remembered: Remembered::new(&folder),
            rooms: Rooms::new(program),
            log: LogDesk::new(folder, data),
            kept: Recent::new(MAX_KEPT, MAX_PREVIEW_BYTES),
            early: Recent::new(2 * MAX_AT_ONCE, MAX_PREVIEW_BYTES),
            small: Recent::new(MAX_SMALL, MAX_SMALL_BYTES),
            ids: AtomicU64::new(1),
            jobs: Jobs::default(),
            clipboard: Mutex::default(),
            at_once: Semaphore::new(at_once()),
        }))
    }

    /// Examines what `asked` gives, under a number by which the page may cancel it.
    pub async fn examine(
        &self,
        job: u32,
        lang: Lang,
        on_progress: Channel<Heard>,
        asked: impl FnOnce() -> Result<Asked, Refusal> + Send + 'static,
    ) -> Result<Examined, Failure> {
        let job = self.0.jobs.begin(job);
        let _turn = self.0.at_once.acquire().await;
        let parts = Arc::clone(&self.0);
        let work = move || {
            if job.is_cancelled() {
                return Err(Refusal::Cancelled);
            }
            let Asked { source, credentials, online, deep, sample } = asked()?;
            let id = parts.ids.fetch_add(1, Ordering::Relaxed).to_string();
            let origin = Origin::before(&source);
            let remembered = &parts.remembered;
            let reading = parts.reading();
            let knowing = if sample { remembered.engine_of_samples(reading) } else { remembered.engine(reading) };
            let request = Request { source: &source, credentials: credentials.as_ref(), online, deep };
            let mut heard = Heard { step: Step::Identity, glimpse: None };
            let examination = knowing.engine.examine(request, &mut |told| {
                let news = !matches!(told, Progress::Still);
                match told {
                    Progress::Still => {}
                    Progress::Step(step) => heard.step = step,
                    Progress::Glimpse(jpeg) => {
                        parts.early.put(&id, jpeg.to_vec(), jpeg.len());
                        heard.glimpse = Some(id.clone());
                    }
                }
                if news {
                    // It fails only where the page has gone: then nobody is left to hear it.
                    let _ = on_progress.send(heard.clone());
                }
                if job.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            let origin = match source {
                Source::Bytes { bytes, .. } => Some(Origin::Bytes(bytes)),
                Source::File(_) => origin,
            };
            Ok(parts.keep(id, examination, origin, &knowing, lang))
        };
        aside(work).await.map_err(|refusal| Failure::refused(&refusal, lang))
    }

    /// Where settings, trusted signers and lists are kept.
    pub fn folder(&self) -> Result<&Path, StoreError> {
        self.0.folder.as_deref().map_err(Clone::clone)
    }

    /// The files that were opened last.
    pub fn recent_files(&self) -> Result<RecentStore, StoreError> {
        Ok(RecentStore::at(self.folder()?))
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
        self.0.kept.get(id).map(|made| Arc::clone(&made.examination))
    }

    /// A glimpse of a picture that is examined, or was, as JPEG.
    pub fn glimpse(&self, id: &str) -> Option<Vec<u8>> {
        let early = self.0.early.get(id).map(|jpeg| jpeg.to_vec());
        early.or_else(|| Some(self.examination(id)?.copies()?.glimpse.clone()))
    }

    /// How files are read from now on.
    pub fn reading(&self) -> Reading {
        self.0.reading()
    }

    /// Files are read without the locked room until the window is closed, as the person wants who was asked.
    pub fn go_without_rooms(&self) {
        self.0.rooms.go_without(self.reading().limits);
    }

    /// Red, green, blue and alpha of each pixel of a preview.
    pub fn pixels(&self, preview: &Preview) -> Option<Vec<u8>> {
        self.0.remembered.engine(self.reading()).engine.pixels(preview)
    }

    /// The small picture of an examination, as JPEG.
    pub fn small(&self, id: &str) -> Option<Vec<u8>> {
        self.0.small.get(id).map(|jpeg| jpeg.to_vec())
    }

    /// Bytes of an examined file, from `offset` on.
    pub fn bytes(&self, id: &str, offset: u64, length: usize, lang: Lang) -> Result<Vec<u8>, Failure> {
        let made = self.0.kept.get(id).ok_or_else(|| Failure::forgotten(lang))?;
        let origin = made.origin.as_ref().ok_or_else(|| Failure::changed_since(lang))?;
        origin.bytes(offset, length).map_err(|why| match why {
            NoBytes::Changed => Failure::changed_since(lang),
            NoBytes::Unreadable(detail) => Failure::refused(&Refusal::ReadFailed { detail: detail.into() }, lang),
        })
    }

    /// Puts a picture on the clipboard.
    pub fn copy_picture(&self, picture: arboard::ImageData<'_>) -> Result<(), arboard::Error> {
        let mut clipboard = self.0.clipboard.lock().unwrap_or_else(PoisonError::into_inner);
        if clipboard.is_none() {
            *clipboard = Some(arboard::Clipboard::new()?);
        }
        clipboard.as_mut().map_or(Ok(()), |clipboard| clipboard.set_image(picture))
    }
}

impl Parts {
    /// Settings that cannot be read hold nothing up here: they are told where they are asked for.
    fn reading(&self) -> Reading {
        self.rooms.reading(self.log.choices().unwrap_or_default().limits)
    }

    /// Keeps what was found, and tells the page of it.
    fn keep(
        &self,
        id: String,
        examination: Examination,
        origin: Option<Origin>,
        knowing: &Knowing,
        lang: Lang,
    ) -> Examined {
        let report = examination.report(lang);
        let (preview, exif_thumbnail) = (examination.preview().is_some(), examination.exif_thumbnail().is_some());
        // As JPEG it would show nothing of what is transparent.
        let glimpse = examination.preview().filter(|preview| preview.opaque);
        let glimpse = glimpse.map(|preview| Size { width: preview.width, height: preview.height });
        let glimpse = glimpse.filter(|size| size.width.max(size.height) > GLIMPSE_SIDE);
        let turned = examination.preview().map_or(1, |preview| preview.orientation);
        let pictured = pictured(&examination, &self.remembered.known);
        let (untrusting, left_out) = (knowing.untrusting(lang), knowing.left_out(lang));
        let small = examination.copies().map(|copies| copies.small.clone());
        let small = small.map(|jpeg| self.small.put(&id, jpeg.clone(), jpeg.len())).is_some();
        // All that came out of the room stays in memory, whatever it is.
        let weight = picture_bytes(&examination).max(examination.passed()) + origin.as_ref().map_or(0, Origin::weight);
        let examination = Arc::new(examination);
        let unlogged = self.log.every_check(&id, &examination, lang).err();
        let unlogged = unlogged.map(|refusal| refusal.sentence(lang));
        self.kept.put(&id, Made { examination, origin }, weight);
        Examined {
            id,
            report,
            preview,
            small,
            glimpse,
            exif_thumbnail,
            turned,
            pictured,
            untrusting,
            unlogged,
            left_out,
        }
    }
}

/// Examinations at the same time.
pub fn at_once() -> usize {
    thread::available_parallelism().map_or(1, Into::into).min(MAX_AT_ONCE)
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
