//! Signed speed limits.
//!
//! # Source
//! OpenStreetMap wiki, "Key:maxspeed" and "Default speed limits": a number is in kilometres an hour unless
//! its unit stands behind it, and a zone is written as country and kind of road.

use super::Tags;

const MPH_KM_H: f64 = 1.609_344;
const KNOTS_KM_H: f64 = 1.852;
/// The speed of somebody who walks, as courts in Germany read the sign.
const WALK_KM_H: u16 = 7;
/// Beyond this it is a slip of the pen.
const KM_H_MAX: f64 = 400.0;

/// The limits along a way and against it, and whether a sign could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) along_km_h: Option<u16>,
    pub(super) against_km_h: Option<u16>,
    pub(super) unread: bool,
}

pub(super) fn limits(tags: Tags<'_>) -> Limits {
    let both = tags.first_of(&["maxspeed", "zone:maxspeed", "maxspeed:type"]);
    let both = both.map(|(_, value)| value);
    let signs = [":forward", ":backward"].map(|direction| {
        let value = tags.get_with("maxspeed", direction).or(both);
        value.map_or(Sign::Free, read)
    });
    let [along_km_h, against_km_h] = signs.map(|sign| match sign {
        Sign::KmH(limit) => Some(limit),
        _ => None,
    });
    Limits {
        along_km_h,
        against_km_h,
        unread: signs.contains(&Sign::Unread),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    KmH(u16),
    /// No limit, or one that changes: nothing that could be kept.
    Free,
    Unread,
}

fn read(value: &str) -> Sign {
    let value = value.trim();
    match value {
        "none" | "signals" | "variable" | "sign" | "no" => return Sign::Free,
        "walk" => return Sign::KmH(WALK_KM_H),
        _ => {}
    }
    number(value).unwrap_or_else(|| match value.split_once(':') {
        Some((country, kind)) if country.len() == 2 => zone(country, kind),
        _ => Sign::Unread,
    })
}

/// A number and its unit, or several of them with semicolons between, of which the lowest is safe.
fn number(value: &str) -> Option<Sign> {
    let limits = value.split(';').map(|one| {
        let one = one.trim();
        let digits = one.find(|sign: char| !sign.is_ascii_digit() && sign != '.');
        let (number, unit) = one.split_at(digits.unwrap_or(one.len()));
        let factor = match unit.trim() {
            "" | "km/h" | "kmh" | "kph" => 1.0,
            "mph" => MPH_KM_H,
            "knots" => KNOTS_KM_H,
            _ => return None,
        };
        let km_h = number.parse::<f64>().ok()? * factor;
        (1.0..=KM_H_MAX)
            .contains(&km_h)
            .then_some(km_h.round() as u16)
    });
    let limits: Option<Vec<u16>> = limits.collect();
    limits?.into_iter().min().map(Sign::KmH)
}

/// The limit of a kind of road in a country, in kilometres an hour, where its law has one.
const ZONES: &[(&str, &str, u16)] = &[
    ("AT", "rural", 100),
    ("AT", "motorway", 130),
    ("BE", "rural", 90),
    ("BE", "motorway", 120),
    ("CH", "rural", 80),
    ("CH", "trunk", 100),
    ("CH", "motorway", 120),
    ("CN", "urban", 50),
    ("CN", "rural", 70),
    ("CN", "motorway", 120),
    ("CZ", "rural", 90),
    ("CZ", "motorway", 130),
    ("DE", "rural", 100),
    ("DE", "living_street", 7),
    ("DK", "rural", 80),
    ("DK", "motorway", 130),
    ("ES", "rural", 90),
    ("ES", "motorway", 120),
    ("FI", "rural", 80),
    ("FR", "rural", 80),
    ("FR", "motorway", 130),
    ("GB", "nsl_restricted", 48),
    ("GB", "nsl_single", 97),
    ("GB", "nsl_dual", 113),
    ("GB", "motorway", 113),
    ("HU", "rural", 90),
    ("HU", "motorway", 130),
    ("IT", "rural", 90),
    ("IT", "motorway", 130),
    ("LI", "rural", 80),
    ("NL", "rural", 80),
    ("NL", "motorway", 100),
    ("PL", "rural", 90),
    ("PL", "motorway", 140),
    ("PT", "rural", 90),
    ("PT", "trunk", 100),
    ("PT", "motorway", 120),
    ("RO", "rural", 90),
    ("RO", "motorway", 130),
    ("RU", "urban", 60),
    ("RU", "rural", 90),
    ("RU", "motorway", 110),
    ("SK", "rural", 90),
    ("UA", "urban", 50),
    ("UA", "rural", 90),
];

fn zone(country: &str, kind: &str) -> Sign {
    let digits = |text: &str| number(text.trim_start_matches(':'));
    if let Some(limit) = kind
        .strip_prefix("zone")
        .and_then(digits)
        .or_else(|| number(kind))
    {
        return limit;
    }
    let known = ZONES
        .iter()
        .find(|zone| zone.0 == country && zone.1 == kind);
    match (known, kind) {
        (Some((_, _, km_h)), _) => Sign::KmH(*km_h),
        // The rule of most countries.
        (None, "urban") => Sign::KmH(50),
        (None, "living_street") => Sign::KmH(20),
        // Motorways without a limit, and laws that are not in the table.
        (None, "motorway" | "trunk" | "rural") => Sign::Free,
        (None, _) => Sign::Unread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_read_with_its_unit() {
        for (value, km_h) in [
            ("50", 50),
            ("50 km/h", 50),
            ("30 mph", 48),
            ("30mph", 48),
            ("10 knots", 19),
            ("walk", 7),
            ("80;50", 50),
            ("DE:urban", 50),
            ("RO:rural", 90),
            ("GB:nsl_single", 97),
            ("DE:zone:30", 30),
            ("DE:zone30", 30),
            ("FR:30", 30),
        ] {
            assert_eq!(read(value), Sign::KmH(km_h), "{value}");
        }
    }

    #[test]
    fn no_limit_is_not_a_limit_and_nonsense_is_told() {
        for value in ["none", "signals", "DE:motorway"] {
            assert_eq!(read(value), Sign::Free, "{value}");
        }
        for value in [
            "fast", "50 mps", "0", "-30", "5000", "", "DE:moon", "5.0.0", "50;",
        ] {
            assert_eq!(read(value), Sign::Unread, "{value}");
        }
    }

    #[test]
    fn each_direction_has_its_own_limit() {
        let tags = [("maxspeed", "70"), ("maxspeed:backward", "50")];
        let found = limits(Tags(&tags));
        assert_eq!((found.along_km_h, found.against_km_h), (Some(70), Some(50)));
    }
}
