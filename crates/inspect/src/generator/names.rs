//! Fields that name a generator and say no more.

use whence_model::facts::generator::{Mark, MarkKind, MarkSignature, Role};

use super::{
    Names,
    midjourney::is_uuid,
    process_called, settings, with_roles,
    written::{Field, Written, find},
};

/// Black Forest Labs' own programs say in `Software` what they did: `AI generated;img2img;flux`.
/// Source: black-forest-labs/flux, `src/flux/util.py`.
const FLUX: &str = "Black Forest Labs FLUX";
const FLUX_NAMES: Names = &[("Model", Role::Model), ("ImageDescription", Role::Prompt)];

/// A field, how its text tells, and the tool. One that begins with a name, or is it.
#[rustfmt::skip]
const NAMES: &[(Field, Match, &str)] = &[
    (Field::Exif("Make"), Match::Whole("Black Forest Labs"), FLUX),
    (Field::Exif("Software"), Match::Start("AI generated;"), FLUX),
    (Field::Exif("Make"), Match::Whole("Ideogram AI"), "Ideogram"),
    (Field::Exif("Software"), Match::Whole("Ideogram AI"), "Ideogram"),
    (Field::Exif("Software"), Match::Whole("reve.com"), "Reve"),
    (Field::Xmp("xmp:CreatorTool"), Match::Whole("reve.com"), "Reve"),
    (Field::Text("Software"), Match::Whole("reve.com"), "Reve"),
    (Field::Exif("Make"), Match::Whole("Aphrodite AI"), "Aphrodite AI"),
    (Field::Exif("Software"), Match::Whole("Aphrodite AI"), "Aphrodite AI"),
    (Field::Text("Software"), Match::Whole("Aphrodite AI"), "Aphrodite AI"),
    (Field::Text("Software"), Match::Whole("Luma AI"), "Luma"),
    (Field::Exif("Software"), Match::Whole("Luma AI"), "Luma"),
    (Field::Xmp("photoshop:Credit"), Match::Whole("Made with Google AI"), "Google AI"),
    (Field::Iptc(110), Match::Whole("Made with Google AI"), "Google AI"),
];

enum Match {
    /// The text is this, in any case.
    Whole(&'static str),
    Start(&'static str),
}

/// One mark for each tool that is named.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = grok(written).into_iter().chain(job(written)).collect();
    for (field, how, tool) in NAMES {
        let named = written.iter().find(|w| {
            w.is(*field)
                && match how {
                    Match::Whole(name) => w.text.trim().eq_ignore_ascii_case(name),
                    Match::Start(name) => w.text.starts_with(name),
                }
        });
        if let Some(named) = named.filter(|_| marks.iter().all(|m| m.tool.raw() != *tool)) {
            let mut mark = named.mark(MarkKind::Name, *tool, Vec::new());
            if *tool == FLUX {
                let said = |name| find(written, Field::Exif(name)).map(|w| (name, w.text));
                let said = ["Software", "Model", "ImageDescription"].map(said);
                mark.settings = with_roles(said.into_iter().flatten(), FLUX_NAMES);
                mark.process = find(written, Field::Exif("Software")).map_or(mark.process, |w| process_called(w.text));
            }
            marks.push(mark);
        }
    }
    marks
}

/// xAI's Grok: the same kind of signature in two fields, and a UUID for the artist. The key is not public, so that
/// the signature shows only whose form it has.
fn grok(written: &[Written]) -> Option<Mark> {
    let signature = |name| find(written, Field::Exif(name))?.text.strip_prefix("Signature: ");
    let (description, comment) = (signature("ImageDescription")?, signature("UserComment")?);
    let artist = find(written, Field::Exif("Artist")).filter(|artist| is_uuid(artist.text))?;
    let whole = is_signature(description) && is_signature(comment);
    let signature = if whole { MarkSignature::NoKey } else { MarkSignature::Malformed };
    let mark = find(written, Field::Exif("ImageDescription"))?;
    let mark = mark.mark(MarkKind::GrokSignature, "xAI Grok", settings([("Artist", artist.text)]));
    Some(Mark { signature: Some(signature), ..mark })
}

/// Base64 of 64 characters or more.
fn is_signature(text: &str) -> bool {
    let text = text.trim();
    let body = text.trim_end_matches('=');
    let base64 = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    body.len() >= 64 && text.len().saturating_sub(body.len()) <= 2 && body.bytes().all(base64)
}

/// The number of a hosted job, which tells of no model. Hugging Face and Higgsfield are both named as its writers.
fn job(written: &[Written]) -> Option<Mark> {
    let job = find(written, Field::Text("hf-job-id")).filter(|job| is_uuid(job.text.trim()))?;
    Some(job.mark(MarkKind::Hint, "Hugging Face or Higgsfield", settings([("hf-job-id", job.text)])))
}
