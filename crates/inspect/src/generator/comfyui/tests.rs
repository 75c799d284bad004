use serde_json::json;

use super::*;

fn ran(text: &str) -> (Process, Vec<String>) {
    told(&Graph::ran(&json::object(text).unwrap()))
}

fn drawn(text: &str) -> (Process, Vec<String>) {
    told(&workflow::drawn(&json::object(text).unwrap()))
}

fn told(graph: &Graph) -> (Process, Vec<String>) {
    let Some(sampler) = sampling::last(graph) else { return (sampling::without_samplers(graph), Vec::new()) };
    let origin = sampling::origin(graph, sampler);
    let said = settings(graph, sampler, &origin);
    (origin.process, said.iter().map(|s| format!("{}={}", s.name, s.value)).collect())
}

/// What is said under one name.
fn said(told: &(Process, Vec<String>), name: &str) -> Vec<String> {
    told.1.iter().filter_map(|s| Some(s.strip_prefix(name)?.strip_prefix('=')?.to_owned())).collect()
}

const PLAIN: &str = r#"{
    "3": {"class_type": "KSampler", "inputs": {"seed": ["9", 0], "steps": 20, "cfg": 5.5, "sampler_name": "euler",
        "scheduler": "normal", "denoise": 1, "model": ["10", 0], "positive": ["8", 0], "negative": ["7", 0],
        "latent_image": ["5", 0]}},
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "a.safetensors"}},
    "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 8, "height": 8}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a duck", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "grey", "clip": ["4", 1]}},
    "8": {"class_type": "ControlNetApply", "inputs": {"conditioning": ["6", 0], "strength": 1, "image": ["11", 0]}},
    "9": {"class_type": "Seed (rgthree)", "inputs": {"seed": 42}},
    "10": {"class_type": "LoraLoader", "inputs": {"model": ["4", 0], "lora_name": "b.safetensors"}},
    "11": {"class_type": "LoadImage", "inputs": {"image": "pose.png"}},
    "12": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
    "13": {"class_type": "SaveImage", "inputs": {"images": ["12", 0]}}}"#;

#[test]
fn settings_are_found_along_the_links() {
    let (process, said) = ran(PLAIN);
    assert_eq!(process, Process::Generated);
    assert_eq!(
        said,
        [
            "prompt=a duck",
            "negative prompt=grey",
            "model=a.safetensors",
            "LoRA=b.safetensors",
            "seed=42",
            "steps=20",
            "cfg=5.5",
            "sampler=euler",
            "scheduler=normal",
            "denoise=1",
            "other picture=pose.png",
        ]
    );
}

/// The graph with the sampler's latent from another node, which these nodes belong to.
fn with_latent(class: &str, more: serde_json::Value, denoise: f64) -> String {
    let mut graph = json::object(PLAIN).unwrap();
    graph["3"]["inputs"]["latent_image"] = json!(["20", 0]);
    graph["3"]["inputs"]["denoise"] = json!(denoise);
    graph.insert("20".into(), json!({"class_type": class, "inputs": more}));
    graph.insert("21".into(), json!({"class_type": "LoadImage", "inputs": {"image": "first.png"}}));
    graph.insert("22".into(), json!({"class_type": "VAEEncode", "inputs": {"pixels": ["21", 0], "vae": ["4", 2]}}));
    Value::Object(graph).to_string()
}

#[test]
fn what_a_sampler_began_from_tells_the_process() {
    let pixels = || json!({"pixels": ["21", 0], "vae": ["4", 2]});
    let of = |class, more, denoise| {
        let told = ran(&with_latent(class, more, denoise));
        (told.0, said(&told, "source picture").concat())
    };
    let first = || "first.png".to_owned();
    assert_eq!(of("VAEEncode", pixels(), 0.6), (Process::FromPicture, first()));
    assert_eq!(of("LatentUpscale", json!({"samples": ["22", 0]}), 0.6), (Process::FromPicture, first()));
    assert_eq!(
        of("VAEEncode", pixels(), 1.0),
        (Process::Generated, String::new()),
        "nothing of it is left in the noise"
    );
    assert_eq!(of("VAEEncodeForInpaint", pixels(), 1.0), (Process::Repainted, first()));
    let masked = json!({"samples": ["22", 0], "mask": ["21", 1]});
    assert_eq!(of("SetLatentNoiseMask", masked, 1.0), (Process::Repainted, first()));
    assert_eq!(of("InpaintModelConditioning", pixels(), 1.0), (Process::Repainted, first()));
    assert_eq!(of("StableZero123_Conditioning", json!({"init_image": ["21", 0]}), 1.0).0, Process::Generated);
}

#[test]
fn a_picture_in_the_conditioning_is_made_over() {
    let mut graph = json::object(PLAIN).unwrap();
    graph["8"] = json!({"class_type": "ReferenceLatent", "inputs": {"conditioning": ["6", 0], "latent": ["22", 0]}});
    graph.insert("21".into(), json!({"class_type": "LoadImage", "inputs": {"image": "first.png"}}));
    graph.insert("22".into(), json!({"class_type": "VAEEncode", "inputs": {"pixels": ["21", 0]}}));
    let told = ran(&Value::Object(graph).to_string());
    assert_eq!((told.0, said(&told, "source picture")), (Process::FromPicture, vec!["first.png".to_owned()]));
    assert_eq!(said(&told, "prompt"), ["a duck"]);
}

#[test]
fn of_several_samplers_the_last_before_the_output_counts() {
    let mut graph = json::object(PLAIN).unwrap();
    graph.insert(
        "30".into(),
        json!({"class_type": "KSamplerAdvanced", "inputs": {"noise_seed": 7, "steps": 9,
        "start_at_step": 4, "positive": ["31", 0], "negative": ["7", 0], "latent_image": ["3", 0], "model": ["4", 0]}}),
    );
    graph.insert("31".into(), json!({"class_type": "CLIPTextEncode", "inputs": {"text": "a swan"}}));
    graph.insert("32".into(), json!({"class_type": "VAEDecode", "inputs": {"samples": ["30", 0]}}));
    graph.insert("33".into(), json!({"class_type": "SaveImage", "inputs": {"images": ["32", 0]}}));
    let two = ran(&Value::Object(graph.clone()).to_string());
    assert_eq!(
        (two.0, said(&two, "seed"), said(&two, "steps")),
        (Process::Generated, vec!["7".into()], vec!["9".into()])
    );
    assert_eq!(said(&two, "prompt"), ["a swan", "a duck"], "the earlier one's words stand behind");
    graph["5"] = json!({"class_type": "VAEEncode", "inputs": {"pixels": ["11", 0]}});
    graph["3"]["inputs"]["denoise"] = json!(0.5);
    let begun = ran(&Value::Object(graph).to_string());
    assert_eq!((begun.0, said(&begun, "source picture")), (Process::FromPicture, vec!["pose.png".to_owned()]));
}

#[test]
fn prompts_are_found_through_nodes_of_any_name() {
    let prompts = |positive: serde_json::Value, more: serde_json::Value| {
        let mut graph = json!({"1": {"class_type": "KSampler", "inputs": {"seed": 1}}, "2": positive});
        graph["1"]["inputs"]["positive"] = json!(["2", 0]);
        graph["1"]["inputs"]["negative"] = json!(["2", 1]);
        graph.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        let told = ran(&graph.to_string());
        (said(&told, "prompt"), said(&told, "negative prompt"))
    };
    let node = |class: &str, inputs: serde_json::Value| json!({"class_type": class, "inputs": inputs});
    let duck = (vec!["a duck".to_owned()], vec!["grey".to_owned()]);
    let loader = node("Efficient Loader", json!({"ckpt_name": "m", "positive": "a duck", "negative": "grey"}));
    assert_eq!(prompts(loader, json!({})), duck);
    let styler = json!({"3": node("SDXLPromptStyler", json!({"text_positive": "a duck", "text_negative": "grey"}))});
    assert_eq!(prompts(node("Anything", json!({"text": ["3", 0]})), styler.clone()).0, duck.0);
    assert_eq!(prompts(node("Anything", json!({"text": ["3", 0]})), styler), duck);
    let join = json!({"3": node("JoinStrings", json!({"string1": "a", "string2": ["4", 0], "delimiter": " "})),
        "4": node("PrimitiveStringMultiline", json!({"value": "duck"}))});
    assert_eq!(prompts(node("CLIPTextEncode", json!({"text": ["3", 0]})), join).0, duck.0);
    let both = node("CLIPTextEncodeSDXL", json!({"text_g": "a duck", "text_l": "a duck"}));
    assert_eq!(prompts(both, json!({})).0, duck.0);
    let wild = node("ImpactWildcardEncode", json!({"wildcard_text": "a __bird__", "populated_text": "a duck"}));
    assert_eq!(prompts(wild, json!({})).0, duck.0);
    let two = node("ConditioningCombine", json!({"conditioning_1": ["3", 0], "conditioning_2": ["4", 0]}));
    let encoders = json!({"3": node("CLIPTextEncode", json!({"text": "a duck"})),
        "4": node("CLIPTextEncode", json!({"text": "a swan"}))});
    assert_eq!(prompts(two, encoders).0, ["a duck", "a swan"]);
    let zero = json!({"1": node("KSampler", json!({"seed": 1, "positive": ["2", 0], "negative": ["3", 0]})),
        "2": node("CLIPTextEncode", json!({"text": "a duck"})),
        "3": node("ConditioningZeroOut", json!({"conditioning": ["2", 0]}))});
    let told = ran(&zero.to_string());
    assert_eq!((said(&told, "prompt"), said(&told, "negative prompt")), (duck.0.clone(), vec![]));
    let piped = json!({"1": node("easy kSampler", json!({"pipe": ["2", 0], "model": ["3", 0]})),
        "2": node("easy preSampling", json!({"pipe": ["3", 0], "steps": 9, "cfg": 7, "seed": 4, "denoise": 1})),
        "3": node("easy fullLoader", json!({"ckpt_name": "m.ckpt", "positive": "a duck", "negative": "grey"}))});
    let told = ran(&piped.to_string());
    assert_eq!((said(&told, "prompt"), said(&told, "negative prompt")), duck);
    assert_eq!((said(&told, "seed"), said(&told, "model")), (vec!["4".to_owned()], vec!["m.ckpt".to_owned()]));
}

#[test]
fn samplers_in_parts_are_put_together() {
    let graph = r#"{
        "1": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["2", 0], "guider": ["3", 0], "sampler": ["4", 0],
            "sigmas": ["5", 0], "latent_image": ["6", 0]}},
        "2": {"class_type": "RandomNoise", "inputs": {"noise_seed": 42}},
        "3": {"class_type": "BasicGuider", "inputs": {"model": ["7", 0], "conditioning": ["8", 0]}},
        "4": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}},
        "5": {"class_type": "BasicScheduler", "inputs": {"scheduler": "simple", "steps": 20, "denoise": 1.0, "model": ["7", 0]}},
        "6": {"class_type": "EmptySD3LatentImage", "inputs": {"width": 8}},
        "7": {"class_type": "UNETLoader", "inputs": {"unet_name": "flux1-dev.safetensors"}},
        "8": {"class_type": "FluxGuidance", "inputs": {"guidance": 3.5, "conditioning": ["9", 0]}},
        "9": {"class_type": "CLIPTextEncode", "inputs": {"text": "a duck"}},
        "10": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}}}"#;
    let (process, said) = ran(graph);
    assert_eq!(process, Process::Generated);
    assert_eq!(
        said,
        [
            "prompt=a duck",
            "model=flux1-dev.safetensors",
            "seed=42",
            "steps=20",
            "sampler=euler",
            "scheduler=simple",
            "denoise=1.0"
        ]
    );
}

#[test]
fn links_in_a_circle_end() {
    let graph = r#"{"1": {"class_type": "KSampler", "inputs": {"positive": ["2", 0], "seed": ["2", 0], "latent_image": ["1", 0]}},
        "2": {"class_type": "A", "inputs": {"x": ["1", 0], "y": ["2", 0], "z": ["none", 0], "text": ["2", 0], "seed": ["2", 0]}}}"#;
    assert_eq!(ran(graph), (Process::Generated, vec![]));
}

#[test]
fn large_graphs_are_read_in_time() {
    // Each node leads to all that follow it: without a bound, a walk of 2^n ways.
    let mut graph = Map::new();
    for n in 0..300 {
        let inputs: Map<String, Value> =
            (n + 1..300).map(|to| (format!("text{to}"), json!([to.to_string(), 0]))).collect();
        graph.insert(n.to_string(), json!({"class_type": "KSampler", "inputs": inputs}));
    }
    let class = "x".repeat(1 << 18);
    graph.insert("long".into(), json!({"class_type": class, "inputs": {&class: "a".repeat(1 << 18)}}));
    let start = std::time::Instant::now();
    ran(&Value::Object(graph).to_string());
    let chain: Map<String, Value> = (0..20_000)
        .map(|n| (n.to_string(), json!({"class_type": "A", "inputs": {"text": [(n + 1).to_string(), 0]}})))
        .chain([("s".to_owned(), json!({"class_type": "KSampler", "inputs": {"positive": ["0", 0]}}))])
        .collect();
    ran(&Value::Object(chain).to_string());
    // A hub of many inputs that all values lead to, and lead on from nowhere.
    let hub: Map<String, Value> = (0..100_000).map(|n| (n.to_string(), json!(1))).collect();
    let mut hubs: Map<String, Value> = (0..3000)
        .map(|n| {
            (
                n.to_string(),
                json!({"class_type": "KSampler", "inputs": {"denoise": ["hub", 0], "x": [(n + 1).to_string(), 0]}}),
            )
        })
        .collect();
    hubs.insert("hub".into(), json!({"class_type": "A", "inputs": hub}));
    ran(&Value::Object(hubs).to_string());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn samplers_are_told_from_what_enlarges_or_chooses() {
    let is = |class: &'static str| sampling::is_sampler(&graph::Node::new(class, vec![("x", Input::Link(0))]));
    for class in
        ["KSampler", "KSamplerAdvanced", "SamplerCustomAdvanced", "UltimateSDUpscaleSampler", "ttN pipeKSampler_v2"]
    {
        assert!(is(class), "{class}");
    }
    for class in
        ["ImageUpscaleWithModel", "ImageResampler", "LatentUpsampler", "LoadImage", "sampler_name", "KSamplerSelect"]
    {
        assert!(!is(class), "{class}");
    }
}

#[test]
fn a_graph_without_samplers_worked_on_a_picture_or_does_not_tell() {
    let of = |text| ran(text).0;
    let enlarged = r#"{"1": {"class_type": "LoadImage"}, "2": {"class_type": "ImageUpscaleWithModel"}}"#;
    assert_eq!(of(enlarged), Process::Processed);
    assert_eq!(of(r#"{"1": {"class_type": "X", "inputs": {"ckpt_name": "m"}}}"#), Process::Unstated);
}

const DRAWN: &str = r#"{"last_node_id": 9, "version": 0.4, "nodes": [
    {"id": 1, "type": "CheckpointLoaderSimple", "widgets_values": ["a.safetensors"]},
    {"id": 2, "type": "CLIPTextEncode", "inputs": [{"name": "clip", "link": 1}], "widgets_values": ["a duck"]},
    {"id": 3, "type": "CLIPTextEncode", "inputs": [{"name": "clip", "link": 2}], "widgets_values": ["grey"]},
    {"id": 4, "type": "KSampler", "widgets_values": [42, "randomize", 20, 8, "euler", "normal", 1],
        "inputs": [{"name": "model", "link": 3}, {"name": "positive", "link": 4}, {"name": "negative", "link": 5},
            {"name": "latent_image", "link": 6}]},
    {"id": 5, "type": "EmptyLatentImage", "widgets_values": [8, 8, 1]},
    {"id": 6, "type": "SaveImage", "inputs": [{"name": "images", "link": 7}]}],
    "links": [[1, 1, 1, 2, 0, "CLIP"], [2, 1, 1, 3, 0, "CLIP"], [3, 1, 0, 4, 0, "MODEL"], [4, 2, 0, 4, 1, "C"],
        [5, 3, 0, 4, 2, "C"], [6, 5, 0, 4, 3, "LATENT"], [7, 4, 0, 6, 0, "IMAGE"]]}"#;

const SAID: [&str; 9] = [
    "prompt=a duck",
    "negative prompt=grey",
    "model=a.safetensors",
    "seed=42",
    "steps=20",
    "cfg=8",
    "sampler=euler",
    "scheduler=normal",
    "denoise=1",
];

#[test]
fn a_drawn_graph_is_walked_by_the_order_of_its_widgets() {
    assert_eq!(drawn(DRAWN), (Process::Generated, SAID.map(str::to_owned).to_vec()));
    let off = DRAWN.replace(r#""type": "KSampler", "#, r#""type": "KSampler", "mode": 4, "#);
    assert_eq!(drawn(&off).0, Process::Unstated, "a sampler that is bypassed made nothing");
}

#[test]
fn subgraphs_are_drawn_where_they_are_used() {
    let mut workflow = json::object(DRAWN).unwrap();
    let text = |id, link| json!({"id": id, "type": "CLIPTextEncode", "inputs": [{"name": "text", "link": link}]});
    let inner = json!({"id": "ab-cd", "nodes": [text(1, 1), {"id": 2, "type": "Reroute", "inputs": [{"name": "", "link": 2}]}],
        "links": [{"id": 1, "origin_id": -10, "origin_slot": 0, "target_id": 1, "target_slot": 0},
            {"id": 2, "origin_id": 1, "origin_slot": 0, "target_id": 2, "target_slot": 0},
            {"id": 3, "origin_id": 2, "origin_slot": 0, "target_id": -20, "target_slot": 0}]});
    workflow.insert("definitions".into(), json!({"subgraphs": [inner]}));
    let nodes = workflow["nodes"].as_array_mut().unwrap();
    nodes[1] = json!({"id": 2, "type": "ab-cd", "inputs": [{"name": "text", "link": 8}]});
    nodes.push(json!({"id": 7, "type": "PrimitiveString", "widgets_values": ["a duck"]}));
    workflow["links"].as_array_mut().unwrap().push(json!([8, 7, 0, 2, 0, "STRING"]));
    assert_eq!(
        drawn(&Value::Object(workflow.clone()).to_string()),
        (Process::Generated, SAID.map(str::to_owned).to_vec())
    );
    // One that holds itself ends.
    workflow["definitions"]["subgraphs"][0]["nodes"].as_array_mut().unwrap().push(json!({"id": 9, "type": "ab-cd"}));
    assert_eq!(drawn(&Value::Object(workflow).to_string()).0, Process::Generated);
}

#[test]
fn large_drawings_are_read_in_time() {
    let inner: Vec<Value> = (0..200).map(|n| json!({"id": n, "type": "ab"})).collect();
    let links: Vec<Value> = (0..20_000).map(|n| json!([n, n, 0, n, 0, "X"])).collect();
    let nodes: Vec<Value> = (0..5000).map(|n| json!({"id": n, "type": "ab"})).collect();
    let workflow = json!({"nodes": nodes, "links": [], "definitions": {"subgraphs": [{"id": "ab", "nodes": inner, "links": links}]}});
    let start = std::time::Instant::now();
    drawn(&workflow.to_string());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn groups_and_values_left_far_away_are_found() {
    let mut workflow = json::object(DRAWN).unwrap();
    workflow.insert(
        "extra".into(),
        json!({"groupNodes": {"words": {"nodes": [{"type": "CLIPTextEncode", "widgets_values": ["a duck"]}], "links": []}}}),
    );
    let nodes = workflow["nodes"].as_array_mut().unwrap();
    nodes[1] = json!({"id": 2, "type": "workflow>words", "inputs": []});
    nodes[2] = json!({"id": 3, "type": "GetNode", "widgets_values": ["unwanted"]});
    nodes.push(
        json!({"id": 8, "type": "SetNode", "inputs": [{"name": "C", "link": 9}], "widgets_values": ["unwanted"]}),
    );
    nodes.push(json!({"id": 7, "type": "CLIPTextEncode", "widgets_values": ["grey"]}));
    workflow["links"].as_array_mut().unwrap().push(json!([9, 7, 0, 8, 0, "C"]));
    assert_eq!(drawn(&Value::Object(workflow).to_string()), (Process::Generated, SAID.map(str::to_owned).to_vec()));
}
