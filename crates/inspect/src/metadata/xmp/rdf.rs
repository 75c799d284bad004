//! The RDF of an XMP packet (ISO 16684-1:2019, clause 7), event by event: simple properties as attributes or
//! elements, lists item by item, structures with `/` between the names. Document types and their entities are not
//! expanded, only the five that XML itself defines.

use quick_xml::{
    XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
    name::{QName, ResolveResult},
    reader::NsReader,
};
use whence_model::facts::metadata::HistoryEvent;

use super::prefixes::customary;
use crate::{
    limits::{MAX_DEPTH, MAX_VALUE_BYTES},
    metadata::text::cut,
};

/// Properties of all packets together.
pub const MAX_PROPERTIES: usize = 2000;

/// Steps of `xmpMM:History` that are kept.
pub const MAX_HISTORY: usize = 256;

/// Bytes of one path of names.
const MAX_PATH: usize = 512;

const HISTORY: &str = "xmpMM:History";

/// What a packet says, until its end or until it breaks off.
#[derive(Debug, Default)]
pub struct Packet {
    pub toolkit: Option<String>,
    /// Names with customary prefixes, and values, in file order.
    pub properties: Vec<(String, String)>,
    pub history: Vec<HistoryEvent>,
    /// Why the rest was not read.
    pub broken: Option<String>,
}

pub fn parse(text: &str) -> Packet {
    let mut walk = Walk::default();
    if let Err(why) = walk.run(text) {
        walk.packet.broken = Some(why);
    }
    walk.packet
}

#[derive(Default)]
struct Walk {
    packet: Packet,
    /// Names of the property elements that are open, `/` between them.
    path: String,
    open: Vec<Element>,
}

/// An open element.
struct Element {
    role: Role,
    /// Length of the path outside of it.
    outer: usize,
    text: String,
    has_children: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Says nothing itself: `x:xmpmeta`, `rdf:RDF`, `rdf:Description`, the lists.
    Frame,
    /// `rdf:li` and `rdf:value`: what it says belongs to the name around it.
    Item,
    Property,
}

impl Walk {
    fn run(&mut self, text: &str) -> Result<(), String> {
        let mut reader = NsReader::from_str(text);
        loop {
            match reader.read_event().map_err(|e| e.to_string())? {
                Event::Start(element) => self.start(&reader, &element)?,
                Event::Empty(element) => {
                    self.start(&reader, &element)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(name) => match name.resolve_char_ref().map_err(|e| e.to_string())? {
                    Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
                    None => self.text(resolve_predefined_entity(&name).ok_or("an entity that XML does not define")?),
                },
                Event::Eof if self.open.is_empty() => return Ok(()),
                Event::Eof => return Err("the packet breaks off".into()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            if self.packet.properties.len() >= MAX_PROPERTIES {
                return Err(format!("more than {MAX_PROPERTIES} properties"));
            }
        }
    }

    fn start(&mut self, reader: &NsReader<&[u8]>, element: &BytesStart) -> Result<(), String> {
        if self.open.len() >= usize::from(MAX_DEPTH) {
            return Err(format!("elements nest deeper than {MAX_DEPTH}"));
        }
        if let Some(parent) = self.open.last_mut() {
            parent.has_children = true;
        }
        let name = name(reader, element.name(), true);
        let role = role(&name);
        let outer = self.path.len();
        if role == Role::Property && outer.saturating_add(name.len()) < MAX_PATH {
            self.push_name(&name);
        }
        if name == "rdf:li" && self.path == HISTORY && self.packet.history.len() < MAX_HISTORY {
            self.packet.history.push(HistoryEvent::default());
        }
        self.open.push(Element { role, outer, text: String::new(), has_children: false });
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|e| e.to_string())?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|e| e.to_string())?;
            self.attribute(&self::name(reader, attribute.key, false), &value);
        }
        Ok(())
    }

    fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "x:xmptk" => self.packet.toolkit = self.packet.toolkit.take().or(Some(value.to_owned())),
            "rdf:resource" | "rdf:value" => self.say(value),
            _ if name.starts_with("rdf:") || name.starts_with("xml:") || !name.contains(':') => {}
            _ if self.path.len().saturating_add(name.len()) >= MAX_PATH => {}
            _ => {
                let outer = self.path.len();
                self.push_name(name);
                self.say(value);
                self.path.truncate(outer);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            let room = MAX_VALUE_BYTES.saturating_sub(element.text.len());
            element.text.push_str(cut(text, room));
        }
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else { return };
        if element.role != Role::Frame && !element.has_children {
            self.say(element.text.trim());
        }
        self.path.truncate(element.outer);
    }

    /// Takes a value for the path that is open.
    fn say(&mut self, value: &str) {
        let value = cut(value, MAX_VALUE_BYTES);
        if self.path.is_empty() || value.is_empty() || self.packet.properties.len() >= MAX_PROPERTIES {
            return;
        }
        if let Some(part) = self.path.strip_prefix(HISTORY).and_then(|rest| rest.strip_prefix("/stEvt:")) {
            let Some(event) = self.packet.history.last_mut() else { return };
            let slot = match part {
                "action" => &mut event.action,
                "when" => &mut event.when,
                "softwareAgent" => &mut event.software_agent,
                "changed" => &mut event.changed,
                "parameters" => &mut event.parameters,
                _ => return,
            };
            *slot = Some(value.into());
            return;
        }
        self.packet.properties.push((self.path.clone(), value.to_owned()));
    }

    fn push_name(&mut self, name: &str) {
        if !self.path.is_empty() {
            self.path.push('/');
        }
        self.path.push_str(name);
    }
}

fn role(name: &str) -> Role {
    match name {
        "rdf:li" | "rdf:value" => Role::Item,
        _ if name.starts_with("rdf:") || name.starts_with("x:") => Role::Frame,
        _ => Role::Property,
    }
}

/// A name under the customary prefix of its namespace, or under the file's own where there is none.
fn name(reader: &NsReader<&[u8]>, name: QName, element: bool) -> String {
    let resolver = reader.resolver();
    let (namespace, local) = if element { resolver.resolve_element(name) } else { resolver.resolve_attribute(name) };
    match namespace {
        ResolveResult::Bound(namespace) => match customary(namespace.into_inner()) {
            Some(prefix) => format!("{prefix}:{}", local.into_inner()),
            None => name.0.to_owned(),
        },
        _ => name.0.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMESPACES: &str = r#"xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns:xap="http://ns.adobe.com/xap/1.0/" xmlns:mm="http://ns.adobe.com/xap/1.0/mm/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
        xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" xmlns:own="urn:own""#;

    fn packet(body: &str) -> Packet {
        parse(&format!(r#"<?xpacket?><x:xmpmeta {NAMESPACES} x:xmptk="T"><rdf:RDF>{body}</rdf:RDF></x:xmpmeta>"#))
    }

    fn said(body: &str) -> Vec<String> {
        let packet = packet(body);
        assert_eq!(packet.broken, None);
        packet.properties.iter().map(|(name, value)| format!("{name}={value}")).collect()
    }

    #[test]
    fn attributes_and_elements_say_the_same() {
        let attribute = said(r#"<rdf:Description rdf:about="" xap:CreatorTool="A &amp; B"/>"#);
        let element = said("<rdf:Description><xap:CreatorTool>A &amp; &#66;</xap:CreatorTool></rdf:Description>");
        assert_eq!(attribute, ["xmp:CreatorTool=A & B"]);
        assert_eq!(element, attribute);
        assert_eq!(packet("").toolkit.as_deref(), Some("T"));
    }

    #[test]
    fn list_items_stand_one_by_one() {
        let body = r#"<rdf:Description><dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">t</rdf:li></rdf:Alt></dc:title></rdf:Description>"#;
        assert_eq!(said(body), ["dc:subject=a", "dc:subject=b", "dc:title=t"]);
    }

    #[test]
    fn structures_are_paths() {
        let short = r#"<rdf:Description><mm:DerivedFrom stRef:documentID="d"/></rdf:Description>"#;
        let long = r#"<rdf:Description><mm:DerivedFrom rdf:parseType="Resource"><stRef:documentID>d</stRef:documentID>
            </mm:DerivedFrom></rdf:Description>"#;
        assert_eq!(said(short), ["xmpMM:DerivedFrom/stRef:documentID=d"]);
        assert_eq!(said(long), said(short));
        let mixed = "<rdf:Description><own:a>loose<own:b>v</own:b></own:a></rdf:Description>";
        assert_eq!(said(mixed), ["own:a/own:b=v"], "text beside elements is no value");
    }

    #[test]
    fn addresses_and_qualified_values_belong_to_their_name() {
        let body = r#"<rdf:Description><own:link rdf:resource="http://a/"/><own:q><rdf:Description><rdf:value>v</rdf:value>
            <own:by>me</own:by></rdf:Description></own:q></rdf:Description>"#;
        assert_eq!(said(body), ["own:link=http://a/", "own:q=v", "own:q/own:by=me"]);
    }

    #[test]
    fn history_is_told_apart() {
        let body = r#"<rdf:Description><mm:History><rdf:Seq><rdf:li stEvt:action="created" stEvt:when="2020"/>
            <rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action>
            <stEvt:softwareAgent>S</stEvt:softwareAgent><stEvt:changed>/</stEvt:changed>
            <stEvt:parameters>from a to b</stEvt:parameters></rdf:li>
            </rdf:Seq></mm:History></rdf:Description>"#;
        let packet = packet(body);
        assert_eq!(packet.properties, []);
        let seen: Vec<_> =
            packet.history.iter().map(|e| (e.action.clone(), e.when.clone(), e.software_agent.clone())).collect();
        let text = |t: &str| Some(t.into());
        assert_eq!(seen, [(text("created"), text("2020"), None), (text("saved"), None, text("S"))]);
        assert_eq!((&packet.history[1].changed, &packet.history[1].parameters), (&text("/"), &text("from a to b")));
    }

    #[test]
    fn what_stands_before_a_break_is_kept() {
        let packet = packet(r#"<rdf:Description><dc:format>image/jpeg</dc:format><dc:title></dc:oops>"#);
        assert_eq!(packet.properties, [("dc:format".to_owned(), "image/jpeg".to_owned())]);
        assert!(packet.broken.is_some());
        assert_eq!(parse("<x:xmpmeta>").broken.as_deref(), Some("the packet breaks off"));
    }

    #[test]
    fn entities_are_not_expanded() {
        let packet = parse(
            r#"<!DOCTYPE a [<!ENTITY e "eeee">]><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">&e;</dc:title>"#,
        );
        assert_eq!(
            (packet.properties.len(), packet.broken.as_deref()),
            (0, Some("an entity that XML does not define"))
        );
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = format!("<rdf:Description>{}", "<own:a>".repeat(100_000));
        assert_eq!(packet(&deep).broken.as_deref(), Some("elements nest deeper than 32"));
        let many = format!("<rdf:Description>{}</rdf:Description>", "<own:a>v</own:a>".repeat(3000));
        let packet = packet(&many);
        assert_eq!((packet.properties.len(), packet.broken.as_deref()), (2000, Some("more than 2000 properties")));
    }
}
