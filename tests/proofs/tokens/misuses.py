"""Good tokens that are carried where they do not count, and forged ones dressed up."""

from collections.abc import Iterator, Mapping
from itertools import cycle

from tests.proofs.tokens.forging import Specimen, encoded

Headers = Mapping[str, str]
COOKIE = "barrow_refresh"
SCHEMES = ("Basic", "Digest", "Token", "JWT", "OAuth", "Bear", "Bearers", "Bearer:", "Bearer,", "Negotiate", "")
# A name in other letters is the same header to the server: that is how a header comes twice.
IN_A_HEADER: dict[str, dict[str, str]] = {
    **{f"under {word!r}": {"Authorization": f"{word} {{good}}"} for word in SCHEMES},
    "bare": {"Authorization": "{good}"},
    "no space": {"Authorization": "Bearer{good}"},
    "a tab": {"Authorization": "Bearer\t{good}"},
    "the scheme twice": {"Authorization": "Bearer Bearer {good}"},
    "several spaces": {"Authorization": "Bearer      {forged}"},
    "spaces around": {"Authorization": "  Bearer {forged}   "},
    "in quotes": {"Authorization": 'Bearer "{good}"'},
    "with a name": {"Authorization": 'Bearer access_token="{good}"'},
    "as a user's password": {"Authorization": "Basic {basic}"},
    "two in a list": {"Authorization": "Bearer {forged}, Bearer {good}"},
    "two headers, the good one last": {"Authorization": "Bearer {forged}", "authorization": "Bearer {good}"},
    "two headers, the good one first": {"Authorization": "Bearer {good}", "authorization": "Bearer {forged}"},
    "two headers, both good": {"Authorization": "Bearer {good}", "authorization": "Bearer {good}"},
    "for the proxy": {"Proxy-Authorization": "Bearer {good}"},
    "in a header of our own making": {"X-Authorization": "Bearer {good}", "X-Access-Token": "{good}"},
    "in a cookie": {"Cookie": "access_token_cookie={good}; token={good}; jwt={good}"},
}
IN_A_COOKIE: dict[str, dict[str, str]] = {
    "of another name": {"Cookie": "refresh_token_cookie={good}"},
    "of another spelling": {"Cookie": "Barrow_Refresh={good}; BARROW_REFRESH={good}"},
    "of a longer name": {"Cookie": f"{COOKIE}_={{good}}; x{COOKIE}={{good}}"},
    "inside another": {"Cookie": f"x={COOKIE}={{good}}"},
    "after a scheme": {"Cookie": f"{COOKIE}=Bearer {{good}}"},
    "two, both forged": {"Cookie": f"{COOKIE}={{forged}}; {COOKIE}={{forged}}x"},
    "forged, in quotes": {"Cookie": f'{COOKIE}="{{forged}}"'},
    "in escaped quotes": {"Cookie": f"{COOKIE}=%22{{good}}%22"},
    "in brackets": {"Cookie": f"{COOKIE}=[{{good}}]"},
    "empty": {"Cookie": f"{COOKIE}="},
}


def misuses(specimens: Mapping[str, Specimen]) -> Iterator[tuple[str, dict[str, Headers]]]:
    """Each with the headers that carry it, for every kind of token."""
    cookies = cycle(IN_A_COOKIE.items())
    for name, said in IN_A_HEADER.items():
        also, in_cookie = next(cookies)
        carried: dict[str, Headers] = {
            kind: _filled(in_cookie if kind == "cookie" else said, specimen) for kind, specimen in specimens.items()
        }
        yield f"{name} / {also}", carried


def carried(kind: str, text: str) -> Headers:
    """The headers that carry a token as its kind is carried; odd letters go as the bytes of UTF-8."""
    sent = text.encode().decode("latin-1")
    return {"Cookie": f"{COOKIE}={sent}"} if kind == "cookie" else {"Authorization": f"Bearer {sent}"}


def _filled(said: Headers, specimen: Specimen) -> Headers:
    good, basic = specimen.token, encoded(f"user:{specimen.token}".encode())
    text, _, signature = good.rpartition(".")
    forged = f"{text}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"
    return {name: value.format(good=good, forged=forged, basic=basic) for name, value in said.items()}
