use std::io::{self, Write};

use whence_engine::{CATALOGUE, CheckPage};
use whence_model::{Lang, t};

use crate::{
    Exit,
    arguments::{Explain, PageFormat},
    text,
};

/// Prints one page, all of them, or the list of ids.
pub fn run(what: &Explain, lang: Lang, width: usize, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Exit> {
    let all = || CATALOGUE.iter().map(|check| whence_engine::page(check, lang));
    let pages: Vec<CheckPage> = match &what.check {
        None => all().collect(),
        Some(id) => match whence_engine::explain(id, lang) {
            Some(page) => vec![page],
            None => {
                let near: Vec<_> = CATALOGUE.iter().map(|c| c.id).filter(|c| c.contains(id.as_str())).collect();
                let no = t("there is no check of this name", "aucun contrôle ne porte ce nom");
                let hint = t("`whence explain` lists them", "`whence explain` en donne la liste");
                let id = whence_model::Untrusted::new(id.clone());
                writeln!(err, "whence: {id}: {} ({})", no.in_lang(lang), hint.in_lang(lang))?;
                for id in near {
                    writeln!(err, "  {id}")?;
                }
                return Ok(Exit::Usage);
            }
        },
    };
    match (what.format, &what.check) {
        (PageFormat::Json, Some(_)) => serde_json::to_writer_pretty(&mut *out, &pages[0])?,
        (PageFormat::Json, None) => serde_json::to_writer_pretty(&mut *out, &pages)?,
        (PageFormat::Text, None) if !what.all => {
            for page in &pages {
                writeln!(out, "{:<42} {}", page.id, page.title)?;
            }
            return Ok(Exit::Done);
        }
        (PageFormat::Text, _) => {
            for (n, page) in pages.iter().enumerate() {
                if n > 0 {
                    writeln!(out)?;
                }
                text::page(out, page, lang, width)?;
            }
            return Ok(Exit::Done);
        }
    }
    writeln!(out)?;
    Ok(Exit::Done)
}
