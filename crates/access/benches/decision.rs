//! What one decision costs, when it is asked for the first time and when it is asked again:
//! `cargo bench -p access`.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use access::{Access, Action, Asker, Context, File, Ground, Known, Record};
use kernel::{AgencyId, Code, UnitId};
use pack::Pack;

const ROUNDS: u32 = 20_000;

fn main() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/yunzhou");
    let pack = Pack::load(&dir).expect("the pack is good");
    let rules = pack.rules();
    let files = pack.policies.iter().map(|file| File {
        name: &file.name,
        text: &file.text,
    });
    let files: Vec<File<'_>> = files.collect();
    let known = Known {
        roles: &rules.roles,
        purposes: &rules.purposes,
    };
    let began = Instant::now();
    let access = Access::read(&files, known).expect("the policies are good");
    println!("reading the policies: {} ms", began.elapsed().as_millis());

    let agency = AgencyId::new("yunzhou").expect("a plain name");
    let asker = |role: &str| Asker {
        agency: agency.clone(),
        roles: BTreeSet::from([Code::new(role).expect("a code")]),
        unit: None,
        seat: true,
        scopes: BTreeSet::new(),
    };
    let any = Record::of(agency.clone());
    let mine = Record {
        mine: true,
        ..any.clone()
    };
    let now = Context::default();
    let said = Context {
        purpose: Code::new("call-back").ok(),
        record: Some(Ground::Incident),
        ..Context::default()
    };
    let (dispatcher, crew) = (asker("dispatcher"), asker("crew"));
    for (what, asker, action, record, context) in [
        (
            "a dispatcher sends a unit",
            &dispatcher,
            Action::Send,
            &any,
            &now,
        ),
        (
            "a dispatcher opens a field",
            &dispatcher,
            Action::OpenCaller,
            &mine,
            &said,
        ),
        ("the board", &dispatcher, Action::Board, &any, &now),
        (
            "an incident that is not the crew's",
            &crew,
            Action::Incident,
            &any,
            &now,
        ),
    ] {
        let may = |asker: &Asker| {
            black_box(access.may(black_box(asker), action, record, context));
        };
        let again = best_us(|| may(asker));
        // Crews of ever other units ask what nobody asked before.
        let mut number = 0;
        let first = best_us(|| {
            number += 1;
            let unit = UnitId::new(&format!("M{number}")).ok();
            may(&Asker {
                unit,
                ..asker.clone()
            });
        });
        println!("{what}: {first:.1} µs, again {again:.2} µs");
    }
}

/// Microseconds of one turn, in the best of five runs.
fn best_us(mut turn: impl FnMut()) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let began = Instant::now();
        (0..ROUNDS).for_each(|_| turn());
        best = best.min(began.elapsed().as_secs_f64());
    }
    best * 1e6 / f64::from(ROUNDS)
}
