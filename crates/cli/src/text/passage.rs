//! What the file looks like it went through, and every date in it.

use std::io::{self, Write};

use whence_model::{Agreement, DateSeen, Lang, Precision, Report};

use super::{VALUE, heading, wrapped};

/// How many dates are printed; JSON has them all.
const DATES: usize = 16;

/// How many reasons of the condition are printed.
const REASONS: usize = 4;

pub fn section(out: &mut dyn Write, report: &Report, lang: Lang, width: usize) -> io::Result<()> {
    let say = |en: &'static str, fr: &'static str| if lang == Lang::Fr { fr } else { en };
    let condition = &report.condition;
    heading(out, say("What the file seems to have gone through", "Par où le fichier semble être passé"))?;
    let reasons: Vec<&str> = condition.reasons.iter().take(REASONS).map(|reason| reason.text.as_str()).collect();
    let because = match reasons.as_slice() {
        [] => String::new(),
        reasons => format!(" ({})", reasons.join(", ")),
    };
    wrapped(out, "  ", &format!("{}{because}. {}", condition.headline, condition.meaning), width)?;
    let dates = &report.timeline.dates;
    if dates.is_empty() {
        return Ok(());
    }
    heading(out, say("Dates in the file", "Dates dans le fichier"))?;
    wrapped(out, "  ", &report.timeline.summary, width)?;
    dates.iter().take(DATES).try_for_each(|date| line(out, date, width))?;
    match dates.len().saturating_sub(DATES) {
        0 => Ok(()),
        more => wrapped(out, "  ", &format!("… {more} {}", say("more", "de plus")), width),
    }
}

/// The sentence that says that private values are hidden, and how to see them.
pub fn masked(values: u32, lang: Lang) -> String {
    match (lang, values) {
        (Lang::En, 1) => "1 position, serial number or owner's name is masked; --show-private shows it.".into(),
        (Lang::En, n) => {
            format!("{n} positions, serial numbers or owners' names are masked; --show-private shows them.")
        }
        (Lang::Fr, 1) => {
            "1 position, numéro de série ou nom de propriétaire est masqué ; --show-private le montre.".into()
        }
        (Lang::Fr, n) => {
            format!("{n} positions, numéros de série ou noms de propriétaire sont masqués ; --show-private les montre.")
        }
    }
}

fn line(out: &mut dyn Write, date: &DateSeen, width: usize) -> io::Result<()> {
    let mark = match date.agreement {
        Agreement::Reference => "◆",
        Agreement::Agrees | Agreement::ZoneApart => "=",
        Agreement::Later => "→",
        Agreement::Earlier => "←",
        Agreement::Unusable => "?",
    };
    // Fractions of a day that nobody wrote are not printed.
    let value = match date.moment.filter(|_| date.precision >= Precision::Minute) {
        Some(moment) => moment.to_string(),
        None => date.evidence.value.short(VALUE),
    };
    wrapped(out, &format!("  {mark} "), &format!("{value} · {} · {} · {}", date.label, date.field, date.note), width)
}
