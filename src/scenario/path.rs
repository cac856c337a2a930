//! Paths as a scenario writes them.

use std::path::PathBuf;

use super::reader::{Fault, Reader};
use super::toml_tree::{Item, shortened};
use super::value::text_of;

impl Reader {
    /// The path that a value is: relative to the scenario's folder, or absolute; `$NAME/rest` begins
    /// in the folder that an environment variable names.
    pub(crate) fn path_of(&mut self, path: &str, item: &Item) -> Option<PathBuf> {
        let text = text_of(self, path, item)?;
        let fault = if text.trim().is_empty() {
            Fault::new("an empty path", "the path of a file")
        } else if text.contains('\0') {
            Fault::new(format!("\"{}\"", shortened(text)), "the path of a file")
        } else if let Some(named) = text.strip_prefix('$') {
            let (name, rest) = named.split_once(['/', '\\']).unwrap_or((named, ""));
            match std::env::var_os(name).filter(|folder| !name.contains('=') && !folder.is_empty())
            {
                Some(folder) => {
                    let path = PathBuf::from(folder).join(rest);
                    self.files.note_written(&path, text);
                    return Some(path);
                }
                None => Fault::new(
                    format!("`${}`, which is not set", shortened(name)),
                    "an environment variable that holds a folder",
                )
                .hint(format!("set it first: `export {}=…`", shortened(name))),
            }
        } else {
            let path = self.folder.join(text);
            self.files.note_written(&path, text);
            return Some(path);
        };
        self.refuse(&item.place, path, fault);
        None
    }
}
