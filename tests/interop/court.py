"""Asks verifiers about cases and keeps the score.

A verifier is NAME, FORM and COMMAND. FORM is how COMMAND is asked; `{policy}` and, for `each`,
`{case}` and `{seen}` are filled in:

    cases    reads lines `path TAB kind [TAB checkpoint seen before]`, kind `receipt` or `log`
    paths    reads lines `path [TAB checkpoint seen before]`
    each:K   is run once for a case, exit 0, 1 or 3; so only for K cases of each kind.
             `{seen}` becomes `--seen CHECKPOINT`, or nothing

`cases` and `paths` answer each line with `accept` or `refuse`, then perhaps a tab and a reason.
"""

import collections
import io
import multiprocessing
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path


class CannotAsk(Exception):
    """A verifier that did not answer as agreed, or a log that is none."""


def arguments(parser):
    """What every program that calls the court is told."""
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "interop-wrong")
    parser.add_argument("--verifier", nargs=3, action="append", required=True,
                        metavar=("NAME", "FORM", "COMMAND"))


class Verifier:
    def __init__(self, name, form, command):
        self.name, self.command = name, command
        self.form, _, each = form.partition(":")
        if self.form not in ("cases", "paths", "each"):
            raise CannotAsk(f"no such form: {form}")
        self.each = int(each or 0)
        self.seconds = 0.0

    def judge(self, policy, cases):
        """(path, kind, checkpoint seen before) of each case -> [(accepted, reason)]"""
        begun = time.monotonic()
        command = [part.replace("{policy}", str(policy)) for part in shlex.split(self.command)]
        if self.form == "each":
            answers = [self.one(command, *case) for case in cases]
        else:
            lines = []
            for path, kind, seen in cases:
                words = (path, kind, seen) if self.form == "cases" else (path, seen)
                lines.append("\t".join(str(word) for word in words if word) + "\n")
            run = subprocess.run(command, input="".join(lines), capture_output=True, text=True)
            said = run.stdout.splitlines()
            if run.returncode not in (0, 1) or len(said) != len(cases):
                raise CannotAsk(f"{self.name}: exit {run.returncode}, {len(said)} answers to "
                                f"{len(cases)} cases: {run.stderr.strip()[-500:]}")
            answers = [self.read(line) for line in said]
        self.seconds += time.monotonic() - begun
        return answers

    def one(self, command, path, _, seen):
        filled = []
        for part in command:
            if part == "{seen}":
                filled += ["--seen", str(seen)] if seen else []
            else:
                filled.append(part.replace("{case}", str(path)))
        run = subprocess.run(filled, capture_output=True, text=True)
        # 3: everything holds, and too few witnesses have signed. Nothing may be believed yet.
        if run.returncode not in (0, 1, 3):
            raise CannotAsk(f"{self.name}: exit {run.returncode}: {run.stderr.strip()[-500:]}")
        return run.returncode == 0, " ".join(run.stdout.split("\n")[:1])

    def read(self, line):
        verdict, _, reason = line.partition("\t")
        if verdict not in ("accept", "refuse"):
            raise CannotAsk(f"{self.name} answered {line!r}")
        return verdict == "accept", reason


class Court:
    """Asks every verifier and keeps the score."""

    def __init__(self, verifiers, kept):
        self.verifiers, self.kept, self.failed = verifiers, kept, False

    @classmethod
    def of(cls, args):
        return cls([Verifier(*words) for words in args.verifier], args.keep)

    def hear(self, title, lists, accept):
        """`lists` is of (policy, cases); prints how many were judged as they should be."""
        reasons, scores = collections.Counter(), []
        for verifier in self.verifiers:
            right = asked = 0
            for policy, cases in lists:
                if verifier.form == "each":
                    cases = cases[:-(-verifier.each // len(lists))]
                answers = verifier.judge(policy, cases)
                wrong = [(case, reason) for case, (accepted, reason) in zip(cases, answers)
                         if accepted != accept]
                right, asked = right + len(cases) - len(wrong), asked + len(cases)
                if wrong:
                    self.keep(title, verifier, *wrong[0], policy)
                if not accept and verifier is self.verifiers[0]:
                    reasons.update(re.sub("[0-9a-f]{8}|[0-9]+", "#", reason)
                                   for _, reason in answers)
            scores.append(f"{verifier.name} {right}/{asked}")
        said = "accepted" if accept else "refused"
        print(f"{title:28} {said:8}  {', '.join(scores)}", flush=True)
        for reason, count in reasons.most_common(4):
            print(f"{'':38} {count:5} × {reason[:90]}")

    def keep(self, title, verifier, case, reason, policy):
        self.failed = True
        self.kept.mkdir(parents=True, exist_ok=True)
        name = re.sub("[^a-z-]+", "-", f"{verifier.name}-{title}".lower())
        path, _, seen = case
        if not (self.kept / name).exists():
            (shutil.copytree if path.is_dir() else shutil.copy)(path, self.kept / name)
            shutil.copy(policy, self.kept / f"{name}.policy")
            if seen:
                shutil.copy(seen, self.kept / f"{name}.seen")
        print(f"WRONG: {verifier.name} on {title}: {reason or 'accepted'}; kept as "
              f"{self.kept / name}")

    def hear_kinds(self, hear, kinds):
        """Calls `hear(court, kind)` for each kind, as many at a time as there are cores, and tells
        in order what was found. The processes are forked, so that `hear` may hold all it needs."""
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork"),
                                 initializer=Hearing.begin, initargs=(self, hear)) as pool:
            for said, failed, seconds in pool.map(Hearing.of, kinds):
                print(said, end="", flush=True)
                self.failed |= failed
                for verifier, taken in zip(self.verifiers, seconds):
                    verifier.seconds += taken

    def verdict(self):
        for verifier in self.verifiers:
            print(f"{verifier.name} took {verifier.seconds:.1f} s")
        return 1 if self.failed else 0


class Hearing:
    """What goes on in a process that hears one kind after the other."""

    @classmethod
    def begin(cls, judges, hear):
        cls.judges, cls.hear = judges, staticmethod(hear)

    @classmethod
    def of(cls, kind):
        judges, said = cls.judges, io.StringIO()
        judges.failed = False
        for verifier in judges.verifiers:
            verifier.seconds = 0.0
        with redirect_stdout(said):
            cls.hear(judges, kind)
        return said.getvalue(), judges.failed, [verifier.seconds for verifier in judges.verifiers]
