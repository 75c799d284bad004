//! The samples, made by code, and what the tests share. Nothing here is part of the product.

pub mod bombs;
pub mod corpus;
pub mod fixtures;
pub mod hidden;
pub mod known;
pub mod rates;
pub mod samples;
pub mod watermark;
