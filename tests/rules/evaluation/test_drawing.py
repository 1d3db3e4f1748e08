"""Who is drawn for random selection: the right share, the same document always, and nothing to be foreseen."""

from __future__ import annotations

from math import sqrt

import msgspec
import pytest

from cts_rules.evaluation.drawing import KeyedLottery
from cts_rules.manifest.model import Consignment, Manifest

IDENTITIES = 100_000
SIGMAS = 4
"""Of the binomial distribution: one key in sixteen thousand would fall outside."""
KEYS = (b"an office's key, of its own", b"another office's key, likewise")


def drawn(key: bytes, rulebook: str, share: float) -> set[int]:
    """The documents of a hundred thousand that are selected."""
    lottery, manifest = KeyedLottery(key), Manifest(carrier="NPLU")
    documents = (Consignment(document_number=f"NPLU{n:07}") for n in range(IDENTITIES))
    return {n for n, document in enumerate(documents) if lottery.draw(rulebook, manifest, document) < share}


def expected(found: int, share: float) -> bool:
    return abs(found - IDENTITIES * share) <= SIGMAS * sqrt(IDENTITIES * share * (1 - share))


@pytest.mark.parametrize("share", [0.005, 0.01, 0.5])
def test_the_share_is_what_was_said(share: float) -> None:
    assert expected(len(drawn(KEYS[0], "imports", share)), share)


def test_everything_is_drawn_for_all() -> None:
    assert len(drawn(KEYS[0], "imports", 1.0)) == IDENTITIES


def test_keys_and_rulebooks_draw_independently() -> None:
    first, other_key, other_book = (
        drawn(KEYS[0], "imports", 0.1),
        drawn(KEYS[1], "imports", 0.1),
        drawn(KEYS[0], "exports", 0.1),
    )
    assert expected(len(first & other_key), 0.01)
    assert expected(len(first & other_book), 0.01)


def test_a_larger_share_keeps_what_a_smaller_one_selects() -> None:
    assert drawn(KEYS[0], "imports", 0.005) < drawn(KEYS[0], "imports", 0.01)


def test_an_amendment_is_drawn_as_the_document_was() -> None:
    lottery, manifest = KeyedLottery(KEYS[0]), Manifest(carrier="NPLU", received="2026-03-01")
    first = Consignment(document_number="NPLU 12-34", gross_weight=10.0)
    later = Consignment(document_number="nplu1234", gross_weight=12.0, number_of_amendments=1)
    again = msgspec.structs.replace(manifest, received="2026-03-04")
    assert lottery.draw("imports", manifest, first) == lottery.draw("imports", again, later)


def test_houses_of_one_number_under_two_masters_are_two_documents() -> None:
    lottery, manifest = KeyedLottery(KEYS[0]), Manifest(carrier="NPLU")
    one = Consignment(document_number="1", master_document_number="M1")
    other = Consignment(document_number="1", master_document_number="M2")
    assert lottery.draw("imports", manifest, one) != lottery.draw("imports", manifest, other)


def test_without_a_number_all_that_was_filed_tells_it() -> None:
    lottery, manifest = KeyedLottery(KEYS[0]), Manifest(carrier="NPLU")
    one, same, other = (Consignment(gross_weight=weight, marks="\udcff é") for weight in (10.0, 10.0, 10.5))
    draws = [lottery.draw("imports", manifest, each) for each in (one, same, other)]
    assert draws[0] == draws[1] != draws[2]


def test_the_key_is_not_shown() -> None:
    lottery = KeyedLottery(KEYS[0])
    assert KEYS[0].decode() not in repr(lottery) + str(lottery)
