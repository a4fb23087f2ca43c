//! The course of a street as WKT.

use kernel::Point;

/// Points of one course at most.
const POINTS_MAX: usize = 10_000;

/// The points of a WKT line (OGC 06-103r4, section 7.2): longitude before latitude; or what is wrong with
/// it, in a few words.
pub(super) fn course(wkt: &str) -> Result<Vec<Point>, String> {
    let wrong = |what: &str| what.chars().take(60).collect::<String>();
    let body = wkt
        .get(..10)
        .filter(|word| word.eq_ignore_ascii_case("LINESTRING"))
        .and_then(|_| wkt[10..].trim().strip_prefix('(')?.strip_suffix(')'))
        .ok_or_else(|| wrong(wkt))?;
    let points: Vec<Point> = body
        .split(',')
        .take(POINTS_MAX + 1)
        .map(|pair| {
            let mut numbers = pair.split_whitespace().map(str::parse::<f64>);
            match (numbers.next(), numbers.next(), numbers.next()) {
                (Some(Ok(lon)), Some(Ok(lat)), None) => {
                    Point::from_degrees(lat, lon).map_err(|error| error.to_string())
                }
                _ => Err(wrong(pair)),
            }
        })
        .collect::<Result<_, _>>()?;
    match points.len() {
        0 | 1 => Err("it has fewer than two points".to_owned()),
        many if many > POINTS_MAX => Err("it has more than 10,000 points".to_owned()),
        _ => Ok(points),
    }
}
