"""Questions about earlier consignments: what they are read as, and which of them are the same question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cts_grammar.check import check
from cts_grammar.checked import About, Compare, FieldValue, OfEach, Past, Summary, Window
from cts_grammar.source import Source
from cts_grammar.vocabulary import Kept
from cts_rules.manifest.vocabulary_history import KEPT
from tests.grammar.cases import as_text, codes, condition, words


def asked(text: str) -> Past:
    """What is on the left of a comparison."""
    found = condition(f"{text} is over 3")
    assert found.rulebook is not None, as_text(found)
    when: Any = found.rulebook.rules[0].when
    assert isinstance(when, Compare)
    assert isinstance(when.left, Past)
    return when.left


def field_of(value: Any) -> str:
    """The name of the field that is a key or is counted."""
    name: str = value.field.name
    return name


def test_a_question_spelled_out() -> None:
    past = asked("number of different ports of loading with the same (carrier, consignee) in the last 90 days")
    assert past.summary is Summary.DIFFERENT
    assert [(key.field.of, key.field.name, key.level) for key in past.keys if isinstance(key, FieldValue)] == [
        ("consignment", "consignee", 1),
        ("manifest", "carrier", 0),
    ]
    assert isinstance(past.value, FieldValue)
    assert (past.value.field.name, past.value.level) == ("port of loading", 1)
    assert past.window == Window(90 * 86_400, "seconds")
    assert past.wording == "number of different ports of loading with the same (consignee, carrier) in the last 90 days"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in the last 12 months", "in the last 1 year"),
        ("in the last 12 months", "in the last 12 Months"),
        ("in the last 2 weeks", "in the last 14 days"),
        ("in the last 48 hours", "in the last 2 days"),
    ],
)
def test_the_same_window_is_the_same_question(one: str, other: str) -> None:
    same = "number of consignments with the same consignee"
    assert asked(f"{same} {one}") == asked(f"{same} {other}")
    assert asked(f"{same} {one}") != asked(f"{same} in the last 3 days")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "number of consignments with the same (consignee, carrier) in the last 9 days",
            "number of consignment in the last 9 days with the same (carrier, consignee)",
        ),
        (
            "number of different consignors with the same consignee in the last 9 days",
            "number of different consignors of consignments with the same consignee in the last 9 days",
        ),
        (
            "number of different consignors with the same consignee in the last 9 days",
            "number of different consignor with the same consignee in the last 9 days",
        ),
        (
            "number of consignments with the same (consignee, carrier) in the last 9 days",
            "number of consignments with the same carrier with the same consignee in the last 9 days",
        ),
    ],
)
def test_synonyms_are_the_same_question(one: str, other: str) -> None:
    assert asked(one) == asked(other)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("in the last 25 hours", "in the last 25 hours"),
        ("in the last 24 hours", "in the last 1 day"),
        ("in the last 1 hour", "in the last 1 hour"),
        ("in the last 2 years", "in the last 24 months"),
        ("in the last 1 month", "in the last 1 month"),
        ("in the last 100 years", "in the last 1200 months"),
    ],
)
def test_a_window_in_words(text: str, wording: str) -> None:
    assert asked(f"number of consignments with the same consignee {text}").wording.endswith(f"consignee {wording}")


@pytest.mark.parametrize("key", KEPT.keys)
def test_every_key_can_be_asked_by_and_counted(key: str) -> None:
    kept = words().kept(key)
    assert kept is not None
    past = asked(f"number of different {kept.plural} with the same {key} in the last 9 days")
    assert [field_of(past.value)] == [field_of(k) for k in past.keys] == [key]


@pytest.mark.parametrize("amount", KEPT.amounts)
def test_every_amount_can_be_added_up(amount: str) -> None:
    total = f"total {amount} of consignments with the same consignee in the last 9 days"
    found = condition(f"{total} is over {amount}")
    assert found.rulebook is not None, as_text(found)


@pytest.mark.parametrize(
    ("thing", "key", "level"),
    [
        ("goods item", "consignee", 1),
        ("goods item", "carrier", 0),
        ("goods item", "country of origin", 2),
        ("goods item", "hs code", 2),
        ("container", "container number", 2),
        ("container", "container", 2),
    ],
)
def test_keys_among_inner_things_are_the_nearest(thing: str, key: str, level: int) -> None:
    asks = f"number of consignments with the same {key} in the last 9 days is 0"
    found = condition(f"some {thing} has (weight is 1 t and {asks})")
    assert found.rulebook is not None, as_text(found)
    when: Any = found.rulebook.rules[0].when
    assert [key.level for key in when.where.parts[1].left.keys] == [level]


@pytest.mark.parametrize(
    ("key", "things"),
    [
        ("container number", "containers"),
        ("container", "containers"),
        ("seals", "seals"),
        ("seal number", "seals"),
        ("hs code", "goods items"),
        ("description", "goods items"),
        ("transhipment port", "transhipment ports"),
        ("routing countries", "routing countries"),
    ],
)
def test_a_list_key_is_of_each_of_them(key: str, things: str) -> None:
    (found,) = asked(f"number of consignments with the same {key} in the last 9 days").keys
    assert isinstance(found, OfEach)
    assert (found.over.relation.plural, found.over.level, found.value.level) == (things, 1, 2)


def test_a_filter_asks_the_other_consignment() -> None:
    past = asked(
        "number of consignments in the last 9 days with the same consignee with (some goods item has (weight >  3 T))"
    )
    where: Any = past.where
    assert (where.over.level, where.where.left.level) == (1, 2)
    assert past.wording.endswith("consignee in the last 9 days with (some goods item has (weight is over 3 t))")


def test_a_definition_is_asked_of_the_other_consignment() -> None:
    found = condition(
        "share differs from average share of consignments with the same consignee in the last 9 days by more than 50%",
        "define share as gross weight / packages",
    )
    assert found.rulebook is not None, as_text(found)
    when: Any = found.rulebook.rules[0].when
    assert when.right.value == when.left
    assert when.right.wording == "average share of consignments with the same consignee in the last 9 days"


def test_this_manifest_wants_no_window_and_no_key() -> None:
    past = asked("number of consignments in this manifest")
    assert (past.about, past.window, past.keys) == (About.MANIFEST, None, ())


def test_findings_are_another_question() -> None:
    same = "with the same consignee in the last 9 days"
    past = asked(f"number of findings {same}")
    assert (past.about, past.wording) == (About.FINDINGS, f"number of findings {same}")
    assert past != asked(f"number of consignments {same}")


def test_without_a_history_all_of_it_is_for_later() -> None:
    text = "rulebook x for all rule A when number of consignments is 0 then score 1"
    found = check([Source("a.rules", text)], replace(words(), history=None), lambda path: None)
    assert codes(found) == ["CTS-E901"]


@pytest.mark.parametrize(
    ("keys", "amounts", "unfit"),
    [
        (("consignee", "zork"), (), "zork"),
        (("hs code",), (), "hs code"),
        (("description",), (), "description"),
        ((), ("value",), "value"),
        ((), ("consignee",), "consignee"),
        ((), ("temperature",), "temperature"),
    ],
)
def test_a_vocabulary_that_keeps_what_cannot_be_kept_is_refused(
    keys: tuple[str, ...], amounts: tuple[str, ...], unfit: str
) -> None:
    with pytest.raises(ValueError, match=f"a history cannot keep these names: {unfit}"):
        replace(words(), history=Kept(keys, amounts))
