//! Camera data in bytes that the signature leaves out.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Strength, Text,
    facts::provenance::{CredentialClass, Provenance},
    t,
};

use super::{QUOTED, left_out, unread};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/camera-data-not-signed",
    family: Family::Provenance,
    class: None,
    title: t("Camera data not protected by the signature", "Données de l'appareil non protégées par la signature"),
    nothing: t(
        "The camera data that the file has are covered by the signature.",
        "Les données de l'appareil que porte le fichier sont couvertes par la signature.",
    ),
    page: Page {
        looks_at: t(
            "Whether the Exif fields for camera, date and place, or the XMP and IPTC blocks, stand in bytes that the signed hash leaves out.",
            "Si les champs Exif d'appareil, de date et de lieu, ou les blocs XMP et IPTC, se trouvent dans des octets que l'empreinte signée laisse de côté.",
        ),
        matters: t(
            "The credentials hold whatever is written there. A date or a place that is shown beside “signed” is then as easy to change as in any other file.",
            "Les justificatifs restent valables quoi qu'on y écrive. Une date ou un lieu affichés à côté de « signé » se changent alors aussi facilement que dans tout autre fichier.",
        ),
        innocent: &[t(
            "The maker leaves these data out so that captions, keywords and names can be added later without breaking the signature.",
            "Le fabricant laisse ces données de côté pour que des légendes, des mots-clés et des noms puissent être ajoutés ensuite sans rompre la signature.",
        )],
        sources: &[
            "C2PA Technical Specification 2.2, section 18.6 (hard bindings) and 15.12 (validating them), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "w3c/png issue 544, https://github.com/w3c/png/issues/544",
        ],
        rate: t(
            "3 of 55 files with intact credentials (reference set of 2026-11), all three by one maker who does so.",
            "3 fichiers sur 55 aux justificatifs intacts (jeu de référence de 2026-11), tous trois d'un fabricant qui procède ainsi.",
        ),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let p = &case.facts.provenance;
    if let Some(outcome) = unread(p).or_else(|| no_longer_signed(p)) {
        return outcome;
    }
    let Some(coverage) = &p.coverage else {
        return Outcome::NotApplicable(t(
            "Which bytes the signature leaves out could not be told.",
            "Les octets que la signature laisse de côté n'ont pas pu être déterminés.",
        ));
    };
    let mut found = left_out::metadata(coverage, &case.facts.metadata).into_iter().map(|unprotected| {
        // A block is named by its place.
        let value = if unprotected.shown.is_empty() { unprotected.name } else { unprotected.shown };
        Evidence::new(unprotected.place.clone(), value)
    });
    let Some(first) = found.next() else { return Outcome::NothingFound };
    let message = t(
        "Camera data in this file are not protected by the signature: anyone can have changed them since.",
        "Les données de l'appareil dans ce fichier ne sont pas protégées par la signature : n'importe qui a pu les changer depuis.",
    );
    Finding::new(Direction::Context, Strength::Weak, message, first).also(found.take(QUOTED)).into()
}

/// Credentials that no longer hold for the file protect nothing in it.
fn no_longer_signed(p: &Provenance) -> Option<Outcome> {
    let why: Text = match p.class {
        CredentialClass::ChangedAfterSigning => t(
            "The file changed after signing, so its credentials protect nothing in it.",
            "Le fichier a changé après la signature : ses justificatifs n'y protègent plus rien.",
        ),
        CredentialClass::CredentialsAltered => t(
            "The credentials are not those that were signed, so they protect nothing.",
            "Les justificatifs ne sont pas ceux qui ont été signés : ils ne protègent rien.",
        ),
        _ => return None,
    };
    Some(Outcome::NotApplicable(why))
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Facts, Place,
        facts::provenance::{CredentialClass, Flag},
    };

    use crate::specimen::{credentials, exif, facts, leaving_out, run, seen, xmp};

    fn specimen(class: CredentialClass, places: &[Place]) -> Facts {
        let mut facts = credentials(class, &[Flag::PartNotCovered], &[]);
        facts.provenance.coverage = Some(leaving_out(places));
        facts.metadata.exif = exif(&[("Model", "Pixel 5"), ("DateTimeOriginal", "2023:02:12 13:44:28")]);
        facts.metadata.xmp = xmp(&[("dc:creator", "Ada")]);
        facts
    }

    #[test]
    fn exif_that_anyone_can_change() {
        let facts = specimen(CredentialClass::UnknownSigner, &[Place::bytes("JPEG › APP1 Exif", 2, 2100)]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        Camera data in this file are not protected by the signature: anyone can have changed them since.
        Les données de l'appareil dans ce fichier ne sont pas protégées par la signature : n'importe qui a pu les changer depuis.
          JPEG › APP1 Exif › Main › Model = Pixel 5
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2023:02:12 13:44:28
        ");
    }

    #[test]
    fn a_block_of_captions() {
        let facts = specimen(CredentialClass::TrustedOfficial, &[Place::bytes("JPEG › APP1 XMP", 2990, 920)]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        Camera data in this file are not protected by the signature: anyone can have changed them since.
        Les données de l'appareil dans ce fichier ne sont pas protégées par la signature : n'importe qui a pu les changer depuis.
          JPEG › APP1 XMP = XMP
        ");
    }

    #[test]
    fn silent_where_all_is_signed() {
        for places in [&[][..], &[Place::bytes("JPEG › DQT", 9000, 60)]] {
            let facts = specimen(CredentialClass::TrustedOfficial, places);
            assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found", "{places:?}");
        }
    }

    #[test]
    fn not_asked_where_nothing_is_protected_anyway() {
        let head = [Place::bytes("JPEG › APP1 Exif", 2, 2100)];
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts())), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
        insta::assert_snapshot!(seen(&run(&super::CHECK, &specimen(CredentialClass::ChangedAfterSigning, &head))), @r"
        not applicable: The file changed after signing, so its credentials protect nothing in it.
        ");
        insta::assert_snapshot!(seen(&run(&super::CHECK, &specimen(CredentialClass::CredentialsAltered, &head))), @r"
        not applicable: The credentials are not those that were signed, so they protect nothing.
        ");
        let mut untold = specimen(CredentialClass::UnknownSigner, &head);
        untold.provenance.coverage = None;
        insta::assert_snapshot!(seen(&run(&super::CHECK, &untold)), @r"
        not applicable: Which bytes the signature leaves out could not be told.
        ");
    }
}
