//! The page in the browser of whoever asks.

use std::path::Path;

use super::terminal;

/// Opens a page with the program that the system opens pages with, and does not wait for it. Where there is
/// none, as on a server, the page is there all the same: a line says so.
pub(super) fn open(page: &Path) {
    // A path that begins with a dash would be taken for an option.
    let whole = std::path::absolute(page).unwrap_or_else(|_| page.to_owned());
    if let Err(error) = open::that_detached(&whole) {
        let page = page.display();
        terminal::tell(&format!(
            "warning: no browser could be started to open {page}: {error}\n"
        ));
    }
}
