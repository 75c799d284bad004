use crate::Untrusted;

/// A person's words as they are kept and shown: line breaks stay (LF), everything else that could move, hide or reorder
/// what stands around it is made visible, as [`Untrusted`] shows it. Done twice it changes nothing more.
pub fn visible_lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        Untrusted::from(line).visible()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_and_what_misleads_is_seen() {
        let text = "one\r\ntwo\u{202e}\0\x1b[2J\tthree\n";
        let seen = visible_lines(text);
        assert_eq!(seen, "one\ntwo⟨U+202E⟩␀␛[2J␉three\n");
        assert_eq!(visible_lines(&seen), seen);
        let long = "é".repeat(1 << 20);
        assert_eq!(visible_lines(&long), long, "nothing is cut");
    }
}
