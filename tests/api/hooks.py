"""What Schemathesis is told about our interface: headers that the document says in words alone, and what
nobody gets who is not signed in."""

import os
import uuid

import schemathesis

# What everybody may ask, as crates/answerable/tests/access has it: about what was sent alone.
PUBLIC = {"sign_in", "passkey_begin", "passkey_sign_in", "redeem_invitation", "state", "looks", "contest_look"}
# What may come later: a record that has not come so far, a map that this house has not.
NOT_YET = {"views-catching-up", "places-not-ready"}
KEYS = uuid.UUID("019d6547-0000-7000-8000-000000000000").int
asked = 0


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each act has a key of its own, the same ones in every run, and a seat."""
    global asked
    asked += 1
    case.headers.setdefault("Idempotency-Key", str(uuid.UUID(int=KEYS + asked)))
    case.headers.setdefault("Answerable-Seat", "desk-interop")


@schemathesis.check
def no_fault(context, response, case):
    """Nothing that is asked breaks the server, and it is never too busy for one asker."""
    if response.status_code >= 500:
        assert response.status_code == 503, f"{response.status_code}: {response.text}"
        assert response.json()["code"] in NOT_YET, response.text


@schemathesis.check
def nothing_for_nobody(context, response, case):
    """Whatever is sent, whoever is not signed in is told so: not even that the rest was wrong."""
    name = case.operation.definition.raw["operationId"]
    if os.environ["ASKED_AS"] != "nobody" or name in PUBLIC:
        return
    assert response.status_code in (401, 404, 405), f"{name} answered {response.status_code}"
    if response.status_code != 401:
        # An address that is none of this operation's: it is empty, or a part has a slash in it.
        assert response.json()["code"] in ("not-found", "method-not-allowed"), response.text
