//! How is the file built, and by what? It does not decode pixels, read metadata for its own sake, or know which camera
//! builds which files.

mod needs;
pub mod stated_size;

pub mod adobe_encoder;
pub mod announced_metadata_missing;
pub mod broken_off;
pub mod bytes_after_end;
pub mod comment_names_encoder;
pub mod damaged_parts;
pub mod encoder_recognised;
pub mod exif_defects;
pub mod exif_not_first;
pub mod full_chroma;
pub mod gain_map_lost;
pub mod gain_map_present;
pub mod hidden_file_after_end;
pub mod ijg_tables;
pub mod jfif_beside_exif;
pub mod motion_film_missing;
pub mod name_disagrees_with_content;
pub mod optimised_huffman;
pub mod orientation_already_applied;
pub mod picture_index_broken;
pub mod progressive_coding;
pub mod sides_swapped_since_metadata;
pub mod size_changed_since_metadata;
pub mod tables_redefined;
pub mod thumbnail_differs;
pub mod thumbnail_missing;
pub mod uncommon_coding;
