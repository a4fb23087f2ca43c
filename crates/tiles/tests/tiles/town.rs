//! A town of a few streets, drawn by hand.

use std::sync::Arc;

use atlas::{
    Along, Builder, Class, Geometry, HouseRange, Meta, NameIx, Names, Numbering, Passage, Piece,
    PieceIx, Place, PlaceKind, Polygon, Settlement, Shape, ShapeKind,
};
use kernel::{Digest, Point};
use tiles::{Cell, Tiles};

use crate::reader::{Form, area, layer, tile};

/// A point some steps of a ten-thousandth of a degree (about ten metres) east and south of the
/// middle of the world, where a tile is simple to name.
fn at(east: i32, south: i32) -> Point {
    Point::from_e7(i64::from(-south) * 1_000, i64::from(east) * 1_000).expect("on the globe")
}

struct Town(Builder);

impl Town {
    fn road(&mut self, class: Class, name: &str, level: i8, line: &[Point]) -> PieceIx {
        let names = self.0.name(Names::plain(name));
        let (tail, head) = (self.0.node(line[0]), self.0.node(line[line.len() - 1]));
        let piece = Piece {
            source_id: 1,
            names,
            class,
            tail,
            head,
            line: line.to_vec(),
            along: Passage::OPEN,
            against: Passage::OPEN,
            along_km_h: None,
            against_km_h: None,
            roundabout: false,
            layer: level,
        };
        self.0.piece(piece).expect("a road")
    }

    fn shape(&mut self, kind: ShapeKind, names: Names, geometry: Geometry) {
        let names = self.0.name(names);
        let shape = Shape {
            source_id: 1,
            kind,
            names,
            geometry,
        };
        self.0.shape(shape).expect("a shape");
    }

    fn place(&mut self, kind: PlaceKind, names: Names, number: &str, point: Point) {
        let names = self.0.name(names);
        let place = Place {
            source_id: 1,
            kind,
            names,
            street: NameIx::NONE,
            number: number.to_owned(),
            postcode: String::new(),
            locality: NameIx::NONE,
            point,
        };
        self.0.place(place).expect("a place");
    }

    fn tiles(self) -> Tiles {
        Tiles::new(
            Arc::new(self.0.finish(Meta::default())),
            Digest::of(b"a town"),
        )
    }
}

fn town() -> Town {
    Town(Builder::new())
}

fn square(from: i32, to: i32) -> Vec<Point> {
    [(from, from), (to, from), (to, to), (from, to), (from, from)]
        .map(|(east, south)| at(east, south))
        .to_vec()
}

fn polygon(outer: Vec<Point>, holes: Vec<Vec<Point>>) -> Geometry {
    Geometry::Area(vec![Polygon { outer, holes }])
}

/// The tile south-east of the middle of the world: a 4,096th of it is about a centimetre at zoom 22.
fn south_east(z: u32) -> (u32, u32, u32) {
    (z, 1 << z >> 1, 1 << z >> 1)
}

#[test]
fn a_street_of_many_pieces_is_one_line_with_its_name() {
    let mut town = town();
    for n in 1..6 {
        town.road(
            Class::Residential,
            "Long Lane",
            0,
            &[at(n * 10, 9), at(n * 10 + 10, 9)],
        );
    }
    let (z, x, y) = south_east(14);
    let tile = tile(&town.tiles(), z, x, y);
    let roads = layer(&tile, "road");
    assert_eq!(roads.len(), 1);
    assert_eq!(
        (roads[0].tag("class"), roads[0].tag("name")),
        ("residential", "Long Lane")
    );
    assert_eq!(roads[0].parts.len(), 1);
    assert_eq!(roads[0].parts[0].len(), 2, "points on the way are left out");
}

#[test]
fn from_afar_only_the_large_roads_are_drawn_and_nobody_reads_their_names() {
    let mut town = town();
    town.road(Class::Motorway, "Ring", 0, &[at(0, 9), at(9_000, 9)]);
    town.road(Class::Residential, "Lane", 0, &[at(0, 90), at(9_000, 90)]);
    let (z, x, y) = south_east(8);
    let tile = tile(&town.tiles(), z, x, y);
    let roads = layer(&tile, "road");
    assert_eq!(roads.len(), 1);
    assert_eq!(
        (roads[0].tag("class"), roads[0].tag("name")),
        ("motorway", "")
    );
}

#[test]
fn a_bridge_and_a_tunnel_say_how_high_they_lie() {
    let mut town = town();
    town.road(Class::Primary, "Bridge", 1, &[at(0, 9), at(90, 9)]);
    town.road(Class::Primary, "Tunnel", -1, &[at(0, 19), at(90, 19)]);
    town.road(Class::Primary, "Street", 0, &[at(0, 29), at(90, 29)]);
    let (z, x, y) = south_east(15);
    let tile = tile(&town.tiles(), z, x, y);
    let mut levels: Vec<_> = layer(&tile, "road")
        .iter()
        .map(|road| (road.tag("name"), road.tag("layer")))
        .collect();
    levels.sort_unstable();
    assert_eq!(levels, [("Bridge", "1"), ("Street", ""), ("Tunnel", "-1")]);
}

#[test]
fn a_name_is_given_in_a_language_only_where_it_differs() {
    let mut town = town();
    let names = Names::both("人民路", "Renmin Road", "人民路");
    town.place(PlaceKind::Settlement(Settlement::City), names, "", at(9, 9));
    let (z, x, y) = south_east(10);
    let tile = tile(&town.tiles(), z, x, y);
    let city = &layer(&tile, "place")[0];
    assert_eq!(
        (city.tag("name"), city.tag("name:en"), city.tag("name:zh")),
        ("人民路", "Renmin Road", "")
    );
}

#[test]
fn an_island_is_a_hole_that_turns_the_other_way() {
    let mut town = town();
    let lake = polygon(square(10, 400), vec![square(100, 200)]);
    town.shape(ShapeKind::Water, Names::default(), lake);
    let (z, x, y) = south_east(12);
    let tile = tile(&town.tiles(), z, x, y);
    let water = layer(&tile, "water");
    assert_eq!(water.len(), 1);
    let turns: Vec<_> = water[0]
        .parts
        .iter()
        .map(|ring| area(ring).signum())
        .collect();
    assert_eq!(turns, [1, -1]);
}

#[test]
fn a_ring_that_encloses_nothing_is_left_out() {
    let mut town = town();
    let line = [(10, 10), (50, 10), (90, 10), (10, 10)].map(|(x, y)| at(x, y));
    town.shape(
        ShapeKind::Park,
        Names::plain("Nothing"),
        polygon(line.to_vec(), vec![]),
    );
    let tiles = town.tiles();
    for z in 0..=18 {
        let (z, x, y) = south_east(z);
        assert!(
            tiles.tile(Cell::new(z, x, y).unwrap()).is_empty(),
            "zoom {z}"
        );
    }
}

#[test]
fn the_border_of_two_districts_is_drawn_once() {
    let mut town = town();
    let district = |left: i32| {
        let corners = [
            (left, 0),
            (left + 100, 0),
            (left + 100, 100),
            (left, 100),
            (left, 0),
        ];
        polygon(corners.map(|(x, y)| at(x + 1, y + 1)).to_vec(), vec![])
    };
    town.shape(ShapeKind::BorderDistrict, Names::plain("West"), district(0));
    town.shape(ShapeKind::BorderCity, Names::plain("East"), district(100));
    let (z, x, y) = south_east(12);
    let tile = tile(&town.tiles(), z, x, y);
    let borders = layer(&tile, "border");
    assert!(borders.iter().all(|border| border.form == Form::Line));
    let long = |class: &str| -> i32 {
        let parts = borders
            .iter()
            .filter(|border| border.tag("class") == class)
            .flat_map(|border| &border.parts);
        let steps = parts.flat_map(|part| part.windows(2));
        steps
            .map(|pair| (pair[0][0] - pair[1][0]).abs() + (pair[0][1] - pair[1][1]).abs())
            .sum()
    };
    let side = f64::from(long("border-city")) / 4.0;
    let three = f64::from(long("border-district")) / 3.0;
    assert!((side - three).abs() < 2.0, "{side} {three}");
}

#[test]
fn house_numbers_come_when_one_is_near_and_run_along_their_street() {
    let mut town = town();
    let piece = town.road(Class::Residential, "Lane", 0, &[at(5, 15), at(25, 15)]);
    let street = town.0.name(Names::plain("Lane"));
    for (left, from, to, numbering) in [
        (true, 1, 21, Numbering::Odd),
        (false, 2, 22, Numbering::Even),
    ] {
        let range = HouseRange {
            street,
            along: Along::Side { piece, left },
            from,
            to,
            numbering,
            postcode: String::new(),
        };
        town.0.range(range).unwrap();
    }
    town.place(PlaceKind::Address, Names::default(), "7b", at(10, 20));
    let tiles = town.tiles();
    let (z, x, y) = south_east(16);
    assert!(layer(&tile(&tiles, z, x, y), "house").is_empty());
    let (z, x, y) = south_east(17);
    let near = tile(&tiles, z, x, y);
    let houses = layer(&near, "house");
    let step = |number: &str| {
        houses
            .iter()
            .find(|house| house.tag("number") == number)
            .unwrap()
            .parts[0][0]
    };
    assert_eq!(houses.len(), 5);
    // The street runs eastwards, so that its left side is the northern one.
    assert!(step("1")[0] < step("21")[0] && step("2")[0] < step("22")[0]);
    assert!(step("1")[1] < step("2")[1]);
}

#[test]
fn help_is_shown_before_shops() {
    let mut town = town();
    let landmark = |kind: &str| PlaceKind::Landmark(kind.to_owned());
    town.place(landmark("bakery"), Names::plain("Bread"), "", at(9, 9));
    town.place(
        landmark("fire_station"),
        Names::plain("Fire Station"),
        "",
        at(19, 9),
    );
    let tiles = town.tiles();
    let shown = |z: u32| {
        let (z, x, y) = south_east(z);
        let tile = tile(&tiles, z, x, y);
        layer(&tile, "poi")
            .iter()
            .map(|poi| poi.tag("class").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(13), ["fire_station"]);
    assert_eq!(shown(17), ["fire_station", "bakery"]);
}

#[test]
fn wide_water_says_its_name_on_every_tile_and_a_pond_once() {
    let mut town = town();
    town.shape(
        ShapeKind::Water,
        Names::plain("Sea"),
        polygon(square(-20_000, 20_000), vec![]),
    );
    town.shape(
        ShapeKind::Water,
        Names::plain("Pond"),
        polygon(square(50, 90), vec![]),
    );
    let tiles = town.tiles();
    let (z, x, y) = south_east(14);
    let names = |column: u32| {
        let tile = tile(&tiles, z, column, y);
        let labels = layer(&tile, "label").iter();
        let mut names: Vec<_> = labels.map(|label| label.tag("name").to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names(x), ["Pond", "Sea"]);
    assert_eq!(names(x + 1), ["Sea"]);
}

#[test]
fn neighbours_meet_at_their_border() {
    let mut town = town();
    for n in 0..40 {
        let line = [
            at(-900, n * 23),
            at(-3, n * 20 + 7),
            at(11, n * 19),
            at(800, n * 29),
        ];
        town.road(Class::Primary, &format!("{n}"), 0, &line);
    }
    let tiles = town.tiles();
    let (z, x, y) = south_east(14);
    // The rows where lines cross the border, as each of the two tiles has them.
    let crossings = |column: u32, border: i32| {
        let tile = tile(&tiles, z, column, y);
        let mut rows = vec![];
        for pair in layer(&tile, "road")
            .iter()
            .flat_map(|road| &road.parts)
            .flat_map(|part| part.windows(2))
        {
            let (a, b) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            if a[0] <= border && border < b[0] {
                let share = f64::from(border - a[0]) / f64::from(b[0] - a[0]);
                rows.push(f64::from(a[1]) + share * f64::from(b[1] - a[1]));
            }
        }
        rows.sort_by(f64::total_cmp);
        rows
    };
    let (west, east) = (crossings(x - 1, 4_096), crossings(x, 0));
    assert!(!west.is_empty());
    assert_eq!(west.len(), east.len());
    for (west, east) in west.iter().zip(&east) {
        assert!((west - east).abs() <= 1.0, "{west} {east}");
    }
}

#[test]
fn an_empty_map_has_no_tiles() {
    let tiles = town().tiles();
    assert_eq!(tiles.cells(12).count(), 0);
    assert!(tiles.tile(Cell::new(0, 0, 0).unwrap()).is_empty());
}
