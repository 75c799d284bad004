use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

/// The latest things that were put in, each under an id that says nothing about it.
///
/// It holds at most `count` things of at most `bytes` bytes together; the oldest goes first, the latest always stays.
pub struct Recent<T> {
    count: usize,
    bytes: usize,
    kept: Mutex<Kept<T>>,
}

struct Kept<T> {
    put_in: u64,
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
        Self { count, bytes, kept: Mutex::new(Kept { put_in: 0, bytes: 0, things: VecDeque::new() }) }
    }

    /// Puts a thing of a size in, and says under which id.
    pub fn put(&self, thing: T, bytes: usize) -> String {
        let mut kept = self.kept.lock().expect("nothing panics while it holds this");
        kept.put_in += 1;
        kept.bytes += bytes;
        let id = kept.put_in.to_string();
        kept.things.push_back(Entry { id: id.clone(), bytes, thing: Arc::new(thing) });
        while kept.things.len() > 1 && (kept.things.len() > self.count || kept.bytes > self.bytes) {
            let oldest = kept.things.pop_front();
            kept.bytes -= oldest.map_or(0, |entry| entry.bytes);
        }
        id
    }

    /// `None` where the thing has gone, or never was.
    pub fn get(&self, id: &str) -> Option<Arc<T>> {
        let kept = self.kept.lock().expect("nothing panics while it holds this");
        kept.things.iter().find(|entry| entry.id == id).map(|entry| Arc::clone(&entry.thing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_when_there_are_too_many_or_too_large_ones() {
        let recent = Recent::new(3, 100);
        let ids: Vec<_> = (0..5).map(|n| recent.put(n, 1)).collect();
        let held = |id: &String| recent.get(id).map(|n| *n);
        assert_eq!(ids.iter().map(held).collect::<Vec<_>>(), [None, None, Some(2), Some(3), Some(4)]);
        let large = recent.put(5, 98);
        assert_eq!(ids.iter().map(held).collect::<Vec<_>>(), [None, None, None, Some(3), Some(4)]);
        let huge = recent.put(6, 1000);
        assert_eq!((held(&large), held(&huge)), (None, Some(6)), "the latest stays, whatever its size");
        assert_eq!(held(&recent.put(7, 1)).zip(held(&huge)), None, "and what it weighed is counted off");
        assert_eq!(recent.get("../1").map(|n| *n), None);
    }
}
