//! Which nodes make pixels, which of them made what was saved, and what they began from.

use std::collections::HashSet;

use whence_model::facts::generator::Process;

use super::{
    graph::{Carries, Graph, Input, Node, carries},
    words,
};
use crate::metadata::cut;

/// Samplers, one behind the other, that are looked at.
const MAX_SAMPLERS: usize = 64;

/// Bytes of the name of a picture: some nodes hold the picture itself.
const MAX_NAME: usize = 256;

/// Nodes that put a picture into the conditioning, to be made over.
const MAKES_OVER: [&str; 9] = [
    "referencelatent",
    "pix2pix",
    "pixtopix",
    "imageedit",
    "zero123",
    "kontext",
    "img2vid",
    "imagetovideo",
    "inpaintmodelconditioning",
];

/// A node that makes pixels out of noise; those that choose a method, enlarge or resample do not.
pub fn is_sampler(node: &Node) -> bool {
    const NOT: [&str; 7] =
        ["upsampl", "downsampl", "resampl", "samplerselect", "presampl", "scheduler", "sampler config"];
    if node.is(&NOT) || node.starts(&["sampler_"]) {
        return false;
    }
    let named = node.is(&["ksampler"]) || node.starts(&["samplercustom"]);
    let fed = || node.links().next().is_some();
    // Nodes of any name that are given what a sampler needs, and those that ask a service.
    let samples =
        node.has(&["seed", "noise_seed"]) && node.has(&["steps"]) && node.has(&["cfg", "denoise", "guidance"]);
    let asks = node.has(&["prompt"]) && node.has(&["seed"]) && !node.has(&["clip"]);
    named || node.is(&["sampler"]) && fed() || samples || asks
}

/// A node that reads a picture from elsewhere.
fn is_loader(node: &Node) -> bool {
    let named = node.is(&["loadimage", "load image", "load_image", "imageload", "image load"]);
    named && !node.is(&["save"])
}

fn passes_pictures(name: &str) -> bool {
    matches!(carries(name), Carries::Picture | Carries::Control)
}

/// The sampler whose work was saved: the last before the output that has most of them behind it; else any.
pub fn last(graph: &Graph) -> Option<usize> {
    let outputs = |words: &[&str]| -> Vec<usize> {
        let fed = |node: &Node| node.is(words) && node.links().next().is_some();
        (0..graph.nodes.len()).filter(|&n| graph.node_is(n, fed)).collect()
    };
    let saved = Some(outputs(&["save"])).filter(|found| !found.is_empty());
    let shown = saved.unwrap_or_else(|| outputs(&["preview", "websocket"]));
    let samplers = |output: &usize| -> Vec<usize> {
        let nodes = graph.back(*output, |_, name| passes_pictures(name));
        nodes.into_iter().filter(|&n| graph.node_is(n, is_sampler)).collect()
    };
    // The first of those that are alike: `max_by_key` would give the last.
    let found = shown.iter().take(MAX_SAMPLERS).map(samplers);
    let most = found.reduce(|most, next| if next.len() > most.len() { next } else { most }).unwrap_or_default();
    let any = || {
        let all = || (0..graph.nodes.len()).filter(|&n| graph.node_is(n, is_sampler));
        all().find(|&n| graph.node_is(n, |node| node.has(&["positive", "guider"]))).or_else(|| all().next())
    };
    most.first().copied().or_else(any)
}

/// What samplers began from.
pub struct Origin {
    pub process: Process,
    /// Names of the pictures, each once.
    pub pictures: Vec<String>,
    /// The samplers before the last one, whose work it went on with.
    pub earlier: Vec<usize>,
}

pub fn origin(graph: &Graph, sampler: usize) -> Origin {
    let mut walk = Walk { graph, seen: HashSet::new(), pictures: Vec::new(), earlier: Vec::new() };
    let process = walk.sampler(sampler);
    Origin { process, pictures: walk.pictures, earlier: walk.earlier }
}

/// Names of all pictures that are read behind this node, each once.
pub fn all_pictures(graph: &Graph, sampler: usize) -> Vec<String> {
    let mut names = Vec::new();
    for node in graph.back(sampler, |_, _| true) {
        add(&mut names, graph, node);
    }
    names
}

/// What a graph without samplers did: it worked on a picture, or its nodes do not tell.
pub fn without_samplers(graph: &Graph) -> Process {
    let reads = graph.nodes.iter().any(is_loader);
    let makes = graph.nodes.iter().any(|node| node.has(&["ckpt_name", "unet_name"]) || node.is(&["textencode"]));
    if makes && !reads { Process::Unstated } else { Process::Processed }
}

struct Walk<'g, 'a> {
    graph: &'g Graph<'a>,
    seen: HashSet<usize>,
    pictures: Vec<String>,
    earlier: Vec<usize>,
}

impl Walk<'_, '_> {
    fn sampler(&mut self, sampler: usize) -> Process {
        if self.seen.len() >= MAX_SAMPLERS || !self.seen.insert(sampler) {
            return Process::Generated;
        }
        let graph = self.graph;
        // Up to the next samplers: what is behind those is theirs.
        let stops = |node: &Node| is_sampler(node) && !graph.node_is(sampler, |own| std::ptr::eq(node, own));
        let behind = graph.back(sampler, |node, name| !stops(node) && passes_pictures(name));
        let loaders: Vec<usize> = behind.iter().copied().filter(|&n| graph.node_is(n, is_loader)).collect();
        let masks = |&n: &usize| {
            graph.node_is(n, |node| {
                node.is(&["inpaint", "noisemask", "detailer"])
                    || n == sampler && node.links().any(|(name, _)| name == "mask")
            })
        };
        let masked = behind.iter().any(masks);
        let keeps = keeps(graph, sampler);
        let made_over = made_over(graph, sampler);
        if !loaders.is_empty() && (masked || keeps) || !made_over.is_empty() {
            for loader in loaders.iter().chain(&made_over) {
                add(&mut self.pictures, graph, *loader);
            }
            return if masked && !loaders.is_empty() { Process::Repainted } else { Process::FromPicture };
        }
        if !keeps && !masked {
            return Process::Generated;
        }
        let before: Vec<usize> = behind.into_iter().skip(1).filter(|&n| graph.node_is(n, is_sampler)).collect();
        let mut process = Process::Generated;
        for earlier in before {
            self.earlier.push(earlier);
            // Once a foreign picture is in it, it stays in it.
            match self.sampler(earlier) {
                Process::Generated => {}
                told => process = told,
            }
        }
        process
    }
}

/// Whether a sampler leaves something of what it is given: with all the noise that it can add, only the size counts.
fn keeps(graph: &Graph, sampler: usize) -> bool {
    let number = |names: &[&str]| graph.nearest(sampler, names).and_then(|value| value.parse::<f64>().ok());
    let controls = || graph.back(sampler, |_, name| carries(name) == Carries::Control);
    match (number(&["denoise"]), number(&["start_at_step"])) {
        (_, Some(step)) if step > 0.0 => true,
        (Some(denoise), _) => {
            let splits = |node: &Node| node.is(&["splitsigmas"]);
            denoise < 0.999_999 || controls().into_iter().any(|n| graph.node_is(n, splits))
        }
        (None, Some(_)) => graph.value(sampler, &["add_noise"]).is_some_and(|word| word == "disable"),
        (None, None) => true,
    }
}

/// Pictures that go into the conditioning by nodes that have them made over.
fn made_over(graph: &Graph, sampler: usize) -> Vec<usize> {
    let leads = |name: &str| matches!(carries(name), Carries::Words | Carries::Control | Carries::Picture);
    let words = graph.back(sampler, |node, name| {
        let picture = carries(name) == Carries::Picture;
        leads(name)
            && (!picture || node.is(&MAKES_OVER))
            && (!is_sampler(node) || graph.node_is(sampler, |own| std::ptr::eq(node, own)))
    });
    let over = words.into_iter().filter(|&n| graph.node_is(n, |node| node.is(&MAKES_OVER)));
    let through = |node: &Node, name: &str| passes_pictures(name) && !is_sampler(node);
    let behind = over.take(MAX_SAMPLERS).flat_map(|n| graph.back(n, through));
    let mut loaders: Vec<usize> = behind.filter(|&n| graph.node_is(n, is_loader)).collect();
    loaders.dedup();
    loaders.truncate(MAX_SAMPLERS);
    loaders
}

fn add(names: &mut Vec<String>, graph: &Graph, loader: usize) {
    let Some(node) = graph.nodes.get(loader).filter(|node| is_loader(node) && names.len() < 16) else { return };
    let named = ["image", "image_path", "path", "file", "url"].iter().find_map(|name| match node.input(name)? {
        Input::Value(value) => value.as_str(),
        Input::Link(_) => None,
    });
    if let Some(name) = named.map(|name| cut(name, MAX_NAME)).filter(|name| !names.iter().any(|known| known == name)) {
        names.push(name.to_owned());
    }
}

/// The words of all samplers, the last one's first, each once.
pub fn all_wanted(graph: &Graph, sampler: usize, earlier: &[usize]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for &one in std::iter::once(&sampler).chain(earlier).take(8) {
        for text in words::wanted(graph, one) {
            if !all.contains(&text) {
                all.push(text);
            }
        }
    }
    all.truncate(16);
    all
}
