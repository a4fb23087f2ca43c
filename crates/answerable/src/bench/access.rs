//! What it costs an act to be asked about at the door: the decision of the policies, and keeping in the
//! entry who acted, in which roles and by which policies. The same acts run without it in the same run.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use access::{Access, Action, Asker, Context, Decision, Record};
use application::dispatch::Command as Dispatch;
use application::record::ClockKind;
use application::{Command, Leave};
use kernel::{AccountId, AgencyId, Code};
use pack::Pack;
use surface::Policies;

use super::load::{self, Asks, Words};
use super::record::with_a_station;
use super::stats::{Run, expect};
use super::{Scratch, peers};
use crate::{Failure, entrance, serve};

const EACH: Duration = Duration::from_secs(2);
/// Turns of each kind, one after the other: a disk that slows down slows both.
const TURNS: usize = 6;
const ROLE: &str = "dispatcher";

/// Somebody at the desk, whose every act is asked about.
struct Desk {
    access: Access,
    asker: Asker,
    account: AccountId,
}

impl Asks for Desk {
    fn leave(&self, command: &Command) -> Result<Leave, Failure> {
        let action = match command {
            Command::Dispatch(Dispatch::Send { .. }) => Action::Send,
            Command::Dispatch(Dispatch::Clear { .. }) => Action::Clear,
            Command::Dispatch(_) => Action::Reach,
            _ => Action::Receive,
        };
        let record = Record::of(self.asker.agency.clone());
        let context = Context::default();
        match self.access.may(&self.asker, action, &record, &context) {
            Decision::Allowed { policies } => Ok(Leave {
                account: self.account,
                roles: self.asker.roles.iter().cloned().collect(),
                policies,
                set: self.access.digest(),
            }),
            refused => Err(format!("the policies refuse the load: {refused:?}").into()),
        }
    }
}

/// Measures acts with and without the door.
pub fn run(pack: &Path, on: &Path) -> Result<(), Failure> {
    let scratch = Scratch::new(on, "access")?;
    let pack = with_a_station(Pack::load(pack)?)?;
    let agency = AgencyId::new("bench")?;
    let began = Instant::now();
    let access = Policies::read(&pack)?.into_access();
    println!(
        "reading the policies of {}: {} ms",
        pack.place,
        began.elapsed().as_millis()
    );
    let words = Words::of(&pack)?;
    let application = serve::open(
        scratch.0.join("record"),
        agency.clone(),
        ClockKind::Real,
        pack,
    )?;
    let asker = Asker {
        agency,
        roles: [Code::new(ROLE)?].into(),
        unit: None,
        seat: true,
        scopes: [].into(),
    };
    let account = entrance::demo_person(&application)?;
    let desk: Arc<dyn Asks> = Arc::new(Desk {
        access,
        asker,
        account,
    });
    peers::settle_disk();
    let runtime = tokio::runtime::Runtime::new()?;
    for waiting in [1, 64] {
        let (plain, asked) = runtime.block_on(async {
            let first = waiting * 1_000;
            let mut workers = load::workers(&application, &words, first..first + waiting).await?;
            let (mut plain, mut asked) = (Run::default(), Run::default());
            for turn in 0..2 * TURNS {
                let (door, into) = match turn % 2 {
                    0 => (None, &mut plain),
                    _ => (Some(desk.clone()), &mut asked),
                };
                workers
                    .iter_mut()
                    .for_each(|worker| worker.asks(door.clone()));
                let (run, back) = load::saturate(&application, workers, EACH).await?;
                into.latencies.extend(run.latencies);
                into.elapsed += run.elapsed;
                workers = back;
            }
            Ok::<_, Failure>((plain, asked))
        })?;
        println!("\n{waiting} waiting");
        plain.print("acts that nobody asks about");
        asked.print("acts through the door");
        let more = asked.ms(50.0) / plain.ms(50.0) - 1.0;
        let what = format!("p50 of {waiting} waiting, more through the door");
        expect(&what, more, more < 0.1, "under 0.10");
    }
    application.end();
    Ok(())
}
