use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

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

pub fn answer(host: &Host, path: &str) -> Response<Vec<u8>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let mut kind = "image/png";
    let picture = match path.split_once('/') {
        Some(("known", sha256)) => {
            kind = "image/jpeg";
            host.known().preview(sha256)
        }
        Some(("log", position)) => {
            kind = "image/jpeg";
            position.parse().ok().and_then(|position| host.log().log().ok()?.picture(position).ok()?)
        }
        Some(("small", id)) => {
            kind = "image/jpeg";
            host.small(id)
        }
        Some(("glimpse", id)) => {
            kind = "image/jpeg";
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
    let response = match picture {
        Some(picture) => response.header(header::CONTENT_TYPE, kind).body(picture),
        None => response.status(StatusCode::NOT_FOUND).body(Vec::new()),
    };
    response.expect("names and values of the headers are constants")
}
