//! Points on streets: told on small maps, and held against a plain search on random streets.

#[cfg(test)]
mod nearest;
