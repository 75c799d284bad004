//! How much the thumbnail that the camera embedded looks like the picture. Software that changes a picture often
//! leaves the old thumbnail (N. Krawetz, "A Picture's Worth", 2007; J. D. Kee and H. Farid, "Digital Image
//! Authentication from Thumbnails", 2010).
//!
//! Cameras put a picture of another shape between dark bars, and programs turn a picture without turning its
//! thumbnail: so dark borders are cut off, and the best of the four quarter turns counts.

use std::ops::Range;

use image::{DynamicImage, ImageFormat};
use whence_model::facts::{metadata::Exif, pixels::ThumbnailLikeness};

use super::{decode, difference, pdq::Luma, preview::reduced};
use crate::ThumbnailPictures;

/// Thumbnails are 160 × 120 by the standard (DCF); a few makers write up to 1 megapixel.
const MAX_THUMBNAIL_PIXELS: u64 = 2_000_000;

/// Longest side of the picture when it is compared: more than a thumbnail has.
const COMPARED_SIDE: u32 = 256;

/// A thumbnail, and how it lies on the picture.
pub struct Compared {
    pub likeness: ThumbnailLikeness,
    thumbnail: DynamicImage,
    fit: Fit,
}

impl Compared {
    /// The thumbnail and what differs in it, turned as the picture is stored and then by `orientation`.
    pub fn pictures(&self, picture: &DynamicImage, orientation: Option<u8>) -> Option<ThumbnailPictures> {
        let Fit { thumbnail, picture: part, turns, .. } = &self.fit;
        difference::pictures((&self.thumbnail, thumbnail), (picture, part), *turns, orientation)
    }
}

/// Compares the JPEG thumbnail of IFD1 with a picture, which may be reduced already.
pub fn compared(exif: &Exif, bytes: &[u8], picture: &DynamicImage) -> Option<Compared> {
    let place = exif.thumbnail.as_ref()?;
    let start = usize::try_from(place.offset?).ok()?;
    let end = start.checked_add(usize::try_from(place.length?).ok()?)?;
    let jpeg = bytes.get(start..end).filter(|jpeg| jpeg.starts_with(&[0xff, 0xd8]))?;
    let thumbnail = decode::with(ImageFormat::Jpeg, jpeg, MAX_THUMBNAIL_PIXELS).ok()?;
    let small = reduced(picture, COMPARED_SIDE);
    let picture = Greys::of(small.as_ref().unwrap_or(picture));
    // Nothing is like or unlike a picture of one colour.
    if picture.square(&picture.whole()).deviation() < 1.0 {
        return None;
    }
    let (fit, contrast) = compare(&Greys::of(&thumbnail), &picture);
    let (size, turns) = ((thumbnail.width(), thumbnail.height()), fit.turns);
    let likeness = ThumbnailLikeness { correlation: fit.correlation, contrast, place: place.clone(), size, turns };
    Some(Compared { likeness, thumbnail, fit })
}

/// How a thumbnail looks most like a picture.
struct Fit {
    correlation: f32,
    /// Quarter turns of the thumbnail, clockwise.
    turns: u8,
    thumbnail: Part,
    picture: Part,
}

/// The rows and columns inside of dark borders, in shares of the whole: 0 to 1.
pub struct Part {
    pub rows: Range<f32>,
    pub columns: Range<f32>,
}

/// The best of all turns, with and without borders, and the thumbnail's standard deviation.
fn compare(thumbnail: &Greys, picture: &Greys) -> (Fit, f32) {
    let contrast = thumbnail.square(&thumbnail.without_borders()).deviation();
    let mut best = Fit {
        correlation: -1.0,
        turns: 0,
        thumbnail: thumbnail.share(&thumbnail.whole()),
        picture: picture.share(&picture.whole()),
    };
    let pictures = [picture.whole(), picture.without_borders()].map(|field| (picture.square(&field).normal(), field));
    for field in [thumbnail.whole(), thumbnail.without_borders()] {
        let mut turned = thumbnail.square(&field).normal();
        for turns in 0..4 {
            for (square, part) in &pictures {
                let correlation = turned.times(square).clamp(-1.0, 1.0);
                if correlation > best.correlation {
                    best = Fit { correlation, turns, thumbnail: thumbnail.share(&field), picture: picture.share(part) };
                }
            }
            turned = turned.quarter_turn();
        }
    }
    (best, contrast)
}

/// Rows and columns, in pixels.
type Field = (Range<usize>, Range<usize>);

struct Greys {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Greys {
    fn of(image: &DynamicImage) -> Self {
        let (width, height) = image.size();
        let mut values = vec![0.0; width * height];
        for (y, row) in values.chunks_exact_mut(width.max(1)).enumerate() {
            image.row(y, row);
        }
        Self { width, height, values }
    }

    fn whole(&self) -> Field {
        (0..self.height, 0..self.width)
    }

    fn share(&self, (rows, columns): &Field) -> Part {
        let share = |part: &Range<usize>, of: usize| part.start as f32 / of as f32..part.end as f32 / of as f32;
        Part { rows: share(rows, self.height), columns: share(columns, self.width) }
    }

    fn without_borders(&self) -> Field {
        let rows = bright(self.height, |y| self.is_bright((0..self.width).map(|x| self.values[y * self.width + x])));
        let inner = rows.clone();
        let columns = bright(self.width, |x| self.is_bright(inner.clone().map(|y| self.values[y * self.width + x])));
        (rows, columns)
    }

    /// Bars are black, but compression lets the picture's edge shine into them.
    fn is_bright(&self, line: impl ExactSizeIterator<Item = f32> + Clone) -> bool {
        let length = line.len() as f32;
        line.clone().sum::<f32>() / length > 20.0 || line.filter(|grey| *grey > 50.0).count() as f32 / length > 0.05
    }

    /// A part of the picture stretched to 64 × 64 by averaging, fractions of pixels included.
    fn square(&self, (rows, columns): &Field) -> Square {
        let mut square = [[0.0; 64]; 64];
        let across = shares(columns.clone());
        for (out, down) in square.iter_mut().zip(shares(rows.clone())) {
            let mut sum = [0.0; 64];
            let mut weight = 0.0;
            for (y, share) in down {
                weight += share;
                let row = &self.values[y * self.width..(y + 1) * self.width];
                for (sum, across) in sum.iter_mut().zip(&across) {
                    let part: f32 = across.iter().map(|(x, share)| row[*x] * share).sum();
                    *sum += share * part / across.iter().map(|(_, share)| share).sum::<f32>();
                }
            }
            *out = sum.map(|sum| sum / weight);
        }
        Square(square)
    }
}

/// The first to the last bright line of `length`; all of them where none is, or hardly any.
fn bright(length: usize, is_bright: impl Fn(usize) -> bool) -> Range<usize> {
    let first = (0..length).find(|at| is_bright(*at)).unwrap_or(0);
    let end = (first..length).rev().find(|at| is_bright(*at)).map_or(length, |last| last + 1);
    if (end - first) * 4 < length { 0..length } else { first..end }
}

/// Which pixels of a line fall into each of 64 equal fields, and how much of each.
fn shares(line: Range<usize>) -> Vec<Vec<(usize, f32)>> {
    let (start, length) = (line.start, line.len() as f32);
    let field = |i: usize| {
        let (from, to) = (i as f32 * length / 64.0, (i + 1) as f32 * length / 64.0);
        (from as usize..(to.ceil() as usize).min(line.len()))
            .map(|at| (start + at, to.min(at as f32 + 1.0) - from.max(at as f32)))
            .filter(|(_, share)| *share > 0.0)
            .collect()
    };
    (0..64).map(field).collect()
}

#[derive(Clone, Copy)]
struct Square([[f32; 64]; 64]);

impl Square {
    fn mean_and_deviation(&self) -> (f32, f32) {
        let all = || self.0.iter().flatten();
        let mean = all().sum::<f32>() / 4096.0;
        (mean, (all().map(|v| (v - mean).powi(2)).sum::<f32>() / 4096.0).sqrt())
    }

    fn deviation(&self) -> f32 {
        self.mean_and_deviation().1
    }

    /// Of mean 0 and length 1, so that the product of two of them is Pearson's correlation; a flat one becomes 0.
    fn normal(self) -> Self {
        let (mean, deviation) = self.mean_and_deviation();
        let factor = if deviation > 1e-3 { 1.0 / (64.0 * deviation) } else { 0.0 };
        Self(self.0.map(|row| row.map(|v| (v - mean) * factor)))
    }

    fn times(&self, other: &Self) -> f32 {
        self.0.iter().flatten().zip(other.0.iter().flatten()).map(|(a, b)| a * b).sum()
    }

    fn quarter_turn(&self) -> Self {
        Self(std::array::from_fn(|y| std::array::from_fn(|x| self.0[63 - x][y])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A scene without any symmetry, `width` × `height` in the middle of a black frame.
    fn scene(width: u32, height: u32, frame: (u32, u32)) -> DynamicImage {
        let mut image = image::GrayImage::new(width + 2 * frame.0, height + 2 * frame.1);
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            let (field, slope) = (y * 6 / height * 9 + x * 9 / width, 40 * y / height);
            let grey = 60 + (2_654_435_761u32.wrapping_mul(field * field + 1) >> 25) + slope;
            image.put_pixel(frame.0 + x, frame.1 + y, image::Luma([grey as u8]));
        }
        DynamicImage::ImageLuma8(image)
    }

    #[test]
    fn borders_and_turns_do_not_matter_and_content_does() {
        let picture = scene(1500, 1000, (0, 0));
        let inverted = {
            let mut image = scene(160, 107, (0, 0));
            image.invert();
            image
        };
        let cases = [
            ("the same", scene(160, 107, (0, 0)), 0.97..=1.0),
            ("between bars", scene(160, 107, (0, 7)), 0.97..=1.0),
            ("turned", scene(160, 107, (0, 0)).rotate90(), 0.97..=1.0),
            ("between bars and turned", scene(160, 107, (0, 7)).rotate270(), 0.97..=1.0),
            ("mirrored", scene(160, 107, (0, 0)).fliph(), -1.0..=0.5),
            ("a part of it", scene(160, 107, (0, 0)).crop_imm(0, 50, 60, 40), -1.0..=0.6),
            ("inverted", inverted, -1.0..=0.6),
        ];
        for (name, thumbnail, expected) in cases {
            let (Fit { correlation, .. }, contrast) = compare(&Greys::of(&thumbnail), &Greys::of(&picture));
            assert!(expected.contains(&correlation), "{name}: {correlation}");
            assert!(contrast > 8.0, "{name}: {contrast}");
        }
    }

    #[test]
    fn it_is_known_how_the_thumbnail_must_be_turned() {
        let picture = Greys::of(&scene(1500, 1000, (0, 0)));
        let thumbnail = scene(160, 107, (0, 7));
        let turns = |thumbnail: DynamicImage| compare(&Greys::of(&thumbnail), &picture).0.turns;
        let all = [thumbnail.clone(), thumbnail.rotate270(), thumbnail.rotate180(), thumbnail.rotate90()];
        assert_eq!(all.map(turns), [0, 1, 2, 3]);
    }

    #[test]
    fn a_flat_thumbnail_has_no_contrast_and_no_likeness() {
        let flat = DynamicImage::ImageLuma8(image::GrayImage::from_pixel(160, 120, image::Luma([90])));
        let (Fit { correlation, .. }, contrast) = compare(&Greys::of(&flat), &Greys::of(&scene(300, 200, (0, 0))));
        assert!(contrast < 0.01 && correlation.abs() < 0.01, "{correlation} {contrast}");
        let black = DynamicImage::ImageLuma8(image::GrayImage::new(1, 1));
        assert!(compare(&Greys::of(&black), &Greys::of(&black)).1 < 0.01);
    }
}
