//! The envelope of a sealed field, byte by byte as `formats/sealed.md` has it.
//!
//! A ciphertext alone does not say which text it holds: XChaCha20-Poly1305 can be made to open to two
//! texts under two keys. The commitment in the entry says it, so opening ends with the commitment.

mod padding;
#[cfg(test)]
mod two_stories;
#[cfg(test)]
mod vectors;

use kernel::{Digest, KeyId, SealAlgorithm, Sealed, canonical};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::boxed::{self, EXTRA_BYTES};
use crate::error::Error;
use crate::person::PersonKey;
use padding::{BLOCK_BYTES, pad, unpad};

/// The longest text that can be sealed.
pub const TEXT_BYTES_MAX: usize = 4096;
/// The longest picture that can be sealed.
pub const PICTURE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// The longest envelope.
pub const ENVELOPE_BYTES_MAX: usize =
    HEADER_BYTES + EXTRA_BYTES + (SALT_BYTES + PICTURE_BYTES_MAX + 1).next_multiple_of(BLOCK_BYTES);

const HEADER_BYTES: usize = 8;
const SALT_BYTES: usize = 32;
/// What is hashed before salt and text, so that no other digest of ours is a commitment.
const COMMITMENT_TAG: &[u8] = b"answerable/sealed/v1/commitment\0";

/// Why bytes are not an envelope, or not the one that belongs to a sealed field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// It begins otherwise.
    #[error("it does not begin like an envelope that this build reads")]
    Header,
    /// No envelope is that long.
    #[error("no envelope has {0} bytes")]
    Length(usize),
    /// The entry names another digest.
    #[error("its bytes are not those the entry was written for")]
    Changed,
    /// It says another algorithm than the entry.
    #[error("it was sealed with another algorithm than the entry says")]
    Algorithm,
    /// The cipher refuses it.
    #[error("it was not sealed with this key for this entry")]
    Key,
    /// Padded otherwise than here.
    #[error("what is inside is not padded as it should be")]
    Padding,
    /// It opens, to another text than the entry is committed to.
    #[error("it holds another text than the entry is committed to")]
    Commitment,
}

fn header(algorithm: SealAlgorithm) -> [u8; HEADER_BYTES] {
    match algorithm {
        SealAlgorithm::XChaCha20Poly1305Sha256 => *b"ANSEAL\x01\x01",
    }
}

/// An envelope whose shape is right; whether it opens is another matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope<'a> {
    /// With what it was sealed.
    pub algorithm: SealAlgorithm,
    boxed: &'a [u8],
}

impl<'a> Envelope<'a> {
    /// Reads the head of an envelope and its length. Any bytes may be handed in.
    ///
    /// # Errors
    /// [`EnvelopeError::Header`] and [`EnvelopeError::Length`].
    pub fn parse(bytes: &'a [u8]) -> Result<Self, EnvelopeError> {
        let algorithm = SealAlgorithm::XChaCha20Poly1305Sha256;
        let boxed = bytes
            .strip_prefix(header(algorithm).as_slice())
            .ok_or(EnvelopeError::Header)?;
        let inside = boxed.len().checked_sub(EXTRA_BYTES);
        let whole = |inside: usize| inside > 0 && inside.is_multiple_of(BLOCK_BYTES);
        if !inside.is_some_and(whole) || bytes.len() > ENVELOPE_BYTES_MAX {
            return Err(EnvelopeError::Length(bytes.len()));
        }
        Ok(Self { algorithm, boxed })
    }
}

fn commitment(salt: &[u8; SALT_BYTES], text: &[u8]) -> Digest {
    let hash = Sha256::new().chain_update(COMMITMENT_TAG);
    let hash = hash.chain_update(salt).chain_update(text);
    Digest(hash.finalize().into())
}

/// What the ciphertext is bound to: algorithm, key and commitment.
fn about(algorithm: SealAlgorithm, key: KeyId, commitment: Digest) -> Vec<u8> {
    let head = header(algorithm);
    [&head[..], &key.0.as_bytes()[..], &commitment.0[..]].concat()
}

/// Seals canonical JSON under a person key.
pub fn seal(key: &PersonKey, text: &[u8]) -> Result<(Sealed, Vec<u8>), Error> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(Error::TextTooLong { bytes: text.len() });
    }
    canonical::parse(text).map_err(|_| Error::NotCanonical)?;
    seal_bytes(key, text)
}

/// Seals the bytes of a picture under a person key.
pub fn seal_picture(key: &PersonKey, picture: &[u8]) -> Result<(Sealed, Vec<u8>), Error> {
    if picture.len() > PICTURE_BYTES_MAX {
        let bytes = picture.len();
        return Err(Error::PictureTooLong { bytes });
    }
    seal_bytes(key, picture)
}

fn seal_bytes(key: &PersonKey, text: &[u8]) -> Result<(Sealed, Vec<u8>), Error> {
    let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; boxed::NONCE_BYTES]);
    getrandom::fill(&mut salt)?;
    getrandom::fill(&mut nonce)?;
    seal_with(key, &Zeroizing::new(salt), nonce, text)
}

fn seal_with(
    key: &PersonKey,
    salt: &[u8; SALT_BYTES],
    nonce: [u8; boxed::NONCE_BYTES],
    text: &[u8],
) -> Result<(Sealed, Vec<u8>), Error> {
    let algorithm = SealAlgorithm::XChaCha20Poly1305Sha256;
    let commitment = commitment(salt, text);
    let inside = pad(salt, text);
    let about = about(algorithm, key.id(), commitment);
    let boxed = boxed::lock_with(&key.sealing(), nonce, &about, &inside)?;
    let envelope = [&header(algorithm)[..], &boxed[..]].concat();
    let sealed = Sealed {
        algorithm,
        commitment,
        envelope: Digest::of(&envelope),
        key: key.id(),
    };
    Ok((sealed, envelope))
}

/// Checks that these bytes are the envelope of this field, without opening it.
pub fn belongs<'a>(sealed: &Sealed, bytes: &'a [u8]) -> Result<Envelope<'a>, EnvelopeError> {
    if Digest::of(bytes) != sealed.envelope {
        return Err(EnvelopeError::Changed);
    }
    let envelope = Envelope::parse(bytes)?;
    if envelope.algorithm != sealed.algorithm {
        return Err(EnvelopeError::Algorithm);
    }
    Ok(envelope)
}

/// Opens an envelope that [`belongs`], and gives the text only when it is the one committed to.
pub fn open(
    key: &PersonKey,
    sealed: &Sealed,
    envelope: Envelope<'_>,
) -> Result<Zeroizing<Vec<u8>>, EnvelopeError> {
    let about = about(sealed.algorithm, sealed.key, sealed.commitment);
    let inside = boxed::unlock(&key.sealing(), &about, envelope.boxed).ok_or(EnvelopeError::Key)?;
    let padded = unpad(&inside).ok_or(EnvelopeError::Padding)?;
    let (salt, text) = padded.split_first_chunk().ok_or(EnvelopeError::Padding)?;
    if text.len() > PICTURE_BYTES_MAX {
        return Err(EnvelopeError::Padding);
    }
    if commitment(salt, text) != sealed.commitment {
        return Err(EnvelopeError::Commitment);
    }
    Ok(Zeroizing::new(text.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;
    use proptest::prelude::*;
    use uuid::Uuid;

    const TEXT: &[u8] = br#"{"name":"Li"}"#;

    fn key(n: u8) -> PersonKey {
        PersonKey::new(
            KeyId(Uuid::from_bytes([n; 16])),
            Secret::of(&[n; 32]).unwrap(),
        )
    }

    fn read(
        key: &PersonKey,
        sealed: &Sealed,
        bytes: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, EnvelopeError> {
        open(key, sealed, belongs(sealed, bytes)?)
    }

    /// An envelope that belongs by its digest, whatever is in it.
    fn resealed(sealed: &Sealed, bytes: &[u8]) -> Sealed {
        Sealed {
            envelope: Digest::of(bytes),
            ..sealed.clone()
        }
    }

    #[test]
    fn what_was_sealed_opens() {
        let (sealed, envelope) = seal(&key(1), TEXT).unwrap();
        assert_eq!(**read(&key(1), &sealed, &envelope).unwrap(), *TEXT);
    }

    #[test]
    fn the_same_text_twice_looks_different() {
        let pair = [seal(&key(1), TEXT).unwrap(), seal(&key(1), TEXT).unwrap()];
        assert_ne!(pair[0].0.commitment, pair[1].0.commitment);
        assert_ne!(pair[0].1, pair[1].1);
    }

    #[test]
    fn an_envelope_under_another_key_does_not_open() {
        let (sealed, _) = seal(&key(1), TEXT).unwrap();
        let (_, other) = seal(&key(2), TEXT).unwrap();
        assert_eq!(
            read(&key(1), &sealed, &other).unwrap_err(),
            EnvelopeError::Changed
        );
        let claimed = resealed(&sealed, &other);
        assert_eq!(
            read(&key(1), &claimed, &other).unwrap_err(),
            EnvelopeError::Key
        );
    }

    #[test]
    fn a_swapped_key_id_does_not_open_under_either_key() {
        let (sealed, envelope) = seal(&key(1), TEXT).unwrap();
        let swapped = Sealed {
            key: key(2).id(),
            ..sealed
        };
        for n in [1, 2] {
            let said = read(&key(n), &swapped, &envelope).unwrap_err();
            assert_eq!(said, EnvelopeError::Key);
        }
    }

    #[test]
    fn swapped_commitments_do_not_open() {
        let (one, envelope) = seal(&key(1), TEXT).unwrap();
        let (two, _) = seal(&key(1), br#"{"name":"Wu"}"#).unwrap();
        let swapped = Sealed {
            commitment: two.commitment,
            ..one
        };
        let said = read(&key(1), &swapped, &envelope).unwrap_err();
        assert_eq!(said, EnvelopeError::Key);
    }

    /// Whoever holds the key can bind any text to any commitment; the text is then not the one.
    #[test]
    fn an_envelope_made_for_a_foreign_commitment_is_refused_by_it() {
        let (sealed, _) = seal(&key(1), TEXT).unwrap();
        let about = about(sealed.algorithm, sealed.key, sealed.commitment);
        let inside = pad(&[7; 32], br#"{"name":"Wu"}"#);
        let boxed = boxed::lock(&key(1).sealing(), &about, &inside).unwrap();
        let forged = [&header(sealed.algorithm)[..], &boxed[..]].concat();
        let said = read(&key(1), &resealed(&sealed, &forged), &forged).unwrap_err();
        assert_eq!(said, EnvelopeError::Commitment);
    }

    #[test]
    fn the_length_of_a_short_name_does_not_show() {
        let lengths = |names: &[&str]| {
            let one = |name: &&str| seal(&key(1), format!("\"{name}\"").as_bytes()).unwrap();
            let mut all: Vec<usize> = names.iter().map(|name| one(name).1.len()).collect();
            all.dedup();
            all
        };
        assert_eq!(
            lengths(&["Wu", "Bartholomew Featherstone", "欧阳修"]),
            [112]
        );
    }

    #[test]
    fn the_longest_text_is_sealed_and_a_longer_one_is_not() {
        let text = |letters: usize| format!("\"{}\"", "a".repeat(letters)).into_bytes();
        let (sealed, envelope) = seal(&key(1), &text(TEXT_BYTES_MAX - 2)).unwrap();
        assert_eq!(envelope.len(), 8 + EXTRA_BYTES + 65 * BLOCK_BYTES);
        assert!(read(&key(1), &sealed, &envelope).is_ok());
        let said = seal(&key(1), &text(TEXT_BYTES_MAX - 1));
        assert!(matches!(said, Err(Error::TextTooLong { bytes: 4097 })));
    }

    #[test]
    fn a_picture_of_the_longest_is_sealed_and_a_longer_one_is_not() {
        let picture = vec![0x80; PICTURE_BYTES_MAX];
        let (sealed, envelope) = seal_picture(&key(1), &picture).unwrap();
        assert_eq!(envelope.len(), ENVELOPE_BYTES_MAX);
        assert_eq!(*read(&key(1), &sealed, &envelope).unwrap(), picture);
        let said = seal_picture(&key(1), &vec![0; PICTURE_BYTES_MAX + 1]);
        assert!(matches!(
            said,
            Err(Error::PictureTooLong { bytes: 8_388_609 })
        ));
    }

    #[test]
    fn only_canonical_json_is_sealed() {
        for text in ["", "{\"a\": 1}", "name"] {
            let said = seal(&key(1), text.as_bytes());
            assert!(matches!(said, Err(Error::NotCanonical)), "{text}");
        }
    }

    #[test]
    fn every_single_flipped_bit_is_refused_even_when_the_digest_is_made_to_fit() {
        let (sealed, envelope) = seal(&key(1), TEXT).unwrap();
        for bit in 0..envelope.len() * 8 {
            let mut bytes = envelope.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let said = read(&key(1), &sealed, &bytes).unwrap_err();
            assert_eq!(said, EnvelopeError::Changed);
            assert!(read(&key(1), &resealed(&sealed, &bytes), &bytes).is_err());
        }
    }

    #[test]
    fn every_other_length_is_refused() {
        let (sealed, envelope) = seal(&key(1), TEXT).unwrap();
        for length in 0..envelope.len() {
            let cut = &envelope[..length];
            assert!(read(&key(1), &resealed(&sealed, cut), cut).is_err());
        }
        for more in 1..200 {
            let longer = [&envelope[..], &vec![0; more][..]].concat();
            assert!(read(&key(1), &resealed(&sealed, &longer), &longer).is_err());
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(
            head in any::<bool>(),
            rest in proptest::collection::vec(any::<u8>(), 0..400),
        ) {
            let start: &[u8] = if head { b"ANSEAL\x01\x01" } else { b"" };
            let bytes = [start, &rest].concat();
            let _ = Envelope::parse(&bytes);
            let (sealed, _) = seal(&key(1), TEXT).unwrap();
            prop_assert!(read(&key(1), &resealed(&sealed, &bytes), &bytes).is_err());
        }

        #[test]
        fn any_text_comes_back(text in "\\PC{0,900}") {
            let json = canonical::to_bytes(&text).unwrap();
            let (sealed, envelope) = seal(&key(1), &json).unwrap();
            let opened = read(&key(1), &sealed, &envelope).unwrap();
            prop_assert_eq!(&*opened, &json);
        }
    }
}
