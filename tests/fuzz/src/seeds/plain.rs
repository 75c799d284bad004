//! Seeds that stand in no picture: lists, logs, reports, hidden and misleading text.

use serde_json::{Value, json};

use super::Corpus;

const SHA: &str = "c8e7fe90699a974dcbfd6b0f9994c6b60ef444b61390651c436adbfee49d9e3f";

pub fn write(corpus: &Corpus) {
    lists(corpus);
    for text in ["photo\u{202e}gpj.exe\u{1b}[2J\n\u{200b}é", "plain", "\u{e0041}\u{feff}\u{85}", "a\0b"] {
        corpus.put("untrusted", text.as_bytes());
    }
    let log = [decision(), erasure()].join(&0x1e);
    corpus.put("ledger", &log);
    corpus.put(
        "checkpoint",
        format!("whence-ledger/{}\n1\n{}\n2026-11-30T09:05:00Z\n", "0a".repeat(16), "B".repeat(43) + "=").as_bytes(),
    );
    corpus.put("checkpoint", b"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    corpus.put("checkpoint", "text\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n".as_bytes());
    for (first, heading) in
        [(0, b"stealth_pnginfo"), (1, b"stealth_rgbinfo"), (0, b"stealth_pngcomp"), (1, b"stealth_rgbcomp")]
    {
        let text = b"{\"Comment\":\"{\\\"prompt\\\":\\\"a\\\"}\"}\nSteps: 20, Sampler: Euler";
        let length = (8 * text.len() as u32).to_be_bytes();
        corpus.put("hidden_text", &[&[first], &heading[..], &length, text].concat());
    }
    for text in [
        "tparameters\0a cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512, Model: m",
        "tprompt\0{\"3\":{\"class_type\":\"KSampler\",\"inputs\":{\"seed\":1,\"steps\":20,\"model\":[\"4\",0],\"positive\":[\"6\",0]}},\"4\":{\"class_type\":\"CheckpointLoaderSimple\",\"inputs\":{\"ckpt_name\":\"m\"}},\"6\":{\"class_type\":\"CLIPTextEncode\",\"inputs\":{\"text\":\"a\",\"clip\":[\"4\",1]}}}\u{1e}tworkflow\0{\"nodes\":[{\"id\":1,\"type\":\"KSampler\",\"widgets_values\":[1,20]}],\"links\":[]}",
        "tinvokeai_metadata\0{\"generation_mode\":\"txt2img\",\"positive_prompt\":\"a\",\"seed\":1,\"model\":{\"name\":\"m\"}}",
        "tSoftware\0NovelAI\u{1e}tTitle\0AI generated image\u{1e}tComment\0{\"prompt\":\"a\",\"steps\":28,\"signed_hash\":\"AAAA\"}",
        "tDescription\0a cat --v 6.1 --ar 3:2 Job ID: 00000000-0000-0000-0000-000000000000\u{1e}tAuthor\0me",
        "tAIGC\0{\"Label\":\"1\",\"ContentProducer\":\"001\"}\u{1e}4AI generated; txt2img; flux\u{1e}2Black Forest Labs",
        "tfooocus_scheme\0fooocus\u{1e}tparameters\0{\"prompt\":\"a\",\"seed\":\"1\"}\u{1e}uUNICODE\0a",
    ] {
        corpus.put("generator_marks", text.as_bytes());
    }
}

fn lists(corpus: &Corpus) {
    let lists = [
        format!(
            "# owner: Me\n# licence: CC0-1.0\nid,sha256,pdq,pdq_pipeline,pdq_quality,title,label,date,source_url,more\n1,{SHA},{SHA},full,60,\"A, \"\"B\"\"\",satire,2023-03,https://a.example/,x\n"
        ),
        format!("\u{feff}title;label;pdq;sha256\r\n\"A\nC\";other;{SHA};\r\n"),
        format!("sha256\ttitle\tlabel\n{SHA}\tA\tother"),
        format!("{{\"sha256\":\"{SHA}\",\"pdq\":\"{SHA}\",\"pdq_quality\":60,\"title\":\"A\",\"label\":\"satire\"}}\n"),
        format!("{SHA}\n{SHA},A\n"),
        format!("{SHA}  a.jpg\n{SHA} *b.jpg\n"),
        "file,title,label\na.jpg,A,other\n".to_owned(),
    ];
    for (first, list) in (0..).zip(&lists) {
        corpus.put("known_list", &[&[first % 4], list.as_bytes()].concat());
    }
}

/// A report as another machine wrote it, and as it stands in a log.
pub fn report(corpus: &Corpus, json: &[u8]) {
    let Ok(mut report) = serde_json::from_slice::<Value>(json).map(|mut file| file["examined"]["report"].take()) else {
        return;
    };
    for without in ["", "rows"] {
        if !without.is_empty() {
            report[without] = json!([]);
        }
        if report["exhibit"].is_object() {
            corpus.put("untrusted", report.to_string().as_bytes());
            let logged = json!({ "by": "A", "report": report, "pages": [] }).to_string();
            let entry = [header("report", "null", "report").into_bytes(), logged.into_bytes()].join(&0x1d);
            corpus.put("ledger", &[entry, decision(), erasure()].join(&0x1e));
        }
    }
}

fn decision() -> Vec<u8> {
    let context = json!({});
    let said = json!({ "kind": "use_with_context", "reason": "r", "by": "A", "links": ["https://a.example/"], "media_review": null, "context": context });
    [header("decision", "1", "decision").into_bytes(), said.to_string().into_bytes()].join(&0x1d)
}

fn erasure() -> Vec<u8> {
    let said = json!({ "entries": [1], "what": "everything", "reason": "r", "by": "A" });
    [header("erasure", "null", "erasure").into_bytes(), said.to_string().into_bytes()].join(&0x1d)
}

fn header(kind: &str, about: &str, part: &str) -> String {
    let (ledger, zeros) = ("0a".repeat(16), "0".repeat(64));
    format!(
        r#"{{"schema":1,"ledger":"{ledger}","position":1,"recorded_at":"2026-11-30T09:05:00Z","kind":"{kind}","about":{about},"earlier":null,"before":"{zeros}","parts":[{{"name":"{part}","sha256":"{SHA}","bytes":1}}]}}"#
    )
}
