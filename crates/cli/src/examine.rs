use std::{
    fs::File,
    io::{self, Read, Write},
    ops::ControlFlow,
};

use whence_engine::{
    Engine, Examination, List, Request, Settings, Source,
    known::{Assumed, Rejected},
    ledger::DocumentForm,
    unbroken,
};
use whence_model::{Lang, Refusal, Report, Text, Untrusted, VerdictKind, t};

use crate::{
    Exit, Surroundings,
    arguments::{Examine, Format},
    documents::Documents,
    in_order::{in_order, jobs},
    input::{Input, gather},
    known,
    log::{self, keeper},
    reading, text, trust,
};

/// Examines every input on several threads and prints the answers in the order of the inputs, each as soon as
/// those before it are there.
pub fn run(
    what: &Examine,
    lang: Lang,
    surroundings: &Surroundings,
    stdin: impl Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let mut settings = Settings { previews: false, ..reading::settings(surroundings, lang, err)? };
    if !what.no_own_trust {
        let Some(own) = trust::own(surroundings, lang, err)? else { return Ok(Exit::Refused) };
        settings.trust = own;
    }
    if !what.no_own_lists {
        settings.known = known::own(surroundings, lang, err)?;
    }
    match known::of_team(&what.team, surroundings, lang, err)? {
        Ok(team) => settings.team = team,
        Err(exit) => return Ok(exit),
    }
    if !what.log && what.team.store.as_deref().is_some_and(known::holds_no_lists) {
        writeln!(err, "whence: {}", a_log_alone().in_lang(lang))?;
        return Ok(Exit::Usage);
    }
    let keeper = match what.log.then(|| keeper(&what.team, what.by.as_ref(), surroundings)).transpose() {
        Ok(keeper) => keeper,
        Err(error) => {
            writeln!(err, "whence: {}", error.sentence(lang))?;
            return Ok(if error.is_of_words() { Exit::Usage } else { Exit::Refused });
        }
    };
    let form = match what.format {
        Format::Html => Some(DocumentForm::Html),
        Format::Pdf => Some(DocumentForm::Pdf),
        _ => None,
    };
    if what.output.is_some() && form.is_none() {
        writeln!(err, "whence: {}", only_documents().in_lang(lang))?;
        return Ok(Exit::Usage);
    }
    settings.previews = form.is_some() || keeper.as_ref().is_some_and(|keeper| keeper.wants_previews());
    for path in &what.known {
        let shown = Untrusted::from(path.to_string_lossy().into_owned());
        match list(path) {
            Ok(Ok(list)) => settings.known.push(list),
            Ok(Err(rejected)) => {
                known::rejected(&rejected, &shown, lang, err)?;
                return Ok(Exit::Usage);
            }
            Err(why) => {
                writeln!(err, "whence: {shown}: {}", why.in_lang(lang))?;
                return Ok(Exit::Usage);
            }
        }
    }
    let engine = Engine::new(settings);
    let (inputs, left_out) = gather(&what.paths, stdin);
    let total = inputs.len();
    let credentials = what.credentials.clone().map(Source::File);
    if credentials.is_some() && total != 1 {
        writeln!(err, "whence: {}", one_picture(total).in_lang(lang))?;
        return Ok(Exit::Usage);
    }
    if form.is_some() && what.output.is_none() && total > 1 {
        writeln!(err, "whence: {}", one_document(total).in_lang(lang))?;
        return Ok(Exit::Usage);
    }
    let documents =
        form.map(|form| Documents { form, folder: what.output.as_deref(), lang, private: what.show_private });
    let examination_too = keeper.is_some() || documents.is_some();
    let mut printer =
        Printer { format: what.format, lang, width: surroundings.width(), several: total > 1, printed: 0 };
    let mut exit = Exit::Done;
    let counting = surroundings.progress && total > 1;
    // The count stands on the line where the next answer begins, if both go to the same terminal.
    let wipe = if counting { "\r\x1b[2K" } else { "" };
    printer.begin(out)?;
    in_order(
        inputs,
        jobs(what.jobs),
        |input| answer(&engine, input, what, credentials.as_ref(), examination_too, lang),
        |done, (shown, answer)| {
            write!(err, "{wipe}")?;
            err.flush()?;
            let mut tell = |Answer { report, problem, examination }: &Answer| -> io::Result<()> {
                if let Some(problem) = problem {
                    writeln!(err, "whence: {shown}: {problem}")?;
                }
                let kept = keeper.as_ref().zip(examination.as_ref()).map(|(k, made)| (k, k.write(made, lang)));
                let mut standing = None;
                let mut notes = Vec::new();
                match &kept {
                    Some((keeper, Ok((recorded, seen)))) => {
                        standing = Some((&keeper.log, recorded.report));
                        notes = log::told(recorded, seen, lang);
                    }
                    Some((_, Err(refusal))) => {
                        exit = exit.at_least_refused();
                        out.flush()?;
                        writeln!(err, "whence: {shown}: {}", refusal.sentence(lang))?;
                    }
                    None => {}
                }
                if what.fail_on.contains(&report.verdict.kind) {
                    exit = Exit::Matched;
                } else if report.verdict.kind == VerdictKind::NotAssessable {
                    exit = exit.at_least_refused();
                }
                match (&documents, examination) {
                    (Some(documents), Some(examination)) => match documents.write(examination, standing, out) {
                        Ok(written) => notes.extend(written?),
                        Err(refusal) => {
                            exit = exit.at_least_refused();
                            writeln!(err, "whence: {shown}: {}", refusal.sentence(lang))?;
                        }
                    },
                    _ => printer.report(out, &shown, report)?,
                }
                for note in notes {
                    writeln!(err, "whence: {shown}: {note}")?;
                }
                Ok(())
            };
            match answer.and_then(|answer| unbroken(|| Ok(tell(&answer)))) {
                Ok(told) => told?,
                Err(refusal) => {
                    exit = exit.at_least_refused();
                    out.flush()?;
                    writeln!(err, "whence: {shown}: {}", refusal.sentence(lang))?;
                }
            }
            if counting && done < total {
                write!(err, "{done}/{total} ")?;
                err.flush()?;
            }
            Ok(())
        },
    )?;
    printer.end(out)?;
    if left_out > 0 {
        writeln!(err, "whence: {}", text::left_out(left_out, lang))?;
    }
    Ok(exit)
}

/// A list of known pictures, or every reason why it is none.
fn list(path: &std::path::Path) -> Result<Result<List, Rejected>, Text> {
    let file = File::open(path).map_err(|e| {
        Text::new(format!("this list cannot be read ({e})"), format!("cette liste ne peut pas être lue ({e})"))
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(List::read(&name, file, &Assumed::default()))
}

fn one_picture(given: usize) -> Text {
    Text::new(
        format!("--credentials takes the credentials of one picture, and {given} were given. Examine that one alone."),
        format!(
            "--credentials prend les justificatifs d'une seule image, et {given} ont été indiquées. Examinez celle-là seule."
        ),
    )
}

fn a_log_alone() -> Text {
    t(
        "--store names a file for the log: say --log with it. A team's lists begin with postgres://.",
        "--store désigne un fichier pour le registre : indiquez aussi --log. Les listes d'une équipe commencent par postgres://.",
    )
}

fn only_documents() -> Text {
    t(
        "--output takes a folder for documents: say --format html or --format pdf with it.",
        "--output désigne un dossier pour des documents : indiquez aussi --format html ou --format pdf.",
    )
}

fn one_document(given: usize) -> Text {
    Text::new(
        format!("{given} pictures make {given} documents. Name a folder for them with --output."),
        format!("{given} images font {given} documents. Indiquez un dossier pour eux avec --output."),
    )
}

/// What became of one picture.
struct Answer {
    report: Report,
    problem: Option<String>,
    /// Where more is made of it than what is printed.
    examination: Option<Examination>,
}

fn answer(
    engine: &Engine,
    input: Input,
    what: &Examine,
    credentials: Option<&Source>,
    examination_too: bool,
    lang: Lang,
) -> (String, Result<Answer, Refusal>) {
    let answer = unbroken(|| {
        let request = Request { source: &input.source?, credentials, online: what.online, deep: what.deep };
        let examination = engine.examine(request, &mut |_| ControlFlow::Continue(()))?;
        let problem = examination.team_problem().map(|problem| problem.sentence(lang));
        let report = match what.show_private {
            true => examination.report_unmasked(lang),
            false => examination.report(lang),
        };
        Ok(Answer { report, problem, examination: examination_too.then_some(examination) })
    });
    (input.shown.to_string(), answer)
}

struct Printer {
    format: Format,
    lang: Lang,
    width: usize,
    /// Whether more than one answer is asked for: JSON is an array then.
    several: bool,
    printed: usize,
}

impl Printer {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.format == Format::Json && self.several { writeln!(out, "[") } else { Ok(()) }
    }

    fn report(&mut self, out: &mut dyn Write, shown: &str, report: &Report) -> io::Result<()> {
        let first = self.printed == 0;
        self.printed += 1;
        match self.format {
            Format::Text => {
                if !first {
                    writeln!(out, "\n{}\n", "─".repeat(self.width.min(60)))?;
                }
                text::report(out, shown, report, self.lang, self.width)?;
            }
            Format::Json => {
                if !first {
                    writeln!(out, ",")?;
                }
                serde_json::to_writer_pretty(&mut *out, report)?;
                if !self.several {
                    writeln!(out)?;
                }
            }
            // Documents are written one by one.
            Format::Html | Format::Pdf => {}
            Format::Ndjson => {
                serde_json::to_writer(&mut *out, report)?;
                writeln!(out)?;
            }
        }
        out.flush()
    }

    fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.format == Format::Json && self.several { writeln!(out, "\n]") } else { Ok(()) }
    }
}
