use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::PathBuf,
    time::SystemTime,
};

use whence_engine::Source;

/// Where the bytes of an examined picture are, to look at a few of them again.
pub enum Origin {
    /// As it stood when it was examined.
    File {
        path: PathBuf,
        bytes: u64,
        modified: Option<SystemTime>,
    },
    Bytes(Vec<u8>),
}

/// Why there are no bytes.
#[derive(Debug, PartialEq)]
pub enum NoBytes {
    /// The file is no longer that which was examined.
    Changed,
    Unreadable(String),
}

impl Origin {
    /// Of a file, as it stands now: asked before it is read, so that what changes meanwhile is noticed.
    pub fn before(source: &Source) -> Option<Self> {
        let Source::File(path) = source else { return None };
        let found = fs::metadata(path).ok()?;
        Some(Self::File { path: path.clone(), bytes: found.len(), modified: found.modified().ok() })
    }

    /// Bytes from `offset` on: as many as there are, at most `length`.
    ///
    /// # Errors
    /// The file has another length or date than when it was examined, or cannot be read.
    pub fn bytes(&self, offset: u64, length: usize) -> Result<Vec<u8>, NoBytes> {
        match self {
            Self::Bytes(all) => {
                let from = usize::try_from(offset).unwrap_or(usize::MAX).min(all.len());
                Ok(all[from..].iter().take(length).copied().collect())
            }
            Self::File { path, bytes, modified } => {
                let found = fs::metadata(path).map_err(|_| NoBytes::Changed)?;
                if !found.is_file() || found.len() != *bytes || found.modified().ok() != *modified {
                    return Err(NoBytes::Changed);
                }
                if offset >= *bytes {
                    return Ok(Vec::new());
                }
                read(path, offset, length).map_err(|error| NoBytes::Unreadable(error.to_string()))
            }
        }
    }

    /// What it holds in memory.
    pub fn weight(&self) -> usize {
        match self {
            Self::Bytes(all) => all.len(),
            Self::File { .. } => 0,
        }
    }
}

fn read(path: &PathBuf, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut read = Vec::new();
    file.take(length as u64).read_to_end(&mut read)?;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_gives_no_bytes() {
        let path = std::env::temp_dir().join(format!("whence-origin-{}", std::process::id()));
        fs::write(&path, b"0123456789").unwrap();
        let origin = Origin::before(&Source::File(path.clone())).unwrap();
        assert_eq!(origin.bytes(3, 4), Ok(b"3456".to_vec()));
        assert_eq!(origin.bytes(8, 4096), Ok(b"89".to_vec()));
        assert_eq!(origin.bytes(u64::MAX / 2, 4), Ok(Vec::new()));
        fs::write(&path, b"0123456789a").unwrap();
        assert_eq!(origin.bytes(0, 4), Err(NoBytes::Changed));
        fs::remove_file(&path).unwrap();
        assert_eq!(origin.bytes(0, 4), Err(NoBytes::Changed));
        let pasted = Origin::Bytes(b"abc".to_vec());
        assert_eq!((pasted.bytes(1, 9), pasted.bytes(9, 1)), (Ok(b"bc".to_vec()), Ok(Vec::new())));
    }
}
