//! Witnesses: houses that sign that a log only ever grew (C2SP tlog-witness), from both ends.
//!
//! A record that its own keeper signs can be shown to two people in two versions. Witnesses in other
//! hands each remember the largest tree they saw and cosign only what continues it, so a second
//! version finds nobody to sign it. [`client`] asks them; [`server`] is one, for a neighbouring
//! city, a university or a newspaper to run.
//!
//! Formats are those of `tlog`; nothing here knows what an entry means.

pub mod client;
pub mod server;
