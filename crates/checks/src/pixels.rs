//! What a check that looks at the picture itself needs, and what is said where it is missing.

use whence_model::{Outcome, Text, Untrusted, facts::pixels::PixelState, t};

use crate::Case;

/// That the picture was decoded, and whole; or why it cannot be compared. Damage is a failure: it should have
/// been. Too many pixels are left out by choice, which is a gap as well; a missing decoder does not apply.
pub fn whole(case: &Case) -> Result<(), Outcome> {
    let format = case.exhibit.format.name();
    match &case.facts.pixels.state {
        PixelState::Decoded { .. } if case.facts.structure.truncated.is_some() => Err(Outcome::NotApplicable(t(
            "The file breaks off, so what is left of the picture could not be compared.",
            "Le fichier est interrompu : ce qui reste de l'image n'a pas pu être comparé.",
        ))),
        PixelState::Decoded { .. } => Ok(()),
        PixelState::NotTried => {
            Err(Outcome::NotApplicable(t("The picture was not decoded.", "L'image n'a pas été décodée.")))
        }
        PixelState::NoDecoder => Err(Outcome::NotApplicable(Text::new(
            format!("Whence has no decoder for {format}, so the picture itself could not be compared."),
            format!("Whence n'a pas de décodeur pour {format} : l'image elle-même n'a pas pu être comparée."),
        ))),
        PixelState::TooMany { pixels, limit } => {
            let (pixels, limit) = (pixels.div_ceil(1_000_000), limit / 1_000_000);
            Err(Outcome::Skipped(Text::new(
                format!(
                    "The picture has {pixels} million pixels and Whence decodes up to {limit}, so it could not be compared."
                ),
                format!(
                    "L'image compte {pixels} millions de pixels et Whence en décode au plus {limit} : elle n'a pas pu être comparée."
                ),
            )))
        }
        PixelState::Damaged { what } => {
            let what = Untrusted::from(what.as_str()).short(200);
            Err(Outcome::Failed(Text::new(
                format!("The picture could not be decoded ({what}), so it could not be compared."),
                format!("L'image n'a pas pu être décodée ({what}) : elle n'a pas pu être comparée."),
            )))
        }
    }
}

/// What a check says that had no pixels to look at: left out where we chose not to decode them, since something that should have
/// been looked for was not.
pub fn without(case: &Case, why: Text) -> Outcome {
    match case.facts.pixels.state {
        PixelState::TooMany { .. } => Outcome::Skipped(why),
        _ => Outcome::NotApplicable(why),
    }
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Place, facts::pixels::PixelState};

    use super::whole;
    use crate::{Case, specimen};

    fn why(facts: &Facts) -> String {
        let exhibit = specimen::exhibit();
        whole(&Case { exhibit: &exhibit, facts }).err().map_or("whole".into(), |outcome| specimen::seen(&outcome))
    }

    #[test]
    fn each_reason_is_told() {
        let states = [
            PixelState::Decoded { width: 1, height: 1 },
            PixelState::NotTried,
            PixelState::NoDecoder,
            PixelState::TooMany { pixels: 500_000_000, limit: 200_000_000 },
            PixelState::Damaged { what: "unexpected end of file".into() },
        ];
        let said = states.map(|state| {
            let mut facts = specimen::facts();
            facts.pixels.state = state;
            why(&facts)
        });
        insta::assert_snapshot!(said.join("\n"), @r"
        whole
        not applicable: The picture was not decoded.
        not applicable: Whence has no decoder for JPEG, so the picture itself could not be compared.
        skipped: The picture has 500 million pixels and Whence decodes up to 200, so it could not be compared.
        failed: The picture could not be decoded (unexpected end of file), so it could not be compared.
        ");
    }

    #[test]
    fn a_picture_that_breaks_off_is_not_compared() {
        let mut facts = specimen::facts();
        facts.pixels.state = PixelState::Decoded { width: 1, height: 1 };
        facts.structure.truncated = Some(Place::bytes("JPEG", 100, 0));
        assert!(why(&facts).starts_with("not applicable: The file breaks off"));
    }
}
