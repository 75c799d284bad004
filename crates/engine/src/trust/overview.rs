use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;
use whence_inspect::Inspector;
use whence_model::{
    Pin, TrustBook, Untrusted,
    facts::provenance::{Certificate, ListOrigin, TrustList},
};

/// A list that is older may lack signers who were added since: C2PA changes its list one to four times a month.
pub const OLD_AFTER_DAYS: u32 = 90;

/// All whom Whence trusts, for a person who asks.
#[derive(Clone, Debug, Serialize)]
pub struct TrustOverview {
    /// Those that ship first, then those that were imported.
    pub lists: Vec<ListOverview>,
    pub pins: Vec<PinOverview>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListOverview {
    #[serde(flatten)]
    pub list: TrustList,
    /// Days since `date`; absent where the list has none.
    pub age_days: Option<u32>,
    /// Whether that is more than [`OLD_AFTER_DAYS`].
    pub old: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PinOverview {
    pub sha256: String,
    pub name: Untrusted,
    pub note: Untrusted,
    pub date: String,
    /// Absent where the book was changed by hand and the certificate in it cannot be read.
    pub certificate: Option<Certificate>,
}

impl TrustOverview {
    pub fn of(book: &TrustBook) -> Self {
        let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
        Self {
            lists: lists(book).into_iter().map(|list| ListOverview::of(list, today)).collect(),
            pins: book.pins.iter().map(PinOverview::of).collect(),
        }
    }
}

impl ListOverview {
    fn of(list: TrustList, today: Date) -> Self {
        let days = list.date.parse::<Date>().ok().and_then(|date| today.since(date).ok()).map(|span| span.get_days());
        let age_days = days.map(|days| u32::try_from(days).unwrap_or(0));
        Self { list, age_days, old: age_days.is_some_and(|days| days > OLD_AFTER_DAYS) }
    }
}

impl PinOverview {
    pub fn of(pin: &Pin) -> Self {
        let Pin { sha256, name, note, date, .. } = pin.clone();
        let certificate = super::certificates(&pin.pem).pop();
        Self { sha256, name, note: note.into(), date, certificate }
    }
}

/// The lists that ship and those of the book; pins are told one by one.
pub fn lists(book: &TrustBook) -> Vec<TrustList> {
    let lists = Inspector::new(book, false).lists().to_vec();
    lists.into_iter().filter(|list| list.origin != ListOrigin::Pinned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aged(date: &str, today: &str) -> (Option<u32>, bool) {
        let list = TrustList { date: date.into(), ..lists(&TrustBook::default()).remove(0) };
        let told = ListOverview::of(list, today.parse().unwrap());
        (told.age_days, told.old)
    }

    #[test]
    fn a_list_is_old_after_ninety_days() {
        assert_eq!(aged("2026-08-26", "2026-11-24"), (Some(90), false));
        assert_eq!(aged("2026-08-25", "2026-11-24"), (Some(91), true));
        assert_eq!(aged("2024-11-24", "2026-11-24"), (Some(730), true));
        assert_eq!(aged("2026-11-25", "2026-11-24"), (Some(0), false), "a clock that is behind");
        assert_eq!(aged("", "2026-11-24"), (None, false));
        assert_eq!(aged("soon", "2026-11-24"), (None, false));
    }
}
