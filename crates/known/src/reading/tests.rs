use std::io;

use super::{bounded::MAX_LINE, *};
use crate::{Hash256, ListedPdq, Pipeline, Writer, Written};

const SHA: &str = "c8e7fe90699a974dcbfd6b0f9994c6b60ef444b61390651c436adbfee49d9e3f";
const PDQ: &str = "27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a";

fn entries(text: &str, assumed: &Assumed) -> Result<Vec<Entry>, Rejected> {
    let mut entries = Vec::new();
    scan(text.as_bytes(), assumed, &mut |_, _, entry| entries.push(entry))?;
    Ok(entries)
}

fn assumed(pairs: &[(&str, &str)]) -> Assumed {
    Assumed(pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect())
}

/// The reasons why a list is not taken, in English.
fn reasons(bytes: &[u8]) -> Vec<String> {
    let rejected = scan(bytes, &Assumed::default(), &mut |_, _, _| {}).unwrap_err();
    assert_eq!(rejected.lines, rejected.shown.len() as u64);
    assert!(rejected.shown.iter().all(|reason| reason.en != reason.fr));
    rejected.shown.into_iter().map(|reason| reason.en.into_owned()).collect()
}

#[test]
fn hashes_that_other_programs_write_are_read() {
    let picked = Some(Pipeline::Nearest512);
    for (line, sha256, pipeline, quality, title) in [
        (format!("{PDQ},100,in/bridge, left.jpg"), false, picked, Some(100), "bridge, left.jpg"),
        (format!("hash={PDQ},norm=128,delta=0,quality=97,filename=in/a,b.jpg"), false, picked, Some(97), "a,b.jpg"),
        (format!("hash={PDQ},xform=orig,filename=a.jpg"), false, picked, None, "a.jpg"),
        (format!("pdq {PDQ}"), false, Some(Pipeline::Unknown), None, "27303313b0f3"),
        (format!("sha256 {SHA}"), true, None, None, "c8e7fe90699a"),
        (format!("{SHA}  pictures/été.jpg"), true, None, None, "été.jpg"),
        (format!("{SHA} *été.jpg"), true, None, None, "été.jpg"),
        (format!("\\{SHA}  two\\nlines.jpg"), true, None, None, "two\nlines.jpg"),
    ] {
        let text = format!("# owner: Me\n{line}\r\n\n{line}");
        let read = entries(&text, &Assumed::default()).unwrap_or_else(|e| panic!("{line}: {e:?}"));
        assert_eq!(read.len(), 2, "{line}");
        let entry = &read[0];
        assert_eq!(entry.sha256, Hash256::from_hex(SHA).filter(|_| sha256), "{line}");
        let pdq = entry.pdq.first().map(|ListedPdq { hash, pipeline, quality }| (Some(*hash), *pipeline, *quality));
        assert_eq!(pdq, pipeline.map(|pipeline| (Hash256::from_hex(PDQ), pipeline, quality)), "{line}");
        assert_eq!((entry.known.title.raw(), entry.known.label), (title, Label::Other));
        assert_eq!(entry.known.rating.raw(), "other");
    }
}

#[test]
fn bare_hashes_are_what_is_said_of_them() {
    let lines = format!("{PDQ}\n{SHA}\n");
    assert!(reasons(lines.as_bytes())[0].starts_with("line 1: 64 hexadecimal digits alone may be"));
    assert_eq!(reasons(lines.as_bytes()).len(), 1, "asked once");
    let told = |hashes| assumed(&[("hashes", hashes), ("label", "altered"), ("rating", "Trucage"), ("title", "T")]);
    let pdq = entries(&lines, &told("pdq")).unwrap();
    assert!(pdq.len() == 2 && pdq.iter().all(|entry| !entry.pdq.is_empty() && entry.sha256.is_none()));
    let known = &pdq[1].known;
    assert_eq!((known.label, known.rating.raw(), known.title.raw()), (Label::Altered, "Trucage", "c8e7fe90699a"));
    let sha256 = entries(&lines, &told("sha256")).unwrap();
    assert!(sha256.iter().all(|entry| entry.pdq.is_empty() && entry.sha256.is_some()));
}

#[test]
fn what_is_assumed_fills_what_is_empty() {
    let text = format!("pdq,title,label,rating\n{PDQ},A,satire,\n{PDQ},,,Fake\n");
    let read = entries(&text, &assumed(&[("label", "altered"), ("title", "T"), ("rating", "R")])).unwrap();
    let told: Vec<_> = read.iter().map(|e| (e.known.title.raw(), e.known.label, e.known.rating.raw())).collect();
    assert_eq!(told, [("A", Label::Satire, "R"), ("T", Label::Altered, "Fake")]);
    assert!(entries(&text, &Assumed::default()).is_err(), "a CSV list says its labels");
}

#[test]
fn a_csv_of_threatexchange_is_read() {
    let text = format!(
        "collab,signal_type,signal_str,category,tags\r\nNewsroom,pdq,{PDQ},POSITIVE_CLASS,war photo\r\nNewsroom,video_md5,00,POSITIVE_CLASS,\r\n"
    );
    assert_eq!(
        reasons(text.as_bytes()),
        ["line 3: its kind is “video_md5”; Whence compares pictures by pdq and sha256"]
    );
    let pictures = text.lines().take(2).collect::<Vec<_>>().join("\n");
    let read = entries(&pictures, &Assumed::default()).unwrap();
    let [Entry { pdq, notes: Some(notes), known, .. }] = read.as_slice() else { panic!("{read:?}") };
    assert_eq!((Some(pdq[0].hash), pdq[0].pipeline), (Hash256::from_hex(PDQ), Pipeline::Unknown));
    assert_eq!((known.rating.raw(), known.label, notes.raw()), ("POSITIVE_CLASS", Label::Other, "war photo"));
}

#[test]
fn lines_of_other_programs_that_cannot_be_taken_are_named() {
    let lines = [
        format!("{PDQ},100,a.jpg"),
        format!("{},100,a.jpg", &PDQ[1..]),
        format!("{PDQ},101,a.jpg"),
        format!("{PDQ},100"),
        format!("hash={PDQ},xform=rot90,filename=a.jpg"),
        "hash=,norm=1".to_owned(),
        "video_md5 d41d8cd98f00b204e9800998ecf8427e".to_owned(),
        "no hash at all".to_owned(),
        format!("{SHA}  b\0c.jpg"),
    ];
    insta::assert_snapshot!(reasons(lines.join("\n").as_bytes()).join("\n"), @r"
    line 2: pdq is not 64 hexadecimal digits
    line 3: pdq_quality is no whole number from 0 to 100
    line 4: it does not begin with a hash
    line 5: it is the hash of a turned form; leave it out, Whence turns pictures itself
    line 6: there is neither a sha256 nor a pdq, nor a pixels_sha256
    line 7: its kind is “video_md5”; Whence compares pictures by pdq and sha256
    line 8: its kind is “no”; Whence compares pictures by pdq and sha256
    line 9: it holds a NUL character, which no file's name does; take it out
    ");
}

#[test]
fn a_file_in_another_encoding_says_to_save_it_as_utf8() {
    let list = format!("pdq,title,label\n{PDQ},Été,other\n{PDQ},B,other\n{PDQ},Noël,other\n");
    let little: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = list.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for bytes in [marked(b"\xff\xfe", &little), marked(b"\xfe\xff", &big), little, big] {
        let told = reasons(&bytes);
        assert!(told.len() == 1 && told[0].contains("UTF-16") && told[0].contains("save it as UTF-8"), "{told:?}");
    }
    let hidden = format!("# name: Desk\nsha256,a\0column\n{},x\n", "ab".repeat(32));
    assert_eq!(reasons(hidden.as_bytes()).len(), 1, "a header that no list could be written with");
    let latin: Vec<u8> = list.chars().map(|c| c as u8).collect();
    let told = reasons(&latin);
    assert!(told.iter().all(|told| told.contains("Latin-1") && told.contains("as UTF-8")), "{told:?}");
    assert_eq!(told.iter().map(|told| &told[..6]).collect::<Vec<_>>(), ["line 2", "line 4"]);
    for top in [&b"# owner: Ren\xe9\npdq\n"[..], b"pdq,Ren\xe9\n", b"{\"title\":\"Ren\xe9\"}"] {
        assert!(reasons(top)[0].contains("Latin-1"), "{top:?}");
    }
    assert!(reasons(b"PK\x03\x04\x14\x00\x06\x00")[0].contains("workbook"));
}

/// How many bytes were taken of it.
struct Counted<R>(R, u64);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1 += read as u64;
        Ok(read)
    }
}

#[test]
fn a_line_that_never_ends_is_not_read_to_its_end() {
    for top in [
        String::new(),
        "# owner: ".into(),
        "{\"title\":\"".into(),
        format!("pdq,title,label\n{PDQ},Good,other\n{PDQ},"),
        format!("pdq,title,label\n{PDQ},Good,other\n{PDQ},\""),
        "pdq,title,\"".into(),
        format!("{PDQ},100,a.jpg\n{PDQ},100,"),
    ] {
        // A new line here and there does not end a quoted field.
        let endless = io::repeat(b'x').take(1000).chain(&b"\n"[..]);
        let endless = endless.chain(io::repeat(if top.ends_with('"') { b'\n' } else { b'x' }));
        let start: &[u8] = if top.ends_with('"') { b"" } else { b"y" };
        let mut input: Counted<Box<dyn Read>> = Counted(
            match top.ends_with(",\"") {
                true => Box::new(top.as_bytes().chain(start).chain(endless)),
                false => Box::new(top.as_bytes().chain(io::repeat(b'x'))),
            },
            0,
        );
        let rejected = scan(&mut input, &Assumed::default(), &mut |_, _, _| {}).unwrap_err();
        assert!(rejected.shown.last().unwrap().en.contains("longer than 1048576 bytes"), "{top}: {rejected:?}");
        let at = top.lines().count().max(1);
        assert!(rejected.shown.last().unwrap().en.starts_with(&format!("line {at}: ")), "{top}: {rejected:?}");
        assert!(input.1 < 2 * MAX_LINE as u64, "{top}: {} bytes", input.1);
    }
}

#[test]
fn an_id_stands_once_on_a_list() {
    let text = format!("id,pdq,title,label\na,{PDQ},A,other\n,{PDQ},B,other\n,{PDQ},C,other\na,{PDQ},D,other\n");
    assert_eq!(reasons(text.as_bytes()), ["line 5: its id “a” is that of line 2 too"]);
}

#[test]
fn a_header_says_each_column_once() {
    assert!(reasons(b"pdq,title,PDQ\n")[0].contains("names the column pdq twice"));
    for key in ["PDQ", " pdq", "Title"] {
        let object = format!("{{\"pdq\":\"{PDQ}\",\"title\":\"A\",\"label\":\"other\",\"{key}\":\"x\"}}\n");
        assert!(reasons(object.as_bytes())[0].contains("written in another way"), "{key}");
    }
    let many = format!("pdq,{}\n", (0..=MAX_MORE).map(|n| n.to_string()).collect::<Vec<_>>().join(","));
    assert!(reasons(many.as_bytes())[0].contains("more than 64 columns"));
    let many: Vec<_> = (0..=MAX_MORE)
        .map(|n| format!("{{\"pdq\":\"{PDQ}\",\"title\":\"A\",\"label\":\"other\",\"k{n}\":1}}"))
        .collect();
    assert_eq!(
        reasons(many.join("\n").as_bytes()),
        ["line 65: there are more than 64 columns that Whence does not know"]
    );
}

#[test]
fn of_many_bad_lines_all_are_counted_and_a_thousand_shown() {
    let text = format!("pdq,title,label\n{}\"{}", "0,A,other\n".repeat(1500), "x".repeat(2 * MAX_LINE));
    let rejected = scan(text.as_bytes(), &Assumed::default(), &mut |_, _, _| {}).unwrap_err();
    assert_eq!((rejected.lines, rejected.shown.len()), (1501, 1000));
    assert!(rejected.shown[998].en.starts_with("line 1000: pdq is not"));
    assert!(rejected.shown[999].en.starts_with("line 1502: it is longer"), "why nothing more was read is always told");
}

#[test]
fn a_carriage_return_ends_a_row_only_before_a_line_feed() {
    for end in ["\n", "\r\n"] {
        let text = format!(
            "pdq,title,label,rating{end}{end}{PDQ},\"A\r\nB\",other,\"C\"{end}{PDQ},A\rB,other,C\rD{end}{PDQ},E"
        );
        let told = reasons(text.as_bytes());
        assert_eq!(told, ["line 6: it has 2 fields where the header has 4"]);
        let whole = text.rsplit_once(end).unwrap().0;
        let read = entries(whole, &Assumed::default()).unwrap();
        let told: Vec<_> = read.iter().map(|e| (e.known.title.raw(), e.known.rating.raw())).collect();
        assert_eq!(told, [("A\r\nB", "C"), ("A\rB", "C\rD")]);
    }
}

fn written(text: &str, form: Written) -> String {
    let told = scan(text.as_bytes(), &Assumed::default(), &mut |_, _, _| {}).unwrap();
    let mut bytes = Vec::new();
    let mut writer = Writer::new(&mut bytes, form, &told.preamble, &told.more).unwrap();
    scan(text.as_bytes(), &Assumed::default(), &mut |_, record, _| writer.write(record).unwrap()).unwrap();
    writer.finish().unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Formulae, quotation marks, line breaks, spaces and columns of others come through both forms as they are.
#[test]
fn the_canonical_form_keeps_every_text() {
    let text = format!(
        "# name: Desk\n# owner: Me\ncase;PDQ;title;label;notes;pdq_quality\n=1+2;{};\"=HYPERLINK(\"\"x\"\";1)\";other;\" -a\n+b \";050\n;{PDQ};@B;satire;\u{9}c;7\n",
        PDQ.to_uppercase()
    );
    let csv = written(&text, Written::Csv);
    insta::assert_snapshot!(csv.replace(PDQ, "PDQ").replace('\t', "→"), @r#"
    # name: Desk
    # owner: Me
    id,sha256,pixels_sha256,pdq,pdq_pipeline,pdq_quality,pdq_nearest512,title,label,rating,what,date,source_url,fact_check_url,language,title_fr,rating_fr,what_fr,notes,features,case
    ,,,PDQ,,050,,"=HYPERLINK(""x"";1)",other,,,,,,,,,," -a
    +b ",,=1+2
    ,,,PDQ,,7,,@B,satire,,,,,,,,,,→c,,
    "#);
    let told = scan(csv.as_bytes(), &Assumed::default(), &mut |_, _, _| {}).unwrap();
    assert_eq!((told.entries, told.formulae, told.more.as_slice()), (2, 4, &["case".to_owned()][..]));
    assert_eq!((told.notation, told.preamble.name.as_deref()), (Notation::Csv, Some("Desk")));
    let ndjson = written(&text, Written::Ndjson);
    insta::assert_snapshot!(ndjson.replace(PDQ, "PDQ"), @r#"
    # name: Desk
    # owner: Me
    {"pdq":"PDQ","pdq_quality":50,"title":"=HYPERLINK(\"x\";1)","label":"other","notes":" -a\n+b ","case":"=1+2"}
    {"pdq":"PDQ","pdq_quality":7,"title":"@B","label":"satire","notes":"\tc"}
    "#);
    assert_eq!(written(&csv, Written::Csv), csv, "written again, it is the same");
    assert_eq!(written(&ndjson, Written::Csv), csv.replace(",050,", ",50,"), "and so by way of the other form");
    assert_eq!(written(&ndjson, Written::Ndjson), ndjson);
}
