use whence_model::{Exhibit, Pdq};
use whence_store::ledger::Alike;

/// Bits that the hashes of one picture differ by at most: what near copies on known lists do.
const RADIUS: u16 = 31;

/// By what the log is asked for a picture: its bytes, its pixels, and what it looks like, turned and mirrored too.
pub fn alike(exhibit: &Exhibit) -> Alike {
    let compared = exhibit.pdq.as_ref().filter(|pdq| pdq.is_compared());
    let hashes = compared.into_iter().flat_map(|pdq| {
        let whole = [&pdq.hash, &pdq.nearest512];
        whole.into_iter().chain(&pdq.dihedral).chain(&pdq.dihedral512)
    });
    Alike {
        sha256: Some(exhibit.sha256.clone()),
        pixels_sha256: exhibit.pixels_sha256.clone(),
        pdq: hashes.filter_map(|hash| Pdq::bits(hash)).collect(),
        radius: RADIUS,
    }
}
