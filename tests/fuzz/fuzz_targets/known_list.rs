#![no_main]

use std::io::Cursor;

use whence_known::{Assumed, Column, Entry, List, Record, Writer, Written, captions, scan};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, list)) = bytes.split_first() else { return };
    let mut assumed = Assumed::default();
    let hashes = if first & 1 == 0 { "sha256" } else { "pdq" };
    assumed.0.insert(Assumed::HASHES.into(), hashes.into());
    if first & 2 == 0 {
        assumed.set(Column::Title, "A title");
    }
    let read = List::read("fuzz", list, &assumed);
    let long = List::read_long("fuzz", list, Cursor::new(list.to_vec()), &assumed);
    let _ = captions(list);
    let (read, long) = match (read, long) {
        (Ok(read), Ok(long)) => (read, long),
        (Err(why), Err(same)) => return assert!(why == same && why.lines > 0, "refused otherwise where it is long"),
        (read, long) => panic!("taken the one way, refused the other: {:?}, {:?}", read.err(), long.err()),
    };
    let shown = |entries: &List| entries.entries().map(|entry| format!("{entry:?}")).collect::<Vec<_>>();
    assert!(shown(&read) == shown(&long) && read.sha256 == long.sha256, "other entries where the list is long");
    for form in [Written::Csv, Written::Ndjson] {
        is_read_again(list, &assumed, form);
    }
});

/// A list that is taken can be written, and what was written says the same.
fn is_read_again(list: &[u8], assumed: &Assumed, form: Written) {
    let mut records = Vec::new();
    let told = scan(list, assumed, &mut |_, record: &Record, _: Entry| records.push(record.clone()))
        .expect("it was read before");
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, form, &told.preamble, &told.more).expect("memory takes every byte");
    for record in &records {
        writer.write(record).expect("memory takes every byte");
    }
    writer.finish().expect("memory takes every byte");
    if records.is_empty() {
        return;
    }
    let again = scan(&out[..], &Assumed::default(), &mut |_, _: &Record, _: Entry| {});
    let again =
        again.unwrap_or_else(|why| panic!("what was written is refused: {why:?}\n{}", String::from_utf8_lossy(&out)));
    assert!(again.entries == told.entries, "{} entries became {}", told.entries, again.entries);
}
