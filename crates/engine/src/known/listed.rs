//! A stretch of a list, for a person to look through.

use serde::Serialize;
use whence_known::{Assumed, Entry, Hash256, scan};
use whence_model::{Untrusted, facts::known::Label};
use whence_store::KnownStore;

use super::{KnownRefusal, List, alike_names, damaged, position};

/// Digits from which on a word is also the beginning of a hash.
const MIN_DIGITS: usize = 4;

/// One entry with what its list says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedEntry {
    pub id: Option<Untrusted>,
    pub sha256: Option<String>,
    pub pixels_sha256: Option<String>,
    pub pdq: Option<String>,
    pub title: Untrusted,
    pub label: Label,
    pub rating: Untrusted,
    pub what: Untrusted,
    pub date: Option<Untrusted>,
    pub source_url: Option<Untrusted>,
    pub fact_check_url: Option<Untrusted>,
    /// Whether a small picture is kept of it.
    pub pictured: bool,
}

/// Some entries of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedPage {
    pub entries: Vec<ListedEntry>,
    /// How many hold what was asked for.
    pub found: u64,
    /// How many there are.
    pub total: u64,
}

/// The entries in which every one of `words` stands, whatever its case, in title, rating, story, date or an address, or begins
/// a hash or the id; at most `limit` from the `offset`th on. All the list is read; memory holds the answer alone.
///
/// # Errors
/// There is no such list, or it is damaged.
pub fn page(
    store: &KnownStore,
    name: &str,
    words: &str,
    offset: u64,
    limit: usize,
) -> Result<ListedPage, KnownRefusal> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let mut page = ListedPage { entries: Vec::new(), found: 0, total: 0 };
    let mut look = |entry: Entry| {
        page.total += 1;
        if words.iter().all(|word| holds(&entry, word)) {
            page.found += 1;
            if page.found > offset && page.entries.len() < limit {
                page.entries.push(ListedEntry::of(entry, store));
            }
        }
    };
    if alike_names(name, List::STARTER) {
        List::starter().entries().for_each(|entry| look(entry.into_owned()));
        return Ok(page);
    }
    let lists = store.read()?.lists;
    let kept = &lists[position(&lists, name)?];
    let told = scan(store.open(kept)?, &Assumed(kept.assumed.clone()), &mut |_, _, entry| look(entry))?;
    if told.sha256 == kept.sha256 { Ok(page) } else { Err(damaged(store, kept).into()) }
}

fn holds(entry: &Entry, word: &str) -> bool {
    let known = &entry.known;
    let texts = [Some(&known.title), Some(&known.rating), Some(&known.what), known.date.as_ref()];
    let texts = texts.into_iter().flatten().chain([&known.source_url, &known.fact_check_url].into_iter().flatten());
    let mut texts = texts.chain(&entry.notes);
    if texts.any(|text| text.raw().to_lowercase().contains(word)) {
        return true;
    }
    let is_hash = word.len() >= MIN_DIGITS && word.bytes().all(|digit| digit.is_ascii_hexdigit());
    let hashes = [entry.sha256, entry.pixels_sha256].into_iter().flatten().chain(entry.pdq.iter().map(|pdq| pdq.hash));
    (is_hash && hashes.map(|hash| hash.to_string()).any(|hash| hash.starts_with(word)))
        || entry.id.as_ref().is_some_and(|id| id.raw().to_lowercase().starts_with(word))
}

impl ListedEntry {
    fn of(entry: Entry, store: &KnownStore) -> Self {
        let hex = |hash: Option<Hash256>| hash.map(|hash| hash.to_string());
        let Entry { id, sha256, pixels_sha256, pdq, known, .. } = entry;
        let sha256 = hex(sha256);
        let pictured = sha256.as_ref().is_some_and(|sha256| store.preview(sha256).is_some());
        Self {
            id,
            pixels_sha256: hex(pixels_sha256),
            pdq: hex(pdq.first().map(|pdq| pdq.hash)),
            title: known.title,
            label: known.label,
            rating: known.rating,
            what: known.what,
            date: known.date,
            source_url: known.source_url,
            fact_check_url: known.fact_check_url,
            pictured,
            sha256,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::known::{Import, import};

    #[test]
    fn a_list_is_looked_through_by_words_hashes_and_stretches() {
        let folder = std::env::temp_dir().join(format!("whence-listed-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("desk.csv");
        let rows = (0..250).map(|n| format!("{n:064x},Bridge {n},altered,False,https://example.org/{n}\n"));
        let rows: String = rows.collect();
        fs::write(&file, format!("sha256,title,label,rating,fact_check_url\n{rows}")).unwrap();
        let store = KnownStore::at(folder.join("kept"));
        import(&store, &file, &Import::default(), &mut |_| {}).unwrap();
        let asked = |words: &str, offset| {
            let page = page(&store, "desk", words, offset, 100).unwrap();
            (page.entries.len(), page.found, page.total)
        };
        assert_eq!(asked("", 0), (100, 250, 250));
        assert_eq!(asked("", 200), (50, 250, 250));
        assert_eq!(asked("BRIDGE 17", 0), (13, 13, 250), "17, 117, 217 and 170 to 179");
        assert_eq!(asked("false example.org/249", 0), (1, 1, 250));
        assert_eq!(asked(&format!("{:064x}", 249)[..64], 0), (1, 1, 250));
        assert_eq!(asked("nobody", 0), (0, 0, 250));
        assert_eq!(page(&store, "desk", "bridge 3", 0, 1).unwrap().entries[0].title.raw(), "Bridge 3");
        let starter = page(&store, List::STARTER, "", 0, 100).unwrap();
        assert!(starter.total > 0 && starter.found == starter.total);
        let gone = page(&store, "no such", "", 0, 1).unwrap_err();
        assert!(matches!(gone, KnownRefusal::NoSuchList { .. }));
        let kept = store.read().unwrap().lists.remove(0);
        fs::write(store.file_of(&kept.sha256), "sha256,title,label,rating\n").unwrap();
        assert!(matches!(page(&store, "desk", "", 100, 100), Err(KnownRefusal::Store(_))), "another wrote into it");
        fs::remove_dir_all(&folder).unwrap();
    }
}
