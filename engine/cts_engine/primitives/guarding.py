"""The product's own functions (reaching, normalising, deriving, validating) kept from raising over bad data."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from cts_engine.values import Unreadable

BAD_DATA = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)

NOWHERE = Unreadable("")
"""Stands for what could not be reached because the thing is of another shape."""


def along(thing: Any, path: tuple[str, ...]) -> Any:
    """What a path leads to in a thing of any shape: missing beyond what is missing, else unreadable."""
    for name in path:
        if thing is None or type(thing) is Unreadable:
            return thing
        thing = getattr(thing, name, NOWHERE)
    return thing


def quiet(function: Callable[..., Any], otherwise: Any) -> Callable[..., Any]:
    """The function, with another result where it fails over what it is given."""

    @wraps(function)
    def quietly(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except BAD_DATA:
            return otherwise

    return quietly


class Memory(dict[Any, Any]):
    """A function of a text, with its results: `memory[text]`. None for what is no text, or an empty one, or fails."""

    def __init__(self, function: Callable[[str], Any], size: int = 16_384) -> None:
        super().__init__()
        self._function = quiet(function, None)
        self._size = size

    def __missing__(self, key: Any) -> Any:
        if type(key) is not str or not key:
            return None
        if len(self) >= self._size:
            self.clear()
        self[key] = found = self._function(key)
        return found
