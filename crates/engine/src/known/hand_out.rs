//! Lists on their way out.

use std::io::{self, Read, Write};

use whence_known::{Assumed, Notation, Preamble, Record, Writer, Written, scan};
use whence_store::{KeptList, KnownStore};

use super::{KnownRefusal, List, alike_names, overview::unchanged, position};

/// How a list is handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The bytes that are kept: those that were imported or, where it was changed here, the canonical CSV.
    #[default]
    Kept,
    /// The bytes that were imported.
    Original,
    /// In our columns, in our order.
    Csv,
    Ndjson,
}

/// What whoever gets the list may want to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandedOut {
    pub entries: u64,
    /// Texts that a spreadsheet takes for formulae; none where it is handed out as NDJSON.
    pub formulae: u64,
}

/// Writes a list to `to`.
///
/// # Errors
/// There is no such list, or it is damaged, or was changed and is wanted as imported. Within: why `to` took no more.
pub fn export(
    store: &KnownStore,
    name: &str,
    form: Form,
    to: &mut dyn Write,
) -> Result<io::Result<HandedOut>, KnownRefusal> {
    if alike_names(name, List::STARTER) {
        let starter = List::starter();
        let word = |word: Option<whence_model::Untrusted>| word.map(|word| word.raw().to_owned());
        let kept = KeptList {
            name: List::STARTER.into(),
            owner: word(starter.owner),
            licence: word(starter.licence),
            ..KeptList::default()
        };
        return hand_out(&kept, form, || Ok(List::STARTER_TEXT.as_bytes()), to);
    }
    let lists = store.read()?.lists;
    let kept = &lists[position(&lists, name)?];
    if form == Form::Original && kept.changed {
        return Err(KnownRefusal::Changed { name: kept.name.as_str().into() });
    }
    // Before the first byte is out: what is written cannot be taken back.
    unchanged(store, kept)?;
    hand_out(kept, form, || Ok(store.open(kept)?), to)
}

fn hand_out<R: Read>(
    kept: &KeptList,
    form: Form,
    open: impl Fn() -> Result<R, KnownRefusal>,
    to: &mut dyn Write,
) -> Result<io::Result<HandedOut>, KnownRefusal> {
    let assumed = Assumed(kept.assumed.clone());
    let told = scan(open()?, &assumed, &mut |_, _, _| {})?;
    let written = match form {
        Form::Kept | Form::Original => {
            let formulae = if told.notation == Notation::Csv { told.formulae } else { 0 };
            let copied = io::copy(&mut open()?, to);
            return Ok(copied.map(|_| HandedOut { entries: told.entries, formulae }));
        }
        Form::Csv => Written::Csv,
        Form::Ndjson => Written::Ndjson,
    };
    let mut records = Records::begin(to, written, &preamble_of(kept), &told.more);
    scan(open()?, &assumed, &mut |_, record, _| records.write(record))?;
    let formulae = if written == Written::Csv { told.formulae } else { 0 };
    Ok(records.finish().map(|()| HandedOut { entries: told.entries, formulae }))
}

/// What a list says of itself when it is written anew.
pub(super) fn preamble_of(kept: &KeptList) -> Preamble {
    Preamble { name: Some(kept.name.clone()), owner: kept.owner.clone(), licence: kept.licence.clone() }
}

/// Writes records until the first failure, which it keeps.
pub(super) struct Records<W: Write>(io::Result<Writer<W>>);

impl<W: Write> Records<W> {
    /// A list in its canonical form.
    pub fn begin(to: W, written: Written, preamble: &Preamble, more: &[String]) -> Self {
        Self(Writer::new(to, written, preamble, more))
    }

    pub fn write(&mut self, record: &Record) {
        if let Ok(writer) = &mut self.0
            && let Err(error) = writer.write(record)
        {
            self.0 = Err(error);
        }
    }

    pub fn finish(self) -> io::Result<()> {
        self.0?.finish()
    }
}
