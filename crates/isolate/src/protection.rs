use serde::{Deserialize, Serialize};

/// What keeps a process from doing harm, as the process itself found it before the first byte of a file came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// It has no files, no network and no programs, by the rules of the system.
    pub closed: Means,
    /// It can only make the calls to the system that reading and decoding need.
    pub calls: Means,
    /// It is held to its memory: by the kernel, or by whoever started it.
    pub memory: Means,
}

/// How far one of them goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// This system has it not, or not for us.
    #[default]
    Absent,
    /// Some of it: an older kernel knows fewer of the rules, and what is held from outside is held a moment late.
    Part,
    Whole,
}

impl Protection {
    /// Whether it can neither open a file nor connect, and is held to its memory. On Linux the list of calls alone is enough
    /// for the first, so that an older kernel serves; the rules for files and network are not: they leave datagrams. Elsewhere
    /// there is no such list, and the rules are all there is: macOS has them, Windows has some of them, which is not enough.
    pub fn is_confined(&self) -> bool {
        let wall = if cfg!(target_os = "linux") { self.calls } else { self.closed };
        wall == Means::Whole && self.memory != Means::Absent
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
    fn the_wall_of_this_system_and_the_memory_confine() {
        let all = [Means::Absent, Means::Part, Means::Whole];
        // The wall that this system has; whether the other stands, too, makes no difference.
        let protection = |wall, other, memory| match cfg!(target_os = "linux") {
            true => Protection { closed: other, calls: wall, memory },
            false => Protection { closed: wall, calls: other, memory },
        };
        for other in all {
            assert!(protection(Means::Whole, other, Means::Whole).is_confined());
            assert!(protection(Means::Whole, other, Means::Part).is_confined());
            assert!(!protection(Means::Whole, other, Means::Absent).is_confined());
            for memory in all {
                assert!(!protection(Means::Part, other, memory).is_confined());
                assert!(!protection(Means::Absent, other, memory).is_confined());
            }
        }
        assert!(!Protection::default().is_confined());
    }
}
