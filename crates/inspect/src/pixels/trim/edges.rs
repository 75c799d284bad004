//! From cells to the exact pixel: a block ends where the difference to the ground beside it leaps.

use std::ops::Range;

use whence_model::Area;

use super::{
    Luma,
    grid::{Block, Grid},
};

/// Pixels over which a JPEG smears a picture's edge on the ground, so that its lines are even no more: its blocks have
/// eight, and it may have been enlarged since.
const SMEARED: usize = 12;

/// Pixels of a column that are compared.
const COMPARED: usize = 512;

/// The area of a block, found within two cells and some pixels of where its cells end.
pub fn exact(luma: &dyn Luma, grid: &Grid, block: &Block) -> Area {
    let (width, height) = luma.size();
    let (Range { start: first_row, end: end_row }, Range { start: first, end }) =
        (block.down.clone(), block.across.clone());
    let across = grid.columns[first]..grid.columns[end];
    let rows = |ground: usize, others: &mut dyn Iterator<Item = usize>| leap(&rows(luma, ground, others, &across));
    let top = match first_row.checked_sub(1).map(|before| grid.rows[before]) {
        None => 0,
        Some(ground) => ground + rows(ground, &mut (ground + 1..(grid.rows[first_row] + SMEARED).min(height))),
    };
    let bottom = match grid.rows.get(end_row) {
        None => height,
        Some(ground) => {
            let inside = grid.rows[end_row - 1].saturating_sub(SMEARED);
            ground + 1 - rows(*ground, &mut (inside..*ground).rev())
        }
    };
    let down = if top < bottom { top..bottom } else { grid.rows[first_row]..grid.rows[end_row - 1] + 1 };
    let left = match first.checked_sub(1).map(|before| grid.columns[before]) {
        None => 0,
        Some(ground) => {
            let inside = (grid.columns[first + 1] + SMEARED).min(width);
            ground + leap(&columns(luma, ground, ground..inside, &down))
        }
    };
    let right = match grid.columns.get(end + 1) {
        None => width,
        Some(after) => {
            let inside = grid.columns[end - 1].saturating_sub(SMEARED);
            let mut differences = columns(luma, after - 1, inside..*after, &down);
            differences.reverse();
            after - leap(&differences)
        }
    };
    let across = if left < right { left..right } else { across };
    Area { left: across.start as u32, top: down.start as u32, width: across.len() as u32, height: down.len() as u32 }
}

/// How much rows differ from one that is ground, which comes first.
fn rows(luma: &dyn Luma, ground: usize, others: &mut dyn Iterator<Item = usize>, across: &Range<usize>) -> Vec<f32> {
    let mut row = vec![0.0; across.len()];
    luma.part(ground, across.start, &mut row);
    let even = row.clone();
    let mut differences = vec![0.0];
    for y in others {
        luma.part(y, across.start, &mut row);
        differences.push(row.iter().zip(&even).map(|(a, b)| (a - b).abs()).sum());
    }
    differences
}

/// The same of columns that stand side by side, in their order.
fn columns(luma: &dyn Luma, ground: usize, across: Range<usize>, down: &Range<usize>) -> Vec<f32> {
    let mut part = vec![0.0; across.len()];
    let mut differences = vec![0.0; across.len()];
    for y in down.clone().step_by(down.len().div_ceil(COMPARED)) {
        luma.part(y, across.start, &mut part);
        let even = part[ground - across.start];
        differences.iter_mut().zip(&part).for_each(|(sum, grey)| *sum += (grey - even).abs());
    }
    differences
}

/// The first line at which the difference grows by half of the most that it grows anywhere: a thin frame or a shadow
/// around a picture makes less of a leap than the picture.
fn leap(differences: &[f32]) -> usize {
    let growth: Vec<f32> = differences.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let most = growth.iter().copied().fold(0.0, f32::max);
    1 + growth.iter().position(|grown| *grown * 2.0 >= most).unwrap_or(0)
}
