use std::{
    ops::ControlFlow,
    sync::{Arc, OnceLock},
    thread,
};

use serde::Serialize;
use tauri::ipc::Channel;
use tokio::sync::Semaphore;
use whence_engine::{Engine, Examination, Settings, Source, Step};
use whence_model::{Lang, Refusal, Report};

use crate::{failure::Failure, jobs::Jobs, recent::Recent};

/// Reports that can still be told in the other language.
const MAX_KEPT: usize = 64;

/// Previews that are kept for the page, together.
const MAX_PREVIEW_BYTES: usize = 256 << 20;

/// The largest pictures take a gigabyte each while they are decoded.
const MAX_AT_ONCE: usize = 4;

/// What the commands work with.
#[derive(Clone)]
pub struct Host(Arc<Parts>);

struct Parts {
    /// Made at the first examination, since reading its lists would hold up the window.
    engine: OnceLock<Engine>,
    kept: Recent<Examination>,
    jobs: Jobs,
    at_once: Semaphore,
}

/// What the page gets for a file.
#[derive(Serialize)]
pub struct Examined {
    /// Names the examination in `report` and in `preview://localhost/<id>`.
    id: String,
    report: Report,
    /// Whether there is a preview.
    preview: bool,
}

impl Default for Host {
    fn default() -> Self {
        let processors = thread::available_parallelism().map_or(1, Into::into);
        Self(Arc::new(Parts {
            engine: OnceLock::new(),
            kept: Recent::new(MAX_KEPT, MAX_PREVIEW_BYTES),
            jobs: Jobs::default(),
            at_once: Semaphore::new(processors.min(MAX_AT_ONCE)),
        }))
    }
}

impl Host {
    /// Examines what `source` gives, under a number by which the page may cancel it.
    pub async fn examine(
        &self,
        job: u32,
        lang: Lang,
        on_progress: Channel<Step>,
        source: impl FnOnce() -> Result<Source, Refusal> + Send + 'static,
    ) -> Result<Examined, Failure> {
        let job = self.0.jobs.begin(job);
        let _turn = self.0.at_once.acquire().await;
        let parts = Arc::clone(&self.0);
        let work = move || {
            if job.is_cancelled() {
                return Err(Refusal::Cancelled);
            }
            let engine = parts.engine.get_or_init(|| Engine::new(Settings::default()));
            let examination = engine.examine(&source()?, &mut |step| {
                // It fails only where the page has gone: then nobody is left to hear it.
                let _ = on_progress.send(step);
                if job.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            let report = examination.report(lang);
            let bytes = examination.preview().map(|preview| preview.png.len());
            Ok(Examined { id: parts.kept.put(examination, bytes.unwrap_or(0)), report, preview: bytes.is_some() })
        };
        aside(work).await.map_err(|refusal| Failure::refused(&refusal, lang))
    }

    pub fn cancel(&self, job: u32) {
        self.0.jobs.cancel(job);
    }

    /// An examination that is still kept.
    pub fn examination(&self, id: &str) -> Option<Arc<Examination>> {
        self.0.kept.get(id)
    }
}

/// Long work, away from the threads that serve the window. A panic in it is a fault of ours, and told as one.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|fault| Err(Refusal::Broke { detail: fault.to_string().into() }))
}
