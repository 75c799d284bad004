//! Fields that name a generator and say no more.

use whence_model::facts::generator::{Mark, MarkKind};

use super::{
    midjourney::is_uuid,
    settings,
    written::{Field, Written, find},
};

/// A field, how its text tells, and the tool. One that begins with a name, or is it.
#[rustfmt::skip]
const NAMES: &[(Field, Match, &str)] = &[
    (Field::Exif("Make"), Match::Whole("Black Forest Labs"), "Black Forest Labs FLUX"),
    (Field::Exif("Software"), Match::Start("AI generated;"), "Black Forest Labs FLUX"),
    (Field::Exif("Make"), Match::Whole("Ideogram AI"), "Ideogram"),
    (Field::Exif("Software"), Match::Whole("reve.com"), "Reve"),
    (Field::Xmp("xmp:CreatorTool"), Match::Whole("reve.com"), "Reve"),
    (Field::Text("Software"), Match::Whole("reve.com"), "Reve"),
    (Field::Exif("Make"), Match::Whole("Aphrodite AI"), "Aphrodite AI"),
    (Field::Exif("Software"), Match::Whole("Aphrodite AI"), "Aphrodite AI"),
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
    let mut marks: Vec<Mark> = grok(written).into_iter().collect();
    for (field, how, tool) in NAMES {
        let named = written.iter().find(|w| {
            w.is(*field)
                && match how {
                    Match::Whole(name) => w.text.trim().eq_ignore_ascii_case(name),
                    Match::Start(name) => w.text.starts_with(name),
                }
        });
        if let Some(named) = named.filter(|_| marks.iter().all(|m| m.tool.raw() != *tool)) {
            let said = |name| find(written, Field::Exif(name)).map(|w| (name, w.text));
            let flux =
                tool.starts_with("Black Forest Labs").then(|| ["Software", "Model", "ImageDescription"].map(said));
            marks.push(named.mark(MarkKind::Name, *tool, settings(flux.into_iter().flatten().flatten())));
        }
    }
    marks
}

/// xAI's Grok: the same kind of signature in two fields, and a UUID for the artist. The key is not public, so that
/// the signature shows only whose form it has.
fn grok(written: &[Written]) -> Option<Mark> {
    let signature = |name| find(written, Field::Exif(name)).filter(|w| is_signature(w.text));
    let (description, _) = (signature("ImageDescription")?, signature("UserComment")?);
    let artist = find(written, Field::Exif("Artist")).filter(|artist| is_uuid(artist.text))?;
    Some(description.mark(MarkKind::Name, "xAI Grok", settings([("Artist", artist.text)])))
}

fn is_signature(text: &str) -> bool {
    let base64 = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    text.strip_prefix("Signature: ").is_some_and(|s| s.len() >= 64 && s.bytes().all(base64))
}
