//! Checks that need more than one table: ranks, symbols, what kinds of units can do, zones.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Code, Line};

use crate::book::{At, listed};
use crate::fields::Fields;
use crate::model::Outcome;

/// Writes down a zone that the tz database does not have.
pub(crate) fn timezone(root: &mut Fields<'_>, timezone: Option<&Line>) {
    let value = root.find("timezone");
    let (Some(timezone), Some(value)) = (timezone, value) else {
        return;
    };
    // The copy inside the program, so that a pack is good or bad on every machine alike.
    if jiff::tz::TimeZoneDatabase::bundled()
        .get(timezone.as_str())
        .is_err()
    {
        let hint = "use an IANA name such as \"Asia/Shanghai\"";
        root.note(
            value.at,
            &format!("names timezone '{timezone}', which does not exist; {hint}"),
        );
    }
}

/// Ranks of priorities: 1, 2, 3 and so on, each once.
#[derive(Default)]
pub(crate) struct Ranks<'a> {
    seen: BTreeMap<u32, (String, At<'a>)>,
    incomplete: bool,
}

impl<'a> Ranks<'a> {
    pub fn add(&mut self, f: &Fields<'a>, rank: Option<u32>, at: At<'a>) {
        let Some(rank) = rank else {
            self.incomplete = true;
            return;
        };
        match self.seen.get(&rank) {
            Some((other, _)) => {
                f.note(
                    at,
                    &format!("has rank {rank}, which {other} has already; ranks are 1, 2, 3 ..."),
                );
                self.incomplete = true;
            }
            None => {
                self.seen.insert(rank, (f.label.clone(), at));
            }
        }
    }

    /// Writes down the first rank that leaves a gap, when every rank could be read.
    pub fn finish(self, root: &Fields<'a>) {
        if self.incomplete || root.book.partial {
            return;
        }
        let gap = (1..)
            .zip(self.seen)
            .find(|(dense, (rank, _))| dense != rank);
        if let Some((dense, (rank, (label, at)))) = gap {
            let message = format!("{label} has rank {rank}, but no priority has rank {dense}");
            root.book
                .note(at, format!("{message}; ranks are 1, 2, 3 ..."));
        }
    }
}

/// What kinds of units can do, and their symbols.
#[derive(Default)]
pub(crate) struct Abilities<'a> {
    symbols: BTreeMap<Line, (String, At<'a>)>,
    can: BTreeSet<Code>,
}

impl<'a> Abilities<'a> {
    pub fn add(&mut self, f: &Fields<'a>, symbol: Option<&Line>, at: At<'a>, can: &BTreeSet<Code>) {
        self.can.extend(can.iter().cloned());
        let Some(symbol) = symbol else { return };
        let chars = symbol.as_str().chars();
        if chars.clone().count() > 2 || chars.clone().any(char::is_whitespace) {
            f.note(
                at,
                &format!("has symbol '{symbol}'; a symbol is one or two characters"),
            );
        }
        match self.symbols.get(symbol) {
            Some((other, _)) => {
                f.note(
                    at,
                    &format!("has symbol '{symbol}', which {other} has already; choose another"),
                );
            }
            None => {
                self.symbols.insert(symbol.clone(), (f.label.clone(), at));
            }
        }
    }

    /// Writes down a need that no kind of unit can ever meet.
    pub fn check(&self, f: &Fields<'a>, at: At<'a>, capability: &Code) {
        if !f.book.partial && !self.can.contains(capability) {
            f.note(
                at,
                &format!("needs '{capability}', which no unit kind can do; give it to one"),
            );
        }
    }
}

/// Writes down a reason that an outcome does not have.
pub(crate) fn reason<'a>(
    f: &Fields<'a>,
    at: At<'a>,
    outcome: &Code,
    reason: &Code,
    outcomes: &[Outcome],
) {
    // An outcome with mistakes of its own is not in the list; its reasons are then not known.
    let Some(outcome) = outcomes.iter().find(|known| known.code == *outcome) else {
        return;
    };
    if !outcome.reasons.iter().any(|known| known.code == *reason) {
        let reasons = listed(outcome.reasons.iter().map(|known| &known.code));
        let code = &outcome.code;
        f.note(
            at,
            &format!("names reason '{reason}', which outcome '{code}' does not have; reasons are: {reasons}"),
        );
    }
}

/// Writes down an answer that would make an incident less urgent: answers only raise.
pub(crate) fn raises<'a>(
    f: &Fields<'a>,
    at: At<'a>,
    asked: &Code,
    own: Option<&Code>,
    ranks: &BTreeMap<Code, u32>,
) {
    let Some(own) = own else { return };
    if let (Some(asked_rank), Some(own_rank)) = (ranks.get(asked), ranks.get(own))
        && asked_rank > own_rank
    {
        f.note(
            at,
            &format!("asks for '{asked}', less urgent than its type's '{own}'; answers only raise"),
        );
    }
}
