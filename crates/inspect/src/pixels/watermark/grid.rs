//! One number a block, as the blocks stand in the picture.

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Blocks in a row; nought where there are none.
    pub across: usize,
    /// Row by row, every row whole.
    pub values: Vec<f32>,
}

impl Grid {
    pub fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.across.max(1))
    }

    /// The average of each block and the eight around it. Over the edge, the blocks at the edge stand once more.
    pub fn smoothed(&self) -> Self {
        let across = self.across;
        let mut along = Vec::with_capacity(self.values.len());
        for row in self.rows() {
            let (first, last) = (row[0], row[across - 1]);
            let left = [first].into_iter().chain(row.iter().copied());
            let right = row[1..].iter().copied().chain([last]);
            along.extend(left.zip(row).zip(right).map(|((left, middle), right)| left + middle + right));
        }
        let mut values = Vec::with_capacity(along.len());
        let below = along.len().saturating_sub(across);
        for (at, row) in along.chunks_exact(across.max(1)).enumerate() {
            let upper = &along[at.saturating_sub(1) * across..][..across];
            let lower = &along[((at + 1) * across).min(below)..][..across];
            values.extend(
                upper.iter().zip(row).zip(lower).map(|((upper, middle), lower)| (upper + middle + lower) / 9.0),
            );
        }
        Self { across, values }
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;

    #[test]
    fn averages_of_nine() {
        let mut values = vec![0.0; 20];
        values[6] = 9.0;
        let smoothed = Grid { across: 5, values }.smoothed();
        #[rustfmt::skip]
        let expected = [
            1.0, 1.0, 1.0, 0.0, 0.0,
            1.0, 1.0, 1.0, 0.0, 0.0,
            1.0, 1.0, 1.0, 0.0, 0.0,
            0.0, 0.0, 0.0, 0.0, 0.0,
        ];
        assert_eq!(smoothed.values, expected);
    }

    #[test]
    fn edges_stand_twice() {
        assert_eq!(Grid { across: 2, values: vec![9.0, 0.0] }.smoothed().values, [6.0, 3.0]);
        assert_eq!(Grid { across: 1, values: vec![9.0, 0.0, 0.0] }.smoothed().values, [6.0, 3.0, 0.0]);
        assert_eq!(Grid::default().smoothed(), Grid::default());
    }
}
