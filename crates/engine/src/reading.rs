//! Where pictures are read: in the program itself, or in a locked room beside it.

use std::{cell::RefCell, ops::ControlFlow};

use serde::{Deserialize, Serialize};
use whence_inspect::{Detached, Inspection, Inspector, Progress, Step, Told};
use whence_isolate::{Ended, Pool};
use whence_model::{Refusal, TrustBook};

/// How pictures are read, whatever they are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Wanted {
    pub trust: TrustBook,
    pub previews: bool,
    pub features: bool,
}

impl Wanted {
    fn inspector(&self) -> Inspector {
        let inspector = Inspector::new(&self.trust, self.previews);
        if self.features { inspector.with_features() } else { inspector }
    }
}

/// Reads pictures.
pub(crate) struct Reader {
    here: Inspector,
    room: Option<Room>,
}

struct Room {
    pool: Pool,
    wanted: Vec<u8>,
}

/// What is asked of one picture.
#[derive(Serialize, Deserialize)]
enum Task {
    Inspect { detached: Option<Detached>, deep: bool },
    Credentials(Detached),
}

impl Reader {
    pub(crate) fn new(wanted: &Wanted, pool: Option<Pool>) -> Self {
        let room = pool.map(|pool| Room { pool, wanted: encoded(wanted) });
        Self { here: wanted.inspector(), room }
    }

    pub(crate) fn inspect(
        &self,
        bytes: &[u8],
        detached: Option<&Detached>,
        deep: bool,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Inspection, Refusal> {
        match &self.room {
            None => self.here.inspect(bytes, detached, deep, tell),
            Some(room) => room.ask(&Task::Inspect { detached: detached.cloned(), deep }, bytes, tell),
        }
    }

    pub(crate) fn read_detached(&self, bytes: &[u8], detached: &Detached) -> Result<Told, Refusal> {
        match &self.room {
            None => self.here.read_detached(bytes, detached),
            Some(room) => room.ask(&Task::Credentials(detached.clone()), bytes, &mut |_| ControlFlow::Continue(())),
        }
    }
}

impl Room {
    fn ask<T: for<'a> Deserialize<'a>>(
        &self,
        task: &Task,
        bytes: &[u8],
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<T, Refusal> {
        let task = encoded(task);
        let lengths = [&self.wanted, &task].map(|part| (part.len() as u64).to_le_bytes());
        let question: [&[u8]; 5] = [&lengths[0], &lengths[1], &self.wanted, &task, bytes];
        let answer = self.pool.ask(&question, &mut |told| match told.split_first() {
            Some((&GLIMPSE, jpeg)) => tell(Progress::Glimpse(jpeg)),
            Some((at, [])) => {
                STEPS.get(usize::from(*at)).map_or(ControlFlow::Continue(()), |step| tell(Progress::Step(*step)))
            }
            _ => ControlFlow::Continue(()),
        });
        rmp_serde::from_slice::<Result<T, Refusal>>(&answer.map_err(refusal)?).map_err(|_| refusal(Ended::Garbled))?
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
                let mut told = |progress: Progress| {
                    match progress {
                        Progress::Step(step) => tell(&[STEPS.iter().position(|each| *each == step).unwrap_or(0) as u8]),
                        Progress::Glimpse(jpeg) => tell(&[&[GLIMPSE], jpeg].concat()),
                    }
                    // Whoever wants no more of it closes the room.
                    ControlFlow::Continue(())
                };
                encoded(&inspector.inspect(bytes, detached.as_ref(), deep, &mut told))
            }
            Task::Credentials(detached) => encoded(&inspector.read_detached(bytes, &detached)),
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

/// Why there is no report, where the room has no answer.
fn refusal(ended: Ended) -> Refusal {
    match ended {
        Ended::Stopped => Refusal::Cancelled,
        other => Refusal::Broke { detail: other.to_string().into() },
    }
}
