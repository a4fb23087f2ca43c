//! What was answered is on disk: a witness that is killed comes back with at least that.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::{Log, post, start};

const FOLDER: &str = "WITNESS_TEST_FOLDER";

/// Not a test: the witness that the test below starts in a process of its own, and kills.
#[test]
fn a_witness_in_a_process_of_its_own() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let witness = start(Path::new(&folder));
    // On a line of its own: the harness has begun one.
    println!("\nlistening {}", witness.address);
    std::io::stdout().flush().unwrap();
    loop {
        std::thread::park();
    }
}

fn spawn(folder: &Path) -> (Child, SocketAddr) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "crash::a_witness_in_a_process_of_its_own",
            "--exact",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| {
        let line = line.unwrap();
        line.strip_prefix("listening ")
            .map(|text| text.parse().unwrap())
    });
    // The rest of what it says is read so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    (child, address.expect("it listens"))
}

#[test]
fn a_killed_witness_remembers_everything_it_answered() {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::new(200);
    let (mut answered, mut next) = (0, 0);
    for round in 0..8 {
        let (mut child, address) = spawn(folder.path());
        if round == 0 {
            assert_eq!(post(address, log.request(0, 1).as_bytes()).status, 200);
            answered = 1;
        } else {
            // What it has after the crash is what was answered, or what was on its way.
            let told = post(address, log.request(0, 199).as_bytes());
            assert_eq!(told.status, 409, "{told:?}");
            let has: u64 = told.body.trim().parse().unwrap();
            assert!(
                has == answered || has == next,
                "{has}, answered {answered}, sent {next}"
            );
            answered = has;
        }
        for _ in 0..10 {
            next = answered + 1;
            let answer = post(address, log.request(answered, next).as_bytes());
            assert_eq!(answer.status, 200, "{answer:?}");
            answered = next;
        }
        // One more is sent, and nobody waits for the answer.
        next = answered + 1;
        let body = log.request(answered, next);
        let mut stream = TcpStream::connect(address).unwrap();
        let head = "POST /add-checkpoint HTTP/1.1\r\nhost: w\r\ncontent-length:";
        write!(stream, "{head} {}\r\n\r\n{body}", body.len()).unwrap();
        std::thread::sleep(std::time::Duration::from_micros(400 * round));
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

/// The answer was lost on the way, the state was not: asking again gives the cosignature.
#[test]
fn a_lost_answer_can_be_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::new(30);
    let witness = start(folder.path());
    assert_eq!(witness.add(log.request(0, 9)).status, 200);
    drop(witness);
    let witness = start(folder.path());
    let outcomes = witness
        .client()
        .submit(&log.note(9), |old| Ok::<_, String>(log.proof(old, 9)))
        .unwrap();
    assert!(
        matches!(outcomes[0], witness::client::Outcome::Cosigned(_)),
        "{outcomes:?}"
    );
}
