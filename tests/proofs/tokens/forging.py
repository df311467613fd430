"""The craft of forging a token: what a forger starts from, and how a token is put together by hand."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.installations import SECRET

DIGESTS = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}
HS256 = {"alg": "HS256", "typ": "JWT"}


@dataclass(frozen=True)
class Specimen:
    """A good token of one kind, and the other good ones a forger may have got hold of."""

    token: str
    # The same kind of token, of somebody else.
    other: str
    # The same person's, of a kind that belongs elsewhere.
    misplaced: str
    # Another session of the same person, which has ended.
    ended: int

    @property
    def claims(self) -> dict[str, Any]:
        """What the token says."""
        return claims_in(self.token)

    @property
    def parts(self) -> tuple[str, str, str]:
        """Header, claims and signature, as they are written."""
        header, claims, signature = self.token.split(".")
        return header, claims, signature


def claims_in(token: str) -> dict[str, Any]:
    """What `token` says, whoever signed it."""
    return json.loads(decoded(token.split(".")[1]))


def signed(
    claims: Any, key: str | bytes = SECRET, header: Mapping[str, Any] | None = None, digest: str = "HS256"
) -> str:
    """A token that says `claims`; with the shop's own key unless told otherwise."""
    text = f"{written(HS256 if header is None else header)}.{written(claims)}"
    return f"{text}.{signature_of(text, key, digest)}"


def signature_of(text: str, key: str | bytes = SECRET, digest: str = "HS256") -> str:
    """What signs `text`."""
    secret = key.encode() if isinstance(key, str) else key
    return encoded(hmac.new(secret, text.encode(), DIGESTS[digest]).digest())


def written(said: Any) -> str:
    """`said` as a part of a token; bytes as they are, anything else as JSON."""
    return encoded(said if isinstance(said, bytes) else json.dumps(said).encode())


def encoded(said: bytes) -> str:
    """Bytes as tokens write them."""
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()


def decoded(part: str) -> bytes:
    """What a part of a token stands for; as patient with odd letters as every reader of tokens."""
    return base64.urlsafe_b64decode(part.encode() + b"=" * (-len(part.encode()) % 4))


def is_the_same(forged: str, good: str) -> bool:
    """Whether a changed token still is the good one: the same text, signed with the same bytes.

    The last letter of a signature has two bits that mean nothing, and letters that are none are skipped.
    """
    text, _, signature = forged.strip().rpartition(".")
    good_text, _, good_signature = good.rpartition(".")
    try:
        return text == good_text and decoded(signature) == decoded(good_signature)
    except (binascii.Error, ValueError):
        return False
