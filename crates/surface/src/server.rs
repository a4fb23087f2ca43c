//! The routes put together, and what every handler works with.

use std::ops::Deref;
use std::sync::Arc;

use application::dispatch::Advice;
use application::{Advisor, Application, Ranking, Travel};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use kernel::IncidentId;
use pack::Pack;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::acts::{incidents, personal, photos, regroup, reports, roads, runs, units};
use crate::caller::Reader;
use crate::desk;
use crate::document;
use crate::door::{Door, gate};
use crate::headers;
use crate::log;
use crate::people::{
    accounts, ceremonies, contests, enrol, exports, keys, looks, officials, passkeys, requests,
    rules, seats, session, traces,
};
use crate::problem::Problem;
use crate::reads::feeds::Feeds;
use crate::reads::map::MapSource;
use crate::reads::{
    board, cover, entries, feed, incident, map, places, policy, ranking, receipts,
    roads as road_reads, status, units as unit_reads,
};
use crate::words::Language;

/// Longest body of an act: as long as the entry it may become.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// Photos that come in at once; each is in memory until it is sealed.
const UPLOADS_MAX: usize = 8;

/// What every handler works with. The framework copies it several times for a request, so it is one
/// shared thing.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of [`App`].
pub struct Parts {
    /// The running record.
    pub application: Arc<Application>,
    /// The map to draw.
    pub map: MapSource,
    pub(crate) door: Door,
    pub(crate) pack: Pack,
    pub(crate) advisor: Arc<Advisor>,
    pub(crate) feeds: Arc<Feeds>,
    pub(crate) stopping: CancellationToken,
    pub(crate) uploads: Semaphore,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Handlers over a running record whose pack in force is this one, with a map to draw and one to
    /// reckon travel times by.
    #[must_use]
    pub fn new(
        application: Arc<Application>,
        pack: Pack,
        map: MapSource,
        travel: Option<Arc<Travel>>,
        door: Door,
    ) -> Self {
        Self(Arc::new(Parts {
            application,
            map,
            door,
            advisor: Arc::new(Advisor::new(pack.clone(), travel)),
            pack,
            feeds: Arc::default(),
            stopping: CancellationToken::new(),
            uploads: Semaphore::new(UPLOADS_MAX),
        }))
    }

    /// Waits until the views are as new as somebody asks.
    pub(crate) async fn fresh(
        &self,
        language: Language,
        entry: Option<u64>,
    ) -> Result<(), Problem> {
        let Some(entry) = entry else { return Ok(()) };
        self.application
            .fresh(entry)
            .await
            .map_err(|error| Problem::of(language, &error))
    }

    /// What the rules advise for an incident now, to be kept with a sending; nothing without a map, or
    /// when it cannot be worked out: that must not keep anybody from sending.
    pub(crate) async fn advice(&self, incident: IncidentId) -> Option<Advice> {
        self.advisor.travel()?;
        match self.rank(incident).await {
            // It may have been opened a moment ago, and the views not have heard of it yet.
            Ok(None) => {
                let last = self.application.status().entries.checked_sub(1)?;
                self.application.fresh(last).await.ok()?;
                self.rank(incident).await.ok().flatten()
            }
            Ok(ranking) => ranking,
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "no advice was kept"
                );
                None
            }
        }
        .map(|ranking| ranking.advice)
    }

    async fn rank(&self, incident: IncidentId) -> Result<Option<Ranking>, application::Error> {
        let (application, advisor) = (self.application.clone(), self.advisor.clone());
        let ranking = tokio::task::spawn_blocking(move || application.rank(&advisor, incident));
        // A question that panicked was logged, and is no reason not to send.
        ranking.await.unwrap_or(Ok(None))
    }

    /// Asks a question that reads from the disk, off the threads that serve.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        language: Language,
        question: impl FnOnce(&Application) -> Result<T, application::Error> + Send + 'static,
    ) -> Result<T, Problem> {
        let application = self.application.clone();
        match tokio::task::spawn_blocking(move || question(&application)).await {
            Ok(answer) => answer.map_err(|error| Problem::of(language, &error)),
            Err(_) => Err(Problem::new(language, "server-error", &[])),
        }
    }
}

#[derive(OpenApi)]
#[openapi(info(
    title = "Answerable",
    description = "Acts and questions of a desk. Every POST is an act: it needs an `Idempotency-Key` (a UUID, best v7) and the `Answerable-Seat` that acts, and is answered once its entry is durable.",
    license(name = "Apache-2.0", identifier = "Apache-2.0")
))]
struct Document;

/// Questions, whose answers may be long.
fn reads() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(status::status))
        .routes(routes!(status::pack))
        .routes(routes!(policy::policy))
        .routes(routes!(board::board))
        .routes(routes!(board::list))
        .routes(routes!(incident::incident))
        .routes(routes!(unit_reads::unit))
        .routes(routes!(unit_reads::positions))
        .routes(routes!(entries::entries))
        .routes(routes!(receipts::receipt))
        .routes(routes!(receipts::code))
        .routes(routes!(receipts::qr))
        .routes(routes!(receipts::state))
        .routes(routes!(feed::feed))
        .routes(routes!(ranking::ranking))
        .routes(routes!(ranking::way))
        .routes(routes!(road_reads::at))
        .routes(routes!(cover::cover))
        .routes(routes!(places::search))
        .routes(routes!(places::at))
        .routes(routes!(map::info))
        .routes(routes!(map::tile))
}

/// Acts, whose answers are short.
fn acts() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(incidents::open))
        .routes(routes!(reports::receive))
        .routes(routes!(reports::dismiss))
        .routes(routes!(personal::open))
        .routes(routes!(personal::search))
        .routes(routes!(photos::add))
        .routes(routes!(photos::open))
        .routes(routes!(photos::original))
        .routes(routes!(personal::hold))
        .routes(routes!(personal::lift_hold))
        .routes(routes!(personal::erase))
        .routes(routes!(incidents::change_type))
        .routes(routes!(incidents::change_priority))
        .routes(routes!(incidents::set_spoken_place))
        .routes(routes!(incidents::set_address))
        .routes(routes!(incidents::set_point))
        .routes(routes!(incidents::add_note))
        .routes(routes!(incidents::give_feedback))
        .routes(routes!(incidents::note_hazard))
        .routes(routes!(incidents::lift_hazard))
        .routes(routes!(incidents::assign_owner))
        .routes(routes!(incidents::close))
        .routes(routes!(incidents::reopen))
        .routes(routes!(regroup::attach))
        .routes(routes!(regroup::detach))
        .routes(routes!(regroup::merge))
        .routes(routes!(regroup::undo_merge))
        .routes(routes!(regroup::split))
        .routes(routes!(regroup::undo_split))
        .routes(routes!(regroup::link))
        .routes(routes!(regroup::unlink))
        .routes(routes!(units::start_shift))
        .routes(routes!(units::end_shift))
        .routes(routes!(units::reserve))
        .routes(routes!(units::release))
        .routes(routes!(units::out_of_service))
        .routes(routes!(units::in_service))
        .routes(routes!(units::available))
        .routes(routes!(units::divert))
        .routes(routes!(runs::send))
        .routes(routes!(runs::reach))
        .routes(routes!(runs::add_leg))
        .routes(routes!(runs::clear))
        .routes(routes!(runs::cancel))
        .routes(routes!(runs::stand_down))
        .routes(routes!(roads::change))
        .routes(routes!(roads::lift))
}

/// Officials: coming in, accounts, seats, and what needs two people.
fn officials() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(
            session::session,
            session::sign_in,
            session::sign_out
        ))
        .routes(routes!(session::sessions))
        .routes(routes!(session::end_session))
        .routes(routes!(enrol::redeem))
        .routes(routes!(enrol::set_password))
        .routes(routes!(enrol::totp_begin, enrol::totp_confirm))
        .routes(routes!(passkeys::begin))
        .routes(routes!(passkeys::sign_in))
        .routes(routes!(passkeys::register_begin))
        .routes(routes!(passkeys::passkeys, passkeys::register))
        .routes(routes!(passkeys::remove))
        .routes(routes!(accounts::accounts, accounts::invite))
        .routes(routes!(accounts::invite_again))
        .routes(routes!(accounts::change_posts))
        .routes(routes!(accounts::suspend))
        .routes(routes!(accounts::resume))
        .routes(routes!(accounts::close))
        .routes(routes!(accounts::recover))
        .routes(routes!(officials::set_name))
        .routes(routes!(officials::open_name))
        .routes(routes!(officials::looks))
        .routes(routes!(seats::seats))
        .routes(routes!(seats::enter))
        .routes(routes!(seats::leave))
        .routes(routes!(seats::take_over))
        .routes(routes!(seats::bind))
        .routes(routes!(seats::unbind))
        .routes(routes!(keys::keys, keys::make))
        .routes(routes!(keys::end))
        .routes(routes!(requests::requests))
        .routes(routes!(requests::approve))
        .routes(routes!(requests::refuse))
        .routes(routes!(requests::withdraw))
        .routes(routes!(rules::adopt))
        .routes(routes!(ceremonies::ceremonies, ceremonies::begin))
        .routes(routes!(ceremonies::take))
        .routes(routes!(exports::exports, exports::export))
        .routes(routes!(exports::fetch))
        .routes(routes!(traces::traces))
        .routes(routes!(traces::release))
        .routes(routes!(looks::give))
        .routes(routes!(looks::looks))
        .routes(routes!(contests::contest))
        .routes(routes!(contests::contests))
        .routes(routes!(contests::answer))
}

fn api() -> OpenApiRouter<App> {
    // Event streams are passed over by the layer itself.
    let reads = reads().layer(CompressionLayer::new());
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(reads)
        .merge(acts())
        .merge(officials())
}

/// The OpenAPI document of all routes.
#[must_use]
pub fn api_document() -> utoipa::openapi::OpenApi {
    document::completed(api().into_openapi())
}

/// All routes, and the desk for every other address.
pub fn router(app: App) -> Router {
    let (routes, _) = api().split_for_parts();
    routes
        .route_layer(from_fn_with_state(app.clone(), gate))
        .route("/v1/openapi.json", get(status::document))
        .route("/log/checkpoint", get(log::checkpoint))
        .route("/log/policy", get(log::policy))
        .route("/log/tile/{*path}", get(log::tile))
        .method_not_allowed_fallback(not_allowed)
        .route("/verify.html", get(desk::verify))
        .fallback_service(any(desk::serve).layer(CompressionLayer::new()))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CatchPanicLayer::custom(
            |_: Box<dyn std::any::Any + Send>| panicked(),
        ))
        .layer(from_fn(headers::tell))
        .with_state(app)
}

async fn not_allowed(reader: Reader) -> Problem {
    Problem::new(reader.0, "method-not-allowed", &[])
}

fn panicked() -> Response {
    tracing::error!("a handler panicked");
    Problem::new(Language::En, "server-error", &[]).into_response()
}
