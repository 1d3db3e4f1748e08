"""Whether the audit is what was written: its chain whole, its head the one that was kept, nothing stored past it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from cts_rules.store import audit
from cts_rules.store.audit import AuditEntry
from cts_rules.store.chain import Broken, Head, Proving
from cts_rules.store.messages import AssessedMessage, StoredMessage

TOLD = 1000
"""Places that are told; who changes everything does not need more."""

ALWAYS_NOTED: tuple[tuple[str, type], ...] = (
    ("message received", StoredMessage),
    ("message assessed", AssessedMessage),
)
"""Actions that leave one row each: with fewer entries than rows, entries were cut off."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of proving an audit."""

    entries: int
    head: Head
    """Of what is there."""
    broken: list[Broken]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.broken


def prove(connection: Connection, kept: Head | None = None) -> Proof:
    """Walks along the whole audit. `kept` is a head that was told earlier and kept elsewhere.

    Without it, a chain that was cut off at its end is whole as far as it goes. Then only the rows of the store tell:
    a message that was received has its entry. Who can rewrite all tables can make a whole chain anew; against that
    nothing helps but a head kept elsewhere.
    """
    proving = Proving()
    broken: list[Broken] = []
    for found in proving.walk(audit.entries(connection)):
        if len(broken) < TOLD:
            broken.append(found)
    if kept is not None:
        broken += _compared(connection, kept, proving.head)
    if not broken:
        broken += _unnoted(connection, proving.head)
    return Proof(proving.entries, proving.head, broken)


def _compared(connection: Connection, kept: Head, head: Head) -> list[Broken]:
    if kept.number == 0:
        return []
    if kept.number > head.number:
        cut = f"the audit ends at entry {head.number}, and once had {kept.number}: the rest was cut off"
        return [Broken(head.number + 1, "missing", cut)]
    found = audit.entry(connection, kept.number)
    if found is not None and found.hash != kept.hash:
        anew = f"entry {kept.number} is not the one whose hash was kept: it, or the entries up to it, were made anew"
        return [Broken(kept.number, "changed", anew)]
    return []


def _unnoted(connection: Connection, head: Head) -> list[Broken]:
    found = []
    for action, table in ALWAYS_NOTED:
        rows = connection.execute(select(func.count()).select_from(table)).scalar_one()
        noted = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == action)
        lacking = rows - connection.execute(noted).scalar_one()
        if lacking > 0:
            told = (
                f"{lacking} entries `{action}` are missing after entry {head.number}: the store has what they tell of"
            )
            found.append(Broken(head.number + 1, "missing", told))
    return found
