//! Marks that are told by their form alone: too long, too deep, damaged.

use whence_model::facts::{
    generator::{MarkKind, Process, Unread},
    metadata::Metadata,
};

use super::{exif, one, texts, xmp};

/// The same text too long, too deep and cut off; `start` is its beginning, with an open object.
fn broken(start: &str) -> [(String, Unread); 3] {
    [
        (format!("{start}\"x\": \"{}\"}}", "a".repeat(3 << 20)), Unread::TooLong),
        (format!("{start}\"x\": {}", "[".repeat(100_000)), Unread::TooDeep),
        (format!("{start}\"x\": \"a"), Unread::Damaged),
    ]
}

#[test]
fn what_cannot_be_parsed_is_told_by_its_place_and_beginning() {
    type Written = fn(&str) -> Metadata;
    let cases: [(&str, MarkKind, &str, Written); 12] = [
        (r#"{"3": {"class_type": "KSampler"}, "#, MarkKind::NodeGraph, "ComfyUI", |t| texts(&[("prompt", t)])),
        (r#"{"last_node_id": 3, "#, MarkKind::NodeGraph, "ComfyUI", |t| texts(&[("workflow", t)])),
        (r#"{"3": {"class_type": "KSampler"}, "#, MarkKind::NodeGraph, "ComfyUI", |t| {
            exif(&[("Model", &format!("prompt:{t}"))])
        }),
        (r#"{"prompt": {"3": {"class_type": "K"}}, "#, MarkKind::NodeGraph, "ComfyUI", |t| texts(&[("comf", t)])),
        (r#"{"seed": 1, "#, MarkKind::InvokeAi, "InvokeAI", |t| texts(&[("invokeai_metadata", t)])),
        (r#"{"model": "m", "#, MarkKind::InvokeAi, "InvokeAI", |t| texts(&[("sd-metadata", t)])),
        (r#"{"nodes": {}, "#, MarkKind::InvokeAi, "InvokeAI", |t| texts(&[("invokeai_graph", t)])),
        (r#"{"sui_image_params": {}, "#, MarkKind::SettingsJson, "SwarmUI", |t| exif(&[("UserComment", t)])),
        (r#"{"prompt": "p", "#, MarkKind::SettingsJson, "Fooocus", |t| {
            texts(&[("parameters", t), ("fooocus_scheme", "fooocus")])
        }),
        (r#"{"prompt": "p", "#, MarkKind::NovelAi, "NovelAI", |t| texts(&[("Software", "NovelAI"), ("Comment", t)])),
        (r#"{"Label": "1", "#, MarkKind::AigcLabel, "GB 45438-2025", |t| xmp(&[("TC260:AIGC", t)])),
        (r#"{"AIGC": {"Label": "1"}, "#, MarkKind::AigcLabel, "GB 45438-2025", |t| exif(&[("UserComment", t)])),
    ];
    for (start, kind, tool, written) in cases {
        for (text, why) in broken(start) {
            let mark = one(&written(&text));
            let told = (mark.kind, mark.tool.raw(), mark.unread);
            assert_eq!(told, (kind, tool, Some(why)), "{start}");
        }
    }
}

#[test]
fn one_that_can_be_read_goes_before() {
    let [(long, _), ..] = broken(r#"{"3": {"class_type": "KSampler"}, "#);
    let alone = one(&texts(&[("prompt", &long)]));
    assert_eq!((alone.process, alone.unread), (Process::Generated, Some(Unread::TooLong)));
    let both = one(&texts(&[("prompt", &long), ("workflow", super::DRAWN)]));
    assert_eq!((both.unread, both.place.path.raw()), (None, "PNG › workflow"));
    let twice = one(&texts(&[("invokeai_metadata", "{"), ("invokeai_graph", r#"{"nodes": {}}"#)]));
    assert_eq!(twice.unread, None);
}
