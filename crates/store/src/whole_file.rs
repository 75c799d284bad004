//! A file that somebody gets, whole or not at all.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use crate::files::{flush_folder, private};

/// A file handed to somebody: it takes its name when it is whole, and what stood there stays until then.
///
/// It begins under a name of its own beside that one, since a name changes hands in one step only within one file system.
/// A killed process leaves such a beginning behind: private, and in the way of nobody, as no other is named like it.
#[derive(Debug)]
pub struct WholeFile {
    begun: BufWriter<File>,
    beginning: PathBuf,
    file: PathBuf,
    replaces: bool,
}

impl WholeFile {
    /// A file that is not there yet.
    ///
    /// # Errors
    /// `AlreadyExists`, or it cannot be written.
    pub fn new_at(file: &Path) -> io::Result<Self> {
        // The end decides; whoever would be refused there is told before the work.
        is_free(file)?;
        Self::begin(file, false)
    }

    /// In the place of a file that may be there, whose mode it keeps.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn replacing(file: &Path) -> io::Result<Self> {
        Self::begin(file, true)
    }

    fn begin(file: &Path, replaces: bool) -> io::Result<Self> {
        let mut unlike = [0; 8];
        getrandom::fill(&mut unlike).map_err(|error| io::Error::other(error.to_string()))?;
        // Not with the name of the file in it, which may be as long as a name can be.
        let beginning = file.with_file_name(format!(".whence-{:016x}.part", u64::from_le_bytes(unlike)));
        let begun = BufWriter::new(private().write(true).create_new(true).open(&beginning)?);
        Ok(Self { begun, beginning, file: file.to_owned(), replaces })
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// `AlreadyExists`, or it cannot be written: nothing of it stays.
    pub fn finish(mut self) -> io::Result<()> {
        self.begun.flush()?;
        let begun = self.begun.get_ref();
        #[cfg(unix)]
        if self.replaces
            && let Ok(there) = fs::metadata(&self.file)
        {
            // Where the file system refuses it, nobody else reads the new file: it holds names and notes.
            let _ = begun.set_permissions(there.permissions());
        }
        begun.sync_all()?;
        if self.replaces {
            fs::rename(&self.beginning, &self.file)?;
        } else {
            take_free(&self.beginning, &self.file)?;
        }
        flush_folder(&self.file);
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.begun.flush()
    }
}

impl Drop for WholeFile {
    /// Its first name goes, whether it has another by now or was never finished.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beginning);
    }
}

/// `beginning` goes by the name of `file` too, unless that is another's.
pub(crate) fn take_free(beginning: &Path, file: &Path) -> io::Result<()> {
    match fs::hard_link(beginning, file) {
        // FAT and some network drives give no file a second name. Renaming asks nobody: a program that takes the name
        // in between loses its file, and nothing better can be had there.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            is_free(file)?;
            fs::rename(beginning, file)
        }
        done => done,
    }
}

/// A link that leads nowhere has its name too.
fn is_free(file: &Path) -> io::Result<()> {
    match fs::symlink_metadata(file) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own, gone at the end.
    struct Place(PathBuf);

    impl Place {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("whence-files-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn file(&self) -> PathBuf {
            self.0.join("export.json")
        }

        fn names(&self) -> Vec<String> {
            let names = fs::read_dir(&self.0).unwrap().map(|there| there.unwrap().file_name());
            names.map(|name| name.into_string().unwrap()).collect()
        }

        fn reads(&self) -> String {
            fs::read_to_string(self.file()).unwrap()
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn it_is_there_when_it_is_whole() {
        let place = Place::new("whole");
        let mut new = WholeFile::new_at(&place.file()).unwrap();
        new.write_all(&[b'x'; 20_000]).unwrap();
        assert!(!place.file().exists(), "not before the end");
        new.finish().unwrap();
        assert_eq!((place.reads().len(), place.names()), (20_000, vec!["export.json".to_owned()]));
        let mut other = WholeFile::replacing(&place.file()).unwrap();
        other.write_all(b"other").unwrap();
        assert_eq!(place.reads().len(), 20_000, "what stood there stays until then");
        other.finish().unwrap();
        assert_eq!((place.reads().as_str(), place.names().len()), ("other", 1));
    }

    #[test]
    fn what_is_not_finished_leaves_nothing() {
        let place = Place::new("unfinished");
        for stood in [false, true] {
            if stood {
                fs::write(place.file(), "stood there").unwrap();
            }
            let mut to = WholeFile::replacing(&place.file()).unwrap();
            to.write_all(&[b'x'; 20_000]).unwrap();
            drop(to);
            assert_eq!(place.names().len(), usize::from(stood));
        }
        assert_eq!(place.reads(), "stood there");
        // A folder takes no file's place.
        let folder = place.0.join("folder");
        fs::create_dir(&folder).unwrap();
        assert!(WholeFile::replacing(&folder).unwrap().finish().is_err());
        assert_eq!(place.names().len(), 2);
    }

    #[test]
    fn what_has_the_name_keeps_it() {
        let place = Place::new("taken");
        let mut late = WholeFile::new_at(&place.file()).unwrap();
        late.write_all(b"late").unwrap();
        fs::write(place.file(), "first").unwrap();
        assert_eq!(WholeFile::new_at(&place.file()).unwrap_err().kind(), io::ErrorKind::AlreadyExists, "at once");
        assert_eq!(late.finish().unwrap_err().kind(), io::ErrorKind::AlreadyExists, "and in the end");
        assert_eq!((place.reads().as_str(), place.names().len()), ("first", 1));
        #[cfg(unix)]
        {
            let link = place.0.join("link");
            std::os::unix::fs::symlink(place.0.join("nowhere"), &link).unwrap();
            assert_eq!(WholeFile::new_at(&link).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
    }

    /// A folder stands for a file where files have one name only: it never has two.
    #[test]
    fn where_nothing_has_two_names_it_is_renamed() {
        let place = Place::new("renamed");
        let begin = |name: &str| {
            let beginning = place.0.join(name);
            fs::create_dir(&beginning).unwrap();
            beginning
        };
        take_free(&begin("first"), &place.file()).unwrap();
        let second = begin("second");
        assert_eq!(take_free(&second, &place.file()).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert!(place.file().is_dir() && second.exists() && place.names().len() == 2);
    }

    #[test]
    fn what_a_killed_process_left_is_in_nobodys_way() {
        let place = Place::new("killed");
        // Never dropped, as in a process that is no more.
        std::mem::forget(WholeFile::new_at(&place.file()).unwrap());
        for _ in 0..2 {
            let mut to = WholeFile::replacing(&place.file()).unwrap();
            to.write_all(b"whole").unwrap();
            to.finish().unwrap();
        }
        assert_eq!((place.reads().as_str(), place.names().len()), ("whole", 2));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_may_be_as_long_as_names_are() {
        let place = Place::new("long");
        let long = place.0.join("n".repeat(255));
        WholeFile::new_at(&long).unwrap().finish().unwrap();
        assert!(long.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_a_new_one_and_a_replaced_one_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;
        let place = Place::new("mode");
        let mode = || fs::metadata(place.file()).unwrap().permissions().mode() & 0o7777;
        WholeFile::new_at(&place.file()).unwrap().finish().unwrap();
        assert_eq!(mode(), 0o600);
        for kept in [0o600, 0o640, 0o664] {
            fs::set_permissions(place.file(), fs::Permissions::from_mode(kept)).unwrap();
            WholeFile::replacing(&place.file()).unwrap().finish().unwrap();
            assert_eq!(mode(), kept);
        }
        fs::remove_file(place.file()).unwrap();
        WholeFile::replacing(&place.file()).unwrap().finish().unwrap();
        assert_eq!(mode(), 0o600, "where none stood");
    }
}
