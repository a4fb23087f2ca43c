//! Where one can move: pieces of road between nodes, what blocks them, and which turns are ruled.

use kernel::Point;

use crate::NameIx;

/// A node by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIx(pub u32);

/// A piece of road by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PieceIx(pub u32);

/// All roads of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roads {
    /// Crossings, ends, and places where something blocks the way.
    pub nodes: Vec<Point>,
    /// Roads between them.
    pub pieces: Vec<Piece>,
    /// What blocks a node.
    pub barriers: Vec<Barrier>,
    /// Turns that signs forbid or command.
    pub restrictions: Vec<Restriction>,
}

/// A road from one node to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What its source calls it: the number of the way or of the row.
    pub source_id: i64,
    /// What it is called.
    pub names: NameIx,
    /// What kind of road it is.
    pub class: Class,
    /// Where it begins.
    pub tail: NodeIx,
    /// Where it ends.
    pub head: NodeIx,
    /// Its course from tail to head, both included; at least two points.
    pub line: Vec<Point>,
    /// Who may move along it.
    pub along: Passage,
    /// Who may move against it.
    pub against: Passage,
    /// The signed limit along it in kilometres an hour; none when no sign is known.
    pub along_km_h: Option<u16>,
    /// The same against it.
    pub against_km_h: Option<u16>,
    /// It is part of a roundabout.
    pub roundabout: bool,
    /// Over or under the ground: bridges above 0, tunnels below.
    pub layer: i8,
}

impl Piece {
    /// Cars may take it from tail to head only.
    #[must_use]
    pub fn is_one_way(&self) -> bool {
        self.against.car == Level::WrongWay
    }

    /// Its length along its course.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        let steps = self.line.windows(2);
        steps.map(|step| step[0].distance_m(step[1])).sum()
    }
}

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $number:literal $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant = $number),* }

        impl $name {
            /// All of them, by number.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in packs, reports and tiles.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The one of this name.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// Its number in the map file.
            #[must_use]
            pub fn number(self) -> u8 {
                self as u8
            }

            /// The one of this number in the map file.
            #[must_use]
            pub fn of_number(number: u8) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| *one as u8 == number)
            }
        }
    };
}
pub(crate) use numbered;

numbered! {
    /// What kind of road it is: the classes of OpenStreetMap (key `highway`, and ferries).
    Class {
        /// Motorway.
        Motorway = 0 "motorway",
        /// Its ramps.
        MotorwayLink = 1 "motorway-link",
        /// Trunk road, expressway.
        Trunk = 2 "trunk",
        /// Its ramps.
        TrunkLink = 3 "trunk-link",
        /// Primary road.
        Primary = 4 "primary",
        /// Its ramps.
        PrimaryLink = 5 "primary-link",
        /// Secondary road.
        Secondary = 6 "secondary",
        /// Its ramps.
        SecondaryLink = 7 "secondary-link",
        /// Tertiary road.
        Tertiary = 8 "tertiary",
        /// Its ramps.
        TertiaryLink = 9 "tertiary-link",
        /// Minor road between places.
        Unclassified = 10 "unclassified",
        /// Where people live.
        Residential = 11 "residential",
        /// Where people on foot go first.
        LivingStreet = 12 "living-street",
        /// Drives, car parks, alleys.
        Service = 13 "service",
        /// Of no known class.
        Road = 14 "road",
        /// Fields and woods.
        Track = 15 "track",
        /// For buses alone.
        Busway = 16 "busway",
        /// For people on foot, wide enough for a car.
        Pedestrian = 17 "pedestrian",
        /// For bicycles.
        Cycleway = 18 "cycleway",
        /// For people on foot.
        Footway = 19 "footway",
        /// A path of any use.
        Path = 20 "path",
        /// For horses.
        Bridleway = 21 "bridleway",
        /// Stairs.
        Steps = 22 "steps",
        /// A ferry.
        Ferry = 23 "ferry",
    }
}

numbered! {
    /// How far a way is open to one who moves in one way.
    Level {
        /// To everybody.
        Open = 0 "open",
        /// To whoever has a destination there.
        Destination = 1 "destination",
        /// To whom the owner lets in.
        Private = 2 "private",
        /// To buses.
        Transit = 3 "transit",
        /// To emergency vehicles, as the sign says.
        Emergency = 4 "emergency",
        /// Against the direction of a one-way road.
        WrongWay = 5 "wrong-way",
        /// In one direction now and in the other later.
        Reversible = 6 "reversible",
        /// To nobody.
        Closed = 7 "closed",
    }
}

/// Who may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// Cars, vans, lorries, fire engines.
    pub car: Level,
    /// Motorcycles.
    pub motorcycle: Level,
    /// People on foot.
    pub foot: Level,
}

impl Passage {
    /// Open to all.
    pub const OPEN: Self = Self::all(Level::Open);
    /// Closed to all.
    pub const CLOSED: Self = Self::all(Level::Closed);

    /// The same for everybody.
    #[must_use]
    pub const fn all(level: Level) -> Self {
        Self {
            car: level,
            motorcycle: level,
            foot: level,
        }
    }

    /// The other direction of a one-way road, which binds whoever drives.
    #[must_use]
    pub const fn wrong_way(self) -> Self {
        Self {
            car: Level::WrongWay,
            motorcycle: Level::WrongWay,
            foot: self.foot,
        }
    }
}

/// Something that stands in the way at a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Barrier {
    /// Where.
    pub node: NodeIx,
    /// What.
    pub kind: BarrierKind,
    /// Who may pass it.
    pub passage: Passage,
}

numbered! {
    /// What stands in the way.
    BarrierKind {
        /// A gate.
        Gate = 0 "gate",
        /// A bar that is lifted.
        LiftGate = 1 "lift-gate",
        /// Bollards.
        Bollard = 2 "bollard",
        /// Blocks of stone or concrete.
        Block = 3 "block",
        /// A chain.
        Chain = 4 "chain",
        /// A toll booth.
        Toll = 5 "toll",
        /// A border control.
        Border = 6 "border",
        /// Anything else.
        Other = 7 "other",
    }
}

/// One direction of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// Which piece.
    pub piece: PieceIx,
    /// It is taken from head to tail.
    pub against: bool,
}

/// A turn that a sign forbids or commands.
#[derive(Clone, Debug, PartialEq)]
pub struct Restriction {
    /// The relation it comes from.
    pub source_id: i64,
    /// From where, over what, to where: each step begins where the one before it ends. At least two;
    /// more when the sign speaks of a way between.
    pub path: Vec<Step>,
    /// What the sign says of it.
    pub rule: Rule,
    /// Whom it binds.
    pub binds: Binds,
}

numbered! {
    /// What a sign says of a path.
    Rule {
        /// It must not be taken whole.
        Forbidden = 0 "forbidden",
        /// Whoever took its first step must take the others.
        Only = 1 "only",
    }
}

/// Whom a restriction binds; people on foot never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binds {
    /// Cars and lorries.
    pub cars: bool,
    /// Motorcycles.
    pub motorcycles: bool,
    /// Emergency vehicles too: the sign makes no exception for them.
    pub emergency: bool,
}
