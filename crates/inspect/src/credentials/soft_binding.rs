//! Watermarks and fingerprints by which credentials may be found again, and the names of their algorithms.

use c2pa::Manifest;
use whence_model::facts::provenance::SoftBinding;

use super::text;
use crate::limits::MAX_SOFT_BINDINGS;

/// Identifiers and names of the C2PA soft binding algorithm list, as of August 2026
/// (<https://github.com/c2pa-org/softbinding-algorithm-list>).
#[rustfmt::skip]
const REGISTERED: &[(&str, &str)] = &[
    ("ai.contentlens.audio.mono", "ContentLens audio watermark (mono)"),
    ("ai.contentlens.audio.stereo", "ContentLens audio watermark (stereo)"),
    ("ai.contentlens.image.basewmk", "ContentLens image watermark (base)"),
    ("ai.contentlens.image.customwmk", "ContentLens image watermark (custom)"),
    ("ai.contentlens.image.ensemblewmk", "ContentLens image watermark (ensemble)"),
    ("ai.steg.api", "Steg.AI watermark"),
    ("ai.trufo.pawprint.fingerprint", "Trufo PawPrint fingerprint"),
    ("ai.trufo.pawprint.watermark", "Trufo PawPrint watermark"),
    ("ai.verda.watermark.audio.1", "VerdaAI audio watermark"),
    ("ai.verda.watermark.image.1", "VerdaAI image watermark"),
    ("ai.verda.watermark.video.1", "VerdaAI video watermark"),
    ("app.overlai.watermark.1", "Overlai watermark 1"),
    ("castLabs.watermark.1", "castLabs watermark"),
    ("com.adobe.flowmark.A", "Adobe FlowMark, variant A"),
    ("com.adobe.hiermark.A", "Adobe HierMark, variant A"),
    ("com.adobe.icn.dense", "Adobe Image Comparator Network fingerprint"),
    ("com.adobe.trustmark.C", "Adobe TrustMark, variant C"),
    ("com.adobe.trustmark.P", "Adobe TrustMark, variant P"),
    ("com.adobe.trustmark.Q", "Adobe TrustMark, variant Q"),
    ("com.aiwatermark.audioseal.1", "AIWatermark AudioSeal"),
    ("com.aiwatermark.pixelseal.1", "AIWatermark PixelSeal"),
    ("com.aiwatermark.videoseal.1", "AIWatermark VideoSeal"),
    ("com.cognitive-proof.vsrmark.1", "Cognitive Proof VSRMark"),
    ("com.digicaps.fingerprint.1", "DigiCAP fingerprint"),
    ("com.digimarc.validate.1", "Digimarc Validate watermark"),
    ("com.doverunner.watermark.1", "DoveRunner watermark"),
    ("com.evixar.eaw.1", "Evixar Audio Watermark"),
    ("com.evixar.efp.type3.1", "Evixar Finger Print, type 3"),
    ("com.imatag.lamark.v1", "Imatag watermark"),
    ("com.joinmonolith.sha256", "Monolith SHA-256 fingerprint"),
    ("com.markany.watermark.1", "MarkAny watermark"),
    ("com.mentaport.watermark.1", "Mentaport watermark"),
    ("com.microsoft.invismark.1", "Microsoft InvisMark"),
    ("com.microsoft.wavmark.1", "Microsoft WavMark"),
    ("com.museblossom.contentsdefence.1", "Contents Defence watermark"),
    ("com.nagra.nexguard.watermark.1", "NAGRA NexGuard watermark"),
    ("com.sonicorigin.watermark.1", "SonicOrigin watermark"),
    ("com.verimatrix.watermark.1", "Verimatrix watermark"),
    ("com.writerslogic.text-fingerprint.1", "WritersLogic text fingerprint"),
    ("com.writerslogic.text-minhash.1", "WritersLogic text MinHash"),
    ("com.writerslogic.text-structure.1", "WritersLogic text structure fingerprint"),
    ("com.writerslogic.text-watermark-semantic.1", "WritersLogic semantic text watermark"),
    ("com.writerslogic.zwc-watermark.1", "WritersLogic zero-width watermark 1"),
    ("com.writerslogic.zwc-watermark.2", "WritersLogic zero-width watermark 2"),
    ("es.lumatrace", "LumaTrace watermark"),
    ("eu.sasha.softbinding.v1", "Sasha watermark"),
    ("io.blockfact.audio.watermark.32", "BlockFact watermark"),
    ("io.diker.sigi.v1", "Sigi watermark"),
    ("io.iscc.v0", "International Standard Content Code (ISO 24138)"),
    ("me.deepmark.audio.vigil.128", "DeepMark Vigil watermark"),
    ("me.reconize.videoseal.1", "Reconize VideoSeal watermark"),
    ("org.atsc.a336", "ATSC watermark (A/336)"),
    ("tv.kinetiq.watercast.48.1", "Teletrax watermark"),
];

/// Each algorithm that a manifest's soft bindings name, once.
pub fn of(manifest: &Manifest) -> Vec<SoftBinding> {
    let assertions = manifest.assertions().iter().filter(|a| a.label().starts_with("c2pa.soft-binding"));
    let algorithms = assertions.filter_map(|a| a.value().ok()?["alg"].as_str());
    let mut bindings: Vec<SoftBinding> = Vec::new();
    for algorithm in algorithms.take(MAX_SOFT_BINDINGS) {
        let binding = SoftBinding { algorithm: text(algorithm), registered: registered(algorithm).map(str::to_owned) };
        if !bindings.contains(&binding) {
            bindings.push(binding);
        }
    }
    bindings
}

fn registered(algorithm: &str) -> Option<&'static str> {
    let at = REGISTERED.binary_search_by_key(&algorithm, |(known, _)| known).ok()?;
    REGISTERED.get(at).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn algorithms_by_registered_name() {
        assert_eq!(registered("com.adobe.trustmark.P"), Some("Adobe TrustMark, variant P"));
        assert_eq!(registered("castLabs.watermark.1"), Some("castLabs watermark"));
        for unknown in ["com.adobe.trustmark.p", "com.adobe.trustmark", "phash", ""] {
            assert_eq!(registered(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn each_is_found_where_it_is_looked_for() {
        for (algorithm, name) in REGISTERED {
            assert_eq!(registered(algorithm), Some(*name), "out of order");
        }
        assert_eq!(REGISTERED.len(), 53);
    }
}
