"""The API's description is whole and valid, and its interactive page needs nobody else's server."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from werkzeug.test import TestResponse

from app.routes.openapi import path_of
from tests.people import Person
from tools.describe import DESCRIPTION as WEB_DESCRIPTION
from tools.describe import described

# What an API says of itself does not depend on its database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ERROR = {"$ref": "#/components/schemas/ErrorView"}
# Refusals whose reply says more than an error does.
OWN_SHAPE = {("/api/cart/validate", "400"), ("/health", "503"), ("/api/health", "503")}
PAGE = "/api/docs"
NUMBERS = "/metrics"  # for Prometheus, and nobody else may know


@pytest.fixture
def description(stranger: Person) -> dict[str, Any]:
    """The description, as it is served."""
    answer = stranger.get(f"{PAGE}/openapi.json")
    assert answer.status_code == 200
    return answer.json


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation: method, path, what is said of it."""
    for path, item in description["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield method.upper(), path, operation


def views_of(app: Flask) -> dict[tuple[str, str], Any]:
    """Every view, by its method and its path as the description writes it."""
    return {
        (method, path_of(rule.rule)): app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }


def walk(node: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the description, with the key it stands under."""
    if isinstance(node, dict):
        yield name, node
        for key, inner in node.items():
            yield from walk(inner, key)
    elif isinstance(node, list):
        for inner in node:
            yield from walk(inner, name)


def fetched(person: Person, path: str) -> TestResponse:
    """A file, read to its end and closed."""
    with person.get(path) as answer:
        answer.get_data()
    return answer


def test_the_description_is_valid_openapi_3_1(description):
    assert description["openapi"].startswith("3.1")
    assert description["info"]["title"]
    assert description["info"]["version"]
    schemathesis.openapi.from_dict(description).validate()


def test_every_schema_is_valid_json_schema(description):
    for name, schema in description["components"]["schemas"].items():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema)
        assert schema.get("type") == "object", name


def test_every_reference_leads_somewhere(description):
    for _, node in walk(description):
        if isinstance(reference := node.get("$ref"), str):
            found = description
            for step in reference.removeprefix("#/").split("/"):
                assert step in found, reference
                found = found[step]


def test_every_route_of_the_api_is_described_and_nothing_else(app: Flask, description):
    routes = {
        (method, path_of(rule.rule))
        for rule in app.url_map.iter_rules()
        if not rule.rule.startswith((PAGE, NUMBERS))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(method, path) for method, path, _ in operations(description)} == routes


def test_every_operation_says_what_it_does_in_a_sentence(description):
    for method, path, operation in operations(description):
        assert re.fullmatch(r"[A-Z].{8,150}\.", operation.get("summary", "")), f"{method} {path}"
        assert operation["tags"], f"{method} {path}"


def test_every_operation_has_a_name_of_its_own_that_begins_with_its_domain(app: Flask, description):
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names))
    for _, _, operation in operations(description):
        [domain] = operation["tags"]
        assert domain in app.blueprints
        assert re.fullmatch(rf"{domain}_[a-z_]+", operation["operationId"])


def test_of_several_ways_to_one_view_one_bears_its_name_and_the_others_are_aliases(app: Flask, description):
    views = views_of(app)
    names: dict[Any, list[str]] = {}
    for method, path, operation in operations(description):
        ways = names.setdefault(views[method, path], [])
        if "x-alias" not in operation:
            ways.insert(0, operation["operationId"])
            assert operation["operationId"].endswith(views[method, path].__name__)
        else:
            assert operation["x-alias"] is True
            ways.append(operation["operationId"])
    for plain, *aliases in names.values():
        assert all(alias.startswith(f"{plain}_") for alias in aliases)


def test_clients_that_were_generated_find_their_operations_again(description):
    names = {(method, path): operation["operationId"] for method, path, operation in operations(description)}
    assert names["POST", "/api/orders"] == "orders_place"
    assert names["GET", "/api/products"] == "products_page"
    assert names["GET", "/api/auth/me"] == "auth_me"
    assert names["PUT", "/api/products/{product_id}"] == "products_update"
    assert names["PATCH", "/api/products/{product_id}"] == "products_update_patch"
    assert names["POST", "/api/products"] == "products_create"
    assert names["POST", "/api/products/add"] == "products_create_add"
    assert names["PUT", "/api/cart/update/{product_id}"] == "cart_set_quantity_update"
    assert names["GET", "/"] == "shop_service_get"


def test_every_parameter_of_a_path_is_described(description):
    for path, item in description["paths"].items():
        shared = item.get("parameters", [])
        for method, operation in item.items():
            if method == "parameters":
                continue
            declared = {p["name"] for p in shared + operation.get("parameters", []) if p["in"] == "path"}
            assert declared == set(re.findall(r"{(\w+)}", path)), f"{method} {path}"


def test_what_a_view_takes_in_headers_takes_nothing_from_its_query(description):
    taken = {
        path: {(p["in"], p["name"]) for p in description["paths"][path]["get"]["parameters"]}
        for path in ("/api/orders/today", "/api/orders/today/stream")
    }
    assert taken == {
        "/api/orders/today": {
            *(("query", name) for name in ("page", "per_page", "since")),
            ("header", "If-None-Match"),
        },
        "/api/orders/today/stream": {("query", "last_event_id"), ("header", "Last-Event-ID")},
    }


def test_every_operation_has_one_good_reply_with_a_shape(description):
    for method, path, operation in operations(description):
        good = [reply for status, reply in operation["responses"].items() if status.startswith("2")]
        assert len(good) == 1, f"{method} {path}"
        assert all(media["schema"] for media in good[0]["content"].values()), f"{method} {path}"


def test_every_error_has_the_shared_shape(description):
    for method, path, operation in operations(description):
        for status, reply in operation["responses"].items():
            if status.startswith(("2", "304")) or (path, status) in OWN_SHAPE:
                continue
            said = f"{method} {path} {status}"
            assert reply["description"], said
            assert {kind: media["schema"] for kind, media in reply["content"].items()} == {
                "application/json": ERROR
            }, said
            if status in ("429", "503"):
                assert "Retry-After" in reply["headers"], said


def test_every_operation_names_the_errors_it_can_answer_with(description):
    for method, path, operation in operations(description):
        expected = {"429", "500", "503"}
        expected |= {"401", "403"} if "security" in operation else set()
        expected |= {"400", "413", "415"} if "requestBody" in operation else set()
        expected |= {"404"} if "{" in path else set()
        assert expected <= set(operation["responses"]), f"{method} {path}"


def test_the_shared_shape_is_the_one_of_an_error(description, stranger):
    shape = description["components"]["schemas"]["ErrorView"]
    assert set(shape["required"]) == {"error", "code", "details", "request_id"}
    jsonschema_rs.validate(shape, stranger.get("/api/nowhere").json)


def test_a_guarded_operation_asks_for_a_bearer_token_and_a_public_one_does_not(app: Flask, description):
    assert description["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    views = views_of(app)
    for method, path, operation in operations(description):
        expected = None if views[method, path].is_public else [{"bearer": []}]
        assert operation.get("security") == expected, f"{method} {path}"


def test_every_example_fits_its_schema(description):
    found = 0
    for name, node in walk(description["components"]["schemas"]):
        if "example" in node and name != "properties":
            schema = {key: value for key, value in node.items() if key != "example"}
            jsonschema_rs.validate(schema, node["example"])
            found += 1
    assert found > 5


def test_what_is_never_answered_is_not_described(description):
    # The library's own envelope and its 422 for bad arguments are not ours.
    for method, path, operation in operations(description):
        keyed = any(p.get("name") == "Idempotency-Key" for p in operation.get("parameters", []))
        assert ("422" in operation["responses"]) == keyed, f"{method} {path}"
        assert "default" not in operation["responses"], f"{method} {path}"


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/"])
def test_the_interactive_page_loads_from_our_own_origin(path, stranger):
    page = stranger.get(path)
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(addresses) == 3
    for address in addresses:
        asset = fetched(stranger, address)
        assert address.startswith("/api/docs/"), address
        assert (asset.status_code, len(asset.data) > 100) == (200, True), address
        assert asset.mimetype in ("text/css", "text/javascript"), address


def test_the_interactive_page_names_no_foreign_host(stranger):
    for path in (PAGE, f"{PAGE}/start.js"):
        assert "//" not in stranger.get(path).text.replace("<!doctype", ""), path
    assert f"url: '{PAGE}/openapi.json'" in stranger.get(f"{PAGE}/start.js").text
    styles = fetched(stranger, f"{PAGE}/assets/swagger-ui.css").text
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", styles)


@pytest.mark.parametrize("name", ["../__init__.py", "%2e%2e/__init__.py", "/etc/passwd", "none.js"])
def test_assets_are_only_those_of_the_page(name, stranger):
    assert stranger.get(f"{PAGE}/assets/{name}").status_code == 404


@pytest.mark.parametrize("path", ["", "/", "/openapi.json", "/start.js", "/assets/swagger-ui.css"])
def test_a_shop_that_shows_no_description_has_none(path, installation):
    answer = Person(installation.with_settings(api_docs=False)).get(f"{PAGE}{path}")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_the_web_client_was_generated_from_what_is_served(description: dict[str, Any]) -> None:
    assert WEB_DESCRIPTION.read_text() == described(description), "run `make client`"
