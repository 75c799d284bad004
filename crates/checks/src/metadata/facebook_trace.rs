//! The mark that Facebook and Instagram leave in pictures.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::shared_copy::{meta_instructions, meta_profile};
use crate::{Case, Check, Page};

/// OriginalTransmissionReference.
const TRANSMISSION: u8 = 103;

pub static CHECK: Check = Check {
    id: "metadata/facebook-trace",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Passed through Facebook or Instagram", "Passée par Facebook ou Instagram"),
    nothing: t("No mark of Facebook or Instagram.", "Aucune marque de Facebook ou d'Instagram."),
    page: Page {
        looks_at: t(
            "The IPTC field SpecialInstructions (2:40), where Meta's servers write a string that begins with FBMD, with OriginalTransmissionReference (2:103); and the small colour profile c2 that they put in.",
            "Le champ IPTC SpecialInstructions (2:40), où les serveurs de Meta écrivent une chaîne commençant par FBMD, avec OriginalTransmissionReference (2:103) ; et le petit profil de couleur c2 qu'ils mettent.",
        ),
        matters: t(
            "The picture was downloaded from Facebook or Instagram at some time, which explains missing metadata. The string names nobody.",
            "L'image a été téléchargée un jour depuis Facebook ou Instagram, ce qui explique l'absence de métadonnées. La chaîne ne désigne personne.",
        ),
        innocent: &[
            t("Pictures are shared there every day.", "On y partage des images tous les jours."),
            t(
                "The profile c2 is public, and other programs embed it.",
                "Le profil c2 est public, et d'autres logiciels l'intègrent.",
            ),
        ],
        sources: &[
            "stackoverflow.com/questions/31120222 (339 downloads compared)",
            "IPTC-IIM 4.2, datasets 2:40 and 2:103",
            "pippin.gimp.org/sRGBz (profile c2)",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    if let Some(evidence) = meta_instructions(case) {
        let message = t(
            "The file carries the mark that Facebook and Instagram leave (FBMD). It last came from there, or was made from such a copy; these have lost their camera data.",
            "Le fichier porte la marque que laissent Facebook et Instagram (FBMD). Il en vient, ou est tiré d'une telle copie ; celles-ci ont perdu les données de l'appareil.",
        );
        let reference = case.facts.metadata.iptc.read().and_then(|iptc| {
            let value = iptc.value(TRANSMISSION)?;
            Some(Evidence::new(iptc.place.clone(), value.clone()))
        });
        return Finding::new(Direction::Context, Strength::Info, message, evidence).also(reference).into();
    }
    let Some(profile) = meta_profile(case) else { return Outcome::NothingFound };
    let message = t(
        "The file carries the small colour profile c2 that servers of Facebook and Instagram put in. It is public, and a few other programs use it.",
        "Le fichier porte le petit profil de couleur c2 que mettent les serveurs de Facebook et d'Instagram. Il est public, et quelques autres logiciels l'utilisent.",
    );
    Finding::new(Direction::Context, Strength::Info, message, profile).into()
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts, Place, Reading,
        facts::metadata::{Dataset, Iptc},
    };

    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_icc};

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
        The file carries the mark that Facebook and Instagram leave (FBMD). It last came from there, or was made from such a copy; these have lost their camera data.
        Le fichier porte la marque que laissent Facebook et Instagram (FBMD). Il en vient, ou est tiré d'une telle copie ; celles-ci ont perdu les données de l'appareil.
          JPEG › APP13 › 8BIM 0x0404 = FBMD01000abc0300
        ");
    }

    #[test]
    fn its_profile() {
        let profile = seen(&run(&CHECK, &with_icc(facts(), "c2", "FB")));
        assert!(profile.starts_with("Context Info") && profile.contains("a few other programs"), "{profile}");
        assert_eq!(seen(&run(&CHECK, &with_icc(facts(), "sRGB", "FB"))), "nothing found");
    }

    #[test]
    fn silent_on_instructions_of_people() {
        assert_eq!(seen(&run(&CHECK, &instructions("Mandatory credit"))), "nothing found");
    }
}
