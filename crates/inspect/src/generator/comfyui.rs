//! ComfyUI's graphs: `prompt`, the graph that ran, and `workflow`, the graph as it was drawn. In PNG each is a text
//! of its own; in WebP they stand in Exif fields, as `prompt:{…}` and `workflow:{…}`.
//! Source: comfyanonymous/ComfyUI, `nodes.py`, `SaveImage`; `comfy_extras/nodes_images.py`, `SaveAnimatedWEBP`.

use std::collections::HashSet;

use serde_json::{Map, Value};
use whence_model::facts::generator::{Mark, MarkKind, Process, Setting};

use super::{
    json, settings,
    written::{Field, Written},
};

/// Nodes that are visited in search of one setting.
const MAX_VISITED: usize = 512;

type Graph = Map<String, Value>;

/// One mark: of the graph that ran, else of the drawn one, which may hold samplers that never ran.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let ran = graphs(written, "prompt").find_map(|(text, json)| mark_of_prompt(text, json));
    let mark = ran.or_else(|| graphs(written, "workflow").find_map(|(text, json)| mark_of_workflow(text, json)));
    mark.into_iter().collect()
}

/// Where a graph of this name may stand, with its JSON.
fn graphs<'a, 'b>(written: &'b [Written<'a>], name: &'b str) -> impl Iterator<Item = (&'b Written<'a>, &'a str)> {
    written.iter().filter_map(move |w| match w.field {
        Field::Text(key) if key.eq_ignore_ascii_case(name) => Some((w, w.text)),
        Field::Exif("Make" | "Model" | "ImageDescription" | "DocumentName" | "UserComment") => {
            let (prefix, json) = w.text.split_once(':')?;
            prefix.eq_ignore_ascii_case(name).then_some((w, json))
        }
        _ => None,
    })
}

fn mark_of_prompt(written: &Written, text: &str) -> Option<Mark> {
    let Some(graph) = json::object(text) else { return mark_of_damaged(written, text, "\"class_type\"") };
    let mut classes = graph.values().filter_map(class).peekable();
    classes.peek()?;
    let samples = classes.any(is_sampler);
    Some(mark(written, samples, settings_of(&graph)))
}

fn mark_of_workflow(written: &Written, text: &str) -> Option<Mark> {
    let Some(workflow) = json::object(text) else { return mark_of_damaged(written, text, "\"nodes\"") };
    let nodes = |graph: &Value| graph.get("nodes").and_then(Value::as_array).cloned().unwrap_or_default();
    let workflow = Value::Object(workflow);
    let subgraphs = workflow.pointer("/definitions/subgraphs").and_then(Value::as_array);
    let nodes: Vec<Value> =
        nodes(&workflow).into_iter().chain(subgraphs.into_iter().flatten().flat_map(nodes)).collect();
    let kinds = |active: bool| nodes.iter().filter(move |n| !active || runs(n)).filter_map(|n| n.get("type")?.as_str());
    kinds(false).next()?;
    Some(mark(written, kinds(true).any(is_sampler), Vec::new()))
}

/// A graph that is cut off or too large to parse still tells by its words what kind it is.
fn mark_of_damaged(written: &Written, text: &str, sign: &str) -> Option<Mark> {
    let looks_like_one = text.trim_start().starts_with('{') && text.contains(sign);
    looks_like_one.then(|| mark(written, text.split('"').any(|word| word.len() < 64 && is_sampler(word)), Vec::new()))
}

fn mark(written: &Written, samples: bool, settings: Vec<Setting>) -> Mark {
    let process = if samples { Process::Generated } else { Process::Processed };
    Mark { process, ..written.mark(MarkKind::NodeGraph, "ComfyUI", settings) }
}

/// Whether a drawn node would run: modes 2 and 4 are "never" and "bypass".
fn runs(node: &Value) -> bool {
    !matches!(node.get("mode").and_then(Value::as_u64), Some(2 | 4))
}

fn class(node: &Value) -> Option<&str> {
    node.get("class_type")?.as_str()
}

/// A node that makes pixels out of noise; enlarging and resampling ones do not.
fn is_sampler(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    let enlarges = ["upsampl", "downsampl", "resampl"].iter().any(|word| class.contains(word));
    class.contains("sampler") && !class.contains("sampler_") && !enlarges
}

/// What the sampler was given, found by following its links.
fn settings_of(graph: &Graph) -> Vec<Setting> {
    let samplers = || graph.iter().filter(|(_, node)| class(node).is_some_and(is_sampler));
    let has = |node: &Value, name| node.get("inputs").is_some_and(|inputs| inputs.get(name).is_some());
    let main = samplers().find(|(_, n)| has(n, "positive")).or_else(|| samplers().find(|(_, n)| has(n, "guider")));
    let Some((id, node)) = main.or_else(|| samplers().next()) else { return Vec::new() };
    let from = |input: &str| linked(node.get("inputs").and_then(|inputs| inputs.get(input)));
    let at = |start: Option<&str>, names: &[&str]| start.and_then(|s| search(graph, s, names)).unwrap_or_default();
    const TEXTS: &[&str] = &["text", "text_g", "t5xxl", "clip_l", "prompt", "string", "value"];
    settings([
        ("prompt", at(from("positive").or(from("guider")), TEXTS)),
        ("negative prompt", at(from("negative"), TEXTS)),
        ("model", at(Some(id), &["ckpt_name", "unet_name", "model_name"])),
        ("seed", at(Some(id), &["seed", "noise_seed"])),
        ("steps", at(Some(id), &["steps"])),
        ("cfg", at(Some(id), &["cfg", "guidance"])),
        ("sampler", at(Some(id), &["sampler_name"])),
        ("scheduler", at(Some(id), &["scheduler"])),
        ("denoise", at(Some(id), &["denoise"])),
    ])
}

/// The node that an input is linked to: `["12", 0]`.
fn linked(input: Option<&Value>) -> Option<&str> {
    match input?.as_array()?.as_slice() {
        [Value::String(node), Value::Number(_)] => Some(node),
        _ => None,
    }
}

/// The nearest plain input of one of these names, from a node backwards along its links.
fn search(graph: &Graph, start: &str, names: &[&str]) -> Option<String> {
    let mut seen = HashSet::from([start]);
    let mut next = vec![start];
    while !next.is_empty() && seen.len() <= MAX_VISITED {
        let mut further = Vec::new();
        for id in next {
            let Some(inputs) = graph.get(id).and_then(|node| node.get("inputs")?.as_object()) else { continue };
            let found = names.iter().find_map(|name| inputs.get(*name).filter(|v| !v.is_array()).and_then(json::plain));
            if found.as_deref().is_some_and(|value| !value.trim().is_empty()) {
                return found;
            }
            further.extend(inputs.values().filter_map(|input| linked(Some(input))).filter(|id| seen.insert(id)));
        }
        next = further;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(text: &str) -> Graph {
        json::object(text).unwrap()
    }

    #[test]
    fn settings_are_found_along_the_links() {
        let graph = graph(
            r#"{"3": {"class_type": "KSampler", "inputs": {"seed": ["9", 0], "steps": 20, "cfg": 5.5, "sampler_name": "euler",
                "model": ["4", 0], "positive": ["8", 0], "negative": ["7", 0]}},
            "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "a.safetensors"}},
            "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a duck", "clip": ["4", 1]}},
            "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "grey", "clip": ["4", 1]}},
            "8": {"class_type": "ControlNetApply", "inputs": {"conditioning": ["6", 0], "strength": 1}},
            "9": {"class_type": "Seed", "inputs": {"seed": 42}}}"#,
        );
        let said: Vec<_> = settings_of(&graph).iter().map(|s| format!("{}={}", s.name, s.value)).collect();
        assert_eq!(
            said,
            [
                "prompt=a duck",
                "negative prompt=grey",
                "model=a.safetensors",
                "seed=42",
                "steps=20",
                "cfg=5.5",
                "sampler=euler"
            ]
        );
    }

    #[test]
    fn links_in_a_circle_end() {
        let graph = graph(
            r#"{"1": {"class_type": "KSampler", "inputs": {"positive": ["2", 0]}},
            "2": {"class_type": "A", "inputs": {"x": ["1", 0], "y": ["2", 0], "z": ["none", 0]}}}"#,
        );
        assert_eq!(settings_of(&graph), []);
    }

    #[test]
    fn samplers_are_told_from_what_enlarges() {
        for class in ["KSampler", "KSamplerAdvanced", "SamplerCustomAdvanced", "UltimateSDUpscaleSampler"] {
            assert!(is_sampler(class), "{class}");
        }
        for class in ["ImageUpscaleWithModel", "ImageResampler", "LatentUpsampler", "LoadImage", "sampler_name"] {
            assert!(!is_sampler(class), "{class}");
        }
    }
}
