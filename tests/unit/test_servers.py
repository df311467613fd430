"""The servers other tests rely on answer, and leave nothing running."""

import tempfile
from pathlib import Path

import psycopg2
import pytest
import redis as client

from tests.servers import postgres, redis

needs_postgres = pytest.mark.skipif(postgres.available() is not None, reason=str(postgres.available()))
needs_redis = pytest.mark.skipif(redis.available() is not None, reason=str(redis.available()))


@pytest.fixture
def folder():
    """A folder that `nobody` can reach, unlike tmp_path, and whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="barrow-") as name:
        yield Path(name)


def ask(url, question):
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            [row] = cursor.fetchall()
            return row[0]
    finally:
        connection.close()


def redis_client(server):
    return client.Redis.from_url(server.url, socket_timeout=0.2, socket_connect_timeout=0.2, retry=None)


@needs_postgres
def test_postgres_answers_and_stops(folder):
    with postgres.start(folder) as server:
        assert ask(server.url(), "SHOW listen_addresses") == ""
        assert ask(server.url(), "SHOW fsync") == "off"
        assert ask(server.url(), "SELECT lower('ÉMILE')") == "émile"
    assert server.process.returncode == 0
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(server.url())


@needs_postgres
def test_a_database_can_be_copied_from_a_template_and_dropped_while_in_use(folder):
    with postgres.start(folder) as server:
        server.create_database("template")
        filled = psycopg2.connect(server.url("template"))
        with filled, filled.cursor() as cursor:
            cursor.execute("CREATE TABLE shelf AS SELECT 7 AS height")
        filled.close()
        server.create_database("copy", template="template")
        in_use = psycopg2.connect(server.url("copy"))
        assert ask(server.url("copy"), "SELECT height FROM shelf") == 7
        server.drop_database("copy")
        in_use.close()
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(server.url("copy"))


@needs_postgres
def test_a_durable_postgres_syncs_and_keeps_its_data_over_a_restart(folder):
    with postgres.start(folder, durable=True) as server:
        assert ask(server.url(), "SHOW fsync") == "on"
        server.create_database("kept")
    with postgres.start(folder, durable=True) as server:
        assert ask(server.url("kept"), "SELECT current_database()") == "kept"


@needs_postgres
def test_a_folder_too_deep_for_a_socket_is_refused_with_the_reason(folder):
    with pytest.raises(ValueError, match="too long for the path of a unix socket"):
        postgres.start(folder / ("deep" * 30))


@needs_redis
def test_redis_answers_and_stops(folder):
    with redis.start(folder) as server, redis_client(server) as connection:
        connection.set("shelf", "7")
        assert connection.get("shelf") == b"7"
    assert server.process.poll() is not None


@needs_redis
def test_a_frozen_redis_hangs_until_it_thaws_and_can_be_stopped_frozen(folder):
    with redis.start(folder) as server, redis_client(server) as connection:
        server.freeze()
        with pytest.raises(client.TimeoutError):
            connection.ping()
        server.thaw()
        assert connection.ping()
        server.freeze()
    assert server.process.poll() is not None


@needs_redis
def test_a_killed_redis_refuses_connections(folder):
    with redis.start(folder) as server, redis_client(server) as connection:
        assert connection.ping()
        server.kill()
        with pytest.raises(client.ConnectionError):
            connection.ping()
