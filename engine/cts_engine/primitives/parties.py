"""Parties as a whole: whether one is there, and whether two are the same."""

from __future__ import annotations

from typing import Any, NamedTuple

from cts_engine.values import Unreadable, is_missing
from cts_grammar.folding import fold
from cts_grammar.vocabulary import as_is


class Known(NamedTuple):
    """What can be read of a party; empty texts for the rest."""

    name: str
    id: str
    country: str


def same_party(left: Any, right: Any) -> bool | None:
    """Whether both are one party."""
    one, other = known(left), known(right)
    if one.id and other.id:
        return one.id == other.id
    if not (one.name and other.name):
        return None
    if one.name != other.name:
        return False
    return one.country == other.country if one.country and other.country else None


def known(party: Any) -> Known:
    """What can be read of a fact that should be a party."""
    name, id_, country = (_text(party, part) for part in ("name", "id", "country"))
    return Known(fold(name), as_is(id_) or "", as_is(country) or "")


def party_key(party: Any) -> Known | None:
    """What tells a party from others; None where nothing does."""
    found = known(party)
    return found if found.name or found.id else None


def party_is_missing(party: Any) -> bool:
    """Whether neither name nor id was filed."""
    return party is None or (not _is_unreadable(party) and all(is_missing(v) for v in _name_and_id(party)))


def party_is_unreadable(party: Any) -> bool:
    """Whether something was filed, and neither name nor id can be read."""
    return not party_is_missing(party) and not (_text(party, "name") or known(party).id)


def _name_and_id(party: Any) -> tuple[Any, Any]:
    return getattr(party, "name", None), getattr(party, "id", None)


def _is_unreadable(party: Any) -> bool:
    return type(party) is Unreadable or not (hasattr(party, "name") or hasattr(party, "id"))


def _text(party: Any, part: str) -> str:
    value = getattr(party, part, None)
    return value if type(value) is str else ""
