//! Maps as pictures: letters are nodes, ten metres from sign to sign, and a car drives ten metres
//! a second where nothing else is said.

use std::collections::BTreeMap;
use std::sync::Arc;

use atlas::{
    Barrier, BarrierKind, Binds, Builder, Class, Level, Meta, NodeIx, Passage, Piece, PieceIx,
    Restriction, Rule, Step,
};
use kernel::Point;
use roads::{Change, Drivable, Goal, Moves, Part, Profile, TurnCosts};

/// Ten metres in 1e-7 degrees at the equator.
const TEN_METRES_E7: i64 = 899;

pub struct Town {
    map: Builder,
    nodes: BTreeMap<char, (NodeIx, Point)>,
    pieces: BTreeMap<String, PieceIx>,
}

/// A car that obeys every sign.
pub fn car() -> Profile {
    Profile {
        moves: Moves::Car,
        passes: [Level::Destination].into(),
        opens: [].into(),
        open_ms: 30_000,
        emergency: false,
        ignores_turn_signs: false,
        speeds_km_h: [
            (Class::Residential, 36),
            (Class::Motorway, 108),
            (Class::Pedestrian, 18),
        ]
        .into(),
        of_limit_percent: 100,
        wrong_way_km_h: 18,
        turns: TurnCosts {
            back_ms: 60_000,
            ..TurnCosts::default()
        },
    }
}

/// The same with signals on.
pub fn with_signals() -> Profile {
    Profile {
        passes: [
            Level::Destination,
            Level::Private,
            Level::Transit,
            Level::Emergency,
            Level::WrongWay,
        ]
        .into(),
        opens: [BarrierKind::Gate, BarrierKind::LiftGate].into(),
        emergency: true,
        ..car()
    }
}

impl Town {
    pub fn new(picture: &str) -> Self {
        let mut map = Builder::new();
        let mut nodes = BTreeMap::new();
        for (row, line) in (0..).zip(picture.lines()) {
            for (column, letter) in (0..)
                .zip(line.chars())
                .filter(|(_, c)| c.is_ascii_uppercase())
            {
                let point =
                    Point::from_e7(-row * TEN_METRES_E7, column * TEN_METRES_E7).expect("near");
                nodes.insert(letter, (map.node(point), point));
            }
        }
        Self {
            map,
            nodes,
            pieces: BTreeMap::new(),
        }
    }

    /// `AB` is open in both directions, `A>B` in one.
    pub fn roads(self, roads: &[&str]) -> Self {
        roads
            .iter()
            .fold(self, |town, road| town.road(road, |_| {}))
    }

    /// A road with something special about it.
    pub fn road(mut self, road: &str, special: impl Fn(&mut Piece)) -> Self {
        let letters: Vec<char> = road.chars().filter(|c| *c != '>').collect();
        let ((tail, first), (head, last)) = (self.nodes[&letters[0]], self.nodes[&letters[1]]);
        let mut piece = Piece {
            source_id: 0,
            names: atlas::NameIx::NONE,
            class: Class::Residential,
            tail,
            head,
            line: vec![first, last],
            along: Passage::OPEN,
            against: if road.contains('>') {
                Passage::OPEN.wrong_way()
            } else {
                Passage::OPEN
            },
            along_km_h: None,
            against_km_h: None,
            roundabout: false,
            layer: 0,
        };
        special(&mut piece);
        let piece = self.map.piece(piece).expect("it fits");
        self.pieces.insert(letters.into_iter().collect(), piece);
        self
    }

    /// A sign that forbids or commands a path: `ABC`, or `ABCD` over a road between.
    pub fn sign(mut self, rule: Rule, path: &str, emergency: bool) -> Self {
        let letters: Vec<char> = path.chars().collect();
        let path = letters
            .windows(2)
            .map(|pair| self.step(&format!("{}{}", pair[0], pair[1])));
        let restriction = Restriction {
            source_id: 0,
            path: path.collect(),
            rule,
            binds: Binds {
                cars: true,
                motorcycles: false,
                emergency,
            },
        };
        self.map.restriction(restriction).expect("it fits");
        self
    }

    pub fn barrier(mut self, node: char, kind: BarrierKind, car: Level) -> Self {
        let passage = Passage {
            car,
            ..Passage::OPEN
        };
        let node = self.nodes[&node].0;
        self.map
            .barrier(Barrier {
                node,
                kind,
                passage,
            })
            .expect("it fits");
        self
    }

    fn step(&self, name: &str) -> Step {
        let turned: String = name.chars().rev().collect();
        match (self.pieces.get(name), self.pieces.get(&turned)) {
            (Some(piece), _) => Step {
                piece: *piece,
                against: false,
            },
            (None, Some(piece)) => Step {
                piece: *piece,
                against: true,
            },
            (None, None) => panic!("no road {name}"),
        }
    }

    pub fn open(self, profile: &Profile) -> Open {
        let names = self
            .pieces
            .iter()
            .map(|(name, piece)| (*piece, name.clone()))
            .collect();
        let pieces = self.pieces.clone();
        let atlas = self.map.finish(Meta::default());
        Open {
            drivable: Drivable::new(Arc::new(atlas.roads), profile),
            names,
            pieces,
        }
    }
}

/// A town as one kind of unit sees it.
pub struct Open {
    drivable: Drivable,
    names: BTreeMap<PieceIx, String>,
    pieces: BTreeMap<String, PieceIx>,
}

impl Open {
    /// A place so many hundredths along a road, in the direction of its name.
    pub fn place(&self, road: &str, percent: u32) -> (PieceIx, Part) {
        let part = Part::new(percent * 65_536 / 100);
        let turned: String = road.chars().rev().collect();
        match self.pieces.get(road) {
            Some(piece) => (*piece, part),
            None => (self.pieces[&turned], part.from_head()),
        }
    }

    /// The way from one place to another: the roads it takes and its whole seconds.
    pub fn way(&self, (from, from_percent): (&str, u32), (to, to_percent): (&str, u32)) -> String {
        let (piece, part) = self.place(from, from_percent);
        let starts: Vec<_> = self.drivable.starts(piece, part).collect();
        let (piece, part) = self.place(to, to_percent);
        let goals: Vec<_> = self
            .drivable
            .goals(piece, part)
            .map(|spot| Goal { spot, rest_ms: 0 })
            .collect();
        let Some(route) = self.drivable.route(&starts, &goals) else {
            return "no way".to_owned();
        };
        let told = route.steps.iter().map(|step| self.name(*step));
        format!(
            "{} {} s",
            told.collect::<Vec<_>>().join(" "),
            (route.time_ms + 500) / 1_000
        )
    }

    /// The name of a road in the direction of a step.
    pub fn name(&self, step: Step) -> String {
        let name = &self.names[&step.piece];
        match step.against {
            false => name.clone(),
            true => name.chars().rev().collect(),
        }
    }

    pub fn drivable(&self) -> &Drivable {
        &self.drivable
    }

    pub fn change(&mut self, step: &str, change: Change) {
        let step = self.step(step);
        self.drivable.change(step, change);
    }

    pub fn reset(&mut self, step: &str) {
        let step = self.step(step);
        self.drivable.reset(step);
    }

    fn step(&self, name: &str) -> Step {
        let turned: String = name.chars().rev().collect();
        match self.pieces.get(name) {
            Some(piece) => Step {
                piece: *piece,
                against: false,
            },
            None => Step {
                piece: self.pieces[&turned],
                against: true,
            },
        }
    }

    pub fn in_main_part(&self, road: &str) -> bool {
        self.drivable.in_main_part(self.pieces[road])
    }
}
