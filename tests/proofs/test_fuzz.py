"""What the API says of itself is true: whatever strangers and staff send it, it answers as described."""

from collections.abc import Iterator

import pytest
import schemathesis
from flask import Flask
from hypothesis import given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema

from app import routes
from app.core.permissions import Role
from tests.factories import Make
from tests.people import Person
from tests.proofs.fuzz.descriptions import ADDRESS, CHECKS, ENDLESS, GENERATING, THINGS, aimed, described, fill

DOMAINS = [domain.blp.name for domain in routes.DOMAINS]
# What is generated for an operation beside its boundary cases: requests that fit its schema, and that do not.
EXAMPLES = {GenerationMode.POSITIVE: 3, GenerationMode.NEGATIVE: 2}


@pytest.fixture
def schema(app: Flask) -> BaseSchema:
    """The description, as the running application serves it."""
    return aimed(schemathesis.openapi.from_wsgi(ADDRESS, app))


@pytest.fixture
def callers(app: Flask, make: Make) -> list[Person]:
    """A stranger and somebody of each role, in a shop where every kind of thing has the ids from 1 on."""
    fill(make)
    people = [make.user(role) for role in Role]
    for user in people:
        make.address(user)
    return [Person(app), *(make.person(user) for user in people)]


def operations(schema: BaseSchema, domain: str) -> Iterator[APIOperation]:
    """The operations of one domain."""
    found = (operation for operation in described(schema) if domain in (operation.tags or ()))
    return (operation for operation in found if operation.path not in ENDLESS)


def send(case: Case, person: Person) -> None:
    """Send `case` as `person`; the reply is checked against the description."""
    headers = {"Authorization": f"Bearer {person.token}"} if person.token else {}
    case.call_and_validate(headers=headers, checks=CHECKS)


def fuzz(operation: APIOperation, mode: GenerationMode, people: list[Person]) -> None:
    """Send some generated requests, each as everybody."""

    @settings(GENERATING, derandomize=True, max_examples=EXAMPLES[mode])
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
