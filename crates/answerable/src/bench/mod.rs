//! Measures this machine and this program side by side.

/// What is measured.
#[derive(clap::Subcommand)]
pub enum Command {}

/// Runs a measurement.
pub fn run(command: Command) -> Result<(), crate::Failure> {
    match command {}
}
