"""Who is it, by hand: the signature of a token, and one statement about its session and its person."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode
from typing import Any

import orjson

from bench.floors.rows import Rows

LIVE = (
    "SELECT u.id, u.role FROM sessions s JOIN users u ON u.id = s.user_id"
    " WHERE s.id = ? AND u.id = ? AND u.is_active AND s.ended_at IS NULL AND s.expires_at > ?"
)


def person(rows: Rows, header: str) -> int:
    """The customer behind `Authorization: Bearer …`; ValueError or KeyError if it is nobody of ours."""
    signed, _, signature = header.removeprefix("Bearer ").encode().rpartition(b".")
    key = os.environ["JWT_SECRET_KEY"].encode()
    if not hmac.compare_digest(hmac.digest(key, signed, hashlib.sha256), _decoded(signature)):
        raise ValueError("not our signature")
    said: dict[str, Any] = orjson.loads(_decoded(signed.partition(b".")[2]))
    now = rows.now()
    if said["type"] != "access":
        raise ValueError("not for this")
    [(user_id, role)] = rows.of(LIVE, said["sid"], int(said["sub"]), now)
    if role != "customer":
        raise ValueError("only customers are served by hand")
    return user_id


def _decoded(text: bytes) -> bytes:
    return urlsafe_b64decode(text + b"=" * (-len(text) % 4))
