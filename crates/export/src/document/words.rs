use std::fmt;

use whence_model::{Untrusted, ledger::visible_lines};

/// Text in a few styles. Nothing in it is hidden, and its only control characters are line breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Span>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub style: Style,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Strong,
    /// What is there to be compared or copied, letter by letter.
    Code,
}

impl Words {
    pub fn plain(text: &str) -> Self {
        Self::default().and(text)
    }

    pub fn strong(text: &str) -> Self {
        Self::default().with(Style::Strong, text)
    }

    pub fn code(text: &str) -> Self {
        Self::default().with(Style::Code, text)
    }

    /// Without line breaks, for headings.
    pub fn line(text: &str) -> Self {
        Self::plain(&text.replace("\r\n", " ").replace('\n', " "))
    }

    pub fn and(self, text: &str) -> Self {
        self.with(Style::Plain, text)
    }

    pub fn and_strong(self, text: &str) -> Self {
        self.with(Style::Strong, text)
    }

    pub fn and_code(self, text: &str) -> Self {
        self.with(Style::Code, text)
    }

    pub fn and_words(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn with(mut self, style: Style, text: &str) -> Self {
        if !text.is_empty() {
            self.0.push(Span { style, text: visible_lines(text) });
        }
        self
    }
}

/// A string of a file, as much of it as a report tells.
impl From<&Untrusted> for Words {
    fn from(text: &Untrusted) -> Self {
        Self::code(&text.to_string())
    }
}

/// The text alone.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|span| f.write_str(&span.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::HOSTILE;

    #[test]
    fn nothing_hides_in_words() {
        for words in [
            Words::plain(HOSTILE),
            Words::code(HOSTILE),
            Words::strong(HOSTILE),
            Words::from(&Untrusted::from(HOSTILE)),
        ] {
            let text = words.to_string();
            assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
            assert!(!text.contains(['\u{202e}', '\u{200b}']), "{text:?}");
        }
        assert!(!Words::line(HOSTILE).to_string().contains('\n'));
        assert_eq!(Words::plain("a").and("").and_code("b").spans().len(), 2);
    }
}
