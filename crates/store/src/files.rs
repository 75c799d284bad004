//! Writing so that a kill at any moment leaves what stood before or what stands after.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::{Kept, StoreError};

/// One byte over the limit at most.
pub fn read_bounded(file: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How long one waits for another program that changes the same: it may be held up by a person, or stopped.
const PATIENCE: Duration = Duration::from_secs(30);

/// Alone until it is dropped; the system lets go of it when a process dies. The folder is made where it is not there.
///
/// # Errors
/// It cannot be had, or another program does not let go of it.
pub fn lock(kept: Kept, folder: &Path, file: &Path) -> Result<File, StoreError> {
    lock_within(PATIENCE, kept, folder, file)
}

fn lock_within(patience: Duration, kept: Kept, folder: &Path, file: &Path) -> Result<File, StoreError> {
    let not_written = |error| StoreError::not_written(kept, file, &error);
    make_folder(folder).map_err(not_written)?;
    let lock = private().write(true).create(true).truncate(false).open(file).map_err(not_written)?;
    let begun = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) if begun.elapsed() < patience => thread::sleep(Duration::from_millis(5)),
            Err(TryLockError::WouldBlock) => return Err(StoreError::Busy { kept, file: file.into() }),
            Err(TryLockError::Error(error)) => return Err(not_written(error)),
        }
    }
}

/// `bytes` take the place of `file`. What a killed process left under the name of `new` is dropped.
pub fn replace(file: &Path, new: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut written = private().write(true).create_new(true).open(new)?;
    written.write_all(bytes)?;
    written.sync_all()?;
    drop(written);
    fs::rename(new, file)?;
    flush_folder(file);
    Ok(())
}

/// The new name outlasts a power cut only when the folder is flushed too. Windows has no such call and some network
/// file systems refuse it: the change itself stands already.
pub fn flush_folder(file: &Path) {
    #[cfg(unix)]
    if let Some(folder) = file.parent() {
        // A bare name stands in the folder where the program was started.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = file;
}

/// Notes may name sources: nobody else on the machine reads them.
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Nobody else on the machine looks into it.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_ever_for_another_program() {
        let folder = std::env::temp_dir().join(format!("whence-lock-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let asked = |patience| lock_within(patience, Kept::Lists, &folder, &folder.join("lists.lock"));
        let held = asked(Duration::ZERO).unwrap();
        assert!(matches!(asked(Duration::from_millis(20)), Err(StoreError::Busy { .. })));
        let waited = thread::scope(|scope| {
            let waits = scope.spawn(|| asked(PATIENCE).map(drop));
            thread::sleep(Duration::from_millis(20));
            drop(held);
            waits.join().unwrap()
        });
        assert_eq!(waited, Ok(()));
        fs::remove_dir_all(&folder).unwrap();
    }
}
