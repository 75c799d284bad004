use serde::{Deserialize, Serialize};

/// What keeps a process from doing harm, as the process itself found it before the first byte of a file came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// It has no files, no network and no programs, by the rules of the system.
    pub closed: Means,
    /// It can only make the calls to the system that reading and decoding need.
    pub calls: Means,
    /// The kernel holds it to its memory.
    pub memory: Means,
}

/// How far one of them goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// This system has it not, or not for us.
    #[default]
    Absent,
    /// Some of it: an older kernel knows fewer of the rules.
    Part,
    Whole,
}

impl Protection {
    /// Whether it can neither open a file nor connect, and is held to its memory. The list of calls alone is enough for the first,
    /// so that an older kernel serves; the rules for files and network are not: they leave datagrams.
    pub fn is_confined(&self) -> bool {
        self.calls == Means::Whole && self.memory != Means::Absent
    }

    /// What there is none of, for a person who asks why.
    pub fn missing(&self) -> String {
        let means = [("files and network", self.closed), ("calls to the system", self.calls), ("memory", self.memory)];
        let missing: Vec<_> = means.iter().filter(|(_, means)| *means != Means::Whole).map(|(name, _)| *name).collect();
        missing.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_calls_and_the_memory_confine() {
        let (closed, calls, memory) = (Means::Whole, Means::Whole, Means::Whole);
        assert!(Protection { closed, calls, memory }.is_confined());
        assert!(Protection { closed: Means::Part, calls, memory }.is_confined());
        assert!(Protection { closed: Means::Absent, calls, memory: Means::Part }.is_confined());
        assert!(!Protection { closed, calls: Means::Absent, memory }.is_confined());
        assert!(!Protection { closed: Means::Part, calls: Means::Absent, memory }.is_confined());
        assert!(!Protection { closed, calls, memory: Means::Absent }.is_confined());
        assert!(!Protection::default().is_confined());
    }
}
