//! No credentials in the file, and what shows that this copy was stripped of data on its way.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Strength, Text, facts::provenance::CredentialClass, t,
};

use super::{
    traces_of_loss::{Trace, traces},
    unread,
};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "provenance/no-credentials",
    family: Family::Provenance,
    class: None,
    title: t("No Content Credentials", "Pas de Content Credentials"),
    nothing: t(
        "This file carries no Content Credentials, and nothing in it shows that it lost any. Most files never had any; that says nothing about the picture.",
        "Ce fichier ne porte pas de Content Credentials (justificatifs signés), et rien n'y montre qu'il en ait perdu. La plupart des fichiers n'en ont jamais eu ; cela ne dit rien de l'image.",
    ),
    page: Page {
        looks_at: t(
            "Where a file carries no credentials: links to credentials that were left behind in XMP, marks and file names of social networks and messengers, screenshots, JPEGs saved again without camera data, and names as cameras give them on files without camera data.",
            "Quand un fichier ne porte pas de justificatifs : les liens vers des justificatifs restés dans XMP, les marques et noms de fichier des réseaux sociaux et messageries, les captures d'écran, les JPEG réenregistrés sans données d'appareil, et les noms d'appareil photo sur des fichiers sans ces données.",
        ),
        matters: t(
            "Most platforms remove credentials on upload, together with camera data. So their absence speaks neither for nor against a picture. What to do: ask for the original file; let the sender attach it as a document or by e-mail, because messengers shrink what is sent as a photo; and look at the other marks in this report.",
            "La plupart des plateformes retirent les justificatifs à l'envoi, avec les données de l'appareil. Leur absence ne plaide donc ni pour ni contre une image. Que faire : demander le fichier d'origine ; le faire envoyer comme document ou par courriel, car les messageries réduisent ce qui part comme photo ; et regarder les autres marques de ce rapport.",
        ),
        innocent: &[
            t(
                "Most cameras and phones do not sign their pictures yet.",
                "La plupart des appareils photo et téléphones ne signent pas encore leurs images.",
            ),
            t(
                "The picture was posted, sent through a messenger, or taken from a website.",
                "L'image a été publiée, envoyée par une messagerie ou prise sur un site.",
            ),
        ],
        sources: &[
            "bluesky-social/social-app issues 7415 and 9151, https://github.com/bluesky-social/social-app/issues/7415",
            "Giudice, Paratore, Moltisanti, Battiato, “A Classification Engine for Image Ballistics of Social Data”, arXiv:1610.06347",
            "C2PA Technical Specification 2.2, section 11.5 (External manifests, dcterms:provenance), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "CIPA DC-009 (DCF), file names of cameras",
        ],
        rate: t(
            "5 of 80 files without credentials, all of them JPEGs without Exif, so it is only mentioned (reference set of 2026-11).",
            "5 sur 80 fichiers sans justificatifs, tous des JPEG sans Exif : simple mention (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: true,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let p = &case.facts.provenance;
    if p.class.is_present() {
        return Outcome::NotApplicable(t(
            "This file carries Content Credentials.",
            "Ce fichier porte des Content Credentials (justificatifs signés).",
        ));
    }
    if p.class != CredentialClass::None {
        return unread(p).unwrap_or(Outcome::NothingFound);
    }
    let traces = traces(case);
    let message = message(&traces);
    let mut evidence = traces.into_iter().map(|trace| trace.evidence);
    match evidence.next() {
        Some(first) => context(message, first, evidence).into(),
        None => Outcome::NothingFound,
    }
}

/// What is missing has no direction, and what explains it has none either.
fn context(message: Text, first: Evidence, more: impl Iterator<Item = Evidence>) -> Finding {
    Finding::new(Direction::Context, Strength::Info, message, first).also(more)
}

fn message(traces: &[Trace]) -> Text {
    let list = |pick: fn(&Text) -> &str| traces.iter().map(|trace| pick(&trace.what)).collect::<Vec<_>>().join("; ");
    let (en, fr) = (list(|what| &what.en), list(|what| &what.fr).replace("; ", " ; "));
    if traces.iter().any(|trace| trace.of_credentials) {
        return Text::new(
            format!(
                "This file carries no Content Credentials, yet something in it points to some: {en}. Saving and sharing commonly lose them, so their absence proves nothing either way."
            ),
            format!(
                "Ce fichier ne porte pas de Content Credentials (justificatifs signés), mais quelque chose y renvoie : {fr}. Enregistrer et partager les fait souvent perdre : leur absence ne prouve rien, dans un sens ni dans l'autre."
            ),
        );
    }
    Text::new(
        format!(
            "It looks like a copy that was shared or saved again: {en}. Such copies lose any credentials they had, so that none are here proves nothing either way."
        ),
        format!(
            "Le fichier ressemble à une copie partagée ou réenregistrée : {fr}. Ces copies perdent les justificatifs signés qu'elles avaient : leur absence ne prouve rien, dans un sens ni dans l'autre."
        ),
    )
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Format, facts::provenance::CredentialClass};

    use super::CHECK;
    use crate::specimen::{camera_jpeg, credentials, facts, run, run_as, seen, xmp};

    fn with_xmp(properties: &[(&str, &str)]) -> Facts {
        let mut facts = facts();
        facts.metadata.xmp = xmp(properties);
        facts
    }

    #[test]
    fn a_link_that_was_left_behind() {
        let facts = with_xmp(&[("dcterms:provenance", "self#jumbf=/c2pa/urn:uuid:1"), ("tiff:Model", "X")]);
        insta::assert_snapshot!(seen(&run(&CHECK, &facts)), @r"
        Context Info
        This file carries no Content Credentials, yet something in it points to some: a link to credentials that are not in the file (dcterms:provenance). Saving and sharing commonly lose them, so their absence proves nothing either way.
        Ce fichier ne porte pas de Content Credentials (justificatifs signés), mais quelque chose y renvoie : un lien vers des justificatifs absents du fichier (dcterms:provenance). Enregistrer et partager les fait souvent perdre : leur absence ne prouve rien, dans un sens ni dans l'autre.
          JPEG › APP1 XMP = self#jumbf=/c2pa/urn:uuid:1
        ");
    }

    #[test]
    fn a_copy_from_a_messenger() {
        let mut facts = camera_jpeg(&[]);
        facts.metadata = Default::default();
        let jpeg = facts.structure.jpeg.as_mut().unwrap();
        (jpeg.progressive, jpeg.scans) = (true, 10);
        let copy = run_as(&CHECK, &facts, ("IMG-20240501-WA0001.jpg", Format::Jpeg, (1600, 1200)));
        insta::assert_snapshot!(seen(&copy), @r"
        Context Info
        It looks like a copy that was shared or saved again: a file name as WhatsApp gives; a JPEG without camera data, saved as web services do. Such copies lose any credentials they had, so that none are here proves nothing either way.
        Le fichier ressemble à une copie partagée ou réenregistrée : un nom de fichier comme en donne WhatsApp ; un JPEG sans données d'appareil, enregistré comme par un service web. Ces copies perdent les justificatifs signés qu'elles avaient : leur absence ne prouve rien, dans un sens ni dans l'autre.
          file name = IMG-20240501-WA0001.jpg
          JPEG › SOF0 = progressive
        ");
    }

    #[test]
    fn silent_where_nothing_was_lost() {
        assert_eq!(seen(&run(&CHECK, &facts())), "nothing found");
        let camera = [("Make", "Canon"), ("Model", "Canon EOS R6"), ("DateTimeOriginal", "2024:05:01 10:00:00")];
        let mut facts = camera_jpeg(&camera);
        facts.structure.jpeg.as_mut().unwrap().ijg_quality = Some(85);
        assert_eq!(seen(&run_as(&CHECK, &facts, ("IMG_0123.JPG", Format::Jpeg, (4032, 3024)))), "nothing found");
    }

    #[test]
    fn not_asked_where_there_are_credentials() {
        for class in [CredentialClass::TrustedOfficial, CredentialClass::CredentialsAltered] {
            let mut facts = credentials(class, &[], &[]);
            facts.metadata.xmp = xmp(&[("dcterms:provenance", "self#jumbf=/c2pa/urn:uuid:1")]);
            assert_eq!(seen(&run(&CHECK, &facts)), "not applicable: This file carries Content Credentials.");
        }
        for (class, why) in
            [(CredentialClass::RemoteNotFetched, "kept elsewhere"), (CredentialClass::Unreadable, "not be read")]
        {
            let seen = seen(&run(&CHECK, &credentials(class, &[], &[])));
            assert!(seen.starts_with("not applicable") && seen.contains(why), "{seen}");
        }
    }
}
