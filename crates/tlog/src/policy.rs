//! Whom one believes (C2SP tlog-policy): which logs, which witnesses, and how many of them.
//!
//! A policy is a file that a citizen, a newspaper or a court writes for itself. Reading it names
//! every mistake with its line, so that it is put right in one go.

use std::collections::BTreeSet;
use std::fmt;

use crate::verifier::Verifier;

/// A log whose checkpoints are accepted. Its key has the name of its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLog {
    /// The key it signs with.
    pub key: Verifier,
    /// Where it is, if the file says so.
    pub url: Option<String>,
}

/// A witness whose cosignatures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWitness {
    /// What this policy calls it; it means nothing elsewhere.
    pub name: String,
    /// The key it cosigns with.
    pub key: Verifier,
    /// Where checkpoints are submitted to it, if the file says so.
    pub url: Option<String>,
}

/// Witnesses and groups of which some are enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyGroup {
    /// What this policy calls it.
    pub name: String,
    /// How many of the members are enough: 1 to all of them.
    pub needed: usize,
    /// Names of witnesses, and of groups above this one.
    pub members: Vec<String>,
}

/// Whom one believes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// A checkpoint is signed by any one of these.
    pub logs: Vec<PolicyLog>,
    /// Whose cosignatures are looked at.
    pub witnesses: Vec<PolicyWitness>,
    /// In the order of the file: a group knows only those before it.
    pub groups: Vec<PolicyGroup>,
    /// The witness or group that has to have cosigned; `None` when no cosignature is asked for.
    pub quorum: Option<String>,
}

impl Policy {
    /// Whether these witnesses, by their names in this policy, are enough.
    pub fn is_met<'n>(&self, cosigned: impl IntoIterator<Item = &'n str>) -> bool {
        let Some(quorum) = &self.quorum else {
            return true;
        };
        let by: BTreeSet<&str> = cosigned.into_iter().collect();
        let names = self.witnesses.iter().map(|witness| witness.name.as_str());
        let mut met: BTreeSet<&str> = names.filter(|name| by.contains(name)).collect();
        for group in &self.groups {
            let there = group
                .members
                .iter()
                .filter(|name| met.contains(name.as_str()));
            if there.count() >= group.needed {
                met.insert(&group.name);
            }
        }
        met.contains(quorum.as_str())
    }
}

/// The policy as a file, without the comments of the one it was read from.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url =
            |url: &Option<String>| url.iter().map(|url| format!(" {url}")).collect::<String>();
        for log in &self.logs {
            writeln!(f, "log {}{}", log.key, url(&log.url))?;
        }
        for witness in &self.witnesses {
            writeln!(
                f,
                "witness {} {}{}",
                witness.name,
                witness.key,
                url(&witness.url)
            )?;
        }
        for group in &self.groups {
            writeln!(
                f,
                "group {} {} {}",
                group.name,
                group.needed,
                group.members.join(" ")
            )?;
        }
        writeln!(f, "quorum {}", self.quorum.as_deref().unwrap_or("none"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cosignature::Cosigner;
    use proptest::prelude::*;

    fn key(seed: u8) -> Verifier {
        Cosigner::new("w.example", [seed; 32]).unwrap().verifier()
    }

    fn policy(text: &str) -> Policy {
        let mut witnesses = String::new();
        for (seed, name) in ["X1", "X2", "X3", "Y1", "Y2", "Y3"].iter().enumerate() {
            witnesses += &format!("witness {name} {}\n", key(seed as u8));
        }
        format!("{witnesses}{text}").parse().unwrap()
    }

    /// The example policy of C2SP tlog-policy: two groups, both needed.
    #[test]
    fn two_of_one_house_and_any_of_the_other() {
        let policy = policy(
            "group X-witnesses 2 X1 X2 X3\n\
             group Y-witnesses any Y1 Y2 Y3\n\
             group X-and-Y all X-witnesses Y-witnesses\n\
             quorum X-and-Y\n",
        );
        for (by, met) in [
            (&["X1", "X3", "Y2"][..], true),
            (&["X1", "X2", "X3", "Y1", "Y2", "Y3"], true),
            (&["X1", "X2", "X3"], false),
            (&["X1", "Y1", "Y2", "Y3"], false),
            (&["X1", "X1", "Y1"], false),
            (&["X-and-Y"], false),
            (&[], false),
        ] {
            assert_eq!(policy.is_met(by.iter().copied()), met, "{by:?}");
        }
    }

    #[test]
    fn a_single_witness_or_none_may_be_asked_for() {
        assert!(policy("quorum X2\n").is_met(["X2"]));
        assert!(!policy("quorum X2\n").is_met(["X1"]));
        assert!(policy("quorum none\n").is_met([]));
    }

    proptest! {
        /// A group of groups is met exactly when a count by hand says so.
        #[test]
        fn quorums_are_counted(by in prop::collection::btree_set(0_usize..6, 0..6), x in 1_usize..=3, y in 1_usize..=3, all in 1_usize..=2) {
            let names = ["X1", "X2", "X3", "Y1", "Y2", "Y3"];
            let policy = policy(&format!("group X {x} X1 X2 X3\ngroup Y {y} Y1 Y2 Y3\ngroup Q {all} X Y\nquorum Q\n"));
            let met_x = by.iter().filter(|at| **at < 3).count() >= x;
            let met_y = by.iter().filter(|at| **at >= 3).count() >= y;
            let expected = usize::from(met_x) + usize::from(met_y) >= all;
            prop_assert_eq!(policy.is_met(by.iter().map(|at| names[*at])), expected);
            prop_assert_eq!(policy.to_string().parse(), Ok(policy));
        }
    }
}
