//! Text that generators hide in the lowest bits of the pixels ("stealth PNG info"): a heading of 15 bytes, the length of
//! what follows in bits as 32 bits, then UTF-8 or gzip of it. In the transparency, or in red, green and blue.
//! Sources: neggles/sd-webui-stealth-pnginfo; NovelAI/novelai-image-metadata, `nai_meta.py`, which writes more behind the
//! text (data to correct errors by), not read here.

mod bits;
mod payload;

use whence_model::{
    Defect, Place,
    facts::generator::{HiddenSearch, MarkCarrier},
};

use self::bits::Bits;
use super::picture::Picture;
use crate::{container::inflate::Inflater, limits::MAX_HIDDEN_BYTES};

pub use payload::marks;

/// A text that was found.
#[derive(Debug, PartialEq)]
pub struct Hidden {
    pub carrier: MarkCarrier,
    pub place: Place,
    pub text: String,
}

struct Heading {
    bytes: &'static [u8; 15],
    carrier: MarkCarrier,
    compressed: bool,
}

const HEADINGS: [Heading; 4] = [
    Heading { bytes: b"stealth_pnginfo", carrier: MarkCarrier::AlphaPlane, compressed: false },
    Heading { bytes: b"stealth_pngcomp", carrier: MarkCarrier::AlphaPlane, compressed: true },
    Heading { bytes: b"stealth_rgbinfo", carrier: MarkCarrier::ColourPlanes, compressed: false },
    Heading { bytes: b"stealth_rgbcomp", carrier: MarkCarrier::ColourPlanes, compressed: true },
];

/// What became of the search, and at most one text of each carrier.
pub fn look(picture: Option<&Picture>) -> (HiddenSearch, Vec<Hidden>) {
    let (mut search, mut found) = (HiddenSearch::NotPossible, Vec::new());
    let Some(picture) = picture else { return (search, found) };
    let alpha = picture.alpha.filter(|_| picture.keeps_alpha);
    let colours = picture.keeps_colours.then_some(picture.colours);
    let alpha = alpha.as_ref().map(|plane| (MarkCarrier::AlphaPlane, "alpha", std::slice::from_ref(plane)));
    let colours = colours.as_ref().map(|planes| (MarkCarrier::ColourPlanes, "red, green and blue", planes.as_slice()));
    for (carrier, name, planes) in alpha.into_iter().chain(colours) {
        let place = || Place::path(format!("{} › pixels › lowest bits of {name}", picture.format.name()));
        search = match (read(&mut Bits::new(picture, planes), carrier), search) {
            (Some(Ok(text)), _) => {
                found.push(Hidden { carrier, place: place(), text });
                HiddenSearch::Found
            }
            (Some(Err(what)), HiddenSearch::NotPossible | HiddenSearch::Nothing) => {
                HiddenSearch::Unreadable { defect: Defect { place: place(), what } }
            }
            (None, HiddenSearch::NotPossible) => HiddenSearch::Nothing,
            (_, before) => before,
        };
    }
    (search, found)
}

/// The text under a heading of this carrier, or why there is none; `None` where no heading stands.
fn read(bits: &mut Bits, carrier: MarkCarrier) -> Option<Result<String, String>> {
    let stands = bits.bytes(15)?;
    let heading = HEADINGS.iter().find(|h| h.carrier == carrier && h.bytes.as_slice() == stands)?;
    Some(text(bits, heading.compressed))
}

fn text(bits: &mut Bits, compressed: bool) -> Result<String, String> {
    let length = bits.bytes(4).ok_or("the heading of hidden text is cut off")?;
    let length = length.iter().fold(0, |length, &byte| length << 8 | u64::from(byte));
    let bytes = usize::try_from(length / 8).unwrap_or(usize::MAX);
    if bytes == 0 {
        return Err("the heading of hidden text declares a length of nothing".into());
    }
    if length > bits.left() {
        return Err(format!("the heading of hidden text declares {length} bits; {} follow", bits.left()));
    }
    if bytes > MAX_HIDDEN_BYTES {
        return Err(format!("hidden text of {bytes} bytes; more than {MAX_HIDDEN_BYTES} are not read"));
    }
    let mut text = bits.bytes(bytes).ok_or("hidden text is cut off")?;
    if compressed {
        let (inflated, problem) = Inflater::default().gunzip(&text);
        match problem {
            Some(problem) => return Err(problem),
            None => text = inflated,
        }
    }
    String::from_utf8(text)
        .map_err(|e| format!("hidden text is no UTF-8 from byte {} on", e.utf8_error().valid_up_to()))
}

#[cfg(test)]
mod tests;
