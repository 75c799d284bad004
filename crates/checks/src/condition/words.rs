//! What each condition is called, and what it means for what can be checked.

use whence_model::{ConditionKind, Text, t};

pub fn of(kind: ConditionKind) -> (Text, Text) {
    match kind {
        ConditionKind::OriginalLike => (
            t("Looks like a file as it leaves a camera", "Ressemble à un fichier sorti d'un appareil"),
            t(
                "It can be held against what cameras write. All of it can also be copied from another file.",
                "Il peut être comparé à ce qu'écrivent les appareils. Tout cela peut aussi être copié d'un autre fichier.",
            ),
        ),
        ConditionKind::Resaved => (
            t("Written again by a program", "Réécrit par un logiciel"),
            t(
                "Saving again is routine, and it removes or replaces traces of the camera: what is missing proves nothing.",
                "Réenregistrer est courant, et retire ou remplace les traces de l'appareil : ce qui manque ne prouve rien.",
            ),
        ),
        ConditionKind::PlatformLike => (
            t("Looks like a copy from a platform or messenger", "Ressemble à une copie d'une plateforme ou messagerie"),
            t(
                "Such copies are encoded anew and lose the camera's data. Ask for the file as it was sent or taken.",
                "Ces copies sont réencodées et perdent les données de l'appareil. Demandez le fichier tel qu'envoyé ou pris.",
            ),
        ),
        ConditionKind::ScreenshotLike => (
            t("Looks like a capture of a screen", "Ressemble à une capture d'écran"),
            t(
                "It shows what a screen showed, and nothing of the file that was shown there.",
                "Elle montre ce qu'affichait un écran, et rien du fichier qui y était affiché.",
            ),
        ),
        ConditionKind::TooSmall => (
            t("Too small to tell much", "Trop petite pour en dire beaucoup"),
            t(
                "The rates of the checks were measured on larger pictures. Look for a larger copy.",
                "Les taux des contrôles ont été mesurés sur des images plus grandes. Cherchez une copie plus grande.",
            ),
        ),
        ConditionKind::Unclear => (
            t("Nothing tells what it went through", "Rien n'indique son parcours"),
            t(
                "Neither a camera nor a program left a trace that we know. Most pictures on the web are like that.",
                "Ni appareil ni logiciel n'a laissé de trace connue de nous. C'est le cas de la plupart des images du web.",
            ),
        ),
    }
}
