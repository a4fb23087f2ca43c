//! Who may come in, and what they may do there, over HTTP.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

mod ceremonies;
mod contests;
mod exports;
mod lists;
mod machines;
mod names;
mod sealed_looks;
#[path = "../support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::signing_in::{self, PASSWORD, administrator, invited};
use support::{Answer, Client, Operation, Server, opening, operations};
use uuid::Uuid;

fn served() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    (folder, server)
}

fn nobody(server: &Server) -> Client {
    Client {
        cookie: None,
        ..server.client()
    }
}

fn act(client: &Client, path: &str, body: &Value) -> Answer {
    client.act(path, Uuid::now_v7(), body)
}

#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status, &answer.body["code"]),
        (status, &json!(code)),
        "{}",
        answer.body
    );
}

/// No address was forgotten: the document that names them all is walked.
#[test]
fn nobody_who_is_not_signed_in_gets_anything_but_what_is_everybodys() {
    let (_folder, server) = served();
    let nobody = nobody(&server);
    // What these answer to somebody unknown is about what was sent, never about the record.
    let public = [
        "sign_in",
        "passkey_begin",
        "passkey_sign_in",
        "redeem_invitation",
        "state",
        "looks",
        "contest_look",
    ];
    let (mut asked, before) = (0, server.client().get("/v1/status").ok()["entries"].clone());
    for Operation {
        method, path, id, ..
    } in operations()
    {
        let key = Uuid::now_v7().to_string();
        let headers = [
            ("Content-Type", "application/json"),
            ("Idempotency-Key", key.as_str()),
            ("Answerable-Seat", "desk-1"),
        ];
        let answer = nobody.send(&method, &path, &headers, "{}").unwrap();
        if public.contains(&id.as_str()) {
            assert!(answer.status < 500, "{id}: {}", answer.body);
        } else {
            refused(&answer, 401, "sign-in-needed");
            asked += 1;
        }
    }
    assert!(asked > 80, "{asked} operations were asked");
    assert_eq!(server.client().get("/v1/status").ok()["entries"], before);
}

#[test]
fn an_administrator_runs_the_house_and_reads_no_incident() {
    let (_folder, server) = served();
    let incident = act(&server.client(), "/v1/reports", &opening("smoke")).accepted();
    let incident = incident["incident"].as_str().unwrap();
    let administrator = administrator(server.address);
    administrator.get("/v1/accounts").ok();
    for path in ["/v1/board", "/v1/entries"] {
        refused(&administrator.get(path), 403, "not-allowed");
    }
    // Not even whether there is one.
    refused(&administrator.get("/v1/incidents"), 404, "not-found");
    refused(
        &administrator.get(&format!("/v1/incidents/{incident}")),
        404,
        "not-found",
    );
    let note = json!({"text": "a note"});
    let noted = act(
        &administrator,
        &format!("/v1/incidents/{incident}/notes"),
        &note,
    );
    assert_eq!(noted.status, 404, "{}", noted.body);
}

#[test]
fn whoever_is_suspended_is_out_at_once_and_in_again_when_it_is_over() {
    let (_folder, server) = served();
    let person = invited(server.address, "D-7", &["dispatcher"]);
    let account = person.get("/v1/session").ok()["account"]
        .as_str()
        .unwrap()
        .to_owned();
    let administrator = administrator(server.address);
    let why = json!({"reason": "an inquiry"});
    act(
        &administrator,
        &format!("/v1/accounts/{account}/suspend"),
        &why,
    )
    .accepted();
    refused(&person.get("/v1/board"), 401, "sign-in-needed");
    let claim = json!({"service_number": "D-7", "password": PASSWORD, "code": "000000"});
    refused(
        &nobody(&server).post("/v1/session", &claim),
        401,
        "sign-in-failed",
    );
    act(
        &administrator,
        &format!("/v1/accounts/{account}/resume"),
        &why,
    )
    .accepted();
    // What ended has ended: they sign in anew.
    refused(&person.get("/v1/board"), 401, "sign-in-needed");
}

#[test]
fn nobody_is_signed_in_by_a_page_of_another_site() {
    let (_folder, server) = served();
    let claim = json!({"service_number": "D-1", "password": PASSWORD, "code": "000000"});
    for from in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Origin", "https://elsewhere.example"),
    ] {
        let headers = [("Content-Type", "application/json"), from];
        let answer = nobody(&server).send("POST", "/v1/session", &headers, &claim.to_string());
        refused(&answer.unwrap(), 403, "cross-site");
    }
}

/// Which was wrong is not said, and neither is whether there is such a person.
#[test]
fn a_wrong_password_and_an_unknown_person_get_one_answer() {
    let (_folder, server) = served();
    let answers = ["D-1", "D-404"].map(|number| {
        let claim = json!({"service_number": number, "password": "not that one", "code": "000000"});
        nobody(&server).post("/v1/session", &claim)
    });
    refused(&answers[0], 401, "sign-in-failed");
    assert_eq!(answers[0].body, answers[1].body);
}

#[test]
fn a_token_that_was_there_before_signing_in_is_never_the_one_after() {
    let (_folder, server) = served();
    let planted = Client {
        cookie: server.client().cookie,
        ..nobody(&server)
    };
    let administrator = administrator(server.address);
    let invite = json!({"service_number": "D-8", "posts": [{"role": "dispatcher"}]});
    let link = act(&administrator, "/v1/accounts", &invite).accepted()["invitation"].clone();
    let redeemed = planted.post("/v1/session/invitation", &json!({ "invitation": link }));
    let set = redeemed.header("set-cookie").unwrap();
    assert!(
        !set.starts_with(planted.cookie.as_deref().unwrap()),
        "{set}"
    );
    let again = planted.post("/v1/session/invitation", &json!({ "invitation": link }));
    refused(&again, 404, "invitation-void");
}

#[test]
fn what_came_in_by_a_link_sets_how_to_sign_in_and_nothing_else() {
    let (_folder, server) = served();
    let administrator = administrator(server.address);
    let invite =
        json!({"service_number": "D-9", "posts": [{"role": "dispatcher"}], "standing": "active"});
    // Fields that nobody asked for are not passed over.
    refused(
        &act(&administrator, "/v1/accounts", &invite),
        400,
        "bad-request",
    );
    let invite = json!({"service_number": "D-9", "posts": [{"role": "dispatcher"}]});
    let link = act(&administrator, "/v1/accounts", &invite).accepted()["invitation"].clone();
    let redeemed = nobody(&server).post("/v1/session/invitation", &json!({ "invitation": link }));
    let cookie = redeemed
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let enrolling = Client {
        cookie: Some(cookie.into()),
        ..nobody(&server)
    };
    refused(&enrolling.get("/v1/board"), 403, "enrolment-unfinished");
    let weak = enrolling.put("/v1/me/password", &json!({"password": "short"}));
    refused(&weak, 422, "password-refused");
    let detail = weak.body["detail"].as_str().unwrap();
    assert!(detail.contains("is too short"), "{detail}");
}

#[test]
fn a_seat_is_acted_at_by_whoever_sits_there() {
    let (_folder, server) = served();
    let (first, second) = (
        server.client(),
        invited(server.address, "D-2", &["dispatcher"]),
    );
    refused(
        &act(&second, "/v1/reports", &opening("smoke")),
        403,
        "not-allowed",
    );
    second.enter("desk-2");
    refused(
        &act(&second, "/v1/reports", &opening("smoke")),
        403,
        "not-at-seat",
    );
    let enter = act(&second, "/v1/seats/desk-1/enter", &Value::Null);
    refused(&enter, 409, "seat-taken");
    let why = json!({"reason": "the shift is over"});
    act(&second, "/v1/seats/desk-1/take-over", &why).accepted();
    let told = act(&second, "/v1/reports", &opening("smoke")).accepted();
    let entry = second
        .get(&format!("/v1/entries?from={}&limit=1", told["entry"]))
        .ok();
    let kept = &entry["entries"][0]["entry"];
    assert_eq!(kept["seat"], json!("desk-1"));
    assert_eq!(kept["leave"]["roles"], json!(["dispatcher"]));
    assert_eq!(
        kept["leave"]["account"],
        second.get("/v1/session").ok()["account"]
    );
    assert_eq!(kept["leave"]["policies"], json!(["dispatcher-dispatch"]));
    refused(
        &act(&first, "/v1/reports", &opening("smoke")),
        403,
        "not-allowed",
    );
}

/// The desk opens what it received; another desk does not; and whoever looked is seen by oversight,
/// who is seen as well.
#[test]
fn a_look_is_seen_by_oversight_and_so_is_looking_at_looks() {
    let (_folder, server) = served();
    let desk = server.client();
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Wren", "anonymous": false});
    let report = act(&desk, "/v1/reports", &body).accepted()["report"].clone();
    let open = format!("/v1/reports/{}/caller/open", report.as_str().unwrap());
    let asked = json!({"fields": ["name"], "purpose": "call-back"});
    act(&desk, &open, &asked).accepted();
    let other = invited(server.address, "D-2", &["dispatcher"]);
    other.enter("desk-2");
    let other = Client {
        seat: "desk-2".into(),
        ..other
    };
    refused(&act(&other, &open, &asked), 403, "not-allowed");
    let inspector = invited(server.address, "I-1", &["oversight-inspector"]);
    let read = json!({"purpose": "oversight", "words": "a complaint"});
    refused(&act(&other, "/v1/traces", &read), 404, "not-found");
    let first = act(&inspector, "/v1/traces", &read).accepted();
    assert_eq!(first["looks"].as_array().unwrap().len(), 1, "{first}");
    let look = &first["looks"][0];
    assert_eq!(
        (
            &look["kind"],
            &look["service_number"],
            &look["report"],
            &look["fields"]
        ),
        (&json!("opened"), &json!("D-1"), &report, &json!(["name"]))
    );
    let second = act(&inspector, "/v1/traces", &read).accepted();
    let last = &second["looks"][1];
    assert_eq!(
        (&last["kind"], &last["service_number"], &last["entry"]),
        (
            &json!("traces_read"),
            &json!("I-1"),
            &first["trace"]["entry"]
        )
    );
    assert!(!second.to_string().contains("Canary"), "{second}");
}

/// Whose record it is sees who looked, with nothing but the paper: no account, no name.
#[test]
fn a_person_sees_who_looked_with_the_code_and_a_second_secret() {
    let (_folder, server) = served();
    let (desk, nobody) = (server.client(), nobody(&server));
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Wren", "anonymous": false});
    let told = act(&desk, "/v1/reports", &body).accepted();
    let (entry, report) = (&told["entry"], told["report"].as_str().unwrap());
    let code = desk.get(&format!("/v1/entries/{entry}/code")).ok()["letters"].clone();
    let looks = format!(
        "/v1/receipts/{}/looks",
        code.as_str().unwrap().replace(' ', "%20")
    );
    let guess = json!({"second_secret": "0123456789"});
    refused(&nobody.post(&looks, &guess), 403, "second-secret-wrong");
    let path = format!("/v1/entries/{entry}/second-secret");
    let given = act(&desk, &path, &Value::Null).accepted();
    refused(&act(&nobody, &path, &Value::Null), 401, "sign-in-needed");
    let seen = |secret: &Value| nobody.post(&looks, &json!({ "second_secret": secret }));
    assert_eq!(seen(&given["second_secret"]).ok()["looks"], json!([]));
    let open = format!("/v1/reports/{report}/caller/open");
    let asked = json!({"fields": ["name"], "purpose": "call-back", "words": "a neighbour's name"});
    act(&desk, &open, &asked).accepted();
    let seen = seen(&given["second_secret"]).ok();
    let look = &seen["looks"][0];
    assert_eq!(
        (&look["kind"], &look["purpose"], &look["service_number"]),
        (&json!("opened"), &json!("call-back"), &json!("D-1"))
    );
    assert_eq!(look.get("words"), None, "it may name others");
    // Each row has a receipt of its own, without the entry where a reason was typed into it.
    let receipt = look["receipt"].as_str().unwrap();
    assert!(receipt.starts_with("c2sp.org/tlog-proof@v1\n"), "{receipt}");
    assert!(!receipt.contains("extra"), "{receipt}");
}

#[test]
fn a_lost_way_in_is_given_back_by_two_administrators() {
    let (_folder, server) = served();
    let first = administrator(server.address);
    let second = invited(server.address, "ADMIN-2", &["administrator"]);
    let lost = server.client().get("/v1/session").ok()["account"].clone();
    let recover = format!("/v1/accounts/{}/recover", lost.as_str().unwrap());
    let asked = act(&first, &recover, &json!({"reason": "telephone lost"})).accepted();
    let request = asked["events"][0]["data"]["request"]
        .as_str()
        .unwrap()
        .to_owned();
    let approve = format!("/v1/requests/{request}/approve");
    refused(&act(&first, &approve, &Value::Null), 403, "not-allowed");
    refused(
        &act(&server.client(), &approve, &Value::Null),
        403,
        "not-allowed",
    );
    assert_eq!(
        second.get("/v1/requests").ok()[0]["request"],
        json!(request)
    );
    let link = act(&second, &approve, &Value::Null).accepted()["invitation"].clone();
    let person = signing_in::come_in(&nobody(&server), "D-1", link.as_str().unwrap());
    person.get("/v1/board").ok();
    refused(&server.client().get("/v1/board"), 401, "sign-in-needed");
}

/// An act that is sent again has the answer it had, and a link that was told is not told anew.
#[test]
fn nobody_makes_a_link_into_an_account_by_sending_an_old_act_again() {
    let (_folder, server) = served();
    let first = administrator(server.address);
    let second = invited(server.address, "ADMIN-2", &["administrator"]);
    let key = Uuid::now_v7();
    let invite = json!({"service_number": "D-5", "posts": [{"role": "dispatcher"}]});
    let link = first.act("/v1/accounts", key, &invite).accepted()["invitation"].clone();
    let person = signing_in::come_in(&nobody(&server), "D-5", link.as_str().unwrap());
    let again = first.act("/v1/accounts", key, &invite).accepted();
    assert_eq!(again.get("invitation"), None, "{again}");
    let account = person.get("/v1/session").ok()["account"].clone();
    let recover = format!("/v1/accounts/{}/recover", account.as_str().unwrap());
    let asked = act(&first, &recover, &json!({"reason": "telephone lost"})).accepted();
    let request = asked["events"][0]["data"]["request"].clone();
    let approve = format!("/v1/requests/{}/approve", request.as_str().unwrap());
    let key = Uuid::now_v7();
    let approved = second.act(&approve, key, &Value::Null).accepted();
    assert!(approved["invitation"].is_string(), "{approved}");
    let again = second.act(&approve, key, &Value::Null);
    assert_eq!(again.body.get("invitation"), None, "{}", again.body);
}
