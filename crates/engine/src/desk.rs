//! What the window remembers of the desk it stands on, and how far an examination goes.

pub use whence_inspect::limits::{GLIMPSE_SIDE, PREVIEW_SIDE};
pub use whence_store::{Network, RecentFile, RecentStore, Theme};
