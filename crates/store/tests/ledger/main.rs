//! A log on every store that there is: the same suite, and what is each one's own.

mod killed;
mod postgres;
#[path = "../team_lists/server.rs"]
mod server;
mod sqlite;
mod suite;
mod torn;
mod words;
