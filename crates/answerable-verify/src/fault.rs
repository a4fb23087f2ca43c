//! What is wrong with an exported log, in words for a person.

use tlog::TilePath;

/// Why an exported log is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The checkpoint cannot be read, or whom the policy believes did not sign it.
    Checkpoint(String),
    /// A file that the checkpoint speaks of is not there.
    Missing(String),
    /// Something lies there that is no part of this log.
    Extra(String),
    /// A link, a pipe or a folder stands where a file should.
    NotAFile(String),
    /// `log.vkey` holds a key that the policy does not have for this log.
    OtherKey,
    /// A bundle is cut short, or holds more or fewer entries than its name says.
    Bundle(TilePath),
    /// A file is shorter or longer than what it has to hold.
    Length(TilePath),
    /// A tile does not hold the hashes that follow from what lies below it.
    Tile(TilePath),
    /// A bundle of fewer entries is not the beginning of the later one.
    Earlier(TilePath),
    /// An entry does not hash to what the tile of hashes says.
    Entry(u64),
    /// The hashes do not lead to the root that was signed.
    Root,
    /// The log is shorter than it was.
    Shrunk {
        /// Entries when it was seen.
        seen: u64,
        /// Entries now.
        size: u64,
    },
    /// The checkpoint that was seen is of another log.
    OtherLog(String),
    /// The log no longer says what it said when it was seen.
    Forked(u64),
}

/// In English, as operators read it too.
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Checkpoint(reason) => write!(f, "the checkpoint is not to be believed: {reason}"),
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Extra(path) => write!(f, "{path} is no part of what was signed"),
            Self::NotAFile(path) => write!(f, "{path} is not a plain file"),
            Self::OtherKey => write!(
                f,
                "log.vkey is not the key that the policy has for this log"
            ),
            Self::Bundle(path) => write!(f, "{path} does not hold the entries its name says"),
            Self::Length(path) => write!(f, "{path} is too short or too long"),
            Self::Tile(path) => write!(f, "{path} does not follow from what lies below it"),
            Self::Earlier(path) => write!(f, "{path} is not the beginning of what came later"),
            Self::Entry(at) => write!(f, "entry {at} is not the one that was hashed"),
            Self::Root => write!(f, "the hashes do not lead to the root that was signed"),
            Self::Shrunk { seen, size } => {
                write!(
                    f,
                    "the log had {seen} entries when it was seen, and has {size} now"
                )
            }
            Self::OtherLog(origin) => write!(f, "the checkpoint seen before is of {origin}"),
            Self::Forked(size) => write!(
                f,
                "its first {size} entries are not those that were signed when it was seen: \
                 the log has two pasts"
            ),
        }
    }
}

impl Fault {
    /// The same in Chinese. What a signature lacks is told in English here too.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Checkpoint(reason) => format!("检查点不可采信：{reason}"),
            Self::Missing(path) => format!("缺少 {path}"),
            Self::Extra(path) => format!("{path} 不属于已签名的内容"),
            Self::NotAFile(path) => format!("{path} 不是普通文件"),
            Self::OtherKey => "log.vkey 不是策略中本日志的公钥".into(),
            Self::Bundle(path) => format!("{path} 中的条目与其文件名所称不符"),
            Self::Length(path) => format!("{path} 过短或过长"),
            Self::Tile(path) => format!("{path} 与其下层内容算出的哈希不符"),
            Self::Earlier(path) => format!("{path} 不是后来内容的开头部分"),
            Self::Entry(at) => format!("第 {at} 条与其哈希不符"),
            Self::Root => "由哈希算出的根不是已签名的根".into(),
            Self::Shrunk { seen, size } => {
                format!("先前见到时日志有 {seen} 条，现在只有 {size} 条")
            }
            Self::OtherLog(origin) => format!("先前见到的检查点属于另一日志 {origin}"),
            Self::Forked(size) => {
                format!("前 {size} 条不是先前见到时所签的内容：这个日志有两个过去")
            }
        }
    }
}
