//! ComfyUI's graphs: `prompt`, the graph that ran, and `workflow`, the graph as it was drawn. In PNG each is a text
//! of its own; in WebP they stand in Exif fields, as `prompt:{…}` and `workflow:{…}`.
//! Source: comfyanonymous/ComfyUI, `nodes.py`, `SaveImage`; `comfy_extras/nodes_images.py`, `SaveAnimatedWEBP`.

mod graph;
mod sampling;
#[cfg(test)]
mod tests;
mod words;
mod workflow;

use std::borrow::Cow;

use serde_json::{Map, Value};
use whence_model::facts::generator::{Mark, MarkKind, Process, Role, Setting, Unread};

use self::graph::{Carries, Graph, Input, carries};
use super::{
    Names, json, with_roles,
    written::{Field, Written},
};

/// The names that a mark gives to what it found; nodes call it many things.
const NAMES: Names = &[
    ("prompt", Role::Prompt),
    ("negative prompt", Role::NegativePrompt),
    ("model", Role::Model),
    ("LoRA", Role::Model),
    ("seed", Role::Seed),
    ("steps", Role::Steps),
    ("sampler", Role::Sampler),
    ("source picture", Role::SourcePicture),
];

/// What nodes call the file of a model.
const MODELS: [&str; 7] =
    ["ckpt_name", "unet_name", "base_ckpt_name", "gguf_name", "model_name", "diffusion_model", "model"];

/// Models of one graph that are named.
const MAX_MODELS: usize = 16;

/// One mark: of the graph that ran, else of the drawn one, which may hold samplers that never ran.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let marks = || {
        let ran = graphs(written, "prompt").filter_map(|(text, json)| mark_of_prompt(text, &json));
        ran.chain(graphs(written, "workflow").filter_map(|(text, json)| mark_of_workflow(text, &json)))
    };
    // One that could be read says more than one that could not.
    marks().find(|mark| mark.unread.is_none()).or_else(|| marks().next()).into_iter().collect()
}

/// Where a graph of this name may stand, with its JSON. In Exif, further ones go to whatever tags are free.
fn graphs<'a, 'b>(written: &'b [Written<'a>], name: &'b str) -> impl Iterator<Item = (&'b Written<'a>, Cow<'a, str>)> {
    written.iter().filter_map(move |w| match w.field {
        // In a box of their own both stand in one object.
        Field::Text(COMF) => match json::object(w.text).and_then(|mut both| both.remove(name)) {
            Some(Value::String(text)) => Some((w, text.into())),
            Some(graph) => Some((w, graph.to_string().into())),
            None => Some((w, w.text.into())),
        },
        Field::Text(key) if key.eq_ignore_ascii_case(name) => Some((w, w.text.into())),
        Field::Exif(_) => {
            let (prefix, json) = w.text.split_once(':')?;
            prefix.eq_ignore_ascii_case(name).then_some((w, json.into()))
        }
        _ => None,
    })
}

/// The type of the box in which some nodes leave both graphs in AVIF and JPEG XL.
const COMF: &str = "comf";

fn mark_of_prompt(written: &Written, text: &str) -> Option<Mark> {
    let graph = match read(text, |text| text.contains("\"class_type\""))? {
        Ok(graph) => graph,
        Err(why) => return Some(unread(written, text, why)),
    };
    let graph = Graph::ran(&graph);
    (!graph.nodes.is_empty()).then(|| mark(written, &graph))
}

fn mark_of_workflow(written: &Written, text: &str) -> Option<Mark> {
    let drawn = |text: &str| ["\"last_node_id\"", "\"widgets_values\""].iter().any(|sign| text.contains(sign));
    let workflow = match read(text, drawn)? {
        Ok(workflow) => workflow,
        Err(why) => return Some(unread(written, text, why)),
    };
    let drawn = workflow.get("nodes")?.as_array()?.iter().any(|node| node.get("type").is_some_and(|t| t.is_string()));
    // Other programs draw nodes too; these have links between them.
    let known = ["links", "last_node_id", "last_link_id"].iter().any(|name| workflow.contains_key(*name));
    (drawn && known).then(|| mark(written, &workflow::drawn(&workflow)))
}

/// `None` where the text is no graph: neither one that can be read, nor one that says by its words that it is one.
fn read(text: &str, is_one: impl Fn(&str) -> bool) -> Option<Result<Map<String, Value>, Unread>> {
    match json::begins(text).then(|| json::parse(text))? {
        Err(why) => is_one(text).then_some(Err(why)),
        read => Some(read),
    }
}

/// A graph that cannot be parsed still tells by its words whether samplers are in it.
fn unread(written: &Written, text: &str, why: Unread) -> Mark {
    let samples = text.split('"').any(|word| word.len() < 64 && word.to_ascii_lowercase().contains("ksampler"));
    let process = if samples { Process::Generated } else { Process::Unstated };
    Mark { process, ..written.unread(MarkKind::NodeGraph, "ComfyUI", why) }
}

fn mark(written: &Written, graph: &Graph) -> Mark {
    let (process, settings) = match sampling::last(graph) {
        Some(sampler) => {
            let origin = sampling::origin(graph, sampler);
            (origin.process, settings(graph, sampler, &origin))
        }
        None => (sampling::without_samplers(graph), Vec::new()),
    };
    Mark { process, ..written.mark(MarkKind::NodeGraph, "ComfyUI", settings) }
}

/// What the sampler was given, found by following its links.
fn settings(graph: &Graph, sampler: usize, origin: &sampling::Origin) -> Vec<Setting> {
    let (models, loras) = models(graph, sampler);
    let near = |names: &[&str]| graph.nearest(sampler, names);
    let one = |name: &'static str, names: &[&str]| near(names).map(|value| (name, value));
    let all = |name: &'static str, values: Vec<String>| values.into_iter().map(move |value| (name, value));
    let others = sampling::all_pictures(graph, sampler).into_iter().filter(|name| !origin.pictures.contains(name));
    let said = all("prompt", sampling::all_wanted(graph, sampler, &origin.earlier))
        .chain(all("negative prompt", words::unwanted(graph, sampler)))
        .chain(all("model", models))
        .chain(all("LoRA", loras))
        .chain(one("seed", &["seed", "noise_seed"]))
        .chain(one("steps", &["steps"]))
        .chain(one("cfg", &["cfg", "guidance"]))
        .chain(one("sampler", &["sampler_name"]))
        .chain(one("scheduler", &["scheduler"]))
        .chain(one("denoise", &["denoise"]))
        .chain(all("source picture", origin.pictures.clone()))
        .chain(all("other picture", others.collect()));
    with_roles(said, NAMES)
}

/// The files of models and of what is added to them, the nearest first.
fn models(graph: &Graph, sampler: usize) -> (Vec<String>, Vec<String>) {
    let (mut models, mut loras) = (Vec::new(), Vec::new());
    let add = |to: &mut Vec<String>, name: String| {
        if name != "None" && to.len() < MAX_MODELS && !to.contains(&name) {
            to.push(name);
        }
    };
    for at in graph.back(sampler, |_, name| matches!(carries(name), Carries::Model | Carries::Control)) {
        if let Some(name) = MODELS.iter().find_map(|name| plain(graph, at, name)) {
            add(&mut models, name);
        }
        for (name, input) in graph.nodes.get(at).into_iter().flat_map(|node| &node.inputs) {
            let Input::Value(value) = input else { continue };
            // As a text, or as an object that also says whether it is on.
            let file = value.get("lora").filter(|_| value.get("on").is_none_or(|on| on != false)).unwrap_or(value);
            let is_name = name.starts_with("lora") && file.as_str().is_some_and(|file| file.contains('.'));
            if let Some(file) = file.as_str().filter(|_| is_name || name.starts_with("lora_name")) {
                add(&mut loras, crate::metadata::cut(file, 256).to_owned());
            }
        }
    }
    (models, loras)
}

/// The file that an input names, if it is no link to a model itself.
fn plain(graph: &Graph, at: usize, name: &str) -> Option<String> {
    let leads = matches!(graph.nodes.get(at)?.input(name)?, Input::Link(_)) && !name.ends_with("_name");
    if leads { None } else { graph.value(at, &[name]).filter(|name| name.parse::<f64>().is_err()) }
}
