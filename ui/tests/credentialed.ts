import type { Answer, Certificate, Claim, HistoryStep, Lang, Manifest, Provenance, Report, Tone } from "$model";

export const certificate: Certificate = {
  organisation: "Northern Light Press",
  common_name: "NLP Camera 7",
  issuer: "Northern Light Issuing CA",
  not_before: "2026-01-10T00:00:00Z",
  not_after: "2027-01-10T00:00:00Z",
  serial: "4f02a9",
  sha256: "ab".repeat(32),
  authority: false,
};

const bare: Manifest = {
  label: "",
  title: null,
  format: "image/jpeg",
  relationship: null,
  depth: 0,
  parent: null,
  claim_version: null,
  claim_generator: null,
  signer: null,
  signature: null,
  actions: [],
  all_actions_included: false,
  soft_bindings: [],
  redactions: [],
  assertions: [],
  thumbnail: null,
  problems: [],
};

const thumbnail = { format: "image/jpeg", bytes: 9000, width: 64, height: 48, made_by_taker: false };
const GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
const action = {
  software_agent: null,
  source_type: null,
  source: null,
  when: "2026-11-20T09:00:00Z",
  description: null,
  gathered: false,
};

/** A crop, made from an AI edit (with a logo placed in it, whose credentials are broken), made from a camera's picture. */
export const manifests: Manifest[] = [
  {
    ...bare,
    label: "urn:c2pa:0",
    title: "cropped.jpg",
    claim_version: 2,
    claim_generator: "Crop Studio 3",
    signer: "Northern Light Press",
    signature: {
      algorithm: "es256",
      time_stamp: { time: "2026-11-20T10:00:00Z", authority: "Example TSA" },
      certificates: [certificate, { ...certificate, common_name: "Northern Light Issuing CA", authority: true, serial: "01" }],
    },
    actions: [{ ...action, action: "c2pa.cropped", software_agent: "Crop Studio 3" }],
    soft_bindings: [{ algorithm: "com.adobe.trustmark.P", registered: "TrustMark P" }],
    redactions: ["self#jumbf=/c2pa/urn:c2pa:1/c2pa.assertions/stds.exif"],
    assertions: ["c2pa.actions.v2", "c2pa.hash.data"],
    thumbnail,
  },
  {
    ...bare,
    label: "urn:c2pa:1",
    title: "edited.jpg",
    relationship: "parentOf",
    depth: 1,
    parent: 0,
    claim_version: 2,
    claim_generator: "Paint AI",
    signer: "Paint Inc.",
    signature: { algorithm: "ps256", time_stamp: null, certificates: [certificate] },
    actions: [{ ...action, action: "c2pa.edited", source_type: GENERATED, source: "composite_with_trained_algorithmic_media" }],
    thumbnail: { ...thumbnail, made_by_taker: true },
  },
  {
    ...bare,
    label: "urn:c2pa:2",
    title: "capture.jpg",
    relationship: "parentOf",
    depth: 2,
    parent: 1,
    claim_version: 2,
    claim_generator: "Camera 7",
    signer: "Camera Corp",
    actions: [{ ...action, action: "c2pa.created", source: "digital_capture" }],
  },
  {
    ...bare,
    title: "logo.png",
    relationship: "componentOf",
    depth: 1,
    parent: 0,
    problems: ["assertion.dataHash.mismatch"],
  },
];

const QUESTIONS = {
  en: ["Are there credentials?", "Changed since signing?", "Who signed, is it proven?", "What do they claim?", "What is not covered?"],
  fr: ["Y a-t-il des justificatifs ?", "Changé depuis la signature ?", "Qui a signé, est-ce prouvé ?", "Qu'affirment-ils ?", "Que ne couvrent-ils pas ?"],
};
const ANSWERS = {
  en: ["Yes, in the file itself", "No: unchanged", "Claims to be “Northern Light Press”", "AI-edited", "The camera data"],
  fr: ["Oui, dans le fichier même", "Non : inchangé", "Se dit « Northern Light Press »", "Retouché par IA", "Les données de l'appareil"],
};
const TOPICS: Answer["topic"][] = ["present", "unchanged", "signer", "claims", "coverage"];
const TONES: Tone[] = ["proven", "proven", "said", "said", "limited"];

function step(of: Manifest, manifest: number, lang: Lang): HistoryStep {
  const { title, relationship, claim_generator, signer, problems } = of;
  const [claims, nobody, from, broken] = {
    en: ["Claims to be", "Nobody: it came without credentials", "edited from", "The bytes were changed"],
    fr: ["Se dit", "Personne : il est venu sans justificatifs", "retouché à partir de", "Les octets ont été changés"],
  }[lang] as [string, string, string, string];
  return {
    manifest,
    name: title ?? "",
    taken_as: relationship && from,
    made_with: claim_generator,
    signed_by: signer === null ? nobody : `${claims} ${signer}`,
    did: [lang === "en" ? "Cropped" : "Recadré"],
    problem: problems.length > 0 ? broken : null,
  };
}

export const claims: Claim[] = [
  {
    kind: "ai_edited",
    basis: "digital_source_type",
    value: GENERATED,
    path: ["cropped.jpg", "edited.jpg"],
    at: 1,
    active: false,
  },
  {
    kind: "camera_capture",
    basis: "digital_source_type",
    value: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    path: ["cropped.jpg", "edited.jpg", "Camera 7"],
    at: 2,
    active: false,
  },
];

const signed: Partial<Provenance> = {
  class: "unknown_signer",
  flags: ["ingredient_problem", "part_not_covered"],
  manifests,
  claims,
  raw: { active_manifest: "urn:c2pa:0", manifests: { "urn:c2pa:0": { title: "cropped.jpg" } } },
};

/** A report as it would be of a file with credentials; `changes` replace facts about them. */
export function credentialed(report: Report, changes: Partial<Provenance> = {}): Report {
  const lang = report.language;
  const nothing: Provenance = {
    class: "none",
    flags: [],
    carrier: { kind: "file" },
    place: null,
    signer: null,
    claim_generator: null,
    title: null,
    manifests: [],
    cut: false,
    claims: [],
    coverage: { binding: "data", left_out: [{ path: "JPEG › APP1 Exif", offset: 2, length: 900 }], metadata_left_out: true, picture_left_out: false },
    signed_fields: [{ assertion: "stds.exif", name: "exif:Model", value: "Camera 7" }],
    identities: [
      {
        label: "cawg.identity",
        kind: "aggregated",
        state: "not_resolved",
        names: [{ kind: "cawg.social_media", name: "Ada", address: null, provider: "Example", verified_at: null }],
        issuer: "did:web:example.org",
        codes: ["cawg.ica.did_unavailable"],
      },
    ],
    codes: [],
    remote_url: null,
    fetch: null,
    unreadable: null,
    lists: [],
    raw: null,
  };
  const provenance: Provenance = { ...nothing, ...signed, ...changes };
  return {
    ...report,
    facts: { ...report.facts, provenance },
    credentials: {
      answers: TOPICS.map((topic, i) => ({
        topic,
        question: QUESTIONS[lang][i]!,
        tone: TONES[i]!,
        answer: ANSWERS[lang][i]!,
        detail: "",
      })),
      limits: lang === "en" ? "Not whether the scene is true." : "Pas si la scène est exacte.",
      history: provenance.manifests.map((manifest, i) => step(manifest, i, lang)),
    },
  };
}
