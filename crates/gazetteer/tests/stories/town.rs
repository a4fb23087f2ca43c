//! A made-up town, drawn as streets from west to east and from south to north.

use atlas::{
    Along, Atlas, Builder, Class, HouseRange, Meta, NameIx, Names, NodeIx, Numbering, Passage,
    Piece, PieceIx, Place, PlaceKind, Settlement,
};
use kernel::Point;

/// A point so many hundreds of metres east and north of the corner of the town.
pub fn at(east: f64, north: f64) -> Point {
    Point::from_degrees(37.0 + north * 0.000_9, 117.0 + east * 0.001_126).expect("on the globe")
}

pub struct Town {
    builder: Builder,
    nodes: Vec<(Point, NodeIx)>,
}

impl Town {
    pub fn new() -> Self {
        Self {
            builder: Builder::new(),
            nodes: vec![],
        }
    }

    pub fn name(&mut self, names: &Names) -> NameIx {
        self.builder.name(names.clone())
    }

    fn node(&mut self, point: Point) -> NodeIx {
        if let Some((_, node)) = self.nodes.iter().find(|(known, _)| *known == point) {
            return *node;
        }
        let node = self.builder.node(point);
        self.nodes.push((point, node));
        node
    }

    /// A street over these points, one piece from each to the next.
    pub fn street(&mut self, names: &Names, points: &[(f64, f64)]) -> Vec<PieceIx> {
        let names = self.name(names);
        let piece = |pair: &[(f64, f64)]| {
            let line = vec![at(pair[0].0, pair[0].1), at(pair[1].0, pair[1].1)];
            let (tail, head) = (self.node(line[0]), self.node(line[1]));
            let piece = Piece {
                source_id: 0,
                names,
                class: Class::Residential,
                tail,
                head,
                line,
                along: Passage::OPEN,
                against: Passage::OPEN,
                along_km_h: None,
                against_km_h: None,
                roundabout: false,
                layer: 0,
            };
            self.builder.piece(piece).expect("a piece")
        };
        points.windows(2).map(piece).collect()
    }

    pub fn place(
        &mut self,
        kind: PlaceKind,
        names: &Names,
        street: &Names,
        number: &str,
        point: Point,
    ) {
        let place = Place {
            source_id: 0,
            kind,
            names: self.name(names),
            street: self.name(street),
            number: number.to_owned(),
            postcode: String::new(),
            locality: NameIx::NONE,
            point,
        };
        self.builder.place(place).expect("a place");
    }

    pub fn house(&mut self, street: &Names, number: &str, point: Point) {
        self.place(PlaceKind::Address, &Names::default(), street, number, point);
    }

    /// Numbers along a piece, odd ones to its left.
    pub fn numbers(&mut self, street: &Names, piece: PieceIx, from: u32, to: u32) {
        let street = self.name(street);
        for (left, from) in [(true, from + 1), (false, from)] {
            let range = HouseRange {
                street,
                along: Along::Side { piece, left },
                from,
                to: if left { to } else { to - 1 },
                numbering: if left {
                    Numbering::Odd
                } else {
                    Numbering::Even
                },
                postcode: String::new(),
            };
            self.builder.range(range).expect("a range");
        }
    }

    pub fn finish(self) -> Atlas {
        self.builder.finish(Meta::default())
    }
}

pub fn road(zh: &str, en: &str) -> Names {
    Names::both(zh, en, zh)
}

/// Market Street crosses 4th, 5th and 6th Street; 解放路 crosses 人民路, 和平路 and 中山北路.
///
/// ```text
///  north 6 ──────────────────────  解放路 ─────┬───────┬──────┬──
///                                            人民路   和平路  中山北路
///  north 2 ─────┬────────┬────────┬──  5th Ave (from 2 to 8 km east only)
///  north 0 ─ Market St ──┼────────┼──
///             4th St   5th St   6th St
/// ```
pub fn town() -> Atlas {
    let mut town = Town::new();
    let plain = Names::plain;
    let market = plain("Market Street");
    let along: Vec<(f64, f64)> = (0..=4).map(|east| (f64::from(east), 0.0)).collect();
    let pieces = town.street(&market, &along);
    for (at, piece) in pieces.iter().enumerate() {
        town.numbers(&market, *piece, at as u32 * 100, at as u32 * 100 + 99);
    }
    for (east, name) in [(1.0, "04th St"), (2.0, "5th St"), (3.0, "6th St")] {
        town.street(&plain(name), &[(east, -2.0), (east, 0.0), (east, 2.0)]);
    }
    town.street(&plain("5th Ave"), &[(20.0, 2.0), (21.0, 2.0), (80.0, 2.0)]);
    town.street(&plain("Saint Anne Ave"), &[(0.0, 0.0), (0.0, 2.0)]);
    town.street(&plain("South Van Ness Ave"), &[(4.0, 0.0), (4.0, 2.0)]);
    // It ends two metres before Market Street.
    town.street(&plain("Short Alley"), &[(3.1, 2.0), (3.1, 0.02)]);
    let oak = plain("Oak Street");
    town.street(&oak, &[(1.0, 2.0), (2.0, 2.0), (3.0, 2.0)]);
    for (number, east) in [(16, 1.4), (20, 1.8)] {
        town.house(&oak, &number.to_string(), at(east, 1.9));
    }
    town.house(&oak, "15", at(1.4, 2.1));
    town.house(&oak, "21A", at(1.9, 2.1));
    let jiefang = road("解放路", "Jiefang Road");
    let along: Vec<(f64, f64)> = (0..=4).map(|east| (f64::from(east), 6.0)).collect();
    town.street(&jiefang, &along);
    for (number, east) in [("16号", 1.2), ("20号", 1.6), ("18弄5号", 1.4)] {
        town.house(&jiefang, number, at(east, 6.1));
    }
    for (east, zh, en) in [
        (1.0, "人民路", "Renmin Road"),
        (2.0, "和平路", "Heping Road"),
        (3.0, "中山北路", "Zhongshan North Road"),
        (4.0, "重庆路", "Chongqing Road"),
    ] {
        town.street(&road(zh, en), &[(east, 5.0), (east, 6.0), (east, 8.0)]);
    }
    let highway = Names {
        reference: "G104".into(),
        ..road("京福线", "Jingfu Highway")
    };
    town.street(&highway, &[(0.0, 20.0), (10.0, 20.0), (40.0, 20.0)]);
    for kilometre in 11..=13 {
        let point = at(f64::from(kilometre - 11) * 10.0, 20.0);
        town.place(
            PlaceKind::KilometrePost,
            &Names::default(),
            &highway,
            &kilometre.to_string(),
            point,
        );
    }
    let settlement = |size| PlaceKind::Settlement(size);
    let landmark = |category: &str| PlaceKind::Landmark(category.to_owned());
    let none = Names::default();
    town.place(
        settlement(Settlement::Town),
        &road("李家庄", "Lijiazhuang"),
        &none,
        "",
        at(2.0, 3.0),
    );
    let hospital = road("市人民医院", "People's Hospital");
    town.place(
        landmark("hospital"),
        &hospital,
        &jiefang,
        "16",
        at(1.2, 6.2),
    );
    town.place(
        landmark("attraction"),
        &plain("Pier 39"),
        &none,
        "",
        at(4.0, 3.0),
    );
    town.place(landmark("fire_station"), &none, &none, "", at(0.5, 0.5));
    // The same name in two places.
    for east in [0.0, 90.0] {
        town.street(&plain("Mill Lane"), &[(east, 30.0), (east + 1.0, 30.0)]);
    }
    town.finish()
}
