//! The trust lists that ship. Their origin is told in `trust/README.md`, their facts stand in `trust/lists.tsv` and
//! nowhere else.

use std::borrow::Cow;

use whence_model::facts::provenance::{ListOrigin, TrustList};

use super::{certificate::sha256, interim, pem};

const TABLE: &str = include_str!("../../trust/lists.tsv");
const SIGNERS: &str = include_str!("../../trust/c2pa-signers.pem");
const STAMPS: &str = include_str!("../../trust/c2pa-tsa.pem");
const INTERIM: &str = include_str!("../../trust/interim-signers.tsv");

/// One list: what it holds, and what a report says of it.
#[derive(Clone, Debug)]
pub struct List {
    pub facts: TrustList,
    /// PEM or, for the interim list, a table of fingerprints.
    pub text: Cow<'static, str>,
}

/// The lists that ship.
#[derive(Clone, Debug)]
pub struct Lists {
    /// Certificates that may sign credentials, or issue certificates that may: C2PA's own list.
    pub signers: List,
    /// Time-stamping authorities: C2PA's own list.
    pub stamps: List,
    /// The list that was kept until C2PA had its own.
    pub interim: List,
}

impl Lists {
    pub fn shipped() -> Self {
        let official = ListOrigin::Official;
        Self {
            signers: List::new("c2pa-signers.pem", official, SIGNERS),
            stamps: List::new("c2pa-tsa.pem", official, STAMPS),
            interim: List::new("interim-signers.tsv", ListOrigin::Interim, INTERIM),
        }
    }
}

impl List {
    fn new(file: &str, origin: ListOrigin, text: &'static str) -> Self {
        let row = TABLE.lines().map(|line| line.split('\t').collect::<Vec<_>>()).find(|row| row.first() == Some(&file));
        // A list without its row has no name: the test below does not let it ship.
        let field = |at: usize| row.as_ref().and_then(|row| row.get(at)).copied().unwrap_or_default().to_owned();
        Self {
            facts: TrustList {
                name: field(1),
                origin,
                purpose: field(2),
                date: field(3),
                certificates: count(origin, text),
                sha256: sha256(text.as_bytes()),
                source: field(6),
                licence: field(7),
            },
            text: text.into(),
        }
    }
}

/// What is counted is what is used, and not what the table says.
fn count(origin: ListOrigin, text: &str) -> u32 {
    match origin {
        ListOrigin::Interim => interim::rows(text).count() as u32,
        _ => text.matches(pem::BEGIN).count() as u32,
    }
}

#[cfg(test)]
pub mod tests {
    use std::{collections::HashSet, env, fs, path::Path};

    use serde_json::Value;

    use super::{super::certificate::describe, *};

    const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/trust");

    #[test]
    fn the_table_tells_of_the_lists_that_ship() {
        let Lists { signers, stamps, interim } = Lists::shipped();
        assert_eq!([&signers, &stamps, &interim].map(|list| list.facts.certificates), [30, 22, 143]);
        for list in [signers, stamps, interim] {
            let facts = list.facts;
            let row = TABLE.lines().find(|line| line.contains(&facts.sha256)).expect(&facts.name);
            assert!(row.contains(&format!("\t{}\t{}\t{}\t", facts.name, facts.purpose, facts.date)), "{row}");
            assert!(row.contains(&format!("\t{}\t", facts.certificates)), "{row}");
            assert!(facts.source.starts_with("https://") && !facts.licence.is_empty(), "{row}");
            assert_eq!(facts.date.len(), 10, "{row}");
        }
    }

    /// Holds the official lists to what a list must be. With `WHENCE_TRUST_FROM` in the environment, the folder
    /// `src/default_trust` of the crate encypher-c2pa, it takes the lists from there first, and writes the table: that is
    /// what `cargo xtask trust` does.
    #[test]
    fn official_lists_are_whole() {
        let Some(from) = env::var_os("WHENCE_TRUST_FROM") else {
            for text in [SIGNERS, STAMPS] {
                assert_eq!(fingerprints(text).len(), text.matches(pem::BEGIN).count(), "each once");
            }
            return;
        };
        let sources = fs::read(Path::new(&from).join("sources.json")).expect("sources.json");
        let sources: Value = serde_json::from_slice(&sources).expect("JSON");
        let day = sources["snapshot_date"].as_str().expect("the day it was taken");
        let mut table = TABLE.to_owned();
        for (key, file, old) in [("c2pa", "c2pa-signers.pem", SIGNERS), ("c2paTsa", "c2pa-tsa.pem", STAMPS)] {
            let source = &sources["lists"][key];
            let path = Path::new(&from).join(source["file"].as_str().expect("a file"));
            let new = fs::read_to_string(&path).expect("the list");
            assert_eq!(Some(&*sha256(new.as_bytes())), source["sha256"].as_str(), "{file}: not what its crate says");
            let certificates = fingerprints(&new);
            assert_eq!(certificates.len(), new.matches(pem::BEGIN).count(), "{file}: a certificate stands twice");
            let before = fingerprints(old).len();
            assert!(
                certificates.len() * 2 >= before,
                "{file}: {} certificates of {before} are left",
                certificates.len()
            );
            table = table.lines().map(|line| row(line, file, day, &new, source) + "\n").collect();
            fs::write(Path::new(FOLDER).join(file), &new).expect("writing");
            println!("{file}: {before} certificates before, {} now, as of {day}", certificates.len());
        }
        fs::write(Path::new(FOLDER).join("lists.tsv"), table).expect("writing");
    }

    /// The digest of each certificate, which must be one that may issue others.
    fn fingerprints(list: &str) -> HashSet<String> {
        let ders = pem::read(list).map(|der| der.expect("base64"));
        let told = ders.map(|der| describe(&der).expect("a certificate"));
        told.inspect(|told| assert!(told.authority, "{told:?}")).map(|told| told.sha256).collect()
    }

    fn row(old: &str, file: &str, day: &str, text: &str, source: &Value) -> String {
        let mut fields: Vec<&str> = old.split('\t').collect();
        if fields[0] != file {
            return old.to_owned();
        }
        let (count, digest) = (text.matches(pem::BEGIN).count().to_string(), sha256(text.as_bytes()));
        // The day stays while the bytes do: it says when this list was taken, not when somebody looked.
        let day = if fields[5] == digest { fields[3] } else { day };
        fields.splice(3..7, [day, &*count, &*digest, source["url"].as_str().expect("an address")]);
        fields.join("\t")
    }
}
