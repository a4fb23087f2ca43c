//! Service figures, straight from the record: how many calls, how soon, and how well it is known.
//!
//! Medians and 90th percentiles are nearest rank, in whole seconds. Every pair with both times
//! counts, also one that stands the wrong way round: leaving it out would flatter the figures, and
//! it is counted among the times out of order.

use std::collections::BTreeMap;

use domain::Stage;
use domain::dispatch::{Ended, Milestone};
use kernel::{SECOND_MS, Timestamp};
use serde::Serialize;

use crate::assignment::AssignmentView;
use crate::incident::IncidentView;
use crate::views::{Error, Reader};

/// All figures of a record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Incidents.
    pub calls: u64,
    /// Units sent to them, each time counted.
    pub unit_responses: u64,
    /// Incidents by what they finally were.
    pub calls_by_type: BTreeMap<String, u64>,
    /// Over everything.
    pub intervals: Intervals,
    /// By final priority.
    pub by_final_priority: BTreeMap<String, Group>,
    /// By final type.
    pub by_call_type: BTreeMap<String, Group>,
    /// By local hour in which the first report came in.
    pub by_hour: BTreeMap<String, Group>,
    /// How well the times are known.
    pub stamps: Stamps,
}

/// The same for a part of the incidents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// Incidents.
    pub calls: u64,
    /// Units sent to them.
    pub unit_responses: u64,
    /// Over these.
    pub intervals: Intervals,
}

/// The five intervals of a response.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Intervals {
    /// From the report to the incident.
    pub received_to_entry: Interval,
    /// From the incident to the first unit sent.
    pub entry_to_first_send: Interval,
    /// From a unit's sending to its leaving.
    pub send_to_depart: Interval,
    /// From a unit's leaving to its arriving.
    pub depart_to_on_scene: Interval,
    /// From the report to the first unit on scene.
    pub received_to_first_on_scene: Interval,
}

/// How long something took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interval {
    seconds: Vec<i64>,
}

impl Interval {
    fn add(&mut self, from: Option<Timestamp>, to: Option<Timestamp>) {
        if let (Some(from), Some(to)) = (from, to) {
            self.seconds.push(to.since_ms(from).div_euclid(SECOND_MS));
        }
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.seconds.len()
    }

    /// The smallest value that at least `percent` of all do not exceed; `None` of nothing.
    #[must_use]
    pub fn nearest_rank(&self, percent: usize) -> Option<i64> {
        let mut sorted = self.seconds.clone();
        sorted.sort_unstable();
        sorted
            .get((sorted.len() * percent).div_ceil(100).checked_sub(1)?)
            .copied()
    }
}

impl Serialize for Interval {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut out = serializer.serialize_struct("Interval", 3)?;
        out.serialize_field("count", &self.count())?;
        out.serialize_field("median", &self.nearest_rank(50))?;
        out.serialize_field("p90", &self.nearest_rank(90))?;
        out.end()
    }
}

/// How well the times are known.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stamps {
    /// Unit responses without a time, by what is missing.
    pub missing: BTreeMap<String, u64>,
    /// Times that stand the wrong way round.
    pub out_of_order: OutOfOrder,
    /// Unit responses with at least one of those.
    pub rows_out_of_order: u64,
}

/// Times that stand the wrong way round.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OutOfOrder {
    /// All pairs.
    pub count: u64,
    /// By the two stages, `earlier>later`.
    pub pairs: BTreeMap<String, u64>,
}

/// Names what is counted: the type and the priority as the pack calls them, the local hour.
pub trait Label {
    /// The name of a type.
    fn type_name(&self, view: &IncidentView) -> String;
    /// The name of a priority.
    fn priority_name(&self, view: &IncidentView) -> String;
    /// The local hour, `00` to `23`.
    fn hour(&self, at: Timestamp) -> String;
}

/// Reads every incident and works the figures out.
///
/// # Errors
/// [`Error`] when the views cannot be read.
pub fn figures(reader: &Reader, label: &impl Label) -> Result<Figures, Error> {
    let mut all = Figures::default();
    for stage in LATER {
        all.stamps.missing.insert(stage.to_string(), 0);
    }
    reader.each_incident(|view| {
        let (kind, priority) = (label.type_name(&view), label.priority_name(&view));
        let hour = label.hour(view.received_ms);
        all.calls += 1;
        all.unit_responses += view.assignments.len() as u64;
        *all.calls_by_type.entry(kind.clone()).or_default() += 1;
        count(&mut all.intervals, &view);
        let groups = [
            all.by_final_priority.entry(priority).or_default(),
            all.by_call_type.entry(kind).or_default(),
            all.by_hour.entry(hour).or_default(),
        ];
        for group in groups {
            group.calls += 1;
            group.unit_responses += view.assignments.len() as u64;
            count(&mut group.intervals, &view);
        }
        for work in &view.assignments {
            quality(&mut all.stamps, &view, work);
        }
    })?;
    Ok(all)
}

fn count(intervals: &mut Intervals, view: &IncidentView) {
    let (received, entered) = (Some(view.received_ms), Some(view.opened_ms));
    let row = view.row();
    intervals.received_to_entry.add(received, entered);
    intervals
        .entry_to_first_send
        .add(entered, row.first_sent_ms);
    intervals
        .received_to_first_on_scene
        .add(received, row.first_on_scene_ms);
    for work in &view.assignments {
        let (left, arrived) = (
            work.when(Milestone::Departed),
            work.when(Milestone::OnScene),
        );
        intervals.send_to_depart.add(Some(work.sent_ms), left);
        intervals.depart_to_on_scene.add(left, arrived);
    }
}

/// The stages of a response that may be missing.
const LATER: [Stage; 5] = [
    Stage::Departed,
    Stage::OnScene,
    Stage::Transporting,
    Stage::AtDestination,
    Stage::Cleared,
];

fn quality(stamps: &mut Stamps, view: &IncidentView, work: &AssignmentView) {
    let cleared = work.ended_ms.filter(|_| work.ended == Some(Ended::Cleared));
    let times = [
        (Stage::Received, Some(view.received_ms)),
        (Stage::Entered, Some(view.opened_ms)),
        (Stage::Sent, Some(work.sent_ms)),
        (Stage::Departed, work.when(Milestone::Departed)),
        (Stage::OnScene, work.when(Milestone::OnScene)),
        (Stage::Transporting, work.when(Milestone::Transporting)),
        (Stage::AtDestination, work.when(Milestone::AtDestination)),
        (Stage::Cleared, cleared),
    ];
    for (stage, _) in times
        .iter()
        .filter(|(stage, at)| at.is_none() && LATER.contains(stage))
    {
        *stamps.missing.entry(stage.to_string()).or_default() += 1;
    }
    let mut broken = 0;
    for (i, (first, first_at)) in times.iter().enumerate() {
        for (then, then_at) in &times[i + 1..] {
            if let (Some(first_at), Some(then_at)) = (first_at, then_at)
                && then_at < first_at
            {
                broken += 1;
                *stamps
                    .out_of_order
                    .pairs
                    .entry(format!("{first}>{then}"))
                    .or_default() += 1;
            }
        }
    }
    stamps.out_of_order.count += broken;
    stamps.rows_out_of_order += u64::from(broken > 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(seconds: &[i64]) -> Interval {
        Interval {
            seconds: seconds.to_vec(),
        }
    }

    #[test]
    fn quantiles_are_nearest_rank() {
        let ten = interval(&[9, 1, 2, 3, 4, 5, 6, 7, 8, 10]);
        assert_eq!(
            (ten.nearest_rank(50), ten.nearest_rank(90)),
            (Some(5), Some(9))
        );
        assert_eq!(interval(&[7]).nearest_rank(90), Some(7));
        assert_eq!(interval(&[]).nearest_rank(50), None);
    }
}
