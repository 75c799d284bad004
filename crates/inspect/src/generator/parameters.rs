//! The text block of AUTOMATIC1111's web UI and of those that write the same: Forge, SD.Next, Fooocus in its scheme
//! `a1111`, Civitai. A prompt, which may be empty; `Negative prompt: …`; and a last line of `Key: value` pairs.
//! Source: AUTOMATIC1111/stable-diffusion-webui, `modules/infotext_utils.py`.

use whence_model::facts::generator::{Mark, MarkKind, Process, Role, Setting};

use super::{
    MAX_SETTINGS, Names, settings, with_roles,
    written::{Field, Written, find},
};

/// Three of these in the last line make a block; prose does not come upon them.
const SIGNATURE: [&str; 5] = ["Steps", "Sampler", "CFG scale", "Seed", "Size"];
const SIGNATURE_NEEDED: usize = 3;

/// Bytes of a last line that are split into pairs.
const MAX_LINE: usize = 64 << 10;

const NAMES: Names = &[
    ("prompt", Role::Prompt),
    ("Negative prompt", Role::NegativePrompt),
    ("Model", Role::Model),
    ("Seed", Role::Seed),
    ("Steps", Role::Steps),
    ("Sampler", Role::Sampler),
];

/// Written where a mask was given.
const MASKED: &[&str] =
    &["Mask blur", "Mask mode", "Masked content", "Masked area padding", "Inpaint area", "Soft inpainting"];

/// Written where a picture was given.
const BEGUN: &[&str] = &["Init image", "SD upscale", "Ultimate SD upscale"];

/// Passes that a program makes over its own picture; their strength of noise is no sign of another one.
const OWN_PASSES: &[&str] = &["Hires ", "First pass size"];

const NEGATIVE: &str = "Negative prompt:";

pub fn marks(written: &[Written]) -> Vec<Mark> {
    let fooocus = find(written, Field::Text("fooocus_scheme")).is_some()
        || written.iter().any(|w| w.is(Field::Exif("Software")) && w.text.starts_with("Fooocus"));
    let mut marks: Vec<Mark> = Vec::new();
    for text in written.iter().filter(|w| w.is_free_text() || is_extras(w)) {
        let (tool, process, settings) = if let Some(settings) = parse(text.text) {
            let tool = if fooocus { "Fooocus" } else { tool(&settings) };
            (tool, process(tool, &settings), settings)
        } else if let Some(settings) = processed(text) {
            ("AUTOMATIC1111 web UI", Process::Processed, settings)
        } else {
            continue;
        };
        if marks.iter().all(|m| m.raw.raw() != text.text) {
            marks.push(Mark { process, ..text.mark(MarkKind::Parameters, tool, settings) });
        }
    }
    marks
}

/// What the web UI's tab "Extras" writes beside the settings that a picture had before.
fn is_extras(w: &Written) -> bool {
    matches!(w.field, Field::Text("postprocessing" | "extras"))
}

/// The settings of a picture that was enlarged or mended and not made. Older versions wrote them without the word.
fn processed(text: &Written) -> Option<Vec<Setting>> {
    const OLDER: [&str; 4] = ["Upscale", "visibility", "GFPGAN visibility", "CodeFormer visibility"];
    let pairs = pairs(line_at(text.text, 0));
    let older = is_extras(text) && pairs.iter().any(|(name, _)| OLDER.contains(name));
    let newer = pairs.first().is_some_and(|(name, _)| name.starts_with("Postprocess "));
    (newer || older).then(|| settings(pairs))
}

/// Which of its tabs the program was used in. It writes a strength of noise where it begins from a picture, its own of
/// a first pass or a given one: alone it tells of a given one. Fooocus and Civitai do not write what they began from.
fn process(tool: &str, settings: &[Setting]) -> Process {
    let has = |names: &[&str]| settings.iter().any(|s| names.iter().any(|name| s.name.raw().starts_with(name)));
    if has(MASKED) {
        Process::Repainted
    } else if has(BEGUN) || has(&["Denoising strength"]) && !has(OWN_PASSES) {
        Process::FromPicture
    } else if matches!(tool, "Fooocus" | "Civitai") {
        Process::Unstated
    } else {
        Process::Generated
    }
}

/// The settings of a block; `None` where the text is none.
pub fn parse(text: &str) -> Option<Vec<Setting>> {
    // Some programs add a remark of their own below the line of settings.
    let tail = text.rmatch_indices('\n').map(|(at, _)| at.saturating_add(1)).chain([0]).take(4);
    let (start, pairs) = tail.map(|start| (start, pairs(line_at(text, start)))).find(|(_, pairs)| is_block(pairs))?;
    let before = text[..start].trim();
    let (prompt, negative) = before.split_once(NEGATIVE).unwrap_or((before, ""));
    let named = [("prompt", prompt.to_owned()), ("Negative prompt", negative.to_owned())];
    Some(with_roles(named.into_iter().chain(pairs), NAMES))
}

fn tool(settings: &[Setting]) -> &'static str {
    let value = |name: &str| settings.iter().find(|s| s.name.raw() == name).map(|s| s.value.raw());
    match (value("App"), value("Version"), value("Civitai resources")) {
        (Some(app), ..) if app.starts_with("SD.Next") => "SD.Next",
        (_, Some(version), _) if version.starts_with('f') => "Stable Diffusion WebUI Forge",
        (.., Some(_)) => "Civitai",
        _ => "AUTOMATIC1111 web UI",
    }
}

fn is_block(pairs: &[(&str, String)]) -> bool {
    SIGNATURE.iter().filter(|name| pairs.iter().any(|(n, _)| n == *name)).count() >= SIGNATURE_NEEDED
}

fn line_at(text: &str, start: usize) -> &str {
    let line = text[start..].lines().next().unwrap_or_default();
    crate::metadata::cut(line, MAX_LINE)
}

/// `Key: value, Key: "value, with commas"`.
fn pairs(line: &str) -> Vec<(&str, String)> {
    let mut pairs = Vec::new();
    let mut rest = line;
    while let Some((name, after)) = rest.split_once(':').filter(|_| pairs.len() < MAX_SETTINGS) {
        let after = after.trim_start();
        let (value, next) = match quoted(after) {
            Some(split) => split,
            None => {
                let (value, next) = after.split_once(',').unwrap_or((after, ""));
                (value.trim().to_owned(), next)
            }
        };
        pairs.push((name.trim(), value));
        rest = next.trim_start_matches([',', ' ']);
    }
    pairs
}

/// A value in quotes, as JSON writes them, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut escaped = false;
    let inside = text.strip_prefix('"')?.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    let (value, next) = text.split_at_checked(inside.checked_add(2)?)?;
    Some((serde_json::from_str(value).unwrap_or_else(|_| value.trim_matches('"').to_owned()), next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<Vec<String>> {
        Some(parse(text)?.iter().map(|s| format!("{}={}", s.name, s.value)).collect())
    }

    #[test]
    fn a_block_is_prompt_negative_prompt_and_pairs() {
        let text = "photo of a duck,\non water\nNegative prompt: monochrome\nSteps: 15, Sampler: UniPC, CFG scale: 5, \
            Seed: 235284042, Size: 512x512, TI hashes: \"a: 1, b: \\\"2\\\"\", Version: f2.0";
        let settings = parse(text).unwrap();
        assert_eq!(tool(&settings), "Stable Diffusion WebUI Forge");
        assert_eq!(
            said(text).unwrap(),
            [
                "prompt=photo of a duck,␊on water",
                "Negative prompt=monochrome",
                "Steps=15",
                "Sampler=UniPC",
                "CFG scale=5",
                "Seed=235284042",
                "Size=512x512",
                "TI hashes=a: 1, b: \"2\"",
                "Version=f2.0"
            ]
        );
    }

    #[test]
    fn the_prompt_may_be_empty_and_a_remark_may_follow() {
        assert_eq!(said("Steps: 20, Seed: 1, Size: 8x8").unwrap(), ["Steps=20", "Seed=1", "Size=8x8"]);
        assert_eq!(said("duck\nSteps: 20, Seed: 1, Size: 8x8\nTime taken: 3 s\n").unwrap()[0], "prompt=duck");
    }

    #[test]
    fn what_it_began_from_is_told_by_the_names() {
        let of = |more: &str| {
            let settings = parse(&format!("duck\nSteps: 20, Seed: 1, Size: 8x8{more}")).unwrap();
            process(tool(&settings), &settings)
        };
        assert_eq!(of(", Model: m, Version: v1.10.1"), Process::Generated);
        assert_eq!(of(", Denoising strength: 0.4, Hires upscale: 2, Hires upscaler: Latent"), Process::Generated);
        assert_eq!(of(", Denoising strength: 0.7, First pass size: 0x0"), Process::Generated);
        assert_eq!(of(", Denoising strength: 0.75"), Process::FromPicture);
        assert_eq!(of(", Init image hash: 1234abcd, Denoising strength: 0.4, Hires upscale: 2"), Process::FromPicture);
        assert_eq!(of(", Denoising strength: 0.75, Mask blur: 4"), Process::Repainted);
        assert_eq!(of(", Inpaint area: Only masked, Masked area padding: 32"), Process::Repainted);
        assert_eq!(of(", Civitai resources: []"), Process::Unstated);
    }

    #[test]
    fn prose_is_no_block() {
        for text in [
            "Screenshot",
            "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n",
            "Steps: ten of them, by the sea",
            "Seed: oats. Size: large.",
            "Postprocess upscale by: 4, Postprocess upscaler: R-ESRGAN 4x+",
            "",
            "\"",
            ":\":",
        ] {
            assert_eq!(said(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_line_without_end_is_read_in_time() {
        let line = format!("Steps: 1, Seed: 2, Size: 3, x: \"{}", "a:b,\\\"".repeat(1_000_000));
        assert_eq!(parse(&line).map(|s| s.len()), Some(MAX_SETTINGS));
    }
}
