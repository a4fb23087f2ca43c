//! Reading requests: the framework's own rejections would be plain text in one language, so bodies,
//! paths and queries are read here and refused as problems.

use std::time::Duration;

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::problem::Problem;
use crate::words::Language;

/// A client that has not sent its body by then holds a connection for nothing; a full body passes in
/// this time at 26 kilobits a second.
const BODY_WITHIN: Duration = Duration::from_secs(20);

/// A JSON body. What is nested deeper than 128 levels is refused by the reader of JSON, before it can
/// use up the stack.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let language = Language::of(request.headers());
        let reading = axum::Json::<T>::from_request(request, state);
        match tokio::time::timeout(BODY_WITHIN, reading).await {
            Ok(Ok(axum::Json(body))) => Ok(Self(body)),
            Ok(Err(JsonRejection::MissingJsonContentType(_))) => {
                Err(Problem::new(language, "unsupported-media-type", &[]))
            }
            Ok(Err(rejection)) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Problem::new(language, "body-too-large", &[]))
            }
            Ok(Err(rejection)) => Err(Problem::bad_request(language, &inner(&rejection))),
            Err(_) => {
                let what = format!("the body did not come within {BODY_WITHIN:?}");
                Err(Problem::bad_request(language, &what))
            }
        }
    }
}

/// What was wrong, without the framework's words around it.
fn inner(rejection: &dyn std::error::Error) -> String {
    let mut innermost = rejection;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

/// The parts of a path.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let language = Language::of(&parts.headers);
        let read = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        let refused = |rejection: PathRejection| Problem::bad_request(language, &inner(&rejection));
        read.map(|axum::extract::Path(path)| Self(path))
            .map_err(refused)
    }
}

/// The query of an address.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let language = Language::of(&parts.headers);
        let read = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        let refused =
            |rejection: QueryRejection| Problem::bad_request(language, &inner(&rejection));
        read.map(|axum::extract::Query(query)| Self(query))
            .map_err(refused)
    }
}
