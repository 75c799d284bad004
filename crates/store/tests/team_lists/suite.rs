//! What every store of a team's lists does, said of the trait alone.

use std::collections::BTreeSet;

use whence_store::{
    TeamError, TeamLists,
    team::{Amended, Ask, Bits256, Found, Line, MAX_CANDIDATES, MAX_FEATURED, NewList, Put, TeamList},
};

/// One of the tests, which begins with no lists.
pub type Test = fn(&dyn TeamLists);

/// The tests, each with its name.
pub const ALL: &[(&str, Test)] = &[
    ("what_was_put_is_read_again", what_was_put_is_read_again),
    ("a_list_is_taken_in_whole_or_not_at_all", a_list_is_taken_in_whole_or_not_at_all),
    ("a_name_is_one_lists_alone", a_name_is_one_lists_alone),
    ("lines_come_and_go", lines_come_and_go),
    ("what_is_off_or_gone_is_not_asked", what_is_off_or_gone_is_not_asked),
    ("nothing_within_the_radius_is_missed", nothing_within_the_radius_is_missed),
    ("hashes_meet_at_every_edge_of_a_band", hashes_meet_at_every_edge_of_a_band),
    ("digests_are_found_and_each_entry_comes_once", digests_are_found_and_each_entry_comes_once),
    ("a_crowd_of_equals_is_cut_and_counted", a_crowd_of_equals_is_cut_and_counted),
    ("strange_texts_come_back_as_they_were", strange_texts_come_back_as_they_were),
    ("features_are_handed_out", features_are_handed_out),
];

pub fn line(text: &str, pdq: &[Bits256]) -> Line {
    Line { text: text.into(), pdq: pdq.to_vec(), ..Line::default() }
}

pub fn new(name: &str) -> NewList {
    NewList { name: name.into(), sha256: digest('a'), ..NewList::default() }
}

pub fn digest(letter: char) -> String {
    letter.to_string().repeat(64)
}

pub fn put(lists: &dyn TeamLists, list: &NewList, lines: &[Line]) -> Result<Put, TeamError> {
    let done = lists.put(&mut |to| {
        lines.iter().try_for_each(|line| to.write(line.clone()))?;
        Ok(Some(list.clone()))
    });
    done.map(|done| done.expect("the list was named"))
}

fn ask(lists: &dyn TeamLists, pdq: &[Bits256], radius: u16) -> Found {
    lists.candidates(&Ask { pdq: pdq.to_vec(), radius, ..Ask::default() }).unwrap()
}

fn texts(found: &Found) -> BTreeSet<&str> {
    let texts: BTreeSet<&str> = found.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts.len(), found.lines.len(), "each once");
    texts
}

fn read(lists: &dyn TeamLists, name: &str) -> (TeamList, Vec<(u32, String)>) {
    let mut lines = Vec::new();
    let list = lists.read(name, &mut |at, text| lines.push((at, text.to_owned()))).unwrap();
    (list, lines)
}

/// SplitMix64: the same numbers on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn hash(&mut self) -> Bits256 {
        let mut hash = [0; 32];
        hash.chunks_exact_mut(8).for_each(|word| word.copy_from_slice(&self.next().to_be_bytes()));
        hash
    }

    /// The hash with so many of its bits turned, wherever they are.
    pub fn flipped(&mut self, hash: &Bits256, bits: usize) -> Bits256 {
        let mut turned = BTreeSet::new();
        while turned.len() < bits {
            turned.insert((self.next() % 256) as usize);
        }
        turned.into_iter().fold(*hash, flip)
    }
}

fn flip(mut hash: Bits256, bit: usize) -> Bits256 {
    hash[bit / 8] ^= 0x80 >> (bit % 8);
    hash
}

fn distance(one: &Bits256, other: &Bits256) -> u32 {
    one.iter().zip(other).map(|(a, b)| (a ^ b).count_ones()).sum()
}

fn what_was_put_is_read_again(lists: &dyn TeamLists) {
    let named = NewList { owner: Some("Ada, “Desk”".into()), licence: Some("CC0-1.0".into()), ..new(" Élan ") };
    let lines =
        [line("one", &[[1; 32]]), line("two", &[[2; 32], [3; 32]]), Line { featured: true, ..line("three", &[]) }];
    let Put { list, replaced } = put(lists, &named, &lines).unwrap();
    assert!(!replaced);
    assert_eq!(
        (list.name.as_str(), list.owner.as_deref(), list.licence.as_deref()),
        (" Élan ", Some("Ada, “Desk”"), Some("CC0-1.0"))
    );
    assert_eq!((list.sha256.as_str(), list.entries, list.featured, list.on), (digest('a').as_str(), 3, 1, true));
    assert!(!list.put_by.is_empty() && list.put_at.len() == 20 && list.put_at.ends_with('Z'), "{list:?}");
    assert_eq!(lists.lists().unwrap(), std::slice::from_ref(&list));
    let told = (list, vec![(0, "one".to_owned()), (1, "two".to_owned()), (2, "three".to_owned())]);
    assert_eq!(read(lists, "ÉLAN"), told);
    assert!(matches!(lists.read("other", &mut |_, _| ()), Err(TeamError::NoSuchList { .. })));
    let empty = put(lists, &new("empty"), &[]).unwrap();
    assert_eq!(empty.list.entries, 0);
}

fn a_list_is_taken_in_whole_or_not_at_all(lists: &dyn TeamLists) {
    let none = lists.put(&mut |to| {
        for _ in 0..20_000 {
            to.write(line("half", &[[7; 32]]))?;
        }
        // Others see nothing of it, even now.
        assert_eq!(lists.lists().unwrap(), []);
        assert_eq!(ask(lists, &[[7; 32]], 31), Found::default());
        Ok(None)
    });
    assert_eq!(none, Ok(None));
    let failed = lists.put(&mut |to| {
        to.write(line("half", &[[7; 32]]))?;
        Err(TeamError::Nul)
    });
    assert_eq!(failed, Err(TeamError::Nul));
    assert_eq!(lists.lists().unwrap(), []);
    assert_eq!(ask(lists, &[[7; 32]], 31), Found::default());
}

fn a_name_is_one_lists_alone(lists: &dyn TeamLists) {
    put(lists, &new("Desk"), &[line("old", &[[1; 32]])]).unwrap();
    assert_eq!(put(lists, &new(" desk"), &[]), Err(TeamError::NameTaken { name: " desk".into() }));
    lists.switch(&["Desk"], false).unwrap();
    let other = NewList { replace: true, sha256: digest('b'), ..new("DESK") };
    let done = put(lists, &other, &[line("new", &[[1; 32]])]).unwrap();
    assert!(done.replaced && !done.list.on, "who replaces does not switch on");
    assert_eq!(lists.lists().unwrap(), [done.list]);
    lists.switch(&["desk"], true).unwrap();
    assert_eq!(texts(&ask(lists, &[[1; 32]], 0)), ["new"].into());
    let more = put(lists, &NewList { replace: true, ..new("Other") }, &[]).unwrap();
    assert!(!more.replaced, "there was none to replace");
}

fn lines_come_and_go(lists: &dyn TeamLists) {
    put(lists, &new("Desk"), &[line("a", &[[1; 32]]), line("b", &[[2; 32]]), line("c", &[[3; 32]])]).unwrap();
    let (before, after) = (digest('a'), digest('b'));
    let add = [Line { featured: true, ..line("d", &[[4; 32]]) }];
    let amended = Amended { before: &before, after: &after, add: &add, remove: &[1] };
    let list = lists.amend("desk", &amended).unwrap();
    assert_eq!((list.entries, list.featured, list.sha256.as_str()), (3, 1, after.as_str()));
    let kept = [(0, "a"), (2, "c"), (3, "d")].map(|(at, text)| (at, text.to_owned()));
    assert_eq!(read(lists, "Desk"), (list, kept.to_vec()));
    assert_eq!(texts(&ask(lists, &[[2; 32]], 0)), [].into());
    let found = ask(lists, &[[4; 32]], 0);
    assert_eq!((texts(&found), found.lines[0].at), (["d"].into(), 3));
    let late = lists.amend("Desk", &amended);
    assert_eq!(late, Err(TeamError::Changed { name: "Desk".into() }), "somebody read it before it was changed");
    assert_eq!(read(lists, "Desk").1.len(), 3);
}

fn what_is_off_or_gone_is_not_asked(lists: &dyn TeamLists) {
    for name in ["a", "b"] {
        let both = Line { sha256: Some([5; 32]), featured: true, ..line(name, &[[1; 32]]) };
        put(lists, &new(name), &[both]).unwrap();
    }
    let all = || Ask { sha256: Some([5; 32]), pdq: vec![[1; 32]], radius: 31, ..Ask::default() };
    assert_eq!(texts(&lists.candidates(&all()).unwrap()), ["a", "b"].into());
    assert_eq!(lists.switch(&["a", "nobody"], false), Err(TeamError::NoSuchList { name: "nobody".into() }));
    assert_eq!(texts(&lists.candidates(&all()).unwrap()).len(), 2, "none was switched");
    assert_eq!(lists.switch(&["A"], false).unwrap(), ["a"]);
    let found = lists.candidates(&all()).unwrap();
    assert_eq!((found.lists.len(), texts(&found)), (1, ["b"].into()));
    assert_eq!(found.lists[found.lines[0].list].name, "b");
    assert_eq!(texts(&lists.featured().unwrap()), ["b"].into());
    assert_eq!(lists.lists().unwrap().len(), 2, "it is kept");
    lists.switch(&["a"], true).unwrap();
    assert_eq!(lists.remove(" B ").unwrap().name, "b");
    assert_eq!(texts(&lists.candidates(&all()).unwrap()), ["a"].into());
    assert!(matches!(lists.remove("b"), Err(TeamError::NoSuchList { .. })));
}

/// Random hashes, and neighbours of some of them at every distance from 0 to 40: what comes is exactly what brute force
/// finds.
fn nothing_within_the_radius_is_missed(lists: &dyn TeamLists) {
    let mut random = Random(7);
    let queries: Vec<Bits256> = (0..40).map(|_| random.hash()).collect();
    let mut hashes: Vec<Bits256> = (0..4000).map(|_| random.hash()).collect();
    for query in &queries {
        hashes.extend((0..=40).map(|bits| random.flipped(query, bits)));
    }
    let lines: Vec<Line> = hashes.iter().enumerate().map(|(at, hash)| line(&at.to_string(), &[*hash])).collect();
    put(lists, &new("random"), &lines).unwrap();
    let expected = |asked: &[Bits256], radius: u32| -> BTreeSet<String> {
        let near = |hash: &&Bits256| asked.iter().any(|query| distance(query, hash) <= radius);
        hashes.iter().enumerate().filter(|(_, hash)| near(hash)).map(|(at, _)| at.to_string()).collect()
    };
    for query in &queries {
        for radius in [0, 1, 16, 31] {
            let found = ask(lists, &[*query], radius);
            let expected = expected(&[*query], radius.into());
            assert!(expected.len() > usize::from(radius), "neighbours were planted");
            assert_eq!(texts(&found), expected.iter().map(String::as_str).collect(), "radius {radius}");
        }
    }
    let some = &queries[..30];
    let (found, expected) = (ask(lists, some, 31), expected(some, 31));
    assert_eq!((expected.len(), found.left), (30 * 32, 0));
    assert!(texts(&found) == expected.iter().map(String::as_str).collect(), "all in one question");
    assert_eq!(lists.candidates(&Ask { radius: 32, ..Ask::default() }), Err(TeamError::TooWide { radius: 32 }));
}

/// The worst that can be at 31 bits: two bits in every band but one, and one in that. And words of every kind, so that a
/// sign or an order of bytes cannot be wrong unseen.
fn hashes_meet_at_every_edge_of_a_band(lists: &dyn TeamLists) {
    let bases = [[0x00; 32], [0xff; 32], [0x7f; 32], [0x80; 32], *b"0123456789abcdefghijklmnopqrstuv"];
    let mut lines = Vec::new();
    for (at, base) in bases.iter().enumerate() {
        for band in 0..16 {
            for bit in 0..16 {
                let others = (0..16).filter(|other| *other != band).flat_map(|other| [16 * other, 16 * other + 15]);
                let hash = others.chain([16 * band + bit]).fold(*base, flip);
                lines.push(line(&format!("{at} {band} {bit}"), &[hash]));
            }
        }
    }
    put(lists, &new("edges"), &lines).unwrap();
    for (at, base) in bases.iter().enumerate() {
        let found = ask(lists, &[*base], 31);
        assert_eq!(texts(&found).iter().filter(|text| text.starts_with(&format!("{at} "))).count(), 256);
        assert_eq!(ask(lists, &[*base], 30).lines.len(), 0, "each is 31 bits away");
    }
}

fn digests_are_found_and_each_entry_comes_once(lists: &dyn TeamLists) {
    let both = [[1; 32], flip([1; 32], 9)];
    let all = Line { sha256: Some([8; 32]), pixels_sha256: Some([9; 32]), ..line("all", &both) };
    let far = Line { pixels_sha256: Some([9; 32]), ..line("pixels", &[]) };
    put(lists, &new("one"), &[line("near", &[flip([1; 32], 200)]), all.clone(), far]).unwrap();
    put(lists, &new("two"), &[Line { text: "again".into(), ..all }]).unwrap();
    let asked = Ask { sha256: Some([8; 32]), pixels_sha256: Some([9; 32]), pdq: both.to_vec(), radius: 31 };
    let found = lists.candidates(&asked).unwrap();
    assert_eq!(texts(&found), ["all", "again", "near", "pixels"].into());
    assert_eq!(found.lines.last().unwrap().text, "near", "what has the same bytes or pixels comes first");
    let by = |ask: Ask| lists.candidates(&ask).unwrap().lines.len();
    assert_eq!(by(Ask { sha256: Some([8; 32]), ..Ask::default() }), 2);
    assert_eq!(by(Ask { pixels_sha256: Some([9; 32]), ..Ask::default() }), 3);
    assert_eq!(by(Ask { sha256: Some([9; 32]), pixels_sha256: Some([8; 32]), ..Ask::default() }), 0);
    assert_eq!(by(Ask::default()), 0);
}

fn a_crowd_of_equals_is_cut_and_counted(lists: &dyn TeamLists) {
    let mut lines: Vec<Line> = (0..3000).map(|at| line(&at.to_string(), &[[0; 32]])).collect();
    lines.push(line("nearest", &[[0x80, 0, 0, 0].repeat(8).try_into().unwrap()]));
    put(lists, &new("crowd"), &lines).unwrap();
    let found = ask(lists, &[[0x80, 0, 0, 0].repeat(8).try_into().unwrap()], 31);
    assert_eq!((found.lines.len(), found.left), (MAX_CANDIDATES, 3001 - MAX_CANDIDATES as u64));
    assert_eq!(found.lines[0].text, "nearest");
    // What is off takes no place.
    put(lists, &new("other"), &[line("far", &[flip([0; 32], 7)])]).unwrap();
    lists.switch(&["crowd"], false).unwrap();
    let found = ask(lists, &[[0; 32]], 31);
    assert_eq!((texts(&found), found.left), (["far"].into(), 0));
}

fn strange_texts_come_back_as_they_were(lists: &dyn TeamLists) {
    let nul = Err(TeamError::Nul);
    assert_eq!(put(lists, &new("a"), &[line("a\0b", &[])]), nul);
    assert_eq!(put(lists, &new("a\0b"), &[]), nul);
    assert_eq!(put(lists, &NewList { owner: Some("\0".into()), ..new("a") }, &[]), nul);
    assert!(matches!(lists.read("\0", &mut |_, _| ()), Err(TeamError::Nul)));
    assert_eq!(lists.lists().unwrap(), []);
    let long = "é".repeat(1 << 19);
    let texts =
        ["{\"title\":\"a\\u0000b\"}", "\\N", "\\.", "a\tb\nc\r\\", "'; DROP SCHEMA whence; --", "\u{202e}🂡", "", &long];
    let lines: Vec<Line> = texts.iter().map(|text| line(text, &[[1; 32]])).collect();
    let name = "'; DROP SCHEMA whence; --\u{202e}";
    put(lists, &new(name), &lines).unwrap();
    let read: Vec<String> = read(lists, name).1.into_iter().map(|(_, text)| text).collect();
    assert_eq!(read, texts);
    assert_eq!(ask(lists, &[[1; 32]], 0).lines.len(), texts.len());
}

fn features_are_handed_out(lists: &dyn TeamLists) {
    let featured = |text: &str| Line { featured: true, ..line(text, &[[1; 32]]) };
    put(lists, &new("b"), &[featured("b0"), line("b1", &[])]).unwrap();
    put(lists, &new("a"), &[line("a0", &[]), featured("a1")]).unwrap();
    let found = lists.featured().unwrap();
    let named: BTreeSet<_> =
        found.lines.iter().map(|line| (found.lists[line.list].name.as_str(), line.text.as_str())).collect();
    assert_eq!((named, found.left), ([("a", "a1"), ("b", "b0")].into(), 0));
    // 25 KB each, as they are: more than is held in memory.
    let large = "x".repeat(1 << 20);
    put(lists, &new("large"), &(0..300).map(|_| featured(&large)).collect::<Vec<_>>()).unwrap();
    let found = lists.featured().unwrap();
    assert!((250..=257).contains(&found.lines.len()), "{}", found.lines.len());
    assert_eq!(found.lines.len() as u64 + found.left, 302);
    lists.switch(&["b", "a"], false).unwrap();
    lists.remove("large").unwrap();
    let most = usize::try_from(MAX_FEATURED).unwrap();
    put(lists, &new("many"), &(0..=most).map(|at| featured(&at.to_string())).collect::<Vec<_>>()).unwrap();
    let found = lists.featured().unwrap();
    assert_eq!((found.lines.len(), found.left), (most, 1), "what is off takes no place");
}
