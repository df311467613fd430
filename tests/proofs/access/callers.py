"""The twelve callers of the table: how each became what they are, and what they stand before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt

from app import services
from app.core import clock
from app.core.permissions import Role
from app.models import Session, User
from app.routes import tokens
from tests.proofs.access.cells import FAR, NEAR
from tests.proofs.access.stages import Objects, Stage
from tests.proofs.harness.shop import Shop

OWN, OTHER = True, False
# Of the orders a caller stands before, near and far: whose they are, and how many days old.
ORDERS = {
    "customer": ((OWN, 0), (OTHER, 0)),
    "demoted": ((OWN, 0), (OTHER, 0)),
    "cashier": ((OTHER, 0), (OWN, 1)),
    "manager": ((OTHER, 10), (OWN, 40)),
    "admin": ((OTHER, 0), (OTHER, 40)),
    "owner": ((OWN, 40), (OTHER, 40)),
}
OF_OTHERS = ((OTHER, 0), (OTHER, 40))
ROLE = {"customer": Role.CUSTOMER, "cashier": Role.CASHIER, "manager": Role.MANAGER, "admin": Role.ADMIN}
ROLE |= {"owner": Role.CUSTOMER, "stranger": Role.CUSTOMER}
# Nothing here is theirs, so they may all stand before the same things.
HAVE_NOTHING = ("anonymous", "stranger", "expired", "revoked", "refresh")


@dataclass(frozen=True)
class Caller:
    """Somebody, and the token they send on the near and on the far side of a cell; nobody has none."""

    name: str
    user: User | None
    tokens: tuple[str, str]


class Callers:
    """Everybody who knocks at `shop`."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.make, self.client = shop, shop.make, shop.client()
        self.other = self.make.person()
        self.shelf = self.make.category().id
        self._standing: dict[tuple[str, int], Caller] = {}
        self._stages: dict[tuple[str, int], Stage] = {}

    def standing(self, name: str, side: int) -> Caller:
        """The caller `name` who only looks, or is refused, and so may come again; on the far side another one."""
        if (name, side) not in self._standing:
            self._standing[name, side] = self.fresh(name)
        return self._standing[name, side]

    def fresh(self, name: str) -> Caller:
        """A new caller `name`."""
        if name == "anonymous":
            return Caller(name, None, ("", ""))
        user = self.make.user(ROLE.get(name, Role.ADMIN))
        fallen: dict[str, Callable[[User], tuple[str, str]]] = {
            "demoted": self._demoted,
            "banned": self._banned,
            "expired": self._expired,
            "revoked": self._revoked,
            "refresh": self._with_refresh_tokens,
        }
        return Caller(name, user, fallen.get(name, self._signed_in)(user))

    def stage(self, caller: Caller, side: int, *, fresh: bool) -> Stage:
        """What `caller` stands before; all refusals may share one."""
        if fresh:
            return self._stage(caller, side)
        key = ("nobody" if caller.name in HAVE_NOTHING else caller.name, side)
        if key not in self._stages:
            self._stages[key] = self._stage(caller, side)
        return self._stages[key]

    def _stage(self, caller: Caller, side: int) -> Stage:
        (own, days), me = ORDERS.get(caller.name, OF_OTHERS)[side], caller.user
        theirs = caller.name in ORDERS and side == NEAR and me is not None
        person = self.make.person(me) if theirs and me else self.other
        buyer = me if own and me else self.other.user
        assert buyer is not None
        return Stage(self.make, self.shelf, me, Objects(person, buyer, days, side == FAR))

    def _signed_in(self, user: User) -> tuple[str, str]:
        token = self.shop.token(user)
        return token, token

    def _demoted(self, user: User) -> tuple[str, str]:
        signed_in, boss = self._signed_in(user), self.make.boss
        self.make.do(lambda: services.roles.set_role(boss, user.id, role=Role.CUSTOMER))
        user.role = Role.CUSTOMER  # ours is a copy from before
        return signed_in

    def _banned(self, user: User) -> tuple[str, str]:
        before, boss = self.shop.token(user), self.make.boss
        self.make.do(lambda: services.accounts.ban(boss, user.id))
        return before, self.shop.token(user)

    def _expired(self, user: User) -> tuple[str, str]:
        token = self.shop.token(user)
        claims = jwt.decode(token, options={"verify_signature": False})
        past = {name: claims[name] - 7200 for name in ("iat", "nbf", "exp")}
        with clock.pretend(clock.now() - timedelta(days=31)):
            session = self._session(user)
        return self._signed(claims | past), self.make.do(lambda: tokens.access_token(session))

    def _revoked(self, user: User) -> tuple[str, str]:
        here, there = self.shop.token(user), self.shop.token(user)
        assert self.client.delete("/api/auth/sessions", token=here).status == 200
        assert self.client.post("/api/auth/logout", token=here).status == 200
        return here, there

    def _with_refresh_tokens(self, user: User) -> tuple[str, str]:
        session = self._session(user)
        for_header = self.make.do(lambda: tokens.refresh_token(session))
        return for_header, self.make.do(lambda: tokens.refresh_token(session, session.generation))

    def _session(self, user: User) -> Session:
        return self.make.do(lambda: services.sessions.begin(user.id, "tests"))

    def _signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.shop.settings.jwt_secret_key, "HS256")
