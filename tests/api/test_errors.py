"""What every reply promises: errors in one shape, a request id, CORS, and addresses as clients write them."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from app import create_app, services
from app.core import logs
from app.core.permissions import Role
from tests.installations import settings_for
from tests.people import Person

ORIGIN, FOREIGN = "http://localhost:5173", "https://evil.example"
LOGIN = {"email_or_username": "nobody", "password": "wrong password"}
# HTTP's own side of things does not depend on the database.
ON_ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SECRETIVE = "password=hunter2 in /srv/shop/app.py"


def broken(*_: object, **__: object) -> None:
    """A bug of ours."""
    raise RuntimeError(SECRETIVE)


@pytest.fixture
def bug(monkeypatch) -> str:
    """An address whose view has a bug."""
    monkeypatch.setattr(services.products, "page", broken)
    return "/api/products"


@pytest.fixture(params=["sqlite", "postgresql"])
def shut(request, tmp_path) -> Person:
    """Somebody at a shop whose database is gone."""
    (tmp_path / "folder").mkdir()
    gone = {
        "sqlite": f"sqlite:///{tmp_path}/folder",  # no file can be opened there
        "postgresql": f"postgresql://shop@/shop?host={tmp_path}",  # nobody listens there
    }
    return Person(create_app(settings_for(gone[request.param], tmp_path)))


def check(answer: Any, status: int, code: str) -> None:
    """An error in the one shape."""
    assert (answer.status_code, answer.json["code"]) == (status, code), answer.text
    assert answer.json.keys() == {"error", "code", "details", "request_id"}
    assert answer.json["error"].endswith((".", "?"))
    assert isinstance(answer.json["details"], dict)
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]
    assert answer.content_type == "application/json"


@ON_ONE
@pytest.mark.parametrize("path", ["/nowhere", "/api/nowhere", "/api/orders/one/two", "/static/nothing.png"])
def test_an_address_that_is_none_is_a_404_in_json(path, stranger):
    check(stranger.get(path), 404, "not_found")


@pytest.mark.parametrize(
    "path", ["/api/products/1", "/api/products/99999999999999999999", "/api/categories/slug/none"]
)
def test_a_thing_that_is_not_there_is_a_404_in_json(path, stranger):
    check(stranger.get(path), 404, "not_found")


@ON_ONE
def test_a_method_an_address_does_not_take_is_a_405_that_names_the_others(stranger):
    answer = stranger.delete("/api/products")
    check(answer, 405, "method_not_allowed")
    assert set(re.split(r",\s*", answer.headers["Allow"])) == {"GET", "HEAD", "OPTIONS", "POST"}
    check(stranger.call("BREW", "/api/cart"), 405, "method_not_allowed")


@ON_ONE
def test_too_much_and_the_wrong_kind_are_refused_in_json(stranger):
    huge = stranger.call("POST", "/api/auth/login", data=b"x" * 2_000_000, content_type="application/json")
    check(huge, 413, "too_large")
    form = stranger.call("POST", "/api/auth/login", data="a=b", content_type="application/x-www-form-urlencoded")
    check(form, 415, "unsupported_media_type")


def test_who_sends_too_much_is_heard_out_so_that_the_answer_arrives(stranger):
    body = BytesIO(b" " * 2_000_000)
    answer = stranger.call(
        "POST", "/api/auth/login", input_stream=body, content_length=2_000_000, content_type="application/json"
    )
    check(answer, 413, "too_large")
    assert body.read() == b""


def test_too_many_tries_are_a_429_that_says_when_to_come_back(installation):
    guest = Person(installation.with_settings(ratelimit_enabled=True))
    answers = [guest.post("/api/auth/login", LOGIN, headers={"Origin": ORIGIN}) for _ in range(11)]
    assert {answer.status_code for answer in answers[:10]} == {401}
    check(answers[-1], 429, "too_many_requests")
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 301
    assert answers[-1].headers["Access-Control-Allow-Origin"] == ORIGIN


def test_nobody_signed_in_is_told_how_to(stranger):
    answer = stranger.get("/api/cart")
    check(answer, 401, "token_missing")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_bug_is_a_500_that_tells_nothing_but_its_number(bug, stranger, sign_in):
    for person in (stranger, sign_in(Role.ADMIN)):
        answer = person.get(bug)
        check(answer, 500, "internal_error")
        assert not {"hunter2", "RuntimeError", "Traceback", ".py"} & set(re.split(r"[\s\"]", answer.text))
        assert "srv" not in answer.text


def test_a_shop_without_its_database_says_so_and_when_to_come_back(shut):
    register = {"email": "ann@example.com", "username": "ann", "password": "a good password"}
    answers = [
        shut.get("/api/products"),
        shut.get("/api/categories/1"),
        shut.post("/api/auth/login", LOGIN),
        shut.post("/api/auth/register", register),
        shut.post("/api/auth/register", register, headers={"Idempotency-Key": "key", "Origin": ORIGIN}),
    ]
    for answer in answers:
        check(answer, 503, "unavailable")
        assert int(answer.headers["Retry-After"]) >= 1
        assert not re.search(r"sqlite|psycopg|Operational|SELECT|folder|socket", answer.text)
    assert answers[-1].headers["Access-Control-Allow-Origin"] == ORIGIN


def test_a_token_is_not_judged_without_the_database(shut, sign_in):
    shut.token = sign_in(Role.ADMIN).token
    for path in ("/api/cart", "/api/orders", "/api/auth/me"):
        check(shut.get(path), 503, "unavailable")


@pytest.mark.parametrize("path", ["/health", "/api/health", "/health/", "/api/health/"])
def test_a_shop_without_its_database_is_unhealthy(path, shut):
    answer = shut.get(path)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) >= 1
    said = answer.json
    assert said.pop("timestamp").endswith("+00:00")
    assert said.pop("version")
    assert said == {"status": "unhealthy", "database": "disconnected", "code": "database_unreachable"}


def test_a_shop_that_was_never_migrated_is_unhealthy_though_its_database_answers(tmp_path):
    app = create_app(settings_for(f"sqlite:///{tmp_path}/new.db", tmp_path))
    answer = Person(app).get("/health")
    assert (answer.status_code, answer.json["code"]) == (503, "migrations_missing")
    assert answer.json["database"] == "connected"


@pytest.mark.parametrize("path", ["/health", "/api/health"])
def test_a_shop_that_is_well_says_so(path, stranger):
    answer = stranger.get(path)
    assert answer.status_code == 200
    said = answer.json
    assert said.pop("timestamp").endswith("+00:00")
    assert said.pop("version")
    assert said == {"status": "healthy", "database": "connected"}


@ON_ONE
@pytest.mark.parametrize("path", ["/", "/api", "/api/"])
def test_the_service_introduces_itself(path, stranger):
    answer = stranger.get(path)
    assert answer.status_code == 200
    assert set(answer.json) == {"service", "version", "status", "endpoints"}
    assert {"/api/products", "/api/orders", "/api/health"} <= set(answer.json["endpoints"].values())


@ON_ONE
@pytest.mark.parametrize("given", ["abcdefgh", "8f14e45f-ceea-467a", "A_b.c-1234567890", "x" * 64])
def test_a_sane_request_id_is_kept(given, stranger):
    for path in ("/api/products", "/nowhere"):
        assert stranger.get(path, headers={"X-Request-ID": given}).headers["X-Request-ID"] == given
    assert stranger.get("/nowhere", headers={"X-Request-ID": given}).json["request_id"] == given


@ON_ONE
@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "<script>alert(1)</script>", "one two three", "ünïcödé99"]
)
def test_any_other_request_id_is_replaced(given, stranger):
    answers = [stranger.get("/nowhere", headers={"X-Request-ID": given}) for _ in range(2)]
    made = [answer.headers["X-Request-ID"] for answer in answers]
    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in made)
    assert made[0] != made[1]
    assert [answer.json["request_id"] for answer in answers] == made


@ON_ONE
def test_a_request_id_stands_in_the_log_of_a_bug(installation, bug, capsys):
    guest = Person(installation.with_settings(log_level="INFO"))
    try:
        guest.get(bug, headers={"X-Request-ID": "the-bug-of-today"})
    finally:
        logs.configure("CRITICAL")
    lines = [line for line in capsys.readouterr().out.splitlines() if "the-bug-of-today" in line]
    assert len(lines) == 2
    assert "RuntimeError" in lines[0]
    assert '"status":500' in lines[1].replace(" ", "")


@ON_ONE
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/products", 200), ("GET", "/api/cart", 401), ("GET", "/nowhere", 404), ("PUT", "/api/cart", 405)],
)
def test_a_page_of_ours_may_read_every_reply(method, path, status, stranger):
    answer = stranger.call(method, path, headers={"Origin": ORIGIN})
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    exposed = answer.headers["Access-Control-Expose-Headers"]
    assert {"ETag", "Retry-After", "X-Request-ID", "Idempotency-Replayed"} <= set(exposed.split(", "))


@ON_ONE
def test_a_page_of_ours_may_read_of_a_bug(bug, stranger):
    answer = stranger.get(bug, headers={"Origin": ORIGIN})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (500, ORIGIN)


PREFLIGHT = {
    "Access-Control-Request-Method": "PUT",
    "Access-Control-Request-Headers": "authorization, content-type, idempotency-key, if-match",
}


@ON_ONE
@pytest.mark.parametrize("path", ["/api/products/1", "/api/orders", "/api/cart/items/1", "/api/users/profile/"])
def test_a_preflight_allows_what_clients_send(path, stranger):
    answer = stranger.call("OPTIONS", path, headers=PREFLIGHT | {"Origin": ORIGIN})
    assert answer.status_code in (200, 204)
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    methods = set(answer.headers["Access-Control-Allow-Methods"].split(", "))
    assert methods == {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    allowed = {name.lower() for name in answer.headers["Access-Control-Allow-Headers"].split(", ")}
    assert allowed == set(PREFLIGHT["Access-Control-Request-Headers"].split(", "))


@ON_ONE
@pytest.mark.parametrize("origin", [FOREIGN, "null", "http://localhost:5173.evil.example", "http://localhost"])
def test_a_page_of_somebody_else_gets_no_leave(origin, stranger):
    answers = [
        stranger.get("/api/products", headers={"Origin": origin}),
        stranger.get("/nowhere", headers={"Origin": origin}),
        stranger.call("OPTIONS", "/api/products", headers=PREFLIGHT | {"Origin": origin}),
    ]
    for answer in answers:
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Access-Control-Allow-Credentials" not in answer.headers


@ON_ONE
def test_where_everybody_may_read_nobody_sends_cookies(installation):
    guest = Person(installation.with_settings(cors_origins=("*",)))
    for call in ("GET", "OPTIONS"):
        answer = guest.call(call, "/api/products", headers=PREFLIGHT | {"Origin": FOREIGN})
        assert answer.headers["Access-Control-Allow-Origin"] in ("*", FOREIGN)
        assert "Access-Control-Allow-Credentials" not in answer.headers


@ON_ONE
def test_every_address_answers_with_and_without_a_trailing_slash(app: Flask):
    ends = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int:\w+>", "7", re.sub(r"<(?:path:)?(?!int)\w+>", "seven", rule.rule))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"} if path != "/" else ():
            here, there = ends.match(path, method), ends.match(f"{path}/", method)
            assert here[0] == there[0] == rule.endpoint, path


@ON_ONE
def test_a_trailing_slash_is_no_redirect(stranger, sign_in):
    assert stranger.get("/api/products/?per_page=1").status_code == 200
    assert stranger.post("/api/auth/login/", LOGIN).status_code == 401
    assert sign_in(Role.CUSTOMER).post("/api/cart/clear/").status_code == 200


def test_a_head_is_a_get_without_its_body(stranger, sign_in):
    for person, path in ((stranger, "/api/products"), (stranger, "/health"), (sign_in(Role.ADMIN), "/api/users")):
        got, head = person.get(path), person.call("HEAD", path)
        assert (head.status_code, head.data) == (200, b"")
        assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert stranger.call("HEAD", "/api/users").status_code == 401


@ON_ONE
def test_options_name_the_methods_of_an_address(stranger):
    answer = stranger.call("OPTIONS", "/api/cart")
    assert answer.status_code == 200
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@ON_ONE
def test_no_reply_is_kept_or_guessed_at(stranger, sign_in):
    for answer in (
        stranger.get("/api/products?sort_by=x"),
        sign_in(Role.ADMIN).get("/api/users"),
        stranger.get("/api/none"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
