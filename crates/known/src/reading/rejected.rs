use whence_model::Text;

/// Why a list was not taken: every line that is wrong is counted, and of the first [`Rejected::SHOWN`] it is told why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    /// How many lines, at least 1.
    pub lines: u64,
    pub shown: Vec<Text>,
}

impl Rejected {
    /// A million sentences would be read by nobody, and fill the memory.
    pub const SHOWN: usize = 1000;

    /// The list as a whole, seen at this line.
    pub(super) fn whole(line: u64, reason: &Text) -> Self {
        let mut rejected = Self::default();
        rejected.end(line, reason);
        rejected
    }

    /// One line more.
    pub fn add(&mut self, line: u64, reason: &Text) {
        self.lines = self.lines.saturating_add(1);
        if self.shown.len() < Self::SHOWN {
            self.shown.push(told(line, reason));
        }
    }

    /// Why nothing more was read: told in any case, last.
    pub(super) fn end(&mut self, line: u64, reason: &Text) {
        self.lines = self.lines.saturating_add(1);
        self.shown.truncate(Self::SHOWN - 1);
        self.shown.push(told(line, reason));
    }
}

fn told(line: u64, reason: &Text) -> Text {
    Text::new(format!("line {line}: {}", reason.en), format!("ligne {line} : {}", reason.fr))
}
