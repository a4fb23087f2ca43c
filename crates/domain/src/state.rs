//! All that decisions look at, and the one way in and the one way on: decide and evolve.

use kernel::{IncidentId, ReportId};
use serde::{Deserialize, Serialize};

use crate::moment::Moment;
use crate::rules::Rules;
use crate::{Event, dispatch, intake, people, personal, record, roads};

/// One request to any area.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// About the record itself.
    Record(record::Command),
    /// About reports and incidents.
    Intake(intake::Command),
    /// About units.
    Dispatch(dispatch::Command),
    /// About roads.
    Roads(roads::Command),
    /// About personal fields.
    Personal(personal::Command),
    /// About officials.
    People(people::Command),
}

impl Command {
    /// The incidents whose state decides about this command.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::Record(_) => vec![],
            Self::Intake(command) => command.incidents(),
            Self::Dispatch(command) => command.incidents(),
            Self::Roads(command) => command.incidents(),
            Self::Personal(_) | Self::People(_) => vec![],
        }
    }

    /// The report whose state decides about this command, when it is not one of the incident's.
    #[must_use]
    pub fn report(&self) -> Option<ReportId> {
        match self {
            Self::Intake(command) => command.report(),
            Self::Personal(command) => command.report(),
            Self::People(people::Command::Ask { wish, .. }) => wish.reports().first().copied(),
            Self::Record(_) | Self::Dispatch(_) | Self::Roads(_) | Self::People(_) => None,
        }
    }
}

/// Why any area said no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The record itself.
    #[error(transparent)]
    Record(#[from] record::Refusal),
    /// Intake.
    #[error(transparent)]
    Intake(#[from] intake::Refusal),
    /// Dispatch.
    #[error(transparent)]
    Dispatch(#[from] dispatch::Refusal),
    /// Roads.
    #[error(transparent)]
    Roads(#[from] roads::Refusal),
    /// Personal fields.
    #[error(transparent)]
    Personal(#[from] personal::Refusal),
    /// Officials.
    #[error(transparent)]
    People(#[from] people::Refusal),
}

impl Refusal {
    /// Stable name, with a page of its own under `docs/errors/`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Record(refusal) => refusal.code(),
            Self::Intake(refusal) => refusal.code(),
            Self::Dispatch(refusal) => refusal.code(),
            Self::Roads(refusal) => refusal.code(),
            Self::Personal(refusal) => refusal.code(),
            Self::People(refusal) => refusal.code(),
        }
    }

    /// The words that the sentence of the code needs, by name.
    #[must_use]
    pub fn words(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Record(refusal) => refusal.words(),
            Self::Intake(refusal) => refusal.words(),
            Self::Dispatch(refusal) => refusal.words(),
            Self::Roads(refusal) => refusal.words(),
            Self::Personal(refusal) => refusal.words(),
            Self::People(refusal) => refusal.words(),
        }
    }

    /// Every code that any area can answer with.
    #[must_use]
    pub fn codes() -> Vec<&'static str> {
        [
            record::Refusal::CODES,
            intake::Refusal::CODES,
            dispatch::Refusal::CODES,
            roads::Refusal::CODES,
            personal::Refusal::CODES,
            people::Refusal::CODES,
        ]
        .concat()
    }
}

/// All that decisions look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The record itself.
    pub record: record::State,
    /// Reports and incidents.
    pub intake: intake::State,
    /// Units and their work.
    pub dispatch: dispatch::State,
    /// What is different on the roads.
    #[serde(default)]
    pub roads: roads::State,
    /// What is sealed.
    #[serde(default)]
    pub personal: personal::State,
    /// Officials, and what waits for them.
    #[serde(default)]
    pub people: people::State,
}

/// Decides one request under the rules in force (none before the first pack is adopted).
///
/// # Errors
/// The [`Refusal`] that says what to do instead; nothing has changed then.
pub fn decide(
    rules: Option<&Rules>,
    state: &State,
    moment: &Moment,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    if let Command::Record(command) = command {
        if let record::Command::AdoptPack { pack, .. } = command
            && !state.people.may_adopt(pack)
        {
            return Err(people::Refusal::PackNotGranted { pack: *pack }.into());
        }
        let events = record::decide(&state.record, command)?;
        return Ok(events.into_iter().map(Event::Record).collect());
    }
    if state.record.opened.is_none() {
        return Err(record::Refusal::NotOpen.into());
    }
    let rules = rules.ok_or(record::Refusal::NoPack)?;
    match command {
        Command::Record(_) => Ok(vec![]),
        Command::Intake(command) => {
            let events = intake::decide(rules, &state.intake, &state.dispatch, moment, command)?;
            let mut events: Vec<_> = events.into_iter().map(Event::Intake).collect();
            if let intake::Command::ReceiveReport { report, .. } = command
                && let Some(caller) = &report.caller
            {
                // Right behind the report it came with.
                let sealed = personal::Event::Sealed {
                    report: moment.key.report(),
                    group: personal::Group::Caller,
                    sealed: caller.sealed.clone(),
                };
                events.insert(1, Event::Personal(sealed));
            }
            Ok(events)
        }
        Command::Dispatch(command) => {
            let events = dispatch::decide(rules, &state.dispatch, &state.intake, moment, command)?;
            Ok(events.into_iter().map(Event::Dispatch).collect())
        }
        Command::Roads(command) => {
            let events = roads::decide(&state.roads, &state.intake, moment, command)?;
            Ok(events.into_iter().map(Event::Roads).collect())
        }
        Command::Personal(command) => {
            if let personal::Command::AddPhoto { report, .. } = command
                && !state.intake.reports.contains_key(report)
            {
                return Err(intake::Refusal::NoSuchReport { report: *report }.into());
            }
            let events = personal::decide(rules, &state.personal, moment, command)?;
            Ok(events.into_iter().map(Event::Personal).collect())
        }
        Command::People(command) => {
            let events = people::decide(rules, &state.people, moment, command)?;
            let wished = wished(rules, state, moment, command)?;
            let events = events.into_iter().map(Event::People);
            Ok(events
                .chain(wished.into_iter().map(Event::Personal))
                .collect())
        }
    }
}

/// What comes of a wish: with its approval, in the same entry. It is decided when it is made too, so
/// that nobody waits for a second person only to be refused.
fn wished(
    rules: &Rules,
    state: &State,
    moment: &Moment,
    command: &people::Command,
) -> Result<Vec<personal::Event>, Refusal> {
    let (wish, done) = match command {
        people::Command::Ask { wish, .. } => (Some(wish), false),
        people::Command::Approve { request } => {
            let request = state.people.requests.get(request);
            (request.map(|request| &request.wish), true)
        }
        _ => (None, false),
    };
    let Some(command) = wish.and_then(people::Wish::personal) else {
        return Ok(vec![]);
    };
    let events = personal::decide(rules, &state.personal, moment, &command)?;
    Ok(if done { events } else { vec![] })
}

/// Folds one fact into what is known.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::Record(event) => state.record = record::evolve(state.record, event),
        Event::Intake(event) => state.intake = intake::evolve(state.intake, event),
        Event::Dispatch(event) => state.dispatch = dispatch::evolve(state.dispatch, event),
        Event::Roads(event) => state.roads = roads::evolve(state.roads, event),
        Event::Personal(event) => {
            state.personal = personal::evolve(state.personal, event);
            // A ceremony is about the key of one epoch.
            state.people.epoch = state.personal.epoch;
        }
        Event::People(event) => state.people = people::evolve(state.people, event),
    }
    state
}

impl State {
    /// The incidents that have to be held before a command is decided: those it names, and the other
    /// half of a merge or a split that it takes back, which shows only once the first is held. Put
    /// back what is missing and ask again, until nothing that exists is missing.
    #[must_use]
    pub fn needed(&self, command: &Command) -> Vec<IncidentId> {
        let mut needed = command.incidents();
        if let Command::Intake(intake::Command::UndoMerge { from: one, .. })
        | Command::Intake(intake::Command::UndoSplit { incident: one, .. }) = command
            && let Some(found) = self.intake.incidents.get(one)
        {
            needed.extend(found.split_from);
            if let intake::Phase::Merged { into, .. } = found.phase {
                needed.push(into);
            }
        }
        needed
    }

    /// Takes out an incident that is closed or merged, with its reports and the units' work on it.
    /// `false` when it is open or not held here, and nothing has changed.
    pub fn take_out(&mut self, incident: IncidentId) -> bool {
        match self.intake.incidents.get(&incident) {
            Some(found) if !found.is_open() => {}
            _ => return false,
        }
        if let Some(found) = self.intake.incidents.remove(&incident) {
            for report in &found.reports {
                self.intake.reports.remove(report);
                self.personal.callers.remove(report);
            }
        }
        self.dispatch.work.remove(&incident);
        true
    }

    /// Puts back an incident that was taken out, from a state folded from its own entries and those
    /// of its reports. `false` when those entries hold no such incident.
    pub fn put_back(&mut self, incident: IncidentId, folded: &State) -> bool {
        let Some(found) = folded.intake.incidents.get(&incident) else {
            return false;
        };
        for report in &found.reports {
            if let Some(held) = folded.intake.reports.get(report) {
                self.intake.reports.insert(*report, held.clone());
            }
            if let Some(kept) = folded.personal.callers.get(report) {
                self.personal.callers.insert(*report, kept.clone());
            }
        }
        self.intake.incidents.insert(incident, found.clone());
        if let Some(work) = folded.dispatch.work.get(&incident) {
            self.dispatch.work.insert(incident, work.clone());
        }
        true
    }
}
