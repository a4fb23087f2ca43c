"""Coming in as people do: by the link that a first start prints, and by that of an invitation.

The codes of an authenticator are worked out here from RFC 6238 alone.
"""

import base64
import hashlib
import hmac
import json
import struct
import sys
import time
import urllib.request
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "logs"))

import canaries

PASSWORD = "correct horse battery staple"


def send(url, method, path, body=None, cookie=None, headers=None):
    """The answer's JSON and the cookie it set, if any."""
    told = {"Content-Type": "application/json", **(headers or {})}
    if cookie:
        told["Cookie"] = cookie
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, told, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        text = answer.read()
        set_cookie = (answer.headers.get_all("Set-Cookie") or [""])[0].split(";")[0]
        canaries.note("token", set_cookie.partition("=")[2])
        return (json.loads(text) if text else None), set_cookie


def code(secret, steps):
    """What an authenticator shows so many steps of 30 seconds from now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = int(time.time()) // 30 + steps
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[19] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def come_in(url, number, secret):
    """Redeems a link, sets a password with codes, signs in; the session's cookie."""
    canaries.note("invitation", secret)
    canaries.note("password", PASSWORD)
    _, enrolling = send(url, "POST", "/v1/session/invitation", {"invitation": secret})
    send(url, "PUT", "/v1/me/password", {"password": PASSWORD}, enrolling)
    begun, _ = send(url, "POST", "/v1/me/totp", {}, enrolling)
    canaries.note("authenticator", begun["secret"])
    # A code is good once, so the two that are needed are of different steps.
    send(url, "PUT", "/v1/me/totp", {"code": code(begun["secret"], -1)}, enrolling)
    claim = {"service_number": number, "password": PASSWORD, "code": code(begun["secret"], 0)}
    return send(url, "POST", "/v1/session", claim)[1]


def person_at(url, secret, seat):
    """The first administrator invites somebody, who sits down at a seat; the session's cookie."""
    administrator = come_in(url, "ADMIN-1", secret)
    key = {"Idempotency-Key": str(uuid.uuid4())}
    invite = {"service_number": "D-1",
              "posts": [{"role": role} for role in ("call-taker", "dispatcher", "supervisor")]}
    invited, _ = send(url, "POST", "/v1/accounts", invite, administrator, key)
    cookie = come_in(url, "D-1", invited["invitation"])
    send(url, "POST", f"/v1/seats/{seat}/enter", None, cookie,
         {"Idempotency-Key": str(uuid.uuid4())})
    return cookie
