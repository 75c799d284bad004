//! Makes `samples/` again, byte for byte, and prints what `samples.toml` must say of each.

use std::{fs, path::Path};

use sha2::{Digest, Sha256};

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples");
    for sample in whence_tests::samples::all() {
        fs::write(folder.join(sample.file), &sample.bytes)?;
        let digest: String = Sha256::digest(&sample.bytes).iter().map(|b| format!("{b:02x}")).collect();
        println!("{digest}  {}", sample.file);
    }
    Ok(())
}
