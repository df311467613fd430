"""Everybody asks for everybody else's things, at every address: nobody gets a byte of what is not for them."""

import http.client
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from app.core import clock
from tests.proofs.access.knocks import ENDLESS, Knock, knocks
from tests.proofs.access.stages import Objects, Stage, noon
from tests.proofs.foreign_bytes.canaries import BOUGHT, CANARY, WORK, Somebody, people
from tests.proofs.harness.clients import Answer, Client
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

SHOWN = 5
PERSON = {"account", "first", "profile"}
ORDER = {"order", "desk"}
MINE = {"account", "first", "profile", "work", "book", "order", "device"}
REVIEWER = {"recent": {"first"}}
CUSTOMERS = dict.fromkeys(BOUGHT, PERSON)
# Whoever asks also buys, today: staff may see whom it is for.
BUYING = dict.fromkeys(("buyer", "teller", "chief", "owner"), PERSON | ORDER)
# Whose words of which kind each caller may be shown, beside their own.
FOR_THEIR_EYES: dict[str, dict[str, set[str]]] = {
    "anonymous": REVIEWER,
    "buyer": REVIEWER,
    "teller": BUYING | REVIEWER | {"fresh": PERSON | ORDER},
    "chief": BUYING
    | CUSTOMERS
    | {"fresh": PERSON | ORDER, "recent": PERSON | ORDER}
    | {"clerk": PERSON | {"work"}, "teller": PERSON | ORDER | {"work"}},
    "owner": {name: PERSON | ORDER | {"work"} for name in (*BOUGHT, *WORK, "buyer")},
}
# The admin only looks: whom they delete is not there to be found any more.
ONLY_LOOKS = "owner"
# They bought today, so the reply to their key is kept.
KEY_HOLDER = "fresh"
PAGES = {"page", "per_page"}


@dataclass(frozen=True)
class Attempt:
    """One request of somebody for something of somebody else."""

    caller: str
    victim: str
    row: str
    method: str
    path: str
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.caller}: {self.method} {self.path}"


def everybody_asks_for_everything(trial: Trial) -> None:
    """`n` requests, drawn from all there are."""
    settings: dict[str, Any] = {
        "LOG_LEVEL": "DEBUG",
        "STREAM_HEARTBEAT_SECONDS": "1",
        "SHOP_TIMEZONE": noon(clock.now()),
    }
    with trial.shop(**settings) as shop:
        everybody = people(shop.make)
        attempts = [*all_attempts(shop, everybody)]
        drawn = chosen(attempts, trial.n, trial.dice)
        tokens = {name: shop.token(everybody[name].user) if name in everybody else "" for name in FOR_THEIR_EYES}
        client, said, leaks = shop.client(), Counter[int](), list[str]()
        _order_with_key(client, everybody[KEY_HOLDER], shop.token(everybody[KEY_HOLDER].user))
        for attempt in drawn:
            answer = made(client, attempt, tokens[attempt.caller])
            if answer.status == 401 and attempt.caller in everybody:  # they had signed out, and sign in again
                tokens[attempt.caller] = shop.token(everybody[attempt.caller].user)
                answer = made(client, attempt, tokens[attempt.caller])
            said[answer.status] += 1
            leaks += [f"{attempt} showed {word}" for word in unseemly(attempt, answer)]
        logged = sorted({word[0] for word in CANARY.finditer(shop.log.read_text().lower())})
        trial.found(
            possible=len(attempts),
            requests=len(drawn),
            callers=len(tokens),
            people=len(everybody),
            foreign=len(leaks),
            logged=len(logged),
            **{f"said_{status}": number for status, number in sorted(said.items())},
        )
        assert not leaks, f"{len(leaks)} replies with somebody else's words: {'; '.join(leaks[:SHOWN])}"
        assert not logged, f"the log knows {', '.join(logged[:SHOWN])}"
        assert max(said) < 500, f"the shop broke: {dict(said)}"
        assert said[200] > len(drawn) // 20, "nearly nothing was shown to anybody, so nothing was tried"


def _order_with_key(client: Client, holder: Somebody, token: str) -> None:
    headers = dict([_key(holder), ("Content-Type", "application/json")])
    placed = client.call("POST", "/api/orders", bought_with_key(holder), headers=headers, token=token)
    if holder.words["order"] not in str(placed.json):
        raise RuntimeError(f"the reply to their key has none of their words: {placed.json}")


def all_attempts(shop: Shop, everybody: dict[str, Somebody]) -> Iterator[Attempt]:
    """Every caller at every address, for everybody who does nothing themselves."""
    asked = knocks(shop.app)
    described = shop.client().get("/api/docs/openapi.json").json["paths"]
    shelf = shop.make.category().id
    for caller in FOR_THEIR_EYES:
        me = everybody.get(caller)
        person = shop.make.person(me.user) if me else shop.make.person()
        assert person.user is not None
        for victim in everybody.values():
            if victim.name in FOR_THEIR_EYES:
                continue
            stage = Stage(shop.make, shelf, me.user if me else None, Objects(person, person.user, 0, True))
            vars(stage).update(victim.things)
            for knock in asked.values():
                if knock.writes and caller == ONLY_LOOKS:
                    continue
                yield _aimed(caller, victim, knock, stage)
                if not knock.writes:
                    yield from _searched(caller, victim, knock, stage.filled(knock.path), _words(described, knock))
            yield from _pretending(caller, victim)


def chosen(attempts: list[Attempt], n: int, dice: Random) -> list[Attempt]:
    """So many of them by lot, but somebody signed in goes to each address and looks for something in each way."""
    shuffled = dice.sample(attempts, len(attempts))
    certain = {attempt.row: attempt for attempt in shuffled if attempt.caller != "anonymous"}
    others = [attempt for attempt in shuffled if attempt is not certain.get(attempt.row)]
    return [*certain.values(), *others[: max(0, n - len(certain))]]


def made(client: Client, attempt: Attempt, token: str) -> Answer:
    """The reply; of one that never ends as much as comes before the first sign of life."""
    if attempt.path.partition("?")[0] in ENDLESS:
        return _beginning(client, attempt.path, token)
    return client.call(attempt.method, attempt.path, attempt.body, headers=dict(attempt.headers), token=token)


def unseemly(attempt: Attempt, answer: Answer) -> set[str]:
    """The words in `answer` that are not for the caller's eyes, and that they did not say themselves."""
    allowed = FOR_THEIR_EYES[attempt.caller] | {attempt.caller: MINE}
    spoken = f"{attempt.path} {(attempt.body or b'').decode(errors='replace')} {attempt.headers}".lower()
    found = {
        word[0]
        for text in _texts(answer)
        for word in CANARY.finditer(text.lower())
        if word["kind"] not in allowed.get(word["owner"], set()) and word[0] not in spoken
    }
    # What a PDF says is drawn, not written: it is foreign if it is given at all.
    is_drawn = answer.headers.get("content-type") == "application/pdf" and attempt.victim in BOUGHT
    return found | ({"a document"} if is_drawn and "order" not in allowed.get(attempt.victim, set()) else set())


def _aimed(caller: str, victim: Somebody, knock: Knock, stage: Stage) -> Attempt:
    body, headers = knock.sent(stage)
    return Attempt(
        caller, victim.name, knock.row, knock.method, stage.filled(knock.path), body, tuple(headers.items())
    )


def _searched(caller: str, victim: Somebody, knock: Knock, path: str, words: list[str]) -> Iterator[Attempt]:
    where = path.partition("?")[0]
    for word in words:
        for probe in victim.probes():
            yield Attempt(caller, victim.name, f"{knock.row}?{word}", "GET", f"{where}?{word}={probe}&per_page=100")


def _words(described: dict[str, Any], knock: Knock) -> list[str]:
    """The parameters of an operation by which something could be looked for."""
    template = knock.row.split(" ")[1]
    parameters = described.get(template, {}).get("get", {}).get("parameters", [])
    return [
        each["name"]
        for each in parameters
        if each.get("in") == "query"
        and each["name"] not in PAGES
        and "enum" not in each["schema"]
        and each["schema"].get("type") not in ("boolean", "number")
        and "default" not in each["schema"]
    ]


def _pretending(caller: str, victim: Somebody) -> Iterator[Attempt]:
    """An account of the same name, and the order that somebody else sent, with their key."""
    account = {"email": victim.user.email, "username": victim.user.username, "password": "a long enough one"}
    headers = (("Content-Type", "application/json"),)
    name = ("a name that is taken", "POST", "/api/auth/register")
    yield Attempt(caller, victim.name, *name, json.dumps(account).encode(), headers)
    if victim.name == KEY_HOLDER and caller != ONLY_LOOKS:
        again = (f"a foreign key, {caller}", "POST", "/api/orders")
        yield Attempt(caller, victim.name, *again, bought_with_key(victim), (*headers, _key(victim)))


def bought_with_key(holder: Somebody) -> bytes:
    """What they ordered: it says nothing of them, but the reply tells where it goes."""
    item = {"product_id": holder.things["received"], "quantity": 1}
    return json.dumps({"items": [item], "address_id": holder.things["door"]}).encode()


def _key(holder: Somebody) -> tuple[str, str]:
    return ("Idempotency-Key", holder.words["key"])


def _beginning(client: Client, path: str, token: str) -> Answer:
    line = http.client.HTTPConnection(*client.where(), timeout=client.seconds)
    try:
        line.request("GET", path, headers={"Authorization": f"Bearer {token}"} if token else {})
        reply = line.getresponse()
        body = b""
        while reply.status == 200 and (piece := reply.readline()) and not piece.startswith(b":"):
            body += piece
        return Answer(reply.status, {}, body or reply.read())
    finally:
        line.close()


def _texts(answer: Answer) -> Iterator[str]:
    yield str(answer.headers)
    if answer.body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            yield from (book.read(name).decode(errors="replace") for name in book.namelist())
    else:
        yield answer.body.decode(errors="replace")


PROOF = Proof(
    promise="Nobody is shown a word of anybody else that is not for their eyes, nor is the log",
    run=everybody_asks_for_everything,
    full={"sqlite": 8_000, "postgresql": 8_000},
    quick={"sqlite": 800, "postgresql": 800},
)
