//! The name's ending belongs to another kind of file.

use whence_model::{Class, Direction, Evidence, Family, Finding, Format, Outcome, Place, Strength, Text, t};

use crate::{Case, Check, Page};

pub static CHECK: Check = Check {
    id: "structure/name-disagrees-with-content",
    family: Family::Structure,
    class: Some(Class::Context),
    title: t("Name and content disagree", "Nom et contenu en désaccord"),
    nothing: t("The name's ending fits the content.", "L'extension du nom va avec le contenu."),
    page: Page {
        looks_at: t(
            "The ending of the file's name against the format that its bytes have.",
            "L'extension du nom du fichier, comparée au format de ses octets.",
        ),
        matters: t(
            "The file was renamed, or something converted it on the way without changing the name.",
            "Le fichier a été renommé, ou quelque chose l'a converti en route sans changer le nom.",
        ),
        innocent: &[
            t("Websites serve WebP under names that end in .jpg.", "Des sites servent du WebP sous des noms en .jpg."),
            t(
                "Phones convert HEIC to JPEG on transfer and keep the name.",
                "Des téléphones convertissent HEIC en JPEG au transfert et gardent le nom.",
            ),
        ],
        sources: &["IANA, Media Types, image/*"],
        rate: crate::metadata::UNMEASURED,
        seen_in_the_wild: true,
    },
    run,
};

/// Endings of what is no picture that we read.
const OTHERS: &[&str] = &["pdf", "doc", "docx", "txt", "htm", "html", "zip", "exe", "mp4", "mov", "svg", "ico"];

fn run(case: &Case) -> Outcome {
    let name = &case.exhibit.name;
    let Some((_, ending)) = name.raw().rsplit_once('.') else {
        return Outcome::NotApplicable(t("The name has no ending.", "Le nom n'a pas d'extension."));
    };
    let ending = ending.to_ascii_lowercase();
    let format = case.exhibit.format;
    let another =
        Format::ALL.iter().any(|f| f.extensions().contains(&ending.as_str())) || OTHERS.contains(&ending.as_str());
    if format.extensions().contains(&ending.as_str()) || !another {
        return Outcome::NothingFound;
    }
    let content = format.name();
    let message = Text::new(
        format!(
            "The name ends in .{ending}, but the content is {content}. The file was renamed, or converted on the way."
        ),
        format!(
            "Le nom se termine par .{ending}, mais le contenu est du {content}. Le fichier a été renommé, ou converti en route."
        ),
    );
    let content = Evidence::new(Place::bytes(content, 0, 16), content);
    let named = Evidence::new(Place::path("file name"), name.clone());
    Finding::new(Direction::Context, Strength::Info, message, named).also([content]).into()
}

#[cfg(test)]
mod tests {
    use whence_model::Format;

    use super::CHECK;
    use crate::specimen::{facts, run_as, seen};

    fn look(name: &str, format: Format) -> String {
        seen(&run_as(&CHECK, &facts(), (name, format, (800, 600))))
    }

    #[test]
    fn a_webp_by_the_name_of_jpg() {
        insta::assert_snapshot!(look("photo.JPG", Format::WebP), @r"
        Context Info
        The name ends in .jpg, but the content is WebP. The file was renamed, or converted on the way.
        Le nom se termine par .jpg, mais le contenu est du WebP. Le fichier a été renommé, ou converti en route.
          file name = photo.JPG
          WebP = WebP
        ");
        assert!(look("invoice.pdf", Format::Png).starts_with("Context Info"));
    }

    #[test]
    fn silent_on_aliases_and_on_endings_that_say_nothing() {
        for name in ["photo.jpeg", "photo.JFIF", "photo.jpg.download", "photo.2024-05"] {
            assert_eq!(look(name, Format::Jpeg), "nothing found", "{name}");
        }
        assert!(look("-", Format::Jpeg).starts_with("not applicable"));
    }
}
