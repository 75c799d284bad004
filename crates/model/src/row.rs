use serde::{Deserialize, Serialize};

use crate::{Direction, Evidence, Family, Lang, Outcome, Strength};

/// What became of a check. Never a yes or no: the last three each say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Finding,
    NothingFound,
    NotApplicable,
    Failed,
    Skipped,
}

/// One check's line in a report, in the report's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Row {
    /// The check's id, `family/name`.
    pub check: String,
    pub family: Family,
    /// The check's title.
    pub title: String,
    pub status: Status,
    /// Only for a finding.
    pub direction: Option<Direction>,
    /// Only for a finding.
    pub strength: Option<Strength>,
    /// What was seen and what it may mean; or that nothing was; or why the check did not speak.
    pub message: String,
    /// The first is what the finding stands on. Empty unless the status is `finding`.
    pub evidence: Vec<Evidence>,
    /// How it comes about where nothing is wrong. Empty unless the status is `finding`.
    pub innocent: Vec<String>,
}

impl Row {
    /// `nothing` is said where the check found nothing; `innocent` are the causes on the check's page.
    pub fn new(
        (check, family, title): (&str, Family, &str),
        outcome: Outcome,
        nothing: &str,
        innocent: impl IntoIterator<Item = String>,
        lang: Lang,
    ) -> Self {
        let mut row = Self {
            check: check.to_owned(),
            family,
            title: title.to_owned(),
            status: Status::NothingFound,
            direction: None,
            strength: None,
            message: nothing.to_owned(),
            evidence: Vec::new(),
            innocent: Vec::new(),
        };
        let (status, why) = match outcome {
            Outcome::NothingFound => return row,
            Outcome::NotApplicable(why) => (Status::NotApplicable, why),
            Outcome::Failed(why) => (Status::Failed, why),
            Outcome::Skipped(why) => (Status::Skipped, why),
            Outcome::Finding(finding) => {
                row.direction = Some(finding.direction);
                row.strength = Some(finding.strength);
                row.evidence = match lang {
                    Lang::Fr if !finding.in_french.is_empty() => finding.in_french,
                    _ => [finding.evidence].into_iter().chain(finding.also).collect(),
                };
                row.innocent = finding.innocent.iter().map(|c| c.in_lang(lang).to_owned()).chain(innocent).collect();
                (Status::Finding, finding.message)
            }
        };
        row.status = status;
        row.message = why.in_lang(lang).to_owned();
        row
    }
}
