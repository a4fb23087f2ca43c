#!/usr/bin/env python3
"""Asks all that the document offers, by Schemathesis: `ask.py BINARY PACK WORK`.

As nobody, as the person at a desk, and as an administrator. Nothing that nobody sent may come into the
record; no answer may be a fault of the server, or other than the document says.
"""

import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "interop"), str(HERE.parent / "logs")]

import program
import signing_in

CHECKS = ("no_fault", "status_code_conformance", "content_type_conformance",
          "response_schema_conformance", "nothing_for_nobody")
# Streams that do not end by themselves.
ENDLESS = ("feed",)
# What would send whoever asks out of the door, so that the rest were asked by nobody.
LEAVES = ("sign_out", "end_session", "set_password", "totp_begin", "totp_confirm", "remove_passkey")


class House(program.Server):
    """A record with some reports, a person at a desk, and an administrator."""

    def sign_in(self):
        self.process.stdout.readline()
        secret = self.process.stdout.readline().strip().split("#")[1]
        self.administrator = signing_in.come_in(self.url, "ADMIN-1", secret)
        key = {"Idempotency-Key": str(uuid.uuid4())}
        invite = {"service_number": "D-1", "posts": [
            {"role": role} for role in ("call-taker", "dispatcher", "supervisor")]}
        invited, _ = signing_in.send(self.url, "POST", "/v1/accounts", invite, self.administrator, key)
        self.cookie = signing_in.come_in(self.url, "D-1", invited["invitation"])
        self.act(f"/v1/seats/{program.SEAT}/enter", None)

    def act(self, path, body):
        headers = {"Idempotency-Key": str(uuid.uuid4()), "Answerable-Seat": program.SEAT}
        return signing_in.send(self.url, "POST", path, body, self.cookie, headers)[0]

    def furnish(self):
        """What operations may name: parameters of paths by name, of things that are there."""
        rules = json.loads(self.get("/v1/pack"))
        body = {"channel": rules["channels"][0]["code"], "words": "桥头有烟, smoke at the bridge",
                "caller": {"name": "Canary Wren", "callback": "+86 139 0000 0001"},
                "then": {"open": {"type": rules["incident_types"][0]["code"]}}}
        opened = self.act("/v1/reports", body)
        code = json.loads(self.get(f"/v1/entries/{opened['entry']}/code"))["letters"]
        account = json.loads(self.get("/v1/session"))["account"]
        return {"incident": opened["incident"], "report": opened["report"], "code": code,
                "entry": opened["entry"], "account": account, "seat": program.SEAT}


def entries(house):
    return house.status()["entries"]


def schemathesis(house, work, who, cookie, examples, parameters, *only):
    """One run; what it says is shown when it is not content."""
    settings = work / f"{who}.toml"
    lines = [f"{json.dumps(name)} = {json.dumps(value)}" for name, value in parameters.items()]
    settings.write_text("\n".join(["[parameters]", *lines, ""]))
    command = [Path(sys.executable).with_name("st"), "--config-file", settings, "run",
               f"{house.url}/v1/openapi.json", "--checks", ",".join(CHECKS), "--continue-on-failure",
               "--phases", "examples,coverage,fuzzing", "--max-examples", str(examples),
               "--seed", "1", "--generation-deterministic",
               "--no-shrink", "--request-timeout", "20", "--suppress-health-check", "all",
               "--warnings", "off", "--no-color", *only]
    for name in ENDLESS:
        command += ["--exclude-operation-id", name]
    if cookie:
        command += ["--header", f"Cookie: {cookie}"]
    begun = time.monotonic()
    run = subprocess.run(list(map(str, command)), cwd=work, text=True, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT,
                         env={**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE),
                              "ASKED_AS": who})
    (work / f"{who}.txt").write_text(run.stdout)
    told = [line.strip() for line in run.stdout.splitlines() if " generated, " in line]
    print(f"{who}: {' '.join(told)} in {time.monotonic() - begun:.0f} s", flush=True)
    if run.returncode != 0:
        print(run.stdout)
        raise SystemExit(f"{who}: the interface is not as its document says")


def main():
    binary, pack, work = (Path(word).resolve() for word in sys.argv[1:])
    leaving = [word for name in LEAVES for word in ("--exclude-operation-id", name)]
    with House(binary, pack, work / "record") as house:
        there = house.furnish()
        before = entries(house)
        schemathesis(house, work, "nobody", None, 2, there)
        if entries(house) != before:
            raise SystemExit("somebody who is not signed in added to the record")
        schemathesis(house, work, "desk", house.cookie, 3, there, *leaving)
        people = "/v1/(accounts|seats|requests|sessions?|me|traces)"
        schemathesis(house, work, "administrator", house.administrator, 3, there, *leaving,
                     "--include-path-regex", people)
        for cookie in (house.cookie, house.administrator):
            # Whoever was sent out half-way asked the rest for nothing.
            signing_in.send(house.url, "GET", "/v1/session", None, cookie)
        print(f"{before} entries before, {entries(house)} after")


if __name__ == "__main__":
    main()
