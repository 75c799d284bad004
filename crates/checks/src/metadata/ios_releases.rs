//! When each version of iOS and iPadOS came out: the table `ios_releases.tsv`, kept by hand.

use std::{fmt, sync::LazyLock};

use whence_model::Moment;

/// Major, minor, patch; what is not said is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u8, pub u8, pub u8);

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Release {
    pub version: Version,
    /// The first moment of its day; of its month where no more is known.
    pub day: Moment,
    /// As it stands in the table.
    pub shown: &'static str,
    pub source: &'static str,
}

/// The newest listed release that is not later than this version, which is then not older than it.
///
/// Nothing where the major version is not listed, or the minor one is beyond the last of a major version that is closed:
/// programs on a Mac write the Mac's own version there, such as 10.14.6.
pub fn release(version: Version) -> Option<&'static Release> {
    let of_major = || TABLE.iter().filter(|release| release.version.0 == version.0);
    let last_minor = of_major().map(|release| release.version.1).max()?;
    let newest_major = TABLE.iter().map(|release| release.version.0).max()?;
    if version.1 > last_minor && version.0 < newest_major {
        return None;
    }
    of_major().filter(|release| release.version <= version).max_by_key(|release| release.version)
}

impl Version {
    /// `17.1` or `17.1.2`; a bare `17` is 17.0.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = [0; 3];
        for (i, part) in text.split('.').enumerate() {
            let digits = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            *numbers.get_mut(i)? = part.parse().ok().filter(|_| digits)?;
        }
        let [major, minor, patch] = numbers;
        Some(Self(major, minor, patch))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(major, minor, 0) => write!(f, "{major}.{minor}"),
            Self(major, minor, patch) => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

static TABLE: LazyLock<Vec<Release>> = LazyLock::new(|| lines().filter_map(row).collect());

/// The lines below the heading.
fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("ios_releases.tsv").lines().skip(1)
}

fn row(line: &'static str) -> Option<Release> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[version, shown, _, source, _] = cells.as_slice() else { return None };
    let day = shown.get(8..10).map_or(Some(1), |day| day.parse().ok())?;
    let date = (shown.get(..4)?.parse().ok()?, shown.get(5..7)?.parse().ok()?, day);
    Some(Release { version: Version::parse(version)?, day: Moment::new(date, (0, 0, 0), None)?, shown, source })
}

#[cfg(test)]
mod tests {
    use super::{TABLE, Version, lines, release};

    fn listed(text: &str) -> Option<&'static str> {
        release(Version::parse(text)?).map(|release| release.shown)
    }

    #[test]
    fn the_nearest_version_that_is_not_later() {
        assert_eq!(listed("17.1.2"), Some("2023-11-30"));
        assert_eq!(listed("17.0.1"), Some("2023-09-18"), "not listed: 17.0 was there before it");
        assert_eq!(listed("12.5.5"), Some("2020-12-14"));
        assert_eq!(listed("8"), Some("2014-09-17"));
        assert_eq!(listed("26.9"), Some("2025-11"), "the newest major version goes on");
    }

    #[test]
    fn nothing_of_what_is_no_version_of_ios() {
        for text in ["10.14.6", "12.7", "99.1", "4.3", "17.", "17.1.2.3", "17.1a", "17.+1", "", "300.1", "17.300"] {
            assert_eq!(listed(text), None, "{text}");
        }
    }

    #[test]
    fn the_table_is_well_formed() {
        assert_eq!(TABLE.len(), lines().count(), "every row is read");
        assert!(TABLE.len() >= 100);
        for (line, release) in lines().zip(TABLE.iter()) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells[0], release.version.to_string());
            assert_eq!(cells[1].len(), if cells[2] == "day" { 10 } else { 7 }, "{line}");
            assert!(cells[2] == "day" || cells[2] == "month", "{line}");
            assert!(cells[3].len() > 3 && (cells[4] == "-" || cells[4].len() == 10), "{line}");
            assert!((2011..=2026).contains(&release.day.year()), "{line}");
        }
        for pair in TABLE.windows(2) {
            assert!(pair[0].version < pair[1].version, "{:?}", pair[1]);
            let told_to_the_day = pair[1].shown.len() == 10 && pair[0].version.0 == pair[1].version.0;
            assert!(!told_to_the_day || pair[0].day.clock_seconds() <= pair[1].day.clock_seconds(), "{:?}", pair[1]);
        }
    }
}
