//! The manifest store of a JPEG (C2PA 2.2, annex A.3.1): pieces in APP11 segments, joined.

/// Joins the pieces; empty where there are none.
pub fn of_jpeg(bytes: &[u8]) -> Vec<u8> {
    let mut store = Vec::new();
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        let end = at + 2 + usize::from(u16::from_be_bytes([*high, *low]));
        let piece = bytes.get(at + 4..end).unwrap_or_default();
        if *marker == 0xeb && piece.starts_with(b"JP") {
            // Behind the first, each piece repeats the head of the box.
            store.extend_from_slice(piece.get(if store.is_empty() { 8 } else { 16 }..).unwrap_or_default());
        }
        if *marker == 0xda {
            break;
        }
        at = end;
    }
    store
}
