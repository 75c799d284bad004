//! Pictures that ship with the program, to try it on: each verdict that a file can give without anybody's lists, and the
//! picture that is on a list of its own.

use whence_engine::{List, Source, known::Assumed};
use whence_model::{Refusal, Text, t};

pub struct Sample {
    pub name: &'static str,
    /// What it is, in a few words.
    pub what: Text,
    bytes: &'static [u8],
}

/// How the page names one of them.
const SCHEME: &str = "sample:";

macro_rules! sample {
    ($name:literal, $en:literal, $fr:literal) => {
        Sample { name: $name, what: t($en, $fr), bytes: include_bytes!(concat!("../../samples/", $name)) }
    };
}

/// In the order in which they are shown.
pub static SAMPLES: [Sample; 7] = [
    sample!(
        "puffer-jacket.jpg",
        "A drawing that stands in for the viral picture of the Pope in a puffer jacket",
        "Un dessin qui tient lieu de l'image virale du pape en doudoune"
    ),
    sample!(
        "generator-parameters.png",
        "A picture that holds the settings of a generator",
        "Une image qui contient les réglages d'un générateur"
    ),
    sample!(
        "signed-ai.jpg",
        "A picture whose signature says that AI made it",
        "Une image dont la signature dit qu'une IA l'a produite"
    ),
    sample!("altered-after-signing.jpg", "A signed picture, changed afterwards", "Une image signée, puis changée"),
    sample!(
        "saved-before-capture.jpg",
        "A photo that was saved four days before it was taken",
        "Une photo enregistrée quatre jours avant d'avoir été prise"
    ),
    sample!(
        "camera-with-ai-label.jpg",
        "A photo that says both: camera, and AI",
        "Une photo qui dit les deux : appareil photo, et IA"
    ),
    sample!("social-copy.jpg", "A copy from a social network", "Une copie venue d'un réseau social"),
];

/// The list that the first of them is on.
static LIST: &str = include_str!("../../samples/sample-list.csv");

/// The sample that a path of the page names; nothing where it names a file.
///
/// # Errors
/// No sample is called so.
pub fn named(path: &str) -> Option<Result<Source, Refusal>> {
    let name = path.strip_prefix(SCHEME)?;
    let sample = SAMPLES.iter().find(|sample| sample.name == name).ok_or(Refusal::Missing);
    Some(sample.map(|sample| Source::Bytes { name: sample.name.into(), bytes: sample.bytes.to_vec() }))
}

pub fn list() -> List {
    List::read("Whence samples", LIST.as_bytes(), &Assumed::default()).expect("it ships with the program")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_the_samples_of_the_project_and_the_first_is_on_the_list() {
        let toml = include_str!("../../samples/samples.toml");
        for sample in &SAMPLES {
            let told = toml.split("[[sample]]").find(|told| told.contains(&format!("file = \"{}\"", sample.name)));
            let source = named(&format!("{SCHEME}{}", sample.name)).unwrap().unwrap();
            let sha256 = source.sha256().unwrap();
            assert!(told.is_some_and(|told| told.contains(&sha256)), "{}", sample.name);
        }
        assert!(list().len() == 1);
        assert_eq!(named("sample:../keys/root.pem").unwrap().unwrap_err(), Refusal::Missing);
        assert!(named("/home/ada/sample:x.jpg").is_none());
    }
}
