//! Signing in and out, and the sessions one has.

use application::people::Standing;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use identity::{Claim, Kind, Method, NewSession, SessionId, SignInError};
use kernel::{AccountId, ServiceNumber};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ask_identity, unavailable, wait_until};
use crate::caller::Reader;
use crate::door::{Signed, device, device_cookie, gone_cookie, session_cookie};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// Who says so.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInBody {
    /// The number in the service.
    #[schema(value_type = String)]
    pub service_number: ServiceNumber,
    /// The password.
    pub password: String,
    /// The one-time code of now; only whoever is still setting up may leave it out.
    pub code: Option<String>,
}

/// Nothing of it belongs into a log.
impl std::fmt::Debug for SignInBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignInBody(..)")
    }
}

/// Somebody who is signed in, as their own page shows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The account.
    pub account: String,
    /// The number in the service.
    pub service_number: String,
    /// What they are in the agency.
    pub roles: Vec<String>,
    /// The unit whose crew they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where they sit.
    pub seats: Vec<String>,
    /// For which purposes of the pack they open the personal fields of a report in their hands.
    pub purposes: Vec<String>,
    /// They may only set how they will sign in.
    pub enrolling: bool,
    /// Nobody signed in: this is a demonstration, and this is its person.
    pub guest: bool,
}

/// The person of an account, for their own page.
pub fn me(app: &App, account: AccountId, enrolling: bool, guest: bool) -> Option<Me> {
    let people = app.application.people();
    let held = people.accounts.get(&account)?;
    let seats = people
        .seats
        .iter()
        .filter(|(_, sitting)| **sitting == account);
    let mut roles: Vec<_> = held
        .posts
        .iter()
        .map(|post| post.role.to_string())
        .collect();
    roles.dedup();
    Some(Me {
        account: account.to_string(),
        service_number: held.service_number.to_string(),
        roles,
        unit: held
            .posts
            .iter()
            .find_map(|post| post.unit.as_ref())
            .map(ToString::to_string),
        seats: seats.map(|(seat, _)| seat.to_string()).collect(),
        purposes: app.door.purposes(&held.posts),
        enrolling,
        guest,
    })
}

/// Signs in with password and one-time code. Whatever was wrong, the answer is the same.
#[utoipa::path(post, operation_id = "sign_in", path = "/v1/session", tag = "session", request_body = SignInBody,
    responses((status = 201, body = Me), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn sign_in(
    State(app): State<App>,
    Reader(language): Reader,
    headers: HeaderMap,
    Body(body): Body<SignInBody>,
) -> Result<Response, Problem> {
    let people = app.application.people();
    let mut open = people
        .accounts
        .iter()
        .filter(|(_, held)| matches!(held.standing, Standing::Active | Standing::Invited));
    let account = open.find(|(_, held)| held.service_number == body.service_number);
    let account = account.map(|(account, _)| *account);
    let device = device(&app.door, &headers);
    let signed = ask_identity(&app, language, move |identity, now| {
        let claim = Claim {
            account,
            name: body.service_number.as_str(),
            device,
        };
        identity.sign_in_password(&claim, &body.password, body.code.as_deref(), now)
    });
    let signed = signed
        .await?
        .map_err(|error| refused(&app, language, &error))?;
    come_in(&app, language, &signed)
}

/// Why nobody was signed in, without saying what was wrong.
pub fn refused(app: &App, language: Language, error: &SignInError) -> Problem {
    match error {
        SignInError::Refused => Problem::new(language, "sign-in-failed", &[]),
        SignInError::Wait { until } => wait_until(language, *until, app.application.now()),
        SignInError::Failed(error) => unavailable(language, error),
    }
}

/// Gives the browser its cookies. A token that it brought is never used again.
pub fn come_in(app: &App, language: Language, signed: &NewSession) -> Result<Response, Problem> {
    let enrolling = signed.session.kind == Kind::Enrolling;
    let me = me(app, signed.session.account, enrolling, false);
    let me = me.ok_or_else(|| Problem::new(language, "sign-in-failed", &[]))?;
    let mut response = (StatusCode::CREATED, Json(me)).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, session_cookie(signed.token.expose()));
    if let Some(token) = &signed.device_token {
        headers.append(header::SET_COOKIE, device_cookie(token.expose()));
    }
    Ok(response)
}

/// Who is signed in here.
#[utoipa::path(get, operation_id = "session", path = "/v1/session", tag = "session",
    responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub async fn session(
    State(app): State<App>,
    Reader(language): Reader,
    signed: Option<Signed>,
) -> Result<Json<Me>, Problem> {
    let found =
        signed.and_then(|Signed(who)| me(&app, who.account, who.is_enrolling(), who.is_guest()));
    found
        .map(Json)
        .ok_or_else(|| Problem::new(language, "sign-in-needed", &[]))
}

/// Signs out here.
#[utoipa::path(delete, operation_id = "sign_out", path = "/v1/session", tag = "session",
    responses((status = 204), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn sign_out(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
) -> Result<Response, Problem> {
    if let Some(session) = who.session().map(|session| session.id) {
        let ended = ask_identity(&app, language, move |identity, _| identity.end(session));
        ended
            .await?
            .map_err(|error| unavailable(language, &error))?;
    }
    let gone = [(header::SET_COOKIE, gone_cookie())];
    Ok((StatusCode::NO_CONTENT, gone).into_response())
}

/// A session of one's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnSession {
    /// Its id.
    pub session: String,
    /// When it began.
    pub since_ms: i64,
    /// When it was used last, to the minute.
    pub used_ms: i64,
    /// By a passkey, a password or an invitation.
    #[schema(value_type = String)]
    pub method: &'static str,
    /// The seat at which it sits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
    /// It is the one that asks.
    pub here: bool,
}

/// The sessions one has.
#[utoipa::path(get, operation_id = "sessions", path = "/v1/sessions", tag = "session",
    responses((status = 200, body = Vec<OwnSession>), (status = 401, body = Problem)))]
pub async fn sessions(State(app): State<App>, Signed(who): Signed) -> Json<Vec<OwnSession>> {
    let here = who.session().map(|session| session.id);
    let found = app
        .door
        .identity()
        .sessions_of(who.account, app.application.now());
    let shown = found.into_iter().map(|session| OwnSession {
        session: session.id.to_string(),
        since_ms: session.since.0,
        used_ms: session.used.0,
        method: match session.method {
            Method::Password => "password",
            Method::Passkey => "passkey",
            Method::Invitation => "invitation",
        },
        seat: session.seat.as_ref().map(ToString::to_string),
        here: here == Some(session.id),
    });
    Json(shown.collect())
}

/// Ends one of one's own sessions.
#[utoipa::path(delete, operation_id = "end_session", path = "/v1/sessions/{session}", tag = "session",
    params(("session" = String, Path)),
    responses((status = 204), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn end_session(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
    Path(session): Path<String>,
) -> Result<StatusCode, Problem> {
    let none = || Problem::new(language, "no-such-session", &[]);
    let session: SessionId = session.parse().map_err(|_| none())?;
    let own = app
        .door
        .identity()
        .sessions_of(who.account, app.application.now());
    if !own.iter().any(|one| one.id == session) {
        return Err(none());
    }
    let ended = ask_identity(&app, language, move |identity, _| identity.end(session));
    ended
        .await?
        .map_err(|error| unavailable(language, &error))?;
    Ok(StatusCode::NO_CONTENT)
}
