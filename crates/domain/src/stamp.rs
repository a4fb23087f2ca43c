//! Three times on every fact: when it happened, when the device stamped it, when the journal took it.
//!
//! The third is the instant of the entry itself and stands there once; the first two travel here,
//! with the word for how they were made.

use kernel::{MINUTE_MS, Timestamp};
use serde::{Deserialize, Serialize};

/// How a time came into being. Figures can then tell a pressed button from a memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Somebody pressed the button for it, there and then.
    Button,
    /// The device crossed a line on the map.
    Geofence,
    /// Said over the radio and entered by the desk.
    Voice,
    /// Typed in afterwards.
    Typed,
    /// Read from another system's file.
    Import,
}

impl Source {
    /// Whether the fact was told after it happened, so that refusing it would only hide it.
    #[must_use]
    pub fn is_afterwards(self) -> bool {
        matches!(self, Self::Typed | Self::Import)
    }
}

/// When a fact happened, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// When it happened, as claimed.
    pub happened_ms: Timestamp,
    /// When the device stamped it, by the device's own clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_ms: Option<Timestamp>,
    /// How the time was made.
    pub source: Source,
}

/// When something happened, as far as whoever asks says so. Nobody who presses a button knows the
/// instant at which the journal will take it, so the instant is left open, and the same request
/// sent twice is the same request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    /// When it happened, as claimed; as it is taken when nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happened_ms: Option<Timestamp>,
    /// When the device stamped it, by the device's own clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_ms: Option<Timestamp>,
    /// How the time was made.
    pub source: Source,
}

impl When {
    /// As the button is pressed.
    #[must_use]
    pub fn now() -> Self {
        Self {
            happened_ms: None,
            device_ms: None,
            source: Source::Button,
        }
    }

    /// The stamp of a fact that is taken at this instant.
    #[must_use]
    pub fn stamp(self, at: Timestamp) -> Stamp {
        let happened_ms = self.happened_ms.unwrap_or(at);
        Stamp {
            happened_ms,
            device_ms: self.device_ms,
            source: self.source,
        }
    }
}

impl From<Stamp> for When {
    fn from(stamp: Stamp) -> Self {
        let Stamp {
            happened_ms,
            device_ms,
            source,
        } = stamp;
        Self {
            happened_ms: Some(happened_ms),
            device_ms,
            source,
        }
    }
}

/// A claimed time may lie this far ahead of the journal's clock, because device clocks drift.
pub const AHEAD_MAX_MS: i64 = 5 * MINUTE_MS;

impl Stamp {
    /// A button pressed now.
    #[must_use]
    pub fn now(at: Timestamp) -> Self {
        Self {
            happened_ms: at,
            device_ms: None,
            source: Source::Button,
        }
    }

    /// How far the claimed time lies ahead of `at`, when that is more than drift explains.
    #[must_use]
    pub fn ahead_ms(&self, at: Timestamp) -> Option<i64> {
        Some(self.happened_ms.since_ms(at)).filter(|ahead| *ahead > AHEAD_MAX_MS)
    }
}
