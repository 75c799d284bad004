//! A team's lists: where they are, and what is said when they are not there.

use std::io::{self, Write};

use whence_engine::known::{Shelf, Team, TeamError, TeamProblem};
use whence_model::Lang;

use crate::{Exit, Surroundings, arguments::TeamStore};

/// Where the team's lists are, if any are named: by `--store` or, without it, by the environment. An empty word names
/// none.
///
/// # Errors
/// It is no address.
pub fn shelf(store: &TeamStore, surroundings: &Surroundings) -> Result<Option<Shelf>, TeamError> {
    let around = surroundings.store.as_ref().filter(|address| !holds_no_lists(address.as_str()));
    let address = store.store.as_ref().or(around).filter(|address| !address.is_empty());
    address.map(|address| Shelf::at(address)).transpose()
}

/// The team's lists that pictures are held against. Where the server does not answer, that is said on `err` and the work
/// goes on without it; only an address that is none ends it.
pub fn of_team(
    store: &TeamStore,
    surroundings: &Surroundings,
    lang: Lang,
    err: &mut dyn Write,
) -> io::Result<Result<Option<Team>, Exit>> {
    if store.store.as_deref().is_some_and(holds_no_lists) {
        return Ok(Ok(None));
    }
    let lists = match shelf(store, surroundings) {
        Ok(Some(Shelf::Team(lists))) => lists,
        Ok(_) => return Ok(Ok(None)),
        Err(error) => {
            writeln!(err, "whence: {}", error.sentence(lang))?;
            return Ok(Err(Exit::Usage));
        }
    };
    match Team::new(lists) {
        Ok(team) => {
            if let Some(problem) = team.problem() {
                writeln!(err, "whence: {}", problem.sentence(lang))?;
            }
            Ok(Ok(Some(team)))
        }
        Err(error) => {
            writeln!(err, "whence: {}", TeamProblem::Unasked(error).sentence(lang))?;
            Ok(Ok(None))
        }
    }
}

/// A file of SQLite holds a log alone.
pub fn holds_no_lists(address: &str) -> bool {
    address.starts_with("sqlite://")
}
