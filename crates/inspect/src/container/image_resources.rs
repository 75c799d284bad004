//! Photoshop image resources (Adobe Photoshop File Formats Specification, “Image Resource Blocks”).

/// IPTC-IIM datasets.
pub const IPTC: u16 = 0x0404;
/// Quality, format and scans of the JPEG that was saved.
pub const JPEG_QUALITY: u16 = 0x0406;
/// An ICC profile.
pub const ICC: u16 = 0x040f;
/// Exif data from the byte-order mark on.
pub const EXIF: u16 = 0x0422;
/// An XMP packet.
pub const XMP: u16 = 0x0424;
/// MD5 of the IPTC data as they were when both were written.
pub const IPTC_DIGEST: u16 = 0x0425;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageResource<'a> {
    pub id: u16,
    /// Mostly empty.
    pub name: &'a [u8],
    pub data: &'a [u8],
    /// Where `data` begins within the bytes that were read.
    pub at: usize,
}

/// Signature, number, name padded to an even length, and data padded likewise; up to the first that is none.
pub fn all(bytes: &[u8]) -> impl Iterator<Item = ImageResource<'_>> {
    let mut rest = bytes.strip_prefix(b"Photoshop 3.0\0").unwrap_or(bytes);
    std::iter::from_fn(move || {
        let after = rest.strip_prefix(b"8BIM")?;
        let (id, after) = after.split_first_chunk::<2>()?;
        let (name_length, names) = after.split_first()?;
        let named = names.get(..usize::from(*name_length))?;
        let padded = named.len().checked_add(1)?.checked_next_multiple_of(2)?;
        let (length, after) = after.get(padded..)?.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let data = after.get(..length)?;
        let at = bytes.len().checked_sub(after.len())?;
        rest = after.get(length.checked_next_multiple_of(2)?..).unwrap_or_default();
        Some(ImageResource { id: u16::from_be_bytes(*id), name: named, data, at })
    })
}

/// One resource, as a file has it.
#[cfg(test)]
pub fn resource(id: u16, name: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = [b"8BIM", &id.to_be_bytes()[..], &[name.len() as u8], name.as_bytes()].concat();
    bytes.resize(bytes.len().next_multiple_of(2), 0);
    bytes.extend((data.len() as u32).to_be_bytes());
    bytes.extend(data);
    bytes.resize(bytes.len().next_multiple_of(2), 0);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_lengths_are_padded_and_places_fit() {
        let bytes = [resource(0x03ed, "odd", &[1, 2, 3]), resource(IPTC, "", b"four")].concat();
        for bytes in [bytes.clone(), [b"Photoshop 3.0\0".as_slice(), &bytes].concat()] {
            let seen: Vec<_> = all(&bytes).collect();
            let short: Vec<_> = seen.iter().map(|r| (r.id, r.name, r.data)).collect();
            assert_eq!(short, [(0x03ed, &b"odd"[..], &[1, 2, 3][..]), (IPTC, b"", b"four")]);
            for one in seen {
                assert_eq!(&bytes[one.at..one.at + one.data.len()], one.data);
            }
        }
    }

    #[test]
    fn what_is_cut_short_is_none() {
        let bytes = resource(IPTC, "name", b"data");
        for length in 0..bytes.len() {
            assert_eq!(all(&bytes[..length]).count(), 0, "{length}");
        }
        assert_eq!(all(&[b"8BIM\x04\x04\0\0".as_slice(), &[0xff; 4], b"x"].concat()).count(), 0);
    }
}
