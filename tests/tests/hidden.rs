//! Text hidden in the lowest bits of the pixels: found in every form in which generators hide it, with an end to what
//! hostile files can make of it, and nothing said of pictures without it.

use std::ops::ControlFlow;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signer, SigningKey};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use whence_engine::{Engine, Settings, Source};
use whence_model::{
    Lang,
    facts::generator::{Generator, HiddenSearch, MarkCarrier, MarkKind, MarkSignature},
};
use whence_tests::{
    hidden::{HEADINGS, Planes, file, gzip, headed, hidden, written},
    samples::{container, scene},
};

const BLOCK: &str =
    "a duck, café\nNegative prompt: grey\nSteps: 15, Sampler: UniPC, CFG scale: 5, Seed: 23, Size: 512x512";

fn examined(bytes: Vec<u8>) -> Generator {
    let engine = Engine::new(Settings { previews: false, ..Settings::default() });
    let source = Source::Bytes { name: "picture".into(), bytes };
    let report = engine.examine(&source, &mut |_| ControlFlow::Continue(())).expect("a picture").report(Lang::En);
    report.facts.generator
}

fn in_alpha(bytes: &[u8]) -> Generator {
    examined(file(&written(&scene::landscape(160, 120), Planes::Alpha, bytes), ImageFormat::Png))
}

fn defect(generator: &Generator) -> &str {
    assert_eq!(generator.marks, [], "a text that cannot be read is no mark");
    match &generator.hidden {
        HiddenSearch::Unreadable { defect } => &defect.what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_headings_in_every_format_that_keeps_them() {
    let landscape = scene::landscape(160, 120);
    for heading in HEADINGS {
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp] {
            let found = examined(file(&hidden(&landscape, heading, BLOCK), format));
            let [mark] = &found.marks[..] else { panic!("{heading:?}, {format:?}: {found:?}") };
            let carrier = if heading.1 == Planes::Alpha { MarkCarrier::AlphaPlane } else { MarkCarrier::ColourPlanes };
            assert_eq!(found.hidden, HiddenSearch::Found, "{heading:?}, {format:?}");
            assert_eq!((mark.kind, mark.carrier, mark.raw.raw()), (MarkKind::Parameters, carrier, BLOCK));
            assert!(mark.place.path.raw().contains(" › pixels › lowest bits of "), "{:?}", mark.place);
        }
    }
}

#[test]
fn a_text_that_stands_in_a_field_as_well_is_one_mark() {
    let picture = file(&hidden(&scene::landscape(160, 120), HEADINGS[1], BLOCK), ImageFormat::Png);
    let ascii = BLOCK.replace('é', "e");
    let both = examined(container::with_text(&picture, "parameters", &ascii));
    let carriers: Vec<_> = both.marks.iter().map(|mark| mark.carrier).collect();
    assert_eq!(carriers, [MarkCarrier::Metadata, MarkCarrier::AlphaPlane], "they differ by a letter");
    let picture = file(&hidden(&scene::landscape(160, 120), HEADINGS[1], &ascii), ImageFormat::Png);
    let both = examined(container::with_text(&picture, "parameters", &ascii));
    assert_eq!((both.marks.len(), both.marks[0].carrier), (1, MarkCarrier::Metadata));
    assert_eq!(both.hidden, HiddenSearch::Found);
}

#[test]
fn what_is_no_text_of_a_generator_is_told_as_hidden_data() {
    let found = in_alpha(&headed("stealth_pnginfo", b"Meet me at the bridge at five."));
    assert_eq!(found.marks[0].kind, MarkKind::HiddenData);
    assert_eq!(found.marks[0].raw.raw(), "Meet me at the bridge at five.");
}

/// A comment signed by a key that is not NovelAI's.
#[test]
fn a_signature_by_another_key_does_not_hold() {
    let landscape = scene::landscape(160, 120);
    let words = r#"{"prompt": "a duck", "steps": 28, "sampler": "k_euler", "seed": 7}"#;
    let signature = SigningKey::from_bytes(&[7; 32]).sign(&[landscape.as_raw(), words.as_bytes()].concat());
    let signature = STANDARD.encode(signature.to_bytes());
    let comment = words.replace('}', &format!(", \"signed_hash\": \"{signature}\"}}"));
    let all = serde_json::json!({"Software": "NovelAI", "Description": "a duck", "Comment": comment}).to_string();
    let picture = hidden(&landscape, HEADINGS[1], &all);
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let found = examined(file(&picture, format));
        let [mark] = &found.marks[..] else { panic!("{found:?}") };
        assert_eq!((mark.kind, mark.carrier), (MarkKind::NovelAi, MarkCarrier::AlphaPlane));
        assert_eq!(mark.signature, Some(MarkSignature::DoesNotHold));
    }
    let png = file(&landscape.clone().into(), ImageFormat::Png);
    let png = container::with_text(&container::with_text(&png, "Software", "NovelAI"), "Comment", &comment);
    assert_eq!(examined(png).marks[0].signature, Some(MarkSignature::DoesNotHold));
}

#[test]
fn hostile_pictures_end_and_say_why() {
    let landscape = scene::landscape(160, 120);
    assert!(defect(&in_alpha(&[&b"stealth_pnginfo"[..], &[0xff; 4]].concat())).contains("4294967295 bits"));
    assert!(defect(&in_alpha(&[&b"stealth_pngcomp"[..], &[0; 4]].concat())).contains("a length of nothing"));
    let truncated = gzip(BLOCK.as_bytes());
    assert!(defect(&in_alpha(&headed("stealth_pngcomp", &truncated[..60]))).contains("gzip stream is damaged"));
    assert!(defect(&in_alpha(&headed("stealth_pnginfo", b"a duck \xff\xff"))).contains("no UTF-8"));
    let bomb = gzip(&vec![b'a'; 9 << 20]);
    assert!(bomb.len() < 16 << 10, "a small one");
    let bomb = written(&scene::landscape(400, 300), Planes::Alpha, &headed("stealth_pngcomp", &bomb));
    assert!(defect(&examined(file(&bomb, ImageFormat::Png))).contains("grows past"));
    let json = format!("{{\"Comment\": {}", "[".repeat(2000));
    assert_eq!(in_alpha(&headed("stealth_pnginfo", json.as_bytes())).marks[0].kind, MarkKind::HiddenData);
    let colours = written(&landscape, Planes::Colours, &headed("stealth_rgbcomp", b"no gzip"));
    assert!(defect(&examined(file(&colours, ImageFormat::Png))).contains("gzip"));
}

#[test]
fn silent_on_pictures_without_it() {
    let landscape = scene::landscape(160, 120);
    let noise = RgbaImage::from_fn(256, 256, |x, y| {
        let n = (u64::from(x) << 32 | u64::from(y)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let n = (n ^ (n >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        Rgba(n.to_be_bytes()[..4].try_into().expect("four bytes"))
    });
    let tiny = RgbaImage::from_pixel(5, 5, Rgba([1, 2, 3, 254]));
    let opaque = DynamicImage::from(landscape.clone()).into_rgba8();
    for (name, picture) in [("noise", noise), ("5 × 5", tiny), ("opaque", opaque)] {
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let found = examined(file(&picture.clone().into(), format));
            assert_eq!(found, Generator { marks: Vec::new(), hidden: HiddenSearch::Nothing }, "{name}, {format:?}");
        }
    }
    for format in [ImageFormat::Jpeg, ImageFormat::Gif] {
        let found = examined(file(&landscape.clone().into(), format));
        assert_eq!(found.hidden, HiddenSearch::NotPossible, "{format:?}");
    }
}
