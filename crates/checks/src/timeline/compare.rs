//! How one date stands to another, given how precise each is and what is known of its zone.

use whence_model::{Agreement, Moment, Precision, Text, ZoneKnown, t};

use super::sources::Found;
use crate::metadata::{duration::in_words, zones};

/// A position fix may be older than the shot, and clocks are set by hand.
const SAME: i64 = 600;

/// Clocks of two zones are seldom less apart: India and Nepal are, and a handful of others. A quarter of an hour is far
/// more often the time between two things that happened.
const ZONES_APART: i64 = 3600;

pub struct Compared {
    pub agreement: Agreement,
    pub note: Text,
}

/// The date at `at` against the reference.
pub fn to_reference(at: usize, date: &Found, reference: Option<usize>, found: &[Found]) -> Compared {
    let say = |agreement, note| Compared { agreement, note };
    let Some(moment) = date.usable() else {
        let note = if date.moment.is_some() || date.unset {
            t("reads like a clock that was never set", "ressemble à une horloge jamais réglée")
        } else {
            t("cannot be read as a date", "ne se lit pas comme une date")
        };
        return say(Agreement::Unusable, note);
    };
    let Some((nth, other)) = reference.and_then(|nth| Some((nth, found.get(nth)?))) else {
        return say(Agreement::Reference, t("the only date that can be used", "la seule date utilisable"));
    };
    let Some(against) = other.usable().filter(|_| nth != at) else {
        return say(Agreement::Reference, t("the others are compared with this one", "les autres lui sont comparées"));
    };
    if date.precision <= Precision::Day || other.precision <= Precision::Day {
        return by_calendar((against, moment), date.precision.min(other.precision));
    }
    let mut moment = moment;
    moment.offset = moment.offset.or_else(|| offset_of_twin(date, found));
    by_clock(against, moment, if date.precision == Precision::Minute { 60 } else { 0 })
}

/// The zone that another block states for the same event at the same time of day: Exif's DateTime 17:34:26 beside
/// xmp:ModifyDate 17:34:26−04:00 are one moment, so they must get one answer. None where two such blocks state different
/// zones. The reference is given none in this way: programs are known to put their computer's zone beside the camera's
/// own time, and all others would then be held against that.
fn offset_of_twin(date: &Found, found: &[Found]) -> Option<i16> {
    let clock = date.moment?.clock_seconds();
    let twins = found
        .iter()
        .filter(|other| other.source != date.source && other.event == date.event && other.zone == ZoneKnown::Stated);
    let mut zones = twins.filter_map(|twin| twin.usable().filter(|m| m.clock_seconds() == clock)?.offset);
    let first = zones.next()?;
    zones.all(|zone| zone == first).then_some(first)
}

/// Both to the second, or nearly.
fn by_clock(reference: Moment, moment: Moment, spare: i64) -> Compared {
    let zoned = reference.utc_seconds().zip(moment.utc_seconds());
    let gap = zoned.map_or(moment.clock_seconds() - reference.clock_seconds(), |(a, b)| b - a);
    if gap.abs() <= SAME + spare {
        let (en, fr) = in_words(gap);
        let note = match gap {
            0 => t("the same moment", "le même moment"),
            _ => Text::new(format!("the same moment within {en}"), format!("le même moment à {fr} près")),
        };
        return Compared { agreement: Agreement::Agrees, note };
    }
    let spare = 60 + spare;
    if zoned.is_none() && gap.abs() + spare >= ZONES_APART && zones::may_be_two_zones(gap, spare) {
        let (en, fr) = in_words(gap);
        let note = Text::new(
            format!("{en} apart by the clock: the same moment if the clocks were set to different time zones"),
            format!(
                "{fr} d'écart à l'horloge : le même moment si les horloges étaient réglées sur des fuseaux horaires différents"
            ),
        );
        return Compared { agreement: Agreement::ZoneApart, note };
    }
    apart(gap)
}

/// One of them names a day, a month or a year: then no more than that is compared.
fn by_calendar((reference, moment): (Moment, Moment), precision: Precision) -> Compared {
    let same = match precision {
        Precision::Year => reference.year() == moment.year(),
        Precision::Month => (reference.year(), reference.month()) == (moment.year(), moment.month()),
        _ => (reference.clock_seconds().div_euclid(86_400) - moment.clock_seconds().div_euclid(86_400)).abs() <= 1,
    };
    if same {
        let note = match precision {
            Precision::Year => t("the same year", "la même année"),
            Precision::Month => t("the same month", "le même mois"),
            _ => t(
                "the same day, or one day apart, as time zones allow",
                "le même jour, ou à un jour près, comme le permettent les fuseaux horaires",
            ),
        };
        return Compared { agreement: Agreement::Agrees, note };
    }
    apart(moment.clock_seconds() - reference.clock_seconds())
}

fn apart(gap: i64) -> Compared {
    let (en, fr) = in_words(gap);
    if gap > 0 {
        Compared { agreement: Agreement::Later, note: Text::new(format!("{en} later"), format!("{fr} plus tard")) }
    } else {
        Compared { agreement: Agreement::Earlier, note: Text::new(format!("{en} earlier"), format!("{fr} plus tôt")) }
    }
}
