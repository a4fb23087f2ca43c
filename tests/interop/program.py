"""Our program as a log that others check: what it serves, exports and hands out.

    program.py lacks BINARY
        prints the commands that this build does not have yet, one a line
    program.py make BINARY PACK OUT [--acts N] [--receipts R]
        OUT/record     a record with at least N entries, made by acts over HTTP
        OUT/old        its export at a quarter of them; OUT/old.checkpoint what was signed then
        OUT/half       its export at half of them
        OUT/log        its export at the end
        OUT/receipts   R receipts, spread over the log
        OUT/policy     the log alone, no witness asked for
    program.py serve BINARY PACK OUT -- COMMAND ...
        runs COMMAND beside the served record, with {url} filled in: the address of its log
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "logs"))

import canaries
import signing_in

WAIT_S = 60
SEAT = "desk-interop"


class Server:
    """`answerable serve` on a free port, ended when the block ends."""

    def __init__(self, binary, pack, record, *more):
        self.record, self.cookie = Path(record), None
        self.command = [binary, "serve", "--publish-entries", "--data", record, "--pack", pack,
                        "--address", "127.0.0.1:0", *more]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True,
                                        **canaries.listen("interop"))
        late = threading.Timer(WAIT_S, self.process.kill)
        late.start()
        said = self.process.stdout.readline()
        late.cancel()
        found = re.search("http://[^ ]+", said)
        if not found:
            self.__exit__()
            raise SystemExit(f"the server did not start: {said!r}")
        self.url = found[0]
        self.sign_in()
        return self

    def sign_in(self):
        """As the person at the desk; the session of a record's first start goes on at the next."""
        kept = self.record.parent / f"{self.record.name}.cookie"
        if not kept.exists():
            self.process.stdout.readline()
            secret = self.process.stdout.readline().strip().split("#")[1]
            kept.write_text(signing_in.person_at(self.url, secret, SEAT))
        self.cookie = kept.read_text()

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(WAIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def get(self, path):
        request = urllib.request.Request(self.url + path, headers={"Cookie": self.cookie})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()

    def status(self):
        return json.loads(self.get("/v1/status"))

    def report(self, count):
        """Takes `count` reports at the desk, as a desk does. Each becomes an entry."""
        rules = json.loads(self.get("/v1/pack"))
        point = {**rules["center"], "uncertainty_m": 25, "source": "map"}
        for n in range(count):
            body = {"channel": rules["channels"][n % len(rules["channels"])]["code"],
                    "words": f"interop {n}, 桥头有烟", "point": point}
            headers = {"Content-Type": "application/json", "Answerable-Seat": SEAT,
                       "Cookie": self.cookie, "Idempotency-Key": str(uuid.uuid4())}
            request = urllib.request.Request(self.url + "/v1/reports", json.dumps(body).encode(),
                                             headers)
            with urllib.request.urlopen(request, timeout=10) as answer:
                assert answer.status == 201, answer.status


def run(*command, **options):
    return subprocess.run(list(map(str, command)), check=True, **options)


def export(binary, record, out):
    """The tree as files, and the verifier key of the log."""
    run(binary, "log", "export", record, out, "--with-entries")
    return (out / "log.vkey").read_text().strip()


def lacking(binary):
    # `serve --policy` is what witnesses are named by.
    asked = {"log export": ["log", "export"], "receipt": ["receipt"], "receipts": ["receipts"],
             "verify": ["verify"], "log verify": ["log", "verify"], "witness": ["witness"],
             "serve --policy": ["serve"]}
    for name, words in asked.items():
        help_ = subprocess.run([binary, *words, "--help"], capture_output=True, text=True)
        if help_.returncode != 0 or (words == ["serve"] and "--policy" not in help_.stdout):
            yield name
    if not shutil.which(str(binary.parent / "answerable-verify")):
        yield "answerable-verify, beside it"


def make(args):
    out, record = args.out, args.out / "record"
    out.mkdir(parents=True, exist_ok=True)
    quarter, half = args.acts // 4, args.acts // 2
    for count, folder in ((quarter, "old"), (half - quarter, "half"), (args.acts - half, "log")):
        with Server(args.binary, args.pack, record) as server:
            server.report(count)
        vkey = export(args.binary, record, out / folder)
    shutil.copy(out / "old" / "checkpoint", out / "old.checkpoint")
    (out / "policy").write_text(f"log {vkey}\nquorum none\n")
    run(args.binary, "receipts", record, out / "receipts", "--count", args.receipts)
    # One at a time has to say the same as many.
    path = sorted((out / "receipts").glob("*.tlog-proof"))[0]
    alone = run(args.binary, "receipt", record, path.stem, capture_output=True).stdout
    if alone != path.read_bytes():
        raise SystemExit(f"`receipt` and `receipts` differ on entry {path.stem}")
    print(f"{args.acts} acts over HTTP, exported at {quarter}, at {half} and at the end")


def serve(args):
    with Server(args.binary, args.pack, args.out / "record") as server:
        # `serve` may append as it starts; the pack is in force already, so it has no reason to.
        command = [word.replace("{url}", server.url + "/log") for word in args.then]
        return subprocess.run(command).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("lacks")
    command.add_argument("binary", type=Path)
    for name in ("make", "serve"):
        command = commands.add_parser(name)
        command.add_argument("binary", type=Path)
        command.add_argument("pack", type=Path)
        command.add_argument("out", type=Path)
        if name == "make":
            command.add_argument("--acts", type=int, default=1200)
            command.add_argument("--receipts", type=int, default=1000)
        else:
            command.add_argument("then", nargs="+")
    args = parser.parse_args()
    if args.command == "lacks":
        print("\n".join(lacking(args.binary.resolve())))
        return 0
    return (make if args.command == "make" else serve)(args) or 0


if __name__ == "__main__":
    sys.exit(main())
