//! The public record from the command line: export it, give receipts, check them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use answerable_verify::{Error, Language, check_file, check_log, policy, read, report, report_log};
use application::Receipts;

use crate::Failure;

/// What is done with the log of a record.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Prints the key that the log is signed with: what a policy and a witness enter.
    Key {
        /// The data folder.
        dir: PathBuf,
    },
    /// Writes the log as files that any web server can serve.
    Export {
        /// The data folder.
        dir: PathBuf,
        /// Where to: an empty folder, or one that holds an earlier export of the same log.
        out: PathBuf,
        /// The entries too, not their hashes alone: only for those who may read them.
        #[arg(long)]
        with_entries: bool,
    },
    /// Checks an exported log without asking anyone, and says what it proves.
    Verify {
        /// The folder that was exported.
        out: PathBuf,
        /// Whom to believe: a C2SP tlog-policy file.
        #[arg(long)]
        policy: PathBuf,
        /// A checkpoint of this log from an earlier day: the log has to continue it.
        #[arg(long)]
        seen: Option<PathBuf>,
        /// Says it in Chinese.
        #[arg(long)]
        zh: bool,
    },
}

/// Runs the command.
pub fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Key { dir } => println!("{}", application::log_key(&dir, None)?.verifier()),
        Command::Export {
            dir,
            out,
            with_entries,
        } => {
            let exported = application::export_log(&dir, &out, with_entries)?;
            println!(
                "{} entries: {} files written, {} were there already",
                exported.size, exported.written, exported.kept
            );
        }
        Command::Verify {
            out,
            policy,
            seen,
            zh,
        } => return Ok(verify_log(&out, &policy, seen.as_deref(), zh)),
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the receipt of an entry.
pub fn receipt(dir: &Path, entry: u64) -> Result<(), Failure> {
    let mut receipts = Receipts::open(dir)?;
    let size = receipts.size();
    let receipt = receipts.of(entry)?;
    let receipt = receipt.ok_or_else(|| {
        format!("the signed checkpoint covers {size} entries, counted from 0; there is no {entry}")
    })?;
    print!("{receipt}");
    Ok(())
}

/// Writes receipts of entries spread evenly over the log, each into a file of its own.
pub fn receipts(dir: &Path, out: &Path, count: u64) -> Result<(), Failure> {
    let mut receipts = Receipts::open(dir)?;
    std::fs::create_dir_all(out)?;
    let (size, count) = (receipts.size(), count.clamp(1, receipts.size().max(1)));
    let mut written = 0;
    for nth in 0..count.min(size) {
        let entry = u64::try_from(u128::from(nth) * u128::from(size) / u128::from(count))?;
        if let Some(receipt) = receipts.of(entry)? {
            std::fs::write(out.join(format!("{entry}.tlog-proof")), receipt.to_string())?;
            written += 1;
        }
    }
    println!("{written} receipts of {size} entries");
    Ok(())
}

/// Checks a receipt without asking anyone.
pub fn verify(receipt: &Path, policy_file: &Path, chinese: bool) -> ExitCode {
    let checked = policy(policy_file).and_then(|policy| {
        let outcome = check_file(receipt, &policy)?;
        Ok((report(&outcome, language(chinese)), outcome.exit_code()))
    });
    said(checked)
}

/// Checks an exported log without asking anyone.
fn verify_log(out: &Path, policy_file: &Path, seen: Option<&Path>, chinese: bool) -> ExitCode {
    let checked = policy(policy_file).and_then(|policy| {
        let seen = seen.map(read).transpose()?;
        let outcome = check_log(out, &policy, seen.as_deref())?;
        Ok((report_log(&outcome, language(chinese)), outcome.exit_code()))
    });
    said(checked)
}

fn language(chinese: bool) -> Language {
    if chinese {
        Language::ZhCn
    } else {
        Language::En
    }
}

/// Prints what became of a check. 1 says that something was refused; an error is 2, because then
/// nothing was looked at.
fn said(checked: Result<(String, u8), Error>) -> ExitCode {
    match checked {
        Ok((report, code)) => {
            print!("{report}");
            ExitCode::from(code)
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
