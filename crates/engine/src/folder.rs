use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use whence_inspect::Inspector;
use whence_model::Refusal;

use crate::source::refused;

/// Folders below folders that are looked into.
const MAX_DEPTH: usize = 64;

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Found {
    /// Files that begin like an image, whatever their name, in the order of their paths.
    pub images: Vec<PathBuf>,
    /// How many other files there are.
    pub others: u32,
    /// What could not be looked into, and why.
    pub refused: Vec<(PathBuf, Refusal)>,
}

/// The images in a folder and the folders below it. Links to folders are not followed: they may lead out or round.
///
/// # Errors
/// The folder itself cannot be read, or holds no image ([`Refusal::NoImages`]).
pub fn images_in(folder: &Path) -> Result<Found, Refusal> {
    let mut found = Found::default();
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(refused(&error)),
            Err(error) => {
                found.refused.push((folder, refused(&error)));
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth < MAX_DEPTH => open.push((path, depth + 1)),
                Ok(kind) if kind.is_dir() => found.others += 1,
                Ok(_) if path.is_file() => sort_in(path, &mut found),
                _ => found.others += 1,
            }
        }
    }
    if found.images.is_empty() && found.refused.is_empty() {
        return Err(Refusal::NoImages { seen: found.others });
    }
    found.images.sort();
    Ok(found)
}

/// Content decides, not the name: the first bytes are read.
fn sort_in(path: PathBuf, found: &mut Found) {
    let mut head = Vec::new();
    match File::open(&path).and_then(|file| file.take(4096).read_to_end(&mut head)) {
        Err(error) => found.refused.push((path, refused(&error))),
        Ok(_) if Inspector::format(&head).is_ok() => found.images.push(path),
        Ok(_) => found.others += 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_what_is_an_image() {
        let folder = std::env::temp_dir().join(format!("whence-folder-{}", std::process::id()));
        fs::create_dir_all(folder.join("below")).unwrap();
        fs::write(folder.join("below/picture.txt"), b"\xff\xd8\xff\xe0 begins like a JPEG").unwrap();
        fs::write(folder.join("letter.jpg"), b"Dear all").unwrap();
        let found = images_in(&folder).unwrap();
        assert_eq!(found.images, [folder.join("below/picture.txt")]);
        assert_eq!(found.others, 1);
        fs::remove_dir_all(folder.join("below")).unwrap();
        assert_eq!(images_in(&folder).unwrap_err(), Refusal::NoImages { seen: 1 });
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(images_in(&folder).unwrap_err(), Refusal::Missing);
    }
}
