use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

type Running = Arc<Mutex<HashMap<u32, Arc<AtomicBool>>>>;

/// The examinations under way, by the number that the page gave each.
#[derive(Default)]
pub struct Jobs(Running);

/// One of them; it is forgotten when it is dropped.
pub struct Job {
    number: u32,
    cancelled: Arc<AtomicBool>,
    running: Running,
}

impl Jobs {
    pub fn begin(&self, number: u32) -> Job {
        let cancelled = Arc::default();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(number, Arc::clone(&cancelled));
        Job { number, cancelled, running: Arc::clone(&self.0) }
    }

    /// Asks a job to stop; one that has ended needs no asking.
    pub fn cancel(&self, number: u32) {
        if let Some(cancelled) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&number) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }
}

impl Job {
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_job_is_cancelled_and_none_outlives_its_work() {
        let jobs = Jobs::default();
        let (stopped, other) = (jobs.begin(1), jobs.begin(2));
        jobs.cancel(1);
        jobs.cancel(3);
        assert!(stopped.is_cancelled() && !other.is_cancelled());
        drop((stopped, other));
        assert!(jobs.0.lock().unwrap().is_empty());
        assert!(!jobs.begin(1).is_cancelled(), "a number may be used again");
    }
}
