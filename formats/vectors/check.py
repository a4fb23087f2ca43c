#!/usr/bin/env python3
"""Works out the vectors of this folder again, with Python's standard library and nothing else.

    python3 formats/vectors/check.py

It shares no code with the product: XChaCha20-Poly1305, AES-256 and FF1 are written down here as
their specifications have them. They are slow and not for use.
"""

import hashlib
import hmac
import json
import pathlib
import struct
import uuid

HERE = pathlib.Path(__file__).parent


# --- XChaCha20-Poly1305 (RFC 8439, draft-irtf-cfrg-xchacha-03) ---


def rotated(value, by):
    return ((value << by) | (value >> (32 - by))) & 0xFFFFFFFF


def quarter(state, a, b, c, d):
    for x, y, z, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[x] = (state[x] + state[y]) & 0xFFFFFFFF
        state[z] = rotated(state[z] ^ state[x], by)


def rounds(state):
    state = list(state)
    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
            quarter(state, a, b, c, d)
        for a, b, c, d in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(state, a, b, c, d)
    return state


def start(key, rest):
    return list(struct.unpack("<16I", b"expand 32-byte k" + key + rest))


def chacha_block(key, counter, nonce):
    state = start(key, struct.pack("<I", counter) + nonce)
    mixed = [(a + b) & 0xFFFFFFFF for a, b in zip(state, rounds(state))]
    return struct.pack("<16I", *mixed)


def xchacha(key, nonce):
    state = rounds(start(key, nonce[:16]))
    subkey = struct.pack("<8I", *(state[:4] + state[12:]))
    return subkey, bytes(4) + nonce[16:]


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for at in range(0, len(message), 16):
        total += int.from_bytes(message[at : at + 16] + b"\x01", "little")
        total = total * r % ((1 << 130) - 5)
    total += int.from_bytes(key[16:], "little")
    return (total & ((1 << 128) - 1)).to_bytes(16, "little")


def padded(data):
    return data + bytes(-len(data) % 16)


def xchacha20poly1305(key, nonce, about, text):
    key, nonce = xchacha(key, nonce)
    stream = b"".join(chacha_block(key, n + 1, nonce) for n in range(len(text) // 64 + 1))
    cipher = bytes(a ^ b for a, b in zip(text, stream))
    lengths = struct.pack("<QQ", len(about), len(cipher))
    tag = poly1305(chacha_block(key, 0, nonce)[:32], padded(about) + padded(cipher) + lengths)
    return cipher + tag


def labelled(key, label, *parts):
    return hmac.digest(key, label + b"\0" + b"".join(parts), "sha256")


def check_sealed(vectors):
    for one in vectors["sealed"]:
        key, salt, nonce = (bytes.fromhex(one[name]) for name in ("person_key", "salt", "nonce"))
        text, sealed = one["text"].encode(), one["sealed"]
        seal_key = labelled(key, b"answerable/person/v1/seal")
        assert seal_key.hex() == one["seal_key"]
        assert labelled(key, b"answerable/person/v1/token", text).hex() == one["token"]
        commitment = hashlib.sha256(b"answerable/sealed/v1/commitment\0" + salt + text).digest()
        assert commitment.hex() == sealed["commitment"]
        inside = salt + text + b"\x80"
        inside += bytes(-len(inside) % 64)
        head = b"ANSEAL\x01\x01"
        about = head + uuid.UUID(sealed["key"]).bytes + commitment
        envelope = head + nonce + xchacha20poly1305(seal_key, nonce, about, inside)
        assert envelope.hex() == one["envelope"]
        assert hashlib.sha256(envelope).hexdigest() == sealed["envelope"]
    one = vectors["epoch_check"]
    check = labelled(bytes.fromhex(one["key"]), b"answerable/epoch/v1/check", struct.pack(">Q", one["epoch"]))
    assert check[:8].hex() == one["check"]
    one = vectors["lookup"]
    value = one["kind"].encode() + b"\0" + one["value"].encode()
    mark = labelled(bytes.fromhex(one["key"]), b"answerable/agency/v1/lookup", value)
    assert mark[:16].hex() == one["mark_under_the_veil"]


# --- AES-256 (FIPS 197) and FF1 (NIST SP 800-38G) ---


def times(a, b):
    product = 0
    while b:
        product ^= a * (b & 1)
        a, b = (a << 1) ^ (0x11B * (a >> 7)), b >> 1
    return product


def box():
    table = []
    for value in range(256):
        inverse = next((x for x in range(256) if times(value, x) == 1), 0)
        out = 0x63
        for by in range(5):
            out ^= ((inverse << by) | (inverse >> (8 - by))) & 0xFF
        table.append(out)
    return table


BOX = box()


def round_keys(key):
    words = [list(key[at : at + 4]) for at in range(0, 32, 4)]
    constant = 1
    for n in range(8, 60):
        word = list(words[-1])
        if n % 8 == 0:
            word = [BOX[byte] for byte in word[1:] + word[:1]]
            word[0] ^= constant
            constant = times(constant, 2)
        elif n % 8 == 4:
            word = [BOX[byte] for byte in word]
        words.append([a ^ b for a, b in zip(words[n - 8], word)])
    return [sum(words[at : at + 4], []) for at in range(0, 60, 4)]


def aes(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for n, key in enumerate(keys[1:], 1):
        state = [BOX[state[(at + 4 * (at % 4)) % 16]] for at in range(16)]
        if n < 14:
            mixed = []
            for at in range(0, 16, 4):
                column = state[at : at + 4]
                for turn in range(4):
                    a, b, c, d = column[turn:] + column[:turn]
                    mixed.append(times(a, 2) ^ times(b, 3) ^ c ^ d)
            state = mixed
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def ff1(keys, tweak, number, bits):
    half = bits // 2
    left, right = number >> half, number & ((1 << half) - 1)
    size = -(-half // 8)
    wanted = 4 * -(-size // 4) + 4
    first = bytes([1, 2, 1]) + (2).to_bytes(3, "big") + bytes([10, half & 0xFF])
    first += struct.pack(">II", bits, len(tweak))
    for n in range(10):
        second = tweak + bytes((-len(tweak) - size - 1) % 16) + bytes([n]) + right.to_bytes(size, "big")
        state = bytes(16)
        message = first + second
        for at in range(0, len(message), 16):
            state = aes(keys, bytes(a ^ b for a, b in zip(state, message[at : at + 16])))
        assert wanted <= 16
        sum_ = (left + int.from_bytes(state[:wanted], "big")) % (1 << half)
        left, right = right, sum_
    return left << half | right


LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def doubled(value):
    value <<= 1
    return value ^ 0b100101 if value >> 5 else value


def check_codes(vectors):
    keys = round_keys(bytes.fromhex(vectors["key"]))
    for one in vectors["codes"]:
        code = ff1(keys, b"answerable/receipt-code/v1", int(one["entry"]), 88)
        assert f"{code:022x}" == one["bits"]
        symbols = [LETTERS.index(letter) for letter in one["letters"].replace("-", "")]
        plain = weighted = number = 0
        for symbol in symbols:
            plain ^= symbol
            weighted = doubled(weighted) ^ symbol
        for symbol in symbols[:18]:
            number = number << 5 | symbol
        assert (len(symbols), plain, weighted, number) == (20, 0, 0, code)
        assert len(one["english"].split(" ")) == len(one["chinese"]) == 9


def main():
    # The published example of AES-256 first (FIPS 197, appendix C.3).
    block = aes(round_keys(bytes(range(32))), bytes.fromhex("00112233445566778899aabbccddeeff"))
    assert block.hex() == "8ea2b7ca516745bfeafc49904b496089"
    check_sealed(json.loads((HERE / "sealed.json").read_text()))
    check_codes(json.loads((HERE / "receipt-code.json").read_text()))
    print("sealed.json and receipt-code.json are as their formats say")


if __name__ == "__main__":
    main()
