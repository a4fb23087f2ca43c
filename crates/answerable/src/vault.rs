//! The vault from the command line: copies of it, its epoch key in three hands, and the turn.

use std::path::{Path, PathBuf};

use application::{
    Application, Folder, Share, Vault, VaultError, backup_beside, check_copy, escrow_beside,
    escrow_join, is_administered, put_back,
};

use crate::Failure;

/// What is done with the vault of a record.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Copies vault.db, also while a server runs, and checks the copy. The epoch key is not in it.
    Backup {
        /// The data folder.
        dir: PathBuf,
        /// The new file.
        out: PathBuf,
    },
    /// Says whether a copy of vault.db is sound and could be put back.
    Check {
        /// The copy.
        copy: PathBuf,
        /// The data folder whose epoch key has to open it.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Prints the epoch key in three shares, any two of which give it back, while nobody administers the
    /// record. From then on it takes a key ceremony of two administrators.
    Escrow {
        /// The data folder.
        dir: PathBuf,
    },
    /// Puts a lost epoch key back from two of its shares. Stop the server first.
    Join {
        /// Files with a share each; a share itself may stand here too, but a shell keeps what is typed.
        #[arg(num_args = 2..=3, required = true, value_name = "SHARE")]
        shares: Vec<String>,
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Makes a new epoch key, destroys the old one, and says so in the journal. Stop the server first.
    Turn {
        /// The data folder.
        dir: PathBuf,
    },
}

/// Runs the command.
pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Backup { dir, out } => backup(&dir, &out),
        Command::Check { copy, data } => check(&copy, data.as_deref()),
        Command::Escrow { dir } => escrow(&dir),
        Command::Join { shares, data } => join(&shares, &data),
        Command::Turn { dir } => turn(&dir),
    }
}

/// Says when there is no vault at all; a lost file is another matter.
fn there_is_one(dir: &Path) -> Result<(), Failure> {
    let is_there = |name| dir.join(name).exists();
    if is_there("vault.db") || is_there("epoch.key") {
        return Ok(());
    }
    let dir = dir.display();
    Err(format!("there is no vault in {dir}: it is made with the first personal field").into())
}

fn backup(dir: &Path, out: &Path) -> Result<(), Failure> {
    there_is_one(dir)?;
    let copied = match backup_beside(dir, out) {
        // A turn came between copying and checking; the next copy is of the new epoch.
        Err(VaultError::OtherEpoch { .. } | VaultError::OtherEpochKey(_)) => {
            backup_beside(dir, out)?
        }
        other => other?,
    };
    println!(
        "copied and checked: {}, {} of epoch {}",
        out.display(),
        keys(copied.keys),
        copied.epoch
    );
    println!(
        "The epoch key is not in it, and without that key of epoch {} the copy opens nothing. Keep the \
         two apart. After the next turn of the epoch the copy is useless: make a new one then, and \
         delete this one.",
        copied.epoch
    );
    Ok(())
}

fn check(copy: &Path, data: Option<&Path>) -> Result<(), Failure> {
    let copied = check_copy(copy, data)?;
    let (keys, epoch) = (keys(copied.keys), copied.epoch);
    match data {
        Some(dir) => println!(
            "good: {keys} of epoch {epoch}; every one comes out under the epoch key in {}",
            dir.display()
        ),
        None => println!(
            "sound: {keys} of epoch {epoch}. Whether they come out was not tried: name the folder \
             with the epoch key by --data"
        ),
    }
    Ok(())
}

fn escrow(dir: &Path) -> Result<(), Failure> {
    there_is_one(dir)?;
    if is_administered(dir)? {
        return Err(
            "this record has an administrator, and from then on the epoch key is split by a key ceremony: \
             one administrator asks for it on the page Accounts, another approves, and each of three \
             takes a share. Nothing was printed"
                .into(),
        );
    }
    let shares = escrow_beside(dir)?;
    let epoch = shares[0].epoch();
    println!(
        "The epoch key of epoch {epoch}, in three shares. Any two give it back; one says nothing."
    );
    for share in &shares {
        println!("\nshare {} of 3\n{}", share.at(), share.to_line().as_str());
    }
    println!(
        "\nGive them to three different people, on paper or on a medium each, and keep none of them \
         here: whoever has two, and a copy of vault.db, can open every sealed field.\n\
         If the epoch key is lost and no two shares are left, every sealed field is erased for good, \
         everybody's.\n\
         The next turn of the epoch makes these shares useless. Make new ones after it, and destroy \
         these: with an old copy of vault.db they would open what was erased since.\n\
         A server turns the epoch by itself; --epoch-hours says how often."
    );
    Ok(())
}

fn join(shares: &[String], dir: &Path) -> Result<(), Failure> {
    let shares = shares.iter().map(|share| read_share(share));
    let joined = escrow_join(&shares.collect::<Result<Vec<_>, _>>()?)?;
    if !dir.join("vault.db").exists() {
        return Err(VaultError::Missing(dir.join("vault.db")).into());
    }
    let _taken = Folder::take(dir)?;
    let epoch = joined.epoch();
    put_back(dir, joined)?;
    let count = Vault::open(dir)?.count()?;
    println!(
        "the epoch key of epoch {epoch} is back in {}, and opens vault.db with {}",
        dir.join("epoch.key").display(),
        keys(count)
    );
    println!(
        "Two shares have been in one place: turn the epoch (answerable vault turn), and make new ones."
    );
    Ok(())
}

/// A share as it stands in a file, among other lines perhaps, or as it was typed.
fn read_share(share: &str) -> Result<Share, Failure> {
    const KIND: &str = "answerable-epoch-share-";
    if share.trim_start().starts_with(KIND) {
        return Ok(Share::from_line(share)?);
    }
    let text = std::fs::read_to_string(share).map_err(|error| format!("{share}: {error}"))?;
    let mut lines = text
        .lines()
        .filter(|line| line.trim_start().starts_with(KIND));
    let (Some(line), None) = (lines.next(), lines.next()) else {
        return Err(format!("{share} does not hold one share of an epoch key").into());
    };
    Ok(Share::from_line(line).map_err(|error| format!("{share}: {error}"))?)
}

fn turn(dir: &Path) -> Result<(), Failure> {
    let application = Application::reopen(dir)?;
    let turned = application.turn_epoch()?;
    application.end();
    let epoch = turned.ok_or("this record has no vault: nothing was ever sealed in it")?;
    println!(
        "the epoch is {epoch}, and the journal says so. Copies of vault.db from before, and shares of \
         the old key, are useless: delete them, make a new copy, and make new shares."
    );
    Ok(())
}

fn keys(count: u64) -> String {
    match count {
        1 => "1 key".into(),
        _ => format!("{count} keys"),
    }
}
