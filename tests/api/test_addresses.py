"""A person's saved addresses."""

import pytest

from app.core.permissions import Role
from tests.trails import deeds_of

HOME = {"line1": "1 High Street", "city": "Leeds", "state": "Yorkshire", "postal_code": "LS1 1AA", "country": "UK"}
PATH = "/api/users/addresses"


def defaults(person):
    return [a["line1"] for a in person.get(PATH).json["addresses"] if a["is_default"]]


def test_the_first_address_becomes_the_default(sign_in):
    person = sign_in(Role.CUSTOMER)

    first = person.post(PATH, HOME)
    second = person.post(PATH, HOME | {"line1": "2 Low Street", "line2": "", "address_type": "billing"})

    assert (first.status_code, first.json["address"]["is_default"]) == (201, True)
    assert first.json["address"].items() >= (HOME | {"line2": None, "address_type": "shipping"}).items()
    assert (second.json["address"]["is_default"], second.json["address"]["address_type"]) == (False, "billing")
    listed = person.get(PATH).json
    assert [a["line1"] for a in listed["addresses"]] == ["1 High Street", "2 Low Street"]
    assert (listed["total"], listed["pages"], listed["current_page"]) == (2, 1, 1)


def test_street_and_pincode_are_understood(sign_in):
    other_words = {
        "street": "3 Main Road",
        "pincode": "560001",
        "city": "Bengaluru",
        "state": "KA",
        "country": "IN",
    }

    saved = sign_in(Role.CUSTOMER).post(PATH, other_words)

    assert saved.status_code == 201, saved.text
    assert (saved.json["address"]["line1"], saved.json["address"]["postal_code"]) == ("3 Main Road", "560001")


def test_there_is_one_default(sign_in):
    person = sign_in(Role.CUSTOMER)
    first, second = (person.post(PATH, HOME | {"line1": name}).json["address"]["id"] for name in ("a", "b"))
    person.post(PATH, HOME | {"line1": "c", "is_default": True})
    assert defaults(person) == ["c"]

    person.put(f"{PATH}/{second}", {"is_default": True})
    assert defaults(person) == ["b"]
    person.put(f"{PATH}/{second}", {"is_default": False, "city": "York"})
    assert defaults(person) == ["b"]
    person.put(f"{PATH}/{second}", {"is_default": True})
    assert defaults(person) == ["b"]

    assert person.delete(f"{PATH}/{second}").status_code == 200
    assert defaults(person) == ["c"]
    person.delete(f"{PATH}/{first}")
    assert defaults(person) == ["c"]


def test_eight_addresses_saved_at_once_leave_one_default(make, app, together):
    person = make.person()
    deeds = [lambda: type(person)(app, token=person.token).post(PATH, HOME | {"is_default": True})] * 8

    assert {answer.status_code for answer in together(deeds)} == {201}
    assert len(defaults(person)) == 1


def test_what_is_absent_stays(sign_in):
    person = sign_in(Role.CUSTOMER)
    saved = person.post(PATH, HOME | {"line2": "Flat 2"}).json["address"]

    answer = person.put(f"{PATH}/{saved['id']}", {"street": "9 High Street", "line2": ""})

    assert answer.status_code == 200
    assert answer.json["address"] | {"updated_at": ""} == saved | {
        "line1": "9 High Street", "line2": None, "updated_at": ""
    }  # fmt: skip


def test_somebody_elses_address_does_not_exist(make, sign_in):
    theirs = make.address(make.user())
    for nosy in (sign_in(Role.CUSTOMER), sign_in(Role.ADMIN)):
        assert nosy.put(f"{PATH}/{theirs.id}", {"city": "York"}).status_code == 404
        assert nosy.delete(f"{PATH}/{theirs.id}").status_code == 404
        assert nosy.get(PATH).json["addresses"] == []


def test_nobody_gives_an_address_to_somebody_else(make, sign_in):
    other, person = make.person(), sign_in(Role.CUSTOMER)

    saved = person.post(PATH, HOME | {"user_id": other.id, "id": 77})
    person.put(f"{PATH}/{saved.json['address']['id']}", {"user_id": other.id})

    assert saved.json["address"]["id"] != 77
    assert person.get(PATH).json["total"] == 1
    assert other.get(PATH).json["total"] == 0


@pytest.mark.parametrize("missing", ["line1", "city", "state", "postal_code", "country"])
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_an_address_needs_its_parts(sign_in, missing, blank):
    person = sign_in(Role.CUSTOMER)
    for given in ({k: v for k, v in HOME.items() if k != missing}, HOME | {missing: blank}):
        answer = person.post(PATH, given)
        assert (answer.status_code, list(answer.json["details"])) == (400, [missing])

    saved = person.post(PATH, HOME).json["address"]["id"]
    assert person.put(f"{PATH}/{saved}", {missing: blank}).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [{"line1": "x" * 201}, {"city": "a\0"}, {"is_default": "perhaps"}, {"address_type": "x" * 21}, {"country": {}}],
)
def test_a_wrong_field_is_named(sign_in, wrong):
    answer = sign_in(Role.CUSTOMER).post(PATH, HOME | wrong)

    assert (answer.status_code, list(answer.json["details"])) == (400, list(wrong))


def test_the_list_takes_three_statements(make, statements):
    person = make.person()
    for _ in range(4):
        make.address(person.user)
    with statements() as said:
        person.get(PATH)

    assert len(said) <= 3


def test_staff_leave_a_line_for_each_change(sign_in):
    cashier = sign_in(Role.CASHIER)
    saved = cashier.post(PATH, HOME).json["address"]["id"]
    cashier.put(f"{PATH}/{saved}", {"city": "York"})
    cashier.delete(f"{PATH}/{saved}")

    assert deeds_of(cashier.app, cashier.user) == ["address.add", "address.update", "address.remove"]
