//! The commands over the same IPC that the page uses, on a runtime that needs no screen.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use tauri::{
    App, Manager, WebviewWindowBuilder,
    ipc::{CallbackFn, Channel, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use whence_engine::{CATALOGUE, Source, encode_png, trust::StoreError};
use whence_model::Lang;

use crate::{
    host::{Asked, Host},
    opened::Opened,
    preview,
};

fn app() -> App<MockRuntime> {
    app_with(Ok(std::env::temp_dir().join("whence-window-that-trusts-nobody")))
}

/// The program over the trust book of a folder.
pub fn app_with(folder: Result<PathBuf, StoreError>) -> App<MockRuntime> {
    crate::build(mock_builder(), Opened::new(vec!["/given.jpg".into()]), Host::new(folder.clone(), folder, None))
}

/// What the page of `app` gets for calling a command.
pub fn invoke(app: &App<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    let main = || WebviewWindowBuilder::new(app, "main", Default::default()).build().unwrap();
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.into(),
    };
    get_ipc_response(&app.get_webview_window("main").unwrap_or_else(main), request).map(|b| b.deserialize().unwrap())
}

pub fn examine(app: &App<MockRuntime>, path: &str, lang: &str) -> Result<Value, Value> {
    invoke(app, "examine", json!({ "path": path, "lang": lang, "job": 1, "onProgress": "__CHANNEL__:7" }))
}

/// A folder of a test's own, with a small picture in it.
fn picture(test: &str) -> (PathBuf, String) {
    let folder = std::env::temp_dir().join(format!("whence-window-{}-{test}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let picture = folder.join("picture.png");
    fs::write(&picture, encode_png(8, 6, &[90; 8 * 6 * 4]).unwrap()).unwrap();
    (folder, picture.to_str().unwrap().to_owned())
}

#[test]
fn a_picture_is_examined_and_its_report_told_in_both_languages() {
    let (app, (folder, path)) = (app(), picture("examine"));
    let examined = examine(&app, &path, "en").unwrap();
    let english = &examined["report"];
    assert_eq!((&english["exhibit"]["name"], &english["language"]), (&json!("picture.png"), &json!("en")));
    assert_eq!((&english["exhibit"]["width"], &english["exhibit"]["height"]), (&json!(8), &json!(6)));
    let french = invoke(&app, "report", json!({ "id": examined["id"], "lang": "fr" })).unwrap();
    assert_eq!(french["exhibit"], english["exhibit"]);
    assert_eq!(french["verdict"]["kind"], english["verdict"]["kind"]);
    assert_ne!(french["verdict"]["headline"], english["verdict"]["headline"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_preview_is_a_png_and_nothing_else_is_served() {
    let (app, (folder, path)) = (app(), picture("preview"));
    let examined = examine(&app, &path, "en").unwrap();
    assert_eq!(examined["preview"], true);
    let answer = |path: &str| preview::answer(&app.state::<Host>(), path);
    let preview = answer(&format!("/{}", examined["id"].as_str().unwrap()));
    assert!(preview.status().is_success() && preview.body().starts_with(b"\x89PNG\r\n"));
    assert_ne!(*preview.body(), fs::read(&path).unwrap(), "the file's own bytes stay here");
    let headers = ["content-type", "x-content-type-options", "cache-control"].map(|name| &preview.headers()[name]);
    assert_eq!(headers, ["image/png", "nosniff", "no-store"]);
    for other in ["/", "/99", "/../etc/passwd", &path, &format!("/{path}")] {
        assert_eq!((answer(other).status().as_u16(), answer(other).body().len()), (404, 0), "{other}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_cannot_be_examined_has_a_kind_and_a_sentence() {
    let (app, (folder, _)) = (app(), picture("refused"));
    let missing = examine(&app, "/nowhere/picture.jpg", "fr").unwrap_err();
    assert_eq!(missing["kind"], "missing");
    assert!(missing["sentence"].as_str().unwrap().contains("Aucun fichier"), "{missing}");
    assert_eq!(examine(&app, folder.to_str().unwrap(), "en").unwrap_err()["kind"], "not_a_file");
    assert_eq!(invoke(&app, "report", json!({ "id": "99", "lang": "en" })).unwrap_err()["kind"], "forgotten");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_folder_expands_to_the_images_in_it() {
    let (app, (folder, path)) = (app(), picture("expand"));
    fs::create_dir(folder.join("empty")).unwrap();
    fs::write(folder.join("letter.txt"), "Dear all").unwrap();
    let paths = json!([folder, "/nowhere.jpg", folder.join("empty")]);
    let expanded = invoke(&app, "expand", json!({ "paths": paths, "lang": "en" })).unwrap();
    assert_eq!((&expanded["paths"], &expanded["others"]), (&json!([path, "/nowhere.jpg"]), &json!(1)));
    assert_eq!(expanded["refused"][0]["path"], paths[2]);
    assert_eq!(expanded["refused"][0]["kind"], "no_images");
    assert!(expanded["refused"][0]["sentence"].as_str().unwrap().starts_with("No image"), "{expanded}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_cancelled_examination_stops_at_its_next_step() {
    let host = Host::new(Err(StoreError::NoFolder), Err(StoreError::NoFolder), None);
    let (steps, heard) = std::sync::mpsc::channel();
    let canceller = host.clone();
    let on_progress = Channel::new(move |step| {
        steps.send(step.deserialize::<Value>().unwrap()).unwrap();
        canceller.cancel(7);
        Ok(())
    });
    let source = Source::Bytes { name: "-".into(), bytes: encode_png(8, 6, &[90; 8 * 6 * 4]).unwrap() };
    let asked = || Ok(Asked { source, credentials: None, online: false, deep: false, sample: false });
    let examined = tauri::async_runtime::block_on(host.examine(7, Lang::En, on_progress, asked));
    assert_eq!(serde_json::to_value(examined.err().unwrap()).unwrap()["kind"], "cancelled");
    assert_eq!(heard.into_iter().collect::<Vec<_>>(), [json!({ "step": "identity", "glimpse": null })]);
}

#[test]
fn a_glimpse_is_there_before_the_report() {
    let host = Host::new(Err(StoreError::NoFolder), Err(StoreError::NoFolder), None);
    let (previews, seen) = std::sync::mpsc::channel();
    let looking = host.clone();
    let on_progress = Channel::new(move |heard| {
        if let Some(id) = heard.deserialize::<Value>().unwrap()["glimpse"].as_str() {
            let drawn = preview::answer(&looking, &format!("/glimpse/{id}")).into_body();
            previews.send((id.to_owned(), looking.examination(id).is_some(), drawn)).unwrap();
        }
        Ok(())
    });
    let source = Source::Bytes { name: "-".into(), bytes: encode_png(8, 6, &[90; 8 * 6 * 4]).unwrap() };
    let asked = || Ok(Asked { source, credentials: None, online: false, deep: false, sample: false });
    let examined = tauri::async_runtime::block_on(host.examine(1, Lang::En, on_progress, asked));
    let examined = serde_json::to_value(examined.ok().unwrap()).unwrap();
    let seen: Vec<_> = seen.into_iter().collect();
    let (id, was_made, drawn) = &seen[0];
    assert_eq!((id.as_str(), *was_made), (examined["id"].as_str().unwrap(), false));
    assert!(drawn.starts_with(&[0xff, 0xd8]));
    assert!(preview::answer(&host, &format!("/{id}")).body().starts_with(b"\x89PNG"));
    let small = preview::answer(&host, &format!("/small/{id}"));
    assert!(examined["small"] == true && small.body().starts_with(&[0xff, 0xd8]));
    assert_eq!(preview::answer(&host, "/small/../1").status(), 404);
}

/// An opaque picture of 24 bits a pixel.
fn bmp(width: u32, height: u32) -> Vec<u8> {
    let pixels = vec![90; (width as usize * 3).next_multiple_of(4) * height as usize];
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<_>>();
    let size = 54 + pixels.len() as u32;
    let header = words(&[size, 0, 54, 40, width, height, 1 | 24 << 16, 0, 0, 0, 0, 0, 0]);
    [b"BM".as_slice(), &header, &pixels].concat()
}

#[test]
fn a_glimpse_stands_for_a_large_opaque_preview_for_as_long_as_its_report_is_kept() {
    let host = Host::new(Err(StoreError::NoFolder), Err(StoreError::NoFolder), None);
    let examined = |bytes: Vec<u8>| {
        let source = Source::Bytes { name: "-".into(), bytes };
        let asked = || Ok(Asked { source, credentials: None, online: false, deep: false, sample: false });
        let examined = host.examine(1, Lang::En, Channel::new(|_| Ok(())), asked);
        serde_json::to_value(tauri::async_runtime::block_on(examined).ok().unwrap()).unwrap()
    };
    let large = examined(bmp(900, 30));
    assert_eq!(large["glimpse"], json!({ "width": 900, "height": 30 }));
    // Small, and such as may be transparent.
    assert_eq!(examined(bmp(90, 3))["glimpse"], json!(null));
    assert_eq!(examined(encode_png(900, 2, &[90; 900 * 2 * 4]).unwrap())["glimpse"], json!(null));
    let seen = || preview::answer(&host, &format!("/glimpse/{}", large["id"].as_str().unwrap()));
    let before = seen();
    assert_eq!(before.headers()["content-type"], "image/jpeg");
    for side in 1..16 {
        examined(bmp(side, 1));
    }
    assert!(seen().body().starts_with(&[0xff, 0xd8]), "made again from the preview");
}

#[test]
fn bytes_are_those_of_the_file_that_was_examined() {
    let (app, (folder, path)) = (app(), picture("bytes"));
    let id = examine(&app, &path, "en").unwrap()["id"].clone();
    let bytes = |offset: u64, length: u64| {
        let host = app.state::<Host>().inner().clone();
        host.bytes(id.as_str().unwrap(), offset, length as usize, Lang::En)
    };
    assert_eq!(bytes(1, 3).unwrap(), b"PNG");
    assert!(bytes(u64::MAX, 3).unwrap().is_empty());
    fs::write(&path, "another").unwrap();
    let changed = serde_json::to_value(bytes(1, 3).unwrap_err()).unwrap();
    assert_eq!(changed["kind"], "changed_since");
    let forgotten = app.state::<Host>().bytes("99", 0, 1, Lang::Fr).unwrap_err();
    assert_eq!(serde_json::to_value(forgotten).unwrap()["kind"], "forgotten");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_report_is_told_as_text_and_every_check_by_its_title() {
    let (app, (folder, path)) = (app(), picture("text"));
    let examined = examine(&app, &path, "en").unwrap();
    let told = invoke(&app, "report_text", json!({ "id": examined["id"], "lang": "fr" })).unwrap();
    let told = told.as_str().unwrap();
    assert!(told.starts_with("picture.png : Rien de concluant\n"), "{told}");
    assert!(told.contains(examined["report"]["exhibit"]["sha256"].as_str().unwrap()));
    let titles = invoke(&app, "titles", json!({ "lang": "fr" })).unwrap();
    assert_eq!(titles.as_object().unwrap().len(), CATALOGUE.len());
    assert_eq!(titles[CATALOGUE[0].id], CATALOGUE[0].title.in_lang(Lang::Fr));
    let elsewhere = invoke(&app, "open_search", json!({ "site": "https://evil.example", "lang": "en" })).unwrap_err();
    assert!(elsewhere.as_str().unwrap().contains("unknown variant"), "the page names no address: {elsewhere}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_check_is_explained() {
    let app = app();
    let page = invoke(&app, "explain", json!({ "check": CATALOGUE[0].id, "lang": "fr" })).unwrap();
    assert_eq!(page["title"], CATALOGUE[0].title.in_lang(Lang::Fr));
    assert_eq!(
        invoke(&app, "explain", json!({ "check": "no/such", "lang": "en" })).unwrap_err()["kind"],
        "no_such_check"
    );
}

#[test]
fn the_page_may_call_the_commands_and_nothing_more() {
    let app = app();
    assert_eq!(invoke(&app, "opened_paths", json!({})), Ok(json!(["/given.jpg"])));
    assert_eq!(invoke(&app, "opened_paths", json!({})), Ok(json!([])), "files are given out once");
    assert_eq!(invoke(&app, "cancel", json!({ "job": 1 })), Ok(json!(null)));
    for denied in ["plugin:dialog|save", "plugin:event|emit", "plugin:webview|create_webview_window"] {
        let answer = invoke(&app, denied, json!({})).unwrap_err();
        assert!(answer.as_str().unwrap().contains("not allowed"), "{answer}");
    }
}

/// A file of the samples that this project made.
pub fn sample(name: &str) -> String {
    format!("{}/../samples/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn class(examined: &Value) -> &str {
    examined["report"]["facts"]["provenance"]["class"].as_str().unwrap()
}

#[test]
fn the_picture_of_each_manifest_is_a_png_below_its_examination() {
    let app = app();
    let examined = examine(&app, &sample("signed-history.jpg"), "en").unwrap();
    let id = examined["id"].as_str().unwrap();
    let answer = |path: String| preview::answer(&app.state::<Host>(), &path);
    let manifests = examined["report"]["facts"]["provenance"]["manifests"].as_array().unwrap();
    let decoded: Vec<usize> =
        (0..manifests.len()).filter(|at| !manifests[*at]["thumbnail"]["width"].is_null()).collect();
    assert!(decoded.len() > 1, "{manifests:?}");
    for at in decoded {
        let picture = answer(format!("/{id}/{at}"));
        assert!(picture.status().is_success() && picture.body().starts_with(b"\x89PNG\r\n"), "{at}");
        assert_eq!(picture.headers()["content-type"], "image/png");
    }
    for other in ["99", "-1", "0/0", "x", ""].map(|at| format!("/{id}/{at}")) {
        assert_eq!(answer(other.clone()).status().as_u16(), 404, "{other}");
    }
}

#[test]
fn a_signer_is_trusted_and_trusted_no_longer() {
    let folder = std::env::temp_dir().join(format!("whence-window-{}-pin", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let app = app_with(Ok(folder.clone()));
    let signed = || examine(&app, &sample("signed.jpg"), "en").unwrap();
    let unknown = signed();
    assert_eq!((class(&unknown), &unknown["untrusting"]), ("unknown_signer", &json!(null)));
    let pin = json!({ "id": unknown["id"], "note": "our own sample", "lang": "en" });
    let trust = invoke(&app, "pin", pin.clone()).unwrap();
    assert_eq!(trust["pins"][0]["note"], "our own sample");
    assert_eq!(class(&signed()), "trusted_pinned");
    assert_eq!(invoke(&app, "trust", json!({ "lang": "en" })).unwrap(), trust);

    let sha256 = &trust["pins"][0]["sha256"];
    let trust = invoke(&app, "unpin", json!({ "sha256": sha256, "lang": "en" })).unwrap();
    assert_eq!(trust["pins"], json!([]));
    assert_eq!(class(&signed()), "unknown_signer");
    let gone = invoke(&app, "unpin", json!({ "sha256": sha256, "lang": "fr" })).unwrap_err();
    assert_eq!(gone["kind"], "trust");
    assert!(gone["sentence"].as_str().unwrap().starts_with("Vous n'avez épinglé personne"), "{gone}");

    let (drawn, plain) = picture("unsigned");
    let unsigned = examine(&app, &plain, "en").unwrap();
    let nobody = invoke(&app, "pin", json!({ "id": unsigned["id"], "note": "", "lang": "en" })).unwrap_err();
    assert_eq!(nobody["kind"], "trust");
    assert_eq!(invoke(&app, "pin", json!({ "id": "99", "note": "", "lang": "en" })).unwrap_err()["kind"], "forgotten");
    fs::remove_dir_all(drawn).unwrap();
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_list_is_imported_and_removed() {
    let folder = std::env::temp_dir().join(format!("whence-window-{}-list", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let app = app_with(Ok(folder.clone()));
    let import = |path: String| invoke(&app, "import_list", json!({ "path": path, "lang": "en" }));
    let imported = |trust: &Value| {
        let lists = trust["lists"].as_array().unwrap().iter();
        lists.filter(|list| list["origin"] == "imported").cloned().collect::<Vec<_>>()
    };
    let trust = import(sample("keys/root.pem")).unwrap();
    let [list] = &imported(&trust)[..] else { panic!("{trust}") };
    assert_eq!((&list["name"], &list["certificates"], &list["age_days"]), (&json!("root"), &json!(1), &json!(0)));
    assert!(trust["lists"].as_array().unwrap().len() > 1, "beside those that ship");
    assert_eq!(class(&examine(&app, &sample("signed.jpg"), "en").unwrap()), "trusted_pinned");
    assert_eq!(import(sample("keys/root.pem")).unwrap_err()["kind"], "trust", "the name is taken");
    assert_eq!(import(sample("signed.jpg")).unwrap_err()["kind"], "trust", "no certificates");

    let trust = invoke(&app, "remove_list", json!({ "name": "root", "lang": "en" })).unwrap();
    assert!(imported(&trust).is_empty());
    assert_eq!(class(&examine(&app, &sample("signed.jpg"), "en").unwrap()), "unknown_signer");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_book_that_cannot_be_read_is_said_and_holds_no_picture_up() {
    let folder = std::env::temp_dir().join(format!("whence-window-{}-damaged", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("trust.json"), "{").unwrap();
    let app = app_with(Ok(folder.clone()));
    let examined = examine(&app, &sample("signed.jpg"), "fr").unwrap();
    assert_eq!(class(&examined), "unknown_signer");
    assert!(examined["untrusting"].as_str().unwrap().contains("abîmé"), "{}", examined["untrusting"]);
    assert_eq!(invoke(&app, "trust", json!({ "lang": "en" })).unwrap_err()["kind"], "trust");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn credentials_are_read_from_the_file_that_was_named() {
    let (app, (folder, path)) = (app(), picture("given"));
    let with = |credentials: Value| {
        let reach = json!({ "credentials": credentials });
        invoke(
            &app,
            "examine",
            json!({ "path": path, "reach": reach, "lang": "en", "job": 1, "onProgress": "__CHANNEL__:7" }),
        )
    };
    assert_eq!(with(json!("/nowhere/picture.c2pa")).unwrap_err()["kind"], "credentials_missing");
    let given = folder.join("sent.c2pa");
    fs::write(&given, "no credentials").unwrap();
    let examined = with(json!(given)).unwrap();
    assert_eq!(class(&examined), "unreadable");
    assert_eq!(class(&with(json!(null)).unwrap()), "none");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn crops_of_a_large_picture_are_searched_where_that_is_asked() {
    let (app, (folder, path)) = (app(), picture("deep"));
    let rgba: Vec<u8> = (0..4 * 1100 * 1000u32).map(|at| (at.wrapping_mul(at) / 997) as u8 | 3).collect();
    fs::write(&path, encode_png(1100, 1000, &rgba).unwrap()).unwrap();
    let searched = |reach: Value| {
        let asked = json!({ "path": path, "reach": reach, "lang": "en", "job": 1, "onProgress": "__CHANNEL__:7" });
        invoke(&app, "examine", asked).unwrap()["report"]["facts"]["pixels"]["watermark_crop"]["state"].clone()
    };
    assert_eq!(searched(json!({})), "not_asked");
    assert_eq!(searched(json!({ "deep": true })), "searched");
    fs::remove_dir_all(folder).unwrap();
}

const CAMERA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/camera.jpg");

#[test]
fn positions_are_masked_until_they_are_asked_for() {
    let app = app();
    let examined = examine(&app, CAMERA, "en").unwrap();
    let latitude = |report: &Value| {
        let fields = report["facts"]["metadata"]["exif"]["value"]["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == "GPSLatitude").unwrap()["shown"].clone()
    };
    assert_eq!(latitude(&examined["report"]), json!("●●●"));
    assert!(examined["report"]["masked"].as_u64().unwrap() > 0);
    let asked = invoke(&app, "report", json!({ "id": examined["id"], "lang": "en", "reveal": true })).unwrap();
    assert_ne!(latitude(&asked), json!("●●●"));
    assert_eq!(asked["masked"], 0);
    let again = invoke(&app, "report", json!({ "id": examined["id"], "lang": "fr" })).unwrap();
    assert_eq!(latitude(&again), json!("●●●"));
}

#[test]
fn no_map_is_opened_without_a_position() {
    let (app, (folder, path)) = (app(), picture("map"));
    let examined = examine(&app, &path, "en").unwrap();
    let refused = invoke(&app, "open_map", json!({ "id": examined["id"], "lang": "en" })).unwrap_err();
    assert_eq!(refused["kind"], "no_position");
    let forgotten = invoke(&app, "open_map", json!({ "id": "none", "lang": "en" })).unwrap_err();
    assert_eq!(forgotten["kind"], "forgotten");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_exif_thumbnail_and_what_differs_in_it_are_served() {
    let app = app();
    let examined = examine(&app, CAMERA, "en").unwrap();
    assert_eq!(examined["exif_thumbnail"], true);
    for which in ["exif", "difference"] {
        let path = format!("/{}/{which}", examined["id"].as_str().unwrap());
        let answer = preview::answer(&app.state::<Host>(), &path);
        assert!(answer.status().is_success() && answer.body().starts_with(b"\x89PNG\r\n"), "{which}");
    }
}
