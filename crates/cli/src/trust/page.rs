use std::{
    io::{self, Write},
    path::Path,
};

use whence_engine::trust::{self, ListOverview, PinOverview, TrustOverview};
use whence_model::{
    ImportedList, Lang, Pin, Text, Untrusted,
    facts::provenance::{Certificate, ListOrigin},
};

use super::NAME;
use crate::{
    arguments::PageFormat,
    text::{heading, wrapped},
};

/// Certificates of an imported list that are named.
const NAMED: usize = 20;

/// Where answers are written.
pub struct Page<'a> {
    pub out: &'a mut dyn Write,
    pub lang: Lang,
    pub width: usize,
}

impl Page<'_> {
    pub fn list(&mut self, told: &TrustOverview, format: PageFormat) -> io::Result<()> {
        if format == PageFormat::Json {
            serde_json::to_writer_pretty(&mut *self.out, told)?;
            return writeln!(self.out);
        }
        let (own, ship): (Vec<_>, Vec<_>) = told.lists.iter().partition(|l| l.list.origin == ListOrigin::Imported);
        writeln!(self.out, "{}", self.say("Lists that ship with Whence", "Listes fournies avec Whence"))?;
        ship.into_iter().try_for_each(|list| self.one_list(list))?;
        self.heading("Lists that you imported", "Listes que vous avez importées")?;
        if own.is_empty() {
            self.line("  ", self.say("None.", "Aucune."))?;
        }
        own.into_iter().try_for_each(|list| self.one_list(list))?;
        self.heading("Signers that you pinned", "Signataires que vous avez épinglés")?;
        if told.pins.is_empty() {
            self.line("  ", self.say("None.", "Aucun."))?;
        }
        told.pins.iter().try_for_each(|pin| self.one_pin(pin))
    }

    fn one_list(&mut self, ListOverview { list, age_days, old }: &ListOverview) -> io::Result<()> {
        self.line("  - ", &Untrusted::from(list.name.as_str()).short(NAME))?;
        let purpose = match list.purpose.as_str() {
            "signer" => self.say("signers", "signataires"),
            "timestamp" => self.say("time stamps", "horodatages"),
            other => other,
        };
        let mut parts = vec![purpose.to_owned(), count(list.certificates, self.lang)];
        parts.push(dated(&list.date, *age_days, self.lang));
        self.line("    ", &parts.join(" · "))?;
        if !list.licence.is_empty() {
            self.line("    ", &format!("{} {}", "licence", list.licence))?;
        }
        if !list.source.is_empty() {
            self.whole(&Untrusted::from(list.source.as_str()).to_string())?;
        }
        if *old {
            let advice = stale(list.origin);
            self.line("    ", advice.in_lang(self.lang))?;
        }
        self.whole(&format!("SHA-256 {}", list.sha256))
    }

    fn one_pin(&mut self, pin: &PinOverview) -> io::Result<()> {
        let since = self.say("since", "depuis le");
        self.line("  - ", &format!("{}, {since} {}", pin.name.short(NAME), pin.date))?;
        if !pin.note.is_empty() {
            let (open, close) = if self.lang == Lang::Fr { ("« ", " »") } else { ("“", "”") };
            self.line("    ", &format!("{open}{}{close}", pin.note))?;
        }
        match &pin.certificate {
            Some(certificate) => self.certificate(certificate),
            None => {
                let unread = self.say("Its certificate cannot be read.", "Son certificat est illisible.");
                self.line("    ", unread)?;
                self.whole(&format!("SHA-256 {}", pin.sha256))
            }
        }
    }

    fn certificate(&mut self, told: &Certificate) -> io::Result<()> {
        let nobody = Untrusted::from("–");
        let named = |name: &Option<Untrusted>| name.as_ref().unwrap_or(&nobody).short(NAME);
        let day = |time: &str| time.get(..10).unwrap_or(time).to_owned();
        let (from, until) = (day(&told.not_before), day(&told.not_after));
        let rows = [
            (self.say("organisation", "organisation"), named(&told.organisation)),
            (self.say("common name", "nom commun"), named(&told.common_name)),
            (self.say("issued by", "délivré par"), named(&told.issuer)),
            (self.say("valid", "valable"), [from.as_str(), self.say("to", "au"), &until].join(" ")),
        ];
        for (label, value) in rows {
            self.line("    ", &format!("{label:<13}{value}"))?;
        }
        self.whole(&format!("SHA-256 {}", told.sha256))
    }

    pub fn pinned(&mut self, pin: &Pin, replaced: bool, file: &Path) -> io::Result<()> {
        let title = match replaced {
            false => self.say("Pinned", "Épinglé"),
            true => self
                .say("Pinned before; the note and the day are new", "Déjà épinglé ; la note et le jour sont nouveaux"),
        };
        writeln!(self.out, "{title}")?;
        self.one_pin(&PinOverview::of(pin))?;
        writeln!(self.out)?;
        let only = self.say(
            "Only this certificate is trusted, when it signs: no other of the same name, and none that it or its issuer issues.",
            "Seul ce certificat est de confiance, quand il signe : aucun autre du même nom, et aucun de ceux que lui ou son émetteur délivre.",
        );
        self.line("", only)?;
        let yours = self.say(
            "You say that this certificate belongs to whom it names. Whence cannot check that.",
            "Vous dites que ce certificat appartient à celui qu'il nomme. Whence ne peut pas le contrôler.",
        );
        self.line("", yours)?;
        let kept = self.say("Kept in", "Retenu dans");
        writeln!(self.out, "{kept} {}", shown(file))
    }

    pub fn unpinned(&mut self, pin: &Pin) -> io::Result<()> {
        let title = self.say("No longer pinned", "N'est plus épinglé");
        writeln!(self.out, "{title}")?;
        self.one_pin(&PinOverview::of(pin))
    }

    pub fn imported(&mut self, list: &ImportedList) -> io::Result<()> {
        let name = Untrusted::from(list.name.as_str());
        let certificates = count(list.certificates, self.lang);
        let title = match self.lang {
            Lang::En => format!("Imported: {name} · {certificates} · of {}", list.date),
            Lang::Fr => format!("Importée : {name} · {certificates} · du {}", list.date),
        };
        self.line("", &title)?;
        let told = trust::certificates(&list.pem);
        for certificate in told.iter().take(NAMED) {
            let name = certificate.organisation.as_ref().or(certificate.common_name.as_ref());
            let role = if certificate.authority {
                self.say("authority", "autorité")
            } else {
                self.say("signer", "signataire")
            };
            self.line("  - ", &format!("{} ({role})", name.map(|n| n.short(NAME)).unwrap_or_else(|| "–".into())))?;
        }
        if let Some(more) = told.len().checked_sub(NAMED).filter(|more| *more > 0) {
            let more = match self.lang {
                Lang::En => format!("and {more} more"),
                Lang::Fr => format!("et {more} de plus"),
            };
            self.line("    ", &more)?;
        }
        let vouch = self.say(
            "The signers on it are trusted from now on, and so is everyone to whom an authority on it issues a certificate. You say that this list deserves it. Whence cannot check that.",
            "Ses signataires sont désormais de confiance, ainsi que tous ceux à qui une autorité de la liste délivre un certificat. Vous dites que cette liste le mérite. Whence ne peut pas le contrôler.",
        );
        self.line("", vouch)
    }

    pub fn removed(&mut self, list: &ImportedList) -> io::Result<()> {
        let name = Untrusted::from(list.name.as_str());
        let title = self.say("Removed:", "Retirée :");
        self.line("", &format!("{title} {name} · {}", count(list.certificates, self.lang)))
    }

    /// On one line, however long: an address or a digest that is broken cannot be copied.
    fn whole(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "    {text}")
    }

    fn heading(&mut self, en: &'static str, fr: &'static str) -> io::Result<()> {
        let title = self.say(en, fr);
        heading(self.out, title)
    }

    fn line(&mut self, before: &str, text: &str) -> io::Result<()> {
        wrapped(self.out, before, text, self.width)
    }

    fn say(&self, en: &'static str, fr: &'static str) -> &'static str {
        if self.lang == Lang::Fr { fr } else { en }
    }
}

/// What an old list may mean, and what to do.
fn stale(origin: ListOrigin) -> Text {
    let days = trust::OLD_AFTER_DAYS;
    match origin {
        ListOrigin::Interim => Text::new(
            "This list is closed: nobody has been added since 2026-01-01.",
            "Cette liste est close : personne n'y a été ajouté depuis le 2026-01-01.",
        ),
        ListOrigin::Official => Text::new(
            format!(
                "More than {days} days old: who was added since looks like an unknown signer. A newer version of Whence has a newer list."
            ),
            format!(
                "Plus de {days} jours : qui a été ajouté depuis passe pour un signataire inconnu. Une version plus récente de Whence a une liste plus récente."
            ),
        ),
        ListOrigin::Imported | ListOrigin::Pinned => Text::new(
            format!(
                "More than {days} days old: who was added since looks like an unknown signer. Import a newer list, if there is one."
            ),
            format!(
                "Plus de {days} jours : qui a été ajouté depuis passe pour un signataire inconnu. Importez une liste plus récente, s'il y en a une."
            ),
        ),
    }
}

fn dated(date: &str, age_days: Option<u32>, lang: Lang) -> String {
    match (age_days, lang) {
        (None, Lang::En) => "without a date".into(),
        (None, Lang::Fr) => "sans date".into(),
        (Some(0), Lang::En) => format!("of {date}, today"),
        (Some(0), Lang::Fr) => format!("du {date}, aujourd'hui"),
        (Some(1), Lang::En) => format!("of {date}, 1 day ago"),
        (Some(1), Lang::Fr) => format!("du {date}, il y a 1 jour"),
        (Some(days), Lang::En) => format!("of {date}, {days} days ago"),
        (Some(days), Lang::Fr) => format!("du {date}, il y a {days} jours"),
    }
}

fn count(certificates: u32, lang: Lang) -> String {
    let word = match (lang, certificates) {
        (Lang::En, 1) => "certificate",
        (Lang::En, _) => "certificates",
        (Lang::Fr, 0 | 1) => "certificat",
        (Lang::Fr, _) => "certificats",
    };
    format!("{certificates} {word}")
}

fn shown(file: &Path) -> Untrusted {
    file.to_string_lossy().into_owned().into()
}

#[cfg(test)]
mod tests {
    use whence_model::facts::provenance::TrustList;

    use super::*;

    fn told(origin: ListOrigin, age_days: u32, old: bool, lang: Lang) -> String {
        let list = TrustList {
            name: "A list".into(),
            origin,
            purpose: "signer".into(),
            date: "2026-08-01".into(),
            certificates: 1,
            sha256: "ab".repeat(32),
            source: format!("https://example.org/{}", "long/".repeat(30)),
            licence: "CC BY 4.0".into(),
        };
        let lists = vec![ListOverview { list, age_days: Some(age_days), old }];
        let mut out = Vec::new();
        let mut page = Page { out: &mut out, lang, width: 80 };
        page.list(&TrustOverview { lists, pins: Vec::new() }, PageFormat::Text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_old_list_is_said_to_be_old() {
        let [young, old] = [(90, false), (91, true)].map(|(days, old)| told(ListOrigin::Official, days, old, Lang::En));
        assert!(young.contains("signers · 1 certificate · of 2026-08-01, 90 days ago\n"), "{young}");
        assert!(!young.contains("More than"), "{young}");
        assert!(old.contains("More than 90 days old") && old.contains("newer version of Whence"), "{old}");
        assert!(told(ListOrigin::Official, 91, true, Lang::Fr).contains("Plus de 90 jours"));
        let own = told(ListOrigin::Imported, 1, true, Lang::En);
        assert!(own.contains("1 day ago") && own.contains("Import a newer list"), "{own}");
        let closed = told(ListOrigin::Interim, 400, true, Lang::En);
        assert!(closed.contains("closed") && !closed.contains("More than"), "{closed}");
    }

    #[test]
    fn an_address_and_a_digest_can_be_copied() {
        let told = told(ListOrigin::Official, 0, false, Lang::Fr);
        for whole in [format!("https://example.org/{}", "long/".repeat(30)), "ab".repeat(32)] {
            assert!(told.lines().any(|line| line.ends_with(&whole)), "{told}");
        }
        assert!(told.contains("aujourd'hui"), "{told}");
    }
}
