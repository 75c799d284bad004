//! What manifests claim about how the picture came to be (C2PA Asset Rubrics 1.0, 2026; makers' own marks before it).
//!
//! Training and data-mining assertions are not looked at: they say what may be done with a picture, not where it is
//! from.

use whence_model::{
    Untrusted,
    facts::provenance::{Action, Basis, Claim, ClaimKind},
};

use super::{
    makers::is_generator,
    source_type::{self, Source},
    text,
    tree::Node,
};

/// Actions that leave what the picture shows as it is: a generator's name beside them says nothing.
const NOT_EDITORIAL: &[&str] = &[
    "c2pa.converted",
    "c2pa.edited.metadata",
    "c2pa.enhanced",
    "c2pa.opened",
    "c2pa.published",
    "c2pa.redacted",
    "c2pa.repackaged",
    "c2pa.resized",
    "c2pa.resized.proportional",
    "c2pa.transcoded",
    "c2pa.watermarked",
    "c2pa.watermarked.bound",
    "c2pa.watermarked.unbound",
];

/// An assertion that Adobe's programs made beside generated content in 2023.
const ADOBE_GENERATIVE: &str = "com.adobe.generative-ai";

/// At most one claim of each kind a manifest, from the outside in.
pub fn of(nodes: &[Node]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let said = said(&Said::of(node));
        for (kind, basis, value) in of_picture(said, node.is_same_picture) {
            claims.push(Claim { kind, basis, value, path: path(nodes, at), active: at == 0 });
        }
    }
    claims
}

type Statement = (ClaimKind, Basis, Untrusted);

/// The parts of one manifest that may say something.
#[derive(Default)]
struct Said<'a> {
    actions: &'a [Action],
    /// Every name that the claim generator gives itself.
    generators: Vec<&'a str>,
    assertions: Vec<&'a str>,
    /// Of a file that was taken in without a manifest.
    source_type: Option<String>,
    /// Kinds of data among the ingredients, such as `c2pa.types.model.pytorch`.
    data_types: Vec<&'a str>,
    /// It begins with another picture.
    has_parent: bool,
}

impl<'a> Said<'a> {
    fn of(node: &'a Node) -> Self {
        let ingredient_type = node.ingredient.and_then(|i| i.digital_source_type());
        let mut said = Self {
            actions: &node.entry.actions,
            source_type: ingredient_type.filter(|_| node.source.is_none()).map(|t| t.to_string()),
            ..Self::default()
        };
        if let Some(manifest) = node.source {
            let names = manifest.claim_generator_info.iter().flatten().map(|info| info.name.as_str());
            said.generators = names.chain(manifest.claim_generator()).collect();
            said.assertions = manifest.assertions().iter().map(|a| a.label()).collect();
            let types = manifest.ingredients().iter().filter_map(|i| i.data_types()).flatten();
            said.data_types = types.map(|t| t.asset_type.as_str()).collect();
            said.has_parent = manifest.parent().is_some();
        }
        said
    }

    fn creates(&self) -> bool {
        self.actions.iter().any(|a| a.action.raw() == "c2pa.created")
    }
}

/// What one manifest says, the stronger basis first: source types, then names, then makers' own marks.
fn said(said: &Said) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut add = |kind, basis, value: Untrusted| {
        if !statements.iter().any(|(k, ..)| *k == kind) {
            statements.push((kind, basis, value));
        }
    };
    for action in said.actions {
        let Some(value) = &action.source_type else { continue };
        // Created and opened tell how the picture begins, every other action what was done to it.
        let begins = matches!(action.action.raw(), "c2pa.created" | "c2pa.opened");
        let kind = match (source_type::read(value.raw()), begins) {
            (Source::Generated, true) => ClaimKind::AiGenerated,
            (Source::Generated | Source::PartlyGenerated, _) => ClaimKind::AiEdited,
            (Source::Captured, true) => ClaimKind::CameraCapture,
            _ => continue,
        };
        add(kind, Basis::DigitalSourceType, value.clone());
    }
    if let Some(value) = &said.source_type {
        match source_type::read(value) {
            Source::Generated => add(ClaimKind::AiGenerated, Basis::DigitalSourceType, text(value)),
            Source::PartlyGenerated => add(ClaimKind::AiEdited, Basis::DigitalSourceType, text(value)),
            Source::Captured => add(ClaimKind::CameraCapture, Basis::DigitalSourceType, text(value)),
            Source::Other => {}
        }
    }
    // An action that gives its source type has spoken for itself.
    for action in said.actions.iter().filter(|a| a.source_type.is_none()) {
        let name = action.action.raw();
        let Some(agent) = action.software_agent.as_ref().filter(|a| is_generator(a.raw())) else { continue };
        if name == "c2pa.created" {
            add(ClaimKind::AiGenerated, Basis::SoftwareAgent, agent.clone());
        } else if !NOT_EDITORIAL.contains(&name) {
            add(ClaimKind::AiEdited, Basis::SoftwareAgent, agent.clone());
        }
    }
    if !statements.is_empty() || said.actions.iter().any(|a| a.source_type.is_some()) {
        return statements;
    }
    let begins = said.creates() || (said.actions.is_empty() && !said.has_parent);
    let by_generator = said.generators.iter().find(|name| is_generator(name));
    let edits = said.actions.iter().any(|a| !NOT_EDITORIAL.contains(&a.action.raw()));
    let kind = if begins { ClaimKind::AiGenerated } else { ClaimKind::AiEdited };
    let model = said.data_types.iter().find(|t| t.starts_with("c2pa.types.model"));
    if let Some(name) = by_generator.filter(|_| begins || edits) {
        vec![(kind, Basis::SoftwareAgent, text(name))]
    } else if let Some(label) = said.assertions.iter().find(|label| **label == ADOBE_GENERATIVE) {
        // Beside it, an editor's "created" is that of its own empty canvas.
        vec![(ClaimKind::AiEdited, Basis::VendorAssertion, text(label))]
    } else if let Some(model) = model {
        vec![(kind, Basis::VendorAssertion, text(model))]
    } else {
        Vec::new()
    }
}

/// What it says about the whole picture. Of a part that was placed into it, generated content makes the whole partly
/// generated; a camera's part makes it no capture.
fn of_picture(said: Vec<Statement>, is_same_picture: bool) -> Vec<Statement> {
    if is_same_picture {
        return said;
    }
    let ai = said.into_iter().find(|(kind, ..)| *kind != ClaimKind::CameraCapture);
    ai.map(|(_, basis, value)| (ClaimKind::AiEdited, basis, value)).into_iter().collect()
}

fn path(nodes: &[Node], at: usize) -> Vec<Untrusted> {
    let mut path = Vec::new();
    let mut next = nodes.get(at);
    while let Some(node) = next {
        let entry = &node.entry;
        path.push(entry.title.clone().or(entry.claim_generator.clone()).unwrap_or_else(|| entry.label.clone()));
        next = node.parent.and_then(|parent| nodes.get(parent));
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use Basis::*;
    use ClaimKind::*;
    use whence_model::facts::provenance::Manifest;

    use super::*;

    fn action(name: &str, agent: Option<&str>, source_type: Option<&str>) -> Action {
        Action {
            action: name.into(),
            software_agent: agent.map(Into::into),
            source_type: source_type.map(Into::into),
            when: None,
        }
    }

    fn kinds(of: &Said) -> Vec<(ClaimKind, Basis)> {
        said(of).into_iter().map(|(kind, basis, _)| (kind, basis)).collect()
    }

    #[test]
    fn actions_say_it() {
        let trained = Some("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
        let composite = Some("compositeWithTrainedAlgorithmicMedia");
        let firefly = Some("Adobe Firefly");
        type Case<'a> = (&'a str, &'a [Action], &'a [(ClaimKind, Basis)]);
        let cases: &[Case] = &[
            ("generated", &[action("c2pa.created", firefly, trained)], &[(AiGenerated, DigitalSourceType)]),
            ("filled in", &[action("c2pa.placed", firefly, trained)], &[(AiEdited, DigitalSourceType)]),
            ("edited", &[action("c2pa.edited", firefly, composite)], &[(AiEdited, DigitalSourceType)]),
            ("begun in part", &[action("c2pa.created", None, composite)], &[(AiEdited, DigitalSourceType)]),
            ("camera", &[action("c2pa.created", None, Some("digitalCapture"))], &[(CameraCapture, DigitalSourceType)]),
            (
                "camera, then filled in",
                &[action("c2pa.created", None, Some("digitalCapture")), action("c2pa.edited", None, trained)],
                &[(CameraCapture, DigitalSourceType), (AiEdited, DigitalSourceType)],
            ),
            (
                "once is enough",
                &[action("c2pa.placed", firefly, trained), action("c2pa.placed", firefly, trained)],
                &[(AiEdited, DigitalSourceType)],
            ),
            ("by name", &[action("c2pa.created", Some("DALL·E"), None)], &[(AiGenerated, SoftwareAgent)]),
            ("by name, editing", &[action("c2pa.drawing", firefly, None)], &[(AiEdited, SoftwareAgent)]),
            ("only converted", &[action("c2pa.converted", Some("OpenAI API"), None)], &[]),
            ("its maker knows better", &[action("c2pa.created", firefly, Some("digitalCreation"))], &[]),
            ("a formula", &[action("c2pa.created", None, Some("algorithmicMedia"))], &[]),
            ("an edit that claims a camera", &[action("c2pa.edited", None, Some("digitalCapture"))], &[]),
            ("nothing", &[action("c2pa.created", Some("Photoshop"), None)], &[]),
        ];
        for (name, actions, expected) in cases {
            assert_eq!(kinds(&Said { actions, ..Said::default() }), *expected, "{name}");
        }
    }

    #[test]
    fn makers_of_2023_say_it_in_their_own_way() {
        let created = [action("c2pa.created", None, None)];
        let firefly = Said {
            actions: &created,
            generators: vec!["Adobe_Firefly/1.0 c2pa-rs/0.17.0"],
            assertions: vec![ADOBE_GENERATIVE],
            ..Said::default()
        };
        assert_eq!(kinds(&firefly), [(AiGenerated, SoftwareAgent)]);
        let photoshop = Said { generators: vec!["Adobe_Photoshop/24.6"], ..firefly };
        assert_eq!(kinds(&photoshop), [(AiEdited, VendorAssertion)], "its own canvas was created, not the content");
        let bing = Said { generators: vec!["Microsoft_Responsible_AI/1.0"], ..Said::default() };
        assert_eq!(kinds(&bing), [(AiGenerated, SoftwareAgent)]);
        let saved = [action("c2pa.opened", None, None), action("c2pa.converted", None, None)];
        let passed_on = Said { actions: &saved, has_parent: true, ..bing };
        assert_eq!(kinds(&passed_on), [], "a generator that only saves another picture");
        let model = Said { data_types: vec!["c2pa.types.model.pytorch"], actions: &created, ..Said::default() };
        assert_eq!(kinds(&model), [(AiGenerated, VendorAssertion)]);
    }

    #[test]
    fn permissions_for_training_say_nothing() {
        let created = [action("c2pa.created", None, None)];
        let assertions = vec!["c2pa.training-mining", "cawg.training-mining"];
        assert_eq!(kinds(&Said { actions: &created, assertions, ..Said::default() }), []);
    }

    fn node(title: &str, parent: Option<usize>, is_same_picture: bool, actions: Vec<Action>) -> Node<'static> {
        let entry = Manifest {
            label: title.into(),
            title: Some(title.into()),
            relationship: None,
            depth: 0,
            claim_generator: None,
            signer: None,
            actions,
            problems: Vec::new(),
        };
        Node { entry, source: None, ingredient: None, parent, is_same_picture }
    }

    #[test]
    fn the_whole_tree_is_heard() {
        let trained = || vec![action("c2pa.created", None, Some("trainedAlgorithmicMedia"))];
        let captured = || vec![action("c2pa.created", None, Some("digitalCapture"))];
        let nodes = [
            node("outer", None, true, Vec::new()),
            node("middle", Some(0), true, Vec::new()),
            node("inner", Some(1), true, trained()),
            node("pasted", Some(0), false, trained()),
            node("pasted photo", Some(0), false, captured()),
        ];
        let claims = of(&nodes);
        let told: Vec<(ClaimKind, Vec<&str>, bool)> =
            claims.iter().map(|c| (c.kind, c.path.iter().map(Untrusted::raw).collect(), c.active)).collect();
        assert_eq!(
            told,
            [(AiGenerated, vec!["outer", "middle", "inner"], false), (AiEdited, vec!["outer", "pasted"], false),]
        );
        let alone = of(&[node("outer", None, true, captured())]);
        assert!(matches!(alone.as_slice(), [Claim { kind: CameraCapture, active: true, .. }]), "{alone:?}");
    }
}
