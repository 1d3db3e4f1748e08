"""Answers of the past kept while one consignment is assessed: asked once, told with the assessment, replayed later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from cts_engine.history import History, Own, Recollection, Unknown, Version, Weigh
from cts_grammar.checked import Past
from cts_rules.manifest.model import Consignment, Manifest

VERSIONS = "earlier versions of the document"
"""The question for them, as it is kept."""


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question and its answer, as they are kept with an assessment."""

    question: str
    """In the language's own words: `number of consignments with the same consignee in the last 90 days`."""
    answer: Recollection | None
    """null where the past could not be asked."""
    unknown: Unknown | None
    versions: tuple[str, ...] | None = None
    """Of the question for the document's earlier versions: when each came in."""


class Recording:
    """One consignment's view of the past. Each question is put once; `told` are answers known from before."""

    def __init__(self, past: History, told: Iterable[Asked] = ()) -> None:
        self._past = past
        kept = list(told)
        self._answers: dict[str, Recollection | Unknown] = {
            a.question: _answer(a) for a in kept if a.question != VERSIONS
        }
        self._told_versions = next((a for a in kept if a.question == VERSIONS), None)
        self._versions: tuple[Version, ...] | Unknown | None = None

    def recall(
        self, question: Past, manifest: Manifest, consignment: Consignment, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """The same answer each time."""
        asked = question_about(question, own)
        found = self._answers.get(asked)
        if found is None:
            found = self._past.recall(question, manifest, consignment, own, weigh)
            self._answers[asked] = found
        return found

    def versions(self, manifest: Manifest, consignment: Consignment) -> tuple[Version, ...] | Unknown:
        """The same each time; of those that were known before, what the past has of them."""
        if self._versions is None:
            told = self._told_versions
            if told is not None and told.unknown is not None:
                self._versions = told.unknown
            else:
                self._versions = self._past.versions(manifest, consignment)
            if told is not None and told.versions is not None and not isinstance(self._versions, Unknown):
                self._versions = tuple(v for v in self._versions if v.received in told.versions)
        return self._versions

    @property
    def asked(self) -> list[Asked]:
        """All that was asked."""
        asked = [_asked(question, answer) for question, answer in self._answers.items()]
        return asked if self._versions is None else [*asked, _asked_versions(self._versions)]


def question_about(question: Past, own: Own) -> str:
    """The question in words, with what it is asked by of the element that it is asked about: `… (MSCU1234567)`."""
    if not own:
        return question.wording
    filed = ", ".join("missing" if value is None else str(value) for value in own)
    return f"{question.wording} ({filed})"


def _asked(question: str, answer: Recollection | Unknown) -> Asked:
    return Asked(question, answer, None) if isinstance(answer, Recollection) else Asked(question, None, answer)


def _asked_versions(versions: tuple[Version, ...] | Unknown) -> Asked:
    if isinstance(versions, Unknown):
        return Asked(VERSIONS, None, versions)
    moments = tuple(version.received for version in versions)
    number = len(moments)
    first, last = (moments[0], moments[-1]) if moments else ("", "")
    return Asked(VERSIONS, Recollection(float(number), float(number), number, first, last), None, moments)


def _answer(asked: Asked) -> Recollection | Unknown:
    return asked.answer or asked.unknown or Unknown(reason="the answer was not kept")


def encoded(asked: list[Asked]) -> bytes:
    """As JSON."""
    return msgspec.json.encode(asked)


def decoded(content: bytes) -> list[Asked]:
    """From JSON."""
    return msgspec.json.decode(content, type=list[Asked])


def as_plain(asked: Iterable[Asked]) -> list[dict[str, Any]]:
    """As dictionaries, for people who look at JSON."""
    plain: list[Mapping[str, Any]] = msgspec.to_builtins(list(asked))
    return [dict(item) for item in plain]
