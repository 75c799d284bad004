//! Which of many listed pictures are worth a full comparison: single features that look alike vote for theirs.

use whence_model::{Descriptor, Features};

use super::{
    Shared, differing_within, shared::shared,
    pairs::{ALIKE, differing, seen},
};
