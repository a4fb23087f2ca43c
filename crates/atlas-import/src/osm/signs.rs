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

/// Reads a sign, or says why it is none that binds a car.
pub(super) fn read(relation: &Relation<'_>) -> Result<Sign, Reason> {
    let (value, binds) = words(relation.tags)?;
    let rule = match value.split_once('_') {
        Some(("no", _)) => Rule::Forbidden,
        Some(("only", _)) => Rule::Only,
        _ => return Err(Reason::SignUnknown),
    };
    let of_role = |kind: MemberKind, role: &str| -> Vec<i64> {
        let members = relation.members.iter();
        let members = members.filter(|member| member.kind == kind && member.role == role);
        members.map(|member| member.id).collect()
    };
    let [from, to, via_ways] = ["from", "to", "via"].map(|role| of_role(MemberKind::Way, role));
    let via = match (of_role(MemberKind::Node, "via").as_slice(), via_ways) {
        ([node], ways) if ways.is_empty() => Via::Node(*node),
        ([], ways) if !ways.is_empty() && ways.len() <= VIA_WAYS_MAX => Via::Ways(ways),
        _ => return Err(Reason::SignIncomplete),
    };
    let many_from = value == "no_entry";
    let many_to = value == "no_exit";
    let count = |ends: &[i64], many: bool| match ends.len() {
        1 => true,
        more => many && (2..=ENDS_MAX).contains(&more),
    };
    if !count(&from, many_from) || !count(&to, many_to) {
        return Err(Reason::SignIncomplete);
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

/// What the sign says, and whom it binds.
fn words(tags: Tags<'_>) -> Result<(&str, Binds), Reason> {
    const OLD_HOURS: [&str; 4] = ["day_on", "day_off", "hour_on", "hour_off"];
    let all = |cars, motorcycles| Binds {
        cars,
        motorcycles,
        emergency: true,
    };
    let general = tags.get("restriction").map(|value| (value, all(true, true)));
    let of_kind = || {
        // The older form names the kind of vehicle in the type.
        let of_type = tags.get("type").and_then(|kind| kind.strip_prefix("restriction:"));
        let vehicles = [("motorcar", (true, false)), ("motor_vehicle", (true, true)),
            ("vehicle", (true, true)), ("motorcycle", (false, true))];
        vehicles.iter().find_map(|(vehicle, (cars, motorcycles))| {
            let value = tags.iter().find(|(key, _)| {
                key.strip_prefix("restriction:") == Some(*vehicle)
            });
            let value = value.map(|(_, value)| value);
            let older = || (of_type == Some(*vehicle)).then(|| tags.get("restriction")).flatten();
            Some((value.or_else(older)?, all(*cars, *motorcycles)))
        })
    };
    let typed = tags.get("type").is_some_and(|kind| kind.starts_with("restriction:"));
    let said = match typed {
        true => of_kind(),
        false => general.or_else(of_kind),
    };
    let Some((value, binds)) = said else {
        return Err(match tags {
            tags if tags.conditional() => Reason::SignConditional,
            tags if tags.iter().any(|(key, _)| key.starts_with("restriction:")) => Reason::SignOthers,
            tags if typed && tags.get("restriction").is_some() => Reason::SignOthers,
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
