"""Every short route, known or not, against every completion of it: yes, no, undecided, and what is missed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_engine.missing import missing_of
from cts_engine.values import Partial, Unreadable
from cts_grammar.checked import Constant, Passes
from tests.engine.small import AT, MANIFEST, answer, elements, field, location
from tests.properties import small_world as world

Group = tuple[str, ...]
Whole = tuple[Group, ...]

PLACES = ("NLRTM", "AEJEA", "BEANR")
"""Two that steps ask for, and another."""
FILED: tuple[Any, ...] = ("NLRTM", "nl rtm", "AEJEA", None, Unreadable("N/A"))
LISTS: tuple[Any, ...] = (
    (), ("NLRTM",), ("AEJEA",), ("AEJEA", "NLRTM"), (None,), ("NLRTM", ""), None, Unreadable("x"), Partial(("AEJEA",)),
)  # fmt: skip
STEPS: tuple[Group, ...] = (("NLRTM",), ("NL",), ("AEJEA", "NL"), ("NLRTM", "AEJEA"))
ROUTES: list[list[Group]] = (
    [[a] for a in STEPS] + [[a, b] for a in STEPS for b in STEPS] + [[STEPS[0], STEPS[3], STEPS[2]]]
)


def passing(steps: list[Group]) -> Passes:
    codes: tuple[tuple[Constant, ...], ...] = tuple(tuple(location(code) for code in step) for step in steps)
    return Passes(field("port"), elements("transhipment port"), field("destination"), codes, AT)


def ends(value: Any) -> list[Group]:
    """What the first or the last place may be."""
    code = world.normalise_location(value) if isinstance(value, str) else None
    return [(code,)] if code else [(place,) for place in PLACES]


def between(value: Any) -> list[Group]:
    """What the list may be, as far as three steps can tell."""
    if not isinstance(value, tuple):
        return at_most(3)
    known = [ends(place) for place in value]
    gaps = at_most(2) if isinstance(value, Partial) else [()]
    lists = [tuple(place for (place,) in whole) for whole in product(*known)]
    return [before + known_ + after for before in gaps for known_ in lists for after in gaps]


def at_most(longest: int) -> list[Group]:
    """All places that could stand where nothing is known."""
    return [group for n in range(longest + 1) for group in product(PLACES, repeat=n)]


def meets(route: Group, steps: list[Group]) -> bool:
    """Whether the steps come in order, by trying every choice of places."""
    if not steps:
        return True
    return any(
        place.startswith(steps[0]) and meets(route[position + 1 :], steps[1:]) for position, place in enumerate(route)
    )


def cases() -> Iterator[tuple[Any, Any, Any]]:
    return product(FILED, LISTS, FILED)


def test_every_short_route() -> None:
    for steps in ROUTES:
        condition = passing(steps)
        for first, via, last in cases():
            groups = (ends(first), between(via), ends(last))
            found: dict[Whole, bool] = {whole: meets(sum(whole, ()), steps) for whole in product(*groups)}
            expected = next(iter(set(found.values()))) if len(set(found.values())) == 1 else None
            filed = {"port": first, "transhipment_ports": via, "destination": last}
            told = (steps, filed)
            facts = Facts.of(world.vocabulary(), MANIFEST, world.Consignment(**filed))
            assert interpreter.answer(condition, facts) is expected, told
            assert answer(condition, **filed) is expected, told
            assert set(missing_of(condition, facts)) == matter(found), told


def matter(found: dict[Whole, bool]) -> set[str]:
    """The places of which another value, all else being equal, would give another answer."""
    names = ("port", "transhipment ports", "destination")
    named = set()
    for index, name in enumerate(names):
        rest: dict[Whole, set[bool]] = {}
        for whole, met in found.items():
            rest.setdefault((*whole[:index], *whole[index + 1 :]), set()).add(met)
        if any(len(answers) > 1 for answers in rest.values()):
            named.add(name)
    return named


def test_a_code_too_coarse_to_tell() -> None:
    condition = passing([("NLRTM",)])
    filed: dict[str, Any] = {"port": "NL", "transhipment_ports": (), "destination": "BEANR"}
    facts = Facts.of(world.vocabulary(), MANIFEST, world.Consignment(**filed))
    assert answer(condition, **filed) is interpreter.answer(condition, facts) is None
    assert missing_of(condition, facts) == ("port",)
