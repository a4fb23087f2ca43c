//! Other spellings of an address, other methods, and addresses that lead out of a folder.

use serde_json::json;

use super::support::{Answer, Client, opening, operations};
use super::{act, entries, nobody, served};
use crate::support::signing_in::administrator;

/// Nothing of the record: a refusal, or the page that everybody gets.
#[track_caller]
fn tells_nothing(answer: &Answer, of: &str) {
    let said = answer.body.to_string();
    for secret in ["canary", "BEGIN", "service_number", "leaf_hash"] {
        assert!(!said.contains(secret), "{of}: {said}");
    }
    let page = answer
        .header("content-type")
        .is_some_and(|kind| kind.starts_with("text/html"));
    assert!(
        (400..500).contains(&answer.status) || (answer.status == 200 && page),
        "{of}: {} {}",
        answer.status,
        answer.head
    );
}

fn spellings(path: &str) -> Vec<String> {
    let rest = path.trim_start_matches('/');
    vec![
        format!("/{path}"),
        format!("//{rest}/"),
        format!("{path}/"),
        format!("{path};a=b"),
        format!("{path}%00"),
        format!("{path}%20"),
        format!("{path}.json"),
        format!("/./{rest}"),
        format!("/x/../{rest}"),
        format!("/%2e%2e/{rest}"),
        format!("/log/..%2f{rest}"),
        format!("/log/tile/../../{rest}"),
        format!("/assets/..;/{rest}"),
        format!("\\{rest}"),
        format!("/{}", rest.to_uppercase()),
        format!("/{}", rest.replacen("v1", "%76%31", 1)),
        format!("/{}", rest.replacen('/', "%2f", 1)),
        format!("/{}", rest.replacen('/', "%252f", 1)),
        format!("/{}", rest.replacen('/', "/%2e/", 1)),
        format!("http://127.0.0.1{path}"),
    ]
}

#[test]
fn no_other_spelling_of_an_address_goes_round_the_door() {
    let (_folder, server) = served();
    let told = act(&server.client(), "/v1/reports", &opening("canary")).accepted();
    let incident = format!("/v1/incidents/{}", told["incident"].as_str().unwrap());
    let nobody = nobody(&server);
    let paths = [
        "/v1/board",
        "/v1/entries",
        "/v1/accounts",
        incident.as_str(),
    ];
    for path in paths {
        assert_eq!(nobody.get(path).status, 401);
        for spelling in spellings(path) {
            // Some are no addresses at all, and are cut off.
            if let Ok(answer) = nobody.send("GET", &spelling, &[], "") {
                tells_nothing(&answer, &spelling);
            }
        }
    }
}

#[test]
fn no_address_leads_out_of_the_log_or_the_desk() {
    let (_folder, server) = served();
    act(&server.client(), "/v1/reports", &opening("canary")).accepted();
    let log = server.client();
    let out = [
        "/log/tile/entries/000",
        "/log/tile/entries/000.p/1",
        "/log/tile/entries/x000/000",
        "/log/tile/0/../entries/000",
        "/log/tile/0/%2e%2e/entries/000",
        "/log/tile/0/..%2fentries%2f000",
        "/log/tile/%65ntries/000",
        "/log/tile/ENTRIES/000",
        "/log/tile//entries/000",
        "/log/tile/entries/000?x=1",
        "/log/tile/../../journal.db",
        "/log/tile/..%2f..%2flog.key",
        "/log/tile/%2e%2e/%2e%2e/identity.key",
        "/log/tile/-1/000",
        "/log/tile/63/000",
        "/log/tile/0/999999999999999999999",
        "/log/tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "/log/../log.key",
        "/log/policy/../../log.key",
        "/../log.key",
        "/..%2flog.key",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../../../etc/passwd",
        "/assets/..%5c..%5cidentity.key",
        "/assets//etc/passwd",
        "/.git/config",
    ];
    for path in out {
        for client in [&log, &nobody(&server)] {
            let answer = client.send("GET", path, &[], "").unwrap();
            assert!(
                !path.starts_with("/log/") || (400..500).contains(&answer.status),
                "{path}: {}",
                answer.status
            );
            tells_nothing(&answer, path);
        }
    }
}

/// `HEAD` is asked about like `GET`, and nothing else is answered that the document does not name.
#[test]
fn methods_that_nobody_thought_of_open_nothing() {
    let (_folder, server) = served();
    let (nobody, before) = (nobody(&server), entries(&server));
    let all = operations();
    for path in all.iter().map(|one| &one.path) {
        let known = |method: &str| {
            let mut same = all.iter().filter(|one| one.path == *path);
            same.any(|one| one.method == method)
        };
        for method in [
            "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND", "GeT", "DELETE",
        ] {
            if known(method) {
                continue;
            }
            let answer = nobody.send(method, path, &[("Origin", "https://evil.example")], "");
            let Ok(answer) = answer else {
                continue; // Cut off without a word.
            };
            assert!(
                (400..500).contains(&answer.status),
                "{method} {path}: {}",
                answer.status
            );
            assert_eq!(answer.header("access-control-allow-origin"), None);
        }
        if known("GET") {
            let (get, head) = (nobody.get(path), head(&nobody, path));
            assert_eq!(get.status, head, "HEAD {path}");
        }
    }
    assert_eq!(entries(&server), before);
}

/// The status of an answer that has no body to compare its length with.
fn head(client: &Client, path: &str) -> u16 {
    let request = format!("HEAD {path} HTTP/1.0\r\nHost: {}\r\n\r\n", client.address);
    let back = crate::support::raw(client.address, request.as_bytes());
    let (head, body) = back.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, "", "HEAD {path}");
    head.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_header_does_not_make_one_method_of_another() {
    let (_folder, server) = served();
    let administrator = administrator(server.address);
    let before = entries(&server);
    let overrides = [
        "X-HTTP-Method-Override",
        "X-HTTP-Method",
        "X-Method-Override",
    ];
    let body = json!({"service_number": "D-9", "posts": [{"role": "dispatcher"}]}).to_string();
    for name in overrides {
        for method in ["POST", "DELETE", "PUT"] {
            let headers = [(name, method), ("Content-Type", "application/json")];
            let listed = administrator.send("GET", "/v1/accounts", &headers, &body);
            assert!(listed.unwrap().ok().is_array(), "{name}: {method}");
            let path = "/v1/accounts?_method=POST";
            assert!(administrator.send("GET", path, &headers, &body).is_ok());
        }
        let hidden = nobody(&server).send("POST", "/v1/board", &[(name, "GET")], "");
        assert_eq!(hidden.unwrap().status, 405);
    }
    assert_eq!(entries(&server), before);
}
