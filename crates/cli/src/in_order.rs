//! Work on several threads whose results are heard in the order of what was asked.

use std::{
    collections::BTreeMap,
    io,
    num::NonZero,
    sync::{Mutex, mpsc},
    thread,
};

/// How many threads there are: as many as was asked for, or as the machine has cores.
pub fn jobs(asked: Option<u16>) -> usize {
    asked.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), usize::from)
}

/// `work` over `items` on `jobs` threads; `take` hears the results in the order of the items, with how many are done.
pub fn in_order<T: Send, R: Send>(
    items: Vec<T>,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(usize, R) -> io::Result<()>,
) -> io::Result<()> {
    let jobs = jobs.min(items.len());
    let queue = Mutex::new(items.into_iter().enumerate());
    thread::scope(|scope| {
        // No more results wait than there are threads: a slow first picture must not pile up all others in memory.
        let (sender, results) = mpsc::sync_channel(jobs);
        for _ in 0..jobs {
            let (sender, queue, work) = (sender.clone(), &queue, &work);
            scope.spawn(move || {
                while let Some((index, item)) = { queue.lock().unwrap_or_else(|e| e.into_inner()).next() } {
                    if sender.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (index, result) in results {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                take(next, result)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_questions() {
        let mut heard = Vec::new();
        let slow_first = |n: u64| {
            thread::sleep(std::time::Duration::from_millis(30 / (n + 1)));
            n
        };
        in_order((0..20).collect(), 4, slow_first, |done, n| {
            heard.push((done, n));
            Ok(())
        })
        .unwrap();
        assert_eq!(heard, (0..20).map(|n| (n as usize + 1, n)).collect::<Vec<_>>());
    }
}
