"""Tokens this shop must not believe: all that people are known to try, and more by lot."""

import string
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from tests.installations import SECRET
from tests.proofs.tokens.forging import HS256, Specimen, claims_in, encoded, signed, written

Forgery = Callable[[Specimen], str]
HOUR = 3600
INFINITE = float("inf")
LONGEST = 7000  # the server itself refuses lines of more than 8 KB
NEVER = 9_999_999_999
# In the order of what they stand for, so that a bit can be flipped.
LETTERS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
ALGORITHMS = ("RS256", "ES256", "PS256", "EdDSA", "hs256", "HS256 ", "", None, ["HS256"], {"alg": "HS256"}, 256)
KEYS = ("", "secret", SECRET[:-1], f"{SECRET} ", SECRET.upper(), SECRET[::-1], "only-for-development", b"\0")
# None of these is a number as we write it, nor one that could be an id or a moment of ours.
ODD_NUMBERS: tuple[Any, ...] = (
    *(-1, 2**63, 2**64, 10**30, 1.0, 1.5, INFINITE, -INFINITE, float("nan"), True, False),
    *("", "x", "1", [], [1], {}, {"id": 1}),
)
ODD: dict[str, tuple[Any, ...]] = {
    "exp": (*ODD_NUMBERS, None, 0, 1, str(NEVER)),
    "iat": (*ODD_NUMBERS, None, NEVER, str(NEVER)),
    "nbf": (NEVER, "x", [], {}, INFINITE),
    "sid": (*ODD_NUMBERS, None, 0, 2**31, 987654),
    "gen": ODD_NUMBERS,
    "type": ("", "ACCESS", "access ", "Refresh", "id", "reset", None, True, 0, ["access"], ["refresh"], {}),
    "sub": (
        *("", "x", "0", "-1", "\u0661", "987654", str(2**63), str(10**30), "9" * 3000),
        *(1, 1.0, True, None, [], ["1"], {}, {"id": "1"}),
    ),
}
# What reads like the person's number, and is not how we write it.
SPELLINGS = ("+{}", " {}", "{} ", "0{}", "{}.0", "{}e0", "0x{}", "{}_0", "{}\0", "{};--")
OWN_KEYS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"jwk": {"kty": "oct", "k": encoded(b"mine")}}, "mine"),
    ({"jku": "http://127.0.0.1:9/keys.json", "kid": "mine"}, "mine"),
    ({"x5u": "http://127.0.0.1:9/chain.pem"}, "mine"),
    ({"kid": "../../../../dev/null"}, ""),
    ({"kid": "' UNION SELECT 'mine"}, "mine"),
    ({"kid": 7}, "mine"),
    ({"crit": ["exp"]}, "mine"),
    ({"b64": False, "crit": ["b64"]}, "mine"),
)
NO_CLAIMS = (b"", b"[]", b"null", b"1", b'"x"', b"{", b"\xff\xfe", b"[" * 5000, b'{"a":' * 1000, b"9" * 5000)
JUNK = (
    *("", ".", "..", "...", "a.b.c", "e30.e30.e30", "{}", "[]", "0", "-1", "null", "undefined", "Bearer", "%00"),
    *("../..", "' OR '1'='1", "$" * LONGEST, "." * LONGEST, "\u00e9", "\u202etoken", "\u200b.\u200b.\u200b"),
    *("\U0001f511" * 99, "\uff45\uff59\uff2a"),
)


def known() -> dict[str, Forgery]:
    """Every forgery that is worth its own name."""
    return _unsigned() | _of_other_keys() | _of_other_claims() | _of_good_ones() | _of_junk()


def drawn(dice: Random) -> tuple[str, Forgery]:
    """A forgery by lot."""
    name = dice.choice(sorted(BY_LOT))
    return name, partial(BY_LOT[name], dice=dice)


def _unsigned() -> dict[str, Forgery]:
    found: dict[str, Forgery] = {}
    for word in ("none", "None", "NONE", "nOnE", "none "):
        header = {"alg": word, "typ": "JWT"}
        found[f"{word!r}, no signature"] = lambda s, h=header: f"{written(h)}.{s.parts[1]}."
        found[f"{word!r}, a good signature"] = lambda s, h=header: f"{written(h)}.{s.parts[1]}.{s.parts[2]}"
        found[f"{word!r}, signed all the same"] = lambda s, h=header: signed(s.claims, header=h)
    return found


def _of_other_keys() -> dict[str, Forgery]:
    found: dict[str, Forgery] = {}
    for key in KEYS:
        found[f"signed with {key!r}"] = lambda s, k=key: signed(s.claims, k)
    for word in ALGORITHMS:
        found[f"says it is {word!r}"] = lambda s, a=word: signed(s.claims, header={"alg": a, "typ": "JWT"})
    for digest in ("HS384", "HS512"):
        found[f"signed by {digest}"] = lambda s, d=digest: signed(s.claims, header={"alg": d}, digest=d)
        found[f"signed by {digest} as HS256"] = lambda s, d=digest: signed(s.claims, digest=d)
        found[f"signed by HS256 as {digest}"] = lambda s, d=digest: signed(s.claims, header={"alg": d})
    for more, key in OWN_KEYS:
        found[f"brings {more}"] = lambda s, m=more, k=key: signed(s.claims, k, HS256 | m)
    found["says no algorithm"] = lambda s: signed(s.claims, header={"typ": "JWT"})
    return found


def _of_other_claims() -> dict[str, Forgery]:
    """Signed with the shop's own key, as by somebody who found a way to have anything signed."""
    found: dict[str, Forgery] = {}
    for name, odd in ((name, odd) for name, values in ODD.items() for odd in values):
        found[f"{name} {odd!r:.40}"] = lambda s, n=name, v=odd: signed(s.claims | {n: v})
    for name in ("exp", "type", "jti", "sub", "sid", "gen", "iat"):
        found[f"without {name}"] = lambda s, n=name: signed({k: v for k, v in s.claims.items() if k != n})
    for seconds in (60, HOUR, 10**9):
        found[f"expired {seconds} s ago"] = lambda s, n=seconds: signed(s.claims | {"exp": s.claims["iat"] - n})
    for spelt in SPELLINGS:
        found[f"sub spelt {spelt}"] = lambda s, v=spelt: signed(s.claims | {"sub": v.format(s.claims["sub"])})
    for name in ("sub", "sid"):
        found[f"{name} of somebody else"] = lambda s, n=name: signed(s.claims | {n: claims_in(s.other)[n]})
    for said in NO_CLAIMS:
        found[f"claims {said!r:.20} {len(said)}"] = lambda s, v=said: signed(v)
    found["misplaced"] = lambda s: s.misplaced
    found["sub as a number"] = lambda s: signed(s.claims | {"sub": int(s.claims["sub"])})
    found["sid as a text"] = lambda s: signed(s.claims | {"sid": str(s.claims["sid"])})
    found["sid as a fraction"] = lambda s: signed(s.claims | {"sid": s.claims["sid"] + 0.25})
    found["sid in a list"] = lambda s: signed(s.claims | {"sid": [s.claims["sid"]]})
    found["sid of an ended session"] = lambda s: signed(s.claims | {"sid": s.ended})
    return found


def _of_good_ones() -> dict[str, Forgery]:
    found: dict[str, Forgery] = {}
    for number, part in enumerate(("header", "claims", "signature")):
        found[f"without {part}"] = lambda s, n=number: ".".join(p for i, p in enumerate(s.parts) if i != n)
        found[f"{part} empty"] = lambda s, n=number: ".".join("" if i == n else p for i, p in enumerate(s.parts))
        found[f"{part} twice"] = lambda s, n=number: ".".join([*s.parts, s.parts[n]])
        found[f"{part} in capitals"] = lambda s, n=number: _with_part(s, n, s.parts[n].upper())
        found[f"{part} with a space"] = lambda s, n=number: _with_part(s, n, f"{s.parts[n][:9]} {s.parts[n][9:]}")
    for number, part in ((1, "claims"), (2, "signature")):  # all have the same header
        found[f"{part} of a misplaced one"] = lambda s, n=number: _swapped(s, s.misplaced, n)
        found[f"{part} of somebody else's"] = lambda s, n=number: _swapped(s, s.other, n)
    for change in ({"sub": "1"}, {"sid": 1}, {"exp": NEVER}, {"role": "admin"}, {"type": "access", "fresh": True}):
        found[f"{change}, not signed anew"] = lambda s, c=change: _with_part(s, 1, written(s.claims | c))
    found["backwards"] = lambda s: s.token[::-1]
    found["parts backwards"] = lambda s: ".".join(reversed(s.parts))
    found["in five parts"] = lambda s: f"{s.token}.{s.parts[1]}.{s.parts[2]}"
    found["as JSON"] = lambda s: written({"protected": s.parts[0], "payload": s.parts[1], "signature": s.parts[2]})
    for after in (".", ".x", " x", "x", ",", f" {'x' * 50}"):
        found[f"and {after!r:.9}"] = lambda s, a=after: s.token + a
    found["twice"] = lambda s: s.token * 2
    return found


def _of_junk() -> dict[str, Forgery]:
    found: dict[str, Forgery] = {f"{junk!r:.20}": lambda s, j=junk: j for junk in JUNK}
    for deep in (b"[" * 5000, b'{"alg":' * 700, b'{"alg":' + b"[" * 2000 + b"]" * 2000 + b"}"):
        found[f"header {deep[:9]!r} {len(deep)}"] = lambda s, d=deep: _with_part(s, 0, encoded(d))
    found["claims without end"] = lambda s: signed(s.claims | {"more": "x" * 4500}, "mine")
    return found


def _flipped(specimen: Specimen, dice: Random) -> str:
    part = dice.randrange(3)
    return _with_part(specimen, part, _flip(specimen.parts[part], dice.randrange(len(specimen.parts[part])), dice))


def _flipped_at_the_end(specimen: Specimen, dice: Random) -> str:
    """Where some bits mean nothing: in a signature they may change, in what it signs they may not."""
    part = dice.randrange(3)
    return _with_part(specimen, part, _flip(specimen.parts[part], len(specimen.parts[part]) - 1, dice))


def _flip(text: str, place: int, dice: Random) -> str:
    letter = LETTERS[LETTERS.index(text[place]) ^ (1 << dice.randrange(6))]
    return f"{text[:place]}{letter}{text[place + 1 :]}"


def _cut(specimen: Specimen, dice: Random) -> str:
    return specimen.token[: dice.randrange(1, len(specimen.token))]


def _shuffled(specimen: Specimen, dice: Random) -> str:
    others = [specimen.parts, specimen.other.split("."), specimen.misplaced.split(".")]
    header, claims, signature = dice.choice(others)[0], dice.choice(others[1:])[1], specimen.parts[2]
    return f"{header}.{claims}.{signature}"


def _by_another_key(specimen: Specimen, dice: Random) -> str:
    return signed(specimen.claims, dice.randbytes(dice.choice((1, 16, 32, 64))))


def _made_up(specimen: Specimen, dice: Random) -> str:
    return ".".join("".join(dice.choices(LETTERS, k=dice.randrange(1, 300))) for _ in range(3))


def _with_odd_claims(specimen: Specimen, dice: Random) -> str:
    """Several claims are odd at once; one of them is enough to refuse it."""
    odd = {name: dice.choice(ODD_NUMBERS) for name in dice.sample(("sid", "exp", "iat"), dice.randrange(1, 4))}
    return signed(specimen.claims | odd | {"jti": dice.choice((None, "", "x"))})


def _letters_mixed(specimen: Specimen, dice: Random) -> str:
    part = dice.randrange(3)
    return _with_part(specimen, part, "".join(dice.sample(specimen.parts[part], len(specimen.parts[part]))))


BY_LOT: dict[str, Callable[..., str]] = {
    "a bit flipped": _flipped,
    "a last bit flipped": _flipped_at_the_end,
    "cut off": _cut,
    "parts of several": _shuffled,
    "another key": _by_another_key,
    "made up": _made_up,
    "odd claims": _with_odd_claims,
    "letters mixed": _letters_mixed,
}


def _with_part(specimen: Specimen, number: int, text: str) -> str:
    return ".".join(text if n == number else part for n, part in enumerate(specimen.parts))


def _swapped(specimen: Specimen, other: str, number: int) -> str:
    return _with_part(specimen, number, other.split(".")[number])
