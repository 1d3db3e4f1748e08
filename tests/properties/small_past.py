"""A past for the small world: what it answers is drawn, but always the same for the same question and the same keys.

Some questions it never answers, some it answers within bounds; without a key it cannot be asked.
"""

from __future__ import annotations

from random import Random
from typing import Any

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_engine.history import NOT_KEPT, Recollection, Unknown
from cts_engine.trace import Identity, Reading
from cts_grammar.checked import Past, Summary

NUMBERS = (0.0, 1.0, 2.0, 3.0, 5.0, 10.0)
AMOUNTS = (0.0, 5.0, 10.0, 10.00000001, 20.0, 100.0, 1e6)
DAYS = ("2026-01-31T00:00:00Z", "2026-02-27T23:59:59Z")


class SmallPast:
    """Holds nothing, and remembers."""

    def recall(self, question: Past, manifest: Any, consignment: Any) -> Recollection | Unknown:
        """An answer that depends on the question and the keys alone."""
        if Random(question.wording).random() < 0.1:
            return Unknown(reason=NOT_KEPT)
        facts = Facts(manifest, consignment)
        keys = [interpreter.read(key, facts) for key in question.keys]
        missing = tuple(key.node.field.name for key in keys if key.got is None)  # type: ignore[union-attr]
        if missing:
            return Unknown(missing=missing)
        return drawn(Random(f"{question.wording}: {[known_by(key) for key in keys]}"), question.summary)


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
