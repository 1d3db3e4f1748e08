"""JSON bodies, in two tiers: the quick one decodes what is right, the thorough one tells all that is wrong.

The quick one is a msgspec type; it reports one fault at most, and passes over all but the last of two equal keys. So
whatever it does not take without any doubt is read again: member by member, by the marshmallow schema of the same
shape. A member of type `msgspec.Raw` is never looked into: its bytes go to a reader as they came.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

import marshmallow as ma
import msgspec

from cts_web import problems
from cts_web.problems import Problem
from cts_web.schemas.members import Malformed, members
from cts_web.schemas.parameters import by_path

TWICE = "Given more than once."


class Quick(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The quick tier of an envelope."""

    def settled(self) -> Self | None:
        """The envelope as it is worked with; None where something is wrong that the types do not say."""
        return self


Envelope = TypeVar("Envelope", bound=Quick)


class EnvelopeSchema(ma.Schema):
    """The thorough tier of an envelope."""

    class Meta:
        """Refuses what there is not."""

        unknown = ma.RAISE


@dataclass(frozen=True)
class Form(Generic[Envelope]):
    """An envelope's two tiers."""

    quick: type[Envelope]
    thorough: type[EnvelopeSchema]
    raw: tuple[str, ...] = ()
    """Members that are not looked into."""
    hint: str = ""
    """A sentence for who sends something else."""

    def decoded(self, body: bytes) -> Envelope:
        """The envelope. A Problem where it is no JSON, or with every fault by its path."""
        content = body.removeprefix(codecs.BOM_UTF8)
        try:
            envelope = msgspec.json.decode(content, type=self.quick)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            return self.thoroughly(content)
        settled = envelope.settled() if _nothing_passed_over(content, envelope) else None
        return settled or self.thoroughly(content)

    def thoroughly(self, content: bytes) -> Envelope:
        """The same, slowly: every fault, or the very envelope that the quick tier would have given."""
        try:
            found = members(content)
        except Malformed as trouble:
            raise Problem(problems.NOT_JSON, str(trouble)) from trouble
        if found is None:
            raise self._invalid({"body": ["A JSON object is expected."]})
        errors: dict[str, list[str]] = {}
        tree: dict[str, Any] = {}
        for name, value in found:
            if name in tree:
                errors.setdefault(name, []).append(TWICE)
            tree[name] = _kind(value) if name in self.raw else _plain(name, value, errors)
        try:
            loaded = self.thorough().load(tree)
        except ma.ValidationError as faults:
            for path, sentences in by_path(faults.messages).items():
                errors[path] = [*errors.get(path, []), *sentences]
            loaded = {}
        if errors:
            raise self._invalid(errors)
        raw = {name: msgspec.Raw(value) for name, value in found if name in self.raw}
        return self.quick(**{**loaded, **raw})

    def _invalid(self, errors: Mapping[str, list[str]]) -> Problem:
        return Problem(problems.INVALID_ENVELOPE, f"The body has faults: see errors. {self.hint}".strip(), errors)


def _nothing_passed_over(content: bytes, envelope: msgspec.Struct) -> bool:
    """Whether no member was passed over: as many colons came out as went in, for texts and raw members keep theirs."""
    if b"\\u003" in content:  # a colon may be hidden as \u003a
        return False
    return content.count(b":") == msgspec.json.encode(envelope).count(b":")


def _kind(value: bytes) -> object:
    """A value of the same kind; what is in it does not matter."""
    kinds: Mapping[bytes, object] = {b"{": {}, b"[": [], b'"': "", b"n": None}
    return kinds.get(value[:1], 0)


class _Twice(dict[str, Any]):
    """Members of an inner object, and the keys that stand in it twice."""

    repeated: tuple[str, ...] = ()


def _pairs(pairs: list[tuple[str, Any]]) -> _Twice:
    found = _Twice(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        found.repeated = tuple(sorted({name for name in names if names.count(name) > 1}))
    return found


def _plain(name: str, value: bytes, errors: dict[str, list[str]]) -> Any:
    """A member's value; faults that only its bytes show are noted."""
    try:
        plain = json.loads(value.decode(), object_pairs_hook=_pairs)
    except UnicodeDecodeError:
        errors.setdefault(name, []).append("Not in UTF-8.")
        return _kind(value)
    except json.JSONDecodeError:  # an unescaped line break, which finding the members puts up with
        errors.setdefault(name, []).append("A line break or another control character stands unescaped in a text.")
        return _kind(value)
    if isinstance(plain, _Twice):
        for key in plain.repeated:
            errors.setdefault(f"{name}.{key}", []).append(TWICE)
    return plain
