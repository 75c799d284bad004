//! The mark that Facebook and Instagram leave in pictures.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, t};

use super::shared_copy::meta_instructions;
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/facebook-trace",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Passed through Facebook or Instagram", "Passée par Facebook ou Instagram"),
    nothing: t("No mark of Facebook or Instagram.", "Aucune marque de Facebook ou d'Instagram."),
    page: Page {
        looks_at: t(
            "The IPTC field SpecialInstructions (2:40), where Meta's servers write a string that begins with FBMD.",
            "Le champ IPTC SpecialInstructions (2:40), où les serveurs de Meta écrivent une chaîne commençant par FBMD.",
        ),
        matters: t(
            "The picture was downloaded from Facebook or Instagram at some time, which explains missing metadata. The string names nobody.",
            "L'image a été téléchargée un jour depuis Facebook ou Instagram, ce qui explique l'absence de métadonnées. La chaîne ne désigne personne.",
        ),
        innocent: &[t("Pictures are shared there every day.", "On y partage des images tous les jours.")],
        sources: &["stackoverflow.com/questions/31120222 (339 downloads compared)", "IPTC-IIM 4.2, dataset 2:40"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let Some(evidence) = meta_instructions(case) else { return Outcome::NothingFound };
    let message = t(
        "The file carries the mark that Facebook and Instagram leave (FBMD). It is a copy that came from there; such copies have lost their camera data.",
        "Le fichier porte la marque que laissent Facebook et Instagram (FBMD). C'est une copie qui en vient ; ces copies ont perdu les données de l'appareil.",
    );
    Finding::new(Direction::Context, Strength::Info, message, evidence).into()
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts, Place, Reading,
        facts::metadata::{Dataset, Iptc},
    };

    use super::CHECK;
    use crate::specimen::{facts, run, seen};

    fn instructions(value: &str) -> Facts {
        let mut facts = facts();
        let dataset = Dataset { record: 2, dataset: 40, name: Some("SpecialInstructions".into()), value: value.into() };
        let place = Place::path("JPEG › APP13 › 8BIM 0x0404");
        facts.metadata.iptc = Reading::Read(Iptc { place, datasets: vec![dataset] });
        facts
    }

    #[test]
    fn its_mark() {
        insta::assert_snapshot!(seen(&run(&CHECK, &instructions("FBMD01000abc0300"))), @r"
        Context Info
        The file carries the mark that Facebook and Instagram leave (FBMD). It is a copy that came from there; such copies have lost their camera data.
        Le fichier porte la marque que laissent Facebook et Instagram (FBMD). C'est une copie qui en vient ; ces copies ont perdu les données de l'appareil.
          JPEG › APP13 › 8BIM 0x0404 = FBMD01000abc0300
        ");
    }

    #[test]
    fn silent_on_instructions_of_people() {
        assert_eq!(seen(&run(&CHECK, &instructions("Mandatory credit"))), "nothing found");
    }
}
