//! The file says that it is a picture of a screen.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::shared_copy::screenshot;
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/screenshot-trace",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Picture of a screen", "Capture d'écran"),
    nothing: t("Nothing says that it is a picture of a screen.", "Rien n'indique une capture d'écran."),
    page: Page {
        looks_at: t(
            "The user comment “Screenshot” that Apple's systems write, macOS as the software of a PNG that names no camera, what Samsung's phones note of the app that was captured, and names such as Screenshot_….png.",
            "Le commentaire « Screenshot » qu'écrivent les systèmes d'Apple, macOS comme logiciel d'un PNG qui ne nomme aucun appareil, ce que les téléphones Samsung notent de l'application capturée, et les noms comme Screenshot_….png.",
        ),
        matters: t(
            "It shows what stood on a screen, not a scene: the camera's data belongs to another file.",
            "Elle montre ce qui était à l'écran, non une scène : les données de l'appareil sont dans un autre fichier.",
        ),
        innocent: &[t(
            "Screenshots are an everyday way of sharing.",
            "Les captures d'écran sont un moyen de partage courant.",
        )],
        sources: &["CIPA DC-008 (Exif), tag 0x9286 UserComment", "exiftool.org forum, topic 16086 (Samsung SEFT)"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let Some(evidence) = screenshot(case) else { return Outcome::NothingFound };
    let shown = evidence.value.short(60);
    let message = Text::new(
        format!(
            "The file says that it is a picture of a screen (“{shown}”). It is evidence of what a screen showed, not of a scene; comments and names can be changed."
        ),
        format!(
            "Le fichier indique une capture d'écran (« {shown} »). Elle atteste ce qu'un écran montrait, non une scène ; commentaires et noms peuvent être changés."
        ),
    );
    Finding::new(Direction::Context, Strength::Info, message, evidence).into()
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::CHECK;
    use crate::specimen::{facts, run, run_as, seen, with_exif, with_samsung_data};

    #[test]
    fn the_comment_of_an_iphone() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_exif(&[("UserComment", "Screenshot")]))), @r"
        Context Info
        The file says that it is a picture of a screen (“Screenshot”). It is evidence of what a screen showed, not of a scene; comments and names can be changed.
        Le fichier indique une capture d'écran (« Screenshot »). Elle atteste ce qu'un écran montrait, non une scène ; commentaires et noms peuvent être changés.
          JPEG › APP1 Exif › Exif › UserComment = Screenshot
        ");
    }

    #[test]
    fn what_a_samsung_phone_notes() {
        let captured = seen(&run(&CHECK, &with_samsung_data(facts(), &["Image_UTC_Data", "Captured_App_Info"])));
        assert!(captured.starts_with("Context Info") && captured.contains("Captured_App_Info"), "{captured}");
        assert_eq!(seen(&run(&CHECK, &with_samsung_data(facts(), &["Image_UTC_Data"]))), "nothing found");
    }

    #[test]
    fn the_name_of_an_android() {
        let named = run_as(&CHECK, &facts(), ("Screenshot_20240501-101500.png", Format::Png, (1080, 2400)));
        assert!(seen(&named).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_other_comments_and_on_macs_that_export() {
        assert_eq!(seen(&run(&CHECK, &with_exif(&[("UserComment", "A screenshot of my cat")]))), "nothing found");
        let export = with_exif(&[("Software", "macOS 14.2"), ("Make", "Canon")]);
        assert_eq!(seen(&run_as(&CHECK, &export, ("cat.png", Format::Png, (800, 600)))), "nothing found");
    }
}
