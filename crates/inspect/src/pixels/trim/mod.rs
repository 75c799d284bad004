//! What remains of a picture when even borders, letterbox bars, bands with a caption or the screen around it are left
//! aside. A list holds the hash of the picture alone, and two in a hundred of a side more are another hash.
//!
//! Looked for on a coarse grid of cells, cut along even lines as the pages of a document are ("recursive X-Y cut", Nagy
//! and Seth, 1984), then brought to the exact pixel.
//!
//! Not met by it: words laid over the picture itself (of which local features find what is left), and a ground that goes
//! from one shade to another. In a JPEG no border is seen that is narrower than its blocks of eight pixels.
//!
//! What is not here: any opinion about which area is the picture. Each is one more question to a list, nothing else; a
//! picture whose own ground is white, such as a chart, is still asked for as it is.

mod cuts;
mod edges;
mod grid;

use whence_model::{Area, Trimmed};

use super::pdq::{self, Luma};
use grid::Grid;

/// More areas than this are not given: a picture, the same with the bars or the band it came with, and one that stands
/// beside it.
const MAX_AREAS: usize = 3;

/// Blocks that are brought to the pixel, which takes up to 100 rows each: many are nearly one another.
const MAX_REFINED: usize = 12;

/// Narrower than this an area is left out: one pixel more or less is 1 % of its side, which costs 20 bits of the 31.
const MIN_SIDE: usize = 100;

/// An area of less than this share of the picture is left out: symbols, faces beside names.
const MIN_SHARE: usize = 32;

/// Less than this share of a side cut away is the whole picture: what 1/128 changes is mostly within the limit of
/// a match.
const NEARLY: usize = 128;

/// Below this a hash says nothing, as PDQ's authors hold.
const MIN_QUALITY: u8 = 50;

/// The hashes of areas that have enough detail.
pub fn hashed(luma: &dyn Luma, areas: Vec<Area>) -> Vec<Trimmed> {
    let hashed = areas.into_iter().filter_map(|area| {
        let pdq = pdq::hash(&Part { whole: luma, area })?;
        Some(Trimmed { area, pdq })
    });
    hashed.filter(|part| part.pdq.quality >= MIN_QUALITY).collect()
}

/// Areas that may be the picture, the likeliest first, at most three; none where there is nothing to leave aside.
pub fn areas(luma: &dyn Luma) -> Vec<Area> {
    let (width, height) = luma.size();
    if width.min(height) < MIN_SIDE || !Grid::first_look(luma).has_even_lines() {
        return Vec::new();
    }
    let grid = Grid::of(luma);
    let mut areas: Vec<Area> = Vec::new();
    for block in cuts::blocks(&grid).into_iter().take(MAX_REFINED) {
        let area = edges::exact(luma, &grid, &block);
        let (w, h) = (area.width as usize, area.height as usize);
        let large = w.min(h) >= MIN_SIDE && w * h * MIN_SHARE >= width * height;
        let whole = Area { left: 0, top: 0, width: width as u32, height: height as u32 };
        if large && [whole].iter().chain(&areas).all(|other| differs(area, *other)) {
            areas.push(area);
        }
        if areas.len() == MAX_AREAS {
            break;
        }
    }
    areas
}

/// Whether two areas differ by more than can be left aside.
fn differs(a: Area, b: Area) -> bool {
    let far = |a: u32, b: u32, side: u32| a.abs_diff(b) as usize * NEARLY > side as usize;
    let (right, bottom) = (|area: Area| area.left + area.width, |area: Area| area.top + area.height);
    far(a.left, b.left, b.width)
        || far(right(a), right(b), b.width)
        || far(a.top, b.top, b.height)
        || far(bottom(a), bottom(b), b.height)
}

/// A part of a picture, without a copy of its pixels.
struct Part<'a> {
    whole: &'a dyn Luma,
    area: Area,
}

impl Luma for Part<'_> {
    fn size(&self) -> (usize, usize) {
        (self.area.width as usize, self.area.height as usize)
    }

    fn row(&self, y: usize, out: &mut [f32]) {
        self.part(y, 0, out);
    }

    fn part(&self, y: usize, left: usize, out: &mut [f32]) {
        self.whole.part(self.area.top as usize + y, self.area.left as usize + left, out);
    }
}

#[cfg(test)]
mod tests;
