use std::{
    io::Read,
    sync::atomic::{AtomicUsize, Ordering},
};

/// What a dying process may say of it.
const MAX_LAST: usize = 4096;
/// Bytes that it may say in all during one piece, and after it: libraries print a few lines, and each of them is read out here.
const MAX_SAID: usize = 1 << 20;

/// The end of all that a process says on its error output; nothing where it says too much, and is to be ended for that. How much it
/// said is counted in `so_far`, from where whoever gives it a piece begins anew.
pub(crate) fn last(said: &mut impl Read, so_far: &AtomicUsize) -> Option<String> {
    let (mut last, mut some) = (Vec::new(), [0; MAX_LAST]);
    while let Ok(read @ 1..) = said.read(&mut some) {
        if so_far.fetch_add(read, Ordering::Relaxed).saturating_add(read) > MAX_SAID {
            return None;
        }
        last.extend_from_slice(some.get(..read).unwrap_or_default());
        last.drain(..last.len().saturating_sub(MAX_LAST));
    }
    Some(String::from_utf8_lossy(&last).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_kept_and_what_is_too_much_is_told() {
        let mut so_far = AtomicUsize::new(0);
        let said = "some words".repeat(1000);
        assert_eq!(last(&mut said.as_bytes(), &so_far).unwrap(), said[said.len() - MAX_LAST..]);
        assert_eq!(*so_far.get_mut(), said.len());
        let rest = vec![b'x'; MAX_SAID - said.len()];
        assert!(last(&mut rest.as_slice(), &so_far).is_some());
        assert_eq!(last(&mut b"x".as_slice(), &so_far), None);
    }
}
