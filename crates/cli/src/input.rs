//! From what was written on the command line to single pictures.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use whence_engine::{Source, images_in};
use whence_model::{Refusal, Untrusted};

/// One thing to examine, or why it cannot be.
pub struct Input {
    /// As the person named it.
    pub shown: Untrusted,
    pub source: Result<Source, Refusal>,
}

/// Every picture that the paths name, in their order, and how many files of folders were left out.
pub fn gather(paths: &[PathBuf], mut stdin: impl Read) -> (Vec<Input>, u32) {
    let mut inputs = Vec::new();
    let mut left_out = 0;
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input { shown: "-".into(), source: Source::stdin(&mut stdin) });
        } else if path.is_dir() {
            match images_in(path) {
                Err(refusal) => inputs.push(refused(path, refusal)),
                Ok(found) => {
                    left_out += found.others;
                    inputs.extend(found.refused.into_iter().map(|(path, why)| refused(&path, why)));
                    inputs.extend(found.images.into_iter().map(file));
                }
            }
        } else {
            inputs.push(file(path.clone()));
        }
    }
    (inputs, left_out)
}

fn file(path: PathBuf) -> Input {
    Input { shown: path.to_string_lossy().into_owned().into(), source: Ok(Source::File(path)) }
}

fn refused(path: &Path, why: Refusal) -> Input {
    Input { shown: path.to_string_lossy().into_owned().into(), source: Err(why) }
}
