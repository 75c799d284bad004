//! Credentials that stand outside the file they were made for, and a picture that says on which server they do.
//! They are no samples that are kept: a server's address is settled when a test runs.

use sha2::{Digest, Sha256};

use super::{
    container,
    credentials::{over_all, store},
    scene, statement,
};

/// A JPEG without metadata; each seed gives another picture.
pub fn picture(seed: u8) -> Vec<u8> {
    let mut scene = scene::landscape(120, 80);
    for pixel in scene.pixels_mut() {
        pixel[0] = pixel[0].wrapping_add(seed);
    }
    container::jpeg(&scene, 88)
}

/// The same with XMP that names an address for its credentials (C2PA 2.1, section 11.5).
pub fn picture_kept_at(url: &str) -> Vec<u8> {
    let url = url.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" dcterms:provenance=\"{url}\"/></rdf:RDF></x:xmpmeta>\
         <?xpacket end=\"w\"?>"
    );
    let content = [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat();
    let length = u16::try_from(content.len() + 2).expect("one segment holds the packet");
    let plain = picture(0);
    [&plain[..2], &[0xff, 0xe1], &length.to_be_bytes(), &content, &plain[2..]].concat()
}

/// A manifest store for exactly these bytes, as a `.c2pa` file holds it.
pub fn credentials_of(jpeg: &[u8]) -> Vec<u8> {
    store(&statement("Detached sample", "digitalCreation", "Whence scene painter"), &over_all(&Sha256::digest(jpeg)))
}
