//! Where dates stand: one function for each kind of block.

use whence_model::{
    DateEvent, DateSource, Evidence, Moment, Place, Precision, Untrusted, ZoneKnown,
    facts::{
        metadata::{Exif, Field},
        provenance::CredentialClass,
    },
};

use crate::{
    Case,
    metadata::{
        name_date::{Clock, NameDate, name_date},
        needs::{evidence, property_evidence},
        unset_clock::reads_unset,
        written::{self, Written, written},
    },
    provenance::{
        signed_value::{self, SignedDate},
        stated,
    },
};

/// A date as it was found, before it is held against any other.
pub struct Found {
    pub source: DateSource,
    pub field: String,
    pub event: DateEvent,
    pub evidence: Evidence,
    pub moment: Option<Moment>,
    pub precision: Precision,
    pub zone: ZoneKnown,
    /// It reads like a clock that was never set.
    pub unset: bool,
}

impl Found {
    fn new(source: DateSource, event: DateEvent, field: impl Into<String>, evidence: Evidence) -> Self {
        let (precision, zone) = (Precision::None, ZoneKnown::Unknown);
        Self { source, field: field.into(), event, evidence, moment: None, precision, zone, unset: false }
    }

    fn at(mut self, moment: Option<Moment>, precision: Precision) -> Self {
        self.precision = if moment.is_some() { precision } else { Precision::None };
        self.zone = match moment.and_then(|m| m.offset) {
            Some(_) => ZoneKnown::Stated,
            None => ZoneKnown::Unknown,
        };
        self.moment = moment;
        self
    }

    fn written(self, text: &Untrusted) -> Self {
        match written(text.raw()) {
            Some(Written { moment, precision }) => self.at(Some(moment), precision),
            None => self,
        }
    }

    /// UTC because the format says so, not because it is written there.
    fn utc(mut self) -> Self {
        if let Some(moment) = &mut self.moment {
            moment.offset = Some(0);
            self.zone = ZoneKnown::Utc;
        }
        self
    }
}

pub fn all(case: &Case) -> Vec<Found> {
    let mut found = Vec::new();
    let metadata = &case.facts.metadata;
    if let Some(exif) = metadata.exif.read() {
        found.extend(exif_dates(exif));
    }
    if let Some(samsung) = metadata.samsung.read() {
        let entry = samsung.entry("Image_UTC_Data");
        found.extend(entry.map(|entry| {
            // Milliseconds since 1970 say nothing to a person.
            let count = entry.value.as_ref().map_or_else(String::new, |value| value.short(40));
            let value = samsung.taken.map_or(count.clone(), |taken| format!("{count} ({taken})"));
            let evidence = Evidence::new(entry.place.clone(), value);
            let date = Found::new(DateSource::SamsungTrailer, DateEvent::Captured, entry.name.short(40), evidence);
            date.at(samsung.taken, Precision::Second).utc()
        }));
    }
    xmp_dates(case, &mut found);
    iptc_dates(case, &mut found);
    if let Some(icc) = metadata.icc.read() {
        let evidence = |moment: Moment| Evidence::new(icc.place.clone(), moment.to_string());
        let date = |moment| {
            Found::new(DateSource::Icc, DateEvent::ProfileMade, "creation date", evidence(moment))
                .at(Some(moment), Precision::Second)
        };
        found.extend(icc.created.map(date));
    }
    png_dates(case, &mut found);
    credential_dates(case, &mut found);
    found.extend(signed_dates(case));
    found.extend(name_dates(case));
    found
}

fn exif_dates(exif: &Exif) -> Vec<Found> {
    const DATES: [(&str, &str, DateEvent); 3] = [
        ("DateTimeOriginal", "SubSecTimeOriginal", DateEvent::Captured),
        ("DateTimeDigitized", "SubSecTimeDigitized", DateEvent::Digitised),
        ("DateTime", "SubSecTime", DateEvent::Saved),
    ];
    let mut found = Vec::new();
    for (name, sub_second, event) in DATES {
        let Some(field) = exif.field(name) else { continue };
        let fine = exif.text(sub_second).is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()));
        let precision = if fine { Precision::SubSecond } else { Precision::Second };
        found.push(of_field(DateSource::Exif, event, field, precision));
    }
    if let Some(field) = exif.field("GPSDateStamp") {
        let mut position = of_field(DateSource::Gps, DateEvent::Captured, field, Precision::Second).utc();
        // Day and time of day stand in two fields.
        if let Some(time) = exif.field("GPSTimeStamp") {
            position.evidence.value = format!("{} {}", field.shown.raw(), time.shown.raw()).into();
        }
        found.push(position);
    }
    let note = exif.maker_note.iter().flat_map(|note| &note.fields).filter(|field| field.moment.is_some());
    found.extend(note.map(|field| of_field(DateSource::MakerNote, DateEvent::Captured, field, Precision::Second)));
    found
}

fn of_field(source: DateSource, event: DateEvent, field: &Field, precision: Precision) -> Found {
    let mut found = Found::new(source, event, field.name.as_str(), evidence(field)).at(field.moment, precision);
    found.unset = reads_unset(field);
    found
}

fn xmp_dates(case: &Case, found: &mut Vec<Found>) {
    const DATES: [(&str, DateEvent); 8] = [
        ("exif:DateTimeOriginal", DateEvent::Captured),
        ("photoshop:DateCreated", DateEvent::Captured),
        ("exif:DateTimeDigitized", DateEvent::Digitised),
        ("xmp:CreateDate", DateEvent::Created),
        ("tiff:DateTime", DateEvent::Saved),
        ("xmp:ModifyDate", DateEvent::Saved),
        ("xmp:MetadataDate", DateEvent::MetadataChanged),
        ("exif:GPSTimeStamp", DateEvent::Captured),
    ];
    let Some(xmp) = case.facts.metadata.xmp.read() else { return };
    for (name, event) in DATES {
        let property = xmp.property(name);
        found
            .extend(property.map(|p| Found::new(DateSource::Xmp, event, name, property_evidence(p)).written(&p.value)));
    }
    for event in &xmp.history {
        let Some(when) = &event.when else { continue };
        let action = event.action.as_ref().map(|action| action.short(40)).unwrap_or_default();
        let place = Place { path: format!("{} › xmpMM:History", xmp.place.path.raw()).into(), ..xmp.place.clone() };
        let evidence = Evidence::new(place, when.clone());
        found.push(Found::new(DateSource::XmpHistory, DateEvent::Edited, action, evidence).written(when));
    }
}

/// Dates and times of day stand in datasets of their own (IIM 4.2, 2:55 to 2:63).
fn iptc_dates(case: &Case, found: &mut Vec<Found>) {
    const DATES: [(u8, u8, &str, DateEvent); 2] = [
        (55, 60, "2:55 DateCreated, 2:60 TimeCreated", DateEvent::Captured),
        (62, 63, "2:62 DigitalCreationDate, 2:63 DigitalCreationTime", DateEvent::Digitised),
    ];
    let Some(iptc) = case.facts.metadata.iptc.read() else { return };
    for (date, time, name, event) in DATES {
        let Some(day) = iptc.value(date) else { continue };
        let time = iptc.value(time);
        let shown = time.map_or_else(|| day.raw().to_owned(), |time| format!("{} {}", day.raw(), time.raw()));
        let one = Found::new(DateSource::Iptc, event, name, Evidence::new(iptc.place.clone(), shown));
        found.push(match written::iptc(day.raw(), time.map(|t| t.raw())) {
            Some(Written { moment, precision }) => one.at(Some(moment), precision),
            None => one,
        });
    }
}

/// The tIME chunk, which is UTC by the standard, and the texts that programs add.
fn png_dates(case: &Case, found: &mut Vec<Found>) {
    const TEXTS: [(&str, DateEvent); 4] = [
        ("Creation Time", DateEvent::Created),
        ("date:create", DateEvent::Saved),
        ("date:modify", DateEvent::Saved),
        ("date:timestamp", DateEvent::Saved),
    ];
    if let Some(png) = &case.facts.structure.png
        && let (Some(moment), Some(place)) = (png.modified, &png.modified_place)
    {
        let evidence = Evidence::new(place.clone(), moment.to_string());
        found.push(
            Found::new(DateSource::Png, DateEvent::Saved, "tIME", evidence).at(Some(moment), Precision::Second).utc(),
        );
    }
    for text in &case.facts.metadata.texts {
        let Some((name, event)) = TEXTS.iter().find(|(name, _)| text.key.raw() == *name) else { continue };
        let evidence = Evidence::new(text.place.clone(), text.value.short(64));
        found.push(Found::new(DateSource::Png, *event, *name, evidence).written(&text.value));
    }
}

/// When the manifests were signed, by the authority's clock, and what they say was done when, by the signers' own.
fn credential_dates(case: &Case, found: &mut Vec<Found>) {
    let place = case.facts.provenance.place.clone().unwrap_or_default();
    for manifest in &case.facts.provenance.manifests {
        let stamp = manifest.signature.as_ref().and_then(|signature| signature.time_stamp.as_ref());
        found.extend(stamp.map(|stamp| {
            let evidence = Evidence::new(place.clone(), stamp.time.clone());
            Found::new(DateSource::TimeStamp, DateEvent::Signed, "RFC 3161", evidence).written(&stamp.time)
        }));
        for action in &manifest.actions {
            let Some(when) = &action.when else { continue };
            let event = match action.action.raw() {
                "c2pa.created" => DateEvent::Created,
                _ => DateEvent::Edited,
            };
            let evidence = Evidence::new(place.clone(), when.clone());
            found.push(Found::new(DateSource::Credentials, event, action.action.short(40), evidence).written(when));
        }
    }
}

/// What signed assertions say of the capture and its file. Where the credentials were altered, nothing of it is signed,
/// and anyone can have written it.
fn signed_dates(case: &Case) -> impl Iterator<Item = Found> {
    let p = &case.facts.provenance;
    let signed = p.class != CredentialClass::CredentialsAltered;
    let fields = if signed { p.signed_fields.as_slice() } else { &[] };
    signed_value::dates(fields).filter_map(|SignedDate { signed, means, moment }| {
        let event = match means {
            // A time of day alone, whose day stands in another field, is no date.
            "GPSTimeStamp" if moment.is_none() => return None,
            "DateTimeOriginal" | "GPSTimeStamp" => DateEvent::Captured,
            "DateTimeDigitized" => DateEvent::Digitised,
            "xmp:CreateDate" => DateEvent::Created,
            _ => DateEvent::Saved,
        };
        let found = Found::new(DateSource::Credentials, event, signed.name.short(40), stated(p, signed));
        // ISO 8601 has the comma too.
        let found = found.written(&signed.value.raw().replace(',', ".").into());
        let precision = found.precision.max(Precision::Minute);
        // What is read with the zone in a field apart says more.
        Some(if moment.is_some() { found.at(moment, precision) } else { found })
    })
}

/// A date in the name that a camera app or a messenger gave.
fn name_dates(case: &Case) -> Option<Found> {
    let name = &case.exhibit.name;
    let NameDate { moment, timed, clock } = name_date(name.raw())?;
    let event = if clock == Clock::Receipt { DateEvent::Received } else { DateEvent::Named };
    let evidence = Evidence::new(Place::path("file name"), name.clone());
    let precision = if timed { Precision::Second } else { Precision::Day };
    let found = Found::new(DateSource::FileName, event, "file name", evidence).at(Some(moment), precision);
    Some(if clock == Clock::Utc { found.utc() } else { found })
}
