//! Being a witness: a small server with one file of state and one key.
//!
//! What it promises is that it never cosigns two trees of which neither continues the other. So
//! what it cosigned is on disk before it says so, and comparing and storing are one step. It
//! stands behind a reverse proxy that speaks TLS; it has no accounts, since only checkpoints that
//! a known log signed reach the state at all.

mod config;
mod judge;
mod keyfile;
mod rate;
mod routes;
mod store;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tlog::{Cosigner, Verifier};

pub use config::{Config, ConfigError, Origin};
use rate::Rate;
use store::Store;

/// Tells the time, in seconds since 1970.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;

/// Why the witness does not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The settings are wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The key file holds no key, or not the one of this witness.
    #[error("{path}: {reason}")]
    Key {
        /// Which one.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A witness that forgot could cosign a second past.
    #[error(
        "the key is there and the state {0} is not: put it back from the latest copy that is not \
         older than the last cosignature, or retire this key and name"
    )]
    StateLost(PathBuf),
    /// The state cannot be used.
    #[error("the state: {0}")]
    State(#[from] rusqlite::Error),
    /// The state is of another make.
    #[error("{path} has format {found}; this program reads format {readable}")]
    Format {
        /// Which file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The one that is read.
        readable: i64,
    },
    /// A cosignature says when, and this machine does not know.
    #[error("the clock of this machine is before 1970")]
    Clock,
    /// The address cannot be listened on, or connections end.
    #[error("listening: {0}")]
    Listen(#[from] std::io::Error),
}

/// A witness with its state open.
pub struct Server {
    config: Config,
    cosigner: Cosigner,
    store: Store,
    rate: Rate,
    clock: Clock,
}

impl Server {
    /// Opens state and key, making both on the first start.
    ///
    /// # Errors
    /// [`Error`]: files, or a state that does not belong to the key.
    pub fn open(config: Config, clock: Clock) -> Result<Self, Error> {
        if keyfile::exists(&config.key) && !config.state.exists() {
            return Err(Error::StateLost(config.state));
        }
        let store = Store::open(&config.state)?;
        let cosigner = match keyfile::read(&config.key, &config.name)? {
            Some(cosigner) => cosigner,
            None if store.is_empty()? => keyfile::make(&config.key, &config.name)?,
            None => {
                let reason = "the state is there and its key is not".into();
                return Err(Error::Key {
                    path: config.key,
                    reason,
                });
            }
        };
        let rate = Rate::new(config.requests_per_minute);
        Ok(Self {
            config,
            cosigner,
            store,
            rate,
            clock,
        })
    }

    /// The key that others check its cosignatures with: what logs and policies enter.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        self.cosigner.verifier()
    }

    /// Answers on a listener until the process ends. There is nothing to finish at the end: what
    /// was answered is on disk, and what was not may be asked again.
    ///
    /// # Errors
    /// [`Error::Listen`].
    pub async fn serve(self, listener: tokio::net::TcpListener) -> Result<(), Error> {
        Ok(axum::serve(listener, routes::router(Arc::new(self))).await?)
    }
}

/// Runs a witness as its settings say, until the process ends.
///
/// - `started`: told the key and the address once it listens.
///
/// # Errors
/// [`Error`].
pub fn run(config: &Path, started: impl FnOnce(&Verifier, SocketAddr)) -> Result<(), Error> {
    let server = Server::open(Config::read(config)?, Arc::new(machine_time_s))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(server.config.listen).await?;
        started(&server.verifier(), listener.local_addr()?);
        server.serve(listener).await
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "a witness says when it saw a tree, and this is the one place that reads its clock"
)]
fn machine_time_s() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
