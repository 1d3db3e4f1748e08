"""What rules say about the versions of a document, from text to answer, by both evaluators: as examples state them."""

from __future__ import annotations

from functools import cache

import pytest

from cts_engine import interpreter
from cts_engine.compile import compile_rulebook
from cts_engine.explain import explain
from cts_engine.facts import Facts
from cts_engine.limits import Watch
from cts_engine.missing import missing_of
from cts_engine.reasons import reasons_in
from cts_engine.seen import values_of
from cts_grammar.check import check
from cts_grammar.checked import CheckedRulebook
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary
from cts_rules.history.stated import past_of
from cts_rules.manifest.staging import staged
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import load_reference
from cts_rules.rulebook.patterns import pattern_fault

NOW = "received is 2026-03-10T12:00Z"


@cache
def words() -> Vocabulary:
    return vocabulary(load_reference(None))


def case(condition: str, stated: str, declared: str = "") -> tuple[CheckedRulebook, Facts]:
    """A rulebook of one rule, and the facts of its one example."""
    example = f'example "it" matches when {stated}, {NOW}'
    text = f"rulebook x for all lane red from 1\n{declared}\nrule A when {condition} then hold {example}"
    found = check([Source("a.rules", text)], words(), lambda path: None, pattern_fault=pattern_fault)
    assert found.rulebook is not None, [(d.message, d.hint) for d in found.diagnostics]
    (one,) = found.rulebook.rules[0].examples
    return found.rulebook, Facts.of(words(), *staged(one), past_of(one, one.received))


def answer(condition: str, stated: str, declared: str = "") -> bool | None:
    """What both evaluators say."""
    book, facts = case(condition, stated, declared)
    found = interpreter.answer(book.rules[0].when, facts)
    compiled = compile_rulebook(book).rules[0].predicate
    assert compiled(facts.manifest, facts.consignment, Watch(history=facts.history)) is found
    return found


def before(day: int, facts: str) -> str:
    return f"earlier version (received is 2026-03-{day:02}T12:00Z, {facts})"


@pytest.mark.parametrize(
    ("condition", "stated", "expected"),
    [
        ("consignee name has changed", 'consignee name is "BETA"', False),
        ("consignee name has changed", f'consignee name is "BETA", {before(1, "consignee name is BETA")}', False),
        ("consignee name has changed", f'consignee name is "Béta", {before(1, "consignee name is BETA")}', False),
        ("consignee name has changed", f'consignee name is "BETA", {before(1, "consignee name is ACME")}', True),
        ("consignee name has not changed", f'consignee name is "B", {before(1, "consignee name is ACME")}', False),
        ("consignee name has changed", f"consignee name is missing, {before(1, 'consignee name is ACME')}", None),
        ("consignee name has changed", f'consignee name is "B", {before(1, "gross weight is 1 t")}', None),
        (
            "consignee name has changed",  # and changed back
            'consignee name is "A", ' + before(1, 'consignee name is "A"') + ", " + before(2, 'consignee name is "B"'),
            True,
        ),
        (
            "consignee name has changed",  # what is missing in between does not hide it
            'consignee name is "A", ' + before(1, 'consignee name is "B"') + ", " + before(2, "gross weight is 1 t"),
            True,
        ),
        (
            "consignee name has changed",  # another pair settles it
            before(1, 'consignee name is "B"') + ", " + before(2, 'consignee name is "C"'),
            True,
        ),
        ("gross weight has changed", f"gross weight is 1000 kg, {before(1, 'gross weight is 1 t')}", False),
        ("gross weight has changed", f"gross weight is 1001 kg, {before(1, 'gross weight is 1 t')}", True),
        ("value has changed", f"value is 100 USD, {before(1, 'value is 100 EUR')}", True),
        ("arrival has changed", "manifest (arrival is 2026-03-12), "
         "earlier version (received is 2026-03-01, manifest (arrival is 2026-03-11))", True),
        (
            "consignee has changed",
            f'consignee (name is "X", id is NL1), {before(1, "consignee (name is Y, id is NL1)")}',
            False,
        ),
        ("consignee has changed", f'consignee name is "X", {before(1, "consignee (name is X, country is NL)")}', None),
        ("main hs code has changed", f"goods item (hs code is 0803), {before(1, 'goods item (hs code is 0804)')}", True),
        ("number of containers has changed", f"container (number is A), {before(1, 'gross weight is 1 t')}", True),
        (
            "containers have changed",
            f"container (number is MSCU2), container (number is MSCU1), "
            f"{before(1, 'container (number is MSCU1), container (number is MSCU2)')}",
            False,
        ),
        ("containers have changed", f"container (number is MSCU3), {before(1, 'container (number is MSCU1)')}", True),
        ("containers have changed", f"container (number is MSCU3), {before(1, 'gross weight is 1 t')}", True),
        ("containers have changed", f"container (number is MSCU3), {before(1, 'containers are missing')}", None),
        (
            "transhipment ports have changed",
            f"transhipment ports (AEJEA, LKCMB), {before(1, 'transhipment ports (LKCMB, AEJEA)')}",
            True,
        ),
        ("description has changed", f'goods item (description is "TOYS"), '
         f'{before(1, "goods item (description is BANANAS)")}', True),
    ],
)  # fmt: skip
def test_has_changed(condition: str, stated: str, expected: bool | None) -> None:
    assert answer(condition, _quoted(stated)) is expected


def _quoted(stated: str) -> str:
    """Bare names of parties and goods, for the sake of lines that can be read, in quotes."""
    for name in ("BETA", "ACME", "BANANAS"):
        stated = stated.replace(f"is {name}", f'is "{name}"')
    return stated.replace("name is Y", 'name is "Y"').replace("name is X", 'name is "X"')


@pytest.mark.parametrize(
    ("days", "expected"),
    [((9,), True), ((1,), True), ((1, 2), False), ((), False)],
)
def test_the_moment_is_that_of_the_version_that_brought_the_change(days: tuple[int, ...], expected: bool) -> None:
    """Arrival is 24 hours after this version came in: what this one brought is recent, what an earlier one did is not."""
    ports = {9: "NLRTM", 1: "NLRTM", 2: "BEANR"}
    versions = "".join(f", {before(day, f'port of discharge is {ports[day]}')}" for day in days)
    condition = "port of discharge has changed less than 48 hours before arrival"
    stated = f"port of discharge is BEANR, arrival is 2026-03-11T12:00Z{versions}"
    assert answer(condition, stated) is expected


def test_a_change_at_an_unknown_moment_is_recent_only_if_all_of_them_are() -> None:
    condition = "port of discharge has changed less than 48 hours before arrival"
    now = "port of discharge is BEANR, arrival is 2026-03-11T12:00Z"
    late = f"{before(8, 'port of discharge is NLRTM')}, {before(10, 'gross weight is 1 t')}".replace("10T12", "10T11")
    early = f"{before(1, 'port of discharge is NLRTM')}, {before(2, 'gross weight is 1 t')}"
    assert answer(condition, f"{now}, {late}") is True
    assert answer(condition, f"{now}, {early}") is None
    assert answer("port of discharge has changed", f"{now}, {early}") is True


def test_without_the_anchor_it_is_undecided_and_asked_for() -> None:
    condition = "port of discharge has changed less than 48 hours before arrival"
    book, facts = case(condition, f"port of discharge is BEANR, {before(1, 'port of discharge is NLRTM')}")
    assert missing_of(book.rules[0].when, facts) == ("arrival",)
    book, facts = case(condition, f"arrival is 2026-03-11, {before(1, 'port of discharge is NLRTM')}")
    assert missing_of(book.rules[0].when, facts) == ("port of discharge",)


@pytest.mark.parametrize(
    ("condition", "stated", "expected"),
    [
        ("earlier gross weight is 5 t", "gross weight is 5 t", True),
        ("earlier gross weight is 5 t", f"gross weight is 5 t, {before(1, 'gross weight is 7 t')}", False),
        (
            "earlier gross weight is 7 t",  # as first filed, whatever came in between
            f"gross weight is 5 t, {before(2, 'gross weight is 5 t')}, {before(1, 'gross weight is 7 t')}",
            True,
        ),
        (
            "gross weight differs from earlier gross weight by more than 10%",
            f"gross weight is 5 t, {before(1, 'gross weight is 7 t')}",
            True,
        ),
        ("earlier gross weight is missing", f"gross weight is 5 t, {before(1, 'value is 5 USD')}", True),
        ("earlier gross weight is over 1 t", f"gross weight is 5 t, {before(1, 'value is 5 USD')}", None),
        ("earlier consignee is consignee", f'consignee name is "B", {before(1, "consignee id is NL1")}', None),
        ("earlier country of port of loading is EC", f"port of loading is NLRTM, "
         f"{before(1, 'port of loading is ECGYE')}", True),
        ("earlier port of loading is within EC", f"port of loading is NLRTM, "
         f"{before(1, 'port of loading is ECGYE')}", True),
        ("earlier boxes is under boxes", f"container (number is A), {before(1, 'gross weight is 1 t')}", True),
        ("earlier arrival is before arrival", "arrival is 2026-03-12, "
         "earlier version (received is 2026-03-01, arrival is 2026-03-11)", True),
        (
            "earlier description resembles description by less than 40%",
            'goods item (description is "FRESH BANANAS"), '
            f"{before(1, 'goods item (description is ACME), goods item (description is BETA)')}",
            True,
        ),
        (
            "some goods item has (weight is over earlier gross weight)",
            f"goods item (weight is 8 t), {before(1, 'gross weight is 7 t')}",
            True,
        ),
    ],
)  # fmt: skip
def test_earlier(condition: str, stated: str, expected: bool | None) -> None:
    declared = "define boxes as number of containers" if "boxes" in condition else ""
    assert (
        answer(condition, _quoted(stated).replace("description is ACME", 'description is "ACME"'), declared) is expected
    )


def test_what_is_told() -> None:
    stated = (
        'consignee name is "GAMMA", '
        + before(1, 'consignee name is "ACME"')
        + ", "
        + before(2, 'consignee name is "BETA"')
    )
    book, facts = case("consignee name has changed and earlier consignee name is not consignee name", stated)
    values = [(seen.name, seen.value) for seen in values_of(interpreter.trace(book.rules[0].when, facts))]
    changes = "ACME → BETA, received 2026-03-02 12:00 UTC; BETA → GAMMA, in this version"
    assert values == [
        ("changes of consignee name", changes),
        ("earlier consignee name", "ACME"),
        ("consignee name", "GAMMA"),
    ]


def test_a_first_version_says_so() -> None:
    book, facts = case("consignee name has changed", 'consignee name is "GAMMA"')
    told = explain(book.rules[0], facts, None, book.sources)
    assert told.condition.note == "this is its first version"


def test_without_a_history_it_is_undecided_and_says_why() -> None:
    for condition in ("consignee name has changed", 'earlier consignee name is "X"', "earlier consignee is missing"):
        book, facts = case(condition, 'consignee name is "GAMMA"')
        alone = Facts.of(words(), facts.manifest, facts.consignment)
        when = book.rules[0].when
        assert interpreter.answer(when, alone) is None
        assert compile_rulebook(book).rules[0].predicate(alone.manifest, alone.consignment, Watch()) is None
        assert missing_of(when, alone) == ()
        assert reasons_in(interpreter.trace(when, alone)) == ("history is not kept here",)
