//! How is the file built, and by what? It does not decode pixels, read metadata for its own sake, or know which camera
//! builds which files.

mod needs;
pub mod stated_size;

pub mod adobe_encoder;
pub mod broken_off;
pub mod bytes_after_end;
pub mod damaged_parts;
pub mod exif_defects;
pub mod full_chroma;
pub mod hidden_file_after_end;
pub mod ijg_tables;
pub mod jfif_beside_exif;
pub mod name_disagrees_with_content;
pub mod optimised_huffman;
pub mod progressive_coding;
pub mod sides_swapped_since_metadata;
pub mod size_changed_since_metadata;
pub mod thumbnail_differs;
