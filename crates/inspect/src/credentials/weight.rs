//! What a manifest store costs to read, told from its boxes before anything is read (JUMBF, ISO 19566-5).
//!
//! The library makes some 80 bytes of memory of each byte of an assertion that is a list of numbers, and more when it
//! writes it as JSON; pictures cost no more than themselves. Without this, 64 MiB of zeros would take 14 GiB.

use crate::limits::{MAX_COMPRESSED_MANIFESTS, MAX_CREDENTIAL_VALUES};

/// Why a store is not read, where it would cost too much.
pub fn too_heavy(store: &[u8]) -> Option<String> {
    let Weight { values, compressed } = weigh(store);
    if values > MAX_CREDENTIAL_VALUES {
        let limit = MAX_CREDENTIAL_VALUES >> 20;
        return Some(format!("{values} bytes of assertions without pictures; more than {limit} MiB are not read"));
    }
    let many = compressed > MAX_COMPRESSED_MANIFESTS;
    many.then(|| format!("{compressed} compressed manifests; more than {MAX_COMPRESSED_MANIFESTS} are not read"))
}

#[derive(Debug, Default, PartialEq)]
struct Weight {
    /// Bytes of boxes that become values: CBOR, JSON and whatever is no picture.
    values: usize,
    compressed: usize,
}

fn weigh(store: &[u8]) -> Weight {
    let mut weight = Weight::default();
    let mut rest = store;
    while !rest.is_empty() {
        let Some((name, header, length)) = measure(rest) else {
            // What follows no rule may be read in some other way.
            weight.values = weight.values.saturating_add(rest.len());
            break;
        };
        let step = match &name {
            // A superbox is gone into: what it holds follows.
            b"jumb" => header,
            b"brob" => {
                weight.compressed = weight.compressed.saturating_add(1);
                length
            }
            b"jumd" | b"bidb" | b"bfdb" | b"free" => length,
            _ => {
                weight.values = weight.values.saturating_add(length);
                length
            }
        };
        rest = rest.get(step..).unwrap_or_default();
    }
    weight
}

/// Name, bytes of the header, and bytes of the box with it.
fn measure(rest: &[u8]) -> Option<([u8; 4], usize, usize)> {
    let (short, after) = rest.split_first_chunk::<4>()?;
    let (name, after) = after.split_first_chunk::<4>()?;
    let (header, length) = match u32::from_be_bytes(*short) {
        0 => (8, rest.len()),
        1 => (16, usize::try_from(u64::from_be_bytes(*after.first_chunk()?)).ok()?),
        length => (8, usize::try_from(length).ok()?),
    };
    (header <= length && length <= rest.len()).then_some((*name, header, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&(body.len() as u32 + 8).to_be_bytes(), name.as_slice(), body].concat()
    }

    fn long(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&1u32.to_be_bytes(), name.as_slice(), &(body.len() as u64 + 16).to_be_bytes(), body].concat()
    }

    #[test]
    fn values_are_weighed_wherever_they_stand_and_pictures_are_not() {
        let picture = of(b"jumb", &[of(b"jumd", &[0; 30]), of(b"bfdb", &[0; 12]), of(b"bidb", &[0; 5000])].concat());
        let claim = of(b"jumb", &[of(b"jumd", &[0; 30]), of(b"cbor", &[0; 92])].concat());
        let store = of(b"jumb", &[claim, picture, long(b"json", &[0; 84]), of(b"brob", &[0; 9])].concat());
        assert_eq!(weigh(&store), Weight { values: 200, compressed: 1 });
        assert_eq!(too_heavy(&store), None);
    }

    #[test]
    fn boxes_that_follow_no_rule_weigh_what_they_could_hold() {
        for (broken, values) in [
            ([&9000u32.to_be_bytes(), b"free".as_slice(), &[0; 92]].concat(), 100),
            ([&3u32.to_be_bytes(), b"free".as_slice(), &[0; 92]].concat(), 100),
            ([&1u32.to_be_bytes(), b"free".as_slice(), &[0xff; 92]].concat(), 100),
            ([&0u32.to_be_bytes(), b"cbor".as_slice(), &[0; 92]].concat(), 100),
            (vec![0; 7], 7),
        ] {
            assert_eq!(weigh(&broken).values, values, "{broken:?}");
        }
    }

    #[test]
    fn too_much_is_refused_with_its_size() {
        let refused = too_heavy(&of(b"jumb", &of(b"cbor", &vec![0; MAX_CREDENTIAL_VALUES])));
        assert!(refused.is_some_and(|why| why.starts_with("4194312 bytes")));
        assert_eq!(too_heavy(&of(b"bidb", &vec![0; MAX_CREDENTIAL_VALUES * 2])), None);
        assert!(too_heavy(&of(b"brob", &[]).repeat(MAX_COMPRESSED_MANIFESTS + 1)).is_some());
    }
}
