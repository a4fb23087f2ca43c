//! What every request passes: where it comes from, who sends it, and whether they may.

use std::sync::Arc;

use access::{Action, Group, Kind};
use application::Leave;
use axum::extract::{
    FromRequestParts, MatchedPath, OptionalFromRequestParts, RawPathParams, Request, State,
};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use kernel::SeatId;

use super::hands::{Named, ground};
use super::{Question, Who, site, who};
use crate::people::slow_down;
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// Who was let in, and why.
#[derive(Clone)]
pub struct Admitted {
    /// Nobody for what is open to everybody.
    pub who: Option<Arc<Who>>,
    /// What entries keep of it.
    pub leave: Option<Leave>,
    /// What they came for.
    pub action: Action,
}

/// Lets a request through to its handler, or answers in its place.
pub async fn gate(State(app): State<App>, request: Request, next: Next) -> Response {
    let language = Language::of(request.headers());
    let (mut parts, body) = request.into_parts();
    match admit(&app, &mut parts, language).await {
        Ok(admitted) => {
            parts.extensions.insert(admitted);
            let mut response = next.run(Request::from_parts(parts, body)).await;
            // What one person may see is for that person's browser alone.
            let headers = response.headers_mut();
            headers
                .entry(header::CACHE_CONTROL)
                .or_insert(HeaderValue::from_static("no-store"));
            response
        }
        Err(problem) => problem.into_response(),
    }
}

async fn admit(app: &App, parts: &mut Parts, language: Language) -> Result<Admitted, Problem> {
    let pattern = parts
        .extensions
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let action = pattern.and_then(|pattern| app.door.action(&parts.method, &pattern));
    let action = action.ok_or_else(|| Problem::new(language, "not-found", &[]))?;
    if !site::is_ours(parts) {
        return Err(Problem::new(language, "cross-site", &[]));
    }
    if is_compressed(parts) {
        return Err(Problem::new(language, "body-compressed", &[]));
    }
    let who = who::who(app, parts).map(Arc::new);
    if let Some(who) = &who {
        let device = who::device(&app.door, &parts.headers);
        let wait = app.door.wait(who, device, action);
        wait.map_or(Ok(()), |wait_s| Err(slow_down(language, wait_s)))?;
    }
    if who.as_ref().is_some_and(|who| who.is_enrolling()) && !sets_credentials(action) {
        return Err(Problem::new(language, "enrolment-unfinished", &[]));
    }
    let leave = match decided_by_its_handler(action) {
        true if who.is_none() && !by_second_secret(action) => {
            return Err(Problem::new(language, "sign-in-needed", &[]));
        }
        true => None,
        false => {
            let named = RawPathParams::from_request_parts(parts, app).await;
            let parts = named.as_ref().map(|named| named.iter().collect::<Vec<_>>());
            let parts = parts.unwrap_or_default();
            decide(app, who.as_deref(), action, &parts, language).await?
        }
    };
    Ok(Admitted { who, leave, action })
}

/// Whether a body has to be made larger before it can be read. None is: a few kilobytes can become
/// gigabytes, and no body of ours is long.
fn is_compressed(parts: &Parts) -> bool {
    let said = parts.headers.get_all(header::CONTENT_ENCODING).iter();
    said.filter(|one| !one.is_empty())
        .any(|one| !one.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// The policies' answer, without reading whose the record is where that makes no difference.
async fn decide(
    app: &App,
    who: Option<&Who>,
    action: Action,
    parts: &[(&str, &str)],
    language: Language,
) -> Result<Option<Leave>, Problem> {
    let asker = app.door.asker(who, &app.application);
    let mut record = app.door.record();
    record.own = is_own(app, who, action, parts);
    let mut question = Question {
        who,
        asker: &asker,
        action,
        record,
        ground: None,
        purpose: None,
        ask: false,
    };
    let problem = match app.door.decide(&question, language) {
        Ok(leave) => return Ok(leave),
        Err(problem) => problem,
    };
    let Some(who) = who else { return Err(problem) };
    question.ground = ground(app, who, action.kind(), &Named::of(parts.iter().copied())).await;
    question.record.mine = question.ground.is_some();
    match question.record.mine {
        true => app.door.decide(&question, language),
        false => Err(problem),
    }
}

/// Whether somebody who was let in may go on with it: what they came in by holds, and the policies
/// still say yes.
pub fn may_still(app: &App, who: &Who, action: Action) -> bool {
    let Some(who) = who::again(app, who) else {
        return false;
    };
    let question = Question {
        who: Some(&who),
        asker: &app.door.asker(Some(&who), &app.application),
        action,
        record: app.door.record(),
        ground: None,
        purpose: None,
        ask: false,
    };
    app.door.decide(&question, Language::En).is_ok()
}

/// Whether what is asked about is the asker's own account, session, seat or request.
fn is_own(app: &App, who: Option<&Who>, action: Action, parts: &[(&str, &str)]) -> bool {
    let Some(who) = who else { return false };
    let named = |name: &str| {
        parts
            .iter()
            .find(|(found, _)| *found == name)
            .map(|(_, value)| *value)
    };
    match action.kind() {
        // Handlers of sessions and means of signing in touch nobody else's.
        Kind::Session => true,
        Kind::Account => named("account").is_none_or(|id| id == who.account.to_string()),
        Kind::Request => match named("request").and_then(|id| id.parse().ok()) {
            Some(request) => {
                let people = app.application.people();
                let asked = people.requests.get(&request).map(|one| one.by);
                let by = asked.or_else(|| people.exports.get(&request).map(|one| one.by));
                by == Some(who.account)
            }
            None => matches!(action, Action::Requests | Action::Exports),
        },
        Kind::Seat => sits_there(app, who, parts),
        _ => false,
    }
}

fn sits_there(app: &App, who: &Who, parts: &[(&str, &str)]) -> bool {
    let seat = parts.iter().find(|(name, _)| *name == "seat");
    let seat = seat.and_then(|(_, seat)| SeatId::new(seat).ok());
    let sitting = seat.and_then(|seat| app.application.people().seats.get(&seat).copied());
    sitting == Some(who.account)
}

/// Whoever came in by an invitation sets how to sign in, and nothing else.
fn sets_credentials(action: Action) -> bool {
    matches!(
        action,
        Action::Session
            | Action::SignOut
            | Action::SignIn
            | Action::SetPassword
            | Action::TotpBegin
            | Action::TotpConfirm
            | Action::PasskeyRegisterBegin
            | Action::PasskeyRegister
            | Action::Passkeys
    )
}

/// These need what the body says, a purpose, what a request is for or how much of a list is theirs:
/// their handlers ask themselves.
fn decided_by_its_handler(action: Action) -> bool {
    action.is_in(Group::Personal)
        || matches!(
            action,
            Action::Erase
                | Action::LiftHold
                | Action::RecoverAccount
                | Action::AdoptPack
                | Action::Export
                | Action::KeyCeremony
                | Action::ApproveRequest
                | Action::RefuseRequest
                | Action::List
                | Action::AnswerContest
                | Action::OpenName
        )
        || by_second_secret(action)
}

/// Whoever holds a receipt code and its second secret need not sign in.
fn by_second_secret(action: Action) -> bool {
    matches!(action, Action::Looks | Action::ContestLook)
}

/// Somebody who proved who they are, for handlers that are about themselves.
pub struct Signed(pub Arc<Who>);

impl FromRequestParts<App> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let admitted = parts.extensions.get::<Admitted>();
        let who = admitted.and_then(|admitted| admitted.who.clone());
        let language = Language::of(&parts.headers);
        who.map(Self)
            .ok_or_else(|| Problem::new(language, "sign-in-needed", &[]))
    }
}

impl OptionalFromRequestParts<App> for Signed {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &App,
    ) -> Result<Option<Self>, Self::Rejection> {
        let admitted = parts.extensions.get::<Admitted>();
        Ok(admitted.and_then(|admitted| admitted.who.clone()).map(Self))
    }
}
