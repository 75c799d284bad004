use sha2::{Digest, Sha256};
use whence_model::{Text, Untrusted, facts::known::KnownEntry, t};

use crate::{Hash256, Pipeline, by_hash::ByHash, record::Record};

/// Pictures that somebody has already rated.
#[derive(Clone, Debug)]
pub struct List {
    pub name: Untrusted,
    pub owner: Option<Untrusted>,
    /// Under which terms the list itself may be passed on.
    pub licence: Option<Untrusted>,
    /// SHA-256 of the list's bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    pub(crate) entries: Vec<Entry>,
    pub(crate) by_hash: ByHash,
}

/// One picture on a list: at least one of the two hashes is there.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Of the file's bytes.
    pub sha256: Option<Hash256>,
    pub pdq: Option<ListedPdq>,
    /// In which language the words are written, as the list says it.
    pub language: Option<Untrusted>,
    pub notes: Option<Untrusted>,
    pub known: KnownEntry,
}

#[derive(Clone, Copy, Debug)]
pub struct ListedPdq {
    pub hash: Hash256,
    pub pipeline: Pipeline,
    /// 0 to 100, where the list says it.
    pub quality: Option<u8>,
}

impl List {
    /// The list that ships: a few pictures that went round the world, as hashes. The pictures themselves stay out.
    pub fn starter() -> Self {
        Self::parse("Whence starter list", include_str!("../lists/starter.csv"))
            .unwrap_or_else(|reasons| unreachable!("a test reads the starter list: {reasons:?}"))
    }

    /// Reads a list in UTF-8: CSV (RFC 4180, a header row, commas, semicolons or tabs) or NDJSON (an object a line),
    /// told apart by their beginning. `# owner: …` and `# licence: …` may stand on lines of their own at the top.
    /// Columns: `sha256, pdq, pdq_pipeline, pdq_quality, title, label, rating, what, date, source_url,
    /// fact_check_url, language, notes`; others are left aside.
    ///
    /// # Errors
    /// Every line that cannot be taken, with its reason: half a list would look like a whole one.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Text>> {
        let sha256 = Sha256::digest(text).iter().map(|b| format!("{b:02x}")).collect();
        let (mut owner, mut licence) = (None, None);
        let mut body = text.trim_start_matches('\u{feff}');
        let mut first_line = 1;
        while let Some((line, rest)) = body.split_once('\n').filter(|(l, _)| l.starts_with('#') || l.trim().is_empty())
        {
            match line.trim_start_matches(['#', ' ']).split_once(':') {
                Some(("owner", value)) => owner = Some(value.trim().into()),
                Some(("licence" | "license", value)) => licence = Some(value.trim().into()),
                _ => {}
            }
            (body, first_line) = (rest, first_line + 1);
        }
        let read = if body.starts_with('{') { json(body, first_line) } else { csv(body, first_line) };
        let mut entries = Vec::new();
        let mut rejected = Vec::new();
        for (line, entry) in read? {
            match entry {
                Ok(entry) => entries.push(entry),
                Err(reason) => rejected
                    .push(Text::new(format!("line {line}: {}", reason.en), format!("ligne {line} : {}", reason.fr))),
            }
        }
        if rejected.is_empty() {
            let by_hash = ByHash::new(&entries);
            Ok(Self { name: name.into(), owner, licence, sha256, entries, by_hash })
        } else {
            Err(rejected)
        }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// The lines of a list, counted from 1 in the file, each an entry or the reason why not.
type Lines = Vec<(u64, Result<Entry, Text>)>;

fn json(body: &str, first_line: u64) -> Result<Lines, Vec<Text>> {
    let lines = (first_line..).zip(body.lines()).filter(|(_, line)| !line.trim().is_empty());
    Ok(lines
        .map(|(at, line)| {
            let record = serde_json::from_str::<Record>(line);
            (at, record.map_err(|e| unreadable(&e)).and_then(Record::entry))
        })
        .collect())
}

fn csv(body: &str, first_line: u64) -> Result<Lines, Vec<Text>> {
    let header = body.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| header.bytes().filter(|b| b == d).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .trim(csv::Trim::Headers)
        .from_reader(body.as_bytes());
    let headers = reader.headers().map_err(|e| vec![unreadable(&e)])?.clone();
    if !headers.iter().any(|name| name == "sha256" || name == "pdq") {
        return Err(vec![t(
            "the first line is no header row: it names neither a sha256 nor a pdq column",
            "la première ligne n'est pas une ligne d'en-tête : elle ne nomme ni colonne sha256 ni colonne pdq",
        )]);
    }
    let mut lines = Vec::new();
    for record in reader.records() {
        let at = |position: Option<&csv::Position>| first_line - 1 + position.map_or(1, csv::Position::line);
        lines.push(match record {
            Ok(record) => {
                let read = record.deserialize::<Record>(Some(&headers));
                (at(record.position()), read.map_err(|e| unreadable(&e)).and_then(Record::entry))
            }
            Err(error) => (at(error.position()), Err(unreadable(&error))),
        });
    }
    Ok(lines)
}

fn unreadable(error: &dyn std::error::Error) -> Text {
    Text::new(format!("it cannot be read ({error})"), format!("elle ne peut pas être lue ({error})"))
}

#[cfg(test)]
mod tests {
    use whence_model::facts::known::Label;

    use super::*;

    const SHA: &str = "c8e7fe90699a974dcbfd6b0f9994c6b60ef444b61390651c436adbfee49d9e3f";
    const PDQ: &str = "27303313b0f314f62c73c6334333633cf196598c6de6a9c1b5ae1e564d5a947a";

    #[test]
    fn the_starter_list_holds_what_it_promises() {
        let list = List::starter();
        assert_eq!(list.entries.len(), 30);
        assert_eq!(list.licence, Some("CC0-1.0".into()));
        let portrait = &list.entries[0];
        assert_eq!(portrait.sha256, Hash256::from_hex(SHA));
        let pdq = portrait.pdq.unwrap();
        assert_eq!((Some(pdq.hash), pdq.pipeline, pdq.quality), (Hash256::from_hex(PDQ), Pipeline::Full, Some(100)));
        for entry in &list.entries {
            assert_eq!(entry.known.label, Label::AiGenerated);
            let told = entry.known.fact_check_url.as_ref().or(entry.known.source_url.as_ref());
            assert!(told.is_some() && entry.notes.is_some() && entry.language.is_some(), "{}", entry.known.title);
        }
    }

    #[test]
    fn one_list_reads_the_same_in_every_notation() {
        let comma = format!("sha256,pdq,pdq_quality,title,label,more\n{SHA},{PDQ},60,\"A, \"\"B\"\"\nC\",satire,x\n");
        let semicolon =
            format!("\u{feff}title;label;pdq;pdq_quality;sha256\r\n\"A, \"\"B\"\"\nC\";satire;{PDQ};60;{SHA}\r\n");
        let tab = format!(
            "# owner: Me\n\nsha256\tpdq\ttitle\tlabel\tpdq_quality\n{SHA}\t{PDQ}\t\"A, \"\"B\"\"\nC\"\tsatire\t60"
        );
        let json = format!(
            "# owner: Me\n{{\"sha256\":\"{SHA}\",\"pdq\":\"{PDQ}\",\"pdq_quality\":60,\"title\":\"A, \\\"B\\\"\\nC\",\"label\":\"satire\"}}\n"
        );
        for text in [comma, semicolon, tab, json] {
            let list = List::parse("n", &text).unwrap_or_else(|reasons| panic!("{text}: {reasons:?}"));
            let [entry] = list.entries.as_slice() else { panic!("{text}: {:?}", list.entries) };
            assert_eq!(entry.known.title.raw(), "A, \"B\"\nC", "{text}");
            assert_eq!(entry.known.label, Label::Satire);
            assert_eq!(entry.sha256, Hash256::from_hex(SHA));
            let pdq = entry.pdq.unwrap();
            assert_eq!(
                (Some(pdq.hash), pdq.pipeline, pdq.quality),
                (Hash256::from_hex(PDQ), Pipeline::Unknown, Some(60))
            );
            assert_eq!(list.owner, text.starts_with('#').then(|| "Me".into()));
        }
    }

    #[test]
    fn the_digest_is_of_the_lists_bytes() {
        let list = List::parse("n", "sha256,title,label\n").unwrap();
        assert_eq!(list.sha256, "cebd43d4469a85afe4cb62673a2440a62525e40a400227afe146d17b32a90509");
        assert!(list.entries.is_empty());
    }

    #[test]
    fn every_bad_line_is_named_with_its_reason() {
        let columns = "sha256,pdq,pdq_pipeline,pdq_quality,title,label,date,source_url";
        let cases = [
            (",,,,A,other,,".to_owned(), "neither a sha256 nor a pdq"),
            ("12,,,,A,other,,".to_owned(), "sha256 is not 64"),
            (format!(",{PDQ}0,,,A,other,,"), "pdq is not 64"),
            (format!(",{PDQ},half,,A,other,,"), "pdq_pipeline"),
            (format!(",{PDQ},full,101,A,other,,"), "pdq_quality"),
            (format!(",{PDQ},full,-1,A,other,,"), "pdq_quality"),
            (format!("{SHA},,,, ,other,,"), "title is missing"),
            (format!("{SHA},,,,A,hoax,,"), "label is none"),
            (format!("{SHA},,,,A,,,"), "label is none"),
            (format!("{SHA},,,,A,other,24/03/2023,"), "date is not"),
            (format!("{SHA},,,,A,other,2023-13,"), "date is not"),
            (format!("{SHA},,,,A,other,2023-01-01-01,"), "date is not"),
            (format!("{SHA},,,,A,other,+202,"), "date is not"),
            (format!("{SHA},,,,A,other,,javascript:alert(1)"), "source_url is no address"),
            (format!("{SHA},,,,A,other,,https://a b"), "source_url is no address"),
            (format!("{SHA},,,,{},other,,", "x".repeat(4097)), "title is longer"),
            (format!("{SHA},,,,A,other"), "cannot be read"),
        ];
        let lines: String = cases.iter().map(|(line, _)| format!("{line}\n{SHA},,,,Good,other,2023-03,\n")).collect();
        let rejected = List::parse("n", &format!("{columns}\n{lines}")).unwrap_err();
        assert_eq!(rejected.len(), cases.len(), "{rejected:?}");
        for (at, ((line, reason), said)) in cases.iter().zip(&rejected).enumerate() {
            assert!(said.en.starts_with(&format!("line {}: ", 2 + 2 * at)), "{line}: {said:?}");
            assert!(said.fr.starts_with(&format!("ligne {} : ", 2 + 2 * at)), "{line}: {said:?}");
            assert!(said.en.contains(reason), "{line}: {said:?}");
        }
        for (text, reason) in [
            ("", "no header row"),
            ("name,hash\na,b\n", "no header row"),
            ("{\"title\":\"A\"}\n{\n", "line 2: it cannot be read"),
            ("{\"pdq_quality\":[1],\"pdq\":7}", "line 1: it cannot be read"),
        ] {
            let rejected = List::parse("n", text).unwrap_err();
            assert!(rejected.iter().any(|r| r.en.contains(reason)), "{text}: {rejected:?}");
        }
    }
}
