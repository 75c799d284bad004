//! Each thing that can disagree: where it is named, and in which words.

use whence_audit::{Column, Disagreement, What};
use whence_model::{
    Lang,
    ledger::{Erased, NO_ENTRY, PartName, Stored},
};

use crate::{
    audit,
    writer::{LEDGER, Writer, reseal, reword, zipped},
};

/// Two reports on one picture, the first with a small picture, two decisions about the first, an erasure of the second
/// report, and a report more.
fn six() -> Vec<Stored> {
    let mut writer = Writer::default();
    writer.report(1, true);
    writer.report(1, false);
    writer.decide(1);
    writer.decide(1);
    writer.erase(&[2], Erased::Everything);
    writer.report(2, true);
    writer.entries
}

fn found(entries: &[Stored]) -> (u64, What, String, String) {
    let Disagreement { position, what, expected, found } = audit(entries).disagreement.expect("something disagrees");
    (position, what, expected, found)
}

/// What is found after a change to these entries, without the values.
fn after(change: impl FnOnce(&mut Vec<Stored>)) -> (u64, What) {
    let mut entries = six();
    change(&mut entries);
    let (position, what, ..) = found(&entries);
    (position, what)
}

#[test]
fn what_nobody_touched_agrees() {
    let seen = audit(&six());
    assert_eq!(seen.disagreement, None);
    assert_eq!((seen.entries, seen.erased), (6, 1));
    assert_eq!(seen.ledger.as_deref(), Some(LEDGER));
    let dates = (seen.first_recorded_at.as_deref(), seen.last_recorded_at.as_deref());
    assert_eq!(dates, (Some("2026-11-30T09:05:01Z"), Some("2026-11-30T09:05:06Z")));
    let empty = audit(&[]);
    assert_eq!((empty.entries, empty.head.as_str(), empty.ledger), (0, NO_ENTRY, None));
    assert_eq!(empty.disagreement, None);
}

#[test]
fn a_digest_is_told_with_the_other() {
    let mut entries = six();
    let stands = entries[2].digest.clone();
    entries[2].digest = "ab".repeat(32);
    assert_eq!(found(&entries), (3, What::Digest, "ab".repeat(32), stands.clone()));
    for lang in [Lang::En, Lang::Fr] {
        let told = audit(&entries).sentence(lang);
        assert!(told.contains('3') && told.contains(&stands) && told.contains(&"ab".repeat(32)), "{told}");
    }
    assert_eq!(after(|e| e[2].digest.make_ascii_uppercase()), (3, What::Digest));
}

#[test]
fn a_header_is_written_in_one_way() {
    for (was, is) in [
        (r#"{"schema""#, r#"{ "schema""#),
        (r#"]}"#, "]}\n"),
        (r#""kind":"decision""#, r#""kind":"d\u0065cision""#),
        (r#""kind":"decision""#, r#""kind":"verdict""#),
        (r#""about":1"#, r#""about":1.0"#),
        (r#""about":1"#, r#""about":1,"about":1"#),
        (r#""about":1"#, r#""more":1,"about":1"#),
        (r#""about":1,"earlier":3"#, r#""earlier":3,"about":1"#),
        (r#""bytes":"#, r#""more":0,"bytes":"#),
        (r#""schema":1,"#, ""),
        (r#""schema":1,"#, r#""schema":0,"#),
        (r#""schema":1,"#, r#""schema":-1,"#),
        (r#""schema":1,"#, r#""schema":1,"schema":1,"#),
    ] {
        assert_eq!(after(|e| reword(e, 4, was, is)), (4, What::Header), "{is}");
    }
}

#[test]
fn a_later_version_is_not_spoken_against() {
    let newer = |e: &mut Vec<Stored>| reword(e, 3, r#""schema":1,"#, r#""schema":2,"more":{},"#);
    let mut entries = six();
    newer(&mut entries);
    // That the second entry lacks everything, it may explain itself.
    entries.truncate(3);
    assert_eq!(found(&entries), (3, What::NewerHeader, "1".into(), "2".into()));
    let told = [Lang::En, Lang::Fr].map(|lang| audit(&entries).sentence(lang));
    assert!(told[0].contains("nothing is said against it") && told[1].contains("Mettez Whence à jour"), "{told:?}");
    assert!(!told[0].contains("edited") && !told[1].contains("modifiée"), "{told:?}");
}

#[test]
fn an_entry_out_of_its_place_is_told() {
    let place = |change: fn(&mut Vec<Stored>)| {
        let mut entries = six();
        change(&mut entries);
        let (position, what, expected, found) = found(&entries);
        assert_eq!(what, What::Position);
        (position, expected, found)
    };
    let told = |position: u64, expected: &str, found: &str| (position, expected.to_owned(), found.to_owned());
    assert_eq!(place(|e| drop(e.remove(0))), told(1, "1", "2"));
    assert_eq!(place(|e| drop(e.remove(2))), told(3, "3", "4"));
    assert_eq!(place(|e| e.swap(2, 3)), told(3, "3", "4"));
    assert_eq!(place(|e| e.insert(3, e[2].clone())), told(4, "4", "3"));
    assert_eq!(place(|e| e[3].position = 9), told(4, "4", "9"));
    assert_eq!(place(|e| reword(e, 4, r#""position":4"#, r#""position":5"#)), told(4, "4", "5"));
    // One that was written for the place, in front of what stood there.
    let mut forged = Writer { entries: six()[..3].to_vec(), ..Writer::default() };
    forged.decide(1);
    let entries = [&forged.entries[..], &six()[3..]].concat();
    assert_eq!(found(&entries).0, 5);
}

#[test]
fn a_link_that_does_not_fit_is_told_with_both_digests() {
    let mut entries = six();
    let was = entries[1].digest.clone();
    let mut other = entries[..2].to_vec();
    reword(&mut other, 2, "09:05:02", "09:05:03");
    other[1].columns.recorded_at = "2026-11-30T09:05:03Z".into();
    entries[1] = other[1].clone();
    assert_eq!(found(&entries), (3, What::Before, other[1].digest.clone(), was.clone()));
    for lang in [Lang::En, Lang::Fr] {
        let told = audit(&entries).sentence(lang);
        assert!(told.contains(&was) && told.contains(&other[1].digest), "{told}");
    }
}

#[test]
fn an_entry_of_another_ledger_is_told() {
    let other = "f".repeat(32);
    assert_eq!(after(|e| reword(e, 4, LEDGER, &other)), (4, What::Ledger));
    assert_eq!(after(|e| reword(e, 1, LEDGER, &other)), (2, What::Ledger));
    assert_eq!(after(|e| reword(e, 1, LEDGER, "mine\\u202e")), (1, What::Header));
    let mut entries = six();
    reword(&mut entries, 1, LEDGER, "mine\u{202e}");
    assert_eq!(found(&entries), (1, What::Ledger, String::new(), "mine⟨U+202E⟩".into()));
    assert_eq!(audit(&entries).ledger, None);
}

#[test]
fn what_the_store_repeats_is_held_against_the_header() {
    assert_eq!(after(|e| e[2].columns.kind = "report".into()), (3, What::Column(Column::Kind)));
    assert_eq!(after(|e| e[2].columns.about = None), (3, What::Column(Column::About)));
    assert_eq!(after(|e| e[3].columns.earlier = Some(2)), (4, What::Column(Column::Earlier)));
    let mut entries = six();
    entries[2].columns.recorded_at = "yesterday\0".into();
    let expected = (3, What::Column(Column::RecordedAt), "2026-11-30T09:05:03Z".into(), "yesterday␀".into());
    assert_eq!(found(&entries), expected);
}

#[test]
fn a_date_has_one_form() {
    let other = "2026-11-30T10:05:03+01:00";
    let redate = |e: &mut Vec<Stored>| {
        reword(e, 3, "2026-11-30T09:05:03Z", other);
        e[2].columns.recorded_at = other.into();
    };
    assert_eq!(after(redate), (3, What::RecordedAt));
}

#[test]
fn an_entry_holds_the_parts_of_its_kind() {
    let renamed = |was: &'static str, is: &'static str| move |e: &mut Vec<Stored>| reword(e, 1, was, is);
    assert_eq!(after(renamed(r#""name":"report""#, r#""name":"decision""#)), (1, What::Seals));
    assert_eq!(after(renamed(r#""name":"picture""#, r#""name":"report""#)), (1, What::Seals));
    let none = |e: &mut Vec<Stored>| {
        let header = String::from_utf8(e[2].header.clone()).unwrap();
        let seals = header[header.find(r#""parts":"#).unwrap()..].to_owned();
        reword(e, 3, &seals, r#""parts":[]}"#);
        e[2].parts.clear();
    };
    assert_eq!(after(none), (3, What::Seals));
}

#[test]
fn what_an_entry_says_of_earlier_ones_is_held_against_them() {
    let about = |position: usize, was: &'static str, value: Option<u64>| {
        after(move |e| {
            let is = value.map_or("null".into(), |value| value.to_string());
            reword(e, position, &format!(r#""about":{was}"#), &format!(r#""about":{is}"#));
            e[position - 1].columns.about = value;
        })
    };
    // Itself, a decision, what comes later, no entry, none; an erasure about something, and a report.
    for value in [Some(4), Some(3), Some(6), Some(0), Some(77), None] {
        assert_eq!(about(4, "1", value), (4, What::About), "{value:?}");
    }
    assert_eq!(about(5, "null", Some(1)), (5, What::About));
    assert_eq!(about(6, "null", Some(1)), (6, What::About));
    let earlier = |position: usize, was: &'static str, value: Option<u64>| {
        after(move |e| {
            let is = value.map_or("null".into(), |value| value.to_string());
            reword(e, position, &format!(r#""earlier":{was}"#), &format!(r#""earlier":{is}"#));
            e[position - 1].columns.earlier = value;
        })
    };
    for value in [Some(1), Some(4), Some(5), None] {
        assert_eq!(earlier(4, "3", value), (4, What::Earlier), "{value:?}");
    }
    assert_eq!(earlier(3, "null", Some(1)), (3, What::Earlier));
    for value in [Some(3), Some(5), Some(6), Some(0)] {
        assert_eq!(earlier(6, "null", value), (6, What::Earlier), "{value:?}");
    }
    assert_eq!(earlier(5, "null", Some(1)), (5, What::Earlier));
    // Which report it should have been, is not known.
    let mut entries = six();
    reword(&mut entries, 6, r#""earlier":null"#, r#""earlier":5"#);
    entries[5].columns.earlier = Some(5);
    assert_eq!(found(&entries), (6, What::Earlier, String::new(), "5".into()));
}

#[test]
fn a_part_is_what_its_seal_says() {
    let mut entries = six();
    let sealed = crate::writer::digest(&entries[3].parts[0].bytes);
    entries[3].parts[0].bytes[3] ^= 1;
    let stands = crate::writer::digest(&entries[3].parts[0].bytes);
    assert_eq!(found(&entries), (4, What::PartDigest(PartName::Decision), sealed, stands));
    assert_eq!(after(|e| e[3].parts[0].bytes.push(0)), (4, What::PartDigest(PartName::Decision)));
    let length = six()[3].parts[0].bytes.len();
    let (kept, other) = (format!(r#""bytes":{length}"#), format!(r#""bytes":{}"#, length + 1));
    assert_eq!(after(|e| reword(e, 4, &kept, &other)), (4, What::PartLength(PartName::Decision)));
    assert_eq!(after(|e| e[0].parts[1].bytes[20] ^= 1), (1, What::PartDigest(PartName::Picture)));
    let more = |e: &mut Vec<Stored>| {
        let picture = e[0].parts[1].clone();
        e[2].parts.push(picture);
    };
    assert_eq!(after(more), (3, What::PartUnnamed(PartName::Picture)));
    let twice = |e: &mut Vec<Stored>| {
        let decision = e[2].parts[0].clone();
        e[2].parts.push(decision);
    };
    assert_eq!(after(twice), (3, What::PartUnnamed(PartName::Decision)));
}

#[test]
fn a_part_holds_what_its_name_says() {
    let sealed = |position: usize, bytes: Vec<u8>| after(move |e| reseal(e, position, bytes));
    let decision = What::PartContent(PartName::Decision);
    for content in [
        &b"{}"[..],
        b"",
        b"null",
        br#"{"kind":"do_not_use","reason":"a","by":"b","links":[],"media_review":null,"context":{},"more":1}"#,
    ] {
        assert_eq!(sealed(4, zipped(content, 4)), (4, decision));
    }
    assert_eq!(sealed(1, zipped(b"{}", 1)), (1, What::PartContent(PartName::Report)));
    let stream = What::PartStream(PartName::Decision);
    assert_eq!(sealed(4, vec![4; 10]), (4, stream));
    assert_eq!(sealed(4, vec![4; 90]), (4, stream));
    assert_eq!(sealed(4, [zipped(b"{}", 4), vec![0]].concat()), (4, stream));
    let newer = br#"{"by":"","report":{"schema":2,"more":[]},"pages":[]}"#;
    let mut entries = six();
    reseal(&mut entries, 1, zipped(newer, 1));
    assert_eq!(found(&entries), (1, What::NewerReport, "1".into(), "2".into()));
    let no_picture = after(|e| {
        e[0].parts.reverse();
        reseal(e, 1, zipped(b"GIF89a", 1));
    });
    assert_eq!(no_picture, (1, What::PartContent(PartName::Picture)));
}

#[test]
fn a_bomb_is_told() {
    let bomb = zipped(&vec![b' '; (256 << 20) + 1], 4);
    assert!(bomb.len() < 2 << 20);
    assert_eq!(after(|e| reseal(e, 4, bomb)), (4, What::PartTooLarge(PartName::Decision)));
}

#[test]
fn what_an_entry_is_found_by_is_drawn_again() {
    let mut entries = six();
    entries[3].terms.as_mut().unwrap().by = Some("Mallory\u{202e}".into());
    assert_eq!(found(&entries), (4, What::Terms, "“Grace”".into(), "“Mallory⟨U+202E⟩”".into()));
    entries[3].terms.as_mut().unwrap().by = Some("Grace".into());
    entries[3].terms.as_mut().unwrap().words.push("zz".into());
    assert_eq!(found(&entries), (4, What::Terms, "–".into(), "“zz”".into()));
    assert_eq!(after(|e| e[3].terms = None), (4, What::TermsMissing));
}

#[test]
fn what_is_gone_is_named_by_an_erasure() {
    assert_eq!(after(|e| e[3].parts.clear()), (4, What::PartMissing(PartName::Decision)));
    assert_eq!(after(|e| drop(e[0].parts.remove(0))), (1, What::PartMissing(PartName::Report)));
    assert_eq!(after(|e| drop(e[0].parts.remove(1))), (1, What::PartMissing(PartName::Picture)));
    assert_eq!(after(|e| e[4].parts.clear()), (5, What::PartMissing(PartName::Erasure)));
    let told = |change: fn(&mut Writer)| {
        let mut writer = Writer { entries: six(), ..Writer::default() };
        change(&mut writer);
        audit(&writer.entries).disagreement.map(|told| (told.position, told.what))
    };
    assert_eq!(told(|w| w.erase(&[1, 6], Erased::Picture)), None);
    assert_eq!(told(|w| w.erase(&[1, 3, 4, 6], Erased::Everything)), None);
    assert_eq!(told(|w| (w.erase(&[1], Erased::Everything), w.erase(&[1], Erased::Picture)).1), None);
    // An erasure of the picture explains no more than that.
    let more = |w: &mut Writer| {
        w.erase(&[1], Erased::Picture);
        w.entries[0].parts.clear();
    };
    assert_eq!(told(more), Some((1, What::PartMissing(PartName::Report))));
}

#[test]
fn what_was_erased_is_gone() {
    let told = |names: &[u64], what, change: fn(&mut Vec<Stored>)| {
        let mut writer = Writer { entries: six(), ..Writer::default() };
        writer.append_erasure(names, what);
        change(&mut writer.entries);
        audit(&writer.entries).disagreement.map(|told| (told.position, told.what))
    };
    let (picture, report) = (What::PartNotErased(PartName::Picture), What::PartNotErased(PartName::Report));
    assert_eq!(told(&[1], Erased::Picture, |_| ()), Some((1, picture)));
    assert_eq!(told(&[1], Erased::Picture, |e| drop(e[0].parts.pop())), None);
    assert_eq!(told(&[1], Erased::Everything, |_| ()), Some((1, report)));
    assert_eq!(told(&[1], Erased::Everything, |e| drop(e[0].parts.remove(0))), Some((1, picture)));
    assert_eq!(told(&[1], Erased::Everything, |e| e[0].parts.clear()), Some((1, What::TermsNotErased)));
    assert_eq!(told(&[4], Erased::Picture, |_| ()), None, "there is none");
}

#[test]
fn an_erasure_names_earlier_entries_that_are_none() {
    let names = |names: &[u64]| {
        let mut writer = Writer { entries: six(), ..Writer::default() };
        writer.append_erasure(names, Erased::Picture);
        found(&writer.entries)
    };
    for wrong in [&[][..], &[7], &[8], &[0], &[0, 4], &[4, 3], &[3, 3], &[3, u64::MAX]] {
        assert_eq!(names(wrong), (7, What::Erasure, String::new(), String::new()), "{wrong:?}");
    }
    assert_eq!(names(&[3, 5]), (7, What::Erasure, String::new(), "5".into()));
}

/// The second entry's content is gone, and what explained it can no longer be believed: the erasure is the first place.
#[test]
fn a_damaged_erasure_still_explains() {
    assert_eq!(after(|e| e[4].parts[0].bytes[0] ^= 1), (5, What::PartDigest(PartName::Erasure)));
    assert_eq!(after(|e| e[4].parts[0].bytes.truncate(30)), (5, What::PartDigest(PartName::Erasure)));
    assert_eq!(after(|e| e[4].header[9] ^= 1), (5, What::Digest));
    assert_eq!(after(|e| e[3].digest.clear()), (4, What::Digest));
    let nothing_left = |e: &mut Vec<Stored>| {
        e[4].header.clear();
        e[4].parts.clear();
    };
    assert_eq!(after(nothing_left), (5, What::Digest));
    let part_gone = |e: &mut Vec<Stored>| {
        e[4].columns.kind = "report".into();
        e[4].parts.clear();
    };
    assert_eq!(after(part_gone), (5, What::Column(Column::Kind)));
    // What it erased was the picture alone.
    let picture_alone = |e: &mut Vec<Stored>| {
        let mut writer = Writer { entries: e.clone(), ..Writer::default() };
        writer.erase(&[1], Erased::Picture);
        *e = writer.entries;
        e[6].digest.clear();
    };
    assert_eq!(after(picture_alone), (7, What::Digest));
    let more_is_gone = |e: &mut Vec<Stored>| {
        picture_alone(e);
        e[0].parts.clear();
    };
    assert_eq!(after(more_is_gone), (1, What::PartMissing(PartName::Report)));
    // Gone with the entry, it explains nothing.
    assert_eq!(after(|e| drop(e.remove(4))), (2, What::PartMissing(PartName::Report)));
}

/// An erasure behind a break accuses nobody: it may have been put there.
#[test]
fn an_inserted_erasure_is_named_itself() {
    let mut writer = Writer { entries: six()[..2].to_vec(), ..Writer::default() };
    writer.append_erasure(&[1], Erased::Everything);
    let entries = [&six()[..4], &writer.entries[2..], &six()[4..]].concat();
    assert_eq!(found(&entries).0, 5);
}

#[test]
fn each_sentence_is_said_in_both_languages() {
    let parts = PartName::ALL.into_iter().flat_map(|part| {
        [
            What::PartUnnamed(part),
            What::PartLength(part),
            What::PartDigest(part),
            What::PartStream(part),
            What::PartTooLarge(part),
            What::PartContent(part),
            What::PartMissing(part),
            What::PartNotErased(part),
        ]
    });
    let columns = [Column::RecordedAt, Column::Kind, Column::About, Column::Earlier].map(What::Column);
    let others = [
        What::Digest,
        What::NewerHeader,
        What::Header,
        What::Position,
        What::Ledger,
        What::Before,
        What::RecordedAt,
        What::Seals,
        What::About,
        What::Earlier,
        What::NewerReport,
        What::Terms,
        What::TermsMissing,
        What::Erasure,
        What::TermsNotErased,
    ];
    let never = ["tamper", "fake", "forge", "manipul", "falsifi", "attack", "somebody has", "culprit"];
    let with_values = parts.chain(columns).chain(others).map(|what| (what, "41", "43"));
    let without = [(What::Ledger, "", "43"), (What::Earlier, "", "43"), (What::Erasure, "", "")];
    for (what, expected, found) in with_values.chain(without) {
        let told = Disagreement { position: 41, what, expected: expected.into(), found: found.into() };
        let [en, fr] = [Lang::En, Lang::Fr].map(|lang| told.sentence(lang));
        assert_ne!(en, fr);
        for told in [&en, &fr] {
            assert!(told.contains("41") && !told.contains("  ") && !told.contains("“”"), "{told}");
            assert!(never.iter().all(|word| !told.to_lowercase().contains(word)), "{told}");
        }
        let later = matches!(what, What::NewerHeader | What::NewerReport);
        assert_eq!(en.contains("may have") && en.contains("neither who nor why"), !later, "{en}");
        assert_eq!(
            (fr.contains("peut") || fr.contains("peuvent")) && fr.contains("ni qui ni pourquoi"),
            !later,
            "{fr}"
        );
    }
}

#[test]
fn it_is_told_to_scripts() {
    let mut entries = six();
    entries[0].parts[1].bytes.push(0);
    let told = serde_json::to_value(audit(&entries)).unwrap();
    assert_eq!(told["disagreement"]["position"], 1);
    assert_eq!(
        (&told["disagreement"]["what"], &told["disagreement"]["of"]),
        (&"part_digest".into(), &"picture".into())
    );
    assert_eq!(told["entries"], 6);
}
