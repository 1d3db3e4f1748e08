"""From checked rulebooks to functions whose tracebacks point into the rules."""

from __future__ import annotations

import linecache
import traceback
from dataclasses import replace
from typing import Any

import pytest

from cts_engine import source_lines
from cts_engine.compile import CompiledRulebook, compile_rulebook
from cts_engine.limits import Watch
from cts_grammar.checked import AllOf, Condition, FieldValue, Named
from cts_grammar.source import Source
from cts_grammar.vocabulary import Field
from tests.engine.small import AT, elements, field, kilograms, over, rule, rulebook, some, unless
from tests.properties import small_world as world

TEXT = """rulebook small
rule A "Größe" when "çà" is in marks and heavy
  and some goods item has (weight is over 10 t)
"""
RULES = Source("rules/a.rules", TEXT)
DEFINITIONS = Source("definitions.rules", "\n\n\ndefine heavy as broken is over 10 kg\n")


def fail(thing: Any) -> Any:
    raise RuntimeError("our own mistake")


def broken(of: str, level: int) -> FieldValue:
    return FieldValue(Field("broken", of, world.WEIGHT, reach=fail), level, world.WEIGHT, AT)


def placed(condition: Any, source: Source, text: str) -> Any:
    """The node with the span of its text."""
    start = source.text.index(text)
    return replace(condition, span=source.span(start, start + len(text)))


def frames(when: Condition) -> list[traceback.FrameSummary]:
    """The frames of a rule's own functions when it fails."""
    compiled = compile_rulebook(rulebook(rule("A", when), sources=(RULES, DEFINITIONS)))
    facts = world.Consignment(gross_weight=20.0, goods_items=(world.GoodsItem(),))
    with pytest.raises(RuntimeError) as failure:
        compiled.rules[0].predicate(world.Manifest(), facts, Watch())
    return [f for f in traceback.extract_tb(failure.tb) if f.filename.endswith(".rules")]


def test_a_traceback_points_to_the_line_of_the_test() -> None:
    where = placed(over(broken("goods item", 2), kilograms(10)), RULES, "weight is over 10 t")
    quantified = placed(some(elements("goods item"), where), RULES, "some goods item has (weight is over 10 t)")
    when = placed(AllOf((quantified,), AT), RULES, TEXT[TEXT.index('"çà"') :].strip())
    *_, outer, inner = frames(when)
    assert (outer.filename, outer.lineno) == ("small@0123456789ab/rules/a.rules", 3)
    assert (outer.name, inner.name) == ("rule A", "rule A: goods item (1)")
    assert inner.line == "and some goods item has (weight is over 10 t)"


def test_columns_count_bytes() -> None:
    when = placed(over(broken("consignment", 1), kilograms(10)), RULES, "heavy")
    (frame,) = frames(when)
    line = RULES.line(2)
    assert frame.lineno == 2
    assert frame.colno == len(line[: line.index("heavy")].encode())


def test_a_definition_of_another_file_is_shown_where_it_is_named() -> None:
    heavy = placed(over(broken("consignment", 1), kilograms(10)), DEFINITIONS, "broken is over 10 kg")
    named = placed(Named("heavy", heavy, AT), RULES, "heavy")
    when = placed(AllOf((over(field("gross weight"), kilograms(10)), named), AT), RULES, '"çà" is in marks and heavy')
    (frame,) = frames(when)
    assert (frame.lineno, frame.line) == (2, RULES.line(2))


def compiled_of(*rules: Any, **other: Any) -> CompiledRulebook:
    return compile_rulebook(rulebook(*rules, **other))


HEAVY = over(field("gross weight"), kilograms(10))


def test_a_compiled_rulebook_says_what_it_is() -> None:
    compiled = compiled_of(rule("B", HEAVY), rule("A", HEAVY))
    assert compiled.digest == "0123456789abcdef"
    assert [rule.checked.id for rule in compiled.rules] == ["B", "A"]
    assert [lane.name for lane in compiled.lanes] == ["red", "amber"]
    assert compiled.seconds > 0


def test_exemptions_without_a_name_get_one() -> None:
    one = compiled_of(rule("A", HEAVY, exemptions=(unless("", HEAVY),)))
    two = compiled_of(rule("A", HEAVY, exemptions=(unless("", HEAVY), unless("trusted", HEAVY))))
    names = [[exemption.name for exemption in compiled.rules[0].exemptions] for compiled in (one, two)]
    assert names == [["unnamed exemption"], ["exemption 1", "trusted"]]


def test_rules_in_force_by_day() -> None:
    compiled = compiled_of(
        rule("A", HEAVY, first_day="2026-01-01", last_day="2026-12-31"), rule("B", HEAVY, first_day="2026-07-01")
    )
    days = ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01", "")
    in_force = ["".join(rule.checked.id for rule in compiled.in_force(day)) for day in days]
    assert in_force == ["", "A", "AB", "B", "AB"]


def test_only_the_last_texts_are_kept() -> None:
    for n in range(source_lines.KEPT + 10):
        name = source_lines.register(Source("a.rules", f"rule {n}"), "drafts", f"{n:012}")
    assert linecache.getline(name, 1) == f"rule {n}\n"
    assert sum(name.startswith("drafts@") for name in linecache.cache) <= source_lines.KEPT
