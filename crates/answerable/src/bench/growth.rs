//! Latency, memory, start time and file sizes as the record of the seeded city grows.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use application::Application;
use application::record::ClockKind;
use kernel::{AgencyId, Timestamp};
use pack::Pack;
use sim::City;

use super::Scratch;
use super::city::Days;
use super::stats::Run;
use crate::{Failure, demo, machine, serve};

const UNDER_WAY: usize = 1_024;
/// 2026-01-01T00:00:00+08:00, so that the same run gives the same record.
const FROM: Timestamp = Timestamp(1_767_196_800_000);
/// Acts made one at a time at every size, to see their latency.
const SINGLE: usize = 500;

/// Writes the record and stops at every power of ten.
pub fn run(pack: &Path, on: &Path, entries: u64) -> Result<(), Failure> {
    let scratch = Scratch::new(on, "growth")?;
    let city = Arc::new(City::generate(1));
    let pack = demo::stationed(Pack::load(pack)?, &city)?;
    let mut days = Days::new(&city, &pack, FROM)?;
    let folder = scratch.0.join("record");
    let open = || {
        serve::open(
            folder.clone(),
            AgencyId::new("growth")?,
            ClockKind::Simulated,
            pack.clone(),
        )
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut application = open()?;
    println!(
        "\n{:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>10} {:>9} {:>9} {:>8}",
        "entries",
        "acts/s",
        "p50 ms",
        "p99 ms",
        "memory",
        "start ms",
        "journal",
        "views",
        "snapshot",
        "open"
    );
    let mut size = 10_000;
    loop {
        let stop = size.min(entries);
        let run = runtime.block_on(write(&application, &mut days, stop))?;
        let single = runtime.block_on(one_by_one(&application, &mut days))?;
        let memory = machine::memory_bytes().unwrap_or(0) >> 20;
        let open_incidents = application.board(None)?.incidents.len();
        application.end();
        drop(application);
        let begun = Instant::now();
        application = open()?;
        let start = begun.elapsed();
        let megabytes = |name: &str| machine::file_bytes(&folder.join(name)) >> 20;
        println!(
            "{stop:>9} {:>9.0} {:>9.3} {:>9.3} {memory:>6} MB {:>9} {:>7} MB {:>6} MB {:>6} kB {open_incidents:>8}",
            run.rate(),
            single.ms(50.0),
            single.ms(99.0),
            start.as_millis(),
            megabytes("journal.db") + megabytes("journal.db-wal"),
            megabytes("views.db") + megabytes("views.db-wal"),
            machine::file_bytes(&folder.join("state.snapshot")) >> 10,
        );
        if stop == entries {
            application.end();
            println!(
                "peak memory of the process {} MB; {}",
                machine::peak_memory_bytes().unwrap_or(0) >> 20,
                machine::describe()
            );
            return Ok(());
        }
        size *= 10;
    }
}

async fn write(application: &Arc<Application>, days: &mut Days, stop: u64) -> Result<Run, Failure> {
    let begun = Instant::now();
    let mut under_way = VecDeque::with_capacity(UNDER_WAY);
    let mut run = Run::default();
    while application.status().entries + (under_way.len() as u64) < stop {
        if under_way.len() == UNDER_WAY {
            settle(&mut under_way, &mut run).await?;
        }
        let asked = Instant::now();
        under_way.push_back((asked, application.submit(days.next()?).await?));
    }
    while !under_way.is_empty() {
        settle(&mut under_way, &mut run).await?;
    }
    let last = application.status().entries.saturating_sub(1);
    while application.fresh(last).await.is_err() {}
    run.elapsed = begun.elapsed();
    Ok(run)
}

type UnderWay = VecDeque<(
    Instant,
    tokio::sync::oneshot::Receiver<Result<application::Recorded, application::Error>>,
)>;

async fn settle(under_way: &mut UnderWay, run: &mut Run) -> Result<(), Failure> {
    if let Some((asked, answer)) = under_way.pop_front() {
        answer.await??;
        run.latencies.push(asked.elapsed());
    }
    Ok(())
}

async fn one_by_one(application: &Arc<Application>, days: &mut Days) -> Result<Run, Failure> {
    let begun = Instant::now();
    let mut run = Run::default();
    for _ in 0..SINGLE {
        let asked = Instant::now();
        application.act(days.next()?).await?;
        run.latencies.push(asked.elapsed());
    }
    run.elapsed = begun.elapsed();
    Ok(run)
}
