use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use jiff::{Timestamp, Unit};
use whence_checks::{CATALOGUE, Case};
use whence_inspect::{C2PA_VERSION, Inspection, Inspector, Preview};
use whence_known::List;
use whence_model::{Engine, Exhibit, Facts, Lang, Refusal, Report, SCHEMA, Untrusted};

use crate::Step;

/// One picture's facts, from which the report can be written in either language without reading the file again.
#[derive(Debug)]
pub struct Examination {
    exhibit: Exhibit,
    facts: Facts,
    preview: Option<Preview>,
}

impl Examination {
    pub(crate) fn make(
        inspector: &Inspector,
        known: &[List],
        name: Untrusted,
        bytes: &[u8],
        on_step: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Self, Refusal> {
        let inspected = catch_unwind(AssertUnwindSafe(|| inspector.inspect(bytes, &mut |step| on_step(step.into()))));
        let Inspection { sha256, format, size, pdq, provenance, metadata, structure, generator, pixels, preview } =
            inspected.map_err(|panic| Refusal::Broke { detail: said(&panic) })??;
        if on_step(Step::Checks).is_break() {
            return Err(Refusal::Cancelled);
        }
        let known = whence_known::look_up(known, &sha256, pdq.as_ref());
        let examined_at = Timestamp::now().as_second();
        let (width, height) = size.unzip();
        let exhibit = Exhibit { name, bytes: bytes.len() as u64, sha256, format, width, height, pdq };
        let facts = Facts { provenance, metadata, structure, generator, known, pixels, examined_at };
        Ok(Self { exhibit, facts, preview })
    }

    /// Facts → rows → verdict, in words of one language.
    pub fn report(&self, lang: Lang) -> Report {
        let rows = whence_checks::run(&Case { exhibit: &self.exhibit, facts: &self.facts }, lang);
        Report {
            schema: SCHEMA,
            language: lang,
            examined_at: rfc3339(self.facts.examined_at),
            engine: Engine {
                version: env!("CARGO_PKG_VERSION").into(),
                checks: CATALOGUE.len() as u32,
                c2pa: C2PA_VERSION.into(),
                online: false,
            },
            exhibit: self.exhibit.clone(),
            verdict: whence_verdict::judge(&rows, lang),
            rows,
            facts: self.facts.clone(),
        }
    }

    /// The picture upright and re-encoded, where it could be decoded.
    pub fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }
}

impl From<whence_inspect::Step> for Step {
    fn from(step: whence_inspect::Step) -> Self {
        use whence_inspect::Step as Read;
        match step {
            Read::Identity => Self::Identity,
            Read::Structure => Self::Structure,
            Read::Metadata => Self::Metadata,
            Read::Credentials => Self::Credentials,
            Read::Pixels => Self::Pixels,
        }
    }
}

fn rfc3339(seconds: i64) -> String {
    let at = Timestamp::from_second(seconds).unwrap_or_default();
    at.round(Unit::Second).unwrap_or(at).to_string()
}

/// What a panic said, for the person who reports it.
fn said(panic: &(dyn std::any::Any + Send)) -> Untrusted {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no reason given").into()
}
