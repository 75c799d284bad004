//! Programs that write their settings as one JSON document, or one text for each setting.

use serde_json::{Map, Value};
use whence_model::facts::generator::{Mark, MarkKind};

use super::{
    json, settings,
    written::{Field, Written, find},
};

/// A program, told by the names it uses: `needed` of `names`.
struct Program {
    name: &'static str,
    names: &'static [&'static str],
    needed: usize,
}

/// Sources: lllyasviel/Fooocus `modules/meta_parser.py`; mcmonkeyprojects/SwarmUI `docs/Image Metadata Format.md`;
/// easydiffusion/sdkit; drawthings.ai.
const PROGRAMS: &[Program] = &[
    Program { name: "SwarmUI", names: &["sui_image_params"], needed: 1 },
    Program {
        name: "Fooocus",
        names: &[
            "base_model",
            "Base Model",
            "refiner_model",
            "Refiner Model",
            "performance",
            "Performance",
            "full_prompt",
            "adm_guidance",
            "Fooocus V2 Expansion",
            "prompt_expansion",
            "metadata_scheme",
            "sharpness",
            "Sharpness",
        ],
        needed: 3,
    },
    Program {
        name: "Easy Diffusion",
        names: &[
            "use_stable_diffusion_model",
            "num_inference_steps",
            "guidance_scale",
            "negative_prompt",
            "sampler_name",
            "seed",
        ],
        needed: 4,
    },
    Program {
        name: "Draw Things",
        names: &["c", "uc", "sampler", "scale", "seed", "steps", "size", "model"],
        needed: 7,
    },
];

/// Easy Diffusion's keys for people, where each setting is a text of its own.
const EASY_DIFFUSION: &[&str] = &["Stable Diffusion model", "use_stable_diffusion_model"];

/// One mark for each document of a program that is known by it.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for text in written.iter().filter(|w| w.is_free_text()) {
        let Some((mut object, program)) = json::object(text.text).and_then(|o| program(&o).map(|p| (o, p))) else {
            continue;
        };
        if let Some(Value::Object(inner)) = object.get_mut("sui_image_params").map(Value::take) {
            object = inner;
        }
        if marks.iter().all(|m| m.raw.raw() != text.text) {
            marks.push(text.mark(MarkKind::SettingsJson, program, settings(json::members(&object))));
        }
    }
    marks.extend(fooocus_scheme(written).filter(|_| marks.is_empty()));
    marks.extend(separate_texts(written).filter(|_| marks.is_empty()));
    marks
}

fn program(object: &Map<String, Value>) -> Option<&'static str> {
    let known = |p: &&Program| p.names.iter().filter(|name| object.contains_key(**name)).count() >= p.needed;
    PROGRAMS.iter().find(known).map(|p| p.name)
}

/// Fooocus says by a field of its own what its parameters are, whatever names they use.
fn fooocus_scheme(written: &[Written]) -> Option<Mark> {
    find(written, Field::Text("fooocus_scheme"))?;
    let parameters = find(written, Field::Text("parameters"))?;
    let object = json::object(parameters.text)?;
    Some(parameters.mark(MarkKind::SettingsJson, "Fooocus", settings(json::members(&object))))
}

fn separate_texts(written: &[Written]) -> Option<Mark> {
    let has = |name: &str| {
        written.iter().any(|w| matches!(w.field, Field::Text(key) if key.replace(' ', "_").eq_ignore_ascii_case(name)))
    };
    let model = written.iter().find(|w| EASY_DIFFUSION.iter().any(|key| w.is(Field::Text(key))))?;
    let texts = written.iter().filter_map(|w| match w.field {
        Field::Text(key) => Some((key, w.text)),
        _ => None,
    });
    let whole = has("prompt") && has("seed");
    whole.then(|| model.mark(MarkKind::SettingsJson, "Easy Diffusion", settings(texts)))
}
