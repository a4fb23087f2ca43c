//! What the acts are measured against: the bare disk, SQLite by itself, and PostgreSQL.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::{FileExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::stats::Run;
use crate::Failure;

/// Bytes of a row, about those of an entry of the load.
pub const ROW_BYTES: usize = 700;

/// Lets the disk take what was written before.
pub fn settle_disk() {
    // Where there is no such program, the first numbers carry the debts of the last ones.
    let _ = Command::new("sync").status();
}

/// 512 bytes written and made durable, one after the other.
pub fn bare_disk(folder: &Path, times: usize) -> Result<Run, Failure> {
    let file = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(true)
        .open(folder.join("bare"))?;
    let begun = Instant::now();
    let mut latencies = Vec::with_capacity(times);
    for nth in 0..times {
        let asked = Instant::now();
        file.write_all_at(&[7; 512], nth as u64 * 512)?;
        file.sync_data()?;
        latencies.push(asked.elapsed());
    }
    Ok(Run {
        latencies,
        elapsed: begun.elapsed(),
    })
}

/// Rows into SQLite, so many a commit, write-ahead log and `synchronous=FULL`. The rate is of rows.
pub fn sqlite(folder: &Path, rows_a_commit: usize, within: Duration) -> Result<Run, Failure> {
    let mut db = Connection::open(folder.join(format!("peer-{rows_a_commit}.db")))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.execute_batch("CREATE TABLE entry (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")?;
    let row = vec![7_u8; ROW_BYTES];
    let begun = Instant::now();
    let mut latencies = vec![];
    while begun.elapsed() < within {
        let asked = Instant::now();
        let tx = db.transaction()?;
        {
            let mut insert = tx.prepare_cached("INSERT INTO entry (bytes) VALUES (?1)")?;
            for _ in 0..rows_a_commit {
                insert.execute([&row])?;
            }
        }
        tx.commit()?;
        latencies.extend(std::iter::repeat_n(asked.elapsed(), rows_a_commit));
    }
    Ok(Run {
        latencies,
        elapsed: begun.elapsed(),
    })
}

/// Single-row durable inserts into PostgreSQL with 64 connections; says why when it cannot be run.
pub fn postgres(folder: &Path, seconds: u32) -> Result<f64, String> {
    let programs = programs().ok_or("its server programs are not on this machine")?;
    let server = Postgres::start(folder, programs).map_err(|error| error.to_string())?;
    server.measure(seconds).map_err(|error| error.to_string())
}

/// The folder with `initdb`, `pg_ctl` and `pgbench`, the newest version first.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|item| item.path().join("bin"))
        .collect();
    found.sort();
    found.into_iter().rev().find(|bin| {
        ["initdb", "pg_ctl", "pgbench", "psql"]
            .iter()
            .all(|name| bin.join(name).exists())
    })
}

struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    as_user: bool,
}

impl Postgres {
    fn start(folder: &Path, programs: PathBuf) -> Result<Self, Failure> {
        let folder = folder.join("postgres");
        std::fs::create_dir_all(&folder)?;
        // PostgreSQL refuses to run as root, so root hands it to the user of that name.
        let as_user = id("-u", None)? == 0;
        if as_user {
            let (user, group) = (id("-u", Some("postgres"))?, id("-g", Some("postgres"))?);
            chown(&folder, Some(user), Some(group))?;
        }
        let server = Self {
            programs,
            folder,
            as_user,
        };
        let data = server.folder.join("data").display().to_string();
        server.run(
            "initdb",
            &["-D", &data, "-A", "trust", "-U", "bench", "-E", "UTF8"],
        )?;
        let sockets = server.folder.display();
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{sockets}' -c max_connections=100"
        );
        server.run(
            "pg_ctl",
            &[
                "-D",
                &data,
                "-w",
                "-l",
                &format!("{sockets}/log"),
                "-o",
                &options,
                "start",
            ],
        )?;
        Ok(server)
    }

    fn measure(&self, seconds: u32) -> Result<f64, Failure> {
        let sockets = self.folder.display().to_string();
        let table = "CREATE TABLE entry (seq bigserial PRIMARY KEY, bytes bytea NOT NULL)";
        self.run(
            "psql",
            &["-h", &sockets, "-U", "bench", "-d", "postgres", "-c", table],
        )?;
        let script = self.folder.join("insert.sql");
        let mut file = std::fs::File::create(&script)?;
        writeln!(
            file,
            "INSERT INTO entry (bytes) VALUES (decode(repeat('07', {ROW_BYTES}), 'hex'));"
        )?;
        let script = script.display().to_string();
        let seconds = seconds.to_string();
        let said = self.run(
            "pgbench",
            &[
                "-h", &sockets, "-U", "bench", "-n", "-M", "prepared", "-c", "64", "-j", "2", "-T",
                &seconds, "-f", &script, "postgres",
            ],
        )?;
        let rate = said
            .lines()
            .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        rate.ok_or_else(|| format!("pgbench gave no rate: {said}").into())
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<String, Failure> {
        let path = self.programs.join(program);
        let mut command = if self.as_user {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        // The server outlives pg_ctl: with a pipe for its output, waiting for the pipe to close
        // would wait for the server.
        let log = self.folder.join(format!("{program}.out"));
        let out = std::fs::File::create(&log)?;
        let status = command
            .args(arguments)
            .current_dir(&self.folder)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .status()?;
        let said = std::fs::read_to_string(&log)?;
        if status.success() {
            Ok(said)
        } else {
            Err(format!("{program}: {said}").into())
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        let _ = self.run("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]);
    }
}

fn id(which: &str, user: Option<&str>) -> Result<u32, Failure> {
    let out = Command::new("id").arg(which).args(user).output()?;
    Ok(String::from_utf8(out.stdout)?
        .trim()
        .parse()
        .map_err(|_| "there is no user named postgres to run it as")?)
}
