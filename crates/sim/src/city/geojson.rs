//! The city as GeoJSON (RFC 7946), written by hand because the numbers come from integers.

use std::fmt::Write;

use super::City;
use crate::plane::Spot;

/// Writes one position: longitude, latitude, six decimals (about a tenth of a metre).
fn position(out: &mut String, spot: Spot) {
    let point = spot.point();
    let (lon, lat) = ((point.lon_e7() + 5) / 10, (point.lat_e7() + 5) / 10);
    let _ = write!(
        out,
        "[{}.{:06},{}.{:06}]",
        lon / 1_000_000,
        lon % 1_000_000,
        lat / 1_000_000,
        lat % 1_000_000
    );
}

fn positions(out: &mut String, spots: impl Iterator<Item = Spot>) {
    for (n, spot) in spots.enumerate() {
        if n > 0 {
            out.push(',');
        }
        position(out, spot);
    }
}

/// Wraps features, each written by its turn of `write`.
fn collection<T>(items: &[T], mut write: impl FnMut(&mut String, &T)) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        out.push_str("\n{\"type\":\"Feature\",");
        write(&mut out, item);
        out.push('}');
    }
    out.push_str("\n]}\n");
    out
}

fn polygon(out: &mut String, properties: &[(&str, &str)], ring: &[Spot]) {
    out.push_str("\"properties\":{");
    for (n, (key, value)) in properties.iter().enumerate() {
        // Names come from the tables of this crate and hold nothing that JSON escapes.
        let _ = write!(out, "{}\"{key}\":\"{value}\"", if n > 0 { "," } else { "" });
    }
    out.push_str("},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
    positions(out, ring.iter().chain(ring.first()).copied());
    out.push_str("]]}");
}

impl City {
    /// One `LineString` for each street, with `class`, `zh` and `en`.
    #[must_use]
    pub fn streets_geojson(&self) -> String {
        collection(&self.streets, |out, street| {
            let _ = write!(
                out,
                "\"properties\":{{\"class\":\"{}\",\"zh\":\"{}\",\"en\":\"{}\"}},\
                 \"geometry\":{{\"type\":\"LineString\",\"coordinates\":[",
                street.class.name(),
                street.zh,
                street.en
            );
            positions(
                out,
                street
                    .nodes
                    .iter()
                    .map(|node| self.network.spots[*node as usize]),
            );
            out.push_str("]}");
        })
    }

    /// One `Polygon` for each river and lake, with `zh`, `en` and `kind`.
    #[must_use]
    pub fn water_geojson(&self) -> String {
        collection(&self.waters, |out, water| {
            let kind = if water.still { "lake" } else { "river" };
            polygon(
                out,
                &[("kind", kind), ("zh", water.zh), ("en", water.en)],
                &water.ring,
            );
        })
    }

    /// One `Polygon` for each park, without a name: land that was left green.
    #[must_use]
    pub fn parks_geojson(&self) -> String {
        collection(&self.parks, |out, ring| {
            polygon(out, &[("kind", "park")], ring)
        })
    }

    /// One `Polygon` for each district, with `code`, `zh` and `en`.
    #[must_use]
    pub fn districts_geojson(&self) -> String {
        collection(&self.districts, |out, district| {
            let code = district.code.as_str();
            polygon(
                out,
                &[("code", code), ("zh", district.zh), ("en", district.en)],
                &district.ring,
            );
        })
    }
}
