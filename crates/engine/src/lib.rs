//! The public library of Whence: examine a picture, read the report in either language, explain a check.
//!
//! It orders the work of the floors below and nothing else: what is read stands in `inspect`, what it may mean in
//! `checks`, what follows in `verdict`, who has seen it before in `known`.

pub mod desk;
mod elsewhere;
mod examination;
mod folder;
pub mod known;
pub mod ledger;
mod page;
mod reading;
mod request;
mod source;
pub mod trust;

use std::{ffi::OsString, ops::ControlFlow, time::Duration};

pub use examination::{Examination, unbroken};
pub use folder::{Found, images_in};
pub use page::{catalogue_digest, page, sections};
pub use reading::serve_if_locked_in;
use reading::{Reader, Wanted, isolation, refusal};
pub use request::Request;
pub use source::Source;
pub use whence_checks::{CATALOGUE, Check, rates};
pub use whence_fetch::Limits as FetchLimits;
pub use whence_inspect::{C2PA_VERSION, Copies, Preview, ThumbnailPictures, encode_png};
pub use whence_isolate::{ARGUMENT as LOCKED_IN, Pool, this_program};
pub use whence_known::List;
pub use whence_model::ledger::CheckPage;
use whence_model::{Isolation, Refusal, TrustBook, facts::known::ListName};
pub use whence_store::{Limits, WholeFile};

/// What is being done, for a progress bar; in this order. Credentials come twice where a server is asked for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Identity,
    Structure,
    Metadata,
    Credentials,
    Pixels,
    Checks,
}

/// What is told on the way.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// What comes next.
    Step(Step),
    /// A glimpse of the picture, upright and small, as JPEG, long before the report is there; where previews are wanted.
    Glimpse(&'a [u8]),
    /// Nothing new: said from time to time, so that who waits can have it stopped.
    Still,
}

/// What an engine holds pictures against, and what it makes of them.
#[derive(Debug)]
pub struct Settings {
    pub known: Vec<List>,
    /// A team's lists, which are asked beside them.
    pub team: Option<known::Team>,
    pub trust: TrustBook,
    /// Whether examinations come with a preview.
    pub previews: bool,
    /// Whether they make local features where no list asks for them: for who puts pictures on a list.
    pub features: bool,
    /// How much of a file is read.
    pub limits: Limits,
    /// Where pictures are read; absent, in the program itself.
    pub room: Option<Pool>,
    /// How much of a server's time and bytes are taken where a [`Request`] lets one be asked.
    pub fetch: FetchLimits,
}

impl Default for Settings {
    /// The list that ships, nobody trusted beside the official lists, and previews.
    fn default() -> Self {
        let fetch = FetchLimits::default();
        let (known, trust) = (vec![List::starter()], TrustBook::default());
        let limits = Limits::default();
        Self { known, team: None, trust, previews: true, features: false, limits, room: None, fetch }
    }
}

/// Examines pictures, one or several at a time; lists are read once.
pub struct Engine {
    reader: Reader,
    known: Vec<List>,
    team: Option<known::Team>,
    limits: Limits,
    fetch: FetchLimits,
}

impl Engine {
    pub fn new(settings: Settings) -> Self {
        let Settings { known, team, trust, previews, features, limits, room, fetch } = settings;
        let team_wants = team.as_ref().is_some_and(known::Team::want_features);
        let with_features = features || team_wants || whence_known::want_features(&known);
        let wanted = Wanted { trust, previews, features: with_features, pixels: limits.pixels() };
        Self { reader: Reader::new(&wanted, room), known, team, limits, fetch }
    }

    /// The lists that pictures are held against.
    pub fn lists(&self) -> Vec<ListName> {
        let own = whence_known::look_up(&self.known, &whence_known::Asked::default()).lists;
        own.into_iter().chain(self.team.iter().flat_map(known::Team::names)).collect()
    }

    /// Examines one picture. `tell` hears how far it has come, and stops the work by breaking.
    ///
    /// # Errors
    /// Why there can be no report. A fault of ours in the middle of the work is [`Refusal::Broke`], never a panic.
    pub fn examine<'a>(
        &self,
        request: impl Into<Request<'a>>,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Examination, Refusal> {
        Examination::make(self, request.into(), tell)
    }

    /// The pixels of a preview, row by row, in red, green, blue and alpha.
    pub fn pixels(&self, preview: &Preview) -> Option<Vec<u8>> {
        self.reader.pixels(preview)
    }
}

/// Locked rooms in which files are read, by this program, which begins with [`serve_if_locked_in`].
pub fn rooms(program: impl Into<OsString>, limits: &Limits) -> Pool {
    let (memory, time) = (limits.memory_bytes(), Duration::from_secs(limits.seconds.into()));
    Pool::new(program, whence_isolate::Limits { memory, time, ..whence_isolate::Limits::default() })
}

/// Opens a room where none is open, and says what protects from what happens in it.
///
/// # Errors
/// [`Refusal::Unconfined`] where there is none to be had.
pub fn protection(rooms: &Pool) -> Result<Isolation, Refusal> {
    rooms.protection().map(isolation).map_err(refusal)
}

/// What a verdict is called, in a few words.
pub fn headline(kind: whence_model::VerdictKind, lang: whence_model::Lang) -> String {
    whence_verdict::headline(kind).in_lang(lang).to_owned()
}

/// The page of a check, for a person who asks why.
pub fn explain(check: &str, lang: whence_model::Lang) -> Option<CheckPage> {
    Some(page(whence_checks::find(check)?, lang))
}
