//! NovelAI: `Software`, `Title` and a JSON `Comment` in PNG; in WebP the same in Exif fields. The signature in the
//! comment covers the pixels and is not checked here.

use whence_model::facts::generator::{Mark, MarkKind, Process, Role};

use super::{
    Names, json, process_called, with_roles,
    written::{Field, Written, find},
};

const NAMES: Names = &[
    ("prompt", Role::Prompt),
    ("uc", Role::NegativePrompt),
    ("source", Role::Model),
    ("seed", Role::Seed),
    ("steps", Role::Steps),
    ("sampler", Role::Sampler),
];

/// One mark, of the comment where it can be read, else of the field that names NovelAI.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let comment = find(written, Field::Text("Comment")).or_else(|| find(written, Field::Exif("UserComment")));
    let comment = comment.filter(|c| json::begins(c.text)).map(|c| (c, json::parse(c.text)));
    let names = written.iter().find(|w| match w.field {
        Field::Text("Software" | "Source") | Field::Exif("Software" | "DocumentName") => {
            w.text == "NovelAI" || w.text.starts_with("NovelAI Diffusion")
        }
        // Anybody may call a picture so; only NovelAI adds its settings.
        Field::Text("Title") => w.text == "AI generated image" && matches!(comment, Some((_, Ok(_)))),
        _ => false,
    });
    let Some(names) = names else { return Vec::new() };
    let text = |key| find(written, Field::Text(key)).map(|w| w.text.to_owned());
    let prompt =
        text("Description").or_else(|| find(written, Field::Exif("ImageDescription")).map(|w| w.text.to_owned()));
    let named = [("prompt", prompt), ("source", text("Source"))].into_iter().filter_map(|(n, v)| Some((n, v?)));
    let mark = match &comment {
        Some((comment, Ok(object))) => {
            let members = json::members(object).filter(|(name, _)| !matches!(*name, "prompt" | "source"));
            let process = object.get("request_type").and_then(json::plain);
            let process = process.map_or(Process::Unstated, |word| process_called(&word));
            Mark { process, ..comment.mark(MarkKind::NovelAi, "NovelAI", with_roles(named.chain(members), NAMES)) }
        }
        Some((comment, Err(why))) => {
            let settings = with_roles(named, NAMES);
            Mark { unread: Some(*why), ..comment.mark(MarkKind::NovelAi, "NovelAI", settings) }
        }
        None => names.mark(MarkKind::NovelAi, "NovelAI", with_roles(named, NAMES)),
    };
    vec![mark]
}
