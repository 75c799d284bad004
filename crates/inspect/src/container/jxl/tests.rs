use whence_model::facts::structure::TrailingKind;

use super::{super::boxes::boxed, *};
use crate::limits::{MAX_COMPRESSED_BOXES, MAX_STEPS};

const EXIF: &[u8] = b"\0\0\0\0II*\0\x08\0\0\0\0\0";

/// Signature and file type, then these boxes.
fn jxl(boxes: &[Vec<u8>]) -> Vec<u8> {
    [boxed(b"JXL ", b"\r\n\x87\n"), boxed(b"ftyp", b"jxl \0\0\0\0jxl "), boxes.concat()].concat()
}

fn part(number: u32, data: &[u8]) -> Vec<u8> {
    boxed(b"jxlp", &[&number.to_be_bytes(), data].concat())
}

/// A stored brotli stream of a box of this type.
fn brob(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let header = (data.len() as u32 - 1) << 4 | 1 << 20;
    boxed(b"brob", &[kind, &header.to_le_bytes()[..3], data, &[3]].concat())
}

fn whole() -> Vec<u8> {
    let code = size::codestream(6000, 4000);
    jxl(&[boxed(b"Exif", EXIF), brob(b"xml ", b"<x/>"), part(0, &code[..3]), part(1 << 31 | 1, &code[3..])])
}

#[test]
fn boxes_blocks_and_a_size_that_stands_in_two_boxes() {
    let bytes = whole();
    let walk = walk(&bytes);
    assert_eq!(walk.size, Some((6000, 4000)));
    let parts: Vec<_> = walk.structure.parts.iter().map(|p| p.name.raw()).collect();
    assert_eq!(parts, ["JXL", "ftyp", "Exif", "brob", "jxlp", "jxlp"]);
    assert_eq!(walk.structure.brands, ["jxl ".into(), "jxl ".into()]);
    let [exif, xmp] = walk.blocks.as_slice() else { panic!("{:?}", walk.blocks) };
    assert_eq!((&exif.kind, &*exif.data), (&BlockKind::Exif, &EXIF[4..]));
    let start = exif.place.offset.unwrap() as usize;
    assert_eq!((&bytes[start..start + exif.data.len()], exif.place.path.raw()), (&EXIF[4..], "JPEG XL › Exif"));
    assert_eq!((&xmp.kind, &*xmp.data, xmp.place.path.raw()), (&BlockKind::Xmp, &b"<x/>"[..], "JPEG XL › brob › xml"));
    assert!(walk.structure.defects.is_empty(), "{:?}", walk.structure.defects);
    assert!(walk.structure.truncated.is_none() && walk.structure.trailing.is_none());
}

#[test]
fn a_graph_in_a_box_of_its_own_is_a_text() {
    let code = size::codestream(6, 4);
    let bytes = jxl(&[boxed(b"jxlc", &code), brob(b"comf", b"{\"prompt\": {}}"), boxed(b"comf", b"{}")]);
    let walk = walk(&bytes);
    let texts: Vec<_> = walk.blocks.iter().map(|b| (&b.kind, &*b.data, b.place.path.raw())).collect();
    let key = BlockKind::Text { key: "comf".into() };
    let expected: [(_, &[u8], _); 2] =
        [(&key, b"{\"prompt\": {}}", "JPEG XL › brob › comf"), (&key, b"{}", "JPEG XL › comf")];
    assert_eq!(texts, expected);
    assert!(walk.structure.defects.is_empty() && walk.structure.trailing.is_none());
}

#[test]
fn a_bare_codestream_has_a_size_and_no_more() {
    let bytes = [size::codestream(300, 200), b"rest".to_vec()].concat();
    let walk = walk(&bytes);
    assert_eq!((walk.size, walk.blocks.len(), walk.structure.parts.len()), (Some((300, 200)), 0, 1));
    assert!(walk.structure.truncated.is_none() && walk.structure.trailing.is_none());
}

#[test]
fn whatever_is_cut_off_is_missed() {
    let bytes = whole();
    for length in 12..bytes.len() {
        assert!(walk(&bytes[..length]).structure.truncated.is_some(), "{length}");
    }
    let bare = size::codestream(300, 200);
    for length in 2..bare.len() {
        assert!(walk(&bare[..length]).structure.truncated.is_some(), "{length}");
    }
}

#[test]
fn what_follows_the_last_box_is_named() {
    let zipped = [whole(), b"PK\x03\x04....".to_vec()].concat();
    assert_eq!(walk(&zipped).structure.trailing.unwrap().kind, TrailingKind::Zip);
}

#[test]
fn a_manifest_store_is_told_from_other_jumbf() {
    // What the C2PA library writes at the start of a manifest store.
    let described = b"\0\0\0\x1ejumd\x63\x32\x70\x61\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71\x03c2pa\0";
    let store = boxed(b"jumb", described);
    let bytes = jxl(&[store, boxed(b"jumb", b"\0\0\0\x19jumdother"), boxed(b"jxlc", &size::codestream(1, 1))]);
    let walk = walk(&bytes);
    let holds: Vec<_> = walk.structure.parts.iter().filter_map(|p| p.holds.as_ref()).map(|h| h.raw()).collect();
    assert_eq!(holds, ["signature", "C2PA/JUMBF", "JUMBF", "pixels"]);
    assert_eq!(walk.blocks.len(), 2);
}

#[test]
fn hostile_boxes_cost_a_defect() {
    let code = boxed(b"jxlc", &size::codestream(1, 1));
    for (odd, what) in [
        (boxed(b"brob", b"Ex"), "without its type"),
        (boxed(b"brob", b"Exif\x11\x1e\x03"), "window"),
        (boxed(b"brob", b"xml \xff\xff\xff\xff"), "damaged"),
        (boxed(b"Exif", b"\xff\xff\xff\xffII*\0"), ""),
        (boxed(b"Exif", b"\0\0\0\0nothing"), "without a TIFF header"),
        (boxed(b"jxlp", b"\0\0"), "without its number"),
    ] {
        let bytes = jxl(&[odd, code.clone()]);
        let walk = walk(&bytes);
        let said: Vec<_> = walk.structure.defects.iter().map(|d| d.what.as_str()).collect();
        assert_eq!(said.len(), usize::from(!what.is_empty()), "{said:?}");
        assert!(said.iter().all(|said| said.contains(what)), "{said:?} is not {what}");
    }
    let compressed = jxl(&[brob(b"xml ", b"<x/>").repeat(MAX_COMPRESSED_BOXES + 1), code.clone()]);
    let compressed = walk(&compressed);
    assert_eq!((compressed.blocks.len(), compressed.structure.defects.len()), (MAX_COMPRESSED_BOXES, 1));
    let many = jxl(&[boxed(b"free", b"").repeat(MAX_STEPS + 9), code]);
    assert!(walk(&many).structure.defects[0].what.contains("parts"));
}
