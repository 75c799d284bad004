//! As much of CBOR (RFC 8949) as a manifest needs, in its one deterministic form.

/// A value that can be written.
#[derive(Clone)]
pub enum Cbor {
    Int(i64),
    Bytes(Vec<u8>),
    Text(String),
    Array(Vec<Cbor>),
    /// In the order given: C2PA does not ask for sorted keys.
    Map(Vec<(Cbor, Cbor)>),
    Tag(u64, Box<Cbor>),
    Null,
}

impl From<&str> for Cbor {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

/// A map with text keys.
pub fn map<const N: usize>(entries: [(&str, Cbor); N]) -> Cbor {
    Cbor::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

impl Cbor {
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Int(n) if *n >= 0 => head(out, 0, *n as u64),
            Self::Int(n) => head(out, 1, !*n as u64),
            Self::Bytes(bytes) => {
                head(out, 2, bytes.len() as u64);
                out.extend_from_slice(bytes);
            }
            Self::Text(text) => {
                head(out, 3, text.len() as u64);
                out.extend_from_slice(text.as_bytes());
            }
            Self::Array(items) => {
                head(out, 4, items.len() as u64);
                items.iter().for_each(|item| item.write(out));
            }
            Self::Map(entries) => {
                head(out, 5, entries.len() as u64);
                for (key, value) in entries {
                    key.write(out);
                    value.write(out);
                }
            }
            Self::Tag(tag, value) => {
                head(out, 6, *tag);
                value.write(out);
            }
            Self::Null => out.push(0xf6),
        }
    }
}

fn head(out: &mut Vec<u8>, major: u8, n: u64) {
    let major = major << 5;
    match n {
        0..=23 => out.push(major | n as u8),
        24..=0xff => out.extend([major | 24, n as u8]),
        0x100..=0xffff => {
            out.push(major | 25);
            out.extend((n as u16).to_be_bytes());
        }
        0x1_0000..=0xffff_ffff => {
            out.push(major | 26);
            out.extend((n as u32).to_be_bytes());
        }
        _ => {
            out.push(major | 27);
            out.extend(n.to_be_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cbor, map};

    #[test]
    fn it_writes_the_examples_of_rfc_8949() {
        let hex = |value: Cbor| value.bytes().iter().map(|b| format!("{b:02x}")).collect::<String>();
        assert_eq!(hex(Cbor::Int(1_000_000)), "1a000f4240");
        assert_eq!(hex(Cbor::Int(-1000)), "3903e7");
        assert_eq!(hex(Cbor::Bytes(vec![1, 2, 3, 4])), "4401020304");
        assert_eq!(
            hex(map([("a", Cbor::Int(1)), ("b", Cbor::Array(vec![Cbor::Int(2), Cbor::Int(3)]))])),
            "a26161016162820203"
        );
    }
}
