//! Measures this machine and this program side by side: every figure stands beside a peer or a
//! limit that was measured in the same run, because disks and neighbours differ.

mod access;
mod city;
mod drawing;
mod growth;
mod http;
mod load;
mod log;
mod peers;
mod record;
mod roads;
mod stats;

use std::path::PathBuf;

use crate::Failure;

/// What is measured.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Durable acts a second and their latency, against the bare disk, SQLite and PostgreSQL.
    Record {
        /// The folder of a pack.
        #[arg(long, default_value = "packs/yunzhou")]
        pack: PathBuf,
        /// Where to write; on the disk that is to be measured.
        #[arg(long, default_value = "data")]
        on: PathBuf,
    },
    /// What a decision of the policies, kept in the entry, costs an act.
    Access {
        /// The folder of a pack.
        #[arg(long, default_value = "packs/yunzhou")]
        pack: PathBuf,
        /// Where to write; on the disk that is to be measured.
        #[arg(long, default_value = "data")]
        on: PathBuf,
    },
    /// Latency, memory, start time and file sizes as the record grows.
    Growth {
        /// The folder of the seeded city's pack.
        #[arg(long, default_value = "packs/yunzhou")]
        pack: PathBuf,
        /// Where to write; on the disk that is to be measured.
        #[arg(long, default_value = "data")]
        on: PathBuf,
        /// Entries in the end.
        #[arg(long, default_value_t = 1_000_000)]
        entries: u64,
    },
    /// Proofs of the public log, receipts under witnesses, and what checking one takes.
    Log(log::Args),
    /// The nearest units by driving time, on a grid of streets.
    Roads(roads::Args),
}

/// Runs a measurement.
pub fn run(command: Command) -> Result<(), Failure> {
    println!("{}", crate::machine::describe());
    match command {
        Command::Record { pack, on } => record::run(&pack, &on),
        Command::Access { pack, on } => access::run(&pack, &on),
        Command::Growth { pack, on, entries } => growth::run(&pack, &on, entries),
        Command::Log(args) => log::run(&args),
        Command::Roads(args) => roads::run(&args),
    }
}

/// A folder that is removed again.
struct Scratch(PathBuf);

impl Scratch {
    fn new(on: &std::path::Path, name: &str) -> std::io::Result<Self> {
        let path = on.join(format!("bench-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(std::path::absolute(path)?))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
