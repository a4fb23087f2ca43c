//! What persons say against looks at their records: said by whoever holds the code and the second
//! secret, answered by oversight, never by whoever looked.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Action;
use application::personal::{Command as Personal, Event as Done, Finding};
use application::{Application, Command, Committed, Error, Event, sealed_until};
use axum::Json;
use axum::extract::State;
use kernel::{AccountId, Prose, ReportId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::looks::by_secret;
use crate::caller::{Accepted, Answer, Asked, Caller, Reader};
use crate::door::Signed;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// What oversight found out about a look.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingName {
    /// It was not right.
    Upheld,
    /// It was right.
    NotUpheld,
}

impl From<FindingName> for Finding {
    fn from(name: FindingName) -> Self {
        match name {
            FindingName::Upheld => Self::Upheld,
            FindingName::NotUpheld => Self::NotUpheld,
        }
    }
}

impl From<Finding> for FindingName {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Upheld => Self::Upheld,
            Finding::NotUpheld => Self::NotUpheld,
        }
    }
}

/// What a person says against a look, and what came of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContestRow {
    /// The entry that keeps the look.
    pub look: u64,
    /// Whose record was looked at.
    pub report: String,
    /// The entry that keeps the contest.
    pub entry: u64,
    /// When it was said.
    pub at_ms: i64,
    /// In the person's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What oversight answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<ContestAnswer>,
    /// The asker looked, and so somebody else answers.
    pub own: bool,
}

/// What oversight answered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContestAnswer {
    /// The entry that keeps it.
    pub entry: u64,
    /// When.
    pub at_ms: i64,
    /// What was found.
    pub finding: FindingName,
    /// What the person is told.
    pub words: String,
}

/// Contests by the look they are about.
pub type ByLook = BTreeMap<u64, ContestRow>;

/// What persons contested, at one report's fields or at any, by the look.
pub fn by_look(application: &Application, about: Option<ReportId>) -> Result<ByLook, Error> {
    let entries = application.contests(about)?;
    let mut rows = ByLook::new();
    for one in &entries {
        one.entry
            .events
            .iter()
            .for_each(|event| add(&mut rows, one, event));
    }
    Ok(rows)
}

fn add(rows: &mut ByLook, one: &Committed, event: &Event) {
    let (entry, at_ms) = (one.entry.seq, one.entry.at_ms.0);
    match event {
        Event::Personal(Done::LookContested {
            look,
            report,
            words,
        }) => {
            let row = ContestRow {
                look: *look,
                report: report.to_string(),
                entry,
                at_ms,
                words: words.as_ref().map(ToString::to_string),
                answer: None,
                own: false,
            };
            rows.insert(*look, row);
        }
        Event::Personal(Done::ContestAnswered {
            look,
            finding,
            words,
            ..
        }) => {
            let answer = ContestAnswer {
                entry,
                at_ms,
                finding: (*finding).into(),
                words: words.to_string(),
            };
            if let Some(row) = rows.get_mut(look) {
                row.answer = Some(answer);
            }
        }
        _ => {}
    }
}

/// What persons contest, what is not answered first. Whoever wants to see the look itself reads the
/// traces of the report, which is a look.
#[utoipa::path(get, operation_id = "contests", path = "/v1/contests", tag = "oversight",
    responses((status = 200, body = Vec<ContestRow>), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn contests(
    State(app): State<App>,
    Reader(language): Reader,
    Signed(who): Signed,
) -> Result<Json<Vec<ContestRow>>, Problem> {
    let rows = app.ask(language, move |application| {
        let mut rows: Vec<_> = by_look(application, None)?.into_values().collect();
        for row in &mut rows {
            row.own = looked(application, row.look)? == Some(who.account);
        }
        Ok(rows)
    });
    let mut rows = rows.await?;
    rows.sort_by_key(|row| (row.answer.is_some(), std::cmp::Reverse(row.entry)));
    Ok(Json(rows))
}

/// Whoever looked; nobody when the entry keeps no look, or is from before there were accounts.
fn looked(application: &Application, entry: u64) -> Result<Option<AccountId>, Error> {
    let look = application.look(entry)?;
    let leave = look.as_ref().and_then(|one| one.entry.leave.as_ref());
    Ok(leave.map(|leave| leave.account))
}

/// What a person says against a look at their record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestBody {
    /// As it was read out or printed.
    pub second_secret: String,
    /// Why, for oversight; officials read it.
    #[schema(value_type = Option<String>)]
    pub words: Option<Prose>,
}

/// Contests a look at one's own record. It goes to oversight, and needs no account.
#[utoipa::path(post, operation_id = "contest_look", path = "/v1/receipts/{code}/looks/{entry}/contest", tag = "receipts",
    request_body = ContestBody, params(("code" = String, Path), ("entry" = u64, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn contest(
    State(app): State<App>,
    caller: Caller,
    Path((code, entry)): Path<(String, u64)>,
    Body(body): Body<ContestBody>,
) -> Answer {
    let language = caller.language();
    let report = by_secret(&app, language, caller.action(), &code, body.second_secret).await?;
    let look = app
        .ask(language, move |application| application.look(entry))
        .await?;
    let none = || Problem::new(language, "no-such-entry", &[("entry", entry.to_string())]);
    let now = app.application.now();
    // Of a look that a law keeps from them for now it is not even said that it is there.
    let told = |one: &Arc<Committed>| sealed_until(one).is_none_or(|until| until <= now);
    look.filter(told)
        .filter(|one| is_look_at(one, report))
        .ok_or_else(none)?;
    let command = Personal::Contest {
        look: entry,
        report,
        words: body.words,
    };
    caller.act(&app, Command::Personal(command)).await
}

/// Whether an entry keeps a look at this report's fields.
fn is_look_at(one: &Committed, report: ReportId) -> bool {
    let mut events = one.entry.events.iter();
    events.any(|event| event.is_a_look() && event.reports().contains(&report))
}

/// What oversight answers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// What was found.
    pub finding: FindingName,
    /// What the person is told.
    #[schema(value_type = String)]
    pub words: Prose,
}

/// Answers what a person says against a look, unless one looked oneself.
#[utoipa::path(post, operation_id = "answer_contest", path = "/v1/contests/{look}/answer", tag = "oversight",
    request_body = AnswerBody, params(("look" = u64, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path(look): Path<u64>,
    Body(body): Body<AnswerBody>,
) -> Answer {
    let found = app.ask(caller.language(), move |application| {
        looked(application, look)
    });
    let looked = found.await?;
    let own = looked == Some(caller.who()?.account);
    let asked = Asked {
        own,
        ..Asked::for_action(Action::AnswerContest)
    };
    let caller = caller.allowed(&app, asked)?;
    let command = Personal::AnswerContest {
        look,
        looked,
        finding: body.finding.into(),
        words: body.words,
    };
    caller.act(&app, Command::Personal(command)).await
}
