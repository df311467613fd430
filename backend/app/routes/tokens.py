"""The tokens a client holds: signed names of a session, worth nothing once it has ended.

Flask-JWT-Extended signs. It would accept signed tokens without `exp`, `type` or `jti`, and reads each
three times, so they are verified by PyJWT itself: once, and whatever is missing or wrong is a 401.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import jwt
from flask import Flask, current_app, request
from flask_jwt_extended import JWTManager, create_access_token, create_refresh_token, decode_token
from flask_jwt_extended.exceptions import JWTExtendedException

from app.core import clock
from app.core.config import Settings
from app.core.errors import Unauthenticated
from app.models import Session
from app.schemas.fields import MAX_ID

ALGORITHM = "HS256"
# The rest as PyJWT has it: signature, exp, iat, nbf, and that sub and jti are text.
OPTIONS: Any = {"verify_aud": False}
REQUIRED = {"sub", "sid", "gen", "jti", "type", "exp", "iat"}
# Tokens whose signature need not be checked again, about half a kilobyte each.
MOST_REMEMBERED = 4096
PERSON = re.compile("[1-9][0-9]{0,18}")


class Claims(NamedTuple):
    """What a verified token says: which person, which session, and which rotation of its cookie.

    A token in the JSON body does not rotate; its generation is None.
    """

    user_id: int
    session_id: int
    generation: int | None


def init_app(app: Flask, settings: Settings) -> None:
    """Set up signing for `app`."""
    app.config.update(
        JWT_SECRET_KEY=settings.jwt_secret_key,
        JWT_ALGORITHM=ALGORITHM,
        JWT_ACCESS_TOKEN_EXPIRES=settings.access_token_lifetime,
        JWT_REFRESH_TOKEN_EXPIRES=settings.refresh_token_lifetime,
    )
    JWTManager(app)


def access_token(session: Session, generation: int | None = None) -> str:
    """A token to call the API with."""
    return create_access_token(str(session.user_id), additional_claims={"sid": session.id, "gen": generation})


def refresh_token(session: Session, generation: int | None = None) -> str:
    """A token to get access tokens with, as long as the session lasts."""
    return create_refresh_token(str(session.user_id), additional_claims={"sid": session.id, "gen": generation})


def bearer() -> str:
    """The request's Bearer token, or nothing."""
    return bearer_in(request.environ)


def bearer_in(environ: dict[str, Any]) -> str:
    """The Bearer token of the request with that environment, or nothing."""
    scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def access_claims(token: str) -> Claims:
    """What the access token `token` says; Unauthenticated if it is not a good one."""
    return _claims(token, "access")


def expiry(token: str) -> datetime:
    """The moment after which the good token `token` is good no more."""
    return datetime.fromtimestamp(decode_token(token)["exp"], UTC)


def refresh_claims(token: str) -> Claims:
    """What the refresh token `token` says; Unauthenticated if it is not a good one."""
    return _claims(token, "refresh")


def _claims(token: str, kind: str) -> Claims:
    if not token:
        raise Unauthenticated("Sign in first: this needs an Authorization: Bearer token.", code="token_missing")
    try:
        said = _verified(token)
        if not said.keys() >= REQUIRED or said["type"] != kind:
            raise Unauthenticated(f"This is not a valid {kind} token.", code="token_invalid")
        return _read(said)
    except jwt.ExpiredSignatureError as error:
        raise Unauthenticated("This token has expired. Refresh it.", code="token_expired") from error
    except (jwt.PyJWTError, JWTExtendedException, ValueError, TypeError) as error:
        raise Unauthenticated("This token is not valid. Sign in again.", code="token_invalid") from error


def _verified(token: str) -> Mapping[str, Any]:
    try:
        said = _signed(token, current_app.config["JWT_SECRET_KEY"])
        expires = said.get("exp")
        if not isinstance(expires, int) or expires > clock.now().timestamp():
            return said
    except jwt.ExpiredSignatureError:
        pass
    return decode_token(token)  # says that it has expired, unless there is something worse about the token


# A token that was good once can only expire: what else it is worth, its session says each time.
@lru_cache(maxsize=MOST_REMEMBERED)
def _signed(token: str, secret: str) -> Mapping[str, Any]:
    return jwt.decode(token, secret, algorithms=[ALGORITHM], options=OPTIONS)


def _read(said: Mapping[str, Any]) -> Claims:
    """The numbers in a good token; ValueError for what merely reads like one, as 7.0, "7", true and 2⁷⁰ do."""
    if not PERSON.fullmatch(said["sub"]):
        raise ValueError(said["sub"])
    user_id, session_id, generation = int(said["sub"]), said["sid"], said["gen"]
    for number in (user_id, session_id, 0 if generation is None else generation, said["exp"], said["iat"]):
        if type(number) is not int or not 0 <= number <= MAX_ID:
            raise ValueError(number)
    return Claims(user_id, session_id, generation)
