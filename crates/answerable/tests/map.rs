//! What a desk gets to draw under its incidents and units.

mod support;

use std::io::Read as _;

use serde_json::json;
use support::{Client, Server};

/// The head and the bytes of an answer that is not text.
fn raw(client: &Client, path: &str, headers: &[(&str, &str)]) -> (String, Vec<u8>) {
    let mut stream = client.open("GET", path, headers, "").expect("it answers");
    let mut bytes = vec![];
    stream.read_to_end(&mut bytes).expect("the whole answer");
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let body = bytes.split_off(end.expect("a head") + 4);
    (String::from_utf8(bytes).expect("a head is text"), body)
}

/// The address of one tile of the map that a server has.
fn tile_of(client: &Client, tile: &str) -> String {
    let map = client.get("/v1/map").ok();
    let template = map["tiles"].as_str().expect("an address");
    template.replace("{z}/{x}/{y}", tile)
}

#[test]
fn a_server_without_a_map_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path());
    let map = server.client().get("/v1/map").ok();
    assert_eq!(
        (&map["available"], &map["tiles"]),
        (&json!(false), &json!(""))
    );
    let answer = server.client().get("/v1/map/tiles/none/0/0/0");
    assert_eq!(
        (answer.status, &answer.body["code"]),
        (404, &json!("not-found"))
    );
}

#[test]
fn the_tiles_of_a_city_come_once_and_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::demo(folder.path());
    let client = server.client();
    let map = client.get("/v1/map").ok();
    assert_eq!(map["title"], json!({"en": "Yunzhou", "zh-CN": "云州"}));
    assert!(
        map["credit"]["zh-CN"]
            .as_str()
            .is_some_and(|credit| credit.contains("虚构"))
    );

    // The tile of the drum tower.
    let path = tile_of(&client, "10/819/420");
    let (head, body) = raw(&client, &path, &[]);
    assert!(head.starts_with("HTTP/1.0 200"), "{head}");
    assert!(
        head.contains("content-type: application/vnd.mapbox-vector-tile"),
        "{head}"
    );
    assert!(head.contains("immutable"), "{head}");
    // A layer is field 3 of a tile.
    assert_eq!(body.first(), Some(&(3 << 3 | 2)));

    let tag = head
        .lines()
        .find_map(|line| line.strip_prefix("etag: "))
        .expect("a tag");
    let (head, body) = raw(&client, &path, &[("If-None-Match", tag)]);
    assert!(
        head.starts_with("HTTP/1.0 304") && body.is_empty(),
        "{head}"
    );
    let (head, packed) = raw(&client, &path, &[("Accept-Encoding", "gzip")]);
    assert!(
        head.contains("content-encoding: gzip") && packed.starts_with(&[0x1f, 0x8b]),
        "{head}"
    );
}

#[test]
fn a_tile_of_nothing_is_empty_and_a_tile_that_cannot_be_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::demo(folder.path());
    let client = server.client();
    assert_eq!(client.get(&tile_of(&client, "10/0/0")).status, 204);
    for nonsense in [
        "19/0/0",
        "3/8/0",
        "0/0/1",
        "1/-1/0",
        "a/b/c",
        "4294967296/0/0",
    ] {
        let answer = client.get(&tile_of(&client, nonsense));
        let said = (answer.status, &answer.body["code"]);
        assert_eq!(said, (400, &json!("bad-request")), "{nonsense}");
    }
    let other = tile_of(&client, "10/819/420").replace("/tiles/", "/tiles/0");
    assert_eq!(client.get(&other).status, 404);
}
