//! Statements about the colour space that do not fit each other.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text, facts::metadata::Exif, t};

use super::needs::{answer, evidence, exif, field};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/colour-space-disagrees",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Colour space stated in two ways", "Espace colorimétrique indiqué de deux façons"),
    nothing: t(
        "What the file says of the colour space fits together.",
        "Les indications d'espace colorimétrique concordent.",
    ),
    page: Page {
        looks_at: t(
            "ColorSpace in Exif (1 sRGB, 2 Adobe RGB, 65535 another), InteroperabilityIndex, the mark of the camera standard DCF (R98 sRGB, R03 Adobe RGB), and the description of the colour profile. sRGB is the common range of colours, Adobe RGB a wider one for print. It also speaks where Exif says 65535 and neither mark nor profile is there.",
            "ColorSpace dans Exif (1 sRGB, 2 Adobe RGB, 65535 autre), InteroperabilityIndex, la marque de la norme DCF des appareils (R98 sRGB, R03 Adobe RGB), et la description du profil de couleur. sRGB est la gamme de couleurs courante, Adobe RGB une gamme plus large pour l'impression. Le contrôle se prononce aussi si Exif indique 65535 sans marque ni profil.",
        ),
        matters: t(
            "A program may have converted the colours or added a profile, and left the older statements.",
            "Un logiciel a pu convertir les couleurs ou ajouter un profil, en laissant les anciennes indications.",
        ),
        innocent: &[
            t(
                "The picture was converted for print or for the web.",
                "L'image a été convertie pour l'impression ou le web.",
            ),
            t("Some cameras leave the profile out.", "Certains appareils omettent le profil."),
            t(
                "A phone embedded a wide profile such as Display P3, and noted sRGB out of habit.",
                "Un téléphone a joint un profil large comme Display P3, tout en notant sRGB par défaut.",
            ),
            t(
                "A website or messenger removed or replaced the profile.",
                "Un site ou une messagerie a retiré ou remplacé le profil.",
            ),
        ],
        sources: &["CIPA DC-008 (Exif), tag 0xa001 ColorSpace", "CIPA DC-009 (DCF), InteroperabilityIndex"],
        rate: t(
            "ColorSpace 65535 without a profile: 2 % of camera-like JPEGs, 7 % of edited ones (reference set of 2026-11). The other disagreements were not counted.",
            "ColorSpace 65535 sans profil : 2 % des JPEG venant apparemment d'un appareil, 7 % des retouchés (jeu de référence de 2026-11). Les autres désaccords n'ont pas été comptés.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Srgb,
    AdobeRgb,
    /// One that neither of the two is.
    Other,
}

impl Space {
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Srgb => ("sRGB", "sRGB"),
            Self::AdobeRgb => ("Adobe RGB", "Adobe RGB"),
            Self::Other => ("another space", "un autre espace"),
        }
    }
}

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let exif = exif(case)?;
    let stated = field(exif, "ColorSpace")?;
    let number = exif.number("ColorSpace");
    let space = if number == Some(1.0) {
        Some(Space::Srgb)
    } else if number == Some(2.0) {
        Some(Space::AdobeRgb)
    } else {
        None
    };
    let rule = rule(exif);
    let icc = case.facts.metadata.icc.read();
    let profile = icc.and_then(|icc| {
        let description = icc.description.as_ref()?;
        Some((profile_space(description.raw())?, Evidence::new(icc.place.clone(), description.clone())))
    });
    let differs = |(other, _): &&(Space, Evidence)| match (space, number) {
        (Some(space), _) => space != *other,
        // Uncalibrated is all that Exif can say of any space but sRGB.
        (None, Some(65535.0)) => *other == Space::Srgb,
        _ => false,
    };
    if let Some((other, evidence_of_other)) = [&rule, &profile].into_iter().flatten().find(differs) {
        let (en, fr) = other.name();
        let (said_en, said_fr) = space.map_or(("a space other than sRGB", "un espace autre que sRGB"), Space::name);
        let message = Text::new(
            format!(
                "Exif gives {said_en} as the colour space; elsewhere the file gives {en}. A program may have converted the colours or added a profile and left the rest as it was."
            ),
            format!(
                "Exif indique {said_fr} comme espace colorimétrique ; ailleurs, le fichier indique {fr}. Un logiciel a pu convertir les couleurs ou ajouter un profil sans corriger le reste."
            ),
        );
        let finding = Finding::new(Direction::Context, Strength::Info, message, evidence(stated));
        return Ok(finding.also([evidence_of_other.clone()]).into());
    }
    let unexplained =
        number == Some(65535.0) && rule.is_none() && case.facts.metadata.icc == whence_model::Reading::Absent;
    if !unexplained {
        return Ok(Outcome::NothingFound);
    }
    let message = t(
        "Exif says that the colours are in none of its standard spaces, and the profile that would describe them is missing. A program may have removed it, or the camera left it out.",
        "Exif indique un espace colorimétrique hors de ses standards, et le profil qui le décrirait manque. Un logiciel l'a peut-être retiré, ou l'appareil l'a omis.",
    );
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence(stated)).into())
}

fn rule(exif: &Exif) -> Option<(Space, Evidence)> {
    let space = match exif.text("InteroperabilityIndex")? {
        "R98" => Space::Srgb,
        "R03" => Space::AdobeRgb,
        _ => return None,
    };
    exif.field("InteroperabilityIndex").map(|field| (space, evidence(field)))
}

/// The space that a description names, where it names a common one.
fn profile_space(description: &str) -> Option<Space> {
    let description = description.chars().take(128).collect::<String>().to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| description.contains(word));
    if names(&["srgb"]) || description == "c2" {
        Some(Space::Srgb)
    } else if names(&["adobe rgb", "adobergb", "oprgb"]) {
        Some(Space::AdobeRgb)
    } else if names(&["display p3", "prophoto", "wide gamut", "rec. 2020", "rec2020", "bt.2020"]) {
        Some(Space::Other)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_exif, with_icc};

    fn look(space: &str, rule: Option<&str>, profile: Option<&str>) -> String {
        let mut fields = vec![("ColorSpace", space)];
        fields.extend(rule.map(|rule| ("InteroperabilityIndex", rule)));
        let facts = with_exif(&fields);
        seen(&run(&CHECK, &profile.map_or(facts.clone(), |name| with_icc(facts, name, ""))))
    }

    #[test]
    fn a_profile_of_another_space() {
        insta::assert_snapshot!(look("1", Some("R98"), Some("Adobe RGB (1998)")), @r"
        Context Info
        Exif gives sRGB as the colour space; elsewhere the file gives Adobe RGB. A program may have converted the colours or added a profile and left the rest as it was.
        Exif indique sRGB comme espace colorimétrique ; ailleurs, le fichier indique Adobe RGB. Un logiciel a pu convertir les couleurs ou ajouter un profil sans corriger le reste.
          JPEG › APP1 Exif › Exif › ColorSpace = 1
          JPEG › APP2 ICC profile = Adobe RGB (1998)
        ");
        assert!(look("65535", None, Some("sRGB IEC61966-2.1")).contains("a space other than sRGB"));
        assert!(look("1", Some("R03"), None).starts_with("Context Info"));
    }

    #[test]
    fn no_standard_space_and_no_profile() {
        assert!(look("65535", None, None).contains("is missing"));
    }

    #[test]
    fn silent_where_all_fits_or_nothing_is_known() {
        for (space, rule, profile) in [
            ("1", Some("R98"), Some("sRGB IEC61966-2.1")),
            ("1", Some("THM"), Some("My monitor")),
            ("2", Some("R03"), Some("Adobe RGB (1998)")),
            ("65535", Some("R03"), None),
            ("65535", None, Some("Display P3")),
            ("1", None, None),
        ] {
            assert_eq!(look(space, rule, profile), "nothing found", "{space} {rule:?} {profile:?}");
        }
    }
}
