//! NovelAI: `Title`, `Description`, `Software`, `Source`, `Generation time` and a JSON `Comment` in PNG; in WebP the
//! title in `DocumentName`, the description in `ImageDescription`, the source in `Software` and the comment in
//! `UserComment`, there also as the `Comment` of an object of all fields.
//! Source: NovelAI/novelai-image-metadata, `nai_sig.py`.

use std::borrow::Cow;

use serde_json::{Map, Value};
use whence_model::facts::generator::{Mark, MarkKind, Process, Role, Unread};

use super::{
    Names, json, novelai_signature,
    picture::Picture,
    process_called, with_roles,
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

const TITLES: [&str; 2] = ["AI generated image", "NovelAI generated image"];

/// One mark, of the comment where it can be read, else of the field that names NovelAI.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let stands = find(written, Field::Text("Comment")).or_else(|| find(written, Field::Exif("UserComment")));
    let stands = stands.filter(|w| json::begins(w.text)).map(|w| (w, Comment::of(w.text)));
    let comment = stands.as_ref().and_then(|(_, comment)| comment.as_ref().ok());
    let Some(names) = written.iter().find(|w| names(w, comment)) else { return Vec::new() };
    let text = |png, exif| find(written, Field::Text(png)).or_else(|| find(written, Field::Exif(exif))).map(|w| w.text);
    let around = |name| comment.and_then(|c| c.around.get(name)).and_then(Value::as_str);
    let description = text("Description", "ImageDescription").or_else(|| around("Description"));
    let source = text("Source", "Software").or_else(|| around("Source")).filter(|source| *source != "NovelAI");
    let time = find(written, Field::Text("Generation time")).map(|w| w.text).or_else(|| around("Generation time"));
    // The signature covers the comment and not the description, which anybody can change.
    let prompt = comment.and_then(|c| json::plain(c.object.get("prompt")?)).or_else(|| description.map(str::to_owned));
    let description = description.filter(|d| prompt.as_deref().is_none_or(|p| p.trim() != d.trim()));
    let owned = |said: Option<&str>| said.map(str::to_owned);
    let named = [
        ("prompt", prompt),
        ("Description", owned(description)),
        ("source", owned(source)),
        ("Generation time", owned(time)),
    ];
    let named = named.into_iter().filter_map(|(name, said)| Some((name, said?)));
    vec![match &stands {
        Some((stands, Ok(comment))) => {
            let members = json::members(&comment.object).filter(|(name, _)| !matches!(*name, "prompt" | "source"));
            let mark = stands.mark(MarkKind::NovelAi, "NovelAI", with_roles(named.chain(members), NAMES));
            Mark { process: comment.process(), ..mark }
        }
        Some((stands, Err(why))) => {
            let mark = stands.mark(MarkKind::NovelAi, "NovelAI", with_roles(named, NAMES));
            Mark { unread: Some(*why), ..mark }
        }
        None => names.mark(MarkKind::NovelAi, "NovelAI", with_roles(named, NAMES)),
    }]
}

/// A mark with what became of its signature.
pub fn verified(mark: Mark, picture: Option<&Picture>) -> Mark {
    let comment = Comment::of(mark.raw.raw()).ok().filter(|_| mark.kind == MarkKind::NovelAi);
    let signature = comment.and_then(|comment| novelai_signature::of(&comment.text, picture));
    Mark { signature: signature.or(mark.signature), ..mark }
}

fn names(w: &Written, comment: Option<&Comment>) -> bool {
    match w.field {
        Field::Text("Software" | "Source") | Field::Exif("Software" | "DocumentName")
            if w.text == "NovelAI" || w.text.starts_with("NovelAI Diffusion") =>
        {
            true
        }
        // Anybody may call a picture so; only NovelAI adds its settings.
        Field::Text("Title") | Field::Exif("DocumentName") => TITLES.contains(&w.text) && comment.is_some(),
        Field::Text("Comment") | Field::Exif("UserComment") => comment.is_some_and(Comment::is_signed),
        _ => false,
    }
}

/// NovelAI's comment, without the object of all fields around it.
struct Comment<'a> {
    text: Cow<'a, str>,
    object: Map<String, Value>,
    around: Map<String, Value>,
}

impl<'a> Comment<'a> {
    fn of(text: &'a str) -> Result<Self, Unread> {
        let object = json::parse(text)?;
        Ok(match object.get("Comment").and_then(Value::as_str).map(|inner| (inner, json::object(inner))) {
            Some((inner, Some(within))) => Self { text: inner.to_owned().into(), object: within, around: object },
            _ => Self { text: text.into(), object, around: Map::new() },
        })
    }

    fn is_signed(&self) -> bool {
        ["signed_hash", "sampler", "seed"].iter().all(|name| self.object.contains_key(*name))
    }

    /// Several kinds of request are joined by `+`.
    fn process(&self) -> Process {
        process_called(self.object.get("request_type").and_then(Value::as_str).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Place,
        facts::metadata::{Metadata, TextField},
    };

    use super::*;

    fn mark(texts: &[(&str, &str)]) -> Option<Mark> {
        let field = |(key, value): &(&str, &str)| TextField {
            key: (*key).into(),
            value: (*value).into(),
            place: Place::default(),
            after_pixels: false,
        };
        let metadata = Metadata { texts: texts.iter().map(field).collect(), ..Metadata::default() };
        marks(&super::super::written::all(&metadata)).pop()
    }

    fn said(mark: &Mark) -> Vec<String> {
        mark.settings.iter().map(|s| format!("{}={}", s.name, s.value)).collect()
    }

    #[test]
    fn the_signed_prompt_stands_before_the_description() {
        let comment = r#"{"prompt": "a duck", "seed": 7}"#;
        let fields = |description| [("Software", "NovelAI"), ("Description", description), ("Comment", comment)];
        assert_eq!(said(&mark(&fields("a duck")).unwrap()), ["prompt=a duck", "seed=7"]);
        assert_eq!(said(&mark(&fields("a goose")).unwrap()), ["prompt=a duck", "Description=a goose", "seed=7"]);
    }

    #[test]
    fn an_object_of_all_fields_is_read_too() {
        let comment = r#"{"seed": 7, "sampler": "k_euler", "signed_hash": "x", "request_type": "A+Img2ImgRequest"}"#;
        let all = serde_json::json!({"Description": "a duck", "Source": "NovelAI Diffusion V4", "Comment": comment});
        let mark = mark(&[("Comment", &all.to_string())]).unwrap();
        assert_eq!((mark.process, said(&mark)[0].as_str()), (Process::FromPicture, "prompt=a duck"));
        assert_eq!(mark.setting("source").unwrap().raw(), "NovelAI Diffusion V4");
    }

    #[test]
    fn settings_alone_do_not_name_novelai() {
        assert_eq!(mark(&[("Comment", r#"{"seed": 7, "sampler": "k_euler"}"#)]), None);
        assert_eq!(mark(&[("Title", "AI generated image"), ("Comment", "mine")]), None);
    }

    #[test]
    fn requests_tell_the_process() {
        let process = |request: &str| {
            let comment = format!(r#"{{"request_type": "{request}"}}"#);
            mark(&[("Software", "NovelAI"), ("Comment", &comment)]).unwrap().process
        };
        assert_eq!(process("PromptGenerateRequest"), Process::Generated);
        assert_eq!(process("NativeInfillingRequest"), Process::Repainted);
        assert_eq!(process("Other"), Process::Unstated);
    }
}
