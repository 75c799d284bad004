use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// How much of a file is read, and what reading it may cost: those of the limits that a person can change. A file over one of
/// them is refused or stopped, and told so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Chosen")]
pub struct Limits {
    /// Bytes of a file, in MiB. The C2PA library starts threads for more than 256, which the locked room does not let it.
    pub file_mib: u32,
    /// Pixels of a picture that are decoded, in millions. Phones take up to 200; each costs 4 bytes, and as much again for a while.
    pub megapixels: u32,
    /// Memory of the process that reads, in MiB: what the largest picture takes, and its decoder's own 512.
    pub memory_mib: u32,
    /// Seconds for one file: ten for any, and one more for each ten million pixels of the largest.
    pub seconds: u32,
}

impl Limits {
    pub const FILE_MIB: RangeInclusive<u32> = 1..=256;
    pub const MEGAPIXELS: RangeInclusive<u32> = 1..=900;
    pub const MEMORY_MIB: RangeInclusive<u32> = 512..=16_384;
    pub const SECONDS: RangeInclusive<u32> = 5..=600;

    /// Whether each is within its range.
    pub fn is_sound(&self) -> bool {
        Self::FILE_MIB.contains(&self.file_mib)
            && Self::MEGAPIXELS.contains(&self.megapixels)
            && Self::MEMORY_MIB.contains(&self.memory_mib)
            && Self::SECONDS.contains(&self.seconds)
    }

    pub fn file_bytes(&self) -> u64 {
        u64::from(self.file_mib) << 20
    }

    pub fn pixels(&self) -> u64 {
        u64::from(self.megapixels) * 1_000_000
    }

    pub fn memory_bytes(&self) -> u64 {
        u64::from(self.memory_mib) << 20
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_mib: 256, megapixels: 200, memory_mib: 2048, seconds: 30 }
    }
}

/// As somebody wrote them down.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Chosen {
    file_mib: u32,
    megapixels: u32,
    memory_mib: u32,
    seconds: u32,
}

impl Default for Chosen {
    fn default() -> Self {
        let Limits { file_mib, megapixels, memory_mib, seconds } = Limits::default();
        Self { file_mib, megapixels, memory_mib, seconds }
    }
}

impl TryFrom<Chosen> for Limits {
    type Error = &'static str;

    fn try_from(Chosen { file_mib, megapixels, memory_mib, seconds }: Chosen) -> Result<Self, Self::Error> {
        let limits = Self { file_mib, megapixels, memory_mib, seconds };
        if limits.is_sound() { Ok(limits) } else { Err("a limit is out of its range") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_out_of_its_range_is_none() {
        let read = |json: &str| serde_json::from_str::<Limits>(json).ok();
        assert_eq!(read("{}"), Some(Limits::default()));
        assert_eq!(read(r#"{"seconds": 90}"#), Some(Limits { seconds: 90, ..Limits::default() }));
        for wrong in [
            r#"{"seconds": 0}"#,
            r#"{"file_mib": 257}"#,
            r#"{"megapixels": -1}"#,
            r#"{"memory_mib": 1}"#,
            r#"{"threads": 1}"#,
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
