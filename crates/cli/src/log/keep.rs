//! What `whence examine --log` writes into the log, and what the log knew of the picture before.

use whence_engine::{
    Examination, headline,
    ledger::{Keep, LedgerError, Log, LogRefusal, Recorded, alike},
};
use whence_model::{
    Lang, Untrusted,
    ledger::{Seen, SeenBy},
};

use super::{choices, log, page::date};
use crate::{Surroundings, arguments::TeamStore};

/// Earlier reports that are told of.
const TOLD: u32 = 3;
const NAME: usize = 60;

/// Writes reports into the log.
pub struct Keeper {
    pub log: Log,
    keep: Keep,
}

/// A log to write into, for `by` or whom the settings name.
///
/// # Errors
/// There is no such log.
pub fn keeper(store: &TeamStore, by: Option<&String>, surroundings: &Surroundings) -> Result<Keeper, LedgerError> {
    let mut keep = Keep::from(&choices(surroundings)?);
    if let Some(by) = by {
        keep.by.clone_from(by);
    }
    Ok(Keeper { log: log(store, surroundings)?, keep })
}

impl Keeper {
    /// Whether examinations must come with a preview.
    pub fn wants_previews(&self) -> bool {
        self.keep.picture
    }

    /// Writes the report down; gives back what the log knew of the picture before.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn write(&self, examination: &Examination, lang: Lang) -> Result<(Recorded, Vec<Seen>), LogRefusal> {
        let seen = self.log.seen(&alike(examination.exhibit()), TOLD)?;
        Ok((self.log.record(examination, lang, &self.keep, None)?, seen))
    }
}

/// That it was written down, and each earlier report in a sentence.
pub fn told(recorded: &Recorded, seen: &[Seen], lang: Lang) -> Vec<String> {
    let logged = match lang {
        Lang::En => format!("logged as entry {}", recorded.report),
        Lang::Fr => format!("enregistré dans le registre, entrée {}", recorded.report),
    };
    [logged].into_iter().chain(seen.iter().map(|seen| before(seen, lang))).collect()
}

fn before(Seen { entry, by }: &Seen, lang: Lang) -> String {
    let say = |en: &str, fr: &str| if lang == Lang::Fr { fr.to_owned() } else { en.to_owned() };
    let how = match by {
        SeenBy::Sha256 => say("this file was examined before", "ce fichier a déjà été examiné"),
        SeenBy::Pixels => {
            say("a file with the same pixels was examined before", "un fichier aux mêmes pixels a déjà été examiné")
        }
        SeenBy::Pdq { distance } => match lang {
            Lang::En => format!("a picture that looks the same ({distance} of 256 bits differ) was examined before"),
            Lang::Fr => format!("une image qui lui ressemble ({distance} bits sur 256 diffèrent) a déjà été examinée"),
        },
    };
    let short = |text: &str| Untrusted::from(text).short(NAME);
    let mut parts = vec![format!("{how}: {} {}", say("entry", "entrée"), entry.position), date(&entry.recorded_at)];
    parts.extend(entry.verdict.map(|verdict| headline(verdict, lang)));
    if let Some(decision) = &entry.decision {
        let word = decision.kind.map(|kind| kind.in_lang(lang)).unwrap_or_default();
        parts.push(match &decision.by {
            Some(by) => format!("{word} ({})", short(by)),
            None => word,
        });
    }
    parts.join(" · ")
}
