"""What is asked of a server, and by whom."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.load import END, Talk, Wrong, once

Address = tuple[str, int]
Tokens = Mapping[str, Sequence[str]]
CUSTOMER, CASHIER, ADMIN = "customer", "cashier", "admin"


@dataclass(frozen=True)
class Ask:
    """A request. With `bodies` it sends something: each connection what is listed for its number, in turn.

    `who` is a role, of whose people each connection is another one, or nobody. `matching` asks whether the reply
    that was given before is still right.
    """

    path: str
    who: str | None = None
    bodies: Callable[[int], Sequence[object]] | None = None
    matching: bool = False
    status: int = 200

    def requests(self, tokens: Tokens, line: int, tag: str | None = None) -> list[bytes]:
        """What the connection with this number asks, as it goes over the line."""
        headers = ["Host: shop"]
        if self.who:
            people = tokens[self.who]
            headers.append(f"Authorization: Bearer {people[line % len(people)]}")
        if tag:
            headers.append(f"If-None-Match: {tag}")
        if self.bodies is None:
            return [_request(f"GET {self.path}", headers)]
        return [_request(f"POST {self.path}", headers, json.dumps(body)) for body in self.bodies(line)]

    def talks(self, address: Address, tokens: Tokens, lines: int) -> list[Talk]:
        """So many connections with their checks; Wrong if already the first reply is not good.

        What is read has to stay as long as it first was: a list may not shrink. What is written may differ.
        """
        return [self._talk(address, tokens, line) for line in range(lines)]

    def _talk(self, address: Address, tokens: Tokens, line: int) -> Talk:
        asked = self.requests(tokens, line)
        if self.matching:
            asked = self.requests(tokens, line, self._tag(once(address, asked[0])))
        if self.bodies is not None:
            return Talk(asked, self._check(None))
        first = once(address, asked[0])
        check = self._check(len(first.partition(END)[2]))
        check(first)
        return Talk(asked, check)

    def _tag(self, reply: bytes) -> str:
        for header in reply.partition(END)[0].decode("latin-1").split("\r\n"):
            name, _, value = header.partition(":")
            if name.lower() == "etag":
                return value.strip()
        raise Wrong(f"{self.path}: there is no ETag to ask with")

    def _check(self, length: int | None) -> Callable[[bytes], None]:
        status = 304 if self.matching else self.status
        start = f"HTTP/1.1 {status} ".encode()

        def check(reply: bytes) -> None:
            if not reply.startswith(start):
                raise Wrong(f"{self.path}: {status} was expected, and came {reply[:200]!r}")
            if length is not None and len(reply.partition(END)[2]) != length:
                raise Wrong(f"{self.path}: the reply is {len(reply.partition(END)[2])} bytes, and was {length}")

        return check


def _request(line: str, headers: Sequence[str], body: str | None = None) -> bytes:
    if body is not None:
        headers = [*headers, "Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([f"{line} HTTP/1.1", *headers, "", body or ""]).encode()
