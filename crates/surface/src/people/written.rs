//! Writes an export into a stream, a batch at a time. A reader who goes away ends it; a part that cannot
//! be read cuts it off, so that half a file never looks like a whole one.

use application::people::{ExportOf, Extent};
use application::{Application, Error, IncidentView};
use kernel::Timestamp;
use tokio::sync::mpsc::Sender;

/// A part of the file, or why there is no more.
pub type Chunk = Result<Vec<u8>, std::io::Error>;

/// Writes all of it; blocks while the reader is slow.
pub fn write(application: &Application, extent: Extent, sender: &Sender<Chunk>) {
    let written = match extent.of {
        ExportOf::Entries => entries(application, extent, sender),
        ExportOf::Incidents => incidents(application, extent, sender),
    };
    if let Err(error) = written {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "an export was cut off"
        );
        let _ = sender.blocking_send(Err(std::io::Error::other("the record could not be read")));
    }
}

fn entries(application: &Application, extent: Extent, sender: &Sender<Chunk>) -> Result<(), Error> {
    let mut next = application.first_entry_from(extent.from_ms)?;
    loop {
        let batch = application.entries_until(next, extent.until_ms)?;
        let Some(last) = batch.last() else {
            return Ok(());
        };
        next = last.entry.seq + 1;
        let mut lines = vec![];
        for one in &batch {
            lines.extend_from_slice(&one.bytes);
            lines.push(b'\n');
        }
        if sender.blocking_send(Ok(lines)).is_err() {
            return Ok(());
        }
    }
}

const COLUMNS: [&str; 12] = [
    "number",
    "state",
    "type",
    "priority",
    "opened",
    "closed",
    "outcome",
    "reason",
    "spoken_place",
    "address",
    "longitude",
    "latitude",
];

fn incidents(
    application: &Application,
    extent: Extent,
    sender: &Sender<Chunk>,
) -> Result<(), Error> {
    // Without this mark some spreadsheets take UTF-8 for an older encoding.
    let mut text = "\u{feff}".as_bytes().to_vec();
    text.extend(line(COLUMNS.map(str::to_owned)));
    let mut last: Option<IncidentView> = None;
    loop {
        if sender.blocking_send(Ok(text)).is_err() {
            return Ok(());
        }
        let mut batch =
            application.incidents_until(extent.from_ms, last.as_ref(), extent.until_ms)?;
        text = batch.iter().flat_map(|view| line(columns(view))).collect();
        last = batch.pop();
        if last.is_none() {
            return Ok(());
        }
    }
}

fn columns(view: &IncidentView) -> [String; 12] {
    let time = |at: Timestamp| {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        instant.to_string()
    };
    let state = serde_json::to_value(view.state).unwrap_or_default();
    let degrees = |one: fn(kernel::Point) -> f64| {
        let point = view.point.as_ref().map(|fix| fix.point);
        point
            .map(|point| format!("{:.7}", one(point)))
            .unwrap_or_default()
    };
    fn text<T: ToString>(value: &Option<T>) -> String {
        value.as_ref().map(ToString::to_string).unwrap_or_default()
    }
    [
        view.number.clone(),
        state.as_str().unwrap_or_default().to_owned(),
        view.type_code.to_string(),
        view.priority.to_string(),
        time(view.opened_ms),
        view.closed_ms.map(time).unwrap_or_default(),
        text(&view.outcome),
        text(&view.reason),
        text(&view.spoken_place),
        text(&view.address),
        degrees(kernel::Point::lon),
        degrees(kernel::Point::lat),
    ]
}

/// One line of CSV, RFC 4180.
fn line(cells: [String; 12]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(vec![]);
    let written = writer.write_record(cells.iter().map(|cell| text_only(cell)));
    // Memory takes every line.
    let line = written.ok().and_then(|()| writer.into_inner().ok());
    line.unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
///
/// # Source
/// OWASP, CSV Injection: a cell that begins with one of these is computed when the file is opened.
fn text_only(cell: &str) -> String {
    let begins = cell.trim_start_matches(' ').chars().next();
    let formula = begins.is_some_and(|first| "=+-@\t\r\n＝＋－＠".contains(first));
    // A number is one, and no formula.
    match formula && cell.parse::<f64>().is_err() {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for cell in [
            "=1+1", "+86 10", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "-1;2",
        ] {
            assert_eq!(text_only(cell), format!("'{cell}"));
        }
        for cell in ["", "a=b", "-122.4194", "12 Market", "解放路 18号"] {
            assert_eq!(text_only(cell), cell);
        }
    }

    #[test]
    fn a_line_is_what_the_standard_says() {
        let mut cells: [String; 12] = Default::default();
        (cells[0], cells[1]) = ("a \"b\", c".into(), "two\nlines".into());
        let line = line(cells);
        let text = std::str::from_utf8(&line).unwrap();
        assert_eq!(text, "\"a \"\"b\"\", c\",\"two\nlines\",,,,,,,,,,\r\n");
    }
}
