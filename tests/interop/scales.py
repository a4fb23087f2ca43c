"""Our log through the PyPI package tlog-scales: read, proven, and written a second time.

    scales.py check LOG POLICY [--old CHECKPOINT] [--receipts DIR] [--entries I,J,...]
    scales.py batch POLICY < CASES

`check` takes the folder of a log, or its address. What the package does here: parse and print
checkpoints, verify log and witness lines, read tiles and bundles, work out the root, prove and
check inclusion and consistency, print a receipt (`tlog-tiles gen-proof`), and lay out the tree of
the same entries anew (`TilesWriter`). What it does not do, and is done by synthetic.py: read a receipt
or a policy. Its receipts have no `extra` line; without ours the two must be the same to the byte.

`batch` judges cases, lines `path TAB kind [TAB checkpoint seen before]` with kind `receipt` or
`log`: a line `accept` or `refuse TAB why` for each. Exit 2 when a case is not there.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import synthetic
from tlog_scales import backend, signing, tiles, tlog, writer
from tlog_scales.reader import Tile, TilesReader


class Differs(Exception):
    """The package and we do not say the same."""


def same(what, ours, theirs):
    if ours != theirs:
        raise Differs(f"{what}: ours {ours[:200]!r}, theirs {theirs[:200]!r}")


class Policy:
    """Enough of a policy for what is asked here: logs, witnesses and one group at most."""

    def __init__(self, text):
        self.logs, self.witnesses, self.need = {}, {}, 0
        groups = {}
        for line in text.splitlines():
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            if words[0] == "log":
                key = signing.Vkey.from_string(words[1])
                self.logs[key.name] = key
            elif words[0] == "witness":
                self.witnesses[words[1]] = signing.Vkey.from_string(words[2])
            elif words[0] == "group":
                need = {"any": 1, "all": len(words) - 3}.get(words[2]) or int(words[2])
                groups[words[1]] = need, words[3:]
            elif words[1] == "none":
                self.members = []
            else:
                self.need, self.members = groups.get(words[1], (1, [words[1]]))
        keys = [*self.logs.values(), *self.witnesses.values()]
        self.keys = signing.VkeySet(*keys)

    def judge(self, checkpoint):
        """Raises Differs when the lines of the checkpoint are not enough."""
        good = {key.serialize() for key, _ in self.keys.verify(checkpoint.signatures, checkpoint)}
        log = self.logs.get(checkpoint.origin)
        if log is None or log.serialize() not in good:
            raise Differs("not signed by the log it names")
        have = sum(self.witnesses[name].serialize() in good for name in self.members)
        if have < self.need:
            raise Differs("too few witnesses of the policy have signed")


def checkpoint_of(text):
    checkpoint = tlog.Checkpoint.from_text(text)
    # The package signs and verifies what it prints itself, so that has to be what was written.
    same("checkpoint", text, checkpoint.serialize())
    return checkpoint


def judge_receipt(policy, data):
    receipt = synthetic.Receipt.parse(data)
    checkpoint = checkpoint_of(str(receipt.note))
    policy.judge(checkpoint)
    proof = tlog.InclusionProof(receipt.index, checkpoint.size, list(receipt.proof))
    proof.check(tiles.leaf_hash(receipt.entry), checkpoint.root_hash)


def judge_log(policy, folder, seen):
    """A whole log in a folder, the cheap questions first."""
    checkpoint = checkpoint_of((folder / "checkpoint").read_text())
    policy.judge(checkpoint)
    size, reader = checkpoint.size, TilesReader(backend.make_backend(str(folder.resolve())))
    reader.set_size(size)
    same("root", checkpoint.root_hash, reader.calculate_root_hash())
    if seen:
        old = checkpoint_of(seen.read_text())
        policy.judge(old)
        proof = reader.get_consistency_proof(old.size, size)
        proof.check(old.root_hash, checkpoint.root_hash)
    for n, first in enumerate(range(0, size, 256)):
        width = min(256, size - first)
        bundle, row = (read(folder, synthetic.piece_path(level, n, width)) for level in (-1, 0))
        entries = Tile.from_entries_bytes(bundle).entries
        same(f"leaves from {first}", b"".join(map(tiles.leaf_hash, entries)), row)
        # The proof of one entry goes through every hash of its tile, up to the root.
        proof = reader.get_inclusion_proof(first, size)
        proof.check(tiles.leaf_hash(entries[0]), checkpoint.root_hash)


def batch(policy):
    for line in sys.stdin:
        path, kind, *seen = line.rstrip("\n").split("\t")
        if not all(map(os.path.exists, (path, *seen))):
            raise SystemExit(2)
        try:
            if kind == "receipt":
                judge_receipt(policy, Path(path).read_bytes())
            else:
                judge_log(policy, Path(path), Path(seen[0]) if seen else None)
            print("accept")
        except Exception as error:  # Whatever the package raises is its way to refuse.
            said = " ".join(str(error).split())[:100]
            print(f"refuse\t{type(error).__name__}: {said}")


def read(where, path):
    if str(where).startswith("http"):
        with urllib.request.urlopen(f"{where}/{path}", timeout=10) as answer:
            return answer.read()
    return (Path(where) / path).read_bytes()


def check(args, policy):
    where = args.log.rstrip("/")
    if not where.startswith("http"):
        where = str(Path(where).resolve())
    reader = TilesReader(backend.make_backend(where))
    text = read(where, "checkpoint").decode()
    checkpoint = tlog.Checkpoint.from_text(text)
    reader.set_size(checkpoint.size)
    same("checkpoint", text, checkpoint.serialize())
    policy.judge(checkpoint)
    same("root", checkpoint.root_hash, reader.calculate_root_hash())
    print(f"checkpoint of {checkpoint.size} entries: printed alike, signed, and the root is that "
          "of the tiles")

    entries = [reader.get_entry(i) for i in range(checkpoint.size)]
    for i, entry in enumerate(entries):
        same(f"leaf {i}", tiles.leaf_hash(entry), reader.mth(i, i + 1))
    indexes = args.entries or sorted({n * checkpoint.size // 40 for n in range(40)})
    for i in indexes:
        proof = reader.get_inclusion_proof(i, checkpoint.size)
        proof.check(tiles.leaf_hash(entries[i]), checkpoint.root_hash)
    print(f"{len(entries)} entries hash to their leaves, {len(indexes)} inclusion proofs hold")

    if args.old:
        old = tlog.Checkpoint.from_text(args.old.read_text())
        policy.judge(old)
        proof = reader.get_consistency_proof(old.size, checkpoint.size)
        proof.check(old.root_hash, checkpoint.root_hash)
        print(f"the log grew from {old.size} to {checkpoint.size} and kept its past")

    if args.receipts:
        compared = 0
        for path in sorted(args.receipts.glob("*.tlog-proof")):
            data = path.read_bytes()
            judge_receipt(policy, data)
            receipt = synthetic.Receipt.parse(data)
            head, extra, rest = data.split(b"\n", 2)
            if receipt.note.body != checkpoint.serialize_body() or compared == args.compare:
                continue
            same("entry of the receipt", receipt.entry, entries[receipt.index])
            command = [Path(sys.executable).parent / "tlog-tiles", "gen-proof", where]
            run = subprocess.run([*command, str(receipt.index)], capture_output=True, check=True)
            ours, theirs = head + b"\n" + rest, run.stdout
            # Each receipt may have been cosigned at another moment; the rest has to be alike.
            if str(receipt.note) != text:
                ours, theirs = (part.rpartition(b"\n\n")[0] for part in (ours, theirs))
            same(f"receipt {receipt.index}", ours, theirs)
            compared += 1
        if not compared:
            raise Differs("no receipt is of this checkpoint, so none was compared")
        print(f"all receipts verify; {compared} are what gen-proof prints, to the byte, but for "
              "`extra`")

    with tempfile.TemporaryDirectory() as folder:
        # In two steps, so that the package also fills up the partial tiles of the first.
        again = writer.TilesWriter.create(Path(folder) / "log", checkpoint.origin)
        for span in (entries[:len(entries) // 3], entries[len(entries) // 3:]):
            for entry in span:
                again.add_leaf(entry)
            again.commit([signing.DummySigner()])
        written = [synthetic.piece_path(*piece) for piece in synthetic.pieces(checkpoint.size)]
        for name in written:
            same(name, read(where, name), read(Path(folder) / "log", name))
        body = tlog.Checkpoint.from_text((Path(folder) / "log" / "checkpoint").read_text())
        same("what is signed", checkpoint.serialize_body(), body.serialize_body())
    print(f"written anew by the package: {len(written)} tiles and bundles, alike to the byte")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("check")
    command.add_argument("log")
    command.add_argument("policy", type=Path)
    command.add_argument("--old", type=Path)
    command.add_argument("--receipts", type=Path)
    command.add_argument("--compare", type=int, default=12, help="with how many gen-proof prints")
    command.add_argument("--entries", type=lambda text: list(map(int, text.split(","))))
    command = commands.add_parser("batch")
    command.add_argument("policy", type=Path)
    args = parser.parse_args()
    # The package tells of each bad signature; here they are expected, or raise anyway.
    logging.getLogger("tlog_scales").setLevel(logging.CRITICAL)
    policy = Policy(args.policy.read_text())
    if args.command == "batch":
        batch(policy)
        return 0
    try:
        check(args, policy)
    except Exception as error:
        print(f"scales: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
