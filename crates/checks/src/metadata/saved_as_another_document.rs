//! The document's identifier is another than that of the document it began as.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, t};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/saved-as-another-document",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Not the original document's identifier", "Identifiant autre que celui du document d'origine"),
    nothing: t(
        "No identifier shows that the file was saved from another document.",
        "Aucun identifiant ne montre que le fichier vient d'un autre document.",
    ),
    page: Page {
        looks_at: t(
            "xmpMM:DocumentID against xmpMM:OriginalDocumentID, where both are of one kind. Photoshop gives every new document two of different kinds, and raw developers take the second from the raw file; from those nothing follows.",
            "xmpMM:DocumentID et xmpMM:OriginalDocumentID, quand les deux sont du même type. Photoshop en donne deux de types différents à tout nouveau document, et les logiciels de développement tirent le second du fichier brut : on n'en déduit rien.",
        ),
        matters: t(
            "The file was probably saved from another document under a new identity; what that one showed is not told.",
            "Le fichier a sans doute été enregistré sous une nouvelle identité à partir d'un autre document ; rien ne dit ce que celui-ci montrait.",
        ),
        innocent: &[
            t(
                "“Save as” and export are the normal way of working.",
                "« Enregistrer sous » et l'export sont des opérations courantes.",
            ),
            t(
                "A copy was made for another size or format.",
                "Une copie a été faite pour une autre taille ou un autre format.",
            ),
        ],
        sources: &["ISO 16684-1 (XMP), xmpMM:DocumentID and xmpMM:OriginalDocumentID"],
        rate: t(
            "Of 167 files that carry a DocumentID, 33 have the same for both (reference set of 2026-11); how many of the others are of one kind was not counted. In a smaller set of edited files, 1 of 51.",
            "Sur 167 fichiers portant un DocumentID, 33 ont deux fois le même (jeu de référence de 2026-11) ; combien des autres sont du même type n'a pas été compté. Dans un jeu plus petit de fichiers retouchés, 1 sur 51.",
        ),
        seen_in_the_wild: true,
    },
    run: |case| answer(look(case)),
};

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let pair = xmp.property("xmpMM:DocumentID").zip(xmp.property("xmpMM:OriginalDocumentID"));
    let Some((document, original)) = pair else {
        return Ok(Outcome::NotApplicable(t(
            "The XMP data does not give both identifiers.",
            "Les données XMP ne donnent pas les deux identifiants.",
        )));
    };
    let (kind, id) = parts(document.value.raw());
    let (original_kind, original_id) = parts(original.value.raw());
    if kind != original_kind || id.eq_ignore_ascii_case(original_id) {
        return Ok(Outcome::NothingFound);
    }
    let message = t(
        "The file's identifier differs from that of the document it began as. It was probably saved under a new identity, as “Save as” and export do.",
        "L'identifiant du fichier n'est pas celui du document d'origine. Le fichier a sans doute été enregistré sous une nouvelle identité, comme le font « Enregistrer sous » et l'export.",
    );
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, property_evidence(document))
        .also([property_evidence(original)])
        .into())
}

/// The kind and the rest: `xmp.did` and `4f1c` of `xmp.did:4f1c`. A bare number has no kind.
fn parts(identifier: &str) -> (&str, &str) {
    let identifier = identifier.trim();
    identifier.rsplit_once(':').unwrap_or(("", identifier))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_xmp};

    fn look(document: &str, original: &str) -> String {
        seen(&run(&CHECK, &with_xmp(&[("xmpMM:DocumentID", document), ("xmpMM:OriginalDocumentID", original)])))
    }

    #[test]
    fn a_new_identity() {
        insta::assert_snapshot!(look("xmp.did:4F1C", "xmp.did:77AA"), @r"
        Edited Weak
        The file's identifier differs from that of the document it began as. It was probably saved under a new identity, as “Save as” and export do.
        L'identifiant du fichier n'est pas celui du document d'origine. Le fichier a sans doute été enregistré sous une nouvelle identité, comme le font « Enregistrer sous » et l'export.
          JPEG › APP1 XMP = xmp.did:4F1C
          JPEG › APP1 XMP = xmp.did:77AA
        ");
        assert!(look("4F1C", "77AA").starts_with("Edited Weak"));
    }

    #[test]
    fn silent_on_one_identity_and_on_two_kinds() {
        assert_eq!(look("xmp.did:4F1C", "xmp.did:4f1c "), "nothing found");
        assert_eq!(look("adobe:docid:photoshop:4f1c", "xmp.did:77aa"), "nothing found", "any document of Photoshop");
        assert_eq!(look("xmp.did:4f1c", "8E4C0A"), "nothing found", "taken from a raw file");
        let one = with_xmp(&[("xmpMM:DocumentID", "xmp.did:4F1C")]);
        assert!(seen(&run(&CHECK, &one)).starts_with("not applicable"));
    }
}
