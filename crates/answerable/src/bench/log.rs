//! The public log: proofs and their latency, receipts under witnesses, and what checking one takes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use answerable_verify::{Outcome, check};
use application::intake::{Command as Intake, NewReport, Place, Then};
use application::record::ClockKind;
use application::{Act, Application, Command, PublishAs, When};
use journal::{Log, Read, open_reader};
use kernel::{ActKey, AgencyId, Prose};
use pack::Pack;
use rusqlite::{Connection, params};
use tlog::{
    Checkpoint, Cosigner, Hash, Note, Policy, Receipt, Signer, TILE_WIDTH, Tile, Tree, Verifier,
    leaf_hash, verify_inclusion,
};
use uuid::Uuid;

use super::Scratch;
use super::load::Words;
use super::record::with_a_station;
use super::stats::{Run, expect};
use crate::{Failure, serve, witnesses};

/// What is measured, and on what.
#[derive(clap::Args)]
pub struct Args {
    /// The folder of a pack.
    #[arg(long, default_value = "packs/yunzhou")]
    pack: PathBuf,
    /// Where to write; on the disk that is to be measured.
    #[arg(long, default_value = "data")]
    on: PathBuf,
    /// Entries of the larger log, whose tiles are made without their entries.
    #[arg(long, default_value_t = 100_000_000)]
    entries: u64,
    /// For how many seconds acts come in, a thousand a second.
    #[arg(long, default_value_t = 30)]
    seconds: u32,
}

/// Acts a second while receipts are waited for.
const RATE: u32 = 1_000;
const PROOFS: usize = 20_000;
const WITNESSES: usize = 3;

/// Measures everything, one after the other.
pub fn run(args: &Args) -> Result<(), Failure> {
    let scratch = Scratch::new(&args.on, "log")?;
    println!("\nproofs from stored tiles, SQLite");
    for size in [1_000_000, args.entries] {
        let folder = scratch.0.join(size.to_string());
        std::fs::create_dir_all(&folder)?;
        let begun = Instant::now();
        let tree = tiles(&folder, size)?;
        println!(
            "{size} entries: tiles made in {:.0} s",
            begun.elapsed().as_secs_f64()
        );
        proofs(&folder, &tree)?;
    }
    let verifying = receipts()?;
    let witnessed = witnessed(
        &scratch,
        with_a_station(Pack::load(&args.pack)?)?,
        args.seconds,
    )?;
    println!("\nexpectations");
    let p99 = witnessed.ms(99.0);
    expect(
        "from an act to its witnessed receipt, p99 ms",
        p99,
        p99 <= 2_000.0,
        "at most 2,000; Tessera's POSIX log takes 3,100 to 6,000 in the mean",
    );
    expect(
        "a receipt of a log of 2^30 entries with 3 witnesses, bytes",
        verifying.bytes as f64,
        verifying.bytes <= 2_000,
        "at most 2,000",
    );
    let ms = verifying.run.ms(50.0);
    expect("checking it, ms", ms, ms <= 1.0, "at most 1");
    println!("{}", crate::machine::describe());
    Ok(())
}

/// A hash that looks like one of an entry.
fn pretended(n: u64) -> Hash {
    leaf_hash(&n.to_be_bytes())
}

/// The stored tiles of a log of so many entries, without the entries: what proofs are made from.
fn tiles(folder: &Path, size: u64) -> Result<Tree, Failure> {
    // The tables are those of a record; their columns are in `formats/journal.md`.
    drop(journal::SqliteStore::open(
        folder,
        journal::Options::default(),
    )?);
    let mut db = Connection::open(folder.join("journal.db"))?;
    db.pragma_update(None, "synchronous", "OFF")?;
    let (mut tree, mut full): (Tree, Vec<Tile>) = (Tree::default(), vec![]);
    let mut next = 0;
    while next < size {
        let tx = db.transaction()?;
        {
            let mut put =
                tx.prepare("INSERT INTO tile (level, idx, hashes) VALUES (?1, ?2, ?3)")?;
            for n in next..size.min(next + 1_000_000) {
                tree.push(pretended(n), &mut full);
                for tile in full.drain(..) {
                    put.execute(params![tile.level, tile.index as i64, tile.to_bytes()])?;
                }
            }
        }
        tx.commit()?;
        next += 1_000_000;
    }
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(tree)
}

fn proofs(folder: &Path, tree: &Tree) -> Result<(), Failure> {
    let mut reader = open_reader(folder)?;
    let (size, root) = (tree.size(), tree.root());
    // Entries far apart, so that what is measured is not one tile in a cache.
    let far = |nth: usize| (nth as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) % size;
    let mut inclusion = Run::default();
    let begun = Instant::now();
    let mut checked = 0;
    for nth in 0..PROOFS {
        let index = far(nth);
        let one = Instant::now();
        let proof = Log::new(tree, &mut reader).inclusion(index)?;
        inclusion.latencies.push(one.elapsed());
        if nth % 100 == 0 {
            let proof = proof.ok_or("there is no proof")?;
            verify_inclusion(pretended(index), index, size, &proof, root)?;
            checked += 1;
        }
    }
    inclusion.elapsed = begun.elapsed();
    inclusion.print(&format!("inclusion, {size} entries, {checked} checked"));
    let mut consistency = Run::default();
    let begun = Instant::now();
    for nth in 0..PROOFS / 10 {
        let one = Instant::now();
        Log::new(tree, &mut reader).consistency(far(nth).max(1))?;
        consistency.latencies.push(one.elapsed());
    }
    consistency.elapsed = begun.elapsed();
    consistency.print(&format!("consistency, {size} entries"));
    let mut tile = Run::default();
    let begun = Instant::now();
    for nth in 0..PROOFS {
        let index = far(nth) / TILE_WIDTH as u64;
        let one = Instant::now();
        reader.tile(0, index.min(size / 256 - 1))?;
        tile.latencies.push(one.elapsed());
    }
    tile.elapsed = begun.elapsed();
    tile.print("limit: one stored tile read alone");
    let times = inclusion.ms(50.0) / tile.ms(50.0);
    println!("  an inclusion proof takes {times:.1} times one tile");
    Ok(())
}

struct Verifying {
    run: Run,
    bytes: usize,
}

/// A receipt of a log of 2^30 entries under three witnesses: how long it is and what checking takes.
fn receipts() -> Result<Verifying, Failure> {
    println!("\nchecking receipts");
    let log = Signer::new("answerable.example/yunzhou", [1; 32])?;
    let entry = vec![b'x'; 400];
    let proof: Vec<Hash> = (0..30).map(pretended).collect();
    // The root that this proof leads to from the first entry.
    let root = proof.iter().fold(leaf_hash(&entry), |left, right| {
        tlog::node_hash(left, *right)
    });
    let checkpoint = Checkpoint {
        origin: log.verifier().name().to_owned(),
        size: 1 << 30,
        root,
    };
    let mut note = Note::from_text(&log.sign(&checkpoint.to_text())?)?;
    let mut policy = format!("log {}\n", log.verifier());
    let mut names = String::new();
    for nth in 0..WITNESSES {
        let seed = [u8::try_from(nth)? + 10; 32];
        let cosigner = Cosigner::new(&format!("witness-{nth}.example/w1"), seed)?;
        note.append(cosigner.cosign(&note.text, 1_775_520_000)?);
        policy.push_str(&format!("witness w{nth} {}\n", cosigner.verifier()));
        names.push_str(&format!(" w{nth}"));
    }
    policy.push_str(&format!("group all all{names}\nquorum all\n"));
    let policy: Policy = policy.parse()?;
    let mut receipt = Receipt {
        extra: None,
        index: 0,
        proof,
        note,
    };
    let bytes = receipt.to_string().len();
    receipt.extra = Some(entry);
    let text = receipt.to_string();
    let mut run = Run::default();
    let begun = Instant::now();
    for _ in 0..2_000 {
        let one = Instant::now();
        let outcome = check(&text, &policy, None);
        run.latencies.push(one.elapsed());
        if !matches!(outcome, Outcome::Proven(_)) {
            return Err(format!("the receipt does not verify: {outcome:?}").into());
        }
    }
    run.elapsed = begun.elapsed();
    run.print("2^30 entries, log and 3 witnesses");
    Ok(Verifying { run, bytes })
}

/// Acts at a steady rate, and for each the time until a receipt with its quorum could be handed out.
fn witnessed(scratch: &Scratch, pack: Pack, seconds: u32) -> Result<Run, Failure> {
    println!("\nfrom an act to its witnessed receipt, {RATE} acts a second, {WITNESSES} witnesses");
    let folder = scratch.0.join("witnessed");
    let agency = AgencyId::new("bench")?;
    // Begun once without witnesses, so that they can be told its key.
    let first = serve::open(
        folder.clone(),
        agency.clone(),
        ClockKind::Real,
        pack.clone(),
    )?;
    first.end();
    drop(first);
    let key = application::log_key(&folder, None)?.verifier();
    let policy = scratch.0.join("policy");
    std::fs::write(&policy, asked(&scratch.0, &key)?)?;
    let publish: PublishAs = witnesses::publish(Some(&policy))?;
    let application =
        serve::open_published(folder, agency, ClockKind::Real, pack.clone(), publish)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let run = runtime.block_on(paced(&application, &Words::of(&pack)?, seconds));
    application.end();
    let run = run?;
    run.print("witnessed receipts");
    Ok(run)
}

/// Starts the witnesses and gives the policy that asks all of them.
fn asked(scratch: &Path, log: &Verifier) -> Result<String, Failure> {
    let mut policy = format!("log {log}\n");
    let mut names = String::new();
    for nth in 0..WITNESSES {
        let config = scratch.join(format!("w{nth}.toml"));
        let settings = format!(
            "name = \"w{nth}.example\"\nlisten = \"127.0.0.1:0\"\nstate = \"w{nth}.db\"\nkey = \"w{nth}.key\"\n\
             requests_per_minute = 10000\n[[origins]]\norigin = \"{}\"\nkeys = [\"{log}\"]\n",
            log.name()
        );
        std::fs::write(&config, settings)?;
        let (told, started) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let run = witness::server::run(&config, |key, address| {
                let _ = told.send((key.to_string(), address));
            });
            if let Err(error) = run {
                eprintln!("a witness ended: {error}");
            }
        });
        let (key, address) = started.recv()?;
        policy.push_str(&format!("witness w{nth} {key} http://{address}\n"));
        names.push_str(&format!(" w{nth}"));
    }
    Ok(format!("{policy}group all all{names}\nquorum all\n"))
}

async fn paced(
    application: &Arc<Application>,
    words: &Words,
    seconds: u32,
) -> Result<Run, Failure> {
    let mut published = application.watch_published();
    let (told, mut taken) = tokio::sync::mpsc::unbounded_channel::<(u64, Instant)>();
    let waiting = tokio::spawn(async move {
        let (mut waiting, mut latencies) = (std::collections::BTreeMap::new(), vec![]);
        loop {
            tokio::select! {
                one = taken.recv() => match one {
                    Some((entry, asked)) => { waiting.insert(entry, asked); }
                    None if waiting.is_empty() => return latencies,
                    None => tokio::time::sleep(Duration::from_millis(10)).await,
                },
                _ = published.changed() => {}
            }
            let covered = published
                .borrow_and_update()
                .as_ref()
                .filter(|last| last.quorum)
                .map_or(0, |last| last.tree.size());
            let rest = waiting.split_off(&covered);
            let now = Instant::now();
            latencies.extend(waiting.values().map(|asked: &Instant| now - *asked));
            waiting = rest;
        }
    });
    let begun = Instant::now();
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / RATE);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
    for _ in 0..seconds * RATE {
        ticks.tick().await;
        let act = Act::new(ActKey(Uuid::now_v7()), words.seat.clone(), report(words)?);
        let (application, told, asked) = (application.clone(), told.clone(), Instant::now());
        tokio::spawn(async move {
            if let Ok(recorded) = application.act(act).await {
                let _ = told.send((recorded.seq(), asked));
            }
        });
    }
    drop(told);
    let latencies = waiting.await?;
    Ok(Run {
        latencies,
        elapsed: begun.elapsed(),
    })
}

fn report(words: &Words) -> Result<Command, Failure> {
    let report = NewReport {
        channel: words.channel.clone(),
        words: Prose::new("Two cars have run into one another at the crossing.")?,
        place: Place::default(),
        received: When::now(),
        caller: None,
    };
    Ok(Command::Intake(Intake::ReceiveReport {
        report,
        then: Then::Wait,
    }))
}
