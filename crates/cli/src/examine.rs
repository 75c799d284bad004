use std::{
    fs::File,
    io::{self, Read, Write},
    ops::ControlFlow,
};

use whence_engine::{
    Engine, List, Request, Settings, Source,
    known::{Assumed, Rejected},
};
use whence_model::{Lang, Refusal, Report, Text, Untrusted, VerdictKind};

use crate::{
    Exit, Surroundings,
    arguments::{Examine, Format},
    in_order::{in_order, jobs},
    input::{Input, gather},
    known, text, trust,
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
    let mut settings = Settings { previews: false, ..Settings::default() };
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
        |input| answer(&engine, input, what, credentials.as_ref(), lang),
        |done, (shown, answer)| {
            write!(err, "{wipe}")?;
            err.flush()?;
            match &answer {
                Ok((report, problem)) => {
                    if let Some(problem) = problem {
                        writeln!(err, "whence: {shown}: {problem}")?;
                    }
                    if what.fail_on.contains(&report.verdict.kind) {
                        exit = Exit::Matched;
                    } else if report.verdict.kind == VerdictKind::NotAssessable && exit == Exit::Done {
                        exit = Exit::Refused;
                    }
                    printer.report(out, &shown, report)?;
                }
                Err(refusal) => {
                    if exit == Exit::Done {
                        exit = Exit::Refused;
                    }
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

fn answer(
    engine: &Engine,
    input: Input,
    what: &Examine,
    credentials: Option<&Source>,
    lang: Lang,
) -> (String, Result<(Report, Option<String>), Refusal>) {
    let report = input
        .source
        .and_then(|source| {
            let request = Request { source: &source, credentials, online: what.online, deep: what.deep };
            engine.examine(request, &mut |_| ControlFlow::Continue(()))
        })
        .map(|examination| {
            let problem = examination.team_problem().map(|problem| problem.sentence(lang));
            match what.show_private {
                true => (examination.report_unmasked(lang), problem),
                false => (examination.report(lang), problem),
            }
        });
    (input.shown.to_string(), report)
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
