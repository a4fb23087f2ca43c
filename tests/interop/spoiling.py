"""A log that two witnesses of our making have cosigned, and what is spoiled about receipts and
exports alike.

A mutation is only counted when it changes what is said. So that each signature matters, everything
is cosigned here by two witnesses made for the purpose, and the policy asks for both. Left alone
are: lines by keys the policy does not know (the format passes over them), the unused bits of a
base64 ending (Go's note package reads them, strict readers do not), and the very last line feed.
"""

import random
import re
from dataclasses import replace

import synthetic
from court import CannotAsk
from synthetic import COSIGNER_KEY, LOG_KEY, Key, Log, Malformed, Note, Tree

COSIGNED_S = 1_790_000_000


class Bench:
    """A log with two witnesses added, and the policy that asks for both."""

    def __init__(self, args, folder):
        self.folder, self.seed = folder, args.seed
        self.log = Log.read(args.log)
        self.vkey = (args.log / "log.vkey").read_text().strip()
        self.leaves = list(map(synthetic.leaf_hash, self.log.entries))
        self.tree = Tree(self.leaves)
        if self.tree.root() != self.log.note.root:
            raise CannotAsk(f"the entries of {args.log} are not those of its checkpoint")
        self.witnesses = [Key.of(f"interop-{n}.example", COSIGNER_KEY, args.seed) for n in "ab"]
        self.attacker = Key.of("interop-a.example", COSIGNER_KEY, args.seed, "somebody else")
        self.note = self.cosigned(self.log.note)
        self.old = args.old and self.cosigned(Note.parse(args.old.read_text()))
        self.policy = self.policy_file("policy", self.vkey, self.witnesses)
        name, key = self.vkey.split("+")[0], self.vkey.split("+", 2)[2]
        public = synthetic.unb64(key)[1:]
        self.known = {(name, synthetic.key_id(name, LOG_KEY, public))}
        self.known |= {(witness.name, witness.id) for witness in self.witnesses}

    def policy_file(self, name, vkey, witnesses, need="all"):
        named = [(f"w{n}", witness.vkey) for n, witness in enumerate(witnesses)]
        path = self.folder / name
        path.write_text(synthetic.policy_text(vkey, named, need))
        return path

    def cosigned(self, note, time_s=COSIGNED_S):
        lines = tuple(witness.line(note.body, time_s) for witness in self.witnesses)
        return replace(note, lines=note.lines + lines)


def of_another_tree(note, tree):
    """The checkpoint of a forged tree under the signatures of the true one."""
    origin, _, _, more = note.body.split("\n", 3)
    return replace(note, body=synthetic.body_of(origin, len(tree), tree.root()) + more)


def flipped(rng, data, places):
    """`data` with one byte changed, at one of `places`."""
    at = rng.choice(places)
    return data[:at] + bytes([data[at] ^ rng.randrange(1, 256)]) + data[at + 1:]


def known_places(bench, data):
    """The places of a receipt or a note, without the lines of keys the policy does not know."""
    places, start = [], 0
    for line in data.splitlines(keepends=True):
        foreign = False
        if line.startswith(synthetic.DASH.encode()):
            _, name, blob = line.decode().rstrip("\n").split(" ")
            foreign = (name, synthetic.unb64(blob)[:4]) not in bench.known
        if not foreign:
            places += range(start, start + len(line))
        start += len(line)
    return places[:-1]


def edited(rng, entry):
    """The entry with a digit or a letter that stands for another: still the same shape."""
    at = rng.choice([i for i, byte in enumerate(entry) if chr(byte).isalnum() and byte < 128])
    old = chr(entry[at])
    alphabet = "0123456789" if old.isdigit() else "abcdefghijklmnopqrstuvwxyz"
    new = rng.choice([letter for letter in alphabet if letter != old])
    return entry[:at] + new.encode() + entry[at + 1:]


def earlier(rng, entry):
    """The entry as taken up to a day earlier, or None when it tells no time."""
    found = re.search(rb'"at_ms":([0-9]+)', entry)
    if not found:
        return None
    time_ms = int(found[1]) - rng.randrange(1, 86_400_000)
    return entry[:found.start(1)] + str(time_ms).encode() + entry[found.end(1):]


def forged_lines(bench, rng, note):
    """The note with the line of one of our witnesses forged in one of five ways."""
    at = rng.randrange(2)
    witness, other = bench.witnesses[at], bench.witnesses[1 - at]
    time_s = COSIGNED_S + rng.randrange(1, 10_000)
    lines = [line for line in note.lines if line.key != (witness.name, witness.id)]
    true = next(line for line in note.lines if line.key == (witness.name, witness.id))
    ways = [
        # Somebody else's signature under the witness's name and key id.
        replace(true, blob=true.blob[:4] + bench.attacker.line(note.body, time_s).blob[4:]),
        # Somebody else's key under the witness's name, id and all.
        replace(bench.attacker.line(note.body, time_s), name=witness.name),
        # The other witness's signature passed off as this one's.
        replace(true, blob=true.blob[:4] + other.line(note.body, time_s).blob[4:]),
        # Signed, but not as a cosignature: the words and the time are not covered.
        replace(true, blob=true.blob[:12] + witness.private.sign(note.body.encode())),
    ]
    if bench.old:
        # A true cosignature of this log, of an older checkpoint.
        ways.append(witness.line(bench.old.body, COSIGNED_S))
    lines.insert(rng.randrange(1, len(lines) + 1), rng.choice(ways))
    return replace(note, lines=tuple(lines))


def back_dated_line(bench, rng, note):
    witness = rng.choice(bench.witnesses)
    lines = []
    for line in note.lines:
        if line.key == (witness.name, witness.id):
            time_s = int.from_bytes(line.blob[4:12], "big") - rng.randrange(1, 86_400 * 30)
            line = replace(line, blob=line.blob[:4] + time_s.to_bytes(8, "big") + line.blob[12:])
        lines.append(line)
    return replace(note, lines=tuple(lines))


def said_by(bench, note):
    """What a checkpoint says to who knows the policy, or None when it cannot be read."""
    try:
        note = note if isinstance(note, Note) else Note.parse(note.decode())
    except (Malformed, UnicodeDecodeError):
        return None
    return note.body, frozenset(line for line in note.lines if line.key in bench.known)


def wrong_policies(bench):
    """Four policies that the receipts do not satisfy, each for its own reason."""
    origin, strangers = bench.vkey.split("+")[0], []
    for n in range(2):
        strangers.append(Key.of(f"stranger-{n}.example", COSIGNER_KEY, bench.seed))
    other_key = Key.of(origin, LOG_KEY, bench.seed, "not this log")
    public = synthetic.unb64(bench.vkey.split("+", 2)[2])
    renamed = origin + ".invalid"
    id_of_renamed = synthetic.key_id(renamed, public[0], public[1:]).hex()
    return {
        "key of another log": bench.policy_file("wrong-key", other_key.vkey, bench.witnesses),
        "log of another name": bench.policy_file(
            "wrong-name", f"{renamed}+{id_of_renamed}+{synthetic.b64(public)}", bench.witnesses),
        "other witnesses": bench.policy_file("wrong-witnesses", bench.vkey, strangers, "any"),
        "one witness more": bench.policy_file(
            "one-more", bench.vkey, bench.witnesses + strangers[:1], "3"),
    }
