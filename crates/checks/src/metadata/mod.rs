//! Do the clocks and identities in the file agree? It does not look at pixels, trust the absence of anything, or know
//! where a picture came from.

mod brand;
pub mod capture;
pub mod duration;
pub mod editor;
mod gps_clock;
pub mod needs;
pub mod shared_copy;
pub mod written_date;

pub mod camera_raw_settings;
pub mod coherent_capture;
pub mod colour_space_disagrees;
pub mod converted_raw;
pub mod coordinates_out_of_range;
pub mod coordinates_without_hemisphere;
pub mod coordinates_zero;
pub mod date_in_future;
pub mod derived_from_other_document;
pub mod device_without_capture_data;
pub mod edit_history;
pub mod facebook_trace;
pub mod firmware_after_capture;
pub mod focal_length_outside_lens;
pub mod gimp_trace;
pub mod gps_clock_disagrees;
pub mod gps_clock_off_grid;
pub mod history_out_of_order;
pub mod ios_after_capture;
pub mod iptc_digest_stale;
pub mod large_unknown_fields;
pub mod lens_text_disagrees;
pub mod local_retouching;
pub mod logged_format_differs;
pub mod maker_note_missing;
pub mod maker_note_of_other_brand;
pub mod malformed_date;
pub mod messenger_file_name;
pub mod microsoft_edit_trace;
pub mod no_capture_metadata;
pub mod offset_times_disagree;
pub mod older_than_exif_version;
pub mod png_with_camera_exif;
pub mod profile_source;
pub mod samsung_editor_trace;
pub mod save_before_capture;
pub mod saved_after_capture;
pub mod saved_as_another_document;
pub mod scanned_picture;
pub mod screenshot_trace;
pub mod several_xmp_packets;
pub mod software_names_editor;
pub mod software_of_other_brand;
pub mod text_layers;
pub mod toolkit_after_save;
pub mod unset_clock;
pub mod web_format_with_camera_exif;
pub mod xmp_names_other_camera;

use whence_model::{Text, t};

/// The rate of a check that nobody has measured.
pub const UNMEASURED: Text = t(
    "Nobody has measured it on genuine camera files.",
    "Personne ne l'a mesuré sur des fichiers sortis d'appareils photo.",
);
