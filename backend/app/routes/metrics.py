"""`GET /metrics` for Prometheus. Whoever may not read it finds nothing there."""

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from flask import Blueprint, Flask, Response, make_response, request
from prometheus_client import Counter
from werkzeug.exceptions import NotFound

from app.core import metrics
from app.core.config import settings
from app.routes.guard import public
from app.routes.idempotency import REPLAYED

PATH = "/metrics"
# Any of these says that a proxy stands in between.
MARKS = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")

blp = Blueprint("metrics", __name__)


def init_app(app: Flask) -> None:
    """Serve the numbers of `app`."""
    app.before_request(_hide)
    app.register_blueprint(blp)


@blp.get(PATH)
@public()
def show() -> Response:
    """Everything that is counted."""
    reply = Response(metrics.text(), content_type=metrics.CONTENT_TYPE)
    reply.headers["Cache-Control"] = "no-store"
    return reply


def counted(counter: Counter) -> Callable[[Any], Any]:
    """Count what a view has done once it is committed; an old reply that is given again is nothing new.

    Stands above `@idempotent`, which commits.
    """

    def decorate(view: Any) -> Any:
        @wraps(view)
        def counting(*args: Any, **kwargs: Any) -> Response:
            reply = make_response(view(*args, **kwargs))
            if reply.status_code < 400 and REPLAYED not in reply.headers:
                counter.inc()
            return reply

        return counting

    return decorate


def took(seconds: float, status: int) -> None:
    """Count the request that is being answered, unless it asks for the numbers."""
    rule = request.url_rule
    if rule is None or rule.rule != PATH:
        metrics.request_took(seconds, rule.rule if rule else None, request.method, status)


def _hide() -> None:
    # Before the method is looked at: a 405 would say that there is something.
    if request.path.rstrip("/") == PATH and not _may_read():
        request.url_rule = None
        raise NotFound


def _may_read() -> bool:
    if _is_from_behind_an_unknown_proxy():
        return False
    here = _address(request.remote_addr)
    if here is None:
        return False
    if here.is_loopback:
        # A header may say so too, but only to a proxy on this machine.
        peer = _address(request.environ.get("werkzeug.proxy_fix.orig", request.environ).get("REMOTE_ADDR"))
        return peer is not None and peer.is_loopback
    return any(here in network for network in settings().metrics_allow)


def _is_from_behind_an_unknown_proxy() -> bool:
    """Whether the address is that of a proxy and not of whoever asks it."""
    hops = settings().trusted_proxies
    told = request.headers.get("X-Forwarded-For", "").split(",")
    return any(mark in request.headers for mark in MARKS) and not 0 < hops <= len(told)


def _address(text: str | None) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text or "")
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
