//! Both ends over real sockets.

#[cfg(test)]
mod client;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod server;
#[cfg(test)]
mod support;
