//! Prints service figures from a record.

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
    if args.json {
        println!("{}", serde_json::to_string_pretty(&figures)?);
    } else {
        print(&figures);
    }
    Ok(())
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

fn print(figures: &Figures) {
    println!(
        "{} calls, {} unit responses\n",
        figures.calls, figures.unit_responses
    );
    println!(
        "{:28} {:>8} {:>10} {:>10}",
        "interval", "count", "median", "90 %"
    );
    for (name, interval) in NAMES.iter().zip(all(&figures.intervals)) {
        let (median, p90) = (
            seconds(interval.nearest_rank(50)),
            seconds(interval.nearest_rank(90)),
        );
        println!("{name:28} {:>8} {median:>10} {p90:>10}", interval.count());
    }
    groups("by final priority", &figures.by_final_priority);
    groups("by call type", &figures.by_call_type);
    groups("by hour of the report", &figures.by_hour);
    println!(
        "\ntimes that are missing, of {} unit responses",
        figures.unit_responses
    );
    for (stage, count) in &figures.stamps.missing {
        println!("  {stage:28} {count:>6}");
    }
    let order = &figures.stamps.out_of_order;
    println!(
        "times that stand the wrong way round: {} in {} unit responses",
        order.count, figures.stamps.rows_out_of_order
    );
    for (pair, count) in &order.pairs {
        println!("  {pair:28} {count:>6}");
    }
}

fn groups(title: &str, groups: &std::collections::BTreeMap<String, FiguresGroup>) {
    println!(
        "\n{title:36} {:>6} {:>6}  median / 90 % of {}",
        "calls", "units", NAMES[4]
    );
    for (name, group) in groups {
        let whole = &group.intervals.received_to_first_on_scene;
        println!(
            "  {name:34} {:>6} {:>6}  {} / {}",
            group.calls,
            group.unit_responses,
            seconds(whole.nearest_rank(50)),
            seconds(whole.nearest_rank(90))
        );
    }
}
