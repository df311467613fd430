"""HTTP in, HTTP out. A route is three verbs: load, call, reply. Nobody else knows HTTP."""

from flask import Flask
from werkzeug.routing import IntegerConverter

from app.core.config import Settings
from app.routes import (
    addresses,
    audit,
    auth,
    blueprint,
    board,
    carts,
    categories,
    docs,
    documents,
    errors,
    explain,
    guard,
    images,
    imports,
    limits,
    metrics,
    openapi,
    order_desk,
    orders,
    permissions,
    prices,
    products,
    profile,
    ready_made,
    reports,
    requests,
    reviews,
    sessions,
    shop,
    standing,
    stock,
    tokens,
    turns,
    users,
    wishes,
)
from app.schemas.fields import MAX_ID

DOMAINS = (
    shop,
    auth,
    sessions,
    permissions,
    products,
    categories,
    images,
    carts,
    orders,
    order_desk,
    profile,
    addresses,
    users,
    audit,
    stock,
    prices,
    imports,
    wishes,
    reviews,
    reports,
    board,
    documents,
    explain,
)


class IdConverter(IntegerConverter):
    """`<int:id>` in a path. What no column could hold becomes the largest id, which nothing has."""

    def to_python(self, value: str) -> int:
        """The number in the path; refusing it here would make a 405 where the path takes several methods."""
        digits = value.lstrip("0")
        return min(int(digits or "0"), MAX_ID) if len(digits) < 20 else MAX_ID


def init_app(app: Flask, settings: Settings) -> None:
    """Open every route of `app`, or raise RuntimeError if one does not say who may call it."""
    app.json = blueprint.Json(app)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.url_map.converters["int"] = IdConverter
    app.config["MAX_CONTENT_LENGTH"] = blueprint.MAX_BODY_BYTES
    tokens.init_app(app, settings)
    requests.init_app(app)
    api = openapi.init_app(app)
    errors.init_app(app)
    for domain in DOMAINS:
        api.register_blueprint(domain.blp)
    metrics.init_app(app)
    if settings.api_docs:
        app.register_blueprint(docs.blueprint_for(api))
    api.complete()
    limits.init_app(app, settings)
    turns.init_app(app)
    # From the inside to the outside: what is known in front is said at once.
    standing.init_app(app)
    ready_made.init_app(app, settings)
    guard.check_routes(app)
