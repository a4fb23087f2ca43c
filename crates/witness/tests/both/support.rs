//! A log to be witnessed, a witness on a port of its own, and requests by hand.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tlog::witness::AddCheckpoint;
use tlog::{Checkpoint, Hash, Note, Signer, Tree, Verifier, consistency_proof, leaf_hash};
use witness::client::{Client, Witness};
use witness::server::{Config, Error, Server};

pub const ORIGIN: &str = "log.example/yunzhou";

/// A log whose entries differ from those of another seed after the first `shared` ones.
pub struct Log {
    pub signer: Signer,
    leaves: Vec<Hash>,
}

impl Log {
    pub fn new(size: u64) -> Self {
        Self::forked(size, size)
    }

    pub fn forked(size: u64, shared: u64) -> Self {
        let word = |at: u64| if at < shared { at } else { at ^ (1 << 63) };
        Self {
            signer: Signer::new(ORIGIN, [7; 32]).unwrap(),
            leaves: (0..size)
                .map(|at| leaf_hash(&word(at).to_be_bytes()))
                .collect(),
        }
    }

    fn tree(&self, size: u64) -> Tree {
        assert!(size < 256, "everything is in the edge");
        let mut tree = Tree::default();
        self.leaves[..size as usize]
            .iter()
            .for_each(|leaf| tree.push(*leaf, &mut vec![]));
        tree
    }

    pub fn note(&self, size: u64) -> Note {
        self.note_of(size, self.tree(size).root())
    }

    pub fn note_of(&self, size: u64, root: Hash) -> Note {
        let text = Checkpoint {
            origin: ORIGIN.into(),
            size,
            root,
        }
        .to_text();
        Note::from_text(&self.signer.sign(&text).unwrap()).unwrap()
    }

    pub fn proof(&self, old: u64, new: u64) -> Vec<Hash> {
        let tree = self.tree(new);
        consistency_proof(old, new, &mut |node| tree.node(node).ok_or(())).unwrap()
    }

    pub fn request(&self, old: u64, new: u64) -> String {
        AddCheckpoint {
            old,
            proof: self.proof(old, new),
            note: self.note(new),
        }
        .to_text()
    }
}

/// A running witness. It stops when this is dropped.
pub struct Running {
    pub address: SocketAddr,
    pub key: Verifier,
    pub clock: Arc<AtomicU64>,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(5));
        }
    }
}

pub fn config(folder: &Path, more: &str) -> Config {
    let key = Log::new(0).signer.verifier();
    let text = format!(
        "name = \"witness.example/w1\"\nlisten = \"127.0.0.1:0\"\n\
         state = {:?}\nkey = {:?}\nmonitoring = \"/watch\"\n{more}\n\
         [[origins]]\norigin = \"{ORIGIN}\"\nkeys = [\"{key}\"]\n",
        folder.join("witness.db"),
        folder.join("witness.key"),
    );
    Config::parse(&text).unwrap()
}

pub fn start(folder: &Path) -> Running {
    start_with(config(folder, "")).unwrap()
}

pub fn start_with(config: Config) -> Result<Running, Error> {
    let clock = Arc::new(AtomicU64::new(1_800_000_000));
    let told = Arc::clone(&clock);
    let server = Server::open(config, Arc::new(move || told.load(Ordering::Relaxed)))?;
    let key = server.verifier();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    runtime.spawn(server.serve(listener));
    Ok(Running {
        address,
        key,
        clock,
        runtime: Some(runtime),
    })
}

impl Running {
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn add(&self, body: impl AsRef<[u8]>) -> Answer {
        post(self.address, body.as_ref())
    }

    pub fn client(&self) -> Client {
        client(&self.url(), &self.key)
    }
}

pub fn client(url: &str, key: &Verifier) -> Client {
    let witness = Witness {
        key: key.clone(),
        url: url.into(),
    };
    Client::new(vec![witness], Duration::from_secs(5)).unwrap()
}

/// An answer as it came over the wire.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

pub fn post(address: SocketAddr, body: &[u8]) -> Answer {
    let head = format!(
        "POST /add-checkpoint HTTP/1.1\r\nhost: w\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    talk(address, &[head.as_bytes(), body].concat())
}

pub fn get(address: SocketAddr, path: &str) -> Answer {
    let request = format!("GET {path} HTTP/1.1\r\nhost: w\r\nconnection: close\r\n\r\n");
    talk(address, request.as_bytes())
}

fn talk(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    // A server that refuses a long body may close before it has taken all of it.
    let _ = stream.write_all(request);
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    let (head, body) = answer.split_once("\r\n\r\n").expect("a whole answer");
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    Answer {
        status: status.expect("a status"),
        head: head.to_lowercase(),
        body: body.into(),
    }
}

/// A witness that answers with what it was given, one answer a request, and gives back the bodies
/// of the requests.
pub fn scripted(answers: Vec<(u16, String)>) -> (String, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let mut bodies = vec![];
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().unwrap();
            bodies.push(read_body(&mut stream));
            let answer = format!(
                "HTTP/1.1 {status} X\r\nconnection: close\r\nretry-after: 7\r\nlocation: /elsewhere\r\n\
                 content-length: {}\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).unwrap();
        }
        bodies
    });
    (url, thread)
}

fn read_body(stream: &mut TcpStream) -> String {
    let (mut bytes, mut chunk) = (vec![], [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head.split("content-length: ").nth(1).expect("a length");
            let length: usize = length.lines().next().unwrap().trim().parse().unwrap();
            if bytes.len() >= head.len() + 4 + length {
                return String::from_utf8(bytes[head.len() + 4..].to_vec()).unwrap();
            }
        }
        let count = stream.read(&mut chunk).unwrap();
        assert!(count > 0, "the request ends early");
        bytes.extend(&chunk[..count]);
    }
}
