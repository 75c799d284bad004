use whence_model::{
    Facts, Lang, Place, Reading,
    facts::{
        metadata::{Dataset, HistoryEvent, Icc, Iptc, SamsungTrailer, TrailerEntry},
        provenance::{CredentialClass, Manifest, Signature, TimeStamp},
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
    TimeStamp RFC 3161: 2024-05-03 07:10:00 UTC Second Stated | Later: 47 h 10 min later
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
    Exif DateTimeDigitized: 2023-01-01 12:34:56 Second Unknown | Earlier: 486 days earlier
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

/// Somebody redated the file; what the camera signed stays.
#[test]
fn a_signed_date_disagrees_with_one_that_was_changed() {
    let mut facts = with_exif(&[("DateTimeOriginal", "2019:07:04 13:44:28"), ("DateTime", "2023:02:12 13:44:28")]);
    facts.provenance.class = CredentialClass::TrustedOfficial;
    facts.provenance.signed_fields = specimen::signed_fields(&[
        ("EXIF:Make", "Google"),
        ("EXIF:DateTimeOriginal", "2023-02-12T18:44:26Z"),
        ("exif:DateTimeDigitized", "2023:02:12 13:44:26"),
        ("exif:OffsetTimeDigitized", "-05:00"),
        ("xmp:CreateDate", "2023-02-12T13:44:26,78-05:00"),
        ("xmp:ModifyDate", "yesterday"),
        ("exif:GPSTimeStamp", "18:44:20"),
    ]);
    insta::assert_snapshot!(told(&facts), @r"
    Exif DateTimeOriginal: 2019-07-04 13:44:28 Second Unknown | Reference: the others are compared with this one
    Credentials exif:DateTimeDigitized: 2023-02-12 13:44:26 −05:00 Second Stated | Later: 4 years later
    Credentials xmp:CreateDate: 2023-02-12 13:44:26 −05:00 SubSecond Stated | Later: 4 years later
    Exif DateTime: 2023-02-12 13:44:28 Second Unknown | Later: 4 years later
    Credentials EXIF:DateTimeOriginal: 2023-02-12 18:44:26 UTC Second Stated | Later: 4 years later
    Credentials xmp:ModifyDate: – None Unknown | Unusable: cannot be read as a date
    6 dates from 2 sources. 3 of the 4 about the capture give another moment than “taken, by the camera's clock”.
    6 dates issues de 2 sources. 3 des 4 qui concernent la prise de vue désignent un autre moment que « prise, selon l'horloge de l'appareil ».
    ");
    let (exhibit, lang) = (specimen::exhibit(), Lang::Fr);
    let told_fr = timeline(&Case { exhibit: &exhibit, facts: &facts }, lang);
    let labels: Vec<String> = told_fr
        .dates
        .iter()
        .map(|d| format!("{} ({} = {})", d.label, d.evidence.place.path, d.evidence.value))
        .collect();
    insta::assert_snapshot!(labels.join("\n"), @r"
    prise, selon l'horloge de l'appareil (JPEG › APP1 Exif › Exif › DateTimeOriginal = 2019:07:04 13:44:28)
    numérisée, selon les justificatifs (Content Credentials › stds.exif › exif:DateTimeDigitized = 2023:02:12 13:44:26)
    créée, selon les justificatifs (Content Credentials › stds.exif › xmp:CreateDate = 2023-02-12T13:44:26,78-05:00)
    enregistrée (JPEG › APP1 Exif › Main › DateTime = 2023:02:12 13:44:28)
    prise, selon les justificatifs (Content Credentials › stds.exif › EXIF:DateTimeOriginal = 2023-02-12T18:44:26Z)
    enregistrée, selon les justificatifs (Content Credentials › stds.exif › xmp:ModifyDate = yesterday)
    ");
    facts.provenance.class = CredentialClass::CredentialsAltered;
    insta::assert_snapshot!(told(&facts), @r"
    Exif DateTimeOriginal: 2019-07-04 13:44:28 Second Unknown | Reference: the others are compared with this one
    Exif DateTime: 2023-02-12 13:44:28 Second Unknown | Later: 4 years later
    2 dates from one source. Only one is about the capture, so no other confirms it. The latest date: saved, 4 years later.
    2 dates issues d'une seule source. Une seule concerne la prise de vue : aucune autre ne la confirme. La date la plus récente : enregistrée, 4 ans plus tard.
    ");
}

/// Neighbouring zones that lie less than an hour apart are a handful.
#[test]
fn less_than_an_hour_apart_is_no_other_zone() {
    for (saved, expected) in [
        ("2024:05:01 10:15:00", "Later: 15 minutes later"),
        ("2024:05:01 10:29:10", "Later: 29 minutes later"),
        ("2024:05:01 09:30:00", "Earlier: 30 minutes earlier"),
        ("2024:05:01 10:59:20", "ZoneApart: 59 minutes apart"),
        ("2024:05:01 09:00:00", "ZoneApart: 60 minutes apart"),
        ("2024:05:01 15:30:00", "ZoneApart: 5 h 30 min apart"),
    ] {
        let seen = told(&with_exif(&[("DateTimeOriginal", "2024:05:01 10:00:00"), ("DateTime", saved)]));
        assert!(seen.contains(expected), "{saved}: {seen}");
    }
}

/// One moment that two blocks hold, of which one alone names the zone.
#[test]
fn a_date_without_a_zone_is_read_in_its_twins() {
    let of = |zones: &[(&str, &str)]| {
        let mut facts =
            with_exif(&[("DateTimeOriginal", "2024:05:01 12:00:00+02:00"), ("DateTime", "2024:05:01 17:34:26")]);
        facts.metadata.xmp = xmp(zones);
        told(&facts).lines().filter(|line| line.contains("Saved") || line.contains("Date")).map(str::to_owned).collect()
    };
    let one: Vec<String> = of(&[("xmp:ModifyDate", "2024-05-01T17:34:26-04:00")]);
    insta::assert_snapshot!(one.join("\n"), @r"
    Exif DateTimeOriginal: 2024-05-01 12:00:00 +02:00 Second Stated | Reference: the others are compared with this one
    Exif DateTime: 2024-05-01 17:34:26 Second Unknown | Later: 11 h 34 min later
    Xmp xmp:ModifyDate: 2024-05-01 17:34:26 −04:00 Second Stated | Later: 11 h 34 min later
    ");
    let none: Vec<String> = of(&[("xmp:ModifyDate", "2024-05-01T17:34:27-04:00")]);
    insta::assert_snapshot!(none.join("\n"), @r"
    Exif DateTimeOriginal: 2024-05-01 12:00:00 +02:00 Second Stated | Reference: the others are compared with this one
    Exif DateTime: 2024-05-01 17:34:26 Second Unknown | Later: 5 h 34 min later
    Xmp xmp:ModifyDate: 2024-05-01 17:34:27 −04:00 Second Stated | Later: 11 h 34 min later
    ");
    let two: Vec<String> =
        of(&[("xmp:ModifyDate", "2024-05-01T17:34:26-04:00"), ("tiff:DateTime", "2024-05-01T17:34:26Z")]);
    insta::assert_snapshot!(two.join("\n"), @r"
    Exif DateTimeOriginal: 2024-05-01 12:00:00 +02:00 Second Stated | Reference: the others are compared with this one
    Exif DateTime: 2024-05-01 17:34:26 Second Unknown | Later: 5 h 34 min later
    Xmp tiff:DateTime: 2024-05-01 17:34:26 UTC Second Stated | Later: 7 h 34 min later
    Xmp xmp:ModifyDate: 2024-05-01 17:34:26 −04:00 Second Stated | Later: 11 h 34 min later
    ");
}
