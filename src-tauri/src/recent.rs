use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

/// The latest things that were put in, each under an id.
///
/// It holds at most `count` things of at most `bytes` bytes together; the oldest goes first, the latest always stays.
pub struct Recent<T> {
    count: usize,
    bytes: usize,
    kept: Mutex<Kept<T>>,
}

struct Kept<T> {
    bytes: usize,
    things: VecDeque<Entry<T>>,
}

struct Entry<T> {
    id: String,
    bytes: usize,
    thing: Arc<T>,
}

impl<T> Recent<T> {
    pub fn new(count: usize, bytes: usize) -> Self {
        Self { count, bytes, kept: Mutex::new(Kept { bytes: 0, things: VecDeque::new() }) }
    }

    /// Puts a thing of a size in, under an id that no other has.
    pub fn put(&self, id: &str, thing: T, bytes: usize) -> Arc<T> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let thing = Arc::new(thing);
        kept.bytes += bytes;
        kept.things.push_back(Entry { id: id.to_owned(), bytes, thing: Arc::clone(&thing) });
        while kept.things.len() > 1 && (kept.things.len() > self.count || kept.bytes > self.bytes) {
            let oldest = kept.things.pop_front();
            kept.bytes -= oldest.map_or(0, |entry| entry.bytes);
        }
        thing
    }

    /// `None` where the thing has gone, or never was.
    pub fn get(&self, id: &str) -> Option<Arc<T>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.things.iter().rev().find(|entry| entry.id == id).map(|entry| Arc::clone(&entry.thing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_when_there_are_too_many_or_too_large_ones() {
        let recent = Recent::new(3, 100);
        let put = |n: u32, bytes| *recent.put(&n.to_string(), n, bytes);
        let held = |n: u32| recent.get(&n.to_string()).map(|n| *n);
        (0..5).for_each(|n| assert_eq!(put(n, 1), n));
        assert_eq!([0, 1, 2, 3, 4].map(held), [None, None, Some(2), Some(3), Some(4)]);
        put(5, 98);
        assert_eq!([0, 1, 2, 3, 4].map(held), [None, None, None, Some(3), Some(4)]);
        put(6, 1000);
        assert_eq!((held(5), held(6)), (None, Some(6)), "the latest stays, whatever its size");
        put(7, 1);
        assert_eq!((held(7), held(6)), (Some(7), None), "and what it weighed is counted off");
        assert_eq!(recent.get("../1").map(|n| *n), None);
    }
}
