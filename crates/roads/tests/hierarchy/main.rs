//! The hierarchy answers what the plain search answers: on random networks while units come, move and
//! leave and roads close and open, on the roads of Luxembourg, and for many places at once.

#[cfg(test)]
#[path = "../data/mod.rs"]
mod data;
#[cfg(test)]
mod luxembourg;
#[cfg(test)]
mod matrix;
#[cfg(test)]
#[path = "../nearest/plain.rs"]
mod plain;
#[cfg(test)]
mod random;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod town;
