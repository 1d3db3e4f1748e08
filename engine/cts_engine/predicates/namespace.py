"""What generated functions can name: the primitives, what their rule binds, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

from cts_engine import values
from cts_engine.primitives import (
    bounds,
    codes,
    difference,
    exchanging,
    guarding,
    history,
    moments,
    parties,
    routes,
    rulings,
    states,
    tally,
    texts,
    versions,
)
from cts_engine.primitives.guarding import Memory, quiet
from cts_grammar import folding
from cts_grammar.checked import Constant
from cts_grammar.folding import fold
from cts_grammar.vocabulary import CodeList, Derivation, Type, as_is

BUILTINS = (type, float, int, str, bool, tuple, len)
FROM_MODULES = (
    (bounds, "add divide multiply money near_one plain subtract"),
    (bounds, "is_among is_at_least is_at_most is_equal is_over is_under"),
    (codes, "is_within"),
    (difference, "differ differ_exactly"),
    (exchanging, "all_exchanged exchanged"),
    (guarding, "along"),
    (history, "recalled"),
    (math, "isclose"),
    (moments, "elapsed is_after is_before is_not_after is_not_before is_same lies_beyond lies_within moment"),
    (parties, "party_is_missing party_is_unreadable party_key same_party"),
    (routes, "passes"),
    (rulings, "has_fired"),
    (states, "code_is_unreadable is_list is_partial list_is_unreadable moment_is_unreadable money_is_unreadable"),
    (states, "number_is_unreadable text_is_unreadable truth_is_unreadable"),
    (tally, "average count count_all different different_numbers largest smallest total"),
    (texts, "contains_one holds_one matches mentions_one resembles"),
    (values, "Money is_missing"),
    (versions, "as_first_filed changed"),
)
PRIMITIVES: dict[str, Any] = {b.__name__: b for b in BUILTINS} | {
    name: getattr(module, name) for module, names in FROM_MODULES for name in names.split()
}
"""All that generated code can call, besides what its rule binds. None of it reaches a file, a network or a module."""


class Shared:
    """What the rules of one rulebook have in common: prepared lists, and memories of codes and texts."""

    def __init__(self, vague: Callable[[str], bool] | None = None) -> None:
        self.vague = Memory(_truth(vague)) if vague is not None else None
        self.folded = Memory(folding.fold)
        self.words = Memory(folding.words)
        self._made: dict[tuple[str, int], tuple[Any, Any]] = {}

    def once(self, name: str, subject: Any, make: Callable[[Any], Any]) -> Any:
        """Something made from a subject, once for all rules that share it; it is held, so that its id stays its own."""
        key = (name, id(subject))
        if key not in self._made:
            self._made[key] = (make(subject), subject)
        return self._made[key][0]

    def canonical(self, code_list: CodeList | None) -> Memory:
        """Normalisation by a code list; None for what is no code."""
        normalise = as_is if code_list is None else code_list.normalise
        memory: Memory = self.once("canonical", normalise, lambda n: Memory(_text(n)))
        return memory

    def derived(self, derivation: Derivation) -> Memory:
        """What a derivation computes; None where it cannot."""
        memory: Memory = self.once("derived", derivation.compute, lambda compute: Memory(_text(compute)))
        return memory

    def valid(self, type_: Type) -> Memory:
        """Whether a text is valid as a value of a type."""
        memory: Memory = self.once("valid", type_.valid or _anything, lambda valid: Memory(_truth(valid)))
        return memory

    def folded_set(self, members: tuple[Constant, ...]) -> frozenset[str]:
        """Texts, folded."""
        texts: frozenset[str] = self.once("folded", members, lambda m: frozenset(fold(str(c.value)) for c in m))
        return texts

    def code_set(self, members: tuple[Constant, ...]) -> frozenset[str]:
        """Canonical codes."""
        codes: frozenset[str] = self.once("codes", members, lambda m: frozenset(str(c.value) for c in m))
        return codes


class Namespace:
    """The globals of the functions of one rule."""

    def __init__(self) -> None:
        self._bound: dict[str, Any] = {}
        self._names: dict[int, str] = {}

    def bind(self, value: Any, hint: str) -> str:
        """A name for a value."""
        if id(value) not in self._names:
            self._names[id(value)] = name = f"{hint}_{len(self._bound) + 1}"
            self._bound[name] = value
        return self._names[id(value)]

    def globals_for(self, code: CodeType) -> dict[str, Any]:
        """What the code names, without any builtins."""
        primitives = {name: PRIMITIVES[name] for name in _names_in(code) if name in PRIMITIVES}
        return {"__builtins__": {}, **primitives, **self._bound}


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)


def _text(function: Callable[[str], str | None]) -> Callable[[str], str | None]:
    def text(of: str) -> str | None:
        result = function(of)
        return result if type(result) is str and result else None

    return text


def _truth(function: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: bool(quiet(function, False)(text))


def _anything(text: str) -> bool:
    return True
