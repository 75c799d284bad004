//! Signed values, each with the file's own value of the same meaning: names of Exif for XMP (CIPA DC-010), and of XMP as
//! the Metadata Working Group joins them to Exif (Guidelines for Handling Image Metadata 2.0, section 3).

use whence_model::{
    Moment, Place, Text, Untrusted,
    facts::{
        metadata::{Metadata, Property},
        provenance::{Carrier, CredentialClass, Provenance, SignedField},
    },
    t,
};

use super::same_value::{Kind, Read, in_exif, same, stated};

/// One meaning: the Exif field, what people call it, the names of XMP beside its own that mean the same, and what sort of
/// value it is.
struct Meaning {
    exif: &'static str,
    called: Text,
    others: &'static [&'static str],
    kind: Kind,
    /// It tells of the capture, and no program that adds captions or turns the picture has reason to change it.
    of_capture: bool,
}

const fn of_capture(exif: &'static str, called: Text, others: &'static [&'static str], kind: Kind) -> Meaning {
    Meaning { exif, called, others, kind, of_capture: true }
}

const fn may_be_rewritten(exif: &'static str, called: Text, others: &'static [&'static str], kind: Kind) -> Meaning {
    Meaning { exif, called, others, kind, of_capture: false }
}

const CLOCK: Kind = Kind::Moment { seconds: 60 };
/// A receiver's last fix is as old as the program that asked for it found good enough.
const FIX: Kind = Kind::Moment { seconds: 600 };

const MEANINGS: &[Meaning] = &[
    of_capture("Make", t("maker", "marque"), &[], Kind::Name),
    of_capture("Model", t("model", "modèle"), &[], Kind::Name),
    of_capture("LensMake", t("lens maker", "marque de l'objectif"), &[], Kind::Name),
    of_capture("LensModel", t("lens", "objectif"), &[], Kind::Name),
    of_capture("BodySerialNumber", t("serial number", "numéro de série"), &[], Kind::Text),
    of_capture("LensSerialNumber", t("lens serial number", "numéro de série de l'objectif"), &[], Kind::Text),
    of_capture("DateTimeOriginal", t("capture date", "date de prise de vue"), &[], CLOCK),
    of_capture("DateTimeDigitized", t("date of digitising", "date de numérisation"), &["xmp:CreateDate"], CLOCK),
    of_capture("GPSLatitude", t("latitude", "latitude"), &[], Kind::Degrees),
    of_capture("GPSLongitude", t("longitude", "longitude"), &[], Kind::Degrees),
    of_capture("GPSAltitude", t("altitude", "altitude"), &[], Kind::Metres),
    of_capture("GPSTimeStamp", t("GPS time", "heure GPS"), &[], FIX),
    of_capture("ExposureTime", t("exposure time", "temps de pose"), &[], Kind::Number),
    of_capture("FNumber", t("aperture", "ouverture"), &[], Kind::Number),
    of_capture("PhotographicSensitivity", t("ISO", "ISO"), &["exif:ISOSpeedRatings"], Kind::Number),
    of_capture("ExposureBiasValue", t("exposure correction", "correction d'exposition"), &[], Kind::Number),
    of_capture("FocalLength", t("focal length", "focale"), &[], Kind::Number),
    of_capture("FocalLengthIn35mmFilm", t("35 mm focal length", "focale équivalente 35 mm"), &[], Kind::Count),
    may_be_rewritten("Orientation", t("orientation", "orientation"), &[], Kind::Count),
    may_be_rewritten("PixelXDimension", t("width", "largeur"), &[], Kind::Count),
    may_be_rewritten("PixelYDimension", t("height", "hauteur"), &[], Kind::Count),
    may_be_rewritten("DateTime", t("date of change", "date de modification"), &["xmp:ModifyDate"], CLOCK),
    may_be_rewritten("Software", t("software", "logiciel"), &[], Kind::Text),
    may_be_rewritten("Artist", t("author", "auteur"), &["dc:creator"], Kind::Text),
    may_be_rewritten("Copyright", t("rights", "droits"), &["dc:rights"], Kind::Text),
    may_be_rewritten("ImageDescription", t("caption", "légende"), &["dc:description"], Kind::Text),
];

/// Prefixes under which XMP has the fields of Exif. Makers write them in large letters too.
const PREFIXES: [&str; 4] = ["exif", "tiff", "exifEX", "aux"];

/// A signed value and the file's own that it was held against.
pub struct Compared<'a> {
    pub signed: &'a SignedField,
    /// What people call it.
    pub name: &'static Text,
    pub place: &'a Place,
    /// Where the block begins that the file's value stands in.
    pub block: &'a Place,
    pub shown: &'a Untrusted,
    pub same: bool,
    pub of_capture: bool,
}

/// Every signed value that the file has too, in the order of the table above. What the file lacks may have been taken
/// out, as sites do, and is not here; neither is what cannot be read on one side.
pub fn compared<'a>(fields: &'a [SignedField], metadata: &'a Metadata) -> Vec<Compared<'a>> {
    let mut found = Vec::new();
    for meaning in MEANINGS {
        for name in names(meaning) {
            let items: Vec<&SignedField> = stated_as(fields, &name).collect();
            let Some(&signed) = items.first() else { continue };
            let texts: Vec<&str> = items.iter().map(|field| field.value.raw()).collect();
            let Some(read) = stated(meaning.kind, &texts, value_beside(meaning, fields)) else { continue };
            let Some(own) = own(meaning, &name, metadata) else { continue };
            found.push(Compared {
                signed,
                name: &meaning.called,
                place: own.place,
                block: own.block,
                shown: own.shown,
                same: same(meaning.kind, &read, &own.read),
                of_capture: meaning.of_capture,
            });
        }
    }
    found
}

/// The first of the file's own values of the capture that is not the one that was signed. None where nothing that is
/// stated is signed, nor where the credentials lie beside a file that they do not fit: they may be another's.
pub fn other_capture<'a>(p: &'a Provenance, metadata: &'a Metadata) -> Option<Compared<'a>> {
    let of_this_file = p.class.is_intact() || p.carrier == Carrier::File;
    let signed = p.class != CredentialClass::CredentialsAltered && of_this_file;
    let compared = signed.then(|| compared(&p.signed_fields, metadata));
    compared.into_iter().flatten().find(|value| value.of_capture && !value.same)
}

/// A date that an assertion states.
pub struct SignedDate<'a> {
    pub signed: &'a SignedField,
    /// The Exif field of this meaning, or XMP's own name where it stands under that.
    pub means: &'static str,
    /// With the zone where that stands in a field apart; absent where it is no date.
    pub moment: Option<Moment>,
}

/// Every date that assertions state, in their order.
pub fn dates(fields: &[SignedField]) -> impl Iterator<Item = SignedDate<'_>> {
    fields.iter().filter_map(|signed| {
        let mut dated = MEANINGS.iter().filter(|meaning| matches!(meaning.kind, Kind::Moment { .. }));
        let (meaning, means) = dated.find_map(|meaning| Some((meaning, known_as(meaning, signed.name.raw())?)))?;
        let moment = match stated(meaning.kind, &[signed.value.raw()], value_beside(meaning, fields)) {
            Some(Read::Moment(moment)) => Some(moment),
            _ => None,
        };
        Some(SignedDate { signed, means, moment })
    })
}

/// The name of the table under which it has this meaning.
fn known_as(meaning: &Meaning, name: &str) -> Option<&'static str> {
    let own = || names(meaning).any(|own| has_name(name, &own)).then_some(meaning.exif);
    meaning.others.iter().copied().find(|other| has_name(name, other)).or_else(own)
}

/// The file's value, where it can be read.
struct Own<'a> {
    read: Read,
    place: &'a Place,
    block: &'a Place,
    shown: &'a Untrusted,
}

/// A name of XMP's own is held against that very property first; the others against Exif, and XMP where Exif lacks it.
fn own<'a>(meaning: &Meaning, signed_as: &str, metadata: &'a Metadata) -> Option<Own<'a>> {
    let in_xmp = |name: &str| {
        let xmp = metadata.xmp.read()?;
        let items: Vec<&Property> = xmp.properties.iter().filter(|p| has_name(&p.name, name)).collect();
        let texts: Vec<&str> = items.iter().map(|p| p.value.raw()).collect();
        let first = items.first()?;
        let read = stated(meaning.kind, &texts, None)?;
        Some(Own { read, place: &first.place, block: &xmp.place, shown: &first.value })
    };
    let in_exif = || {
        let exif = metadata.exif.read()?;
        let field = exif.field(meaning.exif)?;
        let read = in_exif(meaning.kind, exif, meaning.exif)?;
        Some(Own { read, place: &field.place, block: &exif.place, shown: &field.shown })
    };
    match meaning.others.contains(&signed_as) {
        true => in_xmp(signed_as).or_else(in_exif),
        false => in_exif().or_else(|| names(meaning).find_map(|name| in_xmp(&name))),
    }
}

/// The names of XMP that mean it.
fn names(meaning: &Meaning) -> impl Iterator<Item = String> {
    let own = PREFIXES.iter().map(|prefix| format!("{prefix}:{}", meaning.exif));
    own.chain(meaning.others.iter().map(|name| (*name).to_owned()))
}

/// The fields of the first assertion that states it, one for each item of a list.
fn stated_as<'a>(fields: &'a [SignedField], name: &str) -> impl Iterator<Item = &'a SignedField> {
    let of_name = move |field: &&SignedField| has_name(field.name.raw(), name);
    let first = fields.iter().find(of_name).map(|field| &field.assertion);
    fields.iter().filter(of_name).filter(move |field| Some(&field.assertion) == first)
}

/// The field that holds the hemisphere or the zone.
fn beside(meaning: &Meaning) -> Option<String> {
    Some(match meaning.exif {
        "DateTimeOriginal" => "exif:OffsetTimeOriginal".into(),
        "DateTimeDigitized" => "exif:OffsetTimeDigitized".into(),
        "DateTime" => "exif:OffsetTime".into(),
        name if meaning.kind == Kind::Degrees => format!("exif:{name}Ref"),
        _ => return None,
    })
}

/// What stands in that field.
fn value_beside<'a>(meaning: &Meaning, fields: &'a [SignedField]) -> Option<&'a str> {
    let name = beside(meaning)?;
    fields.iter().find(|field| has_name(field.name.raw(), &name)).map(|field| field.value.raw())
}

fn has_name(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{exif, signed_fields, xmp};

    fn told(signed: &[(&str, &str)], metadata: &Metadata) -> Vec<String> {
        let fields = signed_fields(signed);
        let compared = compared(&fields, metadata);
        let told = compared.iter().map(|c| {
            let sign = if c.same { "=" } else { "≠" };
            format!("{} {} {sign} {} ({})", c.name.en, c.signed.value, c.shown, c.place.path)
        });
        told.collect()
    }

    #[test]
    fn names_are_mapped_and_missing_fields_are_none() {
        let metadata = Metadata {
            exif: exif(&[("Model", "Galaxy9"), ("Artist", "Ada"), ("FNumber", "4")]),
            xmp: xmp(&[("tiff:Make", "Google"), ("tiff:Model", "Pixel 5"), ("dc:rights", "Ada")]),
            ..Metadata::default()
        };
        let signed = [
            ("EXIF:Make", "Google"),
            ("EXIF:Model", "Pixel 5"),
            ("exif:FNumber", "4.0"),
            ("exif:ExposureTime", "1/80"),
            ("dc:creator", "Bert"),
            ("dc:rights", "ADA"),
            ("exif:DateTimeOriginal", "2023-02-12T18:44:26Z"),
            ("author/name", "Carl"),
        ];
        assert_eq!(
            told(&signed, &metadata),
            [
                "maker Google = Google (JPEG › APP1 XMP)",
                "model Pixel 5 ≠ Galaxy9 (JPEG › APP1 Exif › Main › Model)",
                "aperture 4.0 = 4 (JPEG › APP1 Exif › Exif › FNumber)",
                "author Bert ≠ Ada (JPEG › APP1 Exif › Main › Artist)",
                "rights ADA = Ada (JPEG › APP1 XMP)",
            ]
        );
        assert_eq!(told(&signed, &Metadata::default()), [""; 0], "stripped");
        assert_eq!(told(&[], &metadata), [""; 0], "the file says more");
    }

    #[test]
    fn what_stands_beside_a_value_counts() {
        let metadata = Metadata {
            exif: exif(&[
                ("GPSLatitude", "33 51 0"),
                ("GPSLatitudeRef", "S"),
                ("DateTimeOriginal", "2024:06:15 18:42:07+02:00"),
            ]),
            ..Metadata::default()
        };
        let date = ("exif:DateTimeOriginal", "2024:06:15 08:42:07");
        let south =
            [("exif:GPSLatitude", "33.85"), ("exif:GPSLatitudeRef", "S"), date, ("exif:OffsetTimeOriginal", "-08:00")];
        let signs =
            |signed: &[(&str, &str)]| told(signed, &metadata).iter().map(|t| t.contains('=')).collect::<Vec<_>>();
        assert_eq!(signs(&south), [true, true], "the same instant, told in another zone");
        let north = [("exif:GPSLatitude", "33.85"), ("exif:GPSLatitudeRef", "N"), date];
        assert_eq!(signs(&north), [true, false], "the other hemisphere, and a zone that may be any");
    }

    #[test]
    fn xmp_holds_its_own_against_itself() {
        let metadata = Metadata {
            exif: exif(&[("DateTimeDigitized", "2019:01:01 10:00:00")]),
            xmp: xmp(&[("xmp:CreateDate", "2024-06-15T18:42:07")]),
            ..Metadata::default()
        };
        assert!(told(&[("xmp:CreateDate", "2024-06-15T18:42:07")], &metadata)[0].contains('='));
        assert!(told(&[("exif:DateTimeDigitized", "2024-06-15T18:42:07")], &metadata)[0].contains('≠'));
    }
}
