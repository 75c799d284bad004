//! What the software hides: bits that its source code gives, most significant first.

use whence_model::facts::pixels::WatermarkMessage;

pub struct Message {
    pub of: WatermarkMessage,
    /// `0` and `1`.
    pub bits: Bits,
    /// Of a correlation: chance reaches it in fewer than one of ten million tests.
    pub threshold: f64,
    /// Of the best correlation in a crop: a search makes 64 × 3 tests for each pair of a bit to begin with and a length
    /// of the rows, and chance reaches it in fewer than one of some hundred thousand searches. Nothing where the
    /// message is too short for that.
    pub crop_threshold: Option<f64>,
    /// Above this no picture without a mark was seen to come; only for the random messages.
    pub possible: Option<f64>,
}

pub enum Bits {
    Digits(&'static str),
    Ascii(&'static str),
}

pub const MESSAGES: &[Message] = &[
    Message {
        of: WatermarkMessage::StableDiffusion1,
        bits: Bits::Ascii("StableDiffusionV1"),
        threshold: 0.45,
        crop_threshold: Some(0.65),
        possible: None,
    },
    Message {
        of: WatermarkMessage::StableDiffusion2,
        bits: Bits::Ascii("SDV2"),
        threshold: 0.80,
        crop_threshold: None,
        possible: None,
    },
    Message {
        of: WatermarkMessage::Sdxl,
        bits: Bits::Digits("101100111110110010010000011110111011000110011110"),
        threshold: 0.70,
        crop_threshold: Some(0.80),
        possible: Some(0.60),
    },
    // The source gives 48 bits as a number, and loses the two noughts in front on the way.
    Message {
        of: WatermarkMessage::Flux,
        bits: Bits::Digits("1010101111111010000111100111001111010100101110"),
        threshold: 0.71,
        crop_threshold: Some(0.80),
        possible: Some(0.60),
    },
    Message {
        of: WatermarkMessage::InvokeAi,
        bits: Bits::Ascii("InvokeAI"),
        threshold: 0.62,
        crop_threshold: Some(0.75),
        possible: None,
    },
];

impl Bits {
    pub fn length(&self) -> usize {
        match self {
            Self::Digits(digits) => digits.len(),
            Self::Ascii(text) => 8 * text.len(),
        }
    }

    /// 1 and −1.
    pub fn signs(&self) -> Vec<f64> {
        let sign = |one: bool| if one { 1.0 } else { -1.0 };
        match self {
            Self::Digits(digits) => digits.bytes().map(|digit| sign(digit == b'1')).collect(),
            Self::Ascii(text) => {
                text.bytes().flat_map(|byte| (0..8).rev().map(move |bit| sign(byte >> bit & 1 == 1))).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MESSAGES;

    #[test]
    fn lengths_and_first_bits() {
        let lengths: Vec<_> = MESSAGES.iter().map(|message| message.bits.signs().len()).collect();
        assert_eq!(lengths, [136, 32, 48, 46, 64]);
        // S is 0x53, I is 0x49.
        assert_eq!(MESSAGES[1].bits.signs()[..8], [-1.0, 1.0, -1.0, 1.0, -1.0, -1.0, 1.0, 1.0]);
        assert_eq!(MESSAGES[4].bits.signs()[..8], [-1.0, 1.0, -1.0, -1.0, 1.0, -1.0, -1.0, 1.0]);
    }
}
