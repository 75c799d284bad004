//! What each condition is called, and what it means for what can be checked.

use whence_model::{ConditionKind, Text, t};

pub fn of(kind: ConditionKind) -> (Text, Text) {
    match kind {
        ConditionKind::OriginalLike => (
            t("Looks like a file as it leaves a camera", "Ressemble à un fichier sorti d'un appareil"),
            t(
                "It can be compared with what cameras write. All of that can also be copied from another file.",
                "Il peut être comparé à ce qu'écrivent les appareils. Tout cela peut aussi être copié d'un autre fichier.",
            ),
        ),
        ConditionKind::Resaved => (
            t("Looks written again by a program", "Semble réécrit par un logiciel"),
            t(
                "Saving again is routine. It can remove or replace traces of the camera, so what is missing proves nothing.",
                "Réenregistrer est courant. Cela peut retirer ou remplacer des traces de l'appareil : ce qui manque ne prouve rien.",
            ),
        ),
        ConditionKind::PlatformLike => (
            t(
                "Looks like a copy from a platform or messenger",
                "Ressemble à une copie d'une plateforme ou d'une messagerie",
            ),
            t(
                "Such copies are usually encoded anew and lose the camera's data. Ask for the file as it was before it was shared.",
                "Ces copies sont en général réencodées et perdent les données de l'appareil. Demandez le fichier d'avant le partage.",
            ),
        ),
        ConditionKind::ScreenshotLike => (
            t("Looks like a capture of a screen", "Ressemble à une capture d'écran"),
            t(
                "It records what a screen showed. It can tell little about the file that was shown there.",
                "Elle garde ce qu'affichait un écran. Elle ne dit pas grand-chose du fichier qui y était affiché.",
            ),
        ),
        ConditionKind::TooSmall => (
            t("Too small to tell much", "Image trop petite pour en dire beaucoup"),
            t(
                "How often the checks err was measured on larger pictures. Look for a larger copy.",
                "La fréquence d'erreur des contrôles a été mesurée sur des images plus grandes. Cherchez une copie plus grande.",
            ),
        ),
        ConditionKind::Unclear => (
            t("No clear sign of what it went through", "Aucun indice clair de son parcours"),
            t(
                "What it carries does not tell whether a camera, a program or a service wrote it last. That is common for pictures from the web, and proves nothing.",
                "Ce qu'il porte ne dit pas si un appareil, un logiciel ou un service l'a écrit en dernier. C'est courant pour des images du web, et cela ne prouve rien.",
            ),
        ),
    }
}
