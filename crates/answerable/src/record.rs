//! Looks into a record: verify, show, rebuild.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use application::{log_key, open_journal, rebuild_views, verify_journal, without_ciphertext};

use crate::Failure;

/// What is done with a record.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Hashes every entry again and names the first that is not as it was signed.
    Verify {
        /// The data folder.
        dir: PathBuf,
    },
    /// Puts back what is damaged from a copy of the record; the signed head says what is right.
    Repair {
        /// The data folder. No server may run on it.
        dir: PathBuf,
        /// The folder of the copy: a standby or a backup, which may be older.
        #[arg(long)]
        from: PathBuf,
    },
    /// Prints entries, one a line, as they are stored.
    Show {
        /// The data folder.
        dir: PathBuf,
        /// The first entry.
        #[arg(long, default_value_t = 0)]
        from: u64,
        /// At most so many.
        #[arg(long, default_value_t = u64::MAX)]
        limit: u64,
    },
}

/// Runs the command.
pub fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Verify { dir } => verify(&dir),
        Command::Repair { dir, from } => repair(&dir, &from).map(|()| ExitCode::SUCCESS),
        Command::Show { dir, from, limit } => show(&dir, from, limit).map(|()| ExitCode::SUCCESS),
    }
}

fn verify(dir: &Path) -> Result<ExitCode, Failure> {
    let key = log_key(dir, None)?.verifier();
    let mut journal = open_journal(dir)?;
    let wrong = journal.integrity()?;
    for sentence in &wrong {
        println!("BAD: {sentence}");
    }
    match verify_journal(&mut journal, &key)? {
        Ok(verified) if wrong.is_empty() => {
            let missing = without_ciphertext(dir)?;
            for entry in &missing {
                println!("BAD: entry {entry}: the ciphertext of what it sealed is missing");
            }
            if !missing.is_empty() {
                println!("'journal repair' puts it back from a copy");
                return Ok(ExitCode::FAILURE);
            }
            println!("good: {} entries, root {}", verified.size, verified.root);
            println!("signed: the first {} by {key}", verified.signed);
            Ok(ExitCode::SUCCESS)
        }
        Ok(_) => Ok(ExitCode::FAILURE),
        Err(finding) => {
            match finding.entry {
                Some(entry) => println!("BAD: entry {entry}: {}", finding.reason),
                None => println!("BAD: {}", finding.reason),
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

fn repair(dir: &Path, from: &Path) -> Result<(), Failure> {
    let folder = application::Folder::take(dir)?;
    let key = log_key(dir, None)?.verifier();
    let mut copy = open_journal(from)?;
    let repaired = application::repair_journal(&folder, &mut copy, &key)?;
    let (entries, tiles) = (repaired.entries.len(), repaired.tiles.len());
    println!(
        "put back: {entries} entries, {tiles} tiles, {} sealed fields; run 'journal verify' now",
        repaired.beside.len()
    );
    for entry in repaired.entries.iter().chain(&repaired.beside).take(50) {
        println!("entry {entry}");
    }
    Ok(())
}

fn show(dir: &Path, from: u64, limit: u64) -> Result<(), Failure> {
    use application::JournalRead as _;
    let mut journal = open_journal(dir)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut failed = None;
    journal.range(from, from.saturating_add(limit), &mut |seq, leaf, bytes| {
        let written = write!(out, "{seq}\t{leaf}\t")
            .and_then(|()| out.write_all(bytes))
            .and_then(|()| out.write_all(b"\n"));
        failed = written.err();
        failed.is_none()
    })?;
    match failed {
        // Whoever reads may stop reading.
        Some(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Some(error) => Err(error.into()),
        None => Ok(out.flush()?),
    }
}

/// Throws the views away and folds them again.
pub fn rebuild(dir: &Path) -> Result<(), Failure> {
    let _taken = application::Folder::take(dir)?;
    let mut journal = open_journal(dir)?;
    let begun = std::time::Instant::now();
    let mut shown = 0;
    let folded = rebuild_views(dir, &mut journal, |done, of| {
        if done * 10 / of.max(1) > shown {
            shown = done * 10 / of.max(1);
            eprintln!("folded {done} of {of} entries");
        }
    })?;
    println!(
        "folded {folded} entries in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}
