//! Points on streets, and turns between them: held against a plain search on random streets.

#[cfg(test)]
mod snap;
#[cfg(test)]
mod turns;
