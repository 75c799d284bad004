//! Exif against the signature: data that it leaves out are told, and so is each value that is not what was signed.

use std::{collections::BTreeMap, fs, ops::ControlFlow, path::PathBuf};

use whence_engine::{Engine, Settings, Source, images_in};
use whence_model::{
    Direction, Lang, Pin, Report, Row, Status, Strength, TrustBook, VerdictKind,
    facts::provenance::{CredentialClass, Flag},
};
use whence_tests::{
    corpus::folder,
    samples::{self, signed_camera},
};

const DIFFERS: &str = "provenance/signed-metadata-differs";
const NOT_SIGNED: &str = "provenance/camera-data-not-signed";
const NOT_COVERED: &str = "provenance/part-not-covered";

fn engine(pinned: bool) -> Engine {
    let key = || fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../samples/keys/signer.pem"));
    let pins = pinned.then(|| Pin { pem: key().unwrap(), ..Pin::default() }).into_iter().collect();
    Engine::new(Settings { trust: TrustBook { pins, lists: Vec::new() }, ..Settings::default() })
}

fn report(engine: &Engine, name: &str, bytes: Vec<u8>) -> Report {
    let source = Source::Bytes { name: name.into(), bytes };
    engine.examine(&source, &mut |_| ControlFlow::Continue(())).unwrap().report(Lang::En)
}

fn row<'a>(report: &'a Report, check: &str) -> &'a Row {
    report.rows.iter().find(|row| row.check == check).unwrap()
}

fn finds(report: &Report, check: &str) -> bool {
    row(report, check).status == Status::Finding
}

fn sample(name: &str) -> Vec<u8> {
    samples::all().into_iter().find(|sample| sample.file == name).unwrap().bytes
}

#[test]
fn an_edited_exif_block_is_told_value_by_value() {
    let signed = signed_camera::signed(&sample("camera.jpg"));
    let edited = signed_camera::edited(&signed);
    assert_eq!(edited, sample("exif-edited-after-signing.jpg"));
    for (pinned, class, before, after) in [
        (false, CredentialClass::UnknownSigner, VerdictKind::Inconclusive, VerdictKind::Inconclusive),
        (true, CredentialClass::TrustedPinned, VerdictKind::ProvenanceVerified, VerdictKind::Conflicting),
    ] {
        let engine = engine(pinned);
        for (bytes, differs, verdict) in [(&signed, false, before), (&edited, true, after)] {
            let report = report(&engine, "photo.jpg", bytes.clone());
            let p = &report.facts.provenance;
            assert_eq!(p.class, class, "the signature holds: {:?}", p.codes);
            assert!(p.flags.contains(&Flag::PartNotCovered));
            let coverage = p.coverage.as_ref().expect("it can be told");
            let left_out: Vec<_> = coverage.left_out.iter().map(|place| place.path.raw()).collect();
            assert_eq!((left_out.as_slice(), coverage.metadata_left_out), (&["JPEG › APP1 Exif"][..], true));
            assert_eq!(p.signed_fields.len(), 7);
            assert!(finds(&report, NOT_SIGNED) && finds(&report, NOT_COVERED));
            assert_eq!(finds(&report, DIFFERS), differs, "{}", row(&report, DIFFERS).message);
            assert_eq!(report.verdict.kind, verdict, "pinned {pinned}, edited {differs}");
        }
        let report = report(&engine, "photo.jpg", edited.clone());
        let row = row(&report, DIFFERS);
        assert_eq!((row.direction, row.strength), (Some(Direction::ChangedSinceSigning), Some(Strength::Moderate)));
        let told: Vec<_> = row.evidence.iter().map(|e| format!("{} = {}", e.place.path, e.value)).collect();
        insta::allow_duplicates! { insta::assert_snapshot!(told.join("\n"), @r"
        JPEG › APP1 Exif › IFD0 › Model = Sample Camera 7
        JPEG › APP11 › c2pa.metadata › tiff:Model = Sample Camera 1
        JPEG › APP1 Exif › Exif › DateTimeOriginal = 2021:02:28 18:42:07
        JPEG › APP11 › c2pa.metadata › exif:DateTimeOriginal = 2024-06-15T18:42:07+02:00
        ") }
    }
}

#[test]
fn a_changed_pixel_besides_is_still_a_changed_file() {
    let mut bytes = sample("exif-edited-after-signing.jpg");
    let in_the_pixels = bytes.len() - 2000;
    bytes[in_the_pixels] ^= 0x10;
    let report = report(&engine(true), "photo.jpg", bytes);
    assert_eq!(report.facts.provenance.class, CredentialClass::ChangedAfterSigning);
    assert_eq!(report.verdict.kind, VerdictKind::ChangedAfterSigning);
    assert_eq!(row(&report, DIFFERS).strength, Some(Strength::Info), "it says which values differ, no more");
    assert_eq!(row(&report, NOT_SIGNED).status, Status::NotApplicable);
}

/// Photos of a camera program of 2023 that leaves out all that stands before the picture.
#[test]
fn edits_of_a_real_photo_are_told_and_its_original_is_not_accused() {
    let Some(folder) = folder("c2pa") else { return };
    let engine = engine(false);
    for name in ["truepic-20230212-camera.jpg", "truepic-20230212-landscape.jpg", "truepic-20230212-library.jpg"] {
        let original = fs::read(folder.join(name)).unwrap();
        let before = report(&engine, name, original.clone());
        assert!(finds(&before, NOT_SIGNED) && finds(&before, NOT_COVERED), "{name}");
        assert_eq!(row(&before, DIFFERS).status, Status::NothingFound, "{name}: {}", row(&before, DIFFERS).message);
        let left_out = &before.facts.provenance.coverage.as_ref().unwrap().left_out;
        let [exif] = left_out.as_slice() else { panic!("{name}: {left_out:?}") };
        assert_eq!(exif.path.raw(), "JPEG › APP1 Exif", "{name}");

        let end = usize::try_from(exif.offset.unwrap() + exif.length.unwrap()).unwrap();
        let mut edited = original;
        let mut edits = 0;
        for (from, to) in [(b"2023:02:12".as_slice(), b"2019:07:04".as_slice()), (b"Pixel 5", b"Galaxy9")] {
            for at in 2..end - from.len() {
                if edited[at..].starts_with(from) {
                    edited[at..at + to.len()].copy_from_slice(to);
                    edits += 1;
                }
            }
        }
        assert_eq!(edits, 4, "{name}: three dates and the model");
        let after = report(&engine, name, edited);
        assert_eq!(after.facts.provenance.class, before.facts.provenance.class, "{name}: the signature holds");
        let row = row(&after, DIFFERS);
        assert_eq!((row.status, row.strength), (Status::Finding, Some(Strength::Moderate)), "{name}");
        for part in ["model “Galaxy9” (signed: “Pixel 5”)", "capture date “2019", "(signed: “2023-02-12T"] {
            assert!(row.message.contains(part), "{name}: {}", row.message);
        }
        let trusted = after.facts.provenance.class.is_trusted();
        let expected = if trusted { VerdictKind::Conflicting } else { VerdictKind::Inconclusive };
        assert_eq!(after.verdict.kind, expected, "{name}");
    }
}

#[test]
fn no_other_signed_file_is_accused_and_few_leave_anything_out() {
    let engine = engine(false);
    let mut told: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut signed = 0;
    for folder in ["c2pa", "generators", "known"].iter().filter_map(|name| folder(name)) {
        for path in images_in(&folder).unwrap().images {
            let source = Source::File(path.clone());
            let Ok(examined) = engine.examine(&source, &mut |_| ControlFlow::Continue(())) else { continue };
            let report = examined.report(Lang::En);
            signed += u32::from(report.facts.provenance.class.is_present());
            let found: Vec<&str> =
                [NOT_COVERED, NOT_SIGNED, DIFFERS].into_iter().filter(|check| finds(&report, check)).collect();
            if !found.is_empty() {
                told.insert(path.file_name().unwrap().to_string_lossy().into_owned(), found);
            }
        }
    }
    if signed == 0 {
        return;
    }
    assert!(signed > 60, "only {signed} signed files");
    let expected: BTreeMap<String, Vec<&str>> = ["camera", "landscape", "library"]
        .map(|photo| (format!("truepic-20230212-{photo}.jpg"), vec![NOT_COVERED, NOT_SIGNED]))
        .into();
    assert_eq!(told, expected);
}
