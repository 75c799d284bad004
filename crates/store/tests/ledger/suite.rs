//! What every store of a log does, said of the trait alone.

use std::{ops::ControlFlow, thread};

use whence_model::{
    VerdictKind,
    ledger::{
        Decision, DecisionKind, EntryKind, Erased, Header, LoggedReport, NO_ENTRY, PartName, Query, SeenBy, Stored,
        Summary,
    },
};
use whence_store::{
    LedgerError, LedgerStore,
    ledger::{About, Alike, Draft, unpack},
};

use crate::words::{decided, decision, erasure, hash, logged, report};

/// One of the tests, which begins with nothing logged. It may open the same log again, as another program would.
pub type Test = fn(&dyn Fn() -> Box<dyn LedgerStore>);

/// The tests, each with its name.
pub const ALL: &[(&str, Test)] = &[
    ("nothing_is_logged_yet", nothing_is_logged_yet),
    ("what_was_logged_is_read_again", what_was_logged_is_read_again),
    ("each_entry_names_the_one_before", each_entry_names_the_one_before),
    ("all_stand_or_none", all_stand_or_none),
    ("what_could_not_be_read_again_is_not_kept", what_could_not_be_read_again_is_not_kept),
    ("a_decision_supersedes_and_nothing_goes", a_decision_supersedes_and_nothing_goes),
    ("a_later_look_names_the_earlier", a_later_look_names_the_earlier),
    ("entries_are_found_by_all_that_is_said_of_them", entries_are_found_by_all_that_is_said_of_them),
    ("pages_follow_one_another", pages_follow_one_another),
    ("the_same_and_similar_pictures_are_seen_again", the_same_and_similar_pictures_are_seen_again),
    ("a_picture_is_erased_alone", a_picture_is_erased_alone),
    ("everything_is_erased_but_the_chain", everything_is_erased_but_the_chain),
    ("strange_words_come_back_as_they_were", strange_words_come_back_as_they_were),
    ("of_many_who_append_at_once_nothing_is_lost", of_many_who_append_at_once_nothing_is_lost),
];

/// Nothing is found.
const NONE: [u64; 0] = [];

type Open<'a> = &'a dyn Fn() -> Box<dyn LedgerStore>;

pub fn all(log: &dyn LedgerStore) -> Vec<Stored> {
    let mut entries = Vec::new();
    log.walk(1, &mut |entry| {
        entries.push(entry.clone());
        ControlFlow::Continue(())
    })
    .unwrap();
    entries
}

fn content(entry: &Stored, name: PartName) -> Vec<u8> {
    let part = entry.parts.iter().find(|part| part.name == name).expect("the part is there");
    unpack(&part.bytes).expect("it unpacks")
}

fn header(entry: &Stored) -> Header {
    serde_json::from_slice(&entry.header).unwrap()
}

fn found(log: &dyn LedgerStore, query: Query) -> Vec<u64> {
    log.list(&query, None, 100).unwrap().iter().map(|entry| entry.position).collect()
}

fn nothing_is_logged_yet(open: Open) {
    let log = open();
    assert_eq!(log.head().unwrap(), None);
    assert_eq!(log.list(&Query::default(), None, 10).unwrap(), []);
    assert_eq!(log.entry(1).unwrap(), None);
    assert_eq!(all(&*log), []);
    assert_eq!(log.seen(&Alike { sha256: Some("0".repeat(64)), ..Alike::default() }, 5).unwrap(), []);
}

fn what_was_logged_is_read_again(open: Open) {
    let logged = report("Été à Lyon.jpg", 1);
    let picture = Some(b"\xff\xd8 a small picture".to_vec());
    let told = decision(DecisionKind::DoNotUse, "Ada", "The agency says it is from 2012.");
    let drafts = [
        Draft::Report { logged: Box::new(logged.clone()), picture: picture.clone() },
        Draft::Decision { about: About::Before, decision: told.clone() },
    ];
    let appended = open().append(&drafts).unwrap();
    let log = open();
    let entries = all(&*log);
    assert_eq!(entries.iter().map(|entry| entry.position).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(log.entry(2).unwrap().as_ref(), Some(&entries[1]));
    assert_eq!(content(&entries[0], PartName::Report), serde_json::to_vec(&logged).unwrap(), "byte for byte");
    assert_eq!(Some(content(&entries[0], PartName::Picture)), picture);
    assert_eq!(serde_json::from_slice::<Decision>(&content(&entries[1], PartName::Decision)).unwrap(), told);
    let again: LoggedReport = serde_json::from_slice(&content(&entries[0], PartName::Report)).unwrap();
    assert_eq!(again, logged);
    let head = log.head().unwrap().unwrap();
    assert_eq!((head.position, &head.digest), (2, &appended[1].digest));
    assert_eq!(head.ledger.len(), 32);
    let at = &appended[0].recorded_at;
    assert!(at.len() == 20 && at.ends_with('Z') && at.as_bytes()[10] == b'T', "{at}");
    let summaries = log.list(&Query::default(), None, 10).unwrap();
    let Summary { name, verdict, by, decision, picture, erased, kind, .. } = &summaries[1];
    assert_eq!((name.as_deref(), *verdict), (Some("Été à Lyon.jpg"), Some(VerdictKind::Inconclusive)));
    assert_eq!((by.as_deref(), *kind, *picture, *erased), (Some("Rita"), EntryKind::Report, true, false));
    let decision = decision.as_ref().unwrap();
    assert_eq!((decision.position, decision.kind), (2, Some(DecisionKind::DoNotUse)));
    assert_eq!(decision.by.as_deref(), Some("Ada"));
    let Summary { name, about, by, kind, .. } = &summaries[0];
    assert_eq!((name.as_deref(), *about, by.as_deref()), (Some("Été à Lyon.jpg"), Some(1), Some("Ada")));
    assert_eq!(*kind, EntryKind::Decision);
}

fn each_entry_names_the_one_before(open: Open) {
    let log = open();
    (1..=3).for_each(|n| drop(log.append(&[logged(&format!("{n}.jpg"), n)]).unwrap()));
    let entries = all(&*log);
    let headers: Vec<Header> = entries.iter().map(header).collect();
    assert_eq!(headers[0].before, NO_ENTRY);
    for at in 1..3 {
        assert_eq!(headers[at].before, entries[at - 1].digest);
        assert_eq!(headers[at].ledger, headers[0].ledger);
        assert_eq!(headers[at].position, at as u64 + 1);
    }
    let told = disagreement(&entries);
    assert_eq!(told, None, "the checker agrees");
}

/// What the checker, which shares no code with the store, says against these entries.
pub fn disagreement(entries: &[Stored]) -> Option<String> {
    let mut audit = whence_audit::Audit::new();
    entries.iter().for_each(|entry| audit.entry(entry));
    audit.finish().disagreement.map(|told| told.sentence(whence_model::Lang::En))
}

fn all_stand_or_none(open: Open) {
    let log = open();
    log.append(&[logged("one.jpg", 1)]).unwrap();
    let head = log.head().unwrap();
    let refused = log.append(&[logged("two.jpg", 2), decided(About::Entry(99), DecisionKind::Escalate, "Ada", "x")]);
    assert_eq!(refused, Err(LedgerError::NoSuchEntry { position: 99 }));
    assert_eq!(log.head().unwrap(), head);
    assert_eq!(found(&*log, Query { words: "two".into(), ..Query::default() }), NONE);
    assert_eq!(log.append(&[]).unwrap(), []);
    assert_eq!(log.head().unwrap(), head);
}

fn what_could_not_be_read_again_is_not_kept(open: Open) {
    let log = open();
    let mut nested = report("deep.jpg", 1);
    let mut deep = serde_json::json!(1);
    (0..130).for_each(|_| deep = serde_json::json!([deep]));
    nested.report.facts.provenance.raw = deep.into();
    let refused = log.append(&[Draft::Report { logged: Box::new(nested), picture: None }]);
    assert_eq!(refused, Err(LedgerError::Unkeepable));
    assert_eq!(all(&*log), []);
}

fn a_decision_supersedes_and_nothing_goes(open: Open) {
    let log = open();
    log.append(&[logged("one.jpg", 1), decided(About::Before, DecisionKind::Escalate, "Ada", "Asked the agency")])
        .unwrap();
    log.append(&[decided(About::Entry(1), DecisionKind::DoNotUse, "Bo", "They answered")]).unwrap();
    let refused = log.append(&[decided(About::Entry(2), DecisionKind::DoNotUse, "Bo", "x")]);
    assert_eq!(refused, Err(LedgerError::NoReport { position: 2 }));
    let entries = all(&*log);
    let headers: Vec<_> = entries.iter().map(header).collect();
    assert_eq!((headers[1].about, headers[1].earlier), (Some(1), None));
    assert_eq!((headers[2].about, headers[2].earlier), (Some(1), Some(2)));
    let summaries = log.list(&Query { about: Some(1), ..Query::default() }, None, 10).unwrap();
    let kinds: Vec<_> = summaries.iter().map(|s| s.decision.as_ref().unwrap().kind.unwrap()).collect();
    assert_eq!(
        kinds,
        [DecisionKind::DoNotUse, DecisionKind::Escalate, DecisionKind::DoNotUse],
        "the report shows the last"
    );
    let by = |decision| found(&*log, Query { decisions: vec![decision], ..Query::default() });
    assert_eq!(by(DecisionKind::DoNotUse), [3, 1]);
    assert_eq!(by(DecisionKind::Escalate), [2], "no longer what stands about the report");
}

fn a_later_look_names_the_earlier(open: Open) {
    let log = open();
    log.append(&[logged("one.jpg", 1)]).unwrap();
    log.append(&[logged("two.jpg", 2)]).unwrap();
    log.append(&[logged("one again.jpg", 1)]).unwrap();
    let earlier: Vec<_> = all(&*log).iter().map(|entry| header(entry).earlier).collect();
    assert_eq!(earlier, [None, None, Some(1)]);
}

fn entries_are_found_by_all_that_is_said_of_them(open: Open) {
    let log = open();
    let mut match_report = report("PÉRIPH_100%.png", 2);
    match_report.report.verdict.kind = VerdictKind::KnownMatch;
    log.append(&[logged("plage.jpg", 1)]).unwrap();
    log.append(&[
        Draft::Report { logged: Box::new(match_report), picture: None },
        decided(About::Before, DecisionKind::UseWithContext, "Élodie Brun", "Vérifié: le cliché date de 2019"),
    ])
    .unwrap();
    let find = |query: Query| found(&*log, query);
    let with = |change: fn(&mut Query)| {
        let mut query = Query::default();
        change(&mut query);
        find(query)
    };
    assert_eq!(with(|_| ()), [3, 2, 1]);
    assert_eq!(with(|q| q.kind = Some(EntryKind::Report)), [2, 1]);
    assert_eq!(with(|q| q.verdicts = vec![VerdictKind::KnownMatch]), [3, 2]);
    assert_eq!(with(|q| q.verdicts = vec![VerdictKind::KnownMatch, VerdictKind::Inconclusive]), [3, 2, 1]);
    assert_eq!(with(|q| q.decisions = vec![DecisionKind::UseWithContext]), [3, 2]);
    assert_eq!(with(|q| q.undecided = true), [1]);
    assert_eq!(with(|q| q.by = "élodie".into()), [3, 2], "who decided about it, in any case");
    assert_eq!(with(|q| q.by = "rita".into()), [2, 1]);
    assert_eq!(with(|q| q.name = "périph_100%".into()), [3, 2]);
    assert_eq!(with(|q| q.name = "p%g".into()), NONE, "a percent sign is one");
    assert_eq!(with(|q| q.name = "perip".into()), NONE);
    assert_eq!(with(|q| q.sha256 = "000".into()), [3, 2, 1]);
    assert_eq!(with(|q| q.sha256 = format!("{:064X}", 2)), [3, 2]);
    assert_eq!(with(|q| q.words = "CLICHE 2019".into()), [3, 2], "words of a decision find its report");
    assert_eq!(with(|q| q.words = "verif".into()), [3, 2], "by its beginning");
    assert_eq!(with(|q| q.words = "plage 2019".into()), NONE, "all of them");
    assert_eq!(with(|q| q.words = "social example".into()), [3, 2], "where it was seen");
    assert_eq!(with(|q| q.words = "plage".into()), [1], "the picture's name");
    assert_eq!(with(|q| q.about = Some(2)), [3, 2]);
    assert_eq!(with(|q| q.before = Some(3)), [2, 1]);
    let today = log.head().unwrap().unwrap().recorded_at[..10].to_owned();
    assert_eq!(find(Query { from: today.clone(), to: today.clone(), ..Query::default() }), [3, 2, 1]);
    assert_eq!(with(|q| q.to = "2001-01-01".into()), NONE);
    assert_eq!(with(|q| q.from = "2999-01-01".into()), NONE);
    assert_eq!(find(Query { words: "2019".into(), undecided: true, ..Query::default() }), NONE);
    let among = |reports: &[u64]| -> Vec<u64> {
        log.list(&Query::default(), Some(reports), 10).unwrap().iter().map(|entry| entry.position).collect()
    };
    assert_eq!((among(&[2]), among(&[])), (vec![3, 2], vec![]));
}

fn pages_follow_one_another(open: Open) {
    let log = open();
    let drafts: Vec<_> = (1..=7).map(|n| logged(&format!("{n}.jpg"), n)).collect();
    log.append(&drafts).unwrap();
    let page = |before| -> Vec<u64> {
        let query = Query { before, ..Query::default() };
        log.list(&query, None, 3).unwrap().iter().map(|entry| entry.position).collect()
    };
    assert_eq!((page(None), page(Some(5)), page(Some(2))), (vec![7, 6, 5], vec![4, 3, 2], vec![1]));
}

fn the_same_and_similar_pictures_are_seen_again(open: Open) {
    let log = open();
    log.append(&(1..=40).map(|n| logged("p.jpg", n)).collect::<Vec<_>>()).unwrap();
    log.append(&[logged("same.jpg", 7)]).unwrap();
    let mut near = hash(9);
    (0..31).for_each(|bit| near[bit * 8 / 8 % 32] ^= 1 << (bit % 8));
    let seen = |alike: &Alike| -> Vec<(u64, SeenBy)> {
        log.seen(alike, 10).unwrap().iter().map(|seen| (seen.entry.position, seen.by)).collect()
    };
    let bytes = Alike { sha256: Some(format!("{:064x}", 7)), ..Alike::default() };
    assert_eq!(seen(&bytes), [(41, SeenBy::Sha256), (7, SeenBy::Sha256)], "the newest first");
    let pixels = Alike { pixels_sha256: Some(format!("{:064x}", 3_u64 + (1 << 32))), ..Alike::default() };
    assert_eq!(seen(&pixels), [(3, SeenBy::Pixels)]);
    let similar = Alike { pdq: vec![hash(999), near], radius: 31, ..Alike::default() };
    assert_eq!(seen(&similar), [(9, SeenBy::Pdq { distance: 31 })]);
    assert_eq!(seen(&Alike { radius: 30, ..similar.clone() }), []);
    let all = Alike { pdq: vec![hash(7)], radius: 31, ..bytes };
    assert_eq!(seen(&all), [(41, SeenBy::Sha256), (7, SeenBy::Sha256)], "each once, by what is nearest");
    assert_eq!(log.seen(&all, 1).unwrap().len(), 1);
    log.erase(&erasure(&[9], Erased::Everything)).unwrap();
    assert_eq!(seen(&similar), []);
}

fn a_picture_is_erased_alone(open: Open) {
    let log = open();
    let picture = Some(vec![1, 2, 3]);
    log.append(&[Draft::Report { logged: Box::new(report("one.jpg", 1)), picture }]).unwrap();
    log.erase(&erasure(&[1], Erased::Picture)).unwrap();
    let entries = all(&*log);
    assert_eq!(entries[0].parts.iter().map(|part| part.name).collect::<Vec<_>>(), [PartName::Report]);
    assert_eq!(header(&entries[0]).parts.len(), 2, "the header still says that there was one");
    assert!(!log.list(&Query::default(), None, 9).unwrap()[1].picture);
    assert_eq!(found(&*log, Query { name: "one".into(), ..Query::default() }), [1]);
    assert_eq!(disagreement(&entries), None);
}

fn everything_is_erased_but_the_chain(open: Open) {
    let log = open();
    let picture = Some(vec![1, 2, 3]);
    log.append(&[
        Draft::Report { logged: Box::new(report("victim.jpg", 1)), picture },
        decided(About::Before, DecisionKind::DoNotUse, "Ada", "Sent by Chloé"),
    ])
    .unwrap();
    let before = all(&*log);
    let erased = log.erase(&erasure(&[1, 2], Erased::Everything)).unwrap();
    assert_eq!(erased.position, 3);
    let after = all(&*open());
    for at in [0, 1] {
        assert_eq!((&after[at].header, &after[at].digest), (&before[at].header, &before[at].digest));
        assert_eq!((after[at].parts.as_slice(), after[at].terms.as_ref()), (&[][..], None));
    }
    for query in [
        Query { words: "chloe".into(), ..Query::default() },
        Query { name: "victim".into(), ..Query::default() },
        Query { by: "Ada".into(), ..Query::default() },
        Query { sha256: format!("{:064x}", 1), ..Query::default() },
    ] {
        assert_eq!(found(&*log, query), NONE);
    }
    assert_eq!(found(&*log, Query { by: "edda".into(), ..Query::default() }), [3]);
    let summaries = log.list(&Query::default(), None, 9).unwrap();
    assert_eq!((summaries[2].erased, summaries[2].name.as_deref(), summaries[2].picture), (true, None, false));
    assert_eq!(summaries[2].decision.as_ref().map(|decision| decision.kind), Some(None), "there was one");
    assert_eq!(disagreement(&after), None);
    let refused = |done: Result<_, LedgerError>| done.unwrap_err();
    assert_eq!(refused(log.erase(&erasure(&[1], Erased::Everything))), LedgerError::Erased { position: 1 });
    assert_eq!(refused(log.erase(&erasure(&[3], Erased::Everything))), LedgerError::IsErasure { position: 3 });
    assert_eq!(refused(log.erase(&erasure(&[9], Erased::Picture))), LedgerError::NoSuchEntry { position: 9 });
    let late = log.append(&[decided(About::Entry(1), DecisionKind::DoNotUse, "Ada", "x")]);
    assert_eq!(late, Err(LedgerError::Erased { position: 1 }));
    assert_eq!(all(&*log).len(), 3);
}

fn strange_words_come_back_as_they_were(open: Open) {
    let log = open();
    let strange = "=cmd|' /C calc'!A0\0<script>alert(1)</script>\u{202e}\x1b[2J'; DROP TABLE entry;-- 東京 \u{10ffff}";
    let mut logged = report(strange, 1);
    logged.report.verdict.meaning = strange.into();
    let mut told = decision(DecisionKind::Escalate, "Ada", strange);
    told.context.claim = "x".repeat(10_000);
    told.reason = format!("{}{}", told.reason, "long ".repeat(200_000));
    log.append(&[
        Draft::Report { logged: Box::new(logged.clone()), picture: None },
        Draft::Decision { about: About::Before, decision: told.clone() },
    ])
    .unwrap();
    let entries = all(&*open());
    assert_eq!(content(&entries[0], PartName::Report), serde_json::to_vec(&logged).unwrap());
    assert_eq!(serde_json::from_slice::<Decision>(&content(&entries[1], PartName::Decision)).unwrap(), told);
    let name = log.list(&Query::default(), None, 2).unwrap()[1].name.clone().unwrap();
    assert!(name.contains("⟨U+202E⟩") && name.contains('␀') && !name.contains('\u{202e}'), "{name}");
    for query in [strange, "';", "\0", "%", "\u{10ffff}"] {
        for change in [
            |q: &mut Query, s: &str| q.words = s.into(),
            |q: &mut Query, s: &str| q.name = s.into(),
            |q: &mut Query, s: &str| q.by = s.into(),
            |q: &mut Query, s: &str| q.sha256 = s.into(),
            |q: &mut Query, s: &str| q.from = s.into(),
        ] {
            let mut asked = Query::default();
            change(&mut asked, query);
            log.list(&asked, None, 5).unwrap();
        }
    }
    assert_eq!(found(&*log, Query { words: "東京 drop".into(), ..Query::default() }), [2, 1]);
    assert_eq!(disagreement(&entries), None);
}

fn of_many_who_append_at_once_nothing_is_lost(open: Open) {
    const WRITERS: u64 = 8;
    const EACH: u64 = 12;
    open().append(&[logged("first.jpg", 0)]).unwrap();
    let logs: Vec<_> = (0..WRITERS).map(|_| open()).collect();
    let mut acknowledged: Vec<(u64, String)> = thread::scope(|scope| {
        let writers: Vec<_> = logs
            .iter()
            .zip(0..)
            .map(|(log, writer)| {
                scope.spawn(move || {
                    let one = |n| log.append(&[logged(&format!("{writer}-{n}.jpg"), 100 + writer * EACH + n)]).unwrap();
                    (0..EACH).flat_map(one).map(|entry| (entry.position, entry.digest)).collect::<Vec<_>>()
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    acknowledged.sort();
    let entries = all(&*open());
    let standing: Vec<_> = entries.iter().skip(1).map(|entry| (entry.position, entry.digest.clone())).collect();
    assert_eq!(standing, acknowledged);
    assert_eq!(entries.len() as u64, 1 + WRITERS * EACH);
    assert_eq!(disagreement(&entries), None);
}
