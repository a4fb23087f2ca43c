#!/usr/bin/env python3
"""What a release was made of, so that others can make it again and compare: `release_notes.py SBOM PROGRAM ...`.

Prints the form of docs/operations/releasing.md. Nothing here depends on the day or the machine but the
programs, whose digests are what others compare.
"""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("Cargo.lock", "ui/package-lock.json", "fuzz/Cargo.lock")


def said(*command):
    run = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return run.stdout.strip()


def digest(path):
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def changes(version):
    """The section of this version in CHANGELOG.md."""
    parts = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(), flags=re.M)
    section = next(part for part in parts if part.startswith(f"[{version}]"))
    return section.partition("\n")[2].strip()


def main():
    version = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    git = ("git", "-c", "safe.directory=*")
    changed = said(*git, "status", "--porcelain")
    made = [os.path.abspath(path) for path in sys.argv[1:]]
    print(f"# Answerable {version}\n\n## Made of\n\n| | |\n| --- | --- |")
    print(f"| commit | `{said(*git, 'rev-parse', 'HEAD')}`{' and changes on top' if changed else ''} |")
    print(f"| commit's time | {said(*git, 'log', '-1', '--format=%cI')} |")
    for tool in (("rustc", "-V"), ("cargo", "-V"), ("cc", "--version"), ("node", "--version")):
        print(f"| {tool[0]} | {said(*tool).splitlines()[0]} |")
    about = said("rustc", "-vV")
    print(f"| for | {re.search('^host: (.*)$', about, re.M)[1]} |")
    print("\n## SHA-256\n\n```text")
    for path in LOCKS:
        print(f"{digest(path)}  {path}")
    for path in made:
        print(f"{digest(path)}  {Path(path).name}")
    print(f"```\n\n## Changes\n\n{changes(version)}")


if __name__ == "__main__":
    main()
