//! What the vault costs on this machine: `cargo run --release -p vault --example costs`.

use std::time::Instant;

use kernel::Timestamp;
use uuid::Uuid;
use vault::{Traced, Vault};

const TEXT: &[u8] = br#"{"name":"Li Si","telephone":"+8613800138000"}"#;

fn said(what: &str, count: u32, since: Instant) {
    let seconds = since.elapsed().as_secs_f64();
    let each_us = seconds * 1e6 / f64::from(count);
    println!(
        "{what:<44} {:>9.0} a second, {each_us:>9.1} us each",
        f64::from(count) / seconds
    );
}

fn record(n: u32) -> Uuid {
    Uuid::from_u128(u128::from(n))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir_in(".")?;
    let vault = Vault::open_or_make(folder.path())?;

    let since = Instant::now();
    let keys = (0..500).map(|n| vault.key_for(record(n), "caller"));
    let keys: Vec<_> = keys.collect::<Result<_, _>>()?;
    said("key_for, a new key, durable", 500, since);

    let since = Instant::now();
    for n in 0..20_000 {
        vault.key_for(record(n % 500), "caller")?;
    }
    said("key_for, one that is there", 20_000, since);

    let parts: Vec<_> = (1_000..101_000).map(|n| (record(n), "caller")).collect();
    let since = Instant::now();
    for some in parts.chunks(1_000) {
        vault.keys_for(some)?;
    }
    said("keys_for, a thousand at once", 100_000, since);

    let since = Instant::now();
    let fields = (0..20_000).map(|n| vault.seal(keys[n % 500], TEXT));
    let fields: Vec<_> = fields.collect::<Result<_, _>>()?;
    said("seal", 20_000, since);

    let since = Instant::now();
    for (sealed, envelope) in &fields {
        vault.open_sealed(sealed, envelope, Traced::new(sealed.key, 1))?;
    }
    said("open", 20_000, since);

    let since = Instant::now();
    for (n, key) in keys.iter().enumerate() {
        vault.index("telephone", &n.to_string(), *key)?;
    }
    said("index, durable", 500, since);

    let since = Instant::now();
    for n in 0..20_000 {
        vault.find("telephone", &(n % 500).to_string())?;
    }
    said("find", 20_000, since);

    let since = Instant::now();
    for key in &keys[..100] {
        vault.erase(&[*key], Timestamp(0))?;
    }
    said("erase, one at a time", 100, since);

    let since = Instant::now();
    let turned = vault.turn_epoch()?;
    said(
        "turn of the epoch, for each key",
        u32::try_from(turned.keys)?,
        since,
    );

    let since = Instant::now();
    let copied = vault.backup_to(&folder.path().join("copy.db"))?;
    said(
        "copy and check, for each key",
        u32::try_from(copied.keys)?,
        since,
    );
    let bytes = std::fs::metadata(folder.path().join("vault.db"))?.len();
    println!("vault.db: {} bytes a key", bytes / copied.keys);
    Ok(())
}
