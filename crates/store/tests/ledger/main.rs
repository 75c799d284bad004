//! A log on every store that there is: the same suite, and what is each one's own.

mod killed;
mod sqlite;
mod suite;
mod words;
