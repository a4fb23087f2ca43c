//! Photos over HTTP, from the upload to the erasing, by way of a killed server.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use support::{Client, Server, opening, read, run, signing_in, text};
use uuid::Uuid;

const CANARY: &[u8] = b"CANARY 31.2304N";

/// A picture with a comment that a camera might write.
fn photo() -> Vec<u8> {
    let scene = RgbImage::from_fn(320, 200, |x, y| Rgb([x as u8, y as u8, 90]));
    let mut jpeg = std::io::Cursor::new(vec![]);
    scene.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    let jpeg = jpeg.into_inner();
    let comment = [b"\xff\xfe\0\x11".as_slice(), CANARY].concat();
    [&jpeg[..2], &comment, &jpeg[2..]].concat()
}

/// Sends a file and gives the whole answer.
fn sent(client: &Client, path: &str, key: Uuid, file: &[u8]) -> support::Answer {
    let head = format!(
        "POST {path} HTTP/1.0\r\nHost: {}\r\nCookie: {}\r\nIdempotency-Key: {key}\r\n\
         Answerable-Seat: {}\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n",
        client.address,
        client.cookie.clone().unwrap(),
        client.seat,
        file.len()
    );
    let back = support::raw(client.address, &[head.as_bytes(), file].concat());
    read(&back).unwrap_or_else(|| panic!("no whole answer: {back:.300}"))
}

/// Opens a photo: the head of the answer and its bytes.
fn opened(client: &Client, path: &str, purpose: &str) -> (String, Vec<u8>) {
    let body = json!({"purpose": purpose}).to_string();
    let key = Uuid::now_v7().to_string();
    let headers = [
        ("Content-Type", "application/json"),
        ("Idempotency-Key", key.as_str()),
        ("Answerable-Seat", client.seat.as_str()),
    ];
    let mut stream: TcpStream = client.open("POST", path, &headers, &body).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(40)))
        .unwrap();
    stream.flush().unwrap();
    let mut back = vec![];
    stream.read_to_end(&mut back).unwrap();
    let end = back
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(back[..end].to_vec()).unwrap();
    (head.to_ascii_lowercase(), back[end + 4..].to_vec())
}

#[track_caller]
fn refused(answer: &support::Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status, &answer.body["code"]),
        (status, &json!(code)),
        "{}",
        answer.body
    );
}

/// A report by somebody, with its incident.
fn reported(client: &Client) -> (String, String) {
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Wren"});
    let told = client.act("/v1/reports", Uuid::now_v7(), &body).accepted();
    let id = |name: &str| told[name].as_str().unwrap().to_owned();
    (id("report"), id("incident"))
}

fn shown(client: &Client, incident: &str, entry: u64) -> Value {
    let path = format!("/v1/incidents/{incident}?min_entry={entry}");
    let incident: Value = client.get(&path).ok();
    incident["reports"][0]["photos"].clone()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|one| one == part)
}

/// The files of photos below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(found) = std::fs::read_dir(folder) else {
        return vec![];
    };
    found
        .flat_map(|one| match one.unwrap().path() {
            path if path.is_dir() => files(&path),
            path => vec![path],
        })
        .collect()
}

#[test]
fn a_photo_outlives_a_kill_is_seen_behind_a_trace_and_goes_with_its_caller() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path());
    let client = server.client();
    let (report, incident) = reported(&client);
    let path = format!("/v1/reports/{report}/photos");
    let (key, original) = (Uuid::now_v7(), photo());
    let added = sent(&client, &path, key, &original);
    assert_eq!(added.status, 201, "{}", added.body);
    let (entry, photo) = (added.body["entry"].clone(), key.to_string());
    // What was acknowledged is there, however the machine fails.
    server.kill();
    let orphan = data.path().join("photos/arriving");
    std::fs::write(orphan.join("cut-off.part"), b"half").unwrap();
    let server = Server::start(data.path());
    let client = server.client();
    assert_eq!(files(&orphan), Vec::<PathBuf>::new());
    assert_eq!(files(&data.path().join("photos")).len(), 2);
    for file in files(data.path()) {
        assert!(!holds(&std::fs::read(&file).unwrap(), CANARY), "{file:?}");
    }
    // The same again is the same answer, and writes nothing.
    let again = sent(&client, &path, key, &original);
    assert_eq!((again.status, &again.body["entry"]), (201, &entry));
    refused(&sent(&client, &path, key, &photo_of(9)), 422, "key-reused");
    assert_eq!(files(&data.path().join("photos")).len(), 2);
    let photos = shown(&client, &incident, entry.as_u64().unwrap());
    assert_eq!(photos[0]["photo"], json!(photo));
    assert_eq!(
        (
            &photos[0]["kind"],
            &photos[0]["width"],
            &photos[0]["height"]
        ),
        (&json!("jpeg"), &json!(320), &json!(200))
    );

    let (head, copy) = opened(&client, &format!("{path}/{photo}/open"), "call-back");
    assert!(
        head.starts_with("http/1.0 201") || head.starts_with("http/1.1 201"),
        "{head}"
    );
    for told in [
        "content-type: image/jpeg",
        "cache-control: no-store",
        "nosniff",
        "sandbox",
    ] {
        assert!(head.contains(told), "{told} is not in {head}");
    }
    assert!(copy.starts_with(b"\xff\xd8\xff") && !holds(&copy, CANARY));
    let (head, file) = opened(&client, &format!("{path}/{photo}/original"), "call-back");
    assert!(head.contains("content-disposition: attachment"), "{head}");
    assert_eq!(file, original);
    let status: Value = client.get("/v1/status").ok();
    assert_eq!(status["openings"], json!({"traces": 2, "decryptions": 2}));

    // Not for those in whose hands it is not, nor for no purpose of the pack.
    let (head, _) = opened(&client, &format!("{path}/{photo}/open"), "curiosity");
    assert!(head.contains(" 403 ") || head.contains(" 422 "), "{head}");
    let other = signing_in::invited(server.address, "C-7", &["call-taker"]);
    for what in ["open", "original"] {
        let (head, _) = opened(&other, &format!("{path}/{photo}/{what}"), "call-back");
        assert!(head.contains(" 403 "), "{head}");
    }
    let (head, _) = opened(
        &client,
        &format!("{path}/{}/open", Uuid::now_v7()),
        "call-back",
    );
    assert!(head.contains(" 404 "), "{head}");

    let basis = json!({"basis": "CCPA 1798.105"});
    let erase = format!("/v1/reports/{report}/caller/erase");
    let asked = client.act(&erase, Uuid::now_v7(), &basis).accepted();
    let request = asked["events"][0]["data"]["request"].as_str().unwrap();
    let second = signing_in::invited(server.address, "S-2", &["supervisor"]);
    let approve = format!("/v1/requests/{request}/approve");
    second
        .act(&approve, Uuid::now_v7(), &Value::Null)
        .accepted();
    assert_eq!(files(&data.path().join("photos")), Vec::<PathBuf>::new());
    let (head, _) = opened(&client, &format!("{path}/{photo}/open"), "call-back");
    assert!(head.contains(" 409 "), "{head}");
    let more = sent(&client, &path, Uuid::now_v7(), &original);
    refused(&more, 409, "personal-fields-erased");
    server.stop();
    let verified = run(&["journal", "verify", text(data.path())]);
    assert!(verified.status.success(), "{verified:?}");
}

/// Another picture.
fn photo_of(side: u32) -> Vec<u8> {
    let mut png = std::io::Cursor::new(vec![]);
    RgbImage::new(side, side)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    png.into_inner()
}

#[test]
fn what_is_no_photo_is_refused_and_a_lost_file_is_named() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path());
    let client = server.client();
    let (report, _) = reported(&client);
    let path = format!("/v1/reports/{report}/photos");
    let add = |path: &str, file: &[u8]| sent(&client, path, Uuid::now_v7(), file);
    let photo = photo();
    refused(&add(&path, b"<svg/>"), 415, "photo-unknown-kind");
    refused(&add(&path, b""), 415, "photo-unknown-kind");
    refused(
        &add(&path, &photo[..photo.len() / 2]),
        422,
        "photo-unreadable",
    );
    refused(
        &add(&path, &vec![0; 8 * 1024 * 1024 + 1]),
        413,
        "body-too-large",
    );
    let nobody = format!("/v1/reports/{}/photos", Uuid::now_v7());
    refused(&add(&nobody, &photo), 404, "no-such-report");
    let elsewhere = Client {
        seat: "somebody-elses".into(),
        ..server.client()
    };
    refused(
        &sent(&elsewhere, &path, Uuid::now_v7(), &photo),
        403,
        "not-at-seat",
    );
    assert_eq!(files(&data.path().join("photos")), Vec::<PathBuf>::new());
    for side in 1..=12 {
        let added = add(&path, &photo_of(side));
        assert_eq!(added.status, 201, "{}", added.body);
    }
    refused(&add(&path, &photo), 409, "too-many-photos");
    let kept = files(&data.path().join("photos"));
    assert_eq!(kept.len(), 24);
    let added = add(
        &format!("/v1/reports/{}/photos", reported(&client).0),
        &photo,
    );
    let added = added.body["events"][0]["data"].clone();
    let (of, id) = (
        added["report"].as_str().unwrap(),
        added["photo"].as_str().unwrap(),
    );
    for file in files(&data.path().join("photos").join(of)) {
        std::fs::write(file, b"something else").unwrap();
    }
    let (head, _) = opened(
        &client,
        &format!("/v1/reports/{of}/photos/{id}/open"),
        "call-back",
    );
    assert!(head.contains(" 503 "), "{head}");
    let status: Value = client.get("/v1/status").ok();
    assert_eq!(status["openings"], json!({"traces": 0, "decryptions": 0}));
    server.stop();
    let verified = run(&["journal", "verify", text(data.path())]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(
        !verified.status.success() && said.contains("the ciphertext of what it sealed is missing"),
        "{said}"
    );
}
