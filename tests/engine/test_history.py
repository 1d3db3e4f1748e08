"""Questions about earlier consignments: what they answer, when they are asked, what is told about them."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.assess import assess
from cts_engine.assessment import Assessment
from cts_engine.compile import compile_rulebook
from cts_engine.explain import explain
from cts_engine.facts import Facts
from cts_engine.history import (
    EmptyHistory,
    NoHistory,
    Own,
    Recollection,
    Unknown,
    Version,
    Weigh,
    Weighed,
    in_words,
    window_start,
)
from cts_engine.near_misses import near_misses
from cts_engine.render import render
from cts_engine.seen import SeenValue
from cts_grammar.checked import Past, Window
from tests.engine.written import rulebook
from tests.properties.small_world import Consignment, Manifest, Party

NUMBER = "number of consignments with the same consignee in the last 90 days"
TOTAL = "total gross weight of consignments with the same consignee in the last 90 days"
DAYS = ("2026-01-05T08:00:00Z", "2026-02-20T10:00:00Z")
MANIFEST = Manifest(received="2026-03-01")
CONSIGNMENT = Consignment(gross_weight=20.0, packages=2, consignee=Party("ACME"))


class Told:
    """Answers every question alike, and notes which were asked of what."""

    def __init__(self, answer: Recollection | Unknown) -> None:
        self.answer = answer
        self.asked: list[tuple[str, Any, Any]] = []

    def recall(
        self, question: Past, manifest: Any, consignment: Any, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        self.asked.append((question.wording, manifest, consignment))
        return self.answer

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        return ()


def exactly(number: float) -> Told:
    return Told(Recollection(number, number, int(number), *(DAYS if number else ())))


def book(when: str, then: str = "score +10", before: str = "") -> Any:
    return rulebook(f'{before}\nrule R-1 "A rule"\n  when\n    {when}\n  then\n    {then}\n')


def assessed(history: Any, when: str, then: str = "score +10", before: str = "") -> Assessment:
    compiled = compile_rulebook(book(when, then, before))
    return assess(compiled, MANIFEST, CONSIGNMENT, "2026-03-01", history=history)


def explained(history: Any, when: str, before: str = "") -> str:
    checked = book(when, before=before)
    facts = Facts.of(checked.vocabulary, MANIFEST, CONSIGNMENT, history)
    return render(explain(checked.rules[0], facts, "2026-03-01", checked.sources)).partition("\n")[2]


# --- answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "test", "fires"),
    [
        (Recollection(3, 3, 3), "is 3", True),
        (Recollection(3, 3, 3), "is over 3", False),
        (Recollection(3, 5, 5), "is over 2", True),
        (Recollection(3, 5, 5), "is over 5", False),
        (Recollection(3, 5, 5), "is over 4", None),
        (Recollection(3, 5, 5), "is 4", None),
        (Recollection(3, None, 3), "is at least 3", True),
        (Recollection(3, None, 3), "is under 3", False),
        (Recollection(3, None, 3), "is under 4", None),
        (Unknown(missing=("consignee",)), "is at least 0", None),
        (Unknown(reason="closed"), "is at least 0", None),
        (Recollection(float("nan"), float("nan"), 0), "is at least 0", None),
    ],
)
def test_bounds_decide_where_they_agree(answer: Recollection | Unknown, test: str, fires: bool | None) -> None:
    told = assessed(Told(answer), f"{NUMBER} {test}")
    assert (bool(told.fired), bool(told.undecided)) == (fires is True, fires is None)


def test_the_consignment_is_asked_about_wherever_the_question_stands() -> None:
    history = exactly(0)
    consignment = Consignment(goods_items=(Consignment(gross_weight=1.0), Consignment()), consignee=Party("ACME"))
    compiled = compile_rulebook(book(f"some goods item has (packages is missing and {NUMBER} is 0)"))
    assert assess(compiled, MANIFEST, consignment, None, history=history).fired
    assert history.asked[0] == (NUMBER, MANIFEST, consignment)


def test_the_past_is_asked_last() -> None:
    history = exactly(3)
    told = assessed(history, f"{NUMBER} is over 1 and description is missing and packages is 3")
    assert (told.fired, told.undecided, history.asked) == ((), (), [])


def test_what_a_history_raises_is_raised() -> None:
    class Broken:
        def recall(self, question: Past, *asked: Any) -> Recollection | Unknown:
            raise TypeError("a mistake of ours")

    with pytest.raises(TypeError, match="a mistake of ours"):
        assessed(Broken(), f"{NUMBER} is 0")


def test_an_exemption_may_ask_the_past() -> None:
    when = f'packages is 2\n  unless "well known" {NUMBER} is over 5'
    assert assessed(exactly(6), when).fired == ()
    assert assessed(exactly(5), when).fired[0].exemptions_unchecked == ()
    assert assessed(NoHistory(), when).fired[0].exemptions_unchecked == ("well known",)


# --- what is missed -------------------------------------------------------------------------------------------------


def test_without_a_history_rules_are_undecided_and_say_why() -> None:
    compiled = compile_rulebook(book(f"{NUMBER} is 0"))
    (undecided,) = assess(compiled, MANIFEST, CONSIGNMENT, "2026-03-01").undecided
    assert (undecided.missing, undecided.reason) == ((), "history is not kept here")


def test_the_fields_without_which_the_past_cannot_be_asked_are_missed() -> None:
    (undecided,) = assessed(Told(Unknown(missing=("consignee", "port"))), f"{NUMBER} is 0").undecided
    assert (undecided.missing, undecided.reason) == (("consignee", "port"), "")
    (undecided,) = assessed(Told(Unknown(missing=("consignee",))), f"{NUMBER} is 0 and marks is vague").undecided
    assert undecided.missing == ("consignee", "marks")


def test_bounds_that_leave_it_open_are_the_reason() -> None:
    (undecided,) = assessed(Told(Recollection(3, 5, 5)), f"{NUMBER} is over 4").undecided
    assert (undecided.missing, undecided.reason) == ((), "not all earlier consignments are known well enough")


def test_a_field_that_decides_beside_bounds_is_missed() -> None:
    (undecided,) = assessed(Told(Recollection(3, 5, 5)), f"{NUMBER} is over 4 or marks is vague").undecided
    assert undecided.missing == ("marks",)


# --- what is told ---------------------------------------------------------------------------------------------------


def test_the_values_of_a_fired_rule() -> None:
    told = assessed(exactly(30), f"{NUMBER} is over 10 and {TOTAL} is over 10 kg")
    assert told.fired[0].values == (SeenValue(NUMBER, 30.0), SeenValue(TOTAL, 30.0, "kg"))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Recollection(3, 3, 3), "3 earlier"),
        (Recollection(3, 5, 5), "3 to 5 earlier"),
        (Recollection(3, None, 3), "at least 3 earlier"),
        (Unknown(reason="closed"), "not known earlier"),
    ],
)
def test_a_message_is_filled_in(answer: Recollection | Unknown, said: str) -> None:
    for named in (NUMBER, "known shipments"):
        told = assessed(
            Told(answer),
            "packages is 2 or known shipments is 3",
            f'say "{{{named}}} earlier"',
            f"define known shipments as {NUMBER}",
        )
        assert told.fired[0].messages == (said,)


def test_an_explanation_shows_the_number_and_where_it_comes_from() -> None:
    assert explained(exactly(3), f"{NUMBER} is over 10") == (
        f"  ✗ {NUMBER} is over 10   [{NUMBER}: 3; 3 earlier consignments, first 2026-01-05, last 2026-02-20]"
    )
    assert explained(exactly(0), f"{NUMBER} is 0") == f"  ✓ {NUMBER} is 0   [{NUMBER}: 0; none earlier]"


def test_an_explanation_says_why_there_is_no_number() -> None:
    assert explained(NoHistory(), f"{NUMBER} is 0") == (
        f"  ? {NUMBER} is 0   [{NUMBER}: not known; history is not kept here]"
    )
    assert explained(Told(Unknown(missing=("consignee",))), f"{NUMBER} is 0") == (
        f"  ? {NUMBER} is 0   [{NUMBER}: not known; cannot be asked without consignee]"
    )


def test_an_explanation_reaches_into_definitions_and_sums() -> None:
    history = Told(Recollection(3, 3, 1, DAYS[0], DAYS[0]))
    defined = explained(history, "half is over 1", f"define half as {NUMBER} / packages")
    assert defined.endswith("[half: 1.5; " + f"{NUMBER}: 3; packages: 2; 1 earlier consignment, 2026-01-05]")


def test_a_rule_that_the_past_kept_from_firing_is_a_near_miss() -> None:
    checked = book(f"packages is 2 and {NUMBER} is 0")
    facts = Facts.of(checked.vocabulary, MANIFEST, CONSIGNMENT, exactly(1))
    (miss,) = near_misses(checked.rules, facts, "2026-03-01", checked.sources)
    assert (miss.kept_by, miss.values) == (f"{NUMBER} is 0", (SeenValue(NUMBER, 1.0),))


# --- the port -------------------------------------------------------------------------------------------------------


def test_an_empty_history_answers_nothing_with_zero() -> None:
    assert assessed(EmptyHistory(), f"{NUMBER} is 0 and {TOTAL} is 0 kg").fired


@pytest.mark.parametrize(
    ("received", "window", "start"),
    [
        ("2026-03-01", Window(86_400, "seconds"), "2026-02-28T00:00:00Z"),
        ("2026-03-01T12:30:05Z", Window(86_400, "seconds"), "2026-02-28T12:30:05Z"),
        ("2026-03-01T00:00:00Z", Window(1, "seconds"), "2026-02-28T23:59:59Z"),
        ("2026-03-31T23:59:59Z", Window(1, "months"), "2026-02-28T23:59:59Z"),
        ("2024-03-31", Window(1, "months"), "2024-02-29T00:00:00Z"),
        ("2024-02-29", Window(12, "months"), "2023-02-28T00:00:00Z"),
        ("2026-01-15", Window(13, "months"), "2024-12-15T00:00:00Z"),
        ("0001-01-02", Window(86_400 * 9, "seconds"), "0001-01-01T00:00:00Z"),
        ("0050-01-02", Window(1_200, "months"), "0001-01-01T00:00:00Z"),
        ("2026-02-30", Window(1, "months"), None),
        ("soon", Window(1, "seconds"), None),
    ],
)
def test_a_window_begins(received: str, window: Window, start: str | None) -> None:
    assert window_start(received, window) == start


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Recollection(0, 0, 0), "none earlier"),
        (Recollection(500, 500, 1, DAYS[0], DAYS[0]), "1 earlier consignment, 2026-01-05"),
        (Recollection(2, 2, 1), "1 earlier consignment"),
        (Recollection(2, None, 7, *DAYS), "7 earlier consignments, first 2026-01-05, last 2026-02-20"),
        (Recollection(2, 2, 7), "7 earlier consignments"),
        (Unknown(reason="closed"), "closed"),
        (Unknown(missing=("a", "b")), "cannot be asked without a and b"),
    ],
)
def test_an_answer_in_words(answer: Recollection | Unknown, words: str) -> None:
    assert in_words(answer) == words


# --- earlier consignments looked at one by one ------------------------------------------------------------------------


class Looked:
    """Has the asker weigh some earlier consignments, and tells how many count."""

    def __init__(self, *earlier: Consignment) -> None:
        self.earlier = earlier
        self.own: list[Own] = []
        self.weighed: list[Weighed] = []

    def recall(
        self, question: Past, manifest: Any, consignment: Any, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        assert weigh is not None
        self.own.append(own)
        self.weighed = [weigh(Manifest(arrival="2026-01-01"), each) for each in self.earlier]
        sure = sum(one.counts is True for one in self.weighed)
        return Recollection(sure, sum(one.counts is not False for one in self.weighed), len(self.earlier))

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        return ()


FILTERED = f"{NUMBER} with (gross weight is over 10 kg and arrival is before 2026-02-01)"


@pytest.mark.parametrize(
    ("weights", "fires"), [((20.0, 30.0), True), ((20.0, 5.0), False), ((20.0, None), None), ((None, 5.0), False)]
)
def test_a_filter_is_asked_of_each_of_them(weights: tuple[float | None, ...], fires: bool | None) -> None:
    history = Looked(*(Consignment(gross_weight=weight) for weight in weights))
    told = assessed(history, f"{FILTERED} is over 1")
    assert (bool(told.fired), bool(told.undecided)) == (fires is True, fires is None)
    compiled = history.weighed
    explained(history, f"{FILTERED} is over 1")
    assert history.weighed == compiled


def test_a_definition_is_worked_out_for_each_of_them() -> None:
    history = Looked(Consignment(gross_weight=30.0, packages=3), Consignment(gross_weight=30.0, packages=0))
    average = "average share of consignments with the same consignee in the last 90 days"
    before = "define share as gross weight / packages"
    assessed(history, f"{average} is over 1 kg", before=before)
    assert history.weighed == [Weighed(True, (10.0, 10.0, None)), Weighed(True)]
    explained(history, f"{average} is over 1 kg", before)
    assert history.weighed == [Weighed(True, (10.0, 10.0, None)), Weighed(True)]


def test_what_is_bound_here_is_not_bound_there() -> None:
    asks = f"{NUMBER} with (some goods item has (packages is 6)) is over 0"
    history = Looked(Consignment(goods_items=(Consignment(packages=6),)))
    here = Consignment(goods_items=(Consignment(packages=1),), consignee=Party("ACME"))
    compiled = compile_rulebook(book(f"some goods item has (packages is 1 and {asks})"))
    assert assess(compiled, MANIFEST, here, None, history=history).fired
    assert set(history.own) == {()}
