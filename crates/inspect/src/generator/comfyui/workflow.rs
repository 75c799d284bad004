//! A graph as it was drawn: nodes with their widgets' values in a row, links in a list of their own, subgraphs and
//! groups of nodes defined once and used by name. Brought into the form of a graph that ran.
//! Source: Comfy-Org/ComfyUI_frontend, `workflowSchema.ts`; comfyanonymous/ComfyUI, `nodes.py`, for the order of widgets.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::graph::{Graph, Input, Node};

/// Nodes that are drawn, those of subgraphs counted as often as they are used.
const MAX_NODES: usize = 10_000;

/// Links of them.
const MAX_LINKS: usize = 100_000;

/// How deep subgraphs nest.
const MAX_DEPTH: usize = 16;

/// What a subgraph calls its own edges.
const INPUTS: i64 = -10;
const OUTPUTS: i64 = -20;

const K_SAMPLER: &[&str] = &["seed", "", "steps", "cfg", "sampler_name", "scheduler", "denoise"];

/// The widgets of common nodes in their order; what has no name here is of no use.
#[rustfmt::skip]
const WIDGETS: &[(&str, &[&str])] = &[
    ("KSampler", K_SAMPLER),
    ("KSampler (Efficient)", K_SAMPLER),
    ("KSamplerAdvanced", &["add_noise", "noise_seed", "", "steps", "cfg", "sampler_name", "scheduler", "start_at_step"]),
    ("SamplerCustom", &["add_noise", "noise_seed", "", "cfg"]),
    ("RandomNoise", &["noise_seed"]),
    ("KSamplerSelect", &["sampler_name"]),
    ("BasicScheduler", &["scheduler", "steps", "denoise"]),
    ("CFGGuider", &["cfg"]),
    ("FluxGuidance", &["guidance"]),
    ("CLIPTextEncode", &["text"]),
    ("CLIPTextEncodeFlux", &["clip_l", "t5xxl", "guidance"]),
    ("CLIPTextEncodeSDXL", &["", "", "", "", "", "", "text_g", "text_l"]),
    ("CheckpointLoaderSimple", &["ckpt_name"]),
    ("CheckpointLoader", &["", "ckpt_name"]),
    ("ImageOnlyCheckpointLoader", &["ckpt_name"]),
    ("unCLIPCheckpointLoader", &["ckpt_name"]),
    ("Efficient Loader", &["ckpt_name", "", "", "lora_name", "", "", "positive", "negative"]),
    ("UNETLoader", &["unet_name"]),
    ("UnetLoaderGGUF", &["unet_name"]),
    ("LoraLoader", &["lora_name"]),
    ("LoraLoaderModelOnly", &["lora_name"]),
    ("LoadImage", &["image"]),
    ("PrimitiveNode", &["value"]),
    ("PrimitiveInt", &["value"]),
    ("PrimitiveString", &["value"]),
    ("PrimitiveStringMultiline", &["value"]),
];

/// The drawn nodes that would run; those that are bypassed only pass on.
pub fn drawn(workflow: &Map<String, Value>) -> Graph<'_> {
    let definitions = workflow.get("definitions").and_then(|d| d.get("subgraphs")?.as_array()).into_iter().flatten();
    let subgraphs = definitions.filter_map(|one| Some((one.get("id")?.as_str()?, one))).collect();
    let groups = workflow.get("extra").and_then(|extra| extra.get("groupNodes")?.as_object());
    let mut drawing = Drawing { subgraphs, groups, graph: Graph::default(), links: MAX_LINKS };
    let nodes = workflow.get("nodes").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let links = workflow.get("links").map(|links| Links::of(links, &mut drawing.links)).unwrap_or_default();
    drawing.sheet(nodes, &links, &[], 0);
    drawing.graph
}

/// Where the links of a sheet lead: the target's id and slot, and the node and slot that it comes from.
#[derive(Default)]
struct Links {
    by_id: HashMap<i64, (i64, usize)>,
    by_target: HashMap<(i64, usize), (i64, usize)>,
}

impl Links {
    /// As arrays `[id, from, slot, to, slot, type]`, or as objects.
    fn of(links: &Value, room: &mut usize) -> Self {
        let mut all = Self::default();
        let values = links.as_array().into_iter().flatten().chain(links.as_object().into_iter().flat_map(Map::values));
        for link in values.take(*room) {
            *room = room.saturating_sub(1);
            let number = |at: usize, name: &str| link.get(at).or_else(|| link.get(name)).and_then(Value::as_i64);
            let (Some(from), Some(slot), Some(to), Some(into)) =
                (number(1, "origin_id"), number(2, "origin_slot"), number(3, "target_id"), number(4, "target_slot"))
            else {
                continue;
            };
            let from = (from, usize::try_from(slot).unwrap_or_default());
            if let Some(id) = number(0, "id") {
                all.by_id.insert(id, from);
            }
            all.by_target.insert((to, usize::try_from(into).unwrap_or_default()), from);
        }
        all
    }

    /// A group's links name no ids: `[from, slot, to, slot]` by the nodes' order.
    fn of_group(links: &Value, room: &mut usize) -> Self {
        let mut all = Self::default();
        for link in links.as_array().into_iter().flatten().take(*room) {
            *room = room.saturating_sub(1);
            let number = |at: usize| link.get(at).and_then(Value::as_i64);
            let (Some(from), Some(slot), Some(to), Some(into)) = (number(0), number(1), number(2), number(3)) else {
                continue;
            };
            let from = (from, usize::try_from(slot).unwrap_or_default());
            all.by_target.insert((to, usize::try_from(into).unwrap_or_default()), from);
        }
        all
    }
}

struct Drawing<'a> {
    subgraphs: HashMap<&'a str, &'a Value>,
    groups: Option<&'a Map<String, Value>>,
    graph: Graph<'a>,
    /// Links that may still be read.
    links: usize,
}

impl<'a> Drawing<'a> {
    /// Draws the nodes of one sheet; `given` is what comes in at its inputs. Gives the node behind each of its outputs.
    fn sheet(
        &mut self,
        nodes: &'a [Value],
        links: &Links,
        given: &[Option<usize>],
        depth: usize,
    ) -> Vec<Option<usize>> {
        let mut places: HashMap<i64, Drawn> = HashMap::new();
        let room = MAX_NODES.saturating_sub(self.graph.nodes.len());
        for (order, node) in nodes.iter().take(room).enumerate() {
            let mode = node.get("mode").and_then(Value::as_u64);
            let class = node.get("type").and_then(Value::as_str).unwrap_or_default();
            // Mode 2 is “never”, mode 4 is “bypass”.
            if mode == Some(2) || class.is_empty() {
                continue;
            }
            let bypassed = mode == Some(4);
            let at = self.graph.nodes.len();
            self.graph.nodes.push(Node::new(if bypassed { "" } else { class }, Vec::new()));
            let id = node.get("id").and_then(Value::as_i64).unwrap_or(order as i64);
            places.insert(id, Drawn { node, class, bypassed, at, outputs: None });
        }
        let sets = set_nodes(&places);
        // Subgraphs are drawn where they stand, with what comes in there, which may come from another subgraph.
        let mut inside: Vec<i64> =
            places.iter().filter(|(_, one)| self.inner(one).is_some()).map(|(id, _)| *id).collect();
        inside.sort_unstable();
        let source = |places: &HashMap<i64, Drawn>, (from, slot): (i64, usize)| {
            if from == INPUTS {
                return given.get(slot).copied().flatten();
            }
            let one = places.get(&from)?;
            one.outputs.as_ref().map_or(Some(one.at), |outputs| outputs.get(slot).copied().flatten().or(Some(one.at)))
        };
        if depth < MAX_DEPTH {
            for id in inside {
                let Some(one) = places.get(&id) else { continue };
                let Some((inner, inner_links, group)) = self.inner(one) else { continue };
                let read = if group { Links::of_group } else { Links::of };
                let inner_links = inner_links.map(|links| read(links, &mut self.links)).unwrap_or_default();
                let into = one
                    .inputs(id, links)
                    .map(|(_, from)| from.and_then(|from| source(&places, from)))
                    .collect::<Vec<_>>();
                let mut outputs = self.sheet(inner, &inner_links, &into, depth.saturating_add(1));
                if group {
                    // A group names its edges by its nodes: whatever comes in may go to any, and the last node's work comes out.
                    outputs = vec![self.graph.nodes.len().checked_sub(1); 8];
                }
                if let Some(one) = places.get_mut(&id) {
                    one.outputs = Some(outputs);
                }
            }
        }
        for (id, one) in &places {
            let linked = one.inputs(*id, links);
            let linked = linked.filter_map(|(name, from)| Some((name, Input::Link(source(&places, from?)?))));
            let mut inputs: Vec<(&'a str, Input<'a>)> = linked.collect();
            if let Some(to) = one.got().and_then(|name| sets.get(name)) {
                inputs.push(("value", Input::Link(*to)));
            }
            if let (Some(outputs), true) = (&one.outputs, inputs.is_empty()) {
                inputs.extend(outputs.iter().flatten().map(|&to| ("value", Input::Link(to))));
            }
            let values = if one.bypassed { Vec::new() } else { widgets(one.node, one.class) };
            let free: Vec<_> = values.into_iter().filter(|(name, _)| inputs.iter().all(|(n, _)| n != name)).collect();
            inputs.extend(free);
            if let Some(drawn) = self.graph.nodes.get_mut(one.at) {
                drawn.inputs = inputs;
            }
        }
        let slots = links.by_target.keys().filter(|(to, slot)| *to == OUTPUTS && *slot < 256).map(|(_, slot)| *slot);
        let Some(last) = slots.max() else { return Vec::new() };
        (0..=last).map(|slot| source(&places, *links.by_target.get(&(OUTPUTS, slot))?)).collect()
    }

    /// The nodes and links that a node stands for, and whether it is a group of the older kind.
    fn inner(&self, one: &Drawn<'a>) -> Option<(&'a [Value], Option<&'a Value>, bool)> {
        if one.bypassed {
            return None;
        }
        let group = || {
            let name = one.class.strip_prefix("workflow>").or_else(|| one.class.strip_prefix("workflow/"))?;
            self.groups?.get(name)
        };
        let subgraph = self.subgraphs.get(one.class).copied();
        let inner = subgraph.or_else(group)?;
        Some((inner.get("nodes")?.as_array()?, inner.get("links"), subgraph.is_none()))
    }
}

/// A node of a sheet.
struct Drawn<'a> {
    node: &'a Value,
    class: &'a str,
    bypassed: bool,
    /// Its index in the graph.
    at: usize,
    /// What stands behind its outputs, where it is a subgraph.
    outputs: Option<Vec<Option<usize>>>,
}

impl<'a> Drawn<'a> {
    /// The names of its inputs, and where each is linked from.
    fn inputs<'l>(
        &self,
        id: i64,
        links: &'l Links,
    ) -> impl Iterator<Item = (&'a str, Option<(i64, usize)>)> + use<'a, 'l> {
        let inputs = self.node.get("inputs").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        inputs.iter().take(256).enumerate().map(move |(slot, input)| {
            let named = input.get("link").and_then(Value::as_i64).and_then(|link| links.by_id.get(&link));
            let from = named.or_else(|| links.by_target.get(&(id, slot))).copied();
            (input.get("name").and_then(Value::as_str).unwrap_or_default(), from)
        })
    }

    /// The name under which a node far away left its value.
    fn got(&self) -> Option<&'a str> {
        (self.class == "GetNode").then(|| self.node.get("widgets_values")?.get(0)?.as_str()).flatten()
    }
}

fn set_nodes<'a>(places: &HashMap<i64, Drawn<'a>>) -> HashMap<&'a str, usize> {
    let sets = places.values().filter(|one| one.class == "SetNode");
    sets.filter_map(|one| Some((one.node.get("widgets_values")?.get(0)?.as_str()?, one.at))).collect()
}

/// The values of a node's widgets with their names, as far as they are known.
fn widgets<'a>(node: &'a Value, class: &str) -> Vec<(&'a str, Input<'a>)> {
    let values = match node.get("widgets_values") {
        Some(Value::Array(values)) => values.as_slice(),
        // Some nodes name them.
        Some(Value::Object(named)) => return named.iter().map(|(name, v)| (name.as_str(), Input::Value(v))).collect(),
        _ => return Vec::new(),
    };
    if let Some((_, names)) = WIDGETS.iter().find(|(known, _)| *known == class) {
        return names
            .iter()
            .copied()
            .zip(values.iter().map(Input::Value))
            .filter(|(name, _)| !name.is_empty())
            .collect();
    }
    let inputs = node.get("inputs").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let names: Vec<&str> = inputs.iter().filter_map(|input| input.get("widget")?.get("name")?.as_str()).collect();
    if names.is_empty() {
        // Its only long text is likely what it is for.
        let class = class.to_ascii_lowercase();
        let texts = ["text", "prompt", "string", "positive", "negative"].iter().any(|word| class.contains(word));
        let text = values.iter().find(|value| value.is_string()).filter(|_| texts);
        return text.map(|text| ("text", Input::Value(text))).into_iter().collect();
    }
    // What becomes of a seed after each run has a widget and no input.
    let is_control = |v: &&Value| matches!(v.as_str(), Some("fixed" | "randomize" | "increment" | "decrement"));
    let plain = values.iter().filter(|value| !is_control(value));
    names.into_iter().zip(plain.map(Input::Value)).collect()
}
