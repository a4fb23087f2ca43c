//! Ids that one has not, or that are not one's own: the answer does not tell them from ids that nobody
//! has, and nothing is changed.

use serde_json::json;
use uuid::Uuid;

use super::support::signing_in::{administrator, invited};
use super::support::{Answer, opening};
use super::{act, at_a_desk, entries, served};

/// The id itself, its neighbours, and ids from nowhere.
fn around(id: Uuid) -> Vec<Uuid> {
    let number = id.as_u128();
    let beside = [number ^ 1, number.wrapping_add(1), number.wrapping_sub(1)];
    let beside = beside.into_iter().map(Uuid::from_u128);
    let ids = beside.chain([Uuid::nil(), Uuid::max(), Uuid::now_v7()]);
    std::iter::once(id).chain(ids).collect()
}

/// What two answers say besides the id that was asked for.
fn but_for(id: Uuid, answer: &Answer) -> (u16, String) {
    let said = answer.body.to_string().replace(&id.to_string(), "-");
    (answer.status, said)
}

#[track_caller]
fn all_alike(answers: Vec<(u16, String)>, status: u16) {
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
        assert_eq!(answer.0, status, "{}", answer.1);
    }
}

#[test]
fn who_may_not_see_incidents_learns_of_none() {
    let (_folder, server) = served();
    let told = act(&server.client(), "/v1/reports", &opening("smoke")).accepted();
    let incident: Uuid = told["incident"].as_str().unwrap().parse().unwrap();
    let analyst = invited(server.address, "A-1", &["analyst"]);
    let before = entries(&server);
    for person in [administrator(server.address), analyst] {
        let ids = around(incident);
        let seen = ids.iter().map(|id| {
            let answer = person.get(&format!("/v1/incidents/{id}"));
            but_for(*id, &answer)
        });
        let seen: Vec<_> = seen.collect();
        let status = seen[0].0;
        assert!([403, 404].contains(&status), "{seen:?}");
        all_alike(seen, status);
        let noted = ids.iter().map(|id| {
            let path = format!("/v1/incidents/{id}/notes");
            but_for(*id, &act(&person, &path, &json!({"text": "a note"})))
        });
        let noted: Vec<_> = noted.collect();
        all_alike(noted.clone(), noted[0].0);
    }
    assert_eq!(entries(&server), before);
}

#[test]
fn a_report_in_other_hands_is_refused_like_one_that_is_not_there() {
    let (_folder, server) = served();
    let other = at_a_desk(&server, "D-2", "desk-2");
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Wren", "callback": "415-555-0101"});
    let told = act(&server.client(), "/v1/reports", &body).accepted();
    let report: Uuid = told["report"].as_str().unwrap().parse().unwrap();
    let before = entries(&server);
    for what in ["open", "search"] {
        let tried = around(report).into_iter().map(|id| {
            let path = format!("/v1/reports/{id}/caller/{what}");
            let mut asked = json!({"purpose": "call-back"});
            if what == "open" {
                asked["fields"] = json!(["name", "callback"]);
            }
            but_for(id, &act(&other, &path, &asked))
        });
        all_alike(tried.collect(), 403);
    }
    assert_eq!(entries(&server), before);
}

#[test]
fn a_session_of_somebody_else_is_not_ended_by_its_id() {
    let (_folder, server) = served();
    let other = at_a_desk(&server, "D-2", "desk-2");
    let sessions = server.client().get("/v1/sessions").ok();
    let session: Uuid = sessions[0]["session"].as_str().unwrap().parse().unwrap();
    let tried = around(session).into_iter().map(|id| {
        let answer = other.send("DELETE", &format!("/v1/sessions/{id}"), &[], "");
        but_for(id, &answer.unwrap())
    });
    all_alike(tried.collect(), 404);
    server.client().get("/v1/board").ok();
}

#[test]
fn a_request_is_decided_by_nobody_who_guesses_its_id() {
    let (_folder, server) = served();
    let first = administrator(server.address);
    let account = server.client().get("/v1/session").ok()["account"].clone();
    let recover = format!("/v1/accounts/{}/recover", account.as_str().unwrap());
    let asked = act(&first, &recover, &json!({"reason": "telephone lost"})).accepted();
    let request = asked["events"][0]["data"]["request"].as_str().unwrap();
    let before = entries(&server);
    let other = at_a_desk(&server, "D-2", "desk-2");
    let entered = entries(&server);
    assert!(entered > before);
    for id in around(request.parse().unwrap()) {
        for what in ["approve", "refuse", "withdraw"] {
            let path = format!("/v1/requests/{id}/{what}");
            let answer = act(&other, &path, &json!({"reason": "because"}));
            assert!(
                [403, 404, 409].contains(&answer.status),
                "{path}: {}",
                answer.body
            );
            assert_eq!(answer.body.get("invitation"), None);
        }
    }
    assert_eq!(entries(&server), entered);
    server.client().get("/v1/board").ok();
}

#[test]
fn an_account_is_changed_by_nobody_at_a_desk() {
    let (_folder, server) = served();
    let desk = server.client();
    let own = desk.get("/v1/session").ok()["account"].clone();
    let other = administrator(server.address).get("/v1/session").ok()["account"].clone();
    let before = entries(&server);
    for account in [own, other] {
        let account = account.as_str().unwrap();
        let posts = json!({"posts": [{"role": "administrator"}]});
        let why = json!({"reason": "because"});
        let tried = [
            ("posts", &posts),
            ("suspend", &why),
            ("close", &why),
            ("recover", &why),
        ];
        for (what, body) in tried {
            let path = format!("/v1/accounts/{account}/{what}");
            let answer = act(&desk, &path, body);
            assert!(
                [403, 404].contains(&answer.status),
                "{path}: {}",
                answer.body
            );
        }
    }
    assert_eq!(entries(&server), before);
}
