//! What signs, barriers, classes and the desk do to a way, each told on a map of letters, and all
//! forbidden paths at once held against a search that remembers its whole way.

#[cfg(test)]
mod desk;
#[cfg(test)]
mod passage;
#[cfg(test)]
mod random;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod signs;
#[cfg(test)]
mod town;
#[cfg(test)]
mod turns;
