//! From where the server can be reached, and what a slow client holds.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

mod support;

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use support::{Server, run, text};

/// A fresh certificate for this machine, in two files; its bytes.
fn certified(folder: &Path) -> CertificateDer<'static> {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    std::fs::write(folder.join("chain.pem"), made.cert.pem()).unwrap();
    made.cert.der().clone()
}

/// What a server answers over TLS to whoever trusts this certificate alone.
fn asked(address: SocketAddr, trusted: &CertificateDer<'static>) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    stream
        .write_all(b"GET /v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut text = String::new();
    // Some ends come without a farewell, which is the server's right after an answer.
    let _ = stream.read_to_string(&mut text);
    match text.is_empty() {
        true => Err(std::io::Error::other("no answer")),
        false => Ok(text),
    }
}

#[test]
fn a_certificate_that_is_replaced_is_taken_up_without_a_restart() {
    let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = certified(files.path());
    let (chain, key) = (files.path().join("chain.pem"), files.path().join("key.pem"));
    let server = Server::of(
        &[
            "demo",
            "--no-autopilot",
            "--calls-per-day",
            "0",
            "--tls-certificate",
            text(&chain),
            "--tls-key",
            text(&key),
        ],
        data.path(),
    );
    let answer = asked(server.address, &first).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let second = certified(files.path());
    let begun = Instant::now();
    while asked(server.address, &second).is_err() {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "the old one stays"
        );
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(asked(server.address, &first).is_err());
}

#[test]
fn an_address_that_others_reach_needs_tls_and_people_who_sign_in() {
    let data = tempfile::tempdir().unwrap();
    let everywhere = ["--data", text(data.path()), "--address", "0.0.0.0:0"];
    let plain = ["serve", "--pack", "packs/yunzhou"];
    let refused = run(&[&plain[..], &everywhere[..]].concat());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && said.contains("--tls-certificate"),
        "{said}"
    );
    let demo = ["demo", "--no-autopilot", "--calls-per-day", "0"];
    let data = tempfile::tempdir().unwrap();
    let everywhere = ["--data", text(data.path()), "--address", "0.0.0.0:0"];
    let refused = run(&[&demo[..], &everywhere[..]].concat());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && said.contains("asks nobody"),
        "{said}"
    );
}

#[test]
fn a_client_that_sends_its_head_drop_by_drop_is_let_go() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::demo(data.path());
    let mut slow = TcpStream::connect(server.address).unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    let begun = Instant::now();
    slow.write_all(b"GET /v1/status HTTP/1.1\r\n").unwrap();
    let mut dripping = slow.try_clone().unwrap();
    std::thread::spawn(move || {
        while dripping.write_all(b"a: b\r\n").is_ok() {
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    let mut rest = vec![];
    let _ = slow.read_to_end(&mut rest);
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "it was held on to"
    );
    // Others were answered meanwhile.
    server.client().get("/v1/status").ok();
}
