//! The texts that a sampler was given: along links through whatever nodes stand between, which may combine
//! conditionings, join strings, or hold both the wanted and the unwanted.

use std::collections::HashSet;

use super::graph::{Carries, Graph, Input, MAX_VISITED, Node, carries};
use crate::metadata::cut;

/// Bytes of one joined text, and how many are kept.
const MAX_TEXT: usize = 16 << 10;
const MAX_TEXTS: usize = 16;

/// How deep links are followed.
const MAX_DEPTH: usize = 256;

const WANTED: [&str; 4] = ["positive", "text_positive", "positive_prompt", "prompt_positive"];
const UNWANTED: [&str; 4] = ["negative", "text_negative", "negative_prompt", "prompt_negative"];

/// Both texts of the encoders that take more than one; the same text often goes to all.
const SEVERAL: [&str; 6] = ["text_g", "text_l", "t5xxl", "clip_l", "clip_g", "llama"];

/// What the sampler shall and shall not show; each text once.
pub fn wanted(graph: &Graph, sampler: usize) -> Vec<String> {
    texts(graph, sampler, false)
}

pub fn unwanted(graph: &Graph, sampler: usize) -> Vec<String> {
    texts(graph, sampler, true)
}

fn texts(graph: &Graph, sampler: usize, negative: bool) -> Vec<String> {
    let mut walk = Walk { graph, negative, seen: HashSet::new() };
    let mut kept: Vec<String> = Vec::new();
    for text in walk.node(sampler, !negative, 0) {
        if kept.len() < MAX_TEXTS && !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

struct Walk<'g, 'a> {
    graph: &'g Graph<'a>,
    negative: bool,
    seen: HashSet<usize>,
}

impl<'a> Walk<'_, 'a> {
    /// `on` says whether plain texts are of the wanted kind: behind a link of its name, they are.
    fn node(&mut self, at: usize, on: bool, depth: usize) -> Vec<String> {
        let graph = self.graph;
        let Some(node) = graph.nodes.get(at).filter(|node| graph.may_look(node)) else { return Vec::new() };
        let full = depth > MAX_DEPTH || self.seen.len() >= MAX_VISITED;
        // Many workflows give a conditioning that was emptied where nothing is unwanted.
        if full || !self.seen.insert(at) || self.negative && node.is(&["zeroout"]) {
            return Vec::new();
        }
        let (own, other) = if self.negative { (UNWANTED, WANTED) } else { (WANTED, UNWANTED) };
        if node.has(&own) {
            return self.inputs(node, true, depth, |name| own.contains(&name));
        }
        if on {
            let said = self.said(node, depth);
            if !said.is_empty() {
                return said;
            }
        }
        let mut found = Vec::new();
        for (name, to) in node.links() {
            let leads = matches!(carries(name), Carries::Words | Carries::Control);
            if leads && !other.contains(&name) {
                found.extend(self.node(to, on, depth.saturating_add(1)));
            }
        }
        found
    }

    /// The texts of a node that encodes or holds some, joined where it joins them.
    fn said(&mut self, node: &Node<'a>, depth: usize) -> Vec<String> {
        // Wildcards filled in are what was used.
        let filled = self.inputs(node, true, depth, |name| name == "populated_text");
        if !filled.is_empty() {
            return filled;
        }
        // A node that shows a text keeps what it showed beside the link.
        let shows = node.is(&["show", "display"]);
        let shown =
            if shows { self.inputs(node, true, depth, |name| matches!(name, "text_0" | "text2")) } else { vec![] };
        if !shown.is_empty() {
            return shown;
        }
        let texts = self.inputs(node, true, depth, is_text);
        let joins = !node.has(&SEVERAL) && texts.len() > 1;
        if !joins {
            return texts;
        }
        let between = ["delimiter", "separator"].iter().find_map(|name| match node.input(name)? {
            Input::Value(value) => Some(value.as_str()?.replace("\\n", "\n")),
            Input::Link(_) => None,
        });
        let joined = texts.join(between.as_deref().map_or(" ", |between| cut(between, 64)));
        vec![cut(&joined, MAX_TEXT).to_owned()]
    }

    /// Plain texts of the inputs of such names, and those behind their links.
    fn inputs(&mut self, node: &Node<'a>, on: bool, depth: usize, named: impl Fn(&str) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        for (_, input) in node.inputs.iter().filter(|(name, _)| named(name)) {
            match input {
                Input::Value(value) => {
                    let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
                    found.extend(text.map(|text| cut(text, MAX_TEXT).to_owned()));
                }
                Input::Link(to) => found.extend(self.node(*to, on, depth.saturating_add(1))),
            }
        }
        found
    }
}

/// `text`, `text_a`, `string1`, `prompt`, …
fn is_text(name: &str) -> bool {
    const TEXTS: [&str; 8] = ["text", "string", "str", "prompt", "value", "wildcard_text", "opt_text", "concat"];
    let name = cut(name, 64).to_ascii_lowercase();
    let counted = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    let lettered = counted.strip_suffix(['a', 'b', 'c', 'd']).and_then(|n| n.strip_suffix('_')).unwrap_or(counted);
    SEVERAL.contains(&&*name) || TEXTS.contains(&lettered)
}
