"""Browsers that refresh at once, lose replies, or were robbed: one successor, nobody signed out, no thief kept."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from http.cookies import SimpleCookie

import jwt
from sqlalchemy import update

from app import services
from app.core.database import db
from app.models import Session
from app.routes import tokens
from app.routes.cookies import NAME
from app.services.sessions import ROTATION_GRACE
from tests.proofs.harness.clients import Answer, Client, at_once
from tests.proofs.harness.proof import Proof, Trial
from tests.proofs.harness.shop import Shop

TABS = 16
REFRESH = "/api/auth/refresh"
# How often each kind of thing that was said or seen came up in a trial.
Tally = Counter[str]


@dataclass(frozen=True)
class Browser:
    """What a browser keeps: the newest cookie it received, and the access token that came with it."""

    cookie: str
    access: str = ""

    def refresh(self, client: Client) -> Answer:
        """Ask for the successor of the cookie."""
        return client.post(REFRESH, headers={"Cookie": f"{NAME}={self.cookie}"})

    def after(self, answer: Answer) -> "Browser":
        """The browser, once it has received `answer`; a refusal changes nothing."""
        if answer.status != 200:
            return self
        cookie = SimpleCookie(answer.headers["set-cookie"])[NAME].value
        return replace(self, cookie=cookie, access=answer.json["access_token"])


def browsers_refresh_all_at_once(trial: Trial) -> None:
    """`n` families of tokens: 16 tabs refresh at once, a reply is lost, and then one of three thieves comes."""
    endings: list[Callable[[Shop, list[Client], Browser, Browser, Tally], None]] = [
        a_thief_comes_late,
        a_thief_is_two_generations_behind,
        a_thief_comes_while_the_tabs_refresh,
    ]
    tally: Tally = Counter()
    with trial.shop() as shop:
        clients = [shop.client() for _ in range(TABS)]
        customer = shop.make.user()
        for _ in range(trial.n):
            first = signed_in(shop, customer.id)
            second = tabs_refresh_at_once(clients, first, tally)
            third = a_reply_is_lost(clients[0], second, tally)
            trial.dice.choice(endings)(shop, clients, second, third, tally)
        live = shop.books.one("SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL")
        trial.found(tabs=TABS, **tally, families_left=live)
        assert tally["two_successors"] == 0, "a cookie had two live successors"
        assert tally["signed_out"] == 0, "somebody who did nothing wrong was signed out"
        assert tally["thief_let_in"] == 0, "a stolen cookie was good for something"
        assert tally["outlived"] == 0, "a family went on after a stolen cookie was used"
        assert tally["refreshed"] >= (TABS + 2) * trial.n
        assert tally["thief_refused"] >= trial.n
        assert live == 0, f"{live} families are not over"
        assert shop.differences() == []


def signed_in(shop: Shop, user_id: int) -> Browser:
    """A browser that has just signed in: a new family of tokens."""
    session = shop.make.do(lambda: services.sessions.begin(user_id, "a browser"))
    return Browser(shop.make.do(lambda: tokens.refresh_token(session, session.generation)))


def tabs_refresh_at_once(clients: list[Client], browser: Browser, tally: Tally) -> Browser:
    """All tabs send the same cookie at the same moment; each gets the one successor."""
    answers = at_once([lambda client=client: browser.refresh(client) for client in clients])
    tally["signed_out"] += sum(answer.status != 200 for answer in answers)
    received = [browser.after(answer) for answer in answers if answer.status == 200]
    tally["refreshed"] += len(received)
    successors = {_generation(each.cookie) for each in received} | {_generation(each.access) for each in received}
    tally["two_successors"] += successors != {_generation(browser.cookie) + 1}
    return received[-1] if received else browser


def a_reply_is_lost(client: Client, browser: Browser, tally: Tally) -> Browser:
    """The reply to a refresh never arrives; the browser asks again with what it has, and gets that successor."""
    lost, again = (_refreshed(client, browser, tally) for _ in ("lost", "received"))
    tally["two_successors"] += _generation(again.cookie) != _generation(lost.cookie)
    tally["signed_out"] += not _is_in(client, again)
    return again


def a_thief_comes_late(shop: Shop, clients: list[Client], old: Browser, new: Browser, tally: Tally) -> None:
    """The successor was seen in use and the grace is over: the old cookie is a stolen one."""
    _let_the_grace_pass(shop, new)
    _caught(clients[0], old, tally)
    _is_over(clients[0], new, tally)


def a_thief_is_two_generations_behind(
    _shop: Shop, clients: list[Client], old: Browser, new: Browser, tally: Tally
) -> None:
    """An older cookie still needs no grace to be over."""
    newest = _refreshed(clients[0], new, tally)
    _caught(clients[0], old, tally)
    _is_over(clients[0], newest, tally)


def a_thief_comes_while_the_tabs_refresh(
    shop: Shop, clients: list[Client], old: Browser, new: Browser, tally: Tally
) -> None:
    """The owner's tabs and a thief refresh at the same moment: the thief gets nothing, and then nobody does."""
    _let_the_grace_pass(shop, new)
    honest, thieves = clients[: TABS // 2], clients[TABS // 2 :]
    answers = at_once(
        [lambda client=client: new.refresh(client) for client in honest]
        + [lambda client=client: old.refresh(client) for client in thieves]
    )
    for answer in answers[len(honest) :]:
        tally["thief_refused" if answer.status == 401 else "thief_let_in"] += 1
    _is_over(clients[0], new, tally)
    for answer in answers[: len(honest)]:
        if answer.status == 200:
            _is_over(clients[0], new.after(answer), tally)


def _refreshed(client: Client, browser: Browser, tally: Tally) -> Browser:
    answer = browser.refresh(client)
    tally["refreshed" if answer.status == 200 else "signed_out"] += 1
    return browser.after(answer)


def _caught(client: Client, thief: Browser, tally: Tally) -> None:
    answer = thief.refresh(client)
    refused = answer.status == 401 and answer.code == "session_ended"
    tally["thief_refused" if refused else "thief_let_in"] += 1


def _is_over(client: Client, browser: Browser, tally: Tally) -> None:
    tally["outlived"] += _is_in(client, browser) or browser.refresh(client).status != 401


def _is_in(client: Client, browser: Browser) -> bool:
    return client.get("/api/auth/me", token=browser.access).status == 200


def _let_the_grace_pass(shop: Shop, browser: Browser) -> None:
    """Move the last refresh of the family into the past: nobody waits half a minute for each of them."""
    session_id = jwt.decode(browser.cookie, options={"verify_signature": False})["sid"]

    def age() -> None:
        rotated_at = db.session.get_one(Session, session_id).rotated_at
        assert rotated_at is not None
        aged = rotated_at - ROTATION_GRACE - timedelta(seconds=1)
        db.session.execute(update(Session).where(Session.id == session_id).values(rotated_at=aged))
        db.session.commit()

    shop.make.do(age)


def _generation(token: str) -> int:
    return jwt.decode(token, options={"verify_signature": False})["gen"]


PROOF = Proof(
    promise="One successor however many refresh, a lost reply signs nobody out, a stolen cookie ends the family",
    run=browsers_refresh_all_at_once,
    full={"postgresql": 500, "sqlite": 500},
    quick={"postgresql": 20, "sqlite": 20},
)
