//! `answerable-verify RECEIPT POLICY`: checks a receipt and says what it proves.

use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use answerable_verify::{Error, Language, Outcome, check_file, entry_of, policy, read, report};

const USAGE: &str = "\
answerable-verify RECEIPT POLICY        checks a receipt and says what it proves
answerable-verify --batch POLICY        reads paths of receipts, one a line, and answers each with a line:
                                        accept, or refuse and why behind a tab
Exit codes: 0 proven, 1 refused, 2 nothing could be checked, 3 too few witnesses yet.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["--batch", file] => batch(Path::new(file)),
        [receipt, file] if !receipt.starts_with('-') => one(Path::new(receipt), Path::new(file)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::from(2)
    })
}

fn one(receipt: &Path, file: &Path) -> Result<ExitCode, Error> {
    let policy = policy(file)?;
    let outcome = check_file(receipt, &policy)?;
    print!("{}", report(&outcome, language()));
    if !matches!(outcome, Outcome::Refused(_))
        && let Some(entry) = entry_of(&read(receipt)?)
    {
        // An entry may hold anything, and a terminal obeys some of it.
        let shown = String::from_utf8_lossy(&entry).replace(char::is_control, "\u{fffd}");
        println!("{shown}");
    }
    Ok(ExitCode::from(outcome.exit_code()))
}

fn batch(file: &Path) -> Result<ExitCode, Error> {
    let policy = policy(file)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::io::stdin().lock().lines().map_while(Result::ok) {
        let word = match check_file(Path::new(&path), &policy)? {
            Outcome::Proven(_) => "accept",
            Outcome::Pending(_) => "refuse\tpending",
            Outcome::Refused(_) => "refuse",
        };
        if writeln!(out, "{word}").is_err() {
            break;
        }
    }
    // Whoever asked may have stopped reading.
    let _ = out.flush();
    Ok(ExitCode::SUCCESS)
}

fn language() -> Language {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|tag| !tag.is_empty()));
    Language::of(&tag.unwrap_or_default())
}
