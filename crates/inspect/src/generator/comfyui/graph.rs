//! A graph of nodes with named inputs, each a value or a link to another node, as it ran and as it was drawn; and the
//! ways to walk it backwards. Links may run in circles, and lead nowhere.

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

use serde_json::{Map, Value};

use super::super::json;
use crate::metadata::cut;

/// Nodes that one walk visits.
pub const MAX_VISITED: usize = 2048;

/// Bytes of a class or of an input's name that are looked at.
const MAX_NAME: usize = 256;

/// Inputs of one node that are kept: those with the most have some fifty.
const MAX_INPUTS: usize = 256;

/// Inputs that all walks over one graph look at together: large graphs need some hundred thousand.
const MAX_STEPS: usize = 4 << 20;

/// Links that are followed for one value.
const MAX_HOPS: usize = 16;

/// Names of what nodes that hold one value call it.
const HELD: [&str; 8] = ["value", "int", "float", "number", "seed", "noise_seed", "string", "text"];

pub struct Graph<'a> {
    pub nodes: Vec<Node<'a>>,
    /// Inputs that may still be looked at.
    steps: Cell<usize>,
}

impl Default for Graph<'_> {
    fn default() -> Self {
        Self { nodes: Vec::new(), steps: Cell::new(MAX_STEPS) }
    }
}

pub struct Node<'a> {
    /// Its class in lower case.
    class: String,
    pub inputs: Vec<(&'a str, Input<'a>)>,
}

#[derive(Clone, Copy)]
pub enum Input<'a> {
    Value(&'a Value),
    /// To the node of this index.
    Link(usize),
}

/// What comes in by an input, as far as its name tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// What makes pixels, and what is added to it.
    Model,
    /// Texts, and what is made of them.
    Words,
    /// Pixels, or what stands for them.
    Picture,
    /// Which part of a picture.
    Mask,
    /// What other nodes work with: encoders, decoders, control nets.
    Fitting,
    /// Numbers, choices, and bundles of everything.
    Control,
}

impl<'a> Node<'a> {
    pub fn new(class: &str, inputs: Vec<(&'a str, Input<'a>)>) -> Self {
        Self { class: cut(class, MAX_NAME).to_ascii_lowercase(), inputs }
    }

    /// Whether its class has one of these words in it, given in lower case.
    pub fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.class.contains(word))
    }

    pub fn starts(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.class.starts_with(word))
    }

    pub fn input(&self, name: &str) -> Option<Input<'a>> {
        self.inputs.iter().find(|(n, _)| *n == name).map(|(_, input)| *input)
    }

    pub fn has(&self, names: &[&str]) -> bool {
        self.inputs.iter().any(|(name, _)| names.contains(name))
    }

    pub fn links(&self) -> impl Iterator<Item = (&'a str, usize)> {
        self.inputs.iter().filter_map(|(name, input)| match input {
            Input::Link(to) => Some((*name, *to)),
            Input::Value(_) => None,
        })
    }
}

impl<'a> Graph<'a> {
    /// The graph that ran: `{"3": {"class_type": "KSampler", "inputs": {"seed": 7, "model": ["4", 0]}}}`.
    pub fn ran(graph: &'a Map<String, Value>) -> Self {
        let classes =
            graph.iter().filter_map(|(id, node)| Some((id.as_str(), node, node.get("class_type")?.as_str()?)));
        let classes: Vec<_> = classes.collect();
        let index: HashMap<&str, usize> = classes.iter().enumerate().map(|(n, (id, ..))| (*id, n)).collect();
        let input = |(name, value): (&'a String, &'a Value)| match linked(value) {
            Some(id) => index.get(id.as_str()).map(|&to| (name.as_str(), Input::Link(to))),
            None => Some((name.as_str(), Input::Value(value))),
        };
        let node = |(_, node, class): &(&str, &'a Value, &'a str)| {
            let inputs = node.get("inputs").and_then(Value::as_object).into_iter().flatten();
            Node::new(class, inputs.filter_map(input).take(MAX_INPUTS).collect())
        };
        Self { nodes: classes.iter().map(node).collect(), ..Self::default() }
    }

    /// Whether the graph has this node, and it is such a one.
    pub fn node_is(&self, node: usize, such: impl FnOnce(&Node<'a>) -> bool) -> bool {
        self.nodes.get(node).is_some_and(such)
    }

    /// Whether a node may be looked at: after too many, walks find nothing more.
    pub fn may_look(&self, node: &Node) -> bool {
        let left = self.steps.get().checked_sub(node.inputs.len().saturating_add(1));
        self.steps.set(left.unwrap_or(0));
        left.is_some()
    }

    /// The nodes from `start` backwards, the nearest first, along the links that `through` admits.
    pub fn back(&self, start: usize, through: impl Fn(&Node<'a>, &str) -> bool) -> Vec<usize> {
        let mut found = vec![start];
        let mut seen = HashSet::from([start]);
        for at in 0..MAX_VISITED {
            let Some(&id) = found.get(at).filter(|_| found.len() < MAX_VISITED) else { break };
            let Some(node) = self.nodes.get(id).filter(|node| self.may_look(node)) else { break };
            let further = node.links().filter(|(name, _)| through(node, name)).map(|(_, to)| to);
            found.extend(further.filter(|&to| seen.insert(to)));
        }
        found
    }

    /// The first of these inputs that has a plain value, by its links where it has some.
    pub fn value(&self, node: usize, names: &[&str]) -> Option<String> {
        let mut at = self.nodes.get(node).filter(|node| self.may_look(node))?;
        let mut input = names.iter().find_map(|name| at.input(name))?;
        for _ in 0..MAX_HOPS {
            match input {
                Input::Value(value) => return said(value),
                Input::Link(to) => {
                    at = self.nodes.get(to).filter(|node| self.may_look(node))?;
                    let mut only = at.links().map(|(_, to)| Input::Link(to));
                    let named = names.iter().chain(&HELD).find_map(|name| at.input(name));
                    // What passes one thing on may call it anything.
                    input = named.or_else(|| only.next().filter(|_| only.next().is_none()))?;
                }
            }
        }
        None
    }

    /// The value of one of these inputs at the nearest node that has one, backwards along settings alone.
    pub fn nearest(&self, start: usize, names: &[&str]) -> Option<String> {
        let controls = self.back(start, |_, name| carries(name) == Carries::Control);
        controls.into_iter().find_map(|node| self.value(node, names))
    }
}

/// The node that an input is linked to: `["12", 0]`.
fn linked(input: &Value) -> Option<String> {
    match input.as_array()?.as_slice() {
        [Value::String(node), Value::Number(_)] => Some(node.clone()),
        [Value::Number(node), Value::Number(_)] => Some(node.to_string()),
        _ => None,
    }
}

/// A plain value; some nodes put a file's name beside its picture.
fn said(value: &Value) -> Option<String> {
    let value = value.get("content").unwrap_or(value);
    if value.is_array() { None } else { json::plain(value).filter(|text| !text.trim().is_empty()) }
}

pub fn carries(name: &str) -> Carries {
    let name = cut(name, MAX_NAME).to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["mask"]) => Carries::Mask,
        () if has(&[
            "upscale_model",
            "control_net",
            "controlnet",
            "clip",
            "vae",
            "detector",
            "style_model",
            "ipadapter",
        ]) =>
        {
            Carries::Fitting
        }
        () if has(&["model", "unet", "lora"]) => Carries::Model,
        () if has(&["positive", "negative", "conditioning", "text", "prompt", "string", "wildcard"])
            || name.starts_with("cond") =>
        {
            Carries::Words
        }
        () if has(&["sampler"]) => Carries::Control,
        () if has(&["latent", "sample", "image", "pixel", "picture", "frames"]) => Carries::Picture,
        () => Carries::Control,
    }
}
