//! Who may come in: the accounts' means of signing in, kept in step with the record, and the first
//! administrator of a house that has none.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use application::people::{ADMINISTRATOR, Command as People, Post, Standing};
use application::{Act, Application, Command};
use identity::{Identity, InvitationKind, Options};
use kernel::{AccountId, ActKey, Code, SeatId, ServiceNumber};
use pack::Pack;
use surface::{Door, Entrance, Pace, Policies};
use uuid::Uuid;

use crate::Failure;

/// The number of the account that a first start makes.
const FIRST: &str = "ADMIN-1";
/// The person of a demonstration.
const DEMO: &str = "DEMO-1";

/// Opens the means of signing in of a folder. An account that the record keeps out is kept out here
/// too, and a key that it ended opens nothing: a crash may have come between the two.
pub fn open(
    folder: &Path,
    application: &Application,
    address: SocketAddr,
    url: Option<&str>,
) -> Result<Entrance, Failure> {
    // Passkeys are bound to a name, and this machine's is localhost.
    let local = format!("http://localhost:{}", address.port());
    let origin: url::Url = url.unwrap_or(&local).parse()?;
    let options = Options {
        rp_id: origin.host_str().unwrap_or("localhost").to_owned(),
        origin: Some(origin),
        ..Options::default()
    };
    let identity = Identity::open(folder, options, application.now())?;
    for (account, held) in &application.people().accounts {
        match held.standing {
            Standing::Suspended | Standing::Closed => {
                identity.bar(*account)?;
            }
            Standing::Invited | Standing::Active => identity.unbar(*account)?,
        }
    }
    let people = application.people();
    for key in identity.all_keys() {
        if !people.keys.contains_key(&key) {
            identity.end_key(key)?;
        }
    }
    Ok(Entrance {
        identity: Arc::new(identity),
        guest: None,
        pace: Pace::default(),
    })
}

/// The one-time secret of the first administrator, while none has come in.
pub fn first_link(
    application: &Application,
    entrance: &Entrance,
) -> Result<Option<String>, Failure> {
    let people = application.people();
    if people.accounts.values().any(|held| held.administers()) {
        return Ok(None);
    }
    let waiting = people.accounts.iter().find(|(_, held)| {
        held.standing == Standing::Invited && held.service_number.as_str() == FIRST
    });
    let account = match waiting {
        Some((account, _)) => *account,
        None => invite(application, FIRST, &[ADMINISTRATOR])?,
    };
    let (identity, kind) = (&entrance.identity, InvitationKind::First);
    let secret = identity.invite(account, kind, application.now())?;
    Ok(Some(secret.expose().to_owned()))
}

/// A door through which everybody comes as the demonstration's own person.
pub fn guests(application: &Application, pack: &Pack) -> Result<Door, Failure> {
    let mut entrance = open(application.folder(), application, crate::ADDRESS, None)?;
    entrance.guest = Some(demo_person(application)?);
    let policies = Policies::read(pack)?;
    Ok(Door::new(policies, application.status().agency, entrance))
}

/// The demonstration's own person, at whose seat the visitor works without signing in.
pub fn demo_person(application: &Application) -> Result<AccountId, Failure> {
    let people = application.people();
    let known = people
        .accounts
        .iter()
        .find(|(_, held)| held.service_number.as_str() == DEMO);
    if let Some((account, _)) = known {
        return Ok(*account);
    }
    let account = invite(
        application,
        DEMO,
        &["call-taker", "dispatcher", "supervisor"],
    )?;
    act(application, People::Open { account })?;
    Ok(account)
}

fn invite(application: &Application, number: &str, roles: &[&str]) -> Result<AccountId, Failure> {
    let account = AccountId(Uuid::now_v7());
    let posts = roles.iter().map(|role| {
        Ok(Post {
            role: Code::new(role)?,
            unit: None,
        })
    });
    let posts = posts.collect::<Result<_, kernel::TextError>>()?;
    act(
        application,
        People::Invite {
            account,
            service_number: ServiceNumber::new(number)?,
            posts,
            name: None,
        },
    )?;
    Ok(account)
}

fn act(application: &Application, command: People) -> Result<(), Failure> {
    let seat = SeatId::new("system")?;
    let act = Act::new(ActKey(Uuid::now_v7()), seat, Command::People(command));
    application.submit_blocking(act)?.blocking_recv()??;
    Ok(())
}
