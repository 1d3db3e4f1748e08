"""What is asked of the past: the port that a store of earlier consignments answers through.

A history stands at one moment, the `received` of what is assessed, and tells only of what came before it. It answers a
question the same way however often it is asked during an assessment, and never raises over data.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

import msgspec

from cts_engine import clock
from cts_grammar.checked import About, Past, Summary, Window

NOT_KEPT = "history is not kept here"


class Recollection(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the past answers to one question about one consignment."""

    least: float
    """The number, the number of different ones or the total (in base units), as far as it is certain."""
    most: float | None
    """What it can be at most; equal to `least` where nothing is uncertain, None where there is no bound."""
    consignments: int
    """Earlier consignments that were found."""
    first: str = ""
    """Moment of receipt of the first of them (an instant, UTC); empty where there is none."""
    last: str = ""
    """The same of the last one."""
    currency: str = ""
    """Of an amount of money."""

    @property
    def certain(self) -> bool:
        """Whether the number itself is known."""
        return self.least == self.most


class Weighed(NamedTuple):
    """An earlier consignment as one question looks at it."""

    counts: bool | None
    """Whether the filter holds for it; None: undecided."""
    value: tuple[float, float, str | None] | None = None
    """The lowest and the highest that its value can be, and the currency; None: it has none, or none is asked."""


Weigh = Callable[[Any, Any], Weighed]
"""How a question weighs an earlier consignment, given its manifest and itself: whoever asks knows how to evaluate."""

Own = tuple[Any, ...]
"""What was filed of a bound element for the keys of a question that belong to it."""


class Unknown(msgspec.Struct, frozen=True, omit_defaults=True):
    """The past cannot be asked."""

    missing: tuple[str, ...] = ()
    """Names of the consignment's own fields that it would have to be asked with."""
    reason: str = ""
    """Why it cannot, where that is not for a missing field: `history is not kept here`."""


class Version(msgspec.Struct, frozen=True):
    """One earlier version of the same transport document."""

    manifest: Any
    consignment: Any
    received: str
    """When it came, as far as it is known: a day or an instant."""


class History(Protocol):
    """The consignments that came before."""

    def recall(
        self, question: Past, manifest: Any, consignment: Any, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """The answer for a consignment of a manifest. Keys are compared as the language says.

        `own` has what was filed for the keys that belong to a bound element, in the order of the keys; `weigh` is
        there where the question has a filter, or a value that is worked out.
        """
        ...

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        """The earlier versions of a consignment's document, oldest first, each received strictly before it."""
        ...


class NoHistory:
    """Nothing is kept: every question stays undecided."""

    def recall(
        self, question: Past, manifest: Any, consignment: Any, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """That there is no history."""
        return _NOTHING_KEPT

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        """That there is no history."""
        return _NOTHING_KEPT


class EmptyHistory:
    """Nothing ever came before, whichever consignment is asked about: for examples."""

    def recall(
        self, question: Past, manifest: Any, consignment: Any, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """Zero; of an average, that there is nothing."""
        return _NOTHING_CAME if question.summary in COUNTED else NOTHING_HAS_IT

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        """None."""
        return ()


COUNTED = (Summary.COUNT, Summary.DIFFERENT, Summary.TOTAL)
"""What is 0 where nothing came before; the rest is missing then."""
NOTHING_HAS_IT = Unknown(reason="no such consignment tells it")
FINDINGS_NOT_KEPT = "findings of examinations are not kept here"
NOT_CERTAIN = "not all earlier consignments are known well enough"
_NOTHING_KEPT = Unknown(reason=NOT_KEPT)
_NOTHING_CAME = Recollection(0.0, 0.0, 0)
NO_HISTORY: History = NoHistory()


def window_start(received: str, window: Window) -> str | None:
    """The first instant of a window that ends before `received`; None where that is no moment.

    A day counts from its start. Months are calendar steps, clamped to the month's end. Before the calendar begins
    there is nothing to look at: a longer window starts with it.

    >>> window_start("2026-03-31T12:00:00Z", Window(1, "months")), window_start("2026-03-31", Window(3600, "seconds"))
    ('2026-02-28T12:00:00Z', '2026-03-30T23:00:00Z')
    """
    ends = clock.seconds(received)
    if ends is None:
        return None
    months = window.unit == "months"
    start = clock.step_months(ends[0], -window.amount) if months else ends[0] - window.amount
    return clock.instant(max(start, clock.DAY))


# --- words ----------------------------------------------------------------------------------------------------------


def in_words(answer: Recollection | Unknown, about: About = About.CONSIGNMENTS) -> str:
    """What an officer is told beside the number.

    >>> in_words(Recollection(3, 3, 3, "2026-03-01T08:00:00Z", "2026-05-02T10:00:00Z"))
    '3 earlier consignments, first 2026-03-01, last 2026-05-02'
    >>> in_words(Recollection(0, 0, 0)), in_words(Unknown(missing=("consignee", "port of loading")))
    ('none earlier', 'cannot be asked without consignee and port of loading')
    >>> in_words(Recollection(2, 2, 2), About.MANIFEST), in_words(Recollection(1, 1, 1), About.FINDINGS)
    ('2 consignments of this manifest', '1 earlier finding')
    """
    if isinstance(answer, Unknown):
        return answer.reason or f"cannot be asked without {' and '.join(answer.missing)}"
    if about is About.MANIFEST:
        return f"{answer.consignments} consignment{'' if answer.consignments == 1 else 's'} of this manifest"
    if not answer.consignments:
        return "none earlier"
    thing = "finding" if about is About.FINDINGS else "consignment"
    first, last = answer.first[:10], answer.last[:10]
    if answer.consignments == 1:
        return f"1 earlier {thing}, {first}" if first else f"1 earlier {thing}"
    when = f", first {first}, last {last}" if first and last else ""
    return f"{answer.consignments} earlier {thing}s{when}"
