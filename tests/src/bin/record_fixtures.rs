//! Records `ui/fixtures` again.

use std::{fs, path::Path};

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/fixtures");
    fs::create_dir_all(folder.join("known"))?;
    for (file, bytes) in whence_tests::fixtures::all() {
        fs::write(folder.join(file), bytes)?;
    }
    Ok(())
}
