//! The policies in force, for anybody to read who works here: what a court would be shown.

use std::sync::OnceLock;

use axum::Json;
use axum::extract::State;
use kernel::Code;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Reader;
use crate::server::App;
use crate::words::Language;

/// One policy.
#[derive(Serialize, ToSchema)]
pub struct PolicyRow {
    /// Its name, which decisions and entries give.
    pub name: String,
    /// The file it stands in, and the line it begins on.
    pub file: String,
    /// The line it begins on.
    pub line: usize,
    /// It permits; otherwise it forbids, which wins over every permit.
    pub permits: bool,
    /// What it says, in the reader's language.
    pub sentence: String,
    /// Its text, in Cedar.
    pub text: String,
}

/// The policies in force.
#[derive(Serialize, ToSchema)]
pub struct Policies {
    /// SHA-256 over them and the schema they were checked by, as entries keep it.
    pub digest: String,
    /// Every policy.
    pub policies: Vec<PolicyRow>,
    /// Who may do what, worked out by trying every role and operation, as a table in plain text.
    pub matrix: String,
}

/// The policies in force.
#[utoipa::path(get, operation_id = "policy", path = "/v1/policy", tag = "reads",
    responses((status = 200, body = Policies), (status = "4XX", body = crate::problem::Problem)))]
pub async fn policy(State(app): State<App>, Reader(language): Reader) -> Json<Policies> {
    let access = app.door.access();
    let language = match language {
        Language::En => access::Language::En,
        Language::ZhCn => access::Language::ZhCn,
    };
    let policies = access.policies().map(|policy| PolicyRow {
        name: policy.name.to_string(),
        file: policy.file.to_string(),
        line: policy.line,
        permits: policy.permits,
        sentence: policy.sentence(language).to_owned(),
        text: policy.text.clone(),
    });
    Json(Policies {
        digest: access.digest().to_string(),
        policies: policies.collect(),
        matrix: matrix(&app).await,
    })
}

/// Thousands of questions, asked once for as long as the program runs.
async fn matrix(app: &App) -> String {
    static MADE: OnceLock<String> = OnceLock::new();
    if let Some(made) = MADE.get() {
        return made.clone();
    }
    let app = app.clone();
    let made = tokio::task::spawn_blocking(move || {
        let roles: Vec<Code> = app
            .pack
            .roles
            .iter()
            .map(|role| role.code.clone())
            .collect();
        app.door.access().matrix(&roles).to_string()
    });
    let made = made.await.unwrap_or_default();
    MADE.get_or_init(|| made).clone()
}
