use serde::{Deserialize, Serialize};

/// 256 comparisons of greys around a point, a bit each.
pub type Descriptor = [u64; 4];

/// Corners of a picture and what they look like: a part of the picture is known again by them, whatever stands around it.
///
/// Many numbers that tell a person nothing: they are no part of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    /// Pixels across and down of the reduced (or enlarged) picture in which the points are counted.
    pub width: u16,
    pub height: u16,
    /// The most telling first, and the first few hundred already spread over the whole picture: a list keeps those.
    pub points: Vec<FeaturePoint>,
    /// What each point would look like in a mirror (left and right exchanged). Empty in lists: one of two is enough.
    pub mirrored: Vec<Descriptor>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeaturePoint {
    pub x: u16,
    pub y: u16,
    /// How often the picture was reduced by 5/6 before the corner was seen.
    pub level: u8,
    /// Where it is brighter, in 256ths of a turn from the right over the bottom.
    pub angle: u8,
    pub descriptor: Descriptor,
}

impl Features {
    /// Of how the points are found and described: what was made by another version cannot be compared.
    pub const VERSION: u8 = 1;

    /// Levels that are looked at.
    pub const LEVELS: u8 = 10;
}
