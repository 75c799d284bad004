//! Whose colour profile stands in the file.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, facts::metadata::Icc, t};

use super::needs::{answer, icc};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/profile-source",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Origin of the colour profile", "Origine du profil de couleur"),
    nothing: t(
        "The colour profile is not one that we know.",
        "Le profil de couleur n'est pas de ceux que nous connaissons.",
    ),
    page: Page {
        looks_at: t(
            "The copyright text in the colour profile. Other checks look for profiles of GIMP and Meta.",
            "La mention de copyright du profil de couleur. Les profils de GIMP et de Meta font l'objet d'autres contrôles.",
        ),
        matters: t(
            "It is a hint at the software or devices that the file went through, and no more than that.",
            "C'est un indice sur les logiciels ou appareils par lesquels le fichier est passé, rien de plus.",
        ),
        innocent: &[t(
            "Profiles are public, are often kept when a picture is converted, and can be chosen on cameras too.",
            "Les profils sont publics, restent souvent lors des conversions, et se choisissent aussi sur les appareils.",
        )],
        sources: &[
            "ICC.1:2022, 7.2 and 9.2.22 (copyrightTag)",
            "pippin.gimp.org/sRGBz",
            "photosauce.net, Making a Minimal sRGB ICC Profile",
        ],
        rate: t(
            "12 of 172 camera-like JPEGs carry a profile, 26 of 83 edited ones (reference set of 2026-11).",
            "12 JPEG sur 172 venant apparemment d'un appareil portent un profil, 26 sur 83 retouchés (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

/// Words of the copyright, in the order in which they are looked for, and who writes such a profile.
const SOURCES: &[(&str, &str, &str)] = &[
    (
        "google inc",
        "Google's; camera apps and encoders of Android and the browser Chrome embed it",
        "celui de Google ; les applications photo et encodeurs d'Android et le navigateur Chrome l'intègrent",
    ),
    ("apple", "Apple's; iPhones and Macs embed it", "celui d'Apple ; iPhone et Mac l'intègrent"),
    (
        "adobe systems",
        "Adobe's; its programs embed it, and cameras that are set to Adobe RGB",
        "celui d'Adobe ; ses logiciels l'intègrent, et les appareils réglés sur Adobe RGB",
    ),
    (
        "hewlett-packard",
        "the common sRGB profile of 1998; Windows and most programs embed it",
        "le profil sRGB courant de 1998 ; Windows et la plupart des logiciels l'intègrent",
    ),
    (
        "artifex",
        "Ghostscript's; programs that turn documents into pictures embed it",
        "celui de Ghostscript ; les logiciels qui convertissent des documents en images l'intègrent",
    ),
    (
        "eastman kodak",
        "Kodak's; raw developers embed it for ProPhoto RGB",
        "celui de Kodak ; les logiciels de développement l'intègrent pour ProPhoto RGB",
    ),
    ("canon", "Canon's; its programs embed it", "celui de Canon ; ses logiciels l'intègrent"),
    ("nikon", "Nikon's; its programs embed it", "celui de Nikon ; ses logiciels l'intègrent"),
    (
        "no copyright, use freely",
        "that of the library Little CMS; many free programs embed it",
        "celui de la bibliothèque Little CMS ; beaucoup de logiciels libres l'intègrent",
    ),
];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let icc = icc(case)?;
    let Some((en, fr)) = source(icc) else { return Ok(Outcome::NothingFound) };
    let shown = icc.description.as_ref().or(icc.copyright.as_ref()).map_or_else(String::new, |d| d.short(60));
    let message = Text::new(
        format!(
            "The colour profile (“{shown}”) is {en}. That is a hint at the file's history and says nothing of the picture."
        ),
        format!(
            "Le profil de couleur (« {shown} ») est {fr}. C'est un indice sur le parcours du fichier, qui ne dit rien de l'image."
        ),
    );
    let said = [&icc.description, &icc.copyright].into_iter().flatten();
    let mut said = said.map(|text| Evidence::new(icc.place.clone(), text.clone()));
    let Some(first) = said.next() else { return Ok(Outcome::NothingFound) };
    Ok(Finding::new(Direction::Context, Strength::Info, message, first).also(said).into())
}

fn source(icc: &Icc) -> Option<(&'static str, &'static str)> {
    let copyright: String = icc.copyright.as_ref()?.raw().chars().take(256).collect::<String>().to_lowercase();
    SOURCES.iter().find(|(words, ..)| copyright.contains(words)).map(|&(_, en, fr)| (en, fr))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{facts, run, seen, with_icc};

    fn look(description: &str, copyright: &str) -> String {
        seen(&run(&CHECK, &with_icc(facts(), description, copyright)))
    }

    #[test]
    fn whose_profile_it_is() {
        insta::assert_snapshot!(look("Display P3", "Copyright Apple Inc., 2022"), @r"
        Context Info
        The colour profile (“Display P3”) is Apple's; iPhones and Macs embed it. That is a hint at the file's history and says nothing of the picture.
        Le profil de couleur (« Display P3 ») est celui d'Apple ; iPhone et Mac l'intègrent. C'est un indice sur le parcours du fichier, qui ne dit rien de l'image.
          JPEG › APP2 ICC profile = Display P3
          JPEG › APP2 ICC profile = Copyright Apple Inc., 2022
        ");
        assert!(look("sRGB", "Google Inc. 2016").contains("Google's"));
        assert!(look("ProPhoto RGB", "Copyright (c) Eastman Kodak Company, 1999").contains("Kodak's"));
        assert!(look("sRGB IEC61966-2.1", "Copyright (c) 1998 Hewlett-Packard Company").contains("of 1998"));
    }

    #[test]
    fn silent_on_what_others_tell_and_on_unknown_ones() {
        assert_eq!(look("c2", "FB"), "nothing found");
        assert_eq!(look("GIMP built-in sRGB", "Public Domain"), "nothing found");
        assert_eq!(look("My monitor", ""), "nothing found");
        assert!(seen(&run(&CHECK, &facts())).starts_with("not applicable"));
    }
}
