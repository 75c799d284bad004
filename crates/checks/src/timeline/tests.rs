use whence_model::{
    Facts, Lang, Place, Reading,
    facts::{
        metadata::{Dataset, HistoryEvent, Icc, Iptc, SamsungTrailer, TrailerEntry},
        provenance::{Manifest, Signature, TimeStamp},
    },
};

use super::timeline;
use crate::{
    Case,
    specimen::{self, moment, with_exif, xmp},
};

/// A line a date: source and field, moment, precision, zone, agreement and note, in English; then the summary in both.
fn told(facts: &Facts) -> String {
    let exhibit = specimen::exhibit();
    let case = Case { exhibit: &exhibit, facts };
    let told = timeline(&case, Lang::En);
    let lines = told.dates.iter().map(|d| {
        let moment = d.moment.map_or("–".into(), |m| m.to_string());
        format!("{:?} {}: {moment} {:?} {:?} | {:?}: {}", d.source, d.field, d.precision, d.zone, d.agreement, d.note)
    });
    let summaries = [told.summary.clone(), timeline(&case, Lang::Fr).summary];
    lines.chain(summaries).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_block_has_its_own_date() {
    let mut facts = with_exif(&[
        ("DateTimeOriginal", "2024:05:01 10:00:00+02:00"),
        ("SubSecTimeOriginal", "25"),
        ("DateTime", "2024:05:03 09:00:00"),
        ("GPSDateStamp", "2024:05:01 08:00:04"),
    ]);
    facts.metadata.samsung = Reading::Read(SamsungTrailer {
        entries: vec![TrailerEntry {
            name: "Image_UTC_Data".into(),
            value: Some("1714550400000".into()),
            place: Place::bytes("JPEG › Samsung trailer", 900_000, 20),
        }],
        taken: moment("2024:05:01 08:00:00+00:00"),
        ..SamsungTrailer::default()
    });
    facts.metadata.xmp = xmp(&[("photoshop:DateCreated", "2024-05-01"), ("xmp:MetadataDate", "2024-05-04T12:00:00Z")]);
    if let Reading::Read(xmp) = &mut facts.metadata.xmp {
        let saved = Some("2024-05-03T09:00:00+02:00".into());
        xmp.history = vec![HistoryEvent { action: Some("saved".into()), when: saved, ..HistoryEvent::default() }];
    }
    let dataset = |dataset, value: &str| Dataset { record: 2, dataset, name: None, value: value.into() };
    let datasets = vec![dataset(55, "20240501"), dataset(60, "120000")];
    facts.metadata.iptc = Reading::Read(Iptc { place: Place::path("JPEG › APP13"), datasets });
    facts.metadata.icc = Reading::Read(Icc { created: moment("2016:12:08 09:38:28"), ..Icc::default() });
    let time_stamp = Some(TimeStamp { time: "2024-05-03T07:10:00Z".into(), authority: None });
    facts.provenance.manifests =
        vec![Manifest { signature: Some(Signature { time_stamp, ..Signature::default() }), ..Manifest::default() }];
    insta::assert_snapshot!(told(&facts), @r"
    Icc creation date: 2016-12-08 09:38:28 Second Unknown | Earlier: 7 years earlier
    Xmp photoshop:DateCreated: 2024-05-01 00:00:00 Day Unknown | Agrees: the same day, or one day apart, as time zones allow
    SamsungTrailer Image_UTC_Data: 2024-05-01 08:00:00 UTC Second Utc | Agrees: the same moment
    Gps GPSDateStamp: 2024-05-01 08:00:04 UTC Second Utc | Agrees: the same moment within 4 seconds
    Exif DateTimeOriginal: 2024-05-01 10:00:00 +02:00 SubSecond Stated | Reference: the others are compared with this one
    Iptc 2:55 DateCreated, 2:60 TimeCreated: 2024-05-01 12:00:00 Second Unknown | ZoneApart: 2 hours apart by the clock: the same moment if the clocks were set to different time zones
    TimeStamp RFC 3161: 2024-05-03 07:10:00 UTC Second Stated | Later: 47 hours later
    Exif DateTime: 2024-05-03 09:00:00 Second Unknown | Later: 47 hours later
    XmpHistory saved: 2024-05-03 09:00:00 +02:00 Second Stated | Later: 47 hours later
    Xmp xmp:MetadataDate: 2024-05-04 12:00:00 UTC Second Stated | Later: 3 days later
    10 dates from 8 sources. All 5 about the capture can be the same moment. The latest date: metadata changed, 3 days later.
    10 dates issues de 8 sources. Les 5 qui concernent la prise de vue peuvent désigner le même moment. La date la plus récente : métadonnées modifiées, 3 jours plus tard.
    ");
}

#[test]
fn one_that_disagrees_is_counted() {
    let facts = with_exif(&[
        ("DateTimeOriginal", "2024:05:01 10:00:00"),
        ("DateTimeDigitized", "2023:01:01 12:34:56"),
        ("GPSDateStamp", "2024:05:01 08:17:00"),
    ]);
    insta::assert_snapshot!(told(&facts), @r"
    Exif DateTimeDigitized: 2023-01-01 12:34:56 Second Unknown | Earlier: 485 days earlier
    Gps GPSDateStamp: 2024-05-01 08:17:00 UTC Second Utc | Earlier: 103 minutes earlier
    Exif DateTimeOriginal: 2024-05-01 10:00:00 Second Unknown | Reference: the others are compared with this one
    3 dates from 2 sources. 2 of the 3 about the capture give another moment than “taken, by the camera's clock”.
    3 dates issues de 2 sources. 2 des 3 qui concernent la prise de vue désignent un autre moment que « prise, selon l'horloge de l'appareil ».
    ");
}

#[test]
fn without_two_dates_nothing_is_compared() {
    assert_eq!(told(&specimen::facts()), "The file holds no date.\nLe fichier ne contient aucune date.");
    let unset = with_exif(&[("DateTimeOriginal", "2008:01:01 00:04:12"), ("DateTime", "2024:13:01 00:00:00")]);
    insta::assert_snapshot!(told(&unset), @r"
    Exif DateTimeOriginal: 2008-01-01 00:04:12 Second Unknown | Unusable: reads like a clock that was never set
    Exif DateTime: – None Unknown | Unusable: cannot be read as a date
    There are no two dates to compare.
    Il n'y a pas deux dates à comparer.
    ");
}
