use std::ops::Range;

use super::Luma;

/// Rows that are read to tell whether there is anything to cut.
const FIRST_ROWS: usize = 128;

/// Rows that are read to cut: the gap between a line of text and a picture is rarely under 1/200 of a screen.
const ROWS: usize = 512;

/// Cells across.
const CELLS: usize = 256;

/// Greys that a cell may span to be even.
const EVEN: u8 = 6;

/// Greys between two that count as the same. What a program draws is one grey, and stays so in a JPEG's blocks; a clear
/// sky rarely does over a whole width.
const SAME: u8 = 4;

/// One in so many cells of an even line may be another: a bar for scrolling, the edge of a column.
const STRAY: usize = 32;

/// Pixel rows of a picture in cells: each is a run of pixels of one row, and has a grey where it is even.
pub struct Grid {
    /// The pixel rows that were read, the first and the last among them.
    pub rows: Vec<usize>,
    /// Where each column of cells begins, then the picture's width.
    pub columns: Vec<usize>,
    cells: Vec<Option<u8>>,
}

/// Cells from `left` and `top` on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub across: Range<usize>,
    pub down: Range<usize>,
}

/// Which way lines run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Row,
    Column,
}

impl Grid {
    /// Coarse and cheap: 128 rows.
    pub fn first_look(luma: &dyn Luma) -> Self {
        Self::with_rows(luma, FIRST_ROWS)
    }

    pub fn of(luma: &dyn Luma) -> Self {
        Self::with_rows(luma, ROWS)
    }

    fn with_rows(luma: &dyn Luma, rows: usize) -> Self {
        let (width, height) = luma.size();
        let rows: Vec<usize> = match height.min(rows) {
            n @ (0 | 1) => (0..n).collect(),
            n => (0..n).map(|i| i * (height - 1) / (n - 1)).collect(),
        };
        let across = width.clamp(1, CELLS);
        let columns: Vec<usize> = (0..=across).map(|i| i * width / across).collect();
        let (mut exact, mut greys) = (vec![0.0; width], vec![0u8; width]);
        let mut cells = Vec::with_capacity(rows.len() * across);
        for y in &rows {
            luma.row(*y, &mut exact);
            greys.iter_mut().zip(&exact).for_each(|(grey, exact)| *grey = (exact + 0.5) as u8);
            cells.extend(columns.windows(2).map(|ends| cell(&greys[ends[0]..ends[1]])));
        }
        Self { rows, columns, cells }
    }

    pub fn whole(&self) -> Block {
        Block { across: 0..self.columns.len() - 1, down: 0..self.rows.len() }
    }

    pub fn has_even_lines(&self) -> bool {
        let whole = self.whole();
        [Line::Row, Line::Column].iter().any(|way| whole.lines(*way).any(|at| self.grey(&whole, *way, at).is_some()))
    }

    /// The one grey that a line of a block has, where it is even.
    pub fn grey(&self, block: &Block, way: Line, at: usize) -> Option<u8> {
        let length = self.cells(block, way, at).len();
        let mut strays = length / STRAY;
        // Most lines of a photograph have more after a few cells.
        let mut counts = [0usize; 256];
        for cell in self.cells(block, way, at) {
            match cell {
                Some(grey) => counts[usize::from(grey)] += 1,
                None => strays = strays.checked_sub(1)?,
            }
        }
        let even: usize = counts.iter().sum();
        let mut before = 0;
        let median = counts.iter().position(|count| {
            before += count;
            before > even / 2
        })?;
        let near = median.saturating_sub(SAME.into())..=(median + usize::from(SAME)).min(255);
        let others = even - counts[near].iter().sum::<usize>();
        (others <= strays).then_some(median as u8)
    }

    /// Cells of a block that are not one of these greys.
    pub fn busy(&self, block: &Block, grounds: &[u8]) -> usize {
        let ground = |cell: &Option<u8>| cell.is_some_and(|grey| is_one_of(grey, grounds));
        block.down.clone().map(|y| self.cells(block, Line::Row, y).filter(|cell| !ground(cell)).count()).sum()
    }

    fn cells(&self, block: &Block, way: Line, at: usize) -> impl ExactSizeIterator<Item = Option<u8>> {
        let across = self.columns.len() - 1;
        let (first, step, count) = match way {
            Line::Row => (at * across + block.across.start, 1, block.across.len()),
            Line::Column => (block.down.start * across + at, across, block.down.len()),
        };
        (0..count).map(move |i| self.cells[first + i * step])
    }
}

impl Block {
    /// The places of its lines.
    pub fn lines(&self, way: Line) -> Range<usize> {
        match way {
            Line::Row => self.down.clone(),
            Line::Column => self.across.clone(),
        }
    }

    pub fn with_lines(&self, way: Line, lines: Range<usize>) -> Self {
        match way {
            Line::Row => Self { down: lines, ..self.clone() },
            Line::Column => Self { across: lines, ..self.clone() },
        }
    }

    pub fn cells(&self) -> usize {
        self.across.len() * self.down.len()
    }
}

pub fn is_one_of(grey: u8, grounds: &[u8]) -> bool {
    grounds.iter().any(|ground| ground.abs_diff(grey) <= SAME)
}

fn cell(greys: &[u8]) -> Option<u8> {
    let (low, high) = greys.iter().fold((255, 0), |(low, high), grey| (*grey.min(&low), *grey.max(&high)));
    (high >= low && high - low <= EVEN).then(|| low + (high - low) / 2)
}
