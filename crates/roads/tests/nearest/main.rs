//! Who reaches a place first: told as small maps, held against a plain search on random networks,
//! and against a thousand published answers on the roads of Luxembourg.

#[cfg(test)]
mod ascii;
#[cfg(test)]
#[path = "../data/mod.rs"]
mod data;
#[cfg(test)]
mod luxembourg;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod random;
#[cfg(test)]
mod rules;
