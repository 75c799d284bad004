//! The U plane of YUV, four pixels at a time, as OpenCV makes it in each of the colour paths.

use whence_model::facts::pixels::ColourPath;

/// The order in which each path's values stand.
pub const PATHS: [ColourPath; 3] = [ColourPath::U8, ColourPath::F32, ColourPath::F32Swapped];

/// The coefficient LL of Haar's first level: half the sum of U over 2 × 2 pixels, from the sums of red, green and blue.
/// In fractions, then with red and blue swapped. Its neutral value is 1, as that of U is 0.5.
pub fn ll([red, green, blue]: [f32; 3]) -> [f32; 2] {
    let green = 0.587 * green;
    [0.246 * (0.886 * blue - 0.299 * red - green) + 1.0, 0.246 * (0.886 * red - 0.299 * blue - green) + 1.0]
}

/// How much more it is in whole numbers, where U is 128 in the middle: other decoders miss that, and take the wrong
/// coefficient for the largest. OpenCV rounds there, by a sixtieth of what sets a 0 and a 1 apart, and nothing here asks
/// for whole bits: so one plane does for both.
pub const WHOLE: f32 = 2.0 * (128.0 - 0.5);

#[cfg(test)]
mod tests {
    use super::{WHOLE, ll};

    fn of(red: f32, green: f32, blue: f32) -> [f32; 2] {
        ll([red, green, blue].map(|pixel| 4.0 * pixel))
    }

    #[test]
    fn grey_is_neutral() {
        for grey in [0.0, 1.0, 77.0, 255.0] {
            let [fractions, swapped] = of(grey, grey, grey);
            assert!((fractions - 1.0).abs() < 1e-4 && (swapped - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn values_of_opencv() {
        let [blue, swapped] = of(0.0, 0.0, 255.0);
        assert!((blue - 2.0 * (0.492 * (255.0 - 0.114 * 255.0) + 0.5)).abs() < 1e-3);
        // In whole numbers Y is 29, and U 0.492 · 226 + 128 = 239.
        assert!((blue + WHOLE - 2.0 * 239.0).abs() < 1.0);
        let [red, back] = of(255.0, 0.0, 0.0);
        assert!((red - 2.0 * (0.492 * -0.299 * 255.0 + 0.5)).abs() < 1e-3);
        assert_eq!((red, back), (swapped, blue));
    }
}
