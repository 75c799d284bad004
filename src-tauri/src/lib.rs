//! The window's host: each command decodes, calls the engine, replies.
//!
//! What is not here: anything that knows about pictures. The page gets reports and re-encoded previews, never a path's
//! bytes; it may call what `capabilities/main.json` names, and can neither load from elsewhere nor leave.

mod changes;
mod clipboard;
mod commands;
mod desk;
mod desk_commands;
#[cfg(test)]
mod desk_tests;
mod failure;
mod hand_off;
mod host;
mod jobs;
mod known;
mod known_commands;
#[cfg(test)]
mod known_tests;
mod list_commands;
mod log;
mod log_commands;
mod log_exports;
#[cfg(test)]
mod log_tests;
mod map;
mod menu;
mod opened;
mod origin;
mod preview;
mod recent;
mod remembered;
mod rooms;
mod samples;
#[cfg(test)]
mod tests;
mod trust;
mod trust_commands;

use std::{env, path::Path, thread};

use tauri::{App, Builder, Context, DragDropEvent, Emitter, Manager, Runtime, WindowEvent, plugin};

use crate::{host::Host, opened::Opened};

/// Opens the window and returns when it has been closed. A second launch hands its files to the first and ends.
///
/// # Panics
/// The system has no window to give, such as where there is no screen.
pub fn run() {
    let first = tauri_plugin_single_instance::init(|app, args, cwd| {
        let paths = opened::paths_in(args.into_iter().map(Into::into), Path::new(&cwd));
        if let Some(paths) = app.state::<Opened>().later(paths) {
            // It fails only where the window is closing: then nobody is left to read them.
            let _ = app.emit("opened", paths);
        }
        if let Some(window) = app.get_webview_window("main") {
            let _ = window.unminimize();
            let _ = window.set_focus();
        }
    });
    let opened = Opened::new(opened::paths_in(env::args_os(), &env::current_dir().unwrap_or_default()));
    let host = Host::new(
        whence_engine::trust::folder(),
        whence_engine::ledger::data_folder(),
        Some(whence_engine::this_program()),
    );
    open_a_room(&host);
    build(Builder::default().plugin(first).plugin(tauri_plugin_window_state::Builder::new().build()), opened, host)
        .run(|_, _| ());
}

/// A room is open by the time that the file comes. Where it cannot be had, that file says so.
fn open_a_room(host: &Host) {
    let reading = host.reading();
    thread::spawn(move || drop(reading.protection()));
}

/// The same program over any runtime, so that tests need no screen.
fn build<R: Runtime>(builder: Builder<R>, opened: Opened, host: Host) -> App<R> {
    let context: Context<R> = tauri::generate_context!();
    let beginning = serde_json::to_string(&host.beginning()).expect("two words are always JSON");
    let beginning = format!("Object.defineProperty(globalThis, 'whence', {{ value: Object.freeze({beginning}) }})");
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(plugin::Builder::<R>::new("beginning").js_init_script(beginning).build())
        .plugin(plugin::Builder::<R>::new("stay").on_navigation(|_, url| is_ours(url)).build())
        .manage(host)
        .manage(opened)
        .on_window_event(|window, event| {
            // Somebody holds a file over the window.
            if let WindowEvent::DragDrop(DragDropEvent::Enter { .. }) = event {
                open_a_room(&window.state::<Host>());
            }
        })
        .invoke_handler(tauri::generate_handler![
            commands::opened_paths,
            commands::expand,
            commands::examine,
            commands::paste,
            commands::cancel,
            commands::report,
            commands::bytes,
            commands::titles,
            commands::open_map,
            commands::explain,
            hand_off::copy_preview,
            hand_off::open_search,
            trust_commands::trust,
            trust_commands::pin,
            trust_commands::unpin,
            trust_commands::import_list,
            trust_commands::remove_list,
            known_commands::known_lists,
            known_commands::add_known,
            known_commands::undo_known,
            log_commands::seen_before,
            log_commands::decide,
            log_commands::log_report,
            log_commands::recorded,
            log_commands::log_entries,
            log_commands::log_entry,
            log_commands::decide_entry,
            log_commands::erase_entry,
            log_commands::verify_log,
            log_commands::cancel_log,
            desk_commands::settings,
            desk_commands::save_settings,
            desk_commands::speak,
            desk_commands::about,
            desk_commands::go_without_isolation,
            desk_commands::recent_files,
            desk_commands::clear_recent_files,
            desk_commands::samples,
            desk_commands::queue_finished,
            list_commands::list_overview,
            list_commands::list_entries,
            list_commands::import_known,
            list_commands::export_known,
            list_commands::switch_known,
            list_commands::remove_known,
            list_commands::remove_known_entry,
            list_commands::undo_known_change,
            log_exports::export_log,
            log_exports::export_entry,
            log_exports::export_report,
            log_exports::report_sentence,
            log_exports::report_text,
            log_exports::entry_sentence,
            log_exports::verify_file,
        ])
        .on_menu_event(|app, event| menu::chosen(app, &event))
        .register_asynchronous_uri_scheme_protocol("preview", preview::serve)
        .build(context)
        .expect("the window should open")
}

/// A page that left would take the window's rights along, and a content security policy does not hold it back.
fn is_ours(url: &tauri::Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}
