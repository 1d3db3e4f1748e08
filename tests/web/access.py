"""An application with an account for each role, and clients that are logged in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.rules.access.keeping import SECRET

MARK = re.compile(r'<meta name="csrf-token" content="([0-9a-f]{64})">')


@dataclass
class LoggedIn:
    """A browser that somebody is logged in with."""

    client: FlaskClient
    mark: str

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, **more)

    def post(self, path: str, **form: Any) -> TestResponse:
        """Sends a form of this session's."""
        return self.client.post(path, data={"csrf_token": self.mark, **form})


def log_in(app: Flask, name: str, password: str = SECRET, **more: Any) -> TestResponse:
    """What the form to log in is answered with."""
    return app.test_client().post("/login", data={"name": name, "password": password}, **more)


def logged_in(app: Flask, name: str) -> LoggedIn:
    """Somebody who is logged in."""
    client = app.test_client()
    answer = client.post("/login", data={"name": name, "password": SECRET})
    assert answer.status_code == 303, answer.text
    found = MARK.search(client.get("/account").text)
    assert found
    return LoggedIn(client, found[1])
