use std::{
    borrow::Cow,
    fs::{self, File},
    io::{self, Read},
    path::PathBuf,
};

use sha2::{Digest, Sha256};
use whence_inspect::limits::MAX_BYTES;
use whence_model::{Refusal, Untrusted};

/// Where a picture comes from.
#[derive(Clone, Debug)]
pub enum Source {
    File(PathBuf),
    /// Bytes that are here already, and the name they came under.
    Bytes {
        name: String,
        bytes: Vec<u8>,
    },
}

impl Source {
    /// The name without its folders.
    pub fn name(&self) -> Untrusted {
        match self {
            Self::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned().into(),
            Self::Bytes { name, .. } => name.as_str().into(),
        }
    }

    /// Everything from standard input, under the name of `-`.
    ///
    /// # Errors
    /// As [`Source::read`].
    pub fn stdin(input: impl Read) -> Result<Self, Refusal> {
        Ok(Self::Bytes { name: "-".into(), bytes: read_bounded(input, MAX_BYTES)? })
    }

    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub fn sha256(&self) -> Result<String, Refusal> {
        Ok(sha256(&self.read()?))
    }

    /// The bytes of a file that is no picture, or is not looked into.
    pub(crate) fn read(&self) -> Result<Cow<'_, [u8]>, Refusal> {
        self.read_within(MAX_BYTES)
    }

    /// The bytes, read once: digest, credentials and pixels all come from these. At most so many, or none.
    pub(crate) fn read_within(&self, limit: u64) -> Result<Cow<'_, [u8]>, Refusal> {
        let path = match self {
            Self::Bytes { bytes, .. } if bytes.len() as u64 > limit => {
                return Err(Refusal::TooLarge { bytes: bytes.len() as u64, limit });
            }
            Self::Bytes { bytes, .. } => return Ok(Cow::Borrowed(bytes)),
            Self::File(path) => path,
        };
        let metadata = fs::metadata(path).map_err(|e| refused(&e))?;
        // A pipe or device is not opened: opening alone may wait for ever.
        if !metadata.is_file() {
            return Err(Refusal::NotAFile);
        }
        if metadata.len() > limit {
            return Err(Refusal::TooLarge { bytes: metadata.len(), limit });
        }
        Ok(Cow::Owned(read_bounded(File::open(path).map_err(|e| refused(&e))?, limit)?))
    }
}

/// Why the system did not let us in.
pub(crate) fn refused(error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidInput => Refusal::Missing,
        io::ErrorKind::PermissionDenied => Refusal::Forbidden,
        io::ErrorKind::IsADirectory => Refusal::NotAFile,
        _ => Refusal::ReadFailed { detail: error.to_string().into() },
    }
}

/// A file may grow while it is read, and a stream has no size: both end one byte over the limit.
fn read_bounded(input: impl Read, limit: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| refused(&e))?;
    let read = bytes.len() as u64;
    if read > limit { Err(Refusal::TooLarge { bytes: read, limit }) } else { Ok(bytes) }
}

/// 64 lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(Source::File("/no/such/picture.jpg".into()).read(), Err(Refusal::Missing));
        assert_eq!(Source::File(std::env::temp_dir()).read(), Err(Refusal::NotAFile));
        #[cfg(unix)]
        assert_eq!(Source::File("/dev/null".into()).read(), Err(Refusal::NotAFile));
    }

    #[test]
    fn an_endless_stream_ends_at_the_limit() {
        let read = Source::stdin(io::repeat(7)).map(|s| s.name());
        assert_eq!(read, Err(Refusal::TooLarge { bytes: MAX_BYTES + 1, limit: MAX_BYTES }));
    }

    #[test]
    fn a_name_has_no_folders() {
        assert_eq!(Source::File("/home/somebody/trip/pope.jpg".into()).name().raw(), "pope.jpg");
    }
}
