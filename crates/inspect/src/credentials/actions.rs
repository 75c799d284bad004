//! What `c2pa.actions` assertions tell, of either version (C2PA 2.2, section 18.15). Read from JSON: one action that a
//! typed reader would refuse must not hide the others.

use c2pa::Manifest;
use serde_json::Value;
use whence_model::facts::provenance::{Action, SourceType};

use super::text;
use crate::limits::MAX_ACTIONS_HEARD;

/// Begins the names of parameters that only Adobe's generator writes, such as `com.adobe.firefly.version`.
const FIREFLY: &str = "com.adobe.firefly.";

/// One action, as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Step<'a> {
    pub action: &'a str,
    pub agent: Option<&'a str>,
    pub source_type: Option<&'a str>,
    pub when: Option<&'a str>,
    pub description: Option<&'a str>,
    /// Name of a parameter that only a generator writes.
    pub generator_parameter: Option<&'a str>,
    pub gathered: bool,
}

/// All actions of a manifest, those of gathered assertions too.
pub fn steps(manifest: &Manifest) -> impl Iterator<Item = Step<'_>> {
    // In version 1 no assertion is told to be either.
    let has_gathered = manifest.claim_version() == Some(2);
    assertions(manifest)
        .flat_map(move |(value, created)| in_assertion(value, has_gathered && !created))
        .take(MAX_ACTIONS_HEARD)
}

/// Whether the maker says that no action is missing.
pub fn all_included(manifest: &Manifest) -> bool {
    assertions(manifest).any(|(value, _)| value["allActionsIncluded"] == true)
}

impl From<Step<'_>> for Action {
    fn from(step: Step) -> Self {
        Self {
            action: text(step.action),
            software_agent: step.agent.map(text),
            source_type: step.source_type.map(text),
            source: step.source_type.and_then(SourceType::read),
            when: step.when.map(text),
            description: step.description.map(text),
            gathered: step.gathered,
        }
    }
}

fn assertions(manifest: &Manifest) -> impl Iterator<Item = (&Value, bool)> {
    let assertions = manifest.assertions().iter().filter(|a| a.label().starts_with("c2pa.actions"));
    assertions.filter_map(|a| Some((a.value().ok()?, a.created())))
}

fn in_assertion(assertion: &Value, gathered: bool) -> impl Iterator<Item = Step<'_>> {
    let actions = assertion["actions"].as_array();
    actions.into_iter().flatten().map(move |action| step(assertion, action, gathered))
}

fn step<'a>(assertion: &'a Value, action: &'a Value, gathered: bool) -> Step<'a> {
    let name = action["action"].as_str().unwrap_or_default();
    let templates = templates(assertion, name);
    let string = |key: &str| {
        let own = action[key].as_str();
        own.or_else(|| templates.into_iter().flatten().find_map(|template| template[key].as_str()))
    };
    let parameters = &action["parameters"];
    let agent = agent(assertion, action);
    Step {
        action: name,
        agent: agent.or_else(|| templates.into_iter().flatten().find_map(|template| self::agent(assertion, template))),
        source_type: string("digitalSourceType"),
        when: string("when"),
        // Version 1 has it among the parameters.
        description: string("description").or(parameters["description"].as_str()),
        generator_parameter: parameters
            .as_object()
            .and_then(|named| named.keys().find(|name| name.starts_with(FIREFLY)))
            .map(String::as_str),
        gathered,
    }
}

/// Who did it: a name, an object with a name, or a place in the assertion's list of those.
fn agent<'a>(assertion: &'a Value, action: &'a Value) -> Option<&'a str> {
    let indexed = || {
        let index = usize::try_from(action["softwareAgentIndex"].as_u64()?).ok()?;
        assertion["softwareAgents"].get(index)
    };
    let agent = action.get("softwareAgent").or_else(indexed)?;
    agent.as_str().or(agent["name"].as_str()).filter(|name| !name.trim().is_empty())
}

/// What goes for all actions of this name, then what goes for all.
fn templates<'a>(assertion: &'a Value, action: &str) -> [Option<&'a Value>; 2] {
    // A few at most are ever written; each action looks through them.
    const LOOKED_AT: usize = 16;
    let named = |name: &str| {
        let mut templates = assertion["templates"].as_array().into_iter().flatten().take(LOOKED_AT);
        templates.find(|template| template["action"].as_str() == Some(name))
    };
    [named(action), named("*")]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn steps_of(assertion: &Value) -> Vec<Step<'_>> {
        in_assertion(assertion, false).collect()
    }

    #[test]
    fn actions_of_both_versions() {
        let assertion = json!({
            "softwareAgents": [{"name": "First"}, {"name": "Second", "version": "2"}],
            "actions": [
                {"action": "c2pa.created", "softwareAgent": "Plain", "digitalSourceType": " http://x/y", "when": "2024"},
                {"action": "c2pa.edited", "softwareAgent": {"name": "Named"}, "description": "Brighter"},
                {"action": "c2pa.placed", "softwareAgentIndex": 1, "parameters": {"description": "A logo"}},
                {"action": "c2pa.placed", "softwareAgentIndex": 9},
                {"action": 5, "softwareAgent": [], "softwareAgentIndex": -1},
                "nonsense",
            ],
        });
        let steps = steps_of(&assertion);
        let agents: Vec<Option<&str>> = steps.iter().map(|s| s.agent).collect();
        assert_eq!(agents, [Some("Plain"), Some("Named"), Some("Second"), None, None, None]);
        assert_eq!(steps[0].source_type, Some(" http://x/y"), "as it stands");
        assert_eq!((steps[1].description, steps[2].description), (Some("Brighter"), Some("A logo")));
        assert_eq!(steps[5], Step::default());
        assert_eq!(steps_of(&json!({"actions": 7})).len(), 0);
    }

    #[test]
    fn a_template_says_what_an_action_leaves_out() {
        let assertion = json!({
            "softwareAgents": [{"name": "Listed"}],
            "templates": [
                {"action": "*", "softwareAgent": {"name": "For all"}, "description": "for all"},
                {"action": "c2pa.edited", "softwareAgentIndex": 0, "digitalSourceType": "humanEdits"},
            ],
            "actions": [
                {"action": "c2pa.edited"},
                {"action": "c2pa.edited", "softwareAgent": "Own", "digitalSourceType": "composite"},
                {"action": "c2pa.cropped"},
            ],
        });
        let told: Vec<_> = steps_of(&assertion).iter().map(|s| (s.agent, s.source_type, s.description)).collect();
        assert_eq!(
            told,
            [
                (Some("Listed"), Some("humanEdits"), Some("for all")),
                (Some("Own"), Some("composite"), Some("for all")),
                (Some("For all"), None, Some("for all")),
            ]
        );
    }

    #[test]
    fn parameters_that_only_a_generator_writes() {
        let parameters = |name: &str| json!({"actions": [{"action": "c2pa.edited", "parameters": {name: "1"}}]});
        let named = parameters("com.adobe.firefly.version");
        assert_eq!(steps_of(&named)[0].generator_parameter, Some("com.adobe.firefly.version"));
        assert_eq!(steps_of(&parameters("com.adobe.acr"))[0].generator_parameter, None);
    }
}
