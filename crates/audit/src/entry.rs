use whence_model::ledger::{EntryKind, Header, PartName, StoredColumns};

use crate::{
    disagreement::{Agrees, Column, Differs, What},
    shape::is_date,
};

/// What a header says, held against what its store repeats of it and against what its kind allows.
pub(crate) fn agrees(header: &Header, columns: &StoredColumns) -> Agrees {
    let number = |value: Option<u64>| value.map_or_else(|| "–".into(), |value: u64| value.to_string());
    let repeated = [
        (Column::RecordedAt, header.recorded_at.clone(), columns.recorded_at.clone()),
        (Column::Kind, header.kind.code().into(), columns.kind.clone()),
        (Column::About, number(header.about), number(columns.about)),
        (Column::Earlier, number(header.earlier), number(columns.earlier)),
    ];
    for (column, expected, found) in repeated {
        if expected != found {
            return Err(Differs::new(What::Column(column), expected, found));
        }
    }
    if !is_date(&header.recorded_at) {
        return Err(Differs::new(What::RecordedAt, "", &header.recorded_at));
    }
    let names: Vec<PartName> = header.parts.iter().map(|seal| seal.name).collect();
    let holds = match header.kind {
        EntryKind::Report => matches!(names[..], [PartName::Report] | [PartName::Report, PartName::Picture]),
        kind => names == [own_part(kind)],
    };
    if !holds {
        return Err(What::Seals.into());
    }
    Ok(())
}

/// The part that every entry of a kind has.
pub(crate) fn own_part(kind: EntryKind) -> PartName {
    match kind {
        EntryKind::Report => PartName::Report,
        EntryKind::Decision => PartName::Decision,
        EntryKind::Erasure => PartName::Erasure,
    }
}
