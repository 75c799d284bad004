//! Gain maps among the items of a HEIC or AVIF file: Apple's auxiliary picture, and the derived picture of ISO 21496-1.

use whence_model::{Place, facts::structure::GainMap};

use super::{super::record::place, items::Items};

const APPLE: &[u8] = b"urn:com:apple:photo:2020:aux:hdrgainmap";

/// Auxiliary pictures that are looked at: phones write depth, masks and the map, under a dozen.
const MAX_AUXILIARY: usize = 64;

/// The first that is declared; `format` heads every path.
pub fn of(format: &str, bytes: &[u8], items: &Items) -> Option<GainMap> {
    let auxiliary = items.references.iter().filter(|(kind, ..)| kind == b"auxl").map(|&(_, from, _)| from);
    let apple = auxiliary.take(MAX_AUXILIARY).find(|&id| items.auxiliary_type(bytes, id).starts_with(APPLE));
    let derived = items.all.iter().find(|(_, item)| item.kind == "tmap").map(|(&id, _)| id);
    let by = [(apple, "Apple"), (derived, "ISO 21496-1")];
    let path = |id: u32| format!("{format} › meta › item {id}");
    // Its first input is the picture, the second the map.
    let map = apple.or_else(|| items.referred(b"dimg", derived?).nth(1));
    let at = map.and_then(|id| Some((id, items.extents(bytes, id)?.first()?.clone())));
    Some(GainMap {
        place: Place::path(path(apple.or(derived)?)),
        declared_by: by.iter().filter(|(id, _)| id.is_some()).map(|(_, by)| (*by).into()).collect(),
        picture: at.map(|(id, at)| place(path(id), at)),
        size: map.and_then(|id| items.size(bytes, id)),
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            super::boxes::{Box, boxed},
            specimen::full,
        },
        *,
    };

    /// Items of these types, of which the second stands in the first four bytes and has both properties.
    fn meta(kinds: [&[u8; 4]; 3], reference: Vec<u8>, auxiliary: &[u8]) -> Vec<u8> {
        let info = |(id, kind): (u8, &[u8; 4])| full(b"infe", 2, &[&[0, id, 0, 0], &kind[..], b"\0"].concat());
        let infos: Vec<u8> = (1..).zip(kinds).flat_map(info).collect();
        let properties = [full(b"ispe", 0, &[0, 0, 0, 9, 0, 0, 0, 5]), full(b"auxC", 0, auxiliary)];
        let body = [
            full(b"iloc", 0, &[0x44, 0, 0, 1, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 4]),
            full(b"iinf", 0, &[&[0, 3], infos.as_slice()].concat()),
            full(b"iref", 0, &reference),
            boxed(
                b"iprp",
                &[boxed(b"ipco", &properties.concat()), full(b"ipma", 0, &[0, 0, 0, 1, 0, 2, 2, 1, 2])].concat(),
            ),
        ];
        full(b"meta", 0, &body.concat())
    }

    fn read(bytes: &[u8]) -> Option<GainMap> {
        let meta = Box::find(bytes, 0..bytes.len(), b"meta").unwrap();
        of("HEIF", bytes, &Items::read(bytes, meta.children(bytes).unwrap()))
    }

    #[test]
    fn both_kinds_with_place_and_size() {
        let auxiliary = boxed(b"auxl", &[0, 2, 0, 1, 0, 1]);
        let apple = read(&meta([b"hvc1"; 3], auxiliary.clone(), &[APPLE, b"\0"].concat())).unwrap();
        assert_eq!((&*apple.declared_by, apple.size), (&["Apple".to_owned()][..], Some((9, 5))));
        assert_eq!(apple.picture, Some(place("HEIF › meta › item 2", 0..4)));
        let inputs = boxed(b"dimg", &[0, 3, 0, 2, 0, 1, 0, 2]);
        let iso = read(&meta([b"hvc1", b"hvc1", b"tmap"], inputs, b"")).unwrap();
        assert_eq!((&*iso.declared_by, iso.size), (&["ISO 21496-1".to_owned()][..], Some((9, 5))));
        assert_eq!(iso.place.path.raw(), "HEIF › meta › item 3");
        assert_eq!(read(&meta([b"hvc1"; 3], auxiliary, b"urn:mpeg:hevc:2015:auxid:2\0")), None, "depth");
    }

    #[test]
    fn a_map_whose_bytes_are_not_there_is_declared_all_the_same() {
        let lone = read(&meta([b"hvc1", b"hvc1", b"tmap"], boxed(b"dimg", &[0, 3, 0, 1, 0, 1]), b"")).unwrap();
        assert_eq!((lone.picture, lone.size), (None, None));
    }
}
