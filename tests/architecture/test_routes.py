"""Every route says who may call it, and every permission guards something."""

import pytest
from flask import Flask

from app.core.permissions import MATRIX, Permission, Role
from app.routes import guard


def guards_of(app: Flask) -> set[Permission]:
    return {permission for view in app.view_functions.values() for permission in getattr(view, "permissions", ())}


def test_a_route_that_does_not_say_who_may_call_it_stops_the_app_from_starting(installation):
    app = installation.with_settings()
    app.add_url_rule("/api/forgotten", "forgotten", lambda: "hello")
    with pytest.raises(RuntimeError, match="forgotten"):
        guard.check_routes(app)


def test_the_routes_of_the_shop_all_say_who_may_call_them(app):
    assert all(guard.marked(view) for view in app.view_functions.values())
    assert "static" not in app.view_functions


def test_every_permission_guards_some_route(app):
    assert set(Permission) - guards_of(app) == set()


def test_every_permission_has_a_row_and_somebody_who_holds_it():
    assert set(MATRIX) == set(Permission)
    assert all(MATRIX[permission] for permission in Permission)


def test_an_admin_holds_whatever_a_manager_holds():
    missing = [p for p, cells in MATRIX.items() if Role.MANAGER in cells and Role.ADMIN not in cells]
    assert missing == []


def test_the_description_names_the_permission_of_every_guarded_operation(app, stranger):
    description = stranger.get("/api/docs/openapi.json").json
    silent = [
        f"{method} {path}"
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
        if method != "parameters" and "security" in operation and "x-permissions" not in operation
    ]
    assert silent == []
