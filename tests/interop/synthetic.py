"""A log made from nothing: tiles, bundles, checkpoints, cosignatures, receipts, a policy.

`synthetic.py OUT [--entries N] [--old M] [--receipts R] [--seed S]` writes

    OUT/log/checkpoint, OUT/log/tile/..., OUT/log/log.vkey   the log, as `log export` writes it
    OUT/old.checkpoint                                       what was signed at M entries
    OUT/policy                                               the log and its witnesses
    OUT/receipts/SEQ.tlog-proof                              R receipts, spread over the log
    OUT/log.key                                              the log's private key

It shares no code with the product and is written from the C2SP texts alone, so it proves the
drivers beside it before they judge the product. The others import it: what is below is all that
they know about the formats.
"""

import argparse
import base64
import hashlib
import json
import random
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HEAD = "c2sp.org/tlog-proof@v1"
DASH = "\u2014 "
LOG_KEY, COSIGNER_KEY = 1, 4
# A Tuesday in April 2026, so that nothing here depends on today.
BEGAN_MS = 1_775_520_000_000


class Malformed(Exception):
    """Not written as the format says."""


def b64(data):
    return base64.b64encode(data).decode()


def unb64(text):
    """Canonical or not: Go's note package takes both, so both mean the same to us."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Malformed("base64") from error


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """An RFC 6962 tree over leaf hashes; every size up to the last one can be asked for."""

    def __init__(self, leaves):
        self.levels = [list(leaves)]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node_hash(below[i], below[i + 1])
                                for i in range(0, len(below) - 1, 2)])

    def __len__(self):
        return len(self.levels[0])

    def root(self, size=None):
        return self.hash(0, len(self) if size is None else size)

    def hash(self, start, end):
        width = end - start
        if width == 0:
            return hashlib.sha256(b"").digest()
        if width & (width - 1) == 0 and start % width == 0:
            level = width.bit_length() - 1
            return self.levels[level][start >> level]
        middle = start + (1 << (width - 1).bit_length() - 1)
        return node_hash(self.hash(start, middle), self.hash(middle, end))

    def inclusion(self, index, size=None):
        start, end, path = 0, len(self) if size is None else size, []
        while end - start > 1:
            middle = start + (1 << (end - start - 1).bit_length() - 1)
            if index < middle:
                path.append(self.hash(middle, end))
                end = middle
            else:
                path.append(self.hash(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old, size=None):
        start, end, path, whole = 0, len(self) if size is None else size, [], True
        if old in (0, end):
            return []
        while old != end:
            middle = start + (1 << (end - start - 1).bit_length() - 1)
            if old <= middle:
                path.append(self.hash(middle, end))
                end = middle
            else:
                path.append(self.hash(start, middle))
                start, whole = middle, False
        return ([] if whole else [self.hash(start, end)]) + path[::-1]


def key_id(name, kind, public):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


class Key:
    """A key that signs: as a log does, or as a witness does."""

    def __init__(self, name, kind, seed):
        self.name, self.kind = name, kind
        self.private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self.private.public_key().public_bytes_raw()
        self.id = key_id(name, kind, self.public)
        self.vkey = f"{name}+{self.id.hex()}+{b64(bytes([kind]) + self.public)}"

    @classmethod
    def of(cls, name, kind, *words):
        """The same words give the same key."""
        return cls(name, kind, hashlib.sha256(repr((name, kind, words)).encode()).digest())

    @classmethod
    def from_text(cls, text):
        name, _, key = text.strip().removeprefix("PRIVATE+KEY+").split("+", 2)
        key = unb64(key)
        return cls(name, key[0], key[1:])

    def text(self, seed):
        return f"PRIVATE+KEY+{self.name}+{self.id.hex()}+{b64(bytes([self.kind]) + seed)}\n"

    def line(self, body, time_s=None):
        if self.kind == LOG_KEY:
            return Line(self.name, self.id + self.private.sign(body.encode()))
        head = f"cosignature/v1\ntime {time_s}\n"
        signature = self.private.sign((head + body).encode())
        return Line(self.name, self.id + time_s.to_bytes(8, "big") + signature)


@dataclass(frozen=True)
class Line:
    """A signature line: the name, and the key id with what follows it."""

    name: str
    blob: bytes

    def __str__(self):
        return f"{DASH}{self.name} {b64(self.blob)}\n"

    @property
    def key(self):
        return self.name, self.blob[:4]


@dataclass(frozen=True)
class Note:
    body: str
    lines: tuple

    def __str__(self):
        return self.body + "\n" + "".join(map(str, self.lines))

    @classmethod
    def parse(cls, text):
        body, blank, rest = text.rpartition("\n\n")
        if not blank or not rest.endswith("\n"):
            raise Malformed("no signatures")
        lines = []
        for line in rest[:-1].split("\n"):
            if not line.startswith(DASH) or line.count(" ") != 2:
                raise Malformed("a signature line")
            _, name, blob = line.split(" ")
            lines.append(Line(name, unb64(blob)))
        return cls(body + "\n", tuple(lines))

    @property
    def origin(self):
        return self.body.split("\n")[0]

    @property
    def size(self):
        return int(self.body.split("\n")[1])

    @property
    def root(self):
        return unb64(self.body.split("\n")[2])


def body_of(origin, size, root):
    return f"{origin}\n{size}\n{b64(root)}\n"


def signed_by(vkey, note):
    """The line of this key when there is exactly one and it is good, else None."""
    name, _, key = vkey.split("+", 2)
    kind, public = unb64(key)[0], unb64(key)[1:]
    lines = [line for line in note.lines if line.key == (name, key_id(name, kind, public))]
    if len(lines) != 1:
        return None
    signature, message = lines[0].blob[4:], note.body
    if kind == COSIGNER_KEY:
        time_s, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        message = f"cosignature/v1\ntime {time_s}\n{message}"
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message.encode())
    except InvalidSignature:
        return None
    return lines[0]


@dataclass(frozen=True)
class Receipt:
    entry: bytes
    index: int
    proof: tuple
    note: Note

    def to_bytes(self):
        proof = "".join(b64(node) + "\n" for node in self.proof)
        return (f"{HEAD}\nextra {b64(self.entry)}\nindex {self.index}\n{proof}\n{self.note}"
                ).encode()

    @classmethod
    def parse(cls, data):
        try:
            head, blank, note = data.decode().partition("\n\n")
        except UnicodeDecodeError as error:
            raise Malformed("UTF-8") from error
        lines = head.split("\n")
        if not blank or len(lines) < 3 or lines[0] != HEAD or not lines[1].startswith("extra "):
            raise Malformed("the head")
        if not re.fullmatch("index (0|[1-9][0-9]*)", lines[2], re.ASCII):
            raise Malformed("the index")
        proof = tuple(unb64(line) for line in lines[3:])
        return cls(unb64(lines[1][6:]), int(lines[2][6:]), proof, Note.parse(note))


def groups_of_three(number):
    text = f"{number % 1000:03}"
    while number >= 1000:
        number //= 1000
        text = f"x{number % 1000:03}/{text}"
    return text


def pieces(size):
    """(level, number, width) of each tile of a tree, and of its entry bundles as level -1."""
    for level in range(-1, 64):
        count = size >> 8 * max(level, 0)
        if count == 0:
            return
        for number in range((count + 255) // 256):
            yield level, number, min(256, count - 256 * number)


def piece_path(level, number, width):
    partial = f".p/{width}" if width < 256 else ""
    return f"tile/{'entries' if level < 0 else level}/{groups_of_three(number)}{partial}"


def write_log(folder, entries, tree, sizes=None):
    """Tiles and bundles, with the partial ones of the sizes that were ever signed."""
    for size in sizes or [len(entries)]:
        for level, number, width in pieces(size):
            path = folder / piece_path(level, number, width)
            path.parent.mkdir(parents=True, exist_ok=True)
            span = range(256 * number, 256 * number + width)
            if level < 0:
                data = b"".join(len(entries[i]).to_bytes(2, "big") + entries[i] for i in span)
            else:
                data = b"".join(tree.levels[8 * level][i] for i in span)
            path.unlink(missing_ok=True)  # It may be a link to the file of another log.
            path.write_bytes(data)


@dataclass
class Log:
    """A published log: its entries as they lie in the bundles, and its signed checkpoint."""

    folder: Path
    note: Note
    entries: list = field(repr=False)

    @classmethod
    def read(cls, folder):
        folder = Path(folder)
        note = Note.parse((folder / "checkpoint").read_text())
        entries = []
        for level, number, width in pieces(note.size):
            if level >= 0:
                break
            path = folder / piece_path(level, number, width)
            whole = folder / piece_path(level, number, 256)
            data = (path if path.exists() else whole).read_bytes()
            for _ in range(width):
                end = 2 + int.from_bytes(data[:2], "big")
                entries.append(data[2:end])
                data = data[end:]
        return cls(folder, note, entries)


def policy_text(log, witnesses, need="all"):
    """`witnesses`: (name in the policy, verifier key, address or None)"""
    lines = [f"log {log}"]
    lines += [" ".join(filter(None, ("witness", *witness))) for witness in witnesses]
    if not witnesses:
        return "\n".join([*lines, "quorum none", ""])
    members = " ".join(name for name, *_ in witnesses)
    return "\n".join([*lines, f"group needed {need} {members}", "quorum needed", ""])


def made_entry(rng, seq):
    """Looks like an entry of the journal, in its canonical spelling; says nothing."""
    words = " ".join(rng.choice(["gate", "smoke", "north", "stairs", "water", "桥", "路口"])
                     for _ in range(rng.randrange(1, 40)))
    entry = {
        "act": f"{rng.getrandbits(128):032x}", "agency": "synthetic",
        "at_ms": BEGAN_MS + 977 * seq, "seat": f"desk-{rng.randrange(9)}", "seq": seq, "v": 1,
        "events": [{"data": {"note": words}, "type": "intake.note_added", "v": 1}],
    }
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


@dataclass
class Made:
    """A synthetic log in memory, before any of it is written."""

    seed: int = 1
    entries: int = 700
    origin: str = "log.example/synthetic"

    def __post_init__(self):
        rng = random.Random(self.seed)
        self.log_seed = hashlib.sha256(f"log {self.seed}".encode()).digest()
        self.log_key = Key(self.origin, LOG_KEY, self.log_seed)
        self.witnesses = [Key.of(f"witness-{n}.example", COSIGNER_KEY, self.seed) for n in (1, 2)]
        self.data = [made_entry(rng, seq) for seq in range(self.entries)]
        self.tree = Tree(map(leaf_hash, self.data))

    def note(self, size=None, cosigned=True):
        size = self.entries if size is None else size
        body = body_of(self.origin, size, self.tree.root(size))
        time_s = BEGAN_MS // 1000 + size
        lines = [witness.line(body, time_s) for witness in self.witnesses if cosigned]
        return Note(body, (self.log_key.line(body), *lines))

    def receipt(self, seq, size=None):
        return Receipt(self.data[seq], seq, tuple(self.tree.inclusion(seq, size)), self.note(size))

    def write(self, out, old, receipts):
        log = out / "log"
        write_log(log, self.data, self.tree, [old, self.entries])
        (log / "checkpoint").write_text(str(self.note()))
        (log / "log.vkey").write_text(self.log_key.vkey + "\n")
        (out / "log.key").write_text(self.log_key.text(self.log_seed))
        (out / "old.checkpoint").write_text(str(self.note(old)))
        named = [(f"w{n}", witness.vkey) for n, witness in enumerate(self.witnesses)]
        (out / "policy").write_text(policy_text(self.log_key.vkey, named))
        (out / "receipts").mkdir(exist_ok=True)
        blank = replace(self.receipt(0), entry=b"", proof=())
        for n in range(receipts):
            seq = n * self.entries // receipts
            receipt = replace(blank, entry=self.data[seq], index=seq,
                              proof=tuple(self.tree.inclusion(seq)))
            (out / "receipts" / f"{seq}.tlog-proof").write_bytes(receipt.to_bytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--entries", type=int, default=1200)
    parser.add_argument("--old", type=int, default=300)
    parser.add_argument("--receipts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    Made(args.seed, args.entries).write(args.out, args.old, min(args.receipts, args.entries))
    print(f"{args.entries} entries, signed at {args.old} and at {args.entries}")


if __name__ == "__main__":
    main()
