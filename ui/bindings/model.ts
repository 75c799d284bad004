// Generated from crates/model by `cargo xtask bindings`. Do not edit.

/**
 * One thing that was done.
 */
export type Action = { 
/**
 * Such as `c2pa.created`.
 */
action: string, software_agent: string | null, 
/**
 * The digital source type as it stands.
 */
source_type: string | null, 
/**
 * The same, where the vocabulary has it.
 */
source: SourceType | null, when: string | null, 
/**
 * The maker's own words for it.
 */
description: string | null, 
/**
 * It stands among gathered assertions: the signer passes it on and does not vouch for it.
 */
gathered: boolean, };

/**
 * How a date stands to the reference. No agreement is a judgement of the picture.
 */
export type Agreement = "reference" | "agrees" | "zone_apart" | "later" | "earlier" | "unusable";

/**
 * One of the five questions, answered.
 */
export type Answer = { topic: Topic, question: string, tone: Tone, 
/**
 * A few words.
 */
answer: string, 
/**
 * A sentence or two: what that means here. May be empty.
 */
detail: string, };

/**
 * Part of a picture, in pixels as they are stored.
 */
export type Area = { left: number, top: number, width: number, height: number, };

/**
 * Which part of a manifest says it.
 */
export type Basis = "digital_source_type" | "software_agent" | "vendor_assertion";

/**
 * By what credentials are bound to the file's bytes.
 */
export type Binding = "data" | "boxes" | "bmff";

/**
 * Where credentials came from.
 */
export type Carrier = { "kind": "file" } | { "kind": "sidecar", name: string, } | { "kind": "given", name: string, } | { "kind": "server" };

/**
 * What stands in an X.509 certificate (RFC 5280).
 */
export type Certificate = { organisation: string | null, common_name: string | null, 
/**
 * Organisation or, failing that, common name of who issued it.
 */
issuer: string | null, 
/**
 * RFC 3339, UTC.
 */
not_before: string, not_after: string, 
/**
 * Hexadecimal.
 */
serial: string, 
/**
 * Of the DER bytes, 64 lower-case hexadecimal digits.
 */
sha256: string, 
/**
 * Whether it may issue others.
 */
authority: boolean, };

/**
 * A check's page in one language: what a person reads who asks why.
 */
export type CheckPage = { id: string, family: Family, 
/**
 * How much it can mean at all, in words; checks of metadata and structure alone have a class.
 */
class: string | null, title: string, looks_at: string, matters: string, innocent: Array<string>, sources: Array<string>, 
/**
 * How often it speaks on genuine camera files, and the set it was measured on.
 */
rate: string, seen_in_the_wild: boolean, };

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
 * Index in [`manifests`](super::Provenance::manifests) of the one that says it.
 */
at: number, 
/**
 * Whether the active manifest itself says it.
 */
active: boolean, };

export type ClaimKind = "ai_generated" | "ai_edited" | "camera_capture";

export type CodeKind = "success" | "informational" | "failure";

/**
 * The number format and order of colours with which the software hides it: the one in which the mark reads best.
 */
export type ColourPath = "u8" | "f32" | "f32_swapped";

export type ConditionKind = "original_like" | "resaved" | "platform_like" | "screenshot_like" | "too_small" | "unclear";

export type ConditionReason = { text: string, evidence: Evidence | null, };

/**
 * What the person knows of how the picture came; each empty where nothing is known.
 */
export type Context = { 
/**
 * Where the picture was seen: an address, or words.
 */
seen_at: string, 
/**
 * What it is claimed to show.
 */
claim: string, 
/**
 * When that is claimed to have been, in the claim's words.
 */
claimed_date: string, claimed_place: string, 
/**
 * Who sent it.
 */
sent_by: string, };

/**
 * Thousandths of a picture's width and height, as its pixels are stored; outside of it below 0 or above 1000.
 */
export type Corner = { x: number, y: number, };

/**
 * How far a signature reaches into the file.
 */
export type Coverage = { binding: Binding, 
/**
 * Parts of the file that the hash leaves out, beside the credentials' own place; at most 64.
 */
left_out: Array<Place>, 
/**
 * Whether Exif, XMP or IPTC stands in a part that is left out.
 */
metadata_left_out: boolean, 
/**
 * Whether something that the picture is drawn from may stand in a part that is left out: then the signature does not
 * bind the picture itself.
 */
picture_left_out: boolean, };

/**
 * The state of a file's credentials, computed from the validation's status codes.
 */
export type CredentialClass = "none" | "remote_not_fetched" | "unreadable" | "trusted_official" | "trusted_interim" | "trusted_pinned" | "unknown_signer" | "signing_date_unprovable" | "bad_certificate" | "changed_after_signing" | "credentials_altered";

/**
 * A file's credentials in plain words, in the report's language: the five facts, and how the picture came to be.
 */
export type CredentialsCard = { 
/**
 * Always five, one of each topic, in the order of [`Topic`].
 */
answers: Array<Answer>, 
/**
 * What none of this tells.
 */
limits: string, 
/**
 * One for each of `facts.provenance.manifests`, in their order.
 */
history: Array<HistoryStep>, };

/**
 * What became of the search for a public watermark in a picture that was cropped after it was marked.
 */
export type CropSearch = { "state": "not_asked" } | { "state": "too_many", limit: number, } | { "state": "not_possible" } | { "state": "searched", best: CropTest | null, };

/**
 * One test of that search.
 */
export type CropTest = { test: WatermarkTest, 
/**
 * Pixels from the left and top edge to the first block, 0 to 7 each.
 */
offset: [number, number], };

export type Dataset = { record: number, dataset: number, name: string | null, value: string, };

/**
 * What happened then, by what the field is for.
 */
export type DateEvent = "captured" | "digitised" | "created" | "saved" | "metadata_changed" | "edited" | "signed" | "received" | "profile_made" | "named";

/**
 * One date, with everything that is known of its clock.
 */
export type DateSeen = { source: DateSource, 
/**
 * The field's name in its block.
 */
field: string, event: DateEvent, 
/**
 * What it is a date of, in words.
 */
label: string, 
/**
 * Where it stands, and as it stands there.
 */
evidence: Evidence, 
/**
 * Absent where what stands there is no possible date.
 */
moment: Moment | null, precision: Precision, zone: ZoneKnown, agreement: Agreement, 
/**
 * How it stands to the reference, in words.
 */
note: string, };

/**
 * Which clock or writer a date comes from.
 */
export type DateSource = "exif" | "gps" | "maker_note" | "samsung_trailer" | "xmp" | "xmp_history" | "iptc" | "icc" | "png" | "credentials" | "time_stamp" | "file_name";

/**
 * A person's answer to a verdict: named and reasoned; the entry that holds it has the date. It never changes the verdict.
 *
 * Its words are kept as [`visible_lines`] shows them.
 */
export type Decision = { kind: DecisionKind, 
/**
 * Why: never empty.
 */
reason: string, 
/**
 * Who decided: never empty.
 */
by: string, 
/**
 * Addresses of what supports it, `http://` or `https://`.
 */
links: Array<string>, 
/**
 * Schema.org's word for how the media was used, if the person chose one. The machine never does.
 */
media_review: MediaReview | null, context: Context, };

export type DecisionKind = "cleared_to_use" | "use_with_context" | "do_not_use" | "escalate" | "needs_more_information";

/**
 * A decision in a line.
 */
export type DecisionSeen = { position: number, 
/**
 * Absent once it was erased.
 */
kind: DecisionKind | null, by: string | null, recorded_at: string, };

/**
 * Something that is not as its format's standard says, in technical terms (English, as in the standards).
 */
export type Defect = { place: Place, what: string, };

/**
 * What a finding speaks for. Absence of anything has no direction: it is no finding.
 */
export type Direction = "ai_generated" | "edited" | "camera_capture" | "unchanged_since_signing" | "changed_since_signing" | "known" | "context";

/**
 * A family of encoders, by what it was seen to write.
 */
export type Encoder = { family: string, 
/**
 * 1 to 100 on the family's own scale, where its tables tell.
 */
quality: number | null, 
/**
 * What it was recognised by, in the format's terms.
 */
by: Array<string>, };

/**
 * What made the report: enough to make it again.
 */
export type Engine = { version: string, 
/**
 * How many checks the catalogue had.
 */
checks: number, 
/**
 * SHA-256 of the catalogue with every page in it, in this report's language: what the checks said of themselves.
 */
catalogue: string, 
/**
 * The version of the C2PA library that read the credentials.
 */
c2pa: string, 
/**
 * Whether anything was asked for outside this machine: `facts.provenance.fetch` says what.
 */
online: boolean, 
/**
 * What kept the reading of the file from doing harm.
 */
isolation: Isolation, 
/**
 * The same in a sentence or two; empty in reports of versions that had no locked room.
 */
protection: string, };

export type EntryKind = "report" | "decision" | "erasure";

export type Erased = "picture" | "everything";

/**
 * That the content of entries was erased: their headers, and so the chain, stay.
 */
export type Erasure = { 
/**
 * Positions, rising.
 */
entries: Array<number>, what: Erased, 
/**
 * Why, and at whose request: never empty.
 */
reason: string, 
/**
 * Who erased: never empty.
 */
by: string, };

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
 * SHA-256 of the decoded pixels, 64 lower-case hexadecimal digits: 8-bit RGB, or RGBA where the picture has
 * transparency, row by row from the top, as stored. Absent where they could not be decoded whole.
 */
pixels_sha256: string | null, 
/**
 * Absent where the pixels could not be decoded.
 */
pdq: Pdq | null, 
/**
 * What remains once borders, bars or a screen around a picture are left aside, the likeliest first; at most three.
 */
trimmed: Array<Trimmed>, };

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

/**
 * What became of asking a server for credentials.
 */
export type Fetch = { 
/**
 * The address that answered last, after redirections.
 */
url: string, 
/**
 * Bytes that came.
 */
bytes: number, 
/**
 * Absent where credentials came.
 */
failed: FetchFailure | null, };

/**
 * Why no credentials came.
 */
export type FetchFailure = { "kind": "address" } | { "kind": "private" } | { "kind": "redirects", limit: number, } | { "kind": "refused", status: number, } | { "kind": "too_large", limit: bigint, } | { "kind": "too_slow", seconds: number, } | { "kind": "unreachable", detail: string, };

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
 * What the file looks like it went through, in the report's language. It says which checks can tell anything.
 */
export type FileCondition = { kind: ConditionKind, headline: string, 
/**
 * What that means for what can be checked.
 */
meaning: string, 
/**
 * At least one unless the kind is `unclear`.
 */
reasons: Array<ConditionReason>, };

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
export type Format = "jpeg" | "png" | "webp" | "gif" | "tiff" | "bmp" | "avif" | "heif" | "jxl" | "jp2" | "psd";

/**
 * What of an entry's words a list also says in French; what is absent is said in its other language alone.
 */
export type FrenchWords = { title: string | null, rating: string | null, what: string | null, };

/**
 * A second picture that says how bright each part may become on a better screen (ISO 21496-1, Ultra HDR, Apple).
 */
export type GainMap = { 
/**
 * What declares it: `hdrgm` (XMP), `ISO 21496-1`, `Apple`.
 */
declared_by: Array<string>, 
/**
 * Where it is declared.
 */
place: Place, 
/**
 * The further picture that can be it; absent where none stands in the file.
 */
picture: Place | null, 
/**
 * Pixels across and down of that picture.
 */
size: [number, number] | null, };

/**
 * A check that did not speak though it should have, and why.
 */
export type Gap = { check: string, title: string, status: Status, reason: string, };

export type Generator = { 
/**
 * At most 32.
 */
marks: Array<Mark>, 
/**
 * Whether text hidden in the lowest bits of the pixels was looked for.
 */
hidden: HiddenSearch, };

/**
 * What became of the search for text in the lowest bits of the pixels.
 */
export type HiddenSearch = { "state": "not_possible" } | { "state": "nothing" } | { "state": "found" } | { "state": "unreadable", defect: Defect, };

export type HistoryEvent = { action: string | null, when: string | null, software_agent: string | null, changed: string | null, 
/**
 * What the action was done with, such as `from image/tiff to image/jpeg`.
 */
parameters: string | null, };

/**
 * One manifest or ingredient of the tree, in words.
 */
export type HistoryStep = { 
/**
 * Index in `facts.provenance.manifests`.
 */
manifest: number, 
/**
 * Its title or, failing that, what it is.
 */
name: string, 
/**
 * How it was taken in, such as “edited from”; absent for the file itself.
 */
taken_as: string | null, 
/**
 * The program, where one is named.
 */
made_with: string | null, 
/**
 * Who signed, marked as a claim where it is not proven; or that nobody did.
 */
signed_by: string, 
/**
 * What was done, in the official labels, each once; then the kinds of source that were named.
 */
did: Array<string>, 
/**
 * What does not hold, where something does not.
 */
problem: string | null, };

/**
 * The header of an ICC profile (ICC.1:2022, section 7.2), its description and its copyright.
 */
export type Icc = { place: Place, 
/**
 * Bytes of the whole profile, as its header says.
 */
bytes: number, description: string | null, copyright: string | null, created: Moment | null, 
/**
 * Such as `4.3`.
 */
version: string | null, 
/**
 * Four-letter signatures as they stand, without the spaces that fill them; absent where they are zero.
 */
device_class: string | null, colour_space: string | null, platform: string | null, manufacturer: string | null, model: string | null, creator: string | null, };

/**
 * A statement, inside the credentials, by a named person or organisation (CAWG Identity Assertion 1.x).
 *
 * It is read apart from the credentials' own validation and never changes its class.
 */
export type Identity = { 
/**
 * Label of the assertion, such as `cawg.identity`.
 */
label: string, kind: IdentityKind, state: IdentityState, 
/**
 * Names that the statement gives. Claims, unless the state says more.
 */
names: Array<NamedAs>, 
/**
 * Who vouches for the names: the issuer of the credential or certificate.
 */
issuer: string | null, 
/**
 * Status codes of its validation.
 */
codes: Array<string>, };

export type IdentityKind = "x509" | "aggregated" | "unknown";

export type IdentityState = "trusted" | "well_formed" | "not_resolved" | "broken";

export type Ifd = "main" | "exif" | "gps" | "interop" | "thumbnail" | "sub" | "maker_note";

/**
 * A list of certificates that the user imported. Authorities on it vouch for what they issued.
 */
export type ImportedList = { 
/**
 * What names the list: no two have the same.
 */
name: string, 
/**
 * PEM of its certificates.
 */
pem: string, 
/**
 * Of the file that was imported, 64 lower-case hexadecimal digits.
 */
sha256: string, certificates: number, 
/**
 * The day the list says it was issued or, failing that, was imported, `YYYY-MM-DD`.
 */
date: string, };

/**
 * IPTC-IIM 4.2 in a Photoshop resource 0x0404.
 */
export type Iptc = { place: Place, 
/**
 * At most 512.
 */
datasets: Array<Dataset>, };

/**
 * MD5 of the IPTC data (resource 0x0404): as resource 0x0425 has it, and as it is. 32 lower-case hexadecimal digits.
 */
export type IptcDigest = { stated: string, computed: string, 
/**
 * Of resource 0x0425.
 */
place: Place, };

/**
 * What kept the reading of a file from doing harm.
 */
export type Isolation = { "kind": "none" } | { "kind": "room", missing: Array<Wall>, };

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
scans: number, 
/**
 * The n of the first SOFn (T.81 table B.1): 0 baseline, 1 extended, 2 progressive, 3 lossless, 9 and more arithmetic.
 */
sof: number, 
/**
 * How many frame headers stand in it; a picture has one.
 */
frames: number, 
/**
 * Bits a sample.
 */
precision: number, 
/**
 * Each of the numbers 0 to 3 at its first definition.
 */
quantisation: Array<QuantisationTable>, 
/**
 * Quantisation tables that were defined again with other values.
 */
tables_redefined: number, huffman_tables: number, 
/**
 * Minimum coded units between two restart markers, where they are not 0 (DRI).
 */
restart_interval: number | null, 
/**
 * The program family whose habits these tables and markers are, where we have measured it ourselves.
 */
encoder: Encoder | null, };

export type Known = { 
/**
 * The lists that were asked.
 */
lists: Array<ListName>, 
/**
 * Nearest first, at most 16.
 */
matches: Array<KnownMatch>, 
/**
 * Looks a little alike (PDQ, 32 to 60 bits apart): for a person to look at, never judged. Nearest first, at most 8.
 */
related: Array<KnownMatch>, 
/**
 * Listed pictures that had a few look-alike places and were not compared in full, because others came first.
 */
uncompared: number, 
/**
 * Matches whose entries could not be read from their list's file any more.
 */
unread: number, };

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
date: string | null, source_url: string | null, fact_check_url: string | null, 
/**
 * Title, rating and sentence in French, where the list has them.
 */
french: FrenchWords | null, 
/**
 * Of the listed file, 64 lower-case hexadecimal digits, where the list says it.
 */
sha256: string | null, };

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
sha256: string, entries: number, 
/**
 * Entries by which a part of their picture can be known again.
 */
with_features: number, };

/**
 * Who answers for a list.
 */
export type ListOrigin = "official" | "interim" | "imported" | "pinned";

export type ListedPicture = { 
/**
 * MP type (CIPA DC-007, 5.2.3.3.1), the low 24 bits of the attribute.
 */
kind: number, 
/**
 * Where the index says that it stands; of no length where it gives no place.
 */
place: Place, 
/**
 * Whether a JPEG begins there, within the file.
 */
stands: boolean, };

/**
 * What an entry keeps of an examination: the report as it was told that day, whole.
 */
export type LoggedReport = { 
/**
 * Who examined the picture; empty where nobody said.
 */
by: string, report: Report, 
/**
 * The pages of the checks that spoke, in the report's language, as they read that day.
 */
pages: Array<CheckPage>, };

export type MakerNote = { place: Place, 
/**
 * Its first bytes as text, where they are letters.
 */
header: string | null, 
/**
 * The maker whose known header it begins with, as written in the Exif field Make.
 */
maker: string | null, 
/**
 * The few fields that are read, in file order, at most 64; [`Ifd::MakerNote`] is the IFD of each.
 */
fields: Array<Field>, };

/**
 * One place in the tree: a manifest, or a file that was taken in without one.
 */
export type Manifest = { 
/**
 * The manifest's label; empty where the ingredient came without credentials.
 */
label: string, title: string | null, 
/**
 * Media type of the picture that it is about, as it says.
 */
format: string | null, 
/**
 * `parentOf`, `componentOf` or `inputTo`; absent for the active manifest.
 */
relationship: string | null, 
/**
 * 0 for the active manifest, 1 for what it was made from, and so on.
 */
depth: number, 
/**
 * Index of the manifest that it was taken into, always smaller than its own; absent for the active one.
 */
parent: number | null, 
/**
 * Version of the claim: 1 or 2.
 */
claim_version: number | null, claim_generator: string | null, 
/**
 * Organisation or, failing that, common name of the signing certificate.
 */
signer: string | null, signature: Signature | null, actions: Array<Action>, 
/**
 * Whether the maker says that no action is missing from the list.
 */
all_actions_included: boolean, soft_bindings: Array<SoftBinding>, 
/**
 * Assertions that were taken out of manifests below, as JUMBF URIs.
 */
redactions: Array<string>, 
/**
 * Labels of its assertions.
 */
assertions: Array<string>, 
/**
 * The picture as it looked then, as the maker stored it.
 */
thumbnail: Thumbnail | null, 
/**
 * Failure codes of this ingredient, also those that a former tool recorded.
 */
problems: Array<string>, };

export type Mark = { kind: MarkKind, 
/**
 * The program or family that writes such a mark.
 */
tool: string, place: Place, carrier: MarkCarrier, 
/**
 * The mark as it stands, to be copied whole: at most 2 Mi characters.
 */
raw: string, process: Process, 
/**
 * What it says, in its own words and order: prompt, model, seed, steps, …; at most 64.
 */
settings: Array<Setting>, 
/**
 * Why it is told by its form alone; absent where it could be parsed, or has nothing to parse.
 */
unread: Unread | null, 
/**
 * Absent where such a mark has none.
 */
signature: MarkSignature | null, };

/**
 * Where a mark stands: in a field, or in the pixels themselves.
 */
export type MarkCarrier = "metadata" | "alpha_plane" | "colour_planes";

export type MarkKind = "parameters" | "node_graph" | "invoke_ai" | "novel_ai" | "settings_json" | "midjourney" | "grok_signature" | "name" | "aigc_label" | "app_export" | "samsung_edit" | "hint" | "hidden_data";

export type MarkSearch = { 
/**
 * What was searched: “Text and Exif fields”.
 */
what: string, searched: boolean, 
/**
 * What came of it, or why it was not done.
 */
outcome: string, };

export type MarkSeen = { 
/**
 * Index in `facts.generator.marks`: its place and raw text stand there.
 */
mark: number, tier: MarkTier, 
/**
 * What the file says, by whom and what was done: one sentence.
 */
headline: string, 
/**
 * What a mark of this tier is worth, and why it could not be parsed or its signature verified: one to three
 * sentences.
 */
worth: string, 
/**
 * What people ask for first comes first.
 */
settings: Array<SettingSeen>, };

/**
 * What became of a signature that a mark carries.
 */
export type MarkSignature = "verified" | "does_not_hold" | "no_pixels" | "no_key" | "malformed";

/**
 * How much a mark can be worth, by what it takes to forge it; strongest first.
 */
export type MarkTier = "signed" | "signed_unverified" | "declared" | "working_data" | "pixel_mark" | "hint";

/**
 * What generators left in the picture, in the report's language. It repeats no finding: it shows what the marks say.
 */
export type MarksCard = { 
/**
 * One line: what was found, or that nothing was.
 */
headline: string, 
/**
 * What that is worth; where nothing was found, why that proves nothing.
 */
meaning: string, 
/**
 * The strongest first; at most 32.
 */
marks: Array<MarkSeen>, 
/**
 * Absent where no test could be made.
 */
watermark: WatermarkSeen | null, 
/**
 * Where marks were looked for, and where they could not be.
 */
searches: Array<MarkSearch>, 
/**
 * Whether a search of crops for the watermark can still be asked for.
 */
deeper: boolean, };

export type MatchKind = { "kind": "sha256" } | { "kind": "pixels" } | { "kind": "pdq", distance: number, form: Form, area: Area | null, } | { "kind": "shared" } & SharedContent;

/**
 * `mediaAuthenticityCategory` of schema.org's MediaReview (schema.org 30.0, `MediaManipulationRatingEnumeration`): how
 * media is used where it appears. A person's word only.
 */
export type MediaReview = "decontextualized_content" | "edited_or_cropped_content" | "original_media_content" | "satire_or_parody_content" | "staged_content" | "transformed_content";

export type Metadata = { exif: Reading<Exif>, xmp: Reading<Xmp>, iptc: Reading<Iptc>, photoshop: Reading<Photoshop>, icc: Reading<Icc>, samsung: Reading<SamsungTrailer>, 
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
 * The multi-picture index of a JPEG.
 */
export type MultiPicture = { place: Place, 
/**
 * Pictures that the index announces, the first included.
 */
announced: number, 
/**
 * At most 64, the first included.
 */
pictures: Array<ListedPicture>, };

/**
 * One name, as a statement gives it.
 */
export type NamedAs = { 
/**
 * Such as `cawg.social_media`.
 */
kind: string | null, name: string, address: string | null, 
/**
 * Who checked it, such as a social network.
 */
provider: string | null, 
/**
 * RFC 3339, as it stands.
 */
verified_at: string | null, };

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
 * The same forms of `nearest512`.
 */
dihedral512: Array<string>, 
/**
 * 0 to 100: how much detail there is to hash. Below 50 a match says nothing.
 */
quality: number, };

/**
 * Photoshop image resources (Adobe Photoshop File Formats Specification, “Image Resources Section”).
 */
export type Photoshop = { place: Place, 
/**
 * In file order; at most 256.
 */
resources: Array<Resource>, 
/**
 * The digest that was kept of the IPTC data, beside that of the data as they stand; absent without either.
 */
iptc_digest: IptcDigest | null, 
/**
 * What the writer says of its JPEG quality (resource 0x0406), as it stands: Photoshop's own 0 to 12 are −4 to 8.
 */
quality: number | null, };

/**
 * A certificate that the user pinned: it is trusted when it signs, and vouches for nobody else.
 */
export type Pin = { 
/**
 * Of the DER bytes, 64 lower-case hexadecimal digits: what names the pin.
 */
sha256: string, 
/**
 * Organisation or, failing that, common name of the certificate.
 */
name: string, 
/**
 * PEM of the one certificate.
 */
pem: string, 
/**
 * Why, in the user's words; may be empty.
 */
note: string, 
/**
 * The day it was pinned, `YYYY-MM-DD`.
 */
date: string, };

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
thumbnail: ThumbnailLikeness | null, 
/**
 * The best of the tests for public watermarks, whether or not it found one. Absent where none could be made: under
 * 65,536 pixels, or no colour that differs.
 */
watermark: WatermarkTest | null, 
/**
 * The same in crops, whose blocks begin anywhere.
 */
watermark_crop: CropSearch, };

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

/**
 * How a PNG is coded (third edition, sections 11.2 and 11.3).
 */
export type PngCoding = { bit_depth: number, 
/**
 * 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.
 */
colour_type: number, interlaced: boolean, 
/**
 * pHYs: pixels a unit across and down, and whether the unit is the metre.
 */
density: [number, number, boolean] | null, 
/**
 * tIME, UTC.
 */
modified: Moment | null, modified_place: Place | null, 
/**
 * Chunks whose checksum does not fit.
 */
wrong_checksums: number, };

export type Precision = "none" | "year" | "month" | "day" | "minute" | "second" | "sub_second";

/**
 * What the program did, by the mark.
 */
export type Process = "unstated" | "generated" | "from_picture" | "repainted" | "processed";

export type Property = { 
/**
 * Such as `xmp:CreatorTool`; nested ones with `/` between: `xmpMM:DerivedFrom/stRef:documentID`.
 */
name: string, value: string, place: Place, };

export type Provenance = { class: CredentialClass, flags: Array<Flag>, 
/**
 * Where the credentials that were read came from.
 */
carrier: Carrier, 
/**
 * Where the credentials stand in the file; absent where they came from elsewhere.
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
 * Whether there are more manifests than are listed, or deeper ones.
 */
cut: boolean, 
/**
 * What the manifests claim about the picture's making, wherever in the tree.
 */
claims: Array<Claim>, 
/**
 * What the hash over the file's bytes leaves out; absent where that could not be told.
 */
coverage: Coverage | null, 
/**
 * What signed assertions of the active manifest say of the picture as a camera would: to be held against the file's own Exif.
 */
signed_fields: Array<SignedField>, 
/**
 * Statements by named persons or organisations inside the active manifest (CAWG identity assertions). They never change the class.
 */
identities: Array<Identity>, 
/**
 * Status codes of the validation, as the C2PA specification names them.
 */
codes: Array<StatusCode>, 
/**
 * The address of class `remote_not_fetched`, also after its credentials were fetched.
 */
remote_url: string | null, 
/**
 * What became of asking there; absent where nobody asked.
 */
fetch: Fetch | null, 
/**
 * Why, where the class is `unreadable`.
 */
unreadable: Defect | null, 
/**
 * The trust lists that signers were held against.
 */
lists: Array<TrustList>, 
/**
 * All of it as the library tells it, for a person who looks for something that is not above.
 */
raw: unknown, };

/**
 * 64 divisors in zigzag order (T.81 figure A.6).
 */
export type QuantisationTable = { number: number, sixteen_bit: boolean, values: Array<number>, };

/**
 * Which entries are wanted, newest first: those for which everything that is said here holds. A report is also found by
 * who decided about it, by the words of decisions about it, and by the one that stands last; a decision also by the
 * picture that it is about.
 */
export type Query = { kind: EntryKind | null, 
/**
 * Any of these; all where there is none.
 */
verdicts: Array<VerdictKind>, decisions: Array<DecisionKind>, 
/**
 * Reports about which nobody has decided.
 */
undecided: boolean, 
/**
 * Part of a person's name, in any case.
 */
by: string, 
/**
 * First and last day, `YYYY-MM-DD`, UTC.
 */
from: string, to: string, 
/**
 * Part of the picture's name, in any case.
 */
name: string, 
/**
 * The first digits of the picture's SHA-256.
 */
sha256: string, 
/**
 * Words, or their beginnings: all of them.
 */
words: string, 
/**
 * The report that decisions are about, and itself.
 */
about: number | null, 
/**
 * Entries before this position: where the page before ended.
 */
before: number | null, };

/**
 * What became of looking for one thing in a file. Absence is an answer, and so is damage.
 */
export type Reading<T> = { "state": "absent" } | { "state": "read", "value": T } | { "state": "unreadable", "value": Defect };

/**
 * Why there is no report at all: each says what was wrong and what to do.
 */
export type Refusal = { "kind": "missing" } | { "kind": "forbidden" } | { "kind": "not_a_file" } | { "kind": "no_images", seen: number, } | { "kind": "empty" } | { "kind": "not_an_image", begins: string | null, } | { "kind": "too_large", bytes: number, limit: number, } | { "kind": "read_failed", detail: string, } | { "kind": "credentials_missing", name: string, } | { "kind": "credentials_unread", name: string, detail: string, } | { "kind": "nothing_to_paste" } | { "kind": "cancelled" } | { "kind": "broke", detail: string, } | { "kind": "unstarted", detail: string, } | { "kind": "unconfined", detail: string, } | { "kind": "out_of_time", seconds: number, } | { "kind": "out_of_memory", limit: number, } | { "kind": "too_deep" } | { "kind": "trespassed" } | { "kind": "crashed", detail: string, } | { "kind": "garbled" };

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
 * The file's Content Credentials in plain words.
 */
credentials: CredentialsCard, 
/**
 * What the file looks like it went through.
 */
condition: FileCondition, 
/**
 * Every date, held against the others.
 */
timeline: Timeline, 
/**
 * What generators left in it.
 */
marks: MarksCard, 
/**
 * How many positions, serial numbers and names of owners were made unreadable; 0 where they were asked for.
 */
masked: number, 
/**
 * One for each check of the catalogue, in its order.
 */
rows: Array<Row>, facts: Facts, };

export type Resource = { id: number, 
/**
 * The specification's name for it, where it is one of the common ones.
 */
name: string | null, 
/**
 * The name that the file gives it; mostly none.
 */
given_name: string | null, 
/**
 * Bytes of its data.
 */
bytes: number, place: Place, };

/**
 * What a setting is, whatever the program calls it.
 */
export type Role = "prompt" | "negative_prompt" | "model" | "seed" | "steps" | "sampler" | "source_picture";

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

/**
 * The block that Samsung's phones append to a picture: a directory `SEFH … SEFT` of named data.
 */
export type SamsungTrailer = { place: Place, 
/**
 * In the directory's order; at most 64.
 */
entries: Array<TrailerEntry>, 
/**
 * `Image_UTC_Data`: when the phone took the picture by its own clock, UTC, whole seconds.
 */
taken: Moment | null, };

/**
 * An earlier report on a picture that is the same or looks the same.
 */
export type Seen = { entry: Summary, by: SeenBy, };

/**
 * How it is the same, nearest first.
 */
export type SeenBy = { "kind": "sha256" } | { "kind": "pixels" } | { "kind": "pdq", distance: number, };

export type Setting = { name: string, value: string, 
/**
 * What everybody would call it; absent for what only this program has.
 */
role: Role | null, };

export type SettingSeen = { role: Role | null, 
/**
 * In the report's language where it has a role, else the program's own word.
 */
label: string, value: string, };

/**
 * What a listed picture and this one have in common.
 */
export type SharedContent = { 
/**
 * Places that look alike and lie in the same arrangement.
 */
places: number, 
/**
 * How much of the listed picture is in this one, in per cent, some ten too few.
 */
of_listed: number, 
/**
 * How much of this picture that is, in per cent, some ten too few.
 */
of_this: number, 
/**
 * Whether this picture is mirrored against the listed one.
 */
mirrored: boolean, 
/**
 * Where the listed picture's corners (top left, top right, bottom right, bottom left) lie in this one.
 */
corners: [Corner, Corner, Corner, Corner], };

/**
 * How a manifest was signed.
 */
export type Signature = { 
/**
 * Such as `es256`.
 */
algorithm: string | null, time_stamp: TimeStamp | null, 
/**
 * From the signer's own outwards; at most 8.
 */
certificates: Array<Certificate>, };

/**
 * One value that a signed assertion states, such as the camera's model.
 */
export type SignedField = { 
/**
 * Label of the assertion, such as `stds.exif`.
 */
assertion: string, 
/**
 * As the assertion names it, such as `exif:Model`.
 */
name: string, value: string, };

/**
 * The signer of the active manifest, in short.
 */
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
found_on: string | null, 
/**
 * What the user wrote beside the pin, where the signer is pinned.
 */
note: string | null, };

/**
 * A watermark or fingerprint by which these credentials may be found again after they were removed.
 */
export type SoftBinding = { 
/**
 * Such as `com.adobe.trustmark.P`.
 */
algorithm: string, 
/**
 * The name under which the algorithm is registered (C2PA soft binding algorithm list); absent where it is not.
 */
registered: string | null, };

/**
 * Where digital media come from: the whole vocabulary of IPTC `digitalsourcetype` (CC BY 4.0), retired words
 * included, and C2PA's own two additions.
 */
export type SourceType = "digital_capture" | "computational_capture" | "negative_film" | "positive_film" | "print" | "human_edits" | "minor_human_edits" | "composite_with_trained_algorithmic_media" | "algorithmically_enhanced" | "software_image" | "digital_art" | "digital_creation" | "data_driven_media" | "trained_algorithmic_media" | "algorithmic_media" | "screen_capture" | "virtual_recording" | "composite" | "composite_capture" | "composite_synthetic" | "empty" | "trained_algorithmic_data";

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
frames: number | null, jpeg: JpegCoding | null, png: PngCoding | null, webp: WebpCoding | null, 
/**
 * Brands of a file in boxes (`ftyp`: ISO-BMFF, JPEG XL, JPEG 2000), the major one first; at most 64.
 */
brands: Array<string>, 
/**
 * The index of further pictures in a JPEG (CIPA DC-007).
 */
multi_picture: Reading<MultiPicture>, gain_map: GainMap | null, };

/**
 * An entry in a list of entries.
 */
export type Summary = { position: number, digest: string, recorded_at: string, kind: EntryKind, about: number | null, earlier: number | null, 
/**
 * Of the picture, also where the entry is a decision about it; absent once that was erased. Made visible already.
 */
name: string | null, sha256: string | null, 
/**
 * Its code.
 */
verdict: VerdictKind | null, 
/**
 * Who examined, decided or erased.
 */
by: string | null, 
/**
 * A decision's own word; of a report, the last decision about it.
 */
decision: DecisionSeen | null, 
/**
 * Whether a small picture is kept.
 */
picture: boolean, 
/**
 * Whether everything that the entry held was erased.
 */
erased: boolean, };

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
 * A small picture inside the credentials. It is served re-encoded, never as it stands.
 */
export type Thumbnail = { 
/**
 * Media type, as the manifest says.
 */
format: string, bytes: number, 
/**
 * Pixels across and down; absent where it could not be decoded.
 */
width: number | null, height: number | null, 
/**
 * It belongs to the ingredient assertion: whoever took the file in made it, not whoever signed the file.
 */
made_by_taker: boolean, };

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
place: Place, 
/**
 * Its own pixels across and down.
 */
size: [number, number], 
/**
 * Quarter turns, clockwise, after which it looks most like the picture as stored: 0 to 3.
 */
turns: number, };

/**
 * A statement by a time-stamping authority (RFC 3161) of when the signature existed.
 */
export type TimeStamp = { 
/**
 * RFC 3339.
 */
time: string, 
/**
 * The authority's name, as its certificate has it.
 */
authority: string | null, };

/**
 * Every date that stands in the file or in its name, in the report's language: never one “date taken”.
 */
export type Timeline = { 
/**
 * Oldest first as their own clocks say, those without a possible date last; at most 256.
 */
dates: Array<DateSeen>, 
/**
 * Index in `dates` of the one that the others are held against; absent where there are not two to compare.
 */
reference: number | null, 
/**
 * A sentence: how they fit together.
 */
summary: string, };

/**
 * How an answer is marked, beside its words. No tone is a judgement of the picture.
 */
export type Tone = "proven" | "said" | "broken" | "limited" | "silent";

export type Topic = "present" | "unchanged" | "signer" | "claims" | "coverage";

export type TrailerEntry = { name: string, 
/**
 * The data where they are a short text; at most 256 bytes, of the editor's record 64 KiB.
 */
value: string | null, place: Place, };

export type Trailing = { place: Place, kind: TrailingKind, };

/**
 * What the bytes after the end are, told by how they begin.
 */
export type TrailingKind = "padding" | "declared_images" | "motion_photo" | "samsung_trailer" | "undeclared_jpeg" | "zip" | "pdf" | "html" | "executable" | "unknown";

/**
 * A part of a picture with its own hashes.
 */
export type Trimmed = { area: Area, pdq: Pdq, };

/**
 * Whom the user trusts beside the lists that ship.
 */
export type TrustBook = { 
/**
 * Signers, one by one.
 */
pins: Array<Pin>, lists: Array<ImportedList>, };

/**
 * A list of certificates that signers or time stamps were held against.
 */
export type TrustList = { name: string, origin: ListOrigin, 
/**
 * `signer` or `timestamp`.
 */
purpose: string, 
/**
 * The day the list was taken or imported, `YYYY-MM-DD`; empty where nobody noted it.
 */
date: string, certificates: number, sha256: string, 
/**
 * Who publishes it.
 */
source: string, licence: string, };

/**
 * Why a mark could not be parsed.
 */
export type Unread = "too_long" | "too_deep" | "damaged";

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
 * One sentence: what a person who has to decide does first. Empty in reports from before it was told.
 */
next: string, 
/**
 * What would change the answer, as advice.
 */
would_change: Array<string>, };

/**
 * The machine's answer: a closed list. None of them says what is true of the scene.
 */
export type VerdictKind = "declared_ai" | "known_match" | "provenance_verified" | "changed_after_signing" | "signs_of_editing" | "conflicting" | "inconclusive" | "not_assessable";

/**
 * One of the means by which the system confines a process.
 */
export type Wall = "files" | "calls" | "resources";

export type WatermarkLevel = "chance" | "possible" | "found";

/**
 * The messages, by the software that hides them. All are public.
 */
export type WatermarkMessage = "stable_diffusion1" | "stable_diffusion2" | "sdxl" | "flux" | "invoke_ai";

/**
 * The test for public watermarks that went furthest.
 */
export type WatermarkSeen = { level: WatermarkLevel, message: WatermarkMessage, 
/**
 * Whose message, in how many bits, and in which colour path: one line.
 */
test: string, 
/**
 * What the score says: one or two sentences.
 */
meaning: string, 
/**
 * 0 to 1.
 */
score: number, threshold: number, 
/**
 * Where chance ends: no unmarked picture that was measured scored more.
 */
chance: number, 
/**
 * Whether the search of crops found it, at these offsets.
 */
in_crop: boolean, };

/**
 * How well the pixels agree with one of the messages that generators' software hides in them (ShieldMnt's
 * invisible-watermark, method dwtDct), and with none better.
 */
export type WatermarkTest = { message: WatermarkMessage, path: ColourPath, 
/**
 * Correlation with the message, 0 to 1.
 */
score: number, 
/**
 * From which score on chance is no explanation for a message of this length.
 */
threshold: number, level: WatermarkLevel, 
/**
 * Length of the message.
 */
bits: number, 
/**
 * Blocks of 8 × 8 pixels, each of which carries one bit.
 */
blocks: number, };

/**
 * What a WebP announces in VP8X, and what it holds (RFC 9649, section 2.7).
 */
export type WebpCoding = { lossless: boolean, 
/**
 * Whether there is a VP8X chunk at all.
 */
extended: boolean, 
/**
 * Of `ICC`, `Exif` and `XMP`, those that VP8X announces.
 */
announced: Array<string>, 
/**
 * Of the same, those that stand there.
 */
held: Array<string>, 
/**
 * Of VP8X.
 */
place: Place | null, };

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

/**
 * How the zone of a date is known.
 */
export type ZoneKnown = "stated" | "utc" | "unknown";
