"""Tokens, the refresh cookie of browsers, and sessions that can be ended."""

from http.cookies import SimpleCookie

import jwt
import pytest

from app.core.permissions import Role
from app.models import Session
from app.routes import tokens
from app.services import sessions
from tests.factories import PASSWORD
from tests.installations import SECRET
from tests.people import Person
from tests.trails import deeds_of

COOKIE = "barrow_refresh"
START, SOON, LATER, NEXT_WEEK = (
    "2026-03-01T10:00:00Z", "2026-03-01T10:00:20Z", "2026-03-01T10:05:00Z", "2026-03-08T10:00:00Z"
)  # fmt: skip


class Browser:
    """A page that keeps its refresh token in the cookie; each may hold a copy of the same one."""

    def __init__(self, app, cookie=""):
        self.app, self.cookie, self.access = app, cookie, ""

    def sign_in(self, user):
        body = {"email": user.email, "password": PASSWORD, "cookie": True}
        return self._keep(self.app.test_client(use_cookies=False).post("/api/auth/login", json=body))

    def refresh(self, **headers):
        client = self.app.test_client(use_cookies=False)
        return self._keep(client.post("/api/auth/refresh", headers={"Cookie": f"{COOKIE}={self.cookie}"} | headers))

    def lose_a_refresh(self):
        """Refresh, and never hear the answer."""
        assert Browser(self.app, self.cookie).refresh().status_code == 200

    def twin(self):
        """Somebody who holds the same cookie now."""
        return Browser(self.app, self.cookie)

    def get(self, path):
        return Person(self.app, token=self.access).get(path)

    def _keep(self, answer):
        if answer.status_code == 200:
            self.access = answer.json["access_token"]
            self.cookie = cookie_in(answer).value
        return answer


def cookie_in(answer):
    return SimpleCookie(answer.headers["Set-Cookie"])[COOKIE]


def generation_in(token):
    return jwt.decode(token, options={"verify_signature": False})["gen"]


@pytest.fixture
def browser(app, make, freeze):
    """A customer's browser, just signed in."""
    freeze(START)
    found = Browser(app)
    assert found.sign_in(make.user()).status_code == 200
    return found


def test_an_api_client_refreshes_by_header_as_often_as_it_likes(app, make):
    user = make.user()
    signed_in = Person(app).post("/api/auth/login", {"email": user.email, "password": PASSWORD})
    client = Person(app, token=signed_in.json["refresh_token"])

    for _ in range(3):
        answer = client.post("/api/auth/refresh")
        assert (answer.status_code, answer.json["expires_in"]) == (200, 3600)
        assert Person(app, token=answer.json["access_token"]).get("/api/auth/me").status_code == 200
        assert "Set-Cookie" not in answer.headers


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app, make, installation):
    user = make.user()
    body = {"email": user.email, "password": PASSWORD, "cookie": True}

    answer = Person(app).post("/api/auth/login", body)
    served = Person(installation.with_settings(environment="production")).post("/api/auth/login", body)

    cookie = cookie_in(answer)
    assert answer.json["refresh_token"] is None
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/api/auth")
    assert cookie["max-age"] == str(30 * 24 * 3600)
    assert not cookie["secure"]
    assert cookie_in(served)["secure"] is True


def test_each_refresh_by_cookie_gives_a_successor(browser):
    generations = [generation_in(browser.cookie)]
    for _ in range(3):
        answer = browser.refresh()
        assert "refresh_token" not in answer.json
        assert browser.get("/api/auth/me").status_code == 200
        generations.append(generation_in(browser.cookie))

    assert generations == [0, 1, 2, 3]


def test_two_tabs_that_refresh_at_once_both_stay(browser, freeze):
    other = browser.twin()
    browser.refresh()
    browser.get("/api/auth/me")
    freeze(SOON)
    answer = other.refresh()

    assert answer.status_code == 200
    assert generation_in(other.cookie) == generation_in(browser.cookie) == 1
    assert browser.refresh().status_code == 200


@pytest.mark.parametrize("when", [SOON, LATER, NEXT_WEEK])
def test_a_lost_reply_signs_nobody_out(browser, freeze, when):
    browser.lose_a_refresh()
    freeze(when)

    assert browser.refresh().status_code == 200
    assert browser.get("/api/auth/me").status_code == 200


def test_a_reply_lost_again_and_again_signs_nobody_out(browser, freeze):
    for moment in (SOON, LATER, NEXT_WEEK):
        browser.lose_a_refresh()
        freeze(moment)

    assert browser.refresh().status_code == 200
    assert generation_in(browser.cookie) == 1


def test_a_lost_reply_is_not_held_against_somebody_whose_old_token_is_still_in_use(browser, freeze):
    before = browser.access
    browser.lose_a_refresh()
    Person(browser.app, token=before).get("/api/auth/me")
    freeze(NEXT_WEEK)

    assert browser.refresh().status_code == 200


def test_an_old_token_in_use_during_a_refresh_does_not_speak_for_the_new_one(browser, freeze):
    # The access token was read as the newest just before another request rotated the cookie.
    session = jwt.decode(browser.access, options={"verify_signature": False})["sid"]
    browser.lose_a_refresh()
    with browser.app.app_context():
        sessions._received(session, 0)
    freeze(NEXT_WEEK)

    assert browser.refresh().status_code == 200


def test_a_stolen_cookie_ends_the_session_for_both(browser, freeze):
    thief = browser.twin()
    browser.refresh()
    browser.get("/api/auth/me")
    freeze(LATER)
    answer = thief.refresh()

    assert (answer.status_code, answer.json["code"]) == (401, "session_ended")
    assert browser.get("/api/auth/me").status_code == 401
    assert browser.refresh().status_code == 401


def test_a_cookie_two_generations_old_ends_the_session_at_once(browser):
    thief = browser.twin()
    browser.refresh()
    browser.refresh()

    assert thief.refresh().status_code == 401
    assert browser.refresh().status_code == 401


def test_reuse_by_staff_is_on_record(app, make, freeze):
    freeze(START)
    cashier = make.user(Role.CASHIER)
    browser = Browser(app)
    browser.sign_in(cashier)
    thief = browser.twin()
    browser.refresh()
    browser.refresh()
    thief.refresh()

    assert deeds_of(app, cashier) == ["session.begin", "session.end"]


def test_sixteen_refreshes_at_once_leave_one_successor(browser, together):
    twins = [browser.twin() for _ in range(16)]
    answers = together([twin.refresh for twin in twins])

    assert {answer.status_code for answer in answers} == {200}
    assert {generation_in(twin.cookie) for twin in twins} == {1}
    assert {generation_in(twin.access) for twin in twins} == {1}


def test_of_many_late_thieves_all_are_refused(browser, freeze, together):
    thieves = [browser.twin() for _ in range(6)]
    browser.refresh()
    browser.get("/api/auth/me")
    freeze(LATER)

    answers = together([thief.refresh for thief in thieves])

    assert [(answer.status_code, answer.json["code"]) for answer in answers] == [(401, "session_ended")] * 6


def test_each_refresh_token_works_only_the_way_it_was_handed_out(app, make, browser):
    plain = Person(app).post("/api/auth/login", {"email": make.user().email, "password": PASSWORD})

    as_header = Person(app, token=browser.cookie).post("/api/auth/refresh")
    as_cookie = Browser(app, plain.json["refresh_token"]).refresh()

    assert (as_header.status_code, as_header.json["code"]) == (401, "token_invalid")
    assert (as_cookie.status_code, as_cookie.json["code"]) == (401, "token_invalid")
    assert browser.refresh().status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:5173", 200),
        ("http://localhost", 200),
        ("https://localhost", 200),
        ("http://evil.example", 403),
        ("http://localhost.evil.example", 403),
        ("http://evil.example/localhost", 403),
        ("http://localhost:5174", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_only_our_own_pages_refresh_by_cookie(browser, origin, status):
    answer = browser.refresh(Origin=origin)

    assert answer.status_code == status
    assert ("Set-Cookie" in answer.headers) is (status == 200)


def test_without_a_token_there_is_nothing_to_refresh(stranger):
    answer = stranger.post("/api/auth/refresh")

    assert (answer.status_code, answer.json["code"]) == (401, "token_missing")


def test_an_expired_session_cannot_be_refreshed(browser, freeze):
    freeze("2026-03-31T10:00:01Z")

    assert browser.refresh().json["code"] in ("token_expired", "session_ended")


def test_logout_ends_this_session_and_takes_the_cookie(app, make):
    user = make.user()
    elsewhere = make.person(user)
    browser = Browser(app)
    browser.sign_in(user)

    answer = Person(app, token=browser.access).post("/api/auth/logout")

    assert (answer.status_code, list(answer.json)) == (200, ["message"])
    assert (cookie_in(answer).value, cookie_in(answer)["max-age"], cookie_in(answer)["path"]) == (
        "",
        "0",
        "/api/auth",
    )
    assert browser.get("/api/auth/me").json["code"] == "session_ended"
    assert browser.refresh().status_code == 401
    assert elsewhere.get("/api/auth/me").status_code == 200


def test_two_simultaneous_logouts_are_both_fine(make, app, together):
    person = make.person()
    deeds = [lambda: Person(app, token=person.token).post("/api/auth/logout")] * 2

    assert {answer.status_code for answer in together(deeds)} <= {200, 401}
    assert person.get("/api/auth/me").status_code == 401


def test_people_see_and_end_their_own_sessions(app, make, sign_in):
    user = make.user()
    here, phone = make.person(user), Person(app, user)
    signed_in = phone.post(
        "/api/auth/login", {"email": user.email, "password": PASSWORD}, headers={"User-Agent": "Phone/1\x7f"}
    )
    phone.token = signed_in.json["access_token"]
    sign_in(Role.CUSTOMER)

    listed = here.get("/api/auth/sessions").json

    assert (listed["total"], len(listed["sessions"])) == (2, 2)
    assert listed["sessions"][0].keys() == {
        "id", "device", "created_at", "last_used_at", "expires_at", "is_current"
    }  # fmt: skip
    assert [(s["device"], s["is_current"]) for s in listed["sessions"]] == [("Phone/1", False), ("tests", True)]

    assert here.delete(f"/api/auth/sessions/{listed['sessions'][0]['id']}").status_code == 200
    assert phone.get("/api/auth/me").status_code == 401
    assert here.get("/api/auth/sessions").json["total"] == 1
    assert here.delete(f"/api/auth/sessions/{listed['sessions'][0]['id']}").status_code == 404


def test_people_end_all_their_sessions_but_the_one_they_are_using(make, sign_in, stranger):
    user, other = make.user(Role.CASHIER), sign_in(Role.CUSTOMER)
    here, phone, till = (make.person(user) for _ in range(3))

    assert here.delete("/api/auth/sessions").json["message"]

    assert [session["is_current"] for session in here.get("/api/auth/sessions").json["sessions"]] == [True]
    assert [person.get("/api/auth/me").status_code for person in (phone, till, other)] == [401, 401, 200]
    assert phone.delete("/api/auth/sessions").status_code == 401
    assert stranger.delete("/api/auth/sessions").status_code == 401
    assert here.delete("/api/auth/sessions").status_code == 200
    assert deeds_of(here.app, user) == ["session.end_others"] * 2


def test_somebody_elses_session_does_not_exist(make, sign_in):
    other = make.person()
    theirs = other.get("/api/auth/sessions").json["sessions"][0]["id"]
    for nosy in (sign_in(Role.CUSTOMER), sign_in(Role.ADMIN)):
        for session in (theirs, 999_999, 2**63 - 1, 2**70):
            assert nosy.delete(f"/api/auth/sessions/{session}").status_code == 404
    assert other.get("/api/auth/me").status_code == 200


def test_staff_who_end_a_session_leave_a_line(make):
    manager = make.user(Role.MANAGER)
    here, elsewhere = make.person(manager), make.person(manager)
    theirs = next(s["id"] for s in elsewhere.get("/api/auth/sessions").json["sessions"] if s["is_current"])
    here.delete(f"/api/auth/sessions/{theirs}")

    assert deeds_of(here.app, manager) == ["session.end"]


def test_a_list_of_sessions_takes_three_statements(make, statements):
    user = make.user()
    people = [make.person(user) for _ in range(5)]
    with statements() as said:
        people[0].get("/api/auth/sessions")

    assert len(said) <= 3


LEFT_OUT = object()
BAD_CLAIMS = [
    *({name: LEFT_OUT} for name in ("exp", "type", "jti", "sid", "gen", "iat", "sub")),
    {"sid": None}, {"sub": None},
    {"type": "refresh"}, {"type": "other"}, {"sub": 7}, {"sub": "x"}, {"sid": 999_999}, {"sid": "x"}, {"gen": "x"},
    {"exp": 1}, {"sub": "999999"}, {"nbf": 4_000_000_000},
    *({name: odd} for name in ("sid", "gen") for odd in (1.0, "1", True, -1, 2**63, float("inf"), "")),
    *({"sub": odd} for odd in ("01", " 1", "+1", "\u0661", str(2**63))), {"exp": "4000000000"}, {"iat": 1.5},
]  # fmt: skip


@pytest.mark.parametrize("change", BAD_CLAIMS, ids=",".join)
def test_a_token_without_all_it_must_say_is_no_token(app, make, change):
    person = make.person()
    claims = jwt.decode(person.token, options={"verify_signature": False}) | change
    claims = {name: value for name, value in claims.items() if value is not LEFT_OUT}

    answer = Person(app, token=jwt.encode(claims, SECRET, "HS256")).get("/api/auth/me")

    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer"), answer.text


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_token_somebody_else_signed_is_no_token(app, make):
    person = make.person()
    claims = jwt.decode(person.token, options={"verify_signature": False})
    forged = [
        jwt.encode(claims, None, "none"),
        jwt.encode(claims, "x" * 64, "HS256"),
        jwt.encode(claims, SECRET, "HS512"),
        person.token[:-4] + "AAAA",
        "a.b.c",
        "é",
        "x" * 5000,
    ]
    for token in forged:
        assert Person(app, token=token).get("/api/auth/me").status_code == 401, token
    assert Person(app, token=jwt.encode(claims, SECRET, "HS256")).get("/api/auth/me").status_code == 200


def test_a_refresh_token_opens_no_door_and_an_access_token_refreshes_nothing(app, make):
    person = make.person()
    claims = jwt.decode(person.token, options={"verify_signature": False})
    refresh = make.do(lambda: tokens.refresh_token(Session(id=claims["sid"], user_id=int(claims["sub"]))))

    assert Person(app, token=refresh).get("/api/auth/me").status_code == 401
    assert person.post("/api/auth/refresh").status_code == 401
    assert Person(app, token=refresh).post("/api/auth/refresh").status_code == 200
