//! Streets from tables, and points on them: told as small tables, held against a plain search on
//! random streets, and against the real streets and calls of San Francisco.

#[cfg(test)]
#[path = "../data/mod.rs"]
mod data;
#[cfg(test)]
mod real;
#[cfg(test)]
mod snap;
#[cfg(test)]
mod table;
#[cfg(test)]
mod turns;
