"""Tokens, from the moment somebody signs in to the second they are good no more."""

from datetime import datetime, timedelta
from random import Random

import time_machine

from app.core.permissions import Role
from tests.factories import PASSWORD
from tests.people import Person
from tests.proofs.harness.shop import Shop
from tests.proofs.oracle.almanac import ZONES
from tests.proofs.oracle.tally import Tally

HOUR, MONTH, SECOND = timedelta(hours=1), timedelta(days=30), timedelta(seconds=1)
ME, REFRESH = "/api/auth/me", "/api/auth/refresh"
ALL_RIGHT = None


class SignIns:
    """Somebody who signs in now and then, as a program or with a browser."""

    def __init__(self, shop: Shop, tally: Tally, dice: Random) -> None:
        self.app, self.tally, self.dice = shop.app, tally, dice
        self.user = shop.make.user(Role.CASHIER)

    def check(self, moment: datetime, *, in_cookie: bool) -> None:
        """Sign in at `moment`: the access token is good for an hour, the session for 30 days, to the second."""
        browser = Person(self.app)
        asked = {"email_or_username": self.user.username, "password": PASSWORD, "cookie": in_cookie}
        with self._at(moment):
            reply = browser.post("/api/auth/login", asked)
        assert reply.status_code == 200, (
            f"signing in at {moment} is answered with {reply.status_code}: {reply.text}"
        )
        told = reply.json
        access, refresh = told["access_token"], told["refresh_token"]
        self.tally.same(told["expires_in"], HOUR / SECOND, "expires_in")
        for after, code in ((0 * HOUR, ALL_RIGHT), (HOUR - SECOND, ALL_RIGHT), (HOUR, "token_expired")):
            self._told(moment + after, browser, access, code, "access token", after)
        late = self._renewed(moment + MONTH - SECOND, browser, refresh)
        self._told(moment + MONTH - SECOND, browser, late, ALL_RIGHT, "its last access token")
        self._told(moment + MONTH, browser, late, "session_ended", "its last access token, a second later")
        with self._at(moment + MONTH):
            reply = browser.post(REFRESH, headers=_bearer(refresh))
        # A browser was given another cookie a second ago, but that lengthens no session.
        code = "session_ended" if in_cookie else "token_expired"
        self.tally.same((reply.status_code, reply.json.get("code")), (401, code), "refresh token", moment)

    def _renewed(self, moment: datetime, browser: Person, refresh: str | None) -> str:
        with self._at(moment):
            reply = browser.post(REFRESH, headers=_bearer(refresh))
        self.tally.same(reply.status_code, 200, "refresh in its last second", moment)
        return reply.json.get("access_token", "")

    def _told(self, moment: datetime, browser: Person, access: str, code: str | None, *of: object) -> None:
        with self._at(moment):
            reply = browser.get(ME, headers=_bearer(access))
        status = 200 if code is ALL_RIGHT else 401
        self.tally.same((reply.status_code, reply.json.get("code")), (status, code), *of, moment)

    def _at(self, moment: datetime) -> time_machine.travel:
        return time_machine.travel(moment.astimezone(self.dice.choice(ZONES)), tick=False)


def _bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}
