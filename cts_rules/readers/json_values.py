"""Single values out of JSON: each is read, or becomes unreadable or absent with a fault that says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cts_engine.values import Money, Partial, Unreadable
from cts_rules.manifest.findings import Severity
from cts_rules.readers import as_filed
from cts_rules.readers.json_tree import Members, NoNumber, kind, nearest, written
from cts_rules.readers.shapes import MONEY_FIELDS, Slot, Sort


class Absent:
    """The only value of this class says that a field gets no value."""


ABSENT = Absent()

TRUTHS = {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}


NOT_NEGATIVE = "a number that is not negative"
"""Of an amount of money the last step asks that, however it was read."""


class Fault(NamedTuple):
    """What is wrong with a value."""

    code: str
    severity: Severity
    message: str
    lost: object = None
    """What of it is in no field, to be kept raw; None: nothing."""
    below: str = ""
    """Where below the field: `.amount`, `[2]`."""


@dataclass(frozen=True, slots=True)
class _Reading:
    slot: Slot
    faults: list[Fault]

    def note(self, code: str, severity: Severity, message: str, lost: object = None, below: str = "") -> None:
        self.faults.append(Fault(code, severity, message, lost, below))

    def unreadable(self, raw: object, expected: str, below: str = "") -> Unreadable:
        self.note("json-type", "warning", f"expected {expected}, found {kind(raw)}", below=below)
        return Unreadable(_clean(raw) if isinstance(raw, str) else written(raw))

    def absent(self, raw: object, expected: str) -> Absent:
        self.note("json-type", "warning", f"expected {expected}, found {kind(raw)}", lost=raw)
        return ABSENT


def value_of(slot: Slot, raw: object, faults: list[Fault]) -> object:
    """The field's value from any JSON but null; ABSENT where nothing of it can stand in the field."""
    if (told := _told_unreadable(raw)) is not None and slot.sort in _MAY_BE_UNREADABLE:
        return told
    return _READERS[slot.sort](_Reading(slot, faults), raw)


def _told_unreadable(raw: object) -> Unreadable | None:
    """`{"unreadable": "TBA"}`: somebody read it before and could not."""
    if isinstance(raw, Members) and len(raw) == 1 and raw[0][0] == "unreadable" and isinstance(raw[0][1], str):
        return Unreadable(_clean(raw[0][1]))
    return None


def _text(reading: _Reading, raw: object) -> object:
    if type(raw) is str:
        clean = _clean(raw)
        if clean != raw:
            reading.note("json-surrogate", "warning", "half a character was replaced by `\ufffd`")
        return clean
    if isinstance(raw, int | float | NoNumber) and not isinstance(raw, bool):
        reading.note("json-type", "info", f"expected a text, found {kind(raw)}; leading zeros may be lost")
        return written(raw)
    return reading.unreadable(raw, "a text")


def _quantity(reading: _Reading, raw: object) -> object:
    return _number(reading, raw, as_filed.number, NOT_NEGATIVE)


def _temperature(reading: _Reading, raw: object) -> object:
    return _number(reading, raw, lambda text: as_filed.temperature(text, "CEL"), "a number")


def _number(
    reading: _Reading,
    raw: object,
    from_text: Callable[[str], float | Unreadable | None],
    expected: str,
    below: str = "",
) -> object:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        value = float(raw)
        return reading.unreadable(raw, expected, below) if value < 0 and expected == NOT_NEGATIVE else value
    if isinstance(raw, str):
        read = from_text(raw)
        if isinstance(read, float):
            reading.note("json-type", "info", f"expected {expected}, found {kind(raw)}; read as {read:g}", below=below)
            return read
        return ABSENT if read is None else reading.unreadable(raw, expected, below)
    return reading.unreadable(raw, expected, below)


def _count(reading: _Reading, raw: object) -> object:
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip().isascii() and raw.strip().isdigit() and not isinstance(raw, NoNumber):
        reading.note("json-type", "info", f"expected a whole number, found {kind(raw)}")
        return int(raw)
    return reading.absent(raw, "a whole number")


def _word(reading: _Reading, raw: object) -> object:
    if not isinstance(raw, str) or isinstance(raw, NoNumber):
        return reading.unreadable(raw, _one_of(reading.slot.words))
    plain = " ".join(raw.lower().replace("_", " ").split())
    if not plain:
        return ABSENT
    if plain in reading.slot.words:
        if raw not in reading.slot.words:
            reading.note("json-type", "info", f"`{_clean(raw)}` is written `{plain}`")
        return plain
    return reading.unreadable(raw, _one_of(reading.slot.words))


def _one_of(words: tuple[str, ...]) -> str:
    return " or ".join((", ".join(f"`{word}`" for word in words[:-1]), f"`{words[-1]}`"))


def _truth(reading: _Reading, raw: object) -> object:
    if isinstance(raw, bool):
        return raw
    told = TRUTHS.get(written(raw).strip('"').strip().lower())
    if told is None:
        return reading.absent(raw, "true or false")
    reading.note("json-type", "info", f"expected true or false, found {kind(raw)}")
    return told


def _money(reading: _Reading, raw: object) -> object:
    if not isinstance(raw, Members):
        if isinstance(raw, list):
            return Money(reading.unreadable(raw, "an amount with its currency"))
        reading.note("json-type", "warning", f"expected an amount with its currency, found {kind(raw)}")
        amount = _number(reading, raw, as_filed.number, "a number")
        return ABSENT if amount is ABSENT else Money(amount)  # type: ignore[arg-type]
    members = dict(raw)
    for n, (key, inner) in enumerate(raw):
        if key in dict(raw[:n]):
            reading.note(
                "json-duplicate-key", "warning", f"`{key}` stands more than once; the last counts", None, f".{key}"
            )
        elif key not in MONEY_FIELDS:
            told = f"`{key}` is no field here{nearest(key, MONEY_FIELDS)}"
            reading.note("unknown-field", "warning", told, inner, f".{key}")
    return Money(_amount(reading, members.get("amount")), _currency(reading, members.get("currency")))


def _amount(reading: _Reading, raw: object) -> float | Unreadable | None:
    if raw is None or (told := _told_unreadable(raw)) is not None:
        return None if raw is None else told
    amount = _number(reading, raw, as_filed.number, "a number", ".amount")
    return amount if isinstance(amount, float | Unreadable) else None


def _currency(reading: _Reading, raw: object) -> str | None:
    if raw is None or type(raw) is str:
        return None if raw is None else _clean(raw)
    reading.note("json-type", "warning", f"expected a currency code, found {kind(raw)}", raw, ".currency")
    return None


def _codes(reading: _Reading, raw: object) -> object:
    if isinstance(raw, str) and not isinstance(raw, NoNumber):
        reading.note("json-type", "warning", "expected a list of texts, found one text; read as a list of one")
        return (_clean(raw),)
    if not isinstance(raw, list) or isinstance(raw, Members):
        return reading.absent(raw, "a list of texts")
    read: list[str] = []
    for n, entry in enumerate(raw):
        if isinstance(entry, bool) or not isinstance(entry, str | int | float):
            reading.note("json-type", "warning", f"expected a text, found {kind(entry)}", entry, f"[{n}]")
        else:
            if type(entry) is not str:
                reading.note("json-type", "info", f"expected a text, found {kind(entry)}", None, f"[{n}]")
            read.append(_clean(entry) if isinstance(entry, str) else written(entry))
    return tuple(read) if len(read) == len(raw) else Partial(read)


def _structure(reading: _Reading, raw: object) -> object:
    return reading.absent(raw, "an object" if reading.slot.sort is Sort.STRUCT else "a list of objects")


def _clean(text: str) -> str:
    """The text with half characters (lone surrogates) replaced: they can be written nowhere."""
    return str(text) if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


_READERS: Mapping[Sort, Callable[[_Reading, object], object]] = {
    Sort.TEXT: _text,
    Sort.NAME: _text,
    Sort.CODE: _text,
    Sort.HS_CODE: _text,
    Sort.MOMENT: _text,
    Sort.QUANTITY: _quantity,
    Sort.TEMPERATURE: _temperature,
    Sort.COUNT: _count,
    Sort.WORD: _word,
    Sort.TRUTH: _truth,
    Sort.MONEY: _money,
    Sort.CODES: _codes,
    Sort.STRUCT: _structure,
    Sort.STRUCTS: _structure,
}

_MAY_BE_UNREADABLE = frozenset(
    (
        Sort.TEXT,
        Sort.NAME,
        Sort.CODE,
        Sort.HS_CODE,
        Sort.MOMENT,
        Sort.QUANTITY,
        Sort.TEMPERATURE,
        Sort.WORD,
    )
)
