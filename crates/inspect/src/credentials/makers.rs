//! Programs and services that make or change pictures with trained models, by the names that their manifests bear.
//!
//! Needed for manifests that give no digital source type: Firefly and Bing in 2023, DALL·E early in 2024.

/// Names as [`words`] gives them.
const GENERATORS: &[&str] = &[
    "adobe firefly",
    "amazon titan",
    "black forest labs",
    "bing image creator",
    "chatgpt",
    "dall e",
    "flux 1",
    "flux 2",
    "flux dev",
    "flux pro",
    "flux schnell",
    "gpt 4o",
    "gpt image",
    "ideogram",
    "image creator from designer",
    "imagen",
    "microsoft responsible ai",
    "midjourney",
    "nova canvas",
    "openai api",
    "stability ai",
    "stable diffusion",
    "titan image generator",
];

/// Whether a software agent or claim generator is one of them.
pub fn is_generator(name: &str) -> bool {
    let name = format!(" {} ", words(name));
    GENERATORS.iter().any(|generator| name.contains(&format!(" {generator} ")))
}

/// Lower case, one space for whatever is no letter or digit.
fn words(name: &str) -> String {
    let name = name.to_lowercase();
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_manifests_have_them() {
        for name in [
            "Adobe Firefly",
            "Adobe_Firefly/1.0 c2pa-rs/0.17.0",
            "Image Creator from Designer",
            "Microsoft_Responsible_AI/1.0",
            "DALL·E",
            "OpenAI-API DALL-E 3",
            "GPT-4o",
            "gpt-image-1",
            "FLUX.1 [dev]",
            "Amazon Titan Image Generator G1",
        ] {
            assert!(is_generator(name), "{name}");
        }
    }

    #[test]
    fn other_programs_are_none() {
        for name in ["Adobe_Photoshop/24.7.0", "c2pa-rs/0.31.1", "f.lux 3", "Imagenius", "Truepic Lens", ""] {
            assert!(!is_generator(name), "{name}");
        }
    }

    #[test]
    fn the_list_is_written_as_names_are_compared() {
        for name in GENERATORS {
            assert_eq!(*name, words(name));
        }
    }
}
