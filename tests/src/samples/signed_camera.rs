//! A camera file whose Exif block is left out of the signature, while the camera states the same values in a signed
//! assertion (C2PA 2.1, sections 18.5 and 18.16); and what becomes of it when somebody changes the Exif block.

use sha2::{Digest, Sha256};

use super::{
    cbor::{Cbor, map},
    credentials::{Statement, bmff_box, segment, store_with, superbox},
};

/// What is changed, always into as many bytes: the day, in each field that has it, and the camera.
const EDITS: [(&[u8], &[u8]); 2] = [(b"2024:06:15", b"2021:02:28"), (b"Sample Camera 1", b"Sample Camera 7")];

/// A JPEG that begins with its Exif block, with credentials behind that block.
pub fn signed(camera: &[u8]) -> Vec<u8> {
    assert_eq!(camera[..4], [0xff, 0xd8, 0xff, 0xe1], "no Exif in front");
    let exif_end = 4 + usize::from(u16::from_be_bytes([camera[4], camera[5]]));
    let (exif, rest) = (&camera[2..exif_end], &camera[exif_end..]);
    let digest = Sha256::new().chain_update(&camera[..2]).chain_update(rest).finalize();
    let length = segment(&store(exif.len(), 0, &[0; 32])).len();
    let signed = segment(&store(exif.len(), length, &digest));
    assert_eq!(signed.len(), length);
    [&camera[..exif_end], &signed, rest].concat()
}

/// The same file after the edits, all of them in its Exif block.
pub fn edited(signed: &[u8]) -> Vec<u8> {
    let exif_end = 4 + usize::from(u16::from_be_bytes([signed[4], signed[5]]));
    let mut exif = signed[..exif_end].to_vec();
    for (from, to) in EDITS {
        assert_eq!(from.len(), to.len());
        let mut at = 0;
        while let Some(found) = exif[at..].windows(from.len()).position(|bytes| bytes == from) {
            at += found;
            exif[at..at + to.len()].copy_from_slice(to);
        }
        assert!(at > 0, "nothing to edit");
    }
    [&exif, &signed[exif_end..]].concat()
}

fn store(exif: usize, credentials: usize, digest: &[u8]) -> Vec<u8> {
    let statement = Statement {
        title: "Camera sample",
        source_type: "digitalCapture",
        software_agent: "Sample Camera 1",
        uuid: "6b5e0a0f-7d2c-4a8f-8b68-1d2e3f4a5b6c",
    };
    let text = bmff_box(*b"json", METADATA.as_bytes());
    let metadata = superbox(*b"json", "c2pa.metadata", &text);
    store_with(&statement, vec![("c2pa.metadata", metadata)], &excluding(exif, credentials, digest))
}

/// The Exif block and, behind it, the credentials.
fn excluding(exif: usize, credentials: usize, digest: &[u8]) -> Cbor {
    let range =
        |start: usize, length: usize| map([("start", Cbor::Int(start as i64)), ("length", Cbor::Int(length as i64))]);
    // The length takes the same room whatever it is, so that the first store can be measured.
    let ranges = vec![range(2, exif), range(2 + exif, credentials.max(0x100))];
    map([
        ("exclusions", Cbor::Array(ranges)),
        ("name", "jumbf manifest".into()),
        ("alg", "sha256".into()),
        ("hash", Cbor::Bytes(digest.to_vec())),
        ("pad", Cbor::Bytes(Vec::new())),
    ])
}

/// The values of `camera_exif`, as XMP writes them.
const METADATA: &str = r#"{
  "@context": {"exif": "http://ns.adobe.com/exif/1.0/", "tiff": "http://ns.adobe.com/tiff/1.0/"},
  "tiff:Make": "Whence",
  "tiff:Model": "Sample Camera 1",
  "exif:DateTimeOriginal": "2024-06-15T18:42:07+02:00",
  "exif:ExposureTime": "1/250",
  "exif:FNumber": "8/1",
  "exif:GPSLatitude": "45,54.0N",
  "exif:GPSLongitude": "6,7.5E"
}"#;
