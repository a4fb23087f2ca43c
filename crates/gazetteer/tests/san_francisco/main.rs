//! The addresses of two weeks of real calls in San Francisco, looked up on its real streets.

#[cfg(test)]
#[path = "../../../roads/tests/data/mod.rs"]
mod data;
#[cfg(test)]
mod streets;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use gazetteer::{Gazetteer, Hit, Home};
    use kernel::{Digest, Point};

    use super::{data, streets};

    /// A recorded point this near is the place that was meant, in metres.
    const NEAR_M: f64 = 100.0;

    /// Every address of the export with the points recorded for it.
    fn addresses(path: &Path) -> BTreeMap<String, Vec<Point>> {
        let calls =
            zstd::Decoder::new(std::fs::File::open(path).expect("the calls")).expect("zstd");
        let mut calls = csv::Reader::from_reader(calls);
        let header = calls.headers().expect("a first row").clone();
        let column = |name| {
            header
                .iter()
                .position(|known| known == name)
                .expect("a column")
        };
        let (address, location) = (column("Address"), column("Location"));
        let mut found: BTreeMap<String, BTreeSet<Point>> = BTreeMap::new();
        for row in calls.records() {
            let row = row.expect("a row");
            let pair = row[location].trim_matches(['(', ')']);
            let (lat, lon) = pair.split_once(',').expect("two numbers");
            let number = |text: &str| text.trim().parse().expect("a number");
            let point = Point::from_degrees(number(lat), number(lon)).expect("on the globe");
            found
                .entry(row[address].to_owned())
                .or_default()
                .insert(point);
        }
        found
            .into_iter()
            .map(|(address, points)| (address, points.into_iter().collect()))
            .collect()
    }

    /// What became of an address.
    enum Outcome {
        Near,
        Missed(&'static str),
        Far(&'static str),
    }

    fn outcome(address: &str, hit: Option<&Hit>, points: &[Point]) -> Outcome {
        let crossing = address.contains('/');
        let Some(hit) = hit else {
            return Outcome::Missed(match address.starts_with("CALL BOX:") {
                true => "a call box, which the street table does not have",
                false => "nothing on the map fits",
            });
        };
        if !hit.missed.is_empty() {
            return Outcome::Missed(match crossing {
                true => "one of the streets is not on the map, or they do not meet",
                false => "the street or the number is not on the map",
            });
        }
        let far_m = points
            .iter()
            .map(|point| point.distance_m(hit.point))
            .fold(f64::MAX, f64::min);
        match far_m {
            far_m if far_m <= NEAR_M => Outcome::Near,
            _ if !hit.corrected.is_empty() => Outcome::Far("taken for another street"),
            far_m if far_m <= hit.uncertainty_m => {
                Outcome::Far("within what the hit says of its uncertainty")
            }
            far_m if far_m <= 300.0 => {
                Outcome::Far("100 to 300 m: a long block, or streets that meet twice")
            }
            _ => Outcome::Far("farther than 300 m"),
        }
    }

    #[test]
    fn the_addresses_of_real_calls_are_found_where_they_were_recorded() {
        let (Some(table), Some(calls)) = (
            data::find("geo/sf-streets.csv.gz"),
            data::find("dispatch/sf-fire-calls-2020-04-07_2020-04-20.csv.zst"),
        ) else {
            return;
        };
        let atlas = streets::san_francisco(&table);
        let map = Digest::of(b"the streets of San Francisco");
        let gazetteer = Gazetteer::build(&atlas, map, Home::Memory).expect("an index");
        let addresses = addresses(&calls);
        let (mut found, mut near) = (0, 0);
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (address, points) in &addresses {
            let hits = gazetteer.search(address, None, 1).expect("a search");
            let group = match outcome(address, hits.first(), points) {
                Outcome::Near => {
                    (found, near) = (found + 1, near + 1);
                    continue;
                }
                Outcome::Far(why) => {
                    found += 1;
                    format!("far: {why}")
                }
                Outcome::Missed(why) => format!("not found: {why}"),
            };
            let hit = hits
                .first()
                .map(|hit| (hit.title("en"), hit.point.distance_m(points[0]).round()));
            groups
                .entry(group)
                .or_default()
                .push(format!("{address} -> {hit:?}"));
        }
        let share = |part: usize| part as f64 * 100.0 / addresses.len() as f64;
        println!(
            "{} addresses: {:.1} % found, {:.1} % within {NEAR_M} m",
            addresses.len(),
            share(found),
            share(near)
        );
        for (why, which) in &groups {
            println!("{:4} {why}", which.len());
            for one in which {
                println!("       {one}");
            }
        }
        assert!(share(found) >= 97.0, "{:.1} % found", share(found));
        assert!(share(near) >= 95.0, "{:.1} % near", share(near));
    }
}
