//! Points on streets: told on small maps, held against a plain search on random streets, and
//! against the real streets and calls of San Francisco.

#[cfg(test)]
mod calls;
#[cfg(test)]
#[path = "../data/mod.rs"]
mod data;
#[cfg(test)]
mod nearest;
