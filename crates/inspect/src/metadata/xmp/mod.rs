//! XMP packets (ISO 16684-1), and what does not fit into one: the extended XMP of JPEG (Adobe XMP Specification
//! part 3, 1.1.3.1).

mod prefixes;
mod rdf;

use std::borrow::Cow;

use whence_model::{
    Defect, Place, Reading,
    facts::metadata::{Property, Xmp},
};

use self::rdf::{MAX_HISTORY, MAX_PROPERTIES};
use crate::{
    container::{Block, BlockKind},
    limits::{MAX_VALUE_BYTES, MAX_XMP_BYTES},
    metadata::text::{cut, head},
};

/// More packets than this are not read.
const MAX_PACKETS: u32 = 16;

/// What is looked for in the text of a packet whose XML is broken.
const KEY_PROPERTIES: [&str; 3] = ["xmp:CreatorTool", "Iptc4xmpExt:DigitalSourceType", "photoshop:Credit"];

const EXTENDED: &str = "xmpNote:HasExtendedXMP";

/// Reads all packets as one; those that are extended XMP only where a packet asks for them by their GUID.
pub fn read(blocks: &[Block]) -> Reading<Xmp> {
    let mut xmp = Xmp::default();
    let mut room = MAX_XMP_BYTES;
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Xmp) {
        packet(&mut xmp, block, &mut room);
    }
    for block in blocks {
        let BlockKind::ExtendedXmp { guid } = &block.kind else { continue };
        if xmp.properties.iter().any(|p| p.name == EXTENDED && p.value.raw().eq_ignore_ascii_case(guid)) {
            packet(&mut xmp, block, &mut room);
        } else {
            defect(&mut xmp, &block.place, "extended XMP that no packet asks for");
        }
    }
    let nothing = xmp.properties.is_empty() && xmp.history.is_empty() && xmp.toolkit.is_none();
    match xmp.defects.first() {
        None if xmp.packets == 0 => Reading::Absent,
        Some(first) if nothing => Reading::Unreadable(first.clone()),
        _ => Reading::Read(xmp),
    }
}

fn packet(xmp: &mut Xmp, block: &Block, room: &mut usize) {
    if xmp.packets >= MAX_PACKETS {
        return defect(xmp, &block.place, &format!("more than {MAX_PACKETS} packets"));
    }
    if xmp.packets == 0 {
        xmp.place = block.place.clone();
    }
    xmp.packets = xmp.packets.saturating_add(1);
    let kept = head(&block.data, *room);
    *room = room.saturating_sub(kept.len());
    if kept.len() < block.data.len() {
        defect(xmp, &block.place, &format!("more than {MAX_XMP_BYTES} bytes of XMP"));
    }
    let text = decoded(kept);
    let packet = rdf::parse(text.trim_matches(['\0', ' ', '\n', '\r', '\t']));
    let place =
        |name: &str| Place { path: format!("{} › {name}", block.place.path.raw()).into(), ..block.place.clone() };
    for (name, value) in packet.properties.into_iter().take(MAX_PROPERTIES.saturating_sub(xmp.properties.len())) {
        xmp.properties.push(Property { place: place(&name), name, value: value.into() });
    }
    xmp.history.extend(packet.history.into_iter().take(MAX_HISTORY.saturating_sub(xmp.history.len())));
    xmp.toolkit = xmp.toolkit.take().or(packet.toolkit.map(Into::into));
    let Some(why) = packet.broken else { return };
    defect(xmp, &block.place, &why);
    for name in KEY_PROPERTIES {
        if let Some(value) = scan(&text, name).filter(|_| xmp.property(name).is_none()) {
            xmp.properties.push(Property { name: name.to_owned(), value: value.into(), place: place(name) });
        }
    }
}

fn defect(xmp: &mut Xmp, place: &Place, what: &str) {
    if xmp.defects.len() < 64 {
        xmp.defects.push(Defect { place: place.clone(), what: what.to_owned() });
    }
}

/// XMP is UTF-8 in almost every file; a packet may be UTF-16.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair));
        Cow::Owned(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] | rest @ [0, b'<', ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] | rest @ [b'<', 0, ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => String::from_utf8_lossy(rest),
    }
}

/// The first value of a property in the text of a packet, as attribute or as element.
fn scan(text: &str, name: &str) -> Option<String> {
    let (_, after) = text.split_once(name)?;
    let value = match after.trim_start().strip_prefix('=') {
        Some(quoted) => {
            let quoted = quoted.trim_start();
            let quote = quoted.chars().next().filter(|q| matches!(q, '"' | '\''))?;
            quoted[1..].split(quote).next()?
        }
        None => after.strip_prefix('>')?.split('<').next()?,
    };
    Some(cut(value.trim(), MAX_VALUE_BYTES).to_owned()).filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind, text: &[u8]) -> Block<'static> {
        let place = Place::bytes("JPEG › APP1 XMP", 7, text.len() as u64);
        Block { kind, data: text.to_vec().into(), place, after_pixels: false }
    }

    fn rdf(attributes: &str) -> String {
        format!(
            r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
            xmlns:xmpNote="http://ns.adobe.com/xmp/note/"><rdf:Description {attributes}/></rdf:RDF>"#
        )
    }

    #[test]
    fn packets_stand_together() {
        let first = block(BlockKind::Xmp, rdf(r#"xmp:CreatorTool="A""#).as_bytes());
        let second = block(BlockKind::Xmp, rdf(r#"xmp:Label="B""#).as_bytes());
        let reading = read(&[first, second]);
        let xmp = reading.read().unwrap();
        assert_eq!((xmp.packets, xmp.property("xmp:Label").map(|p| p.value.raw())), (2, Some("B")));
        let tool = xmp.property("xmp:CreatorTool").unwrap();
        assert_eq!((tool.place.path.raw(), tool.place.offset), ("JPEG › APP1 XMP › xmp:CreatorTool", Some(7)));
    }

    #[test]
    fn the_label_of_generated_content_is_read_as_attribute_and_as_element() {
        let label = r#"{"Label":"1","ContentProducer":"001"}"#;
        let escaped = label.replace('"', "&quot;");
        let forms = [
            format!(r#"<rdf:Description xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" TC260:AIGC="{escaped}"/>"#),
            format!(
                r#"<rdf:Description xmlns:a="http://www.tc260.org.cn/ns/AIGC/1.0/"><a:AIGC>{label}</a:AIGC></rdf:Description>"#
            ),
        ];
        for form in forms {
            let text = rdf("").replace("<rdf:Description />", &form);
            let reading = read(&[block(BlockKind::Xmp, text.as_bytes())]);
            assert_eq!(
                reading.read().and_then(|x| x.property("TC260:AIGC")).map(|p| p.value.raw()),
                Some(label),
                "{text}"
            );
        }
    }

    #[test]
    fn extended_xmp_counts_where_a_packet_asks_for_it() {
        let main = || block(BlockKind::Xmp, rdf(r#"xmpNote:HasExtendedXMP="AB12""#).as_bytes());
        let extended =
            |guid: &str| block(BlockKind::ExtendedXmp { guid: guid.into() }, rdf(r#"xmp:CreatorTool="A""#).as_bytes());
        let tool = |reading: &Reading<Xmp>| reading.read().and_then(|x| x.property("xmp:CreatorTool")).is_some();
        assert!(tool(&read(&[extended("ab12"), main()])));
        let other = read(&[main(), extended("ff")]);
        assert!(!tool(&other));
        assert_eq!(other.read().unwrap().defects[0].what, "extended XMP that no packet asks for");
        assert!(matches!(read(&[extended("ab12")]), Reading::Unreadable(_)));
    }

    #[test]
    fn a_broken_packet_still_tells_the_key_properties() {
        let broken =
            b"<a><b xmp:CreatorTool = 'Tool' photoshop:Credit=\"Made with X\"><Iptc4xmpExt:DigitalSourceType>t</";
        let reading = read(&[block(BlockKind::Xmp, broken)]);
        let xmp = reading.read().unwrap();
        let said: Vec<_> = xmp.properties.iter().map(|p| (p.name.as_str(), p.value.raw())).collect();
        assert!(said.contains(&("xmp:CreatorTool", "Tool")), "{said:?}");
        assert!(said.contains(&("photoshop:Credit", "Made with X")), "{said:?}");
        assert!(said.contains(&("Iptc4xmpExt:DigitalSourceType", "t")), "{said:?}");
        assert_eq!(xmp.defects.len(), 1);
    }

    #[test]
    fn key_properties_beyond_the_bound_leave_no_room_for_the_next_packet() {
        let many = "<xmp:Label>B</xmp:Label>".repeat(MAX_PROPERTIES);
        let children = format!("<rdf:Description>{many}<xmp:CreatorTool>A</xmp:CreatorTool></rdf:Description>");
        let first = rdf("").replace("<rdf:Description />", &children);
        let second = rdf(r#"xmp:Rating="5""#);
        let reading = read(&[&first, &second].map(|text| block(BlockKind::Xmp, text.as_bytes())));
        let xmp = reading.read().unwrap();
        assert_eq!((xmp.packets, xmp.properties.len()), (2, MAX_PROPERTIES + 1));
        assert!(xmp.property("xmp:CreatorTool").is_some() && xmp.property("xmp:Rating").is_none());
    }

    #[test]
    fn utf16_packets_are_read() {
        let text = rdf(r#"xmp:CreatorTool="é""#);
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [big, little] {
            let reading = read(&[block(BlockKind::Xmp, &bytes)]);
            assert_eq!(reading.read().and_then(|x| x.property("xmp:CreatorTool")).map(|p| p.value.raw()), Some("é"));
        }
    }

    #[test]
    fn no_packet_is_absence_and_an_unreadable_one_is_not() {
        assert_eq!(read(&[]), Reading::Absent);
        assert!(matches!(read(&[block(BlockKind::Xmp, b"<<<")]), Reading::Unreadable(_)));
    }

    #[test]
    fn the_sum_of_packets_is_bounded() {
        let huge = [rdf(r#"xmp:Label="B""#).into_bytes(), vec![b' '; MAX_XMP_BYTES]].concat();
        let reading =
            read(&[block(BlockKind::Xmp, &huge), block(BlockKind::Xmp, rdf(r#"xmp:CreatorTool="A""#).as_bytes())]);
        let xmp = reading.read().unwrap();
        assert_eq!((xmp.properties.len(), xmp.defects.len()), (1, 2));
    }
}
