"""The Postman collection: every operation is asked for, every reply is looked at, nothing secret is in it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.permissions import Role
from tests.people import Person

POSTMAN = Path(__file__).resolve().parents[2] / "postman"
COLLECTION = POSTMAN / "Flask_Ecommerce_API.postman_collection.json"
ENVIRONMENT = POSTMAN / "Barrow.postman_environment.json"
# What people call a folder, where it is not what the API calls it.
CALLED = {"shop": "service"}

Operation = tuple[str, str]


def collection() -> dict[str, Any]:
    return json.loads(COLLECTION.read_text())


def requests(folder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every request below `folder`."""
    for item in folder["item"]:
        yield from requests(item) if "item" in item else (item,)


def operations(description: dict[str, Any]) -> set[Operation]:
    return {
        (method.upper(), path)
        for path, told in description["paths"].items()
        for method in told
        if method != "parameters"
    }


def asked_for(request: dict[str, Any], known: set[Operation]) -> Operation | None:
    """The operation a request means: the one with exactly its path, else the one whose pattern fits."""
    method, path = request["method"], "/" + "/".join(request["url"]["path"]).rstrip("/")
    if (method, path) in known:
        return method, path
    fits = (o for o in known if o[0] == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", o[1]), path))
    return next(fits, None)


def script_of(item: dict[str, Any]) -> str:
    """What a request does with its reply."""
    scripts = [event["script"]["exec"] for event in item["event"] if event["listen"] == "test"]
    return "\n".join(line for script in scripts for line in script)


def test_every_operation_of_the_api_is_in_the_collection(stranger: Person):
    known = operations(stranger.get("/api/docs/openapi.json").json)
    assert known
    assert known - {asked_for(item["request"], known) for item in requests(collection())} == set()


def test_every_request_looks_at_its_reply():
    scripts = {item["name"]: script_of(item) for item in requests(collection())}
    assert [name for name, said in scripts.items() if "pm.test(" not in said or "have.status(" not in said] == []


def test_every_domain_and_every_role_has_a_folder(stranger: Person):
    tags = {tag["name"] for tag in stranger.get("/api/docs/openapi.json").json["tags"]}
    folders = {folder["name"].lower().replace(" ", "_") for folder in collection()["item"]}
    assert {CALLED.get(tag, tag) for tag in tags} | {str(role) for role in Role} | {"matrix"} <= folders


def test_every_variable_comes_from_the_environment_or_from_an_earlier_reply():
    text = COLLECTION.read_text()
    given = {value["key"] for value in json.loads(ENVIRONMENT.read_text())["values"]}
    given |= {variable["key"] for variable in collection()["variable"]}
    given |= set(re.findall(r"(?:environment|ariables)\.set\('(\w+)'", text))
    assert set(re.findall(r"\{\{(\w+)\}\}", text)) - given == set()


def test_no_token_and_no_address_of_somebodys_own_is_kept():
    values = {value["key"]: value["value"] for value in json.loads(ENVIRONMENT.read_text())["values"]}
    assert {name: said for name, said in values.items() if name.endswith("_token") and said} == {}
    assert values["base_url"] == "http://localhost:5000"


def test_the_files_are_written_as_they_are_read():
    for file in (COLLECTION, ENVIRONMENT):
        assert file.read_text() == json.dumps(json.loads(file.read_text()), indent=2, ensure_ascii=False) + "\n"
