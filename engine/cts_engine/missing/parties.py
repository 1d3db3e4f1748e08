"""Whether filling in what two parties lack could make them the same, or different."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from cts_engine.interpreter.parties import is_same_party
from cts_engine.missing.prospects import Prospect, Wanted
from cts_engine.trace import Identity

_PARTS = ("name", "id", "country")


class PartyTest(Prospect):
    """Two parties, and which of them could bring it to yes, and to no."""

    __slots__ = ("fields", "helps")

    def __init__(self, helps: frozenset[tuple[int, bool]], fields: tuple[Sequence[str], Sequence[str]]) -> None:
        answers = {answer for _, answer in helps}
        super().__init__(True in answers, False in answers)
        self.helps = helps
        self.fields = fields

    def name(self, yes: bool, no: bool, wanted: Wanted) -> None:
        for side, fields in enumerate(self.fields):
            if (yes and (side, True) in self.helps) or (no and (side, False) in self.helps):
                wanted.update(dict.fromkeys(fields))


def party_test(
    left: Identity,
    right: Identity,
    left_fields: Sequence[str],
    right_fields: Sequence[str],
    fixed: tuple[bool, bool] = (False, False),
) -> PartyTest:
    """The test of two parties that is undecided, and what each side is called; a `fixed` one is told for good."""
    return PartyTest(_who_helps(*_in_general(left, right), fixed), (left_fields, right_fields))


def _in_general(left: Identity, right: Identity) -> tuple[Identity, Identity]:
    """The same pair as far as the answer goes: all that matters is what is there, and what is equal."""
    pairs = [(getattr(left, part), getattr(right, part)) for part in _PARTS]
    plain = [(a and "a", b and ("a" if b == a or a is None else "b")) for a, b in pairs]
    (name, id_, country), (other_name, other_id, other_country) = zip(*plain, strict=True)
    return Identity(name, id_, country), Identity(other_name, other_id, other_country)


@lru_cache(maxsize=1024)
def _who_helps(left: Identity, right: Identity, fixed: tuple[bool, bool]) -> frozenset[tuple[int, bool]]:
    """The sides (0, 1) that, with the other as it is or filled in, change undecided to an answer."""
    helps = set()
    lefts, rights = ((side,) if told else _fillings(side) for side, told in zip((left, right), fixed, strict=True))
    for a, b in product(lefts, rights):
        answer = is_same_party(a, b)
        if answer is not None:
            helps |= {(0, answer)} if is_same_party(left, b) is None else set()
            helps |= {(1, answer)} if is_same_party(a, right) is None else set()
    return frozenset(helps)


def _fillings(party: Identity) -> Iterator[Identity]:
    """The party with each missing part left out, filled in as the other side may have it, or otherwise."""
    choices = [(filed,) if filed is not None else (None, "a", "b") for filed in map(party.__getattribute__, _PARTS)]
    return (Identity(*choice) for choice in product(*choices))
