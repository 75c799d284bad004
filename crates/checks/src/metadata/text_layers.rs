//! The file lists layers of text that an editor put over the picture.

use whence_model::{Class, Direction, Family, Finding, Outcome, Strength, Text, t};

use super::needs::{answer, property_evidence, xmp};
use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "metadata/text-layers",
    family: Family::Metadata,
    class: Some(Class::Trace),
    title: t("Layers of text listed", "Calques de texte mentionnés"),
    nothing: t("No layers of text are listed.", "Aucun calque de texte n'est mentionné."),
    page: Page {
        looks_at: t(
            "photoshop:TextLayers in XMP: name and text of the layers of text that the document had.",
            "photoshop:TextLayers dans XMP : nom et contenu des calques de texte qu'avait le document.",
        ),
        matters: t(
            "The document from which the picture was saved had text on it. The list may tell what it read; whether it shows in the picture, it does not tell.",
            "Le document dont l'image est tirée portait du texte. La liste peut dire lequel ; elle ne dit pas s'il se voit dans l'image.",
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
                "The file lists a layer of text (“{shown}”). It was part of the document in the editing program; whether it shows in this picture is not told."
            ),
            format!(
                "Le fichier mentionne un calque de texte (« {shown} »). Il faisait partie du document dans le logiciel ; rien ne dit s'il se voit dans cette image."
            ),
        ),
        n => Text::new(
            format!(
                "The file lists {n} layers of text, the first “{shown}”. They were part of the document in the editing program; whether they show in this picture is not told."
            ),
            format!(
                "Le fichier mentionne {n} calques de texte, le premier « {shown} ». Ils faisaient partie du document dans le logiciel ; rien ne dit s'ils se voient dans cette image."
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
        The file lists 2 layers of text, the first “BREAKING⟨U+202E⟩”. They were part of the document in the editing program; whether they show in this picture is not told.
        Le fichier mentionne 2 calques de texte, le premier « BREAKING⟨U+202E⟩ ». Ils faisaient partie du document dans le logiciel ; rien ne dit s'ils se voient dans cette image.
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
