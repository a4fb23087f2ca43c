//! Chinese numerals before 号 and its like: 十八号 is 18号, while 五一路 stays as it is.

/// What follows a number of a house, a lane, a building, a kilometre.
const COUNTED: [&str; 8] = ["号", "弄", "栋", "公里", "千米", "单元", "楼", "室"];
/// Characters of one numeral at most: 九千九百九十九 has seven.
const NUMERAL_CHARS_MAX: usize = 9;

/// Writes numerals that count something in digits.
pub(crate) fn with_digits(folded: &str) -> String {
    let chars: Vec<char> = folded.chars().collect();
    let mut out = String::with_capacity(folded.len());
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..]
            .iter()
            .take_while(|c| value(**c).is_some())
            .count();
        let after: String = chars[at + run..].iter().take(2).collect();
        let counted = COUNTED.iter().any(|word| after.starts_with(word));
        let number = (1..=NUMERAL_CHARS_MAX)
            .contains(&run)
            .then(|| number(&chars[at..at + run]));
        match number.flatten().filter(|_| counted) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.extend(&chars[at..at + run.max(1)]),
        }
        at += run.max(1);
    }
    out
}

/// A digit, or a power of ten with its own mark.
#[derive(Clone, Copy)]
enum Value {
    Digit(u32),
    Power(u32),
}

fn value(c: char) -> Option<Value> {
    Some(match c {
        '零' | '〇' => Value::Digit(0),
        '一' | '壹' => Value::Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' => Value::Digit(2),
        '三' | '叁' | '參' => Value::Digit(3),
        '四' | '肆' => Value::Digit(4),
        '五' | '伍' => Value::Digit(5),
        '六' | '陆' | '陸' => Value::Digit(6),
        '七' | '柒' => Value::Digit(7),
        '八' | '捌' => Value::Digit(8),
        '九' | '玖' => Value::Digit(9),
        '十' | '拾' => Value::Power(10),
        '百' | '佰' => Value::Power(100),
        '千' | '仟' => Value::Power(1_000),
        _ => return None,
    })
}

/// 一百二十三 by its powers, 一二三 digit by digit.
fn number(chars: &[char]) -> Option<u32> {
    let values: Vec<Value> = chars.iter().filter_map(|c| value(*c)).collect();
    let has_power = values.iter().any(|value| matches!(value, Value::Power(_)));
    let (mut whole, mut digit): (u32, Option<u32>) = (0, None);
    for value in values {
        match value {
            Value::Digit(next) if has_power => digit = Some(next),
            Value::Digit(next) => whole = whole.checked_mul(10)?.checked_add(next)?,
            Value::Power(power) => {
                whole = whole.checked_add(digit.unwrap_or(1).checked_mul(power)?)?;
                digit = None;
            }
        }
    }
    whole.checked_add(digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_that_count_become_digits() {
        for (said, written) in [
            ("解放路十八号", "解放路18号"),
            ("解放路一百零五号", "解放路105号"),
            ("解放路贰拾叁号", "解放路23号"),
            ("解放路一八八弄二号", "解放路188弄2号"),
            ("五一路十号", "五一路10号"),
            ("第十二公里", "第12公里"),
        ] {
            assert_eq!(with_digits(said), written);
        }
    }

    #[test]
    fn numerals_in_names_stay() {
        for name in ["五一路", "三里屯", "一二三四五六七八九十号"] {
            assert_eq!(with_digits(name), name);
        }
    }
}
