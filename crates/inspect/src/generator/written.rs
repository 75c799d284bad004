//! Everything in the metadata that is text, in one list: where generators write.

use whence_model::{
    Place, Untrusted,
    facts::{
        generator::{Mark, MarkCarrier, MarkKind, Process, Setting, Unread},
        metadata::{Metadata, Value},
    },
};

/// Where a text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// A PNG text under this key; `Comment` also for JPEG and GIF comments.
    Text(&'a str),
    /// An Exif field of this name.
    Exif(&'a str),
    /// An XMP property of this name.
    Xmp(&'a str),
    /// A dataset of record 2 of IPTC-IIM.
    Iptc(u8),
    /// An entry of Samsung's trailer of this name.
    Samsung(&'a str),
}

#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    pub field: Field<'a>,
    pub text: &'a str,
    place: &'a Place,
}

impl Written<'_> {
    pub fn is(&self, field: Field) -> bool {
        self.field == field
    }

    /// One of the fields in which programs without a format of their own leave their settings.
    pub fn is_free_text(&self) -> bool {
        matches!(
            self.field,
            Field::Text("parameters" | "Comment" | "Description")
                | Field::Exif("UserComment" | "ImageDescription" | "XPComment" | "Make" | "Model" | "DocumentName")
                | Field::Xmp("exif:UserComment" | "dc:description")
        )
    }

    pub fn mark(&self, kind: MarkKind, tool: impl Into<Untrusted>, settings: Vec<Setting>) -> Mark {
        Mark {
            kind,
            tool: tool.into(),
            place: self.place.clone(),
            carrier: MarkCarrier::Metadata,
            raw: self.text.into(),
            process: Process::Unstated,
            settings,
            unread: None,
            signature: None,
        }
    }

    /// A mark that is told by its form alone.
    pub fn unread(&self, kind: MarkKind, tool: impl Into<Untrusted>, why: Unread) -> Mark {
        Mark { unread: Some(why), ..self.mark(kind, tool, Vec::new()) }
    }
}

/// All texts: PNG texts and comments, then Exif, XMP, IPTC and Samsung's trailer, each in file order.
pub fn all(metadata: &Metadata) -> Vec<Written<'_>> {
    let Metadata { exif, xmp, iptc, texts, samsung, .. } = metadata;
    let texts = texts.iter().map(|t| Written { field: Field::Text(t.key.raw()), text: t.value.raw(), place: &t.place });
    let exif = exif.read().into_iter().flat_map(|exif| &exif.fields).filter_map(|f| match &f.value {
        Value::Text(text) => Some(Written { field: Field::Exif(&f.name), text: text.raw(), place: &f.place }),
        _ => None,
    });
    let xmp = xmp.read().into_iter().flat_map(|xmp| &xmp.properties);
    let xmp = xmp.map(|p| Written { field: Field::Xmp(&p.name), text: p.value.raw(), place: &p.place });
    let iptc = iptc.read().into_iter().flat_map(|iptc| iptc.datasets.iter().map(|d| (d, &iptc.place)));
    let iptc = iptc.filter(|(d, _)| d.record == 2);
    let iptc = iptc.map(|(d, place)| Written { field: Field::Iptc(d.dataset), text: d.value.raw(), place });
    let samsung = samsung.read().into_iter().flat_map(|trailer| &trailer.entries);
    let samsung = samsung.filter_map(|entry| {
        let text = entry.value.as_ref()?.raw();
        Some(Written { field: Field::Samsung(entry.name.raw()), text, place: &entry.place })
    });
    texts.chain(exif).chain(xmp).chain(iptc).chain(samsung).filter(|w| !w.text.is_empty()).collect()
}

/// The first text in a field.
pub fn find<'a, 'b>(written: &'b [Written<'a>], field: Field) -> Option<&'b Written<'a>> {
    written.iter().find(|w| w.is(field))
}
