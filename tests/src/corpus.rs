//! Where pictures from elsewhere stand: outside the project, in `../shared/corpus` or where `WHENCE_CORPUS` points.

use std::path::{Path, PathBuf};

/// A folder of the corpus, or nothing where there is none: the test then says that it was skipped.
pub fn folder(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("WHENCE_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"), PathBuf::from);
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: {} is not there; set WHENCE_CORPUS to run this test", folder.display());
    None
}

/// The rows of a tab-separated table with a header, as (column, value) pairs.
pub fn table(path: &Path) -> Vec<Vec<(String, String)>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    lines
        .map(|line| header.iter().zip(line.split('\t')).map(|(k, v)| ((*k).to_owned(), v.to_owned())).collect())
        .collect()
}
