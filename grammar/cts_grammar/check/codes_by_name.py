"""Codes that are meant where the name of a place or a country is written."""

from __future__ import annotations

from functools import lru_cache

from cts_grammar.folding import fold
from cts_grammar.vocabulary import CodeList

_MOST = 3


def codes_named(codes: CodeList, name: str) -> tuple[str, ...]:
    """At most three codes of the loaded list whose name this is: `ECGYE` for `Guayaquil`."""
    if codes.listed is None or codes.title is None:
        return ()
    return _by_name(codes).get(fold(name), ())


@lru_cache(maxsize=8)
def _by_name(codes: CodeList) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    listed = codes.listed() if codes.listed is not None else ()
    for code in listed:
        title = codes.title(code) if codes.title is not None else None
        for name in {fold(title or ""), fold((title or "").split(",")[0])} - {""}:
            before = found.get(name, ())
            if len(before) < _MOST:
                found[name] = (*before, code)
    return found
