//! How often one account may come: somebody who makes acts by the thousand is slowed, nobody else is, and
//! no caller is refused for having called before.

use serde_json::json;
use uuid::Uuid;

use super::support::{Server, opening};
use super::{act, at_a_desk, entries, refused, served};

#[test]
fn an_account_that_acts_without_end_is_slowed_and_nobody_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let slow = [
        "serve",
        "--pack",
        "packs/san-francisco",
        "--acts-per-second",
        "1",
    ];
    let server = Server::of(&slow, folder.path());
    let (desk, other) = (server.client(), at_a_desk(&server, "D-2", "desk-2"));
    let keys: Vec<Uuid> = (0..200).map(|_| Uuid::now_v7()).collect();
    let tried = keys.iter().map(|key| {
        let answer = desk.act("/v1/reports", *key, &opening("smoke"));
        (*key, answer)
    });
    let mut taken = 0;
    let (key, answer) = tried
        .inspect(|(_, answer)| taken += u32::from(answer.status == 201))
        .find(|(_, answer)| answer.status != 201)
        .unwrap();
    refused(&answer, 429, "slow-down");
    assert!((50..=120).contains(&taken), "{taken} were taken at once");
    let wait_s: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=5).contains(&wait_s), "{wait_s}");
    // Questions have a measure of their own, and so has everybody else.
    let before = entries(&server);
    act(&other, "/v1/reports", &opening("smoke")).accepted();
    std::thread::sleep(std::time::Duration::from_secs(wait_s));
    desk.act("/v1/reports", key, &opening("smoke")).accepted();
    assert_eq!(
        entries(&server),
        before + 2,
        "the one that was slowed is taken once"
    );
}

/// One number may belong to a whole building, or to somebody who calls again and again in need.
#[test]
fn no_report_is_refused_for_the_number_it_came_from() {
    let (_folder, server) = served();
    let mut body = opening("smoke");
    body["caller"] = json!({"callback": "415-555-0101"});
    for _ in 0..150 {
        act(&server.client(), "/v1/reports", &body).accepted();
    }
}
