//! `cargo xtask known LIST DIR…`: how many pictures of the folder LIST are found again in copies, by PDQ, whole and
//! trimmed, and by local features, and how near to them the pictures of the other folders come.

use std::{env, ops::ControlFlow, path::Path, process::ExitCode};

use whence_engine::images_in;
use whence_inspect::Inspector;
use whence_model::TrustBook;
use whence_tests::known;

fn main() -> ExitCode {
    let folders: Vec<String> = env::args().skip(1).collect();
    let Some((list, others)) = folders.split_first() else {
        eprintln!("measure-known LIST DIR…");
        return ExitCode::from(2);
    };
    let images = |folder: &String| images_in(Path::new(folder)).map(|found| found.images).unwrap_or_default();
    let inspector = Inspector::new(&TrustBook::default(), false).with_features();
    let look = |bytes: &[u8]| match inspector.inspect(bytes, None, false, &mut |_| ControlFlow::Continue(())) {
        Ok(inspection) => (inspection.pdq, inspection.features),
        Err(_) => (None, None),
    };
    let hashes = |bytes: &[u8]| whence_inspect::hashes(bytes, &mut || ()).unwrap_or_default();
    known::measure(&images(list), &others.iter().flat_map(images).collect::<Vec<_>>(), &look, &hashes);
    ExitCode::SUCCESS
}
