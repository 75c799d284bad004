use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read, Write},
    num::NonZero,
    ops::ControlFlow,
    sync::{Mutex, mpsc},
    thread,
};

use whence_engine::{Engine, List, Request, Settings, Source};
use whence_model::{Lang, Refusal, Report, Text, VerdictKind};

use crate::{
    Exit, Surroundings,
    arguments::{Examine, Format},
    input::{Input, gather},
    text, trust,
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
    for path in &what.known {
        match list(path) {
            Ok(list) => settings.known.push(list),
            Err(reasons) => {
                for reason in reasons {
                    writeln!(err, "whence: {}: {}", path.display(), reason.in_lang(lang))?;
                }
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
    let jobs = what.jobs.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), usize::from);

    let counting = surroundings.progress && total > 1;
    // The count stands on the line where the next answer begins, if both go to the same terminal.
    let wipe = if counting { "\r\x1b[2K" } else { "" };
    printer.begin(out)?;
    in_order(
        inputs,
        jobs,
        |input| answer(&engine, input, what, credentials.as_ref(), lang),
        |done, (shown, answer)| {
            write!(err, "{wipe}")?;
            err.flush()?;
            match &answer {
                Ok(report) => {
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
fn list(path: &std::path::Path) -> Result<List, Vec<Text>> {
    let text = fs::read_to_string(path).map_err(|e| {
        vec![Text::new(format!("this list cannot be read ({e})"), format!("cette liste ne peut pas être lue ({e})"))]
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    List::parse(&name, &text)
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
) -> (String, Result<Report, Refusal>) {
    let report = input
        .source
        .and_then(|source| {
            let request = Request { source: &source, credentials, online: what.online, deep: what.deep };
            engine.examine(request, &mut |_| ControlFlow::Continue(()))
        })
        .map(|examination| match what.show_private {
            true => examination.report_unmasked(lang),
            false => examination.report(lang),
        });
    (input.shown.to_string(), report)
}

/// `work` over `items` on `jobs` threads; `take` hears the results in the order of the items, with how many are done.
fn in_order<T: Send, R: Send>(
    items: Vec<T>,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(usize, R) -> io::Result<()>,
) -> io::Result<()> {
    let jobs = jobs.min(items.len());
    let queue = Mutex::new(items.into_iter().enumerate());
    thread::scope(|scope| {
        // No more results wait than there are threads: a slow first picture must not pile up all others in memory.
        let (sender, results) = mpsc::sync_channel(jobs);
        for _ in 0..jobs {
            let (sender, queue, work) = (sender.clone(), &queue, &work);
            scope.spawn(move || {
                while let Some((index, item)) = { queue.lock().unwrap_or_else(|e| e.into_inner()).next() } {
                    if sender.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (index, result) in results {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                take(next, result)?;
            }
        }
        Ok(())
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_questions() {
        let mut heard = Vec::new();
        let slow_first = |n: u64| {
            thread::sleep(std::time::Duration::from_millis(30 / (n + 1)));
            n
        };
        in_order((0..20).collect(), 4, slow_first, |done, n| {
            heard.push((done, n));
            Ok(())
        })
        .unwrap();
        assert_eq!(heard, (0..20).map(|n| (n as usize + 1, n)).collect::<Vec<_>>());
    }
}
