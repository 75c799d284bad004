//! What naive readers take for a mark of AI and is none: no declared check may speak on it. And what is one, in all
//! its spellings.

use whence_model::{
    Facts, Family, Outcome,
    facts::provenance::{ClaimKind, CredentialClass, Manifest},
};

use crate::{
    CATALOGUE,
    specimen::{claim, credentials, facts, iptc, run, with_comment, with_exif, with_xmp},
};

const NO_AI: &[&str] = &[
    "algorithmicMedia",
    "algorithmicallyEnhanced",
    "composite",
    "compositeCapture",
    "computationalCapture",
    "dataDrivenMedia",
    "digitalArt",
    "digitalCapture",
    "digitalCreation",
    "humanEdits",
    "minorHumanEdits",
    "negativeFilm",
    "positiveFilm",
    "print",
    "screenCapture",
    "softwareImage",
    "virtualRecording",
];

fn traps() -> Vec<(String, Facts)> {
    let mut traps: Vec<(String, Facts)> = Vec::new();
    for term in NO_AI {
        for value in [
            (*term).to_owned(),
            format!("http://cv.iptc.org/newscodes/digitalsourcetype/{term}"),
            format!("https://cv.iptc.org/newscodes/digitalsourcetype/{term}"),
            format!("https://schema.org/{term}DigitalSource"),
        ] {
            traps.push((value.clone(), with_xmp(&[("Iptc4xmpExt:DigitalSourceType", &value)])));
        }
    }
    traps.extend(
        [
            ("Iptc4xmpExt:DigitalSourceType", "http://c2pa.org/digitalsourcetype/empty"),
            // A search through raw bytes runs words together.
            ("Iptc4xmpExt:DigitalSourceType", "trainedAlgorithmicMediarallActionsIncluded"),
            ("plus:DataMining", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-GENAIMLTRAINING"),
            ("plus:DataMining", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"),
            ("plus:OtherConstraints", "No generative AI training"),
            ("xmpRights:UsageTerms", "Not for trainedAlgorithmicMedia"),
            ("photoshop:Credit", "AI Weekly / Made with care"),
        ]
        .map(|(name, value)| (format!("{name} {value}"), with_xmp(&[(name, value)]))),
    );
    traps.extend(
        [
            ("UserComment", "Screenshot"),
            ("ImageDescription", "Non-Generative AI/ML training"),
            ("Software", "Adobe Firefly settings: off"),
        ]
        .map(|field| (format!("{field:?}"), with_exif(&[field]))),
    );
    // Opt-outs also stand in Exif fields (0xc4…) that have no name of their own.
    traps.push(("0xc4a5".into(), with_exif(&[("0xc4a5", "Non-Generative AI/ML training prohibited")])));
    traps.push(("gd".into(), with_comment(facts(), "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n")));
    let mut facebook = facts();
    facebook.metadata.iptc = iptc(&[(40, "FBMD01000a9f0d0000"), (110, "FBMD01000a9f0d0000")]);
    traps.push(("FBMD".into(), facebook));
    let mut opted_out = credentials(CredentialClass::TrustedOfficial, &[], &[]);
    let assertions = ["cawg.training-mining", "cawg.ai_generative_training", "c2pa.training-mining"];
    let assertions = assertions.into_iter().map(Into::into).collect();
    opted_out.provenance.manifests = vec![Manifest { assertions, ..Manifest::default() }];
    traps.push(("cawg.ai_generative_training".into(), opted_out));
    traps
}

/// The ids of the declared checks that speak.
fn speaking(facts: &Facts) -> Vec<&'static str> {
    let declared = CATALOGUE.iter().filter(|check| check.family == Family::Declared);
    declared.filter(|check| matches!(run(check, facts), Outcome::Finding(_))).map(|check| check.id).collect()
}

#[test]
fn no_declared_check_speaks_on_a_trap() {
    for (name, facts) in traps() {
        assert_eq!(speaking(&facts), [""; 0], "{name}");
    }
}

#[test]
fn the_same_places_speak_where_they_declare() {
    let label = with_xmp(&[("Iptc4xmpExt:DigitalSourceType", "trainedAlgorithmicMedia")]);
    assert_eq!(speaking(&label), ["declared/ai-source-label"]);
    let mut credit = facts();
    credit.metadata.iptc = iptc(&[(110, "Made with Google AI")]);
    assert_eq!(speaking(&credit), ["declared/ai-credit-line"]);
    let (_, mut signed) = traps().pop().unwrap();
    signed.provenance.claims = vec![claim(ClaimKind::AiGenerated, "trainedAlgorithmicMedia", &["a.jpg"])];
    assert_eq!(speaking(&signed), ["declared/signed-ai-generation"]);
}

#[test]
fn every_spelling_of_a_declaration_is_heard_once() {
    let terms = [
        ("trainedAlgorithmicMedia", "declared/ai-source-label"),
        ("trainedAlgorithmicData", "declared/ai-source-label"),
        ("compositeWithTrainedAlgorithmicMedia", "declared/ai-edit-label"),
        ("compositeSynthetic", "declared/synthetic-element-label"),
    ];
    for (term, check) in terms {
        for value in [
            term.to_owned(),
            format!("http://cv.iptc.org/newscodes/digitalsourcetype/{term}"),
            format!("https://cv.iptc.org/newscodes/digitalsourcetype/{term}"),
            format!("http://c2pa.org/digitalsourcetype/{term}"),
            format!("https://schema.org/{}{}DigitalSource", term[..1].to_uppercase(), &term[1..]),
        ] {
            for prefix in ["Iptc4xmpExt", "iptcExt"] {
                let name = format!("{prefix}:DigitalSourceType");
                assert_eq!(speaking(&with_xmp(&[(&name, &value)])), [check], "{name} {value}");
            }
        }
    }
    for field in ["AISystemUsed", "AISystemVersionUsed", "AIPromptInformation", "AIPromptWriterName"] {
        for prefix in ["Iptc4xmpExt", "iptcExt"] {
            let name = format!("{prefix}:{field}");
            assert_eq!(speaking(&with_xmp(&[(&name, "Imagen 4")])), ["declared/ai-system-fields"], "{name}");
        }
    }
    let credits = [
        ("Made with Google AI", "declared/ai-credit-line"),
        ("Edited with Google AI", "declared/ai-edit-label"),
        ("Apple Photos Clean Up", "declared/ai-edit-label"),
    ];
    for (line, check) in credits {
        assert_eq!(speaking(&with_xmp(&[("photoshop:Credit", line)])), [check], "{line}");
        let mut dataset = facts();
        dataset.metadata.iptc = iptc(&[(110, line)]);
        assert_eq!(speaking(&dataset), [check], "{line}");
    }
}
