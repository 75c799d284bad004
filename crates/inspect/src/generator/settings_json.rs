//! Programs that write their settings as one JSON document, or one text for each setting.

use serde_json::{Map, Value};
use whence_model::facts::generator::{Mark, MarkKind, Process, Role, Setting};

use super::{
    Names, json, with_roles,
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

/// Of all of them: no name means two things.
const NAMES: Names = &[
    ("prompt", Role::Prompt),
    ("c", Role::Prompt),
    ("negative_prompt", Role::NegativePrompt),
    ("negative prompt", Role::NegativePrompt),
    ("negativeprompt", Role::NegativePrompt),
    ("uc", Role::NegativePrompt),
    ("base_model", Role::Model),
    ("base model", Role::Model),
    ("model", Role::Model),
    ("use_stable_diffusion_model", Role::Model),
    ("stable diffusion model", Role::Model),
    ("use_lora_model", Role::Model),
    ("lora model", Role::Model),
    ("loras", Role::Model),
    ("seed", Role::Seed),
    ("steps", Role::Steps),
    ("num_inference_steps", Role::Steps),
    ("sampler", Role::Sampler),
    ("sampler_name", Role::Sampler),
    ("initimage", Role::SourcePicture),
    ("init_image", Role::SourcePicture),
];

/// One mark for each document of a program that is known by it.
pub fn marks(written: &[Written]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for text in written.iter().filter(|w| w.is_free_text() && json::begins(w.text)) {
        let mark = match json::parse(text.text) {
            Ok(object) => program(&object).map(|program| mark(text, program, object)),
            Err(why) => own_name(text, written).map(|program| text.unread(MarkKind::SettingsJson, program, why)),
        };
        marks.extend(mark.filter(|mark| marks.iter().all(|m| m.raw != mark.raw)));
    }
    marks.extend(fooocus_scheme(written).filter(|_| marks.is_empty()));
    marks.extend(separate_texts(written).filter(|_| marks.is_empty()));
    marks
}

fn mark(text: &Written, program: &'static str, mut object: Map<String, Value>) -> Mark {
    if let Some(Value::Object(inner)) = object.get_mut("sui_image_params").map(Value::take) {
        object = inner;
    }
    let settings = with_roles(json::members(&object), NAMES);
    Mark { process: process(program, &settings), ..text.mark(MarkKind::SettingsJson, program, settings) }
}

/// The program of a text that cannot be parsed, where a name stands there that only it uses.
fn own_name(text: &Written, written: &[Written]) -> Option<&'static str> {
    let beginning = crate::metadata::cut(text.text, 256);
    let fooocus = || {
        text.is(Field::Text("parameters")) && find(written, Field::Text("fooocus_scheme")).is_some()
            || written.iter().any(|w| w.is(Field::Exif("Software")) && w.text.starts_with("Fooocus"))
    };
    match () {
        () if beginning.contains("\"sui_image_params\"") => Some("SwarmUI"),
        () if fooocus() => Some("Fooocus"),
        () => None,
    }
}

/// By the settings that a program writes only where a picture or a mask was given.
fn process(program: &str, settings: &[Setting]) -> Process {
    let value = |name: &str| settings.iter().find(|s| s.name.raw().eq_ignore_ascii_case(name)).map(|s| s.value.raw());
    let starts = |name: &str| {
        let starts = |s: &&Setting| s.name.raw().to_ascii_lowercase().starts_with(name);
        let set = |s: &&Setting| !matches!(s.value.raw(), "None" | "Disabled" | "false" | "False");
        settings.iter().filter(starts).find(set).map(|s| s.value.raw())
    };
    match program {
        "SwarmUI" if value("maskimage").is_some() => Process::Repainted,
        "SwarmUI" if value("initimage").or(value("initimagecreativity")).is_some() => Process::FromPicture,
        // It leaves the strength out where it began from nothing.
        "Easy Diffusion" if value("prompt_strength").or(value("Prompt Strength")).is_some() => Process::FromPicture,
        "SwarmUI" | "Easy Diffusion" => Process::Generated,
        "Fooocus" => match (starts("inpaint").or(starts("outpaint")), starts("uov").or(starts("upscale or variation")))
        {
            (Some(_), _) => Process::Repainted,
            (None, Some(how)) if how.contains("Fast") => Process::Processed,
            (None, Some(_)) => Process::FromPicture,
            (None, None) => Process::Unstated,
        },
        _ => Process::Unstated,
    }
}

fn program(object: &Map<String, Value>) -> Option<&'static str> {
    let known = |p: &&Program| p.names.iter().filter(|name| object.contains_key(**name)).count() >= p.needed;
    PROGRAMS.iter().find(known).map(|p| p.name)
}

/// Fooocus says by a field of its own what its parameters are, whatever names they use.
fn fooocus_scheme(written: &[Written]) -> Option<Mark> {
    let in_text = find(written, Field::Text("fooocus_scheme")).and(find(written, Field::Text("parameters")));
    let named = written.iter().any(|w| w.is(Field::Exif("Software")) && w.text.starts_with("Fooocus"));
    let parameters = in_text.or_else(|| find(written, Field::Exif("UserComment")).filter(|_| named))?;
    Some(mark(parameters, "Fooocus", json::object(parameters.text)?))
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
    let settings = with_roles(texts, NAMES);
    let process = process("Easy Diffusion", &settings);
    let whole = has("prompt") && has("seed");
    whole.then(|| Mark { process, ..model.mark(MarkKind::SettingsJson, "Easy Diffusion", settings) })
}
