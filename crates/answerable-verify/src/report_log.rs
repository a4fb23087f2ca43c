//! What was proven about an exported log and what was not, in plain words.

use crate::exported::{LogOutcome, ProvenLog};
use crate::report::{Language, utc};

/// Says what became of an exported log: a sign and a word first, then what is proven and what is not.
#[must_use]
pub fn report_log(outcome: &LogOutcome, language: Language) -> String {
    match (outcome, language) {
        (LogOutcome::Proven(proven), Language::En) => {
            format!("\u{2713} PROVEN\n{}{NOT_EN}", en(proven))
        }
        (LogOutcome::Proven(proven), Language::ZhCn) => {
            format!("\u{2713} 已证实\n{}{NOT_ZH}", zh(proven))
        }
        (LogOutcome::Pending(proven), Language::En) => format!(
            "\u{2026} PENDING: the log signed this, but fewer witnesses have cosigned than the policy asks for.\n\
             Export it again later. Until then only the log itself vouches for it.\n{}{NOT_EN}",
            en(proven)
        ),
        (LogOutcome::Pending(proven), Language::ZhCn) => format!(
            "\u{2026} 见证不足：日志已签名，但见证人数尚未达到策略要求。请稍后重新导出；在此之前只有日志自身为其担保。\n{}{NOT_ZH}",
            zh(proven)
        ),
        (LogOutcome::Refused(fault), Language::En) => format!(
            "\u{2717} REFUSED: {fault}.\nNothing in this folder may be believed. It was changed, is incomplete, or belongs to another log.\n"
        ),
        (LogOutcome::Refused(fault), Language::ZhCn) => format!(
            "\u{2717} 未证实：{}。\n此文件夹内容不可采信：它被改动、不完整，或属于其他日志。\n",
            fault.zh()
        ),
    }
}

const NOT_EN: &str = "Not proven: that what the entries say is true, and that the log has told everybody else the same. \
Sealed fields stay sealed.\n";
const NOT_ZH: &str = "未证明：条目所述属实；日志对其他人所示相同。封存的个人信息仍然封存。\n";

fn en(proven: &ProvenLog) -> String {
    let (origin, size) = (&proven.origin, proven.size);
    let mut text = if proven.entries_checked || size == 0 {
        format!(
            "The folder holds the log {origin} with all its {size} entries, as they were signed.\n"
        )
    } else {
        format!(
            "The folder holds the hashes of all {size} entries of the log {origin}, as they were signed.\n\
             The entries themselves were not published here, and were not checked.\n"
        )
    };
    if let Some(seen) = proven.continues {
        text.push_str(&format!(
            "It continues the log that was seen at {seen} entries; none of these was changed.\n"
        ));
    }
    text.push_str(&format!("root {}\n", proven.root));
    for one in &proven.cosigned {
        let when = utc(one.time_s);
        text.push_str(&format!("cosigned by {} at {when}\n", one.witness));
    }
    text
}

fn zh(proven: &ProvenLog) -> String {
    let (origin, size) = (&proven.origin, proven.size);
    let mut text = if proven.entries_checked || size == 0 {
        format!("此文件夹含有日志 {origin} 的全部 {size} 条，与所签内容一致。\n")
    } else {
        format!(
            "此文件夹含有日志 {origin} 全部 {size} 条的哈希，与所签内容一致。\n\
             条目本身没有在此公布，因此未核验。\n"
        )
    };
    if let Some(seen) = proven.continues {
        text.push_str(&format!(
            "它是先前见到的 {seen} 条日志的延续，那些条目没有改动。\n"
        ));
    }
    text.push_str(&format!("根哈希 {}\n", proven.root));
    for one in &proven.cosigned {
        let when = utc(one.time_s);
        text.push_str(&format!("见证人 {} 于 {when} 联署\n", one.witness));
    }
    text
}
