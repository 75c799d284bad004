//! Do the clocks and identities in the file agree? It does not look at pixels, trust the absence of anything, or know
//! where a picture came from.

mod brand;
mod cameras;
pub mod capture;
mod decimal;
pub mod duration;
pub mod editor;
mod gps_clock;
mod ios_releases;
pub mod name_date;
pub mod needs;
mod position;
pub mod shared_copy;
pub mod written;
pub mod written_date;
pub mod zones;

pub mod aperture_wider_than_lens;
pub mod blocks_disagree_on_date;
pub mod camera_raw_settings;
pub mod coherent_capture;
pub mod colour_space_disagrees;
pub mod converted_raw;
pub mod coordinates_out_of_range;
pub mod coordinates_without_hemisphere;
pub mod coordinates_zero;
pub mod date_in_future;
pub mod dates_without_device;
pub mod derived_from_other_document;
pub mod device_without_capture_data;
pub mod digitised_at_another_time;
pub mod edit_history;
pub mod exposure_values_disagree;
pub mod facebook_trace;
pub mod firmware_after_capture;
pub mod flash_and_shutter_disagree;
pub mod focal_length_outside_lens;
pub mod focal_lengths_do_not_fit;
pub mod gimp_trace;
pub mod gps_clock_disagrees;
pub mod gps_clock_off_grid;
pub mod history_out_of_order;
pub mod implausible_altitude;
pub mod implausible_light;
pub mod independent_clocks_agree;
pub mod ios_after_capture;
pub mod iptc_digest_stale;
pub mod large_unknown_fields;
pub mod lens_text_disagrees;
pub mod local_retouching;
pub mod logged_format_differs;
pub mod maker_note_damaged;
pub mod maker_note_missing;
pub mod maker_note_of_other_brand;
pub mod malformed_date;
pub mod malformed_gps_date;
pub mod messenger_file_name;
pub mod microsoft_edit_trace;
pub mod name_dates_other_day;
pub mod no_capture_metadata;
pub mod offset_times_disagree;
pub mod older_than_camera;
pub mod older_than_camera_app;
pub mod older_than_exif_version;
pub mod optics_agree;
pub mod png_with_camera_exif;
pub mod profile_newer_than_capture;
pub mod profile_source;
pub mod rounded_coordinates;
pub mod samsung_clock_disagrees;
pub mod samsung_editor_trace;
pub mod save_before_capture;
pub mod saved_after_capture;
pub mod saved_as_another_document;
pub mod scanned_picture;
pub mod screenshot_trace;
pub mod serial_numbers_differ;
pub mod several_xmp_packets;
pub mod software_names_editor;
pub mod software_of_other_brand;
pub mod sub_seconds_differ;
pub mod text_layers;
pub mod time_stamp_before_capture;
pub mod toolkit_after_save;
pub mod unlike_iphone_file;
pub mod unset_clock;
pub mod web_format_with_camera_exif;
pub mod xmp_names_other_camera;
pub mod xmp_position_differs;
pub mod zone_far_from_place;

use whence_model::{Text, t};

/// The rate of a check that nobody has measured.
pub const UNMEASURED: Text = t(
    "Nobody has measured it on genuine camera files.",
    "Personne ne l'a mesuré sur des fichiers sortis d'appareils photo.",
);
