//! Prints service figures from a record.

use std::io::Write;
use std::path::PathBuf;

use application::{Figures, FiguresGroup, Interval, Intervals, service_figures};

use crate::Failure;

/// Which record, and how.
#[derive(clap::Args)]
pub struct Args {
    /// The data folder.
    #[arg(long, env = "ANSWERABLE_DATA")]
    data: PathBuf,
    /// As JSON, with every breakdown.
    #[arg(long)]
    json: bool,
}

/// Prints the figures.
pub fn run(args: &Args) -> Result<(), Failure> {
    let figures = service_figures(&args.data)?;
    let mut out = std::io::stdout().lock();
    let printed = match args.json {
        true => writeln!(out, "{}", serde_json::to_string_pretty(&figures)?),
        false => print(&figures, &mut out),
    };
    match printed {
        // Whoever reads may stop reading.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        printed => Ok(printed?),
    }
}

const NAMES: [&str; 5] = [
    "received to entry",
    "entry to first send",
    "send to depart",
    "depart to on scene",
    "received to first on scene",
];

fn all(intervals: &Intervals) -> [&Interval; 5] {
    [
        &intervals.received_to_entry,
        &intervals.entry_to_first_send,
        &intervals.send_to_depart,
        &intervals.depart_to_on_scene,
        &intervals.received_to_first_on_scene,
    ]
}

fn seconds(value: Option<i64>) -> String {
    value.map_or_else(|| "-".into(), |seconds| format!("{seconds} s"))
}

fn print(figures: &Figures, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "{} calls, {} unit responses\n",
        figures.calls, figures.unit_responses
    )?;
    writeln!(
        out,
        "{:28} {:>8} {:>10} {:>10}",
        "interval", "count", "median", "90 %"
    )?;
    for (name, interval) in NAMES.iter().zip(all(&figures.intervals)) {
        let (median, p90) = (
            seconds(interval.nearest_rank(50)),
            seconds(interval.nearest_rank(90)),
        );
        writeln!(
            out,
            "{name:28} {:>8} {median:>10} {p90:>10}",
            interval.count()
        )?;
    }
    groups("by final priority", &figures.by_final_priority, out)?;
    groups("by call type", &figures.by_call_type, out)?;
    groups("by hour of the report", &figures.by_hour, out)?;
    writeln!(
        out,
        "\ntimes that are missing, of {} unit responses",
        figures.unit_responses
    )?;
    for (stage, count) in &figures.stamps.missing {
        writeln!(out, "  {stage:28} {count:>6}")?;
    }
    let order = &figures.stamps.out_of_order;
    writeln!(
        out,
        "times that stand the wrong way round: {} in {} unit responses",
        order.count, figures.stamps.rows_out_of_order
    )?;
    for (pair, count) in &order.pairs {
        writeln!(out, "  {pair:28} {count:>6}")?;
    }
    Ok(())
}

fn groups(
    title: &str,
    groups: &std::collections::BTreeMap<String, FiguresGroup>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    writeln!(
        out,
        "\n{title:36} {:>6} {:>6}  median / 90 % of {}",
        "calls", "units", NAMES[4]
    )?;
    for (name, group) in groups {
        let whole = &group.intervals.received_to_first_on_scene;
        writeln!(
            out,
            "  {name:34} {:>6} {:>6}  {} / {}",
            group.calls,
            group.unit_responses,
            seconds(whole.nearest_rank(50)),
            seconds(whole.nearest_rank(90))
        )?;
    }
    Ok(())
}
