use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    thread,
    time::{Duration, Instant},
};

use crate::room::Room;

/// Rooms that wait for the next piece of work, none of them longer than a while: the clock of a room runs as long as its piece,
/// and what was taken over and answers well may go on computing after that.
pub(crate) struct Idle {
    most: Duration,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    /// Those that have waited longest come first.
    rooms: Vec<(Instant, Room)>,
    is_watched: bool,
}

impl Idle {
    pub(crate) fn new(most: Duration) -> Arc<Self> {
        Arc::new(Self { most, waiting: Mutex::default() })
    }

    /// The room that has waited least.
    pub(crate) fn take(&self) -> Option<Room> {
        self.lock().rooms.pop().map(|(_, room)| room)
    }

    /// Keeps `room`, as long as somebody sees to it that it ends: without a thread for that, it ends now.
    pub(crate) fn keep(self: &Arc<Self>, room: Room) {
        let mut waiting = self.lock();
        if !waiting.is_watched {
            let (idle, most) = (Arc::downgrade(self), self.most);
            let watch = move || watch(&idle, most);
            waiting.is_watched = thread::Builder::new().name("idle rooms".into()).spawn(watch).is_ok();
        }
        if waiting.is_watched {
            waiting.rooms.push((Instant::now(), room));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// The rooms that have waited for `most`, and how long the next of the others still may.
    fn over(&mut self, most: Duration) -> (Vec<(Instant, Room)>, Option<Duration>) {
        let over = self.rooms.partition_point(|(since, _)| since.elapsed() >= most);
        let over = self.rooms.drain(..over).collect();
        self.is_watched = !self.rooms.is_empty();
        (over, self.rooms.first().map(|(since, _)| most.saturating_sub(since.elapsed())))
    }
}

/// Ends each room when it has waited for `most`, until none waits or nobody is left who could ask.
fn watch(idle: &Weak<Idle>, most: Duration) {
    let mut next = Some(most);
    while let Some(left) = next {
        thread::sleep(left);
        let Some(idle) = idle.upgrade() else { return };
        let (over, left) = idle.lock().over(most);
        // To end a process takes a while; whoever wants another room need not wait for it.
        drop(over);
        next = left;
    }
}
