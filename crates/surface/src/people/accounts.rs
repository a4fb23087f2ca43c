//! Accounts of officials: who there is, and what administrators do about them.

use application::people::{Command as People, Event as Happened, Post, Standing};
use application::{Command, Event, Recorded};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use identity::InvitationKind;
use kernel::{AccountId, Code, Line, ServiceNumber, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ask_identity, unavailable};
use crate::caller::{Accepted, Answer, Caller};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// What somebody is in the agency.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostBody {
    /// A role of the pack.
    #[schema(value_type = String)]
    pub role: Code,
    /// The unit it is held in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub unit: Option<UnitId>,
}

fn posts(bodies: Vec<PostBody>) -> Vec<Post> {
    let post = |PostBody { role, unit }| Post { role, unit };
    bodies.into_iter().map(post).collect()
}

/// An account of an official.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountRow {
    /// Its id.
    pub account: String,
    /// The number in the service.
    pub service_number: String,
    /// What its person is.
    pub posts: Vec<PostBody>,
    /// Whether it was said what its person is called.
    pub named: bool,
    /// `invited`, `active`, `suspended` or `closed`.
    #[schema(value_type = String)]
    pub standing: &'static str,
    /// Where its person sits.
    pub seats: Vec<String>,
}

/// Every account.
#[utoipa::path(get, operation_id = "accounts", path = "/v1/accounts", tag = "people",
    responses((status = 200, body = Vec<AccountRow>), (status = "4XX", body = Problem)))]
pub async fn accounts(State(app): State<App>) -> Json<Vec<AccountRow>> {
    let people = app.application.people();
    let rows = people.accounts.iter().map(|(account, held)| AccountRow {
        account: account.to_string(),
        service_number: held.service_number.to_string(),
        posts: held
            .posts
            .iter()
            .map(|Post { role, unit }| PostBody {
                role: role.clone(),
                unit: unit.clone(),
            })
            .collect(),
        named: held.name.is_some(),
        standing: held.standing.name(),
        seats: people
            .seats
            .iter()
            .filter(|(_, sitting)| *sitting == account)
            .map(|(seat, _)| seat.to_string())
            .collect(),
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| a.service_number.cmp(&b.service_number));
    Json(rows)
}

/// Somebody who is to come in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteBody {
    /// The number in the service.
    #[schema(value_type = String)]
    pub service_number: ServiceNumber,
    /// What they are to be.
    pub posts: Vec<PostBody>,
    /// What they are called. It is sealed before it is kept, and nobody reads it without leaving a trace.
    #[schema(value_type = Option<String>)]
    pub name: Option<Line>,
}

/// A name is nobody's business in a log.
impl std::fmt::Debug for InviteBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InviteBody(..)")
    }
}

/// An invitation: the entry that says so, and the link, which is told once.
#[derive(Serialize, ToSchema)]
pub struct Invited {
    /// The entry.
    #[serde(flatten)]
    pub accepted: Accepted,
    /// The account.
    pub account: String,
    /// What the link holds behind `/sign-in.html#`. Machines have none: they come in by their first key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
}

/// Invites somebody. The link is for them alone, works once, and for three days.
#[utoipa::path(post, operation_id = "invite_account", path = "/v1/accounts", tag = "people", request_body = InviteBody,
    responses((status = 201, body = Invited), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn invite(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<InviteBody>,
) -> Result<Response, Problem> {
    let account = AccountId(caller.key().0);
    let act = |name| {
        caller.act_of(Command::People(People::Invite {
            account,
            service_number: body.service_number,
            posts: posts(body.posts),
            name,
        }))
    };
    let recorded = match body.name {
        Some(name) => {
            let naming = |sealed| act(Some(sealed));
            app.application.name_official(account, name, naming).await
        }
        None => app.application.act(act(None)).await,
    };
    let recorded = recorded.map_err(|error| caller.problem(&error))?;
    first_link(&app, &caller, &recorded, account).await
}

/// Makes a new link for somebody who has not come in by the old one, which is void then.
#[utoipa::path(post, operation_id = "invite_again", path = "/v1/accounts/{account}/invitation", tag = "people",
    params(("account" = String, Path)),
    responses((status = 201, body = Invited), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn invite_again(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
) -> Result<Response, Problem> {
    let command = Command::People(People::InviteAgain { account });
    let recorded = app.application.act(caller.act_of(command)).await;
    let recorded = recorded.map_err(|error| caller.problem(&error))?;
    first_link(&app, &caller, &recorded, account).await
}

/// Answers with a link for somebody who is invited.
async fn first_link(
    app: &App,
    caller: &Caller,
    recorded: &Recorded,
    account: AccountId,
) -> Result<Response, Problem> {
    let people = app.application.people();
    let held = people.accounts.get(&account);
    // Sent again it makes a new link only for whoever has not come in: an administrator alone must not
    // make one for somebody who has.
    // A machine comes in by its first key, not by a link.
    if held.is_none_or(|held| held.standing != Standing::Invited || held.is_machine()) {
        let body = Invited {
            accepted: Accepted::from(recorded),
            account: account.to_string(),
            invitation: None,
        };
        return Ok((StatusCode::CREATED, Json(body)).into_response());
    }
    let kind = InvitationKind::First;
    invited(app, caller.language(), recorded, account, kind).await
}

/// Makes a link for an account, and answers with it.
pub async fn invited(
    app: &App,
    language: Language,
    recorded: &Recorded,
    account: AccountId,
    kind: InvitationKind,
) -> Result<Response, Problem> {
    let made = ask_identity(app, language, move |identity, now| {
        identity.invite(account, kind, now)
    });
    let made = made.await?.map_err(|error| unavailable(language, &error))?;
    let body = Invited {
        accepted: Accepted::from(recorded),
        account: account.to_string(),
        invitation: Some(made.expose().to_owned()),
    };
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, no_store, Json(body)).into_response())
}

/// Other posts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostsBody {
    /// All of them, also those that stay.
    pub posts: Vec<PostBody>,
}

/// Gives somebody other posts.
#[utoipa::path(post, operation_id = "change_roles", path = "/v1/accounts/{account}/posts", tag = "people", request_body = PostsBody,
    params(("account" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn change_posts(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Body(body): Body<PostsBody>,
) -> Answer {
    let posts = posts(body.posts);
    change(&app, &caller, People::ChangePosts { account, posts }).await
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyBody {
    /// In words.
    #[schema(value_type = String)]
    pub reason: Line,
}

/// Keeps somebody out for now; their sessions end.
#[utoipa::path(post, operation_id = "suspend_account", path = "/v1/accounts/{account}/suspend", tag = "people", request_body = WhyBody,
    params(("account" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn suspend(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    change(&app, &caller, People::Suspend { account, reason }).await
}

/// Lets somebody in again.
#[utoipa::path(post, operation_id = "resume_account", path = "/v1/accounts/{account}/resume", tag = "people", request_body = WhyBody,
    params(("account" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn resume(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    change(&app, &caller, People::Resume { account, reason }).await
}

/// Keeps somebody out for good; what they sign in with is forgotten.
#[utoipa::path(post, operation_id = "close_account", path = "/v1/accounts/{account}/close", tag = "people", request_body = WhyBody,
    params(("account" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn close(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    change(&app, &caller, People::Close { account, reason }).await
}

/// First in the record, then at the door. What a crash cuts off between the two, the next start does.
async fn change(app: &App, caller: &Caller, command: People) -> Answer {
    let act = caller.act_of(Command::People(command));
    let recorded = app.application.act(act).await;
    if let Ok(recorded) = &recorded {
        let events: Vec<Event> = recorded.events().to_vec();
        let done = ask_identity(app, caller.language(), move |identity, _| {
            events
                .iter()
                .try_for_each(|event| at_the_door(identity, event))
        });
        let language = caller.language();
        done.await?.map_err(|error| unavailable(language, &error))?;
    }
    caller.answer(recorded)
}

fn at_the_door(identity: &identity::Identity, event: &Event) -> Result<(), identity::Error> {
    match event {
        Event::People(Happened::AccountSuspended { account, .. }) => {
            identity.bar(*account).map(|_| ())
        }
        Event::People(Happened::AccountResumed { account, .. }) => identity.unbar(*account),
        Event::People(Happened::AccountClosed { account, .. }) => {
            identity.bar(*account)?;
            identity.forget(*account)
        }
        _ => Ok(()),
    }
}

/// Why somebody is to come in anew.
#[utoipa::path(post, operation_id = "recover_account", path = "/v1/accounts/{account}/recover", tag = "people", request_body = WhyBody,
    params(("account" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn recover(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    let wish = application::people::Wish::RecoverAccount { account };
    super::requests::ask(&app, caller, wish, reason).await
}

/// Whose one-time link an approval has earned.
pub fn recovered(recorded: &Recorded) -> Option<AccountId> {
    recorded.events().iter().find_map(|event| match event {
        Event::People(Happened::RecoveryGranted { account }) => Some(*account),
        _ => None,
    })
}
