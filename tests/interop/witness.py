"""A live witness nobody here wrote: the PyPI package aics-witness, on loopback.

    witness.py statuses [--url URL --vkey VKEY [--monitor URL]]
        drives a witness through every status of C2SP tlog-witness with a synthetic log. Without
        --url it starts aics-witness; with it, it drives the witness there, which has to know the
        two logs that `witness.py logs` names and must not have seen them yet.
    witness.py logs
        prints `origin TAB verifier key` of those two logs
    witness.py server BINARY PACK [--then COMMAND]
        starts aics-witness and our server with a policy that names it, makes acts over HTTP, and
        waits for the published checkpoint to carry the witness's good line, twice. COMMAND then
        runs with {url}, {policy} and {old} filled in.

Runs under the Python that aics-witness is installed in (3.12 or later).
"""

import argparse
import hashlib
import http.client
import os
import re
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import synthetic
from program import WAIT_S, Server, export
from synthetic import LOG_KEY, Key, Line, Note, Tree, b64, leaf_hash

# How long a published checkpoint may take to carry the witness's line.
COSIGNED_WITHIN_S = 60
FIRST = synthetic.Made(seed=11, entries=1300, origin="log.example/witnessed")
SECOND = synthetic.Made(seed=12, entries=40, origin="log.example/witnessed-second")


class Wrong(Exception):
    """The witness did not answer as the text of C2SP says."""


class Witness:
    """A witness at an address; `calls` counts its answers by status."""

    def __init__(self, url, vkey, monitor=None):
        self.url, self.vkey, self.calls = url.rstrip("/"), vkey, {}
        self.monitor = (monitor or url).rstrip("/")

    def ask(self, url, body=None):
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        try:
            connection.request("GET" if body is None else "POST", parts.path, body)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type"), answer.read()
        finally:
            connection.close()

    def add(self, old, proof, note, expected, why):
        body = f"old {old}\n" + "".join(b64(node) + "\n" for node in proof) + f"\n{note}"
        return self.send(body.encode(), expected, why)

    def send(self, body, expected, why):
        status, kind, said = self.ask(self.url + "/add-checkpoint", body)
        if status != expected:
            raise Wrong(f"{why}: {status} instead of {expected}: {said[:200]!r}")
        self.calls.setdefault(status, []).append(why)
        return kind, said

    def cosigns(self, old, proof, note, why):
        """200 with one good line of the witness, of now; returns the time it signed."""
        _, said = self.add(old, proof, note, 200, why)
        line = synthetic.signed_by(self.vkey, Note.parse(note.body + "\n" + said.decode()))
        if line is None:
            raise Wrong(f"{why}: no good line of {self.vkey} in {said!r}")
        time_s = int.from_bytes(line.blob[4:12], "big")
        if not abs(time_s - time.time()) < 120:
            raise Wrong(f"{why}: cosigned at {time_s}, which is not now")
        return time_s

    def monitored(self, origin, expected):
        hexed = hashlib.sha256(origin.encode()).hexdigest()
        status, _, said = self.ask(f"{self.monitor}/{hexed}/checkpoint")
        if status != expected:
            raise Wrong(f"monitoring {origin}: {status} instead of {expected}")
        self.calls.setdefault(status, []).append("monitoring")
        return Note.parse(said.decode()) if status == 200 else None

    def shows(self, made, size, vkey):
        """The monitoring address serves this size, signed by the log and by the witness."""
        note = self.monitored(made.origin, 200)
        if note.body != made.note(size).body:
            raise Wrong(f"monitoring shows {note.body!r} and not {size} entries")
        for key in (vkey, self.vkey):
            if synthetic.signed_by(key, note) is None:
                raise Wrong(f"monitoring shows no good line of {key}")


class Aics:
    """aics-witness, run as its manual says, until the block ends."""

    def __init__(self, folder, logs):
        self.folder, self.config = folder, folder / "witness.json"
        self.vkey = self.run("init", "--name", "witness.example/aics",
                             "--listen", "127.0.0.1:0").strip()
        for origin, vkey in logs:
            self.run("add-log", "--origin", origin, "--vkey", vkey)

    def command(self, *words):
        name, *more = words
        return [sys.executable, "-m", "aics_witness", name, "--config", str(self.config), *more]

    def run(self, *words):
        return subprocess.run(self.command(*words), check=True, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True).stdout

    def __enter__(self):
        self.process = subprocess.Popen(self.command("serve"), stderr=subprocess.PIPE, text=True)
        late = threading.Timer(WAIT_S, self.process.kill)
        late.start()
        said = []
        for line in self.process.stderr:
            said.append(line)
            found = re.search("listening on (http://[^ ]+)", line)
            if found:
                break
        else:
            raise SystemExit("aics-witness did not start: " + "".join(said))
        late.cancel()
        # What it logs from here on is read, so that it never waits for us.
        threading.Thread(target=lambda: list(self.process.stderr), daemon=True).start()
        self.witness = Witness(found[1], self.vkey)
        return self.witness

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(WAIT_S)


def statuses(w):
    """Every status, in an order in which a refusal that left a trace would show later."""
    log, key = FIRST, FIRST.log_key

    def note(size, lines=None):
        made = log.note(size, cosigned=False)
        return made if lines is None else replace(made, lines=tuple(lines))

    def forged(size, tree):
        body = synthetic.body_of(log.origin, size, tree.root(size))
        return Note(body, (key.line(body),))

    stranger = synthetic.Made(seed=13, entries=5, origin="log.example/nobody-knows")
    w.add(0, [], stranger.note(cosigned=False), 404, "unknown origin")
    w.monitored(stranger.origin, 404)
    w.monitored(log.origin, 404)

    w.send(b"old 0\nnot a hash\n\n" + str(note(300)).encode(), 400, "a proof line that is no hash")
    w.send(b"size 0\n\n" + str(note(300)).encode(), 400, "no old size")
    w.add(301, [], note(300), 400, "old larger than new")
    unsigned = Key.of(log.origin, LOG_KEY, "somebody else").line(note(300).body)
    w.add(0, [], note(300, [unsigned]), 403, "signed by a key it does not know")
    blob = note(300).lines[0].blob
    spoiled = Line(log.origin, blob[:10] + bytes([blob[10] ^ 1]) + blob[11:])
    w.add(0, [], note(300, [spoiled]), 403, "a known key's signature that is wrong")
    w.add(0, [log.tree.root(5)], note(300), 422, "a proof where none is due")
    w.monitored(log.origin, 404)

    first_s = w.cosigns(0, [], note(300), "the first checkpoint")
    w.shows(log, 300, key.vkey)
    second_s = w.cosigns(300, log.tree.consistency(300, 1200), note(1200), "growth")
    if second_s < first_s:
        raise Wrong("the witness's time went backwards")
    w.shows(log, 1200, key.vkey)

    for old in (0, 300, 1199):
        kind, said = w.add(old, [], note(1200), 409, f"stale: old {old}")
        if (kind.split(";")[0], said) != ("text/x.tlog.size", b"1200\n"):
            raise Wrong(f"409 says {said!r} as {kind}")

    past = list(FIRST.tree.levels[0])
    past[1000] = leaf_hash(b"it never was so")
    fork = Tree(past)
    w.add(1200, [], forged(1200, fork), 422, "a fork of the same size")
    w.add(1200, fork.consistency(1200, 1300), forged(1300, fork), 422, "a fork that grows")
    good = log.tree.consistency(1200, 1300)
    w.add(1200, good[:-1], note(1300), 422, "a proof that lacks a hash")
    w.add(1200, [bytes(32), *good[1:]], note(1300), 422, "a proof with a wrong hash")
    w.add(1200, [], note(1300), 422, "no proof at all")
    w.shows(log, 1200, key.vkey)

    w.cosigns(1200, [], note(1200), "the same size again")
    w.cosigns(1200, good, note(1300), "growth after all that was refused")
    w.shows(log, 1300, key.vkey)

    empty = synthetic.body_of(SECOND.origin, 0, SECOND.tree.root(1))
    w.add(0, [], Note(empty, (SECOND.log_key.line(empty),)), 422, "no entries, but a root")
    w.cosigns(0, [], SECOND.note(40, cosigned=False), "a second log")
    w.shows(log, 1300, key.vkey)
    print("; ".join(f"{status}: {len(calls)}" for status, calls in sorted(w.calls.items()))
          + " answers as C2SP tlog-witness says")


def logs():
    return [(made.origin, made.log_key.vkey) for made in (FIRST, SECOND)]


def published(server, vkey, witness, at_least):
    """The checkpoint our server serves once it has the entries and the witness's good line."""
    until = time.monotonic() + COSIGNED_WITHIN_S
    while time.monotonic() < until:
        note = Note.parse(server.get("/log/checkpoint").decode())
        if synthetic.signed_by(vkey, note) is None:
            raise Wrong("the published checkpoint is not signed by the log")
        if note.size >= at_least and synthetic.signed_by(witness.vkey, note):
            return note
        time.sleep(0.2)
    raise Wrong(f"after {COSIGNED_WITHIN_S} s the published checkpoint has {note.size} entries of "
                f"{at_least} and the lines of {[line.name for line in note.lines]}")


def submitted(args, folder):
    """Our server submits to aics-witness; what it publishes carries the line."""
    record = folder / "record"
    with Server(args.binary, args.pack, record) as server:
        server.report(3)
    vkey = export(args.binary, record, folder / "log")
    origin = Note.parse((folder / "log" / "checkpoint").read_text()).origin
    (folder / "witness").mkdir()
    with Aics(folder / "witness", [(origin, vkey)]) as witness:
        policy = folder / "policy"
        policy.write_text(synthetic.policy_text(vkey, [("aics", witness.vkey, witness.url)]))
        with Server(args.binary, args.pack, record, "--policy", policy) as server:
            server.report(20)
            first = published(server, vkey, witness, server.status()["entries"])
            server.report(300)
            second = published(server, vkey, witness, server.status()["entries"])
            seen = witness.monitored(origin, 200)
            if seen.size < second.size:
                raise Wrong(f"the witness shows {seen.size} entries and we published {second.size}")
            print(f"published with {first.size} and {second.size} entries under the line of "
                  f"{witness.vkey.split('+')[0]}")
            old = folder / "old.checkpoint"
            old.write_text(str(first))
            for command in args.then:
                fill = {"{url}": server.url + "/log", "{policy}": str(policy), "{old}": str(old)}
                words = shlex.split(command)
                for name, value in fill.items():
                    words = [word.replace(name, value) for word in words]
                if subprocess.run(words).returncode != 0:
                    raise Wrong(f"failed: {command}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("logs")
    command = commands.add_parser("statuses")
    command.add_argument("--url")
    command.add_argument("--vkey")
    command.add_argument("--monitor")
    command = commands.add_parser("server")
    command.add_argument("binary", type=Path)
    command.add_argument("pack", type=Path)
    command.add_argument("--then", action="append", default=[])
    args = parser.parse_args()
    if args.command == "logs":
        print("\n".join("\t".join(log) for log in logs()))
        return 0
    os.environ.pop("WITNESS_SEED_HEX", None)
    with tempfile.TemporaryDirectory() as folder:
        try:
            if args.command == "server":
                submitted(args, Path(folder))
            elif args.url:
                statuses(Witness(args.url, args.vkey, args.monitor))
            else:
                with Aics(Path(folder), logs()) as witness:
                    statuses(witness)
        except Wrong as error:
            print(f"witness: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
