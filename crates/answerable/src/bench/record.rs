//! Durable acts a second and their latency, inside the process and over HTTP, beside the peers.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use application::Application;
use application::record::ClockKind;
use kernel::{AgencyId, Code, Line};
use pack::{Name, Pack, Station};
use surface::{App, MapSource, Reach, Server};

use super::load::{self, Words, Worker};
use super::stats::{Run, expect};
use super::{Scratch, http, peers};
use crate::{Failure, entrance, machine, serve};

const EACH: Duration = Duration::from_secs(4);
const PACED: u32 = 10_000;

/// Measures everything, one after the other.
pub fn run(pack: &Path, on: &Path) -> Result<(), Failure> {
    let scratch = Scratch::new(on, "record")?;
    println!("\npeers, on the same disk");
    peers::settle_disk();
    let bare = peers::bare_disk(&scratch.0, 2_000)?;
    bare.print("fdatasync of 512 bytes");
    let single = peers::sqlite(&scratch.0, 1, EACH)?;
    single.print("SQLite, one row a commit");
    let grouped = peers::sqlite(&scratch.0, 256, EACH)?;
    grouped.print("SQLite, 256 rows a commit");
    let postgres = match peers::postgres(&scratch.0, 6) {
        Ok(rate) => {
            println!(
                "{:48} {rate:>9.0}/s",
                "PostgreSQL, single-row inserts, 64 connections"
            );
            Some(rate)
        }
        Err(why) => {
            println!("PostgreSQL was not measured: {why}");
            None
        }
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let pack = with_a_station(Pack::load(pack)?)?;
    let found = runtime.block_on(acts(&scratch, pack))?;
    println!("\nexpectations");
    if let Some(rate) = postgres {
        let times = found.http_64.rate() / rate;
        expect(
            "HTTP with 64 connections, times PostgreSQL",
            times,
            times >= 2.0,
            "at least 2",
        );
    }
    let times = found.http_1.ms(50.0) / bare.ms(50.0);
    expect(
        "one connection's p50, times a bare fdatasync",
        times,
        times <= 2.0,
        "at most 2",
    );
    let share = found.inside_1024.rate() / grouped.rate();
    expect(
        "1,024 waiting inside, share of SQLite's 256-row rate",
        share,
        share >= 0.5,
        "at least 0.5",
    );
    let p99 = found.paced.ms(99.0);
    expect(
        "p99 at 10,000 acts a second, ms",
        p99,
        p99 <= 10.0,
        "at most 10",
    );
    let p99 = found.paced_rebuilding.ms(99.0);
    expect(
        "p99 at 10,000 acts a second while rebuilding, ms",
        p99,
        p99 <= 25.0,
        "at most 25",
    );
    println!("{}", machine::describe());
    Ok(())
}

struct Found {
    inside_1024: Run,
    http_1: Run,
    http_64: Run,
    paced: Run,
    paced_rebuilding: Run,
}

async fn acts(scratch: &Scratch, pack: Pack) -> Result<Found, Failure> {
    let words = Words::of(&pack)?;
    let folder = scratch.0.join("record");
    let application = serve::open(
        folder,
        AgencyId::new("bench")?,
        ClockKind::Real,
        pack.clone(),
    )?;
    let mut workers = load::workers(&application, &words, 0..1_024).await?;
    println!("\nacts inside the process, views folded");
    let inside = |run: &Run, waiting| run.print(&format!("{waiting} waiting"));
    let mut inside_1024 = Run::default();
    for waiting in [1, 64, 1_024] {
        let rest = workers.split_off(waiting);
        let (run, back) = load::saturate(&application, workers, EACH).await?;
        inside(&run, waiting);
        workers = back.into_iter().chain(rest).collect();
        inside_1024 = run;
    }
    let (http_1, http_64, back) = over_http(&application, pack, workers).await?;
    // What the views and the disk still owe from before does not belong to the next measurement.
    let last = application.status().entries.saturating_sub(1);
    while application.fresh(last).await.is_err() {}
    peers::settle_disk();
    println!("\nacts at a steady {PACED} a second");
    let (paced, back) = load::paced(&application, back, PACED, EACH * 2).await?;
    paced.print("alone");
    let replaced = application.views_replaced();
    application.rebuild();
    let (paced_rebuilding, _) = load::paced(&application, back, PACED, EACH * 2).await?;
    paced_rebuilding.print("while the views are folded again");
    println!(
        "the fold of {} entries {}",
        application.status().entries,
        if application.views_replaced() > replaced {
            "ended meanwhile"
        } else {
            "was still going on"
        }
    );
    application.end();
    Ok(Found {
        inside_1024,
        http_1,
        http_64,
        paced,
        paced_rebuilding,
    })
}

async fn over_http(
    application: &Arc<Application>,
    pack: Pack,
    mut workers: Vec<Worker>,
) -> Result<(Run, Run, Vec<Worker>), Failure> {
    println!("\nacts over HTTP, client and server on the same cores");
    // Whoever asks is the guest, and passes the same door as everybody.
    let (opening, of) = (application.clone(), pack.clone());
    let door = tokio::task::spawn_blocking(move || entrance::guests(&opening, &of)).await??;
    let app = App::new(application.clone(), pack, MapSource::default(), None, door);
    let server = Server::listen(app, ([127, 0, 0, 1], 0).into(), Reach::Loopback)?;
    let address = server.address()?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(server.run(async move {
        let _ = stopped.await;
    }));
    let (mut http_1, mut http_64) = (Run::default(), Run::default());
    for connections in [1, 16, 64, 256] {
        let rest = workers.split_off(connections);
        let (run, back) = http::saturate(address, workers, EACH).await?;
        run.print(&format!("{connections} connections"));
        workers = back.into_iter().chain(rest).collect();
        match connections {
            1 => http_1 = run,
            64 => http_64 = run,
            _ => {}
        }
    }
    let _ = stop.send(());
    serving.await??;
    Ok((http_1, http_64, workers))
}

/// Packs whose stations come with the city get one for the load.
pub fn with_a_station(pack: Pack) -> Result<Pack, Failure> {
    if !pack.stations.is_empty() {
        return Ok(pack);
    }
    let name = Name {
        en: Line::new("Bench")?,
        zh_cn: Line::new("测试")?,
    };
    let (code, point) = (Code::new("bench")?, pack.center);
    Ok(pack.with_stations(vec![Station { code, name, point }]))
}
