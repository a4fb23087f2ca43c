//! Streets from a plain table: comma-separated, one piece of street a row, its course as WKT.
//!
//! A row that cannot be read is reported with its line and its reason and stops nothing else; a table
//! without the columns that were named is refused.

mod course;
mod guard;
mod mapping;
mod row;
mod twins;

use std::io::{Read, Seek};

use atlas::{Along, HouseRange, NodeIx, Passage, Piece, PieceIx};
use kernel::Point;

pub use mapping::{Mapping, MappingError};

use crate::Error;
use crate::numbers;
use crate::osm::{Sheet, default_passage};
use crate::report::{Object, Reason};
use crate::source::{Packing, Source};
use guard::{Guard, Since};
use mapping::Direction;
use row::{Nodes, Places, Row};

/// How far the course of a street may end from its node, in metres, and still be drawn to it. The nodes
/// say what is connected; the course is only how it looks.
const JOIN_M: f64 = 500.0;

/// Why a table was not read at all.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Nothing says which column is what.
    #[error("a table needs a mapping that says which column is what")]
    NoMapping,
    /// A column that was named is not there.
    #[error("the table has no column '{column}'; it has: {known}")]
    Column {
        /// The first column that no mapping could do without.
        column: String,
        /// The columns there are.
        known: String,
    },
    /// The file cannot be read, or its first row cannot.
    #[error("the table cannot be read: {0}")]
    Read(#[from] csv::Error),
    /// The file cannot be unpacked.
    #[error("the table cannot be unpacked")]
    Unpack(#[source] std::io::Error),
}

/// Reads a table onto the map, and returns the mapping that fitted.
pub(crate) fn read<'m, R: Read + Seek>(
    source: &mut Source<'_, R>,
    packing: Packing,
    mappings: &'m [Mapping],
    sheet: &mut Sheet<'_>,
) -> Result<&'m Mapping, Error> {
    let from = source.again()?;
    let unpacked: Box<dyn Read + '_> = match packing {
        Packing::Plain => Box::new(from),
        Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(from)),
        Packing::Zstd => Box::new(zstd::Decoder::with_buffer(from).map_err(TableError::Unpack)?),
    };
    let since = Since::default();
    let guard = Guard {
        from: unpacked,
        since: since.clone(),
    };
    let mut reader = csv::ReaderBuilder::new().from_reader(guard);
    let header = reader.headers().map_err(TableError::Read)?.clone();
    let (mapping, places) = fitting(mappings, &header)?;
    let mut nodes = Nodes::default();
    let rows = rows(&mut reader, &since, &places, &mut nodes, sheet)?;
    let rows = match mapping.direction {
        Direction::Twins => twins::join(rows),
        _ => rows,
    };
    fill(rows, &nodes, sheet);
    Ok(mapping)
}

/// The first mapping of which all columns are there.
fn fitting<'m>(
    mappings: &'m [Mapping],
    header: &csv::StringRecord,
) -> Result<(&'m Mapping, Places<'m>), TableError> {
    let mut wrong = TableError::NoMapping;
    for mapping in mappings {
        match Places::of(mapping, header) {
            Ok(places) => return Ok((mapping, places)),
            Err(column) => {
                let known: Vec<&str> = header.iter().take(100).collect();
                let known = known.join(", ").chars().take(1_000).collect();
                wrong = TableError::Column { column, known };
            }
        }
    }
    Err(wrong)
}

fn rows<R: Read>(
    reader: &mut csv::Reader<R>,
    since: &Since,
    places: &Places<'_>,
    nodes: &mut Nodes,
    sheet: &mut Sheet<'_>,
) -> Result<Vec<Row>, Error> {
    let (mut rows, mut aside) = (vec![], vec![]);
    let mut record = csv::StringRecord::new();
    loop {
        since.row();
        let line = reader.position().line();
        let row = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => places.row(&record, line, nodes, &mut aside),
            Err(error) if error.is_io_error() => return Err(TableError::Read(error).into()),
            Err(error) => Err((Reason::Row, error.to_string())),
        };
        sheet.report.read.rows += 1;
        let object = Object::Line(line);
        for (reason, detail) in aside.drain(..) {
            sheet.report.leave_with(reason, object, || detail);
        }
        match row {
            Ok(row) => {
                // The row itself, twice while twins are looked for, and what it becomes.
                let points = row.line.len() * size_of::<Point>() * 4;
                sheet
                    .memory
                    .take(size_of::<Row>() * 3 + record.as_slice().len() + points)?;
                rows.push(row);
            }
            Err((reason, detail)) => sheet.report.leave_with(reason, object, || detail),
        }
    }
    Ok(rows)
}

fn fill(rows: Vec<Row>, nodes: &Nodes, sheet: &mut Sheet<'_>) {
    let mut at: Vec<Option<NodeIx>> = vec![None; nodes.count()];
    for row in rows {
        let object = Object::Line(row.line_number);
        let mut line = row.line.clone();
        let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) else {
            continue;
        };
        let mut node = |number: u32, point: Point| {
            *at[number as usize].get_or_insert_with(|| sheet.builder.node(point))
        };
        let (tail, head) = (node(row.tail, first), node(row.head, last));
        if !join(&mut line, tail, head, sheet) {
            sheet.report.leave(Reason::CourseAside, object);
            continue;
        }
        let piece = piece(&row, line, tail, head, sheet);
        match sheet.builder.piece(piece) {
            Ok(piece) => {
                sheet.report.keep(&format!("road {}", row.class.code()));
                houses(&row, piece, sheet);
            }
            Err(refused) => {
                let detail = || refused.to_string();
                sheet.report.leave_with(Reason::Line, object, detail);
            }
        }
    }
}

/// Draws a course to its nodes; false when they are too far away.
fn join(line: &mut Vec<Point>, tail: NodeIx, head: NodeIx, sheet: &mut Sheet<'_>) -> bool {
    let nodes = &sheet.builder.so_far().roads.nodes;
    let (tail, head) = (nodes[tail.0 as usize], nodes[head.0 as usize]);
    let far = |end: Option<&Point>, node: Point| end.map_or(0.0, |end| end.distance_m(node));
    let (before, after) = (far(line.first(), tail), far(line.last(), head));
    if before > JOIN_M || after > JOIN_M {
        return false;
    }
    if line.first() != Some(&tail) {
        line.insert(0, tail);
        sheet.report.keep("course drawn to its node");
    }
    if line.last() != Some(&head) {
        line.push(head);
        sheet.report.keep("course drawn to its node");
    }
    true
}

fn piece(row: &Row, line: Vec<Point>, tail: NodeIx, head: NodeIx, sheet: &mut Sheet<'_>) -> Piece {
    let open = default_passage(row.class);
    let passage = |driven: bool| -> Passage {
        match driven {
            true => open,
            false => open.wrong_way(),
        }
    };
    Piece {
        source_id: row.id,
        names: sheet.builder.name(row.names.clone()),
        class: row.class,
        tail,
        head,
        line,
        along: passage(row.along),
        against: passage(row.against),
        along_km_h: row.along_km_h,
        against_km_h: row.against_km_h,
        roundabout: false,
        layer: 0,
    }
}

fn houses(row: &Row, piece: PieceIx, sheet: &mut Sheet<'_>) {
    for (numbers, left) in [(row.left, true), (row.right, false)] {
        let Some((from, to)) = numbers else { continue };
        let range = HouseRange {
            street: sheet.builder.name(row.names.clone()),
            along: Along::Side { piece, left },
            from,
            to,
            numbering: numbers::numbering(from, to),
            postcode: row.postcode.clone(),
        };
        if sheet.builder.range(range).is_ok() {
            sheet.report.keep("house-range");
        }
    }
}
