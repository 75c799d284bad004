//! Numbers from bytes, for what kamadak-exif does not read: SubIFDs and maker notes (TIFF 6.0, section 2, "Types").

use exif::Value;

use super::ifd::kind;

/// The value of a type in the form in which kamadak-exif gives it; bytes that are left over are dropped. `None` for
/// text and for types that nobody knows.
pub fn value(kind: u16, bytes: &[u8], big_endian: bool) -> Option<Value> {
    let order = big_endian;
    Some(match kind {
        kind::BYTE => Value::Byte(bytes.to_vec()),
        kind::SHORT => Value::Short(numbers(bytes, order, u16::from_be_bytes)),
        kind::LONG | kind::IFD => Value::Long(numbers(bytes, order, u32::from_be_bytes)),
        5 => Value::Rational(pairs(&numbers(bytes, order, u32::from_be_bytes))),
        6 => Value::SByte(numbers(bytes, order, i8::from_be_bytes)),
        kind::UNDEFINED => Value::Undefined(bytes.to_vec(), 0),
        8 => Value::SShort(numbers(bytes, order, i16::from_be_bytes)),
        9 => Value::SLong(numbers(bytes, order, i32::from_be_bytes)),
        10 => Value::SRational(pairs(&numbers(bytes, order, i32::from_be_bytes))),
        11 => Value::Float(numbers(bytes, order, f32::from_be_bytes)),
        12 => Value::Double(numbers(bytes, order, f64::from_be_bytes)),
        _ => return None,
    })
}

fn numbers<const N: usize, T>(bytes: &[u8], big_endian: bool, from_be: fn([u8; N]) -> T) -> Vec<T> {
    let number = |&chunk: &[u8; N]| {
        let mut chunk = chunk;
        if !big_endian {
            chunk.reverse();
        }
        from_be(chunk)
    };
    bytes.as_chunks().0.iter().map(number).collect()
}

fn pairs<T: Copy, R: From<(T, T)>>(numbers: &[T]) -> Vec<R> {
    numbers.as_chunks().0.iter().map(|&[numerator, denominator]| (numerator, denominator).into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::exif::value::plain;
    use whence_model::facts::metadata::Value as Fact;

    fn read(kind: u16, bytes: &[u8], big_endian: bool) -> Fact {
        plain(bytes, value(kind, bytes, big_endian).as_ref())
    }

    #[test]
    fn every_type_in_both_orders() {
        let is = |kind, big: &[u8], expected: &[f64]| {
            assert_eq!(read(kind, big, true), Fact::Numbers(expected.to_vec()), "type {kind}");
            let size = crate::metadata::exif::ifd::size_of(kind).unwrap();
            // The two numbers of a rational turn about each for itself.
            let unit = if matches!(kind, 5 | 10) { 4 } else { size };
            let little: Vec<u8> = big.chunks(unit).flat_map(|c| c.iter().rev().copied()).collect();
            assert_eq!(read(kind, &little, false), Fact::Numbers(expected.to_vec()), "type {kind}");
        };
        is(1, &[7, 255], &[7.0, 255.0]);
        is(3, &[1, 2, 0xff, 0xff], &[258.0, 65535.0]);
        is(4, &[0, 1, 0, 0], &[65536.0]);
        is(5, &[0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0], &[0.25]);
        is(6, &[0xff], &[-1.0]);
        is(8, &[0xff, 0xfe], &[-2.0]);
        is(9, &[0xff, 0xff, 0xff, 0xfd], &[-3.0]);
        is(10, &[0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2], &[-0.5]);
        is(11, &1.5_f32.to_be_bytes(), &[1.5]);
        is(12, &(-2.5_f64).to_be_bytes(), &[-2.5]);
        is(13, &[0, 0, 0, 8], &[8.0]);
    }

    #[test]
    fn what_is_left_over_or_unknown_is_no_number() {
        assert_eq!(read(4, &[0, 0, 0, 9, 1, 2], true), Fact::Numbers(vec![9.0]));
        assert_eq!(read(5, &[0, 0, 0, 9], true), Fact::Numbers(vec![]));
        assert!(value(2, b"text", true).is_none() && value(99, &[1], true).is_none());
        assert_eq!(read(7, b"0230", true), Fact::Text("0230".into()));
    }
}
