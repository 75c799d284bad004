//! The log of steps that a program kept in the file.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, Untrusted, facts::metadata::HistoryEvent, t,
};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/edit-history",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Log of editing steps", "Journal d'étapes de retouche"),
    nothing: t("No program kept a log of its steps.", "Aucun logiciel n'a tenu de journal."),
    page: Page {
        looks_at: t(
            "xmpMM:History: what a program noted of its own steps, oldest first, with its name and the time; and photoshop:History, a log in words.",
            "xmpMM:History : ce qu'un logiciel a noté de ses étapes, de la plus ancienne à la plus récente, avec son nom et l'heure ; et photoshop:History, un journal en toutes lettres.",
        ),
        matters: t(
            "It tells through which programs the file went and when it was saved. The log is what the program chose to write; it may be partial or cleared.",
            "Il dit par quels logiciels le fichier est passé et quand il a été enregistré. Le journal contient ce que le logiciel a choisi d'écrire ; il peut être partiel ou effacé.",
        ),
        innocent: &[
            t("Saving metadata alone makes an entry too.", "Enregistrer les seules métadonnées crée aussi une entrée."),
            t("Developing a raw file makes entries.", "Développer un fichier brut crée des entrées."),
        ],
        sources: &[
            "ISO 16684-1 (XMP), xmpMM:History and ResourceEvent",
            "Adobe, XMP Namespaces, Photoshop, History (developer.adobe.com/xmp/docs/XMPNamespaces/photoshop)",
        ],
        rate: t(
            "140 of 167 files that carry an XMP DocumentID (reference set of 2026-11); straight from a camera it has not been seen.",
            "140 sur 167 fichiers portant un DocumentID XMP (jeu de référence de 2026-11) ; jamais vu à la sortie d'un appareil.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// How many steps are listed one by one.
const LISTED: usize = 16;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let written = xmp.property("photoshop:History").map(property_evidence);
    let steps = xmp.history.len();
    if steps == 0 {
        let Some(written) = written else { return Ok(Outcome::NothingFound) };
        let message = t(
            "The file carries the log that Photoshop writes of its steps where somebody has switched that on. It may be partial.",
            "Le fichier porte le journal que Photoshop tient de ses étapes quand quelqu'un l'a demandé. Il peut être partiel.",
        );
        return Ok(Finding::new(Direction::Edited, Strength::Weak, message, written).into());
    }
    let mut programs: Vec<String> = Vec::new();
    for agent in xmp.history.iter().filter_map(|event| event.software_agent.as_ref()) {
        let agent = agent.short(60);
        if programs.len() < 3 && !programs.contains(&agent) {
            programs.push(agent);
        }
    }
    let (by_en, by_fr) = match programs.join(", ") {
        names if names.is_empty() => (String::new(), String::new()),
        names => (format!(" by {names}"), format!(", par {names}")),
    };
    let (noun_en, noun_fr) = if steps == 1 { ("step", "étape") } else { ("steps", "étapes") };
    let message = Text::new(
        format!(
            "The file carries a log of {steps} {noun_en}{by_en}. The program wrote what it chose to; the log may be partial."
        ),
        format!(
            "Le fichier porte un journal de {steps} {noun_fr}{by_fr}. Le logiciel y écrit ce qu'il veut ; le journal peut être partiel."
        ),
    );
    let mut place = xmp.place.clone();
    place.path = Untrusted::new(format!("{} › xmpMM:History", place.path.raw()));
    let mut listed = xmp.history.iter().take(LISTED).map(|event| Evidence::new(place.clone(), told(event)));
    let Some(first) = listed.next() else { return Ok(Outcome::NothingFound) };
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, first).also(listed).also(written).into())
}

/// `saved · 2024-05-01T10:00:00Z · Adobe Photoshop`, of the file's own words.
fn told(event: &HistoryEvent) -> Untrusted {
    let HistoryEvent { action, when, software_agent, changed, parameters } = event;
    let parts = [action, when, software_agent, changed, parameters].into_iter().flatten();
    Untrusted::new(parts.map(|part| part.raw().chars().take(200).collect::<String>()).collect::<Vec<_>>().join(" · "))
}

#[cfg(test)]
mod tests {
    use whence_model::{Reading, facts::metadata::HistoryEvent};

    use super::CHECK;
    use crate::specimen::{facts, run, seen, xmp};

    #[test]
    fn the_steps_are_listed() {
        let mut facts = facts();
        facts.metadata.xmp = xmp(&[]);
        assert_eq!(seen(&run(&CHECK, &facts)), "nothing found");
        let step = |action: &str, when: &str| HistoryEvent {
            action: Some(action.into()),
            when: Some(when.into()),
            software_agent: Some("Adobe Photoshop 21.0 (Windows)".into()),
            ..HistoryEvent::default()
        };
        if let Reading::Read(xmp) = &mut facts.metadata.xmp {
            xmp.history = vec![step("created", "2020-02-01T10:00:00Z"), step("saved", "2020-02-01T10:20:00Z")];
        }
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Edited Weak
        The file carries a log of 2 steps by Adobe Photoshop 21.0 (Windows). The program wrote what it chose to; the log may be partial.
        Le fichier porte un journal de 2 étapes, par Adobe Photoshop 21.0 (Windows). Le logiciel y écrit ce qu'il veut ; le journal peut être partiel.
          JPEG › APP1 XMP › xmpMM:History = created · 2020-02-01T10:00:00Z · Adobe Photoshop 21.0 (Windows)
          JPEG › APP1 XMP › xmpMM:History = saved · 2020-02-01T10:20:00Z · Adobe Photoshop 21.0 (Windows)
        ");
    }
    #[test]
    fn a_log_in_words() {
        let mut facts = facts();
        facts.metadata.xmp = xmp(&[("photoshop:History", "Clone stamp. Save.")]);
        let told = seen(&run(&CHECK, &facts));
        assert!(told.starts_with("Edited Weak") && told.contains("= Clone stamp. Save."), "{told}");
        if let Reading::Read(xmp) = &mut facts.metadata.xmp {
            xmp.history = vec![HistoryEvent { action: Some("saved".into()), ..HistoryEvent::default() }];
        }
        let both = seen(&run(&CHECK, &facts));
        assert!(both.contains("= saved") && both.contains("= Clone stamp. Save."), "{both}");
    }
}
