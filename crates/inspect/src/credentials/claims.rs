//! What manifests claim about how the picture came to be (C2PA Asset Rubrics 1.0, 2026; makers' own marks before it).
//!
//! Training and data-mining assertions are not looked at: they say what may be done with a picture, not where it is
//! from. Source types that may hold generated parts without saying so (a composite, a screenshot) say nothing.

use whence_model::{
    Untrusted,
    facts::provenance::{Basis, Claim, ClaimKind, SourceType},
};

use super::{
    actions::{self, Step},
    makers::is_generator,
    text,
    tree::Node,
};

/// Actions that leave what the picture shows as it is: that AI stands beside them says nothing about the picture.
const NOT_EDITORIAL: &[&str] = &[
    "c2pa.converted",
    "c2pa.edited.metadata",
    "c2pa.enhanced",
    "c2pa.published",
    "c2pa.redacted",
    "c2pa.repackaged",
    "c2pa.resized.proportional",
    "c2pa.transcoded",
    "c2pa.watermarked",
    "c2pa.watermarked.bound",
    "c2pa.watermarked.unbound",
];

/// Actions that a generator's mere name says nothing beside: services open, scale and save pictures of others.
const NAMELESS: &[&str] = &["c2pa.opened", "c2pa.resized"];

/// An assertion that Adobe's programs made beside generated content in 2023.
const ADOBE_GENERATIVE: &str = "com.adobe.generative-ai";

/// Which model took part, and how far people looked on (C2PA 2.4).
const DISCLOSURE: &str = "c2pa.ai-disclosure";

/// Kinds of data that are a trained model, such as `c2pa.types.model.pytorch`.
const MODEL: &str = "c2pa.types.model";

/// At most one claim of each kind a manifest, from the outside in.
pub fn of(nodes: &[Node]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let said = said(&Said::of(node));
        for (kind, basis, value) in of_picture(said, node.is_same_picture) {
            claims.push(Claim { kind, basis, value, path: path(nodes, at), at: at as u32, active: at == 0 });
        }
    }
    claims
}

type Statement = (ClaimKind, Basis, Untrusted);

/// The parts of one manifest that may say something.
#[derive(Default)]
struct Said<'a> {
    steps: Vec<Step<'a>>,
    /// Every name that the claim generator gives itself.
    generators: Vec<&'a str>,
    assertions: Vec<&'a str>,
    /// Of a file that was taken in without a manifest.
    source_type: Option<String>,
    /// Kinds of data among the ingredients.
    data_types: Vec<&'a str>,
    /// It begins with another picture.
    has_parent: bool,
}

impl<'a> Said<'a> {
    fn of(node: &'a Node) -> Self {
        let Some(manifest) = node.source else {
            let source_type = node.ingredient.and_then(|i| i.digital_source_type()).map(|t| t.to_string());
            return Self { source_type, ..Self::default() };
        };
        let names = manifest.claim_generator_info.iter().flatten().map(|info| info.name.as_str());
        let types = manifest.ingredients().iter().filter_map(|i| i.data_types()).flatten();
        Self {
            steps: actions::steps(manifest).collect(),
            generators: names.chain(manifest.claim_generator()).collect(),
            assertions: manifest.assertions().iter().map(|a| a.label()).collect(),
            source_type: None,
            data_types: types.map(|t| t.asset_type.as_str()).collect(),
            has_parent: manifest.parent().is_some(),
        }
    }

    /// The picture begins here: nothing else can have been edited.
    fn begins(&self) -> bool {
        self.steps.iter().any(|s| s.action == "c2pa.created") || (self.steps.is_empty() && !self.has_parent)
    }

    fn edits(&self) -> bool {
        self.steps.iter().any(|s| !NOT_EDITORIAL.contains(&s.action) && !NAMELESS.contains(&s.action))
    }

    /// Somebody said of some step where its content is from.
    fn has_source_types(&self) -> bool {
        self.steps.iter().any(|s| s.source_type.is_some())
    }
}

/// What one manifest says, the stronger basis first: source types, then names, then makers' own marks.
fn said(said: &Said) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut add = |kind, basis, value: &str| {
        if !statements.iter().any(|(k, ..)| *k == kind) {
            statements.push((kind, basis, text(value)));
        }
    };
    for step in &said.steps {
        if let Some((value, kind)) = step.source_type.and_then(|value| Some((value, by_source_type(step, value)?))) {
            add(kind, Basis::DigitalSourceType, value);
        }
    }
    if let Some((value, source)) = said.source_type.as_deref().and_then(|v| Some((v, SourceType::read(v)?))) {
        match source {
            _ if source.is_generated() => add(ClaimKind::AiGenerated, Basis::DigitalSourceType, value),
            _ if source.is_partly_generated() => add(ClaimKind::AiEdited, Basis::DigitalSourceType, value),
            _ if source.is_capture() => add(ClaimKind::CameraCapture, Basis::DigitalSourceType, value),
            _ => {}
        }
    }
    // An action that gives its source type has spoken for itself.
    for step in said.steps.iter().filter(|step| step.source_type.is_none()) {
        let named = step.agent.filter(|agent| is_generator(agent)).filter(|_| !NAMELESS.contains(&step.action));
        let mark = named
            .map(|agent| (Basis::SoftwareAgent, agent))
            .or(step.generator_parameter.map(|parameter| (Basis::VendorAssertion, parameter)));
        match mark {
            Some((basis, value)) if step.action == "c2pa.created" => add(ClaimKind::AiGenerated, basis, value),
            Some((basis, value)) if !NOT_EDITORIAL.contains(&step.action) => add(ClaimKind::AiEdited, basis, value),
            _ => {}
        }
    }
    if !statements.iter().any(|(kind, ..)| *kind != ClaimKind::CameraCapture) {
        statements.extend(marked(said));
    }
    statements
}

/// What a source type says of the step beside which it stands.
fn by_source_type(step: &Step, value: &str) -> Option<ClaimKind> {
    let source = SourceType::read(value)?;
    // Created and opened tell how the picture begins, every other action what was done to it.
    let begins = matches!(step.action, "c2pa.created" | "c2pa.opened");
    match source {
        _ if source.is_generated() && begins => Some(ClaimKind::AiGenerated),
        _ if NOT_EDITORIAL.contains(&step.action) => None,
        _ if source.is_generated() || source.is_partly_generated() => Some(ClaimKind::AiEdited),
        _ if source.is_capture() && begins => Some(ClaimKind::CameraCapture),
        _ => None,
    }
}

/// What names and marks of the whole manifest say, where no step says it.
fn marked(said: &Said) -> Option<Statement> {
    let (begins, silent) = (said.begins(), !said.has_source_types());
    let kind = if begins && silent { ClaimKind::AiGenerated } else { ClaimKind::AiEdited };
    let labelled = |label: &str| said.assertions.contains(&label);
    let by_generator = said.generators.iter().find(|name| is_generator(name));
    let model = said.data_types.iter().find(|kind| kind.starts_with(MODEL));
    if let Some(name) = by_generator.filter(|_| silent && (begins || said.edits())) {
        Some((kind, Basis::SoftwareAgent, text(name)))
    } else if labelled(ADOBE_GENERATIVE) {
        // Beside it, an editor's "created" is that of its own empty canvas.
        Some((ClaimKind::AiEdited, Basis::VendorAssertion, ADOBE_GENERATIVE.into()))
    } else if labelled(DISCLOSURE) {
        Some((kind, Basis::VendorAssertion, DISCLOSURE.into()))
    } else {
        let model = model.filter(|_| silent)?;
        Some((kind, Basis::VendorAssertion, text(model)))
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

    fn step<'a>(action: &'a str, agent: Option<&'a str>, source_type: Option<&'a str>) -> Step<'a> {
        Step { action, agent, source_type, ..Step::default() }
    }

    fn kinds(of: &Said) -> Vec<(ClaimKind, Basis)> {
        said(of).into_iter().map(|(kind, basis, _)| (kind, basis)).collect()
    }

    #[test]
    fn actions_say_it() {
        let trained = Some("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
        let composite = Some("compositeWithTrainedAlgorithmicMedia");
        let firefly = Some("Adobe Firefly");
        type Case<'a> = (&'a str, &'a [Step<'a>], &'a [(ClaimKind, Basis)]);
        let cases: &[Case] = &[
            ("generated", &[step("c2pa.created", firefly, trained)], &[(AiGenerated, DigitalSourceType)]),
            ("begun with", &[step("c2pa.opened", None, trained)], &[(AiGenerated, DigitalSourceType)]),
            ("filled in", &[step("c2pa.placed", firefly, trained)], &[(AiEdited, DigitalSourceType)]),
            ("edited", &[step("c2pa.edited", firefly, composite)], &[(AiEdited, DigitalSourceType)]),
            ("begun in part", &[step("c2pa.created", None, composite)], &[(AiEdited, DigitalSourceType)]),
            ("synthetic", &[step("c2pa.created", None, Some("compositeSynthetic"))], &[(AiEdited, DigitalSourceType)]),
            ("camera", &[step("c2pa.created", None, Some("digitalCapture"))], &[(CameraCapture, DigitalSourceType)]),
            (
                "camera, then filled in",
                &[step("c2pa.created", None, Some("digitalCapture")), step("c2pa.edited", None, trained)],
                &[(CameraCapture, DigitalSourceType), (AiEdited, DigitalSourceType)],
            ),
            (
                "once is enough",
                &[step("c2pa.placed", firefly, trained), step("c2pa.placed", firefly, trained)],
                &[(AiEdited, DigitalSourceType)],
            ),
            ("by name", &[step("c2pa.created", Some("DALL·E"), None)], &[(AiGenerated, SoftwareAgent)]),
            ("by name, editing", &[step("c2pa.drawing", firefly, None)], &[(AiEdited, SoftwareAgent)]),
            ("its maker knows better", &[step("c2pa.created", firefly, Some("digitalCreation"))], &[]),
            ("a formula", &[step("c2pa.created", None, Some("algorithmicMedia"))], &[]),
            ("a filter", &[step("c2pa.edited", None, Some("algorithmicallyEnhanced"))], &[]),
            ("an edit that claims a camera", &[step("c2pa.edited", None, Some("digitalCapture"))], &[]),
            ("nothing", &[step("c2pa.created", Some("Photoshop"), None)], &[]),
        ];
        for (name, steps, expected) in cases {
            assert_eq!(kinds(&Said { steps: steps.to_vec(), ..Said::default() }), *expected, "{name}");
        }
    }

    #[test]
    fn what_leaves_the_picture_as_it_is_says_nothing() {
        let trained = Some("trainedAlgorithmicMedia");
        for action in NOT_EDITORIAL {
            for step in [step(action, None, trained), step(action, Some("OpenAI API"), None)] {
                assert_eq!(kinds(&Said { steps: vec![step], has_parent: true, ..Said::default() }), [], "{action}");
            }
        }
        // A generator that opens or scales a picture has not made it; where it says that it did, it did.
        for action in NAMELESS {
            assert_eq!(kinds(&Said { steps: vec![step(action, Some("OpenAI API"), None)], ..Said::default() }), []);
            assert_eq!(kinds(&Said { steps: vec![step(action, None, trained)], ..Said::default() }).len(), 1);
        }
    }

    #[test]
    fn source_types_that_only_may_hold_generated_parts_say_nothing() {
        for source in ["composite", "digitalArt", "screenCapture", "virtualRecording", "compositeCapture", "print"] {
            for action in ["c2pa.created", "c2pa.opened", "c2pa.edited"] {
                let steps = vec![step(action, None, Some(source))];
                assert_eq!(kinds(&Said { steps, ..Said::default() }), [], "{action} {source}");
            }
        }
    }

    #[test]
    fn makers_of_2023_say_it_in_their_own_way() {
        let created = || vec![step("c2pa.created", None, None)];
        let of = |steps, generator, assertion| Said {
            steps,
            generators: Vec::from_iter(generator),
            assertions: Vec::from_iter(assertion),
            ..Said::default()
        };
        let firefly = of(created(), Some("Adobe_Firefly/1.0 c2pa-rs/0.17.0"), Some(ADOBE_GENERATIVE));
        assert_eq!(kinds(&firefly), [(AiGenerated, SoftwareAgent)]);
        let photoshop = of(created(), Some("Adobe_Photoshop/24.6"), Some(ADOBE_GENERATIVE));
        assert_eq!(kinds(&photoshop), [(AiEdited, VendorAssertion)], "its own canvas was created, not the content");
        let bing = of(Vec::new(), Some("Microsoft_Responsible_AI/1.0"), None);
        assert_eq!(kinds(&bing), [(AiGenerated, SoftwareAgent)]);
        let saved = vec![step("c2pa.opened", None, None), step("c2pa.converted", None, None)];
        let passed_on = Said { steps: saved, has_parent: true, ..bing };
        assert_eq!(kinds(&passed_on), [], "a generator that only saves another picture");
        let model = Said { data_types: vec!["c2pa.types.model.pytorch"], ..of(created(), None, None) };
        assert_eq!(kinds(&model), [(AiGenerated, VendorAssertion)]);
        let dataset = Said { data_types: vec!["c2pa.types.dataset"], ..of(created(), None, None) };
        assert_eq!(kinds(&dataset), []);
    }

    #[test]
    fn parameters_of_a_generator_say_it() {
        let parameter = Some("com.adobe.firefly.version");
        let with = |action| Step { action, generator_parameter: parameter, ..Step::default() };
        for (action, expected) in [
            ("c2pa.created", vec![(AiGenerated, VendorAssertion)]),
            ("c2pa.edited", vec![(AiEdited, VendorAssertion)]),
            ("c2pa.published", vec![]),
        ] {
            assert_eq!(kinds(&Said { steps: vec![with(action)], has_parent: true, ..Said::default() }), expected);
        }
        let told = Step { source_type: Some("humanEdits"), ..with("c2pa.edited") };
        assert_eq!(kinds(&Said { steps: vec![told], ..Said::default() }), [], "the step has spoken for itself");
    }

    #[test]
    fn a_disclosure_says_it_even_beside_a_camera() {
        let of = |steps| Said { steps, assertions: vec![DISCLOSURE], ..Said::default() };
        assert_eq!(kinds(&of(vec![step("c2pa.created", None, None)])), [(AiGenerated, VendorAssertion)]);
        let captured = vec![step("c2pa.created", None, Some("digitalCapture")), step("c2pa.edited", None, None)];
        assert_eq!(kinds(&of(captured)), [(CameraCapture, DigitalSourceType), (AiEdited, VendorAssertion)]);
    }

    #[test]
    fn permissions_for_training_say_nothing() {
        let steps = vec![step("c2pa.created", None, None)];
        let assertions = vec!["c2pa.training-mining", "cawg.training-mining"];
        assert_eq!(kinds(&Said { steps, assertions, ..Said::default() }), []);
    }

    #[test]
    fn a_part_counts_as_a_part_and_a_photograph_placed_is_no_capture() {
        let generated = || (AiGenerated, DigitalSourceType, Untrusted::from("x"));
        let captured = || (CameraCapture, DigitalSourceType, Untrusted::from("y"));
        assert_eq!(of_picture(vec![captured(), generated()], true), [captured(), generated()]);
        assert_eq!(of_picture(vec![captured(), generated()], false), [(AiEdited, DigitalSourceType, "x".into())]);
        assert_eq!(of_picture(vec![captured()], false), []);
    }

    #[test]
    fn the_path_leads_from_the_outside_in() {
        let node = |title: &str, parent| {
            let entry = Manifest { label: title.into(), title: Some(title.into()), ..Manifest::default() };
            Node { entry, source: None, ingredient: None, parent, is_same_picture: true }
        };
        let nodes = [node("outer", None), node("middle", Some(0)), node("pasted", Some(0)), node("inner", Some(1))];
        assert_eq!(path(&nodes, 3), ["outer".into(), "middle".into(), "inner".into()]);
        assert_eq!(path(&nodes, 0), ["outer".into()]);
    }
}
