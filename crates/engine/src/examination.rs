use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

use jiff::{Timestamp, Unit};
use whence_checks::{CATALOGUE, Case};
use whence_inspect::{C2PA_VERSION, Copies, Detached, Inspection, Preview, ThumbnailPicture, ThumbnailPictures};
use whence_known::{Asked, joined};
use whence_model::{
    Engine, Exhibit, Facts, Features, Isolation, Lang, Refusal, Report, SCHEMA, Untrusted,
    facts::{known::Known, provenance::Provenance},
};

use crate::{
    Progress, Request, Source, Step, catalogue_digest, elsewhere, known::TeamProblem, reading::Inspected,
    source::sha256,
};

/// One picture's facts, from which the report can be written in either language without reading the file again.
#[derive(Debug)]
pub struct Examination {
    exhibit: Exhibit,
    facts: Facts,
    /// By them a part of the picture is known again: what a list keeps of it.
    features: Option<Features>,
    /// Whether anything was asked for outside this machine.
    online: bool,
    isolation: Isolation,
    passed: usize,
    team_problem: Option<TeamProblem>,
    preview: Option<Preview>,
    copies: Option<Copies>,
    exif_thumbnail: Option<ThumbnailPictures>,
    thumbnails: Vec<ThumbnailPicture>,
    signer_certificate: Option<String>,
}

impl Examination {
    /// Whatever comes out of the room.
    pub(crate) fn make(
        engine: &crate::Engine,
        request: Request,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Self, Refusal> {
        unbroken(|| Self::of(engine, &request, tell))
    }

    fn of(
        engine: &crate::Engine,
        request: &Request,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Self, Refusal> {
        let given = request.credentials.map(elsewhere::given).transpose()?;
        let bytes = &request.source.read_within(engine.limits.file_bytes())?;
        // What was examined is not for the room to say: this is found again by it in lists and in the log.
        let (read, sha256) = beside(bytes, || read(engine, request, bytes, given.as_ref(), tell));
        let Read { inspection, isolation, passed, online } = read?;
        if tell(Progress::Step(Step::Checks)).is_break() {
            return Err(Refusal::Cancelled);
        }
        let Inspection { format, size, pixels_sha256, pdq, trimmed, features, .. } = inspection;
        let asked = Asked {
            sha256: &sha256,
            pixels_sha256: pixels_sha256.as_deref(),
            pdq: pdq.as_ref(),
            trimmed: &trimmed,
            features: features.as_ref(),
        };
        let mut known = whence_known::look_up(&engine.known, &asked);
        let (mut online, mut team_problem) = (online, None);
        if let Some(team) = &engine.team {
            // The report names the lists that were asked: where the team's are missing, they were not.
            match team.look_up(&asked) {
                Ok((of_team, problem)) => (known, team_problem) = (joined(known, of_team), problem),
                Err(error) => team_problem = Some(TeamProblem::Unasked(error)),
            }
            online |= team.is_elsewhere();
        }
        let Inspection { provenance, metadata, structure, generator, pixels, .. } = inspection;
        let examined_at = Timestamp::now().as_second();
        let (width, height) = size.unzip();
        let (name, bytes) = (request.source.name(), bytes.len() as u64);
        let exhibit = Exhibit { name, bytes, sha256, format, width, height, pixels_sha256, pdq, trimmed };
        let facts = Facts { provenance, metadata, structure, generator, known, pixels, examined_at };
        let Inspection { preview, copies, exif_thumbnail, thumbnails, signer_pem: signer_certificate, .. } = inspection;
        Ok(Self {
            exhibit,
            facts,
            features,
            online,
            isolation,
            passed,
            team_problem,
            preview,
            copies,
            exif_thumbnail,
            thumbnails,
            signer_certificate,
        })
    }

    /// Facts → rows → verdict, in words of one language; positions, serial numbers and owners' names are masked.
    pub fn report(&self, lang: Lang) -> Report {
        self.report_unmasked(lang).masked()
    }

    /// The same with everything that the file holds, for somebody who asked for it.
    pub fn report_unmasked(&self, lang: Lang) -> Report {
        let case = Case { exhibit: &self.exhibit, facts: &self.facts };
        let rows = whence_checks::run(&case, lang);
        Report {
            schema: SCHEMA,
            language: lang,
            examined_at: rfc3339(self.facts.examined_at),
            engine: Engine {
                version: env!("CARGO_PKG_VERSION").into(),
                checks: CATALOGUE.len() as u32,
                catalogue: catalogue_digest(lang).into(),
                c2pa: C2PA_VERSION.into(),
                online: self.online,
                isolation: self.isolation.clone(),
                protection: self.isolation.sentence(lang),
            },
            exhibit: self.exhibit.clone(),
            verdict: whence_verdict::judge(&rows, lang),
            credentials: whence_checks::credentials_card(&self.facts, lang),
            condition: whence_checks::condition(&case, lang),
            timeline: whence_checks::timeline(&case, lang),
            marks: whence_checks::marks_card(&case, lang),
            masked: 0,
            rows,
            facts: self.facts.clone(),
        }
    }

    /// Bytes of what was passed out of a locked room, facts and pictures; 0 where it was read without one.
    pub fn passed(&self) -> usize {
        self.passed
    }

    /// The picture upright and re-encoded, where it could be decoded.
    pub fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// Smaller ones, where there is a preview.
    pub fn copies(&self) -> Option<&Copies> {
        self.copies.as_ref()
    }

    /// The thumbnail that the camera embedded, and where it differs from the picture.
    pub fn exif_thumbnail(&self) -> Option<&ThumbnailPictures> {
        self.exif_thumbnail.as_ref()
    }

    /// The small picture that the manifest of this index in `facts.provenance.manifests` carries, re-encoded.
    pub fn thumbnail(&self, manifest: u32) -> Option<&Preview> {
        self.thumbnails.iter().find(|t| t.manifest == manifest).map(|t| &t.picture)
    }

    /// PEM of the certificate that signed the credentials, for the user to pin; whatever they are worth.
    pub fn signer_certificate(&self) -> Option<&str> {
        self.signer_certificate.as_deref()
    }

    /// Where the picture was taken by its Exif data: degrees north and east.
    pub fn position(&self) -> Option<(f64, f64)> {
        self.facts.metadata.exif.read()?.position()
    }

    pub fn exhibit(&self) -> &Exhibit {
        &self.exhibit
    }

    /// Where the engine makes them, the local features of the picture.
    pub fn features(&self) -> Option<&Features> {
        self.features.as_ref()
    }

    /// Why the answer of a team's lists is missing or less than whole.
    pub fn team_problem(&self) -> Option<&TeamProblem> {
        self.team_problem.as_ref()
    }

    /// What the known lists say of it.
    pub fn known(&self) -> &Known {
        &self.facts.known
    }

    pub fn provenance(&self) -> &Provenance {
        &self.facts.provenance
    }
}

/// What `work` gives, and the SHA-256 of the bytes, made meanwhile.
fn beside<T>(bytes: &[u8], work: impl FnOnce() -> T) -> (T, String) {
    thread::scope(|scope| {
        let other = thread::Builder::new().name("digest".into()).spawn_scoped(scope, || sha256(bytes)).ok();
        let done = work();
        (done, other.and_then(|other| other.join().ok()).unwrap_or_else(|| sha256(bytes)))
    })
}

struct Read {
    inspection: Inspection,
    isolation: Isolation,
    passed: usize,
    /// Whether anything left this machine.
    online: bool,
}

/// All the reading: the picture, then, where it carries no credentials, what was kept elsewhere for it.
fn read(
    engine: &crate::Engine,
    request: &Request,
    bytes: &[u8],
    given: Option<&Detached>,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Read, Refusal> {
    let reader = &engine.reader;
    let Inspected { mut inspection, isolation, passed } = reader.inspect(bytes, given, request.deep, tell)?;
    let mut online = false;
    if given.is_none() {
        if let Source::File(picture) = request.source {
            elsewhere::read_beside(picture, reader, &mut inspection, bytes)?;
        }
        if request.online && elsewhere::server(&inspection.provenance).is_some() {
            // Whoever stopped the examination by now does not want anybody asked.
            if tell(Progress::Step(Step::Credentials)).is_break() {
                return Err(Refusal::Cancelled);
            }
            online = elsewhere::read_from_server(&engine.fetch, reader, &mut inspection, bytes)?;
        }
    }
    Ok(Read { inspection, isolation, passed, online })
}

impl<'a> From<whence_inspect::Progress<'a>> for Progress<'a> {
    fn from(told: whence_inspect::Progress<'a>) -> Self {
        match told {
            whence_inspect::Progress::Step(step) => Self::Step(step.into()),
            whence_inspect::Progress::Glimpse(jpeg) => Self::Glimpse(jpeg),
        }
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

/// A panic in this is a fault of ours with one file, and told as one: the next goes on.
pub fn unbroken<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    let done = catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|panic| Err(Refusal::Broke { detail: said(&*panic) }))
}

/// What a panic said, for the person who reports it.
fn said(panic: &(dyn std::any::Any + Send)) -> Untrusted {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no reason given").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_the_fault_of_one_file() {
        assert_eq!(unbroken(|| Ok(7)), Ok(7));
        let broke = unbroken(|| -> Result<(), _> { panic!("deliberate: {}", 7) });
        assert_eq!(broke, Err(Refusal::Broke { detail: "deliberate: 7".into() }));
    }

    #[test]
    fn a_panic_on_the_way_is_told_with_its_reason() {
        let engine = crate::Engine::new(crate::Settings { previews: false, ..crate::Settings::default() });
        let source = Source::Bytes { name: "picture.gif".into(), bytes: b"GIF89a\x01\0\x01\0\0\0\0\x3b".to_vec() };
        for at in [1, 6] {
            let mut heard = 0;
            let broke = engine.examine(&source, &mut |_| {
                heard += 1;
                assert!(heard < at, "deliberate, {at}");
                ControlFlow::Continue(())
            });
            assert_eq!(broke.unwrap_err(), Refusal::Broke { detail: format!("deliberate, {at}").into() });
        }
    }
}
