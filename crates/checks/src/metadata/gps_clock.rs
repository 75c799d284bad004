//! The clock of the satellites, which a camera does not set.

use whence_model::{Evidence, Moment, Outcome, Text, facts::metadata::Exif, t};

use super::{
    needs::{evidence, field},
    written_date::date,
};

/// The time that the GPS fields give, UTC, with where they stand.
pub fn gps_time(exif: &Exif) -> Result<(Moment, Evidence), Outcome> {
    let stamp = field(exif, "GPSDateStamp")?;
    field(exif, "GPSTimeStamp")?;
    let text = exif.text("GPSDateStamp").unwrap_or_default();
    let Some(day) = date(text, ':').filter(|(year, ..)| *year >= 1990) else {
        let shown = stamp.shown.short(20);
        return Err(Outcome::NotApplicable(Text::new(
            format!("The GPS date reads “{shown}”, which is no date; some phones are known to write such ones."),
            format!("La date GPS indique « {shown} », ce qui n'est pas une date ; certains téléphones en écrivent."),
        )));
    };
    let time = match exif.numbers("GPSTimeStamp") {
        [hour, minute, second] => whole(*hour, 24).zip(whole(*minute, 60)).zip(whole(*second, 61)),
        _ => None,
    };
    let moment = time.and_then(|((hour, minute), second)| Moment::new(day, (hour, minute, second), Some(0)));
    let Some(moment) = moment else {
        return Err(Outcome::NotApplicable(t(
            "The GPS time is incomplete or impossible.",
            "L'heure GPS est incomplète ou impossible.",
        )));
    };
    Ok((moment, Evidence::new(evidence(stamp).place, moment.to_string())))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to 0..below first")]
fn whole(number: f64, below: u8) -> Option<u8> {
    (number >= 0.0 && number < f64::from(below)).then_some(number as u8)
}
