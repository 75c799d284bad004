//! The words for the pictures of a folder, in a CSV file beside them.

use std::{
    collections::HashMap,
    io::{BufReader, Cursor, Read},
};

use whence_model::{Text, t};

use super::{Fault, Lines, Rejected, table::Table, top};
use crate::{Column, Record};

/// The column that names the picture.
const FILE: &str = "file";

/// What is said of one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The line on which it stands, from 1.
    pub line: u64,
    /// The picture's path from the folder, with `/` between folders.
    pub file: String,
    /// Its words; hashes are made of the picture.
    pub record: Record,
}

/// Reads captions: CSV in UTF-8 with a header row that names a column `file`, and our other columns as far as there is
/// something to say.
///
/// # Errors
/// Every line that cannot be taken, with its reason.
pub fn captions(input: impl Read) -> Result<Vec<Caption>, Rejected> {
    let mut input = BufReader::new(input);
    let (_, first_line, first) = top(&mut input)?;
    let mut table = Table::any(Cursor::new(first).chain(input), first_line)?;
    if !table.names(FILE) {
        return Err(Rejected::whole(first_line, &nameless()));
    }
    let (mut captions, mut rejected) = (Vec::new(), Rejected::default());
    let (mut seen, mut record) = (HashMap::new(), Record::default());
    while let Some((line, read)) = table.next(&mut record) {
        match read.and_then(|()| caption(line, &record, &mut seen).map_err(Fault::Line)) {
            Ok(caption) => captions.push(caption),
            Err(Fault::Line(reason)) => rejected.add(line, &reason),
            Err(Fault::End(reason)) => {
                rejected.end(line, &reason);
                break;
            }
        }
    }
    if rejected.lines == 0 { Ok(captions) } else { Err(rejected) }
}

fn caption(line: u64, record: &Record, seen: &mut HashMap<String, u64>) -> Result<Caption, Text> {
    let mut record = record.clone();
    let named = record.more.iter().position(|(column, _)| column == FILE).map(|at| record.more.remove(at).1);
    let file = named.unwrap_or_default().trim().replace('\\', "/");
    let file = file.strip_prefix("./").unwrap_or(&file).to_owned();
    if file.is_empty() {
        return Err(t("the name of the picture (file) is missing", "le nom de l'image (file) manque"));
    }
    if let Some(before) = seen.insert(file.clone(), line) {
        return Err(Text::new(
            format!("line {before} speaks of the same picture"),
            format!("la ligne {before} parle de la même image"),
        ));
    }
    for column in Column::ALL.into_iter().filter(|column| column.is_hash()) {
        record.set(column, "");
    }
    record.words()?;
    Ok(Caption { line, file, record })
}

fn nameless() -> Text {
    t(
        "the header row names no column file, which says of which picture a line speaks",
        "la ligne d'en-tête ne nomme aucune colonne file, qui dit de quelle image parle une ligne",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_has_the_words_of_one_picture() {
        let text = "file;label;what;sha256;case\r\n./in\\a.jpg;altered;=x;nonsense;7\r\nb.jpg;;;;\r\n";
        let told = captions(text.as_bytes()).unwrap();
        let [a, b] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((a.line, a.file.as_str(), b.line, b.file.as_str()), (2, "in/a.jpg", 3, "b.jpg"));
        let words = [Column::Label, Column::What, Column::Sha256].map(|column| a.record.get(column));
        assert_eq!((words, &a.record.more[..]), (["altered", "=x", ""], &[("case".into(), "7".into())][..]));
    }

    #[test]
    fn what_is_no_caption_is_named() {
        let reasons = |text: &str| {
            let shown = captions(text.as_bytes()).unwrap_err().shown;
            shown.into_iter().map(|reason| reason.en.into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            reasons("name,label\n"),
            ["line 1: the header row names no column file, which says of which picture a line speaks"]
        );
        let told = reasons("file,label,date\n,other,\na,other,2023\na,other,\nb,hoax,\nc,,yesterday\n");
        insta::assert_snapshot!(told.join("\n"), @r"
        line 2: the name of the picture (file) is missing
        line 4: line 3 speaks of the same picture
        line 5: label is none of ai_generated, altered, out_of_context, staged, satire, original, other
        line 6: date is not written YYYY, YYYY-MM or YYYY-MM-DD
        ");
    }
}
