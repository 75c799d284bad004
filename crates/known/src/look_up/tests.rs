use sha2::{Digest, Sha256};

use super::*;

/// A hash with its last `bits` bits turned over.
fn off(hex: &str, bits: usize) -> String {
    let digits = hex.chars().rev().enumerate().map(|(at, digit)| {
        let turned = (1u32 << bits.saturating_sub(4 * at).min(4)) - 1;
        char::from_digit(digit.to_digit(16).unwrap() ^ turned, 16).unwrap()
    });
    digits.collect::<Vec<_>>().into_iter().rev().collect()
}

const PORTRAIT: &str = "27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a";
const OTHER: &str = "733307b1a236d226336399314d32663318f28ce3cf33f39c498cade5b6964e5a";
const NOTHING: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";
const SHA: &str = "c8e7fe90699a974dcbfd6b0f9994c6b60ef444b61390651c436adbfee49d9e3f";

fn pdq(hash: &str, nearest512: &str) -> Pdq {
    let turned = |from: u8| (from..from + 7).map(|n| format!("{n:x}").repeat(64)).collect();
    Pdq { hash: hash.into(), nearest512: nearest512.into(), dihedral: turned(1), dihedral512: turned(8), quality: 100 }
}

fn list(name: &str, rows: &[(&str, &str, &str, &str)]) -> List {
    let rows: String = rows
        .iter()
        .map(|(sha, pdq, pipeline, quality)| format!("{sha},{pdq},{pipeline},{quality},T,other\n"))
        .collect();
    List::parse(name, &format!("sha256,pdq,pdq_pipeline,pdq_quality,title,label\n{rows}")).unwrap()
}

fn asked(lists: &[List], sha256: &str, pdq: Option<&Pdq>) -> Known {
    look_up(lists, &Asked { sha256, pdq, ..Asked::default() })
}

fn kinds(known: &Known) -> Vec<MatchKind> {
    known.matches.iter().map(|m| m.by).collect()
}

fn near(distance: u16, form: Form) -> MatchKind {
    MatchKind::Pdq { distance, form, area: None }
}

#[test]
fn both_renditions_of_the_starter_list_are_found_by_bytes_and_by_hash() {
    let lists = [List::starter()];
    let known = asked(&lists, SHA, Some(&pdq(PORTRAIT, NOTHING)));
    assert_eq!(kinds(&known), [MatchKind::Sha256]);
    assert_eq!((known.lists[0].entries, known.lists[0].sha256.as_str()), (30, lists[0].sha256.as_str()));
    let known = asked(&lists, &"0".repeat(64), Some(&pdq(&off(OTHER, 5), NOTHING)));
    assert_eq!(kinds(&known), [near(5, Form::AsIs)]);
    assert!(known.matches[0].entry.title.raw().contains("head and shoulders"));
    assert!(asked(&lists, &"0".repeat(64), None).matches.is_empty());
}

#[test]
fn the_limit_is_31_bits_and_quality_50_on_both_sides() {
    for (distance, listed, quality, found) in [
        (0, "", 100, true),
        (31, "", 100, true),
        (32, "", 100, false),
        (0, "50", 50, true),
        (0, "49", 100, false),
        (0, "100", 49, false),
    ] {
        let list = list("n", &[("", PORTRAIT, "full", listed)]);
        let query = Pdq { quality, ..pdq(&off(PORTRAIT, distance), OTHER) };
        let known = asked(&[list], "", Some(&query));
        assert_eq!(known.matches.len(), usize::from(found), "{distance} {listed} {quality}");
    }
}

#[test]
fn hashes_meet_only_those_made_in_the_same_way() {
    for (pipeline, full, picked, expected) in [
        ("full", PORTRAIT, OTHER, Some(0)),
        ("full", OTHER, PORTRAIT, None),
        ("nearest512", PORTRAIT, OTHER, None),
        ("nearest512", OTHER, PORTRAIT, Some(0)),
        ("unknown", PORTRAIT, OTHER, Some(0)),
        ("unknown", OTHER, PORTRAIT, Some(0)),
    ] {
        let list = list("n", &[("", PORTRAIT, pipeline, "")]);
        let known = asked(&[list], "", Some(&pdq(full, picked)));
        let expected: Vec<_> = expected.into_iter().map(|d| near(d, Form::AsIs)).collect();
        assert_eq!(kinds(&known), expected, "{pipeline}");
    }
}

#[test]
fn turned_and_mirrored_pictures_are_found_by_their_form() {
    for (n, form) in (1..8).zip(FORMS) {
        let turned = format!("{n:x}").repeat(64);
        let list = list("n", &[("", &off(&turned, 3), "full", "90"), ("", &turned, "nearest512", "90")]);
        let known = asked(&[list], "", Some(&pdq(PORTRAIT, OTHER)));
        assert_eq!(kinds(&known), [near(3, form)], "{form:?}");
    }
}

#[test]
fn of_several_forms_the_nearest_speaks_and_of_equals_the_first() {
    let list = [list("n", &[("", PORTRAIT, "unknown", "")])];
    let mut query = pdq(&off(PORTRAIT, 5), &off(PORTRAIT, 9));
    assert_eq!(kinds(&asked(&list, "", Some(&query))), [near(5, Form::AsIs)]);
    query.dihedral[3] = off(PORTRAIT, 2);
    query.dihedral[4] = off(PORTRAIT, 2);
    assert_eq!(kinds(&asked(&list, "", Some(&query))), [near(2, Form::FlipX)]);
    query.hash = off(PORTRAIT, 2);
    assert_eq!(kinds(&asked(&list, "", Some(&query))), [near(2, Form::AsIs)]);
}

#[test]
fn nearest_first_each_entry_once_and_sixteen_at_most() {
    let far = off(PORTRAIT, 20);
    let close = off(PORTRAIT, 2);
    let lists = [
        list("a", &[("", &far, "full", ""), (SHA, PORTRAIT, "full", "")]),
        list("b", &[("", &close, "unknown", ""), ("", PORTRAIT, "full", "")]),
    ];
    let known = asked(&lists, SHA, Some(&pdq(PORTRAIT, PORTRAIT)));
    let expected = [MatchKind::Sha256, near(0, Form::AsIs), near(2, Form::AsIs), near(20, Form::AsIs)];
    assert_eq!(kinds(&known), expected);
    assert_eq!(known.matches.iter().map(|m| m.list.raw()).collect::<String>(), "abba");
    let many = list("c", &[("", PORTRAIT, "full", ""); 20]);
    assert_eq!(asked(&[many], "", Some(&pdq(PORTRAIT, OTHER))).matches.len(), 16);
}

/// Long lists have tables: they say what comparing every entry says.
#[test]
fn a_long_list_is_looked_up_as_a_short_one() {
    let (ways, qualities) = (["full", "nearest512", "unknown"], ["", "49", "50"]);
    let far = |n: usize| Sha256::digest(n.to_le_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let rows: Vec<[String; 4]> = (0..7000)
        .map(|n| {
            let near = [PORTRAIT, OTHER, &"3".repeat(64)].map(|hash| off(hash, n / 250));
            let pdq = if n % 250 == 0 { near[n / 250 % 3].clone() } else { far(n) };
            let sha = if n % 1000 == 250 { SHA.to_owned() } else { String::new() };
            [sha, pdq, ways[n / 3 % 3].into(), qualities[n / 7 % 3].into()]
        })
        .collect();
    let rows: Vec<_> = rows.iter().map(|[sha, pdq, way, quality]| (&**sha, &**pdq, &**way, &**quality)).collect();
    let query = pdq(PORTRAIT, OTHER);
    let long = asked(&[list("n", &rows)], SHA, Some(&query));
    // The same rows in short lists, which are scanned; each says its own nearest.
    let short: Vec<_> = rows.chunks(500).map(|rows| list("n", rows)).collect();
    assert_eq!(kinds(&long), kinds(&asked(&short, SHA, Some(&query))));
    let near = [(0, Form::AsIs), (8, Form::Rot270), (10, Form::AsIs), (14, Form::Rot270)]
        .into_iter()
        .chain([(18, Form::AsIs), (19, Form::AsIs), (23, Form::Rot270), (24, Form::AsIs)])
        .map(|(distance, form)| near(distance, form));
    let expected: Vec<_> = [MatchKind::Sha256; 7].into_iter().chain(near).collect();
    assert_eq!(kinds(&long), expected);
}

/// An entry in all that can be told of it, of which every line takes a part.
fn entry(columns: &str, line: &str) -> List {
    List::parse("n", &format!("title,label,{columns}\nT,other,{line}\n")).unwrap()
}

#[test]
fn the_surest_match_of_an_entry_is_told() {
    let list = [entry("sha256,pixels_sha256,pdq", &format!("{SHA},{OTHER},{PORTRAIT}"))];
    let query = pdq(PORTRAIT, NOTHING);
    let known = |sha256, pixels_sha256| {
        let asked = Asked { sha256, pixels_sha256, pdq: Some(&query), ..Asked::default() };
        kinds(&look_up(&list, &asked))
    };
    assert_eq!(known(SHA, Some(OTHER)), [MatchKind::Sha256]);
    assert_eq!(known(NOTHING, Some(OTHER)), [MatchKind::Pixels]);
    assert_eq!(known(NOTHING, Some(SHA)), [near(0, Form::AsIs)]);
    assert_eq!(known(NOTHING, None), [near(0, Form::AsIs)]);
}

#[test]
fn both_hashes_of_an_entry_are_compared_in_every_form() {
    let list = [entry("pdq,pdq_pipeline,pdq_nearest512", &format!("{PORTRAIT},full,{OTHER}"))];
    let known = |query: Pdq| kinds(&asked(&list, "", Some(&query)));
    assert_eq!(known(pdq(&off(PORTRAIT, 9), &off(OTHER, 3))), [near(3, Form::AsIs)]);
    assert_eq!(known(pdq(OTHER, PORTRAIT)), []);
    for (n, form) in (0..7).zip(FORMS) {
        let mut query = pdq(NOTHING, NOTHING);
        query.dihedral512[n] = off(OTHER, 6);
        assert_eq!(known(query), [near(6, form)], "{form:?}");
    }
}

#[test]
fn parts_of_a_picture_are_looked_up_and_named() {
    let list = [list("n", &[("", PORTRAIT, "full", "")])];
    let area = Area { left: 3, top: 4, width: 500, height: 400 };
    let part = |distance, quality| Trimmed { area, pdq: Pdq { quality, ..pdq(&off(PORTRAIT, distance), NOTHING) } };
    let known = |whole: usize, part: Trimmed| {
        let whole = pdq(&off(PORTRAIT, whole), NOTHING);
        kinds(&look_up(&list, &Asked { pdq: Some(&whole), trimmed: &[part], ..Asked::default() }))
    };
    let of_part = |distance| MatchKind::Pdq { distance, form: Form::AsIs, area: Some(area) };
    assert_eq!(known(200, part(7, 100)), [of_part(7)]);
    assert_eq!(known(7, part(7, 100)), [near(7, Form::AsIs)], "of equals the whole is told");
    assert_eq!(known(9, part(7, 100)), [of_part(7)]);
    assert_eq!(known(9, part(7, 49)), [near(9, Form::AsIs)]);
}

#[test]
fn what_is_a_little_alike_stands_apart() {
    let lists = [
        list(
            "a",
            &[("", PORTRAIT, "full", ""), ("", &off(PORTRAIT, 32), "full", ""), ("", &off(PORTRAIT, 61), "full", "")],
        ),
        list("b", &[("", &off(PORTRAIT, 60), "full", ""), ("", &off(PORTRAIT, 31), "full", "")]),
    ];
    let mut query = pdq(PORTRAIT, NOTHING);
    let known = asked(&lists, "", Some(&query));
    assert_eq!(kinds(&known), [near(0, Form::AsIs), near(31, Form::AsIs)]);
    let related: Vec<_> = known.related.iter().map(|m| (m.list.raw(), m.by)).collect();
    assert_eq!(related, [("a", near(32, Form::AsIs)), ("b", near(60, Form::AsIs))]);
    // A turned form that is a little alike is chance more often.
    query.hash = NOTHING.into();
    query.dihedral[2] = off(PORTRAIT, 32);
    assert!(asked(&lists[1..], "", Some(&query)).related.is_empty());
    let many = list("c", &[("", &*off(PORTRAIT, 40), "full", ""); 20]);
    assert_eq!(asked(&[many], "", Some(&pdq(PORTRAIT, NOTHING))).related.len(), 8);
}

#[test]
fn a_shared_part_is_found_by_features_and_placed() {
    let listed = crate::features::tests::drawn(1, 200);
    let list = [entry("sha256,features", &format!("{SHA},{}", crate::features::to_text(&listed)))];
    assert!(want_features(&list) && !want_features(&[List::parse("n", "sha256,title,label\n").unwrap()]));
    let by = |features: &Features| kinds(&look_up(&list, &Asked { features: Some(features), ..Asked::default() }));
    let [MatchKind::Shared(shared)] = by(&listed)[..] else { panic!("{:?}", by(&listed)) };
    assert!(shared.places > 100 && shared.of_listed > 90 && shared.of_this > 90 && !shared.mirrored, "{shared:?}");
    let corners = shared.corners.map(|corner| (corner.x, corner.y));
    assert_eq!(corners, [(0, 0), (1000, 0), (1000, 1000), (0, 1000)]);
    assert_eq!(by(&crate::features::tests::drawn(2, 200)), []);
    // The same bytes are told first, and the entry once.
    let asked = Asked { sha256: SHA, features: Some(&listed), ..Asked::default() };
    assert_eq!(kinds(&look_up(&list, &asked)), [MatchKind::Sha256]);
}

#[test]
fn nonsense_matches_nothing() {
    let list = list("n", &[("", PORTRAIT, "full", "")]);
    let broken = Pdq {
        hash: "x".into(),
        nearest512: String::new(),
        dihedral: Vec::new(),
        dihedral512: Vec::new(),
        quality: 100,
    };
    assert!(asked(&[list], "no digest", Some(&broken)).matches.is_empty());
}
