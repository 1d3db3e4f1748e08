"""A message handed in: stored first, with its moment, then assessed under every rulebook in force.

Two transactions. The first keeps the message, what was read of it and its place in the past, and sets `received` while
no one else can write: who comes later sees it in the past, who came earlier is seen. The second keeps the verdicts.
A process that is killed between the two leaves a message that no list shows yet; the next start, or the same message
sent again, assesses it. So every message is assessed once, and what is acknowledged is on the disk.
"""

from __future__ import annotations

from typing import Any

from cts_rules.office import assessing
from cts_rules.office.answers import Submission
from cts_rules.office.evaluating import read
from cts_rules.office.filing import file_manifests
from cts_rules.office.office import LOCAL, Office
from cts_rules.office.reading import manifests_of_message
from cts_rules.office.refusals import KeyReused
from cts_rules.readers.reading import Document, ReadManifest
from cts_rules.store import audit, messages
from cts_rules.store.contents import sha256


def submit(
    office: Office,
    document: Document,
    media_type: str,
    by: str,
    received: str | None = None,
    key: str | None = None,
) -> Submission:
    """Stores and assesses a message; all of it is on the disk when this returns.

    The same bytes again, or the same key with the same bytes, give what is stored already. `received` is for loading
    the past; without it the moment of receipt is now. NotReadable where the document holds no manifest, KeyReused
    where the key came with other bytes before, Busy where the store is. Nothing is stored then.
    """
    name = sha256(document.content)
    known = _known(office, name, key)
    if known is not None:
        assessing.assess_message(office, known)
        return _submission(office, known, name, repeated=True)
    readings = read(office, document, received or office.now())
    message, repeated = _file(office, document, media_type, by, received, key, readings)
    assessing.assess_message(office, message)
    return _submission(office, message, name, repeated)


def assess_left_over(office: Office) -> int:
    """Assesses messages whose process ended before it could; how many there were."""
    with office.reading() as connection:
        left = messages.unassessed(connection)
    for message in left:
        assessing.assess_message(office, message)
    return len(left)


def _known(office: Office, content: str, key: str | None) -> int | None:
    """The message of those bytes, if they came before."""
    with office.reading() as connection:
        if key is not None:
            _refuse_other_use(messages.content_of_key(connection, key), content)
        found = messages.message_of_content(connection, content)
        tied = key is None or messages.content_of_key(connection, key) is not None
    if found is not None and key is not None and not tied:
        with office.writing() as connection:
            before = messages.content_of_key(connection, key)
            _refuse_other_use(before, content)
            if before is None:
                messages.remember_key(connection, key, found, content)
                audit.note(connection, office.now(), LOCAL, "message repeated", f"message {found}")
    return found


def _refuse_other_use(before: str | None, content: str) -> None:
    if before is not None and before != content:
        raise KeyReused("this idempotency key was used for another message: every message wants a key of its own")


def _file(
    office: Office,
    document: Document,
    media_type: str,
    by: str,
    received: str | None,
    key: str | None,
    readings: list[ReadManifest],
) -> tuple[int, bool]:
    """The message's number, and whether another request has stored the same bytes meanwhile."""
    content = sha256(document.content)
    with office.writing() as connection:
        now = office.now()
        if key is not None:
            _refuse_other_use(messages.content_of_key(connection, key), content)
        message = messages.message_of_content(connection, content)
        repeated = message is not None
        if message is None:
            moment = received or now
            message = messages.add(connection, document.content, document.name, media_type, moment, now, by)
            consignments = file_manifests(connection, office.vocabulary, message, readings, moment)
            told: dict[str, Any] = {"sha256": content, "manifests": len(readings), "consignments": consignments}
            audit.note(connection, now, by, "message received", f"message {message}", **told)
        if key is not None and messages.content_of_key(connection, key) is None:
            messages.remember_key(connection, key, message, content)
    return message, repeated


def _submission(office: Office, message: int, content: str, repeated: bool) -> Submission:
    found = manifests_of_message(office, message)
    return Submission(message, content, repeated, found[0].received if found else "", found)
