//! Makes a map from published sources, and says what came of each.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use atlas::Names;
use atlas_import::{Import, Mapping, Progress, Report, Settings, SourceReport};
use pack::Pack;

use crate::{Failure, machine};

/// The folder of a pack with the mappings of street tables.
const TABLES: &str = "tables";

/// What the map is made of.
#[derive(clap::Args)]
pub struct Args {
    /// The map to write; replaced whole when it is there.
    out: PathBuf,
    /// Extracts of OpenStreetMap (.osm.pbf) and street tables (.csv, .csv.gz, .csv.zst).
    #[arg(required = true)]
    sources: Vec<PathBuf>,
    /// The pack whose place the map is of: gives the title, and says which column of a table is what
    /// (tables/*.toml in its folder).
    #[arg(long, env = "ANSWERABLE_PACK")]
    pack: Option<PathBuf>,
}

/// Imports, writes and reports.
pub fn run(args: &Args) -> Result<(), Failure> {
    let begun = Instant::now();
    let mut settings = Settings::default();
    if let Some(folder) = &args.pack {
        let pack = Pack::load(folder)?;
        let (en, zh) = (pack.name.en.as_str(), pack.name.zh_cn.as_str());
        settings.title = Names::both(en, en, zh);
        settings.mappings = mappings(&folder.join(TABLES))?;
    }
    let mut import = Import::new(settings);
    for source in &args.sources {
        let mut bar = Bar::new(source);
        import
            .read(source, &mut |progress| bar.show(progress))
            .map_err(|error| crate::map::about(source, error))?;
        bar.clear();
    }
    let (atlas, report) = import.finish();
    let digest = atlas
        .write(&args.out)
        .map_err(|error| crate::map::about(&args.out, error))?;
    report.sources.iter().for_each(print_source);
    print_parts(&report);
    println!(
        "{}: {} roads, {} nodes, {} turn signs, {} places, {} ranges of numbers, {} shapes; {} kB, {:.1} s, peak memory {} MB",
        args.out.display(),
        atlas.roads.pieces.len(),
        atlas.roads.nodes.len(),
        atlas.roads.restrictions.len(),
        atlas.places.len(),
        atlas.ranges.len(),
        atlas.shapes.len(),
        machine::file_bytes(&args.out) >> 10,
        begun.elapsed().as_secs_f64(),
        machine::peak_memory_bytes().unwrap_or(0) >> 20,
    );
    println!("sha256 {digest}");
    Ok(())
}

/// The mappings of a pack, by name of file.
fn mappings(folder: &Path) -> Result<Vec<Mapping>, Failure> {
    if !folder.is_dir() {
        return Ok(vec![]);
    }
    let files = std::fs::read_dir(folder)?.map(|file| Ok(file?.path()));
    let mut files = files.collect::<Result<Vec<_>, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let read = |file: &PathBuf| {
        let text = std::fs::read_to_string(file)?;
        Mapping::parse(&text).map_err(|error| crate::map::about(file, error))
    };
    files.iter().map(read).collect()
}

fn print_source(source: &SourceReport) {
    let read = source.read;
    let counts = [
        (read.nodes, "nodes"),
        (read.ways, "ways"),
        (read.relations, "relations"),
        (read.rows, "rows"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    println!("{}: read {}", source.name, counts.join(", "));
    println!("  kept");
    for (what, count) in &source.kept {
        println!("    {count:>9}  {what}");
    }
    if !source.dropped.is_empty() {
        println!("  left out");
    }
    for (reason, dropped) in &source.dropped {
        let first = dropped
            .first
            .iter()
            .take(3)
            .map(|example| match &*example.detail {
                "" => example.object.to_string(),
                detail => format!("{}: {detail}", example.object),
            });
        let first: Vec<String> = first.collect();
        println!(
            "    {:>9}  {reason} ({}{})",
            dropped.count,
            first.join("; "),
            more(dropped.count)
        );
    }
    for remark in &source.remarks {
        println!("  {remark}");
    }
}

fn more(count: u64) -> &'static str {
    if count > 3 { "; …" } else { "" }
}

fn print_parts(report: &Report) {
    let parts = &report.parts;
    println!(
        "cars get from everywhere to everywhere on {} crossings and {:.0} km; {} other parts hang off, {:.0} km",
        parts.largest.nodes,
        parts.largest.length_m / 1_000.0,
        parts.rest_parts,
        parts.rest.length_m / 1_000.0
    );
}

/// How far a source is, on a line that is written again and again; silent where nobody watches.
struct Bar {
    name: String,
    shown: Option<u64>,
}

impl Bar {
    fn new(source: &Path) -> Self {
        let name = source.file_name().unwrap_or_default();
        Self {
            name: name.to_string_lossy().into_owned(),
            shown: None,
        }
    }

    fn show(&mut self, progress: Progress) {
        const WIDTH: u64 = 40;
        let percent = progress.read_bytes * 100 / progress.total_bytes.max(1);
        if self.shown == Some(percent) || !std::io::stderr().is_terminal() {
            return;
        }
        self.shown = Some(percent);
        let full = (percent * WIDTH / 100).min(WIDTH) as usize;
        let bar = format!("{:40}", "█".repeat(full));
        // A bar that cannot be shown is no reason to stop.
        let _ = write!(std::io::stderr(), "\r{} [{bar}] {percent:>3} %", self.name);
    }

    fn clear(&self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
