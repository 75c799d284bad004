#![no_main]

use std::cell::LazyCell;

use whence_inspect::{Detached, Inspector};
use whence_model::{TrustBook, facts::provenance::Carrier};

/// The smallest picture that a manifest store may belong to.
const PICTURE: &[u8] = b"\xff\xd8\xff\xdb\0\x04\0\x01\xff\xd9";

thread_local! {
    static INSPECTOR: LazyCell<Inspector> = LazyCell::new(|| Inspector::new(&TrustBook::default(), true));
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let detached = Detached { bytes: bytes.into(), carrier: Carrier::Server };
    if let Ok(told) = INSPECTOR.with(|inspector| inspector.read_detached(PICTURE, &detached)) {
        whence_fuzz::passes(&told);
    }
});
