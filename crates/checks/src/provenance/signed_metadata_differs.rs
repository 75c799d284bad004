//! Signed camera data against the file's own.

use whence_model::{
    Direction, Evidence, Family, Finding, Outcome, Strength, Text,
    facts::provenance::{CredentialClass, Provenance},
    t,
};

use super::{
    QUOTED, left_out,
    signed_value::{Compared, compared},
    stated, unread,
};
use crate::{Case, Check, Page};

/// How many fields a sentence names; the evidence has more of them.
const NAMED: usize = 3;

pub static CHECK: Check = Check {
    id: "provenance/signed-metadata-differs",
    family: Family::Provenance,
    class: None,
    title: t("Camera data differ from what was signed", "Des données de l'appareil diffèrent de ce qui a été signé"),
    nothing: t(
        "Where the credentials and the file both state camera data, they state the same.",
        "Là où les justificatifs et le fichier donnent tous deux des données de l'appareil, elles concordent.",
    ),
    page: Page {
        looks_at: t(
            "Values in signed metadata assertions (stds.exif, c2pa.metadata, cawg.metadata) of the active manifest against the file's own Exif, and XMP where Exif lacks the field: camera and lens, dates, place, exposure, author and caption. Notation does not count; clocks may be a minute apart, places 111 metres, decimals two hundredths. Where the zone of one clock is unknown, whole quarter hours up to 14 hours say nothing. A field that the file lacks is no difference.",
            "Les valeurs des assertions de métadonnées signées (stds.exif, c2pa.metadata, cawg.metadata) du manifeste actif, comparées aux données Exif du fichier, et à XMP là où Exif n'a pas le champ : appareil et objectif, dates, lieu, exposition, auteur et légende. La notation ne compte pas ; les horloges peuvent différer d'une minute, les lieux de 111 mètres, les décimales de deux centièmes. Quand le fuseau d'une horloge est inconnu, des quarts d'heure entiers jusqu'à 14 heures ne disent rien. Un champ absent du fichier n'est pas une différence.",
        ),
        matters: t(
            "What the credentials state was fixed when they were signed. Where the signature leaves the file's own data out, a difference shows that somebody wrote other data later. About camera, date or place it is moderate; about captions, names and rotation, weak. It is a change of the data, not of the picture.",
            "Ce que disent les justificatifs a été fixé à la signature. Quand la signature laisse de côté les données propres du fichier, une différence montre que quelqu'un y a écrit autre chose ensuite. Pour l'appareil, la date ou le lieu : constat modéré ; pour les légendes, les noms et la rotation : faible. Ce sont les données qui changent, pas l'image.",
        ),
        innocent: &[
            t(
                "Software added a caption, a name or a rotation; this is what makers leave the data open for.",
                "Un logiciel a ajouté une légende, un nom ou une rotation ; c'est pour cela que des fabricants laissent ces données ouvertes.",
            ),
            t(
                "Somebody put a wrong camera clock right, or made the place less exact.",
                "Quelqu'un a remis à l'heure l'horloge de l'appareil, ou rendu le lieu moins précis.",
            ),
            t(
                "The program that signed asked other sensors than the one that wrote the Exif data.",
                "Le programme qui a signé a interrogé d'autres capteurs que celui qui a écrit les données Exif.",
            ),
        ],
        sources: &[
            "C2PA Technical Specification 2.2, section 18.15 (metadata assertions), https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html",
            "CIPA DC-010-2020, Exif 2.32 metadata for XMP",
            "w3c/png issue 544, https://github.com/w3c/png/issues/544",
        ],
        rate: t(
            "0 of 4 files with both (reference set of 2026-11).",
            "0 sur 4 fichiers ayant les deux (jeu de référence de 2026-11).",
        ),
        seen_in_the_wild: false,
    },
    run,
};

fn run(case: &Case) -> Outcome {
    let p = &case.facts.provenance;
    if let Some(outcome) = unread(p).or_else(|| nothing_stated(p)) {
        return outcome;
    }
    let compared = compared(&p.signed_fields, &case.facts.metadata);
    if compared.is_empty() {
        return Outcome::NotApplicable(t(
            "The file has none of the camera data that its credentials state.",
            "Le fichier n'a aucune des données de l'appareil que donnent ses justificatifs.",
        ));
    }
    let differing: Vec<Compared> = compared.into_iter().filter(|value| !value.same).collect();
    let [first, ..] = differing.as_slice() else { return Outcome::NothingFound };
    let (direction, strength, message) = judge(p, &differing);
    let evidence =
        |value: &Compared| [Evidence::new(value.place.clone(), value.shown.clone()), stated(p, value.signed)];
    let [own, signed] = evidence(first);
    let others = differing.iter().skip(1).take(QUOTED).flat_map(evidence);
    Finding::new(direction, strength, message, own).also([signed]).also(others).into()
}

/// What a difference means depends on whether the signature still holds, and whether it covers the file's own value.
fn judge(p: &Provenance, differing: &[Compared]) -> (Direction, Strength, Text) {
    let list = list(differing);
    if !p.class.is_intact() {
        let message = Text::new(
            format!("This file changed after signing, and its camera data differ from what was signed: {}.", list.en),
            format!(
                "Ce fichier a changé après la signature, et ses données de l'appareil diffèrent de ce qui a été signé : {}.",
                list.fr
            ),
        );
        return (Direction::ChangedSinceSigning, Strength::Info, message);
    }
    let outside = |value: &&Compared| {
        p.coverage.as_ref().is_some_and(|coverage| left_out::is_left_out(coverage, value.place, value.block))
    };
    if differing.iter().any(|value| outside(&value)) {
        let of_capture = differing.iter().filter(outside).any(|value| value.of_capture);
        let message = Text::new(
            format!(
                "Camera data in this file differ from what was signed: {}. The signature does not protect this part of the file, so it may have been changed since.",
                list.en
            ),
            format!(
                "Des données de l'appareil dans ce fichier diffèrent de ce qui a été signé : {}. La signature ne protège pas cette partie du fichier : elle a pu être changée depuis.",
                list.fr
            ),
        );
        let strength = if of_capture { Strength::Moderate } else { Strength::Weak };
        return (Direction::ChangedSinceSigning, strength, message);
    }
    let message = Text::new(
        format!(
            "The credentials and the file state different camera data: {}. Nothing shows a change after signing: they may have differed from the start.",
            list.en
        ),
        format!(
            "Les justificatifs et le fichier donnent des données de l'appareil différentes : {}. Rien n'indique un changement après la signature : elles différaient peut-être dès le départ.",
            list.fr
        ),
    );
    (Direction::Context, Strength::Weak, message)
}

fn list(differing: &[Compared]) -> Text {
    let mut en = Vec::new();
    let mut fr = Vec::new();
    for Compared { name, shown, signed, .. } in differing.iter().take(NAMED) {
        let (own, signed) = (shown.short(40), signed.value.short(40));
        en.push(format!("{} “{own}” (signed: “{signed}”)", name.en));
        fr.push(format!("{} « {own} » (signé : « {signed} »)", name.fr));
    }
    let more = differing.len().saturating_sub(NAMED);
    if more > 0 {
        en.push(format!("and {more} more"));
        fr.push(format!("et {more} de plus"));
    }
    Text::new(en.join(", "), fr.join(", "))
}

fn nothing_stated(p: &Provenance) -> Option<Outcome> {
    if p.class == CredentialClass::CredentialsAltered {
        return Some(Outcome::NotApplicable(t(
            "The credentials are not those that were signed, so nothing that they state is signed.",
            "Les justificatifs ne sont pas ceux qui ont été signés : rien de ce qu'ils disent n'est signé.",
        )));
    }
    p.signed_fields.is_empty().then(|| {
        Outcome::NotApplicable(t(
            "The credentials state no camera data.",
            "Les justificatifs ne donnent pas de données de l'appareil.",
        ))
    })
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Place, facts::provenance::CredentialClass};

    use crate::specimen::{credentials, exif, facts, leaving_out, run, seen, signed_fields};

    const SIGNED: &[(&str, &str)] = &[
        ("EXIF:Make", "Google"),
        ("EXIF:Model", "Pixel 5"),
        ("EXIF:DateTimeOriginal", "2023-02-12T18:44:26Z"),
        ("exif:ExposureTime", "1/24"),
        ("dc:creator", "Ada"),
    ];

    fn specimen(class: CredentialClass, own: &[(&str, &str)], places: &[Place]) -> Facts {
        let mut facts = credentials(class, &[], &[]);
        facts.provenance.coverage = Some(leaving_out(places));
        facts.provenance.signed_fields = signed_fields(SIGNED);
        facts.metadata.exif = exif(own);
        facts
    }

    fn head() -> Vec<Place> {
        vec![Place::bytes("JPEG › APP1 Exif", 2, 2100)]
    }

    const EDITED: &[(&str, &str)] =
        &[("Make", "Google"), ("Model", "Galaxy9"), ("DateTimeOriginal", "2019:07:04 13:44:28")];

    #[test]
    fn edited_where_the_signature_does_not_reach() {
        let facts = specimen(CredentialClass::TrustedInterim, EDITED, &head());
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        ChangedSinceSigning Moderate
        Camera data in this file differ from what was signed: model “Galaxy9” (signed: “Pixel 5”), capture date “2019:07:04 13:44:28” (signed: “2023-02-12T18:44:26Z”). The signature does not protect this part of the file, so it may have been changed since.
        Des données de l'appareil dans ce fichier diffèrent de ce qui a été signé : modèle « Galaxy9 » (signé : « Pixel 5 »), date de prise de vue « 2019:07:04 13:44:28 » (signé : « 2023-02-12T18:44:26Z »). La signature ne protège pas cette partie du fichier : elle a pu être changée depuis.
          JPEG › APP1 Exif › Main › Model = Galaxy9
          JPEG › APP11 C2PA › stds.exif › EXIF:Model = Pixel 5
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2019:07:04 13:44:28
          JPEG › APP11 C2PA › stds.exif › EXIF:DateTimeOriginal = 2023-02-12T18:44:26Z
        ");
    }

    #[test]
    fn what_captions_are_for_is_weak() {
        let facts = specimen(CredentialClass::TrustedInterim, &[("Make", "Google"), ("Artist", "Bert")], &head());
        assert!(seen(&run(&super::CHECK, &facts)).starts_with("ChangedSinceSigning Weak"));
    }

    #[test]
    fn a_file_that_changed_is_told_where() {
        let own = [EDITED, &[("ExposureTime", "0.5"), ("Artist", "Bert")]].concat();
        let facts = specimen(CredentialClass::ChangedAfterSigning, &own, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        ChangedSinceSigning Info
        This file changed after signing, and its camera data differ from what was signed: model “Galaxy9” (signed: “Pixel 5”), capture date “2019:07:04 13:44:28” (signed: “2023-02-12T18:44:26Z”), exposure time “0.5” (signed: “1/24”), and 1 more.
        Ce fichier a changé après la signature, et ses données de l'appareil diffèrent de ce qui a été signé : modèle « Galaxy9 » (signé : « Pixel 5 »), date de prise de vue « 2019:07:04 13:44:28 » (signé : « 2023-02-12T18:44:26Z »), temps de pose « 0.5 » (signé : « 1/24 »), et 1 de plus.
          JPEG › APP1 Exif › Main › Model = Galaxy9
          JPEG › APP11 C2PA › stds.exif › EXIF:Model = Pixel 5
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2019:07:04 13:44:28
          JPEG › APP11 C2PA › stds.exif › EXIF:DateTimeOriginal = 2023-02-12T18:44:26Z
          JPEG › APP1 Exif › Exif › ExposureTime = 0.5
          JPEG › APP11 C2PA › stds.exif › exif:ExposureTime = 1/24
          JPEG › APP1 Exif › Main › Artist = Bert
          JPEG › APP11 C2PA › stds.exif › dc:creator = Ada
        ");
    }

    #[test]
    fn a_difference_that_was_signed_along_shows_no_change() {
        let facts = specimen(CredentialClass::UnknownSigner, EDITED, &[]);
        insta::assert_snapshot!(seen(&run(&super::CHECK, &facts)), @r"
        Context Weak
        The credentials and the file state different camera data: model “Galaxy9” (signed: “Pixel 5”), capture date “2019:07:04 13:44:28” (signed: “2023-02-12T18:44:26Z”). Nothing shows a change after signing: they may have differed from the start.
        Les justificatifs et le fichier donnent des données de l'appareil différentes : modèle « Galaxy9 » (signé : « Pixel 5 »), date de prise de vue « 2019:07:04 13:44:28 » (signé : « 2023-02-12T18:44:26Z »). Rien n'indique un changement après la signature : elles différaient peut-être dès le départ.
          JPEG › APP1 Exif › Main › Model = Galaxy9
          JPEG › APP11 C2PA › stds.exif › EXIF:Model = Pixel 5
          JPEG › APP1 Exif › Exif › DateTimeOriginal = 2019:07:04 13:44:28
          JPEG › APP11 C2PA › stds.exif › EXIF:DateTimeOriginal = 2023-02-12T18:44:26Z
        ");
        let mut untold = specimen(CredentialClass::UnknownSigner, EDITED, &[]);
        untold.provenance.coverage = None;
        assert!(seen(&run(&super::CHECK, &untold)).starts_with("Context Weak"));
    }

    #[test]
    fn silent_where_they_agree_or_the_file_says_less_or_more() {
        let same = [("Make", "Google"), ("Model", "Pixel 5"), ("DateTimeOriginal", "2023:02:12 13:44:28")];
        let less = [("ExposureTime", "0.041666666")];
        let more = [("Make", "Google"), ("LensModel", "Pixel 5 back camera"), ("Orientation", "6")];
        for own in [&same[..], &less, &more] {
            let facts = specimen(CredentialClass::TrustedInterim, own, &head());
            assert_eq!(seen(&run(&super::CHECK, &facts)), "nothing found", "{own:?}");
        }
    }

    #[test]
    fn not_asked_where_there_is_nothing_to_compare() {
        let of = |facts: &Facts| seen(&run(&super::CHECK, facts));
        insta::assert_snapshot!(of(&facts()), @r"
        not applicable: This file carries no Content Credentials. That is usual: most sites remove them.
        ");
        let mut unstated = specimen(CredentialClass::TrustedInterim, EDITED, &head());
        unstated.provenance.signed_fields.clear();
        insta::assert_snapshot!(of(&unstated), @r"
        not applicable: The credentials state no camera data.
        ");
        insta::assert_snapshot!(of(&specimen(CredentialClass::CredentialsAltered, EDITED, &head())), @r"
        not applicable: The credentials are not those that were signed, so nothing that they state is signed.
        ");
        insta::assert_snapshot!(of(&specimen(CredentialClass::TrustedInterim, &[], &head())), @r"
        not applicable: The file has none of the camera data that its credentials state.
        ");
    }
}
