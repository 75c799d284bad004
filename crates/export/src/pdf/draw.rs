use std::num::NonZeroU16;

use krilla::{
    Document as Pdf, SerializeSettings,
    color::luma,
    destination::XyzDestination,
    error::KrillaError,
    geom::{PathBuilder, Point, Rect, Size, Transform},
    image::Image,
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, FillRule},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind,
        TagTree,
    },
};
use whence_model::Lang;

use super::{
    PdfError,
    fonts::{Face, Fonts},
    layout::{Node, Part, Role, Stack, What},
    page::{FOOT, HEIGHT, MARGIN, MEASURE, WIDTH},
    pages::Placed,
    text::{Line, Setting, lines},
};
use crate::document::{Document, Words};

/// Black is 0. Grey enough to stand back, dark enough to be read on any printer.
const INK: u8 = 0;
const FAINT: u8 = 176;
const FOOT_SIZE: f32 = 7.5;
/// Left free for the number of the page.
const NUMBER: f32 = 60.0;
/// Characters of the title that stand in the file's own fields.
const TITLE: usize = 200;

pub fn draw(
    document: &Document<'_>,
    fonts: &Fonts,
    stack: &Stack<'_>,
    pages: &[Vec<Placed>],
) -> Result<Vec<u8>, PdfError> {
    let mut pdf = Pdf::new_with(SerializeSettings { enable_tagging: true, ..SerializeSettings::default() });
    let size = Size::from_wh(WIDTH, HEIGHT).ok_or_else(|| PdfError::Writer("no page".into()))?;
    // Read before a page is begun: none can be left half drawn.
    let pictures = pictures(stack)?;
    let mut marked: Vec<Vec<Identifier>> = stack.nodes.iter().map(|_| Vec::new()).collect();
    let mut headings = Vec::new();
    for (at, placed) in pages.iter().enumerate() {
        let mut page = pdf.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        for here in placed {
            let strip = &stack.strips[here.strip];
            if let Some((level, words)) = &strip.outlined {
                headings.push((*level, words, XyzDestination::new(at, Point::from_xy(0.0, here.y))));
            }
            if strip.ruled && !here.is_first {
                rule(&mut surface, here.y - strip.before / 2.0);
            }
        }
        let mut parts: Vec<(&Part<'_>, f32)> =
            placed.iter().flat_map(|here| stack.strips[here.strip].parts.iter().map(|part| (part, here.y))).collect();
        // In the order of reading: a name whole, then what is told under it.
        parts.sort_by_key(|(part, _)| part.node);
        self::parts(&mut surface, fonts, &pictures, parts, &mut marked);
        foot(&mut surface, document, fonts, (at + 1, pages.len()));
        surface.finish();
        page.finish();
    }
    pdf.set_outline(outline(headings));
    pdf.set_tag_tree(tags(&stack.nodes, marked));
    pdf.set_metadata(metadata(document));
    pdf.finish().map_err(|error| match error {
        KrillaError::Image(_, _, what) => PdfError::Picture(what),
        other => PdfError::Writer(other.to_string()),
    })
}

/// Each picture with its node and its size in points.
fn pictures(stack: &Stack<'_>) -> Result<Vec<(usize, Image, Size)>, PdfError> {
    let parts = stack.strips.iter().flat_map(|strip| &strip.parts);
    let pictures = parts.filter_map(|part| match part.what {
        What::Picture { jpeg, width, height } => Some((part.node, jpeg, Size::from_wh(width, height)?)),
        What::Line(..) => None,
    });
    pictures
        .map(|(node, jpeg, size)| {
            let image = Image::from_jpeg(jpeg.to_vec().into(), false).map_err(PdfError::Picture)?;
            Ok((node, image, size))
        })
        .collect()
}

/// Draws each part, those of one node that follow each other under one mark.
fn parts(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    pictures: &[(usize, Image, Size)],
    parts: Vec<(&Part<'_>, f32)>,
    marked: &mut [Vec<Identifier>],
) {
    let mut open = None;
    for (Part { node, x, what }, y) in parts {
        if open != Some(*node) {
            if open.is_some() {
                surface.end_tagged();
            }
            marked[*node].push(surface.start_tagged(ContentTag::Other));
            open = Some(*node);
        }
        match what {
            What::Line(line, baseline) => self::line(surface, fonts, line, (MARGIN + x, y + baseline)),
            What::Picture { .. } => {
                for (_, image, size) in pictures.iter().filter(|(of, ..)| of == node) {
                    surface.push_transform(&Transform::from_translate(MARGIN + x, y));
                    surface.draw_image(image.clone(), *size);
                    surface.pop();
                }
            }
        }
    }
    if open.is_some() {
        surface.end_tagged();
    }
}

fn line(surface: &mut Surface<'_>, fonts: &Fonts, Line(runs): &Line, (x, y): (f32, f32)) {
    surface.set_fill(Some(grey(INK)));
    for run in runs {
        let font = fonts.font(run.face).clone();
        surface.draw_glyphs(Point::from_xy(x + run.x, y), &run.glyphs, font, &run.text, run.size, false);
    }
}

fn rule(surface: &mut Surface<'_>, y: f32) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(MARGIN, y, MEASURE, 0.5) {
        path.push_rect(rect);
    }
    let _ = surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(Some(grey(FAINT)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    surface.end_tagged();
}

/// What stands under every page: which file this is about, and which page it is of how many.
fn foot(surface: &mut Surface<'_>, document: &Document<'_>, fonts: &Fonts, (page, of): (usize, usize)) {
    let set = |words: &Words, width| {
        lines(words, fonts, Setting { size: FOOT_SIZE, plain: Face::Regular, width }).into_iter().next()
    };
    let _ = surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    if let Some(running) = set(&document.running, MEASURE - NUMBER) {
        line(surface, fonts, &running, (MARGIN, FOOT));
    }
    if let Some(number) = set(&Words::plain(&format!("{page}/{of}")), NUMBER) {
        let width: f32 =
            number.0.iter().flat_map(|run| run.glyphs.iter().map(|glyph| glyph.x_advance * run.size)).sum();
        line(surface, fonts, &number, (MARGIN + MEASURE - width, FOOT));
    }
    surface.end_tagged();
}

fn grey(level: u8) -> Fill {
    Fill { paint: luma::Color::new(level).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// Sections, and the headings inside of them.
fn outline(headings: Vec<(u8, &String, XyzDestination)>) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for (level, words, place) in headings {
        let node = OutlineNode::new(words.clone(), place).with_open(false);
        match &mut open {
            Some(section) if level > 2 => section.push_child(node),
            _ => {
                open.replace(node).into_iter().for_each(|done| outline.push_child(done));
            }
        }
    }
    open.into_iter().for_each(|done| outline.push_child(done));
    outline
}

fn tags(nodes: &[Node], marked: Vec<Vec<Identifier>>) -> TagTree {
    let mut groups: Vec<TagGroup> = nodes.iter().map(|node| TagGroup::new(kind(&node.role))).collect();
    for (group, marks) in groups.iter_mut().zip(marked) {
        marks.into_iter().rev().for_each(|mark| group.push(mark));
    }
    let mut tree = TagTree::new();
    let mut top = Vec::new();
    // A node stands behind the one that it belongs to: from the last to the first, each is whole when it is taken in,
    // and has its own from the last to the first.
    while let Some(mut group) = groups.pop() {
        group.children.reverse();
        let node = &nodes[groups.len()];
        match node.within.and_then(|within| groups.get_mut(within)) {
            Some(within) => within.push(group),
            None => top.push(group),
        }
    }
    top.into_iter().rev().for_each(|group| tree.push(group));
    tree
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, words) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(cut(words))).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Bullet => Tag::Lbl.into(),
        Role::ItemBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::TableRow => Tag::TR.into(),
        Role::Name => Tag::TH(TableHeaderScope::Row).into(),
        Role::Told => Tag::TD.into(),
        Role::Figure(alt) => Tag::Figure(Some(cut(alt))).into(),
    }
}

/// No date: the same report is the same file whenever it is written.
fn metadata(document: &Document<'_>) -> Metadata {
    let lang = match document.lang {
        Lang::En => "en",
        Lang::Fr => "fr",
    };
    Metadata::new().title(cut(&document.title.to_string())).language(lang.into()).creator("Whence".into())
}

fn cut(words: &str) -> String {
    words.chars().take(TITLE).collect()
}
