//! The credentials were signed before the picture was taken.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Place, Strength, Text, Untrusted,
    facts::provenance::{Flag, Provenance},
    t,
};

use super::{
    duration::in_words,
    needs::{answer, date, evidence, exif},
    written_date::xmp_moment,
    zones,
};
use crate::{Case, Check, Page, provenance::place};

pub static CHECK: Check = Check {
    id: "metadata/time-stamp-before-capture",
    family: Family::Metadata,
    class: Some(Class::Contradiction),
    title: t("Signed before its date of capture", "Signée avant sa date de prise de vue"),
    nothing: t(
        "The credentials were not time-stamped before the date of capture.",
        "Les justificatifs n'ont pas été horodatés avant la date de prise de vue.",
    ),
    page: Page {
        looks_at: t(
            "The time stamp in the signature of the credentials, where they are intact, against DateTimeOriginal. It speaks where the time stamp is more than 26 hours earlier, which no time zone explains. A time stamp by an authority on no list makes the finding weak.",
            "L'horodatage dans la signature des justificatifs, quand ils sont intacts, comparé à DateTimeOriginal. Le contrôle se prononce si l'horodatage est antérieur de plus de 26 heures, ce qu'aucun fuseau n'explique. Un horodatage par une autorité absente des listes rend le constat faible.",
        ),
        matters: t(
            "A picture cannot be signed before it exists. Where the time stamp can be relied on, the date of capture is wrong or was changed.",
            "Une image ne peut pas être signée avant d'exister. Si l'horodatage est fiable, la date de prise de vue est erronée ou a été modifiée.",
        ),
        innocent: &[
            t("The camera's clock was ahead.", "L'horloge de l'appareil avançait."),
            t(
                "A time stamp that no listed authority gave may come from a wrong clock.",
                "Un horodatage qu'aucune autorité inscrite n'a donné peut venir d'une horloge déréglée.",
            ),
        ],
        sources: &[
            "C2PA Technical Specification 2.2, section 10.3.2.5 (time-stamps), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "RFC 3161 (Time-Stamp Protocol), https://www.rfc-editor.org/rfc/rfc3161",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let p = &case.facts.provenance;
    if !p.class.is_intact() {
        return Ok(Outcome::NotApplicable(t(
            "The file has no credentials that are intact.",
            "Le fichier n'a pas de justificatifs intacts.",
        )));
    }
    let (taken, field) = date(exif(case)?, "DateTimeOriginal")?;
    let Some((written, signed)) = time_stamp(p).and_then(|text| Some((text, xmp_moment(text.raw())?))) else {
        return Ok(Outcome::NotApplicable(t(
            "The signature has no time stamp that could be read.",
            "La signature n'a pas d'horodatage lisible.",
        )));
    };
    let gap =
        taken.utc_seconds().unwrap_or(taken.clock_seconds()) - signed.utc_seconds().unwrap_or(signed.clock_seconds());
    if gap <= zones::WIDEST {
        return Ok(Outcome::NothingFound);
    }
    let untrusted = [Flag::TimestampUntrusted, Flag::TimestampMissing].iter().any(|flag| p.flags.contains(flag));
    let strength = if untrusted { Strength::Weak } else { Strength::Moderate };
    let (en, fr) = in_words(gap);
    let (why_en, why_fr) = match untrusted {
        true => (
            "the time stamp or the date of capture",
            "l'horodatage ou la date de prise de vue est erroné ou a été modifié",
        ),
        false => ("the date of capture", "la date de prise de vue est erronée ou a été modifiée"),
    };
    let message = Text::new(
        format!(
            "The credentials were time-stamped on {signed}, {en} before the date of capture ({taken}). No time zone explains that: {why_en} is wrong or was changed."
        ),
        format!(
            "Les justificatifs ont été horodatés le {signed}, {fr} avant la date de prise de vue ({taken}). Aucun fuseau ne l'explique : {why_fr}."
        ),
    );
    let stamp = place(p);
    let stamp = Place { path: format!("{} › time stamp", stamp.path.raw()).into(), ..stamp };
    Ok(Finding::new(Direction::Edited, strength, message, evidence(field))
        .also([Evidence::new(stamp, written.clone())])
        .into())
}

/// Of the active manifest, RFC 3339.
fn time_stamp(p: &Provenance) -> Option<&Untrusted> {
    let active = p.manifests.first().and_then(|manifest| manifest.signature.as_ref()?.time_stamp.as_ref());
    active.map(|stamp| &stamp.time).or_else(|| p.signer.as_ref()?.signed_at.as_ref())
}

#[cfg(test)]
mod tests {
    use whence_model::facts::provenance::{CredentialClass, Flag};

    use super::CHECK;
    use crate::specimen::{credentials, exif, run, seen};

    /// The specimen is time-stamped at 2024-05-01T10:00:00Z.
    fn look(class: CredentialClass, flags: &[Flag], taken: &str) -> String {
        let mut facts = credentials(class, flags, &[]);
        facts.metadata.exif = exif(&[("DateTimeOriginal", taken)]);
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn signed_a_week_too_early() {
        insta::assert_snapshot!(look(CredentialClass::TrustedOfficial, &[], "2024:05:08 10:00:00"), @r"
        Edited Moderate
        The credentials were time-stamped on 2024-05-01 10:00:00 UTC, 7 days before the date of capture (2024-05-08 10:00:00). No time zone explains that: the date of capture is wrong or was changed.
        Les justificatifs ont été horodatés le 2024-05-01 10:00:00 UTC, 7 jours avant la date de prise de vue (2024-05-08 10:00:00). Aucun fuseau ne l'explique : la date de prise de vue est erronée ou a été modifiée.
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:08 10:00:00
          JPEG › APP11 C2PA › time stamp = 2024-05-01T10:00:00Z
        ");
    }

    #[test]
    fn an_unlisted_authority_is_weak() {
        let late = "2024:05:08 10:00:00";
        let unlisted = look(CredentialClass::UnknownSigner, &[Flag::TimestampUntrusted], late);
        assert!(unlisted.starts_with("Edited Weak"), "{unlisted}");
        assert!(unlisted.contains("the time stamp or the date of capture is wrong"), "{unlisted}");
    }

    #[test]
    fn silent_in_the_right_order_and_within_zones() {
        let look = |taken| look(CredentialClass::UnknownSigner, &[], taken);
        assert_eq!(look("2023:05:01 10:00:00"), "nothing found");
        assert_eq!(look("2024:05:02 12:00:00"), "nothing found");
        assert_eq!(look("2024:05:02 23:00:00+14:00"), "nothing found");
    }

    #[test]
    fn not_asked_of_credentials_that_do_not_hold() {
        let late = "2024:05:08 10:00:00";
        for class in [CredentialClass::None, CredentialClass::ChangedAfterSigning, CredentialClass::CredentialsAltered]
        {
            assert!(look(class, &[], late).starts_with("not applicable"), "{class:?}");
        }
        let mut facts = credentials(CredentialClass::UnknownSigner, &[], &[]);
        facts.metadata.exif = exif(&[("DateTimeOriginal", late)]);
        facts.provenance.signer = None;
        assert!(seen(&run(&CHECK, &facts)).starts_with("not applicable"));
    }
}
