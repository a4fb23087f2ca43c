"""What must stand in no log, written down by drivers in Python; scan.py looks for it."""

import os
from pathlib import Path


def folder():
    """Where logs and canaries go; None when nobody looks for them."""
    found = os.environ.get("ANSWERABLE_LOGS")
    return Path(found) if found else None


def note(kind, text):
    if folder() and text:
        with open(folder() / "canaries", "a", encoding="utf-8") as file:
            file.write(f"{kind}\t{text}\n")


def listen(name):
    """What a server is started with, so that it says all it has to say into a file of its own."""
    if not folder():
        return {}
    path = folder() / f"{name}-{os.getpid()}.log"
    return {"stderr": open(path, "ab"), "env": {**os.environ, "RUST_LOG": "trace", "NO_COLOR": "1"}}
