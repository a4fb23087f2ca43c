//! Real cities and a real country, held against what is known of their files.

#[cfg(test)]
#[path = "../data/mod.rs"]
mod data;
