"""What the views of an application share: its office and its counts."""

from __future__ import annotations

from flask import current_app

from cts_rules.office.office import Office
from cts_web.metrics import Metrics


def office() -> Office:
    """The office that the application serves."""
    found: Office = current_app.extensions["office"]
    return found


def metrics() -> Metrics:
    """The application's counts."""
    found: Metrics = current_app.extensions["metrics"]
    return found
