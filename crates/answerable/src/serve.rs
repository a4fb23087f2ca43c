//! Serves a record on this machine until it is interrupted.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use application::record::ClockKind;
use application::{Application, Options, PublishAs, Start, SystemClock};
use kernel::AgencyId;
use pack::Pack;
use surface::{App, Door, MapSource, Pace, Policies, Reach, Server, TlsFiles};
use tokio::signal::unix::{SignalKind, signal};

use crate::Failure;
use crate::entrance;
use crate::map::{self, Map};
use crate::turning::Turning;
use crate::witnesses;

/// How a record is served.
#[derive(clap::Args)]
pub struct Args {
    /// The data folder; made when it is not there.
    #[arg(long, env = "ANSWERABLE_DATA")]
    data: PathBuf,
    /// The folder of the pack to put in force.
    #[arg(long, env = "ANSWERABLE_PACK")]
    pack: PathBuf,
    /// A map made by `import-map`: travel times, addresses and what the desk draws.
    #[arg(long, env = "ANSWERABLE_MAP")]
    map: Option<PathBuf>,
    /// Whose record it is; the pack's place when nobody says.
    #[arg(long)]
    agency: Option<AgencyId>,
    /// Where to listen: an address of this machine alone, unless there is TLS.
    #[arg(long, default_value_t = crate::ADDRESS, env = "ANSWERABLE_ADDRESS")]
    address: SocketAddr,
    /// After how many hours the epoch of the vault turns; 0 is never.
    #[arg(long, default_value_t = 24, env = "ANSWERABLE_EPOCH_HOURS")]
    epoch_hours: u32,
    #[command(flatten)]
    log: witnesses::LogArgs,
    #[command(flatten)]
    reach: ReachArgs,
    #[command(flatten)]
    pace: PaceArgs,
    /// The address people open, such as https://desk.example.org: passkeys are bound to its name.
    #[arg(long, env = "ANSWERABLE_URL")]
    url: Option<String>,
}

/// How often one account, and one device, may come. A minute's worth may come at once.
#[derive(clap::Args)]
pub struct PaceArgs {
    /// Acts of one account in a second, in the long run; 0 is as many as it likes.
    #[arg(long, default_value_t = 50, env = "ANSWERABLE_ACTS_PER_SECOND")]
    acts_per_second: u32,
    /// Questions of one account in a second, likewise.
    #[arg(long, default_value_t = 200, env = "ANSWERABLE_QUESTIONS_PER_SECOND")]
    questions_per_second: u32,
}

impl PaceArgs {
    fn pace(&self) -> Pace {
        Pace {
            acts_per_s: NonZeroU32::new(self.acts_per_second),
            questions_per_s: NonZeroU32::new(self.questions_per_second),
        }
    }
}

/// From where the server is reached.
#[derive(clap::Args)]
pub struct ReachArgs {
    /// The certificate chain, as PEM, for an address that others reach. Replaced files are taken up.
    #[arg(long, requires = "tls_key", env = "ANSWERABLE_TLS_CERTIFICATE")]
    tls_certificate: Option<PathBuf>,
    /// Its private key.
    #[arg(long, requires = "tls_certificate", env = "ANSWERABLE_TLS_KEY")]
    tls_key: Option<PathBuf>,
    /// A proxy of the house has TLS and is the only one that reaches this address.
    #[arg(long, conflicts_with = "tls_key", env = "ANSWERABLE_BEHIND_PROXY")]
    behind_proxy: bool,
}

impl ReachArgs {
    /// As the server is told.
    pub fn reach(&self) -> Reach {
        match (&self.tls_certificate, &self.tls_key) {
            (Some(certificate), Some(key)) => Reach::Tls(TlsFiles {
                certificate: certificate.clone(),
                key: key.clone(),
            }),
            _ if self.behind_proxy => Reach::Proxy,
            _ => Reach::Loopback,
        }
    }
}

/// Serves until interrupted.
pub fn run(args: Args) -> Result<(), Failure> {
    let (reach, url) = (args.reach.reach(), args.url.clone());
    let pack = Pack::load(&args.pack)?;
    let agency = match args.agency {
        Some(agency) => agency,
        None => AgencyId::new(pack.place.as_str())?,
    };
    let map = args
        .map
        .as_ref()
        .map(|map| Map::open(map, &pack, &args.data.join(map::INDEX)));
    let (source, travel) = match map.transpose()? {
        Some(map) => (map.source, Some(map.travel)),
        None => (MapSource::default(), None),
    };
    let publish = args.log.publish()?;
    let policies = Policies::read(&pack)?;
    let folder = args.data.clone();
    let application = open_published(args.data, agency, ClockKind::Real, pack.clone(), publish)?;
    let turning = match args.epoch_hours {
        0 => None,
        hours => {
            let every = Duration::from_secs(u64::from(hours) * 3_600);
            Some(Turning::begin(application.clone(), &folder, every)?)
        }
    };
    let mut entrance = entrance::open(&folder, &application, args.address, url.as_deref())?;
    entrance.pace = args.pace.pace();
    let first = entrance::first_link(&application, &entrance)?;
    let agency = application.status().agency;
    let door = Door::new(policies, agency, entrance);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let app = App::new(application.clone(), pack, source, travel, door);
        serve(app, args.address, reach, first, url.as_deref()).await
    })?;
    drop(turning);
    application.end();
    Ok(())
}

/// Opens the record of a folder that nobody outside looks at.
pub fn open(
    folder: PathBuf,
    agency: AgencyId,
    clock_kind: ClockKind,
    pack: Pack,
) -> Result<Arc<Application>, Failure> {
    open_published(folder, agency, clock_kind, pack, PublishAs::default())
}

/// The same, published as somebody asked.
pub fn open_published(
    folder: PathBuf,
    agency: AgencyId,
    clock_kind: ClockKind,
    pack: Pack,
    publish: PublishAs,
) -> Result<Arc<Application>, Failure> {
    let clock = Arc::new(SystemClock);
    let (options, around) = (Options::default(), None);
    let start = Start {
        folder,
        agency,
        clock_kind,
        pack: Some(pack),
        clock,
        options,
        around,
        publish,
    };
    Ok(Arc::new(Application::start(start)?))
}

/// Listens, says where, and answers until interrupted. `first` is the one-time secret of a first
/// administrator, whose link leads to `url` where people open another address than is listened on.
pub async fn serve(
    app: App,
    address: SocketAddr,
    reach: Reach,
    first: Option<String>,
    url: Option<&str>,
) -> Result<(), Failure> {
    let interrupted = interrupted();
    let server = Server::listen(app, address, reach)?;
    println!("Answerable is at {} (Ctrl-C stops it)", server.url()?);
    if let Some(secret) = first {
        let here = server.url()?;
        let at = url.unwrap_or(&here).trim_end_matches('/');
        println!(
            "Nobody administers this record yet. For the first administrator, once, within three days:\n\
             {at}/sign-in.html#{secret}"
        );
    }
    server.run(interrupted).await?;
    println!("stopped; everything that was acknowledged is kept");
    Ok(())
}

/// Done when the process is asked to end. Asked for from the moment this is called, so that nothing
/// that comes before it is waited for is missed.
pub fn interrupted() -> impl Future<Output = ()> + Send + 'static {
    let signals = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    );
    async move {
        match signals {
            (Ok(mut interrupt), Ok(mut terminate)) => {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            }
            // Without handlers the system ends the process by itself.
            _ => std::future::pending().await,
        }
    }
}
