//! Lists as a whole: removed, switched.

use postgres::Client;

use super::{Fault, one, put::forget, session::commit};
use crate::team::TeamList;

pub fn remove(client: &mut Client, name: &str) -> Result<TeamList, Fault> {
    let mut change = client.transaction()?;
    // However long the list is.
    change.batch_execute("SET LOCAL statement_timeout = 0")?;
    let (id, list) = one(&mut change, name, true)?;
    forget(&mut change, id)?;
    commit(change)?;
    Ok(list)
}

pub fn switch(client: &mut Client, names: &[&str], on: bool) -> Result<Vec<String>, Fault> {
    let mut change = client.transaction()?;
    let mut switched = Vec::new();
    for name in names {
        let (id, list) = one(&mut change, name, true)?;
        change.execute("UPDATE whence.list SET enabled = $2 WHERE id = $1", &[&id, &on])?;
        switched.push(list.name);
    }
    commit(change)?;
    Ok(switched)
}
