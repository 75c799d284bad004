//! The public library of Whence: examine a picture, read the report in either language, explain a check.
//!
//! It orders the work of the floors below and nothing else: what is read stands in `inspect`, what it may mean in
//! `checks`, what follows in `verdict`, who has seen it before in `known`.

mod examination;
mod folder;
mod page;
mod source;

use std::ops::ControlFlow;

pub use examination::Examination;
pub use folder::{Found, images_in};
pub use page::CheckPage;
pub use source::Source;
pub use whence_checks::{CATALOGUE, Check};
use whence_inspect::Inspector;
pub use whence_inspect::{Preview, TrustSettings, encode_png};
pub use whence_known::List;
use whence_model::Refusal;

/// What is being done, for a progress bar; in this order.
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

/// What an engine holds pictures against, and what it makes of them.
#[derive(Debug)]
pub struct Settings {
    pub known: Vec<List>,
    pub trust: TrustSettings,
    /// Whether examinations come with a preview.
    pub previews: bool,
}

impl Default for Settings {
    /// The list that ships, nobody trusted beside the official lists, and previews.
    fn default() -> Self {
        Self { known: vec![List::starter()], trust: TrustSettings::default(), previews: true }
    }
}

/// Examines pictures, one or several at a time; lists are read once.
pub struct Engine {
    inspector: Inspector,
    known: Vec<List>,
}

impl Engine {
    pub fn new(settings: Settings) -> Self {
        Self { inspector: Inspector::new(&settings.trust, settings.previews), known: settings.known }
    }

    /// Examines one picture. `on_step` hears what comes next, and stops the work by breaking.
    ///
    /// # Errors
    /// Why there can be no report. A fault of ours in the middle of the work is [`Refusal::Broke`], never a panic.
    pub fn examine(
        &self,
        source: &Source,
        on_step: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Examination, Refusal> {
        let bytes = source.read()?;
        Examination::make(&self.inspector, &self.known, source.name(), &bytes, on_step)
    }
}

/// The page of a check, for a person who asks why.
pub fn explain(check: &str, lang: whence_model::Lang) -> Option<CheckPage> {
    Some(CheckPage::new(whence_checks::find(check)?, lang))
}
