//! InvokeAI: `invokeai_metadata` (since version 3), `sd-metadata` (2), `Dream` (1), and the graph or workflow alone.
//! Source: invoke-ai/InvokeAI, `invokeai/app/services/image_files`; `ldm/dream/pngwriter.py` of version 1.

use serde_json::Value;
use whence_model::facts::generator::{Mark, MarkKind, Process, Role, Setting, Unread};

use super::{
    Names, json, process_called, with_roles,
    written::{Field, Written, find},
};

const NAMES: Names = &[
    ("prompt", Role::Prompt),
    ("positive_prompt", Role::Prompt),
    ("negative_prompt", Role::NegativePrompt),
    ("model", Role::Model),
    ("model_weights", Role::Model),
    ("LoRA", Role::Model),
    ("seed", Role::Seed),
    ("steps", Role::Steps),
    ("scheduler", Role::Sampler),
    ("sampler", Role::Sampler),
    ("init_image", Role::SourcePicture),
    ("init_img", Role::SourcePicture),
];

/// What was read of a field; `None` where it is no field of InvokeAI's.
type Parsed = Option<Result<Vec<Setting>, Unread>>;

/// One mark, of the field that says most.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    type Parse = fn(&str) -> Parsed;
    const FIELDS: [(&str, Parse); 5] = [
        ("invokeai_metadata", metadata),
        ("sd-metadata", sd_metadata),
        ("Dream", dream),
        ("invokeai_graph", graph),
        ("invokeai_workflow", graph),
    ];
    let mut unread = None;
    for (key, parse) in FIELDS {
        let Some(text) = find(written, Field::Text(key)) else { continue };
        match parse(text.text) {
            Some(Ok(settings)) => {
                let process = match process(&settings) {
                    // Version 1 names the picture that it was given, and has no word for what it does without one.
                    Process::Unstated if key == "Dream" => Process::Generated,
                    told => told,
                };
                return vec![Mark { process, ..text.mark(MarkKind::InvokeAi, "InvokeAI", settings) }];
            }
            Some(Err(why)) => unread = unread.or(Some(text.unread(MarkKind::InvokeAi, "InvokeAI", why))),
            None => {}
        }
    }
    unread.into_iter().collect()
}

/// `generation_mode` of version 3, `type` of version 2, and in version 1 whether a picture was given.
fn process(settings: &[Setting]) -> Process {
    let value = |name: &str| settings.iter().find(|s| s.name.raw() == name).map(|s| s.value.raw());
    match (value("generation_mode").or(value("type")), value("init_img"), value("init_mask")) {
        (_, _, Some(_)) => Process::Repainted,
        (_, Some(_), None) => Process::FromPicture,
        (Some(mode), ..) => process_called(mode),
        _ => Process::Unstated,
    }
}

fn metadata(text: &str) -> Parsed {
    Some(read(text)?.map(|object| {
        let name = |model: &Value| ["name", "model_name"].iter().find_map(|name| json::plain(model.get(name)?));
        let model = object.get("model").and_then(name);
        let loras = object.get("loras").and_then(Value::as_array).into_iter().flatten();
        let loras = loras.filter_map(|lora| name(lora.get("model").or(lora.get("lora"))?));
        let picture = object.get("init_image").and_then(|picture| json::plain(picture.get("image_name")?));
        let more = model.map(|m| ("model", m)).into_iter().chain(picture.map(|p| ("init_image", p)));
        with_roles(json::members(&object).chain(more).chain(loras.map(|l| ("LoRA", l))), NAMES)
    }))
}

fn sd_metadata(text: &str) -> Parsed {
    let mut object = match read(text)? {
        Ok(object) => object,
        Err(why) => return Some(Err(why)),
    };
    let Some(Value::Object(mut image)) = object.remove("image") else { return None };
    let prompt = match image.remove("prompt") {
        Some(Value::Array(prompts)) => prompts.first().and_then(|p| json::plain(p.get("prompt")?)),
        Some(prompt) => json::plain(&prompt),
        None => None,
    };
    // `model` names the family.
    let weights = object.remove("model_weights").and_then(|weights| json::plain(&weights));
    let first = [("prompt", prompt), ("model_weights", weights)].into_iter().filter_map(|(n, v)| Some((n, v?)));
    Some(Ok(with_roles(first.chain(json::members(&image)).chain(json::members(&object)), NAMES)))
}

/// An object that one of InvokeAI's own fields holds; `None` where it holds none.
fn read(text: &str) -> Option<Result<serde_json::Map<String, Value>, Unread>> {
    json::begins(text).then(|| json::parse(text))
}

/// The command line of version 1: `"a duck" -s 50 -S 123 -W 512 -H 512 -C 7.5 -A k_lms -I first.png`.
fn dream(text: &str) -> Parsed {
    const OPTIONS: [(&str, &str); 8] = [
        ("-s", "steps"),
        ("-S", "seed"),
        ("-W", "width"),
        ("-H", "height"),
        ("-C", "cfg_scale"),
        ("-A", "sampler"),
        ("-I", "init_img"),
        ("-M", "init_mask"),
    ];
    let (prompt, rest) = text.trim().strip_prefix('"')?.rsplit_once('"')?;
    let mut said = vec![("prompt", prompt.to_owned())];
    let mut words = rest.split_whitespace().take(128).peekable();
    while let Some(word) = words.next() {
        let option = OPTIONS.iter().find_map(|(option, name)| Some((*name, word.strip_prefix(option)?)));
        let Some((name, joined)) = option else { continue };
        let value = if joined.is_empty() { words.peek().copied().unwrap_or_default() } else { joined };
        said.push((name, value.to_owned()));
    }
    let has = |name| said.iter().any(|(n, _)| *n == name);
    (has("steps") && has("seed")).then(|| Ok(with_roles(said, NAMES)))
}

/// Its nodes are described nowhere; that it is one is the mark.
fn graph(text: &str) -> Parsed {
    match read(text)? {
        Ok(object) => object.contains_key("nodes").then(|| Ok(Vec::new())),
        Err(why) => text.contains("\"nodes\"").then_some(Err(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(parsed: Parsed) -> Option<Vec<String>> {
        Some(parsed?.unwrap().iter().map(|s| format!("{}={}", s.name, s.value)).collect())
    }

    #[test]
    fn every_version_is_read() {
        let v3 = r#"{"positive_prompt": "a duck", "model": {"model_name": "sdxl"}, "seed": 7}"#;
        assert_eq!(said(metadata(v3)).unwrap(), ["positive_prompt=a duck", "seed=7", "model=sdxl"]);
        let v2 = r#"{"model": "sd", "model_weights": "w", "image": {"prompt": [{"prompt": "a duck", "weight": 1}], "seed": 7}}"#;
        assert_eq!(said(sd_metadata(v2)).unwrap(), ["prompt=a duck", "model_weights=w", "seed=7", "model=sd"]);
        let v1 = r#""a "big" duck" -s 50 -S 123 -W512 -H512 -C7.5 -A k_lms"#;
        assert_eq!(
            said(dream(v1)).unwrap(),
            [
                "prompt=a \"big\" duck",
                "steps=50",
                "seed=123",
                "width=512",
                "height=512",
                "cfg_scale=7.5",
                "sampler=k_lms"
            ]
        );
    }

    #[test]
    fn the_process_is_told_by_the_mode_or_by_what_was_given() {
        let of = |parsed: Parsed| process(&parsed.unwrap().unwrap());
        for (mode, expected) in [
            ("sdxl_txt2img", Process::Generated),
            ("flux_img2img", Process::FromPicture),
            ("inpaint", Process::Repainted),
            ("sd3_outpaint", Process::Repainted),
            ("other", Process::Unstated),
        ] {
            assert_eq!(of(metadata(&format!(r#"{{"generation_mode": "{mode}"}}"#))), expected, "{mode}");
            assert_eq!(of(sd_metadata(&format!(r#"{{"image": {{"type": "{mode}"}}}}"#))), expected, "{mode}");
        }
        let begun = dream("\"a duck\" -s 50 -S 1 -I first.png -f 0.7").unwrap().unwrap();
        assert_eq!(process(&begun), Process::FromPicture);
        let picture = begun.iter().find(|s| s.role == Some(Role::SourcePicture)).unwrap();
        assert_eq!(picture.value.raw(), "first.png");
        assert_eq!(of(dream("\"a duck\" -s 50 -S 1 -I first.png -M mask.png")), Process::Repainted);
    }

    #[test]
    fn other_texts_under_the_same_keys_are_not_marks() {
        assert_eq!(dream("I have a dream"), None);
        assert_eq!(dream("\"I have a dream\" - said he -s"), None);
        assert_eq!(sd_metadata(r#"{"image": "a.png"}"#), None);
        assert_eq!(graph("{}"), None);
        assert_eq!(metadata("none"), None);
    }
}
