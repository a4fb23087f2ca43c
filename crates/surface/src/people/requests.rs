//! What needs two people: asked for by one, done by another, within a day.

use access::Action;
use application::Command;
use application::people::{Command as People, Extent, Request, Wish};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use identity::InvitationKind;
use kernel::{Line, RequestId};
use serde::Serialize;
use utoipa::ToSchema;

use super::accounts::{WhyBody, invited, recovered};
use super::exports::ExportOfName;
use crate::caller::{Accepted, Answer, Asked, Caller};
use crate::door::{Named, Signed};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// Which action a wish becomes.
fn action(wish: &Wish) -> Action {
    match wish {
        Wish::EraseCaller { .. } => Action::Erase,
        Wish::LiftHold { .. } => Action::LiftHold,
        Wish::RecoverAccount { .. } => Action::RecoverAccount,
        Wish::AdoptPack { .. } => Action::AdoptPack,
        Wish::Export { .. } => Action::Export,
        Wish::SplitKey => Action::KeyCeremony,
    }
}

/// Asks for something that needs two people.
pub async fn ask(app: &App, caller: Caller, wish: Wish, reason: Line) -> Answer {
    let named = Named {
        report: wish.reports().first().copied(),
        ..Named::default()
    };
    let caller = caller.asks(app, action(&wish), &named).await?;
    caller
        .act(app, Command::People(People::Ask { wish, reason }))
        .await
}

/// What an export holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtentRow {
    /// Of what.
    pub of: ExportOfName,
    /// From then on.
    pub from_ms: i64,
    /// Until before then.
    pub until_ms: i64,
}

impl From<Extent> for ExtentRow {
    fn from(extent: Extent) -> Self {
        Self {
            of: extent.of.into(),
            from_ms: extent.from_ms.0,
            until_ms: extent.until_ms.0,
        }
    }
}

/// A request that waits for a second person.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestRow {
    /// Its id.
    pub request: String,
    /// What for: `erase`, `lift_hold`, `recover_account`, `adopt_pack`, `export` or `key_ceremony`.
    #[schema(value_type = String)]
    pub action: &'static str,
    /// The report it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// The account it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The pack it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// What is to leave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<ExtentRow>,
    /// Service number of the person who asked.
    pub by: String,
    /// Until when it waits.
    pub expires_ms: i64,
    /// It is one's own, and so for somebody else to decide.
    pub own: bool,
}

/// The requests that wait and that one may decide, or made oneself.
#[utoipa::path(get, operation_id = "requests", path = "/v1/requests", tag = "people",
    responses((status = 200, body = Vec<RequestRow>), (status = "4XX", body = Problem)))]
pub async fn requests(State(app): State<App>, Signed(who): Signed) -> Json<Vec<RequestRow>> {
    let (people, now) = (app.application.people(), app.application.now());
    let asker = app.door.asker(Some(&who), &app.application);
    let may = |one: &Request| {
        let mut record = app.door.record();
        record.own = one.by == who.account;
        record.asks = Some(action(&one.wish));
        let context = access::Context::default();
        let decision = app
            .door
            .access()
            .may(&asker, Action::ApproveRequest, &record, &context);
        record.own || decision.is_allowed()
    };
    let waiting = people
        .requests
        .iter()
        .filter(|(_, one)| one.expires_ms > now && may(one));
    let rows = waiting.map(|(id, one)| RequestRow {
        request: id.to_string(),
        action: action(&one.wish).name(),
        report: one.wish.reports().first().map(ToString::to_string),
        account: match one.wish {
            Wish::RecoverAccount { account } => Some(account.to_string()),
            _ => None,
        },
        pack: match one.wish {
            Wish::AdoptPack { pack } => Some(pack.to_string()),
            _ => None,
        },
        extent: match one.wish {
            Wish::Export { extent } => Some(extent.into()),
            _ => None,
        },
        by: people
            .accounts
            .get(&one.by)
            .map(|held| held.service_number.to_string())
            .unwrap_or_default(),
        expires_ms: one.expires_ms.0,
        own: one.by == who.account,
    });
    Json(rows.collect())
}

/// Agrees: what was asked for is done in the same entry. For a lost way in, the answer has the link.
#[utoipa::path(post, operation_id = "approve_request", path = "/v1/requests/{request}/approve", tag = "people",
    params(("request" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn approve(
    State(app): State<App>,
    caller: Caller,
    Path(request): Path<RequestId>,
) -> Result<Response, Problem> {
    let caller = decides(&app, caller, request)?;
    let act = caller.act_of(Command::People(People::Approve { request }));
    let recorded = app.application.change_caller(act).await;
    let recorded = recorded.map_err(|error| caller.problem(&error))?;
    let begun = app.application.begin_ceremony(&recorded).await;
    begun.map_err(|error| caller.problem(&error))?;
    match recovered(&recorded) {
        // An approval that is sent again is no second approval: its link was told, and is not made anew.
        Some(account) if !recorded.repeated => {
            let kind = InvitationKind::Recovery;
            invited(&app, caller.language(), &recorded, account, kind).await
        }
        _ => caller
            .answer(Ok(recorded))
            .map(|answer| answer.into_response()),
    }
}

/// Says no, with a reason.
#[utoipa::path(post, operation_id = "refuse_request", path = "/v1/requests/{request}/refuse", tag = "people", request_body = WhyBody,
    params(("request" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn refuse(
    State(app): State<App>,
    caller: Caller,
    Path(request): Path<RequestId>,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    let caller = decides(&app, caller, request)?;
    caller
        .act(&app, Command::People(People::Refuse { request, reason }))
        .await
}

/// Takes one's own request back.
#[utoipa::path(post, operation_id = "withdraw_request", path = "/v1/requests/{request}/withdraw", tag = "people",
    params(("request" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path(request): Path<RequestId>,
) -> Answer {
    caller
        .act(&app, Command::People(People::Withdraw { request }))
        .await
}

/// Asks the policies whether somebody may decide a request, by what it asks for. Of one that is over
/// that is not known any more: whoever decides requests of some kind hears what became of theirs.
fn decides(app: &App, caller: Caller, request: RequestId) -> Result<Caller, Problem> {
    let people = app.application.people();
    let found = people.requests.get(&request);
    let who = caller.who()?;
    let asker = app.door.asker(Some(who), &app.application);
    let decides_such = |asks: &Action| {
        let mut record = app.door.record();
        record.asks = Some(*asks);
        let context = access::Context::default();
        let decision = app
            .door
            .access()
            .may(&asker, caller.action(), &record, &context);
        decision.is_allowed()
    };
    let one_of_each = [Action::Erase, Action::AdoptPack];
    let asked = Asked {
        own: found.is_some_and(|one| one.by == who.account),
        asks: found
            .map(|one| action(&one.wish))
            .or_else(|| one_of_each.into_iter().find(decides_such)),
        ..Asked::for_action(caller.action())
    };
    caller.allowed(app, asked)
}
