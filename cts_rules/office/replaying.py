"""Assessments made again from what is stored: bit for bit the same, or what differs.

Nothing of today is used but the release: the message's bytes, the texts of the version, the code lists, the answers of
the past, the moment and the limit are those of then. Each of them is also compared with its own hash, and the hashes
with the audit, so that a change of what is stored is told as such, and apart from a release that decides otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection

from cts_engine.assessment import EVALUATION_TOO_LONG
from cts_engine.compile import CompiledRulebook
from cts_engine.history import History, Own, Recollection, Unknown, Version, Weigh
from cts_grammar.checked import Past
from cts_rules.evaluation.results import assessed
from cts_rules.history.asking import StoreHistory
from cts_rules.history.recording import VERSIONS, Asked, Recording, decoded, question_about
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.office.code_lists import office_of_then
from cts_rules.office.drafting import compile_texts
from cts_rules.office.evaluating import read
from cts_rules.office.office import Office
from cts_rules.office.refusals import Refusal, not_found
from cts_rules.readers.reading import Document, NotReadable
from cts_rules.store import audit, manifests, messages
from cts_rules.store import replayed as stored
from cts_rules.store.audit import Sought
from cts_rules.store.base import AnyRow
from cts_rules.store.contents import sha256
from cts_rules.store.sealing import Seal, own_fields, seal, seal_of_message

Part = Literal["message", "reading", "facts", "version", "history", "result", "findings", "conditions", "audit"]


class Difference(msgspec.Struct, frozen=True):
    """One thing that is not as it was."""

    part: Part
    message: str


class Replay(msgspec.Struct, frozen=True):
    """What came of replaying one assessment."""

    assessment: int
    consignment: int
    rulebook: str
    version: int
    differences: list[Difference]
    """None: bit for bit the same."""
    circumstances: list[str]
    """What else was different then, and changed nothing or is the reason of a difference."""

    @property
    def same(self) -> bool:
        """Whether it came to the same, from the same."""
        return not self.differences


class MessageReplay(msgspec.Struct, frozen=True):
    """What came of replaying the assessments of a message."""

    message: int
    differences: list[Difference]
    """Those that concern the message as a whole; they stand with each of its assessments, too."""
    assessments: list[Replay]


def replay(office: Office, assessment: int) -> Replay:
    """One assessment. NotFound where there is none of that number."""
    with office.reading() as connection:
        message = stored.message_of(connection, assessment)
    if message is None:
        raise not_found("assessment", assessment)
    return replay_message(office, message, assessment).assessments[0]


def replay_all(office: Office) -> Iterator[MessageReplay]:
    """All assessments, a message at a time."""
    with office.reading() as connection:
        found = stored.assessed_messages(connection)
    with _Earlier(office) as earlier:
        for message in found:
            yield _replay_message(office, message, earlier, None)


def count(office: Office) -> int:
    """How many messages `replay_all` goes through."""
    with office.reading() as connection:
        return len(stored.assessed_messages(connection))


def replay_message(office: Office, message: int, only: int | None = None) -> MessageReplay:
    """The assessments of a message, or one of them."""
    with _Earlier(office) as earlier:
        return _replay_message(office, message, earlier, only)


def _replay_message(office: Office, message: int, earlier: _Earlier, only: int | None) -> MessageReplay:
    with office.reading() as connection:
        rows = stored.assessments_of(connection, message)
        whole = _of_message(connection, message, rows)
        chosen = [row for row in rows if only in (None, row.id)]
        made: list[Replay] = []
        for digest in dict.fromkeys(row.reference for row in chosen):  # as a rule there is one
            own = [row for row in chosen if row.reference == digest]
            made += _with_lists(earlier, connection, message, own, whole)
    return MessageReplay(message, whole, made)


class _Earlier:
    """Offices with the code lists of then, and versions as they compile with those; kept while replaying goes on."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._stack = ExitStack()
        self._offices: dict[str, Office] = {}
        self._books: dict[tuple[int, str], _Book] = {}

    def __enter__(self) -> _Earlier:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def office(self, connection: Connection, digest: str) -> Office:
        """The office with the code lists of that digest, where they are kept."""
        if digest not in self._offices:
            self._offices[digest] = self._stack.enter_context(office_of_then(self._office, connection, digest))
        return self._offices[digest]

    def book(self, connection: Connection, row: AnyRow) -> _Book:
        """The version of an assessment."""
        name = (row.version_id, row.reference)
        if name not in self._books:
            self._books[name] = _book(self.office(connection, row.reference), connection, row)
        return self._books[name]


def _with_lists(
    earlier: _Earlier, connection: Connection, message: int, rows: list[AnyRow], whole: list[Difference]
) -> list[Replay]:
    """Assessments of a message that were made with the same code lists."""
    office = earlier.office(connection, rows[0].reference)
    read_now = _read_now(office, connection, message)
    made = []
    for manifest in manifests.manifests_of(connection, message):
        if own := [row for row in rows if row.manifest_id == manifest.id]:
            case = _Case(manifest, list(manifests.models_of(connection, manifest.id)), read_now)
            made += [_replayed(office, connection, row, case, earlier.book(connection, row), whole) for row in own]
    return made


@dataclass(frozen=True)
class _Case:
    """A manifest as it is stored, and as its message reads today."""

    stored: manifests.StoredManifest
    models: list[tuple[int, bytes, bytes]]
    read_now: dict[tuple[int, int], tuple[dict[str, Any], bytes]]
    """By the positions of manifest and consignment."""

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each consignment stands among those of the manifest."""
        return {consignment: place for place, (consignment, _, _) in enumerate(self.models)}

    @cached_property
    def own(self) -> bytes:
        """Its own fields, as they are sealed."""
        return own_fields(self.stored.head)

    @cached_property
    def manifest(self) -> Manifest | str:
        """As rules see it, or why it cannot be read."""
        try:
            consignments = tuple(msgspec.json.decode(model, type=Consignment) for _, model, _ in self.models)
            return msgspec.structs.replace(msgspec.convert(self.stored.head, Manifest), consignments=consignments)
        except msgspec.MsgspecError as trouble:
            return f"what is stored of the manifest cannot be read any more: {trouble}"


@dataclass(frozen=True, slots=True)
class _Book:
    """A version as it compiles today; None where it does not, or is not what was stored."""

    compiled: CompiledRulebook | None
    differences: list[Difference]


class _Retold:
    """The past as it was told then; what versions of a document say is read where it is stored, once."""

    def __init__(self, told: list[Asked], stored_past: History) -> None:
        self._recording = Recording(stored_past, told)
        self._told = {asked.question for asked in told}
        self._moments = next((asked.versions for asked in told if asked.question == VERSIONS), None)
        self._asked: set[str] = set()
        self.new: list[str] = []
        self.lost: list[str] = []
        """Moments of versions that were looked at then and are not there now."""

    def recall(
        self, question: Past, manifest: Manifest, consignment: Consignment, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """The answer of then; a question that nobody asked then has none."""
        asked = question_about(question, own)
        self._asked.add(asked)
        if asked not in self._told:
            self.new.append(asked)
            return Unknown(reason="this was not asked of the past")
        return self._recording.recall(question, manifest, consignment, own, weigh)

    def versions(self, manifest: Manifest, consignment: Consignment) -> tuple[Version, ...] | Unknown:
        """Those that were looked at then."""
        self._asked.add(VERSIONS)
        if VERSIONS not in self._told:
            self.new.append(VERSIONS)
            return Unknown(reason="this was not asked of the past")
        found = self._recording.versions(manifest, consignment)
        if self._moments is not None:
            here = set() if isinstance(found, Unknown) else {version.received for version in found}
            self.lost = [moment for moment in self._moments if moment not in here]
        return found

    @property
    def unasked(self) -> list[str]:
        """What was asked then and is not now."""
        return sorted(self._told - self._asked)


def _of_message(connection: Connection, message: int, rows: list[AnyRow]) -> list[Difference]:
    found: list[Difference] = []
    row = messages.fetch(connection, message)
    if row is None or sha256(row.content) != row.sha256:
        found.append(Difference("message", f"the stored bytes of message {message} were changed"))
    for entry in audit.entries(connection, Sought(action="message received", object=f"message {message}")):
        if row is not None and entry.details.get("sha256") != row.sha256:
            told = f"message {message} is not the one that was received, as entry {entry.number} of the audit tells it"
            found.append(Difference("message", told))
    for entry in audit.entries(connection, Sought(action="message assessed", object=f"message {message}")):
        seals = [(r.consignment_id, r.version_id, stored.kept_seal(r)) for r in rows]
        if entry.after is not None and entry.after.get("sha256") != seal_of_message(seals):
            told = f"the assessments of message {message} are not those that entry {entry.number} of the audit sealed"
            found.append(Difference("audit", told))
    return found


def _book(office: Office, connection: Connection, row: AnyRow) -> _Book:
    name = f"{row.rulebook} {row.number}"
    files = stored.files_of(connection, row.version_id)
    found = [
        Difference("version", f"the stored bytes of {path} in {name} were changed")
        for path, digest, content in files
        if sha256(content) != digest
    ]
    for entry in audit.entries(connection, Sought(action="version added", object=name)):
        if entry.details.get("hash") != row.hash:
            found.append(
                Difference("version", f"{name} is not what was added, as entry {entry.number} of the audit tells it")
            )
    try:
        compiled = compile_texts(office, {path: content for path, _, content in files})
    except Refusal as refusal:
        return _Book(None, [*found, Difference("version", f"{name} cannot be run any more: {refusal}")])
    if compiled.digest == row.hash:
        return _Book(compiled, found)
    changed = Difference("version", f"{name} is not what its hash says: its texts, lists or tables are others")
    return _Book(None, found or [changed])


def _read_now(
    office: Office, connection: Connection, message: int
) -> dict[tuple[int, int], tuple[dict[str, Any], bytes]]:
    """What the bytes of a message read as today; nothing where they cannot be read."""
    row = messages.fetch(connection, message)
    if row is None:
        return {}
    try:
        readings = read(office, Document(row.name, row.content), row.received)
    except NotReadable:
        return {}
    found = {}
    for n, reading in enumerate(readings):
        bare = msgspec.structs.replace(reading.manifest, received=row.received, consignments=())
        head: dict[str, Any] = msgspec.to_builtins(bare)
        for position, consignment in enumerate(reading.manifest.consignments):
            found[n, position] = (head, msgspec.json.encode(consignment))
    return found


def _replayed(
    office: Office, connection: Connection, row: AnyRow, case: _Case, book: _Book, whole: list[Difference]
) -> Replay:
    found = [*whole, *book.differences, *_conditions(row, case)]
    model = case.models[case.places[row.consignment_id]][1]
    kept, own = stored.kept_seal(row), seal(case.own, model, row.history, row.result, row.findings)
    found += _seals(kept, own)
    if case.read_now.get((case.stored.position, row.position)) != (case.stored.head, model):
        found.append(Difference("reading", "the message does not read as the consignment that is stored"))
    if book.compiled is not None:
        found += _run(office, connection, row, case, book.compiled)
    return Replay(row.id, row.consignment_id, row.rulebook, row.number, found, _circumstances(office, row))


def _conditions(row: AnyRow, case: _Case) -> Iterator[Difference]:
    if case.stored.head.get("received") != row.received:
        yield Difference("conditions", f"it was assessed as of {row.received}, and its manifest was received otherwise")


def _seals(kept: Seal, own: Seal) -> Iterator[Difference]:
    if kept.facts != own.facts:
        yield Difference("facts", "the stored consignment, or its manifest, was changed after it was assessed")
    if kept.answers != own.answers:
        yield Difference("history", "the stored answers of the past were changed after they were used")
    if kept.outcome != own.outcome:
        yield Difference("result", "the stored result, or its findings, was changed after it was made")


def _circumstances(office: Office, row: AnyRow) -> list[str]:
    """`office` has the code lists of then, where they were kept."""
    found = []
    if row.engine != office.engine:
        found.append(f"assessed by release {row.engine}, replayed by {office.engine}")
    if row.reference != (now := office.reference.digest):
        lists = f"code lists {row.reference[:12]}, which were not kept"
        found.append(f"assessed with {lists}, replayed with {now[:12]}")
    if row.steps is None:
        found.append("the limit of steps was not kept: today's was used")
    return found


def _run(office: Office, connection: Connection, row: AnyRow, case: _Case, book: CompiledRulebook) -> list[Difference]:
    limits = office.settings.evaluation
    if isinstance(case.manifest, str):
        return [Difference("facts", case.manifest)]
    try:
        past = _Retold(decoded(row.history), StoreHistory(connection, row.received))
    except msgspec.MsgspecError as trouble:
        return [Difference("history", f"the stored answers of the past cannot be read any more: {trouble}")]
    within = replace(limits, steps=row.steps or limits.steps)
    place = case.places[row.consignment_id]
    lottery = None if _undrawn(row) else office.lottery
    result, findings = assessed(book, case.manifest, place, row.received, "fired", within, past, lottery)
    found = [Difference("history", f"asked only now: {question}") for question in past.new]
    found += [Difference("history", f"not asked any more: {question}") for question in past.unasked]
    found += [Difference("history", f"the version received {m} is not there any more") for m in past.lost]
    if (again := msgspec.json.encode(result)) != row.result:
        found.append(Difference("result", _compared(row.result, again)))
    if (again := msgspec.json.encode(findings)) != row.findings:
        found.append(Difference("findings", "assessing found something else"))
    if found and EVALUATION_TOO_LONG.encode() in row.findings:
        found.append(Difference("conditions", "then it stopped at a limit of time, which no replay meets again"))
    return found


def _undrawn(row: AnyRow) -> bool:
    """Whether there was no key of random selection then."""
    return b'"random_selection":"not applied"' in row.result


def _compared(before: bytes, now: bytes) -> str:
    """Which parts of a result differ."""
    try:
        old, new = msgspec.json.decode(before, type=dict[str, Any]), msgspec.json.decode(now, type=dict[str, Any])
    except msgspec.MsgspecError:
        return "the stored result cannot be read"
    parts = [key for key in new if old.get(key) != new[key]] + [key for key in old if key not in new]
    if not parts:
        return "the same values, written in other bytes"
    return "; ".join(f"{key} was {_short(old.get(key))} and is now {_short(new.get(key))}" for key in parts)


def _short(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 80 else f"{text[:79]}…"
