//! Reading a policy file (C2SP tlog-policy), with every mistake it has.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::key::{KeyError, KeyType};
use crate::policy::{Policy, PolicyGroup, PolicyLog, PolicyWitness};
use crate::text::decimal;
use crate::verifier::Verifier;

/// Longest policy file that is read.
pub const POLICY_BYTES_MAX: usize = 256 * 1024;
/// Most logs, witnesses and groups that are read, each; the format asks for at least 32.
pub const POLICY_ITEMS_MAX: usize = 256;

/// What is wrong with one line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyMistake {
    /// More than [`POLICY_BYTES_MAX`].
    #[error("the file is longer than {POLICY_BYTES_MAX} bytes")]
    TooLong,
    /// More than [`POLICY_ITEMS_MAX`] of a kind.
    #[error("there are more than {POLICY_ITEMS_MAX} lines of this kind")]
    TooMany,
    /// A control character; carriage returns are such.
    #[error("the line has a control character that is not a tab")]
    Control,
    /// No line begins so.
    #[error("a line begins with log, witness, group or quorum, not {0:?}")]
    Keyword(String),
    /// Too few or too many words.
    #[error("the line has to read: {0}")]
    Words(&'static str),
    /// Not a key, or one for other signatures.
    #[error("{0}")]
    Key(#[from] KeyError),
    /// The same public key again, perhaps under another name.
    #[error("this public key has a line already")]
    SameKey,
    /// The name is taken, or reserved.
    #[error("the name {0:?} is taken already")]
    Taken(String),
    /// The name is not defined above.
    #[error("the name {0:?} is not defined above this line")]
    Unknown(String),
    /// The name is a member of a group already.
    #[error("{0:?} is a member of a group already")]
    Member(String),
    /// Not `all`, `any` or a number of members.
    #[error("a group needs all, any, or a number from 1 to that of its members")]
    Needed,
    /// There is another quorum line.
    #[error("there is a quorum line already")]
    SecondQuorum,
    /// There is none.
    #[error("there is no quorum line")]
    NoQuorum,
}

/// Everything that is wrong with a policy file: line numbers from 1, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyErrors(pub Vec<(usize, PolicyMistake)>);

impl fmt::Display for PolicyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentences: Vec<String> = self
            .0
            .iter()
            .map(|(n, m)| format!("line {n}: {m}"))
            .collect();
        f.write_str(&sentences.join("\n"))
    }
}

impl std::error::Error for PolicyErrors {}

impl FromStr for Policy {
    type Err = PolicyErrors;
    fn from_str(text: &str) -> Result<Self, PolicyErrors> {
        if text.len() > POLICY_BYTES_MAX {
            return Err(PolicyErrors(vec![(1, PolicyMistake::TooLong)]));
        }
        let mut reader = Reader::default();
        let mut mistakes = Vec::new();
        let mut last = 1;
        for (at, line) in text.split('\n').enumerate() {
            last = at + 1;
            let read = reader.line(line);
            mistakes.extend(read.err().map(|mistake| (last, mistake)));
        }
        let quorum = reader.quorum.unwrap_or_else(|| {
            mistakes.push((last, PolicyMistake::NoQuorum));
            None
        });
        if !mistakes.is_empty() {
            return Err(PolicyErrors(mistakes));
        }
        Ok(Self {
            logs: reader.logs,
            witnesses: reader.witnesses,
            groups: reader.groups,
            quorum,
        })
    }
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    logs: Vec<PolicyLog>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<PolicyGroup>,
    /// Names that lines below may use. A line with a mistake defines its name all the same, so
    /// that one mistake is not told again at every line that uses it.
    names: BTreeSet<String>,
    members: BTreeSet<String>,
    quorum: Option<Option<String>>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), PolicyMistake> {
        if line.contains(|c: char| c.is_ascii_control() && c != '\t') {
            return Err(PolicyMistake::Control);
        }
        let words: Vec<&str> = line
            .split([' ', '\t'])
            .filter(|word| !word.is_empty())
            .collect();
        match words[..] {
            [] => Ok(()),
            [first, ..] if first.starts_with('#') => Ok(()),
            ["log", ref rest @ ..] => self.log(rest),
            ["witness", ref rest @ ..] => self.witness(rest),
            ["group", ref rest @ ..] => self.group(rest),
            ["quorum", ref rest @ ..] => self.quorum(rest),
            [first, ..] => Err(PolicyMistake::Keyword(first.chars().take(40).collect())),
        }
    }

    fn log(&mut self, words: &[&str]) -> Result<(), PolicyMistake> {
        let (text, url) = match *words {
            [key] => (key, None),
            [key, url] => (key, Some(url.to_owned())),
            _ => return Err(PolicyMistake::Words("log <vkey> [<url>]")),
        };
        let key = key_of(text, KeyType::Note)?;
        if self
            .logs
            .iter()
            .any(|log| log.key.public_key() == key.public_key())
        {
            return Err(PolicyMistake::SameKey);
        }
        push(&mut self.logs, PolicyLog { key, url })
    }

    fn witness(&mut self, words: &[&str]) -> Result<(), PolicyMistake> {
        let (name, text, url) = match *words {
            [name, key] => (name, key, None),
            [name, key, url] => (name, key, Some(url.to_owned())),
            _ => return Err(PolicyMistake::Words("witness <name> <vkey> [<url>]")),
        };
        let name = self.define(name)?;
        let key = key_of(text, KeyType::Cosignature)?;
        if self
            .witnesses
            .iter()
            .any(|one| one.key.public_key() == key.public_key())
        {
            return Err(PolicyMistake::SameKey);
        }
        push(&mut self.witnesses, PolicyWitness { name, key, url })
    }

    fn group(&mut self, words: &[&str]) -> Result<(), PolicyMistake> {
        let [name, needed, members @ ..] = words else {
            return Err(PolicyMistake::Words("group <name> all|any|<k> <name>..."));
        };
        let joined = members.iter().try_for_each(|member| self.join(member));
        let name = self.define(name)?;
        joined?;
        let needed = match *needed {
            "all" => Some(members.len()),
            "any" => Some(1),
            number => decimal(number).and_then(|n| usize::try_from(n).ok()),
        };
        let needed = needed.filter(|n| (1..=members.len()).contains(n));
        let needed = needed.ok_or(PolicyMistake::Needed)?;
        let members = members.iter().map(|member| (*member).to_owned()).collect();
        push(
            &mut self.groups,
            PolicyGroup {
                name,
                needed,
                members,
            },
        )
    }

    fn quorum(&mut self, words: &[&str]) -> Result<(), PolicyMistake> {
        let [name] = *words else {
            return Err(PolicyMistake::Words("quorum <name>|none"));
        };
        if self.quorum.is_some() {
            return Err(PolicyMistake::SecondQuorum);
        }
        self.quorum = Some((name != "none").then(|| name.to_owned()));
        if name == "none" || self.names.contains(name) {
            Ok(())
        } else {
            Err(PolicyMistake::Unknown(name.to_owned()))
        }
    }

    /// Takes a name for a witness or a group.
    fn define(&mut self, name: &str) -> Result<String, PolicyMistake> {
        if name == "none" || !self.names.insert(name.to_owned()) {
            return Err(PolicyMistake::Taken(name.to_owned()));
        }
        Ok(name.to_owned())
    }

    /// Takes a name into a group. Each goes into one, so that a witness counts in one way only.
    fn join(&mut self, name: &str) -> Result<(), PolicyMistake> {
        if !self.names.contains(name) {
            return Err(PolicyMistake::Unknown(name.to_owned()));
        }
        if !self.members.insert(name.to_owned()) {
            return Err(PolicyMistake::Member(name.to_owned()));
        }
        Ok(())
    }
}

fn key_of(text: &str, kind: KeyType) -> Result<Verifier, PolicyMistake> {
    let key: Verifier = text.parse()?;
    if key.kind() == kind {
        Ok(key)
    } else {
        Err(KeyError::Type.into())
    }
}

fn push<T>(items: &mut Vec<T>, item: T) -> Result<(), PolicyMistake> {
    if items.len() == POLICY_ITEMS_MAX {
        return Err(PolicyMistake::TooMany);
    }
    items.push(item);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cosignature::Cosigner;
    use crate::signer::Signer;
    use proptest::prelude::*;

    fn log(seed: u8) -> Verifier {
        Signer::new("log.example", [seed; 32]).unwrap().verifier()
    }

    fn witness(name: &str, seed: u8) -> Verifier {
        Cosigner::new(name, [seed; 32]).unwrap().verifier()
    }

    fn mistakes(text: &str) -> Vec<(usize, PolicyMistake)> {
        text.parse::<Policy>()
            .map_or_else(|errors| errors.0, |_| vec![])
    }

    #[test]
    fn comments_tabs_and_spaces_do_not_matter() {
        let (log, one) = (log(1), witness("w.example/1", 1));
        let text = format!(
            "# whom we believe\n\n \t# \u{4e91}\u{5dde}\n\tlog\t {log}  https://log.example/ \n\
             witness \u{4e00} {one} https://w.example/1\nquorum \u{4e00}"
        );
        let policy: Policy = text.parse().unwrap();
        assert_eq!(policy.logs[0].url.as_deref(), Some("https://log.example/"));
        assert_eq!(policy.witnesses[0].name, "\u{4e00}");
        assert_eq!(policy.quorum.as_deref(), Some("\u{4e00}"));
        assert_eq!(policy.to_string().parse(), Ok(policy));
    }

    #[test]
    fn every_mistake_is_told_with_its_line() {
        use PolicyMistake as M;
        let (l, w) = (log(1), |seed| witness("w.example", seed));
        let again = witness("another.example", 1);
        let text = [
            format!("witness a {}", w(1)),
            format!("witness b {again}"),
            format!("witness a {}", w(2)),
            format!("log {l}"),
            format!("log {l} https://log.example"),
            format!("log {}", w(3)),
            format!("witness c {l}"),
            "witness d x".into(),
            "log".into(),
            "groop g any a".into(),
            "group g any later".into(),
            "group h 3 a b".into(),
            "group i any a".into(),
            "group j all".into(),
            "group k 01 c".into(),
            "witness none x".into(),
            "group n any none".into(),
            "quorum later".into(),
            "quorum a".into(),
            "quorum".into(),
            "quorum a\r".into(),
        ];
        let expected = [
            (2, M::SameKey),
            (3, M::Taken("a".into())),
            (5, M::SameKey),
            (6, M::Key(KeyError::Type)),
            (7, M::Key(KeyError::Type)),
            (8, M::Key(KeyError::Shape)),
            (9, M::Words("log <vkey> [<url>]")),
            (10, M::Keyword("groop".into())),
            (11, M::Unknown("later".into())),
            (12, M::Needed),
            (13, M::Member("a".into())),
            (14, M::Needed),
            (15, M::Needed),
            (16, M::Taken("none".into())),
            (17, M::Unknown("none".into())),
            (18, M::Unknown("later".into())),
            (19, M::SecondQuorum),
            (20, M::Words("quorum <name>|none")),
            (21, M::Control),
        ];
        assert_eq!(mistakes(&text.join("\n")), expected);
        assert_eq!(mistakes("\n\n"), [(3, M::NoQuorum)]);
        assert!(
            PolicyErrors(mistakes("\n"))
                .to_string()
                .starts_with("line 2: there is no")
        );
    }

    #[test]
    fn thirty_two_of_each_and_more_are_read_but_not_without_end() {
        let policy = |count: usize| {
            let mut text = String::new();
            for at in 0..count {
                let seed: [u8; 32] = std::array::from_fn(|i| (at >> (8 * (i % 2))) as u8);
                text += &format!("log {}\n", Signer::new("l", seed).unwrap().verifier());
                text += &format!(
                    "witness w{at} {}\n",
                    Cosigner::new("w", seed).unwrap().verifier()
                );
                text += &format!("group g{at} any w{at}\n");
            }
            format!("{text}quorum g0\n")
        };
        assert_eq!(
            policy(64).parse::<Policy>().map(|all| all.groups.len()),
            Ok(64)
        );
        assert_eq!(mistakes(&policy(POLICY_ITEMS_MAX + 1)).len(), 3);
        assert_eq!(
            mistakes(&"#".repeat(POLICY_BYTES_MAX + 1)),
            [(1, PolicyMistake::TooLong)]
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(lines in prop::collection::vec("(log|witness|group|quorum|#|)( |\t)(a|b|none|any|all|1|2)( a| b|)", 0..12)) {
            if let Ok(policy) = lines.join("\n").parse::<Policy>() {
                prop_assert_eq!(policy.to_string().parse(), Ok(policy));
            }
        }
    }
}
