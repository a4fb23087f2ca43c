//! The street centre lines of San Francisco as a map: names, pieces, ranges of house numbers.

use std::collections::HashMap;
use std::path::Path;

use atlas::{
    Along, Atlas, Builder, Class, HouseRange, Meta, Names, NodeIx, Numbering, Passage, Piece,
};
use kernel::Point;

pub fn san_francisco(path: &Path) -> Atlas {
    let file = std::fs::File::open(path).expect("the file opens");
    let mut reader = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    let header = reader.headers().expect("a first row").clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|known| known == name)
            .expect("a column")
    };
    let [id, street, kind, tail, head, line] = [
        "cnn",
        "street",
        "st_type",
        "f_node_cnn",
        "t_node_cnn",
        "wkt",
    ]
    .map(column);
    let sides = [("left_from", "left_to"), ("right_from", "right_to")];
    let sides = sides.map(|(from, to)| (column(from), column(to)));
    let mut builder = Builder::new();
    let mut nodes: HashMap<String, (NodeIx, Point)> = HashMap::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let mut points = course(&row[line]);
        let mut node = |name: &str, point: Point| {
            *nodes
                .entry(name.to_owned())
                .or_insert_with(|| (builder.node(point), point))
        };
        let last = points.len() - 1;
        let (tail, first_point) = node(&row[tail], points[0]);
        let (head, last_point) = node(&row[head], points[last]);
        (points[0], points[last]) = (first_point, last_point);
        let name = format!("{} {}", &row[street], &row[kind]);
        let names = builder.name(Names::plain(name.trim()));
        let piece = Piece {
            source_id: row[id].parse().expect("a number"),
            names,
            class: Class::Road,
            tail,
            head,
            line: points,
            along: Passage::OPEN,
            against: Passage::OPEN,
            along_km_h: None,
            against_km_h: None,
            roundabout: false,
            layer: 0,
        };
        // A loop of one point is no road.
        let Ok(piece) = builder.piece(piece) else {
            continue;
        };
        for (at, (from, to)) in sides.iter().enumerate() {
            let number = |at: usize| row[at].parse::<u32>().unwrap_or(0);
            let (from, to) = (number(*from), number(*to));
            if to == 0 {
                continue;
            }
            let numbering = match from % 2 == to % 2 {
                true if from % 2 == 0 => Numbering::Even,
                true => Numbering::Odd,
                false => Numbering::All,
            };
            let range = HouseRange {
                street: names,
                along: Along::Side {
                    piece,
                    left: at == 0,
                },
                from,
                to,
                numbering,
                postcode: String::new(),
            };
            builder.range(range).expect("a range of a piece");
        }
    }
    builder.finish(Meta::default())
}

fn course(wkt: &str) -> Vec<Point> {
    let pairs = wkt
        .trim_start_matches("LINESTRING (")
        .trim_end_matches(')')
        .split(',');
    let point = |pair: &str| {
        let (lon, lat) = pair.trim().split_once(' ').expect("two numbers");
        let number = |text: &str| text.parse().expect("a number");
        Point::from_degrees(number(lat), number(lon)).expect("on the globe")
    };
    pairs.map(point).collect()
}
