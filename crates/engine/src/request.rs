use crate::Source;

/// What is asked of the engine: one picture, and how far to go for its credentials.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub source: &'a Source,
    /// A `.c2pa` file that the user named. Without one, a file of the same name beside the picture is used where the
    /// picture itself has no credentials.
    pub credentials: Option<&'a Source>,
    /// Whether credentials that are kept on a server may be fetched from there.
    pub online: bool,
    /// Whether the slow searches are made too: the public watermark in crops.
    pub deep: bool,
}

impl<'a> From<&'a Source> for Request<'a> {
    fn from(source: &'a Source) -> Self {
        Self { source, credentials: None, online: false, deep: false }
    }
}
