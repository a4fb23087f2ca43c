//! What a desk does on its days, told as stories: given these acts, when this one, then these facts
//! or this refusal.
//!
//! [`desk`] is the one place that knows how to run a story; the others are data. [`refusals`] has
//! one story or more for every reason to say no, and notices a reason without any. [`replay`] lets
//! chance write the stories, dealt by [`deal`]; [`invariants`] holds after every act of either kind.

#[cfg(test)]
mod ceremonies;
#[cfg(test)]
mod deal;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod dispatch;
mod house;
#[cfg(test)]
mod intake;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod people;
#[cfg(test)]
mod personal;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod replay;
