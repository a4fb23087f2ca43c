//! The five classes of road and how fast a car goes on each.

/// What kind of road a street is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// 高速: few crossings, no houses.
    Motorway,
    /// 环路: one of the ring roads.
    Ring,
    /// 大道 and other through roads.
    Arterial,
    /// 街: gathers the traffic of a neighbourhood.
    Collector,
    /// 巷: where people live.
    Residential,
}

impl Class {
    /// All classes, the fastest first.
    pub const ALL: [Self; 5] = [
        Self::Motorway,
        Self::Ring,
        Self::Arterial,
        Self::Collector,
        Self::Residential,
    ];

    /// Usual speed in km/h.
    #[must_use]
    pub fn speed_km_h(self) -> u32 {
        match self {
            Self::Motorway => 90,
            Self::Ring => 60,
            Self::Arterial => 50,
            Self::Collector => 35,
            Self::Residential => 25,
        }
    }
}
