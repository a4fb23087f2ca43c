//! The policies of a pack: taken as text. What they say is for `access` to read.

use kernel::Code;

use crate::book::{At, Book, File};
use crate::model::PolicyFile;

/// The folder for policies.
const FOLDER: &str = "policies";
/// The largest file of policies.
pub(crate) const FILE_BYTES_MAX: u64 = 64 << 10;
/// The most files of policies.
pub(crate) const FILES_MAX: usize = 32;

/// The policies by name.
///
/// One that stands elsewhere is a mistake and not passed over: a pack whose author wrote down what
/// is forbidden must not be adopted without it.
pub(crate) fn read<'a>(
    folder: &File,
    files: impl Iterator<Item = &'a File>,
    book: &Book,
) -> Vec<PolicyFile> {
    let home = folder.path.join(FOLDER);
    let mut policies: Vec<PolicyFile> = Vec::new();
    for file in files {
        let at = At { file, byte: None };
        if file.path.parent() != Some(&home) {
            book.note(
                at,
                format!("policies stand in the folder {FOLDER} of the pack; move it there"),
            );
            continue;
        }
        let stem = file.path.file_stem().unwrap_or_default();
        match Code::new(&stem.to_string_lossy()) {
            Ok(name) => policies.push(PolicyFile {
                name,
                // The same folder has the same digest on every system.
                text: file.text.replace("\r\n", "\n"),
            }),
            Err(error) => book.note(at, format!("the file's name: {error}")),
        }
    }
    policies.sort_by(|a, b| a.name.cmp(&b.name));
    policies
}
