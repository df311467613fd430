"""What this program refuses to run with."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core import config
from tests.installations import settings_for

SAFE = replace(
    settings_for("sqlite://", Path("/nowhere")),
    environment="production",
    secret_key="k" * 40,
    jwt_secret_key="j" * 40,
    cors_origins=("https://shop.example",),
)


def test_safe_settings_may_serve():
    config.check(SAFE)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"secret_key": ""}, "SECRET_KEY is missing"),
        ({"jwt_secret_key": ""}, "JWT_SECRET_KEY is missing"),
        ({"secret_key": config.DEVELOPMENT_SECRET}, "published default"),
        ({"jwt_secret_key": "short"}, "has 5 characters"),
        ({"cors_origins": ("*",)}, "CORS_ORIGINS"),
        ({"debug": True}, "FLASK_DEBUG"),
    ],
)
def test_production_refuses_what_is_not_safe(change, sentence):
    with pytest.raises(config.Misconfigured, match=sentence):
        config.check(replace(SAFE, **change))


def test_an_unknown_environment_is_refused():
    with pytest.raises(config.Misconfigured, match="APP_ENV"):
        config.check(replace(SAFE, environment="staging"))


@pytest.mark.parametrize("word", ["postgres", "postgresql"])
def test_postgresql_is_reached_through_psycopg2(word):
    assert config.normal_url(f"{word}://u@h/d") == "postgresql+psycopg2://u@h/d"


def test_production_has_no_default_secret_and_no_docs(monkeypatch):
    for name in ("SECRET_KEY", "JWT_SECRET_KEY", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("APP_ENV", "production")
    with pytest.raises(config.Misconfigured, match="JWT_SECRET_KEY is missing"):
        config.from_environment()


@pytest.mark.parametrize(
    ("threads", "limit", "streams"), [("", "", 16), ("4", "", 2), ("4", "3", 3), ("1", "", 0), ("16", "0", 0)]
)
def test_live_boards_leave_threads_for_everybody_else(threads, limit, streams, monkeypatch):
    monkeypatch.setenv("APP_ENV", "testing")
    monkeypatch.setenv("WEB_THREADS", threads)
    monkeypatch.setenv("STREAM_LIMIT", limit)
    for name in ("SECRET_KEY", "JWT_SECRET_KEY"):
        monkeypatch.setenv(name, "k" * 40)
    assert config.from_environment().stream_limit == streams


@pytest.mark.parametrize("limit", ["4", "-1", "many"])
def test_as_many_live_boards_as_threads_are_refused(limit, monkeypatch):
    monkeypatch.setenv("APP_ENV", "testing")
    monkeypatch.setenv("WEB_THREADS", "4")
    monkeypatch.setenv("STREAM_LIMIT", limit)
    with pytest.raises(config.Misconfigured, match="STREAM_LIMIT"):
        config.from_environment()


def test_the_readers_of_the_metrics_are_addresses_and_networks(monkeypatch):
    monkeypatch.setenv("APP_ENV", "testing")
    monkeypatch.setenv("METRICS_ALLOW", " 10.0.0.5, 10.1.0.0/16 ,::1,")
    allowed = config.from_environment().metrics_allow
    assert [str(network) for network in allowed] == ["10.0.0.5/32", "10.1.0.0/16", "::1/128"]


@pytest.mark.parametrize("said", ["everybody", "10.0.0.5/8", "10.0.0.256", "10.0.0.1;10.0.0.2"])
def test_a_reader_of_the_metrics_that_is_no_address_is_refused(said, monkeypatch):
    monkeypatch.setenv("APP_ENV", "testing")
    monkeypatch.setenv("METRICS_ALLOW", said)
    with pytest.raises(config.Misconfigured, match="METRICS_ALLOW"):
        config.from_environment()
