"""What other rules came to on the consignment that is being assessed."""

from __future__ import annotations

from typing import Any


def has_fired(watch: Any, rule: str) -> bool | None:
    """Whether a rule fired; one of which nothing is noted did not: it says no, is held back or is out of force."""
    came: bool | None = watch.came.get(rule, False)
    return came
