//! 云州 Yunzhou, a city that does not exist, drawn from a seed.

mod address;
mod arrange;
mod class;
mod districts;
mod divide;
mod draw;
mod grid;
mod majors;
mod names;
mod network;
mod sheet;
mod stations;
mod streets;
mod units;
mod water;

pub use address::Address;
pub use class::Class;
pub use districts::District;
pub use stations::Station;
pub use units::UnitSeed;

pub(crate) use grid::Grid;
pub(crate) use network::Network;
pub(crate) use streets::Street;

use kernel::Point;
use majors::Plan;
use water::Water;

use crate::plane::Spot;

/// A generated city: roads, water, districts, stations and units.
#[derive(Clone, Debug)]
pub struct City {
    pub(crate) network: Network,
    pub(crate) grid: Grid,
    pub(crate) streets: Vec<Street>,
    /// For each segment its street, the metres of street before it, and whether it runs along it.
    pub(crate) street_of: Vec<(u32, f32, bool)>,
    pub(crate) waters: Vec<Water>,
    /// Segments along the water.
    pub(crate) shore: Vec<u32>,
    parks: Vec<Vec<Spot>>,
    districts: Vec<District>,
    stations: Vec<Station>,
    units: Vec<UnitSeed>,
}

/// About how many segments the city shall have.
const SEGMENTS: f64 = 60_000.0;

impl City {
    /// Draws the city of this seed.
    #[must_use]
    pub fn generate(seed: u64) -> Self {
        let plan = Plan::draw(seed);
        let mut scale = 0.95;
        let (mut network, mut districts, mut parks);
        let mut tries = 0;
        // The count follows the block size almost in proportion: a second or third drawing hits.
        loop {
            let (mut sheet, mut plots) = arrange::arrange(&plan);
            districts = districts::assign(&mut sheet, &mut plots, &plan);
            parks = divide::divide(&mut sheet, plots, &plan, seed, scale);
            network = Network::build(&sheet, &plan, seed);
            let off = network.segments.len() as f64 / SEGMENTS;
            tries += 1;
            if (off - 1.0).abs() < 0.05 || tries == 5 {
                break;
            }
            scale *= off;
        }
        for spot in parks.iter_mut().flatten() {
            *spot = plan.bend(*spot);
        }
        let mut streets = streets::streets(&network);
        names::name(&mut streets, &network, &plan, seed);
        let mut street_of = vec![(0, 0.0, true); network.segments.len()];
        for (n, street) in streets.iter().enumerate() {
            let mut before_m = 0.0;
            for (segment, forward) in &street.segments {
                street_of[*segment as usize] = (n as u32, before_m, *forward);
                before_m += network.segments[*segment as usize].length_m;
            }
        }
        let grid = Grid::build(&network);
        let waters = water::fill(&plan);
        let on_bank = |line: u16| plan.lines[usize::from(line)].bank_of.is_some();
        let shore = (0..network.segments.len() as u32)
            .filter(|id| network.segments[*id as usize].line.is_some_and(on_bank))
            .collect();
        let (stations, units) = (Vec::new(), Vec::new());
        let mut city = Self {
            network,
            grid,
            streets,
            street_of,
            waters,
            shore,
            parks,
            districts,
            stations,
            units,
        };
        city.stations = stations::place(&city, seed);
        city.units = units::raise(&city);
        city
    }

    /// Segments of road between two crossings.
    #[must_use]
    pub fn segment_count(&self) -> usize {
        self.network.segments.len()
    }

    /// Named streets.
    #[must_use]
    pub fn street_count(&self) -> usize {
        self.streets.len()
    }

    /// The districts.
    #[must_use]
    pub fn districts(&self) -> &[District] {
        &self.districts
    }

    /// All stations, hospitals and depots.
    #[must_use]
    pub fn stations(&self) -> &[Station] {
        &self.stations
    }

    /// All units.
    #[must_use]
    pub fn units(&self) -> &[UnitSeed] {
        &self.units
    }

    /// The drum tower in the middle of the old town: where a map of the city opens.
    #[must_use]
    pub fn centre(&self) -> Point {
        Spot::new(0.0, 0.0).point()
    }

    /// The nearest point on a street.
    #[must_use]
    pub fn on_street(&self, point: Point) -> Point {
        let (segment, share, _) = self.grid.nearest(&self.network, Spot::from(point));
        let segment = &self.network.segments[segment as usize];
        let ends = (
            self.network.spots[segment.a as usize],
            self.network.spots[segment.b as usize],
        );
        ends.0.mix(ends.1, share).point()
    }
}
