"""Spoils exported logs in every way that means something, and lets verifiers judge.

    exports.py --log DIR --policy FILE --old CHECKPOINT --log-key FILE [--count N] [--seed S]
               --verifier NAME FORM COMMAND ...

DIR is what `log export --with-entries` wrote, --old was signed when the log was shorter; court.py
says what a verifier is. Every verifier must accept DIR as it is and N clean exports of the log at
all its sizes, and refuse all N of each kind. Exit 1 when one did not, and the folder is kept; exit 2
when a verifier could not be asked.

An export is a dict from path to bytes here. On disk a file that is not spoiled is a link to that of
the log, so that thousands of exports cost little. The log's own key is needed where the log itself
is the forger, and to sign the clean exports of other sizes.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import court
import synthetic
from court import CannotAsk, Court
from spoiling import (COSIGNED_S, Bench, back_dated_line, earlier, edited, flipped, forged_lines,
                      known_places, of_another_tree, said_by, wrong_policies)
from synthetic import Key, Note, Tree


class Exports(Bench):
    """An exported log, file by file, with the cosignatures of the two witnesses added."""

    def __init__(self, args, folder):
        super().__init__(args, folder)
        self.log_key = Key.from_text(args.log_key.read_text())
        self.files = {**bundles(self.log.entries), **hashes(self.tree)}
        for path, data in self.files.items():
            if (args.log / path).read_bytes() != data:
                raise CannotAsk(f"{path} is not what the entries of {args.log} make")
        self.files["log.vkey"] = (args.log / "log.vkey").read_bytes()
        self.files["checkpoint"] = str(self.note).encode()
        self.base = folder / "base"
        for path, data in self.files.items():
            write(self.base / path, data)

    def signed(self, body, time_s=COSIGNED_S):
        """What the log and both witnesses would sign, true or not."""
        return self.cosigned(Note(body, (self.log_key.line(body),)), time_s)

    def lay(self, folder, files):
        made = set()
        for path, data in files.items():
            target = folder / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            if self.files.get(path) == data:
                os.link(self.base / path, target)
            else:
                target.write_bytes(data)


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def bundles(entries):
    """The bundles of entries, by their paths."""
    files = {}
    for level, number, width in synthetic.pieces(len(entries)):
        if level < 0:
            span = entries[256 * number:256 * number + width]
            files[synthetic.piece_path(level, number, width)] = b"".join(
                len(entry).to_bytes(2, "big") + entry for entry in span)
    return files


def hashes(tree, size=None):
    """The tiles of a tree, or of its beginning, by their paths."""
    files = {}
    for level, number, width in synthetic.pieces(len(tree) if size is None else size):
        if level >= 0:
            row = tree.levels[8 * level][256 * number:256 * number + width]
            files[synthetic.piece_path(level, number, width)] = b"".join(row)
    return files


def with_entry(bench, at, entry):
    """The entries and the tree with another entry in one place."""
    entries, leaves = list(bench.log.entries), list(bench.leaves)
    entries[at], leaves[at] = entry, synthetic.leaf_hash(entry)
    return entries, Tree(leaves)


def relaid(bench, entries, made_anew):
    """The export with other entries, and with these tiles made anew."""
    files = {path: data for path, data in bench.files.items() if "entries" not in path}
    return {**files, **bundles(entries), **made_anew}


def some_hashes(rng, tree):
    """What a forger makes anew: all tiles, none, or the lowest row, so that the entries fit it and
    the row above still leads to the root."""
    way = rng.randrange(3)
    return {path: data for path, data in hashes(tree).items()
            if way == 0 or (way == 1 and path.startswith("tile/0/"))}


def shorter(bench, rng, order):
    """The export without some entries, under the old checkpoint or under its old signatures."""
    entries = [bench.log.entries[i] for i in order]
    tree = Tree([bench.leaves[i] for i in order]) if rng.random() < 0.7 else None
    files = relaid(bench, entries, hashes(tree) if tree else {})
    if tree and rng.random() < 0.5:
        # Nothing is left of what only the longer log has.
        for path in hashes(bench.tree).keys() - hashes(tree).keys():
            del files[path]
    if tree and rng.random() < 0.5:
        files["checkpoint"] = str(of_another_tree(bench.note, tree)).encode()
    return files


def of_size(bench, size, time_s=COSIGNED_S):
    """A true export of the log when it had `size` entries."""
    body = synthetic.body_of(bench.note.origin, size, bench.tree.root(size))
    return {"log.vkey": bench.files["log.vkey"], **hashes(bench.tree, size),
            **bundles(bench.log.entries[:size]),
            "checkpoint": str(bench.signed(body, time_s)).encode()}


def signed_files(bench):
    """All that can be spoiled: the key beside the log is for convenience, and not every verifier
    looks at it."""
    return [path for path in bench.files if path != "log.vkey"]


class Kinds:
    """Each method makes an export: (files, checkpoint seen before or None), or None when this
    attempt came to nothing."""

    def clean(bench, rng):
        """Every file of a true export, with what an earlier export left there, or without."""
        size = rng.randrange(1, bench.note.size + 1)
        files = of_size(bench, size, COSIGNED_S + rng.randrange(10_000))
        if size > 1 and rng.random() < 0.5:
            left = of_size(bench, rng.randrange(1, size))
            files = {**left, **files}
        return files, bench.old if size >= bench.old.size and rng.random() < 0.5 else None

    def changed_byte(bench, rng):
        path = rng.choice(signed_files(bench))
        data = bench.files[path]
        places = known_places(bench, data) if path == "checkpoint" else range(len(data))
        data = flipped(rng, data, places)
        if path == "checkpoint" and said_by(bench, data) == said_by(bench, bench.note):
            return None
        return {**bench.files, path: data}, None

    def edited_entry(bench, rng):
        at = rng.randrange(bench.note.size)
        entries, tree = with_entry(bench, at, edited(rng, bench.log.entries[at]))
        return relaid(bench, entries, some_hashes(rng, tree)), None

    def deleted_middle(bench, rng):
        if rng.random() < 0.3:  # A whole file.
            path = rng.choice([path for path in signed_files(bench) if ".p/" not in path])
            return {name: data for name, data in bench.files.items() if name != path}, None
        order = list(range(bench.note.size))
        del order[rng.randrange(1, len(order) - 1)]
        return shorter(bench, rng, order), None

    def truncated_tail(bench, rng):
        way = rng.randrange(3)
        if way == 0:
            # A true log of an earlier day. Only who knows the newer checkpoint can refuse it.
            return of_size(bench, rng.randrange(1, bench.note.size)), bench.note
        if way == 1:
            path = rng.choice(signed_files(bench))
            data = bench.files[path]
            return {**bench.files, path: data[:-rng.randrange(2, len(data))]}, None
        size = bench.note.size
        return shorter(bench, rng, range(rng.randrange(size // 2, size))), None

    def swapped_order(bench, rng):
        if rng.random() < 0.2:  # Two whole files of a row, or of all rows.
            row = rng.choice([["0"], ["entries"], ["0", "entries"]])
            files = dict(bench.files)
            for name in row:
                one, two = f"tile/{name}/000", f"tile/{name}/001"
                files[one], files[two] = files[two], files[one]
            return files, None
        order = list(range(bench.note.size))
        i, j = rng.sample(order, 2)
        order[i], order[j] = order[j], order[i]
        tree = Tree([bench.leaves[i] for i in order])
        entries = [bench.log.entries[i] for i in order]
        return relaid(bench, entries, some_hashes(rng, tree)), None

    def back_dated(bench, rng):
        if rng.random() < 0.5:
            note = back_dated_line(bench, rng, bench.note)
            return {**bench.files, "checkpoint": str(note).encode()}, None
        at = rng.randrange(bench.note.size)
        entry = earlier(rng, bench.log.entries[at])
        if entry is None:
            return None
        entries, tree = with_entry(bench, at, entry)
        return relaid(bench, entries, some_hashes(rng, tree)), None

    def forged_witness(bench, rng):
        note = forged_lines(bench, rng, bench.note)
        return {**bench.files, "checkpoint": str(note).encode()}, None

    def forked(bench, rng):
        """The log itself signs another past, in order, with its witnesses: only who has seen the
        older checkpoint can refuse it."""
        at = rng.randrange(bench.old.size)
        entries, tree = with_entry(bench, at, edited(rng, bench.log.entries[at]))
        note = bench.signed(of_another_tree(bench.note, tree).body)
        return {**relaid(bench, entries, hashes(tree)), "checkpoint": str(note).encode()}, bench.old

    def wrong_policy(bench, rng):
        """Nothing is spoiled but whom the reader believes; see `policies`."""
        return Kinds.clean(bench, rng)[0], None


def made(bench, kind, count, folder):
    """`count` exports of a kind, each in a folder of its own."""
    cases, notes = [], {}
    for note in (bench.old, bench.note):
        notes[note] = folder / f"seen-{note.size}"
        write(notes[note], str(note).encode())
    for n in range(count):
        rng = random.Random(f"{bench.seed} export {kind} {n}")
        for _ in range(50):
            case = getattr(Kinds, kind)(bench, rng)
            if case and (kind in ("clean", "wrong_policy") or case[0] != bench.files):
                break
        else:
            raise CannotAsk(f"no export can be spoiled: {kind}")
        files, seen = case
        bench.lay(folder / str(n), files)
        cases.append((folder / str(n), "log", seen and notes[seen]))
    return cases


def policies(bench, kind, cases):
    """The lists that a court hears: (policy, cases)."""
    if kind != "wrong_policy":
        return [(bench.policy, cases)]
    wrong = wrong_policies(bench).values()
    return [(policy, cases[n::len(wrong)]) for n, policy in enumerate(wrong)]


def run(args, folder):
    bench = Exports(args, folder)
    judges = Court.of(args)
    print(f"an export of {bench.note.size} entries, seen at {bench.old.size}, {args.count} of each "
          f"kind, seed {bench.seed}")
    judges.hear("export as it is", [(args.policy, [(args.log, "log", args.old)])], True)

    def hear(judges, kind):
        cases = made(bench, kind, args.count, folder / kind)
        judges.hear(f"export: {kind.replace('_', ' ')}", policies(bench, kind, cases),
                    accept=kind == "clean")
        shutil.rmtree(folder / kind)

    judges.hear_kinds(hear, [name for name in vars(Kinds) if not name.startswith("_")])
    return judges.verdict()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--policy", type=Path, required=True)
    parser.add_argument("--old", type=Path, required=True)
    parser.add_argument("--log-key", type=Path, required=True)
    parser.add_argument("--count", type=int, default=1000)
    court.arguments(parser)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            return run(args, Path(folder))
        except CannotAsk as error:
            print(f"exports: {error}", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
