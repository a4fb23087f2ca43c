//! What was proven and what was not, in plain words.

use tlog::Proven;

use crate::Outcome;

/// The language of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    ZhCn,
}

impl Language {
    /// As `LANG` and its like say; English for every other.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        match tag.get(..2) {
            Some("zh") => Self::ZhCn,
            _ => Self::En,
        }
    }
}

/// Says what became of a receipt: a sign and a word first, then what is proven and what is not.
#[must_use]
pub fn report(outcome: &Outcome, language: Language) -> String {
    match (outcome, language) {
        (Outcome::Proven(proven), Language::En) => {
            format!("\u{2713} PROVEN\n{}{NOT_EN}", en(proven))
        }
        (Outcome::Proven(proven), Language::ZhCn) => {
            format!("\u{2713} 已证实\n{}{NOT_ZH}", zh(proven))
        }
        (Outcome::Pending(proven), Language::En) => format!(
            "\u{2026} PENDING: the log signed this, but fewer witnesses have cosigned than the policy asks for.\n\
             Ask for the receipt again later. Until then only the log itself vouches for it.\n{}{NOT_EN}",
            en(proven)
        ),
        (Outcome::Pending(proven), Language::ZhCn) => format!(
            "\u{2026} 见证不足：日志已签名，但见证人数尚未达到策略要求。请稍后重新获取回执；在此之前只有日志自身为其担保。\n{}{NOT_ZH}",
            zh(proven)
        ),
        (Outcome::Refused(reason), Language::En) => format!(
            "\u{2717} REFUSED: {reason}.\nNothing in this file may be believed. It was changed, is incomplete, or belongs to another log.\n"
        ),
        (Outcome::Refused(reason), Language::ZhCn) => format!(
            "\u{2717} 未证实：{reason}\n此文件内容不可采信：它被改动、不完整，或属于其他日志。\n"
        ),
    }
}

const NOT_EN: &str = "Not proven: that what the entry says is true, and that nothing was added after it. \
Sealed fields stay sealed.\n";
const NOT_ZH: &str = "未证明：条目所述属实；其后没有新增条目。封存的个人信息仍然封存。\n";

fn en(proven: &Proven) -> String {
    let mut text = format!(
        "Entry {} stood in the log {} when it had {} entries, and cannot be changed or taken out unseen.\n\
         leaf {}\nroot {}\n",
        proven.index, proven.origin, proven.size, proven.leaf, proven.root
    );
    for one in &proven.cosigned {
        let when = utc(one.time_s);
        text.push_str(&format!("cosigned by {} at {when}\n", one.witness));
    }
    text
}

fn zh(proven: &Proven) -> String {
    let mut text = format!(
        "日志 {} 有 {} 条时，第 {} 条已在其中，不可能被悄悄更改或删除。\n叶哈希 {}\n根哈希 {}\n",
        proven.origin, proven.size, proven.index, proven.leaf, proven.root
    );
    for one in &proven.cosigned {
        let when = utc(one.time_s);
        text.push_str(&format!("见证人 {} 于 {when} 联署\n", one.witness));
    }
    text
}

/// Seconds since 1970 as a date and time of day in UTC, by the calendar of ISO 8601.
pub(crate) fn utc(time_s: u64) -> String {
    let (days, second) = (time_s / 86_400, time_s % 86_400);
    // Years are counted from 1 March, so that the odd day of February comes last, and in eras of
    // 400 years, which all have 146,097 days. Day 0 of 1970 is day 719,468 of that count.
    let day = days.saturating_add(719_468);
    let (era, day) = (day / 146_097, day % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day_of_month = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day_of_month:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_told_as_the_calendar_has_them() {
        assert_eq!(utc(0), "1970-01-01T00:00:00Z");
        assert_eq!(utc(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(utc(1_775_520_000), "2026-04-07T00:00:00Z");
        assert_eq!(utc(4_107_542_399), "2100-02-28T23:59:59Z");
    }

    #[test]
    fn a_refusal_says_that_nothing_may_be_believed() {
        let refused = Outcome::Refused("the hashes do not fit".into());
        assert!(report(&refused, Language::En).contains("Nothing in this file may be believed"));
        assert!(report(&refused, Language::of("zh_CN.UTF-8")).contains("不可采信"));
    }
}
