//! A small writer of Exif blocks (TIFF 6.0, Exif 2.32), little-endian.

/// A field: its tag and what it holds.
pub struct Field(pub u16, pub Value);

pub enum Value {
    Ascii(&'static str),
    Short(u16),
    Long(u32),
    Rationals(Vec<(u32, u32)>),
    Bytes(Vec<u8>),
    Undefined(Vec<u8>),
}

/// The directories of one block; each in ascending order of tags.
#[derive(Default)]
pub struct Exif {
    pub main: Vec<Field>,
    pub exif: Vec<Field>,
    pub gps: Vec<Field>,
    /// A JPEG for IFD1.
    pub thumbnail: Option<Vec<u8>>,
}

impl Exif {
    /// Adds a UserComment as generators write it: UTF-16, big-endian whatever the block is.
    pub fn comment(&mut self, text: &str) {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        self.exif.push(Field(0x9286, Value::Undefined([b"UNICODE\0", utf16.as_slice()].concat())));
        self.exif.sort_by_key(|field| field.0);
    }

    /// The TIFF block, from its byte-order mark on.
    pub fn block(mut self) -> Vec<u8> {
        const EXIF_POINTER: u16 = 0x8769;
        const GPS_POINTER: u16 = 0x8825;
        let size = |fields: &[Field]| 2 + 12 * fields.len() + 4 + fields.iter().map(|f| f.1.outside()).sum::<usize>();
        for (pointer, fields) in [(EXIF_POINTER, &self.exif), (GPS_POINTER, &self.gps)] {
            if !fields.is_empty() {
                self.main.push(Field(pointer, Value::Long(0)));
            }
        }
        let exif_at = 8 + size(&self.main);
        let gps_at = exif_at + if self.exif.is_empty() { 0 } else { size(&self.exif) };
        let thumbnail_at = gps_at + if self.gps.is_empty() { 0 } else { size(&self.gps) };
        for Field(tag, value) in &mut self.main {
            match *tag {
                EXIF_POINTER => *value = Value::Long(exif_at as u32),
                GPS_POINTER => *value = Value::Long(gps_at as u32),
                _ => {}
            }
        }
        let mut out = b"II*\0\x08\0\0\0".to_vec();
        let next = if self.thumbnail.is_some() { thumbnail_at } else { 0 };
        directory(&mut out, &self.main, next);
        for fields in [&self.exif, &self.gps] {
            if !fields.is_empty() {
                directory(&mut out, fields, 0);
            }
        }
        if let Some(jpeg) = self.thumbnail {
            let mut fields = vec![
                Field(0x0103, Value::Short(6)),
                Field(0x0201, Value::Long(0)),
                Field(0x0202, Value::Long(jpeg.len() as u32)),
            ];
            fields[1].1 = Value::Long((thumbnail_at + size(&fields)) as u32);
            directory(&mut out, &fields, 0);
            out.extend(jpeg);
        }
        out
    }
}

impl Value {
    /// Type, count and bytes.
    fn parts(&self) -> (u16, u32, Vec<u8>) {
        match self {
            Self::Ascii(text) => (2, text.len() as u32 + 1, [text.as_bytes(), &[0]].concat()),
            Self::Short(n) => (3, 1, n.to_le_bytes().to_vec()),
            Self::Long(n) => (4, 1, n.to_le_bytes().to_vec()),
            Self::Rationals(all) => {
                let bytes = all.iter().flat_map(|(n, d)| [n.to_le_bytes(), d.to_le_bytes()].concat()).collect();
                (5, all.len() as u32, bytes)
            }
            Self::Bytes(bytes) => (1, bytes.len() as u32, bytes.clone()),
            Self::Undefined(bytes) => (7, bytes.len() as u32, bytes.clone()),
        }
    }

    /// How many bytes stand behind the directory: those that do not fit into the entry, made even.
    fn outside(&self) -> usize {
        match self.parts().2.len() {
            0..=4 => 0,
            more => more.next_multiple_of(2),
        }
    }
}

fn directory(out: &mut Vec<u8>, fields: &[Field], next: usize) {
    let mut behind = Vec::new();
    let behind_at = out.len() + 2 + 12 * fields.len() + 4;
    out.extend((fields.len() as u16).to_le_bytes());
    for Field(tag, value) in fields {
        let (kind, count, mut bytes) = value.parts();
        out.extend(tag.to_le_bytes());
        out.extend(kind.to_le_bytes());
        out.extend(count.to_le_bytes());
        if bytes.len() <= 4 {
            bytes.resize(4, 0);
            out.extend(bytes);
        } else {
            out.extend(((behind_at + behind.len()) as u32).to_le_bytes());
            if bytes.len() % 2 == 1 {
                bytes.push(0);
            }
            behind.extend(bytes);
        }
    }
    out.extend((next as u32).to_le_bytes());
    out.extend(behind);
}
