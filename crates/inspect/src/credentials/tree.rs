//! The active manifest and what it was made from, breadth first: a diamond is seen along each of its ways, a circle
//! is cut where it closes.

use std::collections::HashMap;

use c2pa::{Ingredient, Manifest, Reader};
use whence_model::{Untrusted, facts::provenance};

use super::{
    actions, signature, soft_binding,
    status::{self, Status},
    text,
};
use crate::limits::{
    MAX_ACTIONS, MAX_ASSERTIONS, MAX_MANIFEST_DEPTH, MAX_MANIFESTS, MAX_SOFT_BINDINGS, MAX_STATUS_CODES,
};

/// One place in the tree: a manifest, or a file that was taken in without one.
pub struct Node<'r> {
    pub entry: provenance::Manifest,
    pub source: Option<&'r Manifest>,
    /// How it was taken in; absent for the active manifest.
    pub ingredient: Option<&'r Ingredient>,
    /// Index of what it was taken into; always before it.
    pub parent: Option<usize>,
    /// Every step from the active manifest is `parentOf`: the picture is an edit of this one.
    pub is_same_picture: bool,
}

#[derive(Default)]
pub struct Tree<'r> {
    /// From the outside in, the active manifest first.
    pub nodes: Vec<Node<'r>>,
    /// There are more, or deeper ones.
    pub cut: bool,
}

pub fn read<'r>(reader: &'r Reader, statuses: &[Status]) -> Tree<'r> {
    let Some(active) = reader.active_manifest() else { return Tree::default() };
    let entries = Entries { statuses, deltas: deltas(reader) };
    let mut tree = Tree::default();
    tree.nodes.push(Node {
        entry: entries.of(reader.active_label().unwrap_or_default(), Some(active), true),
        source: Some(active),
        ingredient: None,
        parent: None,
        is_same_picture: true,
    });
    for at in 0..MAX_MANIFESTS {
        let Some(node) = tree.nodes.get(at) else { break };
        let depth = node.entry.depth;
        let ingredients = node.source.map(Manifest::ingredients).unwrap_or_default();
        if depth == MAX_MANIFEST_DEPTH {
            tree.cut |= !ingredients.is_empty();
            continue;
        }
        let (holder, is_same_picture) = (node.entry.label.raw().to_owned(), node.is_same_picture);
        for ingredient in ingredients {
            let label = ingredient.active_manifest().unwrap_or_default();
            if closes_circle(&tree.nodes, at, label) {
                continue;
            }
            if tree.nodes.len() == MAX_MANIFESTS {
                return Tree { cut: true, ..tree };
            }
            let source = reader.get_manifest(label);
            let own = entries.of(label, source, false);
            let entry = provenance::Manifest {
                depth: depth.saturating_add(1),
                parent: Some(at as u32),
                relationship: Some(ingredient.relationship().as_str().to_owned()),
                title: ingredient.title().map(text).or(own.title),
                format: ingredient.format().map(text).or(own.format),
                problems: entries.problems(ingredient, &holder),
                ..own
            };
            let is_same_picture = is_same_picture && ingredient.is_parent();
            tree.nodes.push(Node { entry, source, ingredient: Some(ingredient), parent: Some(at), is_same_picture });
        }
    }
    tree
}

/// The name of the program that made the manifest.
pub fn generator(manifest: &Manifest) -> Option<Untrusted> {
    let info = manifest.claim_generator_info.iter().flatten().find(|info| !info.name.trim().is_empty());
    let named = info.map(|info| match &info.version {
        Some(version) => format!("{} {version}", info.name),
        None => info.name.clone(),
    });
    named.as_deref().or(manifest.claim_generator()).map(text)
}

/// What entries are made from, beside the manifest itself.
struct Entries<'a> {
    statuses: &'a [Status],
    deltas: HashMap<&'a str, Vec<String>>,
}

impl Entries<'_> {
    fn of(&self, label: &str, manifest: Option<&Manifest>, active: bool) -> provenance::Manifest {
        let label_shown = text(label);
        let Some(manifest) = manifest else {
            return provenance::Manifest { label: label_shown, ..provenance::Manifest::default() };
        };
        let signer = manifest.signature_info().and_then(|s| s.issuer.as_deref().or(s.common_name.as_deref()));
        let redactions = manifest.redactions().unwrap_or_default();
        provenance::Manifest {
            label: label_shown,
            title: manifest.title().map(text),
            format: manifest.format().map(text),
            claim_version: manifest.claim_version(),
            claim_generator: generator(manifest),
            signer: signer.map(text),
            signature: signature::of(manifest, self.statuses, label, active),
            actions: actions::steps(manifest).take(MAX_ACTIONS).map(Into::into).collect(),
            all_actions_included: actions::all_included(manifest),
            soft_bindings: soft_binding::of(manifest),
            redactions: redactions.iter().take(MAX_SOFT_BINDINGS).map(|uri| text(uri)).collect(),
            assertions: assertion_labels(manifest).take(MAX_ASSERTIONS).collect(),
            ..provenance::Manifest::default()
        }
    }

    /// Now, and as recorded when the ingredient was taken in.
    fn problems(&self, ingredient: &Ingredient, holder: &str) -> Vec<String> {
        let mut codes = status::recorded_failures(ingredient.validation_results(), ingredient.validation_status());
        let label = ingredient.label().unwrap_or_default();
        let uri = format!("self#jumbf=/c2pa/{holder}/c2pa.assertions/{label}");
        codes.extend(self.deltas.get(uri.as_str()).into_iter().flatten().cloned());
        codes.sort();
        codes.dedup();
        codes.truncate(MAX_STATUS_CODES);
        codes
    }
}

/// Of all that the claim names, also those that the library keeps apart: hashes, thumbnails, ingredients.
fn assertion_labels(manifest: &Manifest) -> impl Iterator<Item = Untrusted> {
    let urls = manifest.assertion_references().map(|reference| reference.url());
    urls.map(|url| text(url.rsplit_once('/').map_or(url.as_str(), |(_, label)| label)))
}

/// Failures of each ingredient in this validation that were not there in a former one, by the assertion's URI.
fn deltas(reader: &Reader) -> HashMap<&str, Vec<String>> {
    let mut deltas: HashMap<&str, Vec<String>> = HashMap::new();
    let all = reader.validation_results().and_then(|results| results.ingredient_deltas());
    for delta in all.into_iter().flatten() {
        let codes = delta.validation_deltas().failure().iter().map(|status| text(status.code()).to_string());
        let known = deltas.entry(delta.ingredient_assertion_uri()).or_default();
        let room = MAX_STATUS_CODES.saturating_sub(known.len());
        known.extend(codes.take(room));
    }
    deltas
}

/// Whether a manifest stands above itself. Files without one have no label.
fn closes_circle(nodes: &[Node], at: usize, label: &str) -> bool {
    let label = text(label);
    let mut above = Some(at);
    while let Some(node) = above.and_then(|at| nodes.get(at)) {
        if !label.is_empty() && node.entry.label == label {
            return true;
        }
        above = node.parent;
    }
    false
}

#[cfg(test)]
mod signed;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_cut_where_it_closes() {
        let node = |label: &str, parent| Node {
            entry: provenance::Manifest { label: label.into(), ..provenance::Manifest::default() },
            source: None,
            ingredient: None,
            parent,
            is_same_picture: true,
        };
        let nodes = [node("a", None), node("b", Some(0)), node("c", Some(0)), node("", Some(1))];
        assert!(closes_circle(&nodes, 1, "a") && closes_circle(&nodes, 1, "b"));
        assert!(!closes_circle(&nodes, 1, "c"), "a sibling may stand below too");
        assert!(!closes_circle(&nodes, 3, ""), "two files without credentials");
        let long = "x".repeat(5000);
        assert!(closes_circle(&[node(text(&long).raw(), None)], 0, &long), "labels are cut before they are compared");
    }
}
