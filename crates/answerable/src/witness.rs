//! `answerable witness`: cosigns the checkpoints of other houses' records, as long as they only grow.

use std::path::PathBuf;

use crate::Failure;

#[derive(clap::Args)]
pub struct Args {
    /// The settings: name, address, state, key and the logs it knows (docs/operations/witness.md).
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    ::witness::server::run(&args.config, |key, address| {
        println!("key {key}\nlistening on http://{address}");
    })?;
    Ok(())
}
