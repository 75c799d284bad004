//! `whence known search`: pictures that are on a list, and those that are alike among themselves.

use std::{
    io::{self, Read, Write},
    ops::ControlFlow,
    path::PathBuf,
};

use serde::Serialize;
use whence_engine::{
    Engine, Settings,
    known::{Alike, alike},
};
use whence_model::{
    Exhibit, Lang, Untrusted,
    facts::known::{Form, KnownMatch, ListName, MatchKind},
};

use super::{Desk, NAME, of_team, own, page::Page};
use crate::{
    Exit,
    arguments::PageFormat,
    in_order::{in_order, jobs},
    input::{Input, gather},
    reading, text,
};

/// Bits apart up to which two pictures look the same.
const SAME: u16 = 10;

/// What was found, as scripts read it.
#[derive(Serialize)]
struct Found {
    /// The lists that were asked.
    lists: Vec<ListName>,
    pictures: Vec<Picture>,
    unread: Vec<UnreadPicture>,
}

#[derive(Serialize)]
struct Picture {
    path: Untrusted,
    sha256: String,
    /// Absent where the picture could not be decoded.
    pdq: Option<String>,
    pdq_quality: Option<u8>,
    /// Nearest first, at most 16.
    on_lists: Vec<KnownMatch>,
    /// Pictures of one number hang together by bytes or by looks.
    group: Option<usize>,
    nearest: Option<Nearest>,
}

/// The other picture that is nearest.
#[derive(Serialize)]
struct Nearest {
    path: Untrusted,
    by: MatchKind,
}

#[derive(Serialize)]
struct UnreadPicture {
    path: Untrusted,
    reason: String,
}

pub fn run(
    desk: &Desk,
    paths: &[PathBuf],
    format: PageFormat,
    threads: Option<u16>,
    stdin: impl Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let lang = desk.lang;
    let known = own(desk.surroundings, lang, err)?;
    let team = match of_team(desk.store, desk.surroundings, lang, err)? {
        Ok(team) => team,
        Err(exit) => return Ok(exit),
    };
    let engine =
        Engine::new(Settings { known, team, previews: false, ..reading::settings(desk.surroundings, lang, err)? });
    let (inputs, left_out) = gather(paths, stdin);
    let total = inputs.len();
    let mut found = Found { lists: engine.lists(), pictures: Vec::new(), unread: Vec::new() };
    let mut exhibits: Vec<Exhibit> = Vec::new();
    let mut problems: Vec<(Untrusted, String)> = Vec::new();
    in_order(
        inputs,
        jobs(threads),
        |Input { shown, source }| {
            let examined = source.and_then(|source| engine.examine(&source, &mut |_| ControlFlow::Continue(())));
            let told = examined.map(|examination| {
                let problem = examination.team_problem().map(|problem| problem.sentence(lang));
                (examination.exhibit().clone(), examination.known().matches.clone(), problem)
            });
            (shown, told)
        },
        |done, (path, read)| {
            match read {
                Ok((exhibit, on_lists, problem)) => {
                    if let Some(problem) = problem {
                        problems.push((path.clone(), problem));
                    }
                    let pdq = exhibit.pdq.as_ref();
                    found.pictures.push(Picture {
                        path,
                        sha256: exhibit.sha256.clone(),
                        pdq: pdq.map(|pdq| pdq.hash.clone()),
                        pdq_quality: pdq.map(|pdq| pdq.quality),
                        on_lists,
                        group: None,
                        nearest: None,
                    });
                    exhibits.push(exhibit);
                }
                Err(why) => found.unread.push(UnreadPicture { path, reason: why.sentence(lang) }),
            }
            desk.progress(Some(&format!("{done}/{total} ")), err)
        },
    )?;
    desk.progress(None, err)?;
    for (at, told) in alike(&exhibits).into_iter().enumerate() {
        if let Some(Alike { group, nearest: (other, by) }) = told {
            found.pictures[at].group = Some(group);
            found.pictures[at].nearest = Some(Nearest { path: found.pictures[other].path.clone(), by });
        }
    }
    match format {
        PageFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &found)?;
            writeln!(out)?;
        }
        PageFormat::Text => {
            let mut page = Page { out, lang, width: desk.surroundings.width(), place: None };
            page.found(&found)?;
        }
    }
    for (path, problem) in &problems {
        writeln!(err, "whence: {path}: {problem}")?;
    }
    for UnreadPicture { path, reason } in &found.unread {
        writeln!(err, "whence: {path}: {reason}")?;
    }
    if left_out > 0 {
        writeln!(err, "whence: {}", text::left_out(left_out, lang))?;
    }
    Ok(if found.unread.is_empty() { Exit::Done } else { Exit::Refused })
}

impl Page<'_> {
    fn found(&mut self, found: &Found) -> io::Result<()> {
        let asked: u64 = found.lists.iter().map(|list| u64::from(list.entries)).sum();
        let (pictures, lists) = (found.pictures.len(), found.lists.len());
        let title = match self.lang {
            Lang::En => format!("Pictures: {pictures} · lists asked: {lists}, with {asked} entries"),
            Lang::Fr => format!("Images : {pictures} · listes consultées : {lists}, avec {asked} entrées"),
        };
        self.line("", &title)?;
        let listed: Vec<&Picture> = found.pictures.iter().filter(|picture| !picture.on_lists.is_empty()).collect();
        self.heading(self.say("On a list", "Sur une liste"))?;
        if listed.is_empty() {
            self.line("  ", self.say("None.", "Aucune."))?;
        }
        listed.into_iter().try_for_each(|picture| self.listed(picture))?;
        self.heading(self.say("Alike among themselves", "Semblables entre elles"))?;
        let groups = found.pictures.iter().filter_map(|picture| picture.group).max().map_or(0, |last| last + 1);
        if groups == 0 {
            self.line("  ", self.say("None.", "Aucune."))?;
        }
        (0..groups).try_for_each(|group| self.group(found, group))?;
        writeln!(self.out)?;
        let limits = self.say(
            "A match says that content is shared: templates, such as charts, memes and screenshots, match with other content in them, and a small edit stays near. No match proves nothing: crops and collages hide a copy within the folder, and from a list that keeps no features of it.",
            "Une correspondance dit que du contenu est partagé : des modèles, comme graphiques, mèmes et captures d'écran, correspondent avec un autre contenu, et une petite retouche reste proche. L'absence de correspondance ne prouve rien : un recadrage ou un collage cache une copie dans le dossier, et à une liste qui n'en garde pas de points caractéristiques.",
        );
        self.line("", limits)
    }

    fn listed(&mut self, picture: &Picture) -> io::Result<()> {
        self.line("  - ", &picture.path.to_string())?;
        for matched in &picture.on_lists {
            let (open, close) = if self.lang == Lang::Fr { ("« ", " »") } else { ("“", "”") };
            let (title, list) = (matched.entry.title(self.lang).short(NAME), matched.list.short(NAME));
            let by = self.by(matched.by);
            let says = self.say("which rates it", "qui l'évalue");
            let rating = matched.entry.rating(self.lang).short(NAME);
            let told = format!("{by} {open}{title}{close} · {list}, {says} {open}{rating}{close}");
            self.line("    ", &told)?;
            for url in [&matched.entry.fact_check_url, &matched.entry.source_url].into_iter().flatten() {
                // On one line: an address that is broken cannot be followed.
                writeln!(self.out, "      {url}")?;
            }
        }
        Ok(())
    }

    fn group(&mut self, found: &Found, group: usize) -> io::Result<()> {
        for (at, picture) in found.pictures.iter().filter(|picture| picture.group == Some(group)).enumerate() {
            let before = if at == 0 { "  - " } else { "    " };
            self.line(before, &picture.path.to_string())?;
            if let Some(Nearest { path, by }) = &picture.nearest {
                self.line("      ", &format!("{} {path}", self.by(*by)))?;
            }
        }
        Ok(())
    }

    /// How two pictures stand to each other, to be followed by the other.
    fn by(&self, by: MatchKind) -> String {
        let (distance, form, area) = match by {
            MatchKind::Sha256 => return self.say("the same bytes as", "les mêmes octets que").to_owned(),
            MatchKind::Pixels => return self.say("the same pixels as", "les mêmes pixels que").to_owned(),
            MatchKind::Shared(shared) => {
                return match self.lang {
                    Lang::En => format!("a part of it is seen again ({} places), in", shared.places),
                    Lang::Fr => format!("on en revoit une partie ({} points), dans", shared.places),
                };
            }
            MatchKind::Pdq { distance, form, area } => (distance, form, area),
        };
        let turned = match form {
            Form::AsIs => None,
            Form::Rot90 | Form::Rot180 | Form::Rot270 => Some(self.say("turned", "tournée")),
            Form::FlipX | Form::FlipY => Some(self.say("mirrored", "en miroir")),
            Form::FlipPlus1 | Form::FlipMinus1 => Some(self.say("turned and mirrored", "tournée et en miroir")),
        };
        let trimmed = area.map(|_| self.say("without its surroundings", "sans ce qui l'entoure"));
        let turned = match (trimmed, turned) {
            (Some(trimmed), Some(turned)) => Some(format!("{trimmed}, {turned}")),
            (trimmed, turned) => trimmed.or(turned).map(str::to_owned),
        };
        let looks = match (self.lang, distance <= SAME) {
            (Lang::En, true) => format!("looks the same ({distance} of 256 bits) as"),
            (Lang::En, false) => format!("a near copy ({distance} of 256 bits), may be edited, of"),
            (Lang::Fr, true) => format!("même apparence ({distance} bits sur 256) que"),
            (Lang::Fr, false) => format!("copie proche ({distance} bits sur 256), peut-être retouchée, de"),
        };
        turned.map_or(looks.clone(), |turned| format!("{turned}, {looks}"))
    }
}
