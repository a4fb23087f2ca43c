//! `answerable-verify RECEIPT POLICY`: checks a receipt, or an exported log, and says what it proves.

use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use answerable_verify::{
    Error, Language, LogOutcome, Outcome, check_file, check_log, entry_of, policy, read, report,
    report_log,
};

const USAGE: &str = "\
answerable-verify RECEIPT POLICY        checks a receipt and says what it proves
answerable-verify LOG POLICY [SEEN]     checks the folder of an exported log; SEEN is a checkpoint from an
                                        earlier day, which the log has to continue
answerable-verify --batch POLICY        reads paths of receipts and folders, one a line, SEEN behind a tab,
                                        and answers each with a line: accept, or refuse and why behind a tab
Exit codes: 0 proven, 1 refused, 2 nothing could be checked, 3 too few witnesses yet.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["--batch", file] => batch(Path::new(file)),
        [what, ..] if what.starts_with('-') => usage(),
        [folder, file, ref seen @ ..] if Path::new(folder).is_dir() && seen.len() < 2 => {
            log(folder, file, seen.first().copied())
        }
        [receipt, file] => one(Path::new(receipt), Path::new(file)),
        _ => usage(),
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::from(2)
    })
}

fn usage() -> Result<ExitCode, Error> {
    eprintln!("{USAGE}");
    Ok(ExitCode::from(2))
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

fn log(folder: &str, file: &str, seen: Option<&str>) -> Result<ExitCode, Error> {
    let policy = policy(Path::new(file))?;
    let seen = seen.map(|path| read(Path::new(path))).transpose()?;
    let outcome = check_log(Path::new(folder), &policy, seen.as_deref())?;
    print!("{}", report_log(&outcome, language()));
    Ok(ExitCode::from(outcome.exit_code()))
}

fn batch(file: &Path) -> Result<ExitCode, Error> {
    let policy = policy(file)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let (path, seen) = match line.split_once('\t') {
            Some((path, seen)) => (Path::new(path), Some(Path::new(seen))),
            None => (Path::new(&line), None),
        };
        let answer = if path.is_dir() {
            let seen = seen.map(read).transpose()?;
            match check_log(path, &policy, seen.as_deref())? {
                LogOutcome::Proven(_) => "accept".into(),
                LogOutcome::Pending(_) => "refuse\tpending".into(),
                LogOutcome::Refused(fault) => format!("refuse\t{fault}"),
            }
        } else {
            match check_file(path, &policy)? {
                Outcome::Proven(_) => "accept".into(),
                Outcome::Pending(_) => "refuse\tpending".into(),
                Outcome::Refused(_) => "refuse".into(),
            }
        };
        if writeln!(out, "{answer}").is_err() {
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
