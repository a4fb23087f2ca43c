//! From a folder to parsed files, within bounds.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use kernel::Code;
use toml::Spanned;
use toml::de::DeTable;

use crate::book::{At, Book, File, List};
use crate::fields::{Fields, Value, code_of};
use crate::mistake::Mistakes;
use crate::model::Pack;
use crate::policies;
use crate::read;

/// The folder for mappings of street tables, which an import of a map reads and a pack does not.
const TABLES: &str = "tables";
/// The largest file of a pack.
const FILE_BYTES_MAX: u64 = 1 << 20;
/// The most files of a pack.
const FILES_MAX: usize = 64;
/// Lists that may be divided over files, because their order in the pack is by code.
const DIVIDED: [&str; 2] = ["incident_types", "stations"];

impl Pack {
    /// Reads and checks the pack in a folder: every `*.toml` in it and in its subfolders but `tables`,
    /// and the `*.cedar` of `policies`.
    ///
    /// Names of TOML files carry no meaning, and neither do their comments; two folders that say the
    /// same give packs of the same digest. A policy is kept as it was written, under its file's name.
    ///
    /// # Errors
    /// [`Mistakes`] with every mistake found; nothing is returned of a pack that has one.
    pub fn load(dir: &Path) -> Result<Self, Mistakes> {
        let mut book = Book::default();
        let folder = File::new(dir.to_owned(), String::new());
        let files = read_files(&folder, &mut book);
        assemble(&folder, &files, book)
    }
}

/// Makes one pack of all files.
pub(crate) fn assemble(folder: &File, files: &[File], mut book: Book) -> Result<Pack, Mistakes> {
    let mut documents = Vec::with_capacity(files.len());
    for file in files.iter().filter(|file| !is_policy(&file.path)) {
        documents.extend(parse(file, &mut book).map(|document| (file, document)));
    }
    let mut values: BTreeMap<&str, Vec<Value<'_>>> = BTreeMap::new();
    for (file, document) in &documents {
        for (key, value) in document.get_ref() {
            let value = Value::new(file, key, value);
            values
                .entry(key.get_ref().as_ref())
                .or_default()
                .push(value);
        }
    }
    for (key, values) in values.iter().filter(|(key, _)| !DIVIDED.contains(key)) {
        for again in values.iter().skip(1) {
            let first = values[0].key.short();
            book.note(
                again.key,
                format!("'{key}' is already at {first}; keep it in one file"),
            );
        }
    }
    for list in List::ALL {
        let values = values.get(list.words().0).into_iter().flatten();
        let elements = values.flat_map(|value| value.elements());
        let codes = elements.filter_map(|element| Code::new(code_of(element.inner)?.0).ok());
        book.codes.insert(list, codes.collect());
    }
    let at = At {
        file: folder,
        byte: None,
    };
    let written = files.iter().filter(|file| is_policy(&file.path));
    let policies = policies::read(folder, written, &book);
    let mut root = Fields::merged(&book, "the pack".to_owned(), at, values);
    let pack = read::pack(&mut root, policies);
    let mistakes = book.mistakes.take();
    match pack {
        Some(pack) if mistakes.is_empty() => Ok(pack),
        _ => Err(Mistakes::new(mistakes)),
    }
}

/// The files of a folder by path.
fn read_files(folder: &File, book: &mut Book) -> Vec<File> {
    let at = At {
        file: folder,
        byte: None,
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    if let Err(error) = list(&folder.path, 0, &mut paths) {
        book.note(at, format!("cannot list the folder: {error}"));
        book.partial = true;
    } else if paths.iter().all(|path| is_policy(path)) {
        book.note(
            at,
            "the folder has no .toml files; a pack starts with pack.toml".to_owned(),
        );
        book.partial = true;
    }
    for (policies, files_max, kind) in [
        (false, FILES_MAX, ".toml"),
        (true, policies::FILES_MAX, ".cedar"),
    ] {
        let mut left = files_max;
        let found = paths.len();
        paths.retain(|path| {
            let counts = is_policy(path) == policies;
            let keeps = !counts || left > 0;
            left -= usize::from(counts && keeps);
            keeps
        });
        if paths.len() < found {
            book.note(
                at,
                format!("the folder has more than {files_max} {kind} files; join some"),
            );
            book.partial = true;
        }
    }
    paths.sort();
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes_max = if is_policy(&path) {
            policies::FILE_BYTES_MAX
        } else {
            FILE_BYTES_MAX
        };
        match read_file(&path, bytes_max) {
            Ok(text) => files.push(File::new(path, text)),
            Err(message) => {
                book.partial = true;
                book.note(
                    At {
                        file: &File::new(path, String::new()),
                        byte: None,
                    },
                    message,
                );
            }
        }
    }
    files
}

fn list(dir: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let passed_over = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b".") || name == TABLES);
        if passed_over || paths.len() > FILES_MAX + policies::FILES_MAX {
            continue;
        }
        if path.is_dir() {
            // Deep or circular folders are not a pack.
            if depth < 3 {
                list(&path, depth + 1, paths)?;
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml" || extension == "cedar")
        {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_policy(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "cedar")
}

fn read_file(path: &Path, bytes_max: u64) -> Result<String, String> {
    let cannot = |error| format!("cannot read the file: {error}");
    let file = std::fs::File::open(path).map_err(cannot)?;
    let mut bytes = Vec::new();
    file.take(bytes_max + 1)
        .read_to_end(&mut bytes)
        .map_err(cannot)?;
    if bytes.len() as u64 > bytes_max {
        return Err(format!(
            "the file is larger than {bytes_max} bytes; divide it"
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let lines = error.as_bytes()[..good]
            .iter()
            .filter(|b| **b == b'\n')
            .count();
        format!(
            "the file is not UTF-8 text, first on line {}; save it as UTF-8",
            lines + 1
        )
    })
}

fn parse<'a>(file: &'a File, book: &mut Book) -> Option<Spanned<DeTable<'a>>> {
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let at = At {
            file,
            byte: Some(error.span().map_or(0, |span| span.start)),
        };
        book.note(
            at,
            format!("not TOML: {}", error.message().replace('\n', "; ")),
        );
    }
    // What is left of a broken file would only give rise to mistakes that are none.
    book.partial |= !errors.is_empty();
    errors.is_empty().then_some(document)
}
