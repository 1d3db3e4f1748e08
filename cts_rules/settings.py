"""Limits as settings: `CTS_LIMIT_…` in the environment; all of them are listed in docs/operations.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from cts_engine.limits import Limits as EvaluationLimits
from cts_grammar.limits import Limits as RulebookLimits

PREFIX = "CTS_LIMIT_"


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """Bounds for what comes in."""

    document_bytes: int = 256 * 1024 * 1024
    """Of one file or body."""
    consignments: int = 1_000_000
    """In one document; a document with more is refused whole."""
    body_bytes: int = 64 * 1024 * 1024
    """Of the body of one request to the service."""


@dataclass(frozen=True, slots=True)
class RunLimits:
    """Bounds for the work that one manifest or one request may cause."""

    run_seconds: float = 300.0
    """For all consignments of a run; those that are left then have undecided rules, and a finding says so."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All limits."""

    rulebook: RulebookLimits
    evaluation: EvaluationLimits
    document: DocumentLimits
    run: RunLimits


def limit_names() -> tuple[str, ...]:
    """The environment variables that set a limit."""
    groups = (RulebookLimits, EvaluationLimits, DocumentLimits, RunLimits)
    return tuple(PREFIX + f.name.upper() for group in groups for f in fields(group))


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The limits that an environment sets over the defaults.

    Raises ValueError, in one sentence, for a value that is no positive number and for a limit that there is not.
    """
    unknown = sorted(n for n in environment if n.startswith(PREFIX) and n not in limit_names())
    if unknown:
        raise ValueError(f"{unknown[0]} is no setting: there are {', '.join(limit_names())}")
    return Settings(
        _changed(RulebookLimits(), environment),
        _changed(EvaluationLimits(), environment),
        _changed(DocumentLimits(), environment),
        _changed(RunLimits(), environment),
    )


L = TypeVar("L", RulebookLimits, EvaluationLimits, DocumentLimits, RunLimits)


def _changed(limits: L, environment: Mapping[str, str]) -> L:
    changes: dict[str, Any] = {}
    for f in fields(limits):
        name = PREFIX + f.name.upper()
        if name in environment:
            changes[f.name] = _positive(name, environment[name], type(getattr(limits, f.name)))
    changed: L = replace(limits, **changes)
    return changed


def _positive(name: str, text: str, kind: type) -> float:
    try:
        value: float = kind(text)
    except ValueError:
        value = 0
    if not value > 0:  # also what is no number at all: `nan`
        raise ValueError(f"{name} is {text!r}: it wants a {'whole ' if kind is int else ''}number above 0")
    return value
