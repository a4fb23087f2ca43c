//! What is drawn around the roads.

use kernel::Point;

use crate::NameIx;
use crate::roads::numbered;

/// Something to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What its source calls it: the number of the way, the relation or the row.
    pub source_id: i64,
    /// What it is.
    pub kind: ShapeKind,
    /// What it is called.
    pub names: NameIx,
    /// Its course or its area.
    pub geometry: Geometry,
}

/// The form of a shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    /// A line of at least two points.
    Line(Vec<Point>),
    /// One or more areas.
    Area(Vec<Polygon>),
}

impl Geometry {
    /// All its points.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        let (line, polygons): (&[Point], &[Polygon]) = match self {
            Self::Line(line) => (line, &[]),
            Self::Area(polygons) => (&[], polygons),
        };
        let rings = polygons
            .iter()
            .flat_map(|one| std::iter::once(&one.outer).chain(&one.holes));
        line.iter().chain(rings.flatten())
    }
}

/// An area with holes. Rings are closed: their last point is their first.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    /// Its outer ring.
    pub outer: Vec<Point>,
    /// Rings that are cut out of it.
    pub holes: Vec<Vec<Point>>,
}

numbered! {
    /// What a shape is.
    ShapeKind {
        /// A lake, a wide river, a basin.
        Water = 0 "water",
        /// A river or canal as a line.
        River = 1 "river",
        /// A stream or ditch as a line.
        Stream = 2 "stream",
        /// Wetland.
        Wetland = 3 "wetland",
        /// A park, a garden, a sports ground.
        Park = 4 "park",
        /// Wood and scrub.
        Wood = 5 "wood",
        /// Grass and meadow.
        Grass = 6 "grass",
        /// Fields, vineyards, orchards.
        Farmland = 7 "farmland",
        /// Sand and bare rock.
        Bare = 8 "bare",
        /// Where people live.
        Residential = 9 "residential",
        /// Industry, trade, railway land, harbours.
        Industrial = 10 "industrial",
        /// The grounds of a school, a hospital, a barracks.
        Campus = 11 "campus",
        /// A cemetery.
        Cemetery = 12 "cemetery",
        /// A square for people on foot.
        Plaza = 13 "plaza",
        /// A car park.
        Parking = 14 "parking",
        /// A building.
        Building = 15 "building",
        /// A railway.
        Railway = 16 "railway",
        /// A tram or an underground on the surface.
        Tram = 17 "tram",
        /// A runway or taxiway.
        Runway = 18 "runway",
        /// The border of a state.
        BorderState = 19 "border-state",
        /// The border of a province or region.
        BorderRegion = 20 "border-region",
        /// The border of a city or municipality.
        BorderCity = 21 "border-city",
        /// The border of a district.
        BorderDistrict = 22 "border-district",
    }
}
