//! Who draws the window: a graphics card, or the processor where there is none.

#[cfg(target_os = "linux")]
pub(crate) use self::webkit::choose;

/// On other systems the web view chooses well by itself.
#[cfg(not(target_os = "linux"))]
pub(crate) fn choose(_: &tauri::App) {}

#[cfg(target_os = "linux")]
mod webkit {
    use std::fs;

    use tauri::{App, Manager};
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    /// Where there is no graphics card, as on a remote desk, WebKit has the processor imitate one: the window then took two
    /// and a half times as long to open. There it is told to draw by itself.
    pub(crate) fn choose(app: &App) {
        if has_card() {
            return;
        }
        if let Some(window) = app.get_webview_window("main") {
            // A window that cannot be told so opens all the same, only later.
            let _ = window.with_webview(|view| {
                if let Some(settings) = view.inner().settings() {
                    settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
                }
            });
        }
    }

    /// Whether the system offers a device that draws.
    fn has_card() -> bool {
        let devices = fs::read_dir("/dev/dri").into_iter().flatten().flatten();
        devices
            .filter_map(|device| device.file_name().into_string().ok())
            .any(|name| name.starts_with("renderD"))
    }
}
