//! Coming in for the first time: a one-time link, then what one will sign in with.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use identity::TotpError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::come_in;
use super::{ask_identity, opened, unavailable};
use crate::caller::Reader;
use crate::door::{Signed, device};
use crate::extract::Body;
use crate::problem::Problem;
use crate::server::App;

/// What a one-time link holds behind its `#`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RedeemBody {
    /// The text of the link.
    pub invitation: String,
}

/// Uses a one-time link, once. The session that begins may only set how to sign in.
#[utoipa::path(post, operation_id = "redeem_invitation", path = "/v1/session/invitation", tag = "session",
    request_body = RedeemBody,
    responses((status = 201, body = super::session::Me), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn redeem(
    State(app): State<App>,
    Reader(language): Reader,
    headers: HeaderMap,
    Body(body): Body<RedeemBody>,
) -> Result<Response, Problem> {
    let device = device(&app.door, &headers);
    let redeemed = ask_identity(&app, language, move |identity, now| {
        identity.redeem(&body.invitation, device, now)
    });
    let redeemed = redeemed
        .await?
        .map_err(|error| unavailable(language, &error))?;
    let enrolment = redeemed.ok_or_else(|| Problem::new(language, "invitation-void", &[]))?;
    come_in(&app, language, &enrolment.session)
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordBody {
    /// 12 to 128 characters.
    pub password: String,
}

/// Sets one's own password.
#[utoipa::path(put, operation_id = "set_password", path = "/v1/me/password", tag = "session",
    request_body = PasswordBody,
    responses((status = 204), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn set_password(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
    Body(body): Body<PasswordBody>,
) -> Result<StatusCode, Problem> {
    let people = app.application.people();
    let number = people
        .accounts
        .get(&who.account)
        .map(|held| held.service_number.clone());
    let number = number.ok_or_else(|| Problem::new(language, "sign-in-needed", &[]))?;
    let account = who.account;
    let set = ask_identity(&app, language, move |identity, _| {
        identity.set_password(account, &body.password, number.as_str())
    });
    set.await?.map_err(|error| unavailable(language, &error))?;
    opened(&app, account, language).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What an authenticator app is set up with.
#[derive(Serialize, ToSchema)]
pub struct TotpSecret {
    /// As a link that apps read, also as a QR code.
    pub uri: String,
    /// The same secret, to be typed.
    pub secret: String,
    /// The link as a QR code.
    pub qr_svg: String,
}

/// Begins one-time codes with a new secret. Codes there were before stay until the new ones are confirmed.
#[utoipa::path(post, operation_id = "totp_begin", path = "/v1/me/totp", tag = "session",
    responses((status = 201, body = TotpSecret), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn totp_begin(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
) -> Result<(StatusCode, Json<TotpSecret>), Problem> {
    let people = app.application.people();
    let label = people
        .accounts
        .get(&who.account)
        .map(|held| held.service_number.to_string());
    let (account, label) = (who.account, label.unwrap_or_default());
    let begun = ask_identity(&app, language, move |identity, now| {
        identity.totp_begin(account, &label, now)
    });
    let begun = begun
        .await?
        .map_err(|error| unavailable(language, &error))?;
    let uri = begun.uri.expose().to_owned();
    let qr = fast_qr::QRBuilder::new(uri.clone()).build();
    let qr = qr.map_err(|_| Problem::new(language, "server-error", &[]))?;
    let qr_svg = fast_qr::convert::svg::SvgBuilder::default().to_str(&qr);
    let secret = begun.secret.expose().to_owned();
    Ok((
        StatusCode::CREATED,
        Json(TotpSecret {
            uri,
            secret,
            qr_svg,
        }),
    ))
}

/// A code of the new authenticator.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeBody {
    /// Six digits.
    pub code: String,
}

/// Confirms that the authenticator is set up.
#[utoipa::path(put, operation_id = "totp_confirm", path = "/v1/me/totp", tag = "session",
    request_body = CodeBody,
    responses((status = 204), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn totp_confirm(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
    Body(body): Body<CodeBody>,
) -> Result<StatusCode, Problem> {
    let account = who.account;
    let confirmed = ask_identity(&app, language, move |identity, now| {
        identity.totp_confirm(account, &body.code, now)
    });
    confirmed.await?.map_err(|error| match error {
        TotpError::Wrong | TotpError::NotBegun => Problem::new(language, "code-refused", &[]),
        TotpError::Failed(error) => unavailable(language, &error),
    })?;
    opened(&app, account, language).await?;
    Ok(StatusCode::NO_CONTENT)
}
