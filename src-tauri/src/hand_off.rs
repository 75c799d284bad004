//! What a person takes along to look elsewhere: the preview, and a search page to put it on.

use serde::Deserialize;
use tauri::State;
use whence_model::{Lang, Text};

use crate::{
    desk::Feature,
    failure::Failure,
    host::{Host, aside},
};

/// Where a person can search for other copies of a picture.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchSite {
    GoogleLens,
    Tineye,
    Bing,
    Yandex,
}

impl SearchSite {
    /// Its page for a picture. Nothing of the picture stands in the address.
    fn address(self) -> &'static str {
        match self {
            Self::GoogleLens => "https://images.google.com/",
            Self::Tineye => "https://tineye.com/",
            Self::Bing => "https://www.bing.com/visualsearch",
            Self::Yandex => "https://yandex.com/images/",
        }
    }
}

/// Opens a search page in the system's browser. No picture is sent: the person pastes or uploads it there.
#[tauri::command]
pub async fn open_search(site: SearchSite, lang: Lang, host: State<'_, Host>) -> Result<(), Failure> {
    host.may(Feature::Searches, lang)?;
    open::that_detached(site.address()).map_err(|why| Failure::no_page(site.address(), &why, lang))
}

/// Puts the re-encoded preview on the clipboard, as a picture.
#[tauri::command]
pub async fn copy_preview(id: String, lang: Lang, host: State<'_, Host>) -> Result<(), Failure> {
    let (host, examination) = (host.inner().clone(), host.examination(&id));
    let examination = examination.ok_or_else(|| Failure::forgotten(lang))?;
    aside(move || {
        let none = Text::new("This picture has no preview that could be copied.", "Cette image n'a pas d'aperçu à copier.");
        let preview = examination.preview().ok_or_else(|| Failure::not_copied(&none, lang))?;
        let rgba = host.pixels(preview).ok_or_else(|| Failure::not_copied(&none, lang))?;
        let picture = arboard::ImageData {
            width: preview.width as usize,
            height: preview.height as usize,
            bytes: rgba.into(),
        };
        host.copy_picture(picture).map_err(|error| {
            let why = Text::new(
                format!("The preview could not be put on the clipboard ({error}). Save the report as HTML: the picture is in it."),
                format!("L'aperçu n'a pas pu être mis dans le presse-papiers ({error}). Enregistrez le rapport en HTML : l'image s'y trouve."),
            );
            Failure::not_copied(&why, lang)
        })
    })
    .await
}
