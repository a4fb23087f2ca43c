"""Spoils receipts and published logs in every way that means something, and lets verifiers judge.

    mutate.py --log DIR --receipts DIR --policy FILE [--old CHECKPOINT] [--log-key FILE]
              [--count N] [--logs M] [--seed S] --verifier NAME FORM COMMAND ...

DIR is what `log export` wrote, --receipts holds receipts of the same log. FORM is how COMMAND is
asked; `{policy}` and, for `each`, `{receipt}` are filled in:

    cases    reads lines `path TAB kind [TAB old checkpoint]`, judges receipts and whole logs
    paths    reads lines `path`, judges receipts
    each:K   is run once for a receipt, exit 0 or 1; so only for K receipts of each kind

`cases` and `paths` answer each line with `accept` or `refuse`, then perhaps a tab and a reason.
Every verifier must accept all N receipts as they are, and refuse all N of each kind. Exit 1 when
one did not, and the file is kept; exit 2 when a verifier could not be asked.

A mutation is only counted when it changes what is said: the entry, its place, the proof, what was
signed, or a signature the policy asks for. So that each signature matters, every receipt is
cosigned here by two witnesses made for the purpose, and the policy asks for both. Left alone are:
lines by keys the policy does not know (the format passes over them), the unused bits of a base64
ending (Go's note package reads them, strict readers do not), and the very last line feed.
"""

import argparse
import collections
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import synthetic
from synthetic import COSIGNER_KEY, LOG_KEY, Key, Log, Malformed, Note, Receipt, Tree

COSIGNED_S = 1_790_000_000


class CannotAsk(Exception):
    """A verifier that did not answer as agreed."""


class Bench:
    """A log, its receipts with two witnesses added, and the policy that asks for both."""

    def __init__(self, args, folder):
        self.folder, self.seed = folder, args.seed
        self.rng = random.Random(args.seed)
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
        self.log_key = args.log_key and Key.from_text(args.log_key.read_text())
        self.policy = self.policy_file("policy", self.vkey, self.witnesses)
        name, key = self.vkey.split("+")[0], self.vkey.split("+", 2)[2]
        public = synthetic.unb64(key)[1:]
        self.known = {(name, synthetic.key_id(name, LOG_KEY, public))}
        self.known |= {(witness.name, witness.id) for witness in self.witnesses}
        self.as_made = sorted(args.receipts.glob("*.tlog-proof"))[:args.count]
        self.receipts = [self.read(path) for path in self.as_made]
        self.orders = {}

    def policy_file(self, name, vkey, witnesses, need="all"):
        named = [(f"w{n}", witness.vkey) for n, witness in enumerate(witnesses)]
        path = self.folder / name
        path.write_text(synthetic.policy_text(vkey, named, need))
        return path

    def cosigned(self, note, time_s=COSIGNED_S):
        lines = tuple(witness.line(note.body, time_s) for witness in self.witnesses)
        return replace(note, lines=note.lines + lines)

    def read(self, path):
        data = path.read_bytes()
        receipt = Receipt.parse(data)
        if receipt.to_bytes() != data:
            raise CannotAsk(f"{path} is not spelled as the format says")
        return replace(receipt, note=self.cosigned(receipt.note))

    def said(self, data):
        """What a receipt says to who knows the policy, or None when it cannot be read."""
        try:
            receipt = Receipt.parse(data)
        except Malformed:
            return None
        lines = frozenset(line for line in receipt.note.lines if line.key in self.known)
        return receipt.entry, receipt.index, receipt.proof, receipt.note.body, lines

    def history(self, kind, rng):
        """One of a few forged histories: their trees take long to make. (order, tree)"""
        if kind not in self.orders:
            self.orders[kind] = []
            for _ in range(12):
                order = list(range(len(self.tree)))
                if kind == "deleted":
                    del order[rng.randrange(1, len(order) - 1)]
                elif kind == "truncated":
                    del order[rng.randrange(len(order) // 2, len(order)):]
                else:
                    i, j = rng.sample(order, 2)
                    order[i], order[j] = order[j], order[i]
                tree = Tree([self.leaves[i] for i in order])
                self.orders[kind].append((order, {i: at for at, i in enumerate(order)}, tree))
        return rng.choice(self.orders[kind])


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


class OfReceipts:
    """Each method spoils one receipt: bytes, or None when this one cannot be spoiled so."""

    def changed_byte(bench, rng, receipt):
        way = rng.randrange(4)
        if way == 0:  # A byte of the file, which often leaves something that cannot be read.
            data = receipt.to_bytes()
            return flipped(rng, data, known_places(bench, data))
        if way == 1:  # A byte behind the base64, so that the file stays well formed.
            entry = flipped(rng, receipt.entry, range(len(receipt.entry)))
            return replace(receipt, entry=entry).to_bytes()
        if way == 2:
            proof = list(receipt.proof)
            at = rng.randrange(len(proof))
            proof[at] = flipped(rng, proof[at], range(32))
            return replace(receipt, proof=tuple(proof)).to_bytes()
        lines = list(receipt.note.lines)
        at = rng.choice([i for i, line in enumerate(lines) if line.key in bench.known])
        blob = lines[at].blob
        lines[at] = replace(lines[at], blob=flipped(rng, blob, range(len(blob))))
        return replace(receipt, note=replace(receipt.note, lines=tuple(lines))).to_bytes()

    def edited_entry(bench, rng, receipt):
        return replace(receipt, entry=edited(rng, receipt.entry)).to_bytes()

    def deleted_middle(bench, rng, receipt):
        order, places, tree = bench.history("deleted", rng)
        if receipt.index not in places:
            return None
        index = places[receipt.index]
        note = rng.choice([receipt.note, of_another_tree(receipt.note, tree)])
        return Receipt(receipt.entry, index, tuple(tree.inclusion(index)), note).to_bytes()

    def truncated_tail(bench, rng, receipt):
        if rng.random() < 0.5:
            data = receipt.to_bytes()
            return data[:-rng.randrange(2, len(data))]
        order, places, tree = bench.history("truncated", rng)
        if receipt.index not in places:
            return None
        note = rng.choice([receipt.note, of_another_tree(receipt.note, tree)])
        proof = tuple(tree.inclusion(receipt.index))
        return replace(receipt, proof=proof, note=note).to_bytes()

    def swapped_order(bench, rng, receipt):
        way = rng.randrange(3)
        if way == 0:  # The entry in the place of another one.
            other = rng.choice(bench.receipts)
            return replace(receipt, entry=other.entry).to_bytes()
        if way == 1:  # Two hashes of the proof.
            proof = list(receipt.proof)
            i, j = rng.sample(range(len(proof)), 2)
            proof[i], proof[j] = proof[j], proof[i]
            return replace(receipt, proof=tuple(proof)).to_bytes()
        order, places, tree = bench.history("swapped", rng)
        index = places[receipt.index]
        note = of_another_tree(receipt.note, tree)
        return Receipt(receipt.entry, index, tuple(tree.inclusion(index)), note).to_bytes()

    def back_dated(bench, rng, receipt):
        way = rng.randrange(3)
        if way == 0:
            entry = earlier(rng, receipt.entry)
            return entry and replace(receipt, entry=entry).to_bytes()
        if way == 1:
            return replace(receipt, note=back_dated_line(bench, rng, receipt.note)).to_bytes()
        # An older checkpoint, truly signed, from before the entry was there.
        if not bench.old or bench.old.size > receipt.index:
            return None
        proof = bench.tree.inclusion(receipt.index % max(bench.old.size, 1), bench.old.size)
        return replace(receipt, proof=tuple(proof), note=bench.old).to_bytes()

    def forged_witness(bench, rng, receipt):
        return replace(receipt, note=forged_lines(bench, rng, receipt.note)).to_bytes()


class OfLogs:
    """Each method spoils the copy of a log in `folder`. Returns False when it cannot."""

    def relay(bench, folder, order, entries=None, tiles=True):
        """Lays bundles, and perhaps tiles, of another history under the old checkpoint."""
        entries = entries or bench.log.entries
        data = [entries[i] for i in order]
        tree = Tree(map(synthetic.leaf_hash, data)) if tiles else bench.tree
        size = len(data)
        for level, number, width in synthetic.pieces(size):
            if level >= 0 and not tiles:
                break
            path = folder / synthetic.piece_path(level, number, width)
            path.unlink(missing_ok=True)
        synthetic.write_log(folder, data, tree) if tiles else write_bundles(folder, data)
        return tree

    def changed_byte(bench, rng, folder):
        paths = [folder / synthetic.piece_path(*piece)
                 for piece in synthetic.pieces(bench.note.size)]
        path = rng.choice([folder / "checkpoint", *filter(Path.exists, paths)])
        data = path.read_bytes()
        places = range(len(data))
        if path.name == "checkpoint":
            places = known_places(bench, data)
        data = flipped(rng, data, places)
        if path.name == "checkpoint" and said_by(bench, data) == said_by(bench, bench.note):
            return False
        rewrite(path, data)

    def edited_entry(bench, rng, folder):
        entries = list(bench.log.entries)
        at = rng.randrange(len(entries))
        entries[at] = edited(rng, entries[at])
        OfLogs.relay(bench, folder, range(len(entries)), entries, rng.random() < 0.5)

    def deleted_middle(bench, rng, folder):
        order = list(range(bench.note.size))
        del order[rng.randrange(1, len(order) - 1)]
        OfLogs.shorter(bench, rng, folder, order)

    def truncated_tail(bench, rng, folder):
        if bench.old and rng.random() < 0.3:
            # A true log of an earlier day. Only who knows the newer checkpoint can refuse it.
            OfLogs.relay(bench, folder, range(bench.old.size))
            rewrite(folder / "checkpoint", str(bench.old).encode())
            rewrite(folder / "known", str(bench.note).encode())
            return
        size = bench.note.size
        OfLogs.shorter(bench, rng, folder, range(rng.randrange(size // 2, size)))

    def shorter(bench, rng, folder, order):
        tree = OfLogs.relay(bench, folder, order, tiles=rng.random() < 0.7)
        for piece in synthetic.pieces(bench.note.size):
            path = folder / synthetic.piece_path(*piece)
            if piece[0] < 0 and piece not in list(synthetic.pieces(len(order))):
                path.unlink(missing_ok=True)
        if rng.random() < 0.5 and tree is not bench.tree:
            rewrite(folder / "checkpoint", str(of_another_tree(bench.note, tree)).encode())

    def swapped_order(bench, rng, folder):
        order = list(range(bench.note.size))
        i, j = rng.sample(order, 2)
        order[i], order[j] = order[j], order[i]
        OfLogs.relay(bench, folder, order, tiles=rng.random() < 0.5)

    def back_dated(bench, rng, folder):
        if rng.random() < 0.5:
            note = back_dated_line(bench, rng, bench.note)
            rewrite(folder / "checkpoint", str(note).encode())
            return
        entries = list(bench.log.entries)
        at = rng.randrange(len(entries))
        entries[at] = earlier(rng, entries[at])
        if entries[at] is None:
            return False
        OfLogs.relay(bench, folder, range(len(entries)), entries, rng.random() < 0.5)

    def forged_witness(bench, rng, folder):
        rewrite(folder / "checkpoint", str(forged_lines(bench, rng, bench.note)).encode())

    def forked(bench, rng, folder):
        """The log itself signs another past, in order, with its witnesses: consistency alone
        gives it away. Needs the log's private key."""
        if not bench.log_key or not bench.old:
            return False
        entries = list(bench.log.entries)
        at = rng.randrange(bench.old.size)
        entries[at] = edited(rng, entries[at])
        tree = OfLogs.relay(bench, folder, range(len(entries)), entries)
        body = of_another_tree(bench.note, tree).body
        note = bench.cosigned(Note(body, (bench.log_key.line(body),)))
        rewrite(folder / "checkpoint", str(note).encode())
        rewrite(folder / "known", str(bench.old).encode())


def write_bundles(folder, data):
    for level, number, width in synthetic.pieces(len(data)):
        if level < 0:
            span = data[256 * number:256 * number + width]
            bundle = b"".join(len(entry).to_bytes(2, "big") + entry for entry in span)
            rewrite(folder / synthetic.piece_path(level, number, width), bundle)


def said_by(bench, note):
    """What a checkpoint says to who knows the policy, or None when it cannot be read."""
    try:
        note = note if isinstance(note, Note) else Note.parse(note.decode())
    except (Malformed, UnicodeDecodeError):
        return None
    return note.body, frozenset(line for line in note.lines if line.key in bench.known)


def rewrite(path, data):
    """Never through a link: the file may be that of the log the copy was made of."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def kinds(owner):
    return {name: method for name, method in vars(owner).items()
            if not name.startswith("_") and name not in ("relay", "shorter")}


class Verifier:
    def __init__(self, name, form, command):
        self.name, self.command = name, command
        self.form, _, each = form.partition(":")
        if self.form not in ("cases", "paths", "each"):
            raise CannotAsk(f"no such form: {form}")
        self.each = int(each or 0)
        self.seconds = 0.0

    def judge(self, policy, cases):
        """(path, kind, old checkpoint) of each case -> [(accepted, reason)]"""
        begun = time.monotonic()
        command = [part.replace("{policy}", str(policy)) for part in shlex.split(self.command)]
        if self.form == "each":
            answers = [self.one([part.replace("{receipt}", str(path)) for part in command])
                       for path, _, _ in cases]
        else:
            lines = ["\t".join(str(part) for part in case if part) if self.form == "cases"
                     else str(case[0]) for case in cases]
            run = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True,
                                 text=True)
            said = run.stdout.splitlines()
            if run.returncode not in (0, 1) or len(said) != len(cases):
                raise CannotAsk(f"{self.name}: exit {run.returncode}, {len(said)} answers to "
                                f"{len(cases)} cases: {run.stderr.strip()[-500:]}")
            answers = [self.read(line) for line in said]
        self.seconds += time.monotonic() - begun
        return answers

    def one(self, command):
        run = subprocess.run(command, capture_output=True, text=True)
        # 3: everything holds, and too few witnesses have signed. Nothing may be believed yet.
        if run.returncode not in (0, 1, 3):
            raise CannotAsk(f"{self.name}: exit {run.returncode}: {run.stderr.strip()[-500:]}")
        return run.returncode == 0, " ".join(run.stderr.split("\n")[:1])

    def read(self, line):
        verdict, _, reason = line.partition("\t")
        if verdict not in ("accept", "refuse"):
            raise CannotAsk(f"{self.name} answered {line!r}")
        return verdict == "accept", reason


class Court:
    """Asks every verifier and keeps the score."""

    def __init__(self, verifiers, kept):
        self.verifiers, self.kept, self.failed = verifiers, kept, False

    def hear(self, title, policy, cases, accept, only=("cases", "paths", "each")):
        if not any(verifier.form in only for verifier in self.verifiers):
            print(f"{title:28} NOT RUN: no verifier here reads whole logs")
            return
        reasons, scores = collections.Counter(), []
        for verifier in self.verifiers:
            if verifier.form not in only:
                continue
            asked = cases[:verifier.each] if verifier.form == "each" else cases
            answers = verifier.judge(policy, asked)
            right = sum(accepted == accept for accepted, _ in answers)
            scores.append(f"{verifier.name} {right}/{len(asked)}")
            if not accept and verifier is self.verifiers[0]:
                reasons.update(re.sub("[0-9a-f]{8}|[0-9]+", "#", reason) for _, reason in answers)
            if right != len(asked):
                self.failed = True
                for case, (accepted, reason) in zip(asked, answers):
                    if accepted != accept:
                        self.keep(title, verifier, case, policy, reason)
                        break
        said = "accepted" if accept else "refused"
        print(f"{title:28} {said:8}  {', '.join(scores)}", flush=True)
        for reason, count in reasons.most_common(4):
            print(f"{'':38} {count:5} × {reason[:90]}")

    def keep(self, title, verifier, case, policy, reason):
        self.kept.mkdir(parents=True, exist_ok=True)
        name = re.sub("[^a-z-]+", "-", f"{verifier.name}-{title}".lower())
        keep = shutil.copytree if case[0].is_dir() else shutil.copy
        if not (self.kept / name).exists():
            keep(case[0], self.kept / name)
            shutil.copy(policy, self.kept / f"{name}.policy")
        print(f"WRONG: {verifier.name} on {title}: {reason or 'accepted'}; kept as "
              f"{self.kept / name}")


def spoiled_receipts(bench, kind, spoil):
    """One spoiled receipt from each receipt, in a folder of the kind."""
    folder = bench.folder / "receipts" / kind
    folder.mkdir(parents=True)
    cases = []
    for n, receipt in enumerate(bench.receipts):
        rng = random.Random(f"{bench.seed} {kind} {n}")
        said = bench.said(receipt.to_bytes())
        for attempt in range(200):
            # A receipt that cannot be spoiled in this way makes room for its neighbour.
            base = bench.receipts[(n + (attempt // 20)) % len(bench.receipts)]
            data = spoil(bench, rng, base)
            if data and bench.said(data) not in (said, bench.said(base.to_bytes())):
                break
        else:
            raise CannotAsk(f"no receipt can be spoiled: {kind}")
        path = folder / f"{n}.tlog-proof"
        path.write_bytes(data)
        cases.append((path, "receipt", None))
    return cases


def spoiled_logs(bench, source, kind, spoil, count):
    cases = []
    for n in range(count):
        rng = random.Random(f"{bench.seed} log {kind} {n}")
        folder = bench.folder / "logs" / kind / str(n)
        for _ in range(50):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(source, folder, copy_function=os.link)
            rewrite(folder / "checkpoint", str(bench.note).encode())
            if spoil(bench, rng, folder) is not False:
                break
        else:
            return None
        known = folder / "known"
        cases.append((folder, "log", known if known.exists() else None))
    return cases


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


def run(args, folder):
    bench = Bench(args, folder)
    verifiers = [Verifier(*words) for words in args.verifier]
    court = Court(verifiers, args.keep)
    print(f"{len(bench.receipts)} receipts of a log with {bench.note.size} entries, "
          f"seed {bench.seed}")
    if len(bench.receipts) < args.count:
        print(f"fewer than asked for: {args.count}")
        court.failed = True

    made = [(path, "receipt", None) for path in bench.as_made]
    court.hear("receipts as they are", args.policy, made, True)
    (folder / "clean").mkdir()
    clean = []
    for path, receipt in zip(bench.as_made, bench.receipts):
        clean.append((folder / "clean" / path.name, "receipt", None))
        clean[-1][0].write_bytes(receipt.to_bytes())
    court.hear("receipts, cosigned", bench.policy, clean, True)
    for kind, spoil in kinds(OfReceipts).items():
        court.hear(f"receipt: {kind.replace('_', ' ')}", bench.policy,
                   spoiled_receipts(bench, kind, spoil), False)
    for n, (why, policy) in enumerate(wrong_policies(bench).items()):
        court.hear(f"receipt: {why}", policy, clean[n::4], False)

    log = folder / "log"
    shutil.copytree(args.log, log)
    rewrite(log / "checkpoint", str(bench.note).encode())
    old = folder / "old"
    if bench.old:
        old.write_text(str(bench.old))
    court.hear("log, cosigned", bench.policy, [(log, "log", bench.old and old)], True, ("cases",))
    for kind, spoil in kinds(OfLogs).items():
        cases = spoiled_logs(bench, log, kind, spoil, args.logs)
        if cases is None:
            print(f"log: {kind.replace('_', ' '):23} NOT RUN: needs "
                  f"{'--log-key and ' if kind == 'forked' else ''}--old")
            continue
        court.hear(f"log: {kind.replace('_', ' ')}", bench.policy, cases, False, ("cases",))
    for why, policy in wrong_policies(bench).items():
        court.hear(f"log: {why}", policy, [(log, "log", None)], False, ("cases",))
    for verifier in verifiers:
        print(f"{verifier.name} took {verifier.seconds:.1f} s")
    return 1 if court.failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--receipts", type=Path, required=True)
    parser.add_argument("--policy", type=Path, required=True)
    parser.add_argument("--old", type=Path)
    parser.add_argument("--log-key", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--logs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "interop-wrong")
    parser.add_argument("--verifier", nargs=3, action="append", required=True,
                        metavar=("NAME", "FORM", "COMMAND"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            return run(args, Path(folder))
        except CannotAsk as error:
            print(f"mutate: {error}", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
