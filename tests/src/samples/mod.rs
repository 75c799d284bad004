//! The samples of this project: every byte of them is made here.

mod cbor;
pub mod container;
mod credentials;
pub mod detached;
mod devices;
mod generators;
mod history;
mod hostile;
pub mod scene;
pub mod signed_camera;
mod tiff;

use credentials::Statement;
use history::Step;
use image::{RgbImage, imageops};
use tiff::{Exif, Field, Value};

/// A file below `samples/` and its bytes.
pub struct Sample {
    pub file: &'static str,
    pub bytes: Vec<u8>,
}

/// All of them, in the order of `samples.toml`.
pub fn all() -> Vec<Sample> {
    let scene = scene::landscape(960, 640);
    let camera = container::camera_jpeg(&scene, 92, &camera_exif(&scene, "2024:06:15 18:42:07").block());
    let saved_before = container::camera_jpeg(&scene, 92, &camera_exif(&scene, "2024:06:11 09:15:30").block());
    let mut labelled = camera_exif(&scene, "2024:06:15 18:42:07");
    labelled.comment(PARAMETERS);
    let labelled = container::camera_jpeg(&scene, 92, &labelled.block());
    let plain = container::jpeg(&scene, 88);
    let signed = credentials::signed(&plain, &statement("Signed sample", "digitalCreation", "Whence scene painter"));
    let mut altered = signed.clone();
    let in_the_pixels = altered.len() - 2000;
    altered[in_the_pixels] ^= 0x10;
    let generated = credentials::signed(
        &plain,
        &statement("Generated sample", "trainedAlgorithmicMedia", "Sample image generator"),
    );
    let puffer = scene::puffer_jacket(660, 808);
    let reshared = imageops::resize(&puffer, 528, 646, imageops::FilterType::Triangle);
    let files = [
        ("camera.jpg", camera.clone()),
        ("saved-before-capture.jpg", saved_before),
        ("camera-with-ai-label.jpg", labelled),
        ("cropped-and-redated.jpg", devices::cropped_and_redated(&scene)),
        ("phone.jpg", devices::phone(&scene)),
        ("signed.jpg", signed),
        ("altered-after-signing.jpg", altered),
        ("signed-ai.jpg", generated),
        ("signed-history.jpg", with_history(&scene)),
        ("hostile-strings.jpg", hostile::signed(&container::jpeg(&small(&scene), 80))),
        ("exif-edited-after-signing.jpg", signed_camera::edited(&signed_camera::signed(&camera))),
        ("generator-parameters.png", container::png_with_text(&small(&scene), "parameters", PARAMETERS)),
        ("hidden-parameters.png", generators::hidden_parameters(&scene)),
        ("repainted.png", generators::repainted(&scene)),
        ("enlarged.png", generators::enlarged(&scene)),
        ("watermarked.jpg", generators::watermarked(&scene)),
        ("social-copy.jpg", container::jpeg(&imageops::resize(&scene, 720, 480, imageops::FilterType::Triangle), 71)),
        ("broken-off.jpg", camera[..camera.len() * 6 / 10].to_vec()),
        ("puffer-jacket.jpg", container::jpeg(&puffer, 90)),
        ("puffer-jacket-reshared.jpg", container::jpeg(&reshared, 65)),
    ];
    files.into_iter().map(|(file, bytes)| Sample { file, bytes }).collect()
}

/// Captured, edited with AI, cropped: each step signed.
fn with_history(scene: &RgbImage) -> Vec<u8> {
    let mut edited = scene.clone();
    scene::moon(&mut edited);
    let cropped = imageops::crop_imm(&edited, 160, 0, 640, 640).to_image();
    let small = |image: &RgbImage| {
        container::jpeg(
            &imageops::resize(image, image.width() / 6, image.height() / 6, imageops::FilterType::Triangle),
            80,
        )
    };
    let steps = [
        Step {
            title: "dusk.jpg",
            program: "Sample Camera",
            uuid: "0b1f6c1e-54c0-4f2f-8d6e-7a1b2c3d4e5f",
            actions: &[("c2pa.created", Some("digitalCapture"))],
            thumbnail: small(scene),
            placed: None,
        },
        Step {
            title: "dusk with a moon.jpg",
            program: "Sample Editor",
            uuid: "1c2a7d2f-65d1-4a3b-9e7f-8b2c3d4e5f60",
            actions: &[
                ("c2pa.opened", None),
                ("c2pa.placed", None),
                ("c2pa.edited", Some("compositeWithTrainedAlgorithmicMedia")),
                ("c2pa.color_adjustments", None),
            ],
            thumbnail: small(&edited),
            placed: Some("moon.png"),
        },
        Step {
            title: "dusk with a moon, square.jpg",
            program: "Sample Gallery",
            uuid: "2d3b8e30-76e2-4b4c-af80-9c3d4e5f6071",
            actions: &[("c2pa.opened", None), ("c2pa.cropped", None)],
            thumbnail: small(&cropped),
            placed: None,
        },
    ];
    history::signed(&container::jpeg(&cropped, 88), &steps)
}

const PARAMETERS: &str = "a valley at dusk, low sun, painted by integer arithmetic
Negative prompt: people, text
Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3141592653, Size: 480x320, Model hash: 0123456789, Model: sample-model-v1";

fn small(scene: &RgbImage) -> RgbImage {
    imageops::resize(scene, 480, 320, imageops::FilterType::Triangle)
}

fn statement(title: &'static str, source_type: &'static str, software_agent: &'static str) -> Statement {
    Statement { title, source_type, software_agent, uuid: "5a4d9f9e-6c1b-4f7e-9a57-0c1d2e3f4a5b" }
}

/// What a camera that never existed writes: taken on 2024-06-15 at 18:42:07, two hours ahead of UTC, `saved` at that time.
fn camera_exif(scene: &RgbImage, saved: &'static str) -> Exif {
    const TAKEN: &str = "2024:06:15 18:42:07";
    const ZONE: &str = "+02:00";
    let (width, height) = scene.dimensions();
    let thumbnail = imageops::resize(scene, 160, 107, imageops::FilterType::Triangle);
    let ratio = |n, d| Value::Rationals(vec![(n, d)]);
    Exif {
        main: vec![
            Field(0x010f, Value::Ascii("Whence")),
            Field(0x0110, Value::Ascii("Sample Camera 1")),
            Field(0x0112, Value::Short(1)),
            Field(0x011a, ratio(72, 1)),
            Field(0x011b, ratio(72, 1)),
            Field(0x0128, Value::Short(2)),
            Field(0x0131, Value::Ascii("Firmware 1.0")),
            Field(0x0132, Value::Ascii(saved)),
            Field(0x0213, Value::Short(1)),
        ],
        exif: vec![
            Field(0x829a, ratio(1, 250)),
            Field(0x829d, ratio(8, 1)),
            Field(0x8827, Value::Short(100)),
            Field(0x9000, Value::Undefined(b"0232".to_vec())),
            Field(0x9003, Value::Ascii(TAKEN)),
            Field(0x9004, Value::Ascii(TAKEN)),
            Field(0x9010, Value::Ascii(ZONE)),
            Field(0x9011, Value::Ascii(ZONE)),
            Field(0x9012, Value::Ascii(ZONE)),
            Field(0x9101, Value::Undefined(vec![1, 2, 3, 0])),
            Field(0x9209, Value::Short(16)),
            Field(0x920a, ratio(35, 1)),
            Field(0xa000, Value::Undefined(b"0100".to_vec())),
            Field(0xa001, Value::Short(1)),
            Field(0xa002, Value::Long(width)),
            Field(0xa003, Value::Long(height)),
            Field(0xa431, Value::Ascii("WH0000417")),
            Field(0xa432, Value::Rationals(vec![(24, 1), (70, 1), (4, 1), (4, 1)])),
        ],
        gps: vec![
            Field(0x0000, Value::Bytes(vec![2, 3, 0, 0])),
            Field(0x0001, Value::Ascii("N")),
            Field(0x0002, Value::Rationals(vec![(45, 1), (54, 1), (0, 1)])),
            Field(0x0003, Value::Ascii("E")),
            Field(0x0004, Value::Rationals(vec![(6, 1), (7, 1), (30, 1)])),
            Field(0x0005, Value::Bytes(vec![0])),
            Field(0x0006, ratio(4487, 10)),
            Field(0x0007, Value::Rationals(vec![(16, 1), (42, 1), (5, 1)])),
            Field(0x0010, Value::Ascii("T")),
            Field(0x0011, ratio(1215, 10)),
            Field(0x001d, Value::Ascii("2024:06:15")),
        ],
        thumbnail: Some(container::jpeg(&thumbnail, 80)),
    }
}
