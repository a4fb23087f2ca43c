//! Passkeys: registered by whoever is signed in, and signed in with.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use identity::{CeremonyId, PasskeyError, PasskeyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::session::{come_in, refused};
use super::{ask_identity, opened, unavailable};
use crate::caller::Reader;
use crate::door::{Signed, device};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// What a browser asks its authenticator.
#[derive(Serialize, ToSchema)]
pub struct Ceremony {
    /// Comes back with the answer.
    pub ceremony: String,
    /// `PublicKeyCredentialCreationOptionsJSON` or `...RequestOptionsJSON` of WebAuthn level 3.
    #[schema(value_type = Object)]
    pub options: Value,
}

impl From<identity::Ceremony> for Ceremony {
    fn from(begun: identity::Ceremony) -> Self {
        Self {
            ceremony: begun.id.to_string(),
            options: begun.options,
        }
    }
}

/// What the authenticator answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CeremonyBody {
    /// The ceremony that was begun.
    pub ceremony: String,
    /// `RegistrationResponseJSON` or `AuthenticationResponseJSON`.
    #[schema(value_type = Object)]
    pub answer: Value,
    /// What its owner calls a new passkey.
    pub label: Option<String>,
}

/// Begins signing in with a passkey.
#[utoipa::path(post, operation_id = "passkey_begin", path = "/v1/session/passkey/begin", tag = "session",
    responses((status = 201, body = Ceremony), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn begin(
    State(app): State<App>,
    Reader(language): Reader,
    headers: HeaderMap,
) -> Result<(StatusCode, Json<Ceremony>), Problem> {
    let device = device(&app.door, &headers);
    let begun = ask_identity(&app, language, move |identity, now| {
        identity.passkey_sign_in_begin(None, device, now)
    });
    let begun = begun
        .await?
        .map_err(|error| unavailable(language, &error))?;
    Ok((StatusCode::CREATED, Json(begun.into())))
}

/// Signs in with a passkey.
#[utoipa::path(post, operation_id = "passkey_sign_in", path = "/v1/session/passkey", tag = "session", request_body = CeremonyBody,
    responses((status = 201, body = super::session::Me), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn sign_in(
    State(app): State<App>,
    Reader(language): Reader,
    headers: HeaderMap,
    Body(body): Body<CeremonyBody>,
) -> Result<Response, Problem> {
    let device = device(&app.door, &headers);
    let not = || Problem::new(language, "sign-in-failed", &[]);
    let ceremony: CeremonyId = body.ceremony.parse().map_err(|_| not())?;
    let signed = ask_identity(&app, language, move |identity, now| {
        identity.passkey_sign_in_finish(ceremony, &body.answer, device, now)
    });
    let signed = signed
        .await?
        .map_err(|error| refused(&app, language, &error))?;
    come_in(&app, language, &signed)
}

/// Begins the making of a passkey.
#[utoipa::path(post, operation_id = "passkey_register_begin", path = "/v1/me/passkeys/begin", tag = "session",
    responses((status = 201, body = Ceremony), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn register_begin(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
) -> Result<(StatusCode, Json<Ceremony>), Problem> {
    let people = app.application.people();
    let name = people
        .accounts
        .get(&who.account)
        .map(|held| held.service_number.to_string());
    let (account, name) = (who.account, name.unwrap_or_default());
    let begun = ask_identity(&app, language, move |identity, now| {
        identity.passkey_begin(account, &name, &name, now)
    });
    let begun = begun
        .await?
        .map_err(|error| unavailable(language, &error))?;
    Ok((StatusCode::CREATED, Json(begun.into())))
}

/// Keeps a new passkey.
#[utoipa::path(post, operation_id = "passkey_register", path = "/v1/me/passkeys", tag = "session", request_body = CeremonyBody,
    responses((status = 204), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn register(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
    Body(body): Body<CeremonyBody>,
) -> Result<StatusCode, Problem> {
    let not = || Problem::new(language, "passkey-refused", &[]);
    let ceremony: CeremonyId = body.ceremony.parse().map_err(|_| not())?;
    let (account, label) = (who.account, body.label.unwrap_or_else(|| "passkey".into()));
    let made = ask_identity(&app, language, move |identity, now| {
        identity.passkey_finish(account, ceremony, &body.answer, &label, now)
    });
    made.await?.map_err(|error| match error {
        PasskeyError::Failed(error) => unavailable(language, &error),
        _ => not(),
    })?;
    opened(&app, account, language).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A passkey of one's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyRow {
    /// Its id.
    pub passkey: String,
    /// What its owner calls it.
    pub label: String,
    /// When it was made.
    pub made_ms: i64,
    /// When it was used last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_ms: Option<i64>,
}

/// One's own passkeys.
#[utoipa::path(get, operation_id = "passkeys", path = "/v1/me/passkeys", tag = "session",
    responses((status = 200, body = Vec<PasskeyRow>), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn passkeys(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
) -> Result<Json<Vec<PasskeyRow>>, Problem> {
    let account = who.account;
    let found = ask_identity(&app, language, move |identity, _| {
        identity.passkeys(account)
    });
    let found = found
        .await?
        .map_err(|error| unavailable(language, &error))?;
    let rows = found.into_iter().map(|one| PasskeyRow {
        passkey: one.id.to_string(),
        label: one.label,
        made_ms: one.made.0,
        used_ms: one.used.map(|used| used.0),
    });
    Ok(Json(rows.collect()))
}

/// Removes a passkey of one's own.
#[utoipa::path(delete, operation_id = "remove_passkey", path = "/v1/me/passkeys/{passkey}", tag = "session",
    params(("passkey" = String, Path)),
    responses((status = 204), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn remove(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
    Path(passkey): Path<String>,
) -> Result<StatusCode, Problem> {
    let none = || Problem::new(language, "no-such-key", &[]);
    let passkey: PasskeyId = passkey.parse().map_err(|_| none())?;
    let account = who.account;
    let gone = ask_identity(&app, language, move |identity, _| {
        identity.remove_passkey(account, passkey)
    });
    match gone.await?.map_err(|error| unavailable(language, &error))? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(none()),
    }
}
