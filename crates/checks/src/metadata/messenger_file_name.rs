//! The file's name is one that a messenger or platform gives.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::shared_copy::sharing_name;
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/messenger-file-name",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Name given by a messenger or platform", "Nom donné par une messagerie ou une plateforme"),
    nothing: t("The name is not one that a messenger gives.", "Le nom n'est pas de ceux que donne une messagerie."),
    page: Page {
        looks_at: t(
            "The file's name against the patterns of WhatsApp (IMG-20240501-WA0001, WhatsApp Image …), Telegram (photo_2024-05-01_10-00-00, or a long number and a letter) and Facebook (three numbers and _n or _o).",
            "Le nom du fichier, comparé aux modèles de WhatsApp (IMG-20240501-WA0001, WhatsApp Image …), Telegram (photo_2024-05-01_10-00-00, ou un long nombre et une lettre) et Facebook (trois nombres et _n ou _o).",
        ),
        matters: t(
            "Such copies are usually made smaller and lose the camera's data on the way. A name proves nothing: anybody can change it.",
            "Ces copies sont le plus souvent réduites et perdent en route les données de l'appareil. Un nom ne prouve rien : chacun peut le changer.",
        ),
        innocent: &[
            t("People share pictures there every day.", "On y partage des images tous les jours."),
            t(
                "Sent as a document, a picture keeps everything and may still get such a name.",
                "Envoyée comme document, une image garde tout et peut quand même recevoir un tel nom.",
            ),
        ],
        sources: &[
            "Giudice, Paratore, Moltisanti, Battiato, “A Classification Engine for Image Ballistics of Social Data”, arXiv:1610.06347",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let Some(name) = sharing_name(case) else { return Outcome::NothingFound };
    let service = name.service;
    let message = Text::new(
        format!(
            "The file's name is one that {service} gives. Copies from there are usually made smaller and lose their camera data; but anybody can change a name."
        ),
        format!(
            "Le nom du fichier est de ceux que donne {service}. Les copies qui en viennent sont le plus souvent réduites et privées des données de l'appareil ; mais chacun peut changer un nom."
        ),
    );
    Finding::new(Direction::Context, Strength::Info, message, name.evidence).into()
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::CHECK;
    use crate::specimen::{facts, run_as, seen};

    fn look(name: &str) -> String {
        seen(&run_as(&CHECK, &facts(), (name, Format::Jpeg, (1600, 1200))))
    }

    #[test]
    fn names_of_services() {
        insta::assert_snapshot!(look("IMG-20240501-WA0001.jpg"), @r"
        Context Info
        The file's name is one that WhatsApp gives. Copies from there are usually made smaller and lose their camera data; but anybody can change a name.
        Le nom du fichier est de ceux que donne WhatsApp. Les copies qui en viennent sont le plus souvent réduites et privées des données de l'appareil ; mais chacun peut changer un nom.
          file name = IMG-20240501-WA0001.jpg
        ");
        assert!(look("photo_2024-05-01_10-00-00.jpg").contains("Telegram"));
        assert!(look("photo_5341234567890123456_y.jpg").contains("Telegram"));
    }

    #[test]
    fn silent_on_names_of_cameras() {
        for name in ["IMG_20240501_100000.jpg", "PXL_20240501_100000000.jpg", "photo_1_y.jpg", "photo.jpg"] {
            assert_eq!(look(name), "nothing found", "{name}");
        }
    }
}
