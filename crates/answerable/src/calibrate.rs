//! Finds from recorded drives how much slower or faster roads are than the pack says, shows how well
//! that fits drives it has not seen, and adopts it when asked.

use std::path::PathBuf;

use application::record::ClockKind;
use application::roads::{ClassFactor, Command as Roads, Speeds};
use application::{Act, Command, Conditions, Travel};
use kernel::{ActKey, AgencyId, Code, DAY_MS, Line, SeatId, Timestamp};
use pack::{Import, Pack};
use roads::{Drive, Errors, Factors};
use uuid::Uuid;

use crate::replay::fleet::Fleet;
use crate::replay::rows::{self, Row};
use crate::{Failure, map, serve};

/// What drives are taken from, and where the factors go.
#[derive(clap::Args)]
pub struct Args {
    /// The folder of the pack, with a mapping of the export's words.
    #[arg(long)]
    pack: PathBuf,
    /// A map made by `import-map`.
    #[arg(long)]
    map: PathBuf,
    /// The export: .csv, .csv.gz or .csv.zst.
    #[arg(long)]
    calls: PathBuf,
    /// Days from the first call on that factors are found from; the others show how well they fit.
    #[arg(long, default_value_t = 7)]
    fit_days: u32,
    /// The data folder of a record that adopts the factors; nobody may serve it meanwhile.
    #[arg(long)]
    adopt_into: Option<PathBuf>,
}

/// A drive, with the straight line for comparison.
struct Seen {
    at: Timestamp,
    straight_m: f64,
    drive: Drive,
}

/// Fits, shows, and adopts when asked.
pub fn run(args: &Args) -> Result<(), Failure> {
    let pack = Pack::load(&args.pack)?;
    let import = pack
        .import
        .clone()
        .ok_or("this pack has no mapping of the export's words (import.toml)")?;
    let travel = map::travel(&args.map, &pack)?;
    let read = rows::read(&args.calls, &pack.timezone.to_string())?;
    let seen = drives(&read.rows, (&pack, &import), &travel)?;
    let first = seen
        .iter()
        .map(|seen| seen.at)
        .min()
        .ok_or("no drive from a station was found")?;
    let end = first.plus_ms(i64::from(args.fit_days) * DAY_MS);
    let (fit, rest): (Vec<Seen>, Vec<Seen>) = seen.into_iter().partition(|seen| seen.at < end);
    println!(
        "{} drives from a station in the first {} days, {} after them",
        fit.len(),
        args.fit_days,
        rest.len()
    );
    let fitted: Vec<Drive> = fit.iter().map(|seen| seen.drive.clone()).collect();
    let factors = Factors::fit(&fitted);
    print_factors(&factors);
    let basis = compare(&factors, &fit, &rest);
    if let Some(data) = &args.adopt_into {
        adopt(data.clone(), pack, speeds(&factors)?, &basis)?;
    }
    Ok(())
}

/// Drives from a station to a call: the only ones of which the export tells both ends.
fn drives(
    rows: &[Row],
    (pack, import): (&Pack, &Import),
    travel: &Travel,
) -> Result<Vec<Seen>, Failure> {
    let zone = jiff::tz::TimeZone::get(pack.timezone.as_str())?;
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by_key(|row| (row.dispatch, row.line));
    let mut fleet = Fleet::default();
    let mut seen = vec![];
    for row in rows {
        let Some(kind) = import.unit_kinds.get(&row.unit_type) else {
            continue;
        };
        fleet.meet(row, kind, pack)?;
        let from = fleet.at_home(&row.unit, row.dispatch);
        fleet.send(row);
        let told = from.zip(row.point).zip(row.response).zip(row.on_scene);
        let Some((((from, place), departed), arrived)) = told else {
            continue;
        };
        let took_ms = arrived.since_ms(departed);
        let Some(urgent) = travel.is_urgent(kind) else {
            continue;
        };
        let Some(way) = travel.route(&from, place, Conditions::default()) else {
            continue;
        };
        // A crew that was there at once pressed both buttons together, and one that needed an hour
        // was asked to wait.
        if !(20_000..3_600_000).contains(&took_ms) {
            continue;
        }
        let local = jiff::Timestamp::from_millisecond(departed.0)?.to_zoned(zone.clone());
        let driving_ms: f64 = way.on_ms.values().sum();
        seen.push(Seen {
            at: departed,
            straight_m: from.point.distance_m(place),
            drive: Drive {
                fixed_ms: (f64::from(way.time.whole_ms()) - driving_ms).max(0.0),
                on_ms: way.on_ms,
                hour: local.hour().unsigned_abs(),
                urgent,
                took_ms: took_ms as f64,
            },
        });
    }
    Ok(seen)
}

fn print_factors(factors: &Factors) {
    println!("beside the driving {:.0} s", factors.pause_ms / 1_000.0);
    for (class, factor) in &factors.class {
        println!("  {:<16} {factor:.2}", class.code());
    }
    let hours: Vec<String> = factors
        .hour
        .iter()
        .map(|factor| format!("{factor:.2}"))
        .collect();
    println!("  hours 0 to 23    {}", hours.join(" "));
    println!(
        "  with signals {:.2}, without {:.2}",
        factors.urgent[1], factors.urgent[0]
    );
}

/// Shows predicted against actual for the drives that were not used, beside two simpler guesses; says
/// in one line how good the factors are.
fn compare(factors: &Factors, fit: &[Seen], rest: &[Seen]) -> String {
    // The straight line's best speed, found from the same drives as the factors.
    let mut pace: Vec<f64> = fit
        .iter()
        .filter(|seen| seen.straight_m > 50.0)
        .map(|seen| seen.drive.took_ms / seen.straight_m)
        .collect();
    pace.sort_by(f64::total_cmp);
    let pace = pace.get(pace.len() / 2).copied().unwrap_or(0.0);
    let straight = Errors::of(
        rest.iter()
            .map(|seen| (seen.straight_m * pace, seen.drive.took_ms)),
    );
    let usual = Factors::default();
    let drives: Vec<Drive> = rest.iter().map(|seen| seen.drive.clone()).collect();
    let (packs, found) = (usual.errors(&drives), factors.errors(&drives));
    println!("drives that were not used, predicted less actual");
    for (what, errors) in [
        ("straight line × its best pace", straight),
        ("roads, speeds of the pack", packs),
        ("roads, speeds that were found", found),
    ] {
        println!(
            "  {what:<30} half within {:>4.0} s, nine of ten within {:>4.0} s, bias {:+.0} s",
            errors.median_ms / 1_000.0,
            errors.ninth_ms / 1_000.0,
            errors.bias_ms / 1_000.0
        );
    }
    println!(
        "how far this carries: times run from the buttons of one fortnight; where the traffic was not \
         that of an ordinary week, as in a lockdown, factors by hour hardly differ and ordinary days \
         will be slower"
    );
    format!(
        "{} drives; half of {} others within {:.0} s, bias {:+.0} s",
        factors.drives,
        rest.len(),
        found.median_ms / 1_000.0,
        found.bias_ms / 1_000.0
    )
}

fn speeds(factors: &Factors) -> Result<Speeds, Failure> {
    // Factors are between a tenth and ten.
    let permille = |factor: f64| (factor * 1_000.0).round() as u32;
    let class = |(class, factor): (&atlas::Class, &f64)| {
        Ok::<_, kernel::TextError>(ClassFactor {
            class: Code::new(class.code())?,
            permille: permille(*factor),
        })
    };
    Ok(Speeds {
        pause_ms: factors.pause_ms.round() as u32,
        classes: factors.class.iter().map(class).collect::<Result<_, _>>()?,
        hour_permille: factors.hour.iter().copied().map(permille).collect(),
        urgent_permille: permille(factors.urgent[1]),
        calm_permille: permille(factors.urgent[0]),
    })
}

/// Writes the factors into a record as an act.
fn adopt(data: PathBuf, pack: Pack, speeds: Speeds, basis: &str) -> Result<(), Failure> {
    let agency = AgencyId::new(pack.place.as_str())?;
    let application = serve::open(data, agency, ClockKind::Real, pack)?;
    let basis = Line::new(basis)?;
    let adopt = Command::Roads(Roads::AdoptSpeeds { speeds, basis });
    let act = Act::new(ActKey(Uuid::now_v7()), SeatId::new("calibration")?, adopt);
    let recorded = application.submit_blocking(act)?.blocking_recv()??;
    application.end();
    println!("adopted by entry {}", recorded.seq());
    Ok(())
}
