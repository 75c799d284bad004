//! The file lists layers of text that an editor put over the picture.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/text-layers",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Layers of text listed", "Calques de texte notés"),
    nothing: t("No layers of text are listed.", "Aucun calque de texte n'est noté."),
    page: Page {
        looks_at: t(
            "photoshop:TextLayers in XMP: name and text of the layers of text that the document had.",
            "photoshop:TextLayers dans XMP : nom et contenu des calques de texte qu'avait le document.",
        ),
        matters: t(
            "Text was written onto the picture, or onto the document that it was made from. The list tells what it read.",
            "Du texte a été écrit sur l'image, ou sur le document dont elle est tirée. La liste dit lequel.",
        ),
        innocent: &[
            t("A caption, credit or watermark was put on it.", "Une légende, un crédit ou un filigrane y a été mis."),
            t(
                "The text stood on a layer that was hidden when the picture was exported.",
                "Le texte était sur un calque masqué lors de l'export.",
            ),
        ],
        sources: &[
            "Adobe, XMP Namespaces, Photoshop, TextLayers (developer.adobe.com/xmp/docs/XMPNamespaces/photoshop)",
        ],
        rate: super::UNMEASURED,
        seen_in_the_wild: false,
    },
    run: |case| answer(look(case)),
};

const LIST: &str = "photoshop:TextLayers";
const TEXT: &str = "photoshop:TextLayers/photoshop:LayerText";
const LISTED: usize = 8;

fn look(case: &Case) -> Result<Outcome, Outcome> {
    let xmp = xmp(case)?;
    let inside = xmp.properties.iter().filter(|p| p.name.starts_with(LIST));
    let texts: Vec<_> = inside.clone().filter(|p| p.name == TEXT).collect();
    // A list may name its layers and give no text.
    let Some(first) = texts.first().copied().or(inside.clone().next()) else { return Ok(Outcome::NothingFound) };
    let shown = first.value.short(60);
    let message = match texts.len() {
        0 | 1 => Text::new(
            format!(
                "The file lists a layer of text (“{shown}”). An editor put it over the picture or over the document that it was made from."
            ),
            format!(
                "Le fichier note un calque de texte (« {shown} »). Un logiciel l'a mis sur l'image ou sur le document dont elle est tirée."
            ),
        ),
        n => Text::new(
            format!(
                "The file lists {n} layers of text, the first “{shown}”. An editor put them over the picture or over the document that it was made from."
            ),
            format!(
                "Le fichier note {n} calques de texte, le premier « {shown} ». Un logiciel les a mis sur l'image ou sur le document dont elle est tirée."
            ),
        ),
    };
    let also = texts.into_iter().skip(1).take(LISTED).map(property_evidence);
    Ok(Finding::new(Direction::Edited, Strength::Weak, message, property_evidence(first)).also(also).into())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::specimen::{run, seen, with_xmp};

    const NAME: (&str, &str) = ("photoshop:TextLayers/photoshop:LayerName", "Headline");

    fn text(text: &str) -> (&'static str, &str) {
        ("photoshop:TextLayers/photoshop:LayerText", text)
    }

    #[test]
    fn what_the_layers_read() {
        insta::assert_snapshot!(seen(&run(&CHECK, &with_xmp(&[NAME, text("BREAKING\u{202e}"), text("News")]))), @r"
        Edited Weak
        The file lists 2 layers of text, the first “BREAKING⟨U+202E⟩”. An editor put them over the picture or over the document that it was made from.
        Le fichier note 2 calques de texte, le premier « BREAKING⟨U+202E⟩ ». Un logiciel les a mis sur l'image ou sur le document dont elle est tirée.
          JPEG › APP1 XMP = BREAKING⟨U+202E⟩
          JPEG › APP1 XMP = News
        ");
        assert!(seen(&run(&CHECK, &with_xmp(&[NAME]))).contains("“Headline”"));
    }

    #[test]
    fn a_long_text_is_cut() {
        let long = "a".repeat(500);
        assert!(seen(&run(&CHECK, &with_xmp(&[text(&long)]))).lines().nth(1).unwrap().len() < 250);
    }

    #[test]
    fn silent_on_other_properties() {
        assert_eq!(seen(&run(&CHECK, &with_xmp(&[("photoshop:Credit", "Example")]))), "nothing found");
    }
}
