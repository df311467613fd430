"""Settings, read from the environment once, checked before the first request.

In production a missing, default or short secret, `*` in CORS or debug refuses to start.
No setting turns authentication off.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from environs import Env, EnvError

from app.core import money

BACKEND = Path(__file__).resolve().parents[2]
PROJECT = BACKEND.parent
# Production refuses it.
DEVELOPMENT_SECRET = "development-only-secret-never-use-in-production"  # nosec B105
MIN_SECRET_LENGTH = 32
KNOWN_SECRETS = {DEVELOPMENT_SECRET, "change-me", "changeme", "secret", "dev"}
VERSION = "1.3.0"


class Misconfigured(Exception):
    """The environment asks for something this program refuses to run with."""


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between two installations."""

    environment: str
    database_url: str
    redis_url: str | None
    secret_key: str
    jwt_secret_key: str
    cors_origins: tuple[str, ...]
    ratelimit_enabled: bool
    upload_folder: Path
    shop_timezone: ZoneInfo
    tax_percent: Decimal
    shipping_cents: int
    password_min_length: int
    access_token_lifetime: timedelta
    refresh_token_lifetime: timedelta
    api_docs: bool
    trusted_proxies: int
    log_level: str
    debug: bool = False
    shop_name: str = "Barrow"
    # A live board keeps a thread of the server to itself; the others answer everybody else.
    import_megabytes: int = 64
    stream_limit: int = 8
    stream_heartbeat: timedelta = timedelta(seconds=15)
    undo_time: timedelta = timedelta(seconds=15)
    waiting_time: timedelta = timedelta(minutes=30)
    pg_bin: Path | None = None
    reply_cache_megabytes: int = 16
    metrics_allow: tuple[IPv4Network | IPv6Network, ...] = ()

    @property
    def is_production(self) -> bool:
        """Whether real customers are served."""
        return self.environment == "production"


def from_environment() -> Settings:
    """Settings as the environment (and, in development, the project's .env) has them.

    Raises Misconfigured with one sentence per problem.
    """
    try:
        return _checked(_read(Env()))
    except (EnvError, ValueError, OSError) as error:
        # Somebody typed it: say what is wrong, not where our code noticed.
        raise Misconfigured(f"Refusing to start:\n- {error}") from error


def check(settings: Settings) -> None:
    """Raise Misconfigured unless `settings` are safe to serve with."""
    problems = (
        []
        if settings.environment in ("development", "testing", "production")
        else [f"APP_ENV is {settings.environment!r}; it is development, testing or production."]
    )
    if settings.is_production:
        problems += _production_problems(settings)
    if problems:
        raise Misconfigured("Refusing to start:\n- " + "\n- ".join(problems))


def settings() -> Settings:
    """The settings of the running application."""
    return _running().config["SETTINGS"]


def default_database_url() -> str:
    """A SQLite file beside the backend, so that a laptop needs nothing installed."""
    return f"sqlite:///{BACKEND / 'instance' / 'barrow.db'}"


def normal_url(url: str) -> str:
    """Name psycopg2 for PostgreSQL addresses: SQLAlchemy and hosting services disagree on the bare word."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg2://" + url.removeprefix(prefix)
    return url


@cache
def _running() -> Any:
    from flask import current_app  # noqa: PLC0415 - `migrate.py` reads the settings at every start, and no more

    return current_app


def _read(env: Env) -> Settings:
    if env.str("APP_ENV", "development") == "development":
        env.read_env(str(PROJECT / ".env"), recurse=False)
    environment = env.str("APP_ENV", "development")
    production = environment == "production"
    fallback = "" if production else DEVELOPMENT_SECRET
    return Settings(
        environment=environment,
        database_url=normal_url(env.str("DATABASE_URL", "") or default_database_url()),
        redis_url=env.str("REDIS_URL", "") or None,
        secret_key=env.str("SECRET_KEY", fallback),
        jwt_secret_key=env.str("JWT_SECRET_KEY", fallback),
        cors_origins=tuple(_origins(env.str("CORS_ORIGINS", _default_origins(production)))),
        ratelimit_enabled=env.bool("RATELIMIT_ENABLED", True),
        upload_folder=Path(env.str("UPLOAD_FOLDER", "") or BACKEND / "instance" / "uploads").resolve(),
        shop_timezone=_zone(env.str("SHOP_TIMEZONE", "") or "UTC"),
        tax_percent=env.decimal("TAX_PERCENT", Decimal(10)),
        shipping_cents=money.from_decimal(env.decimal("SHIPPING_COST", Decimal("10.00"))),
        password_min_length=env.int("PASSWORD_MIN_LENGTH", 8),
        access_token_lifetime=timedelta(seconds=env.int("ACCESS_TOKEN_SECONDS", 3600)),
        refresh_token_lifetime=timedelta(days=env.int("REFRESH_TOKEN_DAYS", 30)),
        api_docs=env.bool("API_DOCS", not production),
        trusted_proxies=env.int("TRUSTED_PROXIES", 0),
        log_level=_level(env.str("LOG_LEVEL", "INFO").upper()),
        debug=env.bool("FLASK_DEBUG", False),
        shop_name=env.str("SHOP_NAME", "") or "Barrow",
        import_megabytes=env.int("IMPORT_MEGABYTES", 64),
        stream_limit=_streams(env),
        stream_heartbeat=timedelta(seconds=max(1, env.int("STREAM_HEARTBEAT_SECONDS", 15))),
        undo_time=timedelta(seconds=max(0, env.int("UNDO_SECONDS", 15))),
        waiting_time=timedelta(minutes=max(1, env.int("WAITING_MINUTES", 30))),
        pg_bin=Path(folder) if (folder := env.str("PG_BIN", "")) else None,
        reply_cache_megabytes=max(0, env.int("REPLY_CACHE_MEGABYTES", 16)),
        metrics_allow=tuple(_networks(env.str("METRICS_ALLOW", ""))),
    )


def _checked(settings: Settings) -> Settings:
    check(settings)
    return settings


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"SHOP_TIMEZONE is {name!r}; use a name such as Europe/London.") from error


def _streams(env: Env) -> int:
    threads = int(env.str("WEB_THREADS", "") or 32)
    limit = env.str("STREAM_LIMIT", "") or str(threads // 2)
    if not limit.isdecimal() or int(limit) >= threads:
        raise ValueError(f"STREAM_LIMIT is {limit}; with {threads} threads (WEB_THREADS) use 0 to {threads - 1}.")
    return int(limit)


def _level(name: str) -> str:
    if name not in logging.getLevelNamesMapping():
        raise ValueError(f"LOG_LEVEL is {name!r}; use DEBUG, INFO, WARNING or ERROR.")
    return name


def _networks(text: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise ValueError(
            f"METRICS_ALLOW: {error}; use addresses and networks such as 10.0.0.5, 10.1.0.0/16."
        ) from error


def _origins(text: str) -> list[str]:
    return [origin.strip().rstrip("/") for origin in text.split(",") if origin.strip()]


def _default_origins(production: bool) -> str:
    return "" if production else "http://localhost:3000,http://localhost:5173"


def _production_problems(settings: Settings) -> list[str]:
    problems = []
    for name, value in (("SECRET_KEY", settings.secret_key), ("JWT_SECRET_KEY", settings.jwt_secret_key)):
        if not value:
            problems.append(f"{name} is missing; set at least {MIN_SECRET_LENGTH} random characters.")
        elif value in KNOWN_SECRETS or value.startswith("only-for-development"):
            problems.append(f"{name} is a published default; set your own.")
        elif len(value) < MIN_SECRET_LENGTH:
            problems.append(f"{name} has {len(value)} characters; set at least {MIN_SECRET_LENGTH}.")
    if "*" in settings.cors_origins:
        problems.append("CORS_ORIGINS is *; name the origins of your own clients.")
    if settings.debug:
        problems.append("FLASK_DEBUG is on; it shows code to strangers.")
    return problems
