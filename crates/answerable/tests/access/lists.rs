//! Lists hold what is in one's hands, and are read within that bound.

use serde_json::{Value, json};

use crate::signing_in::{crew, invited};
use crate::support::opening;
use crate::{act, refused, served};

fn numbers(list: &Value) -> Vec<&str> {
    let rows = list["incidents"].as_array().unwrap().iter();
    rows.map(|row| row["number"].as_str().unwrap()).collect()
}

#[test]
fn a_crew_is_listed_the_incidents_it_is_sent_to() {
    let (_folder, server) = served();
    let desk = server.client();
    let mine = act(&desk, "/v1/reports", &opening("smoke")).accepted();
    act(&desk, "/v1/reports", &opening("elsewhere")).accepted();
    let shift = json!({"kind": "engine", "station": "station-01", "crew": 4});
    act(&desk, "/v1/units/E01/shift", &shift).accepted();
    let send = format!("/v1/incidents/{}/send", mine["incident"].as_str().unwrap());
    act(&desk, &send, &json!({"units": ["E01"]})).accepted();
    let crew = crew(server.address, "C-1", "E01");
    let last = server.client().get("/v1/status").ok()["entries"]
        .as_u64()
        .unwrap()
        - 1;
    let listed = crew.get(&format!("/v1/incidents?min_entry={last}")).ok();
    assert_eq!(numbers(&listed), [mine["number"].as_str().unwrap()]);
    assert_eq!(numbers(&desk.get("/v1/incidents").ok()).len(), 2);
}

#[test]
fn whoever_works_on_what_is_given_to_them_is_listed_that_alone() {
    let (_folder, server) = served();
    let desk = server.client();
    let given = act(&desk, "/v1/reports", &opening("a quarrel")).accepted();
    act(&desk, "/v1/reports", &opening("smoke")).accepted();
    let mediator = invited(server.address, "M-1", &["mediator"]);
    mediator.enter("mediation-1");
    assert_eq!(
        numbers(&mediator.get("/v1/incidents").ok()),
        Vec::<&str>::new()
    );
    let owner = format!(
        "/v1/incidents/{}/owner",
        given["incident"].as_str().unwrap()
    );
    let assigned = act(&desk, &owner, &json!({"owner": "mediation-1"})).accepted();
    let path = format!("/v1/incidents?min_entry={}", assigned["entry"]);
    assert_eq!(
        numbers(&mediator.get(&path).ok()),
        [given["number"].as_str().unwrap()]
    );
    // The seat was left: whoever sits there next works on it.
    act(&mediator, "/v1/seats/mediation-1/leave", &Value::Null).accepted();
    assert_eq!(numbers(&mediator.get(&path).ok()), Vec::<&str>::new());
    let analyst = invited(server.address, "A-1", &["analyst"]);
    refused(&analyst.get("/v1/incidents"), 404, "not-found");
}
