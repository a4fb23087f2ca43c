//! Turn signs: relations that forbid a turn or command one.
//!
//! # Source
//! OpenStreetMap wiki, "Relation:restriction".

use atlas::{Binds, Rule};

use super::Tags;
use crate::pbf::{MemberKind, Relation};
use crate::report::Reason;

/// Ways between the first and the last, at most.
pub(super) const VIA_WAYS_MAX: usize = 16;
/// Ways at either end, at most: only crossings closed to all traffic have more than one.
const ENDS_MAX: usize = 16;

/// Kinds of vehicles that a sign may be for, and whether cars and motorcycles are among them.
const VEHICLES: [(&str, bool, bool); 4] = [
    ("motorcar", true, false),
    ("motor_vehicle", true, true),
    ("vehicle", true, true),
    ("motorcycle", false, true),
];

/// A sign as the relation tells it, by the numbers of its ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) id: i64,
    pub(super) rule: Rule,
    pub(super) binds: Binds,
    /// More than one only where nobody may enter.
    pub(super) from: Vec<i64>,
    pub(super) via: Via,
    /// More than one only where nobody may leave.
    pub(super) to: Vec<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Via {
    Node(i64),
    Ways(Vec<i64>),
}

impl Sign {
    /// Every way it is about.
    pub(super) fn ways(&self) -> impl Iterator<Item = i64> {
        let via: &[i64] = match &self.via {
            Via::Node(_) => &[],
            Via::Ways(ways) => ways,
        };
        self.from.iter().chain(via).chain(&self.to).copied()
    }
}

/// Reads a sign, or says why it is none that binds a car: the reason, and what of the relation.
pub(super) fn read(relation: &Relation<'_>) -> Result<Sign, (Reason, String)> {
    let (value, binds) = words(relation.tags).map_err(|reason| (reason, kinds(relation.tags)))?;
    let rule = match value.split_once('_') {
        Some(("no", _)) => Rule::Forbidden,
        Some(("only", _)) => Rule::Only,
        _ => return Err((Reason::SignUnknown, kinds(relation.tags))),
    };
    let of_role = |kind: MemberKind, role: &str| -> Vec<i64> {
        let members = relation.members.iter();
        let members = members.filter(|member| member.kind == kind && member.role == role);
        members.map(|member| member.id).collect()
    };
    let [from, to, via_ways] = ["from", "to", "via"].map(|role| of_role(MemberKind::Way, role));
    let via_nodes = of_role(MemberKind::Node, "via");
    let incomplete = || {
        let via = via_nodes.len() + via_ways.len();
        let words = format!(
            "{value} with {} from, {via} via, {} to",
            from.len(),
            to.len()
        );
        (Reason::SignIncomplete, words)
    };
    let via = match (via_nodes.as_slice(), via_ways.as_slice()) {
        ([node], []) => Via::Node(*node),
        ([], ways) if (1..=VIA_WAYS_MAX).contains(&ways.len()) => Via::Ways(ways.to_vec()),
        _ => return Err(incomplete()),
    };
    let many_from = value == "no_entry";
    let many_to = value == "no_exit";
    let count = |ends: &[i64], many: bool| match ends.len() {
        1 => true,
        more => many && (2..=ENDS_MAX).contains(&more),
    };
    if !count(&from, many_from) || !count(&to, many_to) {
        return Err(incomplete());
    }
    Ok(Sign {
        id: relation.id,
        rule,
        binds,
        from,
        via,
        to,
    })
}

/// What the relation says of its kind.
fn kinds(tags: Tags<'_>) -> String {
    let kinds = tags
        .iter()
        .filter(|(key, _)| key.starts_with("restriction"));
    let kinds: Vec<String> = kinds.map(|(key, value)| format!("{key}={value}")).collect();
    kinds.join(" ").chars().take(100).collect()
}

/// What the sign says, and whom it binds.
fn words(tags: Tags<'_>) -> Result<(&str, Binds), Reason> {
    const OLD_HOURS: [&str; 4] = ["day_on", "day_off", "hour_on", "hour_off"];
    let all = |cars, motorcycles| Binds {
        cars,
        motorcycles,
        emergency: true,
    };
    let typed = tags
        .get("type")
        .and_then(|kind| kind.strip_prefix("restriction:"));
    let general = tags.get("restriction");
    let of_vehicle = VEHICLES.iter().find_map(|(vehicle, cars, motorcycles)| {
        let value = tags.get_with("restriction:", vehicle);
        // The older form names the kind of vehicle in the type.
        let value = value.or(general.filter(|_| typed == Some(*vehicle)))?;
        Some((value, all(*cars, *motorcycles)))
    });
    let said = match typed {
        Some(_) => of_vehicle,
        None => general.map(|value| (value, all(true, true))).or(of_vehicle),
    };
    let Some((value, binds)) = said else {
        return Err(match tags {
            tags if tags.conditional() => Reason::SignConditional,
            tags if tags.iter().any(|(key, _)| key.starts_with("restriction:")) => {
                Reason::SignOthers
            }
            _ if general.is_some() => Reason::SignOthers,
            _ => Reason::SignUnknown,
        });
    };
    if OLD_HOURS.iter().any(|key| tags.get(key).is_some()) {
        return Err(Reason::SignConditional);
    }
    let binds = without(binds, tags.get("except").unwrap_or_default());
    match binds.cars || binds.motorcycles {
        true => Ok((value.trim(), binds)),
        false => Err(Reason::SignOthers),
    }
}

/// Whom the sign binds after those it excepts.
fn without(mut binds: Binds, except: &str) -> Binds {
    for word in except.split([';', ',']).map(str::trim) {
        match word {
            "motorcar" => binds.cars = false,
            "motorcycle" => binds.motorcycles = false,
            "motor_vehicle" | "vehicle" => (binds.cars, binds.motorcycles) = (false, false),
            "emergency" => binds.emergency = false,
            _ => {}
        }
    }
    binds
}

#[cfg(test)]
mod tests;
