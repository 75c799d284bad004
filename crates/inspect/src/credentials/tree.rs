//! The active manifest and what it was made from, breadth first: a diamond is seen along each of its ways, a circle
//! is cut where it closes.

use std::collections::HashMap;

use c2pa::{Ingredient, Manifest, Reader};
use serde_json::Value;
use whence_model::{
    Untrusted,
    facts::provenance::{self, Action},
};

use super::{status, text};
use crate::limits::{MAX_ACTIONS, MAX_MANIFEST_DEPTH, MAX_MANIFESTS, MAX_STATUS_CODES};

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

/// From the outside in, the active manifest first.
pub fn nodes(reader: &Reader) -> Vec<Node<'_>> {
    let Some(active) = reader.active_manifest() else { return Vec::new() };
    let label = reader.active_label().unwrap_or_default();
    let deltas = deltas(reader);
    let mut nodes = vec![Node {
        entry: entry(label, Some(active)),
        source: Some(active),
        ingredient: None,
        parent: None,
        is_same_picture: true,
    }];
    let mut next = 0;
    while let Some(node) = nodes.get(next) {
        let (at, depth) = (next, node.entry.depth);
        next += 1;
        let Some(manifest) = node.source.filter(|_| depth < MAX_MANIFEST_DEPTH) else { continue };
        let (holder, is_same_picture) = (node.entry.label.raw().to_owned(), node.is_same_picture);
        for ingredient in manifest.ingredients() {
            if nodes.len() == MAX_MANIFESTS {
                return nodes;
            }
            let label = ingredient.active_manifest().unwrap_or_default();
            if closes_circle(&nodes, at, label) {
                continue;
            }
            let source = reader.get_manifest(label);
            let mut entry = entry(label, source);
            entry.depth = depth + 1;
            entry.relationship = Some(ingredient.relationship().as_str().to_owned());
            entry.title = ingredient.title().map(text).or(entry.title);
            entry.problems = problems(ingredient, &holder, &deltas);
            let is_same_picture = is_same_picture && ingredient.is_parent();
            nodes.push(Node { entry, source, ingredient: Some(ingredient), parent: Some(at), is_same_picture });
        }
    }
    nodes
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

fn entry(label: &str, manifest: Option<&Manifest>) -> provenance::Manifest {
    let signer =
        manifest.and_then(|m| m.signature_info()).and_then(|s| s.issuer.as_deref().or(s.common_name.as_deref()));
    provenance::Manifest {
        label: text(label),
        title: manifest.and_then(|m| m.title()).map(text),
        relationship: None,
        depth: 0,
        claim_generator: manifest.and_then(generator),
        signer: signer.map(text),
        actions: manifest.map(actions).unwrap_or_default(),
        problems: Vec::new(),
    }
}

/// What `c2pa.actions` assertions tell, of either version. Read from JSON: one action that a typed reader would refuse
/// must not hide the others.
fn actions(manifest: &Manifest) -> Vec<Action> {
    let assertions = manifest.assertions().iter().filter(|a| a.label().starts_with("c2pa.actions"));
    assertions.filter_map(|a| a.value().ok()).flat_map(in_assertion).take(MAX_ACTIONS).collect()
}

fn in_assertion(assertion: &Value) -> impl Iterator<Item = Action> {
    let agents = &assertion["softwareAgents"];
    assertion["actions"].as_array().into_iter().flatten().map(|action| {
        let string = |key: &str| action[key].as_str().map(text);
        let indexed = || agents.get(usize::try_from(action["softwareAgentIndex"].as_u64()?).ok()?);
        let agent = action.get("softwareAgent").or_else(indexed);
        Action {
            action: string("action").unwrap_or_default(),
            software_agent: agent.and_then(|a| a.as_str().or(a["name"].as_str())).map(text),
            source_type: string("digitalSourceType"),
            when: string("when"),
        }
    })
}

/// Failures of each ingredient in this validation that were not there in a former one, by the assertion's URI.
fn deltas(reader: &Reader) -> HashMap<&str, Vec<String>> {
    let mut deltas: HashMap<&str, Vec<String>> = HashMap::new();
    let all = reader.validation_results().and_then(|results| results.ingredient_deltas());
    for delta in all.into_iter().flatten() {
        let codes = delta.validation_deltas().failure().iter().map(|status| text(status.code()).to_string());
        deltas.entry(delta.ingredient_assertion_uri()).or_default().extend(codes);
    }
    deltas
}

/// Now, and as recorded when the ingredient was taken in.
fn problems(ingredient: &Ingredient, holder: &str, deltas: &HashMap<&str, Vec<String>>) -> Vec<String> {
    let mut codes = status::recorded_failures(ingredient.validation_results(), ingredient.validation_status());
    let label = ingredient.label().unwrap_or_default();
    let uri = format!("self#jumbf=/c2pa/{holder}/c2pa.assertions/{label}");
    codes.extend(deltas.get(uri.as_str()).into_iter().flatten().cloned());
    codes.sort();
    codes.dedup();
    codes.truncate(MAX_STATUS_CODES);
    codes
}

/// Whether a manifest stands above itself. Files without one have no label.
fn closes_circle(nodes: &[Node], at: usize, label: &str) -> bool {
    let mut above = Some(at);
    while let Some(node) = above.and_then(|at| nodes.get(at)) {
        if !label.is_empty() && node.entry.label.raw() == label {
            return true;
        }
        above = node.parent;
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn actions_of_both_versions() {
        let assertion = json!({
            "softwareAgents": [{"name": "First"}, {"name": "Second", "version": "2"}],
            "actions": [
                {"action": "c2pa.created", "softwareAgent": "Plain", "digitalSourceType": " http://x/y", "when": "2024"},
                {"action": "c2pa.edited", "softwareAgent": {"name": "Named"}},
                {"action": "c2pa.placed", "softwareAgentIndex": 1},
                {"action": "c2pa.placed", "softwareAgentIndex": 9},
                {"action": 5, "softwareAgent": [], "softwareAgentIndex": -1},
                "nonsense",
            ],
        });
        let actions: Vec<Action> = in_assertion(&assertion).collect();
        let agents: Vec<Option<&str>> = actions.iter().map(|a| a.software_agent.as_ref().map(Untrusted::raw)).collect();
        assert_eq!(agents, [Some("Plain"), Some("Named"), Some("Second"), None, None, None]);
        assert_eq!(actions[0].source_type, Some(" http://x/y".into()), "as it stands");
        assert_eq!(actions[5], Action { action: "".into(), software_agent: None, source_type: None, when: None });
        assert_eq!(in_assertion(&json!({"actions": 7})).count(), 0);
    }

    #[test]
    fn a_circle_is_cut_where_it_closes() {
        let node = |label: &str, parent| Node {
            entry: entry(label, None),
            source: None,
            ingredient: None,
            parent,
            is_same_picture: true,
        };
        let nodes = [node("a", None), node("b", Some(0)), node("c", Some(0)), node("", Some(1))];
        assert!(closes_circle(&nodes, 1, "a") && closes_circle(&nodes, 1, "b"));
        assert!(!closes_circle(&nodes, 1, "c"), "a sibling may stand below too");
        assert!(!closes_circle(&nodes, 3, ""), "two files without credentials");
    }
}
