"""What the API says of itself, read by a program that makes requests of it and compares the replies with it."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any, cast

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.models.order_states import Status
from tests.factories import Make

ADDRESS = "/api/docs/openapi.json"
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
THINGS = 4
# A stream that is granted does not end, and whoever reads it to check it waits for ever: test_stream.py listens to
# it instead.
ENDLESS = {"/api/orders/today/stream"}
MAX_ID = 2**63 - 1
TOO_LARGE = (2**31, 2**63, 10**30)
# No stops at the first failure here, no shrinking, nothing remembered from earlier runs.
GENERATING = settings(
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
Ids = Mapping[str, Sequence[int]]


@schemathesis.serializer("text/csv")
def _as_csv(_context: object, value: Any) -> bytes:
    """A list as it is generated: any text at all."""
    return str(value).encode(errors="replace")


def aimed(schema: BaseSchema, there: Ids | None = None) -> BaseSchema:
    """`schema`, aimed at what there is: ids by their name, where `there` has it, else the first few numbers."""
    known = {} if there is None else there
    schema.config.generation.update(with_security_parameters=False)  # who asks is up to the test
    for part in ("path_parameters", "body"):
        schema.hook(f"map_{part}")(lambda _context, value: nearby(value, known))
    return schema


def fill(make: Make) -> dict[str, list[int]]:
    """Four of everything, so that ids hit; the ids by the names that the description has for them."""
    shelf = make.category()
    products = [make.product(stock=1000, category_id=shelf.id) for _ in range(THINGS)]
    shelves = [shelf, *(make.category(parent_id=shelf.id) for _ in range(THINGS - 1))]
    stages = (Status.PENDING, Status.CONFIRMED, Status.PROCESSING, Status.DELIVERED)
    orders = [make.order(lines=[(products[0], 2), (products[1], 1)], status=status) for status in stages]
    reviews = [make.review(product) for product in products]
    lists = [make.product_list(*products, price=500 + number) for number in range(THINGS)]
    return {
        # The rows of a new order of categories have nothing but an id.
        **{name: [each.id for each in shelves] for name in ("id", "category_id", "parent_id")},
        "product_id": [each.id for each in products],
        "order_id": [each.id for each in orders],
        "order_item_id": [item.id for order in orders for item in order.items],
        "user_id": [order.customer_id for order in orders],
        "review_id": [each.id for each in reviews],
        "import_id": lists,
    }


def nearby(value: Any, there: Ids, name: str = "") -> Any:
    """`value` with its ids brought into the range of what there is; what can be no id stays what it is."""
    if isinstance(value, dict):
        return {key: nearby(inner, there, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [nearby(inner, there) for inner in value]
    if not (name == "id" or name.endswith("_id")) or isinstance(value, bool) or not isinstance(value, int):
        return value
    ids = there.get(name) or range(1, THINGS + 1)
    return ids[value % len(ids)] if 0 <= value <= MAX_ID else value


def poisoned(case: Case, dice: Random) -> Case:
    """`case` with one text or number of it, by lot, replaced by what no column could hold; as it is without any."""
    found = [
        (holder, place)
        for part in (case.path_parameters, case.query, case.body)
        for holder, place in _places(part)
        if isinstance(holder[place], str | int) and not isinstance(holder[place], bool)
    ]
    if found:
        holder, place = dice.choice(found)
        holder[place] = f"{holder[place][:-1]}\0" if isinstance(holder[place], str) else dice.choice(TOO_LARGE)
    return case


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Everything inside `value`, as what holds it and where."""
    if isinstance(value, dict | list):
        for place, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, place
            yield from _places(inner)


def described(schema: BaseSchema) -> list[APIOperation]:
    """Every operation; one that cannot be read is an error."""
    return [cast("Ok[APIOperation]", result).ok() for result in schema.get_all_operations()]
