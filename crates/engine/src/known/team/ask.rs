use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use sha2::{Digest, Sha256};
use whence_known::{Asked, Entry, Hash256, List, joined, look_up, match_order};
use whence_model::{
    Lang, Pdq, Text, Untrusted,
    facts::known::{Known, ListName},
};
use whence_store::{
    TeamError, TeamLists,
    team::{Ask, Found, FoundLine, MAX_RADIUS, TeamList},
};

use super::{MIN_QUALITY, bits, entry_of};

/// A team's lists as pictures are held against them. The server is asked for the entries that a picture may match, and
/// those are looked up as on any list. Entries with local features are held here: no server searches by them.
#[derive(Debug)]
pub struct Team {
    lists: Arc<dyn TeamLists>,
    featured: Mutex<Arc<Featured>>,
}

/// Why the answer of a team's lists is missing or less than whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamProblem {
    Unasked(TeamError),
    /// So many entries were left out: there were too many, or their lines are none that we wrote.
    LeftOut {
        many: u64,
        strange: u64,
    },
}

/// What is held here of the lists as they stood.
#[derive(Debug, Default)]
struct Featured {
    lists: Vec<TeamList>,
    /// In their order: the entries with features.
    held: Vec<List>,
    /// Their lists' places and the digests of their lines: where the server brings one, it is here already.
    lines: HashSet<(usize, [u8; 32])>,
    left: u64,
    strange: u64,
}

impl Team {
    /// Asks which lists there are, and for the entries with local features.
    ///
    /// # Errors
    /// The server cannot be reached, or has none.
    pub fn new(lists: Arc<dyn TeamLists>) -> Result<Self, TeamError> {
        let featured = Featured::of(lists.featured()?);
        Ok(Self { lists, featured: Mutex::new(Arc::new(featured)) })
    }

    /// The lists that pictures are held against, as they stood when they were last asked.
    pub fn names(&self) -> Vec<ListName> {
        self.held().names()
    }

    pub fn want_features(&self) -> bool {
        self.held().held.iter().any(|list| !list.is_empty())
    }

    pub fn is_elsewhere(&self) -> bool {
        self.lists.is_elsewhere()
    }

    /// What of the entries with features was left out when they were read.
    pub fn problem(&self) -> Option<TeamProblem> {
        let held = self.held();
        TeamProblem::left_out(held.left, held.strange)
    }

    /// What the team's lists say of one picture.
    ///
    /// # Errors
    /// The server was not reached, or did not answer.
    pub fn look_up(&self, asked: &Asked) -> Result<(Known, Option<TeamProblem>), TeamError> {
        let mut found = self.lists.candidates(&question(asked))?;
        // As they stand on their lists: of two that match alike, the first comes first.
        found.lines.sort_by_key(|line| line.at);
        let held = match self.held() {
            held if held.lists == found.lists => held,
            _ => self.read_again()?,
        };
        let (mut candidates, mut strange) = (vec![Vec::new(); found.lists.len()], 0);
        for FoundLine { list, text, .. } in &found.lines {
            if held.lines.contains(&(*list, digest(text))) {
                continue;
            }
            match entry_of(text) {
                // Without its features: all that are compared are held already.
                Some(read) => candidates[*list].push(Entry { features: None, ..read.entry }),
                None => strange += 1,
            }
        }
        let of = |(list, entries): (&TeamList, Vec<Entry>)| List::of(&list.name, entries);
        let candidates: Vec<List> = found.lists.iter().zip(candidates).map(of).collect();
        let known = [look_up(&candidates, asked), look_up(&held.held, asked)].into_iter().reduce(joined);
        let mut known = Known { lists: held.names(), ..known.unwrap_or_default() };
        let place = |list: &Untrusted| known.lists.iter().position(|name| name.name == *list);
        known.matches.sort_by_key(|found| (match_order(found.by), place(&found.list)));
        Ok((known, TeamProblem::left_out(found.left, strange)))
    }

    fn held(&self) -> Arc<Featured> {
        Arc::clone(&self.featured.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Somebody changed a list since.
    fn read_again(&self) -> Result<Arc<Featured>, TeamError> {
        let fresh = Arc::new(Featured::of(self.lists.featured()?));
        *self.featured.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        Ok(fresh)
    }
}

impl Featured {
    fn of(found: Found) -> Self {
        let Found { lists, lines, left } = found;
        let (mut entries, mut strange) = (vec![Vec::new(); lists.len()], 0);
        let mut digests = HashSet::new();
        for FoundLine { list, text, .. } in lines {
            match entry_of(&text) {
                Some(read) => {
                    digests.insert((list, digest(&text)));
                    entries[list].push(read.entry);
                }
                None => strange += 1,
            }
        }
        let held = lists.iter().zip(entries).map(|(list, entries)| List::of(&list.name, entries)).collect();
        Self { lists, held, lines: digests, left, strange }
    }

    fn names(&self) -> Vec<ListName> {
        let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let name = |(list, held): (&TeamList, &List)| ListName {
            name: list.name.as_str().into(),
            sha256: list.sha256.clone(),
            entries: number(list.entries),
            with_features: number(held.len() as u64),
        };
        self.lists.iter().zip(&self.held).map(name).collect()
    }
}

impl TeamProblem {
    fn left_out(many: u64, strange: u64) -> Option<Self> {
        (many + strange > 0).then_some(Self::LeftOut { many, strange })
    }

    /// What is missing, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let told = match self {
            Self::Unasked(error) => Text::new(
                format!("The team's lists were not asked; nothing is said of them here. {}", error.sentence(Lang::En)),
                format!(
                    "Les listes de l'équipe n'ont pas été consultées ; rien n'en est dit ici. {}",
                    error.sentence(Lang::Fr)
                ),
            ),
            Self::LeftOut { many, strange } => Text::new(
                format!(
                    "Of the team's lists, entries were left out that may match: {many} because there were too many, {strange} because their lines are damaged."
                ),
                format!(
                    "Des entrées des listes de l'équipe, qui correspondent peut-être, ont été laissées de côté : {many} parce qu'il y en avait trop, {strange} parce que leurs lignes sont abîmées."
                ),
            ),
        };
        told.in_lang(lang).to_owned()
    }
}

/// Hashes alone leave this machine, and of those only what has enough detail to be compared.
fn question(asked: &Asked) -> Ask {
    let of = |hex: &str| Hash256::from_hex(hex).map(bits);
    let parts = asked.pdq.into_iter().chain(asked.trimmed.iter().map(|part| &part.pdq));
    let all = |pdq: &Pdq| -> Vec<String> {
        let upright = [&pdq.hash, &pdq.nearest512];
        upright.into_iter().chain(&pdq.dihedral).chain(&pdq.dihedral512).cloned().collect()
    };
    Ask {
        sha256: of(asked.sha256),
        pixels_sha256: asked.pixels_sha256.and_then(of),
        pdq: parts.filter(|pdq| pdq.quality >= MIN_QUALITY).flat_map(all).filter_map(|hex| of(&hex)).collect(),
        radius: MAX_RADIUS,
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}
