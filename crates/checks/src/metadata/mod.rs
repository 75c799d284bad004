//! Do the clocks and identities in the file agree? It does not look at pixels, trust the absence of anything, or know
//! where a picture came from.

mod brand;
mod cameras;
pub mod capture;
mod duration;
pub mod editor;
mod gps_clock;
mod ios_releases;
pub mod needs;
pub mod shared_copy;
pub mod written_date;

pub mod coherent_capture;
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
pub mod gps_clock_disagrees;
pub mod gps_clock_off_grid;
pub mod ios_after_capture;
pub mod lens_text_disagrees;
pub mod maker_note_missing;
pub mod maker_note_of_other_brand;
pub mod malformed_date;
pub mod microsoft_edit_trace;
pub mod no_capture_metadata;
pub mod offset_times_disagree;
pub mod older_than_camera;
pub mod older_than_camera_app;
pub mod older_than_exif_version;
pub mod png_with_camera_exif;
pub mod save_before_capture;
pub mod saved_after_capture;
pub mod screenshot_trace;
pub mod software_names_editor;
pub mod software_of_other_brand;
pub mod toolkit_after_save;
pub mod unset_clock;
pub mod xmp_names_other_camera;

use whence_model::{Text, t};

/// The rate of a check that nobody has measured.
pub const UNMEASURED: Text = t(
    "Nobody has measured it on genuine camera files.",
    "Personne ne l'a mesuré sur des fichiers sortis d'appareils photo.",
);
