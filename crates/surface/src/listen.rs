//! Listening: plainly on this machine or behind a proxy of the house, and with TLS to everybody else.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::server::{App, router};

/// How long open requests may take to end once the server stops.
const DRAIN_WITHIN: Duration = Duration::from_secs(5);
/// A client that has not sent the head of its request by then holds a connection for nothing.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// How long a client may take to agree on a key.
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(10);
/// Streams that one connection may have open at a time: the windows of one desk.
const STREAMS_MAX: u32 = 64;
/// The longest head of a request, and what one connection may make the server keep unread: a session's
/// cookies and the longest address anybody makes are a few kilobytes.
const HEAD_BYTES_MAX: u32 = 64 * 1024;
/// How often it is looked whether certificate and key were replaced.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Where certificate chain and key lie, as PEM.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The chain, the server's own certificate first.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// How the server is reached.
#[derive(Clone, Debug)]
pub enum Reach {
    /// From this machine alone, without TLS.
    Loopback,
    /// By a proxy of the house, which has TLS; the way from it to here is trusted.
    Proxy,
    /// From anywhere, with TLS.
    Tls(TlsFiles),
}

/// Why the server does not answer.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is not one of this machine alone.
    #[error(
        "{0} can be reached from other machines: give --tls-certificate and --tls-key, or \
         --behind-proxy where a proxy has TLS; otherwise use 127.0.0.1"
    )]
    NotLoopback(SocketAddr),
    /// Nobody is asked who they are.
    #[error(
        "a demonstration asks nobody who they are and answers on this machine only, not on {0}"
    )]
    Guests(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Certificate or key are not usable.
    #[error("{} cannot be used: {reason}", path.display())]
    Tls {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    app: App,
    tls: Option<(TlsFiles, RustlsConfig)>,
}

impl Server {
    /// Listens; port 0 takes any free port.
    ///
    /// # Errors
    /// [`ServeError`] when others could come in unasked or unprotected, or the address is taken.
    pub fn listen(app: App, address: SocketAddr, reach: Reach) -> Result<Self, ServeError> {
        let loopback = address.ip().is_loopback();
        if !loopback && app.door.guest().is_some() {
            return Err(ServeError::Guests(address));
        }
        if !loopback && matches!(reach, Reach::Loopback) {
            return Err(ServeError::NotLoopback(address));
        }
        let tls = match reach {
            Reach::Loopback | Reach::Proxy => None,
            Reach::Tls(files) => {
                let config = RustlsConfig::from_config(Arc::new(config(&files)?));
                Some((files, config))
            }
        };
        let listened = TcpListener::bind(address).and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok(listener)
        });
        let listener = listened.map_err(|source| ServeError::Listen { address, source })?;
        Ok(Self { listener, app, tls })
    }

    /// The address it listens on, as a browser is told.
    ///
    /// # Errors
    /// The system's, when it cannot say.
    pub fn url(&self) -> std::io::Result<String> {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        Ok(format!("{scheme}://{}", self.address()?))
    }

    /// The address it listens on.
    ///
    /// # Errors
    /// The system's, when it cannot say.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until `stop` is done; then ends every stream, lets requests finish, and returns.
    ///
    /// # Errors
    /// The system's, when it can no longer take connections.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
        let (handle, stopping) = (Handle::new(), self.app.stopping.clone());
        let ending = handle.clone();
        tokio::spawn(async move {
            stop.await;
            stopping.cancel();
            ending.graceful_shutdown(Some(DRAIN_WITHIN));
        });
        let routes = router(self.app).into_make_service();
        let server = axum_server::from_tcp(self.listener)?.handle(handle);
        match self.tls {
            None => {
                patient(server.acceptor(NoDelayAcceptor::new()))
                    .serve(routes)
                    .await
            }
            Some((files, config)) => {
                let looking = tokio::spawn(follow(files, config.clone()));
                let acceptor = RustlsAcceptor::new(config)
                    .handshake_timeout(HANDSHAKE_WITHIN)
                    .acceptor(NoDelayAcceptor::new());
                let served = patient(server.acceptor(acceptor)).serve(routes).await;
                looking.abort();
                served
            }
        }
    }
}

/// Bounds what one slow or greedy client may hold.
fn patient<A: axum_server::Address, Acc>(
    mut server: axum_server::Server<A, Acc>,
) -> axum_server::Server<A, Acc> {
    let builder = server.http_builder();
    builder
        .http1()
        .timer(TokioTimer::new())
        .max_buf_size(HEAD_BYTES_MAX as usize)
        .header_read_timeout(HEAD_WITHIN);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(HEAD_BYTES_MAX)
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(Duration::from_secs(20));
    server
}

/// What TLS 1.2 and 1.3 are offered with.
fn config(files: &TlsFiles) -> Result<ServerConfig, ServeError> {
    let bad = |path: &PathBuf, reason: String| ServeError::Tls {
        path: path.clone(),
        reason,
    };
    let chain = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| bad(&files.certificate, error.to_string()))?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|error| bad(&files.key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key));
    let mut config = config.map_err(|error| bad(&files.certificate, error.to_string()))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Takes a new certificate without a restart; one that is wrong is passed over, and said.
async fn follow(files: TlsFiles, held: RustlsConfig) {
    let mut last = changed(&files);
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let now = changed(&files);
        if now == last {
            continue;
        }
        last = now;
        match config(&files) {
            Ok(config) => held.reload_from_config(Arc::new(config)),
            Err(error) => tracing::error!(%error, "the old certificate stays in use"),
        }
    }
}

fn changed(files: &TlsFiles) -> [Option<SystemTime>; 2] {
    [&files.certificate, &files.key].map(|path| {
        std::fs::metadata(path)
            .and_then(|found| found.modified())
            .ok()
    })
}
