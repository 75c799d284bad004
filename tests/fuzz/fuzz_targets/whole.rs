#![no_main]

use std::{cell::LazyCell, ops::ControlFlow};

use whence_fuzz::panics;
use whence_inspect::Inspector;
use whence_model::TrustBook;

/// Small pictures have everything that large ones have, and are read a hundred times while those are read once.
const MAX_PIXELS: u64 = 1 << 18;

thread_local! {
    static INSPECTOR: LazyCell<Inspector> =
        LazyCell::new(|| Inspector::new(&TrustBook::default(), true).with_features().with_pixels(MAX_PIXELS));
}

libfuzzer_sys::fuzz_target!(init: panics::keep(), |bytes: &[u8]| {
    let tell = &mut |_: whence_inspect::Progress| ControlFlow::Continue(());
    let inspect = |inspector: &LazyCell<Inspector>| inspector.inspect(bytes, None, false, tell);
    panics::uncaught(|| {
        if let Ok(inspection) = INSPECTOR.with(inspect) {
            whence_fuzz::passes(&inspection);
        }
    });
});
