"""Kinds of values in requests. Each refuses what only resembles it: true is no number, `1_0` is none either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from cts_engine.values import Unreadable
from cts_rules.readers.as_filed import iso_moment

LARGEST = 2**53 - 1
"""Of whole numbers: what every JSON reader keeps exactly."""
DIGITS = re.compile(r"[0-9]{1,18}", re.ASCII)


class Text(fields.String):
    """Text that can be written as UTF-8: JSON can name halves of characters, which are none."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if not is_text(text):
            raise ValidationError("Half of a character stands in this text.")
        return text


class Moment(Text):
    """A day or an instant; an instant without a zone is UTC."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        found = moment(text)
        if found is None:
            raise ValidationError(f"{text[:40]!r} is no time: write 2026-03-01 or 2026-03-01T04:30Z.")
        return found


def moment(text: str) -> str | None:
    """The canonical text of a day or an instant; None where it is neither.

    >>> moment("2026-03-01T04:30+02:00"), moment("yesterday"), moment("")
    ('2026-03-01T02:30:00Z', None, None)
    """
    found = iso_moment(text.upper())
    return None if isinstance(found, Unreadable) else found


class Whole(fields.Integer):
    """A whole number in JSON."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        return value


class YesOrNo(fields.Boolean):
    """True or false in JSON, and nothing that only looks like it."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Count(fields.Integer):
    """A whole number in a query: digits and nothing else."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if not DIGITS.fullmatch(str(value)):
            raise self.make_error("invalid", input=value)
        return int(value)


class Filing(fields.Raw):
    """A manifest in an envelope: an object, a list or a text. What is in it is the reader's business."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, dict | list | str):
            raise ValidationError("Not a manifest: an object, a list of objects or a text is expected.")
        return value


class Files(fields.Dict):
    """Texts, lists and tables of a rulebook, by path."""

    def __init__(self, **kwargs: Any) -> None:
        path = Text(validate=validate.Length(min=1, max=300))
        super().__init__(path, Text(metadata={"description": "What is in the file."}), **kwargs)


def is_text(value: str) -> bool:
    """Whether it can be written as UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
