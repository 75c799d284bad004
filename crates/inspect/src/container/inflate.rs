//! zlib (RFC 1950) within limits: a few bytes may claim to be gigabytes.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::limits::{MAX_INFLATED_BYTES, MAX_INFLATED_IN_ALL};

/// How much may still be inflated for one file.
#[derive(Debug)]
pub struct Inflater {
    left: usize,
}

impl Default for Inflater {
    fn default() -> Self {
        Self { left: MAX_INFLATED_IN_ALL }
    }
}

impl Inflater {
    /// What could be inflated, and why that is not all, where it is not.
    pub fn inflate(&mut self, compressed: &[u8]) -> (Vec<u8>, Option<String>) {
        let cap = self.left.min(MAX_INFLATED_BYTES);
        let mut out = Vec::new();
        let read = ZlibDecoder::new(compressed).take(cap as u64 + 1).read_to_end(&mut out);
        let problem = match read {
            Err(error) => Some(format!("zlib stream is damaged: {error}")),
            Ok(_) if out.len() > cap => Some(format!("zlib stream grows past {cap} bytes")),
            Ok(_) => None,
        };
        out.truncate(cap);
        self.left = self.left.saturating_sub(out.len());
        (out, problem)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn whole_streams_come_out_whole() {
        assert_eq!(Inflater::default().inflate(&zlib(b"steps: 20")), (b"steps: 20".to_vec(), None));
    }

    #[test]
    fn what_was_readable_before_the_damage_is_kept() {
        let mut stream = zlib(b"steps: 20");
        stream.truncate(stream.len() - 4);
        let (text, problem) = Inflater::default().inflate(&stream);
        assert_eq!(text, b"steps: 20");
        assert!(problem.is_some(), "the checksum is gone");
    }

    #[test]
    fn a_bomb_is_cut_and_the_file_has_one_allowance() {
        let bomb = zlib(&vec![0; MAX_INFLATED_BYTES + 9]);
        let mut inflater = Inflater::default();
        for _ in 0..MAX_INFLATED_IN_ALL / MAX_INFLATED_BYTES {
            let (out, problem) = inflater.inflate(&bomb);
            assert_eq!(out.len(), MAX_INFLATED_BYTES);
            assert!(problem.is_some());
        }
        assert!(inflater.inflate(&bomb).0.is_empty());
    }
}
