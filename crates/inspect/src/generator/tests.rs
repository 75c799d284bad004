mod records;
mod traps;
mod unread;

use whence_model::{
    Moment, Place, Reading,
    facts::{
        generator::{Mark, MarkKind, MarkSignature, Process, Role},
        metadata::{Exif, Field, Ifd, Metadata, Property, TextField, Value, Xmp},
    },
};

fn texts(pairs: &[(&str, &str)]) -> Metadata {
    let text = |(key, value): &(&str, &str)| TextField {
        key: (*key).into(),
        value: (*value).into(),
        place: Place::path(format!("PNG › {key}")),
        after_pixels: false,
    };
    Metadata { texts: pairs.iter().map(text).collect(), ..Metadata::default() }
}

fn exif(pairs: &[(&str, &str)]) -> Metadata {
    let field = |(name, value): &(&str, &str)| Field {
        ifd: Ifd::Main,
        tag: 0,
        name: (*name).into(),
        value: Value::Text((*value).into()),
        shown: (*value).into(),
        moment: None::<Moment>,
        place: Place::path(format!("JPEG › APP1 Exif › IFD0 › {name}")),
    };
    let exif = Exif {
        place: Place::default(),
        big_endian: true,
        fields: pairs.iter().map(field).collect(),
        maker_note: None,
        thumbnail: None,
        defects: Vec::new(),
    };
    Metadata { exif: Reading::Read(exif), ..Metadata::default() }
}

fn xmp(pairs: &[(&str, &str)]) -> Metadata {
    let property = |(name, value): &(&str, &str)| Property {
        name: (*name).into(),
        value: (*value).into(),
        place: Place::path(format!("JPEG › APP1 XMP › {name}")),
    };
    let properties = pairs.iter().map(property).collect();
    Metadata { xmp: Reading::Read(Xmp { packets: 1, properties, ..Xmp::default() }), ..Metadata::default() }
}

/// The only mark there is.
fn one(metadata: &Metadata) -> Mark {
    let marks = super::read(metadata, None).marks;
    assert_eq!(marks.len(), 1, "{marks:?}");
    marks.into_iter().next().unwrap()
}

fn setting<'a>(mark: &'a Mark, name: &str) -> &'a str {
    mark.setting(name).map(|v| v.raw()).unwrap_or_default()
}

const BLOCK: &str = "a duck\nNegative prompt: grey\nSteps: 15, Sampler: UniPC, CFG scale: 5, Seed: 23, Size: 512x512";
const SAMPLED: &str = r#"{"3": {"class_type": "KSampler", "inputs": {"seed": 42, "changed": [NaN]}}}"#;
const DRAWN: &str = r#"{"last_node_id": 3, "nodes": [{"id": 3, "type": "KSampler", "mode": 0}], "links": []}"#;

#[test]
fn a_parameters_block_is_a_mark_wherever_it_stands() {
    let places = [
        texts(&[("parameters", BLOCK)]),
        texts(&[("Comment", BLOCK)]),
        exif(&[("UserComment", BLOCK)]),
        exif(&[("XPComment", BLOCK)]),
    ];
    for metadata in &places {
        let mark = one(metadata);
        assert_eq!(
            (mark.kind, setting(&mark, "seed"), setting(&mark, "prompt")),
            (MarkKind::Parameters, "23", "a duck")
        );
        assert_eq!(mark.raw.raw(), BLOCK);
    }
    assert_eq!(one(&places[0]).place.path.raw(), "PNG › parameters");
    let twice = texts(&[("parameters", BLOCK), ("Comment", BLOCK)]);
    one(&twice);
}

#[test]
fn what_was_only_enlarged_is_said_to_be_processed() {
    let newer = "Postprocess upscale by: 4, Postprocess upscaler: R-ESRGAN 4x+";
    let alone = [
        texts(&[("postprocessing", newer)]),
        texts(&[("postprocessing", newer), ("extras", newer)]),
        texts(&[("extras", "Upscale: 4, visibility: 1.0, model:R-ESRGAN 4x+")]),
        exif(&[("UserComment", newer)]),
    ];
    for metadata in &alone {
        let mark = one(metadata);
        assert_eq!(
            (mark.kind, mark.process, mark.role(Role::Prompt)),
            (MarkKind::Parameters, Process::Processed, None)
        );
    }
    let both = super::read(&texts(&[("parameters", BLOCK), ("postprocessing", newer)]), None).marks;
    assert_eq!([both[0].process, both[1].process], [Process::Generated, Process::Processed]);
    assert_eq!(super::read(&texts(&[("extras", "Two olives"), ("postprocessing", "none")]), None).marks, []);
}

#[test]
fn roles_do_not_depend_on_what_a_program_calls_its_settings() {
    const ROLES: [Role; 6] = [Role::Prompt, Role::NegativePrompt, Role::Model, Role::Seed, Role::Steps, Role::Sampler];
    let novel = r#"{"uc": "grey", "seed": 23, "steps": 15, "sampler": "UniPC", "request_type": "Img2ImgRequest"}"#;
    let novel = [("Software", "NovelAI"), ("Source", "m"), ("Description", "a duck"), ("Comment", novel)];
    let invoke = r#"{"positive_prompt": "a duck", "negative_prompt": "grey", "model": {"name": "m"}, "seed": 23,
        "steps": 15, "scheduler": "UniPC", "generation_mode": "txt2img"}"#;
    let swarm = r#"{"sui_image_params": {"prompt": "a duck", "negativeprompt": "grey", "model": "m", "seed": 23,
        "steps": 15, "sampler": "UniPC", "initimage": "first.png"}}"#;
    let easy = r#"{"prompt": "a duck", "negative_prompt": "grey", "use_stable_diffusion_model": "m", "seed": 23,
        "num_inference_steps": 15, "sampler_name": "UniPC", "guidance_scale": 7}"#;
    let fooocus = r#"{"prompt": "a duck", "negative_prompt": "grey", "base_model": "m", "seed": 23, "steps": 15,
        "sampler": "UniPC", "performance": "Speed", "sharpness": 2, "inpaint_method": "Improve detail"}"#;
    let things = r#"{"c": "a duck", "uc": "grey", "model": "m", "seed": 23, "steps": 15, "sampler": "UniPC",
        "scale": 7, "size": "8x8"}"#;
    let separate = [
        ("Prompt", "a duck"),
        ("Negative Prompt", "grey"),
        ("Stable Diffusion model", "m"),
        ("Seed", "23"),
        ("Steps", "15"),
        ("Sampler", "UniPC"),
        ("Prompt Strength", "0.8"),
    ];
    let block = format!("{BLOCK}, Model: m");
    let cases = [
        (texts(&[("parameters", &block)]), Process::Generated),
        (texts(&novel), Process::FromPicture),
        (texts(&[("invokeai_metadata", invoke)]), Process::Generated),
        (texts(&[("parameters", swarm)]), Process::FromPicture),
        (exif(&[("UserComment", easy)]), Process::Generated),
        (texts(&[("Comment", fooocus)]), Process::Repainted),
        (xmp(&[("exif:UserComment", things)]), Process::Unstated),
        (texts(&separate), Process::FromPicture),
    ];
    for (metadata, process) in &cases {
        let mark = one(metadata);
        let said = ROLES.map(|role| mark.role(role).map(|value| value.raw()));
        assert_eq!(said, ["a duck", "grey", "m", "23", "15", "UniPC"].map(Some), "{}", mark.tool);
        assert_eq!(mark.process, *process, "{}", mark.tool);
    }
    let begun = one(&cases[3].0);
    assert_eq!(begun.role(Role::SourcePicture).map(|picture| picture.raw()), Some("first.png"));
}

#[test]
fn the_graph_that_ran_decides_over_the_drawn_one() {
    let both = one(&texts(&[("workflow", DRAWN), ("prompt", SAMPLED)]));
    assert_eq!((both.kind, setting(&both, "seed"), both.place.path.raw()), (MarkKind::NodeGraph, "42", "PNG › prompt"));
    let enlarged = r#"{"1": {"class_type": "LoadImage"}, "2": {"class_type": "ImageUpscaleWithModel"}}"#;
    assert_eq!(one(&texts(&[("workflow", DRAWN), ("prompt", enlarged)])).process, Process::Processed);
    assert_eq!(one(&texts(&[("workflow", DRAWN)])).process, Process::Generated);
    let bypassed = DRAWN.replace("\"mode\": 0", "\"mode\": 4");
    assert_eq!(one(&texts(&[("workflow", &bypassed)])).process, Process::Processed);
}

#[test]
fn graphs_in_exif_and_damaged_ones_are_found() {
    let webp = exif(&[("Make", &format!("workflow:{DRAWN}")), ("Model", &format!("prompt:{SAMPLED}"))]);
    let mark = one(&webp);
    assert_eq!((mark.kind, setting(&mark, "seed")), (MarkKind::NodeGraph, "42"));
    for name in ["ImageDescription", "0x010c", "DocumentName", "UserComment"] {
        assert_eq!(setting(&one(&exif(&[(name, &format!("Prompt:{SAMPLED}"))])), "seed"), "42", "{name}");
    }
    let both = format!("{{\"prompt\": {}, \"workflow\": {DRAWN}}}", SAMPLED.replace("NaN", "1"));
    assert_eq!(setting(&one(&texts(&[("comf", &both)])), "seed"), "42");
    assert_eq!(setting(&one(&texts(&[("comf", SAMPLED)])), "seed"), "42");
}

#[test]
fn settings_of_other_programs_are_told_apart() {
    let fooocus = r#"{"base_model": "m", "performance": "Speed", "sharpness": 2, "prompt": "a duck"}"#;
    let swarm = r#"{"sui_image_params": {"prompt": "a duck", "seed": 1}, "sui_extra_data": {}}"#;
    let draw_things = r#"{"c": "a duck", "uc": "", "sampler": "Euler", "scale": 7, "seed": 1, "steps": 20, "size": "8x8", "model": "m"}"#;
    let easy = r#"{"use_stable_diffusion_model": "m", "num_inference_steps": 20, "guidance_scale": 7, "seed": 1}"#;
    let cases = [
        ("Fooocus", "prompt", texts(&[("parameters", fooocus), ("fooocus_scheme", "fooocus")])),
        ("Fooocus", "prompt", texts(&[("parameters", r#"{"prompt": "a duck"}"#), ("fooocus_scheme", "fooocus")])),
        ("Fooocus", "prompt", exif(&[("Software", "Fooocus v2.5.5"), ("UserComment", fooocus)])),
        ("SwarmUI", "prompt", texts(&[("parameters", swarm)])),
        ("SwarmUI", "prompt", exif(&[("Model", swarm)])),
        ("Draw Things", "c", xmp(&[("exif:UserComment", draw_things)])),
        ("Easy Diffusion", "use_stable_diffusion_model", exif(&[("UserComment", easy)])),
        ("Easy Diffusion", "Prompt", texts(&[("Prompt", "a duck"), ("Seed", "1"), ("Stable Diffusion model", "m")])),
    ];
    for (tool, name, metadata) in &cases {
        let mark = one(metadata);
        assert_eq!((mark.kind, mark.tool.raw()), (MarkKind::SettingsJson, *tool));
        assert!(["a duck", "m"].contains(&setting(&mark, name)), "{tool}: {:?}", mark.settings);
    }
    let scheme = texts(&[("parameters", BLOCK), ("fooocus_scheme", "a1111")]);
    assert_eq!((one(&scheme).kind, one(&scheme).tool.raw()), (MarkKind::Parameters, "Fooocus"));
}

#[test]
fn invokeai_and_novelai_are_known_by_their_fields() {
    let invoke =
        one(&texts(&[("invokeai_metadata", r#"{"positive_prompt": "a duck", "seed": 7}"#), ("invokeai_graph", "{}")]));
    assert_eq!((invoke.kind, setting(&invoke, "seed")), (MarkKind::InvokeAi, "7"));
    let comment = r#"{"steps": 28, "sampler": "k_euler", "seed": 7, "scale": 5, "uc": "grey", "signed_hash": "x"}"#;
    let novel = one(&texts(&[("Software", "NovelAI"), ("Description", "a duck"), ("Comment", comment)]));
    assert_eq!((novel.kind, setting(&novel, "prompt"), setting(&novel, "seed")), (MarkKind::NovelAi, "a duck", "7"));
    assert_eq!(novel.place.path.raw(), "PNG › Comment");
    let titled = |comment| super::read(&texts(&[("Title", "AI generated image"), ("Comment", comment)]), None).marks;
    assert_eq!((titled(comment).len(), titled("mine").len()), (1, 0));
    let webp = exif(&[("Software", "NovelAI"), ("ImageDescription", "a duck"), ("UserComment", comment)]);
    assert_eq!((one(&webp).kind, one(&webp).settings.len()), (MarkKind::NovelAi, 7));
}

#[test]
fn novelai_in_webp_has_its_fields_in_exif() {
    let comment = r#"{"steps": 28, "sampler": "k_euler", "seed": 7, "signed_hash": "x"}"#;
    let all = serde_json::json!({"Source": "NovelAI Diffusion V4 37442FCA", "Comment": comment}).to_string();
    let description = ("ImageDescription", "a duck");
    let cases = [
        exif(&[("Software", "NovelAI Diffusion V4 37442FCA"), description, ("UserComment", comment)]),
        exif(&[("DocumentName", "NovelAI generated image"), description, ("UserComment", comment)]),
        exif(&[("Software", "Stable Diffusion XL C1E1DE52"), description, ("UserComment", &all)]),
    ];
    for metadata in &cases {
        let mark = one(metadata);
        assert_eq!((mark.kind, setting(&mark, "prompt"), setting(&mark, "seed")), (MarkKind::NovelAi, "a duck", "7"));
        assert_eq!(mark.signature, Some(MarkSignature::Malformed));
    }
    assert_eq!(setting(&one(&cases[2]), "source"), "Stable Diffusion XL C1E1DE52");
    let unsigned =
        exif(&[("Software", "Stable Diffusion XL C1E1DE52"), description, ("UserComment", r#"{"seed": 7}"#)]);
    assert_eq!(super::read(&unsigned, None).marks, []);
}

#[test]
fn midjourney_needs_a_job_id_and_notes_where_it_agrees() {
    let job = "2b6e053b-0a1b-4c2d-8e3f-0123456789ab";
    let mut metadata = texts(&[("Description", &format!("a duck --ar 4:3 --v 5.2 Job ID: {job}")), ("Author", "me")]);
    let alone = one(&metadata);
    assert_eq!(
        (alone.kind, setting(&alone, "job id"), setting(&alone, "prompt")),
        (MarkKind::Midjourney, job, "a duck --ar 4:3 --v 5.2")
    );
    assert_eq!(alone.setting("DigitalImageGUID"), None);
    assert_eq!(alone.role(Role::Prompt), alone.setting("prompt"));
    for guid in [job, "aaaaaaaa-0a1b-4c2d-8e3f-0123456789ab"] {
        metadata.xmp = xmp(&[("Iptc4xmpExt:DigitalImageGUID", guid)]).xmp;
        assert_eq!([setting(&one(&metadata), "Job ID"), setting(&one(&metadata), "DigitalImageGUID")], [job, guid]);
    }
    assert_eq!(super::read(&texts(&[("Description", "Offer. Job ID: 12345")]), None).marks, []);
    let long = "Offer. Job ID: number 12345, to be named in every letter";
    assert_eq!(super::read(&texts(&[("Description", long)]), None).marks, []);
}

#[test]
fn names_of_generators_are_marks() {
    for (word, process) in [
        ("txt2img", Process::Generated),
        ("img2img", Process::FromPicture),
        ("inpainting", Process::Repainted),
        ("other", Process::Unstated),
    ] {
        let flux = one(&exif(&[("Software", &format!("AI generated;{word};flux")), ("ImageDescription", "a duck")]));
        assert_eq!((flux.process, flux.role(Role::Prompt).map(|p| p.raw())), (process, Some("a duck")));
    }
    let flux = exif(&[("Make", "Black Forest Labs"), ("Model", "flux-dev"), ("Software", "AI generated;txt2img;flux")]);
    assert_eq!((one(&flux).kind, setting(&one(&flux), "Model")), (MarkKind::Name, "flux-dev"));
    let cases = [
        ("Ideogram", exif(&[("Make", "Ideogram AI")])),
        ("Reve", xmp(&[("xmp:CreatorTool", "reve.com")])),
        ("Aphrodite AI", exif(&[("Software", "Aphrodite AI")])),
        ("Ideogram", exif(&[("Software", "Ideogram AI")])),
        ("Reve", texts(&[("Software", "reve.com")])),
        ("Aphrodite AI", exif(&[("Make", "Aphrodite AI")])),
        ("Luma", texts(&[("Software", "Luma AI")])),
        ("Google AI", xmp(&[("photoshop:Credit", "Made with Google AI")])),
    ];
    for (tool, metadata) in &cases {
        assert_eq!((one(metadata).kind, one(metadata).tool.raw()), (MarkKind::Name, *tool));
    }
}

#[test]
fn the_chinese_label_is_read_with_its_value() {
    let label = r#"{"Label": "1", "ContentProducer": "001191110102MACQD9K64010000", "ProduceID": "p"}"#;
    let cases = [
        xmp(&[("TC260:AIGC", label)]),
        texts(&[("AIGC", label)]),
        texts(&[("Comment", &format!("AIGC{label}"))]),
        exif(&[("UserComment", &format!("{{\"AIGC\": {label}}}"))]),
        exif(&[("ImageDescription", &format!("{{\"AIGC\": {}}}", serde_json::to_string(label).unwrap()))]),
    ];
    for metadata in &cases {
        let mark = one(metadata);
        assert_eq!((mark.kind, setting(&mark, "Label"), mark.settings.len()), (MarkKind::AigcLabel, "1", 3));
    }
    let tencent = one(&texts(&[("AIGC", r#"{"Label": 2, "ServiceProvider": "x", "ServiceUser": "y"}"#)]));
    assert_eq!([setting(&tencent, "Label"), setting(&tencent, "ServiceUser")], ["2", "y"]);
    assert_eq!(super::read(&texts(&[("Comment", label)]), None).marks, [], "the same words elsewhere are no label");
}
