"""What is measured: a request, the floors it is compared with, and how close to each it has to come."""

import json
from dataclasses import dataclass, field

HELLO = "/hello"


@dataclass(frozen=True)
class Floor:
    """The least that something can cost: a request to the bare server, and the share of its rate to reach."""

    name: str
    request: bytes
    goal: float


@dataclass(frozen=True)
class Operation:
    """A request to the shop and its floors; of those that `shows` the reply itself, it has to be the same."""

    name: str
    request: bytes
    floors: tuple[Floor, ...]
    shows: frozenset[str] = field(default=frozenset({"SQL"}))


def get(path: str) -> bytes:
    """A request to read."""
    return f"GET {path} HTTP/1.1\r\nHost: shop\r\n\r\n".encode()


def post(path: str, body: object) -> bytes:
    """A request to do something."""
    text = json.dumps(body)
    head = f"POST {path} HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: {len(text)}"
    return f"{head}\r\n\r\n{text}".encode()


def reading(name: str, path: str, *, sql: float, hello: float) -> Operation:
    """Reading at the same `path` from either server."""
    floors = (Floor("SQL", get(path), sql), Floor("hello", get(HELLO), hello))
    return Operation(name, get(path), floors)


# The reading ones have two goals: without a cache against hand-written SQL, with one against saying hello.
OPERATIONS = (
    reading("list of 20", "/api/products?per_page=20", sql=0.6, hello=0.6),
    reading("list of 20, by price", "/api/products?per_page=20&sort_by=price&sort_order=asc", sql=0.6, hello=0.6),
    reading("product", "/api/products/7", sql=0.6, hello=0.7),
    reading("search", "/api/products?per_page=20&search=shirt", sql=0.6, hello=0.6),
    Operation(
        "sign-in",
        post("/api/auth/login", {"email_or_username": "admin@ecommerce.com", "password": "Admin123!"}),
        (Floor("argon2", post("/argon2", {"password": "Admin123!"}), 1 / 1.15),),
        frozenset(),
    ),
)
