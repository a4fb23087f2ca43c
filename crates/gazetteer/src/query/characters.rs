//! Chinese characters taken apart: what counts a number, the streets of a crossing, the rest.

use crate::forms::{han_weight, is_way};

use super::parser::Parser;
use super::{Unit, What};

/// Characters of one run that are looked at.
const RUN_CHARS_MAX: usize = 24;

impl Parser {
    /// Reads Chinese characters: what counts a number, the streets of a crossing, the rest.
    pub(super) fn run(&mut self, run: &str, after_number: bool) {
        let mut run = run;
        if after_number {
            for counted in ["公里", "千米", "号楼", "号院", "号", "弄", "栋"] {
                if let Some(rest) = run.strip_prefix(counted) {
                    self.counted(counted);
                    run = rest;
                    break;
                }
            }
        }
        let (stem, crossing) = without_crossing(run);
        self.query.crossing |= crossing;
        for (at, side) in streets(stem).into_iter().enumerate() {
            if at > 0 {
                self.next_part();
            }
            for one in behind_street(side) {
                let one: String = one.chars().take(RUN_CHARS_MAX).collect();
                let weight = one.chars().map(han_weight).sum();
                if !one.is_empty() {
                    self.push(&one, What::Han(one.clone()), weight);
                }
            }
        }
    }

    /// `18弄` before `5号` makes one number of both.
    fn counted(&mut self, by: &str) {
        if matches!(by, "公里" | "千米") {
            if let Some(number) = self.last_number() {
                number.count_km(None);
            }
            return;
        }
        let units = &mut self.query.units;
        if let Some([.., before, last]) = units.len().checked_sub(2).map(|at| &mut units[at..])
            && let (What::Number(outer), What::Number(inner)) = (&mut before.what, &last.what)
            && before.said.ends_with(['弄', '栋', '号'])
        {
            outer.house.add(&inner.house.first.to_string());
            before.said.push_str(&last.said);
            before.said.push_str(by);
            units.pop();
            return;
        }
        if let Some(Unit { said, .. }) = units.last_mut() {
            said.push_str(by);
        }
    }
}

/// Without the words for a crossing and for being near something.
fn without_crossing(run: &str) -> (&str, bool) {
    let near = ["附近", "旁边", "门口", "对面", "旁"];
    let run = near
        .iter()
        .find_map(|end| run.strip_suffix(end))
        .unwrap_or(run);
    let crossings = [
        "交叉路口",
        "交叉口",
        "交汇处",
        "交汇",
        "交界处",
        "交界",
        "十字路口",
    ];
    if let Some(stem) = crossings.iter().find_map(|end| run.strip_suffix(end)) {
        return (stem.strip_suffix('的').unwrap_or(stem), true);
    }
    // 人民路口 is 人民路 and 口; 人民路路口 is 人民路 and 路口.
    match run.strip_suffix("路口") {
        Some("") => (run, false),
        Some(stem) if stem.ends_with(is_way) => (stem, true),
        Some(_) => (run.strip_suffix('口').unwrap_or(run), true),
        None => (run, false),
    }
}

/// Parts at 与, 和 and their like, but only after the last character of a street: 和平路 is one.
fn streets(run: &str) -> Vec<&str> {
    let (mut parts, mut start) = (vec![], 0);
    let mut before = ' ';
    for (at, c) in run.char_indices() {
        let rest = at + c.len_utf8();
        if matches!(c, '与' | '和' | '跟' | '及' | '同' | '交')
            && is_way(before)
            && rest < run.len()
        {
            parts.push(&run[start..at]);
            start = rest;
        }
        before = c;
    }
    parts.push(&run[start..]);
    parts
}

/// A street and what follows it without a space: 解放路 and 人民医院. Each has two characters or more.
fn behind_street(run: &str) -> Vec<&str> {
    let ends: Vec<usize> = run
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let (mut parts, mut start) = (vec![], 0);
    for (at, c) in run.chars().enumerate() {
        let next = run.chars().nth(at + 1);
        let splits = is_way(c) && next.is_some_and(|next| !is_way(next));
        if splits && at + 1 >= start + 2 && at + 2 < ends.len() {
            parts.push(at + 1);
            start = at + 1;
        }
    }
    let cut = |at: usize| if at == 0 { 0 } else { ends[at - 1] };
    let starts: Vec<usize> = std::iter::once(0).chain(parts).collect();
    let ends_of = starts[1..].iter().copied().chain([ends.len()]);
    starts
        .iter()
        .zip(ends_of)
        .map(|(from, to)| &run[cut(*from)..cut(to)])
        .collect()
}
