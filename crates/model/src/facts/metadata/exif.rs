use serde::{Deserialize, Serialize};

use crate::{Defect, Moment, Place, Untrusted};

/// A TIFF block with Exif in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Exif {
    /// The TIFF block.
    pub place: Place,
    pub big_endian: bool,
    /// At most 2,000, in file order.
    pub fields: Vec<Field>,
    pub maker_note: Option<MakerNote>,
    /// The JPEG thumbnail of IFD1.
    pub thumbnail: Option<Place>,
    pub defects: Vec<Defect>,
}

impl Exif {
    /// A field by its Exif name: of IFD0, Exif or GPS, never of the thumbnail (IFD1) or of a further picture (SubIFD).
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| matches!(f.ifd, Ifd::Main | Ifd::Exif | Ifd::Gps | Ifd::Interop) && f.name == name)
    }

    /// Text that is there and not blank, trimmed.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.field(name)?.value {
            Value::Text(text) => Some(text.raw().trim_matches(['\0', ' '])).filter(|t| !t.is_empty()),
            _ => None,
        }
    }

    /// The first number of a field; a rational with a zero denominator is no number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.numbers(name).first().copied()
    }

    /// All numbers of a field.
    pub fn numbers(&self, name: &str) -> &[f64] {
        match self.field(name).map(|f| &f.value) {
            Some(Value::Numbers(numbers)) => numbers,
            _ => &[],
        }
    }

    /// Degrees north and east, −90 to 90 and −180 to 180, where both stand there with their hemispheres (CIPA DC-008,
    /// GPSLatitude). Zero and zero is no position but a receiver without a fix.
    pub fn position(&self) -> Option<(f64, f64)> {
        let side = |name, reference, (plus, minus): (&str, &str), most: f64| {
            let [degrees, minutes, seconds] = *self.numbers(name).first_chunk::<3>()?;
            let value = degrees + minutes / 60.0 + seconds / 3600.0;
            let fits = degrees >= 0.0 && (0.0..60.0).contains(&minutes) && (0.0..60.0).contains(&seconds);
            let hemisphere = self.text(reference)?;
            let sign = match hemisphere {
                h if h.eq_ignore_ascii_case(plus) => 1.0,
                h if h.eq_ignore_ascii_case(minus) => -1.0,
                _ => return None,
            };
            (fits && value <= most).then_some(sign * value)
        };
        let north = side("GPSLatitude", "GPSLatitudeRef", ("N", "S"), 90.0)?;
        let east = side("GPSLongitude", "GPSLongitudeRef", ("E", "W"), 180.0)?;
        (north != 0.0 || east != 0.0).then_some((north, east))
    }

    /// A date field, with the zone of its `OffsetTime…` field where there is one.
    pub fn moment(&self, name: &str) -> Option<Moment> {
        self.field(name)?.moment
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ifd {
    /// The picture itself.
    Main,
    Exif,
    Gps,
    Interop,
    /// IFD1.
    Thumbnail,
    /// A further picture of a TIFF or RAW file (tag 0x014a); its place says which.
    Sub,
    /// A field of the maker note, by the name that its readers have agreed on.
    MakerNote,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Field {
    pub ifd: Ifd,
    pub tag: u16,
    /// The Exif name, or `0x9c9c` where the standard has none.
    pub name: String,
    pub value: Value,
    /// What the value says, for a person.
    pub shown: Untrusted,
    /// For date fields that hold a possible date.
    pub moment: Option<Moment>,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Value {
    Text(Untrusted),
    /// At most 64; rationals divided, those with a zero denominator left out.
    Numbers(Vec<f64>),
    /// How many bytes of a value that is neither text nor number.
    Bytes(u32),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct MakerNote {
    pub place: Place,
    /// Its first bytes as text, where they are letters.
    pub header: Option<Untrusted>,
    /// The maker whose known header it begins with, as written in the Exif field Make.
    pub maker: Option<String>,
    /// The few fields that are read, in file order, at most 64; [`Ifd::MakerNote`] is the IFD of each.
    pub fields: Vec<Field>,
}

impl MakerNote {
    /// A field by its customary name, such as `SerialNumber`.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(latitude: &[f64], north: &str, longitude: &[f64], east: &str) -> Option<(f64, f64)> {
        let field = |name: &str, value| Field {
            ifd: Ifd::Gps,
            tag: 0,
            name: name.into(),
            value,
            shown: "".into(),
            moment: None,
            place: Place::default(),
        };
        let fields = vec![
            field("GPSLatitude", Value::Numbers(latitude.to_vec())),
            field("GPSLatitudeRef", Value::Text(north.into())),
            field("GPSLongitude", Value::Numbers(longitude.to_vec())),
            field("GPSLongitudeRef", Value::Text(east.into())),
        ];
        let (place, maker_note, thumbnail, defects) = (Place::default(), None, None, Vec::new());
        Exif { place, big_endian: true, fields, maker_note, thumbnail, defects }.position()
    }

    #[test]
    fn a_position_needs_three_numbers_and_a_hemisphere_each() {
        assert_eq!(position(&[45.0, 30.0, 0.0], "N", &[6.0, 0.0, 36.0], "W"), Some((45.5, -6.01)));
        assert_eq!(position(&[33.0, 0.0, 0.0], "S", &[151.0, 0.0, 0.0], "E"), Some((-33.0, 151.0)));
        assert_eq!(position(&[45.0, 30.0], "N", &[6.0, 0.0, 36.0], "W"), None);
        assert_eq!(position(&[45.0, 30.0, 0.0], "", &[6.0, 0.0, 36.0], "W"), None);
        assert_eq!(position(&[95.0, 30.0, 0.0], "N", &[6.0, 0.0, 36.0], "W"), None);
        assert_eq!(position(&[45.0, 60.0, 0.0], "N", &[6.0, 0.0, 36.0], "W"), None);
        assert_eq!(position(&[0.0; 3], "N", &[0.0; 3], "E"), None);
    }
}
