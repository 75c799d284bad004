//! Profiles that ImageMagick and its kin hide in PNG text: `Raw profile type exif`, a length, hexadecimal digits.

use super::super::BlockKind;

/// The profile in the text of this key; nothing where it is no profile, or not whole.
pub fn of(key: &str, text: &[u8]) -> Option<(BlockKind, Vec<u8>)> {
    let name = key.strip_prefix("Raw profile type ")?;
    let data = decode(text)?;
    let (kind, prefixes): (_, &[&[u8]]) = match name.to_ascii_lowercase().as_str() {
        "exif" => (BlockKind::Exif, &[b"Exif\0\0"]),
        "app1" if data.starts_with(b"Exif\0\0") => (BlockKind::Exif, &[b"Exif\0\0"]),
        "app1" | "xmp" => (BlockKind::Xmp, &[b"http://ns.adobe.com/xap/1.0/\0"]),
        "iptc" | "8bim" if data.first() == Some(&0x1c) => (BlockKind::Iptc, &[]),
        "iptc" | "8bim" => (BlockKind::Photoshop, &[b"Photoshop 3.0\0"]),
        "icc" | "icm" => (BlockKind::Icc, &[]),
        _ => return None,
    };
    let bare = prefixes.iter().find_map(|prefix| data.strip_prefix(*prefix)).map(<[u8]>::to_vec);
    Some((kind, bare.unwrap_or(data)))
}

/// Line feed, name, line feed, decimal length, line feed, two digits a byte with line feeds between.
fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut lines = text.strip_prefix(b"\n")?.splitn(3, |&b| b == b'\n');
    let (_name, length, digits) = (lines.next()?, lines.next()?, lines.next()?);
    let length: usize = std::str::from_utf8(length).ok()?.trim().parse().ok()?;
    let digits: Vec<u8> = digits
        .iter()
        .filter(|b| !b.is_ascii_whitespace())
        .map_while(|&b| char::from(b).to_digit(16).map(|d| d as u8))
        .collect();
    let data: Vec<u8> = digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect();
    (data.len() == length && !data.is_empty()).then_some(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_its_kind() {
        let kind = |name: &str, text: &[u8]| of(&format!("Raw profile type {name}"), text).map(|(kind, _)| kind);
        assert_eq!(kind("8bim", b"\n8bim\n4\n3842494d"), Some(BlockKind::Photoshop));
        assert_eq!(kind("iptc", b"\niptc\n2\n1c02"), Some(BlockKind::Iptc));
        assert_eq!(kind("icc", b"\nicc\n2\n0a0B\n"), Some(BlockKind::Icc));
        assert_eq!(kind("APP1", b"\ngeneric profile\n 1\n3c"), Some(BlockKind::Xmp));
        assert_eq!(kind("other", b"\nx\n1\n00"), None);
    }

    #[test]
    fn a_length_that_is_not_kept_makes_it_plain_text() {
        assert_eq!(of("Raw profile type exif", b"\nexif\n9\n4578"), None);
        assert_eq!(of("Raw profile type exif", b"no line feed"), None);
    }
}
