//! Stories about tiles: what is read back from them, with a reader that did not write them.

mod city;
mod hostile;
mod reader;
mod town;
