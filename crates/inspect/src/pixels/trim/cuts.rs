//! Cutting along even lines: trim the four sides, then cut by rows or by columns, and again each part.

use std::cmp::Reverse;

use super::grid::{Block, Grid, Line, is_one_of};

/// How deep parts are cut: page, column, card, picture, its own bars.
const MAX_DEPTH: usize = 6;

/// Blocks that are looked at in all.
const MAX_BLOCKS: usize = 24;

/// Parts of one cut that are cut further.
const MAX_PARTS: usize = 3;

/// A grey that so large a share of all lines have is a ground, wherever they are.
const COMMON: usize = 50;

/// Blocks that may be a picture, the likeliest first: large, and full of what is no ground.
pub fn blocks(grid: &Grid) -> Vec<Block> {
    let mut search = Search { grid, left: MAX_BLOCKS, found: Vec::new() };
    search.cut(grid.whole(), &[], MAX_DEPTH);
    search.found.sort_by_key(|(worth, _)| Reverse(*worth));
    search.found.dedup();
    search.found.into_iter().map(|(_, block)| block).collect()
}

struct Search<'a> {
    grid: &'a Grid,
    left: usize,
    found: Vec<(usize, Block)>,
}

impl Search<'_> {
    /// `known` are the grounds of what is around the block.
    fn cut(&mut self, block: Block, known: &[u8], depth: usize) {
        if self.left == 0 || depth == 0 {
            return;
        }
        self.left -= 1;
        let grounds = self.grounds(&block, known);
        let block = self.trim(block, &grounds);
        if block.cells() == 0 {
            return;
        }
        self.keep(block.clone(), &grounds);
        for way in [Line::Row, Line::Column] {
            let parts = self.parts(&block, way, &grounds);
            if parts.len() > 1 {
                return self.cut_parts(parts, way, &grounds, depth);
            }
        }
        // Bars of its own, of another grey than what was around it.
        if self.edges(&block).any(|grey| !is_one_of(grey, &grounds)) {
            self.cut(block, &grounds, depth - 1);
        }
    }

    fn cut_parts(&mut self, parts: Vec<Block>, way: Line, grounds: &[u8], depth: usize) {
        let trimmed = parts.into_iter().map(|part| self.trim(part, grounds));
        let mut parts: Vec<Block> = trimmed.filter(|part| part.cells() > 0).collect();
        parts.sort_by_key(|part| Reverse(self.worth(part, grounds)));
        let Some(best) = parts.first() else { return };
        // Before bars of its own are cut away. And it may have even lines of its own: its pieces are equally wide, which
        // lines of text rarely are.
        let across = |part: &Block| match way {
            Line::Row => part.across.clone(),
            Line::Column => part.down.clone(),
        };
        let first = across(best);
        let alike = parts.iter().filter(|part| {
            let across = across(part);
            across.start.abs_diff(first.start) <= 1
                && across.end.abs_diff(first.end) <= 1
                && self.grid.busy(part, grounds) * 2 > part.cells()
        });
        let from_to = alike.map(|part| part.lines(way)).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        if let Some(lines) = from_to {
            self.keep(best.with_lines(way, lines), grounds);
        }
        parts.into_iter().take(MAX_PARTS).for_each(|part| self.cut(part, grounds, depth - 1));
    }

    /// Unless most of it is ground: those are words, and the screen of a program, which all pictures on it share.
    fn keep(&mut self, block: Block, grounds: &[u8]) {
        if self.grid.busy(&block, grounds) * 2 > block.cells() {
            self.found.push((self.worth(&block, grounds), block));
        }
    }

    /// Cells that are no ground, and less where they are scattered.
    fn worth(&self, block: &Block, grounds: &[u8]) -> usize {
        let busy = self.grid.busy(block, grounds);
        let cells = block.cells().max(1);
        busy * busy / cells * busy / cells
    }

    /// The greys of even lines at a block's edges, and the commonest of those within.
    fn grounds(&self, block: &Block, known: &[u8]) -> Vec<u8> {
        let mut grounds = known.to_vec();
        let common = [Line::Row, Line::Column].into_iter().filter_map(|way| {
            let mut counts = [0usize; 256];
            let greys = block.lines(way).filter_map(|at| self.grid.grey(block, way, at));
            greys.for_each(|grey| counts[usize::from(grey)] += 1);
            let (grey, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
            (count * COMMON >= block.lines(way).len() && *count > 0).then_some(grey as u8)
        });
        for grey in self.edges(block).chain(common) {
            if !is_one_of(grey, &grounds) {
                grounds.push(grey);
            }
        }
        grounds
    }

    fn edges<'a>(&'a self, block: &'a Block) -> impl Iterator<Item = u8> + 'a {
        [Line::Row, Line::Column].into_iter().flat_map(move |way| {
            let lines = block.lines(way);
            let ends = [lines.clone().next(), lines.clone().next_back()];
            ends.into_iter().flatten().filter_map(move |at| self.grid.grey(block, way, at))
        })
    }

    /// Without the even lines at its four sides.
    fn trim(&self, mut block: Block, grounds: &[u8]) -> Block {
        loop {
            let before = block.clone();
            for way in [Line::Row, Line::Column] {
                let lines = block.lines(way);
                let gap = |at: &usize| self.is_gap(&block, way, *at, grounds);
                let start = lines.start + lines.clone().take_while(gap).count();
                let end = lines.end - (start..lines.end).rev().take_while(gap).count();
                block = block.with_lines(way, start..end);
            }
            if block == before || block.cells() == 0 {
                return block;
            }
        }
    }

    /// What lies between even lines.
    fn parts(&self, block: &Block, way: Line, grounds: &[u8]) -> Vec<Block> {
        let (mut parts, mut begun) = (Vec::new(), None);
        for at in block.lines(way) {
            match (self.is_gap(block, way, at, grounds), begun) {
                (false, None) => begun = Some(at),
                (true, Some(from)) => {
                    parts.push(block.with_lines(way, from..at));
                    begun = None;
                }
                _ => {}
            }
        }
        parts.extend(begun.map(|from| block.with_lines(way, from..block.lines(way).end)));
        parts
    }

    fn is_gap(&self, block: &Block, way: Line, at: usize, grounds: &[u8]) -> bool {
        self.grid.grey(block, way, at).is_some_and(|grey| is_one_of(grey, grounds))
    }
}
