//! The items of a `meta` box (ISO/IEC 14496-12 §8.11, ISO/IEC 23008-12 §6): what they are, where their bytes stand,
//! which properties they have, and how they refer to each other.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use super::super::{boxes::Box, bytes::be32};
use crate::limits::MAX_PARTS;

/// Items, extents, properties and references that are kept of each file: 48 megapixels make some 200 tiles.
const MAX_ITEMS: usize = MAX_PARTS;
const MAX_EXTENTS: usize = 4 * MAX_PARTS;

#[derive(Debug, Default)]
pub struct Items {
    pub primary: Option<u32>,
    pub all: BTreeMap<u32, Item>,
    pub properties: Vec<Box>,
    /// Type, from, to.
    pub references: Vec<([u8; 4], u32, u32)>,
    idat: Range<usize>,
}

#[derive(Debug, Default)]
pub struct Item {
    /// Four characters: `hvc1`, `av01`, `grid`, `Exif`, `mime`; empty where no entry describes it.
    pub kind: String,
    /// Media type of a `mime` item.
    pub content_type: String,
    /// Indices into [`Items::properties`].
    pub properties: Vec<usize>,
    in_idat: bool,
    /// Offset and length; a length of 0 runs to the end.
    extents: Vec<(usize, usize)>,
}

impl Items {
    /// Reads what the body of `meta` says; what is damaged is left out.
    pub fn read(bytes: &[u8], meta: Range<usize>) -> Self {
        let mut items = Self::default();
        for child in Box::all(bytes, meta) {
            // Each gives up at the first field that is not there, and keeps what it has read.
            let _: Option<()> = match &child.kind {
                b"pitm" => items.primary(bytes, &child),
                b"iinf" => items.infos(bytes, &child),
                b"iloc" => items.locations(bytes, &child),
                b"iref" => items.reference_boxes(bytes, &child),
                b"iprp" => items.property_boxes(bytes, &child),
                b"idat" => {
                    items.idat = child.body;
                    Some(())
                }
                _ => None,
            };
        }
        items
    }

    /// The item's bytes, joined, at most `cap` of them, and where the first of them stand.
    pub fn data<'a>(&self, bytes: &'a [u8], id: u32, cap: usize) -> Option<(Cow<'a, [u8]>, Range<usize>)> {
        let ranges = self.extents(bytes, id)?;
        let first = ranges.first()?.clone();
        if ranges.iter().try_fold(0usize, |sum, r| sum.checked_add(r.len())).is_none_or(|sum| sum > cap) {
            return None;
        }
        let data = match ranges.as_slice() {
            [only] => Cow::Borrowed(bytes.get(only.clone())?),
            several => several.iter().filter_map(|r| bytes.get(r.clone())).collect::<Vec<_>>().concat().into(),
        };
        Some((data, first))
    }

    /// Where the item's bytes stand; nothing where one run of them is not within the file.
    pub fn extents(&self, bytes: &[u8], id: u32) -> Option<Vec<Range<usize>>> {
        let item = self.all.get(&id)?;
        let (base, end) = if item.in_idat { (self.idat.start, self.idat.end) } else { (0, bytes.len()) };
        let ranges = item.extents.iter().map(|&(offset, length)| {
            let start = base.checked_add(offset)?;
            let stop = if length == 0 { end } else { start.checked_add(length)? };
            (start <= stop && stop <= end).then_some(start..stop)
        });
        ranges.collect()
    }

    /// Pixels across and down, as the item's own property says (`ispe`).
    pub fn size(&self, bytes: &[u8], id: u32) -> Option<(u32, u32)> {
        size(bytes, self.property(id, b"ispe")?)
    }

    /// The name of what an auxiliary picture is for (`auxC`), with what follows it; empty without one.
    pub fn auxiliary_type<'a>(&self, bytes: &'a [u8], id: u32) -> &'a [u8] {
        let property = self.property(id, b"auxC").and_then(|property| property.full(bytes));
        property.and_then(|(.., at)| bytes.get(at)).unwrap_or_default()
    }

    /// The item's first property of this type.
    pub fn property(&self, id: u32, kind: &[u8; 4]) -> Option<&Box> {
        let item = self.all.get(&id)?;
        item.properties.iter().filter_map(|&i| self.properties.get(i)).find(|b| b.kind == *kind)
    }

    /// What `from` refers to in this way, in order.
    pub fn referred(&self, kind: &[u8; 4], from: u32) -> impl Iterator<Item = u32> + '_ {
        let kind = *kind;
        self.references.iter().filter(move |(k, f, _)| *k == kind && *f == from).map(|&(.., to)| to)
    }

    fn item(&mut self, id: u32) -> Option<&mut Item> {
        if self.all.len() >= MAX_ITEMS && !self.all.contains_key(&id) {
            return None;
        }
        Some(self.all.entry(id).or_default())
    }

    fn primary(&mut self, bytes: &[u8], pitm: &Box) -> Option<()> {
        let (version, _, at) = pitm.full(bytes)?;
        let mut cursor = Cursor(bytes.get(at)?);
        self.primary = Some(cursor.id(version > 0)?);
        Some(())
    }

    fn infos(&mut self, bytes: &[u8], iinf: &Box) -> Option<()> {
        for infe in Box::all(bytes, iinf.children(bytes)?).filter(|b| b.kind == *b"infe") {
            let Some((version, _, at)) = infe.full(bytes).filter(|(version, ..)| *version >= 2) else { continue };
            let Some(mut cursor) = bytes.get(at).map(Cursor) else { continue };
            let Some(id) = cursor.id(version > 2) else { continue };
            let (Some(_protection), Some(kind)) = (cursor.u16(), cursor.word()) else { continue };
            let _name = cursor.text();
            let content_type = cursor.text().unwrap_or_default();
            let item = self.item(id)?;
            item.kind = String::from_utf8_lossy(&kind.to_be_bytes()).into_owned();
            item.content_type = content_type;
        }
        Some(())
    }

    fn locations(&mut self, bytes: &[u8], iloc: &Box) -> Option<()> {
        let (version, _, at) = iloc.full(bytes)?;
        let mut cursor = Cursor(bytes.get(at)?);
        let sizes = cursor.u16()?;
        let [offset_size, length_size, base_size, index_size] =
            [sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15];
        let index_size = if version == 0 { 0 } else { index_size };
        let count = if version < 2 { cursor.u16()?.into() } else { cursor.word()? };
        let mut left = MAX_EXTENTS;
        for _ in 0..count {
            let id = cursor.id(version >= 2)?;
            let method = if version == 0 { 0 } else { cursor.u16()? & 15 };
            let _data_reference = cursor.u16()?;
            let base = cursor.sized(base_size)?;
            let extents = cursor.u16()?;
            left = left.checked_sub(extents.into())?;
            let mut ranges = Vec::new();
            for _ in 0..extents {
                let _index = cursor.sized(index_size)?;
                let offset = base.checked_add(cursor.sized(offset_size)?)?;
                ranges.push((offset, cursor.sized(length_size)?));
            }
            let item = self.item(id)?;
            // Method 2 takes bytes out of other items; no camera or converter does.
            if method < 2 {
                item.in_idat = method == 1;
                item.extents = ranges;
            }
        }
        Some(())
    }

    fn reference_boxes(&mut self, bytes: &[u8], iref: &Box) -> Option<()> {
        let (version, _, at) = iref.full(bytes)?;
        for reference in Box::all(bytes, at) {
            let mut cursor = Cursor(reference.contents(bytes));
            let (Some(from), Some(count)) = (cursor.id(version > 0), cursor.u16()) else { continue };
            for _ in 0..count {
                let Some(to) = cursor.id(version > 0).filter(|_| self.references.len() < MAX_EXTENTS) else { break };
                self.references.push((reference.kind, from, to));
            }
        }
        Some(())
    }

    fn property_boxes(&mut self, bytes: &[u8], iprp: &Box) -> Option<()> {
        for child in Box::all(bytes, iprp.body.clone()) {
            match &child.kind {
                b"ipco" => self.properties.extend(Box::all(bytes, child.body).take(MAX_ITEMS)),
                b"ipma" => _ = self.associations(bytes, &child),
                _ => {}
            }
        }
        Some(())
    }

    fn associations(&mut self, bytes: &[u8], ipma: &Box) -> Option<()> {
        let (version, flags, at) = ipma.full(bytes)?;
        let mut cursor = Cursor(bytes.get(at)?);
        for _ in 0..cursor.word()? {
            let id = cursor.id(version > 0)?;
            for _ in 0..cursor.u8()? {
                // The highest bit says that a reader must understand the property; indices count from 1.
                let index = if flags & 1 == 1 { cursor.u16()? & 0x7fff } else { u16::from(cursor.u8()? & 0x7f) };
                let item = self.item(id)?;
                if let Some(index) = usize::from(index).checked_sub(1).filter(|_| item.properties.len() < 64) {
                    item.properties.push(index);
                }
            }
        }
        Some(())
    }
}

/// Width and height that an `ispe` property gives.
pub fn size(bytes: &[u8], ispe: &Box) -> Option<(u32, u32)> {
    let (.., at) = ispe.full(bytes)?;
    let sides = bytes.get(at)?;
    be32(sides, 0).zip(be32(sides, 4))
}

/// Reads one field after the other; holds what is still to be read.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*field)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_be_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_be_bytes)
    }

    fn word(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    fn id(&mut self, wide: bool) -> Option<u32> {
        if wide { self.word() } else { self.u16().map(u32::from) }
    }

    /// A number of 0, 4 or 8 bytes.
    fn sized(&mut self, size: u16) -> Option<usize> {
        match size {
            0 => Some(0),
            4 => self.word().map(|n| n as usize),
            8 => usize::try_from(u64::from_be_bytes(self.take()?)).ok(),
            _ => None,
        }
    }

    /// Up to a zero byte, or the end.
    fn text(&mut self) -> Option<String> {
        let mut parts = Some(self.0).filter(|rest| !rest.is_empty())?.splitn(2, |&b| b == 0);
        let text = parts.next()?;
        self.0 = parts.next().unwrap_or_default();
        Some(String::from_utf8_lossy(text.get(..256).unwrap_or(text)).into_owned())
    }
}
