#!/usr/bin/env python3
"""Looks for what must stand in no log: `scan.py FOLDER`, where tests left their servers' logs.

FOLDER holds `*.log`, written at the most talkative level there is, and `canaries`: a line for each thing
personal or secret that passed between a test and a server, its kind and its text. Tokens are known by
how they begin, too, whether a test wrote them down or not. What is found is told by place and kind.
"""

import collections
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Every kind passes in some test: one that is missing was not looked for.
KINDS = {"authenticator", "caller", "invitation", "password", "second-secret", "share", "token", "words"}
# Sessions, devices, invitations and machines, as crates/identity/src/token.rs writes them.
TOKEN = "ans[sdik]_[0-9a-hjkmnp-tv-z]{52}"


def canaries(folder):
    """Kinds by text."""
    path = folder / "canaries"
    lines = path.read_text().splitlines() if path.exists() else []
    return {text: kind for kind, _, text in (line.partition("\t") for line in lines) if text}


def grep(*words):
    """Matches as (file, line, what), by a program that finds ten thousand texts in one go."""
    run = subprocess.run(["grep", "--text", "--only-matching", "--line-number", "--null", "--with-filename", *words],
                         stdout=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"})
    if run.returncode > 1:
        raise SystemExit("grep could not look")
    for line in run.stdout.decode(errors="replace").splitlines():
        path, _, rest = line.partition("\0")
        number, _, what = rest.partition(":")
        yield path, number, what


def findings(texts, logs):
    with tempfile.NamedTemporaryFile("w") as patterns:
        patterns.write("".join(f"{text}\n" for text in texts))
        patterns.flush()
        for path, number, what in grep("--fixed-strings", "--file", patterns.name, *logs):
            yield path, number, texts.get(what, "a text that must not stand here")
    for path, number, _ in grep("--extended-regexp", TOKEN, *logs):
        yield path, number, "token by its form"


def lacking(texts, logs):
    """Why a look that finds nothing would say nothing."""
    if missing := KINDS - set(texts.values()):
        yield f"no test noted a canary of the kinds {', '.join(sorted(missing))}"
    if not any(b"TRACE" in log.read_bytes() for log in logs):
        yield "no server said all it has to say"


def main(folder):
    texts, logs = canaries(folder), sorted(folder.glob("*.log"))
    problems = list(lacking(texts, logs))
    if logs and texts:
        found = collections.Counter(findings(texts, logs))
        problems += [f"{path}:{number}: {kind}" for path, number, kind in found]
    for problem in problems[:50]:
        print(problem, file=sys.stderr)
    counted = collections.Counter(texts.values())
    told = ", ".join(f"{many} {kind}" for kind, many in sorted(counted.items()))
    size = sum(log.stat().st_size for log in logs)
    print(f"{len(logs)} logs, {size / 1e6:.1f} MB, looked through for {told}: {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
