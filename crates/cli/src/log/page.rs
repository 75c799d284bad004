use std::{
    io::{self, Write},
    path::Path,
};

use whence_engine::{
    headline,
    ledger::{Appended, DecidedEntry, LogEntry, SigningKey, Verification, same_file},
};
use whence_model::{
    Exhibit, Lang, Untrusted,
    ledger::{Decision, DecisionKind, EntryKind, Erased, Erasure, Summary},
};

use crate::text::{self, heading, wrapped};

/// Characters of a name in a line.
const NAME: usize = 60;

/// Where answers are written.
pub struct Page<'a> {
    pub out: &'a mut dyn Write,
    pub lang: Lang,
    pub width: usize,
}

impl Page<'_> {
    pub fn list(&mut self, entries: &[Summary], more: bool) -> io::Result<()> {
        if entries.is_empty() {
            return self.line("", self.say("No entry of the log fits.", "Aucune entrée du registre ne correspond."));
        }
        for entry in entries {
            let kind = kind(entry.kind, self.lang);
            writeln!(self.out, "{:>6}  {}  {kind}", entry.position, date(&entry.recorded_at))?;
            self.line("        ", &self.subject(entry))?;
        }
        if more {
            self.line(
                "",
                self.say("There are more: --limit 0 shows all.", "Il y en a d'autres : --limit 0 les montre toutes."),
            )?;
        }
        Ok(())
    }

    /// What an entry is about, in a line.
    fn subject(&self, entry: &Summary) -> String {
        let mut parts = Vec::new();
        match (entry.erased, &entry.name) {
            (true, _) => parts.push(self.say("its content was erased", "son contenu a été effacé").to_owned()),
            (false, Some(name)) => parts.push(Untrusted::from(name.as_str()).short(NAME)),
            (false, None) => {}
        }
        parts.extend(entry.verdict.map(|verdict| headline(verdict, self.lang)));
        if let Some(decision) = &entry.decision {
            let said = self.decision_word(decision.kind);
            parts.push(match (entry.kind, &decision.by) {
                (EntryKind::Report, Some(by)) => format!("→ {said} ({})", short(by)),
                (EntryKind::Report, None) => format!("→ {said}"),
                _ => said,
            });
        }
        parts.extend(entry.about.map(|about| format!("{} {about}", self.say("about", "sur"))));
        parts.extend(entry.by.as_deref().map(|by| format!("{} {}", self.say("by", "par"), short(by))));
        parts.join(" · ")
    }

    pub fn entry(&mut self, entry: &LogEntry) -> io::Result<()> {
        let summary = &entry.summary;
        let (word, kind) = (self.say("Entry", "Entrée"), kind(summary.kind, self.lang));
        writeln!(self.out, "{word} {} · {kind} · {}", summary.position, date(&summary.recorded_at))?;
        let subject = self.subject(summary);
        self.line("", &subject)?;
        writeln!(self.out, "{} {}", self.say("Digest", "Empreinte"), summary.digest)?;
        if let Some(earlier) = summary.earlier {
            let before = match summary.kind {
                EntryKind::Report => {
                    self.say("The file was examined before: entry", "Le fichier a déjà été examiné : entrée")
                }
                _ => self.say("It takes over from entry", "Elle prend la suite de l'entrée"),
            };
            self.line("", &format!("{before} {earlier}"))?;
        }
        if let Some(by) = entry.erased_by {
            let told = match self.lang {
                Lang::En => format!("Something of it was erased: entry {by} says what, by whom and why."),
                Lang::Fr => format!("Une partie en a été effacée : l'entrée {by} dit quoi, par qui et pourquoi."),
            };
            self.line("", &told)?;
        }
        if let Some(erasure) = &entry.erasure {
            self.erasure(erasure)?;
        }
        if !entry.history.is_empty() {
            let title = self.say("Decisions, the last one stands", "Décisions, la dernière vaut");
            heading(self.out, title)?;
            entry.history.iter().try_for_each(|decided| self.decision(decided))?;
        }
        if !entry.looks.is_empty() {
            let title = self.say("Other reports on the same file", "Autres rapports sur le même fichier");
            heading(self.out, title)?;
            for look in &entry.looks {
                let subject = self.subject(look);
                self.line(
                    "  - ",
                    &format!(
                        "{} {} · {} · {subject}",
                        self.say("entry", "entrée"),
                        look.position,
                        date(&look.recorded_at)
                    ),
                )?;
            }
        }
        let Some(logged) = &entry.logged else { return Ok(()) };
        let told = self.say("The report as it read that day", "Le rapport tel qu'il se lisait ce jour-là");
        heading(self.out, told)?;
        writeln!(self.out)?;
        let name = logged.report.exhibit.name.to_string();
        text::report(self.out, &name, &logged.report, logged.report.language, self.width)
    }

    fn decision(&mut self, DecidedEntry { position, recorded_at, decision, .. }: &DecidedEntry) -> io::Result<()> {
        let entry = self.say("entry", "entrée");
        let Some(decision) = decision else {
            let erased = self.say("its content was erased", "son contenu a été effacé");
            return self.line("  - ", &format!("{entry} {position} · {} · {erased}", date(recorded_at)));
        };
        let (said, by) = (decision.kind.in_lang(self.lang), self.say("by", "par"));
        self.line(
            "  - ",
            &format!("{said}, {by} {} · {} · {entry} {position}", short(&decision.by), date(recorded_at)),
        )?;
        self.words("    ", &decision.reason)?;
        for (title, text) in self.context(decision) {
            let colon = self.say(":", " :");
            self.words("    ", &format!("{title}{colon} {text}"))?;
        }
        decision.links.iter().try_for_each(|link| self.words("    ", link))
    }

    fn context(&self, decision: &Decision) -> Vec<(&'static str, String)> {
        let context = &decision.context;
        let review = decision.media_review.map(|word| word.text().in_lang(self.lang).to_owned()).unwrap_or_default();
        let told = [
            (self.say("MediaReview", "MediaReview"), review),
            (self.say("Seen at", "Vue sur"), context.seen_at.clone()),
            (self.say("Said to show", "Censée montrer"), context.claim.clone()),
            (self.say("Said to be of", "Censée dater de"), context.claimed_date.clone()),
            (self.say("Said to be from", "Censée venir de"), context.claimed_place.clone()),
            (self.say("Sent by", "Envoyée par"), context.sent_by.clone()),
        ];
        told.into_iter().filter(|(_, text)| !text.is_empty()).collect()
    }

    fn erasure(&mut self, Erasure { entries, what, reason, by }: &Erasure) -> io::Result<()> {
        let entries = entries.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        let told = match (self.lang, what) {
            (Lang::En, Erased::Picture) => format!("{} erased the small picture of: {entries}.", short(by)),
            (Lang::En, Erased::Everything) => format!("{} erased what these entries held: {entries}.", short(by)),
            (Lang::Fr, Erased::Picture) => format!("{} a effacé la petite image de : {entries}.", short(by)),
            (Lang::Fr, Erased::Everything) => format!("{} a effacé le contenu de ces entrées : {entries}.", short(by)),
        };
        self.line("", &told)?;
        self.words("  ", reason)
    }

    pub fn decided(&mut self, kind: DecisionKind, about: u64, entry: &Appended) -> io::Result<()> {
        let (said, position) = (kind.in_lang(self.lang), entry.position);
        let told = match self.lang {
            Lang::En => format!("Recorded as entry {position}: {said}, about entry {about}."),
            Lang::Fr => format!("Enregistré sous l'entrée {position} : {said}, au sujet de l'entrée {about}."),
        };
        self.line("", &told)
    }

    pub fn erased(&mut self, entries: &[u64], what: Erased, erasure: &Appended) -> io::Result<()> {
        let position = erasure.position;
        let of = entries.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        let several = entries.len() > 1;
        let (en, fr) = if several { ("entries", "des entrées") } else { ("entry", "de l'entrée") };
        let told = match (self.lang, what) {
            (Lang::En, Erased::Picture) => format!("Erased: the small picture of {en} {of}. Entry {position} says so."),
            (Lang::En, Erased::Everything) => format!(
                "Erased: the content of {en} {of}. Entry {position} says so; the digests stay, and the log still verifies. Copies and backups made before still hold it."
            ),
            (Lang::Fr, Erased::Picture) => format!("Effacé : la petite image {fr} {of}. L'entrée {position} le dit."),
            (Lang::Fr, Erased::Everything) => format!(
                "Effacé : le contenu {fr} {of}. L'entrée {position} le dit ; les empreintes restent, et le registre se vérifie toujours. Les copies et sauvegardes faites avant le contiennent encore."
            ),
        };
        self.line("", &told)
    }

    pub fn verified(&mut self, verified: &Verification, place: &str) -> io::Result<()> {
        let title = match verified.agrees() {
            true => self.say("The log agrees", "Le registre concorde"),
            false => self.say("THE LOG DOES NOT AGREE", "LE REGISTRE NE CONCORDE PAS"),
        };
        writeln!(self.out, "{title}\n")?;
        self.line("", &verified.sentence(self.lang))?;
        for checked in &verified.checkpoints {
            self.line("  - ", &checked.sentence(self.lang))?;
        }
        writeln!(self.out)?;
        let (entries, erased) = (verified.entries, verified.erased);
        let counted = match self.lang {
            Lang::En => {
                let word = if entries == 1 { "entry" } else { "entries" };
                format!("{entries} {word}, {erased} of them erased by request")
            }
            Lang::Fr => {
                let word = if entries < 2 { "entrée" } else { "entrées" };
                let gone = if erased < 2 { "effacée" } else { "effacées" };
                format!("{entries} {word}, dont {erased} {gone} sur demande")
            }
        };
        self.line("", &format!("{} · {counted}", Untrusted::from(place)))?;
        if let Some(ledger) = &verified.ledger {
            writeln!(self.out, "{} {ledger}", self.say("Log    ", "Registre"))?;
            writeln!(self.out, "{} {}", self.say("Head   ", "Tête    "), verified.head)?;
        }
        Ok(())
    }

    pub fn key(&mut self, key: &SigningKey, file: &Path) -> io::Result<()> {
        let file = Untrusted::from(file.to_string_lossy().into_owned());
        let told = match self.lang {
            Lang::En => format!(
                "The secret key is in {file}. Keep it where those who can write the log cannot read it. This is the public key, with which everybody can check what it signs:"
            ),
            Lang::Fr => format!(
                "La clé secrète est dans {file}. Gardez-la là où ceux qui peuvent écrire dans le registre ne peuvent pas la lire. Voici la clé publique, avec laquelle chacun peut vérifier ce qu'elle signe :"
            ),
        };
        self.line("", &told)?;
        writeln!(self.out, "{}", key.public())
    }

    pub fn same_file(&mut self, file: &Path, found: &str, exhibit: &Exhibit, entry: u64) -> io::Result<()> {
        let told = same_file(&file.to_string_lossy(), *found == exhibit.sha256, entry, self.lang);
        self.line("", &told)?;
        let (here, there) = (self.say("this file", "ce fichier"), self.say("the entry", "l'entrée"));
        writeln!(self.out, "SHA-256 {found} ({here})")?;
        writeln!(self.out, "SHA-256 {} ({there})", exhibit.sha256)
    }

    fn decision_word(&self, kind: Option<DecisionKind>) -> String {
        match kind {
            Some(kind) => kind.in_lang(self.lang),
            None => self.say("a decision that was erased", "une décision qui a été effacée").into(),
        }
    }

    /// A person's words, with their line breaks.
    fn words(&mut self, indent: &str, text: &str) -> io::Result<()> {
        text.split('\n').try_for_each(|line| self.line(indent, &Untrusted::from(line).visible()))
    }

    fn line(&mut self, indent: &str, text: &str) -> io::Result<()> {
        wrapped(self.out, indent, text, self.width)
    }

    fn say(&self, en: &'static str, fr: &'static str) -> &'static str {
        if self.lang == Lang::Fr { fr } else { en }
    }
}

/// `2026-11-26 21:03 UTC`.
pub fn date(recorded_at: &str) -> String {
    let text = Untrusted::from(recorded_at).short(20);
    match (text.get(..10), text.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => text,
    }
}

fn short(name: &str) -> String {
    Untrusted::from(name).short(NAME)
}

fn kind(kind: EntryKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (EntryKind::Report, Lang::En) => "report",
        (EntryKind::Decision, Lang::En) => "decision",
        (EntryKind::Erasure, Lang::En) => "erasure",
        (EntryKind::Report, Lang::Fr) => "rapport",
        (EntryKind::Decision, Lang::Fr) => "décision",
        (EntryKind::Erasure, Lang::Fr) => "effacement",
    }
}
