//! Turns an export of real calls into acts, in order of time, through the path every act takes.
//!
//! The export is "Fire Department Calls for Service" of San Francisco: one row for each unit sent.
//! Keys of acts are made from the rows, so the same file twice is the same record once, and a
//! replay that was cut off goes on where it stopped.

pub mod fleet;
mod nearest;
mod plan;
pub mod rows;
mod tally;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use application::record::ClockKind;
use application::{Act, Application, Error, Recorded};
use kernel::{AgencyId, SeatId};
use pack::Pack;
use tokio::sync::oneshot;

use crate::{Failure, machine, serve};
use plan::{Step, plan};
use tally::Tally;

/// Acts that are under way at once.
const UNDER_WAY: usize = 2_048;

/// What is replayed, and into which record.
#[derive(clap::Args)]
pub struct Args {
    /// The folder of the pack, with a mapping of the export's words.
    #[arg(long)]
    pack: PathBuf,
    /// The export: .csv, .csv.gz or .csv.zst.
    #[arg(long)]
    calls: PathBuf,
    /// The data folder; made when it is not there.
    #[arg(long, env = "ANSWERABLE_DATA")]
    data: PathBuf,
    /// A map made by `import-map`: says in how many calls the straight line names a later unit.
    #[arg(long)]
    map: Option<PathBuf>,
    /// How fast: `max`, or so many times as fast as it happened.
    #[arg(long, default_value = "max", value_parser = speed)]
    speed: Speed,
}

/// How fast a replay runs.
#[derive(Clone, Copy, Debug)]
enum Speed {
    Max,
    Times(f64),
}

fn speed(text: &str) -> Result<Speed, String> {
    match (text, text.parse::<f64>()) {
        ("max", _) => Ok(Speed::Max),
        (_, Ok(times)) if times > 0.0 && times.is_finite() => Ok(Speed::Times(times)),
        _ => Err("say 'max', or how many times as fast as it happened, such as 1 or 60".into()),
    }
}

/// Replays, and says what was found.
pub fn run(args: Args) -> Result<ExitCode, Failure> {
    let pack = Pack::load(&args.pack)?;
    let import = pack
        .import
        .clone()
        .ok_or("this pack has no mapping of the export's words (import.toml)")?;
    let begun = Instant::now();
    let read = rows::read(&args.calls, &pack.timezone.to_string())?;
    let compared = match &args.map {
        Some(map) => {
            let travel = crate::map::travel(map, &pack)?;
            Some(nearest::compare(&read.rows, (&pack, &import), &travel)?)
        }
        None => None,
    };
    let (steps, mut tally) = plan(&pack, &import, read)?;
    println!(
        "read {} rows of {} calls in {:.1} s: {} acts",
        tally.rows,
        tally.calls,
        begun.elapsed().as_secs_f64(),
        steps.len()
    );
    let agency = AgencyId::new(pack.place.as_str())?;
    let application = serve::open(args.data.clone(), agency, ClockKind::Replay, pack)?;
    let replaying = Instant::now();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(acts(&application, steps, args.speed, &mut tally))?;
    let acting = replaying.elapsed();
    application.end();
    let status = application.status();
    tally.print(&args.data)?;
    if let Some(compared) = compared {
        compared.print();
    }
    let journal = machine::file_bytes(&args.data.join("journal.db"));
    println!(
        "{} entries in {:.1} s: {:.0} acts a second; views folded to entry {} and head signed after {:.1} s",
        status.entries,
        acting.as_secs_f64(),
        tally.acts as f64 / acting.as_secs_f64(),
        status.views_entry,
        replaying.elapsed().as_secs_f64(),
    );
    println!(
        "peak memory {} MB; journal.db {} MB, {} bytes an entry; {}",
        machine::peak_memory_bytes().unwrap_or(0) >> 20,
        journal >> 20,
        journal / status.entries.max(1),
        machine::describe()
    );
    Ok(if tally.refused() == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

type Answered = oneshot::Receiver<Result<Recorded, Error>>;

async fn acts(
    application: &Arc<Application>,
    steps: Vec<Step>,
    speed: Speed,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let seat = SeatId::new("replay")?;
    let mut under_way: VecDeque<(Step, Answered)> = VecDeque::with_capacity(UNDER_WAY);
    let first = steps.first().map(|step| step.at);
    let begun = Instant::now();
    for step in steps {
        if let (Speed::Times(times), Some(first)) = (speed, first) {
            let due =
                Duration::from_secs_f64(step.at.since_ms(first).max(0) as f64 / 1_000.0 / times);
            while let Some(wait) = due.checked_sub(begun.elapsed()) {
                // What is under way is looked after while there is time.
                if let Some((step, answered)) = under_way.pop_front() {
                    tally.answered(&step, answered.await?)?;
                } else {
                    tokio::time::sleep(wait).await;
                }
            }
        }
        if under_way.len() == UNDER_WAY
            && let Some((step, answered)) = under_way.pop_front()
        {
            tally.answered(&step, answered.await?)?;
        }
        let act = Act::new(step.key, seat.clone(), step.command.clone()).at(step.at);
        let answered = application.submit(act).await?;
        under_way.push_back((step, answered));
    }
    for (step, answered) in under_way {
        tally.answered(&step, answered.await?)?;
    }
    Ok(())
}
