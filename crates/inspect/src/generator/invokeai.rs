//! InvokeAI: `invokeai_metadata` (since version 3), `sd-metadata` (2), `Dream` (1), and the graph or workflow alone.
//! Source: invoke-ai/InvokeAI, `invokeai/app/services/image_files`; `ldm/dream/pngwriter.py` of version 1.

use serde_json::Value;
use whence_model::facts::generator::{Mark, MarkKind, Setting};

use super::{
    json, settings,
    written::{Field, Written, find},
};

/// One mark, of the field that says most.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    type Parse = fn(&str) -> Option<Vec<Setting>>;
    const FIELDS: [(&str, Parse); 5] = [
        ("invokeai_metadata", metadata),
        ("sd-metadata", sd_metadata),
        ("Dream", dream),
        ("invokeai_graph", graph),
        ("invokeai_workflow", graph),
    ];
    let mark = FIELDS.iter().find_map(|(key, parse)| {
        let text = find(written, Field::Text(key))?;
        Some(text.mark(MarkKind::InvokeAi, "InvokeAI", parse(text.text)?))
    });
    mark.into_iter().collect()
}

fn metadata(text: &str) -> Option<Vec<Setting>> {
    let object = json::object(text)?;
    let model = ["name", "model_name"].iter().find_map(|name| json::plain(object.get("model")?.get(name)?));
    Some(settings(json::members(&object).chain(model.map(|m| ("model", m)))))
}

fn sd_metadata(text: &str) -> Option<Vec<Setting>> {
    let mut object = json::object(text)?;
    let Some(Value::Object(mut image)) = object.remove("image") else { return None };
    let prompt = match image.remove("prompt") {
        Some(Value::Array(prompts)) => prompts.first().and_then(|p| json::plain(p.get("prompt")?)),
        Some(prompt) => json::plain(&prompt),
        None => None,
    };
    Some(settings(prompt.map(|p| ("prompt", p)).into_iter().chain(json::members(&image)).chain(json::members(&object))))
}

/// The command line of version 1: `"a duck" -s 50 -S 123 -W 512 -H 512 -C 7.5 -A k_lms`.
fn dream(text: &str) -> Option<Vec<Setting>> {
    const OPTIONS: [(&str, &str); 6] =
        [("-s", "steps"), ("-S", "seed"), ("-W", "width"), ("-H", "height"), ("-C", "cfg_scale"), ("-A", "sampler")];
    let (prompt, rest) = text.trim().strip_prefix('"')?.rsplit_once('"')?;
    let mut said = vec![("prompt", prompt.to_owned())];
    let words: Vec<&str> = rest.split_whitespace().take(128).collect();
    for (at, word) in words.iter().enumerate() {
        let Some((option, name)) = OPTIONS.iter().find(|(option, _)| word.starts_with(option)) else { continue };
        let value = if word == option { words.get(at + 1).copied().unwrap_or_default() } else { &word[option.len()..] };
        said.push((name, value.to_owned()));
    }
    let has = |name| said.iter().any(|(n, _)| *n == name);
    (has("steps") && has("seed")).then(|| settings(said))
}

/// Its nodes are described nowhere; that it is one is the mark.
fn graph(text: &str) -> Option<Vec<Setting>> {
    json::object(text)?.contains_key("nodes").then(Vec::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(settings: Option<Vec<Setting>>) -> Option<Vec<String>> {
        Some(settings?.iter().map(|s| format!("{}={}", s.name, s.value)).collect())
    }

    #[test]
    fn every_version_is_read() {
        let v3 = r#"{"positive_prompt": "a duck", "model": {"model_name": "sdxl"}, "seed": 7}"#;
        assert_eq!(said(metadata(v3)).unwrap(), ["positive_prompt=a duck", "seed=7", "model=sdxl"]);
        let v2 = r#"{"model": "sd", "image": {"prompt": [{"prompt": "a duck", "weight": 1}], "seed": 7}}"#;
        assert_eq!(said(sd_metadata(v2)).unwrap(), ["prompt=a duck", "seed=7", "model=sd"]);
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
    fn other_texts_under_the_same_keys_are_not_marks() {
        assert_eq!(dream("I have a dream"), None);
        assert_eq!(dream("\"I have a dream\" - said he -s"), None);
        assert_eq!(sd_metadata(r#"{"image": "a.png"}"#), None);
        assert_eq!(graph("{}"), None);
        assert_eq!(metadata("none"), None);
    }
}
