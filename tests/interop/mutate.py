"""Spoils receipts in every way that means something, and lets verifiers judge.

    mutate.py --log DIR --receipts DIR --policy FILE [--old CHECKPOINT] [--count N] [--seed S]
              --verifier NAME FORM COMMAND ...

DIR is what `log export` wrote, --receipts holds receipts of the same log; court.py says what a
verifier is. Every verifier must accept all N receipts as they are, and refuse all N of each kind.
Exit 1 when one did not, and the file is kept; exit 2 when a verifier could not be asked. A mutation
is only counted when it changes what is said: the entry, its place, the proof, what was signed, or a
signature the policy asks for.
"""

import argparse
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import court
from court import CannotAsk, Court
from spoiling import (Bench, back_dated_line, earlier, edited, flipped, forged_lines, known_places,
                      of_another_tree, wrong_policies)
from synthetic import Malformed, Receipt, Tree


class Receipts(Bench):
    """The receipts of a log, with the cosignatures of the two witnesses added."""

    def __init__(self, args, folder):
        super().__init__(args, folder)
        self.as_made = sorted(args.receipts.glob("*.tlog-proof"))[:args.count]
        self.receipts = [self.read(path) for path in self.as_made]
        self.orders = {}

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


def run(args, folder):
    bench = Receipts(args, folder)
    judges = Court.of(args)
    print(f"{len(bench.receipts)} receipts of a log with {bench.note.size} entries, "
          f"seed {bench.seed}")
    if len(bench.receipts) < args.count:
        print(f"fewer than asked for: {args.count}")
        judges.failed = True

    made = [(path, "receipt", None) for path in bench.as_made]
    judges.hear("receipts as they are", [(args.policy, made)], True)
    (folder / "clean").mkdir()
    clean = []
    for path, receipt in zip(bench.as_made, bench.receipts):
        clean.append((folder / "clean" / path.name, "receipt", None))
        clean[-1][0].write_bytes(receipt.to_bytes())
    judges.hear("receipts, cosigned", [(bench.policy, clean)], True)

    def hear(judges, kind):
        cases = spoiled_receipts(bench, kind, getattr(OfReceipts, kind))
        judges.hear(f"receipt: {kind.replace('_', ' ')}", [(bench.policy, cases)], False)

    judges.hear_kinds(hear, [name for name in vars(OfReceipts) if not name.startswith("_")])
    for n, (why, policy) in enumerate(wrong_policies(bench).items()):
        judges.hear(f"receipt: {why}", [(policy, clean[n::4])], False)
    return judges.verdict()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--receipts", type=Path, required=True)
    parser.add_argument("--policy", type=Path, required=True)
    parser.add_argument("--old", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    court.arguments(parser)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            return run(args, Path(folder))
        except CannotAsk as error:
            print(f"mutate: {error}", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
