"""What the API says of itself is true: whatever strangers and staff send it, it answers as described."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app import routes
from app.core.permissions import Role
from app.models.order_states import Status
from tests.factories import Make
from tests.people import Person

DOMAINS = [domain.blp.name for domain in routes.DOMAINS]
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# What is generated for an operation beside its boundary cases: requests that fit its schema, and that do not.
EXAMPLES = {GenerationMode.POSITIVE: 3, GenerationMode.NEGATIVE: 2}
THINGS = 4
# A stream that is granted does not end, and whoever reads it to check it waits for ever: test_stream.py listens to
# it instead.
ENDLESS = {"/api/orders/today/stream"}
REPEATABLE = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


@schemathesis.serializer("text/csv")
def _as_csv(_context: object, value: Any) -> bytes:
    """A list as it is generated: any text at all."""
    return str(value).encode(errors="replace")


@pytest.fixture
def schema(app: Flask) -> BaseSchema:
    """The description, as the running application serves it."""
    loaded = schemathesis.openapi.from_wsgi("/api/docs/openapi.json", app)
    loaded.config.generation.update(with_security_parameters=False)  # who asks is up to the test
    loaded.hook("map_path_parameters")(lambda _context, path: nearby(path))
    loaded.hook("map_body")(lambda _context, body: nearby(body))
    return loaded


@pytest.fixture
def callers(app: Flask, make: Make) -> list[Person]:
    """A stranger and somebody of each role, in a shop where every kind of thing has the ids from 1 on."""
    fill(make)
    people = [make.user(role) for role in Role]
    for user in people:
        make.address(user)
    return [Person(app), *(make.person(user) for user in people)]


def fill(make: Make) -> None:
    """Four of everything, so that ids hit."""
    shelf = make.category()
    products = [make.product(stock=1000, category_id=shelf.id) for _ in range(THINGS)]
    for _ in range(THINGS - 1):
        make.category(parent_id=shelf.id)
    for status in (Status.PENDING, Status.CONFIRMED, Status.PROCESSING, Status.DELIVERED):
        make.order(lines=[(products[0], 2), (products[1], 1)], status=status)
    for product in products:
        make.review(product)
    for number in range(THINGS):
        make.product_list(*products, price=500 + number)


def nearby(value: Any, name: str = "") -> Any:
    """`value` with its ids brought into the range of what there is."""
    if isinstance(value, dict):
        return {key: nearby(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [nearby(inner) for inner in value]
    is_id = name == "id" or name.endswith("_id")
    return 1 + value % THINGS if is_id and isinstance(value, int) and not isinstance(value, bool) else value


def operations(schema: BaseSchema, domain: str) -> Iterator[APIOperation]:
    """The operations of one domain."""
    found = (operation for operation in described(schema) if domain in (operation.tags or ()))
    return (operation for operation in found if operation.path not in ENDLESS)


def described(schema: BaseSchema) -> list[APIOperation]:
    """Every operation; one that cannot be read is an error."""
    return [cast("Ok[APIOperation]", result).ok() for result in schema.get_all_operations()]


def send(case: Case, person: Person) -> None:
    """Send `case` as `person`; the reply is checked against the description."""
    headers = {"Authorization": f"Bearer {person.token}"} if person.token else {}
    case.call_and_validate(headers=headers, checks=CHECKS)


def fuzz(operation: APIOperation, mode: GenerationMode, people: list[Person]) -> None:
    """Send some generated requests, each as everybody."""

    @settings(REPEATABLE, max_examples=EXAMPLES[mode])
    @given(case=operation.as_strategy(generation_mode=mode))
    def everybody_sends(case: Case) -> None:
        for person in people:
            send(case, person)

    try:
        everybody_sends()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # nothing about this operation can be wrong


@pytest.mark.parametrize("domain", DOMAINS)
def test_whatever_is_sent_is_answered_as_described(domain, schema, callers, make):
    for operation in operations(schema, domain):
        for mode in EXAMPLES:
            # Signed in anew each time: what was sent before may have ended a session.
            fuzz(operation, mode, [make.person(caller.user) if caller.user else caller for caller in callers])


@pytest.mark.parametrize("domain", DOMAINS)
def test_at_the_edges_of_every_field_the_answer_is_as_described(domain, schema, callers, make):
    boss = callers[-1]
    for operation in operations(schema, domain):
        admin = make.person(boss.user)
        config = schema.config.generation
        cases = schema.iter_coverage_cases(operation, generation_modes=[*EXAMPLES], generation_config=config)
        for number, case in enumerate(cases):
            # Where nothing is said of an id these have a 0; there are things to change from 1 on.
            hit = {name: str(1 + number % THINGS) for name, value in case.path_parameters.items() if value == "0"}
            case.path_parameters = {**case.path_parameters, **hit}
            if number % 2:  # the key is always the same, and then nothing happens but the first time
                case.headers.pop("Idempotency-Key", None)
            send(case, admin)


def test_every_operation_belongs_to_a_domain_that_is_fuzzed(schema):
    found = described(schema)
    assert [operation.label for operation in found if not {*(operation.tags or ())} & {*DOMAINS}] == []
    assert len(found) > 70
