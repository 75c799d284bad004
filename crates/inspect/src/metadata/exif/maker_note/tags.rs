//! The fields of makers' notes that are read, by the names that readers of Exif have agreed on: who made the picture
//! with which device, and what other clocks than the Exif dates say. Nothing that is encrypted.

#[derive(Debug)]
pub struct Tag {
    pub number: u16,
    pub name: &'static str,
    pub reads: Reads,
}

/// How a value is written.
#[derive(Clone, Copy, Debug)]
pub enum Reads {
    /// As its type says.
    Plain,
    /// Year (two bytes, most significant first), month, day; the time of day stands in the field `Time`.
    Date,
    /// Hour, minute, second.
    Time,
    /// Canon: four numbers, of which the second is the zone in minutes and the fourth the minutes of daylight saving.
    CanonZone,
    /// Nikon: minutes of the zone in two bytes, then 1 for daylight saving time.
    NikonZone,
    /// Further fields in a directory of its own.
    Directory(&'static [Tag]),
}

const fn tag(number: u16, name: &'static str) -> Tag {
    Tag { number, name, reads: Reads::Plain }
}

const fn tag_as(number: u16, name: &'static str, reads: Reads) -> Tag {
    Tag { number, name, reads }
}

#[rustfmt::skip]
pub static APPLE: &[Tag] = &[
    tag(0x0001, "MakerNoteVersion"),
    tag(0x000b, "BurstUUID"),
    tag(0x0011, "ContentIdentifier"),
    tag(0x0015, "ImageUniqueID"),
    tag(0x0021, "HDRHeadroom"),
    tag(0x0030, "HDRGain"),
];

#[rustfmt::skip]
pub static CANON: &[Tag] = &[
    tag(0x0006, "ImageType"),
    tag(0x0007, "FirmwareVersion"),
    tag(0x0008, "FileNumber"),
    tag(0x0009, "OwnerName"),
    tag(0x000c, "SerialNumber"),
    tag(0x0010, "ModelID"),
    tag_as(0x0035, "TimeInfo", Reads::CanonZone),
    tag(0x0095, "LensModel"),
    tag(0x0096, "InternalSerialNumber"),
];

#[rustfmt::skip]
pub static DJI: &[Tag] = &[
    tag(0x0001, "Make"),
];

#[rustfmt::skip]
pub static FUJIFILM: &[Tag] = &[
    tag(0x0000, "Version"),
    tag(0x0010, "InternalSerialNumber"),
];

#[rustfmt::skip]
pub static MOTOROLA: &[Tag] = &[
    tag(0x5501, "SerialNumber"),
    tag(0x6705, "ManufactureDate"),
];

#[rustfmt::skip]
pub static NIKON: &[Tag] = &[
    tag(0x0001, "MakerNoteVersion"),
    tag(0x001d, "SerialNumber"),
    tag_as(0x0024, "WorldTime", Reads::NikonZone),
    tag(0x00a0, "SerialNumber"),
    tag(0x00a7, "ShutterCount"),
];

#[rustfmt::skip]
pub static OLYMPUS: &[Tag] = &[
    tag(0x0207, "CameraType"),
    tag(0x0404, "SerialNumber"),
    tag_as(0x2010, "Equipment", Reads::Directory(&[
        tag(0x0100, "CameraType"),
        tag(0x0101, "SerialNumber"),
        tag(0x0102, "InternalSerialNumber"),
        tag(0x0202, "LensSerialNumber"),
        tag(0x0203, "LensModel"),
    ])),
];

#[rustfmt::skip]
pub static PANASONIC: &[Tag] = &[
    tag(0x0025, "InternalSerialNumber"),
    tag(0x0051, "LensType"),
    tag(0x0052, "LensSerialNumber"),
];

#[rustfmt::skip]
pub static PENTAX: &[Tag] = &[
    tag(0x0005, "ModelID"),
    tag_as(0x0006, "Date", Reads::Date),
    tag_as(0x0007, "Time", Reads::Time),
    tag(0x0229, "SerialNumber"),
];

#[rustfmt::skip]
pub static RICOH: &[Tag] = &[
    tag(0x0002, "FirmwareVersion"),
];

#[rustfmt::skip]
pub static SIGMA: &[Tag] = &[
    tag(0x0002, "SerialNumber"),
    tag(0x0017, "FirmwareVersion"),
];

#[rustfmt::skip]
pub static SONY: &[Tag] = &[
    tag(0xb001, "SonyModelID"),
];
