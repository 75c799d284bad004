#![no_main]

// A list of certificates that a person brings: PEM, DER, or the JSON of trusted lists.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let taken = whence_inspect::certificates(bytes);
    assert!(taken == whence_inspect::certificates(bytes), "the second time it reads something else");
});
