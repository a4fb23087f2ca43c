//! Answers that were given before.
//!
//! An answer depends on the policies, which never change within one [`Access`](crate::Access), and on
//! the question. There are few different questions in a house: whoever sits at a desk asks the same
//! one all day. Asking Cedar takes some forty microseconds, remembering half of one.

use std::collections::{BTreeSet, HashMap};
use std::sync::{PoisonError, RwLock};

use kernel::{AgencyId, Code, UnitId};

use crate::action::{Action, Kind};
use crate::ask::{Asker, Context, Ground, Record};
use crate::read::PolicyName;

/// More different questions than a house has; where there are more, all are forgotten, so that nobody
/// who thinks of new ones can take the memory of the machine.
const AT_MOST: usize = 8_192;

/// Everything that an answer depends on, besides the policies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    pub question: (&'static str, Kind),
    pub agency: AgencyId,
    pub roles: BTreeSet<Code>,
    pub unit: Option<UnitId>,
    pub seat: bool,
    pub scopes: BTreeSet<Action>,
    pub of: AgencyId,
    pub mine: bool,
    pub own: bool,
    pub open: bool,
    pub house: bool,
    pub purpose: Option<Code>,
    pub record: Option<Ground>,
    pub second: bool,
    pub loopback: bool,
}

impl Asked {
    /// A record's own request counts only by whether it is about the house, and a purpose only when it
    /// is one of the pack, so that made-up purposes are all one question.
    pub fn new(
        question: (&'static str, Kind),
        asker: &Asker,
        record: &Record,
        context: &Context,
        known: impl Fn(&Code) -> bool,
    ) -> Self {
        // Taken apart, so that whoever adds a fact has to say here whether answers depend on it.
        let Asker {
            agency,
            roles,
            unit,
            seat,
            scopes,
        } = asker.clone();
        let Record {
            agency: of,
            mine,
            own,
            open,
            asks: _,
        } = record.clone();
        let Context {
            purpose,
            record: ground,
            second,
            loopback,
        } = context.clone();
        Self {
            question,
            agency,
            roles,
            unit,
            seat,
            scopes,
            of,
            mine,
            own,
            open,
            house: record.house(),
            purpose: purpose.filter(known),
            record: ground,
            second,
            loopback,
        }
    }
}

/// Yes or no, and the policies that decided.
pub(crate) type Answer = (bool, Vec<PolicyName>);

/// What was answered so far.
#[derive(Debug, Default)]
pub(crate) struct Memory(RwLock<HashMap<Asked, Answer>>);

impl Memory {
    /// The answer given before, or the one found out now.
    ///
    /// Two who ask the same for the first time at once both find out, and find the same.
    pub fn answer(&self, asked: Asked, find: impl FnOnce() -> Answer) -> Answer {
        // Nothing is left half done by a panic under either lock, so a poisoned one is as good.
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(&asked) {
            return answer.clone();
        }
        drop(known);
        let answer = find();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= AT_MOST {
            known.clear();
        }
        known.insert(asked, answer.clone());
        answer
    }
}

#[cfg(test)]
mod tests {
    use kernel::{AgencyId, Code};

    use super::{AT_MOST, Asked, Memory};
    use crate::action::Kind;
    use crate::ask::{Asker, Context, Record};

    fn asked(unit: Option<&str>, purpose: Option<&str>) -> Asked {
        let agency = AgencyId::new("yunzhou").unwrap();
        let asker = Asker {
            agency: agency.clone(),
            roles: [].into(),
            unit: unit.map(|unit| kernel::UnitId::new(unit).unwrap()),
            seat: true,
            scopes: [].into(),
        };
        let context = Context {
            purpose: purpose.map(|purpose| Code::new(purpose).unwrap()),
            ..Context::default()
        };
        let known = |purpose: &Code| purpose.as_str() == "call-back";
        Asked::new(
            ("send", Kind::Unit),
            &asker,
            &Record::of(agency),
            &context,
            known,
        )
    }

    #[test]
    fn a_question_is_found_out_once() {
        let memory = Memory::default();
        assert!(memory.answer(asked(None, None), || (true, Vec::new())).0);
        let again = memory.answer(asked(None, None), || unreachable!("it was answered"));
        assert!(again.0);
    }

    #[test]
    fn another_question_is_another_answer() {
        let memory = Memory::default();
        assert!(memory.answer(asked(None, None), || (true, Vec::new())).0);
        let others = [asked(Some("M21"), None), asked(None, Some("call-back"))];
        for other in others {
            assert!(!memory.answer(other, || (false, Vec::new())).0);
        }
    }

    #[test]
    fn purposes_that_no_pack_has_are_one_question() {
        assert_eq!(asked(None, Some("made-up")), asked(None, None));
        assert_ne!(asked(None, Some("call-back")), asked(None, None));
    }

    #[test]
    fn who_asks_ever_new_questions_takes_no_more_room() {
        let memory = Memory::default();
        for number in 0..=AT_MOST {
            let unit = format!("M{number}");
            memory.answer(asked(Some(&unit), None), || (false, Vec::new()));
            assert!(memory.0.read().unwrap().len() <= AT_MOST);
        }
        assert_eq!(memory.0.read().unwrap().len(), 1);
    }
}
