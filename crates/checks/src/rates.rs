//! How often each check spoke when it was last measured, as `rates.tsv` keeps it.

pub mod watermark;

use std::{collections::HashMap, sync::LazyLock};

use whence_model::Text;

/// What was measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set {
    pub name: &'static str,
    /// `YYYY-MM-DD`.
    pub date: &'static str,
    pub files: u32,
    /// Files whose Exif data names maker and model.
    pub cameras: u32,
}

/// One check's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Files that have what the check needs.
    pub applied: u32,
    /// Files on which it found something.
    pub spoke: u32,
    /// Files on which what it found speaks for an edit or for AI.
    pub accused: u32,
    /// Those, ` · ` between them.
    pub files: &'static str,
}

pub fn set() -> Set {
    let mut fields = TABLE.lines().find_map(|line| line.strip_prefix("# set\t")).unwrap_or_default().split('\t');
    let mut next = || fields.next().unwrap_or_default();
    let (name, date) = (next(), next());
    Set { name, date, files: next().parse().unwrap_or(0), cameras: next().parse().unwrap_or(0) }
}

/// What was measured of a check; nothing of one that is newer than the measurement.
pub fn of(check: &str) -> Option<Measured> {
    static ALL: LazyLock<HashMap<&str, Measured>> = LazyLock::new(|| TABLE.lines().filter_map(line).collect());
    ALL.get(check).copied()
}

/// The measurement in a sentence, and for the watermark that of how often it is found again; nothing where the check was
/// never asked.
pub fn sentence(check: &str) -> Option<Text> {
    let spoke = spoke(check);
    if check != "declared/public-watermark" {
        return spoke;
    }
    let again = watermark::sentences();
    let Some(spoke) = spoke else { return Some(again) };
    Some(Text::new(format!("{} {}", again.en, spoke.en), format!("{} {}", again.fr, spoke.fr)))
}

fn spoke(check: &str) -> Option<Text> {
    let Measured { applied, spoke, accused, .. } = of(check).filter(|measured| measured.applied > 0)?;
    let Set { name, date, files, .. } = set();
    let (en, fr) = match spoke {
        0 => ("it never spoke".into(), "il n'a jamais parlé".into()),
        _ => (
            format!("it spoke on {spoke}, and on {accused} of them what it said speaks for an edit"),
            format!("il a parlé sur {spoke}, dont {accused} où cela va dans le sens d'une retouche"),
        ),
    };
    Some(Text::new(
        format!(
            "Of the {files} test files of the set “{name}” it could be asked of {applied}: {en} (measured {date})."
        ),
        format!(
            "Sur les {files} fichiers d'essai du jeu « {name} », il s'appliquait à {applied} : {fr} (mesuré le {date})."
        ),
    ))
}

const TABLE: &str = include_str!("../rates.tsv");

fn line(line: &'static str) -> Option<(&'static str, Measured)> {
    let mut fields = line.split('\t');
    let check = fields.next().filter(|check| check.contains('/') && !check.starts_with('#'))?;
    let mut number = || fields.next()?.parse().ok();
    let (applied, spoke, accused) = (number()?, number()?, number()?);
    Some((check, Measured { applied, spoke, accused, files: fields.next().unwrap_or_default() }))
}

#[cfg(test)]
mod tests {
    use super::{line, set};
    use crate::CATALOGUE;

    #[test]
    fn every_check_was_measured() {
        assert!(set().files > 0 && set().date.len() == 10, "{:?}", set());
        let missing: Vec<_> = CATALOGUE.iter().map(|c| c.id).filter(|id| super::of(id).is_none()).collect();
        assert!(missing.is_empty(), "not in rates.tsv: {missing:?}; run `cargo xtask rates DIR --write`");
    }

    #[test]
    fn what_is_no_line_is_passed_over() {
        assert!(line("metadata/x\t3\t2\t1\ta.jpg · b.jpg").is_some_and(|(_, m)| m.files == "a.jpg · b.jpg"));
        assert!(line("metadata/x\t3\t2\t0\t").is_some());
        for none in ["check\tapplied\tspoke\taccused\tfiles", "# a/b\t1\t1\t1", "metadata/x\tmany", ""] {
            assert_eq!(line(none), None, "{none}");
        }
    }
}
