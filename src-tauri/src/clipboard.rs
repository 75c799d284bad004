use arboard::Error;
use whence_engine::{Source, encode_png};
use whence_model::Refusal;

/// A picture on the clipboard.
///
/// It is read here and not in the page, since WebKitGTK gives a page no pictures (WebKit bug 218519).
pub struct Clipboard {
    pub source: Source,
    /// Further files that were copied with it.
    pub others: Vec<String>,
}

impl Clipboard {
    /// A file that was copied keeps all its bytes, so it goes before the picture that a program may offer beside it.
    /// Of a picture there are only pixels: they are examined as a PNG called `clipboard`.
    ///
    /// # Errors
    /// [`Refusal::NothingToPaste`] where there is neither, [`Refusal::ReadFailed`] where the system gives no access.
    pub fn read() -> Result<Self, Refusal> {
        let mut clipboard = arboard::Clipboard::new().map_err(|e| refused(&e))?;
        let mut files = clipboard.get().file_list().unwrap_or_default().into_iter();
        if let Some(file) = files.next() {
            let others = files.map(|file| file.to_string_lossy().into_owned()).collect();
            return Ok(Self { source: Source::File(file), others });
        }
        let picture = clipboard.get().image().map_err(|e| refused(&e))?;
        let side = |pixels: usize| u32::try_from(pixels).ok();
        let png = side(picture.width).zip(side(picture.height)).and_then(|(w, h)| encode_png(w, h, &picture.bytes));
        let bytes = png.ok_or(Refusal::NothingToPaste)?;
        Ok(Self { source: Source::Bytes { name: "clipboard".into(), bytes }, others: Vec::new() })
    }
}

fn refused(error: &Error) -> Refusal {
    match error {
        // What another program calls a picture and no decoder takes for one is none.
        Error::ContentNotAvailable | Error::ConversionFailure => Refusal::NothingToPaste,
        error => Refusal::ReadFailed { detail: error.to_string().into() },
    }
}
