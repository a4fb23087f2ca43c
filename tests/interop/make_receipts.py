#!/usr/bin/env python3
"""Makes formats/vectors/receipts.json: receipts and policies, good and spoiled, with what a reader
must say about each. Only the standard library, and no code of the product, so that an error shared
by both would have to be made twice. Seeds are fixed: the file is the same every time.

    python3 tests/interop/make_receipts.py            # writes the file
    python3 tests/interop/make_receipts.py --check    # says whether the file is what would be written

If the package `cryptography` happens to be there, every signature is checked with it as well.
"""

import base64
import hashlib
import json
import pathlib
import sys

OUT = pathlib.Path(__file__).resolve().parents[2] / "formats" / "vectors" / "receipts.json"

# --- Ed25519, RFC 8032 section 5.1, by the book -----------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    """Addition in extended coordinates, RFC 8032 section 5.1.4."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    return (f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def base_point():
    y = 4 * pow(5, P - 2, P) % P
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    x = P - x if x & 1 else x
    return x, y, 1, x * y % P


B = base_point()


def squeeze(point):
    z = pow(point[2], P - 2, P)
    x, y = point[0] * z % P, point[1] * z % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


class Key:
    def __init__(self, name, seed, kind):
        digest = hashlib.sha512(seed).digest()
        low = bytearray(digest[:32])
        low[0] &= 248
        low[31] = low[31] & 127 | 64
        self.name, self.kind = name, kind
        self.seed = seed
        self.scalar, self.prefix = int.from_bytes(low, "little"), digest[32:]
        self.public = squeeze(times(self.scalar, B))

    @property
    def id(self):
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def vkey(self):
        return f"{self.name}+{self.id.hex()}+{b64(bytes([self.kind]) + self.public)}"

    def sign(self, message):
        r = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % L
        point = squeeze(times(r, B))
        k = int.from_bytes(hashlib.sha512(point + self.public + message).digest(), "little") % L
        signature = point + ((r + k * self.scalar) % L).to_bytes(32, "little")
        second_opinion(self.public, signature, message)
        return signature


try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None


def second_opinion(public, signature, message):
    if Ed25519PublicKey:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)


# --- Tree, notes, receipts --------------------------------------------------------------------


def b64(data):
    return base64.b64encode(data).decode()


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


class Tree:
    """RFC 6962 section 2.1, recursively as it is written there."""

    def __init__(self, leaves):
        self.leaves, self.known = leaves, {}

    def root(self, low, high):
        if high - low == 1:
            return self.leaves[low]
        if (low, high) not in self.known:
            k = low + split(high - low)
            self.known[low, high] = node(self.root(low, k), self.root(k, high))
        return self.known[low, high]

    def path(self, index, low, high):
        if high - low == 1:
            return []
        k = low + split(high - low)
        if index < k:
            return self.path(index, low, k) + [self.root(k, high)]
        return self.path(index, k, high) + [self.root(low, k)]


LOG = Key("log.example/yunzhou", bytes([1]) * 32, 1)
OTHER_LOG = Key("log.example/elsewhere", bytes([2]) * 32, 1)
IMPOSTOR = Key("log.example/yunzhou", bytes([3]) * 32, 1)
WITNESSES = [
    Key(name, bytes([10 + at]) * 32, 4)
    for at, name in enumerate(["court.example/w", "university.example/w", "press.example/w"])
]
STRANGER = Key("stranger.example/w", bytes([30]) * 32, 4)
START_MS = 1_775_520_000_000
CALLED = ["court", "university", "press"]


def uuid(n):
    return f"019d6547-0000-7000-8000-{n:012x}"


def events(index):
    if index == 0:
        data = {"agency": "yunzhou", "clock": "real", "timezone": "Asia/Shanghai"}
        return [{"data": data, "type": "record.opened", "v": 1}]
    if index % 5 == 3:
        fields = {
            "algorithm": "xchacha20poly1305-sha256",
            "commitment": hashlib.sha256(b"commitment %d" % index).hexdigest(),
            "envelope": hashlib.sha256(b"envelope %d" % index).hexdigest(),
            "key": uuid(0xABC000 + index),
        }
        received = {"device_ms": START_MS + index * 1000 - 860, "happened_ms": START_MS + index * 1000 - 1000, "source": "button"}
        data = {
            "caller": fields,
            "channel": "call",
            "place": {"spoken_place": "老市场北门，二楼冒烟"},
            "received": received,
            "report": uuid(index),
            "words": "Smoke from the second floor.\nThe caller says \"nobody is inside\".",
        }
        return [{"data": data, "type": "intake.report_received", "v": 1}]
    sent = {"happened_ms": START_MS + index * 1000, "source": "button"}
    data = {"incident": uuid(index - 1), "marks": [], "run": 1, "sent": sent, "unit": f"鼓楼-{index % 40}"}
    return [{"data": data, "type": "dispatch.unit_sent", "v": 1}]


def entry(index):
    envelope = {
        "act": uuid(index),
        "agency": "yunzhou",
        "at_ms": START_MS + index * 1000 + 12,
        "events": events(index),
        "request": hashlib.sha256(b"request %d" % index).hexdigest()[:32],
        "seat": "desk-1",
        "seq": index,
        "v": 1,
    }
    return json.dumps(envelope, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def line(key, signature):
    return f"\u2014 {key.name} {b64(key.id + signature)}\n"


def cosignature(key, body, time_s):
    message = f"cosignature/v1\ntime {time_s}\n{body}".encode()
    return line(key, time_s.to_bytes(8, "big") + key.sign(message))


def time_of(witness, size):
    return START_MS // 1000 + size + 5 + witness


class Parts:
    """A receipt taken apart, so that a case can spoil one part and sign the rest properly."""

    def __init__(self, tree, index, size, witnesses=(0, 1, 2), extensions=(), origin=LOG.name, signer=LOG):
        self.entry, self.index, self.size = entry(index), index, size
        self.path = tree.path(index, 0, size)
        root = tree.root(0, size)
        self.body = "".join(f"{text}\n" for text in [origin, size, b64(root), *extensions])
        self.lines = [line(signer, signer.sign(self.body.encode()))]
        self.lines += [cosignature(WITNESSES[w], self.body, time_of(w, size)) for w in witnesses]

    def text(self):
        hashes = "".join(f"{b64(hash)}\n" for hash in self.path)
        head = f"c2sp.org/tlog-proof@v1\nextra {b64(self.entry)}\nindex {self.index}\n{hashes}\n"
        return head + self.body + "\n" + "".join(self.lines)


# --- Policies ---------------------------------------------------------------------------------

NAMED = "".join(f"witness {called} {key.vkey}\n" for called, key in zip(CALLED, WITNESSES))
HEAD = f"log {LOG.vkey}\n{NAMED}"
POLICIES = {
    "none": f"log {LOG.vkey}\nquorum none\n",
    "one": f"log {LOG.vkey}\nwitness court {WITNESSES[0].vkey}\nquorum court\n",
    "any": f"{HEAD}group g any court university press\nquorum g\n",
    "two": f"{HEAD}group g 2 court university press\nquorum g\n",
    "all": f"{HEAD}group g all court university press\nquorum g\n",
    "nested": "# Two levels, comments, tabs and an address.\n\n"
    f"log\t{LOG.vkey}   https://log.example/yunzhou\n  \n{NAMED}"
    "group outside any university press\n\tgroup both all court outside\nquorum both\n",
    "two-logs": f"log {OTHER_LOG.vkey}\n{HEAD}group g any court university press\nquorum g\n",
    "wrong-key": f"log {IMPOSTOR.vkey}\nquorum none\n",
    "other-log": f"log {OTHER_LOG.vkey}\nquorum none\n",
}

W0, W1, W2 = (key.vkey for key in WITNESSES)
LOG_LINE = f"log {LOG.vkey}\n"
SPOILED_POLICIES = [
    ("empty", "", "policy-quorum"),
    ("no quorum", LOG_LINE, "policy-quorum"),
    ("two quorums", f"{LOG_LINE}quorum none\nquorum none\n", "policy-quorum"),
    ("no log", f"witness a {W0}\nquorum a\n", "policy-no-log"),
    ("no line feed at the end", f"{LOG_LINE}quorum none", "policy-shape"),
    ("a carriage return", f"{LOG_LINE}quorum none\r\n", "policy-characters"),
    ("a control character", f"{LOG_LINE}# \x07\nquorum none\n", "policy-characters"),
    ("an unknown word", f"{LOG_LINE}trust everybody\nquorum none\n", "policy-shape"),
    ("a capital letter", LOG_LINE.replace("log ", "Log ", 1) + "quorum none\n", "policy-shape"),
    ("too much on a line", f"{LOG_LINE}quorum none of them\n", "policy-shape"),
    ("too much on a log line", f"log {LOG.vkey} https://a.example b\nquorum none\n", "policy-shape"),
    ("a group without members", f"{LOG_LINE}group g all\nquorum none\n", "policy-shape"),
    ("the same log twice", f"{LOG_LINE}{LOG_LINE}quorum none\n", "policy-key-twice"),
    ("the same witness key under two names", f"{LOG_LINE}witness a {W0}\nwitness b {W0}\nquorum a\n", "policy-key-twice"),
    (
        "the same key with another key name",
        f"{LOG_LINE}witness a {W0}\nwitness b {Key('b.example', bytes([10]) * 32, 4).vkey}\nquorum a\n",
        "policy-key-twice",
    ),
    ("a name twice", f"{LOG_LINE}witness a {W0}\nwitness a {W1}\nquorum a\n", "policy-name-twice"),
    ("a group named like a witness", f"{LOG_LINE}witness a {W0}\ngroup a any a\nquorum a\n", "policy-name-twice"),
    ("a witness named none", f"{LOG_LINE}witness none {W0}\nquorum none\n", "policy-name-twice"),
    ("an unknown quorum", f"{LOG_LINE}quorum g\n", "policy-name-unknown"),
    ("a quorum before its witness", f"{LOG_LINE}quorum a\nwitness a {W0}\n", "policy-name-unknown"),
    ("an unknown member", f"{LOG_LINE}group g any a\nquorum g\n", "policy-name-unknown"),
    ("a group of itself", f"{LOG_LINE}group g any g\nquorum g\n", "policy-name-unknown"),
    ("none as a member", f"{LOG_LINE}witness a {W0}\ngroup g any a none\nquorum g\n", "policy-name-unknown"),
    ("a member twice in a group", f"{LOG_LINE}witness a {W0}\ngroup g 2 a a\nquorum g\n", "policy-member-twice"),
    (
        "a member of two groups",
        f"{LOG_LINE}witness a {W0}\nwitness b {W1}\ngroup g any a b\ngroup h any a g\nquorum h\n",
        "policy-member-twice",
    ),
    ("nobody needed", f"{LOG_LINE}witness a {W0}\ngroup g 0 a\nquorum g\n", "policy-threshold"),
    ("more needed than there are", f"{LOG_LINE}witness a {W0}\ngroup g 2 a\nquorum g\n", "policy-threshold"),
    ("a leading zero", f"{LOG_LINE}witness a {W0}\ngroup g 01 a\nquorum g\n", "policy-threshold"),
    ("a word of the language for a threshold", f"{LOG_LINE}witness a {W0}\ngroup g constructor a\nquorum g\n", "policy-threshold"),
    ("a log key for a witness", f"{LOG_LINE}witness a {OTHER_LOG.vkey}\nquorum a\n", "policy-key-kind"),
    ("a witness key for a log", f"log {W0}\nquorum none\n", "policy-key-kind"),
    ("an id that is not the key's", LOG_LINE.replace(LOG.id.hex(), "00000000") + "quorum none\n", "policy-key"),
    ("an id in capital letters", LOG_LINE.replace(LOG.id.hex(), LOG.id.hex().upper()) + "quorum none\n", "policy-key"),
    ("a key that is cut short", f"log {LOG.vkey[:-4]}\nquorum none\n", "policy-key"),
]


def weak_key():
    """The neutral point: for this key anybody can sign."""
    key = Key("weak.example", bytes(32), 1)
    key.public = bytes([1]) + bytes(31)
    return key


SPOILED_POLICIES.append(("a key of small order", f"log {weak_key().vkey}\nquorum none\n", "policy-key"))

# --- Cases ------------------------------------------------------------------------------------


def cases():
    leaves = [leaf_hash(entry(index)) for index in range(70_000)]
    tree = Tree(leaves)
    made = []

    def case(name, policy, parts, say, witnesses=None, text=None, **more):
        receipt = parts.text() if text is None else text
        expect = {"end": say} if say in ("proved", "pending") else {"end": "refused", "code": say}
        if expect["end"] != "refused":
            called = [CALLED[w] for w in witnesses]
            expect |= {"index": parts.index, "size": parts.size, "witnesses": called}
            expect["root"] = tree.root(0, parts.size).hex()
        made.append({"name": name, "policy": policy, "receipt": receipt, "expect": expect | more})

    # Good ones: every shape of tree, every count of witnesses, every kind of quorum.
    for size, indexes in [(1, [0]), (2, [0, 1]), (7, [0, 3, 6]), (256, [0, 255]), (257, [0, 255, 256]), (70_000, [0, 65_535, 69_999])]:
        for at, index in enumerate(indexes):
            policy = ["all", "two", "any"][(at + size) % 3]
            case(f"entry {index} of {size}, {policy}", policy, Parts(tree, index, size), "proved", [0, 1, 2])
    for policy, enough in [("none", 0), ("one", 1), ("any", 1), ("two", 2), ("all", 3), ("nested", 2), ("two-logs", 1)]:
        for count in range(4):
            counted = [] if policy == "none" else [w for w in range(count) if policy != "one" or w == 0]
            end = "proved" if count >= enough else "pending"
            case(f"{count} cosigned, policy {policy}", policy, Parts(tree, 3, 7, range(count)), end, counted)
    case("the wrong ones of a nested quorum", "nested", Parts(tree, 3, 7, [1, 2]), "pending", [1, 2])
    case("extension lines are signed too", "all", Parts(tree, 3, 7, extensions=["more 1", "and more"]), "proved", [0, 1, 2])

    def spoiled(name, say, spoil=None, policy="all", witnesses=None, **how):
        parts = Parts(tree, 3, 7, **how)
        before = parts.text()
        after = spoil(parts) if spoil else None
        text = after if isinstance(after, str) else parts.text()
        assert not spoil or text != before, f"{name}: nothing was spoiled"
        case(name, policy, parts, say, witnesses, text=text)

    def put(**values):
        def change(parts):
            for name, value in values.items():
                setattr(parts, name, value(getattr(parts, name)))
        return change

    def text(change):
        return lambda parts: change(parts.text())

    def flip(data, at):
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    def relined(at, change):
        """One signature line with its bytes changed and its spelling canonical."""
        def spoil(parts):
            name, blob = parts.lines[at].rstrip("\n").rsplit(" ", 1)
            parts.lines[at] = f"{name} {b64(change(base64.b64decode(blob)))}\n"
        return spoil

    # The entry and its place.
    spoiled("a changed byte of the entry", "root-differs", put(entry=lambda e: flip(e, 40)))
    spoiled("an edited entry", "root-differs", put(entry=lambda e: e.replace(b"second floor", b"third floor")))
    spoiled("another entry of the same log", "root-differs", put(entry=lambda e: entry(2)))
    spoiled("another index, the same shape", "root-differs", put(index=lambda i: 2))
    spoiled("another index, another shape", "path-length", put(index=lambda i: 6))
    spoiled("an index outside", "index-outside", put(index=lambda i: 7))
    spoiled("an index that is far outside", "index-outside", put(index=lambda i: 2**63))
    # The path.
    spoiled("two hashes of the path swapped", "root-differs", put(path=lambda p: [p[1], p[0], p[2]]))
    spoiled("a path cut short", "path-length", put(path=lambda p: p[:-1]))
    spoiled("a path with one more", "path-length", put(path=lambda p: p + [p[0]]))
    spoiled("no path", "path-length", put(path=lambda p: []))
    spoiled("a changed hash in the path", "root-differs", put(path=lambda p: [p[0], flip(p[1], 9), p[2]]))
    spoiled("too many hashes", "path-length", put(path=lambda p: p * 30))
    # The checkpoint.
    spoiled("a larger size", "log-signature", put(body=lambda b: b.replace("\n7\n", "\n8\n")))
    spoiled("another root", "root-differs", put(body=lambda b: b.replace(b.split("\n")[2], b64(bytes(32)))))
    spoiled("another origin", "log-signature", put(body=lambda b: b.replace(LOG.name, LOG.name + "2")))
    spoiled("another origin, properly signed", "log-unknown", origin="log.example/other")
    spoiled("an extension line put in afterwards", "log-signature", put(body=lambda b: b + "more\n"))
    spoiled("an empty extension line", "checkpoint-shape", put(body=lambda b: b + "\nmore\n"))
    spoiled("a size with a leading zero", "checkpoint-shape", put(body=lambda b: b.replace("\n7\n", "\n07\n")))
    spoiled("a size with a sign", "checkpoint-shape", put(body=lambda b: b.replace("\n7\n", "\n+7\n")))
    spoiled("a size beyond 64 bits", "checkpoint-shape", put(body=lambda b: b.replace("\n7\n", f"\n{2**64}\n")))
    spoiled("no root", "checkpoint-shape", put(body=lambda b: "\n".join(b.split("\n")[:2]) + "\n"))
    spoiled("a root of 31 bytes", "checkpoint-shape", put(body=lambda b: b.replace(b.split("\n")[2], b64(bytes(31)))))
    # The log.
    spoiled("a policy with another key of that name", "log-not-signed", policy="wrong-key")
    spoiled("a policy with another log", "log-unknown", policy="other-log")
    spoiled("signed by an impostor", "log-not-signed", signer=IMPOSTOR)
    spoiled("no signature by the log", "log-not-signed", put(lines=lambda l: l[1:]))
    spoiled("a changed signature of the log", "log-signature", relined(0, lambda b: flip(b, 20)))
    spoiled("a log signature cut short", "log-signature", relined(0, lambda b: b[:-1]))
    spoiled("a good and a bad signature of the log", "log-signature", put(lines=lambda l: l + [line(LOG, bytes(64))]))

    def high_s(blob):
        s = int.from_bytes(blob[36:], "little") + L
        return blob[:36] + s.to_bytes(32, "little")

    def crooked(r, point):
        """The log signs, but the first half of its signature is this point."""
        def spoil(parts):
            first, text = squeeze(point), parts.body.encode()
            k = int.from_bytes(hashlib.sha512(first + LOG.public + text).digest(), "little") % L
            parts.lines[0] = line(LOG, first + ((r + k * LOG.scalar) % L).to_bytes(32, "little"))
        return spoil

    # For these the equation holds when both sides are multiplied by eight, as some readers do.
    of_order_four = (pow(2, (P - 1) // 4, P), 0, 1, 0)
    spoiled("a signature with a part of small order", "log-signature", crooked(12345, add(times(12345, B), of_order_four)))
    spoiled("a signature that commits to nothing", "log-signature", crooked(0, (0, 1, 1, 0)))
    assert squeeze(times(4, of_order_four)) == squeeze((0, 1, 1, 0))

    spoiled("a second spelling of the log's signature", "log-signature", relined(0, high_s))
    # Witnesses.
    spoiled("a changed cosignature", "witness-signature", relined(2, lambda b: flip(b, 30)), policy="any")
    spoiled("a cosignature with another time", "witness-signature", relined(1, lambda b: flip(b, 11)), policy="any")
    spoiled("a time beyond 63 bits", "witness-signature", relined(1, lambda b: b[:4] + b"\xff" + b[5:]), policy="any")
    spoiled("a cosignature cut short", "witness-signature", relined(3, lambda b: b[:-1]), policy="any")
    spoiled("a cosignature of another checkpoint", "witness-signature", put(lines=lambda l: l[:1] + [cosignature(WITNESSES[0], "x\n", 5)]), policy="any")
    spoiled("a line that forges a witness", "witness-signature", put(lines=lambda l: l[:1] + [line(WITNESSES[1], bytes(72))]), policy="none-but-known")
    spoiled("a witness that signs like a log", "witness-signature", put(lines=lambda l: l[:1] + [line(WITNESSES[0], WITNESSES[0].sign(b"x"))]), policy="any")
    spoiled("a stranger's line is passed over", "proved", put(lines=lambda l: l + [line(STRANGER, bytes(72))]), witnesses=[0, 1, 2])
    spoiled("a stranger with a witness's name is passed over", "pending", put(lines=lambda l: l[:1] + [line(Key(WITNESSES[0].name, bytes([44]) * 32, 4), bytes(72))]), witnesses=[])
    spoiled("a stranger does not count", "pending", put(lines=lambda l: l[:3] + [cosignature(STRANGER, "x\n", 5)]), witnesses=[0, 1])
    spoiled("a witness twice counts once", "pending", put(lines=lambda l: l[:2] + l[1:2]), policy="two", witnesses=[0])
    spoiled("witnesses in another order", "proved", put(lines=lambda l: l[::-1]), witnesses=[0, 1, 2])
    # The note.
    spoiled("no signatures", "note-shape", put(lines=lambda l: []))
    spoiled("a hyphen for the dash", "note-shape", put(lines=lambda l: [l[0].replace("\u2014", "-")] + l[1:]))
    spoiled("two spaces", "note-shape", put(lines=lambda l: [l[0].replace("\u2014 ", "\u2014  ")] + l[1:]))
    spoiled("an empty line between signatures", "checkpoint-shape", put(lines=lambda l: l[:1] + ["\n"] + l[1:]))
    spoiled("a signature without padding", "note-shape", put(lines=lambda l: [l[0].replace("=", "")] + l[1:]))
    spoiled("a name with a plus sign", "note-shape", put(lines=lambda l: l + ["\u2014 a+b AAAAAAAA\n"]))
    spoiled("too many signatures", "note-too-long", put(lines=lambda l: l + [line(STRANGER, bytes(72))] * 100))
    spoiled("a control character", "note-shape", put(body=lambda b: b + "a\tb\n"))
    spoiled("no line feed at the end", "note-shape", text(lambda t: t[:-1]))
    spoiled("something after the end", "note-shape", text(lambda t: t + "x"))
    # The file.
    spoiled("another kind of file", "not-a-receipt", text(lambda t: "hello\n" + t))
    spoiled("a byte-order mark", "not-a-receipt", text(lambda t: "\ufeff" + t))
    spoiled("a later version", "receipt-shape", text(lambda t: t.replace("@v1", "@v2", 1)))
    spoiled("line ends of Windows", "line-ends", text(lambda t: t.replace("\n", "\r\n")))
    spoiled("cut after the first line", "receipt-shape", text(lambda t: t[: t.index("\n") + 1]))
    spoiled("cut before the checkpoint", "note-shape", text(lambda t: t[: t.index("\n\n") + 2]))
    spoiled("no entry in the file", "entry-missing", text(lambda t: "\n".join(t.split("\n")[:1] + t.split("\n")[2:])))
    spoiled("no index", "receipt-shape", text(lambda t: t.replace("index 3\n", "", 1)))
    spoiled("an index with a leading zero", "receipt-shape", text(lambda t: t.replace("index 3", "index 03", 1)))
    spoiled("a negative index", "receipt-shape", text(lambda t: t.replace("index 3", "index -3", 1)))
    spoiled("an index in other digits", "receipt-shape", text(lambda t: t.replace("index 3", "index \uff13", 1)))
    spoiled("an entry that is too long", "entry-too-long", put(entry=lambda e: b"x" * 65_536))
    return made


def main():
    policies = dict(POLICIES)
    policies["none-but-known"] = f"{HEAD}quorum none\n"
    made = cases()
    # One spoiled entry of 65,536 bytes would be most of the file; it is spelled as a repetition.
    for one in made:
        if len(one["receipt"]) > 20_000:
            body = b64(b"x" * 65_536)
            before, after = one["receipt"].split(body)
            one["receipt"] = [before, {"base64_of_x": 65_536}, after]
    spoiled = [{"name": name, "policy": text, "code": code} for name, text, code in SPOILED_POLICIES]
    text = json.dumps({"policies": policies, "spoiled_policies": spoiled, "receipts": made}, ensure_ascii=True, indent=1) + "\n"
    if "--check" in sys.argv:
        if OUT.read_text() != text:
            sys.exit("formats/vectors/receipts.json is not what this program makes")
        return
    OUT.write_text(text)
    print(f"{len(made)} receipts, {len(spoiled)} spoiled policies, {len(text)} bytes")


if __name__ == "__main__":
    main()
