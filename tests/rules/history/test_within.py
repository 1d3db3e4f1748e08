"""Questions about the consignments of one manifest."""

from __future__ import annotations

from typing import Any

from cts_engine.history import NO_HISTORY, Recollection, Unknown, Weighed
from cts_grammar.checked import Past
from cts_rules.history.within import WithinManifest
from cts_rules.manifest.model import Consignment, Container, Manifest, Party
from tests.grammar.cases import as_text, condition

MANIFEST = Manifest(
    consignments=(
        Consignment(consignee=Party(id="A"), gross_weight=1.0, containers=(Container(number="M1"),)),
        Consignment(consignee=Party(id="A"), gross_weight=None, containers=(Container(number="M2"),)),
        Consignment(consignee=Party(id="B"), gross_weight=5.0, containers=(Container(number="M1"),)),
        Consignment(consignee=Party(name="BETA"), gross_weight=5.0, containers=None),
    )
)


def question(text: str) -> Past:
    found = condition(f"{text} is over 1" if "weight" not in text else f"{text} is over 1 kg")
    assert found.rulebook is not None, as_text(found)
    when: Any = found.rulebook.rules[0].when
    assert isinstance(when.left, Past)
    return when.left


def bounds(text: str, history: WithinManifest | None = None, manifest: Manifest = MANIFEST) -> list[Any]:
    """What is answered for each of its consignments; what is missed, where it cannot be asked."""
    past, asked = history or WithinManifest(NO_HISTORY), question(text)
    told: list[Any] = []
    for consignment in manifest.consignments:
        answer = past.recall(asked, manifest, consignment)
        told.append(answer.missing if isinstance(answer, Unknown) else (answer.least, answer.most))
    return told


def test_each_is_counted_with_those_that_agree() -> None:
    same = bounds("number of consignments in this manifest with the same consignee")
    assert same == [(2, 2), (2, 2), (1, 1), ("consignee country",)]


def test_any_shared_value_of_a_list_agrees() -> None:
    same = bounds("number of consignments in this manifest with the same container number")
    assert same == [(2, 2), (1, 1), (2, 2), ("containers",)]


def test_all_of_them_where_nothing_has_to_agree() -> None:
    assert bounds("number of consignments in this manifest") == [(4, 4)] * 4


def test_what_lacks_the_weight_leaves_the_total_open() -> None:
    past = question("total gross weight of consignments in this manifest")
    weigh = lambda _, c: Weighed(True, None if c.gross_weight is None else (c.gross_weight, c.gross_weight, None))  # noqa: E731
    answer = WithinManifest(NO_HISTORY).recall(past, MANIFEST, MANIFEST.consignments[0], (), weigh)
    assert answer == Recollection(11.0, None, 4)


def test_each_manifest_is_asked_by_itself() -> None:
    history = WithinManifest(NO_HISTORY)
    other = Manifest(consignments=MANIFEST.consignments[:1])
    asks = "number of consignments in this manifest with the same consignee"
    assert bounds(asks, history)[0] == (2, 2)
    assert bounds(asks, history, other) == [(1, 1)]
    assert bounds(asks, history)[0] == (2, 2)


def test_the_same_words_of_two_rulebooks_are_two_questions() -> None:
    history = WithinManifest(NO_HISTORY)
    asks = "number of consignments in this manifest with the same consignee with (light)"
    one, other = (question_with(asks, limit) for limit in ("2 kg", "1 g"))
    weighed = [[True, None, False, False], [False, None, False, False]]
    for past, counts in zip((one, other), weighed, strict=True):
        told = iter(counts)
        answer = history.recall(past, MANIFEST, MANIFEST.consignments[0], (), lambda _, __, t=told: Weighed(next(t)))  # type: ignore[misc]
        assert isinstance(answer, Recollection)
        assert (answer.least, answer.most) == (counts.count(True), 1 + counts.count(True))


def question_with(text: str, limit: str) -> Past:
    found = condition(f"{text} is over 1", f"define light as gross weight is under {limit}")
    assert found.rulebook is not None, as_text(found)
    when: Any = found.rulebook.rules[0].when
    assert isinstance(when.left, Past)
    return when.left


def test_the_rest_of_the_past_is_asked_elsewhere() -> None:
    past = question("number of consignments with the same consignee in the last 9 days")
    answer = WithinManifest(NO_HISTORY).recall(past, MANIFEST, MANIFEST.consignments[0])
    assert answer == Unknown(reason="history is not kept here")


def test_a_manifest_that_does_not_say_what_it_holds_holds_the_one() -> None:
    past = question("number of consignments in this manifest")
    assert WithinManifest(NO_HISTORY).recall(past, Manifest(), MANIFEST.consignments[0]) == Recollection(1.0, 1.0, 1)
