//! What time zones can explain.

/// From the easternmost zone (+14:00) to the westernmost (−12:00), in seconds.
pub const WIDEST: i64 = 26 * 3600;

const STEP: i64 = 15 * 60;

/// Seconds from the nearest step of 15 minutes: zones lie whole steps apart.
pub fn off_step(gap: i64) -> i64 {
    let rest = gap.rem_euclid(STEP);
    rest.min(STEP - rest)
}

/// Whether a clock that is so many seconds ahead of UTC shows the time of some zone, with so many seconds to spare.
pub fn is_zone(ahead: i64, to_spare: i64) -> bool {
    (-12 * 3600 - to_spare..=14 * 3600 + to_spare).contains(&ahead) && off_step(ahead) <= to_spare
}

/// Whether two clocks this many seconds apart can be one clock in two zones.
pub fn may_be_two_zones(gap: i64, to_spare: i64) -> bool {
    gap.abs() <= WIDEST + to_spare && off_step(gap) <= to_spare
}

#[cfg(test)]
mod tests {
    use super::{is_zone, may_be_two_zones, off_step};

    #[test]
    fn zones_are_quarter_hours_within_their_bounds() {
        assert_eq!((off_step(0), off_step(-60), off_step(20_700 + 450)), (0, 60, 450));
        assert!(is_zone(20_700, 0) && is_zone(-43_200, 0) && is_zone(50_400, 0), "Nepal, and the two ends");
        assert!(!is_zone(51_300, 0) && !is_zone(7_320, 60) && is_zone(7_260, 60));
        assert!(may_be_two_zones(93_600, 0) && !may_be_two_zones(94_500, 0) && !may_be_two_zones(100, 0));
    }
}
