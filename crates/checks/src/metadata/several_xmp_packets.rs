//! XMP data stand in the file more than once, or a part of them that nothing asks for.

use whence_model::{
    Class, Direction, Evidence, Family, Finding, Outcome, Strength, Text,
    facts::{
        metadata::{Property, Xmp},
        structure::Part,
    },
    t,
};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/several-xmp-packets",
    family: Family::Metadata,
    class: Some(Class::Anomaly),
    title: t("Several XMP packets", "Plusieurs paquets XMP"),
    nothing: t("The XMP data is of one piece.", "Les données XMP forment un tout."),
    page: Page {
        looks_at: t(
            "How many packets of XMP (blocks of metadata that programs write) are in the file, and whether extended XMP, their continuation, is complete and belongs to one of them. Packets that name different programs, cameras or documents make a weak finding; anything else is only mentioned.",
            "Le nombre de paquets XMP (blocs de métadonnées qu'écrivent les logiciels) dans le fichier, et si le XMP étendu, leur suite, est complet et appelé par l'un d'eux. Des paquets qui nomment des logiciels, appareils ou documents différents donnent un constat faible ; le reste, une mention.",
        ),
        matters: t(
            "A program that knows XMP keeps one packet. A second one may have been added by a tool that did not look for the first, or have come from another file.",
            "Un logiciel qui connaît XMP n'en garde qu'un. Un second a pu être ajouté par un outil qui n'a pas cherché le premier, ou venir d'un autre fichier.",
        ),
        innocent: &[
            t(
                "A simple tool added a packet instead of changing the one there.",
                "Un outil simple a ajouté un paquet au lieu de modifier l'existant.",
            ),
            t(
                "Converters to PNG keep the same packet in two forms.",
                "Des convertisseurs vers PNG gardent le même paquet sous deux formes.",
            ),
        ],
        sources: &["ISO 16684-1 (XMP), 7.3", "Adobe, XMP Specification part 3, 1.1.3.1 (extended XMP)"],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

/// Of these a file has one value.
const SINGLE: [&str; 6] =
    ["xmp:CreatorTool", "tiff:Make", "tiff:Model", "xmpMM:DocumentID", "xmpMM:InstanceID", "xmpMM:OriginalDocumentID"];

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let parts = |holds| {
        case.facts.structure.parts.iter().filter(move |p: &&Part| p.holds.as_ref().is_some_and(|h| h.raw() == holds))
    };
    let extended = parts("Extended XMP").next();
    // Where there is extended XMP, the standard's own count tells packets from their continuation.
    let packets = match extended {
        Some(_) => parts("XMP").count().max(1),
        None => usize::try_from(xmp.packets).unwrap_or(usize::MAX),
    };
    if let Some((one, other)) = (packets > 1).then(|| disagreement(xmp)).flatten() {
        let (name, a, b) = (one.name.as_str(), one.value.short(40), other.value.short(40));
        let message = Text::new(
            format!(
                "The file holds {packets} packets of XMP, and they disagree: {name} is “{a}” and “{b}”. They were probably not written together."
            ),
            format!(
                "Le fichier contient {packets} paquets XMP, et ils se contredisent : {name} vaut « {a} » et « {b} ». Ils n'ont sans doute pas été écrits ensemble."
            ),
        );
        let finding = Finding::new(Direction::Edited, Strength::Weak, message, property_evidence(one));
        return Ok(finding.also([property_evidence(other)]).into());
    }
    if packets > 1 {
        let message = Text::new(
            format!(
                "The file holds {packets} packets of XMP. A simple tool may have added one instead of changing the one there."
            ),
            format!(
                "Le fichier contient {packets} paquets XMP. Un outil simple en a peut-être ajouté un au lieu de modifier l'existant."
            ),
        );
        let evidence = Evidence::new(xmp.place.clone(), format!("{packets} packets"));
        return Ok(Finding::new(Direction::Context, Strength::Info, message, evidence).into());
    }
    let read = usize::try_from(xmp.packets).unwrap_or(usize::MAX);
    let Some(part) = extended.filter(|_| read <= packets) else { return Ok(Outcome::NothingFound) };
    let message = t(
        "The file holds a part of extended XMP that no packet asks for, or that is incomplete. A program probably wrote the XMP data again and left the rest.",
        "Le fichier contient une partie de XMP étendu qu'aucun paquet n'appelle, ou qui est incomplète. Un logiciel a sans doute réécrit les données XMP en laissant le reste.",
    );
    let place = whence_model::Place::bytes("JPEG › APP1 Extended XMP", part.offset, part.length);
    let evidence = Evidence::new(place, "extended XMP without its packet");
    Ok(Finding::new(Direction::Context, Strength::Info, message, evidence).into())
}

/// Two values of a property that a file has once.
fn disagreement(xmp: &Xmp) -> Option<(&Property, &Property)> {
    SINGLE.iter().find_map(|name| {
        let mut said = xmp.properties.iter().filter(|p| p.name == *name);
        let one = said.next()?;
        said.find(|p| p.value.raw().trim() != one.value.raw().trim()).map(|other| (one, other))
    })
}

#[cfg(test)]
mod tests {
    use whence_model::{Facts, Reading};

    use super::CHECK;
    use crate::specimen::{parts, run, seen, with_xmp};

    fn packets(n: u32, properties: &[(&str, &str)]) -> Facts {
        let mut facts = with_xmp(properties);
        if let Reading::Read(xmp) = &mut facts.metadata.xmp {
            xmp.packets = n;
        }
        facts
    }

    fn look(facts: &Facts) -> String {
        seen(&run(&CHECK, facts))
    }

    #[test]
    fn packets_that_disagree() {
        let facts = packets(2, &[("tiff:Model", "Canon EOS R6"), ("xmp:Rating", "5"), ("tiff:Model", "Pixel 8")]);
        insta::assert_snapshot!(look(&facts), @r"
        Edited Weak
        The file holds 2 packets of XMP, and they disagree: tiff:Model is “Canon EOS R6” and “Pixel 8”. They were probably not written together.
        Le fichier contient 2 paquets XMP, et ils se contredisent : tiff:Model vaut « Canon EOS R6 » et « Pixel 8 ». Ils n'ont sans doute pas été écrits ensemble.
          JPEG › APP1 XMP = Canon EOS R6
          JPEG › APP1 XMP = Pixel 8
        ");
    }

    #[test]
    fn packets_that_agree_are_context() {
        let facts =
            packets(2, &[("tiff:Model", "Pixel 8"), ("dc:title", "a"), ("tiff:Model", "Pixel 8"), ("dc:title", "b")]);
        assert!(look(&facts).starts_with("Context Info"));
    }

    #[test]
    fn extended_xmp_that_nothing_asks_for_is_context() {
        let mut facts = packets(1, &[("tiff:Model", "Pixel 8")]);
        facts.structure.parts = parts(&[("SOI", ""), ("APP1", "XMP"), ("APP1", "Extended XMP")]);
        assert!(look(&facts).contains("extended XMP that no packet asks for"));
    }

    #[test]
    fn silent_on_one_packet_and_on_extended_xmp_that_belongs_to_it() {
        assert_eq!(look(&packets(1, &[("dc:creator", "a"), ("dc:creator", "b")])), "nothing found");
        let mut facts = packets(2, &[("xmpNote:HasExtendedXMP", "AB12"), ("GDepth:Format", "RangeInverse")]);
        facts.structure.parts =
            parts(&[("SOI", ""), ("APP1", "XMP"), ("APP1", "Extended XMP"), ("APP1", "Extended XMP")]);
        assert_eq!(look(&facts), "nothing found");
    }
}
