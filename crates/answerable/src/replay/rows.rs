//! Reads the rows of the export. A row that cannot be read is reported with its line and stops
//! nothing else.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use kernel::{Point, Timestamp};

use crate::Failure;

/// One unit sent to one call.
#[derive(Clone, Debug)]
pub struct Row {
    /// Line of the file it begins on.
    pub line: u64,
    pub call: String,
    pub unit: String,
    pub unit_type: String,
    pub call_type: String,
    pub received: Timestamp,
    pub entry: Timestamp,
    pub dispatch: Timestamp,
    pub response: Option<Timestamp>,
    pub on_scene: Option<Timestamp>,
    pub transport: Option<Timestamp>,
    pub hospital: Option<Timestamp>,
    pub available: Option<Timestamp>,
    pub disposition: String,
    pub address: String,
    pub city: String,
    pub original_priority: String,
    pub priority: String,
    pub final_priority: String,
    pub point: Option<Point>,
}

/// Rows that could be read, and a sentence for each that could not.
#[derive(Debug, Default)]
pub struct Rows {
    pub rows: Vec<Row>,
    pub unread: Vec<String>,
}

/// Reads a file, packed or not.
pub fn read(path: &Path, timezone: &str) -> Result<Rows, Failure> {
    let file =
        File::open(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let reader: Box<dyn Read> = match path.extension().and_then(|end| end.to_str()) {
        Some("zst") => Box::new(zstd::stream::read::Decoder::new(file)?),
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(file))),
        _ => Box::new(BufReader::new(file)),
    };
    parse(reader, &TimeZone::get(timezone)?)
}

fn parse(reader: impl Read, zone: &TimeZone) -> Result<Rows, Failure> {
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(reader);
    let headers = csv.headers()?.clone();
    let columns = Columns::find(&headers)?;
    let mut rows = Rows::default();
    for (nth, record) in csv.records().enumerate() {
        let read = match &record {
            Ok(record) => {
                let line = record
                    .position()
                    .map_or(nth as u64 + 2, csv::Position::line);
                columns
                    .row(record, line, headers.len(), zone)
                    .map_err(|why| format!("line {line}: {why}"))
            }
            Err(error) => Err(format!("row {}: {error}", nth + 1)),
        };
        match read {
            Ok(row) => rows.rows.push(row),
            Err(sentence) => rows.unread.push(sentence),
        }
        // A broken stream cannot be read on; a broken row can.
        if record.is_err_and(|error| error.is_io_error()) {
            break;
        }
    }
    Ok(rows)
}

/// Where each column stands; their order may differ between exports.
struct Columns([usize; 20]);

const NAMES: [&str; 20] = [
    "Call Number",
    "Unit ID",
    "Unit Type",
    "Call Type",
    "Received DtTm",
    "Entry DtTm",
    "Dispatch DtTm",
    "Response DtTm",
    "On Scene DtTm",
    "Transport DtTm",
    "Hospital DtTm",
    "Available DtTm",
    "Call Final Disposition",
    "Address",
    "City",
    "Original Priority",
    "Priority",
    "Final Priority",
    "Location",
    "RowID",
];

impl Columns {
    fn find(headers: &csv::StringRecord) -> Result<Self, Failure> {
        let mut at = [0; 20];
        for (place, name) in at.iter_mut().zip(NAMES) {
            let found = headers
                .iter()
                .position(|header| header.trim_start_matches('\u{feff}').trim() == name);
            *place = found.ok_or_else(|| format!("the file has no column '{name}'"))?;
        }
        Ok(Self(at))
    }

    fn row(
        &self,
        record: &csv::StringRecord,
        line: u64,
        width: usize,
        zone: &TimeZone,
    ) -> Result<Row, String> {
        if record.len() != width {
            return Err(format!(
                "it has {} columns, the heading has {width}",
                record.len()
            ));
        }
        let text = |nth: usize| record.get(self.0[nth]).unwrap_or("").trim();
        let some = |nth: usize| match text(nth) {
            "" => Err(format!("it has no '{}'", NAMES[nth])),
            text => Ok(text.to_owned()),
        };
        let maybe = |nth: usize| match text(nth) {
            "" => Ok(None),
            text => instant(text, zone)
                .map(Some)
                .ok_or_else(|| format!("'{text}' is not a time ({})", NAMES[nth])),
        };
        let time = |nth: usize| maybe(nth)?.ok_or_else(|| format!("it has no '{}'", NAMES[nth]));
        Ok(Row {
            line,
            call: some(0)?,
            unit: some(1)?,
            unit_type: text(2).to_owned(),
            call_type: some(3)?,
            received: time(4)?,
            entry: time(5)?,
            dispatch: time(6)?,
            response: maybe(7)?,
            on_scene: maybe(8)?,
            transport: maybe(9)?,
            hospital: maybe(10)?,
            available: maybe(11)?,
            disposition: text(12).to_owned(),
            address: text(13).to_owned(),
            city: text(14).to_owned(),
            original_priority: text(15).to_owned(),
            priority: text(16).to_owned(),
            final_priority: text(17).to_owned(),
            point: point(text(18)),
        })
    }
}

/// `04/07/2020 11:53:08 PM` in local time, or the ISO form of later exports.
fn instant(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let local = DateTime::strptime("%m/%d/%Y %I:%M:%S %p", text)
        .or_else(|_| text.parse())
        .ok()?;
    let zoned = local.to_zoned(zone.clone()).ok()?;
    Some(Timestamp(zoned.timestamp().as_millisecond()))
}

/// `(lat, lon)` or `POINT (lon lat)`.
fn point(text: &str) -> Option<Point> {
    let inside = text.split_once('(')?.1.strip_suffix(')')?;
    let (first, second, swapped) = match inside.split_once(',') {
        Some((lat, lon)) => (lat, lon, false),
        None => inside.split_once(' ').map(|(lon, lat)| (lon, lat, true))?,
    };
    let (first, second): (f64, f64) = (first.trim().parse().ok()?, second.trim().parse().ok()?);
    let (lat, lon) = if swapped {
        (second, first)
    } else {
        (first, second)
    };
    Point::from_degrees(lat, lon).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Rows {
        let text = format!("{}\n{}\n", NAMES.join(","), rows.join("\n"));
        parse(
            text.as_bytes(),
            &TimeZone::get("America/Los_Angeles").unwrap(),
        )
        .unwrap()
    }

    const GOOD: &str = "1,E32,ENGINE,Medical Incident,04/07/2020 11:53:08 PM,04/07/2020 11:55:30 PM,\
                        04/07/2020 11:55:56 PM,,,,,,Other,4000 Block of MISSION ST,San Francisco,3,3,3,\
                        \"(37.73, -122.42)\",1-E32";

    #[test]
    fn a_local_time_becomes_an_instant() {
        let row = &table(&[GOOD]).rows[0];
        assert_eq!(row.received, Timestamp(1_586_328_788_000));
        assert_eq!(row.point.map(|point| point.lat_e7()), Some(377_300_000));
    }

    #[test]
    fn a_row_that_cannot_be_read_is_named_by_its_line_and_stops_nothing() {
        let bad = GOOD.replace("11:55:30 PM", "25:99:00 PM");
        let rows = table(&[GOOD, &bad, "too,short", GOOD]);
        assert_eq!(rows.rows.len(), 2);
        assert_eq!(rows.unread.len(), 2);
        assert!(
            rows.unread[0].starts_with("line 3: ") && rows.unread[1].starts_with("line 4: "),
            "{:?}",
            rows.unread
        );
    }
}
