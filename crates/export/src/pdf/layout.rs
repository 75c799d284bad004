use super::{
    fonts::{Face, Fonts},
    page::MEASURE,
    text::{Line, Setting, lines},
};
use crate::document::{Block, Document, Section, Style, Words};

/// Everything that is drawn, in strips from top to bottom, and the tree by which it is read aloud.
#[derive(Default)]
pub struct Stack<'a> {
    pub strips: Vec<Strip<'a>>,
    /// Each behind the one that it belongs to.
    pub nodes: Vec<Node>,
}

/// What is never divided between two pages.
#[derive(Default)]
pub struct Strip<'a> {
    /// Points left above it, but at the top of a page.
    pub before: f32,
    /// Points.
    pub height: f32,
    /// Whether it stands on the same page as the next one.
    pub keeps: bool,
    /// Whether a thin line is drawn above it, but at the top of a page.
    pub ruled: bool,
    /// Its place in the outline: how deep, and under which words.
    pub outlined: Option<(u8, String)>,
    pub parts: Vec<Part<'a>>,
}

pub struct Part<'a> {
    /// Index in the nodes.
    pub node: usize,
    /// Points from the left margin.
    pub x: f32,
    pub what: What<'a>,
}

pub enum What<'a> {
    /// With its baseline, in points from the top of the strip.
    Line(Line, f32),
    Picture {
        jpeg: &'a [u8],
        width: f32,
        height: f32,
    },
}

pub struct Node {
    pub within: Option<usize>,
    pub role: Role,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading of this level, with its words.
    Heading(u16, String),
    Paragraph,
    List,
    Item,
    Bullet,
    ItemBody,
    Table,
    TableRow,
    Name,
    Told,
    Figure(String),
}

/// How a kind of text is set, in points.
#[derive(Clone, Copy)]
struct Kind {
    face: Face,
    size: f32,
    /// From one baseline to the next.
    leading: f32,
    before: f32,
}

const ABOVE: Kind = Kind { face: Face::Regular, size: 8.5, leading: 12.0, before: 0.0 };
const HEADLINE: Kind = Kind { face: Face::Bold, size: 19.0, leading: 24.0, before: 2.0 };
const TITLE: Kind = Kind { face: Face::Bold, size: 13.0, leading: 17.0, before: 24.0 };
const HEADING: Kind = Kind { face: Face::Bold, size: 10.5, leading: 14.0, before: 12.0 };
const TEXT: Kind = Kind { face: Face::Regular, size: 9.5, leading: 13.5, before: 5.0 };
const SMALL: Kind = Kind { face: Face::Regular, size: 8.0, leading: 11.0, before: 3.5 };

/// The column of names beside what is told under them.
const NAMES: f32 = 128.0;
const GUTTER: f32 = 12.0;
const BULLET: f32 = 12.0;
/// The largest that a picture is drawn, and how much of a point a pixel is.
const PICTURE: (f32, f32) = (320.0, 220.0);
const PIXEL: f32 = 0.75;
/// A heading of more lines than this is somebody's text, and may be divided.
const KEPT: usize = 4;
/// Characters of a heading that stand in the outline.
const OUTLINED: usize = 120;

pub fn stack<'a>(document: &Document<'a>, fonts: &Fonts) -> Stack<'a> {
    let mut setter = Setter { fonts, stack: Stack::default() };
    setter.text(&document.above, ABOVE, Role::Paragraph);
    setter.heading(&document.headline, HEADLINE, 1);
    document.lead.iter().for_each(|block| setter.block(block, TEXT));
    for Section { title, small, blocks } in &document.sections {
        setter.heading(title, TITLE, 2);
        blocks.iter().for_each(|block| setter.block(block, if *small { SMALL } else { TEXT }));
    }
    setter.stack
}

struct Setter<'a, 'f> {
    fonts: &'f Fonts,
    stack: Stack<'a>,
}

impl<'a> Setter<'a, '_> {
    fn block(&mut self, block: &Block<'a>, kind: Kind) {
        match block {
            Block::Heading(title) => self.heading(title, Kind { size: kind.size + 1.0, ..HEADING }, 3),
            Block::Paragraph(words) => self.text(words, kind, Role::Paragraph),
            Block::List(items) => {
                let list = self.node(None, Role::List);
                items.iter().for_each(|item| self.item(list, item, kind));
            }
            Block::Pairs(pairs) => {
                let table = self.node(None, Role::Table);
                for (at, pair) in pairs.iter().enumerate() {
                    self.pair(table, pair, kind, at > 0);
                }
            }
            Block::Picture { jpeg, size: (width, height), alt } => {
                let (width, height) = (*width as f32, *height as f32);
                let scale = PIXEL.min(PICTURE.0 / width).min(PICTURE.1 / height);
                let (width, height) = (width * scale, height * scale);
                let node = self.node(None, Role::Figure(alt.to_string()));
                let part = Part { node, x: 0.0, what: What::Picture { jpeg, width, height } };
                self.stack.strips.push(Strip { before: 10.0, height, parts: vec![part], ..Strip::default() });
            }
        }
    }

    fn heading(&mut self, title: &Words, kind: Kind, level: u16) {
        let first = self.stack.strips.len();
        let words = title.to_string();
        self.text(title, kind, Role::Heading(level, words.clone()));
        let strips = &mut self.stack.strips[first..];
        let keeps = strips.len() <= KEPT;
        strips.iter_mut().for_each(|strip| strip.keeps = keeps);
        if let Some(strip) = strips.first_mut() {
            strip.ruled = level == 2;
            strip.outlined = Some((level as u8, words.chars().take(OUTLINED).collect()));
        }
    }

    fn text(&mut self, words: &Words, kind: Kind, role: Role) {
        let node = self.node(None, role);
        let set = self.set(words, kind, MEASURE);
        // A few strong words alone stand above what they are about.
        let label = set.len() == 1 && matches!(words.spans(), [only] if only.style == Style::Strong);
        let of = set.len();
        for (at, line) in set.into_iter().enumerate() {
            let before = if at == 0 { kind.before } else { 0.0 };
            let parts = vec![part(node, 0.0, line, kind)];
            let keeps = label || keeps(at, of);
            self.stack.strips.push(Strip { before, height: kind.leading, keeps, parts, ..Strip::default() });
        }
    }

    fn item(&mut self, list: usize, words: &Words, kind: Kind) {
        let item = self.node(Some(list), Role::Item);
        let bullet = self.node(Some(item), Role::Bullet);
        let body = self.node(Some(item), Role::ItemBody);
        let dot = self.set(&Words::plain("•"), kind, BULLET).into_iter().next();
        let mut dot = dot.map(|line| part(bullet, 2.0, line, kind));
        let set = self.set(words, kind, MEASURE - BULLET);
        let of = set.len();
        for (at, line) in set.into_iter().enumerate() {
            let before = if at == 0 { kind.before * 0.6 } else { 0.0 };
            let parts = dot.take().into_iter().chain([part(body, BULLET, line, kind)]).collect();
            let keeps = keeps(at, of);
            self.stack.strips.push(Strip { before, height: kind.leading, keeps, parts, ..Strip::default() });
        }
    }

    fn pair(&mut self, table: usize, (name, told): &(Words, Words), kind: Kind, ruled: bool) {
        let row = self.node(Some(table), Role::TableRow);
        let (left, right) = (self.node(Some(row), Role::Name), self.node(Some(row), Role::Told));
        let (names, texts) = (self.set(name, kind, NAMES), self.set(told, kind, MEASURE - NAMES - GUTTER));
        let of = names.len().max(texts.len());
        let (mut names, mut texts) = (names.into_iter(), texts.into_iter());
        for at in 0..of {
            let name = names.next().map(|line| part(left, 0.0, line, kind));
            let text = texts.next().map(|line| part(right, NAMES + GUTTER, line, kind));
            self.stack.strips.push(Strip {
                before: if at == 0 { kind.before } else { 0.0 },
                height: kind.leading,
                keeps: keeps(at, of),
                ruled: at == 0 && ruled,
                parts: name.into_iter().chain(text).collect(),
                ..Strip::default()
            });
        }
    }

    fn set(&self, words: &Words, kind: Kind, width: f32) -> Vec<Line> {
        lines(words, self.fonts, Setting { size: kind.size, plain: kind.face, width })
    }

    fn node(&mut self, within: Option<usize>, role: Role) -> usize {
        self.stack.nodes.push(Node { within, role });
        self.stack.nodes.len() - 1
    }
}

/// Neither the first line nor the last stands alone on a page.
fn keeps(at: usize, of: usize) -> bool {
    at + 1 < of && (at == 0 || at + 2 == of)
}

fn part<'a>(node: usize, x: f32, line: Line, kind: Kind) -> Part<'a> {
    Part { node, x, what: What::Line(line, (kind.leading + kind.size * 0.72) / 2.0) }
}
