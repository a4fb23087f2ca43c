//! What the tests of the whole program share: the program as a process, a client that speaks plain
//! HTTP over a socket, and a seeded source of chance.

#![expect(dead_code, reason = "each test program uses a part of what they share")]

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use uuid::Uuid;

pub mod canaries;
pub mod signing_in;

/// The root of the repository.
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the repository is there")
}

/// The program with these arguments, in the root of the repository.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_answerable"));
    command.args(arguments).current_dir(root());
    for setting in ["ANSWERABLE_DATA", "ANSWERABLE_PACK", "ANSWERABLE_ADDRESS"] {
        command.env_remove(setting);
    }
    command
}

/// Runs the program to its end.
pub fn run(arguments: &[&str]) -> Output {
    program(arguments).output().expect("the program runs")
}

/// Runs the program to its end, which must be a good one, and gives what it printed.
#[track_caller]
pub fn good(arguments: &[&str]) -> String {
    let output = run(arguments);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{arguments:?} ended with {}: {printed}{said}",
        output.status
    );
    printed
}

/// A folder as an argument.
pub fn text(folder: &Path) -> &str {
    folder.to_str().expect("temporary folders have plain names")
}

/// A server process; killed when it is dropped.
pub struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    pub address: SocketAddr,
    /// The link for a first administrator, once it was read.
    pub link: Option<String>,
}

impl Server {
    /// Serves a folder with the pack of San Francisco, and waits until it answers.
    #[track_caller]
    pub fn start(data: &Path) -> Self {
        Self::of(&["serve", "--pack", "packs/san-francisco"], data)
    }

    /// The invented city, where nobody calls and nobody acts.
    #[track_caller]
    pub fn demo(data: &Path) -> Self {
        Self::of(&["demo", "--no-autopilot", "--calls-per-day", "0"], data)
    }

    /// Runs the program with these arguments over a folder, and waits until it answers.
    #[track_caller]
    pub fn of(command: &[&str], data: &Path) -> Self {
        let mut program = program(command);
        program
            .args(["--data", text(data), "--address", "127.0.0.1:0"])
            .stdout(Stdio::piped());
        canaries::listen(&mut program);
        let mut child = program.spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        let mut line = String::new();
        out.read_line(&mut line).expect("it prints where it is");
        let said = line
            .split("://")
            .nth(1)
            .and_then(|rest| rest.split([' ', '\n']).next())
            .and_then(|address| address.parse().ok());
        let Some(address) = said else {
            let _ = child.kill();
            let ended = child.wait();
            panic!("the server did not start ({ended:?}): {line:?}");
        };
        let mut server = Self {
            child,
            out,
            address,
            link: None,
        };
        if command[0] == "serve" && !signing_in::known(data, address) {
            let secret = server.first_secret();
            signing_in::begin(data, address, &secret);
        }
        server
    }

    /// What the link for the first administrator holds.
    #[track_caller]
    pub fn first_secret(&mut self) -> String {
        for _ in 0..2 {
            let mut line = String::new();
            self.out.read_line(&mut line).expect("it prints a link");
            if let Some((_, secret)) = line.trim().split_once('#') {
                self.link = Some(line.trim().to_owned());
                canaries::note_invitation(secret);
                return secret.to_owned();
            }
        }
        panic!("no link for the first administrator");
    }

    /// Kills it as a failing machine would, at once and without a word.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end.
    pub fn ask_to_end(&self) {
        let asked = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.child.id())])
            .status();
        assert!(asked.expect("sh runs").success(), "the server was there");
    }

    /// Waits for its end, for so long at most.
    #[track_caller]
    pub fn ends_within(mut self, limit: Duration) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(ended) = self.child.try_wait().expect("it can be asked") {
                return ended;
            }
            assert!(
                begun.elapsed() < limit,
                "the server still runs after {limit:?}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Ends it in order.
    #[track_caller]
    pub fn stop(self) {
        self.ask_to_end();
        let ended = self.ends_within(Duration::from_secs(20));
        assert!(ended.success(), "the server ended with {ended}");
    }

    pub fn client(&self) -> Client {
        Client::at(self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks one server, one connection for each question.
#[derive(Clone)]
pub struct Client {
    pub address: SocketAddr,
    pub seat: String,
    pub language: String,
    /// The session of the person at the desk; nobody is signed in without.
    pub cookie: Option<String>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    /// Lines of the head below the first, as they came.
    pub head: String,
    pub body: Value,
}

impl Answer {
    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.trim())
    }

    #[track_caller]
    pub fn accepted(self) -> Value {
        assert_eq!(self.status, 201, "{}", self.body);
        self.body
    }

    #[track_caller]
    pub fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body
    }
}

impl Client {
    pub fn at(address: SocketAddr) -> Self {
        Self {
            address,
            seat: "desk-1".into(),
            language: "en".into(),
            cookie: signing_in::cookie(address),
        }
    }

    pub fn with_language(mut self, language: &str) -> Self {
        self.language = language.into();
        self
    }

    /// Sits down at a seat, besides those where this person sits.
    #[track_caller]
    pub fn enter(&self, seat: &str) {
        let path = format!("/v1/seats/{seat}/enter");
        self.act(&path, Uuid::now_v7(), &Value::Null).accepted();
    }

    /// Posts something that is no act of the record.
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.json("POST", path, body)
    }

    #[track_caller]
    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.json("PUT", path, body)
    }

    #[track_caller]
    fn json(&self, method: &str, path: &str, body: &Value) -> Answer {
        let headers = [("Content-Type", "application/json")];
        let sent = self.send(method, path, &headers, &body.to_string());
        sent.expect("the server answers")
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "").expect("the server answers")
    }

    /// Posts an act under a key.
    pub fn try_act(&self, path: &str, key: Uuid, body: &Value) -> std::io::Result<Answer> {
        let key = key.to_string();
        let headers = [
            ("Content-Type", "application/json"),
            ("Idempotency-Key", key.as_str()),
            ("Answerable-Seat", self.seat.as_str()),
        ];
        self.send("POST", path, &headers, &body.to_string())
    }

    #[track_caller]
    pub fn act(&self, path: &str, key: Uuid, body: &Value) -> Answer {
        self.try_act(path, key, body).expect("the server answers")
    }

    /// Sends a request and reads the whole answer. HTTP/1.0, so that the end of the connection is
    /// the end of the body.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> std::io::Result<Answer> {
        let mut stream = self.open(method, path, headers, body)?;
        let mut bytes = vec![];
        stream.read_to_end(&mut bytes)?;
        let answer = read(&String::from_utf8_lossy(&bytes))
            .ok_or_else(|| std::io::Error::other("the answer was cut off"))?;
        canaries::note_cookie(answer.header("set-cookie").unwrap_or_default());
        canaries::note_all(&answer.body);
        Ok(answer)
    }

    /// Sends a request and leaves the reading to the caller.
    pub fn open(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut head = format!(
            "{method} {path} HTTP/1.0\r\nHost: {}\r\nAccept-Language: {}\r\nContent-Length: {}\r\n",
            self.address,
            self.language,
            body.len()
        );
        canaries::note_all(&serde_json::from_str(body).unwrap_or_default());
        if let Some(cookie) = &self.cookie {
            let _ = write!(head, "Cookie: {cookie}\r\n");
        }
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes())?;
        Ok(stream)
    }
}

/// Sends bytes as they are, and gives whatever came back until the line was closed.
pub fn raw(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_secs(40)))
        .expect("a time limit");
    // Whoever is refused early may be cut off while still sending.
    let _ = stream.write_all(bytes);
    let mut back = vec![];
    let _ = stream.read_to_end(&mut back);
    String::from_utf8_lossy(&back).into_owned()
}

/// The answer, if all of it came.
pub fn read(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let (first, head) = head.split_once("\r\n")?;
    let status = first.split(' ').nth(1)?.parse().ok()?;
    let head = head.to_owned();
    let mut answer = Answer {
        status,
        head,
        body: Value::Null,
    };
    let length: Option<usize> = answer.header("content-length").and_then(|n| n.parse().ok());
    if length.is_some_and(|length| length != body.len()) {
        return None;
    }
    let json = answer
        .header("content-type")
        .is_some_and(|kind| kind.contains("json"));
    answer.body = match json {
        true => serde_json::from_str(body).ok()?,
        false => Value::String(body.into()),
    };
    Some(answer)
}

/// An operation of the published interface.
pub struct Operation {
    pub method: String,
    /// An address of its pattern.
    pub path: String,
    pub id: String,
    /// The fields that its body may have; none when it takes no body.
    pub fields: Vec<String>,
}

/// Each operation of the published interface.
pub fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&good(&["openapi"])).expect("the document");
    let paths = document["paths"].as_object().expect("paths");
    let mut found = vec![];
    for (pattern, item) in paths {
        let some_id = Uuid::from_u128(7).to_string();
        let parts = pattern.split('/').map(|part| match part {
            "{z}" | "{x}" | "{y}" | "{entry}" => "0",
            "{unit}" | "{seat}" => "x1",
            part if part.starts_with('{') => &some_id,
            part => part,
        });
        let path = parts.collect::<Vec<_>>().join("/");
        for (method, operation) in item.as_object().expect("operations") {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let named = body.as_str().and_then(|name| name.rsplit('/').next());
            let schema = named.map(|name| &document["components"]["schemas"][name]["properties"]);
            let fields = schema.and_then(Value::as_object);
            found.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                id: operation["operationId"].as_str().expect("an id").to_owned(),
                fields: fields.map_or_else(Vec::new, |all| all.keys().cloned().collect()),
            });
        }
    }
    found
}

/// Chance from one seed: splitmix64, enough to choose acts and moments.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.below(things.len() as u64)).ok()?;
        things.get(at)
    }
}

/// A report that opens an incident.
pub fn opening(words: &str) -> Value {
    serde_json::json!({
        "channel": "911", "words": words, "received_at_ms": 1_700_000_000_000_i64,
        "then": {"open": {"type": "alarms"}},
    })
}
