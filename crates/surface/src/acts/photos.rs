//! Photos of a report: added as they are, looked at for a purpose.

use std::time::Duration;

use access::Action;
use application::personal::{Command as Personal, PhotoKind};
use application::{Command, PHOTO_BYTES_MAX};
use axum::body::{Body as Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::{Code, PhotoId, Prose, ReportId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::{Accepted, Answer, Caller};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// The longest photo passes in this time at half a megabit a second.
const PHOTO_WITHIN: Duration = Duration::from_secs(140);
/// The entry that says that a photo was opened: the answer itself is the picture.
const ENTRY: HeaderName = HeaderName::from_static("answerable-entry");

/// Adds a photo to a report: a JPEG, PNG or WebP of at most 8 MiB, known by its first bytes whatever its
/// type is said to be. Its ciphertext is durable before the act is.
#[utoipa::path(post, operation_id = "add_photo", path = "/v1/reports/{report}/photos", tag = "personal",
    params(("report" = String, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(report): Path<ReportId>,
    request: Request,
) -> Answer {
    let language = caller.language();
    // What is on its way is held in memory, so only so many come in at once.
    let room = app.uploads.try_acquire();
    let _room = room.map_err(|_| Problem::new(language, "overloaded", &[]))?;
    let bytes = received(language, request.into_body()).await?;
    let key = caller.key();
    let act_of = move |command| caller.act_of(command);
    let added = app.application.add_photo(report, key, bytes, act_of).await;
    let recorded = added.map_err(|error| Problem::of(language, &error))?;
    Ok((StatusCode::CREATED, axum::Json(Accepted::from(&recorded))))
}

/// The bytes of a photo, when no more of them come than a photo has, and soon enough.
async fn received(language: Language, body: Bytes) -> Result<Vec<u8>, Problem> {
    let reading = to_bytes(body, PHOTO_BYTES_MAX);
    match tokio::time::timeout(PHOTO_WITHIN, reading).await {
        Ok(Ok(bytes)) => Ok(bytes.into()),
        // Whoever broke off does not hear the answer.
        Ok(Err(_)) => Err(Problem::new(language, "body-too-large", &[])),
        Err(_) => {
            let what = format!("the body did not come within {PHOTO_WITHIN:?}");
            Err(Problem::bad_request(language, &what))
        }
    }
}

/// What for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenPhotoBody {
    /// A purpose of the pack.
    #[schema(value_type = String)]
    pub purpose: Code,
    /// In words.
    #[schema(value_type = Option<String>)]
    pub words: Option<Prose>,
}

/// Opens a photo, as the copy that people look at: a picture and nothing else. The trace is durable
/// before the picture leaves the server; the header `Answerable-Entry` says which it is.
#[utoipa::path(post, operation_id = "open_photo", path = "/v1/reports/{report}/photos/{photo}/open", tag = "personal", request_body = OpenPhotoBody,
    params(("report" = String, Path), ("photo" = String, Path)),
    responses((status = 201, body = Vec<u8>, content_type = "image/jpeg"), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn open(
    State(app): State<App>,
    caller: Caller,
    Path((report, photo)): Path<(ReportId, PhotoId)>,
    Body(body): Body<OpenPhotoBody>,
) -> Result<Response, Problem> {
    opened(&app, caller, report, photo, body).await
}

/// Opens the original of a photo: the file as it came in, with all that a camera wrote into it.
#[utoipa::path(post, operation_id = "open_original", path = "/v1/reports/{report}/photos/{photo}/original", tag = "personal", request_body = OpenPhotoBody,
    params(("report" = String, Path), ("photo" = String, Path)),
    responses((status = 201, content((Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (Vec<u8> = "image/webp"))), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn original(
    State(app): State<App>,
    caller: Caller,
    Path((report, photo)): Path<(ReportId, PhotoId)>,
    Body(body): Body<OpenPhotoBody>,
) -> Result<Response, Problem> {
    opened(&app, caller, report, photo, body).await
}

async fn opened(
    app: &App,
    caller: Caller,
    report: ReportId,
    photo: PhotoId,
    OpenPhotoBody { purpose, words }: OpenPhotoBody,
) -> Result<Response, Problem> {
    let caller = caller.opens(app, report, &purpose).await?;
    let original = caller.action() == Action::OpenOriginal;
    let command = Personal::OpenPhoto {
        report,
        photo,
        original,
        purpose,
        words,
    };
    let act = caller.act_of(Command::Personal(command));
    let opened = app.application.open_photo(act).await;
    let (recorded, opened) = opened.map_err(|error| caller.problem(&error))?;
    let (kind, ending) = match opened.kind {
        PhotoKind::Jpeg => ("image/jpeg", "jpg"),
        PhotoKind::Png => ("image/png", "png"),
        PhotoKind::Webp => ("image/webp", "webp"),
    };
    // An original is bytes that somebody else wrote: it is kept as a file, and no page shows it.
    let disposition = match original {
        true => format!("attachment; filename=\"{photo}.{ending}\""),
        false => "inline".to_owned(),
    };
    let told = [
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned(),
        ),
        (ENTRY, recorded.seq().to_string()),
    ];
    Ok((StatusCode::CREATED, told, opened.bytes).into_response())
}
