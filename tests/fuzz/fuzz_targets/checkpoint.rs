#![no_main]

use base64::{Engine, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest, Sha256};
use whence_audit::{Checkpoint, VerifierKey};
use whence_model::Lang;

// A signed note from elsewhere as it stands, the same as a text that the key signed, and as the key itself.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let signing = SigningKey::from_bytes(&[7; 32]);
    let public = [&[1], &signing.verifying_key().to_bytes()[..]].concat();
    let id = &Sha256::digest([b"fuzz\n", &public[..]].concat())[..4];
    let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    let key: VerifierKey = format!("fuzz+{hex}+{}", BASE64_STANDARD.encode(&public)).parse().expect("a key");
    told(bytes, &key);
    let signature = BASE64_STANDARD.encode([id, &signing.sign(bytes).to_bytes()[..]].concat());
    told(&[bytes, format!("\n— fuzz {signature}\n").as_bytes()].concat(), &key);
    if let Some(key) = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<VerifierKey>().ok()) {
        assert!(key.to_string().parse::<VerifierKey>().as_ref() == Ok(&key), "a key that is not read again");
    }
});

fn told(note: &[u8], key: &VerifierKey) {
    match Checkpoint::open(note, key) {
        Ok(checkpoint) => assert!(checkpoint.head().len() == 64 && checkpoint.signed_by() == "fuzz"),
        Err(why) => assert!(!why.sentence(Lang::Fr).is_empty()),
    }
}
