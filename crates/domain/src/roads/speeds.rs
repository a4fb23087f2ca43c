//! How much slower or faster roads are than the pack says, as found from recorded drives.

use kernel::Code;
use serde::{Deserialize, Serialize};

/// Factors by which times of the pack are multiplied, in thousandths: 1,200 is a fifth longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Speeds {
    /// What every drive takes beside the driving, in milliseconds.
    pub pause_ms: u32,
    /// By class of road; a class that is missing is as the pack says.
    pub classes: Vec<ClassFactor>,
    /// By hour of the local day: 24 of them.
    pub hour_permille: Vec<u32>,
    /// With signals on.
    pub urgent_permille: u32,
    /// Without.
    pub calm_permille: u32,
}

/// The factor of a class of road.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassFactor {
    /// The class, in the words of the map.
    pub class: Code,
    /// Its factor.
    pub permille: u32,
}

impl Speeds {
    /// Factors are between a tenth and ten times, there is one for each hour, and a pause is short.
    pub(super) fn are_sound(&self) -> bool {
        let classes = self.classes.iter().map(|class| &class.permille);
        let urgency = [&self.urgent_permille, &self.calm_permille];
        let mut all = classes.chain(&self.hour_permille).chain(urgency);
        self.hour_permille.len() == 24
            && self.classes.len() <= 64
            && self.pause_ms <= 600_000
            && all.all(|factor| (100..=10_000).contains(factor))
    }
}
