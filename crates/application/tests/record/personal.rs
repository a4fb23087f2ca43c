//! Who called: sealed, opened behind a trace, held, erased, and gone from every file.

use std::path::Path;
use std::sync::Arc;

use application::personal::{Command as Personal, Field};
use application::{
    Application, CallerFields, Command, Error, OpenedFields, Recorded, Refusal, personal,
};
use domain::{Event, intake};
use kernel::{DAY_MS, ReportId};
use tokio::runtime::Runtime;

use crate::desk::{OPENS, close, code, i, key, line, minute, pressed, r, report, waits};
use crate::small_city::{act, an_act, events, pictured, shown, start, start_at};

/// Texts that stand nowhere else.
const NAME: &str = "Canary Wren";
const NUMBER: &str = "+86 139-0000-7781";

fn runtime() -> Runtime {
    Runtime::new().expect("a runtime")
}

fn somebody() -> CallerFields {
    CallerFields {
        name: Some(line(NAME)),
        callback: Some(line(NUMBER)),
        anonymous: true,
    }
}

/// The act with this number takes a report by somebody.
fn receive(
    application: &Arc<Application>,
    nth: u128,
    caller: CallerFields,
) -> Result<Recorded, Error> {
    let command = Command::Intake(intake::Command::ReceiveReport {
        report: report(pressed(1)),
        then: intake::Then::Wait,
    });
    let act = an_act(key(nth), OPENS, command);
    runtime().block_on(application.receive(act, Some(caller)))
}

fn asking(report: ReportId, fields: &[Field]) -> Command {
    asking_for("call-back", report, fields)
}

fn asking_for(purpose: &str, report: ReportId, fields: &[Field]) -> Command {
    Command::Personal(Personal::Open {
        report,
        fields: fields.to_vec(),
        purpose: code(purpose),
        words: None,
    })
}

fn open(
    application: &Arc<Application>,
    nth: u128,
    report: ReportId,
    fields: &[Field],
) -> Result<OpenedFields, Error> {
    let act = an_act(key(nth), OPENS, asking(report, fields));
    let opened = runtime().block_on(application.open_caller(act));
    opened.map(|(_, fields)| fields)
}

fn change(application: &Arc<Application>, nth: u128, command: Personal) -> Result<Recorded, Error> {
    let act = an_act(key(nth), OPENS, Command::Personal(command));
    runtime().block_on(application.change_caller(act))
}

fn erase(report: ReportId) -> Personal {
    let basis = line("PIPL, article 47");
    Personal::Erase { report, basis }
}

fn traces(application: &Application) -> usize {
    let opened = |event: &&Event| matches!(event, Event::Personal(personal::Event::Opened { .. }));
    events(application).iter().filter(opened).count()
}

/// Every file below a folder that has these bytes in it.
fn files_with(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = vec![];
    for one in std::fs::read_dir(folder).expect("a folder") {
        let path = one.expect("a file").path();
        if path.is_dir() {
            found.extend(files_with(&path, bytes));
            continue;
        }
        let content = std::fs::read(&path).expect("its content");
        if content.windows(bytes.len()).any(|part| part == bytes) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// Neither as they were said nor as they are looked up.
fn no_file_knows_them(folder: &Path) {
    for text in [NAME, NUMBER, "+8613900007781", "13900007781"] {
        assert_eq!(
            files_with(folder, text.as_bytes()),
            Vec::<String>::new(),
            "{text}"
        );
    }
}

#[test]
fn a_look_that_a_law_keeps_secret_is_counted_at_once_and_told_on_its_day() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    open(&application, 2, r(1), &[Field::Name]).unwrap();
    let secret = asking_for("secret-inquiry", r(1), &[Field::Name]);
    let look = act(&application, key(3), OPENS, secret).unwrap();
    // Once the views have folded it.
    shown(&application, &[]);
    let looks = application.looks_at(r(1)).unwrap();
    assert_eq!((looks.len(), application.sealed_looks().unwrap()), (1, 1));
    application.end();
    drop(application);

    let day = OPENS.plus_ms(90 * DAY_MS);
    for (now, told, sealed) in [(day.plus_ms(-1), 1, 1), (day, 2, 0)] {
        let application = start_at(folder.path(), None, now);
        let looks = application.looks_at(r(1)).unwrap();
        assert_eq!(
            (looks.len(), application.sealed_looks().unwrap()),
            (told, sealed)
        );
        let theirs = looks.iter().any(|one| one.entry.seq == look.seq());
        assert_eq!(theirs, told == 2);
        application.end();
    }
}

#[test]
fn what_somebody_said_is_told_to_whoever_leaves_a_trace_and_stands_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    assert_eq!((traces(&application), application.openings()), (0, (0, 0)));
    let told = open(&application, 2, r(1), &[Field::Name]).unwrap();
    assert_eq!(told.name.unwrap().as_str(), NAME);
    assert_eq!(
        (told.callback, told.anonymous),
        (None, None),
        "and no more than was asked for"
    );
    let told = open(&application, 3, r(1), &[Field::Callback, Field::Anonymous]).unwrap();
    assert_eq!(
        (told.callback.unwrap().as_str(), told.anonymous),
        (NUMBER, Some(true))
    );
    assert_eq!((traces(&application), application.openings()), (2, (2, 2)));
    no_file_knows_them(folder.path());
    application.end();
    no_file_knows_them(folder.path());
}

#[test]
fn a_refused_opening_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    let curious = Command::Personal(Personal::Open {
        report: r(1),
        fields: vec![Field::Name],
        purpose: code("curiosity"),
        words: None,
    });
    let act = an_act(key(2), OPENS, curious);
    let refused = runtime().block_on(application.open_caller(act));
    assert!(
        matches!(refused, Err(Error::Refused(Refusal::Personal(_)))),
        "{refused:?}"
    );
    assert_eq!((traces(&application), application.openings()), (0, (0, 0)));
}

#[test]
fn a_report_that_is_sent_again_is_the_same_report_and_another_caller_is_another_request() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    let first = receive(&application, 1, somebody()).unwrap();
    let again = receive(&application, 1, somebody()).unwrap();
    assert_eq!(first, again);
    assert!(again.repeated && !first.repeated);
    let another = CallerFields {
        name: None,
        ..somebody()
    };
    let refused = receive(&application, 1, another);
    assert!(matches!(refused, Err(Error::KeyReused(_))), "{refused:?}");
}

#[test]
fn one_trace_tells_once() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    open(&application, 2, r(1), &[Field::Name]).unwrap();
    let again = open(&application, 2, r(1), &[Field::Name]);
    assert!(matches!(again, Err(Error::ToldBefore)), "{again:?}");
    assert_eq!((traces(&application), application.openings()), (1, (1, 1)));
}

#[test]
fn reports_from_the_same_number_are_found_without_opening_any() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    let spelled = |number: &str| CallerFields {
        callback: Some(line(number)),
        ..CallerFields::default()
    };
    receive(&application, 2, spelled("+8613900007781")).unwrap();
    receive(&application, 3, spelled("13900007782")).unwrap();
    let command = Command::Personal(Personal::Search {
        report: r(2),
        purpose: code("call-back"),
        words: None,
    });
    let act = an_act(key(4), OPENS, command);
    let (_, found) = runtime().block_on(application.search_caller(act)).unwrap();
    assert_eq!(found, [r(1)]);
    assert_eq!(application.openings(), (0, 0));
}

#[test]
fn what_is_erased_is_gone_from_every_copy_and_its_receipt_still_verifies() {
    let (folder, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    // Somebody keeps an old copy of the vault.
    std::fs::copy(folder.path().join("vault.db"), copy.path().join("vault.db")).unwrap();
    change(&application, 2, erase(r(1))).unwrap();
    let refused = open(&application, 3, r(1), &[Field::Name]);
    let erased = matches!(
        refused,
        Err(Error::Refused(Refusal::Personal(
            personal::Refusal::Erased { .. }
        )))
    );
    assert!(erased, "{refused:?}");
    assert_eq!(application.turn_epoch().unwrap(), Some(2));
    no_file_knows_them(folder.path());
    // The key of the new epoch does not open the old copy.
    std::fs::copy(
        folder.path().join("epoch.key"),
        copy.path().join("epoch.key"),
    )
    .unwrap();
    let opened = vault::Vault::open(copy.path());
    assert!(opened.is_err(), "the old copy does not open");
    // The report came in as the third entry: opened, pack adopted, epoch told, report.
    let entry = 3;
    runtime()
        .block_on(application.until_published(entry))
        .unwrap();
    let (receipt, _) = application.receipt(entry).unwrap();
    let key = application::log_key(folder.path(), None)
        .unwrap()
        .verifier();
    let policy = format!("log {key}\nquorum none\n").parse().unwrap();
    let proven = receipt.verify(&policy, None).unwrap();
    assert_eq!(proven.index, entry);
    let standing = application.standing(entry).unwrap().unwrap();
    assert_eq!(standing.erased.unwrap().1.as_str(), "PIPL, article 47");
}

#[test]
fn a_hold_keeps_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    let hold = Personal::Hold {
        report: r(1),
        until: minute(1_000),
        basis: line("Criminal Procedure Law, article 54"),
    };
    change(&application, 2, hold).unwrap();
    let refused = change(&application, 3, erase(r(1)));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    open(&application, 4, r(1), &[Field::Name]).unwrap();
    let reason = line("the case is closed");
    change(
        &application,
        5,
        Personal::LiftHold {
            report: r(1),
            reason,
        },
    )
    .unwrap();
    change(&application, 6, erase(r(1))).unwrap();
    assert!(open(&application, 7, r(1), &[Field::Name]).is_err());
}

/// As when the process is killed between the two: the journal has it, the vault has not done it.
#[test]
fn an_erasure_that_was_cut_off_is_done_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    let vault_then = std::fs::read(folder.path().join("vault.db")).unwrap();
    let act = an_act(key(2), OPENS, Command::Personal(erase(r(1))));
    runtime().block_on(application.act(act)).unwrap();
    application.end();
    drop(application);
    assert_eq!(
        std::fs::read(folder.path().join("vault.db")).unwrap().len(),
        vault_then.len()
    );
    let application = start(folder.path());
    let vault = {
        application.end();
        drop(application);
        vault::Vault::open(folder.path()).unwrap()
    };
    assert_eq!(vault.find_key(r(1).0, "caller").unwrap(), None);
}

#[test]
fn a_record_whose_vault_is_gone_is_not_given_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    application.end();
    drop(application);
    std::fs::remove_file(folder.path().join("vault.db")).unwrap();
    let refused = std::panic::catch_unwind(|| start(folder.path()));
    assert!(refused.is_err());
    assert!(!folder.path().join("vault.db").exists());
}

/// How often, and to which epoch, the journal was told of a turn.
fn turns(application: &Application) -> Vec<u32> {
    let turned = |event: Event| match event {
        Event::Personal(personal::Event::EpochTurned { epoch }) => Some(epoch),
        _ => None,
    };
    events(application).into_iter().filter_map(turned).collect()
}

/// As when the process is killed after the turn and before its entry.
#[test]
fn a_turn_that_the_journal_was_not_told_of_is_told_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    application.end();
    drop(application);
    let vault = vault::Vault::open(folder.path()).unwrap();
    assert_eq!(vault.turn_epoch().unwrap().epoch, 2);
    drop(vault);
    for _ in 0..2 {
        let application = Arc::new(start(folder.path()));
        assert_eq!(turns(&application), [1, 2], "and told once");
        application.end();
    }
    let application = Arc::new(start(folder.path()));
    let told = open(&application, 2, r(1), &[Field::Name]).unwrap();
    assert_eq!(told.name.unwrap().as_str(), NAME);
    assert_eq!(application.turn_epoch().unwrap(), Some(3));
    assert_eq!(turns(&application), [1, 2, 3]);
}

/// The two fit together, so the vault alone sees nothing wrong; the record knows better.
#[test]
fn an_old_vault_with_its_old_key_is_refused_at_the_start() {
    let (folder, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let files = ["vault.db", "epoch.key"];
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    application.end();
    drop(application);
    for file in files {
        std::fs::copy(folder.path().join(file), copy.path().join(file)).unwrap();
    }
    let application = Arc::new(start(folder.path()));
    change(&application, 2, erase(r(1))).unwrap();
    application.turn_epoch().unwrap();
    application.end();
    drop(application);
    for file in files {
        std::fs::copy(copy.path().join(file), folder.path().join(file)).unwrap();
    }
    let refused = Application::reopen(folder.path()).map(|_| ()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "vault.db is of epoch 1, and the record knows of epoch 2: an old vault.db was put back with \
         its old epoch key. Put back the latest of both"
    );
}

#[test]
fn a_record_is_opened_again_as_it_was_begun_and_none_is_begun() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = Application::reopen(folder.path()).map(|_| ()).unwrap_err();
    assert_eq!(nothing.to_string(), "there is no record in this folder");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    start(folder.path()).end();
    let application = Application::reopen(folder.path()).unwrap();
    assert_eq!(application.turn_epoch().unwrap(), None, "there is no vault");
}

#[test]
fn a_waiting_report_is_known_to_a_start_without_a_picture_of_the_state() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    receive(&application, 1, somebody()).unwrap();
    application.end();
    drop(application);
    std::fs::remove_file(folder.path().join("state.snapshot")).unwrap();
    let application = Arc::new(start(folder.path()));
    let told = open(&application, 2, r(1), &[Field::Name]).unwrap();
    assert_eq!(told.name.unwrap().as_str(), NAME);
}

/// It left with its incident, comes back with it, and leaves again.
#[test]
fn a_closed_report_is_opened_after_it_left_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let application = Arc::new(start(folder.path()));
    let command = Command::Intake(intake::Command::ReceiveReport {
        report: report(pressed(0)),
        then: intake::Then::Open {
            type_code: code("theft"),
            priority: None,
        },
    });
    let received = application.receive(an_act(key(1), OPENS, command), Some(somebody()));
    runtime().block_on(received).unwrap();
    act(&application, key(2), OPENS, close(i(1))).unwrap();
    let others = |from: u128| {
        let waiting: Vec<_> = (from..from + 1_100)
            .map(|nth| {
                application
                    .submit_blocking(an_act(key(nth), OPENS, waits(0)))
                    .unwrap()
            })
            .collect();
        waiting
            .into_iter()
            .for_each(|answer| assert!(answer.blocking_recv().unwrap().is_ok()));
        // The writer lets go when it has written and the views have folded what it wrote.
        shown(&application, &[]);
        act(&application, key(from + 1_100), OPENS, waits(0)).unwrap();
    };
    others(1_000);
    let told = open(&application, 3, r(1), &[Field::Name]).unwrap();
    assert_eq!(told.name.unwrap().as_str(), NAME);
    others(3_000);
    application.end();
    let held = pictured(folder.path());
    assert!(!held.personal.callers.contains_key(&r(1)));
    assert!(!held.intake.incidents.contains_key(&i(1)));
}
