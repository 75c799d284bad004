use std::{borrow::Cow, io::Read};

use whence_model::{Features, Untrusted, facts::known::KnownEntry};

use crate::{
    Assumed, Hash256, Pipeline, Rejected,
    by_hash::{ByHash, Gathering},
    rows::{Bytes, Lined, Rows},
    scan,
};

/// Pictures that somebody has already rated.
#[derive(Clone, Debug)]
pub struct List {
    pub name: Untrusted,
    pub owner: Option<Untrusted>,
    /// Under which terms the list itself may be passed on.
    pub licence: Option<Untrusted>,
    /// SHA-256 of the list's bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    entries: Entries,
    pub(crate) by_hash: ByHash,
}

#[derive(Clone, Debug)]
enum Entries {
    Here(Vec<Entry>),
    /// Those of a long list are read when somebody wants them.
    InFile(Rows),
}

/// One picture on a list: at least one of the three hashes is there.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As the list calls it, once on each list.
    pub id: Option<Untrusted>,
    /// Of the file's bytes.
    pub sha256: Option<Hash256>,
    /// Of the decoded pixels, 8-bit RGB or RGBA, row by row.
    pub pixels_sha256: Option<Hash256>,
    /// At most one made in each way.
    pub pdq: Vec<ListedPdq>,
    /// By them a part of the picture is known again; at most 500 points.
    pub features: Option<Features>,
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
    /// The name of the list that ships.
    pub const STARTER: &str = "Whence starter list";
    /// Its file.
    pub const STARTER_TEXT: &str = include_str!("../lists/starter.csv");

    /// The list that ships: a few pictures that went round the world, as hashes. The pictures themselves stay out.
    pub fn starter() -> Self {
        Self::parse(Self::STARTER, Self::STARTER_TEXT)
            .unwrap_or_else(|reasons| unreachable!("a test reads the starter list: {reasons:?}"))
    }

    /// As [`List::read`], of a text that is here already.
    ///
    /// # Errors
    /// As [`List::read`].
    pub fn parse(name: &str, text: &str) -> Result<Self, Rejected> {
        Self::read(name, text.as_bytes(), &Assumed::default())
    }

    /// Reads a list in UTF-8: CSV (RFC 4180, a header row, commas, semicolons or tabs), NDJSON (an object a line), or
    /// a hash a line as other programs write them; told apart by their beginning. `# owner: …` and `# licence: …` may
    /// stand on lines of their own at the top. [`Column`] names the columns; others are left aside.
    ///
    /// # Errors
    /// Every line that cannot be taken, with its reason: half a list would look like a whole one.
    pub fn read(name: &str, input: impl Read, assumed: &Assumed) -> Result<Self, Rejected> {
        let mut entries = Vec::new();
        let told = scan(input, assumed, &mut |_, _, entry| entries.push(entry))?;
        let [owner, licence] = [told.preamble.owner, told.preamble.licence].map(|word| word.map(Untrusted::new));
        Ok(Self { owner, licence, sha256: told.sha256, ..Self::of(name, entries) })
    }

    /// As [`List::read`], of a list that is too long to be held: its entries are read from `rows` when they are wanted, which
    /// has the same bytes as `input`.
    ///
    /// # Errors
    /// As [`List::read`].
    pub fn read_long(
        name: &str,
        mut input: impl Read,
        rows: impl Bytes + 'static,
        assumed: &Assumed,
    ) -> Result<Self, Rejected> {
        let input: &mut dyn Read = &mut input;
        let mut lined = Lined::new(input);
        let (mut lines, mut gathering) = (Vec::new(), Gathering::default());
        let told = scan(&mut lined, assumed, &mut |line, _, entry| {
            lines.push(line);
            gathering.add(&entry);
        })?;
        let rows = Rows::new(lined.places(&lines), assumed, rows);
        Ok(Self::in_file(name, told.sha256, rows, gathering.ordered()))
    }

    pub(crate) fn in_file(name: &str, sha256: String, rows: Rows, by_hash: ByHash) -> Self {
        let entries = Entries::InFile(rows);
        Self { name: name.into(), owner: None, licence: None, sha256, entries, by_hash }
    }

    pub(crate) fn rows(&self) -> Option<&Rows> {
        match &self.entries {
            Entries::Here(_) => None,
            Entries::InFile(rows) => Some(rows),
        }
    }

    /// A list of these entries that stands in no file.
    pub fn of(name: &str, entries: Vec<Entry>) -> Self {
        let by_hash = ByHash::of(&entries);
        let entries = Entries::Here(entries);
        Self { name: name.into(), owner: None, licence: None, sha256: String::new(), entries, by_hash }
    }

    pub fn len(&self) -> usize {
        match &self.entries {
            Entries::Here(entries) => entries.len(),
            Entries::InFile(rows) => rows.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at this place. Nothing where there is none, or where the file of a long list can no longer be read.
    pub fn entry(&self, at: usize) -> Option<Cow<'_, Entry>> {
        match &self.entries {
            Entries::Here(entries) => entries.get(at).map(Cow::Borrowed),
            Entries::InFile(rows) => rows.entry(at).map(Cow::Owned),
        }
    }

    /// One after the other.
    pub fn entries(&self) -> impl Iterator<Item = Cow<'_, Entry>> {
        (0..self.len()).filter_map(|at| self.entry(at))
    }
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
        assert_eq!(list.len(), 30);
        assert_eq!(list.licence, Some("CC0-1.0".into()));
        let portrait = list.entries().find(|entry| entry.sha256 == Hash256::from_hex(SHA)).unwrap();
        let pdq = portrait.pdq[0];
        assert_eq!((Some(pdq.hash), pdq.pipeline, pdq.quality), (Hash256::from_hex(PDQ), Pipeline::Full, Some(100)));
        for entry in list.entries() {
            let KnownEntry { title, label, french, source_url, fact_check_url, what, .. } = &entry.known;
            assert_eq!(*label, Label::AiGenerated);
            let french = french.clone().unwrap();
            assert!(french.title.is_some() && french.rating.is_some() && french.what.is_some(), "{title}");
            assert!(entry.id.is_some() && entry.notes.is_some() && entry.language == Some("en".into()), "{title}");
            // Where nobody can be named who says so, the words admit it.
            let named = source_url.is_some() || fact_check_url.is_some();
            assert!(named || what.raw().contains("not confirmed"), "{title}");
            assert_eq!((entry.pdq.len(), entry.sha256.is_some(), entry.pixels_sha256.is_some()), (2, true, true));
            assert!(entry.features.as_ref().is_some_and(|features| features.points.len() == 500), "{title}");
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
            assert_eq!(list.len(), 1, "{text}");
            let entry = list.entry(0).unwrap();
            assert_eq!(entry.known.title.raw(), "A, \"B\"\nC", "{text}");
            assert_eq!(entry.known.label, Label::Satire);
            assert_eq!(entry.sha256, Hash256::from_hex(SHA));
            let pdq = entry.pdq[0];
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
        assert!(list.is_empty());
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
            (format!("{SHA},,,,A,other"), "6 fields where the header has 8"),
        ];
        let lines: String = cases.iter().map(|(line, _)| format!("{line}\n{SHA},,,,Good,other,2023-03,\n")).collect();
        let rejected = List::parse("n", &format!("{columns}\n{lines}")).unwrap_err().shown;
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
            let rejected = List::parse("n", text).unwrap_err().shown;
            assert!(rejected.iter().any(|r| r.en.contains(reason)), "{text}: {rejected:?}");
        }
    }
}
