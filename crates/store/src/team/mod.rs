//! Lists of known pictures that a team shares: kept on a server, searched there, changed by several people at once.
//!
//! What is not here: what a line says. It is kept as it was given, beside the few numbers that it is found by.

mod error;

use std::fmt;

pub use self::error::TeamError;

/// 256 bits: a SHA-256 or a PDQ hash.
pub type Bits256 = [u8; 32];

/// Bits that a PDQ hash may differ by, at most: sixteen bands of sixteen bits find everything this near, and nothing
/// is promised beyond.
pub const MAX_RADIUS: u16 = 31;
/// Entries that one picture is answered with, the nearest first: more are rather a list of equal hashes.
pub const MAX_CANDIDATES: usize = 1024;
/// Bytes of their lines.
pub const MAX_CANDIDATE_BYTES: usize = 64 << 20;
/// Lines with local features that are handed out at once, and their bytes: each is about 25 KB, and they are held in
/// memory for the whole run.
pub const MAX_FEATURED: u64 = 10_000;
pub const MAX_FEATURED_BYTES: u64 = 256 << 20;

/// Where a team's lists stand.
pub trait TeamLists: fmt::Debug + Send + Sync {
    /// For a person, without any password.
    fn place(&self) -> &str;

    /// Whether that is on another machine.
    fn is_elsewhere(&self) -> bool;

    /// Every list, by name.
    ///
    /// # Errors
    /// As every operation here: the server cannot be reached, denies it, or holds no lists of ours.
    fn lists(&self) -> Result<Vec<TeamList>, TeamError>;

    /// Takes in a list whole, or not at all. `write` is given where its lines go, and says in the end what list it is;
    /// where it says nothing, nothing was taken in. Others see the list when it is whole.
    ///
    /// # Errors
    /// What `write` says; or the name is taken and the list is to replace none.
    fn put(&self, write: &mut Write<'_>) -> Result<Option<Put>, TeamError>;

    /// Adds lines to a list and takes some away.
    ///
    /// # Errors
    /// [`TeamError::Changed`] where somebody else was faster: read it again.
    fn amend(&self, name: &str, amended: &Amended<'_>) -> Result<TeamList, TeamError>;

    /// Removes a list; gives back what it was.
    ///
    /// # Errors
    /// There is none of this name.
    fn remove(&self, name: &str) -> Result<TeamList, TeamError>;

    /// Switches lists on or off for everybody; gives back their names as they are written.
    ///
    /// # Errors
    /// There is none of one of these names; none is switched then.
    fn switch(&self, names: &[&str], on: bool) -> Result<Vec<String>, TeamError>;

    /// Reads a list from its first line to its last, each with its number.
    ///
    /// # Errors
    /// There is none of this name.
    fn read(&self, name: &str, each: &mut dyn FnMut(u32, &str)) -> Result<TeamList, TeamError>;

    /// Every entry of the lists that are on which a picture may match: nothing that has one of its digests, or a hash
    /// within the radius of one of its hashes, is missing.
    ///
    /// # Errors
    /// [`TeamError::TooWide`] where the radius is more than [`MAX_RADIUS`].
    fn candidates(&self, ask: &Ask) -> Result<Found, TeamError>;

    /// The entries with local features of the lists that are on, which no server can search for: they are held against
    /// a picture here. At most [`MAX_FEATURED`] and [`MAX_FEATURED_BYTES`]; `left` counts the others.
    ///
    /// # Errors
    /// As every operation here.
    fn featured(&self) -> Result<Found, TeamError>;
}

/// Writes a list's lines, and says what list it is.
pub type Write<'a> = dyn FnMut(&mut dyn Lines) -> Result<Option<NewList>, TeamError> + 'a;

/// Where lines go.
pub trait Lines {
    /// # Errors
    /// The server does not take it.
    fn write(&mut self, line: Line) -> Result<(), TeamError>;
}

/// One entry as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The entry, without an end of line.
    pub text: String,
    pub sha256: Option<Bits256>,
    pub pixels_sha256: Option<Bits256>,
    /// The hashes that are compared; those with too little detail stay out.
    pub pdq: Vec<Bits256>,
    /// Whether local features stand in the text.
    pub featured: bool,
}

/// What a list that is put is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewList {
    pub name: String,
    pub owner: Option<String>,
    pub licence: Option<String>,
    /// Of the list's bytes as they are handed out, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Whether it takes the place of one of the same name.
    pub replace: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    pub list: TeamList,
    pub replaced: bool,
}

/// A list that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamList {
    pub name: String,
    pub owner: Option<String>,
    pub licence: Option<String>,
    pub sha256: String,
    pub entries: u64,
    /// Entries with local features.
    pub featured: u64,
    pub on: bool,
    /// Who put or changed it last, by the name under which the server knows them.
    pub put_by: String,
    /// RFC 3339, UTC, by the server's clock.
    pub put_at: String,
}

/// A change of a list.
#[derive(Clone, Copy, Debug)]
pub struct Amended<'a> {
    /// The digest that it had when it was read.
    pub before: &'a str,
    /// The digest that it has after this.
    pub after: &'a str,
    pub add: &'a [Line],
    /// Numbers of lines, as they were read.
    pub remove: &'a [u32],
}

/// What is known of the picture that is asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    pub sha256: Option<Bits256>,
    pub pixels_sha256: Option<Bits256>,
    /// The hashes of the whole picture and of its parts, turned and mirrored too: 64 in the most.
    pub pdq: Vec<Bits256>,
    pub radius: u16,
}

/// Lines of several lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The lists that are on, as they stood when the lines were read.
    pub lists: Vec<TeamList>,
    pub lines: Vec<FoundLine>,
    /// Lines that are left out, because there are too many or they are too long.
    pub left: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLine {
    /// The place of its list in [`Found::lists`].
    pub list: usize,
    /// Its number in that list, as in [`TeamLists::read`].
    pub at: u32,
    pub text: String,
}

/// Names that differ in nothing but case and spaces around them are one.
pub(crate) fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
