"""A past for the small world: what it answers is drawn, but always the same for the same question and the same keys.

Some questions it never answers, some it answers within bounds; without a key it cannot be asked. Where a question has a
filter or a value of its own, what is drawn are earlier consignments, each weighed by whoever asks.
"""

from __future__ import annotations

from random import Random
from typing import Any

from cts_engine import interpreter
from cts_engine.facts import Facts, follow, listing
from cts_engine.history import NOT_KEPT, Own, Recollection, Unknown, Version, Weigh
from cts_engine.trace import Identity, Reading
from cts_grammar.checked import OfEach, Past, Summary
from cts_rules.history.summing import Found, summed

NUMBERS = (0.0, 1.0, 2.0, 3.0, 5.0, 10.0)
AMOUNTS = (0.0, 5.0, 10.0, 10.00000001, 20.0, 100.0, 1e6)
DAYS = ("2026-01-31T00:00:00Z", "2026-02-27T23:59:59Z")


class SmallPast:
    """Holds nothing, and remembers."""

    def recall(
        self, question: Past, manifest: Any, consignment: Any, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """An answer that depends on the question and the keys alone."""
        if Random(question.wording).random() < 0.1:
            return Unknown(reason=NOT_KEPT)
        facts = Facts(manifest, consignment)
        known: list[Any] = [repr(value) for value in own]
        for key in question.keys:
            if isinstance(key, OfEach):
                found = listing(key.over, facts)
                known.append([repr(follow(key.value.field, element.thing)) for element in found.elements])
            elif key.level < 2:
                reading = interpreter.read(key, facts)
                if reading.got is None:
                    return Unknown(missing=(key.field.name,))
                known.append(known_by(reading))
        random = Random(f"{question.wording}: {known}")
        if weigh is None:
            return drawn(random, question.summary)
        return summed(question, [one_of_them(random, weigh) for _ in range(random.choice((0, 1, 2, 3, 5)))])

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        """None."""
        return ()


def one_of_them(random: Random, weigh: Weigh) -> Found:
    """An earlier consignment, as it is weighed."""
    from tests.properties import small_world

    return Found(random.choice(DAYS), weigh(small_world.manifest(random), small_world.consignment(random)))


def known_by(key: Reading) -> Any:
    """What tells a key from others: of a party its identifier where it has one, else its name."""
    return key.got.id or key.got.name if isinstance(key.got, Identity) else key.got


def drawn(random: Random, summary: Summary) -> Recollection:
    """Nothing came before in a third of the cases; a fourth of the rest is known within bounds."""
    if random.random() < 0.3:
        return Recollection(0.0, 0.0, 0)
    least = random.choice(AMOUNTS if summary is Summary.TOTAL else NUMBERS[1:])
    most = random.choice((least, least, least, least, least, least, least + 2, None))
    return Recollection(least, most, random.randint(1, 12), *DAYS)
