//! Photoshop image resources (Adobe Photoshop File Formats Specification): which there are, the quality that was chosen,
//! and whether the IPTC data are still those that a digest was made of (0x0425; Metadata Working Group Guidelines 2.0,
//! 3.3.1).

use std::borrow::Cow;

use md5::{Digest, Md5};
use whence_model::{
    Defect, Place, Reading,
    facts::metadata::{IptcDigest, Photoshop, Resource},
};

use super::text::utf8_or_latin1;
use crate::container::{
    Block, BlockKind,
    image_resources::{self, ImageResource},
};

/// Resources that are listed: Photoshop writes about thirty.
const MAX_RESOURCES: usize = 256;

/// The specification's names of the common ones, in short.
#[rustfmt::skip]
const NAMES: &[(u16, &str)] = &[
    (0x03e9, "Macintosh print manager info"),
    (0x03ed, "Resolution"),
    (0x03ee, "Alpha channel names"),
    (0x03f0, "Caption"),
    (0x03f3, "Print flags"),
    (0x03f5, "Halftoning"),
    (0x03f8, "Transfer functions"),
    (0x0400, "Layer state"),
    (0x0402, "Layer groups"),
    (0x0404, "IPTC"),
    (0x0406, "JPEG quality"),
    (0x0408, "Grid and guides"),
    (0x0409, "Thumbnail (Photoshop 4)"),
    (0x040a, "Copyright flag"),
    (0x040b, "URL"),
    (0x040c, "Thumbnail"),
    (0x040d, "Global angle"),
    (0x040f, "ICC profile"),
    (0x0411, "ICC untagged"),
    (0x0414, "Layer ID seed"),
    (0x0415, "Unicode alpha names"),
    (0x0419, "Global altitude"),
    (0x041a, "Slices"),
    (0x041b, "Workflow URL"),
    (0x041e, "URL list"),
    (0x0421, "Version info"),
    (0x0422, "Exif"),
    (0x0423, "Exif 3"),
    (0x0424, "XMP"),
    (0x0425, "IPTC digest"),
    (0x0426, "Print scale"),
    (0x0428, "Pixel aspect ratio"),
    (0x0429, "Layer comps"),
    (0x042d, "Layer selection"),
    (0x0430, "Layer groups enabled"),
    (0x0433, "Timeline"),
    (0x0435, "Display info"),
    (0x043a, "Print information"),
    (0x043b, "Print style"),
    (0x0bb7, "Clipping path name"),
    (0x2710, "Print flags information"),
];

/// Reads all blocks as one.
pub fn read(blocks: &[Block]) -> Reading<Photoshop> {
    let mut found: Option<Photoshop> = None;
    let mut unreadable = None;
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Photoshop && !b.data.is_empty()) {
        let resources: Vec<_> = image_resources::all(&block.data).take(MAX_RESOURCES).collect();
        if resources.is_empty() {
            let what = "no image resource where the block says so".to_owned();
            unreadable.get_or_insert(Defect { place: block.place.clone(), what });
            continue;
        }
        let photoshop = found.get_or_insert_with(|| Photoshop { place: block.place.clone(), ..Photoshop::default() });
        photoshop.iptc_digest = photoshop.iptc_digest.take().or_else(|| iptc_digest(block, &resources));
        photoshop.quality = photoshop.quality.or_else(|| quality(&resources));
        let room = MAX_RESOURCES.saturating_sub(photoshop.resources.len());
        photoshop.resources.extend(resources.iter().take(room).map(|resource| described(block, resource)));
    }
    match (found, unreadable) {
        (Some(photoshop), _) => Reading::Read(photoshop),
        (None, Some(defect)) => Reading::Unreadable(defect),
        (None, None) => Reading::Absent,
    }
}

fn described(block: &Block, resource: &ImageResource) -> Resource {
    let name = NAMES.iter().find(|(id, _)| *id == resource.id).map(|(_, name)| (*name).to_owned());
    let path_info = (0x07d0..=0x0bb6).contains(&resource.id).then(|| "Path".to_owned());
    Resource {
        id: resource.id,
        name: name.or(path_info),
        given_name: (!resource.name.is_empty()).then(|| utf8_or_latin1(resource.name).into()),
        bytes: u32::try_from(resource.data.len()).unwrap_or(u32::MAX),
        place: place(block, resource),
    }
}

/// Its bytes are known where the block is not joined or inflated.
fn place(block: &Block, resource: &ImageResource) -> Place {
    let path = format!("{} › 0x{:04X}", block.place.path.raw(), resource.id);
    let start = block.place.offset.and_then(|start| start.checked_add(resource.at as u64));
    match (&block.data, start) {
        (Cow::Borrowed(_), Some(start)) => Place::bytes(path, start, resource.data.len() as u64),
        _ => Place::path(path),
    }
}

/// Programs that know no digest write zeros.
fn iptc_digest(block: &Block, resources: &[ImageResource]) -> Option<IptcDigest> {
    let of = |id| resources.iter().find(|resource| resource.id == id);
    let (stated, iptc) = (of(image_resources::IPTC_DIGEST)?, of(image_resources::IPTC)?);
    (stated.data.len() == 16 && stated.data.iter().any(|&b| b != 0)).then(|| IptcDigest {
        stated: crate::hex(stated.data),
        computed: crate::hex(&Md5::digest(iptc.data)),
        place: place(block, stated),
    })
}

fn quality(resources: &[ImageResource]) -> Option<i16> {
    let resource = resources.iter().find(|resource| resource.id == image_resources::JPEG_QUALITY)?;
    resource.data.first_chunk().map(|quality| i16::from_be_bytes(*quality))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::image_resources::resource;

    /// MD5 of `IPTC data` by another program (`md5sum`).
    const DIGEST: [u8; 16] = *b"\xc2\x43\x2a\x4a\xc7\xa9\xe3\xc3\x0f\x5f\xcb\xcd\x53\x89\xb1\x90";

    fn read_all(data: &[u8]) -> Reading<Photoshop> {
        let place = Place::bytes("JPEG › APP13", 100, data.len() as u64);
        read(&[Block { kind: BlockKind::Photoshop, data: data.into(), place, after_pixels: false }])
    }

    fn some(data: &[u8]) -> Photoshop {
        match read_all(data) {
            Reading::Read(photoshop) => photoshop,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn resources_quality_and_places() {
        let data = [
            resource(0x03ed, "dpi", b"abc"),
            resource(image_resources::JPEG_QUALITY, "", &[0xff, 0xfe, 0, 1, 0, 3, 1]),
            resource(0x07d0, "", b""),
            resource(0x1b58, "", b"x"),
        ];
        let data = data.concat();
        let photoshop = some(&data);
        let seen: Vec<_> = photoshop.resources.iter().map(|r| (r.id, r.name.as_deref(), r.bytes)).collect();
        let expected = [
            (0x03ed, Some("Resolution"), 3),
            (0x0406, Some("JPEG quality"), 7),
            (0x07d0, Some("Path"), 0),
            (0x1b58, None, 1),
        ];
        assert_eq!(seen, expected);
        assert_eq!((photoshop.quality, photoshop.iptc_digest), (Some(-2), None));
        let first = &photoshop.resources[0];
        assert_eq!(
            (first.given_name.as_ref().map(|n| n.raw()), first.place.path.raw()),
            (Some("dpi"), "JPEG › APP13 › 0x03ED")
        );
        let start = first.place.offset.unwrap() as usize - 100;
        assert_eq!(&data[start..start + 3], b"abc");
    }

    #[test]
    fn the_digest_fits_or_not_or_is_none() {
        let with = |digest: &[u8], iptc: &[u8]| {
            some(
                &[resource(image_resources::IPTC, "", iptc), resource(image_resources::IPTC_DIGEST, "", digest)]
                    .concat(),
            )
            .iptc_digest
        };
        let fits = with(&DIGEST, b"IPTC data").unwrap();
        assert_eq!((&fits.stated, fits.stated.len()), (&fits.computed, 32));
        assert_eq!(fits.place.path.raw(), "JPEG › APP13 › 0x0425");
        let stale = with(&DIGEST, b"IPTC date").unwrap();
        assert_ne!(stale.stated, stale.computed);
        assert_eq!(with(&[0; 16], b"IPTC data"), None, "zeros are no digest");
        assert_eq!(with(&DIGEST[..15], b"IPTC data"), None);
        assert_eq!(some(&resource(image_resources::IPTC_DIGEST, "", &DIGEST)).iptc_digest, None, "no IPTC");
    }

    #[test]
    fn damage_and_number_are_bounded() {
        assert_eq!(some(&resource(0x03ed, "", b"x").repeat(3000)).resources.len(), MAX_RESOURCES);
        assert!(matches!(read_all(b"nothing"), Reading::Unreadable(_)));
        assert_eq!(read_all(b""), Reading::Absent);
        let data = resource(image_resources::JPEG_QUALITY, "", b"\0");
        assert_eq!(some(&data).quality, None);
        // Only the byte that fills the last resource may be missing.
        for length in 1..data.len() - 1 {
            assert!(matches!(read_all(&data[..length]), Reading::Unreadable(_)), "{length}");
        }
    }
}
