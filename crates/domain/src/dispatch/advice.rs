//! Which units a response plan calls for, who of those that could go is first, and why others were
//! passed over. Worked out before the desk decides, and kept with what it decided.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Code, Digest, UnitId};
use serde::{Deserialize, Serialize};

use super::Status;

/// Units of each kind that an entry names, so that it stays small.
const NAMED_MAX: usize = 40;

/// So many units that can do this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What they must be able to do.
    pub capability: Code,
    /// How many of them.
    pub count: u32,
}

/// A unit that might go, with how long it would take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub unit: UnitId,
    /// All it can do.
    pub capabilities: BTreeSet<Code>,
    /// What it is doing.
    pub status: Status,
    /// From where it is to the incident, the walk at the end included; nothing when it is not
    /// known where it is, or when it cannot get there.
    pub travel_ms: Option<u32>,
}

/// What travel times were reckoned by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The roads of the map with this digest, as they were known at that moment.
    Roads(#[cfg_attr(feature = "schema", schemars(with = "String"))] Digest),
    /// Straight lines, because there is no map.
    StraightLine,
}

/// A unit that the rules name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Advised {
    /// Who.
    pub unit: UnitId,
    /// What the plan calls it for.
    pub capability: Code,
    /// How long it would take.
    pub travel_ms: u32,
}

/// A unit that would be there earlier, and was passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bypassed {
    /// Who.
    pub unit: UnitId,
    /// How long it would take.
    pub travel_ms: u32,
    /// Why: what it was doing.
    pub status: Status,
}

/// What nobody could be named for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Short {
    /// What is missing.
    pub capability: Code,
    /// How many units.
    pub count: u32,
}

/// What the rules say about sending to an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// What times were reckoned by.
    pub basis: Basis,
    /// The response plan; nothing when the type has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Code>,
    /// Who should go.
    pub advised: Vec<Advised>,
    /// Who would have been there earlier.
    pub bypassed: Vec<Bypassed>,
    /// What is missing.
    pub short: Vec<Short>,
}

impl Advice {
    /// Names, need by need in the plan's order, those of the free units that can do it and are there
    /// first. A unit that can do several things counts for all of them, like those that serve the
    /// incident already.
    #[must_use]
    pub fn of(
        (basis, plan): (Basis, Option<Code>),
        needs: &[Need],
        serving: &[BTreeSet<Code>],
        candidates: &[Candidate],
    ) -> Self {
        let mut ranked: Vec<(u32, &Candidate)> = candidates
            .iter()
            .filter_map(|one| Some((one.travel_ms?, one)))
            .collect();
        ranked.sort_by(|(a_ms, a), (b_ms, b)| (a_ms, &a.unit).cmp(&(b_ms, &b.unit)));
        let mut advice = Self {
            basis,
            plan,
            advised: vec![],
            bypassed: vec![],
            short: vec![],
        };
        let mut there: Vec<&BTreeSet<Code>> = serving.iter().collect();
        let mut passed_over: BTreeMap<&UnitId, Bypassed> = BTreeMap::new();
        for Need { capability, count } in needs {
            let have = there.iter().filter(|can| can.contains(capability)).count();
            let mut missing = (*count as usize).saturating_sub(have);
            let mut earlier: Vec<(u32, &Candidate)> = vec![];
            for (travel_ms, one) in &ranked {
                if missing == 0 {
                    break;
                }
                let named = advice.advised.iter().any(|known| known.unit == one.unit);
                if named || !one.capabilities.contains(capability) {
                    continue;
                }
                if !matches!(one.status, Status::Available | Status::Returning) {
                    earlier.push((*travel_ms, one));
                    continue;
                }
                missing -= 1;
                there.push(&one.capabilities);
                advice.advised.push(Advised {
                    unit: one.unit.clone(),
                    capability: capability.clone(),
                    travel_ms: *travel_ms,
                });
                passed_over.extend(earlier.drain(..).map(|(travel_ms, one)| {
                    let (unit, status) = (one.unit.clone(), one.status);
                    (
                        &one.unit,
                        Bypassed {
                            unit,
                            travel_ms,
                            status,
                        },
                    )
                }));
            }
            // Fewer are missing than were asked for, which is a 32-bit number.
            let short = (missing > 0).then(|| Short {
                capability: capability.clone(),
                count: missing as u32,
            });
            advice.short.extend(short);
        }
        advice.bypassed = passed_over.into_values().collect();
        advice
            .bypassed
            .sort_by(|a, b| (a.travel_ms, &a.unit).cmp(&(b.travel_ms, &b.unit)));
        advice.advised.truncate(NAMED_MAX);
        advice.bypassed.truncate(NAMED_MAX);
        advice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        Code::new(text).unwrap()
    }

    fn candidate(unit: &str, can: &[&str], status: Status, seconds: u32) -> Candidate {
        Candidate {
            unit: UnitId::new(unit).unwrap(),
            capabilities: can.iter().map(|can| code(can)).collect(),
            status,
            travel_ms: (seconds > 0).then_some(seconds * 1_000),
        }
    }

    /// What is advised for `fire 2, aerial 1` of these units: `E1 E2`, who was passed over, what is
    /// missing.
    fn advised(candidates: &[Candidate], serving: &[&str]) -> (String, String, String) {
        let needs = [("fire", 2), ("aerial", 1)].map(|(can, count)| Need {
            capability: code(can),
            count,
        });
        let serving: Vec<_> = serving
            .iter()
            .map(|can| BTreeSet::from([code(can)]))
            .collect();
        let advice = Advice::of((Basis::StraightLine, None), &needs, &serving, candidates);
        let joined = |names: Vec<String>| names.join(" ");
        (
            joined(
                advice
                    .advised
                    .iter()
                    .map(|one| one.unit.to_string())
                    .collect(),
            ),
            joined(
                advice
                    .bypassed
                    .iter()
                    .map(|one| one.unit.to_string())
                    .collect(),
            ),
            joined(
                advice
                    .short
                    .iter()
                    .map(|one| format!("{} {}", one.capability, one.count))
                    .collect(),
            ),
        )
    }

    fn told(advised: &str, bypassed: &str, short: &str) -> (String, String, String) {
        (advised.into(), bypassed.into(), short.into())
    }

    const FREE: Status = Status::Available;

    #[test]
    fn those_who_are_there_first_are_named() {
        let units = [
            candidate("E3", &["fire"], FREE, 300),
            candidate("E1", &["fire"], FREE, 100),
            candidate("E2", &["fire"], Status::Returning, 200),
            candidate("L1", &["aerial"], FREE, 400),
        ];
        assert_eq!(advised(&units, &[]), told("E1 E2 L1", "", ""));
    }

    #[test]
    fn who_serves_already_counts() {
        let units = [
            candidate("E1", &["fire"], FREE, 100),
            candidate("E2", &["fire"], FREE, 200),
        ];
        assert_eq!(advised(&units, &["fire", "aerial"]), told("E1", "", ""));
    }

    #[test]
    fn who_would_be_earlier_and_is_busy_is_passed_over_and_said_so() {
        let units = [
            candidate("E1", &["fire"], Status::OnScene, 100),
            candidate("E2", &["fire"], FREE, 200),
            candidate("E3", &["fire"], FREE, 300),
            candidate("E4", &["fire"], Status::OnScene, 400),
            candidate("L1", &["aerial"], FREE, 400),
        ];
        assert_eq!(advised(&units, &[]), told("E2 E3 L1", "E1", ""));
    }

    #[test]
    fn what_is_missing_is_said() {
        let units = [
            candidate("E1", &["fire"], FREE, 100),
            candidate("E2", &["fire"], FREE, 0),
            candidate("L1", &["aerial"], Status::OutOfService, 50),
        ];
        assert_eq!(advised(&units, &[]), told("E1", "", "fire 1 aerial 1"));
    }

    #[test]
    fn a_unit_that_can_do_both_counts_for_both() {
        let units = [
            candidate("Q1", &["fire", "aerial"], FREE, 100),
            candidate("E2", &["fire"], FREE, 200),
            candidate("L1", &["aerial"], FREE, 50),
        ];
        assert_eq!(advised(&units, &[]), told("Q1 E2", "", ""));
    }
}
