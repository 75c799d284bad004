//! What naive readers take for a mark of a generator.

use whence_model::{
    Place, Reading,
    facts::metadata::{Dataset, Iptc, Metadata},
};

use super::{exif, texts, xmp};

#[test]
fn what_is_often_taken_for_a_mark_is_none() {
    let iptc = Iptc {
        place: Place::default(),
        datasets: vec![Dataset { record: 2, dataset: 40, name: None, value: "FBMD01000abc0300006c1e0000".into() }],
    };
    let cases = [
        exif(&[("UserComment", "Screenshot")]),
        texts(&[("Comment", "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n")]),
        Metadata { iptc: Reading::Read(iptc), ..Metadata::default() },
        xmp(&[("plus:DataMining", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-GENAIMLTRAINING")]),
        xmp(&[("Iptc4xmpExt:DigitalSourceType", "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia")]),
        xmp(&[("photoshop:Credit", "Edited with Google AI"), ("xmp:CreatorTool", "Adobe Photoshop 25.0")]),
        exif(&[("Make", "Canon"), ("Model", "prompt: the camera"), ("Software", "GIMP 2.10 for reve.com fans")]),
        texts(&[("prompt", "Say something"), ("workflow", "{}"), ("Title", "A title"), ("Dream", "of you")]),
        texts(&[("parameters", "{\"alpha\": 1}"), ("seed", "1")]),
        texts(&[("Comment", "{\"sharpness\": 2, \"seed\": 1}")]),
        exif(&[("0xc4d4", "Non-Generative AI/ML training"), ("0xc4d5", "prohibited")]),
        xmp(&[("cawg:ai_generative_training", "notAllowed"), ("cawg:ai_training", "notAllowed")]),
        xmp(&[(
            "Iptc4xmpExt:DigitalSourceType",
            "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced",
        )]),
        exif(&[("ImageDescription", "prompt: a duck; workflow: none"), ("UserComment", "workflow:the usual")]),
        exif(&[("ImageDescription", "prompt:{time to shoot}"), ("Make", "workflow:{\"nodes\": [1]}")]),
        texts(&[("workflow", r#"{"nodes": [{"type": "n8n-nodes-base.start"}], "connections": {}}"#)]),
        texts(&[("workflow", r#"{"version": 3, "nodes": [{"id": 1, "type": "paragraph"}], "edges": []}"#)]),
        texts(&[("workflow", r#"{"nodes": [{"type": "paragraph"}, "#), ("prompt", r#"{"name": "cut"#)]),
        texts(&[("Comment", r#"{"nodes": [{"class_type": "KSampler"}]}"#)]),
        texts(&[("Comment", r#"{"note": "AIGC", "Label": "1"}"#)]),
        exif(&[("UserComment", r#"{"Label": "1", "text": {"AIGC": 1}}"#)]),
        exif(&[("UserComment", r#"{"product": "dreamina", "os": "ios"}"#)]),
        exif(&[("ImageDescription", r#"{"aigc_info": {"aigc_label_type": 0}, "exportType": "generation"}"#)]),
        texts(&[("hf-job-id", "seven"), ("Comment", "hf-job-id")]),
        exif(&[("UserComment", "Fooocus is a fine program"), ("Software", "Focus 2.5")]),
        exif(&[("ImageDescription", "Signature: J. Doe"), ("UserComment", "Signature: J. Doe"), ("Artist", "J. Doe")]),
        texts(&[("invokeai_metadata", "none"), ("sd-metadata", "standard definition"), ("invokeai_workflow", "{}")]),
        Metadata::default(),
    ];
    for metadata in &cases {
        assert_eq!(super::super::read(metadata, None).marks, [], "{metadata:?}");
    }
}
