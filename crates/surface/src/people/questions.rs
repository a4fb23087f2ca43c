//! What might be asked about looks: questions about acts, with what is around them, never a score of a
//! person. Everything is told from the looks that are listed and from the record.

use std::collections::{BTreeMap, BTreeSet};

use application::{Application, Error};
use kernel::{AccountId, HOUR_MS, ReportId};

use super::traces::Look;

/// So many looks by one person within an hour are asked about.
const MANY_IN_AN_HOUR: usize = 20;
/// And so many by one person at one report.
const AGAIN: usize = 3;
/// And so many persons at one report.
const CROWD: usize = 3;

/// The questions about each of these looks.
pub fn questions(
    application: &Application,
    looks: &[Look<'_>],
) -> Result<Vec<Vec<&'static str>>, Error> {
    let around = Around::of(looks);
    let mut assigned = BTreeMap::new();
    let mut asked = Vec::with_capacity(looks.len());
    for look in looks {
        let mut questions = around.questions(look);
        if application.is_night(look.committed.entry.at_ms) {
            questions.push("night");
        }
        if let (Some(account), Some(report), true) =
            (look.account, look.report, look.is_at_fields())
            && !is_assigned(application, &mut assigned, account, report)?
        {
            questions.push("unassigned");
        }
        asked.push(questions);
    }
    Ok(asked)
}

/// Whether a report is in somebody's hands, worked out once for each pair.
fn is_assigned(
    application: &Application,
    known: &mut BTreeMap<(AccountId, ReportId), bool>,
    account: AccountId,
    report: ReportId,
) -> Result<bool, Error> {
    if let Some(assigned) = known.get(&(account, report)) {
        return Ok(*assigned);
    }
    let hands = application.hands_of(account);
    let assigned = application.report_in_hands(report, &hands)?.is_some();
    known.insert((account, report), assigned);
    Ok(assigned)
}

/// What the listed looks say about one another.
#[derive(Default)]
struct Around {
    at_report: BTreeMap<(Option<AccountId>, ReportId), usize>,
    persons: BTreeMap<ReportId, BTreeSet<Option<AccountId>>>,
    when: BTreeMap<Option<AccountId>, Vec<i64>>,
}

impl Around {
    fn of(looks: &[Look<'_>]) -> Self {
        let mut around = Self::default();
        for look in looks {
            if let Some(report) = look.report {
                *around.at_report.entry((look.account, report)).or_default() += 1;
                around
                    .persons
                    .entry(report)
                    .or_default()
                    .insert(look.account);
            }
            let when = around.when.entry(look.account).or_default();
            when.push(look.committed.entry.at_ms.0);
        }
        around
    }

    fn questions(&self, look: &Look<'_>) -> Vec<&'static str> {
        let mut questions = vec![];
        if look.account.is_none() {
            questions.push("nobody");
        }
        if let Some(report) = look.report {
            if self
                .at_report
                .get(&(look.account, report))
                .is_some_and(|count| *count >= AGAIN)
            {
                questions.push("again");
            }
            if self
                .persons
                .get(&report)
                .is_some_and(|persons| persons.len() >= CROWD)
            {
                questions.push("crowd");
            }
        }
        let at = look.committed.entry.at_ms.0;
        let near = |other: &&i64| (**other - at).abs() * 2 <= HOUR_MS;
        let times = self.when.get(&look.account);
        if times.is_some_and(|times| times.iter().filter(near).count() >= MANY_IN_AN_HOUR) {
            questions.push("many");
        }
        questions
    }
}
