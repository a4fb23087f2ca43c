//! The seeded city, alive: callers call, crews drive and report back, and an autopilot sends units
//! to whatever the human at the desk leaves waiting.
//!
//! The city acts through the same path as everybody else and keeps nothing beside the record: the
//! second start goes on with the first one's incidents.

mod facts;
mod play;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use application::record::ClockKind;
use kernel::{AgencyId, Line};
use pack::{Name, Pack, Station};
use sim::City;
use surface::{App, Door, Policies};

use crate::map::{INDEX, Map};
use crate::{Failure, entrance, serve};

/// How the demo runs.
#[derive(clap::Args)]
pub struct Args {
    /// The data folder; made when it is not there.
    #[arg(long, default_value = "data/demo", env = "ANSWERABLE_DATA")]
    data: PathBuf,
    /// The folder of the city's pack.
    #[arg(long, default_value = "packs/yunzhou")]
    pack: PathBuf,
    /// Another seed is another city; a record belongs to one.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to listen: an address of this machine alone.
    #[arg(long, default_value_t = crate::ADDRESS, env = "ANSWERABLE_ADDRESS")]
    address: SocketAddr,
    /// The language in which callers speak: zh-CN or en.
    #[arg(long, default_value = "zh-CN", value_parser = ["zh-CN", "en"])]
    language: String,
    /// Calls on a day.
    #[arg(long, default_value_t = 2_000)]
    calls_per_day: u32,
    /// Nobody sends units but you.
    #[arg(long)]
    no_autopilot: bool,
    #[command(flatten)]
    reach: serve::ReachArgs,
}

/// Runs until interrupted.
pub fn run(args: Args) -> Result<(), Failure> {
    let reach = args.reach.reach();
    let city = Arc::new(City::generate(args.seed));
    let pack = stationed(Pack::load(&args.pack)?, &city)?;
    let agency = AgencyId::new(&format!("{}-{}", pack.place, args.seed))?;
    let policies = Policies::read(&pack)?;
    let application = serve::open(args.data.clone(), agency, ClockKind::Real, pack.clone())?;
    let map = map(&city, &pack, &args.data)?;
    let mut entrance = entrance::open(&args.data, &application, args.address, None)?;
    entrance.guest = Some(entrance::demo_person(&application)?);
    let first = entrance::first_link(&application, &entrance)?;
    let door = Door::new(policies, application.status().agency, entrance);
    let script = sim::Script {
        calls_per_day: args.calls_per_day,
        pace: 0.5,
        autopilot_delay_ms: (!args.no_autopilot).then_some((45_000, 120_000)),
        closes: !args.no_autopilot,
    };
    let chinese = args.language == "zh-CN";
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let app = App::new(
            application.clone(),
            pack.clone(),
            map.source,
            Some(map.travel),
            door,
        );
        let play = play::Play::new(application.clone(), pack, city, args.seed, script, chinese);
        let playing = tokio::spawn(play.run());
        let served = serve::serve(app, args.address, reach, first, None).await;
        playing.abort();
        served
    })?;
    application.end();
    Ok(())
}

/// The pack with the stations and the middle of the city that was generated.
pub fn stationed(pack: Pack, city: &City) -> Result<Pack, Failure> {
    let station = |one: &sim::Station| {
        let name = Name {
            en: Line::new(&one.en)?,
            zh_cn: Line::new(&one.zh)?,
        };
        Ok::<_, kernel::TextError>(Station {
            code: one.code.clone(),
            name,
            point: one.point,
        })
    };
    let stations = city
        .stations()
        .iter()
        .map(station)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(pack.with_stations(stations).with_center(city.centre(), 12))
}

/// The city as a map, by way of the bytes of its file, as if it had been imported.
fn map(city: &City, pack: &Pack, data: &Path) -> Result<Map, Failure> {
    let mut builder = atlas::Builder::new();
    let meta = city.draw(&mut builder)?;
    let (bytes, digest) = builder.finish(meta).to_bytes();
    Ok(Map::new(
        Arc::new(atlas::read_bytes(&bytes)?),
        digest,
        pack,
        &data.join(INDEX),
    ))
}
