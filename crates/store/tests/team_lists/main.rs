//! What every store of a team's lists does, on a real PostgreSQL; and what this server in particular must.

mod postgres;
mod server;
mod suite;
