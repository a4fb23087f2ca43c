//! Numbers, texts and points as bytes: little-endian base 128, most of them as the step from the one
//! before, because neighbours on a map are near each other.

use kernel::Point;

/// Why bytes are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// They end in the middle of something.
    #[error("it ends too early")]
    Ended,
    /// A number with more than 64 bits.
    #[error("a number is too large")]
    Number,
    /// A text that is not UTF-8.
    #[error("a text is not UTF-8")]
    Text,
    /// A number that stands for nothing.
    #[error("a number stands for nothing this program knows")]
    Code,
    /// A point that is not on the globe.
    #[error("a point is not on the globe")]
    Point,
    /// Something that does not fit the rest of the map.
    #[error("{0}")]
    Refused(#[from] crate::Refused),
    /// Bytes after the last record.
    #[error("bytes are left over")]
    LeftOver,
}

/// Bytes being written.
#[derive(Debug, Default)]
pub struct Out {
    bytes: Vec<u8>,
    last: (i64, i64),
}

impl Out {
    pub fn done(self) -> Vec<u8> {
        self.bytes
    }

    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Seven bits a byte, the lowest first; the high bit says that more follow (LEB128).
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    /// Zigzag, so that small negative numbers are short too.
    pub fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    pub fn count(&mut self, many: usize) {
        self.number(many as u64);
    }

    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.raw(text.as_bytes());
    }

    /// The step from the last point written.
    pub fn point(&mut self, point: Point) {
        let at = (i64::from(point.lat_e7()), i64::from(point.lon_e7()));
        self.signed(at.0 - self.last.0);
        self.signed(at.1 - self.last.1);
        self.last = at;
    }

    /// Steps go on from here.
    pub fn go_on_from(&mut self, point: Point) {
        self.last = (point.lat_e7().into(), point.lon_e7().into());
    }

    pub fn points(&mut self, points: &[Point]) {
        self.count(points.len());
        points.iter().for_each(|point| self.point(*point));
    }
}

/// Bytes being read.
#[derive(Clone, Debug)]
pub struct In<'a> {
    bytes: &'a [u8],
    last: (i64, i64),
}

impl<'a> In<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            last: (0, 0),
        }
    }

    pub fn end(&self) -> Result<(), Malformed> {
        match self.bytes {
            [] => Ok(()),
            _ => Err(Malformed::LeftOver),
        }
    }

    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    pub fn raw(&mut self, many: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.bytes.split_at_checked(many).ok_or(Malformed::Ended)?;
        self.bytes = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, Malformed> {
        Ok(self.raw(1)?[0])
    }

    pub fn number(&mut self) -> Result<u64, Malformed> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                break;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Malformed::Number)
    }

    pub fn signed(&mut self) -> Result<i64, Malformed> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T, Malformed> {
        T::try_from(self.number()?).map_err(|_| Malformed::Number)
    }

    /// How many records follow, of which each has at least one byte: a false count cannot ask for
    /// more memory than a small multiple of the file.
    pub fn count(&mut self) -> Result<usize, Malformed> {
        let many = self.small()?;
        (many <= self.left())
            .then_some(many)
            .ok_or(Malformed::Ended)
    }

    pub fn text(&mut self) -> Result<String, Malformed> {
        let long = self.count()?;
        let text = std::str::from_utf8(self.raw(long)?);
        text.map(str::to_owned).map_err(|_| Malformed::Text)
    }

    pub fn point(&mut self) -> Result<Point, Malformed> {
        let (lat, lon) = (self.signed()?, self.signed()?);
        let moved = (
            self.last.0.checked_add(lat).ok_or(Malformed::Point)?,
            self.last.1.checked_add(lon).ok_or(Malformed::Point)?,
        );
        self.last = moved;
        Point::from_e7(moved.0, moved.1).map_err(|_| Malformed::Point)
    }

    pub fn go_on_from(&mut self, point: Point) {
        self.last = (point.lat_e7().into(), point.lon_e7().into());
    }

    pub fn points(&mut self) -> Result<Vec<Point>, Malformed> {
        let many = self.count()?;
        (0..many).map(|_| self.point()).collect()
    }

    /// So many records.
    pub fn many<T>(
        &mut self,
        mut one: impl FnMut(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let many = self.count()?;
        (0..many).map(|_| one(self)).collect()
    }

    /// A byte that stands for something.
    pub fn coded<T>(&mut self, of: impl Fn(u8) -> Option<T>) -> Result<T, Malformed> {
        of(self.byte()?).ok_or(Malformed::Code)
    }
}
