//! Where pictures are read: in the program itself, or in a locked room beside it.

use std::{cell::RefCell, io::ErrorKind, ops::ControlFlow};

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use whence_inspect::{Detached, Inspection, Inspector, Preview, Progress as Read, Step, Told, limits::GLIMPSE_SIDE};
use whence_isolate::{Ended, Means, Pool, Protection};
use whence_model::{Isolation, Refusal, TrustBook, Wall, drawn_jpeg};

use crate::Progress;

/// How pictures are read, whatever they are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Wanted {
    pub trust: TrustBook,
    pub previews: bool,
    pub features: bool,
    pub pixels: u64,
}

impl Wanted {
    fn inspector(&self) -> Inspector {
        let inspector = Inspector::new(&self.trust, self.previews).with_pixels(self.pixels);
        if self.features { inspector.with_features() } else { inspector }
    }
}

/// Reads pictures.
pub(crate) enum Reader {
    Here(Box<Inspector>),
    Inside { pool: Pool, wanted: Vec<u8> },
}

/// What is asked about some bytes.
#[derive(Serialize, Deserialize)]
enum Task {
    /// All of a picture.
    Inspect { detached: Option<Detached>, deep: bool },
    /// What this says of the credentials of a picture.
    Credentials(Detached),
    /// The pixels of a preview.
    Pixels,
}

/// What was read of a picture.
pub(crate) struct Inspected {
    pub inspection: Inspection,
    pub isolation: Isolation,
    /// Bytes that came out of a room; 0 where none was asked.
    pub passed: usize,
}

/// What came out of a room.
struct Answer<T> {
    answer: T,
    protection: Protection,
    passed: usize,
}

impl Reader {
    pub(crate) fn new(wanted: &Wanted, pool: Option<Pool>) -> Self {
        match pool {
            None => Self::Here(Box::new(wanted.inspector())),
            Some(pool) => Self::Inside { pool, wanted: encoded(wanted) },
        }
    }

    pub(crate) fn inspect(
        &self,
        bytes: &[u8],
        detached: Option<&Detached>,
        deep: bool,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Inspected, Refusal> {
        match self {
            Self::Here(inspector) => {
                let inspection = inspector.inspect(bytes, detached, deep, &mut |told| tell(told.into()))?;
                Ok(Inspected { inspection, isolation: Isolation::None, passed: 0 })
            }
            Self::Inside { pool, wanted } => {
                let task = Task::Inspect { detached: detached.cloned(), deep };
                let Answer { answer, protection, passed } =
                    ask::<Result<Inspection, Refusal>>(pool, wanted, &task, bytes, tell)?;
                let inspection = answer.map_err(of_reading)?;
                // What draws them outside is no part of the room.
                if !inspection.is_drawn() {
                    return Err(Refusal::Garbled);
                }
                Ok(Inspected { inspection, isolation: isolation(protection), passed })
            }
        }
    }

    pub(crate) fn read_detached(&self, bytes: &[u8], detached: &Detached) -> Result<Told, Refusal> {
        match self {
            Self::Here(inspector) => inspector.read_detached(bytes, detached),
            Self::Inside { pool, wanted } => {
                let task = Task::Credentials(detached.clone());
                ask::<Result<Told, Refusal>>(pool, wanted, &task, bytes, &mut on)?.answer.map_err(of_reading)
            }
        }
    }

    /// Red, green, blue and alpha of each pixel.
    pub(crate) fn pixels(&self, preview: &Preview) -> Option<Vec<u8>> {
        let pixels = match self {
            Self::Here(_) => whence_inspect::rgba(&preview.png)?,
            Self::Inside { pool, wanted } => {
                let asked = ask::<Option<ByteBuf>>(pool, wanted, &Task::Pixels, &preview.png, &mut on);
                asked.ok()?.answer?.into_vec()
            }
        };
        // Sides of 2,048 pixels at most, or the preview would not be here.
        (pixels.len() as u64 == 4 * u64::from(preview.width) * u64::from(preview.height)).then_some(pixels)
    }
}

fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn ask<T: for<'a> Deserialize<'a>>(
    pool: &Pool,
    wanted: &[u8],
    task: &Task,
    bytes: &[u8],
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Answer<T>, Refusal> {
    let task = encoded(task);
    let lengths = [wanted, &task].map(|part| (part.len() as u64).to_le_bytes());
    let question: [&[u8]; 5] = [&lengths[0], &lengths[1], wanted, &task, bytes];
    let answer = pool.ask(&question, &mut |told| match told.map(<[u8]>::split_first) {
        Some(Some((&GLIMPSE, jpeg))) => match drawn_jpeg(jpeg) {
            Some((width, height)) if width.max(height) <= GLIMPSE_SIDE => tell(Progress::Glimpse(jpeg)),
            _ => ControlFlow::Continue(()),
        },
        Some(Some((at, []))) => {
            STEPS.get(usize::from(*at)).map_or(ControlFlow::Continue(()), |step| tell(Progress::Step((*step).into())))
        }
        Some(_) => ControlFlow::Continue(()),
        None => tell(Progress::Still),
    });
    let (answer, protection) = answer.map_err(refusal)?;
    Ok(Answer { passed: answer.len(), answer: decoded(&answer)?, protection })
}

/// Whoever has taken a room over chooses every byte of its answer.
fn decoded<T: for<'a> Deserialize<'a>>(answer: &[u8]) -> Result<T, Refusal> {
    let sound = whence_model::is_sound(answer).then(|| rmp_serde::from_slice(answer));
    sound.and_then(Result::ok).ok_or(Refusal::Garbled)
}

/// What reading itself may refuse. Every other refusal is somebody else's word: one of them offers to read without the room.
fn of_reading(told: Refusal) -> Refusal {
    match told {
        Refusal::Empty | Refusal::NotAnImage { .. } => told,
        _ => Refusal::Garbled,
    }
}

/// What was told on the way: a step by its place here, or a glimpse.
const STEPS: [Step; 5] = [Step::Identity, Step::Structure, Step::Metadata, Step::Credentials, Step::Pixels];
const GLIMPSE: u8 = 0xff;

/// Reads pictures for the program that started this one, if one did, and never returns then: to be called before all else.
pub fn serve_if_locked_in() {
    // The last wishes and who reads by them: lists of whom to trust take longer to parse than some pictures.
    let ready: RefCell<Option<(Vec<u8>, Inspector)>> = RefCell::new(None);
    whence_isolate::serve_if_locked_in(&move |question, tell| {
        let (wanted, task, bytes) = parts(question).expect("the engine asks in this form");
        let mut ready = ready.borrow_mut();
        if ready.as_ref().is_none_or(|(last, _)| last != wanted) {
            let asked: Wanted = rmp_serde::from_slice(wanted).expect("the engine wrote it");
            *ready = Some((wanted.to_vec(), asked.inspector()));
        }
        let (_, inspector) = ready.as_ref().expect("it was just made");
        match rmp_serde::from_slice(task).expect("the engine wrote it") {
            Task::Inspect { detached, deep } => {
                let mut told = |progress: Read| {
                    match progress {
                        Read::Step(step) => tell(&[STEPS.iter().position(|each| *each == step).unwrap_or(0) as u8]),
                        Read::Glimpse(jpeg) => tell(&[&[GLIMPSE], jpeg].concat()),
                    }
                    // Whoever wants no more of it closes the room.
                    ControlFlow::Continue(())
                };
                encoded(&inspector.inspect(bytes, detached.as_ref(), deep, &mut told))
            }
            Task::Credentials(detached) => encoded(&inspector.read_detached(bytes, &detached)),
            Task::Pixels => encoded(&whence_inspect::rgba(bytes).map(ByteBuf::from)),
        }
    });
}

fn parts(question: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (lengths, rest) = question.split_at_checked(16)?;
    let (wanted, task) = lengths.split_at(8);
    let length = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.try_into().ok()?) as usize);
    let (wanted, rest) = rest.split_at_checked(length(wanted)?)?;
    let (task, bytes) = rest.split_at_checked(length(task)?)?;
    Some((wanted, task, bytes))
}

fn encoded(value: &impl Serialize) -> Vec<u8> {
    rmp_serde::to_vec_named(value).expect("our own types have a form in it")
}

/// What protects, of a room that answered.
pub(crate) fn isolation(protection: Protection) -> Isolation {
    let Protection { closed, calls, memory } = protection;
    let walls = [(Wall::Files, closed), (Wall::Calls, calls), (Wall::Resources, memory)];
    let missing = walls.into_iter().filter(|(_, means)| *means != Means::Whole);
    Isolation::Room { missing: missing.map(|(wall, _)| wall).collect() }
}

/// For want of this no process is started, and will not be the next time.
const LASTING: [ErrorKind; 4] =
    [ErrorKind::NotFound, ErrorKind::PermissionDenied, ErrorKind::Unsupported, ErrorKind::InvalidInput];

/// Why there is no report, where the room has no answer.
pub(crate) fn refusal(ended: Ended) -> Refusal {
    match ended {
        Ended::Stopped => Refusal::Cancelled,
        Ended::Unstarted(error) if LASTING.contains(&error.kind()) => {
            Refusal::Unconfined { detail: error.to_string().into() }
        }
        Ended::Unstarted(error) => Refusal::Unstarted { detail: error.to_string().into() },
        Ended::Unconfined { missing } => Refusal::Unconfined { detail: missing.into() },
        Ended::Broke { said } => Refusal::Broke { detail: said.into() },
        Ended::Forbidden => Refusal::Trespassed,
        Ended::OutOfMemory { limit } => Refusal::OutOfMemory { limit },
        Ended::StackOverflow => Refusal::TooDeep,
        Ended::OutOfTime { limit } => Refusal::OutOfTime { seconds: limit.as_secs() },
        Ended::Crashed { signal } => Refusal::Crashed { detail: signal.into() },
        Ended::Garbled => Refusal::Garbled,
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, time::Duration};

    use whence_model::Lang;

    use super::*;

    #[test]
    fn each_way_to_end_has_a_sentence_of_its_own() {
        let ended = [
            Ended::Unstarted(ErrorKind::WouldBlock.into()),
            Ended::Unconfined { missing: "memory".into() },
            Ended::Broke { said: "index out of bounds".into() },
            Ended::Forbidden,
            Ended::OutOfMemory { limit: 2 << 30 },
            Ended::StackOverflow,
            Ended::OutOfTime { limit: Duration::from_secs(30) },
            Ended::Crashed { signal: "fault in memory".into() },
            Ended::Garbled,
            Ended::Stopped,
        ];
        let many = ended.len();
        let refused: Vec<Refusal> = ended.into_iter().map(refusal).collect();
        for lang in [Lang::En, Lang::Fr] {
            let sentences: BTreeSet<String> = refused.iter().map(|refused| refused.sentence(lang)).collect();
            assert_eq!(sentences.len(), many, "{sentences:#?}");
        }
        let absent = refusal(Ended::Unstarted(ErrorKind::NotFound.into()));
        assert!(matches!(absent, Refusal::Unconfined { .. }), "it will not be there the next time either");
        assert!(refused[4].sentence(Lang::En).contains("2048 MiB") && refused[6].sentence(Lang::Fr).contains("30 s"));
    }

    #[test]
    fn a_room_that_was_taken_over_refuses_nothing_in_the_name_of_others() {
        let answered = |told: Refusal| {
            let answer = encoded(&Err::<Told, _>(told));
            decoded::<Result<Told, Refusal>>(&answer).unwrap().map_err(of_reading).unwrap_err()
        };
        assert_eq!(answered(Refusal::Empty), Refusal::Empty);
        let like = Refusal::NotAnImage { begins: Some("a PDF".into()) };
        assert_eq!(answered(like.clone()), like);
        for other in [Refusal::Unconfined { detail: "memory".into() }, Refusal::Cancelled, Refusal::TooDeep] {
            assert_eq!(answered(other), Refusal::Garbled);
        }
    }

    #[test]
    fn an_answer_that_would_do_harm_is_none() {
        assert_eq!(decoded::<Option<u8>>(&[0xc0]), Ok(None));
        for answer in [&[0xc0, 0xc0][..], &[], &[0xa1, 0x1b]] {
            assert_eq!(decoded::<Option<String>>(answer), Err(Refusal::Garbled));
        }
    }

    #[test]
    fn what_holds_is_told_apart_from_what_is_missing() {
        let (closed, calls, memory) = (Means::Part, Means::Whole, Means::Whole);
        assert_eq!(isolation(Protection { closed, calls, memory }), Isolation::Room { missing: vec![Wall::Files] });
        let all = Protection { closed: Means::Whole, calls, memory };
        assert_eq!(isolation(all), Isolation::Room { missing: Vec::new() });
    }

    #[test]
    fn what_nobody_chose_is_what_readers_are_built_for() {
        let limits = crate::Limits::default();
        assert_eq!(limits.file_bytes(), whence_inspect::limits::MAX_BYTES);
        assert_eq!(limits.pixels(), whence_inspect::limits::MAX_PIXELS);
        assert!(
            limits.is_sound()
                && limits.memory_bytes() > 4 * limits.pixels() + whence_inspect::limits::MAX_DECODER_BYTES
        );
    }

    #[test]
    fn a_question_that_breaks_off_has_no_parts() {
        let question = [&2u64.to_le_bytes()[..], &1u64.to_le_bytes(), b"wwtbytes"].concat();
        assert_eq!(parts(&question), Some((&b"ww"[..], &b"t"[..], &b"bytes"[..])));
        assert_eq!(parts(&question[..17]), None);
        assert_eq!(parts(&[0xff; 16]), None);
    }
}
