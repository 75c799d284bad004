use std::time::Duration;

/// What one piece of work may cost before the room is closed on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory beyond what the program itself takes as it starts. Enforced by the kernel where it can.
    pub memory: u64,
    /// From the question to the answer, by the clock on the wall.
    pub time: Duration,
    /// Bytes of one answer, and of all that is told on the way to it.
    pub answer: u64,
    /// Pieces of work that one process does before another takes its place: what an earlier file left in its memory is
    /// gone with it.
    pub pieces: u32,
    /// How long a process waits for the next piece before it is ended: what was taken over may go on computing after its answer,
    /// where the time of no piece runs.
    pub idle: Duration,
}

/// Seconds of the processor for a process that starts, and to spare.
const STARTING: u64 = 10;

impl Limits {
    /// Seconds of the processor that one process may take, all its pieces together: it has one thread, so that none of them takes
    /// more than its time by the clock on the wall.
    pub(crate) fn processor(&self) -> u64 {
        self.time.saturating_mul(self.pieces).as_secs().saturating_add(STARTING)
    }
}

impl Default for Limits {
    /// 200 million pixels of RGBA are 763 MiB and their decoder's own 512 MiB: 2 GiB leave room for both. Ten seconds for any
    /// picture and one more for each ten million pixels are 30 s for the largest. A preview of 2,048 by 2,048 pixels is 17 MB as
    /// PNG where nothing in it can be compressed; two more pictures and the facts come beside it. How seldom a process is
    /// replaced is a choice between what it costs (`benches/cost.rs`) and what it may remember. Files of one
    /// folder follow each other at once; a person's next one may wait for a process to start.
    fn default() -> Self {
        let (time, idle) = (Duration::from_secs(30), Duration::from_secs(10));
        Self { memory: 2 << 30, time, answer: 64 << 20, pieces: 32, idle }
    }
}
