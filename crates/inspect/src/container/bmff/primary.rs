//! The coded bytes of the picture that is shown, for a decoder of its codec.

use super::{
    super::{
        boxes::Box,
        bytes::{be16, be32},
    },
    items::Items,
};

/// More tiles than this are not collected: 200 megapixels in tiles of 512 × 512 are 763.
const MAX_TILES: usize = 1024;

/// The primary picture, coded: one item, or a grid of them.
#[derive(Debug)]
pub struct CodedImage {
    /// One, or the grid's tiles row by row.
    pub items: Vec<CodedItem>,
    pub grid: Option<Grid>,
    /// Alpha plane, coded in the same way.
    pub alpha: Option<std::boxed::Box<CodedImage>>,
    /// Pixels across and down, before cropping, turning and mirroring.
    pub size: Option<(u32, u32)>,
    /// Quarter turns anticlockwise, 0 to 3 (`irot`).
    pub quarter_turns: u8,
    /// Mirrored (`imir`), after turning: top to bottom (0) or left to right (1).
    pub mirror: Option<u8>,
}

#[derive(Debug)]
pub struct CodedItem {
    /// `av01`, `hvc1`, `jpeg`.
    pub codec: String,
    /// All extents, joined.
    pub data: Vec<u8>,
}

/// ISO/IEC 23008-12 §6.6.2.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    pub rows: u16,
    pub columns: u16,
    /// Of the whole picture; the tiles may reach over its right and lower edge.
    pub width: u32,
    pub height: u32,
}

/// The primary item of an AVIF or HEIF file with all its tiles; nothing where one of them is missing or the picture is
/// derived in another way. Together the copies are no larger than the file.
pub fn primary_item(bytes: &[u8]) -> Option<CodedImage> {
    let meta = Box::find(bytes, 0..bytes.len(), b"meta")?;
    let items = Items::read(bytes, meta.children(bytes)?);
    let primary = items.primary?;
    let mut source = Source { bytes, items: &items, left: bytes.len() };
    let mut image = source.image(primary)?;
    let alpha = items.references.iter().filter(|(kind, _, to)| kind == b"auxl" && *to == primary);
    let alpha = alpha.map(|&(_, from, _)| from).find(|&id| source.is_alpha(id));
    image.alpha = alpha.and_then(|id| source.image(id)).map(std::boxed::Box::new);
    Some(image)
}

struct Source<'a> {
    bytes: &'a [u8],
    items: &'a Items,
    /// Bytes that may still be copied: extents may overlap.
    left: usize,
}

impl Source<'_> {
    fn image(&mut self, id: u32) -> Option<CodedImage> {
        let kind = self.items.all.get(&id)?.kind.as_str();
        let grid = if kind == "grid" { Some(self.grid(id)?) } else { None };
        let items = match grid {
            None => vec![self.item(id)?],
            Some(grid) => {
                let wanted = usize::from(grid.rows).checked_mul(grid.columns.into())?;
                let tiles: Vec<u32> = self.items.referred(b"dimg", id).take(MAX_TILES + 1).collect();
                if tiles.len() != wanted || wanted > MAX_TILES {
                    return None;
                }
                tiles.into_iter().map(|tile| self.item(tile)).collect::<Option<_>>()?
            }
        };
        let first = |kind| self.items.property(id, kind).and_then(|b| b.contents(self.bytes).first().copied());
        Some(CodedImage {
            items,
            grid,
            alpha: None,
            size: self.items.size(self.bytes, id),
            quarter_turns: first(b"irot").unwrap_or(0) & 3,
            mirror: first(b"imir").map(|axis| axis & 1),
        })
    }

    fn item(&mut self, id: u32) -> Option<CodedItem> {
        let codec = self.items.all.get(&id)?.kind.clone();
        if !matches!(codec.as_str(), "av01" | "hvc1" | "jpeg") {
            return None;
        }
        let (data, _) = self.items.data(self.bytes, id, self.left)?;
        self.left = self.left.checked_sub(data.len())?;
        Some(CodedItem { codec, data: data.into_owned() })
    }

    /// Version, flags, rows and columns less one, then width and height in two or four bytes.
    fn grid(&self, id: u32) -> Option<Grid> {
        let (data, _) = self.items.data(self.bytes, id, 64)?;
        let [_, flags, rows, columns] = *data.get(..4)? else { return None };
        let (width, height) = if flags & 1 == 1 {
            (be32(&data, 4)?, be32(&data, 8)?)
        } else {
            (be16(&data, 4)?.into(), be16(&data, 6)?.into())
        };
        Some(Grid { rows: u16::from(rows) + 1, columns: u16::from(columns) + 1, width, height })
    }

    fn is_alpha(&self, id: u32) -> bool {
        let urn = self.items.auxiliary_type(self.bytes, id);
        urn.starts_with(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
            || urn.starts_with(b"urn:mpeg:hevc:2015:auxid:1\0")
    }
}

#[cfg(test)]
mod tests {
    use super::{super::specimen, *};

    #[test]
    fn the_primary_item_with_its_size() {
        let image = primary_item(&specimen::avif()).unwrap();
        let [item] = image.items.as_slice() else { panic!("{:?}", image.items) };
        assert_eq!((&*item.codec, &*item.data), ("av01", &b"PICTURE"[..]));
        assert_eq!((image.size, image.grid, image.quarter_turns), (Some((64, 32)), None, 0));
        assert!(image.alpha.is_none());
    }

    #[test]
    fn bytes_that_are_not_there_give_nothing() {
        let bytes = specimen::avif();
        let data = bytes.windows(7).position(|w| w == b"PICTURE").unwrap();
        assert!(primary_item(&bytes[..data + 6]).is_none());
        assert!(primary_item(&bytes[..40]).is_none());
    }
}
