use super::{
    layout::Strip,
    page::{BOTTOM, MARGIN},
};

/// A strip on a page, by its index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    pub strip: usize,
    /// Points from the top of the page.
    pub y: f32,
    pub is_first: bool,
}

/// Puts strips on pages, in their order: at least one page, and none without a strip but the first.
pub fn fill(strips: &[Strip<'_>]) -> Vec<Vec<Placed>> {
    let mut pages = vec![Vec::new()];
    let mut y = MARGIN;
    let mut at = 0;
    while at < strips.len() {
        let kept = strips[at..].iter().take_while(|strip| strip.keeps).count();
        let together = &strips[at..(at + kept + 1).min(strips.len())];
        let needed: f32 = together.iter().map(|strip| strip.before + strip.height).sum();
        // What fits on no page is divided all the same.
        let mut turn = y + needed > BOTTOM && needed <= BOTTOM - MARGIN;
        for (strip, here) in together.iter().zip(at..) {
            turn |= y + strip.before + strip.height > BOTTOM;
            let page = match pages.last_mut() {
                Some(page) if !turn || page.is_empty() => page,
                _ => {
                    y = MARGIN;
                    pages.push(Vec::new());
                    pages.last_mut().expect("it was just begun")
                }
            };
            let is_first = page.is_empty();
            y += if is_first { 0.0 } else { strip.before };
            page.push(Placed { strip: here, y, is_first });
            y += strip.height;
            turn = false;
        }
        at += together.len();
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strips(heights: &[(f32, bool)]) -> Vec<Strip<'static>> {
        let strip = |&(height, keeps): &(f32, bool)| Strip { before: 10.0, height, keeps, ..Strip::default() };
        heights.iter().map(strip).collect()
    }

    fn on_pages(heights: &[(f32, bool)]) -> Vec<Vec<usize>> {
        let strips = strips(heights);
        let pages = fill(&strips);
        for page in &pages {
            for placed in page {
                let end = placed.y + strips[placed.strip].height;
                assert!(end <= BOTTOM || (placed.is_first && strips[placed.strip].height > BOTTOM - MARGIN));
            }
        }
        pages.into_iter().map(|page| page.into_iter().map(|placed| placed.strip).collect()).collect()
    }

    #[test]
    fn a_page_is_filled_and_turned() {
        assert_eq!(on_pages(&[(300.0, false); 5]), [vec![0, 1], vec![2, 3], vec![4]]);
        assert_eq!(on_pages(&[]), [Vec::<usize>::new()]);
    }

    #[test]
    fn a_heading_stands_with_what_follows() {
        assert_eq!(on_pages(&[(600.0, false), (20.0, true), (200.0, false)]), [vec![0], vec![1, 2]]);
        assert_eq!(on_pages(&[(20.0, true)]), [[0]]);
        assert_eq!(on_pages(&[(300.0, true); 4]), [vec![0, 1], vec![2, 3]], "what fits on no page is divided");
        assert_eq!(on_pages(&[(9_000.0, false), (1.0, false)]), [[0], [1]]);
    }
}
