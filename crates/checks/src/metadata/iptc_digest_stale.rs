//! The digest that was kept of the IPTC data is not that of the data.

use whence_model::{Class, Direction, Evidence, Family, Finding, Outcome, Strength, t};

use super::needs::{answer, photoshop};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/iptc-digest-stale",
    family: Family::Metadata,
    class: Some(Class::Context),
    title: t("Checksum does not match the IPTC data", "Empreinte qui ne correspond pas aux données IPTC"),
    nothing: t("The checksum matches the IPTC data.", "L'empreinte correspond aux données IPTC."),
    page: Page {
        looks_at: t(
            "The checksum (MD5) of the IPTC data (caption, credit, keywords) that Photoshop keeps in its resource 0x0425, against that of the data as it stands. A checksum of zeros means that none was kept.",
            "L'empreinte (MD5) des données IPTC (légende, crédit, mots-clés) que Photoshop garde dans sa ressource 0x0425, comparée à celle des données actuelles. Une empreinte de zéros signifie qu'aucune n'a été gardée.",
        ),
        matters: t(
            "A program that does not keep the checksum probably wrote the caption, credit or keywords last. It says nothing about the picture itself.",
            "Un logiciel qui ne tient pas l'empreinte à jour a probablement écrit en dernier la légende, le crédit ou les mots-clés. Cela ne dit rien de l'image elle-même.",
        ),
        innocent: &[
            t(
                "An agency or archive added caption and credit with its own program.",
                "Une agence ou une archive a ajouté légende et crédit avec son propre logiciel.",
            ),
            t(
                "A website or messenger shortened or replaced the IPTC data.",
                "Un site ou une messagerie a abrégé ou remplacé les données IPTC.",
            ),
        ],
        sources: &[
            "Metadata Working Group, Guidelines for Handling Image Metadata 2.0, IPTC digest",
            "Adobe, Photoshop File Formats Specification, image resource 1061",
        ],
        rate: t(
            "20 of 150 files of Photoshop (reference set of 2026-11). Its camera-like files were chosen without Photoshop resources.",
            "20 sur 150 fichiers de Photoshop (jeu de référence de 2026-11). Les fichiers d'appareil y ont été choisis sans ressources Photoshop.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let digest = photoshop(case)?.iptc_digest.as_ref();
    let Some(digest) = digest.filter(|d| d.stated.bytes().any(|b| b != b'0')) else {
        return Ok(Outcome::NotApplicable(t(
            "The file keeps no checksum of IPTC data.",
            "Le fichier ne garde pas d'empreinte de données IPTC.",
        )));
    };
    if digest.stated.eq_ignore_ascii_case(&digest.computed) {
        return Ok(Outcome::NothingFound);
    }
    let message = t(
        "The checksum that was kept does not match the IPTC data (caption, credit, keywords). A program that does not keep the checksum probably wrote that data last. It says nothing about the picture itself.",
        "L'empreinte gardée ne correspond pas aux données IPTC (légende, crédit, mots-clés). Un logiciel qui ne la tient pas à jour les a probablement écrites en dernier. Cela ne dit rien de l'image elle-même.",
    );
    let stated = Evidence::new(digest.place.clone(), digest.stated.as_str());
    let computed = Evidence::new(digest.place.clone(), format!("{} (computed)", digest.computed));
    Ok(Finding::new(Direction::Context, Strength::Info, message, stated).also([computed]).into())
}

#[cfg(test)]
mod tests {
    use whence_model::{
        Place, Reading,
        facts::metadata::{IptcDigest, Photoshop},
    };

    use super::CHECK;
    use crate::specimen::{facts, run, seen};

    fn look(stated: &str, computed: &str) -> String {
        let mut facts = facts();
        let place = Place::path("JPEG › APP13 Photoshop › 0x0425");
        let digest = IptcDigest { stated: stated.into(), computed: computed.into(), place };
        facts.metadata.photoshop = Reading::Read(Photoshop { iptc_digest: Some(digest), ..Photoshop::default() });
        seen(&run(&CHECK, &facts))
    }

    #[test]
    fn a_caption_written_later() {
        insta::assert_snapshot!(look("cdcffa7da8c7be09057076aeaf05c34e", "390d02a466c3cac9936ed915a624d7ff"), @r"
        Context Info
        The checksum that was kept does not match the IPTC data (caption, credit, keywords). A program that does not keep the checksum probably wrote that data last. It says nothing about the picture itself.
        L'empreinte gardée ne correspond pas aux données IPTC (légende, crédit, mots-clés). Un logiciel qui ne la tient pas à jour les a probablement écrites en dernier. Cela ne dit rien de l'image elle-même.
          JPEG › APP13 Photoshop › 0x0425 = cdcffa7da8c7be09057076aeaf05c34e
          JPEG › APP13 Photoshop › 0x0425 = 390d02a466c3cac9936ed915a624d7ff (computed)
        ");
    }

    #[test]
    fn silent_on_a_digest_that_fits_and_on_none() {
        assert_eq!(look("cdcffa7da8c7be09057076aeaf05c34e", "cdcffa7da8c7be09057076aeaf05c34e"), "nothing found");
        assert!(look(&"0".repeat(32), "cdcffa7da8c7be09057076aeaf05c34e").starts_with("not applicable"));
        assert!(seen(&run(&CHECK, &facts())).starts_with("not applicable"));
    }
}
