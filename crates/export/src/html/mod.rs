//! A document as one HTML file: no script, nothing loaded from elsewhere, nothing to follow.

use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use whence_model::Lang;

use crate::{
    Dossier,
    document::{Block, Document, Section, Style, Words},
};

const CSS: &str = include_str!("style.css");

/// What a browser may do with the file: show it, with this style sheet (by its SHA-256) and the picture that is in it.
const POLICY: &str = "default-src 'none'; style-src 'sha256-u3MmlEwq8pUHwBPBaQlKIK14asYbW0q0JcJbmFEDlkM='; img-src data:; base-uri 'none'; form-action 'none'";

/// The report and its decisions as an HTML document of one file. The same dossier gives the same bytes.
pub fn html(dossier: &Dossier<'_>) -> String {
    let document = Document::new(dossier);
    let lang = match document.lang {
        Lang::En => "en",
        Lang::Fr => "fr",
    };
    let page = markup! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (document.title.to_string()) }
                style { (PreEscaped(CSS)) }
            }
            body {
                main {
                    header {
                        p.above { (words(&document.above)) }
                        h1 { (words(&document.headline)) }
                        @for block in &document.lead { (self::block(block)) }
                    }
                    @for section in &document.sections { (self::section(section)) }
                }
                footer { p { (words(&document.running)) } }
            }
        }
    };
    page.into_string()
}

fn section(Section { title, small, blocks }: &Section<'_>) -> Markup {
    markup! {
        section.small[*small] {
            h2 { (words(title)) }
            @for block in blocks { (self::block(block)) }
        }
    }
}

fn block(block: &Block<'_>) -> Markup {
    markup! {
        @match block {
            Block::Heading(title) => h3 { (words(title)) },
            Block::Paragraph(text) => p { (words(text)) },
            Block::List(items) => ul { @for item in items { li { (words(item)) } } },
            Block::Pairs(pairs) => dl {
                @for (name, told) in pairs { div { dt { (words(name)) } dd { (words(told)) } } }
            },
            Block::Picture { jpeg, size: (width, height), alt } => {
                img src={ "data:image/jpeg;base64," (STANDARD.encode(jpeg)) } width=(width) height=(height)
                    alt=(alt.to_string());
            }
        }
    }
}

fn words(words: &Words) -> Markup {
    markup! {
        @for span in words.spans() {
            @match span.style {
                Style::Plain => (span.text),
                Style::Strong => strong { (span.text) },
                Style::Code => code { (span.text) },
            }
        }
    }
}

#[cfg(test)]
mod tests;
