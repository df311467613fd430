"""Somebody in front of the shop: a client that carries a person's token."""

import json
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.models import User


class Person:
    """A test client that speaks for `user`, or for nobody.

    Answers are Any: werkzeug says that `.json` may be None, and where it is, the test shall fail.
    """

    def __init__(self, app: Flask, user: User | None = None, token: str | None = None) -> None:
        self.app, self.user, self.token = app, user, token
        self.client: FlaskClient = app.test_client()

    @property
    def id(self) -> int:
        """The person's number."""
        assert self.user is not None
        return self.user.id

    def get(self, path: str, **kwargs: Any) -> Any:
        """Read."""
        return self.call("GET", path, **kwargs)

    def post(self, path: str, body: Any = None, **kwargs: Any) -> Any:
        """Send `body`."""
        return self.call("POST", path, json=body, **kwargs)

    def put(self, path: str, body: Any = None, **kwargs: Any) -> Any:
        """Change to `body`."""
        return self.call("PUT", path, json=body, **kwargs)

    def delete(self, path: str, **kwargs: Any) -> Any:
        """Remove."""
        return self.call("DELETE", path, **kwargs)

    def call(self, method: str, path: str, **kwargs: Any) -> Any:
        """Any request, with the person's token."""
        headers = dict(kwargs.pop("headers", None) or {})
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        if (body := kwargs.pop("json", None)) is not None:
            # As another program would write it: our own writer cannot say everything that may arrive.
            kwargs |= {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.open(path, method=method, headers=headers, **kwargs)
