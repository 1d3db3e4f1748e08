"""Kleene's logic: True is yes, False no, None undecided."""

from __future__ import annotations

from collections.abc import Iterable


def every(answers: Iterable[bool | None]) -> bool | None:
    """Yes when all are yes, no when one is no."""
    answers = list(answers)
    if False in answers:
        return False
    return None if None in answers else True


def some(answers: Iterable[bool | None]) -> bool | None:
    """Yes when one is yes, no when all are no."""
    return negated(every(negated(a) for a in answers))


def negated(answer: bool | None) -> bool | None:
    """Yes and no swapped."""
    return None if answer is None else not answer


def at_least(n: int, answers: list[bool | None], more: bool = False) -> bool | None:
    """Yes when n are yes, no when fewer than n may be; `more`: there may be answers beside these."""
    if answers.count(True) >= n:
        return True
    return None if more or len(answers) - answers.count(False) >= n else False
