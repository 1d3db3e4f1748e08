"""Texts searched: for one of many words, for a pattern, for likeness."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import re2

from cts_engine.likeness import name_likeness


class Needles(NamedTuple):
    """Many words and phrases, prepared so that a text is searched for all of them at once."""

    single: frozenset[str]
    phrases: tuple[str, ...]
    """With a blank at either end."""


def mentions_one(words: str, needles: Needles) -> bool:
    """Whether the words of a text (a blank around each) hold one of the needles."""
    return not needles.single.isdisjoint(words.split()) or any(phrase in words for phrase in needles.phrases)


def contains_one(text: str, needles: tuple[str, ...]) -> bool:
    """Whether a folded text contains one of many."""
    return any(needle in text for needle in needles)


def holds_one(how: str, text: str | None, needles: tuple[str | None, ...]) -> bool | None:
    """Whether a folded text holds, begins or ends with one of the needles; one of which nothing is known is None."""
    if text is None:
        return None
    if any(needle is not None and _HOW[how](text, needle) for needle in needles):
        return True
    return None if None in needles else False


_HOW: dict[str, Callable[[str, str], bool]] = {
    "contains": str.__contains__,
    "mentions": str.__contains__,
    "starts with": str.startswith,
    "ends with": str.endswith,
}


def compiled(pattern: str) -> Any:
    """The pattern as RE2 compiles it, without regard to case and silent about its mistakes."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return re2.compile(pattern, options=options)


def matches(text: str, pattern: Any) -> bool:
    """Whether a compiled pattern is found in a text."""
    try:
        return pattern.search(text) is not None
    except UnicodeEncodeError:  # half a character, that no reader lets through
        return pattern.search(text.encode("utf-8", "replace").decode()) is not None


def resembles(left: str | None, right: str | None, threshold: float) -> bool | None:
    """Whether two names are alike to that share at least."""
    return None if left is None or right is None else name_likeness(left, right) >= threshold
