//! Writing so that a kill at any moment leaves what stood before or what stands after.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

/// One byte over the limit at most.
pub fn read_bounded(file: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Alone until it is dropped; the system lets go of it when a process dies. The folder is made where it is not there.
pub fn lock(folder: &Path, file: &Path) -> io::Result<File> {
    make_folder(folder)?;
    let lock = private().write(true).create(true).truncate(false).open(file)?;
    lock.lock().map(|()| lock)
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
