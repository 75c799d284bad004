//! zlib (RFC 1950), gzip (RFC 1952) and brotli (RFC 7932) within limits: a few bytes may claim to be gigabytes.

use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{GzDecoder, ZlibDecoder};

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
        self.bounded("zlib", ZlibDecoder::new(compressed))
    }

    /// The same for gzip.
    pub fn gunzip(&mut self, compressed: &[u8]) -> (Vec<u8>, Option<String>) {
        self.bounded("gzip", GzDecoder::new(compressed))
    }

    /// The same for brotli.
    pub fn unbrotli(&mut self, compressed: &[u8]) -> (Vec<u8>, Option<String>) {
        // These bits begin no stream of RFC 7932 (9.1). The library reads on, and takes up to a GiB for the window.
        if compressed.first().is_some_and(|first| first & 0x7f == 0x11) {
            return (Vec::new(), Some("brotli stream has a window that its standard does not know".into()));
        }
        self.bounded("brotli", Decompressor::new(compressed, 4096))
    }

    fn bounded(&mut self, name: &str, stream: impl Read) -> (Vec<u8>, Option<String>) {
        let cap = self.left.min(MAX_INFLATED_BYTES);
        let mut out = Vec::new();
        let read = stream.take((cap as u64).saturating_add(1)).read_to_end(&mut out);
        let problem = match read {
            Err(error) => Some(format!("{name} stream is damaged: {error}")),
            Ok(_) if out.len() > cap => Some(format!("{name} stream grows past {cap} bytes")),
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

    /// A window of 16 bits, one stored metablock (RFC 7932, 9.2) of so few bytes, the empty last one.
    fn brotli(bytes: &[u8]) -> Vec<u8> {
        let header = (bytes.len() as u32 - 1) << 4 | 1 << 20;
        [&header.to_le_bytes()[..3], bytes, &[3]].concat()
    }

    #[test]
    fn brotli_streams_come_out_whole_or_say_why_not() {
        let whole = brotli(b"<x/>");
        assert_eq!(Inflater::default().unbrotli(&whole), (b"<x/>".to_vec(), None));
        for length in 0..whole.len() {
            assert!(Inflater::default().unbrotli(&whole[..length]).1.is_some(), "{length}");
        }
        assert!(Inflater::default().unbrotli(&[0x11, 30, 3]).1.unwrap().contains("window"));
    }

    /// Nine MiB of zeros, as an encoder of brotli writes them.
    const BOMB: &[u8] = &[
        0xcb, 0xff, 0xff, 0x3f, 0x00, 0x24, 0x00, 0xe2, 0xb1, 0x40, 0x72, 0xef, 0xff, 0xea, 0xff, 0xff, 0x01, 0x48,
        0x00, 0xc4, 0x61, 0x01, 0xe8, 0xde, 0x3f, 0x00,
    ];

    #[test]
    fn a_bomb_of_brotli_is_cut() {
        let (out, problem) = Inflater::default().unbrotli(BOMB);
        assert_eq!((out.len(), problem.is_some()), (MAX_INFLATED_BYTES, true));
    }
}
