//! The one binary. It wires rooms together and holds no rules.

mod bench;
mod calibrate;
mod demo;
mod entrance;
mod figures;
mod import_map;
mod log;
mod machine;
mod map;
mod record;
mod replay;
mod serve;
mod turning;
mod vault;
mod witness;
mod witnesses;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What one thread takes another gives back, for every act: the writer's entries are let go by the
/// views. The system's allocator makes them wait for one another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Public-safety operations on one durable, verifiable record.
#[derive(Parser)]
#[command(name = "answerable", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves a record on this machine.
    Serve(serve::Args),
    /// Runs the seeded city with live reports.
    Demo(demo::Args),
    /// Turns an export of real calls into acts, in order of time.
    Replay(replay::Args),
    /// Makes a map from extracts of OpenStreetMap and tables of streets.
    ImportMap(import_map::Args),
    /// Finds from recorded drives how fast roads are, shows how well it fits, and adopts it.
    Calibrate(calibrate::Args),
    /// Prints service figures from a record.
    Figures(figures::Args),
    /// Checks a pack and prints its digest, which two administrators agree to before it is put in force.
    Pack {
        /// The folder of the pack.
        dir: PathBuf,
    },
    /// Looks into a record.
    #[command(subcommand)]
    Journal(record::Command),
    /// The public log of a record.
    #[command(subcommand)]
    Log(log::Command),
    /// Prints the receipt of an entry, which `verify` checks without asking anyone.
    Receipt {
        /// The data folder.
        dir: PathBuf,
        /// The number of the entry.
        entry: u64,
    },
    /// Writes receipts of entries spread over the log, each into a file of its own.
    Receipts {
        /// The data folder.
        dir: PathBuf,
        /// The folder to write into.
        out: PathBuf,
        /// How many.
        #[arg(long, default_value_t = 1_000)]
        count: u64,
    },
    /// Checks a receipt without asking anyone, and says what it proves.
    Verify {
        /// The receipt: a C2SP tlog-proof file.
        receipt: PathBuf,
        /// Whom to believe: a C2SP tlog-policy file.
        #[arg(long)]
        policy: PathBuf,
        /// Says it in Chinese.
        #[arg(long)]
        zh: bool,
    },
    /// The keys of personal fields: copy, check, split, put back, turn.
    #[command(subcommand)]
    Vault(vault::Command),
    /// Is a witness: cosigns the checkpoints of other houses' records while they only grow.
    Witness(witness::Args),
    /// Throws the views of a record away and folds them again.
    Rebuild {
        /// The data folder.
        dir: PathBuf,
    },
    /// Measures this machine and this program side by side.
    #[command(subcommand)]
    Bench(bench::Command),
    /// Prints the OpenAPI document of the server.
    Openapi,
}

/// Where servers of this program listen when nobody says.
const ADDRESS: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 7110);

/// What ends a command, for a person to read.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Nobody's name may be written to a disk by a crash.
fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "a crash of this process may write its memory to a disk");
    }
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    no_core_dumps();
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("answerable: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  because: {cause}");
                source = cause.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve(args) => serve::run(args).map(|()| ExitCode::SUCCESS),
        Command::Demo(args) => demo::run(args).map(|()| ExitCode::SUCCESS),
        Command::Replay(args) => replay::run(args),
        Command::ImportMap(args) => import_map::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Calibrate(args) => calibrate::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Figures(args) => figures::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Journal(command) => record::run(command),
        Command::Log(command) => log::run(command),
        Command::Receipt { dir, entry } => log::receipt(&dir, entry).map(|()| ExitCode::SUCCESS),
        Command::Receipts { dir, out, count } => {
            log::receipts(&dir, &out, count).map(|()| ExitCode::SUCCESS)
        }
        Command::Verify {
            receipt,
            policy,
            zh,
        } => Ok(log::verify(&receipt, &policy, zh)),
        Command::Vault(command) => vault::run(command).map(|()| ExitCode::SUCCESS),
        Command::Witness(args) => witness::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Rebuild { dir } => record::rebuild(&dir).map(|()| ExitCode::SUCCESS),
        Command::Bench(command) => bench::run(command).map(|()| ExitCode::SUCCESS),
        Command::Pack { dir } => {
            let pack = pack::Pack::load(&dir)?;
            surface::Policies::read(&pack)?;
            println!("{}", pack.digest());
            Ok(ExitCode::SUCCESS)
        }
        Command::Openapi => {
            println!("{}", surface::api_document().to_pretty_json()?);
            Ok(ExitCode::SUCCESS)
        }
    }
}
