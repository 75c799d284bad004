use whence_model::{
    Evidence, Facts, Format, Lang, Place, Reading,
    facts::{
        metadata::HistoryEvent,
        pixels::PixelState,
        provenance::{Carrier, CredentialClass},
    },
};

use super::condition;
use crate::{
    Case,
    specimen::{camera_jpeg, exhibit, facts, signed_fields, with_maker_note, xmp},
};

const SHOT: [(&str, &str); 7] = [
    ("Make", "Canon"),
    ("Model", "Canon EOS R6"),
    ("DateTimeOriginal", "2024:05:01 10:00:00"),
    ("DateTime", "2024:05:01 10:00:00"),
    ("ExposureTime", "0.005"),
    ("FNumber", "4"),
    ("PhotographicSensitivity", "200"),
];

fn look(facts: &Facts, name: &str, format: Format, size: (u32, u32)) -> String {
    let exhibit =
        whence_model::Exhibit { name: name.into(), format, width: Some(size.0), height: Some(size.1), ..exhibit() };
    let told = condition(&Case { exhibit: &exhibit, facts }, Lang::En);
    let reasons = told.reasons.iter().map(|reason| {
        let place = reason
            .evidence
            .as_ref()
            .map_or(String::new(), |Evidence { place, value }| format!(" ({} = {value})", place.path));
        format!("  {}{place}", reason.text)
    });
    [format!("{:?}: {}", told.kind, told.headline)].into_iter().chain(reasons).collect::<Vec<_>>().join("\n")
}

fn jpeg(facts: &Facts) -> String {
    look(facts, "photo.jpg", Format::Jpeg, (4032, 3024))
}

#[test]
fn a_file_as_a_camera_writes_it() {
    let shot = with_maker_note(camera_jpeg(&SHOT), "Canon");
    insta::assert_snapshot!(jpeg(&shot), @r"
    OriginalLike: Looks like a file as it leaves a camera
      it names a camera and describes the shot (JPEG › APP1 Exif › Main › Model = Canon EOS R6)
      the maker note (the maker's own block of data) is there (JPEG › APP1 Exif › Exif › MakerNote = Canon)
    ");
}

#[test]
fn a_file_that_a_program_wrote_again() {
    let mut saved = camera_jpeg(
        &[&SHOT[..3], &[("DateTime", "2024:05:09 10:00:00"), ("Software", "GIMP 2.10")], &SHOT[4..]].concat(),
    );
    saved.metadata.xmp = xmp(&[]);
    if let Reading::Read(xmp) = &mut saved.metadata.xmp {
        xmp.history = vec![HistoryEvent { action: Some("saved".into()), ..HistoryEvent::default() }];
    }
    if let Some(jpeg) = &mut saved.structure.jpeg {
        (jpeg.progressive, jpeg.adobe) = (true, Some(Place::bytes("JPEG › APP14 Adobe", 20, 14)));
    }
    insta::assert_snapshot!(jpeg(&saved), @r"
    Resaved: Looks written again by a program
      it names GIMP (JPEG › APP1 Exif › Main › Software = GIMP 2.10)
      it holds a program's log of steps (JPEG › APP1 XMP = saved)
      its date of saving is later than that of the capture (JPEG › APP1 Exif › Main › DateTime = 2024:05:09 10:00:00)
      it carries a marker that Adobe's programs and a few others write (JPEG › APP14 Adobe = Adobe)
      it is a progressive JPEG, as programs and websites write them (JPEG › SOF0 = progressive)
    ");
    let cropped = camera_jpeg(&[&SHOT[..], &[("PixelXDimension", "6000"), ("PixelYDimension", "4000")]].concat());
    insta::assert_snapshot!(jpeg(&cropped), @r"
    Resaved: Looks written again by a program
      its camera data was written for 6000 × 4000 pixels, and it has 4032 × 3024 (JPEG › APP1 Exif › Exif › PixelXDimension = 6000)
    ");
    let turned = camera_jpeg(&[&SHOT[..], &[("PixelXDimension", "3024"), ("PixelYDimension", "4032")]].concat());
    assert!(jpeg(&turned).starts_with("OriginalLike"), "a quarter turn is no new size");
    let transferred = [("DateTime", "2024:05:09 10:00:00"), ("Software", "Nikon Transfer 1.1 W")];
    let transferred = camera_jpeg(&[&SHOT[..3], &transferred, &SHOT[4..]].concat());
    assert!(jpeg(&transferred).starts_with("OriginalLike"), "only its metadata was written");
    assert!(look(&camera_jpeg(&SHOT), "photo.png", Format::Png, (4032, 3024)).starts_with("Resaved"));
}

#[test]
fn copies_of_services_and_screens() {
    let copy = look(&facts(), "IMG-20240501-WA0001.jpg", Format::Jpeg, (1600, 1200));
    insta::assert_snapshot!(copy, @r"
    PlatformLike: Looks like a copy from a platform or messenger
      a file name as WhatsApp gives it (file name = IMG-20240501-WA0001.jpg)
    ");
    let with_camera_data = look(&camera_jpeg(&SHOT), "IMG-20240501-WA0001.jpg", Format::Jpeg, (4032, 3024));
    assert!(with_camera_data.starts_with("OriginalLike"), "sent as a document, it keeps everything");
    insta::assert_snapshot!(look(&facts(), "Screenshot_20240501.png", Format::Png, (1080, 2400)), @r"
    ScreenshotLike: Looks like a capture of a screen
      a mark of a screen capture (file name = Screenshot_20240501.png)
    ");
}

#[test]
fn small_pictures_and_those_that_nothing_tells_of() {
    insta::assert_snapshot!(look(&facts(), "photo.jpg", Format::Jpeg, (320, 240)), @r"
    TooSmall: Too small to tell much
      only 320 × 240 pixels
    ");
    assert!(look(&facts(), "photo.jpg", Format::Jpeg, (640, 480)).starts_with("Unclear"));
    let mut broken_off = camera_jpeg(&SHOT);
    broken_off.structure.truncated = Some(Place::bytes("JPEG", 100, 0));
    broken_off.pixels.state = PixelState::Damaged { what: "unexpected end of file".into() };
    insta::assert_snapshot!(jpeg(&broken_off), @r"
    Unclear: No clear sign of what it went through
      it names a camera, but not all of it is as a camera writes it (JPEG › APP1 Exif › Main › Model = Canon EOS R6)
      it breaks off (JPEG = 1000000 bytes in the file)
      its picture is damaged
    ");
    insta::assert_snapshot!(jpeg(&camera_jpeg(&SHOT[..2])), @r"
    Unclear: No clear sign of what it went through
      it names a camera, but not all of it is as a camera writes it (JPEG › APP1 Exif › Main › Model = Canon EOS R6)
      exposure or date of the shot is missing
    ");
}

/// It may name a camera; what is said of it must hold all the same.
#[test]
fn what_is_unclear_is_not_said_to_lack_traces_of_a_camera() {
    for lang in [Lang::En, Lang::Fr] {
        let told = condition(&Case { exhibit: &exhibit(), facts: &facts() }, lang);
        assert!(
            !told.meaning.contains("no clear traces") && !told.meaning.contains("pas de trace"),
            "{}",
            told.meaning
        );
    }
}

#[test]
fn saved_before_it_was_taken_is_not_as_it_left_a_camera() {
    let early = camera_jpeg(&[&SHOT[..3], &[("DateTime", "2024:05:01 09:59:59")], &SHOT[4..]].concat());
    insta::assert_snapshot!(jpeg(&early), @r"
    Unclear: No clear sign of what it went through
      it names a camera, but not all of it is as a camera writes it (JPEG › APP1 Exif › Main › Model = Canon EOS R6)
      its date of saving is before that of the capture (JPEG › APP1 Exif › Main › DateTime = 2024:05:01 09:59:59)
    ");
    let unset = camera_jpeg(&[&SHOT[..3], &[("DateTime", "2008:01:01 00:04:12")], &SHOT[4..]].concat());
    assert!(jpeg(&unset).starts_with("OriginalLike"), "a clock that was never set tells no order");
}

#[test]
fn other_data_than_were_signed_are_not_as_they_left_a_camera() {
    let mut signed = camera_jpeg(&SHOT);
    signed.provenance.class = CredentialClass::TrustedOfficial;
    signed.provenance.signed_fields =
        signed_fields(&[("EXIF:Model", "Canon EOS R6"), ("EXIF:DateTimeOriginal", "2023-02-12T18:44:26Z")]);
    insta::assert_snapshot!(jpeg(&signed), @r"
    Unclear: No clear sign of what it went through
      it names a camera, but not all of it is as a camera writes it (JPEG › APP1 Exif › Main › Model = Canon EOS R6)
      its camera data differ from those that were signed (JPEG › APP1 Exif › Exif › DateTimeOriginal = 2024:05:01 10:00:00)
    ");
    signed.provenance.class = CredentialClass::ChangedAfterSigning;
    assert!(jpeg(&signed).starts_with("Unclear"));
    signed.provenance.carrier = Carrier::Given { name: "other.c2pa".into() };
    assert!(jpeg(&signed).starts_with("OriginalLike"), "those may be another file's");
    signed.provenance.carrier = Carrier::File;
    signed.provenance.class = CredentialClass::CredentialsAltered;
    assert!(jpeg(&signed).starts_with("OriginalLike"), "nothing is signed any more");
    signed.provenance.class = CredentialClass::TrustedOfficial;
    signed.provenance.signed_fields = signed_fields(&[("EXIF:Model", "Canon EOS R6"), ("dc:creator", "Ada")]);
    assert!(jpeg(&signed).starts_with("OriginalLike"));
}

#[test]
fn what_a_condition_leaves_out_is_skipped_and_says_why() {
    let mut progressive = camera_jpeg(&[]);
    progressive.structure.jpeg.as_mut().unwrap().progressive = true;
    let exhibit = whence_model::Exhibit { name: "IMG-20240501-WA0001.jpg".into(), ..exhibit() };
    let rows = crate::run(&Case { exhibit: &exhibit, facts: &progressive }, Lang::En);
    let row = rows.iter().find(|row| row.check == "structure/progressive-coding").unwrap();
    assert_eq!(row.status, whence_model::Status::Skipped);
    assert!(row.message.starts_with("The file looks like a copy"), "{}", row.message);
}
