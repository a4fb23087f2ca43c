//! What was there first: the river and its tributary, the lakes, the rings and the avenues.
//!
//! Everything here is a long line. The lines are crossed with one another in `arrange`, and what
//! lies between them is filled with streets in `divide`.

use crate::chance::Chance;
use crate::city::class::Class;
use crate::num::{cos, sin};
use crate::plane::{self, Spot};
use std::f64::consts::PI;

/// Where the city ends, in metres from the drum tower.
pub(super) const LIMIT_M: f64 = 14_400.0;
/// The four rings, the last of them the motorway.
pub(super) const RINGS_M: [f64; 4] = [2_350.0, 4_900.0, 8_200.0, 11_700.0];
const STEP_M: f64 = 230.0;

/// A long line of the plan.
pub(super) struct Line {
    pub(super) spots: Vec<Spot>,
    /// The class of the road, or nothing for the city limit.
    pub(super) class: Option<Class>,
    pub(super) name: (&'static str, &'static str),
    /// The water that this line is a bank of, so that it is not itself drowned by it.
    pub(super) bank_of: Option<usize>,
}

/// A sheet of water.
pub(super) struct Water {
    pub(super) ring: Vec<Spot>,
    pub(super) name: (&'static str, &'static str),
    /// Bridges cross rivers; lakes are walked around.
    pub(super) still: bool,
    /// How far the shore lies inside the road along it.
    pub(super) shore_m: f64,
}

/// The plan before any street is drawn.
pub(super) struct Plan {
    pub(super) lines: Vec<Line>,
    pub(super) waters: Vec<Water>,
    /// The angle of the newer quarters' grid, which the planners laid out askew.
    pub(super) askew: f64,
    /// A slow wave that bends every street a little.
    waves: Vec<(Spot, f64, Spot)>,
}

const RING_NAMES: [(&str, &str); 4] = [
    ("一环路", "1st Ring Road"),
    ("二环路", "2nd Ring Road"),
    ("三环路", "3rd Ring Road"),
    ("绕城高速", "Ring Expressway"),
];

const AVENUES: [(&str, &str); 12] = [
    ("长宁大道", "Changning Avenue"),
    ("迎宾大道", "Yingbin Avenue"),
    ("云州大道", "Yunzhou Avenue"),
    ("建设大道", "Jianshe Avenue"),
    ("金桥大道", "Jinqiao Avenue"),
    ("解放大道", "Jiefang Avenue"),
    ("丰泽大道", "Fengze Avenue"),
    ("世纪大道", "Shiji Avenue"),
    ("人民大道", "Renmin Avenue"),
    ("锦绣大道", "Jinxiu Avenue"),
    ("兴业大道", "Xingye Avenue"),
    ("科创大道", "Kechuang Avenue"),
];

impl Plan {
    pub(super) fn draw(seed: u64) -> Self {
        let mut chance = Chance::new(seed, "plan");
        let mut plan = Self {
            lines: Vec::new(),
            waters: Vec::new(),
            askew: chance.range(0.28, 0.55),
            waves: (0..5).map(|n| wave(&mut chance, n)).collect(),
        };
        plan.add_rivers(&mut chance);
        plan.add_rings(&mut chance);
        plan.add_avenues(&mut chance);
        plan
    }

    /// Where a spot of the plan ends up on the map.
    pub(super) fn bend(&self, spot: Spot) -> Spot {
        self.waves.iter().fold(spot, |bent, (way, phase, push)| {
            bent.plus(push.times(sin(spot.dot(*way) + phase)))
        })
    }

    /// Whether the spot lies on the southern side of the big river.
    pub(super) fn south_of_river(&self, spot: Spot) -> bool {
        let ring = &self.waters[0].ring;
        let course = &ring[..ring.len() / 2];
        course
            .windows(2)
            .min_by(|p, q| {
                plane::foot(p[0], p[1], spot)
                    .1
                    .total_cmp(&plane::foot(q[0], q[1], spot).1)
            })
            .is_some_and(|pair| pair[1].minus(pair[0]).cross(spot.minus(pair[0])) < 0.0)
    }

    fn add_line(
        &mut self,
        spots: Vec<Spot>,
        class: Option<Class>,
        name: (&'static str, &'static str),
    ) {
        self.lines.push(Line {
            spots,
            class,
            name,
            bank_of: None,
        });
    }

    fn add_rivers(&mut self, chance: &mut Chance) {
        let turn = chance.range(-0.22, 0.22);
        let (phase_a, phase_b) = (chance.range(0.0, 2.0 * PI), chance.range(0.0, 2.0 * PI));
        let slope = chance.range(-0.12, 0.12);
        let middle = |x: f64| {
            let calm = 1.0 / (1.0 + (x / 3_400.0) * (x / 3_400.0));
            let wild = slope * x
                + 1_750.0 * sin(x / 11_500.0 * 2.0 * PI + phase_a)
                + 520.0 * sin(x / 5_300.0 * 2.0 * PI + phase_b);
            let y = -3_550.0 + wild * (1.0 - calm * calm);
            Spot::new(x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn))
        };
        let swell = chance.range(0.0, 2.0 * PI);
        let course: Vec<Spot> = (-88..=88).map(|n| middle(f64::from(n) * 220.0)).collect();
        let half = |n: usize| 205.0 + 55.0 * sin(n as f64 * 0.13 + swell);
        self.add_river(
            &course,
            half,
            ("云江", "Yun River"),
            [
                ("滨江南路", "Binjiang South Road"),
                ("滨江北路", "Binjiang North Road"),
            ],
            Class::Arterial,
        );

        let side = if chance.odds(0.5) { 1.0 } else { -1.0 };
        let start = chance.range(5_000.0, 6_500.0) * side;
        let (bend, lean) = (chance.range(0.0, 2.0 * PI), chance.range(0.05, 0.3) * side);
        let mouth = middle(start);
        let brook: Vec<Spot> = (-3..90)
            .map(|n| {
                let y = f64::from(n) * 200.0;
                let sway = 620.0 * (sin(y / 5_200.0 * 2.0 * PI + bend) - sin(bend));
                let small = 160.0 * (sin(y / 2_100.0 * 2.0 * PI + bend) - sin(bend));
                Spot::new(mouth.x + lean * y + sway + small, mouth.y + y)
            })
            .collect();
        self.add_river(
            &brook,
            |_| 48.0,
            ("清溪", "Qing Brook"),
            [
                ("清溪东路", "Qingxi East Road"),
                ("清溪西路", "Qingxi West Road"),
            ],
            Class::Collector,
        );
    }

    fn add_river(
        &mut self,
        course: &[Spot],
        half: impl Fn(usize) -> f64,
        name: (&'static str, &'static str),
        banks: [(&'static str, &'static str); 2],
        class: Class,
    ) {
        let last = course.len() - 1;
        let side = |n: usize, sign: f64| {
            let way = course[(n + 1).min(last)]
                .minus(course[n.saturating_sub(1)])
                .unit();
            course[n].plus(way.left().times(sign * half(n)))
        };
        let right: Vec<Spot> = (0..=last).map(|n| side(n, -1.0)).collect();
        let left: Vec<Spot> = (0..=last).map(|n| side(n, 1.0)).collect();
        let bank_of = Some(self.waters.len());
        for (spots, name) in [right.clone(), left.clone()].into_iter().zip(banks) {
            self.lines.push(Line {
                spots,
                class: Some(class),
                name,
                bank_of,
            });
        }
        let ring = right.into_iter().chain(left.into_iter().rev()).collect();
        let shore_m = if half(0) > 100.0 { 38.0 } else { 16.0 };
        self.waters.push(Water {
            ring,
            name,
            still: false,
            shore_m,
        });
    }

    fn add_rings(&mut self, chance: &mut Chance) {
        for (index, radius) in RINGS_M.iter().enumerate() {
            let square = [0.85, 0.6, 0.35, 0.1][index];
            let class = if index == 3 {
                Class::Motorway
            } else {
                Class::Ring
            };
            let spots = closed(chance, *radius, square, 0.025 + 0.012 * index as f64);
            self.add_line(spots, Some(class), RING_NAMES[index]);
        }
        let spots = closed(chance, LIMIT_M, 0.1, 0.09);
        self.add_line(spots, None, ("", ""));
    }

    fn add_avenues(&mut self, chance: &mut Chance) {
        let tilt = chance.around(0.06);
        let (lake_a, lake_b) = (chance.below(2), 3 + chance.below(4));
        for (index, name) in AVENUES.iter().enumerate() {
            // The avenues to the four winds start at the drum tower, the others at the first ring.
            let wind = index % 3 == 0;
            let jitter = if wind { 0.03 } else { 0.13 };
            let angle = tilt + index as f64 * PI / 6.0 + chance.around(jitter);
            let from = if wind { 0.0 } else { RINGS_M[0] * 0.9 };
            let phase = chance.range(0.0, 2.0 * PI);
            let sway = chance.range(180.0, 420.0);
            let mut spots = Vec::new();
            let mut along = from;
            while along < LIMIT_M * 1.12 {
                let grown = ((along - from) / 5_000.0).min(1.0);
                let off = sway * grown * (sin(along / 5_600.0 * 2.0 * PI + phase) - sin(phase));
                let way = Spot::new(cos(angle), sin(angle));
                spots.push(way.times(along).plus(way.left().times(off)));
                along += STEP_M;
            }
            if index == lake_a || index == lake_b {
                let which = usize::from(index == lake_b);
                let far = [
                    chance.range(6_300.0, 6_700.0),
                    chance.range(9_700.0, 10_100.0),
                ][which];
                let at = spots[((far - from) / STEP_M) as usize];
                self.add_lake(chance, at, which);
            }
            self.add_line(spots, Some(Class::Arterial), *name);
        }
    }

    fn add_lake(&mut self, chance: &mut Chance, centre: Spot, which: usize) {
        let names = [
            (("东湖", "East Lake"), ("环湖路", "Huanhu Road")),
            (("月亮湖", "Moon Lake"), ("月湖路", "Yuehu Road")),
        ];
        let radius = [chance.range(820.0, 980.0), chance.range(560.0, 700.0)][which];
        let mut ring = closed(chance, radius, 0.0, 0.16);
        let stretch = chance.range(0.75, 0.95);
        for spot in &mut ring {
            *spot = Spot::new(spot.x / stretch, spot.y * stretch).plus(centre);
        }
        let bank_of = Some(self.waters.len());
        let (name, road) = names[which];
        let spots = ring.clone();
        let class = Some(Class::Collector);
        self.lines.push(Line {
            spots,
            class,
            name: road,
            bank_of,
        });
        ring.pop();
        self.waters.push(Water {
            ring,
            name,
            still: true,
            shore_m: 60.0,
        });
    }
}

/// A wave with a length of some kilometres that pushes by some tens of metres: streets bend, and
/// nothing folds, since the push changes by far less than a metre a metre.
fn wave(chance: &mut Chance, n: i32) -> (Spot, f64, Spot) {
    let length = 1_900.0 + 900.0 * f64::from(n);
    let (way, push) = (chance.range(0.0, 2.0 * PI), chance.range(0.0, 2.0 * PI));
    let size = length * 0.014;
    (
        Spot::new(cos(way), sin(way)).times(2.0 * PI / length),
        chance.range(0.0, 2.0 * PI),
        Spot::new(cos(push), sin(push)).times(size),
    )
}

/// A closed line between a circle (`square` 0) and a rounded square (1), unevenly drawn.
fn closed(chance: &mut Chance, radius: f64, square: f64, uneven: f64) -> Vec<Spot> {
    let phases: Vec<f64> = (0..4).map(|_| chance.range(0.0, 2.0 * PI)).collect();
    let count = ((2.0 * PI * radius / STEP_M) as usize).max(24);
    let mut spots: Vec<Spot> = (0..count)
        .map(|n| {
            let angle = 2.0 * PI * n as f64 / count as f64;
            let (c, s) = (cos(angle), sin(angle));
            let corner = 1.0 / (c * c * c * c + s * s * s * s).sqrt().sqrt();
            let wobble: f64 = phases
                .iter()
                .enumerate()
                .map(|(k, phase)| sin((k + 2) as f64 * angle + phase) / (k + 2) as f64)
                .sum();
            let r = radius * ((1.0 - square) + square * corner) * (1.0 + uneven * wobble);
            Spot::new(c * r, s * r)
        })
        .collect();
    spots.push(spots[0]);
    spots
}
