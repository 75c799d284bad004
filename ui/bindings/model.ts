// Generated from crates/model by `cargo xtask bindings`. Do not edit.

export type Action = { 
/**
 * Such as `c2pa.created`.
 */
action: string, software_agent: string | null, source_type: string | null, when: string | null, };

/**
 * Which part of a manifest says it.
 */
export type Basis = "digital_source_type" | "software_agent" | "vendor_assertion";

/**
 * A statement in the credentials about how the picture came to be.
 */
export type Claim = { kind: ClaimKind, basis: Basis, 
/**
 * The word or name that says so, as it stands.
 */
value: string, 
/**
 * From the active manifest to the one that says it: titles or claim generators.
 */
path: Array<string>, 
/**
 * Whether the active manifest itself says it.
 */
active: boolean, };

export type ClaimKind = "ai_generated" | "ai_edited" | "camera_capture";

export type CodeKind = "success" | "informational" | "failure";

/**
 * The state of a file's credentials, computed from the validation's status codes.
 */
export type CredentialClass = "none" | "remote_not_fetched" | "unreadable" | "trusted_official" | "trusted_interim" | "trusted_pinned" | "unknown_signer" | "signing_date_unprovable" | "bad_certificate" | "changed_after_signing" | "credentials_altered";

export type Dataset = { record: number, dataset: number, name: string | null, value: string, };

/**
 * Something that is not as its format's standard says, in technical terms (English, as in the standards).
 */
export type Defect = { place: Place, what: string, };

/**
 * What a finding speaks for. Absence of anything has no direction: it is no finding.
 */
export type Direction = "ai_generated" | "edited" | "camera_capture" | "unchanged_since_signing" | "changed_since_signing" | "known" | "context";

/**
 * What made the report: enough to make it again.
 */
export type Engine = { version: string, 
/**
 * How many checks the catalogue had.
 */
checks: number, 
/**
 * The version of the C2PA library that read the credentials.
 */
c2pa: string, 
/**
 * Whether anything was looked up outside this machine. This version has no means to.
 */
online: boolean, };

/**
 * A place in the file and the value found there: what a finding stands on.
 */
export type Evidence = { place: Place, value: string, };

/**
 * The thing examined: its bytes by digest and size, what they are, and the name they came under.
 */
export type Exhibit = { 
/**
 * The file's name without its folders, or `-` for standard input, or `clipboard`.
 */
name: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * SHA-256 of the bytes, 64 lower-case hexadecimal digits.
 */
sha256: string, format: Format, 
/**
 * Pixels across and down as stored, before any orientation is applied; absent where the file does not say.
 */
width: number | null, height: number | null, 
/**
 * Absent where the pixels could not be decoded.
 */
pdq: Pdq | null, };

/**
 * A TIFF block with Exif in it.
 */
export type Exif = { 
/**
 * The TIFF block.
 */
place: Place, big_endian: boolean, 
/**
 * At most 2,000, in file order.
 */
fields: Array<Field>, maker_note: MakerNote | null, 
/**
 * The JPEG thumbnail of IFD1.
 */
thumbnail: Place | null, defects: Array<Defect>, };

/**
 * Everything that the inspectors read, and what the known lists say of it.
 */
export type Facts = { provenance: Provenance, metadata: Metadata, structure: Structure, generator: Generator, known: Known, pixels: Pixels, 
/**
 * When the file was looked at, in seconds since 1970-01-01 00:00:00 UTC: checks have no clock of their own.
 */
examined_at: number, };

/**
 * Which kind of question a check asks. Two findings of one family are not independent of each other.
 */
export type Family = "provenance" | "declared" | "known" | "metadata" | "structure" | "pixel" | "model";

export type Field = { ifd: Ifd, tag: number, 
/**
 * The Exif name, or `0x9c9c` where the standard has none.
 */
name: string, value: Value, 
/**
 * What the value says, for a person.
 */
shown: string, 
/**
 * For date fields that hold a possible date.
 */
moment: Moment | null, place: Place, };

/**
 * What holds beside the class.
 */
export type Flag = "ingredient_problem" | "part_not_covered" | "identity_not_resolved" | "revocation_not_checked" | "revoked" | "timestamp_missing" | "timestamp_untrusted";

/**
 * How this picture was turned to meet the one on the list.
 */
export type Form = "asis" | "rot90" | "rot180" | "rot270" | "flipx" | "flipy" | "flipplus1" | "flipminus1";

/**
 * What the bytes are, told by the bytes and never by the name.
 */
export type Format = "jpeg" | "png" | "webp" | "gif" | "tiff" | "bmp" | "avif" | "heif";

/**
 * A check that did not speak though it should have, and why.
 */
export type Gap = { check: string, title: string, status: Status, reason: string, };

export type Generator = { marks: Array<Mark>, };

export type HistoryEvent = { action: string | null, when: string | null, software_agent: string | null, changed: string | null, };

/**
 * The header of an ICC profile (ICC.1:2022, section 7.2) and its description.
 */
export type Icc = { place: Place, description: string | null, created: Moment | null, };

export type Ifd = "main" | "exif" | "gps" | "interop" | "thumbnail";

/**
 * IPTC-IIM 4.2 in a Photoshop resource 0x0404.
 */
export type Iptc = { place: Place, 
/**
 * At most 512.
 */
datasets: Array<Dataset>, };

/**
 * How a JPEG was coded (ITU-T T.81).
 */
export type JpegCoding = { width: number, height: number, components: number, progressive: boolean, 
/**
 * Chroma sampling such as `4:2:0`; empty for one component.
 */
sampling: string, 
/**
 * 1 to 100 where the tables are exactly those of the IJG formula (T.81 Annex K) at that quality.
 */
ijg_quality: number | null, 
/**
 * All Huffman tables are those of T.81 Annex K.3.
 */
standard_huffman: boolean, 
/**
 * APP0 `JFIF`.
 */
jfif: Place | null, 
/**
 * APP14 `Adobe`.
 */
adobe: Place | null, 
/**
 * APP12 `Ducky`, written by Save for Web.
 */
ducky: Place | null, 
/**
 * Frame header (SOF).
 */
frame: Place, 
/**
 * How many scans (SOS); 1 for a baseline picture.
 */
scans: number, };

export type Known = { 
/**
 * The lists that were asked.
 */
lists: Array<ListName>, 
/**
 * Nearest first, at most 16.
 */
matches: Array<KnownMatch>, };

/**
 * What a list says of one picture. Lists come from elsewhere: its strings are untrusted too.
 */
export type KnownEntry = { title: string, 
/**
 * What the picture is, in the closed vocabulary of lists.
 */
label: Label, 
/**
 * The list's own word for it.
 */
rating: string, 
/**
 * What it is and where it comes from, in a sentence or two.
 */
what: string, 
/**
 * First circulated, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
 */
date: string | null, source_url: string | null, fact_check_url: string | null, };

export type KnownMatch = { list: string, by: MatchKind, entry: KnownEntry, };

export type Label = "ai_generated" | "altered" | "out_of_context" | "staged" | "satire" | "original" | "other";

/**
 * A language the product speaks.
 */
export type Lang = "en" | "fr";

export type ListName = { name: string, 
/**
 * SHA-256 of the list's bytes.
 */
sha256: string, entries: number, };

export type MakerNote = { place: Place, 
/**
 * Its first bytes as text, where they are letters.
 */
header: string | null, 
/**
 * The maker whose known header it begins with, as written in the Exif field Make.
 */
maker: string | null, };

export type Manifest = { label: string, title: string | null, 
/**
 * `parentOf`, `componentOf` or `inputTo`; absent for the active manifest.
 */
relationship: string | null, 
/**
 * 0 for the active manifest, 1 for what it was made from, and so on.
 */
depth: number, claim_generator: string | null, signer: string | null, actions: Array<Action>, 
/**
 * Failure codes of this ingredient, also those that a former tool recorded.
 */
problems: Array<string>, };

export type Mark = { kind: MarkKind, 
/**
 * The program or family that writes such a mark.
 */
tool: string, place: Place, 
/**
 * The mark as it stands.
 */
raw: string, 
/**
 * What it says, in its own words and order: prompt, model, seed, steps, …; at most 64.
 */
settings: Array<Setting>, };

export type MarkKind = "parameters" | "node_graph" | "processing_graph" | "invoke_ai" | "novel_ai" | "settings_json" | "midjourney" | "name" | "aigc_label";

export type MatchKind = { "kind": "sha256" } | { "kind": "pdq", distance: number, form: Form, };

export type Metadata = { exif: Reading<Exif>, xmp: Reading<Xmp>, iptc: Reading<Iptc>, icc: Reading<Icc>, 
/**
 * PNG text chunks, JPEG and GIF comments, in file order; at most 512.
 */
texts: Array<TextField>, };

/**
 * A date and time of day as somebody wrote it, with the zone only if they wrote that too.
 * Gregorian calendar; every field is in its range, so a moment can always be counted.
 */
export type Moment = { year: number, month: number, day: number, hour: number, minute: number, second: number, 
/**
 * Minutes that local time is ahead of UTC, −720 to +840.
 */
offset: number | null, };

/**
 * One part of a container: JPEG segment, PNG or RIFF chunk, TIFF IFD, ISO-BMFF box, GIF block.
 */
export type Part = { 
/**
 * The format's name for it: `APP1`, `IHDR`, `VP8X`, `IFD0`, `ipco`.
 */
name: string, 
/**
 * What it holds, where that is told by its first bytes: `Exif`, `XMP`, `ICC profile`.
 */
holds: string | null, 
/**
 * First byte, its own header included.
 */
offset: number, 
/**
 * Bytes, its own header included.
 */
length: number, 
/**
 * How deep it is nested: 0 stands directly in the file.
 */
depth: number, };

/**
 * PDQ, a perceptual hash (facebook/ThreatExchange, `pdq/`): equal for pictures that look the same.
 */
export type Pdq = { 
/**
 * 256 bits as 64 hexadecimal digits, from the full resolution.
 */
hash: string, 
/**
 * The same after nearest-neighbour reduction to 512 × 512, as PDQ's own command line makes it.
 */
nearest512: string, 
/**
 * `hash` of the picture turned and mirrored: rot90, rot180, rot270, flipx, flipy, flipplus1, flipminus1.
 */
dihedral: Array<string>, 
/**
 * 0 to 100: how much detail there is to hash. Below 50 a match says nothing.
 */
quality: number, };

export type PixelState = { "state": "not_tried" } | { "state": "decoded", width: number, height: number, } | { "state": "no_decoder" } | { "state": "too_many", pixels: number, limit: number, } | { "state": "damaged", what: string, };

/**
 * Whether the picture could be decoded, and what can be said of it at once.
 */
export type Pixels = { state: PixelState, 
/**
 * Exif orientation, 1 to 8, where one is given.
 */
orientation: number | null, 
/**
 * Whether any pixel is less than opaque.
 */
alpha: boolean, 
/**
 * How much the embedded Exif thumbnail looks like the picture.
 */
thumbnail: ThumbnailLikeness | null, };

/**
 * Where something stands in a file: the way to it by the format's own names, and its bytes where they are known.
 *
 * `path` reads from the outside in, ` › ` between the steps: `JPEG › APP1 Exif › IFD0 › ModifyDate`.
 */
export type Place = { path: string, 
/**
 * First byte, counted from the start of the file.
 */
offset: number | null, 
/**
 * How many bytes.
 */
length: number | null, };

export type Property = { 
/**
 * Such as `xmp:CreatorTool`; nested ones with `/` between: `xmpMM:DerivedFrom/stRef:documentID`.
 */
name: string, value: string, place: Place, };

export type Provenance = { class: CredentialClass, flags: Array<Flag>, 
/**
 * Where the credentials stand in the file.
 */
place: Place | null, 
/**
 * The signer of the active manifest. A name is only a claim unless the class is trusted.
 */
signer: Signer | null, 
/**
 * The program that made the active manifest.
 */
claim_generator: string | null, title: string | null, 
/**
 * The active manifest and everything it was made from, from the outside in; at most 64.
 */
manifests: Array<Manifest>, 
/**
 * What the manifests claim about the picture's making, wherever in the tree.
 */
claims: Array<Claim>, 
/**
 * Status codes of the validation, as the C2PA specification names them.
 */
codes: Array<StatusCode>, 
/**
 * The address of class `remote_not_fetched`.
 */
remote_url: string | null, 
/**
 * Why, where the class is `unreadable`.
 */
unreadable: Defect | null, 
/**
 * The trust lists that signers were held against.
 */
lists: Array<TrustList>, };

/**
 * What became of looking for one thing in a file. Absence is an answer, and so is damage.
 */
export type Reading<T> = { "state": "absent" } | { "state": "read", "value": T } | { "state": "unreadable", "value": Defect };

/**
 * Why there is no report at all: each says what was wrong and what to do.
 */
export type Refusal = { "kind": "missing" } | { "kind": "forbidden" } | { "kind": "not_a_file" } | { "kind": "no_images", seen: number, } | { "kind": "empty" } | { "kind": "not_an_image", begins: string | null, } | { "kind": "too_large", bytes: number, limit: number, } | { "kind": "read_failed", detail: string, } | { "kind": "nothing_to_paste" } | { "kind": "cancelled" } | { "kind": "broke", detail: string, };

/**
 * The one document: terminal, JSON, window and everything later are readers of it.
 */
export type Report = { 
/**
 * [`SCHEMA`].
 */
schema: number, 
/**
 * The language of every sentence in it.
 */
language: Lang, 
/**
 * When the examination was made: RFC 3339, UTC, whole seconds.
 */
examined_at: string, engine: Engine, exhibit: Exhibit, verdict: Verdict, 
/**
 * One for each check of the catalogue, in its order.
 */
rows: Array<Row>, facts: Facts, };

/**
 * One check's line in a report, in the report's language.
 */
export type Row = { 
/**
 * The check's id, `family/name`.
 */
check: string, family: Family, 
/**
 * The check's title.
 */
title: string, status: Status, 
/**
 * Only for a finding.
 */
direction: Direction | null, 
/**
 * Only for a finding.
 */
strength: Strength | null, 
/**
 * What was seen and what it may mean; or that nothing was; or why the check did not speak.
 */
message: string, 
/**
 * The first is what the finding stands on. Empty unless the status is `finding`.
 */
evidence: Array<Evidence>, 
/**
 * How it comes about where nothing is wrong. Empty unless the status is `finding`.
 */
innocent: Array<string>, };

export type Setting = { name: string, value: string, };

export type Signer = { 
/**
 * Subject organisation of the signing certificate.
 */
organisation: string | null, common_name: string | null, 
/**
 * The time stamp, RFC 3339, where one stands in the signature.
 */
signed_at: string | null, algorithm: string | null, 
/**
 * The list that the signer was found on.
 */
found_on: string | null, };

/**
 * What became of a check. Never a yes or no: the last three each say why.
 */
export type Status = "finding" | "nothing_found" | "not_applicable" | "failed" | "skipped";

export type StatusCode = { 
/**
 * Such as `assertion.dataHash.mismatch`.
 */
code: string, kind: CodeKind, explanation: string | null, 
/**
 * Whether an ingredient, and not the active manifest, is meant.
 */
ingredient: boolean, };

/**
 * How much a finding carries, weakest first.
 */
export type Strength = "info" | "weak" | "moderate" | "strong" | "cryptographic";

export type Structure = { 
/**
 * The container's parts in file order, at most 4,096 of them.
 */
parts: Array<Part>, 
/**
 * How many more there were.
 */
parts_left_out: number, 
/**
 * What stands after the format's own end.
 */
trailing: Trailing | null, 
/**
 * Where the file breaks off before its format says it ends.
 */
truncated: Place | null, defects: Array<Defect>, 
/**
 * How many pictures or frames the container holds, where it says so.
 */
frames: number | null, jpeg: JpegCoding | null, };

export type TextField = { 
/**
 * PNG keyword; `Comment` for JPEG COM and GIF comments.
 */
key: string, value: string, place: Place, 
/**
 * Written after the pixels, where many readers do not look.
 */
after_pixels: boolean, };

/**
 * Likeness of two pictures in 64 × 64 greys, after borders are removed, best of the four quarter turns.
 */
export type ThumbnailLikeness = { 
/**
 * Pearson correlation, −1 to 1.
 */
correlation: number, 
/**
 * Standard deviation of the thumbnail's greys, 0 to 127: below 8 there is nothing to compare.
 */
contrast: number, 
/**
 * Where the thumbnail stands.
 */
place: Place, };

export type Trailing = { place: Place, kind: TrailingKind, };

/**
 * What the bytes after the end are, told by how they begin.
 */
export type TrailingKind = "padding" | "declared_images" | "motion_photo" | "samsung_trailer" | "undeclared_jpeg" | "zip" | "pdf" | "html" | "executable" | "unknown";

export type TrustList = { name: string, 
/**
 * `signer` or `timestamp`.
 */
purpose: string, 
/**
 * The day the list was issued, `YYYY-MM-DD`.
 */
date: string, certificates: number, sha256: string, };

export type Value = { "type": "text", "value": string } | { "type": "numbers", "value": Array<number> } | { "type": "bytes", "value": number };

/**
 * The machine's answer with its reasons, in the report's language.
 */
export type Verdict = { kind: VerdictKind, headline: string, 
/**
 * One sentence: what the headline means here, and what it does not.
 */
meaning: string, 
/**
 * Ids of the checks whose rows decided, the weightiest first. Empty where none decided.
 */
because: Array<string>, 
/**
 * What could not be checked.
 */
gaps: Array<Gap>, 
/**
 * What would change the answer, as advice.
 */
would_change: Array<string>, };

/**
 * The machine's answer: a closed list. None of them says what is true of the scene.
 */
export type VerdictKind = "declared_ai" | "known_match" | "provenance_verified" | "changed_after_signing" | "signs_of_editing" | "conflicting" | "inconclusive" | "not_assessable";

export type Xmp = { place: Place, 
/**
 * How many packets; their properties stand together.
 */
packets: number, 
/**
 * `x:xmptk`: the library that wrote the packet.
 */
toolkit: string | null, 
/**
 * Simple properties, and the items of lists one by one, under customary prefixes whatever the file calls them;
 * at most 2,000.
 */
properties: Array<Property>, 
/**
 * `xmpMM:History`, oldest first as written; at most 256.
 */
history: Array<HistoryEvent>, defects: Array<Defect>, };
