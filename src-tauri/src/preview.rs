use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

use whence_engine::desk::PREVIEW_SIDE;
use whence_model::{drawn_jpeg, drawn_png};

use crate::host::Host;

/// Answers `preview://localhost/<id>` with the picture of an examination as it was re-encoded, and
/// `preview://localhost/<id>/<index>` with the one that a manifest of its credentials carries, `…/exif` with its Exif
/// thumbnail and `…/difference` with what differs in that, and `preview://localhost/known/<sha256>` with the small picture
/// that is kept of a listed file, `preview://localhost/log/<entry>` with that of a logged one, `preview://localhost/small/<id>`
/// with that of an examined one and `preview://localhost/glimpse/<id>` with one that is there before its report, and stands for the
/// preview until somebody looks closer: never with a file's own bytes, and never by a path.
pub fn serve<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let host = context.app_handle().state::<Host>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || responder.respond(answer(&host, request.uri().path())));
}

/// Pixels across and down of a picture, if it is one that we write.
type Size = fn(&[u8]) -> Option<(u32, u32)>;

pub fn answer(host: &Host, path: &str) -> Response<Vec<u8>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let (png, jpeg) = (("image/png", drawn_png as Size), ("image/jpeg", drawn_jpeg as Size));
    let mut kind = png;
    let picture = match path.split_once('/') {
        Some(("known", sha256)) => {
            kind = jpeg;
            host.known().preview(sha256)
        }
        Some(("log", position)) => {
            kind = jpeg;
            position.parse().ok().and_then(|position| host.log().log().ok()?.picture(position).ok()?)
        }
        Some(("small", id)) => {
            kind = jpeg;
            host.small(id)
        }
        Some(("glimpse", id)) => {
            kind = jpeg;
            host.glimpse(id)
        }
        None => host.examination(path).and_then(|examination| Some(examination.preview()?.png.clone())),
        Some((id, "exif")) => host.examination(id).and_then(|e| Some(e.exif_thumbnail()?.thumbnail.png.clone())),
        Some((id, "difference")) => host.examination(id).and_then(|e| Some(e.exif_thumbnail()?.difference.png.clone())),
        Some((id, manifest)) => host.examination(id).and_then(|examination| {
            let manifest = manifest.parse().ok()?;
            Some(examination.thumbnail(manifest)?.png.clone())
        }),
    };
    let response = Response::builder()
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        // Ids begin anew with each launch: a kept answer would show another picture.
        .header(header::CACHE_CONTROL, "no-store");
    // What draws it here knows dozens of forms, and goes by the first bytes: those of a log or a list may be anybody's.
    let (kind, drawn) = kind;
    let picture =
        picture.filter(|picture| drawn(picture).is_some_and(|(width, height)| width.max(height) <= PREVIEW_SIDE));
    let response = match picture {
        Some(picture) => response.header(header::CONTENT_TYPE, kind).body(picture),
        None => response.status(StatusCode::NOT_FOUND).body(Vec::new()),
    };
    response.expect("names and values of the headers are constants")
}
