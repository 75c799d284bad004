//! NovelAI's signature: Ed25519 over the colours of all pixels, row by row, and the comment without the signature, by
//! a key that NovelAI published. It shows that NovelAI's service made these pixels with these words. Any change of a
//! pixel breaks it, such as the small ones of some browsers' clipboards.
//! Source: NovelAI/novelai-image-metadata, `nai_sig.py`.

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use whence_model::facts::generator::MarkSignature;

use super::{picture::Picture, signed_words};
use crate::limits::MAX_SIGNED_PIXELS;

const KEY: &str = "Y2JcQAOhLwzwSDUJPNgL04nS0Tbqm7cSRc4xk0vRMic=";

/// Pixels that are handed to the verifier at once.
const BATCH: usize = 4096;

/// What became of the signature in a comment; `None` where there is none.
pub fn of(comment: &str, picture: Option<&Picture>) -> Option<MarkSignature> {
    by(&published()?, comment, picture)
}

fn published() -> Option<VerifyingKey> {
    let key = STANDARD.decode(KEY).ok()?;
    VerifyingKey::from_bytes(key.as_slice().try_into().ok()?).ok()
}

fn by(key: &VerifyingKey, comment: &str, picture: Option<&Picture>) -> Option<MarkSignature> {
    let signed = signed_words::of(comment)?;
    let signature = signed.as_ref().and_then(|signed| STANDARD.decode(&signed.signature).ok());
    let signature = signature.and_then(|bytes| Signature::from_slice(&bytes).ok());
    let (Some(signed), Some(signature)) = (signed, signature) else { return Some(MarkSignature::Malformed) };
    let Some(picture) = picture.filter(|p| p.width.saturating_mul(p.height) <= MAX_SIGNED_PIXELS) else {
        return Some(MarkSignature::NoPixels);
    };
    Some(match signed.words.iter().any(|words| holds(key, &signature, picture, words)) {
        true => MarkSignature::Verified,
        false if picture.keeps_colours => MarkSignature::DoesNotHold,
        // Of a picture that lost something on its way here, it was not to be expected.
        false => MarkSignature::NoPixels,
    })
}

/// The pixels are streamed: a copy of them could be as large as the picture.
fn holds(key: &VerifyingKey, signature: &Signature, picture: &Picture, words: &str) -> bool {
    let Ok(mut verifier) = key.verify_stream(signature) else { return false };
    let mut batch = Vec::with_capacity(3 * BATCH);
    for pixels in picture.samples.chunks(picture.channels.saturating_mul(BATCH)) {
        batch.clear();
        let colours = |pixel: &[u8]| picture.colours.map(|at| pixel.get(at).copied().unwrap_or_default());
        batch.extend(pixels.chunks_exact(picture.channels).flat_map(colours));
        verifier.update(&batch);
    }
    verifier.update(words);
    verifier.finalize_and_verify().is_ok()
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer, SigningKey};
    use image::{DynamicImage, Rgb, RgbImage, Rgba, RgbaImage};
    use whence_model::{Format, facts::structure::Structure};

    use super::*;

    const WORDS: &str = r#"{"prompt": "a \"duck\", \u00e9", "seed": 7, "scale": 5.0}"#;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn colour(x: u32, y: u32) -> [u8; 3] {
        [x as u8, y as u8, (x * y) as u8]
    }

    /// More pixels than go into one batch.
    fn opaque() -> DynamicImage {
        RgbImage::from_fn(90, 70, |x, y| Rgb(colour(x, y))).into()
    }

    fn with_alpha() -> DynamicImage {
        let pixel = |x, y| {
            let [red, green, blue] = colour(x, y);
            Rgba([red, green, blue, 254 | (x & 1) as u8])
        };
        RgbaImage::from_fn(90, 70, pixel).into()
    }

    fn signed(words: &str) -> String {
        let message = [opaque().as_bytes(), words.as_bytes()].concat();
        let signature = STANDARD.encode(key().sign(&message).to_bytes());
        words.replacen('}', &format!(", \"signed_hash\": \"{signature}\"}}"), 1)
    }

    fn seen(comment: &str, image: &DynamicImage, format: Format) -> Option<MarkSignature> {
        let picture = Picture::new(format, &Structure::default(), image);
        by(&key().verifying_key(), comment, picture.as_ref())
    }

    #[test]
    fn it_holds_for_these_pixels_and_words_whatever_the_transparency() {
        for image in [opaque(), with_alpha()] {
            assert_eq!(seen(&signed(WORDS), &image, Format::Png), Some(MarkSignature::Verified));
        }
    }

    #[test]
    fn words_are_those_that_python_writes() {
        let compact = signed(WORDS).replace(", \"", ",\"").replace("\": ", "\":").replace("\\u00e9", "é");
        assert_ne!(compact, signed(WORDS));
        assert_eq!(seen(&compact, &opaque(), Format::Png), Some(MarkSignature::Verified));
        // What was signed as it stood holds as it stands.
        let tight = signed(r#"{"seed":7,"prompt":"é"}"#);
        assert_eq!(seen(&tight, &opaque(), Format::Png), Some(MarkSignature::Verified));
    }

    #[test]
    fn one_other_bit_and_it_does_not_hold() {
        let mut image = opaque();
        image.as_mut_rgb8().unwrap().get_pixel_mut(89, 69).0[2] ^= 1;
        assert_eq!(seen(&signed(WORDS), &image, Format::Png), Some(MarkSignature::DoesNotHold));
        let other = signed(WORDS).replace("duck", "goose");
        assert_eq!(seen(&other, &opaque(), Format::Png), Some(MarkSignature::DoesNotHold));
        assert_eq!(seen(&signed(WORDS), &image, Format::Jpeg), Some(MarkSignature::NoPixels));
        assert_eq!(by(&key().verifying_key(), &signed(WORDS), None), Some(MarkSignature::NoPixels));
    }

    #[test]
    fn what_has_not_the_form_of_a_signature_is_told() {
        for hash in ["\"\"", "\"x\"", "\"AAAA\"", "7", "{}", "null"] {
            let comment = format!(r#"{{"seed": 7, "signed_hash": {hash}}}"#);
            assert_eq!(seen(&comment, &opaque(), Format::Png), Some(MarkSignature::Malformed), "{hash}");
        }
        let twice = signed(WORDS).replacen('}', ", \"signed_hash\": \"\"}", 1);
        assert_eq!(seen(&twice, &opaque(), Format::Png), Some(MarkSignature::Malformed));
        assert_eq!(seen(WORDS, &opaque(), Format::Png), None);
    }

    #[test]
    fn only_the_published_key_is_asked() {
        let picture = opaque();
        let picture = Picture::new(Format::Png, &Structure::default(), &picture);
        assert_eq!(STANDARD.encode(published().unwrap().as_bytes()), KEY);
        assert!(!published().unwrap().is_weak());
        assert_eq!(of(&signed(WORDS), picture.as_ref()), Some(MarkSignature::DoesNotHold));
    }
}
