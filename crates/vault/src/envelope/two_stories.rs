//! One ciphertext that opens to two texts under two keys, made on purpose, and what refuses it.
//!
//! Poly1305 is a polynomial in a value that the key gives, so whoever knows two keys can choose one
//! block of the ciphertext such that one tag fits both (Len, Grubbs and Ristenpart, "Partitioning
//! oracle attacks", 2021). Here somebody who had the vault in hand does so: the key of a field is
//! replaced by another, and the field tells another story. What they cannot do is to have the
//! commitment fit: it is hashed into what the tag is over, and it covers the free block.

use chacha20::XChaCha20;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _};
use kernel::{Digest, KeyId};
use num_bigint::BigInt;
use uuid::Uuid;

use super::{EnvelopeError, about, belongs, header, open, seal, unpad};
use crate::boxed;
use crate::person::PersonKey;
use crate::secret::Secret;

const STORY: &[u8; 31] = br#"{"name":"the officer was here"}"#;
/// Which block of 16 bytes the tag is over can be chosen: the first of the ciphertext.
const FREE: usize = 4;

/// One key as Poly1305 sees it, and the key stream that the ciphertext is made with.
struct Side {
    r: BigInt,
    s: BigInt,
    stream: [u8; 64],
}

fn number(bytes: &[u8]) -> BigInt {
    BigInt::from_bytes_le(num_bigint::Sign::Plus, bytes)
}

fn modulo(value: &BigInt, by: &BigInt) -> BigInt {
    ((value % by) + by) % by
}

fn prime() -> BigInt {
    (BigInt::from(1) << 130) - 5
}

fn side(key: &PersonKey, nonce: [u8; 24]) -> Side {
    let mut bytes = [0; 128];
    XChaCha20::new(key.sealing().bytes().into(), &nonce.into()).apply_keystream(&mut bytes);
    let mut r = bytes[..16].to_vec();
    for at in [3, 7, 11, 15] {
        r[at] &= 15;
    }
    for at in [4, 8, 12] {
        r[at] &= 252;
    }
    Side {
        r: number(&r),
        s: number(&bytes[16..32]),
        stream: bytes[64..].try_into().unwrap(),
    }
}

/// The polynomial over every block but the free one.
fn rest(side: &Side, blocks: &[&[u8]]) -> BigInt {
    let mut sum = BigInt::from(0);
    for (at, block) in blocks.iter().enumerate().filter(|(at, _)| *at != FREE) {
        let value = number(block) + (BigInt::from(1) << 128);
        let power = BigInt::from(blocks.len() - at);
        sum += value * side.r.modpow(&power, &prime());
    }
    sum % prime()
}

/// Ciphertext and tag that both keys accept, if this try gives them.
fn collide(sides: &[Side; 2], about: &[u8], mut cipher: [u8; 64]) -> Option<Vec<u8>> {
    let mut bound = about.to_vec();
    bound.resize(64, 0);
    let lengths = [(about.len() as u64).to_le_bytes(), 64_u64.to_le_bytes()].concat();
    let (p, one) = (prime(), BigInt::from(1));
    let (power, limit) = (BigInt::from(5), one << 128);
    let rests = {
        let blocks: Vec<&[u8]> = bound
            .chunks(16)
            .chain(cipher.chunks(16))
            .chain([&lengths[..]])
            .collect();
        [rest(&sides[0], &blocks), rest(&sides[1], &blocks)]
    };
    let powers = [0, 1].map(|n: usize| sides[n].r.modpow(&power, &p));
    let inverse = modulo(&(&powers[0] - &powers[1]), &p).modpow(&(&p - 2), &p);
    for carry in -4..=4 {
        let apart = &rests[1] - &rests[0] + &sides[1].s - &sides[0].s + &limit * carry;
        let free = modulo(&(apart * &inverse), &p);
        if free < limit || free >= &limit * 2 {
            continue;
        }
        let tag = |n: usize| ((&rests[n] + &free * &powers[n]) % &p + &sides[n].s) % &limit;
        if tag(0) != tag(1) {
            continue;
        }
        let bytes = |value: BigInt| {
            let mut bytes = value.to_bytes_le().1;
            bytes.resize(16, 0);
            bytes
        };
        cipher[..16].copy_from_slice(&bytes(&free - &limit));
        return Some([cipher.to_vec(), bytes(tag(0))].concat());
    }
    None
}

#[test]
fn an_envelope_that_opens_under_two_keys_is_refused_by_the_commitment() {
    let id = KeyId(Uuid::from_bytes([1; 16]));
    let keys = [1, 2].map(|n| PersonKey::new(id, Secret::of(&[n; 32]).unwrap()));
    let (mut sealed, _) = seal(&keys[0], br#"{"name":"Li"}"#).unwrap();
    let about = about(sealed.algorithm, sealed.key, sealed.commitment);

    let mut inside = [0; 64];
    inside[32..63].copy_from_slice(STORY);
    inside[63] = 0x80;
    let mut tries = 0_u64;
    let (nonce, boxed) = loop {
        tries += 1;
        let mut nonce = [0; 24];
        nonce[..8].copy_from_slice(&tries.to_be_bytes());
        let sides = [side(&keys[0], nonce), side(&keys[1], nonce)];
        // The padding has to fit under both keys as well.
        if sides[0].stream[63] != sides[1].stream[63] {
            continue;
        }
        let cipher: Vec<u8> = inside
            .iter()
            .zip(sides[0].stream)
            .map(|(a, b)| a ^ b)
            .collect();
        if let Some(boxed) = collide(&sides, &about, cipher.try_into().unwrap()) {
            break (nonce, boxed);
        }
        assert!(tries < 1_000_000, "the attack should have worked");
    };

    let boxed = [&nonce[..], &boxed[..]].concat();
    let texts = [0, 1].map(|n: usize| {
        let inside = boxed::unlock(&keys[n].sealing(), &about, &boxed);
        let inside = inside.expect("the cipher alone is content");
        unpad(&inside).expect("and so is the padding")[32..].to_vec()
    });
    assert_eq!(texts[0], STORY);
    assert_ne!(texts[1], texts[0]);

    let envelope = [&header(sealed.algorithm)[..], &boxed[..]].concat();
    sealed.envelope = Digest::of(&envelope);
    for key in &keys {
        let parsed = belongs(&sealed, &envelope).unwrap();
        let said = open(key, &sealed, parsed).unwrap_err();
        assert_eq!(said, EnvelopeError::Commitment);
    }
}
