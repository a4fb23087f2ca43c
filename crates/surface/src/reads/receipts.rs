//! Receipts: files that other people's software verifies, and codes that show how things stand.

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

use crate::caller::Reader;
use crate::extract::Path;
use crate::problem::Problem;
use crate::server::App;

/// Whether the witnesses that the policy asks for have cosigned.
const WITNESSED: HeaderName = HeaderName::from_static("answerable-witnessed");

/// The receipt of an entry, as a C2SP tlog-proof file with the entry inside. It waits a moment for
/// the next checkpoint when the entry is under none yet.
#[utoipa::path(get, path = "/v1/entries/{entry}/receipt", tag = "receipts", params(("entry" = u64, Path)),
    responses((status = 200, description = "a C2SP tlog-proof file; the header Answerable-Witnessed says whether its policy's quorum is met or `pending`", body = String, content_type = "text/plain"),
        (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn receipt(
    State(app): State<App>,
    reader: Reader,
    Path(entry): Path<u64>,
) -> Result<Response, Problem> {
    let waited = app.application.until_published(entry).await;
    waited.map_err(|error| Problem::of(reader.0, &error))?;
    let receipt = app.ask(reader.0, move |application| application.receipt(entry));
    let (receipt, quorum) = receipt.await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{entry}.tlog-proof\""),
        ),
        (
            WITNESSED,
            if quorum { "quorum" } else { "pending" }.to_owned(),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, receipt.to_string()).into_response())
}
