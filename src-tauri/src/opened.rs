use std::{ffi::OsString, mem, path::Path, sync::Mutex};

/// Files that the program was given: on its command line, and by later launches.
pub struct Opened(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    paths: Vec<String>,
    /// Whether the page has asked: from then on it listens.
    asked: bool,
}

impl Opened {
    pub fn new(paths: Vec<String>) -> Self {
        Self(Mutex::new(Waiting { paths, asked: false }))
    }

    /// What came so far, given out once.
    pub fn take(&self) -> Vec<String> {
        let mut waiting = self.0.lock().expect("nothing panics while it holds this");
        waiting.asked = true;
        mem::take(&mut waiting.paths)
    }

    /// Keeps what came later for a page that has not asked yet; gives it back for one that listens.
    pub fn later(&self, paths: Vec<String>) -> Option<Vec<String>> {
        let mut waiting = self.0.lock().expect("nothing panics while it holds this");
        if waiting.asked {
            return Some(paths);
        }
        waiting.paths.extend(paths);
        None
    }
}

/// The files among a program's arguments, resolved against the folder it was started in. The first argument is the
/// program, and options are not for the window. A name that is no Unicode is not found later, and said so.
pub fn paths_in(arguments: impl IntoIterator<Item = OsString>, folder: &Path) -> Vec<String> {
    let files = arguments.into_iter().skip(1).filter(|a| !a.as_encoded_bytes().starts_with(b"-") && !a.is_empty());
    files.map(|file| folder.join(file).to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_become_files_of_the_folder_it_was_started_in() {
        let arguments = ["whence-window", "--flag", "trip/pope.jpg", "", "/elsewhere/a b.png"];
        let paths = paths_in(arguments.map(OsString::from), Path::new("/home/somebody"));
        assert_eq!(paths, ["/home/somebody/trip/pope.jpg", "/elsewhere/a b.png"]);
    }

    #[test]
    fn a_later_file_reaches_the_page_once_whether_or_not_it_listens_yet() {
        let opened = Opened::new(vec!["first".into()]);
        assert_eq!(opened.later(vec!["early".into()]), None);
        assert_eq!(opened.take(), ["first", "early"]);
        assert_eq!(opened.later(vec!["late".into()]), Some(vec!["late".into()]));
        assert_eq!(opened.take(), [""; 0]);
    }
}
