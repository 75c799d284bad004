//! Small files of the formats of which no sample is there.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbaImage};

use crate::tiff::tiff;

const XMP: &[u8] = br#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="A"/></rdf:RDF></x:xmpmeta>"#;
const UUID_XMP: &[u8] = b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";

/// Every one of them, by the name of its format.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let coded = [
        ("png", ImageFormat::Png),
        ("gif", ImageFormat::Gif),
        ("tiff", ImageFormat::Tiff),
        ("webp", ImageFormat::WebP),
        ("bmp", ImageFormat::Bmp),
        ("jpeg", ImageFormat::Jpeg),
    ];
    let mut files: Vec<_> = coded.into_iter().map(|(name, format)| (name, picture(format))).collect();
    files.extend([
        ("avif", avif()),
        ("heif", heif()),
        ("jxl", b"\xff\x0a\x10\x10\x08\x01".to_vec()),
        ("jxl", jxl()),
        ("jp2", codestream()),
        ("jp2", jp2()),
        ("psd", psd(1)),
        ("psd", psd(2)),
    ]);
    files
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let shades = RgbaImage::from_fn(24, 16, |x, y| image::Rgba([x as u8 * 9, y as u8 * 13, (x * y) as u8, 255]));
    let image = DynamicImage::from(shades);
    let image = if format == ImageFormat::Jpeg { image.to_rgb8().into() } else { image };
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).expect("memory takes every byte");
    out.into_inner()
}

fn exif() -> Vec<u8> {
    tiff(false, &[(0x010f, 2, b"Maker\0"), (0x0131, 2, b"Software\0")], &[(0x9003, 2, b"2024:01:02 03:04:05\0")])
}

fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
}

/// With a version before the body.
fn full(kind: &[u8; 4], version: u8, body: &[u8]) -> Vec<u8> {
    boxed(kind, &[&[version, 0, 0, 0], body].concat())
}

fn avif() -> Vec<u8> {
    stills(b"avif\0\0\0\0mif1", b"av01")
}

fn heif() -> Vec<u8> {
    stills(b"heic\0\0\0\0mif1", b"hvc1")
}

/// A picture without pixels, a thumbnail of it, Exif and XMP, in boxes (ISO 23008-12).
fn stills(brands: &[u8], coding: &[u8; 4]) -> Vec<u8> {
    let exif = [b"\0\0\0\x06Exif\0\0", &exif()[..]].concat();
    let items: [&[u8]; 4] = [b"PICTURE", b"thumb", &exif, XMP];
    let ftyp = boxed(b"ftyp", brands);
    // Places do not change the length of `meta`, so it is made twice.
    let start = ftyp.len() + meta(0, items, coding).len() + 8;
    [ftyp, meta(start as u32, items, coding), boxed(b"mdat", &items.concat())].concat()
}

fn meta(start: u32, items: [&[u8]; 4], coding: &[u8; 4]) -> Vec<u8> {
    let info = |id: u8, kind: &[u8; 4], rest: &[u8]| full(b"infe", 2, &[&[0, id, 0, 0], &kind[..], rest].concat());
    let infos = [
        info(1, coding, b"\0"),
        info(2, coding, b"\0"),
        info(3, b"Exif", b"\0"),
        info(4, b"mime", b"\0application/rdf+xml\0"),
    ];
    let size = |w: u32, h: u32| full(b"ispe", 0, &[w.to_be_bytes(), h.to_be_bytes()].concat());
    let properties = [size(640, 640), size(64, 32), boxed(b"colr", b"proficc"), boxed(b"irot", &[1])];
    let mut locations = vec![0x44, 0x00, 0, 4];
    let mut at = start;
    for (id, item) in (1..).zip(items) {
        locations.extend([0, id, 0, 0, 0, 1]);
        locations.extend([at.to_be_bytes(), (item.len() as u32).to_be_bytes()].concat());
        at += item.len() as u32;
    }
    let body = [
        full(b"hdlr", 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        full(b"pitm", 0, &[0, 1]),
        full(b"iloc", 0, &locations),
        full(b"iinf", 0, &[&[0, 4], infos.concat().as_slice()].concat()),
        full(b"iref", 0, &boxed(b"thmb", &[0, 2, 0, 1, 0, 1])),
        boxed(
            b"iprp",
            &[boxed(b"ipco", &properties.concat()), full(b"ipma", 0, &[0, 0, 0, 2, 0, 1, 3, 2, 3, 0x84, 0, 2, 1, 1])]
                .concat(),
        ),
    ];
    full(b"meta", 0, &body.concat())
}

fn jxl() -> Vec<u8> {
    let boxes = [
        boxed(b"JXL ", b"\r\n\x87\n"),
        boxed(b"ftyp", b"jxl \0\0\0\0jxl "),
        boxed(b"Exif", &[b"\0\0\0\0", &exif()[..]].concat()),
        boxed(b"xml ", XMP),
        // A stored stream of brotli.
        boxed(b"brob", b"xml \x30\0\x10<x/>\x03"),
        boxed(b"jxlp", b"\0\0\0\0\xff\x0a\x10"),
        boxed(b"jxlp", b"\x80\0\0\x01\x10\x08\x01"),
    ];
    boxes.concat()
}

/// One tile of one component without data (ISO/IEC 15444-1, annex A).
fn codestream() -> Vec<u8> {
    let side = 16u32.to_be_bytes();
    let zero = [0; 4];
    let size =
        [&[0xff, 0x51, 0, 41, 0, 0][..], &side, &side, &zero, &zero, &side, &side, &zero, &zero, &[0, 1, 7, 1, 1]];
    let coding = b"\xff\x52\0\x0c\0\0\0\x01\0\x01\x04\x04\0\x01";
    let tile = b"\xff\x90\0\x0a\0\0\0\0\0\x0e\0\x01\xff\x93";
    [b"\xff\x4f", &size.concat()[..], coding, b"\xff\x5c\0\x04\x40\x40", b"\xff\x64\0\x07\0\x01abc", tile, b"\xff\xd9"]
        .concat()
}

fn jp2() -> Vec<u8> {
    let header = boxed(b"ihdr", b"\0\0\0\x10\0\0\0\x10\0\x01\x07\x07\0\0");
    let boxes = [
        boxed(b"jP  ", b"\r\n\x87\n"),
        boxed(b"ftyp", b"jp2 \0\0\0\0jp2 "),
        boxed(b"jp2h", &[header, boxed(b"colr", b"\x02\0\0profile")].concat()),
        boxed(b"uuid", &[b"JpgTiffExif->JP2", &exif()[..]].concat()),
        boxed(b"uuid", &[UUID_XMP, XMP].concat()),
        boxed(b"jp2c", &codestream()),
    ];
    boxes.concat()
}

/// Header, no colours, resources with IPTC, Exif and XMP, no layers, one row of raw pixels; 2 is the large form.
fn psd(version: u8) -> Vec<u8> {
    let resource = |id: u16, data: &[u8]| {
        let pad = vec![0; data.len() % 2];
        [b"8BIM", &id.to_be_bytes()[..], &[0, 0], &(data.len() as u32).to_be_bytes(), data, &pad].concat()
    };
    let resources =
        [resource(0x0404, b"\x1c\x02\x19\0\x03key"), resource(0x0422, &exif()), resource(0x0424, XMP)].concat();
    let header = [b"8BPS\0", &[version][..], &[0; 6], b"\0\x01\0\0\0\x01\0\0\0\x04\0\x08\0\x01"].concat();
    let layers = vec![0; if version == 2 { 8 } else { 4 }];
    let length = (resources.len() as u32).to_be_bytes();
    [header, vec![0; 4], length.to_vec(), resources, layers, vec![0, 0, 1, 2, 3, 4]].concat()
}
