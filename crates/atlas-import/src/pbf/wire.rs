//! The wire format of Protocol Buffers: fields with a number and a value, one after another.

use super::Broken;

/// The fields of a message, in the order in which they are written.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Of a fixed width, which no field of an extract is.
    Fixed,
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u32, Value<'a>), Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.0.is_empty()).then(|| {
            let field = self.field();
            if field.is_err() {
                // Nothing after a broken field means anything.
                self.0 = &[];
            }
            field
        })
    }
}

impl<'a> Fields<'a> {
    fn field(&mut self) -> Result<(u32, Value<'a>), Broken> {
        let tag = varint(&mut self.0)?;
        let number = u32::try_from(tag >> 3).map_err(|_| Broken::Number)?;
        let value = match tag & 7 {
            0 => Value::Number(varint(&mut self.0)?),
            1 => self.bytes(8).map(|_| Value::Fixed)?,
            2 => {
                let many = varint(&mut self.0)?;
                Value::Bytes(self.bytes(many)?)
            }
            5 => self.bytes(4).map(|_| Value::Fixed)?,
            _ => return Err(Broken::Field(number)),
        };
        Ok((number, value))
    }

    fn bytes(&mut self, many: u64) -> Result<&'a [u8], Broken> {
        let many = usize::try_from(many).map_err(|_| Broken::Truncated)?;
        let (bytes, rest) = self.0.split_at_checked(many).ok_or(Broken::Truncated)?;
        self.0 = rest;
        Ok(bytes)
    }
}

impl<'a> Value<'a> {
    pub(super) fn bytes(self, field: u32) -> Result<&'a [u8], Broken> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(Broken::Field(field)),
        }
    }

    pub(super) fn number(self, field: u32) -> Result<u64, Broken> {
        match self {
            Self::Number(number) => Ok(number),
            _ => Err(Broken::Field(field)),
        }
    }
}

fn varint(from: &mut &[u8]) -> Result<u64, Broken> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = from.split_first().ok_or(Broken::Truncated)?;
        *from = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(Broken::Number)
}

/// Small negative numbers are written as small numbers.
pub(super) fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Numbers packed one after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers<'a>(pub(super) &'a [u8]);

impl Iterator for Numbers<'_> {
    type Item = Result<u64, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.0.is_empty()).then(|| {
            let number = varint(&mut self.0);
            if number.is_err() {
                self.0 = &[];
            }
            number
        })
    }
}

impl Numbers<'_> {
    /// The numbers that these are the steps between. A sum that overflows wraps: it then names an object
    /// or a point that is not there, and is reported as that.
    pub(super) fn sums(self) -> impl Iterator<Item = Result<i64, Broken>> {
        let mut sum = 0_i64;
        self.map(move |step| {
            sum = sum.wrapping_add(zigzag(step?));
            Ok(sum)
        })
    }
}
