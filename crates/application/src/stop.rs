//! Fail stop: the first error anybody finds stops the writer, and its reason is kept for everybody.

use std::sync::OnceLock;

/// The reason why nothing more is written, once there is one.
#[derive(Debug, Default)]
pub(crate) struct Stop(OnceLock<String>);

impl Stop {
    /// Stops for a reason; the first reason stays.
    pub(crate) fn set(&self, reason: String) {
        tracing::error!(%reason, "the journal has stopped");
        let _ = self.0.set(reason);
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}
