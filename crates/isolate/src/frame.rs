use std::io::{self, ErrorKind, Read, Write};

/// What passes between the two processes: a kind, a length of four bytes (little-endian), so many bytes.
const HEAD: usize = 5;
/// Bytes that are made room for when they are announced: pages that nothing comes to take no memory.
const AT_ONCE: u64 = 16 << 20;

/// Writes one frame.
///
/// # Errors
/// What the pipe says; `InvalidInput` for more bytes than four can count.
pub fn write(to: &mut impl Write, kind: u8, parts: &[&[u8]]) -> io::Result<()> {
    let length = parts.iter().try_fold(0u32, |sum, part| sum.checked_add(u32::try_from(part.len()).ok()?));
    let length = length.ok_or(ErrorKind::InvalidInput)?;
    let mut head = [kind; HEAD];
    head[1..].copy_from_slice(&length.to_le_bytes());
    to.write_all(&head)?;
    parts.iter().try_for_each(|part| to.write_all(part))?;
    to.flush()
}

/// Reads one frame of at most `most` bytes.
///
/// # Errors
/// `UnexpectedEof` where the other side has gone; `InvalidData` for a frame that announces more than `most`.
pub fn read(from: &mut impl Read, most: u64) -> io::Result<(u8, Vec<u8>)> {
    let mut head = [0; HEAD];
    from.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    let length = u64::from(u32::from_le_bytes(length));
    if length > most {
        return Err(ErrorKind::InvalidData.into());
    }
    // As much at once as the pipe holds: in small parts, the two sides would wake each other for each of them.
    let mut bytes = vec![0; length.min(AT_ONCE) as usize];
    let mut read = 0;
    loop {
        from.read_exact(&mut bytes[read..])?;
        read = bytes.len();
        if read as u64 == length {
            return Ok((kind, bytes));
        }
        bytes.resize(length.min(read as u64 + AT_ONCE) as usize, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut pipe = Vec::new();
        write(&mut pipe, 7, &[b"ab", b"", b"c"]).unwrap();
        write(&mut pipe, 0, &[]).unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(read(&mut from, 3).unwrap(), (7, b"abc".to_vec()));
        assert_eq!(read(&mut from, 3).unwrap(), (0, Vec::new()));
        assert_eq!(read(&mut from, 3).unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }

    #[test]
    fn what_is_longer_than_is_made_room_for_is_read_whole() {
        let long: Vec<u8> = (0..AT_ONCE as u32 * 2 + 7).map(|n| (n % 251) as u8).collect();
        let mut pipe = Vec::new();
        write(&mut pipe, 1, &[&long]).unwrap();
        assert!(read(&mut pipe.as_slice(), u64::MAX).unwrap() == (1, long));
    }

    #[test]
    fn what_is_too_long_or_breaks_off_is_told() {
        let announced = |length: u32, rest: &[u8]| [&[1], length.to_le_bytes().as_slice(), rest].concat();
        let told = |bytes: Vec<u8>, most| read(&mut bytes.as_slice(), most).unwrap_err().kind();
        assert_eq!(told(announced(u32::MAX, b""), 1 << 20), ErrorKind::InvalidData);
        assert_eq!(told(announced(u32::MAX, b"few"), u64::MAX), ErrorKind::UnexpectedEof);
        assert_eq!(told(announced(4, b"few"), 4), ErrorKind::UnexpectedEof);
        assert_eq!(told(vec![1, 0, 0], 4), ErrorKind::UnexpectedEof);
    }
}
