//! Facts for tests, written as they would stand in a file.

use whence_model::{
    Exhibit, Facts, Format, Moment, Outcome, Place, Reading, Untrusted,
    facts::{
        generator::{Mark, MarkCarrier, MarkKind, Process, Role, Setting},
        known::{FrenchWords, KnownEntry, KnownMatch, Label, ListName, MatchKind},
        metadata::{
            Dataset, Exif, Field, Icc, Ifd, Iptc, MakerNote, Property, SamsungTrailer, TextField, TrailerEntry, Value,
            Xmp,
        },
        provenance::{
            Action, Basis, Binding, Claim, ClaimKind, CodeKind, Coverage, CredentialClass, Flag, Identity,
            IdentityKind, IdentityState, ListOrigin, Manifest, NamedAs, Provenance, SignedField, Signer, StatusCode,
            TrustList,
        },
        structure::{GainMap, JpegCoding, Part},
    },
};

use crate::{Case, Check};

/// A JPEG of 4032 × 3024 by the name of `photo.jpg`.
pub fn exhibit() -> Exhibit {
    Exhibit {
        name: "photo.jpg".into(),
        bytes: 1_000_000,
        sha256: "0".repeat(64),
        format: Format::Jpeg,
        width: Some(4032),
        height: Some(3024),
        pixels_sha256: None,
        pdq: None,
        trimmed: Vec::new(),
    }
}

/// Facts of a file in which nothing stands, looked at on 2026-11-23 12:00:00 UTC.
pub fn facts() -> Facts {
    Facts { examined_at: 1_795_435_200, ..Facts::default() }
}

/// Runs one check over facts, under the usual exhibit.
pub fn run(check: &Check, facts: &Facts) -> Outcome {
    (check.run)(&Case { exhibit: &exhibit(), facts })
}

/// Runs one check over facts, under a file of this name, format and size.
pub fn run_as(check: &Check, facts: &Facts, (name, format, size): (&str, Format, (u32, u32))) -> Outcome {
    let exhibit = Exhibit { name: name.into(), format, width: Some(size.0), height: Some(size.1), ..exhibit() };
    (check.run)(&Case { exhibit: &exhibit, facts })
}

/// Facts of a file with these Exif fields and nothing else.
pub fn with_exif(fields: &[(&str, &str)]) -> Facts {
    let mut facts = facts();
    facts.metadata.exif = exif(fields);
    facts
}

/// The same facts with a maker note of this maker.
pub fn with_maker_note(mut facts: Facts, maker: &str) -> Facts {
    if let Reading::Read(exif) = &mut facts.metadata.exif {
        let place = Place::bytes("JPEG › APP1 Exif › Exif › MakerNote", 700, 900);
        exif.maker_note = Some(MakerNote { place, header: None, maker: Some(maker.into()), fields: Vec::new() });
    }
    facts
}

/// The same facts with a maker note of this maker, in which these fields stand.
pub fn with_maker_fields(facts: Facts, maker: &str, fields: &[(&str, &str)]) -> Facts {
    let mut facts = with_maker_note(facts, maker);
    if let Reading::Read(Exif { maker_note: Some(note), .. }) = &mut facts.metadata.exif {
        let field = |(name, value): &(&str, &str)| Field {
            ifd: Ifd::MakerNote,
            tag: 0,
            name: (*name).into(),
            value: Value::Text((*value).into()),
            shown: (*value).into(),
            moment: None,
            place: Place::path(format!("JPEG › APP1 Exif › Exif › MakerNote › {name}")),
        };
        note.fields = fields.iter().map(field).collect();
    }
    facts
}

/// The same facts with a Samsung trailer: when it says the picture was taken (UTC), and what else stands in it.
pub fn with_samsung(mut facts: Facts, taken: &str, entries: &[&str]) -> Facts {
    let place = Place::bytes("JPEG › SEFT", 900_000, 500);
    let entry = |name: &&str| TrailerEntry { name: (*name).into(), value: None, place: place.clone() };
    let entries = entries.iter().map(entry).collect();
    let taken = moment(&format!("{taken}+00:00"));
    facts.metadata.samsung = Reading::Read(SamsungTrailer { place: place.clone(), entries, taken });
    facts
}

/// The same facts with a colour profile of this date.
pub fn with_profile(mut facts: Facts, description: &str, created: &str) -> Facts {
    facts.metadata.icc = Reading::Read(Icc {
        place: Place::bytes("JPEG › APP2 ICC", 5000, 600),
        bytes: 580,
        description: Some(description.into()),
        created: moment(created),
        ..Icc::default()
    });
    facts
}

/// IPTC data of these datasets of record 2.
pub fn iptc(datasets: &[(u8, &str)]) -> Reading<Iptc> {
    let dataset =
        |(number, value): &(u8, &str)| Dataset { record: 2, dataset: *number, name: None, value: (*value).into() };
    let place = Place::bytes("JPEG › APP13 › 8BIM 0x0404", 4000, 200);
    Reading::Read(Iptc { place, datasets: datasets.iter().map(dataset).collect() })
}

/// Facts of a JPEG coded as a camera does, with these Exif fields.
pub fn camera_jpeg(fields: &[(&str, &str)]) -> Facts {
    let mut facts = with_exif(fields);
    facts.structure.jpeg = Some(JpegCoding {
        width: 4032,
        height: 3024,
        components: 3,
        progressive: false,
        sampling: "4:2:0".into(),
        ijg_quality: None,
        standard_huffman: true,
        jfif: None,
        adobe: None,
        ducky: None,
        frame: Place::bytes("JPEG › SOF0", 9000, 19),
        scans: 1,
        frames: 1,
        precision: 8,
        huffman_tables: 4,
        ..JpegCoding::default()
    });
    facts
}

/// What a reader sees of it, in both languages: direction and strength, the message, where it stands.
pub fn seen(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Finding(f) => {
            let places: Vec<_> =
                [&f.evidence].into_iter().chain(&f.also).map(|e| format!("  {} = {}", e.place.path, e.value)).collect();
            format!("{:?} {:?}\n{}\n{}\n{}", f.direction, f.strength, f.message.en, f.message.fr, places.join("\n"))
        }
        Outcome::NothingFound => "nothing found".into(),
        Outcome::NotApplicable(why) => format!("not applicable: {}", why.en),
        Outcome::Failed(why) => format!("failed: {}", why.en),
        Outcome::Skipped(why) => format!("skipped: {}", why.en),
    }
}

/// An Exif block of these fields. A value that reads `YYYY:MM:DD HH:MM:SS` is a date, one that is a number (or
/// numbers with spaces between) is a number, anything else is text. Names that begin with GPS stand in the GPS IFD.
pub fn exif(fields: &[(&str, &str)]) -> Reading<Exif> {
    Reading::Read(Exif {
        place: Place::bytes("JPEG › APP1 Exif", 12, 2000),
        big_endian: false,
        fields: fields.iter().map(|(name, value)| field(name, value)).collect(),
        maker_note: None,
        thumbnail: None,
        defects: Vec::new(),
    })
}

/// An XMP packet of these simple properties.
pub fn xmp(properties: &[(&str, &str)]) -> Reading<Xmp> {
    let place = Place::bytes("JPEG › APP1 XMP", 3000, 900);
    let property = |(name, value): &(&str, &str)| Property {
        name: (*name).into(),
        value: Untrusted::from(*value),
        place: place.clone(),
    };
    Reading::Read(Xmp {
        place: place.clone(),
        packets: 1,
        properties: properties.iter().map(property).collect(),
        ..Xmp::default()
    })
}

/// Facts of a file with these XMP properties and nothing else.
pub fn with_xmp(properties: &[(&str, &str)]) -> Facts {
    let mut facts = facts();
    facts.metadata.xmp = xmp(properties);
    facts
}

/// The same facts with a colour profile of this description and copyright.
pub fn with_icc(mut facts: Facts, description: &str, copyright: &str) -> Facts {
    facts.metadata.icc = Reading::Read(Icc {
        place: Place::bytes("JPEG › APP2 ICC profile", 4000, 560),
        bytes: 546,
        description: Some(description.into()),
        copyright: Some(copyright.into()),
        ..Icc::default()
    });
    facts
}

/// The same facts with a comment in the file.
pub fn with_comment(mut facts: Facts, comment: &str) -> Facts {
    let place = Place::bytes("JPEG › COM", 5000, 40);
    facts.metadata.texts.push(TextField { key: "Comment".into(), value: comment.into(), place, after_pixels: false });
    facts
}

/// The same facts with Samsung's block at the end of the file, with data of these names.
pub fn with_samsung_data(mut facts: Facts, names: &[&str]) -> Facts {
    let entry = |name: &&str| TrailerEntry {
        name: (*name).into(),
        value: None,
        place: Place::bytes(format!("JPEG › Samsung › {name}"), 900_000, 100),
    };
    let place = Place::bytes("JPEG › Samsung", 900_000, 5000);
    let entries = names.iter().map(entry).collect();
    facts.metadata.samsung = Reading::Read(SamsungTrailer { place, entries, taken: None });
    facts
}

/// The same facts with a gain map that is declared, and stands in the file where its size is given.
pub fn with_gain_map(mut facts: Facts, size: Option<(u32, u32)>) -> Facts {
    facts.structure.gain_map = Some(GainMap {
        declared_by: vec!["hdrgm".into(), "ISO 21496-1".into()],
        place: Place::bytes("JPEG › APP1 XMP", 3000, 900),
        picture: size.map(|_| Place::bytes("JPEG › gain map", 900_000, 90_000)),
        size,
    });
    facts
}

/// Parts of a container, one behind the other, by name and what they hold (empty where that is not told).
pub fn parts(parts: &[(&str, &str)]) -> Vec<Part> {
    let part = |(at, (name, holds)): (usize, &(&str, &str))| Part {
        name: (*name).into(),
        holds: (!holds.is_empty()).then(|| (*holds).into()),
        offset: at as u64 * 100,
        length: 100,
        depth: 0,
    };
    parts.iter().enumerate().map(part).collect()
}

/// Credentials of this class, signed by “Example News” on 2024-05-01 where they were read.
pub fn credentials(class: CredentialClass, flags: &[Flag], failures: &[&str]) -> Facts {
    let list = match class {
        CredentialClass::TrustedOfficial => Some("official"),
        CredentialClass::TrustedInterim => Some("interim"),
        CredentialClass::TrustedPinned => Some("pinned"),
        _ => None,
    };
    let status = |code: &&str| StatusCode {
        code: (*code).into(),
        kind: CodeKind::Failure,
        explanation: None,
        ingredient: code.starts_with("ingredient"),
    };
    let provenance = Provenance {
        class,
        flags: flags.to_vec(),
        place: (class != CredentialClass::None).then(|| Place::bytes("JPEG › APP11 C2PA", 20, 9000)),
        signer: class.is_present().then(|| Signer {
            organisation: Some("Example News".into()),
            common_name: Some("Example Camera".into()),
            signed_at: Some("2024-05-01T10:00:00Z".into()),
            algorithm: Some("es256".into()),
            found_on: list.map(str::to_owned),
            note: None,
        }),
        codes: failures.iter().map(status).collect(),
        lists: list.into_iter().map(trust_list).collect(),
        ..Provenance::default()
    };
    Facts { provenance, ..facts() }
}

/// A statement of identity in this state: a name with an account, or a broken one without any.
pub fn identity(state: IdentityState) -> Identity {
    let named = NamedAs {
        kind: Some("cawg.social_media".into()),
        name: "Ada Example".into(),
        address: Some("https://net.example/ada".into()),
        provider: Some("Net".into()),
        verified_at: Some("2025-04-09T22:45:26Z".into()),
    };
    let (kind, names, codes): (_, _, &[&str]) = match state {
        IdentityState::Broken => (IdentityKind::X509, Vec::new(), &["cawg.identity.assertion.mismatch"]),
        IdentityState::NotResolved => (IdentityKind::Aggregated, vec![named], &["cawg.ica.did_unavailable"]),
        _ => (IdentityKind::Aggregated, vec![named], &["cawg.ica.untrusted_issuer"]),
    };
    let (label, issuer) = ("cawg.identity".into(), Some("did:web:service.example".into()));
    let codes = codes.iter().map(|code| (*code).to_owned()).collect();
    Identity { label, kind, state, names, issuer: issuer.filter(|_| kind == IdentityKind::Aggregated), codes }
}

fn trust_list(name: &str) -> TrustList {
    let (purpose, date) = ("signer".into(), "2026-08-14".into());
    let origin = match name {
        "interim" => ListOrigin::Interim,
        "pinned" => ListOrigin::Pinned,
        _ => ListOrigin::Official,
    };
    let (source, licence) = ("C2PA".into(), "CC BY 4.0".into());
    TrustList { name: name.into(), origin, purpose, date, certificates: 30, sha256: "0".repeat(64), source, licence }
}

/// Values that an assertion `stds.exif` states.
pub fn signed_fields(fields: &[(&str, &str)]) -> Vec<SignedField> {
    let field = |(name, value): &(&str, &str)| SignedField {
        assertion: "stds.exif".into(),
        name: (*name).into(),
        value: (*value).into(),
    };
    fields.iter().map(field).collect()
}

/// A hash over all bytes but those of the credentials and of these places.
pub fn leaving_out(places: &[Place]) -> Coverage {
    let left_out = places.to_vec();
    Coverage { binding: Binding::Data, metadata_left_out: !left_out.is_empty(), left_out, picture_left_out: false }
}

/// What a manifest says of the picture's making, by its digital source type; the last step of `path` says it.
pub fn claim(kind: ClaimKind, value: &str, path: &[&str]) -> Claim {
    let path: Vec<Untrusted> = path.iter().map(|step| Untrusted::from(*step)).collect();
    let at = path.len().saturating_sub(1) as u32;
    Claim { kind, basis: Basis::DigitalSourceType, value: value.into(), at, active: path.len() < 2, path }
}

/// Manifests of which each is an edit of the next: the program, and what it did.
pub fn chain(steps: &[(&str, &str)]) -> Vec<Manifest> {
    let manifest = |(at, (program, action)): (usize, &(&str, &str))| Manifest {
        label: format!("urn:c2pa:{at}").into(),
        relationship: (at > 0).then(|| "parentOf".into()),
        depth: at as u8,
        parent: at.checked_sub(1).map(|parent| parent as u32),
        claim_generator: (!program.is_empty()).then(|| (*program).into()),
        actions: vec![Action { action: (*action).into(), ..Action::default() }],
        ..Manifest::default()
    };
    steps.iter().enumerate().map(manifest).collect()
}

/// Facts with one generator's mark; settings by the names that everybody uses have their role.
pub fn mark(kind: MarkKind, tool: &str, raw: &str, settings: &[(&str, &str)]) -> Facts {
    let setting =
        |(name, value): &(&str, &str)| Setting { name: (*name).into(), value: (*value).into(), role: role(name) };
    let settings = settings.iter().map(setting);
    let place = Place::path("PNG › tEXt");
    let mark = Mark {
        kind,
        tool: tool.into(),
        place,
        carrier: MarkCarrier::Metadata,
        raw: raw.into(),
        process: Process::Unstated,
        settings: settings.collect(),
        unread: None,
        signature: None,
    };
    let mut facts = facts();
    facts.generator.marks.push(mark);
    facts
}

fn role(name: &str) -> Option<Role> {
    match name.to_ascii_lowercase().as_str() {
        "prompt" => Some(Role::Prompt),
        "negative prompt" => Some(Role::NegativePrompt),
        "model" => Some(Role::Model),
        "seed" => Some(Role::Seed),
        "steps" => Some(Role::Steps),
        "sampler" => Some(Role::Sampler),
        "source picture" => Some(Role::SourcePicture),
        _ => None,
    }
}

/// Facts in which one list was asked and matched so.
pub fn known(matches: &[(MatchKind, Label)]) -> Facts {
    let mut facts = facts();
    facts.known.lists =
        vec![ListName { name: "Press archive".into(), sha256: "0".repeat(64), entries: 2, with_features: 1 }];
    let entry = |label| KnownEntry {
        title: "Bridge at dusk".into(),
        label,
        rating: "fake".into(),
        what: "Made with an image generator in 2023.".into(),
        date: Some("2023-03".into()),
        source_url: Some("https://example.org/source".into()),
        fact_check_url: None,
        french: Some(FrenchWords { title: Some("Pont au crépuscule".into()), ..FrenchWords::default() }),
        sha256: None,
    };
    let matched =
        |(by, label): &(MatchKind, Label)| KnownMatch { list: "Press archive".into(), by: *by, entry: entry(*label) };
    facts.known.matches = matches.iter().map(matched).collect();
    facts
}

fn field(name: &str, value: &str) -> Field {
    let ifd = match name {
        n if n.starts_with("GPS") => Ifd::Gps,
        "Make" | "Model" | "Software" | "DateTime" | "Orientation" | "Artist" | "ImageDescription" => Ifd::Main,
        _ => Ifd::Exif,
    };
    let numbers: Option<Vec<f64>> = value.split(' ').map(|n| n.parse().ok()).collect();
    Field {
        ifd,
        tag: 0,
        name: name.into(),
        value: match numbers {
            Some(numbers) if !name.ends_with("Version") && !TEXT_FIELDS.contains(&name) => Value::Numbers(numbers),
            _ => Value::Text(value.into()),
        },
        shown: value.into(),
        moment: moment(value),
        place: Place::path(format!("JPEG › APP1 Exif › {ifd:?} › {name}")),
    }
}

/// Fields that hold text even where it looks like a number.
const TEXT_FIELDS: &[&str] = &[
    "Make",
    "Model",
    "Software",
    "LensModel",
    "BodySerialNumber",
    "SubSecTimeOriginal",
    "SubSecTimeDigitized",
    "SubSecTime",
];

/// `2024:05:01 10:00:00`, with `+02:00` behind it where the zone is known.
pub fn moment(text: &str) -> Option<Moment> {
    let n = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let b = |range| n(range).and_then(|v| u8::try_from(v).ok());
    let offset = match text.get(19..) {
        Some(zone) if zone.len() == 6 => {
            let minutes = i16::from(b(20..22)?) * 60 + i16::from(b(23..25)?);
            Some(if zone.starts_with('-') { -minutes } else { minutes })
        }
        _ => None,
    };
    Moment::new((n(0..4)?, b(5..7)?, b(8..10)?), (b(11..13)?, b(14..16)?, b(17..19)?), offset)
}
