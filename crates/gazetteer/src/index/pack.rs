//! Names and lines as the index keeps them.

use atlas::Names;
use kernel::Point;

use crate::geometry::Course;

use super::Error;

/// Separates the fields of names, and the parts of one field: characters that no sign has.
const FIELD: char = '\u{1f}';
const PART: char = '\u{1e}';

/// Names as one text.
pub(crate) fn packed(names: &Names) -> String {
    let clean = |text: &str| text.replace([FIELD, PART], " ");
    let mut fields = vec![clean(&names.plain), clean(&names.reference)];
    let tagged = |(tag, name): &(String, String)| format!("{}{PART}{}", clean(tag), clean(name));
    fields.extend(names.by_language.iter().map(tagged));
    fields.extend(names.others.iter().map(|name| clean(name)));
    fields.join(&FIELD.to_string())
}

/// The names again.
pub(crate) fn names(text: &str) -> Names {
    let mut fields = text.split(FIELD).map(str::to_owned);
    let mut names = Names {
        plain: fields.next().unwrap_or_default(),
        reference: fields.next().unwrap_or_default(),
        ..Names::default()
    };
    for field in fields {
        match field.split_once(PART) {
            Some((tag, name)) => names.by_language.push((tag.to_owned(), name.to_owned())),
            None => names.others.push(field),
        }
    }
    names
}

/// A line as bytes: latitude and longitude in 1e-7 degrees, four bytes each, low byte first.
pub(crate) fn line_bytes(line: &[Point]) -> Vec<u8> {
    let both = |point: &Point| [point.lat_e7().to_le_bytes(), point.lon_e7().to_le_bytes()];
    line.iter().flat_map(both).flatten().collect()
}

/// The line again.
pub(crate) fn course(bytes: &[u8]) -> Result<Course, Error> {
    let broken = Error::Broken("a line");
    let number =
        |bytes: &[u8]| i64::from(i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
    let point = |pair: &[u8]| Point::from_e7(number(&pair[..4]), number(&pair[4..]));
    let points: Result<Vec<Point>, _> = bytes.chunks_exact(8).map(point).collect();
    match points {
        Ok(points) if !points.is_empty() && bytes.len().is_multiple_of(8) => Ok(Course(points)),
        _ => Err(broken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_lines_come_back_as_they_were() {
        let mut both = Names::both("解放路", "Jiefang Road", "解放路");
        both.others = vec!["Liberation Road".into(), "老马路".into()];
        both.reference = "G3".into();
        assert_eq!(names(&packed(&both)), both);
        let line = vec![
            Point::from_e7(-1, 1).unwrap(),
            Point::from_e7(900_000_000, -5).unwrap(),
        ];
        assert_eq!(course(&line_bytes(&line)).unwrap(), Course(line));
    }

    #[test]
    fn half_a_line_is_no_line() {
        assert!(course(&[0; 12]).is_err());
        assert!(course(&[]).is_err());
        assert!(course(&[0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0]).is_err());
    }
}
