//! What is wrong with a code that somebody typed or read aloud, and with the file of the key.

use std::path::PathBuf;

/// Why a text is not a code. Groups and words are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// No code in any spelling is that long.
    #[error(
        "this is too long to be a code: it has 20 letters in five groups of four, or nine words"
    )]
    TooLong,
    /// A sign that is in no code.
    #[error(
        "'{sign}' in group {group} is not in any code; letters are 0-9 and A-Z without I, L, O, U"
    )]
    Sign {
        /// The sign.
        sign: char,
        /// In which group of four.
        group: usize,
    },
    /// Too few letters or too many.
    #[error("a code has 20 letters in five groups of four, or nine words; this has {0} letters")]
    LetterCount(usize),
    /// Too few words or too many.
    #[error("a code has nine words, or 20 letters; this has {0} words")]
    WordCount(usize),
    /// Not in the list.
    #[error("word {at}, '{word}', is not in the list of words")]
    Word {
        /// Which word.
        at: usize,
        /// How it was written.
        word: String,
    },
    /// The check letters do not fit.
    #[error("{}", letters_wrong(*group))]
    Letters {
        /// Where the mistake is, if there is one only.
        group: Option<usize>,
    },
    /// The check word does not fit.
    #[error("one word or more is wrong, or two are exchanged: compare all nine")]
    Words,
}

fn letters_wrong(group: Option<usize>) -> String {
    group.map_or_else(
        || "more than one letter is wrong: compare all five groups".into(),
        |group| format!("a letter is wrong: look at group {group} first"),
    )
}

/// Why there is no key for codes.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Gone, or not such a file.
    #[error("{} is not the key of receipt codes: {reason}. Put back the codes.key of this record: without it no code that was handed out can be read", path.display())]
    Bad {
        /// Where it was looked for.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Something is there that must not be overwritten.
    #[error("{} is there already, and is not overwritten", .0.display())]
    InTheWay(PathBuf),
    /// It cannot be made.
    #[error("{} cannot be made", path.display())]
    File {
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Chance(#[from] getrandom::Error),
}
