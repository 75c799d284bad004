use std::io::{self, Write};

use whence_engine::known::{
    Change, EntryOverview, Imported, KeptList, KnownOverview, KnownRefusal, LABELS, ListOverview, Origin, Shelf,
    did_words,
};
use whence_model::{Exhibit, Lang, Text, Untrusted};

use super::NAME;
use crate::{
    arguments::PageFormat,
    text::{heading, wrapped},
};

/// Pictures that are named when they are added.
const NAMED: usize = 20;
/// Below this a picture is found by its bytes alone (PDQ's authors discard 49 and less).
const MIN_QUALITY: u8 = 50;

/// Where answers are written.
pub struct Page<'a> {
    pub out: &'a mut dyn Write,
    pub lang: Lang,
    pub width: usize,
    /// Where the lists are that it is about, where they are a team's.
    pub place: Option<&'a str>,
}

impl Page<'_> {
    pub fn lists(&mut self, told: &KnownOverview, format: PageFormat) -> io::Result<()> {
        if format == PageFormat::Json {
            serde_json::to_writer_pretty(&mut *self.out, told)?;
            return writeln!(self.out);
        }
        let title = self.say("Lists of known pictures", "Listes d'images connues");
        match self.place {
            None => writeln!(self.out, "{title}")?,
            Some(place) => writeln!(self.out, "{title} · {}", Untrusted::from(place))?,
        }
        if told.lists.is_empty() {
            self.line("  ", self.say("None.", "Aucune."))?;
        }
        told.lists.iter().try_for_each(|list| self.one_list(list))
    }

    fn one_list(&mut self, list: &ListOverview) -> io::Result<()> {
        let on = if list.on { self.say("on", "active") } else { self.say("off", "désactivée") };
        self.line("  - ", &format!("{} · {on}", list.name.short(NAME)))?;
        let mut parts = vec![count(list.entries, self.lang)];
        if let Some(owner) = &list.owner {
            parts.push(format!("{} {}", self.say("owner", "propriétaire"), owner.short(NAME)));
        }
        if let Some(licence) = &list.licence {
            parts.push(format!("licence {}", licence.short(NAME)));
        }
        let day = list.imported_at.as_deref().and_then(|at| at.get(..10)).unwrap_or_default();
        let file = list.file.as_ref().map(|file| file.short(NAME)).unwrap_or_default();
        parts.push(match list.origin {
            Origin::Shipped => self.say("ships with Whence", "fournie avec Whence").to_owned(),
            Origin::Imported => {
                let (from, on) = (self.say("from", "de"), self.say("on", "le"));
                format!("{from} {file} {on} {day}")
            }
            Origin::Team => {
                let by = list.by.as_ref().map(|by| by.short(NAME)).unwrap_or_default();
                match self.lang {
                    Lang::En => format!("put by {by} on {day}"),
                    Lang::Fr => format!("déposée par {by} le {day}"),
                }
            }
            Origin::Made => format!("{} {day}", self.say("begun here on", "commencée ici le")),
        });
        if list.changed {
            parts.push(self.say("changed here since", "modifiée ici depuis").to_owned());
        }
        self.line("    ", &parts.join(" · "))?;
        if let Some(problem) = &list.problem {
            self.line("    ! ", problem)?;
        }
        // On one line, however long: a digest that is broken cannot be copied.
        writeln!(self.out, "    SHA-256 {}", list.sha256)
    }

    pub fn entries(&mut self, store: &Shelf, list: &str, format: PageFormat) -> Result<io::Result<()>, KnownRefusal> {
        let mut written = if format == PageFormat::Json { write!(self.out, "[") } else { Ok(()) };
        let mut first = true;
        store.entries(list, &mut |entry| {
            if written.is_err() {
                return;
            }
            written = match format {
                PageFormat::Text => writeln!(self.out, "{}", one_line(entry)),
                PageFormat::Json => write!(self.out, "{}", if first { "\n" } else { ",\n" })
                    .and_then(|()| Ok(serde_json::to_writer(&mut *self.out, entry)?)),
            };
            first = false;
        })?;
        Ok(match format {
            PageFormat::Text => written,
            PageFormat::Json => written.and_then(|()| writeln!(self.out, "\n]")),
        })
    }

    pub fn imported(&mut self, done: &Imported, twice: usize) -> io::Result<()> {
        let Imported { list, replaced, formulae } = done;
        let name = Untrusted::from(list.name.as_str());
        let entries = count(list.entries, self.lang);
        let title = match (self.lang, replaced) {
            (Lang::En, false) => format!("Imported: {name} · {entries}"),
            (Lang::En, true) => format!("Imported in place of the one before: {name} · {entries}"),
            (Lang::Fr, false) => format!("Importée : {name} · {entries}"),
            (Lang::Fr, true) => format!("Importée à la place de la précédente : {name} · {entries}"),
        };
        self.line("", &title)?;
        if twice > 0 {
            let told = match self.lang {
                Lang::En => format!("Left out, because another picture has the same bytes: {twice}"),
                Lang::Fr => format!("Laissées de côté, car une autre image a les mêmes octets : {twice}"),
            };
            self.line("", &told)?;
        }
        if *formulae > 0 {
            let told = self::formulae(*formulae);
            self.line("", told.in_lang(self.lang))?;
        }
        if !list.on {
            let off =
                self.say("It is off, as the one before was.", "Elle est désactivée, comme l'était la précédente.");
            self.line("", off)?;
        }
        self.line("", shared(self.lang))?;
        self.can_undo()
    }

    pub fn added(&mut self, list: &KeptList, begun: bool, new: &[&Exhibit], already: usize) -> io::Result<()> {
        let name = Untrusted::from(list.name.as_str());
        let entries = count(list.entries, self.lang);
        if new.is_empty() {
            let told = match self.lang {
                Lang::En => format!("Nothing added: what was given is on {name} already, and left as it is"),
                Lang::Fr => format!("Rien d'ajouté : ce qui a été donné est déjà sur {name}, et laissé tel quel"),
            };
            return self.line("", &told);
        }
        let title = match (self.lang, begun) {
            (Lang::En, true) => format!("Begun: {name} · {entries}"),
            (Lang::En, false) => format!("Added to {name}: {} · it has {entries} now", new.len()),
            (Lang::Fr, true) => format!("Commencée : {name} · {entries}"),
            (Lang::Fr, false) => format!("Ajoutées à {name} : {} · elle a maintenant {entries}", new.len()),
        };
        self.line("", &title)?;
        for exhibit in new.iter().take(NAMED) {
            self.line("  - ", &exhibit.name.short(NAME))?;
            let too_little = exhibit.pdq.as_ref().is_none_or(|pdq| pdq.quality < MIN_QUALITY);
            if too_little {
                let told = self.say(
                    "Too little detail to compare by its look: only the very same file will be found.",
                    "Trop peu de détails pour la comparer par son apparence : seul le fichier identique sera retrouvé.",
                );
                self.line("    ", told)?;
            }
        }
        if let Some(more) = new.len().checked_sub(NAMED).filter(|more| *more > 0) {
            let more = match self.lang {
                Lang::En => format!("and {more} more"),
                Lang::Fr => format!("et {more} de plus"),
            };
            self.line("    ", &more)?;
        }
        if already > 0 {
            let told = match self.lang {
                Lang::En => format!("On the list already, and left as they are: {already}"),
                Lang::Fr => format!("Déjà sur la liste, et laissées telles quelles : {already}"),
            };
            self.line("", &told)?;
        }
        self.line("", shared(self.lang))?;
        self.can_undo()
    }

    pub fn switched(&mut self, lists: &[String], on: bool) -> io::Result<()> {
        for list in lists {
            let on = match on {
                true => self.say("on", "active"),
                false => self.say("off", "désactivée"),
            };
            self.line("", &format!("{} · {on}", Untrusted::from(list.as_str())))?;
        }
        Ok(())
    }

    pub fn removed(&mut self, list: &KeptList) -> io::Result<()> {
        let title = self.say("Removed:", "Retirée :");
        let name = Untrusted::from(list.name.as_str());
        self.line("", &format!("{title} {name} · {}", count(list.entries, self.lang)))?;
        self.can_undo()
    }

    pub fn removed_entry(&mut self, list: &KeptList, entry: &EntryOverview) -> io::Result<()> {
        let name = Untrusted::from(list.name.as_str());
        let title = match self.lang {
            Lang::En => format!("Removed from {name}, which has {} now:", count(list.entries, self.lang)),
            Lang::Fr => format!("Retirée de {name}, qui a maintenant {} :", count(list.entries, self.lang)),
        };
        self.line("", &title)?;
        writeln!(self.out, "  {}", one_line(entry))?;
        self.can_undo()
    }

    pub fn undone(&mut self, undone: &Change) -> io::Result<()> {
        let list = Untrusted::from(undone.list.as_str()).short(NAME);
        let Text { en, fr } = did_words(undone.did);
        let at = undone.at.get(..16).unwrap_or(&undone.at).replace('T', " ");
        let told = match self.lang {
            Lang::En => format!("Undone: {en} {list} ({at} UTC). The same again takes this back."),
            Lang::Fr => format!("Annulé : {fr} {list} ({at} UTC). La même commande revient là-dessus."),
        };
        self.line("", &told)
    }

    fn can_undo(&mut self) -> io::Result<()> {
        let told = match self.place {
            None => self.say("`whence known undo` takes it back.", "`whence known undo` revient en arrière."),
            Some(_) => self.say("Everybody on the team sees it now.", "Toute l'équipe le voit désormais."),
        };
        self.line("", told)
    }

    pub fn heading(&mut self, title: &str) -> io::Result<()> {
        heading(self.out, title)
    }

    pub fn line(&mut self, before: &str, text: &str) -> io::Result<()> {
        wrapped(self.out, before, text, self.width)
    }

    pub fn say(&self, en: &'static str, fr: &'static str) -> &'static str {
        if self.lang == Lang::Fr { fr } else { en }
    }
}

/// Id or the beginning of a hash, label and title: enough to name an entry.
pub fn one_line(entry: &EntryOverview) -> String {
    let hash = [&entry.sha256, &entry.pdq, &entry.pixels_sha256].into_iter().flatten().next();
    let id = entry.id.as_ref().map(|id| id.short(40));
    let id = id.or_else(|| hash.and_then(|hash| hash.get(..12)).map(str::to_owned)).unwrap_or_default();
    let label = LABELS.iter().find(|(_, label)| *label == entry.label).map_or("", |(word, _)| word);
    format!("{id:<12}  {label:<14}  {}", entry.title.short(NAME))
}

/// What may happen to texts that look like formulae.
pub fn formulae(texts: u64) -> Text {
    Text::new(
        format!(
            "{texts} texts begin with = + - or @. Whence keeps them as they are; a spreadsheet that opens the list takes them for formulae. Open it by its text import, with every column as text."
        ),
        format!(
            "{texts} textes commencent par = + - ou @. Whence les garde tels quels ; un tableur qui ouvre la liste les prend pour des formules. Ouvrez-la par son import de texte, chaque colonne en texte."
        ),
    )
}

/// What a list is worth.
fn shared(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "A match with it will say that content is shared, and what the list says of it: never that a picture is genuine. Whence cannot check what a list says."
        }
        Lang::Fr => {
            "Une correspondance dira que du contenu est partagé, et ce que la liste en dit : jamais qu'une image est d'origine. Whence ne peut pas contrôler ce que dit une liste."
        }
    }
}

pub fn count(entries: u64, lang: Lang) -> String {
    let word = match (lang, entries) {
        (Lang::En, 1) => "entry",
        (Lang::En, _) => "entries",
        (Lang::Fr, 0 | 1) => "entrée",
        (Lang::Fr, _) => "entrées",
    };
    format!("{entries} {word}")
}
