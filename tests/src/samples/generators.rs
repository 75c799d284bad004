//! Pictures with marks as generators leave them. No generator made them: they are drawn here, and so are the marks.

use image::{ImageFormat, RgbImage, imageops};
use whence_model::facts::pixels::ColourPath;

use super::{PARAMETERS, container, small};
use crate::{
    hidden::{HEADINGS, file, hidden},
    watermark::{MESSAGES, embedded},
};

/// What AUTOMATIC1111's web UI adds where only the masked part was made anew.
const REPAINTED: &str = "a moon over the valley
Steps: 30, Sampler: DPM++ 2M, CFG scale: 6, Seed: 2718281828, Size: 480x320, Model hash: 0123456789, Model: sample-model-inpainting, Denoising strength: 0.75, Mask blur: 4";

/// A ComfyUI graph that loads a photograph, enlarges it and saves it.
const ENLARGED: &str = r#"{"1": {"class_type": "LoadImage", "inputs": {"image": "valley.jpg"}}, "2": {"class_type": "UpscaleModelLoader", "inputs": {"model_name": "sample-enlarger-4x.pth"}}, "3": {"class_type": "ImageUpscaleWithModel", "inputs": {"upscale_model": ["2", 0], "image": ["1", 0]}}, "4": {"class_type": "SaveImage", "inputs": {"filename_prefix": "enlarged", "images": ["3", 0]}}}"#;

/// Settings in the lowest bits of the transparency and nowhere else.
pub fn hidden_parameters(scene: &RgbImage) -> Vec<u8> {
    file(&hidden(&small(scene), HEADINGS[1], PARAMETERS), ImageFormat::Png)
}

/// SDXL's public watermark, still there after it was saved as JPEG.
pub fn watermarked(scene: &RgbImage) -> Vec<u8> {
    container::jpeg(&embedded(scene, MESSAGES[2].1, ColourPath::F32), 95)
}

pub fn repainted(scene: &RgbImage) -> Vec<u8> {
    container::png_with_text(&tiny(scene), "parameters", REPAINTED)
}

pub fn enlarged(scene: &RgbImage) -> Vec<u8> {
    container::png_with_text(&tiny(scene), "prompt", ENLARGED)
}

fn tiny(scene: &RgbImage) -> RgbImage {
    imageops::resize(scene, 240, 160, imageops::FilterType::Triangle)
}
