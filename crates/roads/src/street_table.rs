//! Streets from a plain table: comma-separated, one piece of street a row, its course as WKT.
//!
//! The file comes from outside. A row that cannot be read is reported with its line and its reason
//! and stops nothing else; a table without the columns that were named is refused.

use std::collections::HashMap;
use std::io::Read;

use kernel::Point;

use crate::network::NodeId;
use crate::streets::{Piece, Streets};

/// Points of one course at most.
const POINTS_MAX: usize = 10_000;
/// Bytes of one field at most.
const FIELD_BYTES_MAX: usize = 512 * 1024;

/// Which column is what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// What the source calls the piece.
    pub id: String,
    /// The node at which it begins.
    pub tail: String,
    /// The node at which it ends.
    pub head: String,
    /// Its course as WKT, `LINESTRING (lon lat, lon lat)`.
    pub line: String,
    /// Its class, if there is one.
    pub class: Option<String>,
    /// The parts of its name, in order.
    pub name: Vec<String>,
    /// Every row is one direction: a street that can be driven both ways has two rows.
    pub one_way_rows: bool,
}

/// What became of a table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The streets that were read.
    pub streets: Streets,
    /// Rows, whatever became of them.
    pub rows: u64,
    /// Rows that could not be read.
    pub dropped: Vec<Dropped>,
}

/// A row that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// Why a row was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// It is not a row of this table.
    #[error("it is not a row of the table: {0}")]
    Row(String),
    /// A field is longer than any street.
    #[error("a field has {0} bytes; at most {FIELD_BYTES_MAX} are read")]
    Long(usize),
    /// A field that must say something is empty.
    #[error("the column '{0}' is empty")]
    Empty(String),
    /// Its course is not a line.
    #[error("its course is not LINESTRING (lon lat, lon lat): {0}")]
    Course(String),
}

/// Why a table was not read at all.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A column that was named is not there.
    #[error("the table has no column '{0}'; it has: {1}")]
    Column(String, String),
    /// The file cannot be read, or its first row cannot.
    #[error("the table cannot be read")]
    Read(#[from] csv::Error),
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// [`TableError`] when its first row does not name the columns.
    pub fn read(from: impl Read, columns: &Columns) -> Result<Self, TableError> {
        let mut reader = csv::ReaderBuilder::new().from_reader(from);
        let header = reader.headers()?.clone();
        let places = Places::of(columns, &header)?;
        let (mut rows, mut dropped, mut pieces) = (0, vec![], vec![]);
        let mut nodes = Nodes::default();
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => match places.piece(columns, &record, &mut nodes) {
                    Ok(piece) => pieces.push(piece),
                    Err(reason) => dropped.push(Dropped { line, reason }),
                },
                Err(error) if error.is_io_error() => return Err(error.into()),
                Err(error) => dropped.push(Dropped {
                    line,
                    reason: Reason::Row(error.to_string()),
                }),
            }
            rows += 1;
        }
        Ok(Self {
            streets: Streets::new(nodes.count(), pieces),
            rows,
            dropped,
        })
    }
}

/// Numbers for the nodes of the source, in the order in which they come.
#[derive(Default)]
struct Nodes(HashMap<String, NodeId>);

impl Nodes {
    fn number(&mut self, name: &str) -> NodeId {
        let next = NodeId(self.count());
        *self.0.entry(name.to_owned()).or_insert(next)
    }

    fn count(&self) -> u32 {
        // Every node has a row, and a row has more than one byte.
        self.0.len() as u32
    }
}

/// Where the columns are.
struct Places {
    id: usize,
    tail: usize,
    head: usize,
    line: usize,
    class: Option<usize>,
    name: Vec<usize>,
}

impl Places {
    fn of(columns: &Columns, header: &csv::StringRecord) -> Result<Self, TableError> {
        let find = |name: &String| {
            let known = || header.iter().collect::<Vec<_>>().join(", ");
            let found = header.iter().position(|column| column == name);
            found.ok_or_else(|| TableError::Column(name.clone(), known()))
        };
        Ok(Self {
            id: find(&columns.id)?,
            tail: find(&columns.tail)?,
            head: find(&columns.head)?,
            line: find(&columns.line)?,
            class: columns.class.as_ref().map(find).transpose()?,
            name: columns.name.iter().map(find).collect::<Result<_, _>>()?,
        })
    }

    fn piece(
        &self,
        columns: &Columns,
        record: &csv::StringRecord,
        nodes: &mut Nodes,
    ) -> Result<Piece, Reason> {
        if let Some(long) = record.iter().find(|field| field.len() > FIELD_BYTES_MAX) {
            return Err(Reason::Long(long.len()));
        }
        // The reader refuses rows that have not as many fields as the first.
        let field = |at: usize| record.get(at).unwrap_or_default().trim();
        let some = |at: usize, column: &String| match field(at) {
            "" => Err(Reason::Empty(column.clone())),
            text => Ok(text),
        };
        let tail = some(self.tail, &columns.tail)?;
        let head = some(self.head, &columns.head)?;
        let line = course(field(self.line))?;
        let name: Vec<&str> = self.name.iter().map(|at| field(*at)).collect();
        Ok(Piece {
            id: some(self.id, &columns.id)?.to_owned(),
            name: name.join(" ").trim().to_owned(),
            class: self.class.map_or("", field).to_owned(),
            tail: nodes.number(tail),
            head: nodes.number(head),
            line,
            one_way: columns.one_way_rows,
        })
    }
}

/// The points of a WKT line (OGC 06-103r4, section 7.2): longitude before latitude.
fn course(wkt: &str) -> Result<Vec<Point>, Reason> {
    let wrong = |what: &str| Reason::Course(what.chars().take(60).collect());
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
                    Point::from_degrees(lat, lon).map_err(|error| wrong(&error.to_string()))
                }
                _ => Err(wrong(pair)),
            }
        })
        .collect::<Result<_, _>>()?;
    match points.len() {
        0 | 1 => Err(wrong("it has fewer than two points")),
        many if many > POINTS_MAX => Err(wrong("it has more than 10,000 points")),
        _ => Ok(points),
    }
}
