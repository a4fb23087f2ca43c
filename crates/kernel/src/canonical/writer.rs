//! Writes canonical JSON in one pass: fields that come in another order than the canonical one are
//! moved where they stand, once their object is whole.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::io;

use serde_json::ser::{CompactFormatter, Formatter};

use super::{DEPTH_MAX, Error, INTEGER_LIMIT};

/// What has been written so far. The formatter looks back at it, which is why it is shared.
pub(super) struct Out {
    bytes: RefCell<Vec<u8>>,
    refused: RefCell<Option<Error>>,
}

impl Default for Out {
    fn default() -> Self {
        Self {
            bytes: RefCell::new(Vec::with_capacity(1_024)),
            refused: RefCell::default(),
        }
    }
}

impl Out {
    /// The whole text, or why there is none.
    pub(super) fn finish(self, written: Result<(), serde_json::Error>) -> Result<Vec<u8>, Error> {
        match self.refused.into_inner() {
            Some(refused) => Err(refused),
            None => {
                written?;
                Ok(self.bytes.into_inner())
            }
        }
    }

    fn len(&self) -> usize {
        self.bytes.borrow().len()
    }

    /// Ends the writing; the reason is kept because the serializer would make a text of it.
    fn refuse(&self, why: Error) -> io::Error {
        let said = io::Error::other(why.to_string());
        *self.refused.borrow_mut() = Some(why);
        said
    }
}

impl io::Write for &Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.borrow_mut().extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A field of the object at hand: where its quoted key begins and ends, and where its value ends.
#[derive(Clone, Copy)]
struct Field {
    key: usize,
    colon: usize,
    end: usize,
    /// Its key is ASCII without escapes, as all keys of the record are.
    plain: bool,
}

impl Field {
    /// By the UTF-16 code units of the keys (RFC 8785 section 3.2.3). For plain keys the order of
    /// the bytes is the same.
    fn compare(self, other: Self, bytes: &[u8]) -> Ordering {
        if self.plain && other.plain {
            // Without the closing quote, which sorts before letters but after a space.
            let key = |field: Self| &bytes[field.key..field.colon - 1];
            return key(self).cmp(key(other));
        }
        let text = |field: Self| {
            serde_json::from_slice::<String>(&bytes[field.key..field.colon]).unwrap_or_default()
        };
        text(self).encode_utf16().cmp(text(other).encode_utf16())
    }
}

/// Tells the serializer how canonical JSON is spelled.
pub(super) struct Canonical<'a> {
    out: &'a Out,
    /// Arrays and objects that are open.
    depth: usize,
    /// Where the fields of each open object begin in `fields`.
    objects: Vec<usize>,
    fields: Vec<Field>,
}

impl<'a> Canonical<'a> {
    pub(super) fn new(out: &'a Out) -> Self {
        Self {
            out,
            depth: 0,
            objects: Vec::with_capacity(8),
            fields: Vec::with_capacity(32),
        }
    }

    fn enter(&mut self) -> io::Result<()> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(self.out.refuse(Error::Depth));
        }
        Ok(())
    }

    fn integer(&self, number: impl std::fmt::Display, magnitude: u128) -> io::Result<()> {
        if magnitude < u128::from(INTEGER_LIMIT) {
            return Ok(());
        }
        Err(self.out.refuse(Error::Number(number.to_string())))
    }

    /// Puts the fields of the object that ends here into the order of their keys.
    fn order(&mut self) -> io::Result<()> {
        let first = self.objects.pop().unwrap_or(0);
        let fields = &mut self.fields[first..];
        let mut bytes = self.out.bytes.borrow_mut();
        if !fields.is_sorted_by(|a, b| a.compare(*b, &bytes) == Ordering::Less) {
            let (Some(begin), Some(end)) = (
                fields.first().map(|field| field.key),
                fields.last().map(|field| field.end),
            ) else {
                return Ok(());
            };
            fields.sort_by(|a, b| a.compare(*b, &bytes));
            let same = |two: &[Field]| two[0].compare(two[1], &bytes) == Ordering::Equal;
            if fields.windows(2).any(same) {
                drop(bytes);
                return Err(self.out.refuse(Error::Spelling));
            }
            let mut ordered = Vec::with_capacity(end - begin);
            for field in fields.iter() {
                if !ordered.is_empty() {
                    ordered.push(b',');
                }
                ordered.extend_from_slice(&bytes[field.key..field.end]);
            }
            bytes[begin..end].copy_from_slice(&ordered);
        }
        self.fields.truncate(first);
        Ok(())
    }
}

impl Formatter for Canonical<'_> {
    fn write_i64<W: ?Sized + io::Write>(&mut self, to: &mut W, number: i64) -> io::Result<()> {
        self.integer(number, number.unsigned_abs().into())?;
        CompactFormatter.write_i64(to, number)
    }

    fn write_u64<W: ?Sized + io::Write>(&mut self, to: &mut W, number: u64) -> io::Result<()> {
        self.integer(number, number.into())?;
        CompactFormatter.write_u64(to, number)
    }

    fn write_i128<W: ?Sized + io::Write>(&mut self, to: &mut W, number: i128) -> io::Result<()> {
        self.integer(number, number.unsigned_abs())?;
        CompactFormatter.write_i128(to, number)
    }

    fn write_u128<W: ?Sized + io::Write>(&mut self, to: &mut W, number: u128) -> io::Result<()> {
        self.integer(number, number)?;
        CompactFormatter.write_u128(to, number)
    }

    fn write_f32<W: ?Sized + io::Write>(&mut self, _: &mut W, number: f32) -> io::Result<()> {
        Err(self.out.refuse(Error::Number(number.to_string())))
    }

    fn write_f64<W: ?Sized + io::Write>(&mut self, _: &mut W, number: f64) -> io::Result<()> {
        Err(self.out.refuse(Error::Number(number.to_string())))
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.enter()?;
        to.write_all(b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth -= 1;
        to.write_all(b"]")
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.enter()?;
        self.objects.push(self.fields.len());
        to.write_all(b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth -= 1;
        self.order()?;
        to.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        to: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if !first {
            to.write_all(b",")?;
        }
        let key = self.out.len();
        self.fields.push(Field {
            key,
            colon: key,
            end: key,
            plain: true,
        });
        Ok(())
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        let bytes = self.out.bytes.borrow();
        if let Some(field) = self.fields.last_mut() {
            field.colon = bytes.len();
            let odd = |byte: &u8| !byte.is_ascii() || *byte == b'\\';
            field.plain = !bytes[field.key..].iter().any(odd);
        }
        Ok(())
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        let end = self.out.len();
        if let Some(field) = self.fields.last_mut() {
            field.end = end;
        }
        Ok(())
    }
}
